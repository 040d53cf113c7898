"""Maps on the screen: lines, labels that keep apart, and the pages one turns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.hostile import EVERYTHING
from tests.tui import sample
from tests.tui.screen_text import screen_text, settle
from tests.tui.stage import Stage, assert_golden, steady
from workshop.catalogue.coast import read_coast
from workshop.model.agenda import Agenda, Block, Place
from workshop.model.catalogue import Catalogue
from workshop.model.chart import Chart, Mark
from workshop.model.geo import Coast
from workshop.model.place import Point
from workshop.tui import text
from workshop.tui.board.charts import drawn, legend
from workshop.tui.board.mapscreen import MapScreen
from workshop.tui.widgets.canvas import Canvas

SPOT = st.tuples(st.floats(-5, 85), st.floats(-5, 45))


def test_lines_are_drawn_in_dots_and_in_ascii_where_that_is_asked_for() -> None:
    for plain, shown in ((False, "⠑⢄\n  "), (True, "..\n  ")):
        canvas = Canvas(2, 2, plain)
        canvas.line(((0, 0), (3, 3)))
        assert canvas.content("").plain == shown


@given(
    st.lists(st.tuples(SPOT, st.sampled_from(("Bangkok", "กรุงเทพ", "1 h 50", "亞洲"))), max_size=12)
)
def test_labels_stay_on_the_page_and_never_touch(
    labels: list[tuple[tuple[float, float], str]],
) -> None:
    canvas = Canvas(40, 10)
    written = [said for spot, said in labels if canvas.label(spot, said, "bold")]
    rows = canvas.content("").plain.split("\n")
    assert [text.width(row) for row in rows] == [40] * 10
    shown = " ".join(rows)
    for said in set(written):
        assert shown.count(said) == written.count(said)


def test_every_place_gets_its_number_even_where_all_are_in_one_spot() -> None:
    marks = tuple(Mark(n, name, (30.0, 20.0), "visit") for n, name in enumerate(EVERYTHING[:9], 1))
    chart = Chart("x", 80, 40, (), marks, ())
    shown = drawn(chart, 40, 10).plain
    assert all(str(number) in shown for number in range(1, 10))
    assert "see [/foo] now" in legend(chart, 60).plain


CENTRES = {"jakarta": (106.82, -6.2), "singapore": (103.85, 1.29), "bangkok": (100.53, 13.75)}


def catalogue() -> Catalogue:
    """The sample's catalogue with its cities where they are."""
    known = sample.catalogue()
    cities = tuple(
        city.model_copy(
            update={"centre": Point(name="c", lon=CENTRES[city.id][0], lat=CENTRES[city.id][1])}
        )
        for city in known.cities
    )
    return known.model_copy(update={"cities": cities})


def agenda() -> Agenda:
    """The sample's plan with its places around the centres of their cities."""

    def placed(place: Place, city: str) -> Place:
        lon, lat = CENTRES[city]
        far = sum(map(ord, place.id)) % 11 / 100
        return place.model_copy(update={"lon": lon + far, "lat": lat + far * (far - 0.05) * 9})

    def moved(block: Block) -> Block:
        city = block.city
        to = placed(block.to, city) if block.to is not None else None
        return block.model_copy(update={"place": placed(block.place, city), "to": to})

    plan = sample.agenda()
    days = tuple(
        day.model_copy(update={"blocks": tuple(map(moved, day.blocks))}) for day in plan.days
    )
    return plan.model_copy(update={"days": days})


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_route_and_a_stay_on_maps(size: tuple[int, int]) -> None:
    app = Stage(MapScreen(agenda(), catalogue(), read_coast(ROOT / "content")))
    async with app.run_test(size=size) as pilot:
        shown = await steady(pilot, "door to door")
        assert_golden(shown, f"map-{size[0]}x{size[1]}")
        for word in (
            "1 Jakarta",
            "2 Singapore",
            "1 h 50",
            "2 h 25",
            "6 h 30 from door to door",
            "2 Wed 24 12:15 Singapore",
        ):
            assert word in shown
        await pilot.press("a")
        plain = screen_text(app)
        assert not any("⠁" <= char <= "⣿" for char in plain)
        assert "*" in plain
        await pilot.press("a", "right")
        shown = await steady(pilot, "2 of 8")
        assert_golden(shown, f"map-day-{size[0]}x{size[1]}")
        assert "→ 11:00 30 min to 2 GoTo [/foo]" in shown
        await pilot.press("home", "escape")
    assert app.answer is None


async def test_a_tour_whose_places_are_all_in_one_spot_without_a_coast() -> None:
    app = Stage(MapScreen(sample.agenda(), sample.catalogue(), Coast()))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "กรุงเทพ" in await settle(pilot)
        await pilot.press(*["right"] * 7)
        assert "Fri 26" in screen_text(app)
