"""The after-action pack: what was planned and what became of it, in Markdown that reads well raw.

For the organiser: it holds what participants said and promised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop.delivery import pace
from workshop.delivery.question import latest, scores
from workshop.delivery.state import Note, State
from workshop.export.markdown import bullets, cell, document, heading, table, text
from workshop.export.outcome import exercises, question_part
from workshop.export.wording import DISCLAIMERS, clock_time, length, long_date
from workshop.model.agenda import Agenda, Block
from workshop.model.tour import Brief

NOTHING = "Nothing was written down."
TAUGHT = ("training", "visit", "debrief")
"""Kinds of blocks that the report misses where they were not run."""


@dataclass(frozen=True)
class Run:
    """A session that was run; `block` is empty where it belongs to no tour."""

    state: State
    block: str = ""


def session_report(runs: Sequence[Run]) -> str:
    """Return the report of a lecture's sessions, oldest first, by themselves."""
    title = runs[-1].state.show.title
    parts = [heading(1, f"After the session: {text(title)}")]
    for run in runs:
        parts += [heading(2, f"{_when(run.state)}"), *_session(run.state, 3)]
    parts += _written(runs)
    parts += [heading(2, "Please note"), bullets(DISCLAIMERS)]
    return document(parts)


def tour_report(brief: Brief, agenda: Agenda, runs: Sequence[Run]) -> str:
    """Return the report of a tour: every block planned against actual, then what came out."""
    by_block = {run.block: run.state for run in runs}
    parts = [
        heading(1, f"After the tour: {text(brief.title) or 'Tour'}"),
        bullets(list(_sums(agenda, by_block))),
        heading(2, "Planned and actual"),
        *_planned(agenda, by_block),
        heading(2, "Session by session"),
    ]
    for block in agenda.blocks:
        if (state := by_block.get(block.id)) is not None:
            title = f"{long_date(block.start.date())}: {text(block.title)}"
            parts += [heading(3, title), *_session(state, 4)]
    if not by_block:
        parts.append("No session was run yet.")
    parts += _written(runs)
    parts += _hosts(brief, agenda, by_block)
    parts += [heading(2, "Please note"), bullets(DISCLAIMERS)]
    return document(parts)


def _minutes(state: State) -> int:
    return round(state.elapsed(state.ended or state.last) / 60)


def _when(state: State) -> str:
    began = state.local(state.began or state.opened)
    end = f"–{clock_time(state.local(state.ended))}" if state.ended is not None else ""
    standing = "" if state.ended is not None else ", not ended"
    return f"{long_date(began.date())}, {clock_time(began)}{end}{standing}"


def _sums(agenda: Agenda, by_block: dict[str, State]) -> Iterator[str]:
    run = [block for block in agenda.blocks if block.id in by_block]
    planned = sum(block.minutes for block in run)
    actual = sum(_minutes(by_block[block.id]) for block in run)
    wanted, given = (sum(map(_counts, blocks)) for blocks in (agenda.blocks, run))
    more = f", and {len(run) - given} besides" * (given < len(run))
    yield f"**Sessions:** {given} run of {wanted} lectures, visits and debriefs planned{more}"
    if run:
        yield f"**Time in them:** {length(actual)}, planned {length(planned)}"
    states = by_block.values()
    yield f"**Questions asked:** {sum(len(latest(state.rounds)) for state in states)}"
    notes = [note.what.sort for state in states for note in state.notes]
    told = (_many(notes.count(sort), sort) for sort in ("decision", "commitment"))
    yield f"**Written down:** {', '.join(told)}, {notes.count('parked')} in the parking lot"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _planned(agenda: Agenda, by_block: dict[str, State]) -> Iterator[str]:
    for day in agenda.days:
        rows = [_row(block, by_block.get(block.id)) for block in day.blocks if _counts(block)]
        if rows:
            yield f"**{long_date(day.date)}**"
            yield table(
                ["Planned", "What", "Began", "Planned min", "Actual min", "Difference"],
                rows,
                right=(3, 4, 5),
            )


def _counts(block: Block) -> bool:
    return block.kind in TAUGHT


