"""What a slide looks like in a terminal of a given size, and whether it fits.

The screen paints the lines made here and nothing else, so what was measured is what is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final, NamedTuple

from workshop.decks.blocks import BLANK, Blocks, Row, Setting
from workshop.decks.deck import Segment, Slide
from workshop.decks.picture import diagram_rows, in_ascii
from workshop.decks.wrap import Line, Role, Run, joined, line_cells, wrap

__all__ = ["Fit", "Line", "Page", "Role", "Run", "canvas", "layout", "measure", "spoken_lines"]

Page = tuple[Line, ...]
"""The lines of one screen, from the top; may be fewer than its height."""

_NARROWEST_COLUMN: Final = 18
"""Columns narrower than this stand one under the other."""
_GAP: Final = 3
LONGEST: Final = 96
"""Cells of a line at most."""
_ENDLESS: Final = 1 << 20


class Fit(NamedTuple):
    """How a slide, all its steps shown, takes to a size."""

    pages: int
    """Screens it needs."""
    wide: tuple[int, ...]
    """Lines of the file that hold code too long for the width."""

    @property
    def fits(self) -> bool:
        """Whether all of it is seen at once, no code folded."""
        return self.pages <= 1 and not self.wide


def canvas(width: int, height: int) -> tuple[int, int]:
    """Return the cells that a slide may fill on a terminal of `width` × `height`.

    The last row is the progress line; lines longer than `LONGEST` are hard to read from the back
    of a room.
    """
    side = 1 if width < 70 else 3
    edge = 0 if height < 17 else 1
    return max(1, min(LONGEST, width - 2 * side)), max(1, height - 1 - 2 * edge)


def layout(
    slide: Slide, step: int, width: int, height: int, plain: bool = False, large: bool = False
) -> tuple[Page, ...]:
    """Return step `step` (from 0) of `slide` as pages of `width` × `height` cells.

    No line is wider than `width` (at least 2), no page longer than `height` (at least 4). A slide
    too tall for one page goes on; each page then says "2 of 3" in its last line. Always at least
    one page. `plain` draws with ASCII alone; the words stay as they are. `large` sets words
    in large type.
    """
    width, height = max(2, width), max(4, height)
    blocks = _blocks_of(slide, large and not plain)
    rows = _slide_rows(slide, step, width, height, blocks, plain)
    pages = _pages(rows, rows[: blocks.title_rows], width, height)
    return tuple(tuple(map(in_ascii, page)) for page in pages) if plain else pages


def measure(slide: Slide, width: int, height: int) -> Fit:
    """Return how the whole of `slide` fits `width` × `height` cells; see `canvas`."""
    width, height = max(2, width), max(4, height)
    blocks = _blocks_of(slide)
    rows = _slide_rows(slide, slide.steps - 1, width, height, blocks)
    pages = _pages(rows, rows[: blocks.title_rows], width, height)
    return Fit(len(pages), tuple(sorted(set(blocks.wide))))


def spoken_lines(slide: Slide) -> tuple[str, ...]:
    """Return the whole of `slide` for the ear: columns in turn, tables row by row, no wrapping."""
    setting = Setting(_ENDLESS, executed=slide.executed, spoken=True)
    blocks = _blocks_of(slide)
    order = sorted(slide.segments, key=lambda each: (each.band, each.column))
    rows = _stack(order, setting, blocks, slide.steps)
    suffix = [Row(tuple(blocks.title_suffix))] if blocks.title_suffix else []
    return tuple("".join(run.text for run in row.line) for row in (*suffix, *rows))


def _blocks_of(slide: Slide, large: bool = False) -> Blocks:
    """Return a setter of blocks that says the slide's mark beside its title."""
    blocks = _large() if large else Blocks()
    if slide.mark is not None:
        blocks.title_suffix = (Run(f" ({slide.mark})", "mark"),)
    return blocks


def _large() -> Blocks:
    from workshop.decks.large import LargeBlocks

    return LargeBlocks()


def _slide_rows(
    slide: Slide, step: int, width: int, height: int, blocks: Blocks, plain: bool = False
) -> list[Row]:
    """Return the rows of what `step` shows, in the order of the bands."""
    setting = Setting(
        width,
        executed=slide.executed,
        tilde_runs=slide.dialect == "slides",
        plain=plain,
        room=height,
        tallest=height,
    )
    if any(segment.diagram is not None for segment in slide.segments):
        words = [segment for segment in slide.segments if segment.diagram is None]
        beside = len(_band_rows(words, setting, blocks.fresh(), slide.steps))
        setting = setting._replace(room=max(0, height - beside - 1))
    shown = [segment for segment in slide.segments if segment.step <= step]
    return _band_rows(shown, setting, blocks, step)


