"""Files read as values of the model: faults in plain words, with the line, all in one go."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, model_validator

from tests.faults.command import limit
from tests.hostile import EVERYTHING
from workshop.catalogue.read import parse_value, read_value
from workshop.catalogue.yamltext import MAX_FAULTS
from workshop.errors import InputError
from workshop.model.base import Clock, Hours, Id, Source, Value
from workshop.model.place import City, Host
from workshop.model.tour import Tour

BRIEF = """\
brief:
  title: A tour
  group_size: 18
  start: "2027-03-22"
  cities:
    must: [jakarta]
"""


class Inner(Value):
    """A mapping in a mapping."""

    open: bool
    share: float = Field(default=0.5, ge=0, lt=1)


class Thing(Value):
    """One field of each type that files hold."""

    id: Id
    count: int = Field(default=1, ge=1, le=500)
    at: Clock = time(9, 30)
    day: date = date(2027, 3, 22)
    word: str = Field(default="x", min_length=2, max_length=4)
    kind: Literal["company", "individuals"] = Field(default="company", alias="for")
    code: str = Field(default="SIN", pattern="^[A-Z]{3}$")
    inner: Inner | None = None
    rows: tuple[Inner, ...] = ()
    names: tuple[str, ...] = Field(default=("a",), min_length=1)
    format: Literal[1] = 1

    @model_validator(mode="after")
    def _not_odd(self) -> Thing:
        if self.id == "odd":
            raise ValueError("odd is taken")
        return self


def told(text: str, kind: type[Value] = Thing) -> list[str]:
    """Return the lines of the error for `text`, without the file's name."""
    with pytest.raises(InputError) as caught:
        parse_value(text, kind, "f.yaml")
    assert all(line.startswith("f.yaml:") for line in caught.value.lines())
    return [line.removeprefix("f.yaml:") for line in caught.value.lines()]


def fault_lines(text: str, kind: type[Value]) -> list[int]:
    """Return the lines of the faults in `text`; anything else that is raised is a failure."""
    try:
        parse_value(text, kind, "f.yaml")
    except InputError as error:
        return [fault.line for fault in error.faults]
    return []


