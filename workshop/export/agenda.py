"""The agenda as Markdown: for the people who travel, and with a part for the organiser.

Nothing that the brief keeps to itself is in it: contacts, notes, next steps, who suggested what,
money. What the organiser alone should read stands under a heading of its own, in the plan that is
shown on the screen and not in the document that is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from workshop.export.assumptions import Notes, assumptions
from workshop.export.markdown import bullets, cell, document, heading, numbered, table, text
from workshop.export.organiser import TITLE, impossible_part, organiser_part
from workshop.export.practical import draft, to_know, version_line
from workshop.export.redaction import Source
from workshop.export.wording import (
    DISCLAIMERS,
    MEANINGS,
    STATUSES,
    city_name,
    clock_time,
    date_range,
    kind_word,
    length,
    long_date,
    span,
    visit_status,
    without_kind,
    zone,
)
from workshop.model.agenda import Agenda, Block, Day, is_airport_wait
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding, errors
from workshop.model.place import Formality
from workshop.model.tour import Brief, Tour

_EVENING = time(20, 0)
"""An evening whose last block is over by now is called free."""


def agenda_markdown(
    tour: Tour, agenda: Agenda, catalogue: Catalogue, findings: tuple[Finding, ...] = ()
) -> str:
    """Return `agenda` of `tour` as the organiser sees it; the same values give the same bytes.

    With `findings` that are errors it says at the top that it is not ready to be sent.
    """
    broken = len(errors(findings))
    parts = [_title_line(tour)]
    if broken:
        parts.append(
            f"> **Not ready to be sent:** the plan has {broken} error{'s' if broken > 1 else ''}, "
            f"see “{TITLE}” below."
        )
    parts += _top(tour, agenda, catalogue)
    parts += _days(tour, agenda, catalogue)
    parts += organiser_part(agenda, catalogue, findings)
    parts += [heading(2, "Please note"), bullets(DISCLAIMERS)]
    return document(parts)


def participant_agenda(source: Source, broken: int = 0) -> str:
    """Return the agenda for the people who travel; a draft if it breaks so many rules."""
    parts = [*agenda_head(source, broken), *agenda_days(source), version_line(source)]
    return document(parts)


def agenda_head(source: Source, broken: int = 0) -> Iterator[str]:
    """Give what stands before the first day of the participants' agenda, as Markdown."""
    yield _title_line(source.tour)
    yield from draft(broken)
    yield from _top(source.tour, source.agenda, source.catalogue)
    yield from to_know(source)


def agenda_days(source: Source) -> Iterator[str]:
    """Give the days of the participants' agenda, with the notes and the disclaimers after them."""
    yield from _days(source.tour, source.agenda, source.catalogue)
    yield heading(2, "Please note")
    yield bullets(DISCLAIMERS)


def _title_line(tour: Tour) -> str:
    return heading(1, text(tour.brief.title) or "Tour")


def _days(tour: Tour, agenda: Agenda, catalogue: Catalogue) -> Iterator[str]:
    notes = assumptions(tour, agenda, catalogue)
    for day in agenda.days:
        yield from _day(tour, agenda, day, catalogue, notes)
    if agenda.days:
        yield from _formalities(agenda, catalogue)
    if notes.notes:
        yield heading(2, "Notes: what is assumed")
        yield numbered(notes.notes)


def _top(tour: Tour, agenda: Agenda, catalogue: Catalogue) -> Iterator[str]:
    brief = tour.brief
    facts = [
        f"**When:** {dates(brief, agenda)}",
        f"**Who:** {people(brief)}",
        f"**Route:** {route(brief, agenda, catalogue)}",
    ]
    if brief.question.strip():
        facts.append(f"**Question:** {text(brief.question)}")
    if agenda.days:
        facts.append(f"**Balance:** {balance(brief, agenda)}")
    yield bullets(facts)
    if agenda.status == "infeasible":
        yield from impossible_part(agenda)
    elif agenda.days:
        yield heading(2, "How to read this")
        yield bullets(list(_legend(tour, agenda)))


