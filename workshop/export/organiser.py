"""The part of an agenda that is for the organiser: how good it is, what it breaks, what is out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.export.data import training_share
from workshop.export.markdown import bullets, cell, heading, numbered, table, text
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding

TITLE = "For the organiser"
_SEVERITIES = {"error": "Error", "warning": "Warning", "note": "Note"}


def organiser_part(
    agenda: Agenda, catalogue: Catalogue, findings: Sequence[Finding]
) -> Iterator[str]:
    """Give the headings, lists and tables of the organiser's part."""
    if agenda.status == "infeasible" and not (findings or agenda.left_out):
        return
    yield heading(2, TITLE)
    yield "Take this part out before you send the agenda."
    if agenda.status != "infeasible":
        yield _quality(agenda)
    if agenda.terms:
        yield heading(3, "Points")
        yield _points(agenda)
        yield from _ratio(agenda)
    if findings:
        yield heading(3, "Findings")
        yield bullets([_finding(one) for one in findings])
    if agenda.left_out:
        yield heading(3, "Left out")
        yield bullets(list(_left_out(agenda, catalogue)))


def impossible_part(agenda: Agenda) -> Iterator[str]:
    """Say that no plan fits, and which facts clash."""
    yield heading(2, "No plan fits this brief")
    if agenda.conflict:
        yield "These facts cannot hold together; letting go of one of them is enough."
        yield numbered(
            [
                text(one.fact) + (f" ({text(one.where)})" if one.where else "")
                for one in agenda.conflict
            ]
        )


def name_of(ref: str, catalogue: Catalogue) -> str:
    """Return the name of a host, leisure item, venue, module or city, or `ref` if unknown."""
    for known in (catalogue.host, catalogue.leisure, catalogue.venue, catalogue.city):
        if ref in known:
            return known[ref].name
    module = catalogue.module.get(ref)
    return module.title if module else ref


def _quality(agenda: Agenda) -> str:
    if agenda.status == "optimal" and agenda.venues == "all":
        return f"Proven best for this brief: {agenda.score} points."
    if agenda.status == "optimal":
        return (
            f"Proven best for this brief at the training venues below: {agenda.score} points. The "
            "search was too short to look at other venues."
        )
    if agenda.gap >= 1:
        return (
            f"The best found so far: {agenda.score} points. How much better a plan of this brief "
            "could be is not known."
        )
    there = "" if agenda.venues == "all" else " at the training venues below"
    return (
        f"The best found so far: {agenda.score} points. No plan{there} can have more than "
        f"{agenda.bound}, so a better one may be missing {agenda.gap:.1%} at most."
    )


def _points(agenda: Agenda) -> str:
    rows = [
        [
            cell(one.name),
            text(one.measured),
            f"{one.weight:g}",
            f"{one.points}",
        ]
        for one in agenda.terms
    ]
    rows.append(["Sum", "", "", f"{sum(one.points for one in agenda.terms)}"])
    return table(["For", "How much", "Weight", "Points"], rows, right=(2, 3))


def _ratio(agenda: Agenda) -> Iterator[str]:
    share = training_share(agenda)
    if share is not None:
        whole = round(share * 100)
        yield f"Training to visits is {whole} : {100 - whole}."


def _finding(finding: Finding) -> str:
    """Say what a rule found; the blocks by id only of what must be mended, for scripts that do."""
    named = finding.blocks and finding.severity != "note"
    where = f" [{', '.join(finding.blocks)}]" if named else ""
    fix = f" → {finding.fix}" if finding.fix else ""
    return f"**{_SEVERITIES[finding.severity]}**, " + text(
        f"{finding.rule}{where}: {finding.message}{fix}"
    )


def _left_out(agenda: Agenda, catalogue: Catalogue) -> Iterator[str]:
    """Give one line a reason, with all that it keeps out."""
    by_reason: dict[str, list[str]] = {}
    for one in agenda.left_out:
        name = one.title or name_of(one.ref, catalogue)
        ref = f" ({text(one.ref)})" if name != one.ref else ""
        by_reason.setdefault(one.reason, []).append(f"**{cell(name)}**{ref}")
    for reason, names in by_reason.items():
        yield f"{', '.join(names)}: {text(reason)}"
