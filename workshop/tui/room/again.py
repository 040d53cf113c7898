"""Decks that can be shown: one without slides, and one whose file was read again."""

from __future__ import annotations

from dataclasses import replace

from workshop.decks.deck import Deck, DeckFinding, Segment, Slide

TOLD = 3
"""Faults of a broken file that are told; the first need not be the one just written."""


def presentable(deck: Deck) -> Deck:
    """Return `deck`, or for one without slides a deck of one slide that says so."""
    if not is_empty(deck):
        return deck
    words = "# Nothing to show\n\nThis deck has no slides yet. Write some, then press r."
    only = Slide(
        number=1,
        line=1,
        dialect=deck.dialect,
        title="Nothing to show",
        segments=(Segment(words, 1),),
    )
    return replace(deck, slides=(only,))


def what_is_worse(old: Deck, new: Deck) -> str:
    """Say what keeps a deck that was read again from being shown; empty where nothing does.

    A deck that was shown with errors may be shown with as many.
    """
    if is_empty(new):
        return f"{new.file}:1: there are no slides in it"
    broken, before = _errors(new), _errors(old)
    if len(broken) <= len(before):
        return ""
    known = {one.message for one in before}
    fresh = [one for one in broken if one.message not in known] or broken[:1]
    return "\n".join(f"{new.file}:{one}" for one in fresh[:TOLD])


def is_empty(deck: Deck) -> bool:
    """Tell whether a deck has nothing to show."""
    return not deck.sight(0).segments and len(deck.slides) == 1


def _errors(deck: Deck) -> list[DeckFinding]:
    return [one for one in deck.findings if one.severity == "error"]
