"""The shape of days: when they start and end, where, the rest between them, and their dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from workshop.model.travel import clock
from workshop.rules.found import Found, error, warning
from workshop.rules.ground import Ground, Steps
from workshop.rules.plan import Plan
from workshop.rules.step import Step, gap
from workshop.rules.words import clock_words, day_words, length_words, listed


def day(plan: Plan) -> Iterator[Found]:
    """Days keep to their hours and their base, with rest between and few visits each."""
    for steps in plan.by_date.values():
        if steps[0] is plan.arrival or steps[-1] is plan.departure:
            yield from _hours(plan, steps, plan.arrival, plan.departure)
        else:
            yield from plan.found_in(steps, _hours)
        yield from _too_many(plan, steps)
        yield from _ends(plan, steps)
    for before, after in pairwise(sorted(plan.by_date)):
        yield from _rest(plan, plan.by_date[before], plan.by_date[after])
    yield from _base(plan)


def _hours(
    ground: Ground, steps: Steps, came: Step | None = None, left: Step | None = None
) -> Iterator[Found]:
    """Find what is too early or too late; `came` and `left` are the waits that frame the tour."""
    travels = any(step.kind == "flight" or step in (came, left) for step in steps)
    for step in steps:
        if travels and _is_in_transit(ground, step):
            earliest = 0.0 if step is came else clock(ground.brief.pace.travel_from)
            latest = 24 * 60.0 if step is left else clock(ground.brief.pace.travel_until)
            what = "travel is"
        else:
            earliest, latest, what = _limits(ground, step)
        if step.start < earliest:
            yield error(
                f"{ground.opening(step)} starts at {clock_words(step.start)} on "
                f"{day_words(step.date)}; {what} not before {clock_words(earliest)}",
                step,
                fix=f"move it to {clock_words(earliest)} or later",
            )
        if step.end > latest:
            yield error(
                f"{ground.opening(step)} ends at {clock_words(step.end)} on "
                f"{day_words(step.date)}; {what} over by {clock_words(latest)}",
                step,
                fix=f"end it by {clock_words(latest)}",
            )


def _is_in_transit(ground: Ground, step: Step) -> bool:
    at_airport = step.at in ground.airports or step.leads_to in ground.airports
    return at_airport and step.kind in ("transfer", "break", "meal", "flight")


def _limits(ground: Ground, step: Step) -> tuple[float, float, str]:
    pace, leisure = ground.brief.pace, ground.catalogue.leisure
    rides = step.kind == "transfer" and (step.at in leisure or step.leads_to in leisure)
    if step.kind == "leisure" or rides:
        return clock(pace.day_start), clock(pace.evening_end), "the evening is"
    return clock(pace.day_start), clock(pace.day_end), "the day is"


def _too_many(plan: Plan, steps: tuple[Step, ...]) -> Iterator[Found]:
    visits = [step for step in steps if step.kind == "visit"]
    most = plan.brief.pace.visits_per_day
    if len(visits) > most:
        yield error(
            f"{day_words(visits[0].date)} has {len(visits)} visit{'s' * (len(visits) > 1)}; the "
            f"brief allows {most}",
            *visits,
            fix="move one to another day",
        )


def _ends(plan: Plan, steps: tuple[Step, ...]) -> Iterator[Found]:
    first, last = steps[0], steps[-1]
    base = plan.bases.get(first.block.city)
    arrives = first is plan.arrival
    if first.city is not None and first.at in plan.spots and first.at != base and not arrives:
        yield error(
            f"{day_words(first.date)} starts at {plan.site_name(first.at)}, not at "
            f"{_base_words(plan, first.block.city)}",
            first,
            fix="start at the base, with a coach from there",
        )
    city = last.goal.id if last.goal is not None else ""
    known = bool(city) and last.leads_to in plan.spots
    if known and last.leads_to != plan.bases.get(city) and last is not plan.departure:
        yield error(
            f"{day_words(last.date)} ends at {plan.site_name(last.leads_to)}, not at "
            f"{_base_words(plan, city)}",
            last,
            fix="end with a coach to the base",
        )


def _base_words(plan: Plan, city: str) -> str:
    base = plan.bases.get(city)
    if base is None:
        return f"a base: no training venue is used in {plan.city_name(city)}"
    return f"{plan.site_name(base)}, the base in {plan.city_name(city)}"


def _rest(plan: Plan, before: tuple[Step, ...], after: tuple[Step, ...]) -> Iterator[Found]:
    last, first = max(before, key=lambda step: step.block.end), after[0]
    rest, needed = gap(last, first), plan.brief.pace.rest_hours * 60
    if rest < needed:
        yield error(
            f"There are {length_words(max(rest, 0))} of rest between {plan.name(last)}, which ends "
            f"at {clock_words(last.end)} on {day_words(last.date)}, and {plan.name(first)} at "
            f"{clock_words(first.start)}; {length_words(needed)} are needed",
            last,
            first,
            fix=f"start at {clock_words(first.start + needed - rest)} or later, or end earlier",
        )


def _base(plan: Plan) -> Iterator[Found]:
    for step in plan.of("training", "debrief", "meal"):
        spot = plan.spots.get(step.at)
        if spot is None or (step.kind == "meal" and spot.kind != "venue"):
            continue
        if step.at != plan.bases.get(spot.city.id):
            yield error(
                f"{plan.opening(step)} on {day_words(step.date)} is at {plan.site_name(step.at)}, "
                f"not at {_base_words(plan, spot.city.id)}",
                step,
                fix="use one base in each city",
            )


def dates(plan: Plan) -> Iterator[Found]:
    """The agenda's days are the brief's, in a row, each with its own blocks in order of time."""
    days = [each.date for each in plan.agenda.days]
    if len(days) != plan.brief.days:
        yield error(
            f"The agenda has {_days(len(days))}; the brief asks for {_days(plan.brief.days)}",
            fix="plan again, or change the brief's days",
        )
    for before, after in pairwise(days):
        if after - before != timedelta(days=1):
            yield error(
                f"{day_words(after)} follows {day_words(before)} in the agenda; days come one "
                "after the other",
                fix="put the days in order, none left out",
                on=after,
            )
    if days:
        yield from _when(plan, days[0], days[-1])
        yield from _beyond_calendar(plan, days)
    for step in plan.written:
        if step.filed != step.date:
            yield error(
                f"{plan.opening(step)} is on {day_words(step.date)}, {clock_words(step.start)}, "
                f"but stands under {day_words(step.filed)}",
                step,
                fix=f"put it under {day_words(step.date)}, or change its date",
            )
    for earlier, later in pairwise(plan.written):
        if earlier.filed == later.filed and later.block.start < earlier.block.start:
            yield error(
                f"{plan.opening(later)} at {clock_words(later.start)} stands after "
                f"{plan.name(earlier)} at {clock_words(earlier.start)} on {day_words(later.date)}",
                earlier,
                later,
                fix="write the blocks in order of time",
            )


def _beyond_calendar(plan: Plan, days: list[date]) -> Iterator[Found]:
    """Warn where nobody has told the catalogue the holidays of a year."""
    years = {holiday.date.year for holiday in plan.catalogue.closures.holidays}
    strange = sorted({day.year for day in days} - years) if years else []
    if strange:
        known = f"{min(years)} to {max(years)}" if len(years) > 1 else str(min(years))
        yield warning(
            f"The calendar knows the holidays of {known} only; on which days of "
            f"{listed(map(str, strange))} offices are closed is not known",
            fix="look the holidays up and put them into the brief as closures",
            on=days[0],
        )


def _when(plan: Plan, first: date, last: date) -> Iterator[Found]:
    start, window = plan.brief.start, plan.brief.window
    if start is not None and first != start:
        yield error(
            f"The agenda starts on {day_words(first)} {first.year}; the brief says "
            f"{day_words(start)} {start.year}",
            fix="plan again, or change the brief's start",
            on=first,
        )
    if window is not None and (first < window.earliest or last > window.latest):
        yield error(
            f"The agenda runs from {day_words(first)} {first.year} to {day_words(last)} "
            f"{last.year}; the brief's window is {day_words(window.earliest)} "
            f"{window.earliest.year} to {day_words(window.latest)} {window.latest.year}",
            fix="plan again, or widen the window",
            on=first,
        )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count or 'no'} days"
