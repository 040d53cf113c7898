"""What a lecture owes its listeners beyond the convention; `lint` asks whether it is well written.

The minutes must add up exactly, every claim must say where it is from, every question must have an
answer that the room cannot read off the wall, and no part of a lecture may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from workshop.decks.deck import Deck, DeckFinding, Slide
from workshop.decks.fit import spoken_lines
from workshop.decks.lint import lint
from workshop.decks.plain import SIZES

NOTICES: Final = ("Not investment advice", "may be wrong", "out of date", "has agreed to anything")
"""What the first and the last slide say."""

_NOTHING_AGREED = re.compile(r"nothing agreed|agreed to host us")
_GIVEN_AWAY = re.compile(r"^\W*(?:right |correct )?(?:answer|solution)s?\b[^?]*:", re.IGNORECASE)
_TICKED = re.compile(r"^\s*\d+[.)]\s+(?:\*\*|__|~~|\[x\]|[✓✔☑✅])", re.IGNORECASE | re.MULTILINE)

_PARTS: Final = MappingProxyType[str, Callable[[Slide], object]](
    {
        "an opening question (`poll:`)": lambda slide: slide.poll,
        "claims (`claims:`)": lambda slide: slide.claims,
        "an exercise (`exercise:`)": lambda slide: slide.exercise,
        "a worksheet (`worksheet:`)": lambda slide: slide.worksheet,
        "a discussion (`discussion:`)": lambda slide: slide.discussion,
        "a quiz (`quiz:`)": lambda slide: slide.quiz,
        "hosts to look at (`hosts:`)": lambda slide: slide.hosts,
        "a takeaway (`takeaway:`)": lambda slide: slide.takeaway,
    }
)
"""The parts of a lecture, by how to write them."""


def shortfalls(deck: Deck) -> tuple[DeckFinding, ...]:
    """Return, in line order, what `deck` lacks as a lecture, the findings of `lint` included."""
    found = set(lint(deck, SIZES))
    found.update(_minutes(deck))
    found.update(_parts(deck))
    for slide in deck.slides:
        found.update(_slide(slide))
        found.update(_claims(slide))
        found.update(_questions(slide))
        found.update(_exercise(slide))
    return tuple(sorted(found))


def _minutes(deck: Deck) -> Iterator[DeckFinding]:
    module = deck.module
    if module is None:
        return
    core = [slide for slide in deck.slides if not slide.optional]
    for which, slides, promised in (
        ("all slides", deck.slides, module.duration),
        ("slides that are not optional", core, module.short),
    ):
        total = sum(slide.seconds or 0 for slide in slides) / 60
        if total != promised:
            what = f"{which} add up to {total:g} min, the lecture promises {promised} min"
            yield DeckFinding(1, "error", what, "change a slide's `time` or the promise")


def _parts(deck: Deck) -> Iterator[DeckFinding]:
    """Find notices that are not said, and parts of a lecture that no slide has.

    An outline owes its parts later.
    """
    for slide in (deck.slides[0], deck.slides[-1]):
        missing = [notice for notice in NOTICES if notice not in _seen(slide)]
        if missing:
            what = f"slide {slide.number} does not say “{missing[0]}”"
            yield DeckFinding(
                slide.line, "error", what, "the first and last slide carry the notices"
            )
    if deck.module is not None and deck.module.outline:
        return
    for part, has in _PARTS.items():
        if not any(has(slide) for slide in deck.slides):
            yield DeckFinding(1, "error", f"no slide has {part}", "a lecture needs it")
    if not any(slide.title == "Sources" for slide in deck.slides):
        yield DeckFinding(
            1, "error", "no slide is called Sources", "name what the lecture rests on"
        )


def _slide(slide: Slide) -> Iterator[DeckFinding]:
    if not slide.notes.strip():
        what = f"slide {slide.number} has no notes"
        yield DeckFinding(
            slide.line, "error", what, "say what to say, to ask, and to cut when late"
        )
    if not slide.seconds:
        what = f"slide {slide.number} has no time"
        yield DeckFinding(slide.line, "error", what, "add `slide:` with `time: 2m`")
    if slide.hosts and not _NOTHING_AGREED.search(_seen(slide)):
        what = f"slide {slide.number} names hosts as if they had agreed"
        yield DeckFinding(slide.line, "error", what, 'write "Candidates, nothing agreed: …"')


def _claims(slide: Slide) -> Iterator[DeckFinding]:
    for claim in slide.claims:
        if not claim.place:
            what = f"claim {claim.id} does not say where in the source it stands"
            yield DeckFinding(slide.line, "error", what, 'add `place: "@24.3k"`')
        if not claim.text:
            what = f"claim {claim.id} has no text"
            yield DeckFinding(slide.line, "error", what, "add `text:`, one sentence")


def _questions(slide: Slide) -> Iterator[DeckFinding]:
    """Find questions without an answer, and answers that the room can see."""
    if slide.quiz is None:
        return
    seen = _seen(slide)
    source = "\n".join(segment.text for segment in slide.segments)
    for question in slide.quiz.questions:
        if not question.answer:
            what = f"the question “{question.ask}” has no answer"
            yield DeckFinding(slide.quiz.line, "error", what, "add `answer: [2]` to the comment")
        if not question.explain:
            what = f"the question “{question.ask}” has no explanation"
            yield DeckFinding(slide.quiz.line, "error", what, "add `explain:` to the comment")
        if (
            (question.explain and question.explain in seen)
            or any(_GIVEN_AWAY.match(line) for line in seen.split("\n"))
            or _TICKED.search(source)
        ):
            what = f"the room can see the answer of “{question.ask}”"
            yield DeckFinding(slide.line, "error", what, "leave it to the comment")


def _exercise(slide: Slide) -> Iterator[DeckFinding]:
    exercise = slide.exercise
    if exercise is None:
        return
    total = sum(step.minutes or 0 for step in exercise.steps)
    if total != exercise.minutes:
        what = f"steps of “{exercise.title}” add up to {total} min, it says {exercise.minutes} min"
        yield DeckFinding(slide.line, "error", what, "make them agree")
    if slide.minutes != exercise.minutes:
        what = f"slide {slide.number} takes {slide.minutes or 0:g} min, its exercise"
        yield DeckFinding(slide.line, "error", f"{what} {exercise.minutes} min", "make them agree")


def _seen(slide: Slide) -> str:
    """Return what the room reads on `slide`."""
    return "\n".join((slide.title, *spoken_lines(slide)))
