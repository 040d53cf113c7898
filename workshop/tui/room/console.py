"""The lines of the speaker's console: where we are, what comes next, what the clocks say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from workshop.decks.deck import Deck, Slide
from workshop.decks.fit import Line, Page
from workshop.tui import text, words
from workshop.tui.room.clock import length
from workshop.tui.room.walk import Position, Walk

SHORTEST = 6
"""Cells of a note below which nothing of it is shown."""


@dataclass(frozen=True)
class Times:
    """What the clocks say; `planned` is in minutes, 0 where nobody said."""

    elapsed: float
    """Seconds that the session's clock has run."""
    now: datetime
    planned: int = 0


@dataclass(frozen=True)
class Following:
    """Where the next press leads, and the slide after this one in the run of show."""

    next: Position | None
    slide: int | None


def head_line(walk: Walk, at: Position, times: Times, width: int, note: tuple[str, str]) -> Content:
    """Return `12 of 38 · step 2 of 3 · 4 min`, or a note for the minutes, and the clocks.

    The clocks are whole; of a note, given with its style, stays what there is room for.
    """
    frame = walk.frame(at)
    slide = walk.deck.slides[at.slide]
    parts = [f"Slide {at.slide + 1} of {len(walk.deck.slides)}"]
    if slide.steps > 1:
        parts.append(f"step {frame.step + 1} of {slide.steps}")
    if frame.pages > 1:
        parts.append(f"page {frame.page + 1} of {frame.pages}")
    if slide.minutes is not None and not note[0]:
        parts.append(f"{slide.minutes:g} min")
    if slide.optional:
        parts.append("optional")
    left = " · ".join(parts)
    right = clocks(times)
    room = width - text.width(left) - text.width(right) - 3
    said = text.cut(note[0], room) if note[0] and room > SHORTEST else ""
    marked = text.joined("  ", (said, note[1])) if said else Content("")
    gap = max(1, width - text.width(left) - text.width(marked.plain) - text.width(right))
    return text.joined((left, "bold"), marked, " " * gap, right)


def clocks(times: Times) -> str:
    """Return `12:31 of 1 h 15 · 14:05`."""
    planned = f" of {words.hours(times.planned)}" if times.planned else ""
    return f"{length(times.elapsed)}{planned} · {words.hour_minute(times.now)}"


def next_lines(walk: Walk, at: Position, following: Following, width: int, height: int) -> Content:
    """Return what the next press shows, and the slide after that."""
    rows: list[Content] = []
    slides = walk.deck.slides
    to = following.next
    if to is None:
        rows.append(text.literal("The end", "bold"))
    elif to.slide == at.slide:
        frame = walk.frame(to)
        more = "step" if to.step != at.step else "page"
        number = to.step + 1 if more == "step" else to.page + 1
        rows.append(text.one_line(f"Next: {more} {number}", "bold $primary"))
        fresh = fresh_lines(walk.frame(at).content, frame.content)
        rows += [text.one_line(text.cut(line, width)) for line in fresh]
        if following.slide is not None:
            rows = rows[: max(2, height - 2)]
            rows += [Content(""), _then(slides[following.slide], width)]
    else:
        title = _title(slides[to.slide])
        rows.append(text.one_line(f"Next: slide {to.slide + 1}", "bold $primary"))
        rows += [text.one_line(line, "bold") for line in text.wrap(title, width)]
        page = walk.frame(to).content
        body = [_plain(line) for line in page]
        shown = [line for line in body if line.strip() and line.strip() != title.strip()]
        rows += [text.one_line(text.cut(line, width), "$text-muted") for line in shown]
    return text.lines_of(*rows[:height])


def fresh_lines(before: Page, after: Page) -> list[str]:
    """Return the lines of `after` that `before` does not have."""
    known = {_plain(line) for line in before}
    lines = [_plain(line) for line in after]
    return [line for line in lines if line.strip() and line not in known]


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)


def _title(slide: Slide) -> str:
    return slide.title or "(no title)"


def _then(slide: Slide, width: int) -> Content:
    return text.one_line(text.cut(f"Then: {_title(slide)}", width), "$text-muted")


def planned_minutes(deck: Deck, given: int) -> int:
    """Return the minutes of the session: as given by the tour, else as the deck says, else 0."""
    if given:
        return given
    return round(deck.planned / 60) if deck.planned else 0
