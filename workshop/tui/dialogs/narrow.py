"""Narrowing a long list down: the question for one value of a filter, and filters in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from workshop.model.tour import STATUSES
from workshop.tui.dialogs.choose import Answer, Choose

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue

Filter = Literal["kind", "city", "framework", "status"]
KINDS = {"visit": "visits", "training": "lectures", "leisure": "leisure"}


def values_of(which: Filter, catalogue: Catalogue) -> dict[str, str]:
    """Return the values that a filter can have, and what a person calls them."""
    if which == "city":
        return {city.id: city.name for city in catalogue.cities}
    if which == "framework":
        by_module = sorted(catalogue.frameworks, key=lambda one: one.module)
        return {one.id: one.name for one in by_module}
    return KINDS if which == "kind" else {str(one): one for one in STATUSES}


def value_words(which: Filter, value: str, catalogue: Catalogue | None) -> str:
    """Return what a person calls a value of a filter; empty for none."""
    named = values_of(which, catalogue) if catalogue is not None else {}
    return named.get(value, value)


def narrow(question: str, everything: str, values: Mapping[str, str]) -> Choose:
    """Return the question for one of `values`, each in its words; the empty one is `everything`."""
    found = (Answer(value, label) for value, label in values.items())
    return Choose("Show only", question, (Answer("", everything), *found))
