"""Which door a step goes through, on what terms, and which of those are only assumed."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.model.terms import Terms, host_terms, leisure_terms, venue_terms
from workshop.rules.found import Found, note
from workshop.rules.plan import Plan
from workshop.rules.step import Step
from workshop.rules.words import hours_words, length_words, listed


def site_of(plan: Plan, step: Step) -> str | None:
    """Return the host, leisure item or venue whose door a step must pass, if it is known."""
    if step.kind == "visit":
        return step.ref if step.ref in plan.catalogue.host else None
    if step.kind == "leisure":
        return step.ref if step.ref in plan.catalogue.leisure else None
    if step.kind in ("training", "debrief"):
        return step.at if step.at in plan.catalogue.venue else None
    return None


def used_sites(plan: Plan) -> dict[str, list[Step]]:
    """Return the steps at each known site, in order of time."""
    used: dict[str, list[Step]] = {}
    for step in plan.steps:
        site = site_of(plan, step)
        if site is not None:
            used.setdefault(site, []).append(step)
    return used


def terms_of(plan: Plan, site: str) -> Terms:
    """Return the terms of a known host, venue or leisure item."""
    kind = plan.spots[site].kind
    if kind == "host":
        return host_terms(plan.catalogue, plan.brief, site)
    if kind == "venue":
        return venue_terms(plan.catalogue, plan.brief, site)
    return leisure_terms(plan.catalogue, site)


def assumptions(plan: Plan, *, by_hours: bool) -> Iterator[Found]:
    """Note once for each site what rests on a default.

    With `by_hours` the sites whose hours (or visit's length) are assumed, with all that is assumed
    of them; without it those of which only the size is assumed.
    """
    for site, steps in used_sites(plan).items():
        terms = terms_of(plan, site)
        about_hours = any(what not in _SIZES for what in terms.assumed)
        if terms.assumed and about_hours == by_hours:
            whom = {"host": "host", "venue": "venue"}.get(plan.spots[site].kind, "place")
            yield note(
                f"{plan.site_name(site)}'s {_in_words(terms)}; ask the {whom}",
                *steps,
                fix="put the answer into the brief",
            )


_SIZES = ("group cap", "room capacity")


def _in_words(terms: Terms) -> str:
    whats = sorted(terms.assumed, key=lambda what: (not what.endswith("hours"), what))
    if len(whats) == 1:
        verb = "are" if whats[0].endswith("hours") else "is"
        return f"{whats[0]} {verb} assumed ({_value(terms, whats[0])})"
    return f"{listed(f'{what} ({_value(terms, what)})' for what in whats)} are assumed"


def _value(terms: Terms, what: str) -> str:
    if what.endswith("hours"):
        return hours_words(terms.hours)
    return length_words(terms.minutes) if what == "visit length" else str(terms.cap)
