"""What a check found: a rule's id, how bad it is, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from workshop.model.base import Value

Severity = Literal["error", "warning", "note"]


class Finding(Value):
    """One finding; `blocks` are block ids, `message` is for a person."""

    rule: str
    severity: Severity
    blocks: tuple[str, ...] = ()
    message: str
    fix: str = ""


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those of the findings that say that a rule is broken."""
    return tuple(one for one in findings if one.severity == "error")