def _band_rows(
    segments: Sequence[Segment], setting: Setting, blocks: Blocks, step: int
) -> list[Row]:
    rows: list[Row] = []
    for _, group in groupby(segments, key=lambda segment: segment.band):
        band = list(group)
        if band[0].columns:
            part = _columns(band, setting, blocks, step)
        else:
            part = _stack(band, setting, blocks, step)
        rows += ([BLANK] if rows and part else []) + part
    if blocks.title_suffix:
        rows = [Row(line) for line in wrap(blocks.title_suffix, setting.width)] + rows
    return rows


def _stack(segments: Iterable[Segment], setting: Setting, blocks: Blocks, step: int) -> list[Row]:
    rows: list[Row] = []
    for segment in segments:
        part = None if segment.diagram is None else diagram_rows(segment, setting, step)
        if part is None:
            part = blocks.rows(segment.text, segment.line, setting, segment.nested)
        if rows and part and not segment.joined:
            rows.append(BLANK)
        rows += part
    return rows


def _columns(segments: Sequence[Segment], setting: Setting, blocks: Blocks, step: int) -> list[Row]:
    """Return the columns of a band side by side, or stacked where there is no room."""
    weights = segments[0].columns
    widths = _widths(weights, setting.width)
    by_column = [[each for each in segments if each.column == at] for at in range(len(weights))]
    used = [width for width, column in zip(widths, by_column, strict=True) if column]
    if len(weights) > 1 and min(used) < min(_NARROWEST_COLUMN, setting.width):
        return _stack((each for column in by_column for each in column), setting, blocks, step)
    stacks = [
        _stack(column, setting._replace(width=width), blocks, step)
        for column, width in zip(by_column, widths, strict=True)
    ]
    return [Row(_side_by_side(rows, widths)) for rows in zip_longest(*stacks, fillvalue=BLANK)]


def _widths(weights: Sequence[int], width: int) -> list[int]:
    """Share `width` cells out by weight, a gap between columns."""
    room = max(len(weights), width - _GAP * (len(weights) - 1))
    total = sum(weights)
    return [max(1, room * weight // total) for weight in weights]


def _side_by_side(rows: Sequence[Row], widths: Sequence[int]) -> Line:
    runs: list[Run] = []
    due = 0
    at = 0
    for row, width in zip(rows, widths, strict=True):
        if row.line:
            runs.append(Run(" " * (due - at), "text"))
            runs.extend(row.line)
            at = due + line_cells(row.line)
        due += width + _GAP
    return joined(runs)


# pages


def _pages(rows: list[Row], title: list[Row], width: int, height: int) -> tuple[Page, ...]:
    """Cut `rows` into pages; later pages repeat a title of one line."""
    if len(rows) <= height:
        return (tuple(row.line for row in rows),)
    head = [title[0], BLANK] if len(title) == 1 and height >= 8 else []
    cuts = list(_cuts(rows, height - 2, height - 2 - len(head)))
    pages: list[Page] = []
    for number, (start, end) in enumerate(cuts, 1):
        body = [*(head if start else []), *rows[start:end]]
        mark = _mark(number, len(cuts), width)
        fill = [BLANK] * (height - len(mark) - len(body)) if mark else []
        pages.append(tuple(row.line for row in (*body, *fill, *mark)))
    return tuple(pages)


def _mark(number: int, count: int, width: int) -> list[Row]:
    """Return the last line of a page that is one of several."""
    text = f"{number} of {count}" + (" ▼ more" if number < count else "")
    short = f"{number}/{count}"
    fitting = next((words for words in (text, short) if len(words) <= width), "")
    return [Row((Run(fitting.rjust(width), "mark"),))] if fitting else []


def _cuts(rows: Sequence[Row], first: int, later: int) -> Iterator[tuple[int, int]]:
    """Yield where pages start and end; rows that belong together stay so where they can."""
    start = 0
    room = first
    while start < len(rows):
        while start < len(rows) and not rows[start].line and start:
            start += 1
        if start >= len(rows):
            return
        end = min(len(rows), start + room)
        if end < len(rows):
            end = _good_cut(rows, start, end)
        stop = end
        while stop > start + 1 and not rows[stop - 1].line:
            stop -= 1
        yield start, stop
        start, room = end, later


def _good_cut(rows: Sequence[Row], start: int, end: int) -> int:
    """Return the last place up to `end` where a page may end, not less than half of it."""
    least = start + max(1, (end - start) // 2)
    for at in range(end, least, -1):
        lonely = rows[at - 1].line and rows[at - 1].line[0].role in ("heading", "subheading")
        if not rows[at].glued and not lonely:
            return at
    return end
