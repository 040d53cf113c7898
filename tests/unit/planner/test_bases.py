"""The training venue of a stay: one of those the group fits, and the best plan has the best."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from tests.unit.planner.venues import THOROUGH
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour, VenueWish
from workshop.planner import plan
from workshop.planner.relock import base_of
from workshop.planner.stop import Progress
from workshop.rules import check
from workshop.tui.board.inspector import progress_words
from workshop.tui.words import proof

CITIES = ("jakarta", "bangkok")


def tour(**more: Any) -> Tour:
    fields = {
        "title": "Two cities", "group_size": 12, "start": "2027-03-29", "days": 3,
        "cities": {"must": list(CITIES)},
        "arrival": {"city": "jakarta", "airport": "CGK", "at": "09:10"},
        "departure": {"city": "bangkok", "airport": "BKK", "at": "19:40"},
    }  # fmt: skip
    return Tour.model_validate_json(json.dumps({"brief": fields | more}))


def at(asked: Tour, bases: tuple[str, ...]) -> Tour:
    wishes = tuple(VenueWish(city=c, id=one) for c, one in zip(CITIES, bases, strict=True))
    return asked.model_copy(update={"brief": asked.brief.model_copy(update={"venues": wishes})})


def bases_of(agenda: Agenda, catalogue: Catalogue) -> tuple[str | None, ...]:
    return tuple(base_of(agenda, city, catalogue) for city in CITIES)


@pytest.fixture(scope="module")
def planned(catalogue: Catalogue) -> tuple[Agenda, list[Progress]]:
    """Return the plan at all venues, and what was told while it was searched."""
    told: list[Progress] = []
    return plan(tour(), catalogue, on_progress=told.append), told


def test_best_plan_has_the_best_training_venues(
    planned: tuple[Agenda, list[Progress]], catalogue: Catalogue
) -> None:
    asked, (agenda, _) = tour(), planned
    venues = [[one.id for one in catalogue.city[city].venues] for city in CITIES]
    scores: dict[tuple[str | None, ...], int] = {
        bases: plan(at(asked, bases), catalogue, explain=False).score
        for number, bases in enumerate(product(*venues))
        if THOROUGH or number % 8 == 0 or bases == bases_of(agenda, catalogue)
    }
    assert (agenda.status, agenda.venues) == ("optimal", "all")
    assert agenda.score == max(scores.values()) > min(scores.values())
    assert scores[bases_of(agenda, catalogue)] == agenda.score
    assert [one for one in check(agenda, asked.brief, catalogue) if one.severity == "error"] == []


@pytest.mark.parametrize("bases", [("ven-jkt-mulia", "ven-bkk-tdp")])
def test_a_named_venue_is_kept(catalogue: Catalogue, bases: tuple[str, ...]) -> None:
    agenda = plan(at(tour(), bases), catalogue)
    assert bases_of(agenda, catalogue) == bases


def test_a_limit_too_short_for_every_venue_says_what_its_bound_holds_for(
    catalogue: Catalogue,
) -> None:
    asked = tour()
    told: list[Progress] = []
    short = plan(asked, catalogue, limit=3, on_progress=told.append)
    assert short.days
    assert short.venues == "likeliest"
    assert {one.best.venues for one in told if one.best is not None} == {"likeliest"}
    assert "at its venues" in progress_words(told[-1], 1.0)
    assert "at its venues" in proof(short.status, short.score, short.gap, short.venues)
    named = plan(at(asked, ("ven-jkt-mulia", "ven-bkk-tdp")), catalogue, limit=0.1)
    assert named.venues == "all", "nothing else was to be looked at"


def test_while_the_likeliest_venues_are_looked_at_no_bound_is_told_for_all(
    planned: tuple[Agenda, list[Progress]],
) -> None:
    agenda, told = planned
    bounds = [one.bound for one in told]
    assert min(bounds) >= agenda.score
    assert bounds == sorted(bounds, reverse=True)
