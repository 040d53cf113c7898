"""What was found wrong in a deck, line by line."""

from __future__ import annotations

from textual.content import Content

from workshop.decks.deck import Deck, DeckFinding
from workshop.tui import text
from workshop.tui.dialogs.tell import Tell

SIGNS = {"error": "✘ error", "warning": "! warning", "note": "· note"}
SHOWN = 300
"""Findings told at most; the rest is counted."""


def tell_findings(deck: Deck, broken: str = "") -> Tell:
    """Return a sheet with the findings of a deck; reads every slide, so it blocks.

    `broken` is what keeps its file, as it is by now, from being shown.
    """
    rows = _rows(deck.findings)
    if broken:
        now = text.literal(f"The file as it is now cannot be shown:\n{broken}\n", "bold $error")
        rows = text.lines_of(now, text.literal("The slides as they are shown:"), rows)
    return Tell(f"Findings in {deck.file}", rows)


def _rows(findings: tuple[DeckFinding, ...]) -> Content:
    if not findings:
        return text.literal("Nothing: the deck reads cleanly.")
    rows: list[Content] = []
    for one in findings[:SHOWN]:
        style = {"error": "$error", "warning": "$warning"}.get(one.severity, "$text-muted")
        rows.append(
            text.joined(
                (f"line {one.line:<5}", "bold"), (f"{SIGNS[one.severity]:<10} ", style), one.message
            )
        )
        if one.hint:
            rows.append(text.literal(f"{'':10}{one.hint}", "$text-muted"))
    if len(findings) > SHOWN:
        rows.append(text.literal(f"{len(findings) - SHOWN} more…", "$text-muted"))
    return text.lines_of(*rows)
