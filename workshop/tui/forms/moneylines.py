"""Exchange rates and known costs as a line of text, and back."""

from __future__ import annotations

import re
from typing import get_args

from workshop.model.budget import Charged, CostLine, Rate
from workshop.tui.forms import fields

_LINE = re.compile(
    r"(?P<what>.+):\s*(?P<currency>[A-Za-z]{3})\s*(?P<fixed>[0-9.,]+)?"
    r"(?:\s*\+?\s*(?P<head>[0-9.,]+)\s*(?:a head|each))?"
    r"(?:\s*\[(?P<covers>[a-z, ]*)\])?\s*"
)
_SHOW = "write it as Coaches: USD 6000 + 12 a head [coaches]"


def rate_words(rate: Rate) -> str:
    """Return `SGD 0.75 2026-11-20`."""
    return f"{rate.currency} {rate.per_unit!r} {rate.as_of}"


def read_rates(text: str) -> list[dict[str, object]]:
    """Take rates with `;` between. Raises `ValueError`."""
    return [_rate(part) for part in text.split(";") if part.strip()]


def _rate(said: str) -> dict[str, object]:
    parts = said.split()
    if len(parts) != 3:
        raise ValueError("write a rate as SGD 0.75 2026-11-20")
    try:
        per_unit = float(parts[1])
    except ValueError:
        raise ValueError(
            f"“{parts[1]}” is no number; write a rate as SGD 0.75 2026-11-20"
        ) from None
    return {
        "currency": fields.currency(parts[0]), "per_unit": per_unit, "as_of": fields.day(parts[2])
    }  # fmt: skip


def line_words(line: CostLine) -> str:
    """Return `Coaches: USD 6000 + 12 a head [coaches]`."""
    cost = line.cost
    head = f" + {fields.amount_words(cost.per_head)} a head" if cost.per_head else ""
    covers = f" [{', '.join(line.covers)}]" if line.covers else ""
    return f"{line.what}: {cost.currency} {fields.amount_words(cost.fixed)}{head}{covers}"


def read_lines(text: str) -> list[dict[str, object]]:
    """Take known costs with `;` between. Raises `ValueError`."""
    return [_line(part.strip()) for part in text.split(";") if part.strip()]


def _line(said: str) -> dict[str, object]:
    found = _LINE.fullmatch(said)
    if found is None or not (found["fixed"] or found["head"]):
        raise ValueError(_SHOW)
    known = get_args(Charged)
    covers = [one.strip() for one in (found["covers"] or "").split(",") if one.strip()]
    for one in covers:
        if one not in known:
            raise ValueError(f"a cost cannot be for “{one}”; there are {', '.join(known)}")
    cost = {
        "currency": fields.currency(found["currency"]),
        "fixed": fields.amount(found["fixed"] or "0"),
        "per_head": fields.amount(found["head"] or "0"),
    }
    return {"what": found["what"].strip(), "cost": cost, "covers": covers}
