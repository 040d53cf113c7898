"""A diagram of a lecture in a PDF: the same strokes as in the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from workshop.export import strokes
from workshop.export.fonts import MAIN, Letters
from workshop.export.strokes import CELL, EDGE, FAINT, INK, PAPER

if TYPE_CHECKING:
    from fpdf import FPDF

    from workshop.decks.diagrams.scene import Weight

_HIGH: Final = 108.0
"""Millimetres that a diagram is high at most: two to a page."""
_SCALE: Final = 0.19
"""Millimetres to a unit at most, so that small ones are not blown up."""
_TITLE: Final = 9.0
"""Millimetres for the title above it."""
_SIZE: Final = 13.5
"""Units that letters are high."""
_STRETCH: Final = (60.0, 130.0)
"""Percent by which letters are stretched to fill their cells, from and to."""
_POINT: Final = 0.3528
"""Millimetres in a point."""
_SIGNS: Final = str.maketrans("─▶◀", "–→←")
"""What stands for signs of a terminal's drawing that the fonts do not have."""
_LOOKS: Final[dict[Weight, tuple[str, str]]] = {
    "name": ("B", INK), "text": ("", INK), "faint": ("", FAINT), "inside": ("B", PAPER)
}  # fmt: skip


def paint_diagram(pdf: FPDF, letters: Letters, title: str, sheet: strokes.Sheet) -> None:
    """Paint a diagram under its title where the page stands now, and go on below it."""
    scale = min(pdf.epw / sheet.width, _HIGH / sheet.height, _SCALE)
    if pdf.will_page_break(_TITLE + sheet.height * scale):
        pdf.add_page()
    printed = letters.words(title)
    letters.shape(printed)
    pdf.set_font(MAIN, "B", 9)
    pdf.cell(0, _TITLE, printed, new_x="LMARGIN", new_y="NEXT")
    painter = _Painter(pdf, letters, scale)
    with pdf.local_context():
        for stroke in sheet.strokes:
            painter.paint(stroke)
    pdf.set_xy(pdf.l_margin, painter.top + sheet.height * scale)


class _Painter:
    def __init__(self, pdf: FPDF, letters: Letters, scale: float) -> None:
        self.pdf, self.letters, self.scale = pdf, letters, scale
        self.left, self.top = pdf.l_margin, pdf.get_y()

    def paint(self, stroke: strokes.Stroke) -> None:
        """Paint one stroke over those before it."""
        if isinstance(stroke, strokes.Label):
            self._label(stroke)
        elif isinstance(stroke, strokes.Line):
            self._line(stroke)
        elif isinstance(stroke, strokes.Area):
            self.pdf.set_fill_color(stroke.colour)
            self.pdf.polygon(self._points(stroke.points), style="F")
        elif isinstance(stroke, strokes.Frame):
            self._frame(stroke)
        else:
            self._dot(stroke)

    def _at(self, x: float, y: float) -> strokes.Point:
        return self.left + (x + EDGE) * self.scale, self.top + (y + EDGE) * self.scale

    def _points(self, points: Iterable[strokes.Point]) -> list[strokes.Point]:
        return [self._at(*point) for point in points]

    def _line(self, line: strokes.Line) -> None:
        self.pdf.set_draw_color(line.colour)
        self.pdf.set_line_width(line.width * self.scale)
        if line.dashed:
            self.pdf.set_dash_pattern(dash=6 * self.scale, gap=5 * self.scale)
        self.pdf.polyline(self._points(line.points))
        self.pdf.set_dash_pattern()

    def _frame(self, frame: strokes.Frame) -> None:
        self.pdf.set_draw_color(FAINT)
        self.pdf.set_line_width(self.scale)
        self.pdf.rect(
            *self._at(frame.x, frame.y), frame.width * self.scale, frame.height * self.scale,
            style="D", round_corners=True, corner_radius=frame.radius * self.scale,
        )  # fmt: skip

    def _dot(self, dot: strokes.Dot) -> None:
        self.pdf.set_fill_color(INK)
        x, y = self._at(dot.x - dot.radius, dot.y - dot.radius)
        wide = 2 * dot.radius * self.scale
        self.pdf.ellipse(x, y, wide, wide, style="F")

    def _label(self, label: strokes.Label) -> None:
        """Write words, stretched to the width that they have in the terminal."""
        pdf, printed = self.pdf, self.letters.words(label.text.translate(_SIGNS))
        style, colour = _LOOKS[label.weight]
        self.letters.shape(printed)
        pdf.set_font(MAIN, style, _SIZE * self.scale / _POINT)
        pdf.set_text_color(colour)
        pdf.set_stretching(100)
        wide, natural = label.length * self.scale, pdf.get_string_width(printed)
        low, high = _STRETCH
        pdf.set_stretching(min(high, max(low, 100 * wide / natural if natural else 100)))
        pdf.set_xy(*self._at(label.x, label.y))
        margin, pdf.c_margin = pdf.c_margin, 0.0
        pdf.cell(wide, CELL[1] * self.scale, printed)
        pdf.c_margin = margin
        pdf.set_stretching(100)
