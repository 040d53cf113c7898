"""The proof, proven: on tours small enough to list every agenda, the planner's best is the best."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import pytest

from tests.property.enumerator import Enumerator
from tests.unit.rules.atlas import THU, TUE, make_brief, make_catalogue
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
from workshop.planner.points import points

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


def both(brief: Brief, catalogue: Catalogue) -> tuple[int | None, int | None]:
    """Return the planner's best and the enumerator's, in sixtieths of a point."""
    city, venue = catalogue.city["alpha"], brief.venues[0].id
    base = next(one for one in city.venues if one.id == venue)
    agenda = plan(Tour(brief=brief), catalogue, explain=False)
    assert agenda.status in ("optimal", "infeasible")
    mine = points(agenda.days, brief, catalogue).sixtieths if agenda.days else None
    return mine, Enumerator(brief, catalogue, city, base).best()


TOURS = 57 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 4


@pytest.mark.parametrize("seed", [*range(TOURS), 57])
def test_best_plan_is_the_best_of_all_agendas(seed: int) -> None:
    mine, best = both(small(seed), make_catalogue())
    assert mine == best
