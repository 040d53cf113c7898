"""Styled text folded to a width in terminal cells, nothing cut and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from workshop.decks.cells import cells, clusters, cut, is_ideograph

Role = Literal[
    "text",
    "heading",
    "subheading",
    "strong",
    "emphasis",
    "strike",
    "code",
    "quote",
    "link",
    "image",
    "table-head",
    "bullet",
    "rule",
    "mark",
    "diagram",
    "diagram-fill",
    "diagram-label",
]
"""What a run of text is; the screen decides what that looks like."""


class Run(NamedTuple):
    """Text of one role; holds no newline and no tab."""

    text: str
    role: Role


Line = tuple[Run, ...]
"""One line of the screen."""

CONTINUED: Final = "↳ "
"""Stands before what did not fit on a line of code."""

_SPACE: Final = re.compile(r"([ \t\n\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+)")
_GROUPED: Final = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_CLOSING: Final = frozenset(
    "、。，．：；？！）」』】〉》〕｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…・"
)
_OPENING: Final = frozenset("（「『【〈《〔｛")


@dataclass
class Unit:
    """What must stay on one line where the width allows."""

    runs: list[Run] = field(default_factory=list)
    width: int = 0
    spaced: bool = False
    """Whether a space stands before it."""
    newline: bool = False
    """Whether it is a forced line end and nothing else."""


def line_cells(line: Iterable[Run]) -> int:
    """Return the width of `line` in cells."""
    return sum(cells(run.text) for run in line)


def joined(runs: Iterable[Run]) -> Line:
    """Return `runs` with neighbours of one role made one."""
    line: list[Run] = []
    for run in runs:
        if line and line[-1].role == run.role:
            line[-1] = Run(line[-1].text + run.text, run.role)
        elif run.text:
            line.append(run)
    return tuple(line)


def units(runs: Iterable[Run]) -> list[Unit]:
    """Cut `runs` at spaces and between ideographs; a run of a single newline is a forced end."""
    found: list[Unit] = []
    spaced = True
    for text, role in runs:
        if text == "\n":
            found.append(Unit(newline=True))
            spaced = True
            continue
        for part in _SPACE.split(_GROUPED.sub("\u00a0", text)):
            if not part:
                continue
            if _SPACE.fullmatch(part):
                spaced = True
                continue
            for piece in _pieces(part):
                _join(found, Run(piece, role), spaced)
                spaced = False
    return found


def _pieces(word: str) -> Iterator[str]:
    """Yield the parts of a word between which a line may end."""
    if word.isascii():
        yield word
        return
    part = ""
    for cluster, _ in clusters(word):
        if part and _may_break(part[-1], cluster[0]):
            yield part
            part = ""
        part += cluster
    if part:
        yield part


def _may_break(before: str, after: str) -> bool:
    if not (is_ideograph(before) or is_ideograph(after)):
        return False
    return after not in _CLOSING and before not in _OPENING


def _join(found: list[Unit], run: Run, spaced: bool) -> None:
    """Add `run` to the last unit, or start another where a line may end before it."""
    run = Run(run.text.replace("\u00a0", " "), run.role)
    last = found[-1] if found else None
    if last is None or last.newline or spaced or _may_break(last.runs[-1].text[-1], run.text[0]):
        found.append(Unit([run], cells(run.text), spaced))
    else:
        last.runs.append(run)
        last.width += cells(run.text)


def wrap(runs: Iterable[Run], width: int) -> list[Line]:
    """Return `runs` as lines of at most `width` cells (2 or more)."""
    return _Folder(width).fold(units(runs))


class _Folder:
    """Fills lines from the left."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.line: list[Run] = []
        self.used = 0

    def fold(self, parts: Sequence[Unit]) -> list[Line]:
        """Return the lines."""
        for unit in parts:
            if unit.newline:
                self._end()
                continue
            gap = 1 if unit.spaced and self.line else 0
            if self.used + gap + unit.width > self.width:
                self._end()
                gap = 0
            if unit.width > self.width:
                self._split(unit)
                continue
            if gap:
                self._space(unit.runs[0].role)
            self._put(unit.runs, unit.width)
        self._end()
        return self.lines

    def _space(self, following: Role) -> None:
        before = self.line[-1].role
        self._put([Run(" ", before if before == following else "text")], 1)

    def _put(self, runs: Iterable[Run], width: int) -> None:
        self.line.extend(runs)
        self.used += width

    def _end(self) -> None:
        if self.line:
            self.lines.append(joined(self.line))
        self.line, self.used = [], 0

    def _split(self, unit: Unit) -> None:
        """Spread a word longer than a line over several."""
        for text, role in unit.runs:
            for cluster, width in clusters(text):
                if self.used + width > self.width:
                    self._end()
                self._put([Run(cluster, role)], width)


def wrap_code(text: str, width: int) -> list[Line]:
    """Return one line of code, spaces kept, as lines of at most `width` cells.

    What does not fit goes on after `CONTINUED`.
    """
    text = text.expandtabs(4)
    if cells(text) <= width:
        return [(Run(text, "code"),)] if text else [()]
    lead = CONTINUED if width >= 8 else ""
    first, *rest = cut(text, width, width - cells(lead))
    later = (joined((Run(lead, "mark"), Run(part, "code"))) for part in rest)
    return [(Run(first, "code"),), *later]
