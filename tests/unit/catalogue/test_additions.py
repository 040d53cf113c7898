"""What can be added to a plan, and how it is sifted."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from workshop.catalogue.additions import Sieve, additions
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.store.workspace import Workspace


@pytest.fixture(scope="module")
def tour(catalogue: Catalogue) -> Tour:
    return Workspace(ROOT).tour("asia-tech-tour-2027").tour


def test_what_is_in_the_plan_cannot_be_added_and_all_else_can(
    tour: Tour, catalogue: Catalogue
) -> None:
    assert tour.agenda is not None
    refs = [one.ref for one in additions(tour.brief, tour.agenda, catalogue)]
    planned = {b.ref for b in tour.agenda.blocks if b.kind in ("visit", "training", "leisure")}
    everything = {*catalogue.host, *catalogue.leisure, *catalogue.module}
    assert set(refs) == everything - planned
    assert len(refs) == len(set(refs))


def test_cities_of_the_tour_come_first_and_what_is_refused_last(
    tour: Tour, catalogue: Catalogue
) -> None:
    hosts = tuple(
        wish.model_copy(update={"status": "declined"}) if wish.id == "jkt-telkom" else wish
        for wish in tour.brief.hosts
    )
    cities = tour.brief.cities.model_copy(update={"may": ()})
    brief = tour.brief.model_copy(update={"hosts": hosts, "cities": cities})
    found = additions(brief, tour.agenda, catalogue)
    assert found[-1].ref == "jkt-telkom"
    away = [one.city == "seoul" for one in found[:-1]]
    assert away == sorted(away)
    assert any(away)


def test_what_kept_it_out_and_who_suggested_it_are_told(tour: Tour, catalogue: Catalogue) -> None:
    found = {one.ref: one for one in additions(tour.brief, tour.agenda, catalogue)}
    assert "client" in found["sgp-dbs"].suggested_by
    assert found["sgp-dbs"].reason


def test_a_sieve_takes_every_word_and_every_filter(tour: Tour, catalogue: Catalogue) -> None:
    found = additions(tour.brief, None, catalogue)

    def let(**asked: str) -> set[str]:
        return {one.ref for one in found if Sieve(**asked).lets(one)}

    assert let() == {one.ref for one in found}
    assert "sgp-grab" in let(text="GRÀB singapore")
    assert let(text="grab zzz") == set()
    assert let(kind="training") == set(catalogue.module)
    singapore = let(city="singapore", kind="visit")
    assert singapore == {one.id for one in catalogue.city["singapore"].hosts}
    assert set(catalogue.module) <= let(city="singapore"), "a lecture is taught anywhere"
    assert let(status="invited") == {"jkt-goto", "sgp-grab", "bkk-truedigitalpark"}
    shown = let(framework="payment", kind="visit")
    assert shown == {one for one, host in catalogue.host.items() if "payment" in host.frameworks}


def test_a_sieve_knows_whether_it_leaves_anything_out() -> None:
    assert not Sieve(text="  ").narrowed
    assert Sieve(text="a").narrowed
    assert Sieve(city="seoul").narrowed
