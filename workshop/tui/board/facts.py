"""All there is to know about a block or a candidate, as headed paragraphs; pure, no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.tui import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.agenda import Agenda, Block, LeftOut, Term
    from workshop.model.base import Source
    from workshop.model.catalogue import Catalogue
    from workshop.model.finding import Finding
    from workshop.model.place import Host, Leisure
    from workshop.model.tour import Brief


TWICE = (
    "It is given twice: in short before the first visit, so that all look for the same things; "
    "whole after the last, to put side by side what was seen."
)

_UNLIKE = {
    "visits": "each by its wish, its status and what is known of it",
    "modules": "those that only may be given, and short forms, count half",
}
"""What the points of each depend on, in terms that do not count all alike."""


@dataclass(frozen=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


def block_facts(
    block: Block,
    brief: Brief,
    catalogue: Catalogue,
    findings: tuple[Finding, ...] = (),
    points: int = 0,
) -> tuple[Section, ...]:
    """Say what a block is, when, where, how sure it is, what it is good for and what it gives."""
    sections = [
        Section("When", _when(block)),
        Section("Where", _where(block, catalogue)),
        Section("Findings", _findings(block, findings)),
        Section("Points", (_given(block, points),) * bool(points)),
        Section("Locked", ("Locked: planning again leaves it where it is.",) * block.locked),
        *_about(block, brief, catalogue),
        Section("Note", (block.note,) * bool(block.note)),
    ]
    return _filled(sections)


def left_out_facts(item: LeftOut, brief: Brief, catalogue: Catalogue) -> tuple[Section, ...]:
    """Say why a candidate is not in the plan, and what it would have been good for."""
    sections = [Section("Why it is not in the plan", (item.reason,))]
    if item.ref in catalogue.host:
        sections += _host(item.ref, None, brief, catalogue)
    elif item.ref in catalogue.module:
        sections += _module(item.ref, None, catalogue)
    elif item.ref in catalogue.leisure:
        sections += _leisure(catalogue.leisure[item.ref])
    return _filled(sections)


def term_facts(agenda: Agenda, given: Mapping[str, int]) -> tuple[Section, ...]:
    """Say how the points of a plan add up, by term and by block, and how good it is."""
    rows = [f"{term.points:+6d}  {term.name}: {_how_much(term)}" for term in agenda.terms]
    there = "" if agenda.venues == "all" else " at these training venues"
    unknown = "Nobody knows yet how much better a plan of this brief could be: plan to see (p)."
    known = {
        "optimal": "Proven best: no other plan of this brief has more points."
        if agenda.venues == "all"
        else "Proven best at these training venues; there was no time to look at others.",
        "feasible": (
            f"No plan{there} can have more than {agenda.bound} points, so a better one would win "
            f"at most {agenda.bound - agenda.score} ({words.percent(agenda.gap)})."
        )
        if agenda.gap < 1
        else unknown,
    }.get(agenda.status, "There is no plan.")
    total = f"{agenda.score:6d}  points in all"
    blocks = [
        f"{given[block.id]:+6d}  {words.day_in_full(block.start.date())} "
        f"{words.hour_minute(block.start)} {words.title_of(block)}"
        for block in agenda.blocks
        if given.get(block.id)
    ]
    return _filled(
        [
            Section("Points", (*rows, total)),
            Section("How good it is", (known,)),
            Section("What each block gives by itself", tuple(blocks)),
        ]
    )


def _how_much(term: Term) -> str:
    """Return `5 frameworks × 15`; of what does not all count alike, what it depends on."""
    if term.name in _UNLIKE and round(term.amount * term.weight) != term.points:
        return f"{term.measured}, {_UNLIKE[term.name]}"
    return f"{term.measured} × {term.weight:g}"


def _filled(sections: list[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if any(section.lines))


def _when(block: Block) -> tuple[str, ...]:
    day = words.day_in_full(block.start.date())
    start, end = words.hour_minute(block.start), words.hour_minute(block.end)
    length = words.hours(block.minutes)
    if block.start.utcoffset() == block.end.utcoffset():
        return (f"{day}, {start}–{end} local time (UTC{words.zone(block.start)}), {length}",)
    return (
        f"{day}, departs {start} local time (UTC{words.zone(block.start)})",
        f"lands {end} local time there (UTC{words.zone(block.end)}), {length} later",
    )


def _where(block: Block, catalogue: Catalogue) -> tuple[str, ...]:
    city = catalogue.city.get(block.city)
    where = f"{block.place.name}, {city.name if city else block.city}"
    return (where, f"to {block.to.name}") if block.to else (where,)


def _given(block: Block, points: int) -> str:
    if points < 0:
        return f"{points:+d} points: time under way costs some"
    also = {
        "visit": "; what it adds to coverage, variety and balance is counted for the whole tour",
        "training": "; what it adds to the visits after it is counted for the whole tour",
    }
    return f"{points:+d} points by itself{also.get(block.kind, '')}"


def _findings(block: Block, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(
        f"{finding.severity}: {finding.message}" + (f" → {finding.fix}" if finding.fix else "")
        for finding in findings
        if block.id in finding.blocks
    )


def _about(block: Block, brief: Brief, catalogue: Catalogue) -> list[Section]:
    ref = block.ref or ""
    if block.kind == "training" and ref in catalogue.module:
        return _module(ref, block, catalogue)
    if block.kind == "visit" and ref in catalogue.host:
        return _host(ref, block, brief, catalogue)
    if ref in catalogue.host:
        return [Section("For", (f"the visit to {catalogue.host[ref].name}",))]
    if ref in catalogue.leisure:
        return _leisure(catalogue.leisure[ref])
    if block.kind == "flight":
        return _flight(block, catalogue)
    return []


def _host(ref: str, block: Block | None, brief: Brief, catalogue: Catalogue) -> list[Section]:
    from workshop.model.terms import host_terms, host_wish

    host, wish = catalogue.host[ref], host_wish(brief, ref)
    terms = host_terms(catalogue, brief, ref)
    status = (block.status if block else None) or wish.status
    standing = [words.STATUS_WORDS.get(status, status)]
    standing += [f"{name}: {value}" for name, value in _outreach(wish) if value]
    assumed = (
        (f"Nobody has told us the {' and the '.join(terms.assumed)}; planning defaults are used.",)
        if terms.assumed
        else ()
    )
    return [
        Section("Standing", tuple(standing)),
        Section("Assumed", assumed),
        Section("Where it comes from", _provenance(host)),
        Section("Why it matters", (host.why,)),
        Section("Shows", tuple(_framework(one, catalogue) for one in host.frameworks)),
        Section("About", _about_host(host)),
        Section("Take care", (host.cautions,) if host.cautions else ()),
        Section("Not confirmed", host.unconfirmed),
        Section("Sources", tuple(_source(one) for one in host.sources)),
    ]


def _provenance(host: Host) -> tuple[str, ...]:
    if host.suggested is None:
        return ()
    return (f"Not of the shipped catalogue: {host.suggested.words()}.",)


def _outreach(wish: object) -> list[tuple[str, str]]:
    names = ("suggested_by", "why", "contact", "next_step", "notes")
    return [(name.replace("_", " "), str(getattr(wish, name))) for name in names]


def _framework(ref: str, catalogue: Catalogue) -> str:
    framework = catalogue.framework.get(ref)
    if framework is None:
        return ref
    return f"{framework.name}, taught in {framework.module.upper()}"


def _about_host(host: Host) -> tuple[str, ...]:
    lines = [
        f"Sector: {host.sector}",
        f"Address: {host.address}, {host.district} ({_fact(host.address_status)})",
    ]
    if host.founded:
        lines.append(f"Founded: {host.founded} ({_fact(host.founded_status)})")
    if host.ownership:
        lines.append(f"Owners: {host.ownership} ({_fact(host.ownership_status)})")
    lines.append(f"Confidence in these facts: {host.confidence}")
    return tuple(lines)


def _fact(status: str | None) -> str:
    return {
        "confirmed": "a source says so",
        "weak": "weakly supported",
        "general_knowledge": "common knowledge, no source",
        "conflict": "sources disagree",
    }.get(status or "", "no source")


def _source(source: Source) -> str:
    dated = f", as of {source.as_of}" if source.as_of else ""
    return f"{source.title}{dated} – {source.url}"


def _module(ref: str, block: Block | None, catalogue: Catalogue) -> list[Section]:
    module = catalogue.module[ref]
    form = f"{block.form} form" if block and block.form else "either form"
    lengths = f"full {words.hours(module.duration)}, short {words.hours(module.short)}"
    return [
        Section("Form", (f"{form} ({lengths})", *(TWICE,) * module.capstone)),
        Section("Objectives", tuple(f"• {one}" for one in module.objectives)),
        Section("Teaches", (", ".join(words.frameworks_of(module, catalogue)),)),
        Section("Builds on", (", ".join(one.upper() for one in module.needs),)),
        Section("Deck", ("The deck is still an outline.",) * module.outline),
    ]


def _leisure(item: Leisure) -> list[Section]:
    return [
        Section("Open", (f"{item.hours_text} ({_fact(item.hours_status)})", *item.closed_text)),
        Section("Good to know", (f"{item.setting}, best: {item.best_slot}", item.notes)),
        Section("Sources", (_source(item.source),) if item.source else ()),
    ]


def _flight(block: Block, catalogue: Catalogue) -> list[Section]:
    ports = {block.place.id.upper(), block.to.id.upper() if block.to else ""}
    pair = next((one for one in catalogue.flights if {one.start, one.end} == ports), None)
    if pair is None:
        return []
    seen = (f"Seen on this pair: {', '.join(pair.carriers_seen)}",) if pair.carriers_seen else ()
    return [
        Section("Assumed", (pair.departures_note,)),
        Section("About", (f"{pair.distance_km} km", *seen)),
        Section("Sources", tuple(_source(one) for one in pair.sources)),
    ]
