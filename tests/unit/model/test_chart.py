"""Maps as geometry: where things are on a page, and what can be seen of a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from workshop.catalogue.coast import read_coast
from workshop.errors import InputError
from workshop.model.catalogue import Catalogue
from workshop.model.chart import Chart, route_chart, stay_chart, stays
from workshop.model.geo import Coast, View
from workshop.model.tour import Tour
from workshop.store.workspace import Workspace

LON, LAT = st.floats(90, 135), st.floats(-12, 42)
CITIES = {
    "jakarta": (106.8, -6.2), "singapore": (103.85, 1.28), "bangkok": (100.5, 13.75),
    "seoul": (127.0, 37.56),
}  # fmt: skip


@pytest.fixture(scope="module")
def tour() -> Tour:
    return Workspace(ROOT).tour("asia-tech-tour-2027").tour


@pytest.fixture(scope="module")
def coast() -> Coast:
    return read_coast(ROOT / "content")


def whole(chart: Chart) -> None:
    """Assert that everything of a chart is on its page."""
    spots = [
        *(mark.spot for mark in chart.marks),
        *(spot for path in (*chart.coast, *(leg.path for leg in chart.legs)) for spot in path),
    ]
    for x, y in spots:
        assert -1e-6 <= x <= chart.width + 1e-6
        assert -1e-6 <= y <= chart.height + 1e-6


@given(st.lists(st.tuples(LON, LAT), min_size=1, max_size=6), st.floats(20, 400))
def test_a_view_shows_all_it_was_fitted_to_north_up(
    positions: list[tuple[float, float]], width: float
) -> None:
    view = View.fitting(positions, width, 100, least=1.0)
    for lon, lat in positions:
        x, y = view.spot((lon, lat))
        assert 0 <= x <= width
        assert 0 <= y <= 100
        assert view.spot((lon, lat + 0.1))[1] < y
        assert view.spot((lon + 0.1, lat))[0] > x
    (west, north), (east, south) = view.corners()
    assert west < east
    assert south < north


@given(st.lists(st.tuples(LON, LAT), min_size=2, max_size=12))
def test_what_is_seen_of_a_line_lies_on_the_page(line: list[tuple[float, float]]) -> None:
    view = View.fitting([(100, 0), (110, 10)], 120, 80, least=1.0)
    for path in view.paths([tuple(line)]):
        assert len(path) >= 2
        for x, y in path:
            assert -1e-6 <= x <= 120 + 1e-6
            assert -1e-6 <= y <= 80 + 1e-6


def test_a_line_that_leaves_the_page_and_comes_back_is_two() -> None:
    view = View(width=10, height=10, scale=180 / 3.141592653589793, left=0.0, top=0.1)
    there_and_back = ((1, 0), (20, 0), (20, -3), (2, -3))
    first, second = view.paths([there_and_back])
    assert [round(x, 6) for x, _ in first] == [1, 10]
    assert [round(x, 6) for x, _ in second] == [10, 2]


def test_the_shipped_coast_is_of_the_region_and_says_whose_it_is(coast: Coast) -> None:
    assert "Natural Earth" in coast.origin
    assert "public domain" in coast.origin
    assert set(coast.around) == set(CITIES)
    assert len(coast.region) > 100
    for lon, lat in (spot for line in coast.region for spot in line):
        assert 80 <= lon <= 145
        assert -20 <= lat <= 55


def test_a_broken_coast_is_told_with_its_line_and_none_is_no_fault(tmp_path: Path) -> None:
    assert read_coast(tmp_path) == Coast()
    for text, line in (('{\n"features": [,]}', 2), ("[]", 1), ('{"features":[{}]}', 1)):
        (tmp_path / "coast.json").write_text(text)
        with pytest.raises(InputError) as caught:
            read_coast(tmp_path)
        assert f"coast.json:{line}: this is no GeoJSON" in caught.value.lines()[0]


def test_the_route_has_its_cities_in_order_and_its_flights_in_hours(
    tour: Tour, catalogue: Catalogue, coast: Coast
) -> None:
    assert tour.agenda is not None
    chart = route_chart(tour.agenda, catalogue, coast, 160, 96)
    whole(chart)
    assert [mark.name for mark in chart.marks] == ["Jakarta", "Singapore", "Bangkok"]
    assert [(leg.start, leg.end) for leg in chart.legs] == [(1, 2), (2, 3)]
    flights = [block for block in tour.agenda.blocks if block.kind == "flight"]
    assert [leg.minutes for leg in chart.legs] == [block.minutes for block in flights]
    assert all(leg.in_all > leg.minutes + 150 for leg in chart.legs), "airports count"
    jakarta, _, bangkok = chart.marks
    assert jakarta.spot[1] > bangkok.spot[1], "Bangkok is in the north"
    assert sum(len(path) for path in chart.coast) > 200


def test_a_stay_has_its_stops_numbered_and_its_rides_in_minutes(
    tour: Tour, catalogue: Catalogue, coast: Coast
) -> None:
    assert tour.agenda is not None
    found = stays(tour.agenda.days)
    assert [(stay.date.day, stay.city) for stay in found] == [
        (22, "jakarta"), (23, "jakarta"), (23, "singapore"), (24, "singapore"),
        (25, "singapore"), (25, "bangkok"), (26, "bangkok"),
    ]  # fmt: skip
    for stay in found:
        chart = stay_chart(stay, catalogue, coast, 160, 96)
        whole(chart)
        assert [mark.number for mark in chart.marks] == list(range(1, len(chart.marks) + 1))
        rides = [block.minutes for block in stay.blocks if block.kind == "transfer"]
        assert [leg.minutes for leg in chart.legs] == rides
    kinds = {mark.name: mark.kind for mark in stay_chart(found[0], catalogue, coast, 9, 9).marks}
    assert kinds["GoTo Group (Gojek, GoPay)"] == "visit"


def test_a_city_by_the_sea_is_drawn_from_its_own_coast(coast: Coast) -> None:
    for city, centre in CITIES.items():
        view = View.fitting([centre], 100, 100, least=0.1)
        assert coast.for_view(view, CITIES) == coast.around[city]
    wide = View.fitting(CITIES.values(), 100, 100, least=1.0)
    assert coast.for_view(wide, CITIES) == coast.region
