"""What a comment with behaviour asks for, checked against the convention."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from workshop.decks import convention
from workshop.decks.comment import close_to
from workshop.decks.convention import Behaviour
from workshop.decks.deck import DeckFinding
from workshop.decks.pieces import Piece
from workshop.decks.yamlread import Path, YamlError, YamlText, read_yaml
from workshop.model import diagram
from workshop.model.base import Value

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Said:
    """The behaviour of one comment, and where its entries stand."""

    line: int
    behaviour: Behaviour
    lines: YamlText
    keys: tuple[str, ...]
    """The keys that were read without fault."""
    findings: tuple[DeckFinding, ...]


def read_behaviour(piece: Piece) -> Said:
    """Read a behaviour comment, each key apart: one fault must not hide the rest."""
    try:
        text = read_yaml(piece.text, piece.line)
    except YamlError as error:
        finding = DeckFinding(error.line, "error", error.what, error.hint)
        return Said(piece.line, Behaviour(), YamlText(None, {}), (), (finding,))
    data = text.data if isinstance(text.data, dict) else {}
    findings: list[DeckFinding] = []
    kept: dict[str, object] = {}
    for key, value in data.items():
        found, faults = validate(Behaviour, YamlText({key: value}, text.lines))
        findings += faults
        if found is not None:
            kept[key] = value
    behaviour, _ = validate(Behaviour, YamlText(kept, text.lines))
    return Said(piece.line, behaviour or Behaviour(), text, tuple(kept), tuple(findings))


def validate(kind: type[V], text: YamlText) -> tuple[V | None, list[DeckFinding]]:
    """Return `text.data` as a `kind`, or what is wrong with it, each fault with its line."""
    try:
        return kind.model_validate_json(json.dumps(text.data)), []
    except ValidationError as error:
        return None, [_finding(kind, fault, text) for fault in error.errors(include_url=False)]


def _finding(kind: type[Value], fault: Any, text: YamlText) -> DeckFinding:
    """Say one of pydantic's complaints for a person."""
    path = _path(fault["loc"], text)
    if fault["type"].startswith("union_tag"):
        path = (*path, str(fault["ctx"]["discriminator"]).strip("'"))
    where = ".".join(str(part) for part in path)
    line = text.line(path)
    if fault["type"] == "union_tag_invalid":
        known = fault["ctx"]["expected_tags"].replace("'", "")
        what = f'"{where}": there is no kind {fault["ctx"]["tag"]!r}'
        return DeckFinding(line, "error", what, f"known: {known}")
    if fault["type"] == "extra_forbidden":
        known = _known(kind, path[:-1])
        return DeckFinding(line, "error", f'unknown key "{where}"', close_to(str(path[-1]), known))
    if fault["type"] in ("missing", "union_tag_not_found"):
        return DeckFinding(line, "error", f'key "{where}" is missing', "add it")
    message = str(fault["msg"]).removeprefix("Value error, ")
    return DeckFinding(line, "error", f'"{where}": {message[:1].lower()}{message[1:]}')


def _path(loc: tuple[str | int, ...], text: YamlText) -> Path:
    """Return `loc` without the names of union members, which are no part of the file."""
    path: Path = ()
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
        if isinstance(part, str) and part in ("int", "str") and not last:
            continue
        if (*path, part) in text.lines or (last and part not in ("int", "str")):
            path = (*path, part)
    return path


def _known(kind: type[Value], path: Path) -> tuple[str, ...]:
    """Return the keys that may stand under `path` of a `kind`."""
    fields: tuple[str, ...] = tuple(kind.model_fields)
    names = [part for part in path if isinstance(part, str)]
    for name in names:
        inner = next(_inner(kind, name), None)
        if inner is None:
            break
        kind = inner
        fields = tuple(kind.model_fields)
    return fields


def _inner(kind: type[Value], name: str) -> Iterator[type[Value]]:
    """Yield the kinds of value that field `name` of `kind` holds."""
    declared = kind.model_fields.get(name)
    if declared is None:
        return
    shown = repr(declared.annotation)
    for other in (*vars(convention).values(), *vars(diagram).values()):
        if not isinstance(other, type) or not issubclass(other, Value) or other is Value:
            continue
        if re.search(rf"\b{other.__name__}\b", shown):
            yield other
