"""Doors: who is open when, what is agreed with a host, and whether the group fits in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from workshop.model.base import weekday
from workshop.model.calendar import Holiday
from workshop.model.place import City
from workshop.model.terms import (
    Spans,
    closed_for,
    held_slot,
    host_terms,
    host_wish,
    in_ramadan,
    open_spans,
)
from workshop.model.travel import clock
from workshop.rules.found import Found, error, note, warning
from workshop.rules.ground import Ground, Steps, site_of
from workshop.rules.plan import Plan
from workshop.rules.sites import assumptions
from workshop.rules.step import Step
from workshop.rules.words import (
    clock_words,
    day_words,
    hours_words,
    length_words,
    listed,
    span_words,
    weekday_words,
)


def opening(plan: Plan) -> Iterator[Found]:
    """A host, venue or leisure item is used only in its hours, on its days."""
    yield from plan.day_by_day(_doors)
    for site, step in ((site, step) for site, steps in plan.used_sites.items() for step in steps):
        reason = plan.said_of(step, _closed_why)
        if reason and _is_held(plan, step):
            yield warning(
                f"The slot held at {plan.site_name(site)}, {day_words(step.date)} "
                f"{clock_words(step.start)}, is outside its usual hours: {reason}",
                step,
                fix="ask the host whether it knows, and note the answer",
            )
        elif reason:
            yield error(reason, step, fix=_mend(plan, site, step))
    yield from assumptions(plan, by_hours=True)


def _doors(ground: Ground, steps: Steps) -> Iterator[Found]:
    """Find what is not known of a door, whatever the hour."""
    for step in steps:
        site = site_of(ground, step)
        if site is None and step.kind in ("visit", "leisure"):
            yield _unknown(ground, step)
        elif site is not None and step.kind == "visit":
            yield from _moving_holidays(ground, site, step)


def capacity(plan: Plan) -> Iterator[Found]:
    """The group fits the host, the room and the coach."""
    size = plan.brief.group_size
    for site, steps in plan.used_sites.items():
        cap = plan.terms(site).cap
        if cap < size:
            what = "seats" if plan.spots[site].kind == "venue" else "takes"
            yield error(
                f"{plan.site_name(site)} {what} {cap}; the group is {size}",
                *steps,
                fix="ask for more, split the group, or choose another",
            )
    coaches = plan.of("transfer")
    seats = plan.brief.coach_seats or plan.catalogue.defaults.coach_seats
    if coaches and seats < size:
        yield error(
            f"The coach has {seats} seats; the group is {size}",
            *coaches[:1],
            fix="give coach_seats for a larger coach, or for several together",
        )
    yield from assumptions(plan, by_hours=False)


def confirmed(plan: Plan) -> Iterator[Found]:
    """A slot that is held is kept exactly; who declined is not there; who is not sure is marked."""
    placed = {step.ref for step in plan.visits}
    for step in plan.visits:
        if step.ref in plan.catalogue.host:
            yield from _agreed(plan, step, step.ref)
    yield from _not_confirmed(plan)
    for wish in plan.brief.hosts:
        if wish.status == "confirmed" and wish.id not in placed:
            when = f" for {day_words(wish.slot.date)} {wish.slot.start:%H:%M}" if wish.slot else ""
            yield error(
                f"{plan.site_name(wish.id)} has confirmed{when} and is not in the agenda",
                fix="put the visit in, or change the status of the host",
                on=wish.slot.date if wish.slot else None,
            )


_NOT_YET = ("tentative", "invited", "idea")


def _agreed(plan: Plan, step: Step, host: str) -> Iterator[Found]:
    name, wish = plan.site_name(host), host_wish(plan.brief, host)
    if wish.status == "declined":
        yield error(f"{name} has declined", step, fix="take the visit out")
        return
    slot = held_slot(wish)
    agreed = "confirmed" if wish.status == "confirmed" else "pencilled in"
    if slot is not None and (step.date, step.start) != (slot.date, clock(slot.start)):
        yield error(
            f"{name} is {agreed} for {day_words(slot.date)} {slot.start:%H:%M}, but the visit is "
            f"on {day_words(step.date)} at {clock_words(step.start)}",
            step,
            fix=f"move it to {day_words(slot.date)} {slot.start:%H:%M}",
        )
    minutes = host_terms(plan.catalogue, plan.brief, host).minutes
    if slot is not None and step.length != minutes:
        yield error(
            f"{name} is {agreed} for {length_words(minutes)}, but the visit lasts "
            f"{length_words(step.length)}",
            step,
            fix=f"end it at {clock_words(step.start + minutes)}",
        )
    shown = step.block.status
    if shown == "confirmed" != wish.status:
        yield error(
            f"The agenda shows {name} as confirmed; the brief says {wish.status}",
            step,
            fix="plan again, so that no document promises it",
        )
    elif shown is not None and shown != wish.status:
        yield warning(
            f"The agenda shows {name} as {shown}; the brief says {wish.status}",
            step,
            fix="plan again to bring the agenda up to date",
        )


def _not_confirmed(plan: Plan) -> Iterator[Found]:
    """Note in one finding which visits nobody has promised."""
    asked: dict[str, list[Step]] = {}
    for step in plan.visits:
        if step.ref in plan.catalogue.host:
            asked.setdefault(host_wish(plan.brief, step.ref).status, []).append(step)
    open_still = {status: asked[status] for status in _NOT_YET if status in asked}
    steps = [step for found in open_still.values() for step in found]
    if len(steps) == 1:
        status = next(iter(open_still))
        name = plan.name(steps[0])
        yield note(f"{name} is not confirmed (status: {status})", *steps, fix="ask the host")
    elif steps:
        said = "; ".join(
            f"{status}: {listed(dict.fromkeys(plan.name(step) for step in found))}"
            for status, found in open_still.items()
        )
        yield note(f"{len(steps)} visits are not confirmed ({said})", *steps, fix="ask the hosts")


def _unknown(ground: Ground, step: Step) -> Found:
    kind = "host" if step.kind == "visit" else "leisure item"
    name = ground.site_name(step.ref) if step.ref else ground.name(step)
    return error(
        f"{name} is not a {kind} of the catalogue, so nobody knows when it is open",
        step,
        fix=f"use a {kind} of the catalogue, or add it there",
    )


def _is_held(ground: Ground, step: Step) -> bool:
    return step.kind == "visit" and held_slot(host_wish(ground.brief, step.ref or "")) is not None


def _closed_why(ground: Ground, step: Step) -> str:
    """Say why the site of a step cannot be used during it, or nothing if it can."""
    site = site_of(ground, step)
    if site is None:
        return ""
    if not _is_held(ground, step) and _inside(ground.spans(site, step.date), step.start, step.end):
        return ""
    city, terms, name = ground.spots[site].city, ground.terms(site), ground.site_name(site)
    usual = open_spans(ground.catalogue, ground.brief, city, terms, step.date)
    if not usual:
        holidays = closed_for(ground.catalogue, ground.brief, city, step.date)
        if holidays and not terms.open_on_holidays:
            return f"{name} is closed on {day_words(step.date)}: {listed(holidays)}"
        return f"{name} is closed on {weekday_words(step.date)}s (open {hours_words(terms.hours)})"
    if not _inside(usual, step.start, step.end):
        hours = listed(span_words(*span) for span in usual)
        return (
            f"{name} is open {hours} on {day_words(step.date)}, not "
            f"{span_words(step.start, step.end)}"
        )
    return _host_cut(ground, city, step, name) if ground.spots[site].kind == "host" else ""


def _host_cut(ground: Ground, city: City, step: Step, name: str) -> str:
    prayer = city.friday_prayer
    if prayer is not None and weekday(step.date) == "fri":
        low, high = clock(prayer.start), clock(prayer.end)
        if step.start < high and low < step.end:
            return f"{name} receives nobody during Friday prayers, {span_words(low, high)}"
    if city.ramadan is not None and in_ramadan(ground.catalogue, step.date):
        last = clock(city.ramadan.visits_end)
        if step.end > last:
            return f"In Ramadan visits in {ground.city_name(city.id)} end by {clock_words(last)}"
    return ""


def _mend(plan: Plan, site: str, step: Step) -> str:
    """Name the nearest time the site can be used while the group is in its city."""
    for low, high in sorted(
        plan.spans(site, step.date), key=lambda span: _shift(span, step.start, step.length)
    ):
        if high - low >= step.length:
            if step.start < low:
                return f"move it to {clock_words(low)} or later"
            return f"move it to {clock_words(high - step.length)} or earlier"
    city = plan.spots[site].city.id
    days = [day.date for day in plan.agenda.days if city in day.cities and day.date != step.date]
    for day in sorted(set(days), key=lambda day: (abs((day - step.date).days), day)):
        spans = [span for span in plan.spans(site, day) if span[1] - span[0] >= step.length]
        if spans:
            return f"move it to {day_words(day)} ({listed(span_words(*span) for span in spans)})"
    return "leave it out, or ask whether it opens for the group"


def _shift(span: tuple[int, int], start: float, length: float) -> float:
    return max(span[0] - start, start + length - span[1])


def _inside(spans: Spans, start: float, end: float) -> bool:
    return any(low <= start and end <= high for low, high in spans)


def _moving_holidays(ground: Ground, host: str, step: Step) -> Iterator[Found]:
    city = ground.spots[host].city
    overridden = {each.date for each in ground.brief.closures if each.city == city.id}
    if step.date in overridden:
        return
    for holiday in ground.catalogue.closures.holidays:
        if holiday.country == city.country_code and _is_beside(holiday, step.date):
            side = "before" if holiday.date < step.date else "after"
            name = " ".join(holiday.name.splitlines())
            yield warning(
                f"{name} is expected on {day_words(holiday.date)}, the day {side} the visit to "
                f"{ground.site_name(host)}; its date is an estimate and may still move",
                step,
                fix="check the official date before the visit is agreed",
            )


def _is_beside(holiday: Holiday, day: date) -> bool:
    return holiday.estimated and abs(holiday.date - day) == timedelta(days=1)
