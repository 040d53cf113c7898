"""Put a changed brief into the text of a tour file: only the fields that changed are written.

A field that is a mapping in lines of its own, or a list of things with an id, is gone into; the
comments at what stays stay. What is new is written on one line.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from workshop.model.tour import Brief
from workshop.store.layout import flow
from workshop.store.splice import brief_of

_BREAK = re.compile(r"\r\n|\n|\r")
_KEYS = ("id", "city", "currency", "what")
"""Fields by which things in a list are told apart, the first that they have."""

Data = dict[str, Any]
Cut = tuple[int, int, str]
"""Where a piece of the text starts and ends, and what comes in its place.

What is added at one place stands in the order in which it was added."""


def with_brief(text: str, before: Brief, after: Brief) -> str:
    """Return a tour file's text with what is other in `after` than in `before` written into it.

    StoreError where the file has no brief.
    """
    if before == after:
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    cuts = _Cuts(body)
    cuts.mapping(brief_of(body), _data(before), _data(after))
    return mark + cuts.made()


def _data(brief: Brief) -> Data:
    return brief.model_dump(mode="json", by_alias=True, exclude_defaults=True)


class _Cuts:
    """The changes of one text, gathered first and made from the end on."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.cuts: list[Cut] = []
        self.in_braces = body.lstrip().startswith("{")

    def made(self) -> str:
        text = self.body
        numbered = [(start, end, n, new) for n, (start, end, new) in enumerate(self.cuts)]
        for start, end, _, new in sorted(numbered, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def mapping(self, node: yaml.MappingNode, before: Data, after: Data) -> None:
        """Write the fields of a mapping that are other."""
        entries = {str(key.value): (key, value) for key, value in node.value}
        if node.flow_style and any(name in before and name not in after for name in entries):
            self._write(node, after)
            return
        for name, new in after.items():
            if before.get(name) == new and name in entries:
                continue
            if name not in entries:
                if before.get(name) != new:
                    self._field(node, name, self._flow({name: new})[1:-1])
                continue
            self._value(entries[name][1], before.get(name), new)
        for name, (key, value) in entries.items():
            if name not in after and name in before:
                self._remove(key.start_mark.index, value)

    def _value(self, node: yaml.Node, old: Any, new: Any) -> None:
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict) and isinstance(old, dict):
            self.mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and self._items(node, old, new):
            return
        else:
            self._write(node, new)

    def _items(self, node: yaml.SequenceNode, old: Any, new: Any) -> bool:
        """Write the things of a list one by one, if they keep their order; else tell False."""
        names = [_name(one) for one in old or ()]
        wanted = {_name(one): one for one in new}
        kept = [name for name in names if name in wanted]
        if None in names or None in wanted or list(wanted)[: len(kept)] != kept:
            return False
        if not kept or len(node.value) != len(names) or (node.flow_style and kept != names):
            return False
        for item, name, was in zip(node.value, names, old, strict=True):
            if name not in wanted:
                self._remove(self._dash(node, item), item)
            elif wanted[name] != was:
                self._value(item, was, wanted[name])
        for name in list(wanted)[len(kept) :]:
            self._add(node, ("" if node.flow_style else "- ") + self._flow(wanted[name]))
        return True

    # ---------------------------------------------------------------- text

    def _field(self, node: yaml.MappingNode, name: str, line: str) -> None:
        """Add a field where a comment shows an example of it, else after the last one."""
        if not node.flow_style:
            margin = " " * self._column(node.value[0][0].start_mark.index)
            example = re.compile(rf"^{margin}# {re.escape(name)}:", re.MULTILINE)
            for found in example.finditer(self.body, node.start_mark.index):
                if self._between(node, found.start()):
                    at = found.start()
                    self.cuts.append((at, at, f"{margin}{line}{self._break()}"))
                    return
        self._add(node, line)

    def _between(self, node: yaml.MappingNode, at: int) -> bool:
        """Tell whether a line that starts at `at` is of a mapping and of no field of it."""
        ends = [(key.start_mark.index, self._end(value)) for key, value in node.value]
        after = self.body[ends[-1][1] : at].splitlines()[1:]
        outside = all(not start <= at < end for start, end in ends)
        return outside and all(not line.strip() or line.lstrip()[0] == "#" for line in after)

    def _break(self) -> str:
        found = _BREAK.search(self.body)
        return found.group() if found else "\n"

    def _add(self, node: yaml.CollectionNode, line: str) -> None:
        """Add an entry after the last one of a mapping or list."""
        last = node.value[-1]
        first = node.value[0][0] if isinstance(node.value[0], tuple) else node.value[0]
        end = self._end(last[1] if isinstance(last, tuple) else last)
        if node.flow_style:
            self.cuts.append((end, end, f", {line}"))
            return
        margin = self._column(
            self._dash(node, first) if isinstance(node, yaml.SequenceNode)
            else first.start_mark.index
        )  # fmt: skip
        end = self._line_end(end)
        self.cuts.append((end, end, f"{self._break()}{' ' * margin}{line}"))

    def _write(self, node: yaml.Node, new: Any) -> None:
        self.cuts.append((node.start_mark.index, self._end(node), self._flow(new)))

    def _flow(self, value: Any) -> str:
        return flow(value, quote=self.in_braces)

    def _remove(self, start: int, value: yaml.Node) -> None:
        """Take the lines of an entry out of a mapping or list."""
        end = self._line_end(self._end(value))
        after = _BREAK.match(self.body, end)
        self.cuts.append((self._line_start(start), after.end() if after else end, ""))

    def _dash(self, node: yaml.SequenceNode, item: yaml.Node) -> int:
        """Return where the dash before a list's item stands, or the item in a list in brackets."""
        start = int(item.start_mark.index)
        return start if node.flow_style else self.body.rindex("-", 0, start)

    def _end(self, node: yaml.Node) -> int:
        """Return where the last thing written in a node ends, before blanks and comments."""
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = int(node.end_mark.index)
        return len(self.body[:end].rstrip()) if _is_block(node) else end

    def _column(self, index: int) -> int:
        return index - self._line_start(index)

    def _line_start(self, index: int) -> int:
        return max(self.body.rfind("\n", 0, index), self.body.rfind("\r", 0, index)) + 1

    def _line_end(self, index: int) -> int:
        found = _BREAK.search(self.body, index)
        return found.start() if found else len(self.body)


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def _name(item: object) -> str | None:
    if not isinstance(item, dict):
        return None
    return next((f"{key}:{item[key]}" for key in _KEYS if key in item), None)
