"""The lines of a deck as pieces: text, comments, marks and breaks; fences and comments kept whole.

The scanner goes over lines and knows which of them stand in a fence, in a comment or in raw HTML,
so it never takes the dashes of a YAML sample for the end of a slide. It costs one pass, which lets
a deck of a thousand slides open at once; Markdown proper is read slide by slide, later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workshop.decks.ends import RULE, CommentEnd, Ends, indent_of
from workshop.decks.pieces import COMMENT, COMMENT_END, SETEXT, Heading, Piece, Rules, Scan

_FENCE: Final = re.compile(r"( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_SETEXT: Final = re.compile(r" {0,3}(-+|=+)[ \t]*")
_ITEM: Final = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])( *)")
_TABLE_RULE: Final = r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*"
_TAG: Final = r" {0,3}</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>\s*"
_RAW: Final = r" {0,3}<(script|style|pre|textarea)(?:\s|>|$)"


def scan(lines: Sequence[str], rules: Rules, first: int = 1, one_slide: bool = False) -> Scan:
    """Return the pieces of `lines`, the first of which is line `first` of the file.

    With `one_slide` it stops at the first break that something stands before; the pieces up to
    there are the same as those of the whole.
    """
    return _Scanner(lines, rules, first, one_slide).run()


class _Scanner:
    """One pass over the lines; `at` is the line at hand, from 0."""

    def __init__(self, lines: Sequence[str], rules: Rules, first: int, one_slide: bool) -> None:
        self.lines = list(lines)
        self.look = Ends(self.lines, rules)
        self.marks = re.compile(rules.marks, re.IGNORECASE) if rules.marks else None
        self.one_slide = one_slide
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
        """Read everything, or the first slide."""
        count = len(self.lines)
        while self.at < count and not (self.one_slide and self._has_slide()):
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

    def _has_begun(self) -> bool:
        """Return whether anything but comments stands above; a heading after those starts none."""
        return any(piece.kind != "comment" for piece in self.found.pieces)

    def _has_slide(self) -> bool:
        pieces = self.found.pieces
        return len(pieces) > 1 and pieces[-1].kind == "break" and pieces[-2].kind != "break"

    def _words(self, line: str) -> bool:
        """Return whether `line` is plainly a line of words; most lines are."""
        if not line[0].isalpha() or self.offset or self.marks is not None:
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
        if self.marks is not None and self.marks.fullmatch(line):
            self._emit(Piece("mark", self.first + self.at, line.strip()))
            self.at += 1
            return True
        inside = self.offset and indent_of(line) >= self.offset
        if start[0] in "-*_<" and not inside and self.look.is_break(line, self.paragraph > 0):
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
        return "|" in line and re.fullmatch(_TABLE_RULE, line) is not None

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
        if not any(map(str.strip, self.text)) and not self._has_begun():
            self.text += title
            return
        self._emit(Piece("break", self.first + self.at - held, "#" * level))
        if title:
            self.text, self.text_at = title, self.at - held

    def _markup(self, line: str) -> bool:
        """Take raw HTML: `<style>` and its like as far as their end, other tags to a blank line."""
        raw = re.match(_RAW, line, re.IGNORECASE)
        if raw is None:
            self.html = not self.paragraph and re.fullmatch(_TAG, line) is not None
            return False
        closing = f"</{raw.group(1).lower()}>"
        for last in range(self.at, len(self.lines)):
            if closing in self.lines[last].lower():
                while self.at <= last:
                    self._keep(self.lines[self.at])
                return True
            if self.look.is_lone_break(last):
                break
        return False

    def _list(self, line: str) -> bool:
        """Remember how far the content of the list item at hand is indented.

        Returns whether `line` starts an item.
        """
        indent = indent_of(line)
        item = _ITEM.match(line)
        if item and (item.group(3) or item.end() == len(line)) and not RULE.fullmatch(line):
            gap = len(item.group(3))
            self.offset = indent + len(item.group(2)) + (gap if 1 <= gap <= 4 else 1)
            return True
        if indent < self.offset and (not self.text or not self.text[-1].strip()):
            self.offset = 0
        return False

    # fences

    def _fence(self, line: str) -> bool:
        """Take a whole fence; False if `line` opens none."""
        opening = _FENCE.fullmatch(line)
        if opening is None:
            return False
        start = self.first + self.at
        self._list(line)
        mark, inside = opening.group(2), self.offset
        if len(opening.group(1)) < inside:
            inside = 0
        end, closed = self.look.fence(self.at, mark, opening.group(3), inside)
        while self.at < end:
            self._keep(self.lines[self.at])
        if not closed:
            self.found.open_fences.append(start)
            self.text.append(opening.group(1) + opening.group(2))
        self.paragraph = 0
        return True

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
        end = self.look.comment(self.at, start, block, self.paragraph > 0)
        if end is None:
            return False
        piece, after = self._cut(start, end)
        if not block:
            self._before(before.rstrip())
        self._emit_comment(piece)
        self.at = end.last + 1
        if after.strip():
            self.at = end.last
            self.lines[end.last] = after
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

    def _cut(self, start: int, end: CommentEnd) -> tuple[Piece, str]:
        """Return the comment from column `start` on, and what follows it in its last line."""
        last, column, stray = end
        lines = self.lines[self.at : last + 1]
        after = ""
        if column >= 0:
            after = lines[-1][column + len(COMMENT_END) :]
            lines[-1] = lines[-1][:column]
        lines[0] = lines[0][start + len(COMMENT) :]
        margin = start == 0 and not after.strip()
        return Piece(
            "comment",
            self.first + self.at,
            "\n".join(lines),
            alone=margin and self.look.blank_around(self.at, last),
            closed=column >= 0,
            stray=self.first + stray if stray else 0,
        ), after
