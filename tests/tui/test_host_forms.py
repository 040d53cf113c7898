"""The card of a host, and a host of one's own, as forms."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.tui import sample
from tests.tui.memory import FakeServices
from tests.tui.screen_text import settle
from tests.tui.stage import Stage, assert_golden, steady
from workshop.model.base import Cost, Hours
from workshop.model.ownhost import OwnHost
from workshop.model.tour import HostWish, Slot
from workshop.tui.forms.fields import RejectedError
from workshop.tui.forms.host import own_from, own_texts, wish_from, wish_texts
from workshop.tui.forms.hostform import HostCard
from workshop.tui.forms.screen import FieldInput
from workshop.tui.library.screen import LibraryScreen

CATALOGUE = sample.catalogue()
HOURS = (
    Hours(days=("mon", "tue", "thu"), start=time(9), end=time(17)),
    Hours(days=("sat",), start=time(10), end=time(14)),
)
WISH = HostWish(
    id="sg-grab", wish="must", status="confirmed",
    slot=Slot(date=date(2027, 3, 24), start=time(15, 30), minutes=75), hours=HOURS,
    cost=Cost(currency="SGD", fixed=500), contact="Ms [Tan]",
)  # fmt: skip
ACME = OwnHost(
    id="sg-acme", name="Acme [/x]", city="singapore", sector="robots", frameworks=("marketplace",),
    why="It pays", suggested_by="Ms Tan", lat=1.3, lon=103.8, coord_accuracy_m=50, hours=HOURS,
)  # fmt: skip


def card(wish: HostWish = WISH, **texts: str) -> HostWish:
    return wish_from(wish, {**wish_texts(wish), **texts})


def own(host: OwnHost | None = ACME, **texts: str) -> OwnHost:
    return own_from(host, {**own_texts(host, CATALOGUE), **texts}, CATALOGUE)


def refused(error: pytest.ExceptionInfo[RejectedError]) -> dict[str, str]:
    return error.value.faults


def test_a_card_that_nobody_touched_says_the_same() -> None:
    assert card() == WISH
    assert card(HostWish(id="sg-grab")) == HostWish(id="sg-grab")
    assert own() == ACME


def test_a_card_changes_what_it_shows_and_keeps_the_rest() -> None:
    assert card(slot="2027-03-25 9:00").slot == Slot(date=date(2027, 3, 25), start=time(9))
    told = card(hours="mon-fri 10:00-16:00", group_cap="20", next_step="send names")
    assert told.cost == WISH.cost
    assert (told.group_cap, told.next_step) == (20, "send names")
    assert told.hours is not None
    assert len(told.hours[0].days) == 5
    assert card(hours="").hours is None


def test_what_cannot_be_is_told_at_its_field() -> None:
    with pytest.raises(RejectedError) as error:
        card(status="declined")
    assert refused(error) == {
        "status": "a declined host cannot be a must; set wish to never or change status"
    }
    with pytest.raises(RejectedError) as error:
        card(slot="Wednesday", group_cap="0")
    assert set(refused(error)) == {"slot", "group_cap"}


def test_a_host_of_ones_own_needs_little_and_says_where_it_comes_from() -> None:
    made = own(
        None, name="Robo ไทย Ltd", city="Singapore", sector="robots",
        frameworks="Marketplace [platform]", why="It pays", suggested_by="Ms Tan",
    )  # fmt: skip
    assert made.id == "robo-ltd"
    assert not made.placed
    with pytest.raises(RejectedError) as error:
        own(None, name="Robo", city="Singapore")
    assert set(refused(error)) == {"sector", "frameworks", "why", "suggested_by"}


def test_an_id_of_the_catalogue_cannot_be_taken() -> None:
    with pytest.raises(RejectedError) as error:
        own(id="sg-grab")
    assert refused(error) == {"id": "sg-grab is taken; choose another"}
    assert own(None, name="Grab", city="Singapore", sector="x", frameworks="marketplace",
               why="y", suggested_by="z").id == "grab"  # fmt: skip
    assert own(None, name="ร้านกาแฟ", city="Singapore", sector="x", frameworks="marketplace",
               why="y", suggested_by="z").id == "singapore-host"  # fmt: skip


async def test_the_card_is_filled_in_by_keyboard() -> None:
    app = Stage(HostCard("sg-grab", sample.brief(), CATALOGUE))
    async with app.run_test(size=(80, 24)) as pilot:
        assert_golden(await steady(pilot, "accept"), "host-card-80x24")
        await pilot.press("tab", "tab", "ctrl+u", *"ring", "ctrl+s")
        await settle(pilot)
    assert app.answer == sample.brief().hosts[0].model_copy(update={"next_step": "ring"})


async def test_a_host_of_ones_own_is_kept_from_the_library_and_changed_there() -> None:
    services = FakeServices()
    app = Stage(LibraryScreen(services, "hosts"), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        assert_golden(await steady(pilot, "accept"), "own-host-80x24")
        await pilot.press("ctrl+s")
        await steady(pilot, "name at least one, such as marketplace")
        for key, value in {
            "name": "Acme [/x]", "city": "singapore", "sector": "robots",
            "frameworks": "marketplace", "why": "It pays", "suggested_by": "Ms Tan",
        }.items():  # fmt: skip
            line = next(one for one in app.screen.query(FieldInput) if one.field.key == key)
            line.value = value
        await pilot.press("ctrl+s")
        shown = await steady(pilot, "＋ Acme [/x]")
        assert "Not of the shipped catalogue: suggested by Ms" in " ".join(shown.split())
        await pilot.press("e", "ctrl+u", *"Robots", "ctrl+s")
        await steady(pilot, "Robots")
    assert [one.why for one in services.own] == ["Robots"]