def dates(brief: Brief, agenda: Agenda) -> str:
    """Say when the tour is, or may be."""
    if agenda.days:
        first, last = agenda.days[0].date, agenda.days[-1].date
    elif brief.start is not None:
        first, last = brief.start, brief.start + timedelta(days=brief.days - 1)
    elif brief.window is not None:
        days = date_range(brief.window.earliest, brief.window.latest)
        return f"{brief.days} days between {days}"
    else:
        return "not set"
    count = (last - first).days + 1
    return f"{date_range(first, last)} ({count} day{'s' if count > 1 else ''})"


def people(brief: Brief) -> str:
    """Say how many travel, and for whom."""
    people = f"{brief.group_size} " + ("people" if brief.group_size > 1 else "person")
    if brief.client.strip():
        return f"{people}, {text(brief.client)}"
    return f"{people}, one company" if brief.kind == "company" else f"{people}, individuals"


def route(brief: Brief, agenda: Agenda, catalogue: Catalogue) -> str:
    """Name the cities in their order, or those that are wished for."""
    cities = [city for day in agenda.days for city in day.cities]
    if not cities:
        wanted = [text(city_name(catalogue, city)) for city in brief.cities.must]
        maybe = [f"{text(city_name(catalogue, city))} (optional)" for city in brief.cities.may]
        order = " → ".join(text(city_name(catalogue, city)) for city in brief.cities.order)
        return ", ".join(wanted + maybe) + (f"; in this order: {order}" if order else "")
    stops = [city for at, city in enumerate(cities) if at == 0 or cities[at - 1] != city]
    return " → ".join(text(city_name(catalogue, city)) for city in stops)


def balance(brief: Brief, agenda: Agenda) -> str:
    """Say what the time goes into, and how training stands to visits."""
    minutes = agenda.minutes()
    share = minutes.training_share
    parts = [f"training {length(minutes.training)}", f"visits {length(minutes.visit)}"]
    if share is not None:
        target = round(brief.balance.target * 100)
        parts[1] += (
            f", that is {round(share * 100)} : {100 - round(share * 100)} "
            f"(target {target} : {100 - target} ± {round(brief.balance.tolerance * 100)})"
        )
    parts.append(f"leisure {length(minutes.leisure)}")
    parts.append(f"transit {length(minutes.transit)} (coaches, airports, flights)")
    return " · ".join(parts)


def _legend(tour: Tour, agenda: Agenda) -> Iterator[str]:
    seen = {visit_status(tour, block) for block in agenda.blocks if block.kind == "visit"}
    for status, words in STATUSES.items():
        if status in seen:
            yield f"**{words}**: {MEANINGS[status]}."
    yield "Where nothing stands under “Where”, it is where the line before ends."
    yield "Times are local. On a day that changes zones each time has its zone beside it."
    yield "Numbers in the last column lead to the notes: what is assumed and still to be checked."


def _day(tour: Tour, agenda: Agenda, day: Day, catalogue: Catalogue, notes: Notes) -> Iterator[str]:
    cities = " → ".join(_city_with_zone(day, city, catalogue) for city in day.cities)
    yield heading(2, f"{long_date(day.date)} — {cities}" if cities else long_date(day.date))
    if not day.blocks:
        yield "Nothing is planned."
        return
    blocks = sorted(day.blocks, key=lambda block: block.start)
    yield _focus(blocks, catalogue)
    zoned = len({zone(at) for block in blocks for at in (block.start, block.end)}) > 1
    yield table(
        ["Time", "What", "Title", "Where", "Notes"],
        [
            [
                span(block.start, block.end, zoned=zoned),
                kind_word(block),
                _title(tour, block),
                _where(block, before, catalogue),
                notes.numbers(block),
            ]
            for before, block in zip([None, *blocks], blocks, strict=False)
        ],
    )
    about = [line for block in blocks for line in _about(block, catalogue)]
    if about:
        yield bullets(about)
    yield _evening(blocks[-1], last_day=day is agenda.days[-1])


