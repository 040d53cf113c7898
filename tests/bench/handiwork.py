"""Edits at random, as hands make them: any edit of `workshop.editing`, any block, any time."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, time, timedelta

from tests.hostile import HOSTILE
from workshop.editing.edits import Edit, Edited, Editor
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish
from workshop.model.tour import STATUSES, HostWish

Hand = Callable[[Editor, random.Random], Edited]
MINUTES = (-90, -15, -5, 5, 15, 45, 240)


def some_edit(dice: random.Random) -> Edit:
    """Return an edit drawn by `dice`; it draws on once it is given a tour."""
    hand = dice.choice(HANDS)
    return lambda editor: hand(editor, dice)


def _block(editor: Editor, dice: random.Random) -> str:
    """Draw a block, of those that one can edit in four cases of five."""
    kinds = ("visit", "training", "leisure", "meal", "flight")
    every = editor.agenda.blocks
    chosen = [one for one in every if one.kind in kinds and dice.random() < 0.8]
    return dice.choice(chosen or every).id


def _day(editor: Editor, dice: random.Random) -> date:
    return dice.choice(editor.agenda.days).date


def _clock(dice: random.Random) -> time:
    return time(dice.randint(6, 22), dice.choice((0, 7, 15, 30, 45)))


def _candidate(catalogue: Catalogue, dice: random.Random) -> str:
    return dice.choice((*catalogue.host, *catalogue.module, *catalogue.leisure))


def _card(editor: Editor, dice: random.Random) -> Edited:
    """Write on the card of a host what has broken programs before."""
    visits = [str(one.ref) for one in editor.agenda.blocks if one.kind == "visit"]
    host = dice.choice(visits or list(editor.catalogue.host))
    known = host_wish(editor.tour.brief, host)
    fields = {"notes": dice.choice(HOSTILE), "contact": dice.choice(HOSTILE)}
    if known.slot is None and known.wish == "may":
        fields["status"] = dice.choice(STATUSES)
    return editor.card(HostWish.model_validate({**dict(known), **fields}))


HANDS: tuple[Hand, ...] = (
    lambda editor, dice: editor.move(_block(editor, dice), _day(editor, dice), _clock(dice)),
    lambda editor, dice: editor.shift(_block(editor, dice), dice.choice(MINUTES)),
    lambda editor, dice: editor.nudge(
        _block(editor, dice), timedelta(days=dice.choice((-1, 1))), dice.choice(MINUTES)
    ),
    lambda editor, dice: editor.pull(_block(editor, dice), dice.choice(MINUTES)),
    lambda editor, dice: editor.lengthen(_block(editor, dice), dice.choice(MINUTES)),
    lambda editor, dice: editor.swap(_block(editor, dice), _block(editor, dice)),
    lambda editor, dice: editor.drop(_block(editor, dice)),
    lambda editor, dice: editor.park(_block(editor, dice)),
    lambda editor, dice: editor.lock(_block(editor, dice)),
    lambda editor, dice: editor.add(
        _candidate(editor.catalogue, dice), _day(editor, dice), _clock(dice)
    ),
    lambda editor, dice: editor.add_near(
        _candidate(editor.catalogue, dice), _day(editor, dice), _clock(dice)
    ),
    lambda editor, dice: editor.retime(_day(editor, dice)),
    lambda editor, dice: editor.copy_day(_day(editor, dice), _day(editor, dice)),
    _card,
)
"""All edits there are, each drawn as often."""
