"""Costs in words: amounts, known lines, what is not known, the budget and the break-even."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workshop.model.money import Costs, Hundredths, Kind, Line, Unknown, rounded

COUNTED: dict[Kind, tuple[str, str]] = {
    "hosts": ("host's fee", "hosts' fees"),
    "rooms": ("room", "rooms"),
    "nights": ("night at the hotel", "nights at the hotel"),
    "coaches": ("coach ride", "coach rides"),
    "flights": ("flight", "flights"),
    "leisure": ("leisure item", "leisure items"),
    "meals": ("meal", "meals"),
}
"""What one of a kind is called, and what several are."""


def money(amount: Hundredths, currency: str | None) -> str:
    """Say an amount: `USD 1,234`, `USD 0.50`; hundredths only where there are some."""
    sign, (whole, rest) = "-" if amount < 0 else "", divmod(abs(amount), 100)
    said = f"{sign}{whole:,}" + (f".{rest:02d}" if rest else "")
    return f"{currency} {said}" if currency else said


def in_words(sums: Costs) -> tuple[str, ...]:
    """Say what is known, what it means for the budget, and what is not known; one line a thing."""
    said = []
    if sums.known:
        total, each = money(sums.total, sums.currency), money(sums.per_head or 0, sums.currency)
        said.append(f"known: {total} for {_people(sums.heads)}, {each} a head")
    said += [_budget_words(sums)] if sums.ceiling is not None else []
    said += [_price_words(sums)] if sums.price_per_head is not None else []
    if sums.unknown:
        said.append(f"no price for {', '.join(map(missing_words, sums.unknown))}")
    said += [f"{one.fact} ({one.where})" for one in sums.faults]
    said += [f"{_people(sums.heads)} do not fit: {one}" for one in sums.beyond]
    return tuple(said)


def size_words(sizes: Sequence[Costs]) -> tuple[str, ...]:
    """Say what is known for a head at several sizes of the group; nothing where nothing is.

    `a head: USD 400 of 12 people, USD 300 of 18 people, USD 250 of 24 people`.
    """
    each = [
        f"{money(one.per_head, one.currency)} of {_people(one.heads)}"
        for one in sizes
        if one.per_head is not None
    ]
    return (f"a head: {', '.join(each)}",) if len(each) > 1 else ()


def line_words(line: Line, currency: str | None) -> str:
    """Say one known cost: `Grab: SGD 500 (USD 375 at 0.75 of 20 Nov 2026)`."""
    parts = [money(rounded(line.fixed * line.times), line.currency)] if line.fixed else []
    if line.per_head:
        parts.append(f"{money(rounded(line.per_head * line.times), line.currency)} a head")
    said = f"{line.what}: {' + '.join(parts) or 'free'}"
    if line.rate is not None and line.amount is not None:
        said += f" ({money(line.amount, currency)} at {line.rate.per_unit:g}"
        said += f" of {_day(line.rate.as_of)})"
    return said


def _budget_words(sums: Costs) -> str:
    over, ceiling = sums.over or 0, money(sums.ceiling or 0, sums.currency)
    if over > 0:
        return f"over the ceiling of {ceiling} by {money(over, sums.currency)}"
    left = f"within the ceiling of {ceiling}, {money(-over, sums.currency)} left"
    return left if sums.complete else f"{left} for what is unknown"


def _price_words(sums: Costs) -> str:
    price = money(sums.price_per_head or 0, sums.currency)
    if sums.break_even is None:
        return f"at {price} a head the known costs are never met: a head costs that much or more"
    rest = "" if sums.complete else "known "
    return f"at {price} a head the {rest}costs are met from {_people(sums.break_even)} on"


def missing_words(one: Unknown) -> str:
    """Say what has no price: `14 coach rides`."""
    return f"{one.number} {COUNTED[one.kind][one.number != 1]}"


def _people(number: int) -> str:
    return f"{number} {'people' if number != 1 else 'person'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
