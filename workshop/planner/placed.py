"""What an event placed is told as that: nobody has locked it there, or agreed to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workshop.model.agenda import Agenda, Block, Conflict
from workshop.model.terms import held_slot
from workshop.planner.checks import clashes
from workshop.planner.facts import Known, count, day_words

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue
    from workshop.planner.events import Applied
    from workshop.planner.fact import Fact


def clashes_after(done: Applied, before: Agenda, catalogue: Catalogue) -> tuple[Conflict, ...]:
    """Return facts that clash after some events, seen without a search; `before` is the old agenda.

    Where an event gave something its time, the fact is how much later it comes.
    """
    told = {fact.where: (fact.words, words) for fact, words in _placed(done, before, catalogue)}
    found = []
    for fact in clashes(done.tour, catalogue, [done.agenda.days[0].date]):
        words, instead = told.get(fact.where, ("", ""))
        found.append(fact.model_copy(update={"fact": instead + fact.fact.removeprefix(words)}))
    return tuple(found)


def _placed(done: Applied, before: Agenda, catalogue: Catalogue) -> Iterator[tuple[Fact, str]]:
    """List what events placed: each fact that holds it there, and what is true instead."""
    known, old = Known(done.tour, catalogue), {block.id: block for block in before.blocks}
    for block in done.agenda.blocks:
        if block.id in done.pinned and block.id in old:
            words = _comes(block, old[block.id])
            yield from ((fact, words) for fact in _holding(known, block))


def _holding(known: Known, block: Block) -> Iterator[Fact]:
    """List the facts by which a block is where an event put it."""
    yield known.lock(block)
    for number, wish in enumerate(known.brief.hosts):
        if block.kind == "visit" and wish.id == block.ref and held_slot(wish) is not None:
            yield known.host(number)


def _comes(block: Block, was: Block) -> str:
    """Say how much later a block comes: `“Toss” comes 60 minutes later, on Monday 29 March …`."""
    by = int((block.start - was.start).total_seconds()) // 60
    more = f"{count(abs(by), 'minute')} {'later' if by >= 0 else 'earlier'}"
    at = f"{day_words(block.start.date())} at {block.start:%H:%M}"
    return f"“{block.title}” comes {more}, on {at}"
