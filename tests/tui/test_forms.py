"""Forms: what a text means, what is wrong with it, and that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import EVERYTHING
from tests.tui import sample
from tests.tui.screen_text import rush, settle
from tests.tui.stage import WAITING, Stage, assert_golden, steady
from workshop.model.base import Cost, Value
from workshop.model.budget import Budget, CostLine, Rate
from workshop.model.tour import (
    Arrival,
    Balance,
    BookedFlight,
    Brief,
    Contact,
    DateWindow,
    HostWish,
    ModuleWish,
)
from workshop.tui.forms import fields
from workshop.tui.forms.brief import brief_from, brief_texts
from workshop.tui.forms.brieffields import brief_sections
from workshop.tui.forms.briefform import BriefForm
from workshop.tui.forms.fields import Field, RejectedError
from workshop.tui.forms.screen import FieldInput

CATALOGUE = sample.catalogue()
FULL = sample.brief().model_copy(
    update={
        "arrival": Arrival(city="jakarta", airport="CGK", at=time(21, 30)),
        "balance": Balance(target=1 / 3, tolerance=0.125, hard=False),
        "modules": (
            ModuleWish(id="m12", wish="must", form="full", notes="frames [it]"),
            ModuleWish(id="m03", wish="never"),
        ),
        "budget": Budget(
            ceiling=1234567.5,
            currency="USD",
            rates=(Rate(currency="IDR", per_unit=6.1e-05, as_of=date(2026, 11, 20)),),
            lines=(
                CostLine(
                    what="Coaches: all of them",
                    cost=Cost(currency="USD", fixed=6000, per_head=12.5, note="offer of May"),
                    covers=("coaches", "flights"),
                ),
            ),
        ),
        "flights": (
            BookedFlight(
                date=date(2027, 3, 24), start="CGK", end="SIN", departs=time(9), lands=time(11)
            ),
        ),
        "notes": "two\nlines [/x]",
    }
)


VENUES = [venue.name for venue in CATALOGUE.venue.values()]
LISTED = ("contacts", "flights", "closures", "venues")
FIELDS = [field for section in brief_sections(CATALOGUE) for field in section.fields]


def changed(brief: Brief = FULL, **texts: str) -> Brief:
    given = {key.replace("__", "."): value for key, value in texts.items()}
    return brief_from(brief, {**brief_texts(brief, CATALOGUE), **given}, CATALOGUE)


def faults(brief: Brief = FULL, **texts: str) -> dict[str, str]:
    with pytest.raises(RejectedError) as caught:
        changed(brief, **texts)
    return caught.value.faults


@pytest.mark.parametrize("brief", [FULL, sample.brief()])
def test_a_form_that_nobody_touched_gives_the_same_brief(brief: Brief) -> None:
    assert changed(brief) == brief


def test_every_field_has_a_text_and_every_text_a_field() -> None:
    assert sorted(one.key for one in FIELDS) == sorted(brief_texts(FULL, CATALOGUE))


ASIDE = {
    "modules.id", "modules.form", "modules.notes",  # the lists say ids and wishes
    *(f"hosts.{key}" for key in HostWish.model_fields if key != "wish"),  # the host's own card
    "venues.city", "venues.id",  # one field names them
    *(f"venues.{key}" for key in ("capacity", "hours", "open_on_holidays", "cost")),  # the file
}  # fmt: skip
"""Fields of the brief that its form does not show by themselves."""


def _parts(model: type[Value], lead: str = "") -> Iterator[str]:
    """Give the paths of a model's fields, those of one list entry for a list."""
    for name, info in model.model_fields.items():
        path = f"{lead}{info.alias or name}"
        inner = [one for one in _types(info.annotation) if issubclass(one, Value)]
        if inner:
            yield from _parts(inner[0], f"{path}.")
        else:
            yield path


def _types(annotation: object) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for one in get_args(annotation):
        yield from _types(one)


def test_every_field_of_the_brief_is_in_the_form_or_kept_aside_on_purpose() -> None:
    keys = {field.key for field in FIELDS}
    whole = {key for key in keys if "." not in key} - {"venues"} | {"budget.rates", "budget.lines"}
    missing = [
        path
        for path in _parts(Brief)
        if path not in keys
        and path not in ASIDE
        and not any(path.startswith(f"{key}.") for key in (*whole, *ASIDE))
        and not any(key.startswith(f"{path.removesuffix('.wish')}.") for key in keys)
    ]
    assert missing == []


