"""What a slide asks of the room, as questions that can be counted and phases that can be timed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.delivery.event import Exercised
from workshop.delivery.question import Kind, Question

if TYPE_CHECKING:
    from workshop.decks.convention import Exercise
    from workshop.decks.deck import Poll, Quiz, Slide

FIVE: Final = ("1", "2", "3", "4", "5")
"""What a scale goes over unless the deck says."""
YES_NO: Final = ("Yes", "No")


def questions_of(slide: Slide) -> tuple[Question, ...]:
    """Return the questions of a slide in order, those with right answers first."""
    place = slide.number - 1
    asked = list(_quiz(slide.quiz, place)) if slide.quiz is not None else []
    if slide.poll is not None:
        asked.append(_poll(slide.poll, place))
    return tuple(asked)


def _quiz(quiz: Quiz, place: int) -> list[Question]:
    found = []
    for number, one in enumerate(quiz.questions):
        numbers = {answer - 1 for answer in one.answer if isinstance(answer, int)}
        words = [answer for answer in one.answer if isinstance(answer, str)]
        numbers |= {one.options.index(word) for word in words if word in one.options}
        found.append(
            Question(
                key=f"slide-{place}-{number}",
                kind="quiz",
                ask=one.ask,
                options=one.options,
                right=tuple(sorted(at for at in numbers if 0 <= at < len(one.options))),
                words=tuple(word for word in words if word not in one.options),
                explain=one.explain,
                seconds=quiz.seconds or 0,
                slide=place,
            )
        )
    return found


def _poll(poll: Poll, place: int) -> Question:
    kind: Kind = poll.kind
    options = poll.options or (FIVE if kind == "scale" else ())
    return Question(
        key=f"slide-{place}-poll",
        kind=kind,
        ask=poll.ask,
        options=() if kind == "words" else options,
        seconds=poll.seconds or 0,
        slide=place,
    )


def off_the_cuff(words: str, place: int, number: int) -> Question:
    """Return a show of hands: `Lunch at noon? / yes / no`; without options yes and no."""
    ask, *options = (part.strip() for part in words.split("/"))
    given = tuple(option for option in options if option)[:10]
    return Question(
        key=f"hands-{number}",
        kind="hands",
        ask=ask or "Show of hands",
        options=given if len(given) > 1 else YES_NO,
        slide=place,
    )


def phases_of(slide: Slide) -> tuple[Exercised, ...]:
    """Return the phases of a slide's exercise: its steps, the share-out, the debrief, the end."""
    task = slide.exercise
    if task is None:
        return ()
    place, title = slide.number - 1, task.title
    worked = [
        Exercised(slide=place, title=title, phase="step", step=n, seconds=(one.minutes or 0) * 60)
        for n, one in enumerate(task.steps)
    ] or [Exercised(slide=place, title=title, phase="step", seconds=task.minutes * 60)]
    left = max(0, task.minutes * 60 - sum(one.seconds for one in worked))
    worked.append(Exercised(slide=place, title=title, phase="share", seconds=left))
    if task.debrief:
        worked.append(Exercised(slide=place, title=title, phase="debrief"))
    worked.append(Exercised(slide=place, title=title, phase="done"))
    return tuple(worked)


def step_words(task: Exercise, step: int) -> str:
    """Return what a step of an exercise asks for."""
    return task.steps[step].do if step < len(task.steps) else task.title
