"""The library: searching, filtering, reading what is known, and presenting a module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast

import pytest
from textual import on
from textual.app import App
from textual.pilot import Pilot

from tests.tui.memory import FakeServices
from tests.tui.sample import brief
from tests.tui.sample import catalogue as made_catalogue
from tests.tui.screen_text import settle
from workshop.errors import Fault, InputError
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.lecture import Module
from workshop.model.place import Host
from workshop.model.tour import Brief, HostWish, Tour
from workshop.tui.library.screen import LibraryScreen
from workshop.tui.messages import LectureWanted
from workshop.tui.widgets import searchbox

if TYPE_CHECKING:
    from workshop.tui.services import Services

SMALL, LARGE = (80, 24), (120, 40)


@dataclass
class Real(FakeServices):
    """The real catalogue, searched by the real search."""

    def find_hosts(
        self, *, city: str | None = None, topic: str | None = None, text: str = ""
    ) -> tuple[Host, ...]:
        from workshop.catalogue.search import hosts

        return hosts(self.catalogue_, city=city, topic=topic, text=text)

    def find_modules(self, *, topic: str | None = None, text: str = "") -> tuple[Module, ...]:
        from workshop.catalogue.search import modules

        return modules(self.catalogue_, topic=topic, text=text)


class Desk(App[None]):
    """An app that opens the library and remembers what it was asked to present."""

    def __init__(
        self,
        services: FakeServices,
        face: Literal["modules", "hosts"],
        *,
        chosen: str = "",
        city: str = "",
        tour: Tour | None = None,
    ) -> None:
        super().__init__()
        self.asked: list[LectureWanted] = []
        self.library = LibraryScreen(
            cast("Services", services), face, chosen=chosen, city=city, tour=tour
        )

    def on_mount(self) -> None:
        self.push_screen(self.library)

    @on(LectureWanted)
    def _wanted(self, message: LectureWanted) -> None:
        self.asked.append(message)


async def answered(app: Desk, pilot: Pilot[None]) -> str:
    """Wait until the list shows what was asked for, and return the screen."""
    while app.library.waiting:
        await pilot.pause()
    return await settle(pilot)


@pytest.fixture
def real(catalogue: Catalogue) -> Real:
    return Real(catalogue_=catalogue)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searchbox, "MOMENT", 0.001)


TOUR = Tour(
    brief=Brief(
        title="x",
        group_size=18,
        start=brief().start,
        cities=CityWishes(must=("jakarta",)),
        hosts=(
            HostWish(id="jkt-goto", status="invited", wish="wish", contact="Ms [Tan]"),
            HostWish(id="sgp-grab", status="declined", wish="never"),
        ),
    )
)


async def test_modules_are_listed_with_what_is_known(real: Real) -> None:
    app = Desk(real, "modules")
    known = real.catalogue_.module
    async with app.run_test(size=SMALL) as pilot:
        for size, beside in ((SMALL, False), (LARGE, True)):
            await pilot.resize_terminal(*size)
            shown = await settle(pilot)
            assert "▸ Modules 12" in shown
            assert "Hosts 37" in shown
            assert shown.count("M01") >= 2  # in the list and on the sheet
            assert "After it, people can" in shown
            assert known["m01"].objectives[0][:30] in shown
            first = next(row for row in shown.split("\n") if "M02" in row)
            assert ("│" in first) is beside, "facts stand beside the list where there is room"
        await pilot.press("j", "j", "k", "down")
        shown = await settle(pilot)
        assert f"M03  {known['m03'].title}"[:20] in shown
        assert known["m03"].objectives[0][:30] in shown
        await pilot.press("c", "s")  # they mean something for hosts only
        await settle(pilot)
        assert app.screen is app.library
        await pilot.press("enter")
        await settle(pilot)
        assert [one.module for one in app.asked] == ["m03"]


async def test_hosts_carry_their_standing_and_the_notice_and_enter_opens_their_facts(
    real: Real,
) -> None:
    app = Desk(real, "hosts", chosen="jkt-goto", tour=TOUR)
    async with app.run_test(size=LARGE) as pilot:
        for size in (LARGE, SMALL):
            await pilot.resize_terminal(*size)
            shown = await settle(pilot)
            assert "? invited" in shown
            assert "It has agreed to nothing." in shown
            assert "Why go there" in shown
        await pilot.press("enter")
        assert "city all" not in await settle(pilot)
        await pilot.press(*["pagedown"] * 9)
        shown = await settle(pilot)
        assert "Sources" in shown or "supports:" in shown
        await pilot.press("escape")
        assert "city all" in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is not app.library


async def test_search_ignores_accents_and_case_and_says_what_to_do_where_nothing_is_found(
    real: Real,
) -> None:
    app = Desk(real, "hosts")
    async with app.run_test(size=SMALL) as pilot:
        for size in (SMALL, LARGE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            await pilot.press("slash", *"GÖTO")
            shown = await answered(app, pilot)
            assert "GoTo Group" in shown
            assert "Coupang" not in shown
            assert " 3 found" in shown
            await pilot.press("down", "x")
            assert "found" not in (await answered(app, pilot)).split("\n")[0]
        await pilot.press("slash", *"[/qq]")
        shown = await answered(app, pilot)
        assert "No host matches “[/qq]”." in shown
        assert "x shows everything again" in shown


async def test_filters_by_city_framework_and_status(real: Real) -> None:
    app = Desk(real, "hosts", tour=TOUR)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await pilot.pause()
        names = [city.name for city in real.catalogue_.cities]
        await pilot.press(*["down"] * (names.index("Singapore") + 1), "enter")
        shown = await settle(pilot)
        assert "city Singapore" in shown
        assert "GoTo Group" not in shown
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("end", "enter")
        shown = await settle(pilot)
        assert "status declined" in shown
        assert "1 found" in shown
        assert "Grab" in shown
        await pilot.press("x")
        assert "city all · topic all · status all" in await answered(app, pilot)
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("down", "enter")
        shown = await settle(pilot)
        assert "topic all" not in shown
        assert "found" in shown


async def test_faces_change_and_keep_the_search(real: Real) -> None:
    app = Desk(real, "modules")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"snowflake", "enter")
        await answered(app, pilot)
        await pilot.press("h")
        shown = await settle(pilot)
        assert "▸ Hosts" in shown
        assert "Snowflake (Singapore" in shown
        assert "Coupang" not in shown


async def test_opens_for_one_city(real: Real) -> None:
    app = Desk(real, "hosts", city="seoul")
    async with app.run_test(size=LARGE) as pilot:
        shown = await settle(pilot)
        assert "city Seoul" in shown
        assert "GoTo" not in shown


async def test_broken_catalogue_is_told_line_by_line() -> None:
    @dataclass
    class Broken(FakeServices):
        def catalogue(self) -> Catalogue:
            raise InputError((Fault("content/x.yaml", 7, "it is [/bad]", "mend it"),))

    app = Desk(Broken(), "hosts")
    async with app.run_test(size=SMALL) as pilot:
        assert "content/x.yaml:7: it is [/bad]; mend it" in await settle(pilot)


@dataclass
class Many(FakeServices):
    """More modules than a list shows."""

    modules_: tuple[Module, ...] = field(default_factory=tuple)

    def find_modules(self, *, topic: str | None = None, text: str = "") -> tuple[Module, ...]:
        return self.modules_


async def test_long_lists_are_capped_and_counted() -> None:
    one = made_catalogue().modules[0]
    many = Many(modules_=tuple(one.model_copy(update={"id": f"x{n}"}) for n in range(620)))
    app = Desk(many, "modules")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("end")
        assert "120 more… search to narrow them down" in await settle(pilot)


@pytest.mark.parametrize("face", ["modules", "hosts"])
async def test_strange_names_are_shown_as_they_stand(face: Literal["modules", "hosts"]) -> None:
    tour = Tour(brief=brief())
    app = Desk(FakeServices(), face, tour=tour)
    async with app.run_test(size=LARGE) as pilot:
        shown = await settle(pilot)
        if face == "hosts":
            assert "GoTo [/foo] Gojek Tokopedia" in shown
            assert "Jl. Sudirman [1]" in shown
            assert "It shows a [marketplace] at work, [/] and why." in shown
        else:
            await pilot.press("down")
            shown = await settle(pilot)
            assert "Platforms of [x] many kinds" in shown
            assert "Name the [b]three[/b] kinds" in shown
