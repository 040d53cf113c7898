"""The diagrams of the lectures that a tour teaches: once each, and as SVG for one page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.export.diagram_svg import diagram_svg
from workshop.export.redaction import Source, taught
from workshop.export.strokes import Sheet, sheet_of
from workshop.model.diagram import Diagram

_STEP = re.compile(r", step \d+$")


def diagrams(source: Source) -> Iterator[tuple[str, Diagram]]:
    """Give each diagram once, with its lecture's title and its own, in the order of the lectures.

    Of one that a lecture builds up slide by slide (`…, step 2`) only the whole is given.
    """
    seen: set[tuple[str, Sheet]] = set()
    for module in taught(source.agenda, source.catalogue):
        deck = source.decks.get(module.id)
        for slide in deck.slides if deck else ():
            if slide.diagram is None or _STEP.search(slide.diagram.title):
                continue
            drawn = slide.diagram.title, sheet_of(slide.diagram)
            if drawn not in seen:
                seen.add(drawn)
                yield f"{module.title}: {slide.diagram.title or slide.title}", slide.diagram


def pictures(source: Source) -> Iterator[tuple[str, str]]:
    """Give a title and an `<svg>` for each diagram.

    Names inside an `<svg>` are numbered, so that several stand on one page.
    """
    for number, (title, diagram) in enumerate(diagrams(source), start=1):
        yield title, _numbered(diagram_svg(diagram), number)


def _numbered(svg: str, number: int) -> str:
    for name in ("title", "desc"):
        svg = svg.replace(f'id="{name}"', f'id="{name}-{number}"')
    return svg.replace(
        'aria-labelledby="title desc"', f'aria-labelledby="title-{number} desc-{number}"'
    )
