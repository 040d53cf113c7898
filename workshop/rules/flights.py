"""Flights: real departures, time enough in airports, and every clock set to its own city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workshop.model.place import FlightPair
from workshop.model.tour import BookedFlight
from workshop.model.travel import clock
from workshop.rules.found import Found, error
from workshop.rules.ground import Ground, Steps
from workshop.rules.plan import Plan
from workshop.rules.step import Step, zone_of
from workshop.rules.words import clock_words, day_words, length_words, listed


def flight(plan: Plan) -> Iterator[Found]:
    """Real departure options, the waits around them, and local times in local zones."""
    for city in plan.catalogue.cities:
        if city.id in plan.route and zone_of(city.timezone) is None:
            yield error(
                f"{plan.city_name(city.id)} has a time zone nobody knows: {city.timezone}",
                fix="write a zone like Asia/Jakarta into the city's file",
            )
    yield from plan.day_by_day(_clocks)
    for number, step in enumerate(plan.steps):
        if step.kind == "flight":
            yield from _one(plan, number, step)
    yield from _a_day(plan)
    yield from _unused(plan)
    yield from _way_in_and_out(plan)
    yield from _stray_waits(plan)


def _clocks(ground: Ground, steps: Steps) -> Iterator[Found]:
    for step in steps:
        yield from _clock(ground, step)


def _clock(ground: Ground, step: Step) -> Iterator[Found]:
    for written, local, city in (
        (step.block.start, step.begins, step.city),
        (step.block.end, step.ends, step.goal),
    ):
        if city is not None and written.replace(tzinfo=None) != local:
            yield error(
                f"{ground.opening(step)} is written as {_hm(written)} in another zone; in "
                f"{ground.city_name(city.id)} it is {_hm(local)} then",
                step,
                fix=f"write it as {_hm(local)} with the offset of {ground.city_name(city.id)}",
            )
            return


def _one(plan: Plan, number: int, step: Step) -> Iterator[Found]:
    codes = _codes(plan, step)
    if codes is None:
        yield error(
            f"{plan.opening(step)} on {day_words(step.date)} is not between two airports of the "
            "catalogue",
            step,
            fix="use the airports of the cities",
        )
        return
    if plan.spots[step.at].city.country_code == plan.spots[step.leads_to].city.country_code:
        yield error(
            f"{plan.opening(step)} stays in one country; only flights abroad are planned",
            step,
            fix="stay, or go by coach",
        )
    yield from _timetable(plan, step, codes)
    wait = _waited(plan, number, step.at)
    yield from _check_in(plan, step, wait)
    after = plan.steps[number + 1] if number + 1 < len(plan.steps) else None
    yield from _kerb(plan, step, after)


def _codes(plan: Plan, step: Step) -> tuple[str, str] | None:
    ends = (step.at, step.block.to.id if step.block.to else "")
    if any(end not in plan.airports for end in ends):
        return None
    return ends[0].upper(), ends[1].upper()


def _timetable(plan: Plan, step: Step, codes: tuple[str, str]) -> Iterator[Found]:
    booked = [each for each in plan.brief.flights if (each.start, each.end) == codes]
    today = [each for each in booked if each.date == step.date]
    if today:
        if not any(_is_booked(step, each) for each in today):
            times = listed((_times(each) for each in today), "or")
            yield error(
                f"{plan.opening(step)} on {day_words(step.date)} is booked for {times}; the agenda "
                f"has {clock_words(step.start)}–{clock_words(step.end)}",
                step,
                fix=f"use the booked flight, {times}",
            )
        return
    options = [pair for each in plan.catalogue.flights if (pair := _option(each, codes))]
    if not options:
        yield error(
            f"No flight is known from {plan.place_name(step.block.place)} to "
            f"{plan.place_name(step.block.where_it_ends)}",
            step,
            fix="add the pair to the flights file, or book a flight in the brief",
        )
        return
    departures = sorted({at for times, _ in options for at in times})
    if step.start not in departures:
        nearest = min(departures, key=lambda at: abs(at - step.start), default=None)
        yield error(
            f"{plan.opening(step)} leaves at {clock_words(step.start)}; the departures known are "
            f"{listed(clock_words(at) for at in departures) or 'none'}",
            step,
            fix="book it in the brief" if nearest is None else f"take {clock_words(nearest)}",
        )
    lengths = [length for times, length in options if step.start in times or len(options) == 1]
    if lengths and step.length not in lengths:
        lands = step.end - step.length + lengths[0]
        yield error(
            f"{plan.opening(step)} takes {length_words(lengths[0])}; the agenda gives it "
            f"{length_words(step.length)}",
            step,
            fix=f"land at {clock_words(lands)}",
        )


def _option(pair: FlightPair, codes: tuple[str, str]) -> tuple[tuple[int, ...], int] | None:
    if (pair.start, pair.end) == codes:
        return tuple(clock(at) for at in pair.departures_out), pair.block_minutes
    if (pair.end, pair.start) == codes:
        return tuple(clock(at) for at in pair.departures_back), pair.block_minutes
    return None


def _waited(plan: Plan, number: int, airport: str) -> Step | None:
    """Return where the unbroken wait (and lunch) in an airport before a step begins."""
    first = None
    for step in reversed(plan.steps[:number]):
        at_airport = step.at == airport and step.leads_to == airport
        if not at_airport or step.kind not in ("break", "meal"):
            break
        first = step
    return first


def _check_in(plan: Plan, step: Step, wait: Step | None) -> Iterator[Found]:
    needed, name = plan.catalogue.defaults.airport_minutes, plan.place_name(step.block.place)
    had = (step.block.start - wait.block.start).total_seconds() / 60 if wait else 0.0
    if had < needed:
        yield error(
            f"{plan.opening(step)} leaves at {clock_words(step.start)}; the group is at {name} "
            f"{length_words(had)} before, and {length_words(needed)} are needed",
            *((wait, step) if wait else (step,)),
            fix=f"be at {name} by {clock_words(step.start - needed)}",
        )


def _kerb(plan: Plan, step: Step, after: Step | None) -> Iterator[Found]:
    if step.goal is None:
        return
    needed, name = step.goal.kerb_minutes, plan.place_name(step.block.where_it_ends)
    waits = after is not None and after.kind == "break" and after.at == after.ref == step.leads_to
    if after is None or not waits or after.length < needed:
        given = after.length if after is not None and waits else 0.0
        yield error(
            f"{plan.opening(step)} lands at {clock_words(step.end)}; it takes "
            f"{length_words(needed)} to the kerb of {name}, and {length_words(given)} are planned",
            *((step, after) if after is not None and waits else (step,)),
            fix=f"plan {length_words(needed)} at {name} before the coach",
        )


def _a_day(plan: Plan) -> Iterator[Found]:
    seen: dict[object, Step] = {}
    for step in plan.of("flight"):
        earlier = seen.setdefault(step.date, step)
        if earlier is not step:
            yield error(
                f"There are two flights on {day_words(step.date)}; one a day is enough",
                earlier,
                step,
                fix="move one of them to another day",
            )


def _unused(plan: Plan) -> Iterator[Found]:
    flights = plan.of("flight")
    for booked in plan.brief.flights:
        codes = (booked.start.lower(), booked.end.lower())
        if any(code not in plan.airports for code in codes) or _brings_or_takes(plan, booked):
            continue
        if not any(
            (step.at, step.leads_to) == codes and step.date == booked.date for step in flights
        ):
            yield error(
                f"The flight booked from {plan.site_name(codes[0])} to {plan.site_name(codes[1])} "
                f"on {day_words(booked.date)}, {_times(booked)}, is not in the agenda",
                fix="use it, or take it out of the brief",
                on=booked.date,
            )


def _brings_or_takes(plan: Plan, booked: BookedFlight) -> bool:
    """Tell whether a booked flight is the one before the tour or the one after it."""
    arrival, departure = plan.brief.arrival, plan.brief.departure
    if not plan.dates:
        return False
    first, last = plan.dates[0], plan.dates[-1]
    brings = arrival is not None and (booked.end, booked.lands) == (arrival.airport, arrival.at)
    takes = departure is not None and (booked.start, booked.departs) == (
        departure.airport,
        departure.at,
    )
    return (brings and booked.date == first) or (takes and booked.date == last)


def _is_booked(step: Step, booked: BookedFlight) -> bool:
    lands = datetime.combine(booked.date, booked.lands)
    return step.start == clock(booked.departs) and step.ends == lands


def _way_in_and_out(plan: Plan) -> Iterator[Found]:
    came, left = plan.arrival, plan.departure
    if came is not None and came.city is not None and came.length < came.city.kerb_minutes:
        yield error(
            f"It takes {length_words(came.city.kerb_minutes)} to the kerb of "
            f"{plan.place_name(came.block.place)}; {length_words(came.length)} are planned",
            came,
            fix=f"leave at {clock_words(came.start + came.city.kerb_minutes)} or later",
        )
    if left is not None:
        wait = _waited(plan, len(plan.steps), left.at)
        needed = plan.catalogue.defaults.airport_minutes
        begun = left.block.start if wait is None else wait.block.start
        if (left.block.end - begun).total_seconds() / 60 < needed:
            yield from _too_late(plan, left, wait or left, needed)


def _too_late(plan: Plan, left: Step, wait: Step, needed: int) -> Iterator[Found]:
    name = plan.place_name(left.block.place)
    yield error(
        f"The group reaches {name} at {clock_words(wait.start)} for its departure at "
        f"{clock_words(left.end)}; {length_words(needed)} are needed",
        wait,
        fix=f"be at {name} by {clock_words(left.end - needed)}",
    )


def _stray_waits(plan: Plan) -> Iterator[Found]:
    for number, step in enumerate(plan.steps):
        if step.kind != "break" or step.ref not in plan.airports:
            continue
        if step is plan.arrival or step is plan.departure or _beside_a_flight(plan, number):
            continue
        yield error(
            f"The group waits at {plan.site_name(step.ref)} on {day_words(step.date)} for no "
            "flight",
            step,
            fix="take the wait out, or plan the flight",
        )


def _beside_a_flight(plan: Plan, number: int) -> bool:
    here = plan.steps[number].ref
    for step in plan.steps[number + 1 : number + 4]:
        if step.kind == "flight" or step is plan.departure:
            return step.at == here
        if step.at != here:
            break
    before = plan.steps[number - 1] if number else None
    return before is not None and before.kind == "flight" and before.leads_to == here


def _times(booked: BookedFlight) -> str:
    return f"{booked.departs:%H:%M}–{booked.lands:%H:%M}"


def _hm(at: datetime) -> str:
    return f"{at:%H:%M}"
