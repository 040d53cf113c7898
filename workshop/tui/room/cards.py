"""What the room sees instead of a slide: welcome, break, end, what came out, an exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.decks.wrap import Line, Run, wrap
from workshop.delivery.question import KIND_WORDS, scores
from workshop.tui import text
from workshop.tui.room.asked import step_words
from workshop.tui.room.clock import length
from workshop.tui.room.running import DISCLAIMERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from workshop.decks.deck import Slide
    from workshop.decks.fit import Page
    from workshop.decks.wrap import Role
    from workshop.delivery.question import Round
    from workshop.delivery.state import State, Task
    from workshop.model.diagram import Platform

BAR: Final = "█"
REST: Final = "░"
WIDEST_BAR: Final = 40


def card(state: State, slide: Slide, now: datetime, width: int, height: int) -> Page | None:
    """Return the lines the room sees instead of `slide`, None where it sees the slide.

    A blank screen is a page without lines.
    """
    width = max(8, width)
    if state.cover == "blank":
        return ()
    if state.cover == "picture" and state.drawings:
        return picture_page(state.drawings[-1][1].picture, width, height)
    if state.cover is not None:
        return _cover(state, now, width)
    if state.shown is not None:
        return outcome(state.shown, state.teams, state.rounds, width, height)
    task = state.task
    if task is not None and task.slide == state.room.slide and slide.exercise is not None:
        return _task(task, slide, now, width)
    return None


def _cover(state: State, now: datetime, width: int) -> Page:
    if state.cover == "break":
        lines = [*_heading("Break", width), ()]
        if state.until is not None:
            lines += _said(f"Back at {state.local(state.until):%H:%M}", width, "strong")
            left = (state.until - now).total_seconds()
            words = f"{max(1, round(left / 60))} min left" if left > 0 else "We go on now"
            lines += [(), *_said(words, width)]
        return tuple(lines)
    lines = [*_heading(state.show.title, width), ()]
    if state.cover == "welcome":
        if state.show.start is not None:
            lines += _said(f"We start at {state.show.start:%H:%M}", width, "strong")
        else:
            lines += _said("We start in a moment", width, "strong")
    else:
        lines += _said("Thank you", width, "strong")
    lines.append(())
    for one in state.show.disclaimers:
        lines += _said(f"• {one}", width)
    return tuple(lines)


def outcome(
    shown: Round, teams: tuple[str, ...], rounds: Iterable[Round], width: int, height: int
) -> Page:
    """Return what came out of a question, with a bar for each option."""
    question = shown.question
    lines: list[Line] = [*_heading(question.ask, width), ()]
    tail = _tail(shown, teams, rounds, width)
    room = height - len(lines) - len(tail)
    roomy = next((n for n in (3, 2) if len(question.options) * n <= room), 1)
    most = max([*shown.totals, 1]) if question.options else 1
    for at, option in enumerate(question.options):
        sign = "✔" if at in question.right else " "
        lines += _option(f"{sign} {at + 1}. {option}", shown.totals[at], most, roomy, width)
    lines += _last_of(shown.answers, max(1, room), width)
    return (*lines, *tail)


def _last_of(answers: tuple[tuple[str, str], ...], room: int, width: int) -> list[Line]:
    """Return the answers given last, as many as there is room for."""
    rows = [_said(f"• {words}", width) for _, words in answers]
    first = 0
    while sum(len(row) for row in rows[first:]) > room - (first > 0) and first < len(rows) - 1:
        first += 1
    earlier = _said(f"{first} more before these", width, "mark") if first else []
    return [*earlier, *(line for row in rows[first:] for line in row)]


def _tail(shown: Round, teams: tuple[str, ...], rounds: Iterable[Round], width: int) -> list[Line]:
    """Return what stands under the bars: right words, how many, scores, the explanation."""
    question = shown.question
    lines: list[Line] = []
    for words in question.words:
        lines += _said(f"✔ {words}", width, "strong")
    lines += [(), *_said(_counted(shown), width, "mark")]
    if teams and question.kind == "quiz":
        points = scores(rounds, teams)
        told = " · ".join(f"{team} {points[team]}" for team in teams)
        lines += _said(told, width, "strong")
    if question.explain:
        lines += [(), *_said(question.explain, width, "emphasis")]
    return lines


def _option(label: str, count: int, most: int, roomy: int, width: int) -> list[Line]:
    """Return an option on one line, or its words over its bar; the number is never cut."""
    right = label.startswith("✔")
    role: Role = "strong" if right else "text"
    number = f" {count}"
    if roomy == 1:
        words = text.fit(label, max(8, width // 2))
        widest = max(1, min(WIDEST_BAR, width - text.width(words) - len(number) - 1))
        lead = Run(f"{words} ", role)
    else:
        widest = max(1, min(WIDEST_BAR, width - len(number) - 5))
        lead = Run("     ", "text")
    bar = round(widest * count / most)
    drawn = (lead, Run(BAR * bar, "bullet"), Run(REST * (widest - bar), "rule"), Run(number, role))
    if roomy == 1:
        return [drawn]
    return [*_said(label, width, role), drawn, *[()] * (roomy - 2)]


def _counted(shown: Round) -> str:
    kind = KIND_WORDS[shown.question.kind]
    many = {"dots": "dots", "rank": "ballots", "words": "answers"}.get(shown.question.kind, "hands")
    again = f" · round {shown.number}" if shown.number > 1 else ""
    points = ", points for places" if shown.question.kind == "rank" else ""
    return f"{kind}: {shown.people} {many}{points}{again}"


def picture_page(picture: Platform, width: int, height: int) -> Page:
    """Return a diamond as drawn for this size, in words where it has no room."""
    from workshop.decks.diagrams.cells import scene_lines
    from workshop.decks.diagrams.layout import scene_of
    from workshop.decks.diagrams.words import sentences

    lines = [*_heading(picture.title or picture.centre, width), ()]
    scene = scene_of(picture, width, height - len(lines))
    if scene is not None:
        return (*lines, *scene_lines(scene, scene.parts))
    return (*lines, *(line for said in sentences(picture) for line in _said(said, width)))


def _task(task: Task, slide: Slide, now: datetime, width: int) -> Page:
    exercise = slide.exercise
    assert exercise is not None  # noqa: S101 (card looked)
    lines: list[Line] = [*_heading(task.title, width), ()]
    if task.phase == "debrief":
        for one in exercise.debrief:
            lines += _said(f"• {one}", width)
        return tuple(lines)
    for number in range(max(1, len(exercise.steps))):
        here = task.phase == "step" and number == task.step
        done = task.phase == "share" or number < task.step
        sign = "▶" if here else "✔" if done else " "
        lines += _said(
            f"{sign} {number + 1}. {step_words(exercise, number)}",
            width,
            "strong" if here else "text",
        )
    if task.phase == "share":
        lines += [(), *_said("▶ Share-out", width, "strong")]
    if task.seconds:
        lines += [(), *_said(time_left(task.seconds, (now - task.since).total_seconds()), width)]
    return tuple(lines)


def time_left(seconds: float, gone: float) -> str:
    """Return `3:12 left`, or how long it is over."""
    left = seconds - gone
    return f"{length(left)} left" if left >= 0 else f"{length(-left)} over"


def _heading(words: str, width: int) -> list[Line]:
    return wrap([Run(" ".join(words.split()), "heading")], width)


def _said(words: str, width: int, role: Role = "text") -> list[Line]:
    return wrap([Run(" ".join(words.split()), role)], width)


def waiting(title: str, width: int) -> Page:
    """Return what the room's screen shows before there is a session."""
    lines = [*_heading(title, width), (), *_said("We start in a moment", width, "strong"), ()]
    for one in DISCLAIMERS:
        lines += _said(f"• {one}", width)
    return tuple(lines)