ID = "an id (lower-case letters and digits, joined by - or _)"
TIME = '`at` must be a time of day such as "09:30", not'
DAY = '`day` must be a date such as "2027-03-22", not'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("count: 2\n", "1: `id` is missing; add it to the file"),
        ("id: a\n\ninner:\n  share: 0.1\n", "3: `open` is missing; add it to `inner`"),
        (
            "id: a\nrows:\n  - open: true\n  - share: 0.1\n",
            "4: `open` is missing; add it to entry 2 of `rows`",
        ),
        ("idd: a\n", "1: unknown key `idd`; did you mean `id`?"),
        ("id: a\n\ncoutn: 2\n", "3: unknown key `coutn`; did you mean `count`?"),
        (
            "id: a\nqqq: 2\ninner: {open: true}\n",
            "2: unknown key `qqq`; known here: id, count, at, "
            "day, word, for, code, inner, rows, names, format",
        ),
        ("id: a\ninner: {open: true, zzz: 1}\n", "2: unknown key `zzz`; known here: open, share"),
        (
            'id: a\ncount: "18"\n',
            '2: `count` must be a whole number, not text "18"; write 18 without quotes',
        ),
        ("id: a\ncount: many\n", '2: `count` must be a whole number, not text "many"'),
        ("id: a\ncount: 18.5\n", "2: `count` must be a whole number, not the number 18.5"),
        ("id: a\ncount: true\n", "2: `count` must be a whole number, not true"),
        (
            "id: a\ncount:\n",
            "2: `count` must be a whole number, not empty; write a value or remove the key",
        ),
        ("id: a\ncount: 0\n", "2: `count` must be 1 or more, not 0"),
        ("id: a\ncount: 501\n", "2: `count` must be 500 or less, not 501"),
        ("id: a\ninner: {open: true, share: 1}\n", "2: `share` must be less than 1, not 1"),
        (
            'id: a\ninner: {open: true, share: "0.1"}\n',
            '2: `share` must be a number, not text "0.1"; write 0.1 without quotes',
        ),
        (
            "id: a\ninner: {open: yes}\n",
            '2: `open` must be true or false, not text "yes"; write true',
        ),
        (
            "id: a\ninner: {open: 'False'}\n",
            '2: `open` must be true or false, not text "False"; write false',
        ),
        (
            "id: a\ninner: {open: 1}\n",
            "2: `open` must be true or false, not the number 1; write one of them",
        ),
        ("id: a\nword: 42\n", '2: `word` must be text, not the number 42; write "42" in quotes'),
        ("id: a\nword: true\n", '2: `word` must be text, not true; write "true" in quotes'),
        ("id: a\nword:\n", "2: `word` must be text, not empty; write some, or remove the key"),
        ("id: a\nword: [x]\n", "2: `word` must be text, not a list"),
        ("id: a\nword: x\n", "2: `word` must have 2 or more characters"),
        ("id: a\nword: xxxxx\n", "2: `word` must have 4 characters or fewer"),
        (
            "id: a\nat: 9:30\n",
            '2: 9:30 without quotes is the number 570 in YAML; write "09:30" in quotes',
        ),
        ('id: a\nat: "9:30"\n', f'2: {TIME} text "9:30"; write "09:30"'),
        ("id: a\nat: 0930\n", f'2: {TIME} text "0930"; write "09:30"'),
        ("id: a\nat: 930\n", f"2: {TIME} the number 930; write hours and minutes, in quotes"),
        ('id: a\nat: "25:00"\n', f'2: {TIME} text "25:00"; write hours and minutes, in quotes'),
        (
            'id: a\nat: "09:30:15"\n',
            f'2: {TIME} text "09:30:15"; write "09:30": local time, hours and minutes only',
        ),
        (
            'id: a\nat: "09:30+07:00"\n',
            f'2: {TIME} text "09:30+07:00"; write "09:30": local time, hours and minutes only',
        ),
        (
            'id: a\nat: "09:30Z"\n',
            f'2: {TIME} text "09:30Z"; write "09:30": local time, hours and minutes only',
        ),
        ("id: a\nday: 22.3.2027\n", f'2: {DAY} text "22.3.2027"; write year, month and day'),
        ("id: a\nday: 2027-02-30\n", f'2: {DAY} text "2027-02-30"; there is no such day'),
        ("id: a\nday: 20270322\n", f"2: {DAY} the number 20270322; write year, month and day"),
        (
            "id: a\nfor: compny\n",
            '2: `for` must be one of company, individuals, not text "compny"; '
            "did you mean `company`?",
        ),
        ("id: a\nformat: 2\n", "2: `format` must be 1, not the number 2"),
        (
            "id: a\ncode: sin\n",
            '2: `code` must be three capital letters, not text "sin"; did you mean `SIN`?',
        ),
        (
            "id: Jakarta City\n",
            f'1: `id` must be {ID}, not text "Jakarta City"; did you mean `jakarta-city`?',
        ),
        ("id: '-'\n", f'1: `id` must be {ID}, not text "-"'),
        ("id: a\ninner: []\n", "2: `inner` must be a mapping (lines of `key: value`), not a list"),
        ("id: a\nrows: x\n", '2: `rows` must be a list, not text "x"; write [x]'),
        (
            "id: a\nrows: {open: true}\n",
            "2: `rows` must be a list, not a mapping; begin each entry with `- `",
        ),
        ("id: a\nrows:\n", "2: `rows` must be a list, not empty; write [] for none"),
        (
            "id: a\nnames: []\n",
            "2: `names` must not be empty; write a value, or remove the key if it may be missing",
        ),
        (
            "id: a\nnames:\n  - x\n  - 5\n",
            '4: entry 2 of `names` must be text, not the number 5; write "5" in quotes',
        ),
        (
            "id: a\nnames: [5]\n",
            '2: entry 1 of `names` must be text, not the number 5; write "5" in quotes',
        ),
        ("id: odd\n", "1: odd is taken"),
        ("- a\n", "1: the file must be a mapping (lines of `key: value`), not a list"),
        ("", "1: the file is empty; write what belongs in it"),
    ],
)
def test_a_fault_is_one_line_in_plain_words(text: str, line: str) -> None:
    assert told(text) == [line]


def test_all_faults_of_a_file_come_in_one_go_in_the_order_of_lines() -> None:
    lines = told(
        'id: A\ncount: "3"\ncount: 4\nat: 10:30\nday: x\n5: y\n'.replace("5: y\n", "")
        + 'wrod: x\ninner:\n  open: no\n  open: true\nrows: [{}]\nat2: "x"\n'
    )
    numbers = [int(line.partition(":")[0]) for line in lines]
    assert numbers == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11]


def test_a_time_with_a_zone_hides_no_other_fault() -> None:
    text = BRIEF + '  pace:\n    day_start: "08:30+07:00"\n    rest_hours: x\n'
    assert told(text, Tour) == [
        '8: `day_start` must be a time of day such as "09:30", not text "08:30+07:00"; '
        'write "08:30": local time, hours and minutes only',
        '9: `rest_hours` must be a whole number, not text "x"',
    ]


def test_what_a_model_objects_to_names_the_entry() -> None:
    text = BRIEF + "  hosts:\n    - id: a\n    - id: b\n      status: declined\n      wish: must\n"
    assert told(text, Tour) == [
        "9: entry 2 of `hosts`: a declined host cannot be a must; "
        "set wish to never or change status"
    ]


