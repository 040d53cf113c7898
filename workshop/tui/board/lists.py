"""The two lists under the week: what the rules found, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workshop.tui import text, words

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.model.agenda import LeftOut
    from workshop.model.finding import Finding

SEVERITIES = {
    "error": ("✘", "bold $error"),
    "warning": ("!", "bold $warning"),
    "note": ("·", "$text-muted"),
}
MOST = 500
"""Rows shown at most; a longer list says how many more there are."""


class FindingList(OptionList):
    """Findings, the worst first; choosing one asks for its block."""

    BINDING_GROUP_TITLE = "The findings"

    @dataclass
    class Chosen(Message):
        """A finding was chosen."""

        finding: Finding

    @dataclass
    class Considered(Message):
        """A finding is under the cursor."""

        finding: Finding

    findings: tuple[Finding, ...] = ()
    _shown: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...], *, planned: bool) -> None:
        """List other findings."""
        if findings and findings == self._shown:
            return
        self._shown = findings
        order = list(SEVERITIES)
        self.findings = tuple(sorted(findings, key=lambda one: order.index(one.severity)))
        counts = [
            words.counted(sum(one.severity == severity for one in findings), severity)
            for severity in order
        ]
        found = ", ".join(one for one in counts if not one.startswith("0 "))
        self.border_title = text.one_line(f"Findings (f): {found}" if found else "Findings (f)")
        empty = "✔ every rule holds" if planned else "There is no plan to check."
        self.set_options(
            [Option(self._prompt(one)) for one in self.findings[:MOST]]
            or [Option(text.literal(empty, "$text-muted"), disabled=True)]
        )

    @staticmethod
    def _prompt(finding: Finding) -> Content:
        sign, style = SEVERITIES[finding.severity]
        rule = words.RULE_WORDS.get(finding.rule, finding.rule)
        return text.joined((sign, style), (f" {rule} ", "bold"), text.line(finding.message))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Pass on which finding is under the cursor."""
        event.stop()
        if self.has_focus and event.option_index < len(self.findings):
            self.post_message(self.Considered(self.findings[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on which finding was chosen."""
        event.stop()
        self.post_message(self.Chosen(self.findings[event.option_index]))


class LeftOutList(OptionList):
    """Candidates that are not in the plan, each with the fact that keeps it out."""

    BINDING_GROUP_TITLE = "What is left out"

    @dataclass
    class Chosen(Message):
        """A candidate was chosen."""

        item: LeftOut

    @dataclass
    class Considered(Message):
        """A candidate is under the cursor."""

        item: LeftOut

    items: tuple[LeftOut, ...] = ()

    @property
    def ref(self) -> str:
        """The catalogue id of the candidate under the cursor; empty where there is none."""
        at = self.highlighted
        return self.items[at].ref if at is not None and at < len(self.items) else ""

    def show(self, items: tuple[LeftOut, ...], *, planned: bool, searching: bool = False) -> None:
        """List other candidates; while a search runs nobody knows them yet."""
        if items and items == self.items:
            return
        self.items = items
        self.border_title = text.one_line(
            f"Left out (i): {len(items)}" if items else "Left out (i)"
        )
        empty = "Nothing is left out." if planned else "There is no plan to leave anything out of."
        if searching:
            empty = "Known when the search is over."
        options = [Option(self._prompt(item)) for item in items[:MOST]]
        if len(items) > MOST:
            more = text.literal(f"… {len(items) - MOST} more", "$text-muted")
            options.append(Option(more, disabled=True))
        self.set_options(options or [Option(text.literal(empty, "$text-muted"), disabled=True)])

    @staticmethod
    def _prompt(item: LeftOut) -> Content:
        return text.joined(
            (text.line(item.title or item.ref), "bold"), f"  {text.line(item.reason)}"
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Pass on which candidate is under the cursor."""
        event.stop()
        if self.has_focus and event.option_index < len(self.items):
            self.post_message(self.Considered(self.items[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on which candidate was chosen."""
        event.stop()
        self.post_message(self.Chosen(self.items[event.option_index]))
