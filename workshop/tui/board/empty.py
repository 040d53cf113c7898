"""What stands where the week would be: reading, not planned yet, impossible, or unreadable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import InputError, WorkshopError
from workshop.tui import text, words

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.model.agenda import Agenda
    from workshop.model.tour import Brief


def reading(name: str) -> Content:
    """Say that the tour is being read."""
    return text.literal(f"Reading {name} …", "$text-muted")


def unplanned(brief: Brief) -> Content:
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


def impossible(agenda: Agenda, *, then: str = "") -> Content:
    """List the facts that cannot hold together, each with its line; then what is to be done.

    What the brief asks for comes first: a person can change that, and not the calendar.
    """
    rows = [
        text.literal("✘ No plan can exist for this brief.", "bold $error"),
        text.literal("These facts cannot hold together; changing any one of them is enough:"),
        text.literal(""),
    ]
    for conflict in sorted(agenda.conflict, key=lambda one: "content/" in one.where):
        where = text.literal(f"  {conflict.where}", "$text-muted") if conflict.where else ""
        rows.append(text.joined(("• ", "$error"), conflict.fact))
        if where:
            rows.append(text.joined("  ", where))
    if not agenda.conflict:
        rows.append(text.literal("(the search gave no reasons)", "$text-muted"))
    if then:
        return text.lines_of(*rows, text.literal(""), text.literal(then))
    rows += [
        text.literal(""),
        text.joined(("b", "bold $accent"), " changes the brief; or change the file, and "),
        text.joined(("F5", "bold $accent"), " reads it again."),
    ]
    return text.lines_of(*rows)


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
