"""The documents as files: as they were looked at, whole under hostile words, always the same."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import time, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.hostile import CONTROL, EVERYTHING, LONG
from tests.unit.export.marks import Say, spoken
from workshop.export.changelist import change_list
from workshop.export.documents import MAKERS, Desk, make
from workshop.export.icslint import lint
from workshop.export.redaction import Document, Source
from workshop.model.agenda import Agenda
from workshop.model.place import PrayerTimes

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "documents"
JS = Path(__file__).resolve().parents[2] / "js"
MARKDOWN: tuple[Document, ...] = (
    *("brief", "agenda", "visit-briefs", "host-briefings", "runsheet", "workbook", "outreach"),
    "changes",
)
WORDS = [one for one in EVERYTHING if one.strip() and one not in LONG] + [LONG[0][:300]]
"""Hostile words; blank ones leave whole parts out, and are tested where that is meant."""


@pytest.fixture
def earlier(agenda: Agenda) -> Agenda:
    """The agenda as it was: no gallery, GoTo an hour earlier, Grab confirmed."""
    days = []
    for day in agenda.days:
        blocks = []
        for block in (one for one in day.blocks if one.id != "gallery"):
            hour = {"start": block.start.replace(hour=13), "end": block.end.replace(hour=14)}
            other: dict[str, dict[str, object]] = {
                "goto": {**hour},
                "grab": {"status": "confirmed"},
            }
            blocks.append(block.model_copy(update=other.get(block.id, {})))
        days.append(day.model_copy(update={"blocks": tuple(blocks)}))
    return agenda.model_copy(update={"days": tuple(days)})


@pytest.fixture
def desk(source: Source, earlier: Agenda) -> Desk:
    return Desk(source, broken=1, since=earlier)


def test_there_is_a_golden_for_every_document_a_person_reads(desk: Desk) -> None:
    papers = [paper for one in MARKDOWN for paper in make(one, desk)]
    assert {path.name for path in GOLDEN.iterdir()} == {paper.name for paper in papers}


@pytest.mark.parametrize("document", MARKDOWN)
def test_documents_read_as_they_did_when_they_were_looked_at(
    document: Document, desk: Desk
) -> None:
    for paper in make(document, desk):
        assert paper.text == (GOLDEN / paper.name).read_text("utf-8"), paper.name


@pytest.mark.parametrize("document", sorted(set(MAKERS) - {"pdf"}))
def test_the_same_desk_gives_the_same_bytes(document: Document, desk: Desk) -> None:
    again = Agenda.model_validate_json(desk.source.agenda.model_dump_json(by_alias=True))
    other = replace(desk, source=replace(desk.source, agenda=again))
    assert make(document, other) == make(document, desk)


def test_no_document_says_that_a_host_agreed_who_did_not(desk: Desk) -> None:
    for document in MARKDOWN:
        for paper in make(document, desk):
            for line in paper.text.splitlines():
                if "GoTo" in line and "was " not in line:
                    assert "(confirmed" not in line, paper.name


def test_a_coach_waits_for_its_next_ride_but_not_beyond_a_flight(desk: Desk) -> None:
    first, second = desk.source.agenda.days
    ride = next(block for block in first.blocks if block.kind == "transfer")
    fly = next(block for block in second.blocks if block.kind == "flight")
    rides = [
        ride.model_copy(update={"id": f"r{n}", "start": start, "end": start + timedelta(minutes=9)})
        for n, start in enumerate(
            (
                fly.start - timedelta(hours=3),
                fly.start - timedelta(hours=2, minutes=40),
                fly.end + timedelta(minutes=45),
            )
        )
    ]
    days = (first, second.model_copy(update={"blocks": (*second.blocks, *rides)}))
    agenda = desk.source.agenda.model_copy(update={"days": days})
    (paper,) = make("runsheet", replace(desk, source=replace(desk.source, agenda=agenda)))
    told = [line.split("|")[-2].strip() for line in paper.text.splitlines() if "| 9 min" in line]
    assert told == ["wait, next pick-up 07:20", "done", "done"]


def test_prayer_times_say_which_month_they_are_for(desk: Desk) -> None:
    catalogue, agenda = desk.source.catalogue, desk.source.agenda
    prays = PrayerTimes(dhuhr=time(12), asr=time(15), maghrib=time(18))
    cities = tuple(c.model_copy(update={"prayer_times": prays}) for c in catalogue.cities)
    source = replace(desk.source, catalogue=catalogue.model_copy(update={"cities": cities}))
    later = tuple(
        day.model_copy(update={"date": day.date + timedelta(weeks=4)}) for day in agenda.days
    )
    april_plan = replace(source, agenda=agenda.model_copy(update={"days": later}))
    (march,) = make("runsheet", replace(desk, source=source))
    (april,) = make("runsheet", replace(desk, source=april_plan))
    assert ", computed for March; take an official table" in march.text
    assert ", computed for March, not for April; take an official table" in april.text


@pytest.mark.parametrize("document", ["brief", "agenda", "visit-briefs", "workbook", "html"])
def test_disclaimers_go_with_what_shows_lectures_or_hosts(document: Document, desk: Desk) -> None:
    for paper in make(document, desk):
        assert "advice to invest" in paper.text
        assert "has not agreed to anything" in paper.text


@pytest.mark.parametrize("document", sorted({*MARKDOWN, "html"}))
def test_a_plan_that_breaks_rules_gives_drafts(document: Document, desk: Desk) -> None:
    for paper in make(document, desk):
        assert "Draft, not to be sent on" in paper.text
    for paper in make(document, replace(desk, broken=0)):
        assert "Draft" not in paper.text


def test_the_organisers_list_of_changes_says_who_must_be_told_before_it_is_sent(
    desk: Desk,
) -> None:
    (sent,) = make("changes", desk)
    mine = change_list(desk.source, desk.before, desk.broken, ["Grab: *new* time"])
    told = (
        "## To tell\n\nFor the organiser: take this part out before sending.\n\n"
        "- Grab: \\*new\\* time\n\n"
    )
    assert mine.replace(told, "") == sent.text
    assert told in mine


# -------------------------------------------------------------------- hostile words


def hostile(first: int) -> Say:
    """Say another hostile thing for each field, beginning with the one at `first`."""
    words = itertools.cycle([*WORDS[first:], *WORDS[:first]])
    return lambda *_: next(words)


def calm() -> Say:
    """Say a harmless thing wherever `hostile` says one, the same where it repeats itself."""
    words = itertools.cycle(f"calm {n}" for n in range(len(WORDS)))
    return lambda *_: next(words)


FIRSTS = (0, 50)


@pytest.mark.parametrize("first", FIRSTS)
@pytest.mark.parametrize("document", MARKDOWN)
def test_hostile_words_change_nothing_of_a_document_but_themselves(
    document: Document, first: int, desk: Desk
) -> None:
    tame = make(document, replace(desk, source=spoken(desk.source, calm())))
    wild = make(document, replace(desk, source=spoken(desk.source, hostile(first))))
    for was, now in zip(tame, wild, strict=True):
        assert was.name == now.name
        assert _shape(now.text) == _shape(was.text)
        assert _kinds(now.text) <= _kinds(was.text) | {"text_special"}
        assert not set(now.text) & set("\x1b\x07\x00\r\u202e\u2028")


def _parse(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def _shape(text: str) -> list[str]:
    """Return the kinds of a document's parts; how many lists of one text there are may differ."""
    return [token.type for token in _parse(text)]


