"""Put an agenda into the text of a tour file and leave every other byte of it alone."""

from __future__ import annotations

import re

import yaml

from workshop.errors import StoreError
from workshop.model.agenda import Agenda
from workshop.store.layout import Line, agenda_lines, flow
from workshop.store.remarks import find_remarks, weave

_Loader = yaml.CSafeLoader
_KEY = "agenda"
_BREAK = re.compile(r"\r\n|\n|\r")
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)
_HINT = Line(
    ("hint",),
    2,
    "# Written by the program. Add `locked: true` to a block to keep it where it is.",
)


def with_agenda(text: str, agenda: Agenda) -> str:
    """Return a tour file's text with `agenda` in it instead of the one it had, if any.

    The text outside the agenda stays byte for byte, line ends and a missing last one included;
    comments inside it stay with the days and blocks they stand at. StoreError where the text is
    laid out in a way that cannot be kept.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    root = _root(body)
    entry = next((pair for pair in root.value if pair[0].value == _KEY), None)
    if root.flow_style:
        return mark + _in_braces(body, root, entry, agenda)
    return mark + (
        _appended(body, root, agenda) if entry is None else _changed(body, entry, agenda)
    )


def without_agenda(text: str) -> str:
    """Return a tour file's text with its agenda, if any, cut out, and nothing else changed."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    root = _root(body)
    entry = next((pair for pair in root.value if pair[0].value == _KEY), None)
    if entry is None:
        return text
    if root.flow_style:
        raise StoreError("the tour is written in braces", "write it with one key a line")
    start, end = _span(body, entry)
    after = _BREAK.match(body, end)
    return mark + body[: _line_start(body, start)] + body[after.end() if after else end :]


def brief_of(text: str) -> yaml.MappingNode:
    """Return the node of a tour file's brief; StoreError if it holds none."""
    for key, value in _root(text).value:
        if key.value == "brief" and isinstance(value, yaml.MappingNode) and value.value:
            return value
    raise StoreError("the tour file has no brief", "mend it and try again")


def replaced(text: str, entry: tuple[yaml.Node, yaml.Node], line: str) -> str:
    """Return `text` with a key and all of its value replaced by `line`."""
    key, value = entry
    end = len(text[: _last_index(value)].rstrip())
    return text[: key.start_mark.index] + line + text[end:]


def _root(body: str) -> yaml.MappingNode:
    root = yaml.compose(body, Loader=_Loader)
    if not isinstance(root, yaml.MappingNode):
        raise StoreError("the tour file does not hold keys and values", "mend it and try again")
    return root


def _changed(body: str, entry: tuple[yaml.Node, yaml.Node], agenda: Agenda) -> str:
    start, end = _span(body, entry)
    remarks = find_remarks(body, start, end, entry[1])
    lines = agenda_lines(agenda)
    if not remarks and not isinstance(entry[1], yaml.MappingNode):
        lines = (lines[0], _HINT, *lines[1:])
    return body[:start] + _joined(body, weave(lines, remarks), _column(body, start)) + body[end:]


def _appended(body: str, root: yaml.MappingNode, agenda: Agenda) -> str:
    """Add the agenda after all else, before a document's end mark if there is one."""
    first_key = root.value[0][0].start_mark.index
    column = _column(body, first_key)
    newline = _newline(body)
    first, *rest = agenda_lines(agenda)
    added = _joined(body, weave((first, _HINT, *rest), ()), column)
    found = _DOCUMENT_END.search(body, _last_index(root))
    head, tail = (body[: found.start()], body[found.start() :]) if found else (body, "")
    if _takes_what_follows(body, root):
        return body[:first_key] + added + newline * 2 + " " * column + body[first_key:]
    added = " " * column + added
    if not head.endswith(("\n", "\r")):
        return head + newline * 2 + added + (newline + tail if tail else "")
    gap = "" if head.endswith((newline * 2, "\n\n")) else newline
    return head + gap + added + newline + tail


def _takes_what_follows(body: str, root: yaml.MappingNode) -> bool:
    """Tell whether line ends added after the last value would become part of it."""
    last: yaml.Node = root
    while isinstance(last, yaml.CollectionNode) and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    if not isinstance(last, yaml.ScalarNode) or last.style not in ("|", ">"):
        return False
    header = body[last.start_mark.index : _line_end(body, last.start_mark.index)]
    return "+" in header or not body.endswith(("\n", "\r"))


def _in_braces(
    body: str, root: yaml.MappingNode, entry: tuple[yaml.Node, yaml.Node] | None, agenda: Agenda
) -> str:
    value = flow(agenda.model_dump(mode="json", exclude_defaults=True), quote=True)
    if entry is not None:
        start, end = entry[1].start_mark.index, entry[1].end_mark.index
        return body[:start] + value + body[end:]
    last = _last_index(root, braces=True)
    return body[:last] + f', "{_KEY}": {value}' + body[last:]


def _span(body: str, entry: tuple[yaml.Node, yaml.Node]) -> tuple[int, int]:
    """Return where the agenda's key starts and where its last line, or last comment, ends."""
    key, value = entry
    start = key.start_mark.index
    if body[_line_start(body, start) : start].strip(" "):
        raise StoreError("`agenda:` does not stand at the start of a line", "put it there")
    colon = body.index(":", key.end_mark.index) + 1
    end = len(body[: max(colon, _last_index(value))].rstrip())
    return start, _with_comments(body, _line_end(body, end), _column(body, start))


def _with_comments(body: str, end: int, column: int) -> int:
    """Move `end` past the lines after it that hold only a comment deeper than `column`."""
    last = end
    while after := _BREAK.match(body, last):
        last = _line_end(body, after.end())
        line = body[after.end() : last]
        words = line.lstrip(" ")
        if words.startswith("#") and len(line) - len(words) > column:
            end = last
        elif words.strip():
            break
    return end


def _last_index(node: yaml.Node, *, braces: bool = False) -> int:
    """Return where the last thing written in `node` ends, before blank lines and comments."""
    if isinstance(node, yaml.CollectionNode) and node.value and (braces or not node.flow_style):
        last = node.value[-1]
        pair = last if isinstance(last, tuple) else (last,)
        return max(_last_index(one) for one in pair)
    return int(node.end_mark.index)


def _joined(body: str, lines: list[str], column: int) -> str:
    return (_newline(body) + " " * column).join(lines)


def _newline(body: str) -> str:
    """Return the line end that the text uses: that of its first line."""
    found = _BREAK.search(body)
    return found.group() if found else "\n"


def _column(body: str, index: int) -> int:
    return index - _line_start(body, index)


def _line_start(body: str, index: int) -> int:
    return max(body.rfind("\n", 0, index), body.rfind("\r", 0, index)) + 1


def _line_end(body: str, index: int) -> int:
    found = _BREAK.search(body, index)
    return found.start() if found else len(body)
