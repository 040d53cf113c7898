"""The outreach report: how asking goes, host by host, for the organiser's eyes only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from workshop.export.markdown import bullets, cell, document, heading, table, text
from workshop.export.organiser import name_of
from workshop.export.practical import draft, version_line
from workshop.export.redaction import Source
from workshop.export.wording import clock_time, long_date, short_date
from workshop.model.agenda import Block
from workshop.model.terms import host_wish
from workshop.model.tour import STATUSES, HostWish, Status, Wish

_STEPS = (
    (16, "List and warm introductions"),
    (12, "First letter"),
    (10, "Ask again"),
    (8, "Ask again, and think of another host"),
    (6, "Slot and names confirmed"),
    (3, "Host briefing sent"),
    (2, "A host that has not confirmed gets another one beside it"),
    (1, "The other one takes the slot; exact count, plates and identity cards"),
)
"""Weeks before the first day, and what is due: planning values of ours, no rule of any host."""

_NEXT: dict[Status, str] = {
    "idea": "ask them",
    "invited": "ask again",
    "tentative": "settle the slot",
    "confirmed": "send the briefing",
    "declined": "thank them",
}
"""What comes next where the brief does not say."""

_SETTLED: frozenset[tuple[Wish, Status]] = frozenset({("never", "idea")})
"""Hosts that nobody wants and nobody has asked: there is nothing to do."""


def outreach(source: Source, broken: int = 0, tell: tuple[str, ...] = ()) -> str:
    """Return the report as Markdown; `tell` says who must hear of changes since last time."""
    brief = source.tour.brief
    parts = [heading(1, f"{text(brief.title) or 'Tour'}: outreach"), *draft(broken)]
    parts.append("For the organiser. It names people and doubts; do not send it on.")
    parts += _counts(source)
    if tell:
        parts += [
            heading(2, "To tell since the last version"),
            bullets([text(one) for one in tell]),
        ]
    parts += [heading(2, "Hosts of the plan"), *_hosts(source, _planned(source))]
    rest = [
        wish.id
        for wish in brief.hosts
        if wish.id not in _planned(source) and (wish.wish, wish.status) not in _SETTLED
    ]
    if rest:
        parts += [heading(2, "Hosts of the brief that are not in the plan"), *_hosts(source, rest)]
    parts += _deadlines(source)
    if brief.notes.strip():
        parts += [heading(2, "Notes"), text(brief.notes)]
    parts.append(version_line(source))
    return document(parts)


def _planned(source: Source) -> list[str]:
    return [block.ref or "" for block in source.agenda.blocks if block.kind == "visit"]


def _counts(source: Source) -> Iterator[str]:
    planned = [host_wish(source.tour.brief, ref).status for ref in _planned(source)]
    named = [wish.status for wish in source.tour.brief.hosts]
    rows = [
        [status, str(planned.count(status)), str(named.count(status))]
        for status in STATUSES
        if status in planned or status in named
    ]
    if rows:
        yield table(["Status", "In the plan", "In the brief"], rows, right=(1, 2))


def _hosts(source: Source, ids: list[str]) -> Iterator[str]:
    blocks = {block.ref: block for block in source.agenda.blocks if block.kind == "visit"}
    rows = []
    for ident in ids:
        wish = host_wish(source.tour.brief, ident)
        rows.append(
            [
                cell(name_of(ident, source.catalogue)),
                wish.status,
                _slot(wish, blocks.get(ident)),
                text(wish.next_step) or f"{_next(wish, blocks.get(ident))} (proposed)",
                cell(wish.contact),
            ]
        )
    yield table(["Host", "Status", "Slot", "Next step", "Contact"], rows)
    about = [line for ident in ids for line in _about(source, ident)]
    if about:
        yield bullets(about)


def _next(wish: HostWish, block: Block | None) -> str:
    if block is None and (wish.status == "confirmed" or wish.wish == "never"):
        return _NEXT["declined"] if wish.status == "declined" else "say that we do not come"
    return _NEXT[wish.status]


def _slot(wish: HostWish, block: Block | None) -> str:
    if wish.slot is not None:
        return f"{short_date(wish.slot.date)} {wish.slot.start:%H:%M} (theirs)"
    if block is not None:
        return f"{short_date(block.start.date())} {clock_time(block.start)} (ours)"
    return "–"


def _about(source: Source, ident: str) -> Iterator[str]:
    """Say what the brief and the catalogue keep for the organiser."""
    wish, host = host_wish(source.tour.brief, ident), source.catalogue.host.get(ident)
    said = [
        f"{word} {text(words)}"
        for word, words in (
            ("suggested by:", wish.suggested_by),
            ("from:", wish.source),
            ("why:", wish.why),
            ("notes:", wish.notes),
        )
        if words.strip()
    ]
    if host is not None:
        said.append(f"confidence: {host.confidence}")
        if host.unconfirmed:
            said.append(f"to find out: {text('; '.join(host.unconfirmed))}")
        if host.cautions:
            said.append(f"caution: {text(host.cautions)}")
    if said:
        yield f"**{cell(name_of(ident, source.catalogue))}** — {' — '.join(said)}"


def _deadlines(source: Source) -> Iterator[str]:
    if not source.agenda.days:
        return
    first: date = source.agenda.days[0].date
    yield heading(2, "Dates to keep")
    yield f"Counted back from {long_date(first)}; the weeks are ours, not a host's."
    rows = [
        [
            long_date(first - timedelta(weeks=weeks)),
            f"T−{weeks} weeks" if weeks > 1 else "T−1 week",
            what,
        ]
        for weeks, what in _STEPS
    ]
    yield table(["By", "", "What"], rows)
