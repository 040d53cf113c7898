"""What a deck promises and does not keep: the convention, the minutes, the size of a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from workshop.decks.deck import Deck, DeckFinding, Segment, Slide
from workshop.decks.diagrams.layout import scene_of
from workshop.decks.diagrams.words import missing_from
from workshop.decks.dialect import DIALECTS
from workshop.decks.fit import canvas, measure, spoken_lines
from workshop.decks.front import read_front
from workshop.decks.markdown import tokens_of
from workshop.decks.pieces import COMMENT
from workshop.decks.scan import scan

_TOLERANCE: Final = 0.10
"""How far the minutes of slides may be from what the lecture promises."""


def lint(deck: Deck, sizes: Sequence[tuple[int, int]] = ((80, 24),)) -> tuple[DeckFinding, ...]:
    """Return all findings of `deck` in line order: those of reading, of fit, of the convention.

    `sizes` are terminal sizes, columns × rows. The convention is asked only of decks of our own.
    """
    found = set(deck.findings)
    for slide in deck.slides:
        found.update(_fit(slide, sizes))
    if deck.dialect == "workshop":
        found.update(_breaks(deck))
        found.update(_front(deck))
        found.update(_minutes(deck))
        for slide in deck.slides:
            found.update(_claims(slide))
            found.update(_behaviour(slide))
            found.update(_diagram(slide, sizes))
            for segment in slide.segments:
                found.update(_markdown(segment))
    return tuple(sorted(found))


def _fit(slide: Slide, sizes: Sequence[tuple[int, int]]) -> Iterator[DeckFinding]:
    """Find the smallest of `sizes` at which a slide runs over, and code that is too wide."""
    for width, height in sorted(sizes):
        fit = measure(slide, *canvas(width, height))
        if fit.pages > 1:
            what = f"slide {slide.number} takes {fit.pages} screens at {width}x{height}"
            yield DeckFinding(slide.line, "warning", what, "shorten it or split it")
        for line in fit.wide:
            what = f"code is too wide for {width} columns"
            yield DeckFinding(line, "warning", what, "break the line; it is folded on screen")
        if not fit.fits:
            return


def _front(deck: Deck) -> Iterator[DeckFinding]:
    options = deck.meta.get("options")
    said = options if isinstance(options, dict) else {}
    if said.get("end_slide_shorthand") is not True:
        what = "presenterm ends slides at `---` only if told so"
        yield DeckFinding(1, "warning", what, "add `options: {end_slide_shorthand: true}`")


def _breaks(deck: Deck) -> Iterator[DeckFinding]:
    """Find breaks that other tools read differently."""
    lines = deck.text.split("\n")
    body = read_front(lines).body
    for piece in scan(lines[body:], DIALECTS["workshop"].rules, body + 1).pieces:
        if piece.kind != "break":
            continue
        if piece.text not in ("---", "<!-- end_slide -->"):
            yield DeckFinding(piece.line, "warning", f"slide ends at `{piece.text}`", "write `---`")
        around = lines[piece.line - 2 : piece.line - 1] + lines[piece.line : piece.line + 1]
        if any(line.strip() for line in around):
            what = "`---` needs a blank line above and below"
            yield DeckFinding(piece.line, "warning", what, "other tools take it for a heading")


def _minutes(deck: Deck) -> Iterator[DeckFinding]:
    """Compare the slides' minutes with the lecture's."""
    module = deck.module
    if module is None or module.outline:
        return
    line = deck.slides[0].line
    if all(slide.seconds is None for slide in deck.slides):
        yield DeckFinding(line, "warning", "no slide says how long it takes", "add `slide: time`")
        return
    for slide in deck.slides:
        if slide.seconds is None:
            what = f"slide {slide.number} has no time"
            yield DeckFinding(slide.line, "note", what, "add `slide:` with `time: 2m`")
    yield from _sum("all slides", deck.slides, module.duration, line)
    core = [slide for slide in deck.slides if not slide.optional]
    if len(core) < len(deck.slides):
        yield from _sum("slides that are not optional", core, module.short, line)


def _sum(which: str, slides: Sequence[Slide], minutes: int, line: int) -> Iterator[DeckFinding]:
    """Compare the time of `slides` with the `minutes` that the lecture promises for them."""
    total = sum(slide.seconds or 0 for slide in slides) / 60
    if abs(total - minutes) > _TOLERANCE * minutes:
        what = f"{which} take {total:g} min, the lecture says {minutes} min"
        yield DeckFinding(line, "warning", what, "change the times or the `workshop:` keys")


def _claims(slide: Slide) -> Iterator[DeckFinding]:
    """Find claims whose mark is not said to the room."""
    if not slide.claims:
        return
    text = "\n".join(spoken_lines(slide)).lower()
    for claim in slide.claims:
        if claim.mark != slide.mark and f"({claim.mark})" not in text:
            what = f"claim {claim.id} is marked {claim.mark}, but the slide does not say so"
            hint = f'write "({claim.mark})" at the end of its line'
            yield DeckFinding(slide.line, "warning", what, hint)


def _behaviour(slide: Slide) -> Iterator[DeckFinding]:
    """Find exercises whose steps do not add up."""
    exercise = slide.exercise
    if exercise is not None and exercise.steps:
        total = sum(step.minutes or 0 for step in exercise.steps)
        if total > exercise.minutes:
            what = f"steps of the exercise take {total} min, the exercise {exercise.minutes} min"
            yield DeckFinding(slide.line, "warning", what, "make them agree")


def _diagram(slide: Slide, sizes: Sequence[tuple[int, int]]) -> Iterator[DeckFinding]:
    """Find diagrams whose drawing in text is missing, or shows something else."""
    if slide.diagram is None:
        return
    place = next((each for each in slide.segments if each.diagram is not None), None)
    if place is None or not place.text:
        what = "diagram without a plain-text fence, so other tools show nothing"
        yield DeckFinding(slide.line, "warning", what, "add a ```text fence with the same picture")
        return
    told = "\n".join((slide.title, *(segment.text for segment in slide.segments)))
    for label in missing_from(slide.diagram, told):
        what = f"the slide's text does not name “{label}” of the diagram"
        yield DeckFinding(place.line, "warning", what, "make the fence and the data agree")
    for width, height in sorted(sizes):
        room = canvas(width, height)
        if scene_of(slide.diagram, room[0], room[1] - 2) is None:
            what = f"diagram cannot be drawn at {width}x{height}; its text is shown there"
            yield DeckFinding(place.line, "warning", what, "use fewer or shorter labels")


def _markdown(segment: Segment) -> Iterator[DeckFinding]:
    """Find Markdown that another tool would read in another way."""
    for token in tokens_of(segment.text):
        line = segment.line + (token.map[0] if token.map else 0)
        if token.type == "heading_open" and token.markup in ("-", "="):
            yield DeckFinding(line, "warning", "underlined heading", "write it with `#`")
        elif token.type == "bullet_list_open" and token.markup == "*":
            yield DeckFinding(line, "warning", "list with `*`: Marp shows it bit by bit", "use `-`")
        elif token.type == "fence" and "---" in token.content.split("\n"):
            what = "bare `---` in a fence ends the slide in other tools"
            yield DeckFinding(line, "warning", what, "put a space before it")
        elif token.type == "html_block" or _has_html(token.children or ()):
            yield DeckFinding(line, "warning", "raw HTML", "write it in Markdown")


def _has_html(tokens: Sequence[Token]) -> bool:
    return any(
        token.type == "html_inline" and not token.content.startswith(COMMENT) for token in tokens
    )