def test_what_is_listed_is_read_as_it_is_shown() -> None:
    brief = changed(
        contacts="Guide: Ms Tan, +65 6000; Emergency: +65 112 [Public]; Clinic: Raffles, ward 3",
        flights="2027-03-24 cgk 9:00 SIN 11:50 SQ 951",
        closures="Jakarta 2027-03-25 closed: joint leave; singapore 2027-03-26 open",
        venues=VENUES[0],
        dress="Business, light",
        needs="2 vegetarian",
    )
    assert brief.contacts == (
        Contact(role="Guide", name="Ms Tan", phone="+65 6000"),
        Contact(role="Emergency", phone="+65 112", public=True),
        Contact(role="Clinic", name="Raffles, ward 3"),
    )
    (flight,) = brief.flights
    assert (flight.start, flight.lands, flight.name) == ("CGK", time(11, 50), "SQ 951")
    assert [(one.city, one.open, one.why) for one in brief.closures] == [
        ("jakarta", False, "joint leave"), ("singapore", True, "")
    ]  # fmt: skip
    assert (brief.dress, brief.needs) == ("Business, light", "2 vegetarian")
    known = brief.venues[0].model_copy(update={"capacity": 30})
    kept = changed(brief.model_copy(update={"venues": (known,)}), venues=f" {known.id} ,")
    assert kept.venues == (known,)
    again = brief_texts(brief, CATALOGUE)
    assert changed(FULL, **{key: again[key] for key in LISTED}) == brief.model_copy(
        update={"dress": FULL.dress, "needs": FULL.needs}
    )


def test_what_is_listed_wrongly_is_told_with_an_example() -> None:
    assert "Guide: Ms Tan" in faults(contacts="+65 6000")["contacts"]
    assert "no airport XXX" in faults(flights="2027-03-24 XXX 09:00 SIN 10:00")["flights"]
    assert "SQ 951" in faults(flights="CGK SIN")["flights"]
    assert "did you mean jakarta" in faults(closures="Jakrta 2027-03-25 closed")["closures"]
    assert "joint leave" in faults(closures="Jakarta closed")["closures"]


def test_every_field_takes_the_text_it_shows() -> None:
    shown = brief_texts(FULL, CATALOGUE)
    for section in brief_sections(CATALOGUE):
        for field in section.fields:
            assert field.wrong(shown[field.key]) == "", field.key
            assert len(field.hint) <= 72, "it fits on one line of the smallest screen"
            assert len(field.label) <= 17, field.label
        assert len(section.title) <= 17, section.title


def test_one_change_leaves_all_else_as_it_was() -> None:
    assert changed(group_size="20") == FULL.model_copy(update={"group_size": 20})
    longer = changed(budget__lines="Coaches: all of them: USD 7,000 + 12.5 a head [coaches]")
    assert longer.budget is not None
    line = longer.budget.lines[0]
    assert (line.cost.fixed, line.cost.note, line.covers) == (7000, "offer of May", ("coaches",))
    assert longer.budget.rates == FULL.budget.rates if FULL.budget else False


def test_wishes_change_and_what_is_known_of_a_host_stays() -> None:
    brief = changed(hosts__must="", hosts__wish="Grab, jkt-jago", modules__must="m12, m04")
    grab, true, jago = brief.hosts
    assert grab == FULL.hosts[0].model_copy(update={"wish": "wish"})
    assert true == FULL.hosts[1]
    assert jago == HostWish(id="jkt-jago", wish="wish")
    assert [(one.id, one.wish) for one in brief.modules] == [
        ("m12", "must"), ("m03", "never"), ("m04", "must")
    ]  # fmt: skip
    assert faults(hosts__wish="sg-grab") == {"hosts.wish": "sg-grab is in two lists"}


def test_a_date_or_a_window_but_not_both() -> None:
    window = DateWindow(earliest=date(2027, 3, 1), latest=date(2027, 3, 20))
    free = changed(start="", window__earliest="2027-03-01", window__latest="2027-03-20")
    assert (free.start, free.window) == (None, window)
    back = changed(free, start="2027-03-08", window__earliest="", window__latest="")
    assert (back.start, back.window) == (date(2027, 3, 8), None)
    assert "either" in faults(window__earliest="2027-03-01", window__latest="2027-03-20")["start"]
    assert faults(start="", window__earliest="2027-03-01") == {"window.latest": "this is needed"}


