"""What a rule hands back: a severity, words and blocks; the rule's id is added by `check`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from workshop.model.finding import Severity
from workshop.rules.step import Step


class Found(NamedTuple):
    """One finding before it knows its rule; `at` (local) puts it in order among its like."""

    at: datetime
    severity: Severity
    message: str
    fix: str
    blocks: tuple[str, ...]


def error(message: str, *steps: Step, fix: str = "", on: date | None = None) -> Found:
    """Report a broken rule."""
    return _found("error", message, steps, fix, on)


def warning(message: str, *steps: Step, fix: str = "", on: date | None = None) -> Found:
    """Report something that deserves a look."""
    return _found("warning", message, steps, fix, on)


def note(message: str, *steps: Step, fix: str = "", on: date | None = None) -> Found:
    """Report something worth knowing."""
    return _found("note", message, steps, fix, on)


def _found(
    severity: Severity, message: str, steps: tuple[Step, ...], fix: str, on: date | None
) -> Found:
    at = datetime.combine(on or date.min, time.min)
    if steps:
        at = min(step.begins for step in steps)
    ids = tuple(dict.fromkeys(step.block.id for step in steps))
    return Found(at, severity, _line(message), _line(fix), ids)


def _line(text: str) -> str:
    return " ".join(text.splitlines())
