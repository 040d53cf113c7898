"""Walking through a deck: which page is on screen, and what the next press shows.

A slide is shown in *frames*. The pauses of a slide reveal it step by step, and a step that does not
fit the screen goes on over further pages; a frame is one page of one step that shows something the
frame before it did not. One press is one frame, so no press is ever without effect.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from workshop.decks.deck import Deck, Slide
from workshop.decks.fit import Line, Page, layout

Layout = Callable[[Slide, int, int, int], tuple[Page, ...]]
"""`(slide, step, width, height)` to the pages of that step; sizes are in terminal cells."""


def layout_for(environ: Mapping[str, str], encoding: str, large: bool = False) -> Layout:
    """Return how slides are drawn on this terminal: with ASCII alone where it can do no better.

    `large` sets words in large type, where that can be drawn.

    That is where `WORKSHOP_ASCII` is set, on the console of Linux, and without UTF-8.
    """
    poor = environ.get("TERM") in ("linux", "dumb") or "utf" not in encoding.lower()
    if poor or environ.get("WORKSHOP_ASCII"):
        return partial(layout, plain=True)
    return partial(layout, large=True) if large else layout


KEPT = 64
"""Slides whose frames are remembered at the present size."""


class Position(NamedTuple):
    """A place in a deck; everything counts from 0."""

    slide: int = 0
    step: int = 0
    page: int = 0


class Frame(NamedTuple):
    """What one press shows: page `page` of `pages` of step `step`."""

    step: int
    page: int
    pages: int
    content: Page


class Walk:
    """The frames of a deck at one screen size, laid out when they are first asked for."""

    def __init__(
        self,
        deck: Deck,
        width: int,
        height: int,
        lay: Layout | None = None,
        *,
        large: bool = False,
    ) -> None:
        """Prepare to show `deck` on `width` × `height` cells (each at least 1)."""
        self.deck = deck
        self.width = max(1, width)
        self.height = max(1, height)
        self.sizes = (self.width, self.height, large)
        """What a position depends on: the cells of a page, and whether words are set large."""
        encoding = sys.__stdout__.encoding if sys.__stdout__ else ""
        self._lay = lay or layout_for(os.environ, encoding, large)
        self._frames: OrderedDict[int, tuple[Frame, ...]] = OrderedDict()

    def frames(self, slide: int) -> tuple[Frame, ...]:
        """Return the frames of a slide, at least one."""
        known = self._frames.get(slide)
        if known is None:
            known = self._frames[slide] = self._unfold(self.deck.sight(slide))
            if len(self._frames) > KEPT:
                self._frames.popitem(last=False)
        else:
            self._frames.move_to_end(slide)
        return known

    def frame(self, at: Position) -> Frame:
        """Return the frame shown at a position of `settle`."""
        frames = self.frames(at.slide)
        return frames[self._index(frames, at)]

    def settle(self, at: Position) -> Position:
        """Return the nearest position that exists: after a resize, a reload or a jump."""
        slide = min(at.slide, len(self.deck.slides) - 1) if at.slide > 0 else 0
        frames = self.frames(slide)
        frame = frames[self._index(frames, at)]
        return Position(slide, frame.step, frame.page)

    def forward(self, at: Position) -> Position | None:
        """Return the position after one press forward, or None at the end."""
        frames = self.frames(at.slide)
        index = self._index(frames, at) + 1
        if index < len(frames):
            return Position(at.slide, frames[index].step, frames[index].page)
        if at.slide + 1 < len(self.deck.slides):
            return self.start(at.slide + 1)
        return None

    def back(self, at: Position) -> Position | None:
        """Return the position one press back, or None at the start."""
        frames = self.frames(at.slide)
        index = self._index(frames, at) - 1
        if index >= 0:
            return Position(at.slide, frames[index].step, frames[index].page)
        return self.end(at.slide - 1) if at.slide > 0 else None

    def start(self, slide: int) -> Position:
        """Return the first frame of a slide."""
        first = self.frames(slide)[0]
        return Position(slide, first.step, first.page)

    def end(self, slide: int) -> Position:
        """Return the last frame of a slide, everything revealed."""
        last = self.frames(slide)[-1]
        return Position(slide, last.step, last.page)

    def _unfold(self, slide: Slide) -> tuple[Frame, ...]:
        frames: list[Frame] = []
        seen: Counter[Line] = Counter()
        for step in range(max(1, slide.steps)):
            pages = self._lay(slide, step, self.width, self.height)
            unseen = seen.copy()
            seen.clear()
            for number, page in enumerate(pages):
                rows = _own_rows(pages, number)
                seen.update(rows)
                unseen.subtract(rows)
                if not frames or step == 0 or any(unseen[row] < 0 for row in rows):
                    frames.append(Frame(step, number, len(pages), page))
        return tuple(frames)

    @staticmethod
    def _index(frames: tuple[Frame, ...], at: Position) -> int:
        """Return the last frame not after `at`, so that nothing is revealed too early."""
        index = 0
        for number, frame in enumerate(frames):
            if (frame.step, frame.page) <= (at.step, at.page):
                index = number
        return index


def _own_rows(pages: tuple[Page, ...], number: int) -> list[Line]:
    """Return what only this page says: no empty lines, no repeated title, no "2 of 3"."""
    page = pages[number]
    if len(pages) > 1 and page and page[-1] and page[-1][0].role == "mark":
        page = page[:-1]
    if number and page[:1] == pages[0][:1]:
        page = page[1:]
    return [line for line in page if line]