def test_aliases_are_the_keys_that_are_named() -> None:
    assert told("days: [mon]\nform: '09:00'\nto: '10:00'\n", Hours) == [
        "2: unknown key `form`; did you mean `from`?",
    ]


def test_read_value_gives_value_and_document(tmp_path: Path) -> None:
    path = tmp_path / "tour.yaml"
    path.write_text("# a comment\n" + BRIEF, encoding="utf-8")
    tour, document = read_value(path, Tour, name="itineraries/tour.yaml")
    assert tour.brief.start == date(2027, 3, 22)
    assert document.file == "itineraries/tour.yaml"
    assert document.line(("brief", "group_size")) == 4


def file_fault(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_value(path, Tour, name="t.yaml")
    (line,) = caught.value.lines()
    return line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    hint = "check its name and its rights"
    assert file_fault(tmp_path / "no.yaml") == (
        f"t.yaml:1: the file cannot be read: no such file or directory; {hint}"
    )
    assert file_fault(tmp_path) == f"t.yaml:1: the file cannot be read: is a directory; {hint}"
    assert file_fault(tmp_path / "a\0b") == "t.yaml:1: this cannot be the name of a file"


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes("brief:\n  title: Café\n".encode("latin-1"))
    assert file_fault(path) == "t.yaml:2: the byte 0xe9 is not UTF-8 text; save the file as UTF-8"


def test_a_file_over_five_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024 + 1)
    assert file_fault(path).startswith("t.yaml:1: the file is larger than 5 MB;")


HOST = {
    "id": "a",
    "name": "n",
    "lat": 1.0,
    "lon": 2.0,
    "district": "d",
    "address": "a",
    "address_status": "weak",
    "sector": "s",
    "frameworks": ["payment"],
    "why": "w",
    "sources": [{"title": "t", "url": "u"}],
    "confidence": "low",
}
TEXTS = ("name", "district", "address", "sector", "why", "founded", "ownership", "cautions")


@pytest.mark.parametrize("text", EVERYTHING)
def test_hostile_text_loses_no_character(text: str) -> None:
    dumped = yaml.safe_dump({"title": text, "url": text, "as_of": text})
    value, _ = parse_value(dumped, Source, "f.yaml")
    assert (value.title, value.url, value.as_of) == (text, text, text)


@given(st.sampled_from(TEXTS), st.text())
def test_any_text_in_any_text_field_is_read_back(field: str, text: str) -> None:
    dumped = yaml.safe_dump({**HOST, field: text}, sort_keys=False)
    value, _ = parse_value(dumped, Host, "f.yaml")
    assert getattr(value, field) == text


CITY = (Path(__file__).resolve().parents[3] / "content/cities/seoul.yaml").read_text("utf-8")


@given(st.data())
def test_a_mangled_file_is_a_city_or_a_list_of_faults(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(CITY)))
    end = data.draw(st.integers(start, min(len(CITY), start + 400)))
    put = data.draw(
        st.text(max_size=20) | st.sampled_from(["\t", "- ", ": ", "&a ", "[", '"', "0"])
    )
    text = CITY[:start] + put + CITY[end:]
    last_line = text.count("\n") + text.count("\r") + 1
    assert all(1 <= line <= last_line for line in fault_lines(text, City))


VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(
        [[], {}, [[]], [{}], "10:30", "08:30+07:00", "2027-03-22", "9999-12-31", "jakarta"]
    )
)


@given(st.data())
def test_wrong_values_anywhere_in_a_tour_are_faults(data: st.DataObject) -> None:
    tour = yaml.safe_load(BRIEF)
    brief = tour["brief"]
    brief["pace"] = {"day_start": "08:30", "day_end": "18:30", "rest_hours": 11}
    brief["hosts"] = [{"id": "a", "hours": [{"days": ["mon"], "from": "09:00", "to": "17:00"}]}]
    brief["window"] = {"earliest": "2027-03-22", "latest": "2027-04-02"}
    for _ in range(data.draw(st.integers(1, 3))):
        holder = brief
        while True:
            key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else [0]))
            if (
                not holder[key]
                or not isinstance(holder[key], (dict, list))
                or data.draw(st.booleans())
            ):
                holder[key] = data.draw(VALUES)
                break
            holder = holder[key]
    text = yaml.safe_dump(tour)
    assert all(1 <= line <= text.count("\n") for line in fault_lines(text, Tour))


def test_thousands_of_wrong_keys_are_told_soon_and_not_all() -> None:
    text = "".join(f"k{number}: 1\n" for number in range(50_000))
    with limit(10), pytest.raises(InputError) as error:
        parse_value(text, Tour, "t.yaml")
    assert 1 <= len(error.value.faults) <= MAX_FAULTS
