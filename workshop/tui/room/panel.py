"""The console's lines about the session: pace, cues, the agenda strip, counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from workshop.delivery import pace
from workshop.delivery.question import KIND_WORDS, scores
from workshop.delivery.show import part_of
from workshop.tui import text
from workshop.tui.room.cards import time_left
from workshop.tui.words import hours

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.delivery.question import Round
    from workshop.delivery.state import State
    from workshop.tui.room.conductor import Conductor
    from workshop.tui.room.entry import Entry

SOON = 300.0
"""Seconds to spare before a fixed point below which it is said in warning."""


def minutes(seconds: float) -> str:
    """Return a length in whole minutes, rounded: `4 min`, `1 h 05`."""
    return hours(round(abs(seconds) / 60))


def pace_line(state: State, now: datetime, width: int) -> Content:
    """Return how the session stands: `4 min behind · ends 10:17 · coach 10:20: safe by 3 min`.

    What will be missed comes before all else that may find no room.
    """
    parts: list[tuple[str, str]] = []
    found = pace.pace(state, now)
    if state.ended is not None:
        parts.append((f"ended {state.local(state.ended):%H:%M}", "bold"))
    elif found.verdict == "behind":
        parts.append((f"{minutes(found.drift)} behind", "bold $warning"))
    elif found.verdict in ("ahead", "too fast"):
        fast = ": too fast" if found.verdict == "too fast" else ""
        style = "bold $warning" if fast else "bold $success"
        parts.append((f"{minutes(found.drift)} ahead{fast}", style))
    elif found.verdict == "on time":
        parts.append(("on time", "bold $success"))
    fixed = pace.fixed_points(state, now)
    late = [row for row in fixed if (row.spare or 0.0) < 0]
    parts += [_fixed(row, state) for row in late[:2]]
    if found.planned and state.ended is None:
        parts.append((f"ends {state.local(found.ends):%H:%M}", ""))
        parts += [_fixed(row, state) for row in fixed[:1] if row not in late]
        parts.append((f"{minutes(found.left)} left", ""))
    return _on_one_line(parts, width)


def _fixed(row: pace.Retimed, state: State) -> tuple[str, str]:
    spare = row.spare or 0.0
    name = row.block.title if row.block.kind != "transfer" else "coach"
    words, style = spare_words(spare)
    return f"{'! ' * (spare < 0)}{name} {state.local(row.block.start):%H:%M}: {words}", style


def spare_words(spare: float) -> tuple[str, str]:
    """Return whether a fixed point will be reached, seconds to spare, and the style to say it."""
    if spare < 0:
        return f"late by {minutes(spare)}", "bold $error"
    return f"safe by {minutes(spare)}", "$warning" if spare < SOON else ""


def _on_one_line(parts: list[tuple[str, str]], width: int) -> Content:
    """Join as many parts as fit, whole; the first is always there."""
    kept: list[object] = []
    used = 0
    for words, style in parts:
        needed = text.width(words) + (3 if kept else 0)
        if kept and used + needed > width:
            break
        kept += [" · "] if kept else []
        kept.append((text.line(words), style) if style else text.line(words))
        used += needed
    return text.joined(*kept) if kept else Content("")


def cues(desk: Conductor, *, room: bool) -> Content:
    """Return what the facilitator must not forget: paused, frozen, covered, unkept."""
    state = desk.state
    marks: list[tuple[str, str]] = []
    if desk.trouble:
        marks.append(("NOT KEPT ON DISK", "bold $error"))
    if state.began is not None and state.paused and state.ended is None:
        marks.append(("PAUSED", "bold $warning"))
    if state.frozen:
        marks.append((f"ROOM FROZEN on slide {state.room.slide + 1}", "bold $warning"))
    if state.cover is not None:
        said = "IS BLANK" if state.cover == "blank" else f"SEES {state.cover.upper()}"
        marks.append((f"ROOM {said}", "bold $warning"))
    if state.shown is not None:
        marks.append(("ROOM SEES RESULTS", "bold $primary"))
    if room:
        marks.append(("room screen ✔", "$text-muted"))
    joined: list[object] = []
    for mark in marks:
        joined += ["  ", mark]
    return text.joined(*joined) if joined else Content("")


def strip(state: State, now: datetime, width: int) -> Content:
    """Return the parts of the session on one line, the one in hand always in sight."""
    here = part_of(state.show, state.at.slide)
    rows = [row for row in pace.parts(state, now) if row.standing not in ("parked", "left out")]
    at = next((place for place, row in enumerate(rows) if row.part == here), 0)
    shown: list[object] = []
    used = 0
    for place in range(max(0, at - 1), len(rows)):
        row = rows[place]
        spent = f"{round(row.spent / 60)}/" if row.spent else ""
        sign = {"done": "✔ ", "now": "▶ "}.get(row.standing, "")
        words = f"{sign}{text.cut(row.title, 22)} {spent}{round(row.budget / 60)}"
        needed = text.width(words) + 3
        if used + needed > width and place > at:
            break
        style = "bold $primary" if row.standing == "now" else "$text-muted"
        shown += [(" │ " if shown else "", "$text-disabled"), (words, style)]
        used += needed
    return text.joined(*shown)


def task_lines(state: State, now: datetime, width: int) -> list[Content]:
    """Return where the exercise in hand stands."""
    task = state.task
    if task is None:
        return []
    where = f"step {task.step + 1}" if task.phase == "step" else task.phase
    rows = [text.one_line(text.cut(f"Exercise: {task.title}", width), "bold $primary")]
    clock = ""
    if task.seconds:
        clock = f" · {time_left(task.seconds, state.seconds_in(task, now))}"
    rows.append(text.one_line(f"{where}{clock}", "bold"))
    return [*rows, text.one_line("t goes on to what follows", "$text-muted"), Content("")]


def count_lines(
    asking: Round, state: State, entry: Entry, now: datetime, width: int
) -> list[Content]:
    """Return a question with its counts, and what the keys do to them now."""
    question = asking.question
    again = f", round {asking.number}" if asking.number > 1 else ""
    rows = [
        text.one_line(f"{KIND_WORDS[question.kind]}{again}: {_standing(asking)}", "bold $primary")
    ]
    rows += [text.one_line(row, "bold") for row in text.wrap(text.line(question.ask), width)[:3]]
    if asking.open and question.seconds:
        gone = (now - asking.asked).total_seconds()
        rows.append(text.one_line(time_left(question.seconds, gone)))
    for at, option in enumerate(question.options):
        count = str(asking.totals[at])
        room = max(4, width - len(count) - 5)
        chosen = "▸" if entry.option == at else " "
        label = text.fit(f"{chosen}{(at + 1) % 10} {option}", room)
        rows.append(text.joined(label, " ", (count.rjust(width - room - 1), "bold")))
    rows += [text.one_line(text.cut(f"• {words}", width)) for _, words in asking.answers[-6:]]
    rows.append(text.one_line(_how(asking, state, entry), "$text-muted"))
    if state.teams and question.kind == "quiz":
        points = scores(state.rounds, state.teams)
        told = " · ".join(f"{team} {points[team]}" for team in state.teams)
        rows.append(text.one_line(text.cut(told, width)))
    return rows


def _standing(asking: Round) -> str:
    if asking.open:
        return f"{asking.people} so far"
    return "shown to the room" if asking.revealed else f"{asking.people}, hidden"


def _how(asking: Round, state: State, entry: Entry) -> str:
    if entry.correcting and entry.option is None:
        return "which option? type its digit"
    if entry.correcting:
        return f"option {(entry.option or 0) + 1} has {entry.typed}▏ enter sets it"
    if entry.minus:
        return "− one: type the digit"
    if asking.question.kind == "rank" and asking.open:
        so_far = " ".join(str(one + 1) for one in entry.ballot)
        return f"a ballot, best first: {so_far}▏"
    if not asking.question.options and asking.open:
        return "i adds an answer · t closes"
    if not asking.open:
        return "v shows or hides · = corrects · R again"
    team = entry.team_of(state)
    return (f"{team} (tab): " if team else "") + "digits count · - takes back · t closes"
