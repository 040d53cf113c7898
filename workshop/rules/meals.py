"""Lunch: an hour within its window, every day, where the group can have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workshop.model.terms import in_ramadan
from workshop.model.travel import clock
from workshop.rules.found import Found, error, note
from workshop.rules.plan import Plan
from workshop.rules.step import Step
from workshop.rules.words import clock_words, day_words, length_words, span_words


def meals(plan: Plan) -> Iterator[Found]:
    """Lunch within its window on every day; not with fasting hosts in Ramadan."""
    for day in plan.dates:
        lunches = [step for step in plan.on(day) if step.kind == "meal" and step.ref == "lunch"]
        if not lunches:
            yield _none(plan, day)
        if len(lunches) > 1:
            yield error(
                f"There are {len(lunches)} lunches on {day_words(day)}",
                *lunches,
                fix="keep one of them",
            )
        for lunch in lunches:
            yield from _one(plan, lunch)


def _none(plan: Plan, day: date) -> Found:
    window, needed = plan.catalogue.defaults.lunch, plan.catalogue.defaults.lunch_minutes
    hours = span_words(clock(window.start), clock(window.end))
    if _free_for_lunch(plan, day) < needed:
        return note(
            f"No lunch is planned on {day_words(day)}: the group is in airports or in the air for "
            f"too much of {hours}",
            fix="say so in the invitation, and see that there is something to eat on the way",
            on=day,
        )
    return error(
        f"There is no lunch on {day_words(day)}",
        fix=f"plan {length_words(needed)} between {hours.replace('–', ' and ')}",
        on=day,
    )


def _free_for_lunch(plan: Plan, day: date) -> float:
    """Longest stretch (minutes) of the lunch window outside airports, by the local clocks."""
    window = plan.catalogue.defaults.lunch
    opens, closes = clock(window.start), clock(window.end)
    return max(min(end, closes) - max(start, opens) for start, end in _on_the_ground(plan, day))


def _on_the_ground(plan: Plan, day: date) -> Iterator[tuple[float, float]]:
    """Stretches between a kerb and the next check-in, minutes after the local midnight of each."""
    check_in = plan.catalogue.defaults.airport_minutes
    start, end = 0.0, 24 * 60.0
    brief = plan.brief
    if brief.arrival is not None and day == plan.dates[0]:
        city = plan.catalogue.city.get(brief.arrival.city)
        start = clock(brief.arrival.at) + (city.kerb_minutes if city else 0)
    if brief.departure is not None and day == plan.dates[-1]:
        end = clock(brief.departure.at) - check_in
    for step in plan.on(day):
        if step.kind == "flight":
            yield start, min(end, step.start - check_in)
            start = step.end + (step.goal.kerb_minutes if step.goal else 0)
    yield start, end


def _one(plan: Plan, lunch: Step) -> Iterator[Found]:
    defaults = plan.catalogue.defaults
    opens, closes = clock(defaults.lunch.start), clock(defaults.lunch.end)
    if lunch.length < defaults.lunch_minutes:
        yield error(
            f"Lunch on {day_words(lunch.date)} lasts {length_words(lunch.length)}; "
            f"{length_words(defaults.lunch_minutes)} are needed",
            lunch,
            fix=f"end it at {clock_words(lunch.start + defaults.lunch_minutes)}",
        )
    if lunch.start < opens or lunch.end > closes:
        earliest, latest = clock_words(opens), clock_words(closes - lunch.length)
        yield error(
            f"Lunch on {day_words(lunch.date)} is at {span_words(lunch.start, lunch.end)}, outside "
            f"{span_words(opens, closes)}",
            lunch,
            fix=f"move it to {earliest} or later"
            if lunch.start < opens
            else f"move it to {latest} or earlier",
        )
    yield from _where(plan, lunch)


def _where(plan: Plan, lunch: Step) -> Iterator[Found]:
    spot = plan.spots.get(lunch.at)
    if spot is None:
        return
    ramadan = spot.city.ramadan
    fasts = ramadan is not None and not ramadan.host_lunch
    if spot.kind == "host" and fasts and in_ramadan(plan.catalogue, lunch.date):
        yield error(
            f"Lunch on {day_words(lunch.date)} is at {plan.site_name(spot.id)}, where people "
            "fast: it is Ramadan",
            lunch,
            fix="have lunch at the base",
        )
    if spot.kind == "host" and _last_visit(plan, lunch) != spot.id:
        yield error(
            f"Lunch on {day_words(lunch.date)} is at {plan.site_name(spot.id)}, which the group "
            "has not just visited",
            lunch,
            fix="have it after the visit, or at the base",
        )
    elif spot.kind == "airport" and not (
        _before_leaving(plan, lunch) or _after_landing(plan, lunch)
    ):
        yield error(
            f"Lunch on {day_words(lunch.date)} is at {plan.site_name(spot.id)}, but not in the "
            "wait for a flight or after one",
            lunch,
            fix="have it before the flight leaves, once it has landed, or at the base",
        )
    elif spot.kind == "leisure":
        yield error(
            f"Lunch on {day_words(lunch.date)} is at {plan.site_name(spot.id)}, which is neither "
            "the base nor a host just visited",
            lunch,
            fix="have it at the base, or near a host just visited",
        )


def _last_visit(plan: Plan, lunch: Step) -> str | None:
    earlier = [
        step
        for step in plan.on(lunch.date)
        if step.kind == "visit" and step.block.end <= lunch.block.start
    ]
    return earlier[-1].ref if earlier else None


def _before_leaving(plan: Plan, lunch: Step) -> bool:
    leaves = [step for step in plan.on(lunch.date) if step.kind == "flight"]
    if any(step.at == lunch.at and lunch.block.end <= step.block.start for step in leaves):
        return True
    wish = plan.brief.departure
    last_day = bool(plan.dates) and lunch.date == plan.dates[-1]
    return wish is not None and last_day and wish.airport.lower() == lunch.at


def _after_landing(plan: Plan, lunch: Step) -> bool:
    landed = [step for step in plan.on(lunch.date) if step.kind == "flight"]
    if any(step.leads_to == lunch.at and step.block.end <= lunch.block.start for step in landed):
        return True
    wish = plan.brief.arrival
    first_day = bool(plan.dates) and lunch.date == plan.dates[0]
    return (
        wish is not None
        and first_day
        and wish.airport.lower() == lunch.at
        and lunch.begins.time() >= wish.at
    )
