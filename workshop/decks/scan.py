"""The lines of a deck as pieces: text, comments, marks and breaks; fences and comments kept whole.

The scanner goes over lines and knows which of them stand in a fence, in a comment or in raw HTML,
so it never takes the dashes of a YAML sample for the end of a slide. It costs one pass, which lets
a deck of a thousand slides open at once; Markdown proper is read slide by slide, later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from workshop.decks.convention import BEHAVIOUR

Kind = Literal["text", "comment", "mark", "break"]

SETEXT: Final = 0
COMMENT: Final = "<!--"
COMMENT_END: Final = "-->"
BEHAVIOUR_START: Final = re.compile(rf"\s*(?:{'|'.join(BEHAVIOUR)})\s*:(?:\s|$)")

_FENCE: Final = re.compile(r"( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)")
_FENCE_END: Final = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*")
_RULE: Final = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_SETEXT: Final = re.compile(r" {0,3}(-+|=+)[ \t]*")
_ITEM: Final = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])( *)")
_TABLE_RULE: Final = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_TAG: Final = re.compile(r" {0,3}</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>\s*")
_RAW: Final = re.compile(r" {0,3}<(script|style|pre|textarea)(?:\s|>|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A run of lines: `text` is Markdown, a comment's body, or the mark or rule itself."""

    kind: Kind
    line: int
    text: str
    alone: bool = True
    """For a comment: whether it is a block at the margin with blank lines around."""
    closed: bool = True
    """For a comment: whether it was closed."""
    stray: int = 0
    """For a comment: the line of a `-->` inside it, at which other tools would end it."""


