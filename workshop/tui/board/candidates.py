"""What can be added to a plan, in words: a row, a few lines, the filters that narrow it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from workshop.catalogue.additions import Addition, Sieve
from workshop.tui import text, words
from workshop.tui.dialogs.narrow import Filter, value_words, values_of

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.model.catalogue import Catalogue

FILTERS: tuple[Filter, ...] = get_args(Filter)


def addition_row(one: Addition, mark: str, width: int) -> Content:
    """Return one line: what it is, its name, where, how long, its standing or a mark."""
    style = f"bold ${words.family(one.kind)}"
    standing = mark or addition_standing(one)
    city = text.fit(one.city_name, 10) if width >= 60 else ""
    tail = f" {city} {words.hours(one.minutes):>7}  {text.fit(standing, 13)}"
    name = text.fit(one.title, max(8, width - text.width(tail) - 2))
    return text.joined((f"{words.LETTERS[one.kind]} ", style), name, (tail, "$text-muted"))


def addition_standing(one: Addition) -> str:
    """Say in a word or two what the brief says of it."""
    if one.wish == "never":
        return "× not wanted"
    if one.status is not None and one.status != "idea":
        return one.status
    if one.wish in ("must", "wish"):
        return {"must": "★ must", "wish": "☆ wished for"}[one.wish]
    return "suggested" if one.suggested_by else ""


def addition_lines(one: Addition, catalogue: Catalogue) -> Content:
    """Say what it shows, why it was left out, and why one would want it."""
    known = catalogue.framework
    shown = ", ".join(known[name].name for name in one.frameworks if name in known)
    verb = "teaches" if one.kind == "training" else "shows"
    rows = [text.one_line(f"{verb} {shown}", "$text-muted")] if shown else []
    if one.reason:
        rows.append(text.joined(("left out: ", "bold"), text.line(one.reason)))
    if one.suggested_by:
        rows.append(text.joined(("suggested by ", "bold"), text.line(one.suggested_by)))
    rows.append(text.one_line(one.about))
    return text.lines_of(*rows)


def sieve_words(sieve: Sieve, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the filters as they stand: `Singapore`, `Marketplace platform`, `invited`."""
    return tuple(
        value_words(which, value, catalogue)
        for which in FILTERS
        if (value := getattr(sieve, which))
    )


def filter_values(
    which: Filter, additions: tuple[Addition, ...], catalogue: Catalogue
) -> dict[str, str]:
    """Return the values of a filter that lead to something, with how many."""
    named = values_of(which, catalogue)
    counts = {value: sum(Sieve(**{which: value}).lets(one) for one in additions) for value in named}
    return {value: f"{name} ({counts[value]})" for value, name in named.items() if counts[value]}
