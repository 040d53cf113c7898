"""Cities: each in one stretch, all musts, and the way in and out that the brief gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workshop.model.travel import clock
from workshop.rules.found import Found, error
from workshop.rules.ground import Ground, Steps
from workshop.rules.plan import Plan, cities_of
from workshop.rules.step import Step
from workshop.rules.words import clock_words, day_words


def route(plan: Plan) -> Iterator[Found]:
    """Cities in one stretch each, wanted, visited, in order; arrival and departure as asked for."""
    yield from plan.day_by_day(_cities)
    yield from _stretches(plan)
    yield from _wanted(plan)
    yield from _order(plan)
    yield from _lists(plan)
    yield from _arrival(plan)
    yield from _departure(plan)


def _cities(ground: Ground, steps: Steps) -> Iterator[Found]:
    for step in steps:
        yield from _city(ground, step)


def _city(ground: Ground, step: Step) -> Iterator[Found]:
    spot = ground.spots.get(step.at)
    if step.city is None:
        yield error(
            f"{ground.opening(step)} is in {ground.city_name(step.block.city)}, a city that is not "
            "in the catalogue",
            step,
            fix="use a city of the catalogue, or add it there",
        )
    elif spot is not None and spot.city.id != step.block.city:
        yield error(
            f"{ground.opening(step)} is said to be in {ground.city_name(step.block.city)}, but "
            f"{ground.site_name(step.at)} is in {ground.city_name(spot.city.id)}",
            step,
            fix=f"file it under {ground.city_name(spot.city.id)}",
        )


def _stretches(plan: Plan) -> Iterator[Found]:
    entered: set[str] = set()
    before = ""
    for step in plan.steps:
        for city in cities_of(step):
            if city != before and city in entered:
                yield error(
                    f"The tour comes back to {plan.city_name(city)} on {day_words(step.date)} "
                    f"after {plan.city_name(before)}; each city is visited in one stretch",
                    step,
                    fix=f"do all that is in {plan.city_name(city)} in one go",
                )
            entered.add(city)
            before = city


def _wanted(plan: Plan) -> Iterator[Found]:
    wishes, on_route = plan.brief.cities, set(plan.route)
    for city in wishes.must:
        if city not in on_route:
            yield error(
                f"{plan.city_name(city)} is a must of the brief and the tour does not go there",
                fix=f"go to {plan.city_name(city)}, or make it optional",
            )
    visited = {
        plan.spots[step.ref].city.id
        for step in plan.visits
        if step.ref is not None and step.ref in plan.catalogue.host
    }
    for city in dict.fromkeys(plan.route):
        if city not in plan.catalogue.city:
            continue
        first = next(step for step in plan.steps if city in cities_of(step))
        if city not in wishes.must + wishes.may:
            yield error(
                f"The tour goes to {plan.city_name(city)}, which the brief does not ask for",
                first,
                fix="leave the city out, or add it to the brief's cities",
            )
        if city not in visited:
            yield error(
                f"The tour goes to {plan.city_name(city)} but visits nobody there",
                first,
                fix=f"add a visit in {plan.city_name(city)}, or leave the city out",
            )


def _order(plan: Plan) -> Iterator[Found]:
    """Cities that the brief names in an order are entered in that order."""
    order = plan.brief.cities.order
    entered: list[str] = []
    for city in dict.fromkeys(plan.route):
        later = [one for one in entered if city in order[: order.index(one)]] if order else []
        if later:
            first = next(step for step in plan.steps if city in cities_of(step))
            yield error(
                f"The tour goes to {plan.city_name(later[0])} before {plan.city_name(city)}, but "
                f"the brief wants {plan.city_name(city)} first",
                first,
                fix="plan again, or change the order of the cities in the brief",
            )
        entered += [city] if city in order else []


def _lists(plan: Plan) -> Iterator[Found]:
    """Each day's list of cities is where its blocks are, in that order."""
    here: tuple[str, ...] = ()
    for day in sorted(plan.agenda.days, key=lambda day: day.date):
        there = _cities_on(plan, day.date) or here[-1:]
        if there and tuple(day.cities) != there:
            yield error(
                f"{day_words(day.date)} is said to be in {plan.city_names(day.cities)}, but its "
                f"blocks are in {plan.city_names(there)}",
                fix=f"write {plan.city_names(there)} as the cities of that day",
                on=day.date,
            )
        here = there


def _cities_on(plan: Plan, day: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(city for step in plan.on(day) for city in cities_of(step)))


def _arrival(plan: Plan) -> Iterator[Found]:
    wish = plan.brief.arrival
    if wish is None or not plan.steps:
        return
    first, step = plan.steps[0], plan.arrival
    landed = f"{plan.site_name(wish.airport.lower())} at {wish.at:%H:%M}"
    if step is None:
        yield error(
            f"The group lands at {landed} on the first day, but the agenda begins with "
            f"{plan.name(first)}",
            first,
            fix="begin with the wait at the airport",
        )
    elif (step.date, step.start) != (plan.dates[0], clock(wish.at)):
        yield error(
            f"The group lands at {landed} on {day_words(plan.dates[0])}, but the agenda begins "
            f"on {_moment(step, step.start)}",
            step,
            fix=f"begin at {wish.at:%H:%M}",
        )


def _departure(plan: Plan) -> Iterator[Found]:
    wish = plan.brief.departure
    if wish is None or not plan.steps:
        return
    last, step = plan.steps[-1], plan.departure
    leaves = f"leaves from {plan.site_name(wish.airport.lower())} at {wish.at:%H:%M}"
    if step is None:
        yield error(
            f"The group {leaves} on the last day, but the agenda ends with {plan.name(last)}",
            last,
            fix="end with the wait at the airport",
        )
    elif (step.date, step.end) != (plan.dates[-1], clock(wish.at)):
        yield error(
            f"The group {leaves} on {day_words(plan.dates[-1])}, but the agenda ends on "
            f"{_moment(step, step.end)}",
            step,
            fix=f"end the wait at {wish.at:%H:%M}",
        )


def _moment(step: Step, minutes: float) -> str:
    return f"{day_words(step.date)} at {clock_words(minutes)}"
