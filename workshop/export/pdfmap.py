"""The route map in a PDF: the same picture as in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.export.fonts import MAIN, Letters
from workshop.export.routemap import Leg, RouteMap, Stop

if TYPE_CHECKING:
    from fpdf import FPDF

_HEIGHT = 70.0
"""Millimetres that a map is high at most."""
_ROW = 3.0
"""Millimetres from one line of small words to the next."""
_SEA, _GRID, _LAND, _INK = 246, 218, 150, 20
"""Grey of the sea, of the lines of latitude and longitude, of the coast, of what matters."""


def paint_map(pdf: FPDF, letters: Letters, drawn: RouteMap) -> None:
    """Paint the map where the page stands now, and go on below it."""
    _Painter(pdf, letters, drawn).paint()


class _Painter:
    def __init__(self, pdf: FPDF, letters: Letters, drawn: RouteMap) -> None:
        self.pdf = pdf
        self.letters = letters
        self.map = drawn
        self.scale = min(pdf.epw / drawn.width, _HEIGHT / drawn.height)
        if pdf.will_page_break(drawn.height * self.scale + 8):
            pdf.add_page()
        self.left, self.top = pdf.l_margin, pdf.get_y() + 2

    def paint(self) -> None:
        """Paint from the ground up: sea, grid, coast, ways, cities."""
        pdf, scale = self.pdf, self.scale
        width, height = self.map.width * scale, self.map.height * scale
        pdf.set_fill_color(_SEA)
        pdf.rect(self.left, self.top, width, height, style="F")
        for line, _ in self.map.grid:
            self._line(line, _GRID, 0.15)
        with pdf.rect_clip(self.left, self.top, width, height):
            for line in self.map.coast:
                self._line(line, _LAND, 0.25)
        for leg in self.map.legs:
            self._leg(leg)
        for stop in self.map.stops:
            self._stop(stop)
        pdf.set_draw_color(_LAND)
        pdf.set_line_width(0.2)
        pdf.set_fill_color(255)
        pdf.set_xy(self.left, self.top + height + 2)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale

    def _line(self, line: tuple[tuple[float, float], ...], grey: int, width: float) -> None:
        self.pdf.set_draw_color(grey)
        self.pdf.set_line_width(width)
        self.pdf.polyline([self._at(x, y) for x, y in line])

    def _leg(self, leg: Leg) -> None:
        self.pdf.set_dash_pattern(dash=1.6, gap=1.0)
        self._line(leg.line, _INK, 0.5)
        self.pdf.set_dash_pattern()
        right = leg.x <= self.map.width / 2
        for row, words in enumerate(filter(None, leg.words.split(", "))):
            self._text(words, leg.x, leg.y + row * _ROW / self.scale, 7, right=right)

    def _stop(self, stop: Stop) -> None:
        pdf, (x, y) = self.pdf, self._at(stop.x, stop.y)
        pdf.set_fill_color(_INK)
        pdf.ellipse(x - 1.8, y - 1.8, 3.6, 3.6, style="F")
        numbers = ", ".join(map(str, stop.numbers))
        name = f"{numbers}  {stop.name}"
        self._text(name, stop.x, stop.y + 3, 9, right=stop.x <= self.map.width * 0.7, bold=True)

    def _text(
        self, words: str, x: float, y: float, size: float, *, right: bool, bold: bool = False
    ) -> None:
        """Write words beside a point, to its right or to its left."""
        pdf, printed = self.pdf, self.letters.words(words)
        self.letters.shape(printed)
        pdf.set_font(MAIN, "B" if bold else "", size)
        pdf.set_text_color(_INK)
        at_x, at_y = self._at(x, y)
        shift = 3.2 if right else -3.2 - pdf.get_string_width(printed)
        pdf.text(at_x + shift, at_y, printed)
