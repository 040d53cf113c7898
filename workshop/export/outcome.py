"""What came out of the questions and exercises of a session, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from workshop.decks.diagrams.words import sentences
from workshop.delivery.question import KIND_WORDS, Round
from workshop.delivery.state import State
from workshop.export.markdown import bullets, cell, heading, table, text
from workshop.export.wording import clock_time

_COUNTS = {"rank": "Points", "dots": "Dots"}
_PHASES = {"share": "share-out", "debrief": "debrief", "done": "over"}


def question_part(
    last: Round, rounds: Sequence[Round], level: int, asked: datetime
) -> Iterator[str]:
    """Say what a question gave in its last round, and in the rounds before it."""
    question = last.question
    yield heading(level, f"{KIND_WORDS[question.kind]}: {text(question.ask)}")
    marks = [f"asked at {clock_time(asked)}", f"{last.people} counted"]
    if last.number > 1:
        marks.append(f"round {last.number}")
    if last.corrected:
        marks.append("counts set by hand")
    yield ", ".join(marks).capitalize() + "."
    before = [
        one for one in rounds if one.question.key == question.key and one.number < last.number
    ]
    if question.options:
        yield _options(last, before)
    if last.answers:
        yield bullets([f"{text(words)}{_of(team)}" for team, words in last.answers])
    if question.words:
        yield f"Right: {text(', '.join(question.words))}"


def _of(team: str) -> str:
    return f" ({text(team)})" if team else ""


def _options(last: Round, before: Sequence[Round]) -> str:
    question = last.question
    teams = [team for team in last.counts if team]
    head = ["Option", *(f"Round {one.number}" for one in before)]
    head += [_COUNTS.get(question.kind, "Hands"), *(cell(team) for team in teams)]
    rows = []
    for at, option in enumerate(question.options):
        mark = "✔ " if at in question.right else ""
        row = [f"{mark}{cell(option)}", *(str(one.totals[at]) for one in before)]
        row += [str(last.totals[at]), *(str(last.counts[team][at]) for team in teams)]
        rows.append(row)
    return table(head, rows, right=tuple(range(1, len(head))))


def exercises(state: State) -> Iterator[str]:
    """Say when each phase of each exercise began."""
    titles = dict.fromkeys(task.title for task in state.tasks)
    for at, drawn in state.drawings:
        when = clock_time(state.local(at))
        yield f"**Drawn at {when}:** {text(' '.join(sentences(drawn.picture)))}"
    for title in titles:
        yield f"**Exercise:** {text(title)}"
        yield bullets(
            [
                f"{clock_time(state.local(task.since))} "
                f"{_PHASES.get(task.phase, f'step {task.step + 1}')}"
                for task in state.tasks
                if task.title == title
            ]
        )
