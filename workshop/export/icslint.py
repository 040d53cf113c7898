"""A check of calendar files on what calendars refuse or misread and parsers let pass.

No parser that we know finds all of these; each was seen to break a real calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WIDEST = 75
"""Octets of a line without its end (RFC 5545 3.1)."""
_NEEDED = ("UID", "DTSTAMP", "DTSTART")
_LINE = re.compile(r"([A-Za-z0-9-]+)((?:;[^:;=]+=(?:\"[^\"]*\"|[^\":;]*))*):(.*)", re.DOTALL)


@dataclass
class _Event:
    line: int
    lines: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Parameters and value by name."""


class _Read:
    """What a file holds, taken line by line."""

    def __init__(self) -> None:
        self.top: set[str] = set()
        self.zones: set[str] = set()
        self.events: list[_Event] = []
        self.inside: list[str] = []

    def take(self, number: int, name: str, rest: str, value: str) -> None:
        """Take a line: its name, its parameters and its value."""
        if name == "BEGIN":
            self.inside.append(value.upper())
            if self.inside[-1] == "VEVENT":
                self.events.append(_Event(number))
        elif name == "END":
            self.inside = self.inside[:-1]
        elif self.inside == ["VCALENDAR"]:
            self.top.add(name)
        elif self.inside[-1:] == ["VTIMEZONE"] and name == "TZID":
            self.zones.add(value)
        elif self.inside[-1:] == ["VEVENT"]:
            self.events[-1].lines.setdefault(name, (rest, value))


def lint(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a calendar file, each with its line; nothing if it is sound."""
    return (*_bytes(data), *_content(data))


def _bytes(data: bytes) -> Iterator[str]:
    if data.count(b"\n") != data.count(b"\r\n") or data.count(b"\r") != data.count(b"\r\n"):
        yield "1: lines do not all end in CRLF"
    if not data.endswith(b"\n"):
        last = data.count(b"\n") + 1
        yield f"{last}: the last line has no end"
    for number, line in enumerate(data.replace(b"\r\n", b"\n").split(b"\n"), start=1):
        if len(line) > WIDEST:
            yield f"{number}: {len(line)} octets; fold after {WIDEST}"


def _content(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"1: not UTF-8 at octet {error.start}"
        return
    read = _Read()
    for number, line in _unfolded(text):
        found = _LINE.fullmatch(line)
        if found is None:
            yield f"{number}: not NAME:VALUE"
        else:
            read.take(number, found[1].upper(), found[2], found[3])
    if read.inside:
        yield f"1: {read.inside[-1]} does not end"
    yield from (f"1: no {name}" for name in ("PRODID", "VERSION") if name not in read.top)
    yield from _events(read.events, read.zones)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Give each logical line with the number of its first line in the file."""
    begun, whole = 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.startswith((" ", "\t")):
            whole += line[1:]
        else:
            if whole:
                yield begun, whole
            begun, whole = number, line
    if whole:
        yield begun, whole


def _events(events: list[_Event], zones: set[str]) -> Iterator[str]:
    seen: set[str] = set()
    for event in events:
        yield from (f"{event.line}: no {name}" for name in _NEEDED if name not in event.lines)
        uid = event.lines.get("UID", ("", ""))[1]
        if uid and uid in seen:
            yield f"{event.line}: UID {uid} is used twice"
        seen.add(uid)
        sequence = event.lines.get("SEQUENCE", ("", "0"))[1]
        if not sequence.isascii() or not sequence.isdigit():
            yield f"{event.line}: SEQUENCE {sequence!r} is no number"
        if not event.lines.get("DTSTAMP", ("", "Z"))[1].endswith("Z"):
            yield f"{event.line}: DTSTAMP is not in UTC"
        yield from _times(event, zones)


def _times(event: _Event, zones: set[str]) -> Iterator[str]:
    at: dict[str, datetime] = {}
    for name in ("DTSTART", "DTEND"):
        if name not in event.lines:
            continue
        rest, value = event.lines[name]
        zone = re.search(r";TZID=\"?([^\";:]+)", rest, re.IGNORECASE)
        if zone is None and not value.endswith("Z"):
            yield f"{event.line}: {name} has no zone"
            continue
        if zone is not None and zone[1] not in zones:
            yield f"{event.line}: there is no VTIMEZONE for {zone[1]}"
        try:
            local = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 (zone next)
            at[name] = local.replace(tzinfo=ZoneInfo(zone[1] if zone else "UTC"))
        except (ValueError, ZoneInfoNotFoundError):
            yield f"{event.line}: {name} {value!r} is no time of a known zone"
    if len(at) == 2 and at["DTEND"] <= at["DTSTART"]:
        yield f"{event.line}: it ends before it starts"
