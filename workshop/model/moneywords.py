"""Costs in words: amounts, known lines, what is not known, the budget and the break-even."""

from __future__ import annotations

from datetime import date

from workshop.model.money import Costs, Hundredths, Kind, Line, Unknown, rounded

NAMES: dict[Kind, tuple[str, str]] = {
    "hosts": ("hosts' fees", ""),
    "rooms": ("rooms", ""),
    "nights": ("hotel", "nights"),
    "coaches": ("coaches", "rides"),
    "flights": ("flights", ""),
    "leisure": ("leisure", ""),
    "meals": ("meals", ""),
}
"""How a kind is called, and what it is counted in if not in itself."""


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
        said.append(", ".join(map(unknown_words, sums.unknown)))
    said += [f"{one.fact} ({one.where})" for one in sums.faults]
    said += [f"{_people(sums.heads)} do not fit: {one}" for one in sums.beyond]
    return tuple(said)


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


def unknown_words(one: Unknown) -> str:
    """Say what has no price: `coaches: 14 rides unknown`."""
    name, unit = NAMES[one.kind]
    if one.number == 1:
        unit = unit.removesuffix("s")
    return f"{name}: {one.number} {f'{unit} ' if unit else ''}unknown"


def _people(number: int) -> str:
    return f"{number} {'people' if number != 1 else 'person'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
