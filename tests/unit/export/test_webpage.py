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
from workshop.export.webpage import web_page
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.geo import Coast

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


def test_the_lectures_diagrams_are_on_the_page_each_with_names_of_its_own(source: Source) -> None:
    (paper,) = make("html", Desk(source))
    assert "<figcaption>Platforms: Two layers</figcaption>" in paper.text
    assert "<figcaption>Platforms: Three layers</figcaption>" in paper.text
    names = re.findall(r' id="([^"]+)"', paper.text)
    assert len(names) == 4
    assert len(set(names)) == 4


# -------------------------------------------------------------------- the map


COAST = Coast(region=(((103.0, 1.0), (104.0, 1.5)), ((0.0, 50.0), (1.0, 51.0))), origin="Us, free")


def test_the_map_has_cities_hours_and_the_coast_around_them(source: Source) -> None:
    text = web_page(source, coast=COAST)
    assert "<title>The route: Jakarta → Singapore</title>" in text
    assert "1 h 50 in the air</text>" in text
    assert "5 h 00 door to door</text>" in text
    assert text.count('class="coast"') == 1
    assert "Coast: Us." in text


def test_without_a_plan_there_is_no_map(source: Source) -> None:
    text = web_page(replace(source, agenda=Agenda(status="feasible")))
    assert "<svg" not in text
    assert "Please note" in text


def test_names_on_the_map_are_text(source: Source) -> None:
    name = "</text><script>x</script>"
    cities = tuple(city.model_copy(update={"name": name}) for city in source.catalogue.cities)
    catalogue = Catalogue.model_construct(**{**dict(source.catalogue), "cities": cities})
    text = web_page(replace(source, catalogue=catalogue))
    assert "<script" not in text
    assert "&lt;/text&gt;&lt;script&gt;" in text
