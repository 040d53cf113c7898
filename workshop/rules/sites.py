"""On what terms the sites of a plan are used, as far as those are only assumed."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.model.terms import Terms
from workshop.rules.found import Found, note
from workshop.rules.ground import Ground
from workshop.rules.plan import Plan
from workshop.rules.step import Step
from workshop.rules.words import capital, hours_words, length_words, listed


def assumptions(plan: Plan, *, by_hours: bool) -> Iterator[Found]:
    """Note what rests on a default: once for all sites of a kind of which the same is assumed.

    With `by_hours` the sites whose hours (or visit's length) are assumed, with all that is assumed
    of them; without it those of which only the size is assumed.
    """
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, list[Step]]] = {}
    for site, steps in plan.used_sites.items():
        assumed = plan.said_of_site(site, _assumed)
        if assumed is not None and assumed[0] == by_hours:
            alike.setdefault(assumed[1:], {})[site] = steps
    for (kind, values), sites in alike.items():
        names = [plan.site_name(site) for site in sites]
        steps = [step for used in sites.values() for step in used]
        if len(names) == 1:
            said, fix = f"{names[0]}'s {_of_one(values)}; ask the {kind}", _ANSWER
        else:
            said = f"{_of_many(values, len(names), kind)}: {listed(names)}"
            fix = f"ask the {kind}s and {_ANSWER}"
        yield note(said, *steps, fix=fix)


_KINDS = {"host": "host", "venue": "venue"}
_SIZES = ("group cap", "room capacity")
_ANSWER = "put the answer into the brief"


def _assumed(ground: Ground, site: str) -> tuple[bool, str, tuple[tuple[str, str], ...]] | None:
    """Return whether more than a size is assumed of a site, its kind, and all that is assumed."""
    terms = ground.terms(site)
    if not terms.assumed:
        return None
    about_hours = any(what not in _SIZES for what in terms.assumed)
    return about_hours, _KINDS.get(ground.spots[site].kind, "place"), _values(terms)


def _values(terms: Terms) -> tuple[tuple[str, str], ...]:
    """Return what is assumed, hours first, and its value in words."""
    whats = sorted(terms.assumed, key=lambda what: (not what.endswith("hours"), what))
    return tuple((what, _value(terms, what)) for what in whats)


def _of_one(values: tuple[tuple[str, str], ...]) -> str:
    if len(values) == 1:
        what, value = values[0]
        return f"{what} {'are' if what.endswith('hours') else 'is'} assumed ({value})"
    return f"{listed(f'{what} ({value})' for what, value in values)} are assumed"


def _of_many(values: tuple[tuple[str, str], ...], number: int, kind: str) -> str:
    whats = listed(f"{_PLURALS.get(what, what)} ({value})" for what, value in values)
    return f"{capital(whats)} of {number} {kind}s are assumed"


_PLURALS = {
    "group cap": "group caps",
    "room capacity": "room capacities",
    "visit length": "visit lengths",
}


def _value(terms: Terms, what: str) -> str:
    if what.endswith("hours"):
        return hours_words(terms.hours)
    return length_words(terms.minutes) if what == "visit length" else str(terms.cap)
