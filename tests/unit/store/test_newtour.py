"""New tours: a brief ready to plan, one of one's own, or one copied from another tour."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import EVERYTHING
from workshop.catalogue.read import parse_value
from workshop.catalogue.tourcheck import check_tour
from workshop.errors import StoreError, UsageError
from workshop.model.agenda import Agenda
from workshop.model.calendar import DateSpan
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.tour import Brief, DateWindow, Tour
from workshop.store.newtour import name_for, quiet_monday
from workshop.store.tours import (
    begin_tour,
    create_tour,
    fresh_brief,
    new_tour,
    read_tour,
    write_agenda,
)  # fmt: skip

START = date(2027, 3, 29)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "A b", "-a", "a--b", "con\0", "x" * 999])
def test_a_name_that_is_no_file_name_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a tour") as told:
        create_tour(tmp_path, name, "")
    assert len(told.value.message) < 100, "a toast is small"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("cities", [("jakarta",), ("seoul", "bangkok"), ("singapore",)])
@pytest.mark.parametrize("days", [None, 1, 9])
def test_a_new_brief_is_ready_to_plan(
    cities: tuple[str, ...], days: int | None, catalogue: Catalogue
) -> None:
    text = new_tour("spring_asia-2027", start=START, days=days, cities=cities)

    tour, document = parse_value(text, Tour, "new.yaml")
    assert check_tour(tour, document, catalogue) == ()
    assert tour.brief.title == "Spring Asia 2027"
    assert tour.brief.start == START
    assert tour.brief.days == (days or 5)
    assert tour.brief.cities.must == cities
    assert tour.agenda is None
    assert text.count("#") > 30


def test_every_example_in_a_new_brief_works(catalogue: Catalogue) -> None:
    text = new_tour("mine", start=START, days=5, cities=("singapore", "bangkok"))
    text = text.replace("  hosts: []\n", "  hosts:\n")
    filled = re.sub(r"(?m)^( +)# ( *(?:- )?(?:\{|[a-z_]+:(?: |$)))", r"\1\2", text)
    filled = re.sub(r"(?m)^  start:.*\n", "", filled)

    tour, document = parse_value(filled, Tour, "new.yaml")

    assert check_tour(tour, document, catalogue) == ()
    said = tour.brief.model_dump(exclude_unset=True)
    assert set(type(tour.brief).model_fields) - {"start"} <= {*said}
    assert set(type(tour.brief.hosts[0]).model_fields) <= {*said["hosts"][0]}


def test_a_new_tour_says_what_it_needs() -> None:
    with pytest.raises(UsageError, match="--start"):
        new_tour("mine", start=None, days=None, cities=("jakarta",))
    with pytest.raises(UsageError, match="--cities"):
        new_tour("mine", start=START, days=None, cities=())


def test_a_copy_keeps_the_brief_and_leaves_the_agenda(
    tmp_path: Path, catalogue: Catalogue, agenda: Agenda
) -> None:
    begun = new_tour("mine", start=START, days=5, cities=("jakarta", "singapore"))
    tour = read_tour(create_tour(tmp_path, "mine", begun), catalogue)
    source = write_agenda(tour, agenda).text.replace("hosts: []", "hosts: [{id: jkt-jago}]  # mine")

    text = new_tour("theirs", start=None, days=None, cities=(), source_text=source)

    copy, _ = parse_value(text, Tour, "theirs.yaml")
    assert copy.agenda is None
    assert copy.brief.title == "Theirs"
    assert copy.brief.hosts[0].id == "jkt-jago"
    assert copy.brief.model_copy(update={"title": "Mine", "hosts": ()}) == tour.tour.brief
    assert "# mine" in text
    assert text.startswith("# Copied from another tour.")


@pytest.mark.parametrize(
    "when",
    [
        'start: "2026-01-05"   # then',
        "start: 2026-01-05\n  days: 3",
        'window: {earliest: "2026-01-05", latest: "2026-02-05"}',
        'window:\n    earliest: "2026-01-05"\n    latest: "2026-02-05"   # then',
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_copy_takes_what_is_given(when: str, newline: str) -> None:
    source = f"format: 1\nbrief:\n  {when}\n  title: |\n    x\n    y\n  group_size: 3 # few\n"
    source += "  cities:\n    may:\n      - seoul\n      - bangkok\n\n  # last\n"

    text = new_tour(
        "c",
        start=START,
        days=2,
        cities=("jakarta",),
        source_text="\ufeff" + source.replace("\n", newline),
    )

    brief = parse_value(text, Tour, "c.yaml")[0].brief
    assert (brief.title, brief.start, brief.window, brief.days) == ("C", START, None, 2)
    assert brief.cities.must == ("jakarta",)
    assert brief.cities.may == ()
    assert "# few" in text
    assert "# last" in text
    assert ("# then" in text) == ("# then" in when)


@pytest.mark.parametrize("source", ["", "a: 1", "brief: {}", "[1]", "{brief: {title: x}}"])
def test_a_source_that_is_no_tour_is_refused(source: str) -> None:
    with pytest.raises(StoreError):
        new_tour("c", start=START, days=2, cities=("jakarta",), source_text=source)


def test_only_names_that_are_names_get_into_a_brief() -> None:
    good = {"no", "null", "1e3", "2027-03-22"}
    for words in EVERYTHING:
        if words in good:
            text = new_tour(words, start=START, days=5, cities=("jakarta",))
            assert parse_value(text, Tour, "x.yaml")[0].brief.group_size == 18
        else:
            with pytest.raises(UsageError):
                new_tour(words, start=START, days=5, cities=("jakarta",))


def test_the_first_day_proposed_is_a_monday_ten_weeks_on(catalogue: Catalogue) -> None:
    bangkok = [catalogue.city["bangkok"]]
    assert quiet_monday(date(2027, 1, 4), bangkok, catalogue.closures) == date(2027, 3, 15)
    assert quiet_monday(date(2027, 1, 5), bangkok, catalogue.closures) == date(2027, 3, 22)
    assert quiet_monday(date(2027, 1, 10), bangkok, catalogue.closures) == date(2027, 3, 22)


def test_a_new_tour_is_offered_no_week_of_holidays_or_short_days(catalogue: Catalogue) -> None:
    autumn, closures = date(2026, 11, 26), catalogue.closures
    assert autumn + timedelta(weeks=10) <= date(2027, 2, 8), "New Year's week, and Ramadan begins"
    assert quiet_monday(autumn, [catalogue.city["bangkok"]], closures) == date(2027, 2, 8)
    both = [catalogue.city["singapore"], catalogue.city["jakarta"]]
    assert quiet_monday(autumn, both, closures) == date(2027, 3, 29)
    always = closures.model_copy(
        update={"ramadan": (DateSpan(start=autumn, end=date(2029, 1, 1)),)}
    )
    assert quiet_monday(autumn, both, always) == date(2027, 2, 8)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Spring tour 2027", "spring-tour-2027"),
        ("ทัวร์ 아시아 🌸 Kakao days", "kakao-days"),
        ("Año café", "ano-cafe"),
        ("亞洲", "tour"),
        ("taken", "taken-3"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_tour_is_called_by_its_title(title: str, name: str) -> None:
    assert name_for(title, {"taken", "taken-2"}) == name


def test_a_form_begins_with_the_brief_that_the_command_line_writes(tmp_path: Path) -> None:
    start, cities = date(2027, 5, 3), ("seoul", "jakarta")
    typed = new_tour("typed", start=start, days=None, cities=cities)
    brief = fresh_brief(start, cities).model_copy(update={"title": "Typed"})
    assert begin_tour(tmp_path, "typed", brief).read_text() == typed


def test_a_tour_begun_with_a_brief_says_that_brief_and_explains_its_fields(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    window = DateWindow(earliest=date(2027, 5, 3), latest=date(2027, 5, 28))
    dates: tuple[dict[str, Any], ...] = ({"start": date(2027, 5, 3)}, {"window": window})
    for number, when in enumerate(dates):
        brief = Brief(
            title=EVERYTHING[-1] or "x", group_size=7, days=3,
            cities=CityWishes(must=("seoul",), may=("bangkok",)), **when,
        )  # fmt: skip
        path = begin_tour(tmp_path, f"begun-{number}", brief)
        assert read_tour(path, catalogue).tour == Tour(brief=brief)
        assert "# How many people travel" in path.read_text()
