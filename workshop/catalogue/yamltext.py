"""YAML text to plain data that knows its lines, with every trap of YAML refused.

Built on the event stream of PyYAML's C parser, so that anchors, repeated keys, several documents
and endless nesting are seen before anything is built from them. A plain word is null, true, false,
a number or text, nothing else: `no`, `2027-03-22` and `09:30` stay text. Where YAML 1.1 would make
a number of a time (`10:30` is 630), quotes are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from workshop.catalogue.quoting import quoted, visible
from workshop.catalogue.scalar import number_in_yaml_1_1, plain_value, two_digits
from workshop.catalogue.syntax import syntax_fault
from workshop.errors import Fault, InputError

Path = tuple[str | int, ...]
"""The way to a value from the top of a document: keys and positions."""

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 50
MAX_FAULTS = 100
"""So many faults of a file are told; whoever has more has another kind of file."""

_NOT_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML does not allow, and U+0085, U+2028 and U+2029, which it takes for ends of lines."""


@dataclass(frozen=True)
class Document:
    """One YAML document: plain data, and the line on which each part of it stands."""

    file: str
    data: object
    lines: dict[Path, int] = field(default_factory=dict, repr=False)

    def line(self, path: Path = ()) -> int:
        """Return the line of the value at `path`, of its key in a mapping.

        Where there is no such value, it is the line of the nearest thing around it.
        """
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(frozen=True)
class Parsed:
    """What parsing gave: `whole` tells whether `document` holds all that the text says."""

    document: Document
    faults: tuple[Fault, ...]
    whole: bool


def load_yaml(text: str, file: str) -> Document:
    """Parse `text`, called `file` in messages; raises InputError with all its faults."""
    parsed = parse_yaml(text, file)
    if parsed.faults:
        raise InputError(parsed.faults)
    return parsed.document


def parse_yaml(text: str, file: str) -> Parsed:
    """Parse `text` and collect its faults instead of raising them."""
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return _refused(file, too_large(file))
    strange = tuple(_strange_characters(text, file))
    if strange:
        return _refused(file, *strange)
    builder = _Builder(file)
    try:
        data = builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        data = None
        builder.whole = False
        builder.faults.append(syntax_fault(error, text, file))
    except _TooMuchError:
        data = None
    document = Document(file, data, builder.lines)
    return Parsed(document, tuple(builder.faults), builder.whole)


def too_large(file: str) -> Fault:
    """Return the fault of a file over the limit."""
    return Fault(
        file, 1, "the file is larger than 5 MB", "no tour or city needs that; is it the right file?"
    )


class _TooMuchError(Exception):
    """Parsing stops here; the fault is noted already."""


class _Builder:
    """Turns events into data, noting lines and faults on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self.whole = True
        self._events: Iterator[Event] = iter(())

    def document(self, events: Iterator[Event]) -> object:
        """Return the data of the only document."""
        self._events = events
        data: object = None
        seen = False
        for event in events:
            if isinstance(event, (StreamStartEvent, StreamEndEvent)):
                continue
            if isinstance(event, DocumentStartEvent):
                if seen:
                    self._refuse(event, "a second document begins here", "keep one to a file")
                    raise _TooMuchError
                seen = True
            elif isinstance(event, NodeEvent):
                self.lines[()] = self._line(event)
                data = self._node(event, (), 0)
        return data

    def _node(self, event: Event, path: Path, depth: int) -> object:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self._no_anchors(event)
            return None
        if depth >= MAX_DEPTH:
            what = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            self._refuse(event, what, "write it flatter")
            raise _TooMuchError
        if isinstance(event, SequenceStartEvent):
            self._plain_node(event)
            return self._sequence(path, depth + 1)
        if isinstance(event, MappingStartEvent):
            self._plain_node(event)
            return self._mapping(path, depth + 1)
        raise AssertionError(event)

    def _sequence(self, path: Path, depth: int) -> list[object]:
        items: list[object] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            here = (*path, len(items))
            self.lines[here] = self._line(event)
            items.append(self._node(event, here, depth))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, path, depth)
            here = (*path, key)
            first = self.lines.get(here)
            if first is None:
                self.lines[here] = self._line(event)
            value = self._node(next(self._events), here if first is None else (*path, ""), depth)
            if first is None:
                mapping[key] = value
            else:
                what = (
                    f"the key `{visible(key)}` is here a second time; it is already in line {first}"
                )
                self._refuse(event, what, "keep one of the two", whole=self.whole)
        return mapping

    def _key(self, event: Event, path: Path, depth: int) -> str:
        if not isinstance(event, ScalarEvent):
            self._node(event, (*path, ""), depth)
            self._refuse(event, "a key must be one word or text", "write `key: value`")
            return ""
        value = self._scalar(event)
        if isinstance(value, str):
            if value == "<<" and event.implicit[0]:
                self._refuse(event, "merge keys (<<) are not used here", "write the keys out")
            return value
        raw = str(event.value)
        self._refuse(
            event, f"the key `{visible(raw)}` is not text", f"write {quoted(raw)} in quotes"
        )
        return raw

    def _scalar(self, event: ScalarEvent) -> object:
        self._plain_node(event)
        word = str(event.value)
        if not event.implicit[0]:
            return word
        number = number_in_yaml_1_1(word)
        if number is None:
            return plain_value(word)
        time = two_digits(word)
        what = f"{visible(word)} without quotes is the number {number} in YAML"
        self._refuse(event, what, f"write {quoted(time)} in quotes", whole=self.whole)
        return time

    def _plain_node(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._no_anchors(event)
        if event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            what = f"the tag {visible(tag)} is not used here"
            self._refuse(event, what, "remove it; put quotes around what must be text")

    def _no_anchors(self, event: NodeEvent) -> None:
        sign = "*" if isinstance(event, AliasEvent) else "&"
        what = f"{sign}{visible(str(event.anchor))} is an anchor or alias, which are not used here"
        self._refuse(event, what, "write the value out, or put quotes around text")

    def _refuse(self, event: Event, what: str, hint: str, *, whole: bool = False) -> None:
        self.whole = whole
        self.faults.append(Fault(self.file, self._line(event), what, hint))
        if len(self.faults) >= MAX_FAULTS:
            self.whole = False
            raise _TooMuchError

    def _line(self, event: Event) -> int:
        return event.start_mark.line + 1 if event.start_mark is not None else 1


def _refused(file: str, *faults: Fault) -> Parsed:
    return Parsed(Document(file, None), faults, whole=False)


def _strange_characters(text: str, file: str) -> Iterator[Fault]:
    """Find characters YAML has no room for, the first of each line."""
    if _NOT_TEXT.search(text) is None:
        return
    told = 0
    for line, words in enumerate(text.split("\n"), start=1):
        match = _NOT_TEXT.search(words)
        if match is not None:
            code = ord(match[0])
            escape = f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
            what = f"the invisible character U+{code:04X} is not allowed"
            yield Fault(file, line, what, f'remove it, or write "{escape}" in double quotes')
            told += 1
        if told >= MAX_FAULTS:
            return
