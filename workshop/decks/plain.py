"""A deck as plain text for the ear and the pipe, and as data for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from workshop.decks.deck import Deck, Slide
from workshop.decks.fit import canvas, measure, spoken_lines
from workshop.decks.lint import lint

SIZES: Final = ((80, 24), (100, 30), (120, 40))
"""Terminal sizes, columns × rows, that decks are measured at."""


def slide_text(slide: Slide) -> str:
    """Return what the room sees of `slide`, all steps, as plain text; no notes, no answers."""
    return "\n".join(line.rstrip() for line in spoken_lines(slide)).strip("\n")


def deck_text(deck: Deck, sizes: Sequence[tuple[int, int]] = SIZES[:1]) -> str:
    """Return `deck` as plain text: slides with notes, what does not fit `sizes`, and findings."""
    return "\n".join(_deck_lines(deck, sizes)) + "\n"


def _deck_lines(deck: Deck, sizes: Sequence[tuple[int, int]]) -> Iterator[str]:
    count = len(deck.slides)
    title = deck.title or deck.file
    yield f"{title} ({deck.dialect} deck, {count} {'slide' if count == 1 else 'slides'})"
    for slide in deck.slides:
        yield ""
        yield f"--- Slide {slide.number} of {count}{_facts(slide)}"
        text = slide_text(slide)
        if text:
            yield text
        if slide.notes:
            yield f"Notes: {slide.notes}"
        for width, height in sizes:
            pages = measure(slide, *canvas(width, height)).pages
            if pages > 1:
                yield f"Does not fit {width}x{height}: takes {pages} screens."
    found = lint(deck, sizes)
    if found:
        yield ""
        yield f"Findings: {len(found)}"
        for finding in found:
            hint = f"; {finding.hint}" if finding.hint else ""
            yield f"{deck.file}:{finding.line}: {finding.severity}: {finding.message}{hint}"


def _facts(slide: Slide) -> str:
    facts = []
    if slide.minutes is not None:
        facts.append(f"{slide.minutes:g} min")
    if slide.steps > 1:
        facts.append(f"{slide.steps} steps")
    if slide.optional:
        facts.append("optional")
    return f" ({', '.join(facts)})" if facts else ""


def deck_data(deck: Deck, sizes: Sequence[tuple[int, int]] = SIZES) -> dict[str, object]:
    """Return `deck` as data for JSON: dialect, slides with text, notes, steps and fit, findings."""
    return {
        "dialect": deck.dialect,
        "title": deck.title,
        "author": deck.author,
        "slides": [_slide_data(slide, sizes) for slide in deck.slides],
        "findings": [
            {
                "line": finding.line,
                "severity": finding.severity,
                "message": finding.message,
                "fix": finding.hint,
            }
            for finding in lint(deck, sizes)
        ],
    }


def _slide_data(slide: Slide, sizes: Sequence[tuple[int, int]]) -> dict[str, object]:
    fits = {f"{width}x{height}": measure(slide, *canvas(width, height)) for width, height in sizes}
    return {
        "number": slide.number,
        "line": slide.line,
        "title": slide.title,
        "text": slide_text(slide),
        "notes": slide.notes,
        "steps": slide.steps,
        "minutes": slide.minutes,
        "optional": slide.optional,
        "mark": slide.mark,
        "fits": {size: fit.fits for size, fit in fits.items()},
        "screens": {size: fit.pages for size, fit in fits.items()},
    }
