"""Markdown as styled lines of a given width, before it is cut into pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from markdown_it.tree import SyntaxTreeNode

from workshop.decks.cells import cells
from workshop.decks.inline import BREAK, runs_in
from workshop.decks.markdown import tokens_of, visible_html
from workshop.decks.table import Align, Cell, Table, table_lines
from workshop.decks.wrap import Line, Role, Run, wrap, wrap_code

_NARROWEST: Final = 6
"""Fewer cells than this are not narrowed further by an indentation."""
_BULLETS: Final = ("• ", "◦ ", "▪ ")
_RUNS: Final = r"\+(?:exec\w*|acquire_terminal|pty|image|render|validate)\b"
_ALIGN: Final[dict[str, Align]] = {"text-align:right": "right", "text-align:center": "center"}


class Row(NamedTuple):
    """A line, and whether it must stay on the page of the line above it."""

    line: Line
    glued: bool = False


BLANK: Final = Row(())


class Setting(NamedTuple):
    """How blocks are set: what surrounds them."""

    width: int
    role: Role = "text"
    depth: int = 0
    """How many bullet lists stand around."""
    executed: tuple[str, ...] = ()
    tilde_runs: bool = False
    """Whether a fence of tildes with a word after it is a command (the tool `slides`)."""

    spoken: bool = False
    """Whether the text is for the ear: no drawn lines, tables row by row."""
    plain: bool = False
    """Whether only ASCII may be drawn with."""
    room: int = 0
    """Rows that a diagram may take beside the words of its slide."""
    tallest: int = 0
    """Rows of a page."""

    def inside(self, used: int, role: Role | None = None) -> Setting:
        """Return the setting of what stands indented by `used` cells."""
        return self._replace(width=self.width - used, role=role or self.role)


class Blocks:
    """Sets Markdown; `heading` says which role the next heading gets, `wide` what did not fit."""

    def __init__(self) -> None:
        """Start with the slide's first heading still to come."""
        self.heading: Role = "heading"
        self.title_rows = 0
        self.title_suffix: tuple[Run, ...] = ()
        self.wide: list[int] = []
        self._line = 0

    def fresh(self) -> Blocks:
        """Return one like this that has set nothing yet."""
        other = type(self)()
        other.title_suffix = self.title_suffix
        return other

    def rows(self, text: str, line: int, setting: Setting, nested: int = 0) -> list[Row]:
        """Return the rows of Markdown `text`, which starts at `line` of its file.

        It stands in `nested` lists that `text` does not show.
        """
        self._line = line
        tree = SyntaxTreeNode(tokens_of(text))
        indent = 2 * nested
        if not nested or setting.width - indent < _NARROWEST:
            return self._blocks(tree.children, setting)
        inner = setting.inside(indent)._replace(depth=setting.depth + nested)
        space = Run(" " * indent, "text")
        return _indented(self._blocks(tree.children, inner), space, space)

    def _blocks(self, nodes: Sequence[SyntaxTreeNode], setting: Setting) -> list[Row]:
        rows: list[Row] = []
        for node in nodes:
            block = self._block(node, setting)
            if not block:
                continue
            if rows:
                rows.append(BLANK)
            rows += block
        return rows

    def _block(self, node: SyntaxTreeNode, setting: Setting) -> list[Row]:
        kind = node.type
        if kind == "heading":
            return self._heading(node, setting)
        if kind in ("fence", "code_block"):
            return list(self._code(node, setting))
        if kind == "table":
            return _table(node, setting)
        if kind in ("bullet_list", "ordered_list"):
            return self._list(node, setting)
        if kind == "blockquote":
            return self._quote(node, setting)
        if kind == "html_block":
            return self._html(node, setting)
        if kind == "hr":
            return [] if setting.spoken else [Row((Run("─" * setting.width, "rule"),))]
        return self.fold(runs_in(node, setting.role), setting.width)

    def fold(self, runs: Iterable[Run], width: int) -> list[Row]:
        """Return the rows of a paragraph of `runs`; its second line stays with its first."""
        return [Row(line, at == 1) for at, line in enumerate(wrap(runs, width))]

    def _heading(self, node: SyntaxTreeNode, setting: Setting) -> list[Row]:
        role, suffix = self.heading, self.title_suffix
        runs = [*runs_in(node, role), *suffix]
        rows = self.fold(runs, setting.width)
        if rows and role == "heading":
            self.heading, self.title_suffix = "subheading", ()
            self.title_rows = len(rows)
        return [Row(row.line, at > 0) for at, row in enumerate(rows)]

    def _code(self, node: SyntaxTreeNode, setting: Setting) -> Iterator[Row]:
        info = node.info.strip() if node.type == "fence" else ""
        if _is_run(info, node.markup, setting):
            for line in wrap([Run(f"[not run: {info}]", "mark")], setting.width):
                yield Row(line)
        content = node.content.removesuffix("\n")
        start = self._line + (node.map[0] if node.map else 0)
        for number, text in enumerate(content.split("\n"), 1 if node.type == "fence" else 0):
            lines = wrap_code(text, setting.width)
            if len(lines) > 1:
                self.wide.append(start + number)
            for at, line in enumerate(lines):
                yield Row(line, at > 0)

    def _list(self, node: SyntaxTreeNode, setting: Setting) -> list[Row]:
        ordered = node.type == "ordered_list"
        first = int(node.attrs.get("start", 1)) if ordered else 0
        inner = setting if ordered else setting._replace(depth=setting.depth + 1)
        rows: list[Row] = []
        tight = _is_tight(node)
        last = first + len(node.children) - 1
        for number, item in enumerate(node.children, first):
            marker = f"{number}. ".rjust(len(f"{last}. ")) if ordered else _bullet(setting)
            if rows and not tight:
                rows.append(BLANK)
            rows += self._item(item, marker, inner, tight)
        return rows

    def _item(self, item: SyntaxTreeNode, marker: str, setting: Setting, tight: bool) -> list[Row]:
        indent = cells(marker)
        narrow = setting.width - indent < _NARROWEST
        inner = setting if narrow else setting.inside(indent)
        rows: list[Row] = []
        for child in item.children:
            block = self._block(child, inner)
            if rows and block and not tight:
                rows.append(BLANK)
            rows += block
        if narrow:
            return [*_rows(wrap([Run(marker, "bullet")], setting.width)), *rows]
        return _indented(rows or [BLANK], Run(marker, "bullet"), Run(" " * indent, "text"))

    def _quote(self, node: SyntaxTreeNode, setting: Setting) -> list[Row]:
        if setting.width - 2 < _NARROWEST:
            return self._blocks(node.children, setting.inside(0, "quote"))
        rows = self._blocks(node.children, setting.inside(2, "quote"))
        bar = Run("│ ", "quote")
        return _indented(rows, bar, bar)

    def _html(self, node: SyntaxTreeNode, setting: Setting) -> list[Row]:
        """Show what raw HTML holds: Markdown where only known tags stood around it."""
        shown = visible_html(node.content)
        if not shown.strip():
            return []
        if "<" not in shown and shown != node.content:
            return self._blocks(SyntaxTreeNode(tokens_of(shown)).children, setting)
        runs = [run for line in shown.split("\n") for run in (Run(line, setting.role), BREAK)]
        return _rows(wrap(runs, setting.width))


