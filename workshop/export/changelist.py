"""The change list: what is other than in the version that people have in their hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.export.markdown import bullets, cell, document, heading, table, text
from workshop.export.practical import draft
from workshop.export.redaction import Source
from workshop.export.version import code, version
from workshop.export.wording import STATUSES, length, long_date, visit_status
from workshop.model.agenda import Agenda, Block
from workshop.planner.changes import Change, Difference, difference, moment


def change_list(
    source: Source, before: Agenda | None, broken: int = 0, tell: Sequence[str] = ()
) -> str:
    """Return what differs between `before`, the last version, and the plan as it is, as Markdown.

    `before` has each visit's status as it was told then; None where nothing was told yet. `tell`
    says who must be told what; it makes the list one for the organiser.
    """
    now = version(source.tour, source.agenda)
    parts = [heading(1, f"{text(source.tour.brief.title) or 'Tour'}: changes"), *draft(broken)]
    if before is None:
        parts.append(f"Version {now} is the first one, so there is nothing to compare it with.")
        return document(parts)
    found = difference(before, source.agenda)
    statuses = list(_statuses(source, before))
    parts.append(f"From version {code(before)} to version {now}. Times are local to the place.")
    if not (found.moved or found.added or found.dropped or found.coach_days or statuses):
        parts.append("Nothing has changed.")
        return document(parts)
    parts += _parts(found)
    if statuses:
        parts += [heading(2, "How sure the visits are"), bullets(statuses)]
    if tell:
        parts += [heading(2, "To tell"), "For the organiser: take this part out before sending."]
        parts += [bullets([text(one) for one in tell])]
    parts += _days(found)
    parts.append(f"Unchanged: {len(found.kept)} lectures, visits, flights and leisure items.")
    return document(parts)


def _parts(found: Difference) -> Iterator[str]:
    for title, changes, heads in (
        ("Moved", found.moved, ("What", "Was", "Is now")),
        ("New", found.added, ("What", "When", "How long")),
        ("Dropped", found.dropped, ("What", "Was", "How long")),
    ):
        if changes:
            yield heading(2, title)
            yield table(heads, [_row(one) for one in changes])


def _row(one: Change) -> Sequence[str]:
    what = cell(_name(one.after or one.block))
    if one.before is not None and one.after is not None:
        return what, _when(one.before), _when(one.after)
    return what, _when(one.block), length(one.block.minutes)


def _name(block: Block) -> str:
    return f"{block.title} (short form)" if block.form == "short" else block.title


def _when(block: Block) -> str:
    where = "" if block.place.name == block.title else f", {cell(block.place.name)}"
    return f"{moment(block.start)}–{block.end:%H:%M}{where}"


def _statuses(source: Source, before: Agenda) -> Iterator[str]:
    told = {block.ref: block.status for block in before.blocks if block.kind == "visit"}
    for block in source.agenda.blocks:
        was, now = told.get(block.ref), visit_status(source.tour, block)
        if block.kind == "visit" and was is not None and was in STATUSES and was != now:
            yield f"**{cell(block.title)}**: was {STATUSES[was]}; is {STATUSES[now]}"


def _days(found: Difference) -> Iterator[str]:
    days = sorted({*found.days, *found.coach_days})
    if days:
        yield heading(2, "Days to print again")
        yield bullets([long_date(day) for day in days])
