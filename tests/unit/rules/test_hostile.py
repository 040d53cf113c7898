"""Text that breaks programs, in every field that holds text, and agendas no person would write."""

from __future__ import annotations

import pytest

from tests.hostile import EVERYTHING
from tests.unit.rules.atlas import TUE, make_brief
from tests.unit.rules.world import World, change, drop, replace
from workshop.model.agenda import Agenda, Day, Place
from workshop.model.base import Id
from workshop.model.cities import CityWishes
from workshop.model.tour import ClosureOverride, HostWish, ModuleWish

ODD = [text for text in EVERYTHING if text.strip()]


def on_one_line(text: str) -> str:
    return " ".join(text.splitlines())


@pytest.mark.parametrize("text", ODD)
def test_names_of_the_catalogue_are_said_as_they_are(world: World, text: str) -> None:
    agenda = drop(world.agenda(), "shop-briefing", "shop-pause", "thursday-lunch")
    world.catalogue = world.with_host("alpha-shop", name=text)
    world.catalogue = world.with_city("alpha", name=text)
    modules = tuple(module.model_copy(update={"title": text}) for module in world.catalogue.modules)
    frameworks = tuple(
        each.model_copy(update={"name": text}) for each in world.catalogue.frameworks
    )
    catalogue = world.with_catalogue(modules=modules, frameworks=frameworks)
    errors = world.errors(drop(agenda, "innovation", "platforms"), catalogue=catalogue)
    assert f"The visit to {on_one_line(text)} on Tuesday" in world.said("frame", errors)
    assert f"“{on_one_line(text)}” is not taught" in world.said("teach-first", errors)
    assert all(len(one.message.splitlines()) == 1 for one in errors)
    assert all(len(one.fix.splitlines()) <= 1 for one in errors)


@pytest.mark.parametrize("text", ODD)
def test_text_of_an_agenda_and_a_brief(world: World, text: str) -> None:
    agenda = world.agenda()
    for block in agenda.blocks:
        place = block.place.model_copy(update={"name": text})
        agenda = change(agenda, block.id, title=text, note=text, place=place, status=text)
    brief = make_brief(
        title=text,
        notes=text,
        closures=(ClosureOverride(city="beta", date=TUE, open=False, why=text),),
        hosts=(HostWish(id="alpha-shop", notes=text, why=text),),
    )
    assert world.errors(agenda, brief=brief) == []
    lost = Place(id=text, name=text, lat=0.0, lon=0.0)
    errors = world.errors(change(agenda, "tea", place=lost, ref=text), brief=brief)
    assert f"is at {on_one_line(text)}, a place that is not" in world.said("travel-time", errors)
    for key in ("platforms", "shop", "garden", "shop-briefing", "flight"):
        world.findings(change(agenda, key, ref=text, place=lost), brief=brief)


def test_holiday_with_line_ends_in_its_name(world: World) -> None:
    catalogue = world.with_holiday("ID", TUE, "Day\nof\r\nTea [/]")
    world.breaks_only("open", world.agenda(), "Day of Tea [/]", catalogue=catalogue)


def test_empty_names_fall_back_to_ids(world: World) -> None:
    catalogue = world.with_host("alpha-shop", name=" ")
    agenda = drop(world.agenda(), "shop-pause")
    said = world.said("frame", world.errors(agenda, catalogue=catalogue))
    assert "The visit to alpha-shop on Tuesday" in said


def test_brief_full_of_things_nobody_knows(world: World) -> None:
    nobody: Id = "nobody"
    brief = make_brief(
        cities=CityWishes(must=(nobody,)),
        modules=(ModuleWish(id=nobody, wish="must"),),
        hosts=(HostWish(id=nobody, status="confirmed"),),
    )
    assert world.broken(world.agenda(), brief=brief) >= {"confirmed", "once", "route"}


def test_names_keep_their_own_spelling(world: World) -> None:
    catalogue = world.with_host("alpha-shop", name="iShop")
    agenda = change(world.agenda(), "shop", place=world.place("alpha-bank"))
    said = world.said("travel-time", world.errors(agenda, catalogue=catalogue))
    assert "iShop is planned at Alpha Bank" in said


def test_thousands_of_blocks_are_told_apart(world: World) -> None:
    agenda = world.agenda()
    many = tuple(
        block.model_copy(update={"id": f"{block.id}-{number}"})
        for number in range(120)
        for block in agenda.blocks
    )
    crowd = Agenda(status="feasible", days=(Day(date=TUE, cities=(), blocks=many),))
    broken = world.broken(crowd, held=crowd)
    assert len(many) > 4000
    assert {"overlap", "once", "dates", "day"} <= broken


def test_catalogue_with_nothing_in_it(world: World) -> None:
    catalogue = world.with_catalogue(cities=(), flights=(), modules=(), frameworks=())
    assert {"route", "travel-time", "once", "open"} <= world.broken(
        world.agenda(), catalogue=catalogue
    )


def test_one_block_alone(world: World) -> None:
    for block in world.agenda().blocks:
        days = (Day(date=block.start.date(), cities=(block.city,), blocks=(block,)),)
        found = world.findings(Agenda(status="feasible", days=days))
        assert any(one.severity == "error" for one in found)


def test_everything_of_every_kind(world: World) -> None:
    agenda = world.agenda()
    kinds = {block.kind for block in agenda.blocks}
    for block in agenda.blocks:
        for kind in sorted(kinds):
            world.findings(
                replace(
                    agenda,
                    block.id,
                    lambda old, kind=kind: (old.model_copy(update={"kind": kind}),),
                )
            )
