"""The proof, proven: on tours small enough to list every agenda, the planner's best is the best."""

from __future__ import annotations

import os
from datetime import time
from random import Random
from typing import Any

import pytest

from tests.property.enumerator import Enumerator
from tests.unit.rules.atlas import THU, TUE, hours, make_brief, make_catalogue
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.tour import (
    Balance,
    Brief,
    HostWish,
    LeisureWish,
    ModuleWish,
    Pace,
    Tour,
    VenueWish,
    Weights,
)
from workshop.planner import plan
from workshop.planner.ceiling import Ceiling
from workshop.planner.outlines import Outlines
from workshop.planner.points import points
from workshop.planner.start import Start
from workshop.planner.tree import Forest

HOSTS = ("alpha-shop", "alpha-bank", "alpha-post")
MODULES = ("m03", "m04", "m05", "m06", "m11", "m12")


def small(seed: int) -> Brief:
    """Return a day in Alpha: up to two hosts and two modules, all drawn by `seed`."""
    dice = Random(seed)  # noqa: S311 (a test, not a secret)
    hosts = dice.sample(HOSTS, dice.choice((1, 2, 2)))
    more = "m04" if "alpha-bank" in hosts else dice.choice(("m04", "m05", "m11", "m12"))
    wishes: list[Any] = [
        HostWish(id=host, visit_minutes=dice.choice((45, 60, 90)))
        if host in hosts
        else HostWish(id=host, wish="never")
        for host in HOSTS
    ]
    return make_brief(
        start=dice.choice((TUE, THU)),
        days=1,
        cities=CityWishes(must=("alpha",)),
        hosts=tuple(wishes),
        modules=tuple(ModuleWish(id=m, wish="never") for m in MODULES if m not in ("m03", more)),
        venues=(VenueWish(city="alpha", id=dice.choice(("alpha-hotel", "alpha-hall"))),),
        leisure=LeisureWish(never=("alpha-garden", "alpha-tower")),
        balance=Balance(target=dice.choice((0.4, 0.5, 0.6)), hard=dice.random() < 0.3),
        pace=Pace(visits_per_day=len(hosts)),
        weights=Weights(
            idle=dice.choice((0, 10, 40)),
            transit=dice.choice((0, 6, 60)),
            module=dice.choice((10, 40, 90)),
            balance=dice.choice((0, 1, 20)),
        ),
    )


def evening(seed: int) -> tuple[Brief, Catalogue]:
    """Return a day in Alpha with one or two evenings out to choose from, or none."""
    dice, brief, catalogue = Random(seed), small(seed), make_catalogue()  # noqa: S311 (a test)
    city = catalogue.city["alpha"]
    items = tuple(
        item.model_copy(
            update={
                "minutes": dice.choice((60, 90, 120)),
                "hours": (hours(dice.choice(("17:45", "18:15", "19:30")), "23:00"),),
            }
        )
        for item in city.leisure
    )
    cities = tuple(
        one.model_copy(update={"leisure": items}) if one is city else one
        for one in catalogue.cities
    )
    fields = {name: getattr(catalogue, name) for name in Catalogue.model_fields}
    weights = {
        "leisure": dice.choice((5, 30, 60)),
        "free_evening": dice.choice((0, 8, 40)),
        "module": dice.choice((5, 40)),
    }
    end = dice.choice((time(20, 30), time(21, 30), time(22, 30)))
    update = {
        "leisure": LeisureWish(minutes_per_day=dice.choice((45, 90, 120))),
        "weights": brief.weights.model_copy(update=weights),
        "pace": brief.pace.model_copy(update={"evening_end": end}),
    }
    return brief.model_copy(update=update), Catalogue(**(fields | {"cities": cities}))


def both(brief: Brief, catalogue: Catalogue) -> tuple[int | None, int | None]:
    """Return the planner's best and the enumerator's, in sixtieths of a point."""
    city, named = catalogue.city["alpha"], {wish.id for wish in brief.venues}
    bases = [one for one in city.venues if not named or one.id in named]
    agenda = plan(Tour(brief=brief), catalogue, explain=False)
    assert agenda.status in ("optimal", "infeasible")
    mine = points(agenda.days, brief, catalogue).sixtieths if agenda.days else None
    found = (Enumerator(brief, catalogue, city, base).best() for base in bases)
    return mine, max((best for best in found if best is not None), default=None)


def bounds(brief: Brief, catalogue: Catalogue) -> tuple[float, float]:
    """Return what bounds all routes together: their ceiling and their outlines, in sixtieths."""
    assert brief.start is not None
    start = Start.of(brief, catalogue, brief.start, None)
    routes = [root.route for root in Forest([start]).roots()]
    ceiling, outlines = Ceiling(start, routes), Outlines(start, routes)
    while ceiling.highest() > float("-inf") and ceiling.work < 1:
        ceiling.tighten(1, float("-inf"))
    outlines.tighten(1, float("-inf"))
    return max(map(ceiling.of, routes)), max(map(outlines.of, routes))


THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
TOURS = 57 if THOROUGH else 4
BASES = range(TOURS) if THOROUGH else (0, 3)
EVENINGS = range(40) if THOROUGH else (14, 15, 8)
"""The first two of the few have work over early, so that there is time to go; the last stays in."""


@pytest.mark.parametrize("seed", [*range(TOURS), 57])
def test_best_plan_is_the_best_of_all_agendas(seed: int) -> None:
    brief, catalogue = small(seed), make_catalogue()
    mine, best = both(brief, catalogue)
    assert mine == best
    if best is not None:
        assert min(bounds(brief, catalogue)) > best - 0.01


@pytest.mark.parametrize("seed", BASES)
def test_best_plan_is_the_best_of_those_at_every_training_venue(seed: int) -> None:
    brief = small(seed).model_copy(update={"venues": ()})
    mine, best = both(brief, make_catalogue())
    assert mine == best


@pytest.mark.parametrize("seed", EVENINGS)
def test_best_plan_with_an_evening_out_is_the_best_of_all_agendas(seed: int) -> None:
    brief, catalogue = evening(seed)
    mine, best = both(brief, catalogue)
    assert mine == best
    if best is not None:
        assert min(bounds(brief, catalogue)) > best - 0.01