def test_what_is_wrong_is_told_where_it_is() -> None:
    assert faults(group_size="many", start="22.3.") == {
        "group_size": "write a whole number from 1 to 500",
        "start": "write a date as 2027-03-22",
    }
    assert "pace.day_start" in faults(pace__day_start="19:00")
    assert "did you mean jakarta?" in faults(cities__must="Jakrta")["cities.must"]
    assert "twice" in faults(cities__order="Jakarta, Singapore, Jakarta")["cities.order"]
    assert changed(cities__order="Singapore, Jakarta").cities.order == ("singapore", "jakarta")
    assert "no airport XXX" in faults(arrival="XXX 9:00")["arrival"]
    assert "coaches" in faults(budget__lines="Coaches: USD 1 [cars]")["budget.lines"]


def test_a_budget_comes_and_goes() -> None:
    plain = sample.brief()
    rich = changed(plain, budget__ceiling="90,000", budget__currency="usd")
    assert rich.budget == Budget(ceiling=90000, currency="USD")
    assert changed(rich, budget__ceiling="", budget__currency="").budget is None
    assert "budget.ceiling" in faults(budget__ceiling=""), "known costs are not thrown away"


@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_readers_take_a_text_or_say_what_is_wrong(field: Field, text: str) -> None:
    assert isinstance(field.wrong(text), str)


def test_a_list_offers_what_completes_its_last_word() -> None:
    field = Field(
        "hosts", "hosts", "", fields.words, ("GoTo Group", "Grab", "sgp-grab"), several=True
    )
    offers = {
        text: field.offer(text)
        for text in ("g", "GoTo Group,  G", "sgp", "", "Grab, ", "x", "Grab, gra")
    }
    assert offers == {
        "g": "GoTo Group", "GoTo Group,  G": "GoTo Group,  Grab", "sgp": "sgp-grab",
        "": None, "Grab, ": None, "x": None, "Grab, gra": None,
    }  # fmt: skip
    assert fields.offered({"m05": "Coordination, standardization", "m01": "Follow"}) == (
        "Follow", "m05", "m01",
    )  # fmt: skip


def test_opening_hours_are_read_as_people_write_them() -> None:
    assert fields.hours("Mon–Fri 9:00–17.30, sat 10:00-14:00") == [
        {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:30"},
        {"days": ["sat"], "from": "10:00", "to": "14:00"},
    ]
    for wrong in ("weekdays 9-17", "mon 17:00-09:00", "mon 09:00"):
        with pytest.raises(ValueError, match=r"."):
            fields.hours(wrong)


def test_hostile_text_stands_in_a_form_as_it_is() -> None:
    for text in filter(str.strip, EVERYTHING):
        brief = FULL.model_copy(update={"title": text, "notes": text, "client": text})
        assert changed(brief, group_size="9") == brief.model_copy(update={"group_size": 9})


async def test_a_brief_is_changed_by_keyboard_and_mistakes_are_shown_in_place() -> None:
    app = Stage(BriefForm(FULL, CATALOGUE, at="group_size"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert_golden(await steady(pilot, "accept"), "brief-80x24")
        await pilot.press("ctrl+u", *"x9")
        await steady(pilot, "✘ write a whole number from 1 to 500")
        await pilot.press("ctrl+s")
        await steady(pilot, "1 field is wrong")
        assert app.answer is WAITING
        await pilot.press("escape", "enter", "ctrl+u", "9", "pagedown")
        focused = app.screen.focused
        assert isinstance(focused, FieldInput)
        assert focused.field.key == "start"
        await pilot.press("down", "down", "up")
        focused = app.screen.focused
        assert isinstance(focused, FieldInput)
        assert focused.field.key == "window.earliest"
        await pilot.press(*["pageup"] * 9)
        rush(pilot, "ctrl+u", *"New", "pagedown", "pagedown", "ctrl+u", *"singapore", "ctrl+s")
        await settle(pilot)
    assert isinstance(app.answer, Brief)
    assert (app.answer.title, app.answer.group_size) == ("New", 9)
    assert app.answer.cities.must == ("singapore",)