def _focus(blocks: Sequence[Block], catalogue: Catalogue) -> str:
    """Say what a day's lectures are for: the first objective of each."""
    refs = dict.fromkeys(block.ref for block in blocks if block.kind == "training")
    goals = [catalogue.module[ref].objectives[0] for ref in refs if ref in catalogue.module]
    return f"**Learning focus:** {' · '.join(map(text, goals))}" if goals else ""


def _city_with_zone(day: Day, city_id: str, catalogue: Catalogue) -> str:
    name = text(city_name(catalogue, city_id))
    city = catalogue.city.get(city_id)
    if city is not None:
        at = datetime.combine(day.date, time(12), tzinfo=ZoneInfo(city.timezone))
        return f"{name} ({zone(at)})"
    here = [block.start for block in day.blocks if block.city == city_id]
    return f"{name} ({zone(here[0])})" if here else name


def _title(tour: Tour, block: Block) -> str:
    title = cell(without_kind(block))
    if block.kind == "visit":
        return f"{title} ({STATUSES[visit_status(tour, block)]})"
    if block.kind == "training" and block.form == "short" and "short" not in title.lower():
        return f"{title} (short form)"
    return title


def _where(block: Block, before: Block | None, catalogue: Catalogue) -> str:
    """Say where a block is, unless its own line or the one before it does."""
    here = block.place
    if block.kind == "visit" and (host := catalogue.host.get(block.ref or "")):
        return cell(host.district)
    known = before is not None and before.where_it_ends.id == here.id
    if block.to is None:
        return "" if known or here.name in block.title else cell(here.name)
    if block.kind == "transfer" and block.to.name in block.title:
        return "" if known else f"from {text(here.name)}"
    return f"{cell(here.name)} → {cell(block.to.name)}"


def _about(block: Block, catalogue: Catalogue) -> Iterator[str]:
    """Say what to look for on a visit, and what to know for a leisure item."""
    if block.kind == "visit" and (host := catalogue.host.get(block.ref or "")):
        names = [
            catalogue.framework[one].name if one in catalogue.framework else one
            for one in host.frameworks
        ]
        yield f"**{cell(host.name)}**: {text(host.why)} Look for: {text(', '.join(names))}."
        if host.suggested is not None:
            yield f"Not of the shipped catalogue: {text(host.suggested.words())}."
    if block.kind == "leisure" and (item := catalogue.leisure.get(block.ref or "")) and item.notes:
        yield f"**{cell(item.name)}**: {text(item.notes)}"


def _evening(last: Block, *, last_day: bool) -> str:
    """Say that the rest of the day is free, if it is."""
    leaving = last_day and (is_airport_wait(last) or last.kind in ("transfer", "flight"))
    if leaving or last.kind == "leisure" or last.end.time() > _EVENING:
        return ""
    if last.end.date() != last.start.date():
        return ""
    return f"Free from {clock_time(last.end)}; dinner is not arranged."


def _formalities(agenda: Agenda, catalogue: Catalogue) -> Iterator[str]:
    lines = [
        f"**{text(city.country)}**: {text(one.item)} — {text(one.window)}{_dated(one)}"
        for city in (catalogue.city[one] for one in agenda.route if one in catalogue.city)
        for one in city.entry_formalities
    ]
    if lines:
        yield heading(2, "Before you travel")
        yield "Arrival rules change often; check them on the official site of each country."
        yield bullets(lines)


def _dated(one: Formality) -> str:
    """Say of when the page with a rule is, and when somebody last looked for a newer one."""
    dates = [f"page of {text(one.as_of)}"] if one.as_of else []
    if one.checked_on:
        dates.append(f"checked on {one.checked_on}")
    return f" ({', '.join(dates)})" if dates else ""
