"""What the command line asks to be presented is found: a module, a deck, a tour and its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.tui.room_desk import ROOT
from workshop.errors import UsageError
from workshop.model.agenda import Agenda, Block, Day, Place
from workshop.model.catalogue import Catalogue
from workshop.tui.room.day import Programme, block_due, day_due
from workshop.tui.room.launch import How, Lecture, find
from workshop.tui.services import Services
from workshop.tui.services_session import block_deck

EAST = timezone(timedelta(hours=7))


def training(day: int, hour: int, ref: str) -> Block:
    start = datetime(2027, 3, day, hour, tzinfo=EAST)
    return Block(
        id=f"teach-{ref}-full",
        kind="training",
        ref=ref,
        title="x",
        city="jakarta",
        start=start,
        end=start + timedelta(minutes=60),
        place=Place(id="v", name="v", lat=0.0, lon=0.0),
        form="full",
    )


def test_day_is_today_else_the_next_and_what_is_on_comes_first() -> None:
    days = tuple(
        Day(
            date=date(2027, 3, number),
            cities=("jakarta",),
            blocks=(training(number, 9, "m01"), training(number, 14, "m02")),
        )
        for number in (22, 23)
    )
    agenda = Agenda(status="feasible", days=days)

    def at(day: int, hour: int, minute: int = 0) -> tuple[int, str | None]:
        now = datetime(2027, 3, day, hour, minute, tzinfo=EAST).astimezone(UTC)
        number = day_due(agenda, now)
        due = block_due(agenda.days[number], now)
        return agenda.days[number].date.day, due.ref if due else None

    assert at(20, 1) == (22, "m01")
    assert at(22, 9, 59) == (22, "m01")
    assert at(22, 10) == (22, "m02")
    assert at(22, 23) == (22, None)
    assert at(23, 0) == (23, "m01")
    assert at(25, 9) == (23, None)


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(ROOT)


HOW = How()


def test_a_module_is_found_by_its_id(services: Services) -> None:
    found = find("M03", services, None, HOW)
    assert isinstance(found, Lecture)
    assert found.deck.module is not None
    assert found.deck.module.id == "m03"
    assert found.reread().title == found.deck.title


def test_a_deck_is_found_by_its_path(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_text("# Mine\n\nx\n")
    found = find(str(path), services, None, HOW)
    assert isinstance(found, Lecture)
    assert found.deck.slides[0].title == "Mine"


@pytest.mark.parametrize("name", ["nothing-like-it", "", "a/b/c.md", "x\0y", "é" * 3000])
def test_what_is_nowhere_is_a_usage_error(services: Services, name: str) -> None:
    with pytest.raises(UsageError):
        find(name, services, None, HOW)


def test_agenda_without_lectures_is_a_usage_error(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text(
        "format: 1\nbrief:\n  title: Bare\n  group_size: 5\n  start: 2027-03-22\n"
        "  cities: {must: [jakarta]}\n"
    )
    with pytest.raises(UsageError, match="no lectures yet"):
        find(str(path), services, None, HOW)


def test_a_tour_is_found_by_its_name_with_its_days(services: Services) -> None:
    found = find("asia-tech-tour-2027", services, None, HOW)
    assert isinstance(found, Programme)
    assert len(found.agenda.days) == 5


def test_a_briefing_shows_what_to_look_for_and_shares_out_questions(
    services: Services, catalogue: Catalogue
) -> None:
    brought = training(22, 9, "sgp-grab").model_copy(update={"kind": "briefing", "form": None})
    deck = block_deck(services, brought)
    assert [slide.title for slide in deck.slides[1:]] == ["What we look for", "Who asks what?"]
    assert catalogue.host["sgp-grab"].ask[0] in deck.slides[2].segments[0].text
    unknown = brought.model_copy(update={"ref": "nobody"})
    assert len(block_deck(services, unknown).slides) == 1