@dataclass(frozen=True)
class Heading:
    """A heading in the text, `text` still as Markdown."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Rules:
    """How the dialect at hand ends a slide and what else a whole line may mean."""

    breaks: Literal["thematic", "dashes", "none"] = "thematic"
    setext: bool = True
    """Whether `Title` over `---` is a heading (CommonMark) and not a break."""
    separators: tuple[str, ...] = ()
    """Further whole lines, or whole comments, that end a slide."""
    levels: frozenset[int] = frozenset()
    """Levels of headings that start a slide; `SETEXT` stands for every underlined one."""
    marks: re.Pattern[str] | None = None
    """Whole lines that are marks, such as a pause."""
    guarded: bool = False
    """Our own convention: what a comment hides stays hidden even beside an open fence."""


@dataclass
class Scan:
    """The pieces, and what was found on the way."""

    pieces: list[Piece] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    open_fences: list[int] = field(default_factory=list)
    """Lines of fences that nothing closes, or that would swallow a comment with behaviour."""


def scan(lines: Sequence[str], rules: Rules, first: int = 1) -> Scan:
    """Return the pieces of `lines`, the first of which is line `first` of the file."""
    return _Scanner(lines, rules, first).run()


def indent_of(line: str) -> int:
    """Return the number of leading spaces; a tab counts four."""
    if line[:1] not in (" ", "\t"):
        return 0
    return len(line) - len(line.lstrip(" ")) if line[0] == " " else 4


class _Scanner:
    """One pass over the lines; `at` is the line at hand, from 0."""

    def __init__(self, lines: Sequence[str], rules: Rules, first: int) -> None:
        self.lines = list(lines)
        self.rules = rules
        self.first = first
        self.at = 0
        self.found = Scan()
        self.ends = {
            mark.removeprefix(COMMENT).removesuffix(COMMENT_END).strip()
            for mark in rules.separators
            if mark.startswith(COMMENT)
        }
        self.text: list[str] = []
        self.text_at = 0
        self.paragraph = 0
        """How many lines of an open top-level paragraph stand above."""
        self.html = False
        self.offset = 0
        """The indentation of the content of the list item at hand, 0 outside lists."""

    def run(self) -> Scan:
        """Read everything."""
        count = len(self.lines)
        while self.at < count:
            line = self.lines[self.at]
            if not line or line.isspace():
                self._keep(line)
                self.paragraph, self.html = 0, False
            elif (self.html and COMMENT not in line) or self._words(line):
                self._keep(line)
            elif not self._special(line):
                self._plain(line)
        self._flush()
        return self.found

    def _words(self, line: str) -> bool:
        """Return whether `line` is plainly a line of words; most lines are."""
        if not line[0].isalpha() or self.offset or self.rules.marks is not None:
            return False
        if COMMENT in line or line in self.rules.separators:
            return False
        self.paragraph += 1
        return True

    def _special(self, line: str) -> bool:
        """Take a fence, a comment, a mark or a break; False if `line` is none of them."""
        start = line.lstrip()
        if start.startswith(("```", "~~~")) and self._fence(line):
            return True
        if COMMENT in line and self._comment(line):
            return True
        if self.rules.marks is not None and self.rules.marks.fullmatch(line):
            self._emit(Piece("mark", self.first + self.at, line.strip()))
            self.at += 1
            return True
        if start[0] in "-*_<" and self._is_break(line):
            self._emit(Piece("break", self.first + self.at, line.strip()))
            self.at += 1
            return True
        return False

    def _emit(self, piece: Piece) -> None:
        self._flush()
        self.found.pieces.append(piece)

    def _keep(self, line: str) -> None:
        if not self.text:
            self.text_at = self.at
        self.text.append(line)
        self.at += 1

    def _flush(self) -> None:
        blank = next((at for at, line in enumerate(self.text) if line.strip()), None)
        if blank is not None:
            text = "\n".join(self.text[blank:])
            self.found.pieces.append(Piece("text", self.first + self.text_at + blank, text))
        self.text = []
        self.paragraph, self.html, self.offset = 0, False, 0

    # text

    def _plain(self, line: str) -> None:
        """Take a line of text and note what it means for the lines after it."""
        start = line.lstrip()[0]
        if start == "#" and self._heading(line):
            return
        if start == "<" and self._markup(line):
            return
        if start in "-=" and self.paragraph and self._setext(line):
            return
        item = self._list(line)
        if item or self.offset or start == ">" or (start in "|:-" and self._table(line)):
            self.paragraph = 0
        elif self.paragraph or indent_of(line) < 4:
            self.paragraph += 1
        self._keep(line)

    def _table(self, line: str) -> bool:
        return "|" in line and _TABLE_RULE.fullmatch(line) is not None

    def _heading(self, line: str) -> bool:
        found = _HEADING.fullmatch(line)
        if found is None:
            return False
        self._start_slide(len(found.group(1)), 0)
        heading = Heading(self.first + self.at, len(found.group(1)), found.group(2) or "")
        self.found.headings.append(heading)
        self.paragraph = self.offset = 0
        self._keep(line)
        return True

    def _setext(self, line: str) -> bool:
        found = _SETEXT.fullmatch(line)
        if found is None:
            return False
        level = 1 if found.group(1)[0] == "=" else 2
        title = self.text[-self.paragraph :]
        heading = Heading(self.first + self.at - len(title), level, " ".join(title).strip())
        self._start_slide(level, len(title))
        self.found.headings.append(heading)
        self._keep(line)
        self.paragraph = 0
        return True

    def _start_slide(self, level: int, held: int) -> None:
        """End the slide before a heading of `level`, the last `held` lines staying with it."""
        if level not in self.rules.levels and not (held and SETEXT in self.rules.levels):
            return
        title = self.text[len(self.text) - held :]
        self.text = self.text[: len(self.text) - held]
        self._emit(Piece("break", self.first + self.at - held, "#" * level))
        if title:
            self.text, self.text_at = title, self.at - held

    def _markup(self, line: str) -> bool:
        """Take raw HTML: `<style>` and its like as far as their end, other tags to a blank line."""
        raw = _RAW.match(line)
        if raw is None:
            self.html = not self.paragraph and _TAG.fullmatch(line) is not None
            return False
        closing = f"</{raw.group(1).lower()}>"
        for last in range(self.at, len(self.lines)):
            if closing in self.lines[last].lower():
                while self.at <= last:
                    self._keep(self.lines[self.at])
                return True
            if self._is_lone_break(last):
                break
        return False

    def _list(self, line: str) -> bool:
        """Remember how far the content of the list item at hand is indented.

        Returns whether `line` starts an item.
        """
        indent = indent_of(line)
        item = _ITEM.match(line)
        if item and (item.group(3) or item.end() == len(line)) and not _RULE.fullmatch(line):
            gap = len(item.group(3))
            self.offset = indent + len(item.group(2)) + (gap if 1 <= gap <= 4 else 1)
            return True
        if indent < self.offset and (not self.text or not self.text[-1].strip()):
            self.offset = 0
        return False

    # breaks

    def _is_break(self, line: str) -> bool:
        if line.strip() in self.rules.separators:
            return True
        if self.rules.breaks == "none" or _RULE.fullmatch(line) is None:
            return False
        dashes = line.strip().strip("-") == ""
        if self.rules.setext and self.paragraph and dashes:
            return False
        return self.rules.breaks == "thematic" or line.rstrip() == "---"

    def _is_lone_break(self, at: int) -> bool:
        """Return whether line `at` is a sure break: nothing stands right above or below it."""
        text = self.lines[at].strip()
        if text not in ("---", *self.rules.separators) or self.lines[at][0] == " ":
            return False
        if text == "---" and self.rules.breaks == "none":
            return False
        around = self.lines[max(at - 1, 0) : at] + self.lines[at + 1 : at + 2]
        return not any(line.strip() for line in around)

    # fences

    def _fence(self, line: str) -> bool:
        """Take a whole fence; False if `line` opens none."""
        opening = _FENCE.fullmatch(line)
        if opening is None:
            return False
        start = self.first + self.at
        self._list(line)
        end, closed = self._fence_end(opening)
        while self.at < end:
            self._keep(self.lines[self.at])
        if not closed:
            self.found.open_fences.append(start)
            self.text.append(opening.group(1) + opening.group(2))
        self.paragraph = 0
        return True

    def _fence_end(self, opening: re.Match[str]) -> tuple[int, bool]:
        """Return the line after the fence, and whether something ended it."""
        mark, indent = opening.group(2), len(opening.group(1))
        inside = self.offset if indent >= self.offset else 0
        sample = opening.group(3).strip().lower().startswith(("md", "markdown", "html"))
        closing = self._closing(mark)
        limit = closing if closing is not None else len(self.lines)
        for at in range(self.at + 1, limit):
            line = self.lines[at]
            if inside and line.strip() and indent_of(line) < inside:
                return at, True
            if self.rules.guarded and not sample and self._behaves(at):
                return at, False
            if closing is None and line and line[0] in "-<" and self._is_lone_break(at):
                return at, False
        return (limit + 1, True) if closing is not None else (limit, False)

    def _closing(self, mark: str) -> int | None:
        """Return the line that closes a fence opened with `mark` on the line at hand."""
        for at in range(self.at + 1, len(self.lines)):
            line = self.lines[at]
            if mark[0] in line:
                found = _FENCE_END.fullmatch(line)
                if found and found.group(1).startswith(mark):
                    return at
        return None

    def _behaves(self, at: int) -> bool:
        """Return whether a comment with behaviour of our own starts at line `at`."""
        if not self.lines[at].startswith(COMMENT):
            return False
        return _behaviour_after(self.lines, at, len(COMMENT))

    # comments

    def _comment(self, line: str) -> bool:
        """Take a comment that starts on `line`; False if it is only text, as in a code span."""
        start = line.index(COMMENT)
        block = not line[:start].strip()
        if not block:
            start = line.rindex(COMMENT)
        before = line[:start]
        if block and indent_of(line) >= 4 and not self.offset and not self.rules.guarded:
            return False
        inline = COMMENT_END in line[start:] or before.count("`") % 2 or before.endswith("\\")
        if not block and inline:
            return False
        end = self._comment_end(start, block)
        if end is None:
            return False
        last, column, stray = end
        closed = column >= 0
        body, after = self._cut(start, last, column)
        alone = not before and not after.strip() and self._blank_around(self.at, last)
        piece = Piece("comment", self.first + self.at, body, alone, closed, stray)
        if not block:
            self._before(before.rstrip())
        self._emit_comment(piece)
        self.at = last + 1
        if after.strip():
            self.at = last
            self.lines[last] = after
        return True

    def _before(self, text: str) -> None:
        """Take the text before a comment on the same line."""
        at = self.at
        self._plain(text)
        self.at = at

    def _emit_comment(self, piece: Piece) -> None:
        if piece.closed and piece.text.strip() in self.ends:
            piece = Piece("break", piece.line, f"<!-- {piece.text.strip()} -->")
        self._emit(piece)

    def _cut(self, start: int, last: int, column: int) -> tuple[str, str]:
        """Return the body of the comment that ends in line `last`, and what follows it there."""
        if column < 0:
            whole = self.lines[self.at : last + 1]
            return "\n".join([whole[0][start + len(COMMENT) :], *whole[1:]]), ""
        after = self.lines[last][column + len(COMMENT_END) :]
        if last == self.at:
            return self.lines[last][start + len(COMMENT) : column], after
        inner = self.lines[self.at + 1 : last]
        return "\n".join(
            [self.lines[self.at][start + len(COMMENT) :], *inner, self.lines[last][:column]]
        ), after

    def _blank_around(self, top: int, bottom: int) -> bool:
        around = self.lines[max(top - 1, 0) : top] + self.lines[bottom + 1 : bottom + 2]
        return not any(line.strip() for line in around)

    def _comment_end(self, start: int, block: bool) -> tuple[int, int, int] | None:
        """Return the last line, the column of `-->` in it (-1: never closed) and a stray `-->`.

        None means that there is no comment here, only the characters of one.
        """
        column = self.lines[self.at].find(COMMENT_END, start + 2)
        if column >= 0:
            return self.at, max(column, start + len(COMMENT)), 0
        behaves = _behaviour_after(self.lines, self.at, start + len(COMMENT))
        breaks: int | None = None
        for at in range(self.at + 1, len(self.lines)):
            line = self.lines[at]
            if line.startswith(COMMENT):
                return self._never(breaks if breaks is not None else at, block or behaves)
            if COMMENT_END in line and (block or breaks is None):
                return self._settle(at, behaves)
            if breaks is None and line and line[0] in "-<" and self._is_lone_break(at):
                breaks = at
        end = breaks if breaks is not None else len(self.lines)
        return self._never(end, block or behaves)

    def _never(self, end: int, hidden: bool) -> tuple[int, int, int] | None:
        """Say that the comment is not closed and hides what stands before line `end`."""
        return (end - 1, -1, 0) if hidden else None

    def _settle(self, at: int, behaves: bool) -> tuple[int, int, int]:
        """Choose where a comment ends whose first `-->` is in line `at`.

        An arrow within a line of our own YAML (`cost --> price`) must not end it, or the lines
        after it, perhaps an answer, would be shown.
        """
        first = (at, self.lines[at].index(COMMENT_END), 0)
        if not behaves or not self.rules.guarded:
            return first
        for last in range(at, len(self.lines)):
            line = self.lines[last].strip()
            if line.startswith(COMMENT) or self._is_break(self.lines[last]):
                break
            if line.startswith(COMMENT_END) or line.endswith(COMMENT_END):
                column = self.lines[last].rindex(COMMENT_END)
                if line.startswith(COMMENT_END):
                    column = self.lines[last].index(COMMENT_END)
                return last, column, (0 if last == at else self.first + at)
        return first


def _behaviour_after(lines: Sequence[str], at: int, column: int) -> bool:
    """Return whether the comment whose body starts at `column` of line `at` has a key of ours."""
    inner = lines[at][column:]
    following = inner if inner.strip() else "".join(lines[at + 1 : at + 2])
    return BEHAVIOUR_START.match(following) is not None
