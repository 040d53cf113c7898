"""What differs between two agendas, in words, and who must be told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from workshop.model.agenda import Agenda, Block, Day, Kind, Place
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.tour import Brief, HostWish, Tour
from workshop.planner.changes import difference
from workshop.planner.telling import who_to_tell

HOTEL = Place(id="ven-sgp-suntec", name="Suntec", lat=1.29, lon=103.86)
ZONE = ZoneInfo("Asia/Singapore")


def block(kind: Kind, ref: str | None, day: int, at: str, minutes: int = 60, **more: Any) -> Block:
    hour, minute = map(int, at.split(":"))
    start = datetime(2027, 3, day, hour, minute, tzinfo=ZONE)
    made: dict[str, Any] = {
        "id": f"{kind}-{ref}-{more.get('form', '')}".lower().strip("-"),
        "kind": kind,
        "ref": ref,
        "title": more.pop("title", str(ref)),
        "city": "singapore",
        "start": start,
        "end": start + timedelta(minutes=minutes),
        "place": HOTEL,
        **more,
    }
    return Block(**made)


def agenda(*blocks: Block) -> Agenda:
    days: dict[date, list[Block]] = {}
    for one in blocks:
        days.setdefault(one.start.date(), []).append(one)
    return Agenda(
        status="feasible",
        days=tuple(
            Day(date=day, cities=("singapore", "bangkok"), blocks=tuple(days[day]))
            for day in sorted(days)
        ),
    )


def tour(*hosts: HostWish) -> Tour:
    brief = Brief(
        title="A test",
        group_size=18,
        start=date(2027, 3, 22),
        days=2,
        cities=CityWishes(must=("singapore",)),
        hosts=hosts,
    )
    return Tour(brief=brief)


GRAB = block("visit", "sgp-grab", 24, "15:15", 90, title="Grab", status="invited")


def test_the_same_twice_differs_in_nothing() -> None:
    one = agenda(GRAB, block("training", "m01", 24, "09:00", form="full"))
    same = difference(one, one)
    assert len(same.kept) == 2
    assert (same.moved, same.dropped, same.added, same.days, same.weight) == ((), (), (), (), 0)


def test_what_follows_from_others_is_not_counted() -> None:
    lunch = block("meal", "lunch", 24, "12:00")
    ride = block("transfer", None, 24, "14:30", 30, to=HOTEL)
    later = ride.model_copy(update={"start": ride.start + timedelta(minutes=5)})
    found = difference(agenda(lunch, ride, GRAB), agenda(later, GRAB))
    assert [one.title for one in found.kept] == ["Grab"]
    assert (found.moved, found.dropped, found.added) == ((), (), ())
    assert found.coach_days == (date(2027, 3, 24),)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ({"day": 24, "at": "16:00"}, "Grab: from Wed 24 Mar 15:15 to 16:00"),
        ({"day": 25, "at": "10:00"}, "Grab: from Wed 24 Mar 15:15 to Thu 25 Mar 10:00"),
        (
            {"day": 24, "at": "15:15", "minutes": 60},
            "Grab: Wed 24 Mar 15:15, 60 minutes instead of 90",
        ),
        (
            {"day": 24, "at": "15:15", "place": HOTEL.model_copy(update={"id": "x", "name": "X"})},
            "Grab: Wed 24 Mar 15:15, at X",
        ),
    ],
)
def test_moved_is_told_in_words(after: dict[str, Any], words: str) -> None:
    new = block("visit", "sgp-grab", **{"minutes": 90, "title": "Grab", **after})
    (moved,) = difference(agenda(GRAB), agenda(new)).moved
    assert moved.words() == words
    assert moved.weight == 2


def test_lectures_keep_to_their_form() -> None:
    """The capstone is taught twice: its forms are not taken for each other."""
    short = block("training", "m12", 22, "08:30", 30, form="short", title="Capstone")
    full = block("training", "m12", 23, "16:00", 75, form="full", title="Capstone")
    earlier = full.model_copy(
        update={"start": full.start - timedelta(hours=1), "end": full.end - timedelta(hours=1)}
    )
    found = difference(agenda(short, full), agenda(short, earlier))
    assert [one.words() for one in found.kept] == ["Capstone (short): Mon 22 Mar 08:30"]
    assert [one.words() for one in found.moved] == ["Capstone: from Tue 23 Mar 16:00 to 15:00"]
    shortened = difference(agenda(full), agenda(short))
    assert [one.words() for one in shortened.moved] == [
        "Capstone: from Tue 23 Mar 16:00 to Mon 22 Mar 08:30, in its short form"
    ]


def test_flights_between_the_same_cities_are_one() -> None:
    old = block("flight", None, 24, "19:00", 150, title="Flight SIN → BKK", to=HOTEL)
    new = block("flight", None, 25, "19:00", 150, title="Flight SIN → DMK", to=HOTEL)
    (moved,) = difference(agenda(old), agenda(new)).moved
    assert (moved.was, moved.now, moved.weight) == ("Wed 24 Mar 19:00", "Thu 25 Mar 19:00", 4)


def test_status_weighs() -> None:
    weights = [
        difference(agenda(GRAB.model_copy(update={"status": status})), agenda()).weight
        for status in ("confirmed", "tentative", "invited", "idea")
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("declined", "Grab (declined): thank them; Wed 24 Mar 15:15 is free"),
        ("invited", "Grab (invited, nothing agreed): the visit of Wed 24 Mar 15:15 does not "
                    "take place"),
        ("confirmed", "Grab (confirmed): the visit of Wed 24 Mar 15:15 does not take place"),
    ],
)  # fmt: skip
def test_a_host_is_told_as_its_status_is(catalogue: Catalogue, status: Any, told: str) -> None:
    wanted = tour(HostWish(id="sgp-grab", status=status))
    lines = who_to_tell(difference(agenda(GRAB), agenda()), wanted, catalogue)
    assert lines[0] == told
    assert "The 18 participants: the programme of Wed 24 Mar changes" in lines


def test_nobody_is_told_who_was_never_asked(catalogue: Catalogue) -> None:
    idea = GRAB.model_copy(update={"status": "idea"})
    out = who_to_tell(difference(agenda(idea), agenda()), tour(), catalogue)
    assert not any(line.startswith("Grab") for line in out)
    comes = who_to_tell(difference(agenda(), agenda(idea)), tour(), catalogue)
    assert comes[0] == "Grab (not asked yet): to be asked for Wed 24 Mar 15:15"


def test_venue_and_coach_are_told_of_their_days(catalogue: Catalogue) -> None:
    old = block("training", "m01", 24, "09:00", form="full")
    new = block("training", "m01", 25, "09:00", form="full")
    ride = block("transfer", None, 25, "14:30", 30, to=HOTEL)
    lines = who_to_tell(difference(agenda(old), agenda(new, ride)), tour(), catalogue)
    assert lines == (
        "Suntec: the training room is needed at other times on Wed 24 Mar and Thu 25 Mar",
        "The 18 participants: the programme of Wed 24 Mar and Thu 25 Mar changes",
        "The coach company: other times on Thu 25 Mar",
    )


def test_the_same_hour_in_another_zone_is_told_as_that_hour() -> None:
    hotel = Place(id="ven-bkk-qsncc", name="Queen Sirikit", lat=13.7, lon=100.5)
    old = block("training", "m12", 26, "16:20")
    west = ZoneInfo("Asia/Bangkok")
    start, end = old.start.replace(tzinfo=west), old.end.replace(tzinfo=west)
    there = {"start": start, "end": end, "place": hotel}
    found = difference(agenda(old), agenda(old.model_copy(update=there)))
    assert [one.words() for one in found.moved] == ["m12: Fri 26 Mar 16:20, at Queen Sirikit"]