def _bullet(setting: Setting) -> str:
    if setting.spoken:
        return "- "
    return _BULLETS[min(setting.depth, len(_BULLETS) - 1)]


def _is_run(info: str, markup: str, setting: Setting) -> bool:
    """Return whether the deck's own tool would run this fence."""
    if not info:
        return False
    words = info.replace("{", " ").replace("}", " ").replace(".", " ").split()
    return (
        re.search(_RUNS, info) is not None
        or any(word in setting.executed for word in words)
        or (setting.tilde_runs and markup.startswith("~"))
    )


def _is_tight(node: SyntaxTreeNode) -> bool:
    """Return whether no blank lines stand between the items of a list."""
    hidden = [
        child.hidden
        for item in node.children
        for child in item.children
        if child.type == "paragraph"
    ]
    if hidden:
        return all(hidden)
    ends = [(item.map or (0, 0)) for item in node.children]
    return all(below[0] - above[1] <= 0 for above, below in pairwise(ends))


def _rows(lines: Iterable[Line]) -> list[Row]:
    """Return the lines of a paragraph; its second line stays with its first."""
    return [Row(line, at == 1) for at, line in enumerate(lines)]


def _indented(rows: Sequence[Row], first: Run, rest: Run) -> list[Row]:
    """Return `rows` with `first` before the first line and `rest` before the others."""
    made: list[Row] = []
    for at, row in enumerate(rows):
        lead = first if at == 0 else rest
        if not row.line and not lead.text.strip():
            made.append(row)
        else:
            made.append(Row((lead, *row.line), row.glued))
    return made


# tables


def _table(node: SyntaxTreeNode, setting: Setting) -> list[Row]:
    rows = [row for part in node.children for row in part.children]
    grid = [tuple(_cell(cell) for cell in row.children) for row in rows]
    if not grid or not grid[0]:
        return []
    aligns = tuple(_align(cell) for cell in rows[0].children)
    body = tuple(_squared(row, len(aligns)) for row in grid[1:])
    made: list[Row] = []
    for group in table_lines(Table(grid[0], body, aligns), setting.width, setting.spoken):
        made += [Row(line, at > 0) for at, line in enumerate(group)]
    return made


def _cell(node: SyntaxTreeNode) -> Cell:
    return tuple(runs_in(node, "table-head" if node.type == "th" else "text"))


def _squared(row: tuple[Cell, ...], count: int) -> tuple[Cell, ...]:
    return (row + ((),) * count)[:count]


def _align(node: SyntaxTreeNode) -> Align:
    return _ALIGN.get(str(node.attrs.get("style", "")), "left")
