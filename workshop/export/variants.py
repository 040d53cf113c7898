"""Variants of a tour in words and as data: a table, what each costs or gains, the best start."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workshop.export.data import change_data, plan_data
from workshop.export.wording import city_name, length
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.costing import at_sizes
from workshop.model.money import Costs
from workshop.model.moneywords import in_words, line_words, money, size_words
from workshop.model.terms import closed_for
from workshop.planner.changes import Change, Difference, day_words, listed
from workshop.planner.compare import Variant, best_start, starts, term_changes

HEADS = ("VARIANT", "VISITS", "TRAINING", "LEISURE", "TRANSIT", "A HEAD", "POINTS", "PROOF")
UNKNOWN = "unknown"


def table_rows(variants: Sequence[Variant]) -> list[tuple[str, ...]]:
    """Return a row for each variant, in the order of `HEADS`."""
    return [_row(one) for one in variants]


def _row(one: Variant) -> tuple[str, ...]:
    if not one.possible:
        return (one.label, *[""] * (len(HEADS) - 2), "stopped" if one.stopped else "impossible")
    minutes, agenda = one.minutes, one.agenda
    return (
        one.label,
        f"{one.visits}, {length(minutes.visit)}",
        length(minutes.training),
        length(minutes.leisure),
        length(minutes.transit),
        _each(one.costs),
        str(agenda.score),
        _proof(agenda),
    )


def _proof(agenda: Agenda) -> str:
    """Say how far from the best a plan may be at most; at a gap of 1 nobody has a bound yet."""
    there = "" if agenda.venues == "all" else " at its venues"
    if agenda.status == "optimal":
        return f"best{there}"
    if agenda.gap >= 1:
        return "unproven"
    return f"within {math.ceil(agenda.gap * 1000 - 1e-6) / 10:.1f} %{there}"


def _each(costs: Costs | None) -> str:
    """Say the costs of a head; known ones are a floor while others are unknown."""
    if costs is None or costs.per_head is None:
        return UNKNOWN
    each = money(costs.per_head, costs.currency)
    return each if costs.complete else f"{each} + unknown"


def told(variants: Sequence[Variant], catalogue: Catalogue) -> Iterator[str]:
    """Give the lines under the table: each variant's route, what it changes, the best start."""
    base = variants[0]
    for one in variants:
        yield ""
        yield f"{one.label}: {_route(one, catalogue)}"
        if one is not base and one.possible and base.possible:
            yield f"  {balance_words(base, one)}"
            yield from (f"  {line}" for line in difference_words(one.difference))
        if not one.possible and not one.stopped:
            yield from (f"  {_conflict(c.fact, c.where)}" for c in one.agenda.conflict)
        if one is base and one.costs:
            yield from (f"  costs: {line}" for line in in_words(one.costs))
            sizes = at_sizes(one.agenda, one.tour.brief, catalogue)
            yield from (f"  costs: {line}" for line in size_words(sizes))
    best = best_words(variants, catalogue)
    yield from ("", *best) if best else ()


def _route(one: Variant, catalogue: Catalogue) -> str:
    if one.stopped:
        return "the limit was over before there was a plan; allow more with --limit"
    if not one.possible:
        return "no plan can exist, since these cannot hold together"
    cities = " → ".join(city_name(catalogue, city) for city in one.route)
    return f"{cities}, from {day_words(one.agenda.days[0].date)}"


def _conflict(fact: str, where: str) -> str:
    return f"{fact} ({where})" if where else fact


def balance_words(base: Variant, other: Variant) -> str:
    """Say what a variant costs and gains: `1 visit fewer, 2 h 00 less training; 9 points fewer`."""
    was, now = base.minutes, other.minutes
    parts = [_count(other.visits - base.visits, "visit")]
    parts += [
        _time(after - before, what)
        for before, after, what in (
            (was.training, now.training, "training"),
            (was.visit, now.visit, "with hosts"),
            (was.leisure, now.leisure, "leisure"),
            (was.transit, now.transit, "in transit"),
        )
    ]
    parts.append(_dearer(base.costs, other.costs))
    changed = ", ".join(filter(None, parts)) or "nothing changes in numbers"
    before = base.agenda.score if other.before is None else other.before
    points = _count(other.agenda.score - before, "point") or "the same points"
    if other.before is not None:
        points += f": as it is the tour has {before} with these weights"
    return f"{changed}; {points}"


def _count(more: int, what: str) -> str:
    if not more:
        return ""
    plural = "s" if abs(more) != 1 else ""
    return f"{abs(more)} {what}{plural} {'more' if more > 0 else 'fewer'}"


def _time(more: int, what: str) -> str:
    return f"{length(abs(more))} {'more' if more > 0 else 'less'} {what}" if more else ""


def _dearer(was: Costs | None, now: Costs | None) -> str:
    if was is None or now is None or was.currency != now.currency:
        return ""
    if was.per_head is None or now.per_head is None or was.per_head == now.per_head:
        return ""
    more = now.per_head - was.per_head
    known = "" if was.complete and now.complete else " in known costs"
    return f"{money(abs(more), now.currency)} a head {'more' if more > 0 else 'less'}{known}"


