"""The diagrams of the lectures that a tour teaches, as SVG for one page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.export.diagram_svg import diagram_svg
from workshop.export.redaction import Source, taught

_STEP = re.compile(r", step \d+$")


def pictures(source: Source) -> Iterator[tuple[str, str]]:
    """Give a title and an `<svg>` for each diagram, each once, in the order of the lectures.

    Of one that a lecture builds up slide by slide (`…, step 2`) only the whole is given.
    Names inside an `<svg>` are numbered, so that several stand on one page.
    """
    seen: set[str] = set()
    for module in taught(source.agenda, source.catalogue):
        deck = source.decks.get(module.id)
        for slide in deck.slides if deck else ():
            if slide.diagram is None or _STEP.search(slide.diagram.title):
                continue
            drawn = diagram_svg(slide.diagram)
            if drawn not in seen:
                seen.add(drawn)
                title = slide.diagram.title or slide.title
                yield f"{module.title}: {title}", _numbered(drawn, len(seen))


def _numbered(svg: str, number: int) -> str:
    for name in ("title", "desc"):
        svg = svg.replace(f'id="{name}"', f'id="{name}-{number}"')
    return svg.replace(
        'aria-labelledby="title desc"', f'aria-labelledby="title-{number} desc-{number}"'
    )
