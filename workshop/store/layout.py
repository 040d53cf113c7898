"""How an agenda is laid out in a tour file: lines of YAML, each with the address of what it says.

Only block style down to a block's fields, one line each; strings that YAML 1.1 could misread are
quoted. An address names a thing by its id, so that a comment can follow it when it moves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workshop.model.agenda import Agenda

Address = tuple[str, ...]
"""`()` is the agenda, `("days",)` a key of it, `("block", ID, "title")` a field of a block."""

LISTS = {"terms": "name", "days": "date", "left_out": "ref", "conflict": "fact"}
"""The agenda's lists, and the field that tells their items apart."""
ITEM = {"terms": "term", "days": "day", "left_out": "left", "conflict": "fact", "blocks": "block"}
"""What an item of a list is called in an address."""

_PLAIN = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Line:
    """One line: its address, its depth in spaces and its text, without a line end."""

    address: Address
    indent: int
    text: str


def agenda_lines(agenda: Agenda) -> tuple[Line, ...]:
    """Lay out `agenda`, its own key first, at depth 0."""
    data = agenda.model_dump(mode="json", exclude_defaults=True)
    lines = [Line((), 0, "agenda:")]
    for key in type(agenda).model_fields:
        if key not in LISTS and (value := getattr(agenda, key)) != "":
            lines.append(Line((key,), 2, f"{key}: {scalar(value)}"))
        elif items := data.get(key):
            lines.append(Line((key,), 2, f"{key}:"))
            for item in items:
                lines += _day(item) if key == "days" else _short_item(key, item)
    return tuple(lines)


def scalar(value: str | float | bool | None) -> str:
    """Write a string, number, truth value or None so that every YAML reader takes it as it is."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value not in _WORDS else quoted(value)
    text = repr(value)
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


def quoted(value: str) -> str:
    """Write a string in double quotes, on one line, whatever it holds."""
    text = json.dumps(value, ensure_ascii=False)
    return _RAW.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def flow(value: Any, *, quote: bool = False) -> str:
    """Write plain data on one line; with `quote` every key and string is quoted, as in JSON."""
    if isinstance(value, dict):
        pairs = (
            f"{quoted(key) if quote else key}: {flow(one, quote=quote)}"
            for key, one in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one, quote=quote) for one in value) + "]"
    return quoted(value) if quote and isinstance(value, str) else scalar(value)


def _short_item(key: str, item: dict[str, Any]) -> Iterator[Line]:
    yield Line((ITEM[key], str(item[LISTS[key]])), 4, f"- {flow(item)}")


def _day(day: dict[str, Any]) -> Iterator[Line]:
    address = ("day", day["date"])
    yield Line(address, 4, f"- date: {quoted(day['date'])}")
    yield Line((*address, "cities"), 6, f"cities: {flow(day['cities'])}")
    if day.get("blocks"):
        yield Line((*address, "blocks"), 6, "blocks:")
        for block in day["blocks"]:
            yield from _block(block)


def _block(block: dict[str, Any]) -> Iterator[Line]:
    address = ("block", block["id"])
    for place, (key, value) in enumerate(block.items()):
        start = Line(address, 8, "- ") if place == 0 else Line((*address, key), 10, "")
        yield Line(start.address, start.indent, f"{start.text}{key}: {flow(value)}")
