"""A host in the library: its row in the list and its sheet of facts."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.place import Host
from workshop.model.terms import Terms, host_terms, host_wish
from workshop.model.tour import Brief, HostWish
from workshop.tui import text, words
from workshop.tui.library.sheet import Sheet
from workshop.tui.library.words import (
    CERTAINTY,
    CONFIDENCE,
    STATUS_SIGN,
    hours_in_words,
    position_in_words,
)

NOTICE = "Listed here as a candidate. It has agreed to nothing."


OWN = "＋ "
"""Stands before a host that is not of the shipped catalogue."""


def host_row(host: Host, catalogue: Catalogue, brief: Brief | None, width: int) -> Content:
    """Return one line of `width` cells: name, city and, in a tour, the outreach status."""
    city = catalogue.city_of[host.id].name
    status = ""
    if brief is not None:
        word = host_wish(brief, host.id).status
        status = f"  {STATUS_SIGN[word]} {word}"
    tail = text.fit(city, 10) + text.fit(status, 13 if brief is not None else 0)
    own = OWN if host.suggested is not None else ""
    name = text.fit(own + host.name, max(8, width - text.width(tail) - 1))
    return text.joined(name, (f" {tail}", "$text-muted"))


def host_sheet(host: Host, catalogue: Catalogue, brief: Brief | None, width: int) -> Content:
    """Return all that is known of a host, what is not, and what that rests on."""
    sheet = Sheet(width)
    sheet.title(host.name)
    sheet.say(f"{catalogue.city_of[host.id].name} · {host.sector}", "$text-muted")
    sheet.say(_standing(host, brief), "italic")
    if host.suggested is not None:
        sheet.say(f"{OWN}Not of the shipped catalogue: {host.suggested.words()}.", "$warning")
    sheet.heading("Why go there")
    sheet.say(host.why)
    _frameworks(sheet, host, catalogue)
    _questions(sheet, host, catalogue)
    _place(sheet, host)
    _company(sheet, host)
    _terms(sheet, host, catalogue, brief)
    _wish(sheet, host_wish(brief, host.id) if brief else None)
    _doubts(sheet, host)
    _sources(sheet, host)
    return sheet.content()


def _standing(host: Host, brief: Brief | None) -> str:
    if brief is None:
        return NOTICE
    status = host_wish(brief, host.id).status
    if status == "confirmed":
        return "Confirmed for this tour, says the brief."
    return f"{NOTICE} In this tour: {STATUS_SIGN[status]} {status}."


def _frameworks(sheet: Sheet, host: Host, catalogue: Catalogue) -> None:
    sheet.heading("What it shows, and where that is taught")
    for number, one in enumerate(host.frameworks):
        framework = catalogue.framework.get(one)
        if framework is None:
            sheet.item(one)
            continue
        module = catalogue.module.get(framework.module)
        taught = f"{framework.module.upper()} {module.title}" if module else framework.module
        sheet.item(framework.name, "★" if number == 0 else "•")
        sheet.under(f"taught in {taught}" + (", before the visit" if number == 0 else ""))


def _questions(sheet: Sheet, host: Host, catalogue: Catalogue) -> None:
    """Say what to ask and to count there: what was written for this host, then for what it shows.

    Those of its leading framework hold as well; the others' would be more than one visit asks.
    """
    leading = catalogue.framework.get(host.frameworks[0])
    for heading, own, general in (
        ("What to ask", host.ask, leading.ask if leading else ()),
        ("What to count", host.count, leading.count if leading else ()),
    ):
        said = dict.fromkeys((*own, *general))
        if said:
            sheet.heading(heading)
        for one in said:
            sheet.item(one)


def _place(sheet: Sheet, host: Host) -> None:
    sheet.heading("Where")
    sheet.pair("district", host.district)
    sheet.pair("address", f"{host.address} ({CERTAINTY[host.address_status]}; ask the host)")
    sheet.pair("position", position_in_words(host))
    if host.alt_site is not None:
        other = host.alt_site
        seen = f", seen {other.as_of}" if other.as_of else ""
        sheet.pair("also at", f"{other.name} ({other.lat:.4f}, {other.lon:.4f}{seen})")


def _company(sheet: Sheet, host: Host) -> None:
    sheet.heading("The company")
    for label, value, status in (
        ("founded", host.founded, host.founded_status),
        ("owned by", host.ownership, host.ownership_status),
    ):
        known = CERTAINTY[status] if status else "no source noted"
        sheet.pair(label, f"{value} ({known})" if value else "not known")
    sheet.pair("confidence", CONFIDENCE[host.confidence])


def _terms(sheet: Sheet, host: Host, catalogue: Catalogue, brief: Brief | None) -> None:
    terms = host_terms(catalogue, brief or _any_brief(catalogue), host.id)
    sheet.heading("A visit")
    sheet.pair("length", words.hours(terms.minutes) + _assumed(terms, "visit length"))
    sheet.pair("group", f"up to {terms.cap} people" + _assumed(terms, "group cap"))
    closed = "open" if terms.open_on_holidays else "closed"
    hours = f"{hours_in_words(terms.hours)}, {closed} on holidays"
    sheet.pair("hours", hours + _assumed(terms, "visiting hours"))
    if host.cost is not None:
        cost = host.cost
        sheet.pair(
            "price",
            f"{cost.currency} {cost.fixed:,.2f} + {cost.per_head:,.2f} a head"
            + (f" ({cost.note})" if cost.note else ""),
        )


def _assumed(terms: Terms, what: str) -> str:
    return " – assumed, nobody has asked yet" if what in terms.assumed else ""


def _wish(sheet: Sheet, wish: HostWish | None) -> None:
    if wish is None:
        return
    slot = ""
    if wish.slot is not None:
        slot = f"{wish.slot.date:%a %d %b %Y} {wish.slot.start:%H:%M}"
    said = (
        ("wish", wish.wish),
        ("slot", slot),
        ("asked by", wish.suggested_by),
        ("because", wish.why),
        ("contact", wish.contact),
        ("next step", wish.next_step),
        ("source", wish.source),
        ("notes", wish.notes),
    )
    sheet.heading("In this tour")
    for label, value in said:
        if value:
            sheet.pair(label, value)


def _doubts(sheet: Sheet, host: Host) -> None:
    if host.cautions:
        sheet.heading("! Cautions")
        sheet.say(host.cautions)
    if host.unconfirmed:
        sheet.heading("? Not confirmed")
        for one in host.unconfirmed:
            sheet.item(one, "?")


def _sources(sheet: Sheet, host: Host) -> None:
    sheet.heading("Sources")
    for source in host.sources:
        dated = f", {source.as_of}" if source.as_of else ", no date"
        sheet.item(source.title + dated)
        if source.supports:
            sheet.under(f"supports: {source.supports}")
        sheet.under(source.url)


def _any_brief(catalogue: Catalogue) -> Brief:
    """Return a brief that says nothing about any host, so that the stated defaults apply."""
    return Brief(
        title="none",
        group_size=1,
        start=date(2000, 1, 1),
        cities=CityWishes(must=(catalogue.cities[0].id,)),
    )