def _kinds(text: str) -> set[str]:
    return {child.type for token in _parse(text) for child in token.children or ()}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.given: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.given += attrs


def _tags(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    return tags


@pytest.mark.parametrize("first", FIRSTS)
def test_hostile_words_are_text_in_html(first: int, desk: Desk) -> None:
    (tame,) = make("html", replace(desk, source=spoken(desk.source, calm())))
    (wild,) = make("html", replace(desk, source=spoken(desk.source, hostile(first))))
    assert _tags(wild.text).tags == _tags(tame.text).tags
    names = {name for name, _ in _tags(wild.text).given}
    assert not {name for name in names if name.startswith("on")} | (names & {"href", "src"})


def test_the_page_asks_for_nothing_from_outside(desk: Desk) -> None:
    (paper,) = make("html", desk)
    tags = _tags(paper.text)
    assert "script" not in tags.tags
    assert not {"href", "src", "srcset", "style"} & {name for name, _ in tags.given}
    assert "url(" not in paper.text
    assert "@import" not in paper.text
    assert any("default-src 'none'" in (value or "") for _, value in tags.given)


@pytest.mark.parametrize("first", FIRSTS)
def test_hostile_words_are_text_in_a_calendar(first: int, desk: Desk) -> None:
    import icalendar

    source = spoken(desk.source, hostile(first))
    (paper,) = make("ics", replace(desk, source=source))
    assert lint(paper.data) == ()
    events = icalendar.Calendar.from_ical(paper.data).walk("VEVENT")
    (tame,) = make("ics", desk)
    assert len(events) == tame.text.count("BEGIN:VEVENT")
    titles = [" ".join(block.title.split()) for block in source.agenda.blocks]
    plain = {title for title in titles if title.isprintable() and "\\" not in title}
    said = "\n".join(str(event["SUMMARY"]) for event in events)
    assert sum(title in said for title in plain) >= len(events) - 4


@pytest.mark.parametrize("first", FIRSTS)
def test_hostile_words_are_no_formulas_and_no_cells(first: int, desk: Desk) -> None:
    tame = make("csv", replace(desk, source=spoken(desk.source, calm())))
    wild = make("csv", replace(desk, source=spoken(desk.source, hostile(first))))
    for was, now in zip(tame, wild, strict=True):
        rows, before = _rows(now.text), _rows(was.text)
        assert [len(row) for row in rows] == [len(row) for row in before]
        for cell in itertools.chain(*rows):
            number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
            assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_json_holds_every_hostile_word(desk: Desk) -> None:
    source = spoken(desk.source, hostile(0))
    (paper,) = make("json", replace(desk, source=source))
    blocks = [block for day in json.loads(paper.text)["days"] for block in day["blocks"]]
    assert [block["title"] for block in blocks] == [
        block.title.encode("utf-8", "replace").decode() for block in source.agenda.blocks
    ]


def test_files_are_called_after_the_tour_and_nothing_else(desk: Desk) -> None:
    source = spoken(desk.source, lambda *_: "../../etc/passwd\0")
    for document in sorted(set(MAKERS) - {"pdf"}):
        for paper in make(document, replace(desk, source=source)):
            assert re.fullmatch(r"small[-a-z0-9.]*\.(md|html|ics|csv|json)", paper.name)


# -------------------------------------------------------------------- other people's tools


def test_markdownlint_has_nothing_to_say(desk: Desk) -> None:
    if shutil.which("node") is None or not (JS / "node_modules" / "markdownlint").is_dir():
        pytest.skip("node with markdownlint is not installed: npm ci --prefix tests/js")
    texts = {paper.name: paper.text for one in MARKDOWN for paper in make(one, desk)}
    for name in ("asia-tech-tour-2027.md", "with-seoul-2027.md"):
        texts[name] = (JS.parents[1] / "itineraries" / name).read_text("utf-8")
    done = subprocess.run(
        ["node", "lint_markdown.mjs"],
        cwd=JS,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout) == []


def test_control_characters_are_made_visible(desk: Desk) -> None:
    source = spoken(desk.source, lambda *_: CONTROL[0])
    for document in MARKDOWN:
        for paper in make(document, replace(desk, source=source)):
            assert not re.search("[\x00-\x09\x0b-\x1f]", paper.text)