def difference_words(difference: Difference | None) -> Iterator[str]:
    """Give a line for what goes, what comes and what moves, by name."""
    if difference is None:
        return
    for word, changes in (("out", difference.dropped), ("in", difference.added)):
        if changes:
            yield f"{word}: {listed(_title(one) for one in changes)}"
    if difference.moved:
        named = [_title(one) for one in difference.moved if one.block.kind != "training"]
        lectures = len(difference.moved) - len(named)
        if lectures:
            named.append(f"{lectures} lecture{'s' if lectures > 1 else ''}")
        yield f"moved: {listed(named)}"
    yield f"kept as they are: {len(difference.kept)}"


def _title(change: Change) -> str:
    block = change.after or change.block
    short = block.kind == "training" and block.form == "short"
    return f"{change.title} (short)" if short else change.title


# -------------------------------------------------------------------- the best start


def best_words(variants: Sequence[Variant], catalogue: Catalogue) -> tuple[str, ...]:
    """Say which start is best, by how much and why; nothing where only one start has a plan."""
    best, found = best_start(variants), starts(variants)
    if best is None or len(found) < 2:
        return ()
    alike = [one for one in found if one.agenda.score == best.agenda.score]
    said = [f"best start: {listed(map(_start, alike))}, {best.agenda.score} points"]
    others = [one for one in found if one not in alike]
    if others:
        second = max(others, key=lambda one: one.agenda.score)
        behind = _count(second.agenda.score - best.agenda.score, "point")
        said[0] += f"; next is {_start(second)}, {behind}"
        why = [f"{name} {change:+d}" for name, change in term_changes(second.agenda, best.agenda)]
        said.append(f"  against {_start(second)}: {', '.join(why)}")
    if any(one.agenda.gap > 0 for one in found):
        said.append("  not all are proven best; more --limit may change the order")
    said += [f"  {_start(one)}: {_closed(one, catalogue)}" for one in found]
    return tuple(said)


def _start(one: Variant) -> str:
    return day_words(one.agenda.days[0].date)


def _closed(one: Variant, catalogue: Catalogue) -> str:
    """Name the working days on which the brief's cities are closed during a variant."""
    days = closed_days(one, catalogue)
    said = [f"{city_name(catalogue, city)} {day_words(day)} ({why})" for city, day, why in days]
    return f"closed: {', '.join(said)}" if said else "no city is closed on a working day"


def closed_days(one: Variant, catalogue: Catalogue) -> tuple[tuple[str, date, str], ...]:
    """Return city, day and reason of the working days on which a must or a stop is closed."""
    first, brief = one.first, one.tour.brief
    if first is None:
        return ()
    dates = [first + timedelta(days=n) for n in range(brief.days)]
    cities = dict.fromkeys((*brief.cities.must, *one.route))
    return tuple(
        (city, day, ", ".join(names))
        for city in cities
        for day in dates
        if day.weekday() < 5 and (names := closed_for(catalogue, brief, catalogue.city[city], day))
    )


# -------------------------------------------------------------------- data


def variants_data(name: str, variants: Sequence[Variant]) -> dict[str, object]:
    """Return the variants of the tour `name` in the shape of `compare --json`."""
    return {"variants": [_variant(name, one) for one in variants]}


def _variant(name: str, one: Variant) -> dict[str, object]:
    each = one.cost_per_head
    return {
        "label": one.label,
        "plan": plan_data(name, one.agenda),
        "minutes": one.minutes.model_dump(),
        "visits": one.visits,
        "route": list(one.route),
        "cost_per_head": None if each is None else each / 100,
        "costs": None if one.costs is None else costs_data(one.costs),
        "difference": difference_data(one.difference),
    }


def costs_data(costs: Costs) -> dict[str, object]:
    """Return costs as data; amounts are in `currency`, those not known are None and counted."""
    return {
        "heads": costs.heads,
        "currency": costs.currency,
        "total": costs.total / 100 if costs.known else None,
        "per_head": None if costs.per_head is None else costs.per_head / 100,
        "ceiling": None if costs.ceiling is None else costs.ceiling / 100,
        "over": None if costs.over is None else costs.over / 100,
        "break_even": costs.break_even,
        "complete": costs.complete,
        "lines": [
            {
                "what": line.what,
                "amount": None if line.amount is None else line.amount / 100,
                "words": line_words(line, costs.currency),
            }
            for line in costs.lines
        ],
        "unknown": [
            {"kind": one.kind, "number": one.number, "names": list(one.names)}
            for one in costs.unknown
        ],
        "faults": [one.model_dump() for one in costs.faults],
        "beyond": list(costs.beyond),
    }


def difference_data(difference: Difference | None) -> dict[str, object]:
    """Return a difference as data; empty where there is none, as of the tour as it is."""
    if difference is None:
        return {}
    return {
        "kept": len(difference.kept),
        "moved": [change_data(one) for one in difference.moved],
        "dropped": [change_data(one) for one in difference.dropped],
        "added": [change_data(one) for one in difference.added],
    }
