"""The two lines under the week that say in full what is under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from workshop.tui import text, words

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.model.agenda import Block, LeftOut
    from workshop.model.finding import Finding
    from workshop.planner import Progress

Lines = tuple[tuple[tuple[str, str], ...], ...]
"""Lines of `(text, style)` parts; parts are dropped from the end where they do not fit whole."""


def block_lines(block: Block) -> Lines:
    """Say what a block is and when, exactly."""
    style = f"bold ${_colour(block.kind)}"
    when = f"{words.day_name(block.start.date())} · {words.times_of(block)}"
    if block.start.utcoffset() == block.end.utcoffset():
        when += f" ({words.zone(block.start)})"
    where = f" · {block.place.name}" + (f" ▸ {block.to.name}" if block.to else "")
    marks = words.marks_of(block)
    standing = f" · {words.STATUS_WORDS.get(block.status, block.status)}" if block.status else ""
    return (
        (
            (f"{words.LETTERS[block.kind]} ", style),
            (words.named(block), "bold"),
            (f" {marks}" if marks else "", "$text-muted"),
            (f" · {words.KIND_WORDS[block.kind]}", "$text-muted"),
        ),
        (
            (when, ""),
            (f" · {words.hours(block.minutes)}", ""),
            (standing, "$text-muted"),
            (where, "$text-muted"),
        ),
    )


def finding_lines(finding: Finding) -> Lines:
    """Say a finding and how to mend it."""
    fix = f"→ {finding.fix}" if finding.fix else "enter shows the block"
    return (((finding.message, "bold"),), ((fix, "$text-muted"),))


def left_out_lines(item: LeftOut, price: str = "") -> Lines:
    """Say what it would cost to have a candidate, if that is known, and what keeps it out."""
    lead = (item.title or item.ref, "bold"), (f"  {price}" if price else "", "$text-accent")
    return lead, ((item.reason, "$text-muted"),)


def _colour(kind: str) -> str:
    found = words.family(kind)
    return "text-muted" if found == "quiet" else found


class Inspector(Widget):
    """Shows two lines, cut at the edge only in names."""

    DEFAULT_CSS = "Inspector { height: 2; }"

    lines: reactive[Lines] = reactive(())

    def render(self) -> Content:
        """Paint the lines at this width."""
        width = self.size.width - 2
        return text.lines_of(*(text.joined(" ", _fitted(line, width)) for line in self.lines))


class Banner(Inspector):
    """Lines about what is previewed on the week; takes no room where nothing is."""

    DEFAULT_CSS = "Banner { height: 2; display: none; } Banner.-on { display: block; }"

    def watch_lines(self, lines: Lines) -> None:
        """Take room only where there is something to say."""
        self.set_class(bool(lines), "-on")


def _fitted(parts: tuple[tuple[str, str], ...], width: int) -> Content:
    """Fit parts into `width`: the longest name is cut, the last parts go first."""
    shown: list[tuple[str, str]] = []
    room = width
    for said, style in parts:
        if text.width(text.line(said)) > room and shown and room < 12:
            break
        shown.append((text.cut(said, room), style))
        room -= text.width(shown[-1][0])
    return text.joined(*shown)


class ProgressLine(Widget):
    """One line while a search runs: how good the best plan is, what could still be, how long."""

    DEFAULT_CSS = "ProgressLine { height: 1; display: none; } ProgressLine.-on { display: block; }"
    SPIN = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"

    progress: reactive[Progress | None] = reactive(None)
    elapsed: reactive[float] = reactive(0.0)
    stopping: reactive[bool] = reactive(False)
    doing: reactive[str] = reactive("")
    """What is done, where it is no search for a plan."""

    def render(self) -> Content:
        """Say how the search stands."""
        spin = self.SPIN[int(self.elapsed * 8) % len(self.SPIN)]
        kept = not self.doing and self.progress is not None and self.progress.best is not None
        stop = "escape keeps the best so far" if kept else "escape stops it"
        stop = "stopping …" if self.stopping else stop
        return text.joined(
            (f" {spin} ", "bold $primary"),
            (self.doing or progress_words(self.progress, self.elapsed), "bold"),
            (f" · {self.elapsed:.0f} s · {stop}", "$text-muted"),
        )


READING = 2.0
"""Seconds after which a brief has surely been read."""


def progress_words(progress: Progress | None, elapsed: float) -> str:
    """Return `best 1065 · at most 1120 · within 5.2 %`, as far as it is known.

    Nothing is better where the two are one, though the search has yet to say so. While only the
    likeliest training venues are searched the bound is said to be for them. A search that has told
    nothing for more than `READING` of its `elapsed` seconds may be one that has no answer.
    """
    from workshop.model.agenda import LOOSE

    if progress is None:
        reading = elapsed < READING
        return "reading the brief" if reading else "looking for a plan, or for what forbids one"
    if progress.best is None:
        return text.line(progress.note) if progress.note else "looking for a first plan"
    if progress.gap >= LOOSE:
        return f"best {progress.score} · not yet known how good"
    there = words.at_venues(progress.best.venues)
    if progress.gap <= 0:
        return f"best {progress.score} · none is better{there}"
    most = "" if there else f" · at most {progress.bound}"
    return f"best {progress.score}{most} · within {words.percent(progress.gap)}{there}"