def _row(block: Block, state: State | None) -> list[str]:
    span = f"{clock_time(block.start)}–{clock_time(block.end)}"
    what = cell(block.title + " (short form)" * (block.form == "short"))
    if state is None:
        return [span, what, "not run", str(block.minutes), "–", "–"]
    began = clock_time(state.local(state.began)) if state.began is not None else "–"
    actual = _minutes(state)
    return [
        span, what, began, str(block.minutes), str(actual),
        f"{actual - block.minutes:+d}",
    ]  # fmt: skip


def _session(state: State, level: int) -> Iterator[str]:
    """Say what became of a session, part by part, and what was asked in it."""
    found = pace.parts(state, state.ended or state.last)
    rows = [
        [
            cell(row.title),
            _min(row.planned),
            _min(row.budget),
            _min(row.spent),
            _standing(row),
        ]
        for row in found
    ]
    planned, budget = sum(row.planned for row in found), sum(row.budget for row in found)
    actual = _minutes(state)
    off = f"{round(actual - budget / 60):+d}"
    whole = [cell("All of it"), _min(planned), _min(budget), str(actual), off]
    header = ["Part", "Planned min", "Budget min", "Actual min", "Difference"]
    yield table(header, [*rows, whole], right=(1, 2, 3, 4))
    if state.done:
        yield "Changed on the way:"
        yield bullets([f"{clock_time(state.local(at))} {text(what)}" for at, what in state.done])
    for one in latest(state.rounds):
        yield from question_part(one, state.rounds, level, state.local(one.asked))
    for one in state.struck:
        asked = f"asked by mistake at {clock_time(state.local(one.asked))}"
        yield f"**Struck:** {text(one.question.ask)} ({asked}; it does not count)"
    if state.teams:
        points = scores(state.rounds, state.teams)
        yield "**Teams:** " + ", ".join(f"{text(team)} {points[team]}" for team in state.teams)
    yield from exercises(state)


def _standing(row: pace.PartTime) -> str:
    if row.standing in ("parked", "left out"):
        return row.standing
    if row.standing == "next" and not row.spent:
        return "not given"
    return f"{round((row.spent - row.budget) / 60):+d}"


def _min(seconds: float) -> str:
    return str(round(seconds / 60))


# What was written down


def _written(runs: Sequence[Run]) -> Iterator[str]:
    said = [(run.state, note) for run in runs for note in run.state.notes]
    yield heading(2, "Decisions")
    yield _listed(said, "decision")
    yield heading(2, "Commitments")
    promised = [(state, note) for state, note in said if note.what.sort == "commitment"]
    if promised:
        yield table(
            ["Who", "What", "By", "Said in"],
            [
                [
                    cell(note.what.owner),
                    cell(note.what.words),
                    f"{note.what.due:%Y-%m-%d}" if note.what.due else "–",
                    f"{cell(state.show.title)}, {_stamp(state, note)}",
                ]
                for state, note in sorted(promised, key=lambda one: _by(one[1]))
            ],
        )
    else:
        yield NOTHING
    yield heading(2, "Parking lot")
    yield _listed(said, "parked")
    yield heading(2, "Notes for next time")
    yield _listed(said, "note")


def _by(note: Note) -> str:
    return note.what.due.isoformat() if note.what.due else "9999"


def _stamp(state: State, note: Note) -> str:
    at = state.local(note.at)
    return f"{at:%d %b} {clock_time(at)}"


def _listed(said: Sequence[tuple[State, Note]], sort: str) -> str:
    rows = [
        f"{text(note.what.words)} ({text(state.show.title)}, {_stamp(state, note)})"
        for state, note in said
        if note.what.sort == sort
    ]
    return bullets(rows) if rows else NOTHING


def _hosts(brief: Brief, agenda: Agenda, by_block: dict[str, State]) -> Iterator[str]:
    """List the hosts whose visit was run, to be thanked."""
    wishes = {wish.id: wish for wish in brief.hosts}
    rows = []
    for block in agenda.blocks:
        if block.kind != "visit" or block.id not in by_block:
            continue
        wish = wishes.get(block.ref or "")
        contact = f", to {text(wish.contact)}" if wish is not None and wish.contact else ""
        rows.append(
            f"[ ] **{text(block.title)}**, visited {long_date(block.start.date())}{contact}"
        )
    yield heading(2, "Hosts met, to thank")
    yield bullets(rows) if rows else "No visit was run yet."
