"""The comments a person wrote inside an agenda: found by what they stand at, put back there.

A comment above a line or at its end belongs to what the line says. When a new agenda still has
that thing the comment goes with it, wherever it moved; when it has not, the comment is kept at the
top with a word on where it stood. Nothing that a person wrote is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from workshop.store.layout import ITEM, LISTS, Address, Line

_Loader = yaml.CSafeLoader
_END: Address = ("", "end")
_BREAK = re.compile("[\r\n\x85\u2028\u2029]")
"""What ends a line, and so a comment, in YAML 1.1."""


@dataclass(frozen=True)
class Remark:
    """A comment, `#` included, and what it stands at; `beside` it or on the line above it."""

    address: Address
    text: str
    beside: bool = False


def find_remarks(text: str, start: int, end: int, agenda: yaml.Node) -> tuple[Remark, ...]:
    """Return the comments of `text[start:end]`, where the agenda whose node is given stands."""
    spots = [(start, ()), *_spots(agenda, ())]
    found = []
    for at in _comments(text, start, end):
        line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        words = text[at : _line_end(text, at)].rstrip()
        left = [address for index, address in spots if line_start <= index < at]
        if left and text[line_start:at].strip():
            found.append(Remark(left[-1], words, beside=True))
        else:
            found.append(Remark(next((a for i, a in spots if i > at), _END), words))
    return tuple(found)


def weave(lines: Iterable[Line], remarks: tuple[Remark, ...]) -> list[str]:
    """Return the lines as text, each remark above or beside the line of its address."""
    lines = tuple(lines)
    known = {line.address for line in lines}
    above: dict[Address, list[str]] = {}
    beside: dict[Address, list[str]] = {}
    for remark in remarks:
        address = _nearest(remark.address, known)
        if address is None:
            above.setdefault((), []).append(_astray(remark))
        elif remark.beside and address == remark.address:
            beside.setdefault(address, []).append(remark.text)
        else:
            above.setdefault(address, []).append(remark.text)
    return list(_woven(lines, above, beside))


def _woven(
    lines: tuple[Line, ...], above: dict[Address, list[str]], beside: dict[Address, list[str]]
) -> Iterator[str]:
    for number, line in enumerate(lines):
        margin = " " * line.indent
        if number > 0:  # what stands above the agenda's own key is not part of the agenda
            yield from (margin + text for text in above.pop(line.address, ()))
        yield "  ".join([margin + line.text, *beside.pop(line.address, ())])
        if number == 0:
            yield from ("  " + text for text in above.pop((), ()))
    yield from ("  " + text for text in above.pop(_END, ()))


def _nearest(address: Address, known: set[Address]) -> Address | None:
    """Return the address, or that of the item it is a part of, whichever the agenda still has."""
    if address in known or address == _END:
        return address
    shorter = (address[:size] for size in range(len(address) - 1, 1, -1))
    return next((one for one in shorter if one in known), None)


def _astray(remark: Remark) -> str:
    words = remark.text.lstrip("#").strip()
    if remark.address[0] in ITEM.values():
        return f"# (was at {remark.address[1]}) {words}"
    return f"# {words}"


def _spots(node: yaml.Node, address: Address) -> Iterator[tuple[int, Address]]:
    """Give the index and address of everything in an agenda's node, in the order of the text."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*address, str(key.value))
            yield key.start_mark.index, below
            yield from _spots(value, below)
    elif isinstance(node, yaml.SequenceNode):
        kind = address[-1] if address else ""
        for item in node.value:
            below = _item_address(kind, item) or address
            yield item.start_mark.index, below
            yield from _spots(item, below)


def _item_address(kind: str, item: yaml.Node) -> Address | None:
    name = "id" if kind == "blocks" else LISTS.get(kind)
    if name is None or not isinstance(item, yaml.MappingNode):
        return None
    fields = {str(key.value): str(value.value) for key, value in item.value}
    return (ITEM[kind], fields[name]) if name in fields else None


def _comments(text: str, start: int, end: int) -> Iterator[int]:
    """Give the index of each comment: what stands between two tokens and begins with `#`."""
    last = 0
    for token in yaml.scan(text, Loader=_Loader):
        gap = text[last : token.start_mark.index]
        offset = 0
        while (mark := gap.find("#", offset)) >= 0:
            at = last + mark
            if start <= at < end:
                yield at
            offset = _line_end(text, at) - last
        last = max(last, token.end_mark.index)


def _line_end(text: str, at: int) -> int:
    """Return the index of the line end after `at`, or of the end of the text."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)
