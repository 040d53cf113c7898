"""The agenda as PDF, for those who want paper: the words of the Markdown, the map, the diagrams.

Made by fpdf2, which is Python alone and brings no demands on the machine; the fonts are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workshop.export.agenda import agenda_days, agenda_head
from workshop.export.fonts import MAIN, MISSING, Letters
from workshop.export.markdown import document, heading
from workshop.export.pdfdiagram import paint_diagram
from workshop.export.pdfmap import paint_map
from workshop.export.pictures import diagrams
from workshop.export.practical import version_line
from workshop.export.redaction import Source
from workshop.export.strokes import sheet_of
from workshop.export.svgmap import HEIGHT, WIDTH
from workshop.model.chart import route_chart
from workshop.model.diagram import Diagram
from workshop.model.geo import Coast

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import FontFace
    from markdown_it.token import Token

_SIZES = {"h1": 19.0, "h2": 12.5, "h3": 10.5}
_BODY, _SMALL = 9.0, 7.5
_LINE = 1.35
"""Height of a line, in sizes of its font."""
_MM = 0.3528
"""Millimetres in a point."""
_EDGE = 14.0
"""Millimetres around a page."""
_RULE = 160
"""Grey of the lines of tables."""
_NARROWEST = 14.0
"""Millimetres of a column of a table at least."""


def pdf_agenda(
    source: Source, broken: int = 0, coast: Coast | None = None, made: datetime | None = None
) -> bytes:
    """Return the participants' agenda as PDF; `made` is the date that the file says."""
    page = _Page(source, made or datetime(2000, 1, 1, tzinfo=UTC))
    with closing(page.letters):
        _write_agenda(page, source, broken, coast or Coast())
        return bytes(page.pdf.output())


def _write_agenda(page: _Page, source: Source, broken: int, land: Coast) -> None:
    page.write(document(list(agenda_head(source, broken))))
    drawn = route_chart(source.agenda, source.catalogue, land, WIDTH, HEIGHT)
    if drawn.marks:
        paint_map(page.pdf, page.letters, drawn)
    page.write(document(list(agenda_days(source))))
    page.draw(diagrams(source))
    page.write(document([version_line(source)]))
    if page.letters.missing:
        page.write(
            document(
                [
                    f"{MISSING} stands for a letter that print has no type for; "
                    "the web page and the Markdown have it."
                ]
            )
        )


