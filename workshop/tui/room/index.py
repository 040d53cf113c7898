"""Finding slides by number, title or text; accents and case do not matter."""

from __future__ import annotations

import re
import time
import unicodedata

from workshop.decks.deck import Deck, Slide

BREATH = 0.001
"""Seconds between two slides of a warm-up, so that keys are answered meanwhile."""
AROUND = 18
"""Characters of context before a hit."""


_SIGNS = re.compile(r"[#*_`>|]+|(?<=\s)[-+](?=\s)|<!--.*?-->", re.DOTALL)
"""The signs of Markdown, which nobody searches for."""


def fold(words: str) -> str:
    """Return `words` without case, accents and signs of Markdown, in single spaces."""
    plain = unicodedata.normalize("NFKD", _SIGNS.sub(" ", words))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


class SlideIndex:
    """The titles and texts of a deck, folded when they are first needed."""

    def __init__(self, deck: Deck) -> None:
        """Index `deck`; reads nothing yet."""
        self._deck = deck
        self._titles: dict[int, str] = {}
        self._texts: dict[int, str] = {}

    def warm(self, given_up: object = None) -> None:
        """Read every slide, leaving gaps for others; `given_up` may have `is_cancelled`.

        What is searched comes first, then what else the overview says of a slide.
        """
        slides = self._deck.slides
        for read in (self._fold, slides.__getitem__):
            for slide in range(len(slides)):
                if getattr(given_up, "is_cancelled", False):
                    return
                read(slide)
                time.sleep(BREATH)

    def by_title(self, query: str) -> list[int]:
        """Return slides by number (where `query` is one) or by all of the title's words."""
        words = fold(query).split()
        slides = range(len(self._deck.slides))
        if len(words) == 1 and words[0].isdecimal():
            wanted = words[0]
            numbered = [slide for slide in slides if str(slide + 1).startswith(wanted)]
            titled = [slide for slide in slides if wanted in self._title(slide)]
            return numbered + [slide for slide in titled if slide not in set(numbered)]
        return [slide for slide in slides if all(word in self._title(slide) for word in words)]

    def by_text(self, query: str) -> list[int]:
        """Return the slides whose visible text holds `query`; none for an empty one."""
        wanted = fold(query)
        slides = range(len(self._deck.slides)) if wanted else range(0)
        return [slide for slide in slides if wanted in self._text(slide)]

    def excerpt(self, slide: int, query: str) -> str:
        """Return a stretch of the slide's text around the first hit of `query`."""
        wanted, text = fold(query), self._text(slide)
        at = text.find(wanted)
        start = max(0, at - AROUND)
        return ("…" if start else "") + text[start : start + 160]

    def _title(self, slide: int) -> str:
        if slide not in self._titles:
            self._fold(slide)
        return self._titles[slide]

    def _text(self, slide: int) -> str:
        if slide not in self._texts:
            self._fold(slide)
        return self._texts[slide]

    def _fold(self, slide: int) -> None:
        if slide not in self._texts:
            read = self._deck.sight(slide)
            self._titles[slide] = fold(read.title)
            self._texts[slide] = fold(visible_text(read))


def visible_text(slide: Slide) -> str:
    """Return what the room reads on a slide, all steps, as its author wrote it."""
    return "\n".join((slide.title, *(segment.text for segment in slide.segments)))


def nearest_titled(deck: Deck, title: str, slide: int) -> int:
    """Return the slide called `title` that is nearest to `slide`, else `slide` or the last one."""
    last = len(deck.slides) - 1
    here = min(slide, last)
    if deck.sight(here).title == title:
        return here
    named = [number for number in range(last + 1) if deck.sight(number).title == title]
    return min(named, key=lambda number: abs(number - slide)) if named else here
