"""What stands around a visit and at the end of a day, and how long things last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workshop.model.terms import held_slot, host_terms, host_wish
from workshop.model.travel import clock
from workshop.rules.found import Found, error
from workshop.rules.ground import Ground, Steps
from workshop.rules.plan import Plan
from workshop.rules.step import Step, gap
from workshop.rules.words import clock_words, day_words, length_words


def frame(plan: Plan) -> Iterator[Found]:
    """Briefing before and pause after each visit; a debrief each working day; full lengths."""
    for number, step in enumerate(plan.steps):
        if step.kind == "visit" and step.ref in plan.catalogue.host:
            yield from _briefed(plan, number, step)
            yield from _paused(plan, number, step)
    yield from _strays(plan)
    yield from plan.day_by_day(_of_day)


def _of_day(ground: Ground, steps: Steps) -> Iterator[Found]:
    for step in steps:
        yield from _length(ground, step)
    yield from _debriefed(ground, steps)
    yield from _breaks(ground, steps)


def _briefed(plan: Plan, number: int, visit: Step) -> Iterator[Found]:
    needed, name = plan.catalogue.defaults.briefing_minutes, plan.name(visit)
    before = plan.steps[max(0, number - 2) : number]
    if before and before[-1].kind == "transfer":
        before = before[:-1]
    last = before[-1] if before else None
    if last is None or last.kind != "briefing" or last.ref != visit.ref:
        yield error(
            f"The visit to {name} on {day_words(visit.date)} has no briefing right before the "
            "group leaves for it",
            visit,
            fix=f"plan {length_words(needed)} of briefing before the coach leaves",
        )
    elif last.length < needed:
        yield error(
            f"The briefing for {name} lasts {length_words(last.length)}; {length_words(needed)} "
            "are needed",
            last,
            fix=f"start it {length_words(needed)} before the coach leaves",
        )


def _paused(plan: Plan, number: int, visit: Step) -> Iterator[Found]:
    needed, name = plan.catalogue.defaults.pause_minutes, plan.name(visit)
    after = plan.steps[number + 1] if number + 1 < len(plan.steps) else None
    if after is None or after.kind != "break" or after.ref != visit.ref:
        yield error(
            f"The visit to {name} on {day_words(visit.date)} has no pause for notes after it",
            visit,
            fix=f"plan {length_words(needed)} at {name} from {clock_words(visit.end)}",
        )
    elif gap(visit, after) > 0 or after.at != visit.at:
        yield error(
            f"The pause for notes after {name} is not directly after the visit, where it was",
            visit,
            after,
            fix=f"start it at {clock_words(visit.end)} at {name}",
        )
    elif after.length < needed:
        yield error(
            f"The pause for notes after {name} lasts {length_words(after.length)}; "
            f"{length_words(needed)} are needed",
            after,
            fix=f"end it at {clock_words(after.start + needed)}",
        )


def _strays(plan: Plan) -> Iterator[Found]:
    visited = {step.ref for step in plan.visits}
    for step in plan.of("briefing", "break"):
        if step.ref in visited or (step.kind == "break" and step.ref is None):
            continue
        if step.kind == "briefing" or step.ref not in plan.airports:
            yield error(
                f"{plan.opening(step)} on {day_words(step.date)} belongs to no visit in the agenda",
                step,
                fix="take it out, or plan the visit",
            )


def _length(ground: Ground, step: Step) -> Iterator[Found]:
    wanted = _wanted(ground, step)
    if step.kind == "training" and step.ref in ground.catalogue.module and step.block.form is None:
        yield error(
            f"{ground.opening(step)} on {day_words(step.date)} is neither the full nor the short "
            "form",
            step,
            fix="say which form is taught",
        )
    elif wanted is not None and step.length != wanted:
        form = f"The {step.block.form} form of " if step.kind == "training" else ""
        yield error(
            f"{form}{ground.name(step)} takes {length_words(wanted)}; the agenda gives it "
            f"{length_words(step.length)}",
            step,
            fix=f"end it at {clock_words(step.start + wanted)}",
        )


def _wanted(ground: Ground, step: Step) -> int | None:
    """Minutes that what is taught, visited or enjoyed takes; None where that is not said here."""
    ref = step.ref or ""
    module = ground.catalogue.module.get(ref)
    if step.kind == "training" and module is not None and step.block.form is not None:
        return module.short if step.block.form == "short" else module.duration
    if step.kind == "visit" and ref in ground.catalogue.host:
        held = held_slot(host_wish(ground.brief, ref)) is not None
        return None if held else host_terms(ground.catalogue, ground.brief, ref).minutes
    if step.kind == "leisure" and ref in ground.catalogue.leisure:
        return ground.catalogue.leisure[ref].minutes
    return None


def _debriefed(ground: Ground, steps: Steps) -> Iterator[Found]:
    learning = [step for step in steps if step.kind in ("training", "visit")]
    debriefs = [step for step in steps if step.kind == "debrief"]
    needed, latest = ground.catalogue.defaults.debrief_minutes, _latest(ground)
    if learning and not debriefs:
        yield error(
            f"{day_words(learning[0].date)} has no debrief",
            learning[-1],
            fix=f"plan {length_words(needed)} at the base after {ground.name(learning[-1])}",
        )
    if len(debriefs) > 1:
        yield error(
            f"{day_words(debriefs[0].date)} has {len(debriefs)} debriefs",
            *debriefs,
            fix="keep the last one",
        )
    for step in debriefs:
        if step.length < needed:
            yield error(
                f"The debrief on {day_words(step.date)} lasts {length_words(step.length)}; "
                f"{length_words(needed)} are needed",
                step,
                fix=f"end it at {clock_words(step.start + needed)}",
            )
        if step.end > latest:
            yield error(
                f"The debrief on {day_words(step.date)} ends at {clock_words(step.end)}; it is "
                f"over by {clock_words(latest)}",
                step,
                fix=f"start it at {clock_words(latest - step.length)} or earlier",
            )
    if learning and debriefs and gap(learning[-1], debriefs[-1]) < 0:
        yield error(
            f"The debrief on {day_words(learning[-1].date)} is before "
            f"{ground.name(learning[-1])} is over",
            debriefs[-1],
            learning[-1],
            fix=f"move it to {clock_words(learning[-1].end)} or later",
        )


def _latest(ground: Ground) -> int:
    return clock(ground.catalogue.defaults.debrief_latest)


def _breaks(ground: Ground, steps: Steps) -> Iterator[Found]:
    needed = ground.catalogue.defaults.break_minutes
    for before, after in pairwise([step for step in steps if step.kind != "break"]):
        between = gap(before, after)
        if before.kind == after.kind == "training" and 0 <= between < needed:
            yield error(
                f"There are {length_words(between)} between {ground.name(before)} and "
                f"{ground.name(after)}; {length_words(needed)} are needed",
                before,
                after,
                fix=f"start {ground.name(after)} at {clock_words(before.end + needed)}",
            )
