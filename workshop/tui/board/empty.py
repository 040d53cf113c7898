"""What stands where the week would be: reading, not planned yet, impossible, or unreadable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import InputError, WorkshopError
from workshop.tui import text, words

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.model.agenda import Agenda
    from workshop.model.tour import Brief
    from workshop.tui.services_brief import WayOut


def reading(name: str) -> Content:
    """Say that the tour is being read."""
    return text.literal(f"Reading {name} …", "$text-muted")


def instead(agenda: Agenda | None, brief: Brief) -> Content:
    """Return what stands there for a tour that has no plan, or can have none."""
    impossible = agenda is not None and agenda.status == "infeasible"
    return _impossible() if impossible else _unplanned(brief)


def _unplanned(brief: Brief) -> Content:
    """Say what the brief holds and how to get a plan."""
    musts = sum(wish.wish == "must" for wish in brief.hosts)
    agreed = sum(wish.status == "confirmed" for wish in brief.hosts)
    rows = [
        text.literal("This tour is not planned yet.", "bold"),
        text.literal(""),
        text.joined(
            ("p", "bold $accent"), " searches the best plan for the brief; you can watch it get"
        ),
        text.literal("  better, and escape keeps the best found so far"),
        text.joined(("b", "bold $accent"), " changes the brief: dates, cities, people, wishes"),
    ]
    if brief.question:
        rows += [text.literal(""), text.joined(("The question: ", "$text-muted"), brief.question)]
    if brief.hosts:
        counts = (f"{musts} must" if musts else "", f"{agreed} confirmed" if agreed else "")
        known = ", ".join((words.counted(len(brief.hosts), "host"), *filter(None, counts)))
        rows += [text.literal(""), text.literal(f"In the brief: {known}.", "$text-muted")]
    return text.lines_of(*rows)


def _impossible() -> Content:
    """Say that there is no plan; the facts that are listed below it cannot hold together."""
    return text.lines_of(
        text.literal("✘ No plan can exist for this brief.", "bold $error"),
        text.literal("These facts cannot hold together: drop one, or more where a fact says so."),
        text.joined(
            ("enter", "bold $accent"), " drops the one under the cursor and plans again, ",
            ("u", "bold $accent"), " takes that back; ", ("b", "bold $accent"), " changes the ",
            "brief, ", ("F5", "bold $accent"), " reads the file again.",
        ),
        text.literal(""),
    )  # fmt: skip


def way_row(way: WayOut) -> Content:
    """Return a fact, the line it stands in, and what dropping it frees."""
    rows = [text.joined(("• ", "$error"), (text.line(way.fact), "bold"))]
    frees = f"without it: {way.frees}" if way.frees else "change it in the brief (b)"
    rows.append(text.one_line(f"  {frees}", "$success" if way.frees else "$text-muted"))
    if way.where:
        rows.append(text.one_line(f"  {way.where}", "$text-muted"))
    return text.lines_of(*rows)


def not_done(ways: tuple[WayOut, ...]) -> Content:
    """Say why something cannot be: the facts that do not go with it."""
    return text.lines_of(
        text.literal("These facts cannot hold together:", "bold"),
        text.literal(""),
        *(way_row(way) for way in ways),
        text.literal(""),
        text.literal("Nothing was changed."),
    )


def unreadable(error: Exception) -> Content:
    """Say what keeps the tour from being read."""
    rows = [text.literal("This tour cannot be read.", "bold $error"), text.literal("")]
    if isinstance(error, InputError):
        rows += [text.literal(f"• {fault}") for fault in error.faults]
    elif isinstance(error, WorkshopError):
        rows += [text.literal(line) for line in error.lines()]
    else:
        rows.append(text.literal(f"{type(error).__name__}: {error}"))
    rows += [
        text.literal(""),
        text.joined("Mend it, then ", ("F5", "bold $accent"), " reads it again; "),
        text.joined(("escape", "bold $accent"), " goes back to the list of tours."),
    ]
    return text.lines_of(*rows)
