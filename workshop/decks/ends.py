"""Where what was opened ends: a fence, a comment, and the slide itself.

A deck with a fence or a comment that nobody closed must still open: the end is then the next sure
break, and for a deck of our own the next comment with behaviour, so that no answer is shown.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from workshop.decks.keys import BEHAVIOUR
from workshop.decks.pieces import COMMENT, COMMENT_END, Rules

BEHAVIOUR_START: Final = re.compile(rf"\s*(?:{'|'.join(BEHAVIOUR)})\s*:(?:\s|$)")
"""How the body of a comment with behaviour begins."""
RULE: Final = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
"""A thematic break of CommonMark."""

_FENCE_END: Final = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*")
_SAMPLES: Final = ("md", "markdown", "html")
"""Languages of fences in which a comment with behaviour is only shown."""


class CommentEnd(NamedTuple):
    """Where a comment ends: the index of its last line, and the column of `-->` there."""

    last: int
    column: int
    """-1 where nothing closes it."""
    stray: int = 0
    """The index of a line with a `-->` inside the comment, 0 where there is none."""


class Ends:
    """Looks ahead in the lines of a deck; lines count from 0."""

    def __init__(self, lines: list[str], rules: Rules) -> None:
        """Look at `lines`, which may still change, by the `rules` of the dialect."""
        self._lines = lines
        self._rules = rules

    def is_break(self, line: str, in_paragraph: bool) -> bool:
        """Return whether `line` ends a slide; under a paragraph, dashes may make a heading."""
        if line.strip() in self._rules.separators:
            return True
        if self._rules.breaks == "none" or RULE.fullmatch(line) is None:
            return False
        dashes = line.strip().strip("-") == ""
        if in_paragraph and (self._rules.setext if dashes else self._rules.simple_tables):
            return False
        return self._rules.breaks == "thematic" or line.rstrip() == "---"

    def is_lone_break(self, at: int) -> bool:
        """Return whether line `at` is a sure break: nothing stands right above or below it."""
        text = self._lines[at].strip()
        if text not in ("---", *self._rules.separators) or self._lines[at][0] == " ":
            return False
        if text == "---" and self._rules.breaks == "none":
            return False
        return self.blank_around(at, at)

    def blank_around(self, top: int, bottom: int) -> bool:
        """Return whether nothing stands right above line `top` and right below `bottom`."""
        around = self._lines[max(top - 1, 0) : top] + self._lines[bottom + 1 : bottom + 2]
        return not any(line.strip() for line in around)

    # fences

    def fence(self, at: int, mark: str, info: str, inside: int) -> tuple[int, bool]:
        """Return the line after the fence that `mark` opens in line `at`, and whether it is closed.

        `inside` is the indentation of the list item around it, 0 outside lists.
        """
        sample = info.strip().lower().startswith(_SAMPLES)
        closing = self._closing(at, mark)
        limit = closing if closing is not None else len(self._lines)
        for below in range(at + 1, limit):
            line = self._lines[below]
            if inside and line.strip() and indent_of(line) < inside:
                return below, True
            if self._rules.guarded and not sample and self._behaves(below):
                return below, False
            if closing is None and line and line[0] in "-<" and self.is_lone_break(below):
                return below, False
        return (limit + 1, True) if closing is not None else (limit, False)

    def _closing(self, at: int, mark: str) -> int | None:
        """Return the line that closes a fence opened with `mark` in line `at`."""
        for below in range(at + 1, len(self._lines)):
            line = self._lines[below]
            if mark[0] in line:
                found = _FENCE_END.fullmatch(line)
                if found and found.group(1).startswith(mark):
                    return below
        return None

    def _behaves(self, at: int) -> bool:
        """Return whether a comment with behaviour of our own starts at line `at`."""
        return self._lines[at].startswith(COMMENT) and self._has_key(at, len(COMMENT))

    def _has_key(self, at: int, column: int) -> bool:
        """Return whether the comment whose body starts at `column` has a key of ours."""
        inner = self._lines[at][column:]
        following = inner if inner.strip() else "".join(self._lines[at + 1 : at + 2])
        return BEHAVIOUR_START.match(following) is not None

    # comments

    def comment(
        self, at: int, start: int, block: bool, in_paragraph: bool = False
    ) -> CommentEnd | None:
        """Return where the comment ends that opens at column `start` of line `at`.

        None means that there is no comment here, only the characters of one.
        """
        column = self._lines[at].find(COMMENT_END, start + 2)
        if column >= 0:
            return CommentEnd(at, max(column, start + len(COMMENT)))
        behaves = self._has_key(at, start + len(COMMENT))
        hidden = block or behaves
        lone: int | None = None
        for below in range(at + 1, len(self._lines)):
            line = self._lines[below]
            if line.startswith(COMMENT):
                return _never(lone if lone is not None else below, hidden)
            if COMMENT_END in line and (block or lone is None):
                return self._settle(below, behaves, in_paragraph)
            if lone is None and line and line[0] in "-<" and self.is_lone_break(below):
                lone = below
        return _never(lone if lone is not None else len(self._lines), hidden)

    def _settle(self, at: int, behaves: bool, in_paragraph: bool) -> CommentEnd:
        """Choose where a comment ends whose first `-->` is in line `at`.

        An arrow within a line of our own YAML (`cost --> price`) must not end it, or the lines
        after it, perhaps an answer, would be shown.
        """
        first = CommentEnd(at, self._lines[at].index(COMMENT_END))
        if not behaves or not self._rules.guarded:
            return first
        for last in range(at, len(self._lines)):
            line = self._lines[last].strip()
            if line.startswith(COMMENT) or self.is_break(self._lines[last], in_paragraph):
                break
            if line.startswith(COMMENT_END) or line.endswith(COMMENT_END):
                whole = self._lines[last]
                closes = whole.index if line.startswith(COMMENT_END) else whole.rindex
                return CommentEnd(last, closes(COMMENT_END), 0 if last == at else at)
        return first


def _never(end: int, hidden: bool) -> CommentEnd | None:
    """Say that a comment is not closed and hides what stands before line `end`."""
    return CommentEnd(end - 1, -1) if hidden else None


def indent_of(line: str) -> int:
    """Return the number of leading spaces; a tab counts four."""
    if line[:1] not in (" ", "\t"):
        return 0
    return len(line) - len(line.lstrip(" ")) if line[0] == " " else 4
