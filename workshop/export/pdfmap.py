"""The route map in a PDF: the same picture as in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.export.fonts import MAIN, Letters
from workshop.export.svgmap import middle
from workshop.export.wording import leg_words
from workshop.model.chart import Chart, Leg, Mark
from workshop.model.geo import Path

if TYPE_CHECKING:
    from fpdf import FPDF

_HEIGHT = 70.0
"""Millimetres that a map is high at most."""
_ROW = 3.0
"""Millimetres from one line of small words to the next."""
_SEA, _LAND, _INK = 246, 150, 20
"""Grey of the sea, of the coast, of what matters."""


def paint_map(pdf: FPDF, letters: Letters, drawn: Chart) -> None:
    """Paint the map where the page stands now, and go on below it."""
    _Painter(pdf, letters, drawn).paint()


class _Painter:
    def __init__(self, pdf: FPDF, letters: Letters, drawn: Chart) -> None:
        self.pdf = pdf
        self.letters = letters
        self.map = drawn
        self.scale = min(pdf.epw / drawn.width, _HEIGHT / drawn.height)
        if pdf.will_page_break(drawn.height * self.scale + 8):
            pdf.add_page()
        self.left, self.top = pdf.l_margin, pdf.get_y() + 2

    def paint(self) -> None:
        """Paint from the ground up: sea, coast, ways, cities."""
        pdf, scale = self.pdf, self.scale
        width, height = self.map.width * scale, self.map.height * scale
        pdf.set_fill_color(_SEA)
        pdf.rect(self.left, self.top, width, height, style="F")
        for path in self.map.coast:
            self._line(path, _LAND, 0.2)
        for leg in self.map.legs:
            self._leg(leg)
        for mark in self.map.marks:
            self._city(mark)
        pdf.set_draw_color(_LAND)
        pdf.set_line_width(0.2)
        pdf.set_fill_color(255)
        pdf.set_xy(self.left, self.top + height + 2)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale

    def _line(self, path: Path, grey: int, width: float) -> None:
        self.pdf.set_draw_color(grey)
        self.pdf.set_line_width(width)
        self.pdf.polyline([self._at(x, y) for x, y in path])

    def _leg(self, leg: Leg) -> None:
        if not leg.path:
            return
        self.pdf.set_dash_pattern(dash=1.6, gap=1.0)
        self._line(leg.path, _INK, 0.5)
        self.pdf.set_dash_pattern()
        x, y = middle(leg.path)
        for row, words in enumerate(leg_words(leg)):
            self._text(words, x, y + row * _ROW / self.scale, 7, right=x <= self.map.width / 2)

    def _city(self, mark: Mark) -> None:
        pdf, (x, y) = self.pdf, self._at(*mark.spot)
        pdf.set_fill_color(_INK)
        pdf.ellipse(x - 1.5, y - 1.5, 3, 3, style="F")
        right = mark.spot[0] <= self.map.width * 0.75
        name = f"{mark.number}  {mark.name}"
        self._text(name, mark.spot[0], mark.spot[1] + 1.2 / self.scale, 9, right=right, bold=True)

    def _text(
        self, words: str, x: float, y: float, size: float, *, right: bool, bold: bool = False
    ) -> None:
        """Write words beside a point, to its right or to its left."""
        pdf, printed = self.pdf, self.letters.words(words)
        self.letters.shape(printed)
        pdf.set_font(MAIN, "B" if bold else "", size)
        pdf.set_text_color(_INK)
        at_x, at_y = self._at(x, y)
        wide = pdf.get_string_width(printed)
        at_x += 3.2 if right else -3.2 - wide
        high = size * 0.36  # of capitals, in millimetres; no coast runs through a number
        pdf.set_fill_color(_SEA)
        pdf.rect(at_x - 0.4, at_y - high, wide + 0.8, high + 0.6, style="F")
        pdf.text(at_x, at_y, printed)
