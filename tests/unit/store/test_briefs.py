"""A changed brief goes into the file without touching what a person wrote around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import HOSTILE
from workshop.catalogue.read import parse_value
from workshop.editing.briefs import with_host
from workshop.model.cities import CityWishes
from workshop.model.tour import Brief, HostWish, Tour
from workshop.store.briefs import with_brief
from workshop.store.newtour import new_tour
from workshop.store.splice import without_agenda

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = without_agenda((ROOT / "itineraries" / "asia-tech-tour-2027.yaml").read_text())
BRACES = '{"format": 1, "brief": {"title": "T", "group_size": 9, "start": "2027-03-22", "cities": {"must": ["jakarta"]}, "hosts": [{"id": "jkt-goto"}, {"id": "jkt-jago", "status": "invited"}]}}'  # noqa: E501


def read(text: str) -> Brief:
    return parse_value(text, Tour, "t.yaml")[0].brief


def remarks(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


def test_one_field_of_one_host_is_one_line() -> None:
    brief = read(SAMPLE)
    text = with_brief(SAMPLE, brief, with_host(brief, "jkt-goto", status="confirmed"))
    was, now = SAMPLE.splitlines(), text.splitlines()
    changed = [(a, b) for a, b in zip(was, now, strict=True) if a != b]
    assert changed == [("      status: invited", "      status: confirmed")]


def test_a_field_comes_in_where_the_file_explains_it() -> None:
    text = new_tour("t", start=date(2027, 3, 22), days=4, cities=("jakarta",))
    brief = read(text)
    after = brief.model_copy(update={"client": "Acme", "coach_seats": 40, "dress": "shirt"})
    for end in ("\n", "\r\n"):
        lines = with_brief(text.replace("\n", end), brief, after).split(end)
        for field, example in (
            ('client: "Acme"', '# client: "The firm that comes"'),
            ("coach_seats: 40", "# coach_seats: 40"),
        ):
            assert lines[lines.index(f"  {field}") + 1] == f"  {example}"


@pytest.mark.parametrize(
    "inside",
    [
        "  hosts:\n    - id: sgp-grab\n  # client: x\n    - id: sgp-sea\n",
        '  question: "one\n\n  # client: x\n\n  two"\n',
        "  notes: |2\n    a\n\n  # client: x\n",
    ],
)  # fmt: skip
def test_a_field_never_comes_into_the_midst_of_another(inside: str) -> None:
    text = (
        "format: 1\nbrief:\n  title: x\n  group_size: 1\n"
        '  start: "2027-03-22"\n  cities: {must: [singapore]}\n' + inside
    )
    brief = read(text)
    after = brief.model_copy(update={"client": "Acme"})
    assert read(with_brief(text, brief, after)) == after


def test_an_order_comes_into_the_braces_of_the_cities() -> None:
    brief = read(BRACES)
    cities = brief.cities.model_copy(update={"order": ("jakarta",)})
    text = with_brief(BRACES, brief, brief.model_copy(update={"cities": cities}))
    assert '"cities": {"must": ["jakarta"], "order": ["jakarta"]}' in text


@given(
    host=st.sampled_from(["jkt-goto", "jkt-telkom", "sgp-grab", "bkk-true", "icn-nobody"]),
    status=st.sampled_from(["idea", "invited", "tentative", "confirmed"]),
    notes=st.sampled_from(["", *HOSTILE]),
    minutes=st.sampled_from([None, 45]),
    cities=st.sampled_from([("jakarta",), ("bangkok", "singapore", "jakarta")]),
    named=st.integers(0, 1),
    people=st.integers(1, 30),
    source=st.sampled_from([SAMPLE, BRACES, SAMPLE.replace("\n", "\r\n"), "new"]),
)
def test_any_change_is_read_back_and_every_comment_stays(
    host: str, status: str, notes: str, minutes: int | None, cities: tuple[str, ...],
    named: int, people: int, source: str,
) -> None:  # fmt: skip
    text = source
    if source == "new":
        text = new_tour("t", start=date(2027, 3, 22), days=4, cities=("jakarta",))
    before = read(text)
    after = with_host(before, host, status=status, notes=notes, visit_minutes=minutes)
    after = after.model_copy(
        update={
            "cities": CityWishes(must=cities, order=cities[:named]),
            "group_size": people,
            "budget": None,
        }
    )
    once = with_brief(text, before, after)
    assert read(once) == after
    assert remarks(once) == remarks(text)
    assert read(with_brief(once, after, before)) == before


@pytest.mark.parametrize("hosts", ["[{id: sgp-grab}]", "\n    - id: sgp-grab"])
def test_what_is_added_to_a_list_in_one_go_keeps_its_order(hosts: str) -> None:
    text = f"""format: 1
brief:
  title: x
  group_size: 1
  start: "2027-03-22"
  cities: {{must: [singapore]}}
  hosts: {hosts}
"""
    before = read(text)
    added = tuple(HostWish(id=name, status="declined") for name in ("sgp-sea", "jkt-jago"))
    after = before.model_copy(update={"hosts": (*before.hosts, *added)})

    assert read(with_brief(text, before, after)) == after
