"""The page in a real browser, and the map in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.export.documents import Desk, make
from workshop.export.redaction import Source
from workshop.export.routemap import route_map
from workshop.export.svgmap import svg_map
from workshop.export.webpage import web_page
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--virtual-time-budget=50"),
)


def browse(page: Path, profile: Path, *what: str) -> str:
    """Open a file in the browser, with a profile of its own, and return what it prints."""
    if BROWSER is None:
        pytest.skip("chromium is not installed")
    done = subprocess.run(
        [BROWSER, *QUIET, f"--user-data-dir={profile}", *what, page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


@pytest.fixture
def page(source: Source, tmp_path: Path) -> Path:
    title = "Tour <script>document.title='run'</script> ไทย 한국"
    brief = source.tour.brief.model_copy(update={"title": title})
    other = replace(source, tour=source.tour.model_copy(update={"brief": brief}))
    (paper,) = make("html", Desk(other))
    path = tmp_path / paper.name
    path.write_bytes(paper.data)
    return path


def test_a_browser_shows_it_and_prints_it(page: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    printed = tmp_path / "printed.pdf"
    seen = browse(page, tmp_path / "profile", f"--print-to-pdf={printed}", "--dump-dom")
    assert "<title>Tour &lt;script&gt;" in seen
    assert "<script>" not in seen
    assert seen.count("<table>") == 2
    assert '<tr class="v">' in seen
    sheets = PdfReader(printed).pages
    assert round(float(sheets[0].mediabox.width)) in (595, 596)
    text = "".join(sheet.extract_text() for sheet in sheets)
    assert "GoToGroup(invited—notconfirmed)" in re.sub(
        r"\s", "", unicodedata.normalize("NFKC", text)
    )


def test_days_are_tables_and_rows_have_the_colour_of_their_kind(source: Source) -> None:
    text = web_page(source)
    assert '<tr class="t">\n<td>08:30–09:00</td>\n<td>Lecture</td>' in text
    assert text.count('<tr class="v">') == 3
    assert "<h2>Monday 22 March 2027 — Jakarta (UTC+7)</h2>" in text


def test_diagrams_stand_under_their_titles(source: Source) -> None:
    shape = '<svg viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    text = web_page(source, diagrams=[("Blue <diamond>", shape)])
    assert shape in text
    assert "<figcaption>Blue &lt;diamond&gt;</figcaption>" in text
    assert "Diagrams" not in web_page(source)


# -------------------------------------------------------------------- the map


def apart(source: Source) -> Source:
    """Return a source whose cities lie where they do."""
    centres = {"jakarta": (-6.195, 106.823), "singapore": (1.283, 103.851)}
    cities = tuple(
        city.model_copy(
            update={
                "centre": city.centre.model_copy(
                    update={"lat": centres[city.id][0], "lon": centres[city.id][1]}
                )
            }
        )
        for city in source.catalogue.cities
    )
    catalogue = Catalogue.model_construct(**{**dict(source.catalogue), "cities": cities})
    return replace(source, catalogue=catalogue)


def test_cities_lie_where_they_do_and_legs_say_their_hours(source: Source) -> None:
    drawn = route_map(apart(source))
    assert drawn is not None
    jakarta, singapore = drawn.stops
    assert (jakarta.numbers, singapore.numbers) == ((1,), (2,))
    assert singapore.y < jakarta.y
    assert singapore.x < jakarta.x
    (leg,) = drawn.legs
    assert leg.words == "1 h 50 in the air, 5 h 00 door to door"
    assert leg.line[0] == (jakarta.x, jakarta.y)
    assert leg.line[-1] == (singapore.x, singapore.y)
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in leg.line)


def test_only_the_coast_around_the_route_is_drawn(source: Source) -> None:
    near = ((104.0, -1.0), (105.0, 0.0), (106.0, 0.5))
    far = ((0.0, 50.0), (1.0, 51.0))
    drawn = route_map(apart(source), [near, far])
    assert drawn is not None
    assert [len(line) for line in drawn.coast] == [3]
    assert svg_map(drawn).count('class="coast"') == 1


def test_a_tour_there_and_back_has_two_lines(source: Source) -> None:
    days = source.agenda.days
    back = days[1].model_copy(update={"cities": ("singapore", "jakarta"), "blocks": ()})
    agenda = source.agenda.model_copy(update={"days": (*days, back)})
    drawn = route_map(replace(apart(source), agenda=agenda))
    assert drawn is not None
    assert drawn.stops[0].numbers == (1, 3)
    assert drawn.legs[0].line[6] != drawn.legs[1].line[6]


def test_one_city_or_none_is_no_crash(source: Source) -> None:
    one = source.agenda.model_copy(update={"days": source.agenda.days[:1]})
    drawn = route_map(replace(source, agenda=one))
    assert drawn is not None
    assert (len(drawn.stops), len(drawn.legs)) == (1, 0)
    assert route_map(replace(source, agenda=Agenda(status="feasible"))) is None


def test_names_on_the_map_are_text(source: Source) -> None:
    cities = tuple(
        city.model_copy(update={"name": "</text><script>x</script>"})
        for city in source.catalogue.cities
    )
    catalogue = Catalogue.model_construct(**{**dict(source.catalogue), "cities": cities})
    drawn = route_map(replace(source, catalogue=catalogue))
    assert drawn is not None
    assert re.findall("<script|</text><", svg_map(drawn)) == []
