"""One thing at a time, and nobody is anywhere without having gone there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workshop.model.agenda import Place
from workshop.rules.found import Found, error, warning
from workshop.rules.ground import Ground, Steps
from workshop.rules.plan import Plan
from workshop.rules.step import Step, gap
from workshop.rules.words import clock_words, day_words, length_words


def overlap(plan: Plan) -> Iterator[Found]:
    """One group, one thing at a time."""
    last: Step | None = None
    for step in plan.steps:
        if last is not None and gap(last, step) < 0:
            yield error(
                f"{plan.opening(step)} starts at {clock_words(step.start)} on "
                f"{day_words(step.date)} while {plan.name(last)} lasts until "
                f"{clock_words(last.end)}",
                last,
                step,
                fix=f"move it to {clock_words(last.end)} or later, or shorten what is before it",
            )
        if last is None or step.block.end > last.block.end:
            last = step


def travel_time(plan: Plan) -> Iterator[Found]:
    """Every ride is long enough for the hour, starts where the group is, and is there early."""
    yield from plan.day_by_day(_places)
    yield from _rides(plan)
    for before, after in pairwise(plan.steps):
        if before.leads_to != after.at:
            yield _jump(plan, before, after)


def _places(ground: Ground, steps: Steps) -> Iterator[Found]:
    for step in steps:
        yield from _place(ground, step)


def _place(ground: Ground, step: Step) -> Iterator[Found]:
    block = step.block
    for place in (block.place, block.to):
        if place is None:
            continue
        if place.id not in ground.spots:
            yield error(
                f"{ground.opening(step)} is at {ground.place_name(place)}, a place that is not in "
                "the catalogue, so nobody knows how long the way there is",
                step,
                fix="use a place of the catalogue",
            )
        elif not _where_it_says(ground, place):
            yield warning(
                f"{ground.place_name(place)} is at another position in the agenda than in the "
                "catalogue; the catalogue's is used",
                step,
                fix="plan the tour again, or copy the catalogue's position",
            )
    if step.kind == "transfer":
        yield from _coach(ground, step)
    elif step.kind != "flight" and block.to is not None:
        yield error(
            f"{ground.opening(step)} ends at {ground.place_name(block.to)}, but only coaches and "
            "flights move the group",
            step,
            fix=f"end it at {ground.place_name(block.place)} and plan a coach",
        )
    if step.kind in ("visit", "leisure") and step.ref in ground.spots and step.ref != step.at:
        yield error(
            f"{ground.opening(step)} is planned at {ground.place_name(block.place)}",
            step,
            fix=f"plan it at {ground.name(step)} and the coach to it",
        )


def _coach(ground: Ground, step: Step) -> Iterator[Found]:
    block = step.block
    if block.to is None:
        yield error(
            f"The coach that leaves {ground.place_name(block.place)} at {clock_words(step.start)} "
            "goes nowhere",
            step,
            fix="say where it goes to",
        )
        return
    here, there = ground.spots.get(step.at), ground.spots.get(block.to.id)
    if here is not None and there is not None and here.city.id != there.city.id:
        yield error(
            f"No coach goes from {ground.place_name(block.place)} in "
            f"{ground.city_name(here.city.id)} to {ground.place_name(block.to)} in "
            f"{ground.city_name(there.city.id)}",
            step,
            fix="plan a flight",
        )


def _where_it_says(ground: Ground, place: Place) -> bool:
    spot = ground.spots[place.id]
    return abs(place.lat - spot.lat) < 1e-4 and abs(place.lon - spot.lon) < 1e-4


def _rides(plan: Plan) -> Iterator[Found]:
    early = plan.catalogue.defaults.arrive_early_minutes
    here, coach, late = "", None, 0.0
    for number, step in enumerate(plan.steps):
        if step.kind == "visit" and step.at == here and coach is not None:
            spare = gap(coach, step) - late
            if spare < early and (late == 0 or plan.steps[number - 1] is not coach):
                yield _not_early(plan, coach, step, spare)
        if step.moves:
            here, coach, late = step.leads_to, step, _late(plan, step)
            if late > 0:
                after = plan.steps[number + 1] if number + 1 < len(plan.steps) else None
                yield _too_short(plan, step, late, after)
        elif step.at != here:
            here, coach, late = step.at, None, 0.0


def _late(plan: Plan, step: Step) -> float:
    """Minutes by which a coach arrives later than the agenda says."""
    if step.kind != "transfer":
        return 0.0
    ride = plan.ride(step.at, step.leads_to, step.start)
    return 0.0 if ride is None else max(0.0, ride - step.length)


def _too_short(plan: Plan, coach: Step, late: float, after: Step | None) -> Found:
    lands = coach.end + late
    if after is not None and after.at == coach.leads_to and gap(coach, after) < late:
        early = plan.catalogue.defaults.arrive_early_minutes if after.kind == "visit" else 0
        return error(
            f"{plan.opening(after)} starts at {clock_words(after.start)} but the coach from "
            f"{plan.place_name(coach.block.place)} arrives at {clock_words(lands)}: it needs "
            f"{length_words(coach.length + late)}",
            coach,
            after,
            fix=f"move it to {clock_words(lands + early)} or later, or leave earlier",
        )
    return error(
        f"{plan.opening(coach)} needs {length_words(coach.length + late)} when it leaves at "
        f"{clock_words(coach.start)}; {length_words(coach.length)} are planned",
        coach,
        fix=f"plan it until {clock_words(lands)}, or leave earlier",
    )


def _not_early(plan: Plan, coach: Step, visit: Step, spare: float) -> Found:
    early = plan.catalogue.defaults.arrive_early_minutes
    return error(
        f"{plan.opening(visit)} starts at {clock_words(visit.start)} but the coach from "
        f"{plan.place_name(coach.block.place)} arrives at {clock_words(visit.start - spare)}; the "
        f"group should be there {length_words(early)} before",
        coach,
        visit,
        fix=f"move it to {clock_words(visit.start - spare + early)} or later, or leave earlier",
    )


def _jump(plan: Plan, before: Step, after: Step) -> Found:
    here, there = plan.place_name(before.block.where_it_ends), plan.place_name(after.block.place)
    ride = plan.ride(before.leads_to, after.at, before.end)
    if ride is not None:
        fix = f"plan a coach from {here} to {there} ({length_words(ride)})"
    else:
        fix = f"plan how the group gets from {here} to {there}"
    if after.moves:
        what = f"{plan.opening(after)} leaves at"
    else:
        what = f"{plan.opening(after)} starts at {there} at"
    return error(
        f"{what} {clock_words(after.start)} on {day_words(after.date)}, but the group is still at "
        f"{here}",
        before,
        after,
        fix=fix,
    )