class _Page:
    """Writes Markdown of ours onto A4."""

    def __init__(self, source: Source, made: datetime) -> None:
        self.pdf = _paper()
        self.letters = Letters(self.pdf)
        self.title = self.letters.words(source.tour.brief.title) or "Tour"
        foot = f"{self.title} · {version_line(source).split('.')[0]}"
        self.pdf.foot = foot  # type: ignore[attr-defined]
        self.pdf.set_title(self.title)
        self.pdf.set_lang("en")
        self.pdf.set_creator("workshop")
        self.pdf.set_creation_date(made)
        self.pdf.add_page()

    def write(self, markdown: str) -> None:
        """Write headings, paragraphs, lists and tables."""
        from markdown_it import MarkdownIt

        tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
        at = 0
        lists: list[int | None] = []
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
                self._table(tokens[at:end])
                at = end
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                lists.append(0 if token.type.startswith("ordered") else None)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                lists.pop()
                self.pdf.ln(1)
            elif token.type == "inline":
                self._inline(tokens[at - 1], token, lists)
            at += 1

    def draw(self, pictures: Iterable[tuple[str, Diagram]]) -> None:
        """Draw the lectures' diagrams under a heading of their own, if there are any."""
        for number, (title, picture) in enumerate(pictures):
            if number == 0:
                self.write(heading(2, "Diagrams of the lectures"))
            paint_diagram(self.pdf, self.letters, title, sheet_of(picture))

    def _inline(self, opened: Token, token: Token, lists: list[int | None]) -> None:
        """Write one heading, list item or paragraph."""
        if opened.type == "heading_open":
            self._heading(opened.tag, token)
        elif lists:
            number = lists[-1]
            lists[-1] = number = None if number is None else number + 1
            self._item("•" if number is None else f"{number}.", token)
        else:
            self._runs(token, _BODY)
            self.pdf.ln(1.5)

    def _heading(self, tag: str, token: Token) -> None:
        size = _SIZES.get(tag, _BODY)
        if self.pdf.will_page_break(size * _MM * _LINE + 24):
            self.pdf.add_page()
        elif tag != "h1":
            self.pdf.ln(3)
        words = self.letters.words(_plain(token))
        self.letters.shape(words)
        with self.pdf.use_font_face(_face("B", size)):
            self.pdf.start_section(words, level=0 if tag == "h1" else 1)
            self.pdf.multi_cell(
                0, size * _MM * _LINE, words, new_x="LMARGIN", new_y="NEXT", align="L"
            )
        self.pdf.ln(1)

    def _item(self, bullet: str, token: Token) -> None:
        left = self.pdf.l_margin
        with self.pdf.use_font_face(_face("", _BODY)):
            self.pdf.cell(6, _BODY * _MM * _LINE, bullet)
        self.pdf.set_left_margin(left + 6)
        self._runs(token, _BODY)
        self.pdf.set_left_margin(left)
        self.pdf.set_x(left)

    def _runs(self, token: Token, size: float) -> None:
        """Write an inline's words, bold where they are, and end the line."""
        for style, words in _styled(token):
            printed = self._spaced(words)
            self.letters.shape(printed)
            with self.pdf.use_font_face(_face(style, size)):
                self.pdf.write(size * _MM * _LINE, printed)
        self.pdf.ln(size * _MM * _LINE)

    def _spaced(self, words: str) -> str:
        """Return printable words with the spaces at their ends, which part them from the next."""
        lead = " " if words[:1].isspace() else ""
        trail = " " if words[-1:].isspace() and words.strip() else ""
        return f"{lead}{self.letters.words(words)}{trail}"

    def _table(self, tokens: Sequence[Token]) -> None:
        rows = [[self.letters.words(cell) for cell in row] for row in _rows(tokens)]
        self.letters.shape(*(cell for row in rows for cell in row))
        with (
            self.pdf.use_font_face(_face("", _SMALL)),
            self.pdf.table(
                col_widths=tuple(self._widths(rows)),
                line_height=_SMALL * _MM * _LINE,
                padding=0.8,
                borders_layout="HORIZONTAL_LINES",
                headings_style=_face("B", _SMALL),
                text_align="LEFT",
            ) as table,
        ):
            for row in rows:
                table.row(row)
        self.pdf.ln(2)

    def _widths(self, rows: Sequence[Sequence[str]]) -> Iterator[float]:
        """Share the page's width among columns: whole where there is room, by need where not."""
        columns = list(zip(*rows, strict=True))
        wants = [max(map(self.pdf.get_string_width, column)) + 4 for column in columns]
        whole = self.pdf.epw
        if sum(wants) > whole:
            firm = wants[0] if len(wants) > 2 and wants[0] < whole / 3 else 0
            rest = whole - firm
            damped = [want**0.7 for want in (wants[1:] if firm else wants)]
            wants = ([firm] if firm else []) + [
                max(_NARROWEST, rest * share / sum(damped)) for share in damped
            ]
        yield from wants


def _paper() -> FPDF:
    """Return an A4 paper with a foot on every page."""
    from fpdf import FPDF

    class Paper(FPDF):
        foot = ""

        def footer(self) -> None:
            self.set_xy(_EDGE, -12)
            self.set_font(MAIN, "", 7)
            self.cell(self.epw - 15, 4, self.foot)
            self.cell(15, 4, f"{self.page_no()}", align="R")

    pdf = Paper(format="A4")
    pdf.set_margins(_EDGE, _EDGE, _EDGE)
    pdf.set_draw_color(_RULE)
    pdf.set_auto_page_break(True, margin=16)
    return pdf


def _face(style: str, size: float) -> FontFace:
    from fpdf.fonts import FontFace

    return FontFace(family=MAIN, emphasis=style or "", size_pt=size)


def _plain(token: Token) -> str:
    return "".join(words for _, words in _styled(token))


def _styled(token: Token) -> Iterator[tuple[str, str]]:
    """Give an inline's words in runs, each with its style: `B` or nothing."""
    bold = 0
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            bold += 1 if child.type == "strong_open" else -1
        elif child.type in ("softbreak", "hardbreak"):
            yield "", " "
        elif child.content:
            yield ("B" if bold else ""), child.content


def _rows(tokens: Sequence[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_plain(tokens[at + 1]))
    return rows
