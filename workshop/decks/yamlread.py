"""Reading the YAML of comments and front matter: strict, and with the line of every entry.

YAML 1.1 would read `10:30` as a number and `no` as false; here only `true`, `false`, `null`,
whole and decimal numbers are special, all else is text. Anchors, aliases, tags, duplicate keys
and deep nesting are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

Path = tuple[str | int, ...]

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 30
_INT: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT: Final = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_WORDS: Final[dict[str, object]] = {"true": True, "false": False, "null": None, "~": None, "": None}


class YamlError(Exception):
    """The text is not YAML we read: `line` (from 1 in the file), `what`, `hint`."""

    def __init__(self, line: int, what: str, hint: str = "") -> None:
        """Say what is wrong at `line`."""
        self.line = line
        self.what = what
        self.hint = hint
        super().__init__(f"{line}: {what}")


@dataclass(frozen=True)
class YamlText:
    """Data as read, with the lines where its entries stand."""

    data: object
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of the entry at `path`, or of the nearest one around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, first_line: int = 1) -> YamlText:
    """Read one YAML document whose first line is line `first_line` of its file.

    Raises `YamlError` for the first thing that cannot be read.
    """
    reader = _Reader(first_line)
    try:
        events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        data = reader.document(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        last = first_line + text.rstrip().count("\n")
        raise YamlError(
            min(line, last), f"not YAML: {_problem(error)}", _yaml_hint(error)
        ) from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise YamlError(first_line, f"not YAML: {str(error).splitlines()[0]}") from None
    return YamlText(data, reader.lines)


def _problem(error: yaml.MarkedYAMLError) -> str:
    """Say the parser's complaint in one line."""
    parts = [part for part in (error.context, error.problem) if part]
    return ", ".join(parts) or "unreadable"


def _yaml_hint(error: yaml.MarkedYAMLError) -> str:
    """Guess what a person meant."""
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return 'put text that holds ": " in double quotes'
    if "cannot start any token" in problem:
        return "put the text in double quotes; indent with spaces, not tabs"
    return "check the indentation and the quotes"


class _Reader:
    """Builds plain data from YAML events, counting lines from `first`."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.lines: dict[Path, int] = {}

    def document(self, events: Iterator[Any]) -> object:
        """Return the one document of the stream, None if it is empty."""
        data: object = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlError(self._line(event), "a second YAML document", "remove `---`")
                data = self._node(next(events), events, ())
        return data

    def _line(self, event: Any) -> int:
        return self.first + int(event.start_mark.line)

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> object:
        self.lines.setdefault(path, self._line(event))
        if len(path) > _DEEPEST:
            raise YamlError(self._line(event), "nested too deeply")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                self._line(event), "anchors and aliases (& and *) are not read", "write it out"
            )
        if getattr(event, "tag", None):
            raise YamlError(self._line(event), "tags (!) are not read", "put the text in quotes")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return _scalar(event)

    def _sequence(self, events: Iterator[Any], path: Path) -> list[object]:
        items: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = self._line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError(line, "a key must be plain text")
            key = str(event.value)
            if key in found:
                raise YamlError(line, f'key "{key}" stands twice', "keep one of them")
            self.lines[(*path, key)] = line
            found[key] = self._node(next(events), events, (*path, key))
        return found


def _scalar(event: Any) -> object:
    """Return the value of a scalar: text unless it is plainly something else."""
    value = str(event.value)
    if event.style is not None and event.style != "":
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INT.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value):
        return float(value)
    return value
