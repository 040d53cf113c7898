"""The agenda as one HTML file: with the route map and the lectures' diagrams, made to be printed.

It needs no network and runs nothing: no script, no reference outside itself, and a policy that
would refuse both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from workshop.export.agenda import agenda_days, agenda_head
from workshop.export.markdown import document
from workshop.export.plaintext import one_line
from workshop.export.practical import version_line
from workshop.export.redaction import Source
from workshop.export.svgmap import HEIGHT, WIDTH, svg_map
from workshop.model.chart import route_chart
from workshop.model.geo import Coast

if TYPE_CHECKING:
    from markdown_it.token import Token

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_KINDS = {"Lecture": "t", "Visit": "v", "Leisure": "l", "Flight": "f", "Transfer": "f"}
_KINDS |= {"Airport": "f"}
"""What colours a row; the word stands in it, too."""

_STYLE = """\
:root { color-scheme: light; --t: #1f5fa8; --v: #2c7a3f; --l: #a13e6b; --f: #6b6b76; }
* { box-sizing: border-box; }
body { font: 15px/1.45 "Noto Sans", "Noto Sans Thai", "Noto Sans KR", system-ui, sans-serif;
  color: #1b1b1f; background: #fff; max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.15; margin: 0 0 .6em; }
h2 { font-size: 1.2rem; margin: 1.8em 0 .5em; padding-bottom: .2em;
  border-bottom: 2px solid #1b1b1f; }
p, li { overflow-wrap: anywhere; }
ul, ol { padding-left: 1.3em; }
blockquote { margin: 1em 0; padding: .6em 1em; border: 2px solid #b00020; }
table { border-collapse: collapse; width: 100%; margin: .6em 0 1em; font-size: .92em; }
th, td { text-align: left; vertical-align: top; padding: .32em .6em; overflow-wrap: anywhere;
  border-bottom: 1px solid #c9c9d1; }
th { border-bottom: 2px solid #1b1b1f; white-space: nowrap; }
td:first-child { font-variant-numeric: tabular-nums; }
td:first-child, td:nth-child(2), td:last-child { white-space: nowrap; }
tr.t td:nth-child(2) { color: var(--t); font-weight: 700; }
tr.v td:nth-child(2) { color: var(--v); font-weight: 700; }
tr.l td:nth-child(2) { color: var(--l); font-weight: 700; }
tr.f td { color: var(--f); }
figure { margin: 1.2em 0; break-inside: avoid; }
figcaption { font-size: .85em; color: #4a4a55; }
svg { display: block; width: 100%; max-width: 40rem; height: auto; }
.map .sea { fill: #f2f6fa; }
.map .coast { fill: none; stroke: #8c9aa8; stroke-width: .8; }
.map .leg { fill: none; stroke: #1b1b1f; stroke-width: 1.6; stroke-dasharray: 5 3; }
.map .city { fill: #1b1b1f; } .map text { font-family: inherit; fill: #1b1b1f; }
.map .number { fill: #fff; font-size: 10px; font-weight: 700; text-anchor: middle; }
.map .name { font-size: 15px; font-weight: 700; } .map .hours { font-size: 10.5px; }
.map .name, .map .hours { paint-order: stroke; stroke: #f2f6fa; stroke-width: 3px; }
.version { color: #4a4a55; font-size: .85em; }
@page { size: A4; margin: 14mm 13mm 16mm; }
@media print {
  body { font-size: 9.4pt; max-width: none; padding: 0; }
  h1 { font-size: 19pt; } h2 { font-size: 12pt; break-after: avoid; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; } svg.map { max-width: 150mm; }
}
"""


def web_page(
    source: Source,
    broken: int = 0,
    coast: Coast | None = None,
    diagrams: Sequence[tuple[str, str]] = (),
) -> str:
    """Return the page; `diagrams` are titles with `<svg>` elements that hold only shapes and text.

    `coast` is the land around the route.
    """
    title = escape(one_line(source.tour.brief.title) or "Tour")
    land = coast or Coast()
    drawn = route_chart(source.agenda, source.catalogue, land, WIDTH, HEIGHT)
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        _html(document(list(agenda_head(source, broken)))),
    ]
    if drawn.marks:
        shapes = f" Coast: {one_line(land.origin).split(',')[0]}." if land.origin else ""
        parts.append(_figure(svg_map(drawn), f"The route; lines are no flight paths.{shapes}"))
    parts.append(_html(document(list(agenda_days(source)))))
    parts += _diagrams(diagrams)
    parts += [
        f'<p class="version">{escape(version_line(source))}</p>',
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _diagrams(diagrams: Sequence[tuple[str, str]]) -> Iterator[str]:
    if diagrams:
        yield "<h2>Diagrams of the lectures</h2>"
        for title, svg in diagrams:
            yield _figure(svg, one_line(title))


def _figure(svg: str, caption: str) -> str:
    return f"<figure>\n{svg}\n<figcaption>{escape(caption)}</figcaption>\n</figure>"


def _html(markdown: str) -> str:
    """Return Markdown of ours as HTML; what could be HTML in it is text."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown)
    _colour(tokens)
    return str(parser.renderer.render(tokens, parser.options, {})).rstrip()


def _colour(tokens: list[Token]) -> None:
    """Mark each row of a table by the kind of block that its second cell names."""
    row: Token | None = None
    cells = 0
    for token in tokens:
        if token.type == "tr_open":
            row, cells = token, 0
        elif token.type in ("td_open", "th_open"):
            cells += 1
        elif token.type == "inline" and row is not None and cells == 2:
            if token.content in _KINDS:
                row.attrSet("class", _KINDS[token.content])
            row = None
