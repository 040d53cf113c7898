"""A finding made by hand has an edit near by that mends it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from workshop.editing.edits import Editor
from workshop.editing.suggest import fits, suggest
from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Tour
from workshop.rules import check
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
MONDAY, TUESDAY = date(2027, 3, 22), date(2027, 3, 23)


@pytest.fixture(scope="module")
def sample() -> Tour:
    return Workspace(ROOT).tour("asia-tech-tour-2027").tour


def errors(tour: Tour, catalogue: Catalogue) -> list[Finding]:
    assert tour.agenda is not None
    return [one for one in check(tour.agenda, tour.brief, catalogue) if one.severity == "error"]


def block(tour: Tour, block_id: str) -> Block:
    assert tour.agenda is not None
    return next(one for one in tour.agenda.blocks if one.id == block_id)


def test_a_lecture_taken_out_comes_back_before_the_visit(
    sample: Tour, catalogue: Catalogue
) -> None:
    assert sample.agenda is not None
    lectures = [one for one in sample.agenda.blocks if one.kind == "training"]
    without = ((one, Editor(sample, catalogue).drop(one.id).tour) for one in lectures)
    lecture, tour, found = next(
        (one, left, early)
        for one, left in without
        for early in errors(left, catalogue)
        if early.rule == "teach-first"
    )
    done = suggest(tour, catalogue, found)
    assert done is not None
    visit = block(tour, found.blocks[-1])
    assert block(done.tour, lecture.id).end <= block(done.tour, visit.id).start


def test_a_note_is_nothing_to_mend_by_moving_things(sample: Tour, catalogue: Catalogue) -> None:
    assert sample.agenda is not None
    notes = [one for one in check(sample.agenda, sample.brief, catalogue) if one.fix]
    assert {one.severity for one in notes} == {"note"}
    assert suggest(sample, catalogue, notes[0]) is None


def test_cities_moved_in_the_brief_alone_are_asked_for_as_they_are(
    sample: Tour, catalogue: Catalogue
) -> None:
    moved = Editor(sample, catalogue).move_city("bangkok", -2).tour
    found = errors(moved, catalogue)
    assert {one.rule for one in found} == {"route"}
    done = suggest(moved, catalogue, found[0])
    assert done is not None
    assert done.tour.agenda == sample.agenda
    assert done.tour.brief.cities.order == ("jakarta", "singapore", "bangkok")
    assert errors(done.tour, catalogue) == []


def test_what_was_moved_too_early_or_too_late_is_mended_near_by(
    sample: Tour, catalogue: Catalogue
) -> None:
    visit = next(b for b in sample.agenda.blocks if b.kind == "visit") if sample.agenda else None
    assert visit is not None
    for minutes in (90, 300):
        tour = Editor(sample, catalogue).shift(visit.id, minutes).tour
        found = errors(tour, catalogue)
        done = suggest(tour, catalogue, found[0])
        assert done is not None
        assert len(errors(done.tour, catalogue)) < len(found)


@pytest.mark.parametrize(
    ("minutes", "label"),
    [
        (15, "Snowflake (Singapore office) and what follows 15 minutes earlier"),
        (90, "Alibaba Cloud International to Thu 25 Mar 13:30"),
    ],
)
def test_a_flight_that_the_day_is_late_for_is_reached_by_pulling_the_day_forward(
    sample: Tour, catalogue: Catalogue, minutes: int, label: str
) -> None:
    tour = Editor(sample, catalogue).shift("visit-sgp-alicloud", minutes).tour
    late = next(one for one in errors(tour, catalogue) if one.rule == "flight")
    done = suggest(tour, catalogue, late)
    assert done is not None
    assert errors(done.tour, catalogue) == []
    assert done.label == label


def test_a_copied_day_is_mended_by_taking_the_copies_out(
    sample: Tour, catalogue: Catalogue
) -> None:
    tour = Editor(sample, catalogue).copy_day(MONDAY, TUESDAY).tour
    twice = next(one for one in errors(tour, catalogue) if one.rule == "once" and one.blocks)
    done = suggest(tour, catalogue, twice)
    assert done is not None
    assert not [one for one in errors(done.tour, catalogue) if one.blocks == twice.blocks]


def test_nothing_is_suggested_that_breaks_something_else(
    sample: Tour, catalogue: Catalogue
) -> None:
    before = {(one.rule, one.blocks) for one in errors(sample, catalogue)}
    for minutes in (-120, 150):
        tour = Editor(sample, catalogue).shift("teach-m08-full", minutes).tour
        known = {(one.rule, one.blocks) for one in errors(tour, catalogue)}
        for one in errors(tour, catalogue):
            done = suggest(tour, catalogue, one)
            if done is not None:
                after = {(each.rule, each.blocks) for each in errors(done.tour, catalogue)}
                assert (one.rule, one.blocks) not in after
                assert after <= known | before or len(after) < len(known)


def test_what_fits_is_told_by_the_rules(sample: Tour, catalogue: Catalogue) -> None:
    out = Editor(sample, catalogue).drop("teach-m08-full").tour
    at = block(sample, "teach-m08-full").start
    assert fits(out, catalogue, "m08", at.date(), at.time()) is not None
    assert fits(out, catalogue, "m08", TUESDAY, time(21)) is None
    assert fits(out, catalogue, "sgp-grab", MONDAY, time(9)) is None
