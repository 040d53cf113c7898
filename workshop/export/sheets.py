"""Tables for a spreadsheet: the agenda, the hosts and the costs, as CSV.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, so that it is text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from workshop.export.organiser import name_of
from workshop.export.plaintext import one_line
from workshop.export.redaction import Source
from workshop.export.wording import kind_word, visit_status
from workshop.model.agenda import Block
from workshop.model.costing import costs
from workshop.model.money import Hundredths
from workshop.model.moneywords import missing_words
from workshop.model.terms import host_wish

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate, by itself or after it has trimmed the cell."""


def csv_text(rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """Return rows as CSV by RFC 4180, UTF-8 with a mark that spreadsheets look for.

    Numbers stay numbers; text that could be a formula is marked as text.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(one) if isinstance(one, str) else one for one in row])
    return "\ufeff" + out.getvalue()


def safe(words: str) -> str:
    """Return `words` on one line, as text for every spreadsheet."""
    line = one_line(words)
    return f"'{line}" if line.startswith(_FORMULA) else line


def agenda_csv(source: Source) -> str:
    """Return the agenda, a row for each block, times in ISO 8601 with their offset."""
    heads = ["day", "date", "start", "end", "minutes", "kind", "title", "form", "status"]
    heads += ["city", "place", "lat", "lon", "to", "locked", "id", "ref"]
    rows: list[list[str | int | float | None]] = [[*heads]]
    for number, day in enumerate(source.agenda.days, start=1):
        rows += [[number, day.date.isoformat(), *_block(source, block)] for block in day.blocks]
    return csv_text(rows)


def _block(source: Source, block: Block) -> Iterator[str | int | float | None]:
    yield block.start.isoformat(timespec="minutes")
    yield block.end.isoformat(timespec="minutes")
    yield block.minutes
    yield from (kind_word(block), block.title, block.form)
    yield visit_status(source.tour, block) if block.kind == "visit" else None
    yield from (block.city, block.place.name, block.place.lat, block.place.lon)
    yield block.to.name if block.to else None
    yield "yes" if block.locked else "no"
    yield from (block.id, block.ref)


def hosts_csv(source: Source) -> str:
    """Return the hosts that the brief names or the plan visits, a row each."""
    brief = source.tour.brief
    visits = {block.ref: block for block in source.agenda.blocks if block.kind == "visit"}
    heads = ["id", "host", "city", "status", "wish", "visit starts", "visit ends", "contact"]
    heads += ["next step", "suggested by", "why", "source", "notes", "address", "address is"]
    heads += ["confidence", "caution", "to find out"]
    rows: list[list[str | int | float | None]] = [[*heads]]
    for ident in dict.fromkeys([*(str(one) for one in visits), *(one.id for one in brief.hosts)]):
        wish, host, block = (
            host_wish(brief, ident),
            source.catalogue.host.get(ident),
            visits.get(ident),
        )
        city = source.catalogue.city_of.get(ident)
        rows.append(
            [
                *(ident, name_of(ident, source.catalogue), city.name if city else None),
                *(wish.status, wish.wish),
                block.start.isoformat(timespec="minutes") if block else None,
                block.end.isoformat(timespec="minutes") if block else None,
                *(wish.contact, wish.next_step, wish.suggested_by, wish.why, wish.source),
                wish.notes,
                *((host.address, host.address_status, host.confidence) if host else (None,) * 3),
                *((host.cautions, "; ".join(host.unconfirmed)) if host else (None,) * 2),
            ]
        )
    return csv_text(rows)


def costs_csv(source: Source) -> str:
    """Return what is known of the costs, what is not, and the sums; amounts as plain numbers."""
    sums = costs(source.agenda, source.tour.brief, source.catalogue)
    heads = ["what", "times", "currency", "fixed", "per head", "rate", "rate of", "amount", "in"]
    rows: list[list[str | int | float | None]] = [[*heads]]
    rows += [
        [
            *(line.what, line.times, line.currency),
            *(float(line.fixed), float(line.per_head)),
            line.rate.per_unit if line.rate else None,
            line.rate.as_of.isoformat() if line.rate else None,
            *(_amount(line.amount), sums.currency),
        ]
        for line in sums.lines
    ]
    rows += [[missing_words(one), one.number, *(None,) * 6, "unknown"] for one in sums.unknown]
    for name, value in (
        ("Known costs of the group", sums.total if sums.known else None),
        ("Known costs a head", sums.per_head),
        ("Ceiling", sums.ceiling),
        ("Price a head", sums.price_per_head),
    ):
        if value is not None:
            rows.append([name, None, *(None,) * 5, _amount(value), sums.currency])
    if sums.break_even is not None:
        rows.append(["Heads from which the known costs are met", sums.break_even, *(None,) * 7])
    return csv_text(rows)


def _amount(hundredths: Hundredths | None) -> float | None:
    return None if hundredths is None else hundredths / 100
