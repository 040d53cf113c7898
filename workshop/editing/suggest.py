"""The nearest edit that mends a finding: edits are tried from the smallest on, and checked.

An edit mends a finding when the finding is gone and no error is there that was not there before;
failing that, one is taken that leaves the fewest errors, if they are fewer than before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from workshop.editing.edits import Edit, Edited, Editor
from workshop.errors import UsageError
from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.terms import held_slot, host_terms, host_wish
from workshop.model.tour import Tour
from workshop.rules import check

STEPS = (15, 30, 45, 60, 90, 120, 180, 240)
"""Minutes by which a block is tried earlier and later."""
MOST = 120
"""Edits that are tried at most."""
GAP = timedelta(minutes=15)

Key = tuple[str, tuple[str, ...]]
Rule = Callable[[Editor, Finding, list[Block]], Iterator[Edit]]


def suggest(
    tour: Tour,
    catalogue: Catalogue,
    finding: Finding,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Edited | None:
    """Return the tour after the nearest edit that mends `finding`, or None if none was found."""
    editor = Editor(tour, catalogue)
    before = _errors(tour, catalogue)
    fewest, second = len(before), None
    for tried, edit in enumerate(_trials(editor, finding)):
        if tried >= MOST or stopped():
            break
        try:
            done = edit(editor)
        except UsageError:
            continue
        if done.tour.agenda is None or done.tour == tour:
            continue
        found = check(done.tour.agenda, done.tour.brief, catalogue)
        gone = all(_key(one) != _key(finding) for one in found)
        errors = {_key(one) for one in found if one.severity == "error"}
        if gone and errors <= before:
            return done
        if gone and len(errors) < fewest:
            fewest, second = len(errors), done
    return second


def fits(tour: Tour, catalogue: Catalogue, ref: str, day: date, at: time) -> Edited | None:
    """Return the tour with a candidate put in there, or None if that would break a rule."""
    try:
        done = Editor(tour, catalogue).add(ref, day, at)
    except UsageError:
        return None
    return done if _errors(done.tour, catalogue) <= _errors(tour, catalogue) else None


def _errors(tour: Tour, catalogue: Catalogue) -> set[Key]:
    if tour.agenda is None:
        return set()
    found = check(tour.agenda, tour.brief, catalogue)
    return {_key(one) for one in found if one.severity == "error"}


def _key(finding: Finding) -> Key:
    return finding.rule, finding.blocks


def _trials(editor: Editor, finding: Finding) -> Iterator[Edit]:
    """List edits worth trying, those for this rule first, then the smallest first."""
    blocks = _anchors(editor, finding) or _of_day(editor, finding)
    own: Rule | None = {
        "teach-first": _teach,
        "prerequisite": _teach,
        "once": _once,
        "frame": _frame,
        "confirmed": _agreed,
        "route": _order,
    }.get(finding.rule)
    if own is not None:
        yield from own(editor, finding, blocks)
    free = [one for one in blocks if not one.locked]
    for minutes in STEPS:
        for block in reversed(free):
            yield _shift(block, minutes)
            yield _shift(block, -minutes)
    days = {block.start.date() for block in blocks}
    around = [
        anchor.block for sheet in editor.sheets if sheet.date in days for anchor in sheet.anchors
        if not anchor.fixed and anchor.block not in blocks and anchor.block.kind != "debrief"
    ]  # fmt: skip
    yield from (_pull(block, minutes) for minutes in STEPS[:6] for block in around)
    yield from (_shift(block, -minutes) for minutes in STEPS[:6] for block in around)
    elsewhere = [
        (block, day.date)
        for block in reversed(free)
        for day in editor.agenda.days
        if day.date != block.start.date() and block.kind != "flight"
    ]
    yield from (_to(block, day, block.start.time()) for block, day in elsewhere)
    for block in reversed(free):
        if block.kind in ("training", "visit", "leisure"):
            yield _drop(block)
    yield from (_to(block, day, at) for block, day in elsewhere for at in _ends(editor, day))


def _anchors(editor: Editor, finding: Finding) -> list[Block]:
    """Return what one can move of what a finding names, in the order of time."""
    known = {block.id: block for block in editor.agenda.blocks}
    owners = (editor.owner(known[one]) for one in finding.blocks if one in known)
    return sorted({known[one] for one in owners if one is not None}, key=lambda b: b.start)


def _of_day(editor: Editor, finding: Finding) -> list[Block]:
    """Return the last thing of the day for a finding about what follows from it all."""
    known = {block.id: block.start.date() for block in editor.agenda.blocks}
    days = {known[one] for one in finding.blocks if one in known}
    sheets = [sheet for sheet in editor.sheets if sheet.date in days]
    learned = [
        anchor.block for sheet in sheets for anchor in sheet.anchors
        if anchor.block.kind in ("training", "visit")
    ]  # fmt: skip
    return learned[-1:]


# -------------------------------------------------------------------- by rule


def _teach(editor: Editor, finding: Finding, blocks: list[Block]) -> Iterator[Edit]:
    """Teach what is needed before what needs it: move it there, or put it in."""
    if not blocks:
        return
    needing = _needing(finding, blocks)
    goal = needing.start
    lectures = [one for one in blocks if one.kind == "training" and one is not needing]
    for start in _starts_before(editor, goal):
        for lecture in lectures:
            if not lecture.locked:
                yield _to(lecture, start.date(), start.time())
        for module in () if lectures else _modules_for(editor, needing):
            yield _add(module, start)
    for lecture in lectures:
        after = lecture.end + GAP
        yield _to(needing, after.date(), after.time())


def _needing(finding: Finding, blocks: list[Block]) -> Block:
    """Return the block that comes too early: the visit, or the lecture that builds on another."""
    visits = [one for one in blocks if one.kind == "visit"]
    if visits:
        return visits[0]
    first = finding.blocks[0]
    return next((one for one in blocks if one.id == first), blocks[0])


def _modules_for(editor: Editor, block: Block) -> tuple[str, ...]:
    catalogue = editor.catalogue
    taught = {one.ref for one in editor.agenda.blocks if one.kind == "training"}
    host = catalogue.host.get(str(block.ref))
    if host is not None and host.frameworks:
        wanted = [catalogue.framework[host.frameworks[0]].module]
    else:
        module = catalogue.module.get(str(block.ref))
        wanted = list(module.needs) if module is not None else []
    return tuple(one for one in wanted if one not in taught)


def _starts_before(editor: Editor, goal: datetime) -> Iterator[datetime]:
    """List the times before `goal` at which something could begin, the latest first."""
    ends = [
        block.end for block in editor.agenda.blocks
        if block.kind in ("training", "visit", "leisure", "meal") and block.end <= goal
    ]  # fmt: skip
    first = editor.agenda.days[0].blocks[0].start if editor.agenda.days[0].blocks else goal
    for end in (*reversed(ends), first):
        yield end
        yield end + GAP


def _once(editor: Editor, finding: Finding, blocks: list[Block]) -> Iterator[Edit]:
    """Take the second out; put a missing must where it fits."""
    yield from (_drop(block) for block in reversed(blocks))
    if blocks:
        return
    present = {block.ref for block in editor.agenda.blocks}
    brief = editor.tour.brief
    hosts = [one.id for one in brief.hosts if one.wish == "must"]
    modules = [one.id for one in brief.modules if one.wish == "must"]
    missing = [one for one in (*hosts, *modules, *brief.leisure.must) if one not in present]
    named = [one for one in missing if _name(editor.catalogue, one) in finding.message]
    for ref in named:
        for day in editor.agenda.days:
            for at in _ends(editor, day.date):
                yield _add(ref, datetime.combine(day.date, at))


def _name(catalogue: Catalogue, ref: str) -> str:
    if ref in catalogue.module:
        return catalogue.module[ref].title
    site = catalogue.host.get(ref) or catalogue.leisure.get(ref)
    return site.name if site is not None else ref


def _frame(editor: Editor, finding: Finding, blocks: list[Block]) -> Iterator[Edit]:
    """Write the days anew, which brings briefings, notes and the debrief; mend a length."""
    known = {block.id: block for block in editor.agenda.blocks}
    for day in dict.fromkeys(known[one].start.date() for one in finding.blocks if one in known):
        yield _retime(day)
    for block in blocks:
        wanted = _length(editor, block)
        if wanted is not None and wanted != block.minutes:
            yield _lengthen(block, wanted - block.minutes)


def _length(editor: Editor, block: Block) -> int | None:
    catalogue, ref = editor.catalogue, str(block.ref)
    if block.kind == "training" and ref in catalogue.module:
        module = catalogue.module[ref]
        return module.short if block.form == "short" else module.duration
    if block.kind == "visit" and ref in catalogue.host:
        return host_terms(catalogue, editor.tour.brief, ref).minutes
    return catalogue.leisure[ref].minutes if ref in catalogue.leisure else None


def _agreed(editor: Editor, finding: Finding, blocks: list[Block]) -> Iterator[Edit]:
    """Put a confirmed visit where it was agreed."""
    del finding
    for block in blocks:
        slot = held_slot(host_wish(editor.tour.brief, str(block.ref)))
        if block.kind == "visit" and slot is not None:
            yield _to(block, slot.date, slot.start)


def _order(editor: Editor, finding: Finding, blocks: list[Block]) -> Iterator[Edit]:
    """Ask for the cities as the plan has them."""
    del finding, blocks
    if not editor.tour.brief.cities.kept_by(editor.route):
        yield lambda changed: changed.take_order()


# -------------------------------------------------------------------- edits


def _shift(block: Block, minutes: int) -> Edit:
    return lambda editor: editor.shift(block.id, minutes)


def _pull(block: Block, minutes: int) -> Edit:
    return lambda editor: editor.pull(block.id, minutes)


def _to(block: Block, day: date, at: time) -> Edit:
    return lambda editor: editor.move(block.id, day, at)


def _drop(block: Block) -> Edit:
    return lambda editor: editor.drop(block.id)


def _retime(day: date) -> Edit:
    return lambda editor: editor.retime(day)


def _lengthen(block: Block, minutes: int) -> Edit:
    return lambda editor: editor.lengthen(block.id, minutes)


def _add(ref: str, start: datetime) -> Edit:
    return lambda editor: editor.add(ref, start.date(), start.time())


def _ends(editor: Editor, day: date) -> list[time]:
    """List when the anchors of a day end: where the next thing could begin."""
    sheet = next(one for one in editor.sheets if one.date == day)
    return [anchor.block.end.time() for anchor in sheet.anchors]
