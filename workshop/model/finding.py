"""What a check found: a rule's id, how bad it is, where, and what to do."""

from __future__ import annotations

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
