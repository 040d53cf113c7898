"""A brief as the texts of a form, and back. Pure, no screen.

What the brief knows of a single host (slot, hours, contact), lecture (form, notes) or room (size,
hours, cost) has no field here; it stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Arrival, Brief, Departure, Weights
from workshop.tui.forms import fields
from workshop.tui.forms.brieffields import HOST_WISHES, MODULE_WISHES, brief_sections
from workshop.tui.forms.entries import closure_words, contact_words, flight_words
from workshop.tui.forms.fields import RejectedError, Section
from workshop.tui.forms.moneylines import line_words, rate_words


def brief_texts(brief: Brief, catalogue: Catalogue) -> dict[str, str]:
    """Return what the form shows of a brief, by key."""
    named = {one.id: one.name for one in catalogue.cities}
    budget, window, pace = brief.budget, brief.window, brief.pace
    texts = {
        "title": brief.title,
        "for": brief.kind,
        "client": brief.client,
        "question": brief.question,
        "group_size": str(brief.group_size),
        "coach_seats": _or_nothing(brief.coach_seats),
        "notes": brief.notes,
        "start": _or_nothing(brief.start),
        "window.earliest": _or_nothing(window and window.earliest),
        "window.latest": _or_nothing(window and window.latest),
        "days": str(brief.days),
        "cities.must": ", ".join(named.get(one, one) for one in brief.cities.must),
        "cities.may": ", ".join(named.get(one, one) for one in brief.cities.may),
        "cities.order": ", ".join(named.get(one, one) for one in brief.cities.order),
        "arrival": _end_words(brief.arrival),
        "departure": _end_words(brief.departure),
        "balance.target": f"{brief.balance.target * 100:.4g}",
        "balance.tolerance": f"{brief.balance.tolerance * 100:.4g}",
        "balance.hard": "yes" if brief.balance.hard else "no",
        "leisure.minutes_per_day": str(brief.leisure.minutes_per_day),
        "leisure.must": ", ".join(brief.leisure.must),
        "leisure.never": ", ".join(brief.leisure.never),
        "pace.visits_per_day": str(pace.visits_per_day),
        "pace.rest_hours": str(pace.rest_hours),
        "budget.ceiling": fields.amount_words(budget.ceiling) if budget else "",
        "budget.currency": _or_nothing(budget and budget.currency),
        "budget.price_per_head": (
            fields.amount_words(budget.price_per_head)
            if budget and budget.price_per_head is not None
            else ""
        ),
        "budget.rates": "; ".join(map(rate_words, budget.rates if budget else ())),
        "budget.lines": "; ".join(map(line_words, budget.lines if budget else ())),
    }
    texts |= {
        "flights": "; ".join(map(flight_words, brief.flights)),
        "venues": ", ".join(one.id for one in brief.venues),
        "closures": "; ".join(closure_words(one, named) for one in brief.closures),
        "dress": brief.dress,
        "needs": brief.needs,
        "contacts": "; ".join(map(contact_words, brief.contacts)),
    }
    for key in ("day_start", "day_end", "evening_end", "travel_from", "travel_until"):
        texts[f"pace.{key}"] = f"{getattr(pace, key):%H:%M}"
    for key in Weights.model_fields:
        texts[f"weights.{key}"] = str(getattr(brief.weights, key))
    for what, entries, wishes in (
        ("modules", brief.modules, MODULE_WISHES),
        ("hosts", brief.hosts, HOST_WISHES),
    ):
        for wish in wishes:
            texts[f"{what}.{wish}"] = ", ".join(one.id for one in entries if one.wish == wish)
    return texts


def _or_nothing(value: object) -> str:
    return "" if value is None or value == "" else str(value)


def _end_words(end: Arrival | Departure | None) -> str:
    return f"{end.airport} {end.at:%H:%M}" if end is not None else ""


def brief_from(brief: Brief, texts: Mapping[str, str], catalogue: Catalogue) -> Brief:
    """Return `brief` with what was changed in the form. Raises `RejectedError` with every fault."""
    sections = brief_sections(catalogue, brief.venues)
    changed = changed_from(brief, texts, catalogue, sections)
    try:
        return Brief.model_validate_json(json.dumps(changed))
    except ValidationError as error:
        keys = [field.key for section in sections for field in section.fields]
        raise RejectedError(faults_by_key(error, keys)) from error


def changed_from(
    brief: Brief, texts: Mapping[str, str], catalogue: Catalogue, sections: tuple[Section, ...]
) -> dict[str, object]:
    """Return the brief as plain data with the changes in it."""
    before = brief_texts(brief, catalogue)
    data: dict[str, object] = brief.model_dump(mode="json", by_alias=True)
    new = fields.changed_data(sections, before, texts)
    for what, wishes, default in (
        ("modules", MODULE_WISHES, "wish"),
        ("hosts", HOST_WISHES, "may"),
    ):
        lists = {wish: new.pop(f"{what}.{wish}", None) for wish in wishes}
        if any(ids is not None for ids in lists.values()):
            data[what] = _wished(data[what], lists, default, what)
    for key, value in new.items():
        fields.put(data, key, value)
    _settle_dates(data)
    _settle_budget(data, brief)
    return data


def _wished(
    entries: object, lists: dict[str, object], default: str, what: str
) -> list[dict[str, Any]]:
    """Return the entries of modules or hosts with other wishes; all else of an entry stays."""
    kept: list[dict[str, Any]] = [dict(one) for one in entries]  # type: ignore[attr-defined]
    wanted: dict[str, str] = {}
    for wish, ids in lists.items():
        shown = ids if isinstance(ids, list) else [one["id"] for one in kept if one["wish"] == wish]
        for one in shown:
            if one in wanted:
                raise RejectedError({f"{what}.{wish}": f"{one} is in two lists"})
            wanted[one] = wish
    for entry in kept:
        name = str(entry["id"])
        if name in wanted:
            entry["wish"] = wanted.pop(name)
        elif entry["wish"] in lists:
            entry["wish"] = default
    return kept + [{"id": name, "wish": wish} for name, wish in wanted.items()]


def _settle_dates(data: dict[str, object]) -> None:
    window = data.get("window")
    if isinstance(window, dict) and not any(window.values()):
        data["window"] = None


def _settle_budget(data: dict[str, object], brief: Brief) -> None:
    """Take an empty budget away; notes of cost lines that were there stay with them."""
    budget = data.get("budget")
    if not isinstance(budget, dict):
        return
    if not any(budget.values()):
        data["budget"] = None
        return
    data["budget"] = {key: value for key, value in budget.items() if value is not None}
    notes = {one.what: one.cost.note for one in brief.budget.lines} if brief.budget else {}
    for line in budget.get("lines") or ():
        line["cost"].setdefault("note", notes.get(line["what"], ""))


def faults_by_key(error: ValidationError, keys: Iterable[str]) -> dict[str, str]:
    """Return by field what a model refuses; what has no field of its own goes to the nearest."""
    known = list(keys)
    found: dict[str, str] = {}
    for one in error.errors(include_url=False):
        path = ".".join(str(step) for step in one["loc"])
        message = one["msg"].removeprefix("Value error, ")
        if one["type"] == "missing":
            message = "this is needed"
        found.setdefault(_nearest(path, known), message)
    return found


def _nearest(path: str, keys: list[str]) -> str:
    if not path:
        return "start" if "start" in keys else keys[0]
    while path:
        for key in keys:
            if key == path or key.startswith(f"{path}."):
                return key
        path = path.rpartition(".")[0]
    return ""
