"""From the pieces of one slide to its segments, steps and notes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workshop.decks.comment import directive_of, is_behaviour, is_plain_note, note_of
from workshop.decks.deck import DeckFinding, Segment
from workshop.decks.dialect import Dialect
from workshop.decks.fragments import parts_of
from workshop.decks.keys import DIRECTIVES
from workshop.decks.markdown import tokens_of
from workshop.decks.pieces import COMMENT, COMMENT_END, Piece

if TYPE_CHECKING:
    from workshop.model.finding import Severity

_SILENT: Final = (
    *("no_footer", "jump_to_middle", "new_line", "new_lines", "newline", "newlines"),
    *("font_size", "alignment", "list_item_newlines", "incremental_tables", "snippet_output"),
)
_ITEM_LINE: Final = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])\s")
_ATTRIBUTE: Final = r"data-timing=\"?(\d{1,5})"
_FRAGMENT: Final = r"<!--\s*\.element:[^>]*fragment[^>]*-->"
_WEIGHTS: Final = r"\[\s*\d{1,4}(?:\s*,\s*\d{1,4})*\s*\]"


@dataclass
class Assembled:
    """The parts of a slide."""

    segments: list[Segment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    behaviours: list[Piece] = field(default_factory=list)
    findings: list[DeckFinding] = field(default_factory=list)
    steps: int = 1
    seconds: int | None = None
    optional: bool = False


def assemble(pieces: tuple[Piece, ...], dialect: Dialect) -> Assembled:
    """Return what one slide shows and says, in the order of its pieces."""
    return _Assembler(dialect).run(pieces)


class _Assembler:
    """Takes the pieces of one slide, one by one."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.fragments = dialect.fragments
        self.made = Assembled()
        self.step = 0
        self.band = 0
        self.columns: tuple[int, ...] = ()
        self.column = 0
        self.text: list[str] = []
        self.line = 0
        self.noting = False
        self.divs: list[str] = []

    def run(self, pieces: tuple[Piece, ...]) -> Assembled:
        """Take all pieces."""
        for piece in pieces:
            if self.noting and piece.kind != "break":
                self.made.notes.append(piece.text.strip())
            elif piece.kind == "text":
                self._add(piece)
            elif piece.kind == "mark":
                self._mark(piece)
            elif piece.kind == "comment":
                self._comment(piece)
        self._flush()
        if self.divs:
            self._even()
        self.made.steps = max([1, *(segment.step + 1 for segment in self.made.segments)])
        return self.made

    # text

    def _add(self, piece: Piece) -> None:
        """Add text; what only a note or a behaviour comment parted stays one text."""
        if not self.text:
            self.line = piece.line
        else:
            so_far = self.line + sum(part.count("\n") + 1 for part in self.text)
            if piece.line > so_far:
                self.text.append("\n" * (piece.line - so_far - 1))
        self.text.append(piece.text)
        if COMMENT in piece.text:
            self._inline(piece)

    def _inline(self, piece: Piece) -> None:
        """Take what comments within lines of text say; the text keeps them, unseen."""
        if self.dialect.name == "reveal-md" and re.search(_FRAGMENT, piece.text):
            self._fragments(piece)
            return
        for token in tokens_of(piece.text):
            line = piece.line + (token.map[0] if token.map else 0)
            for child in token.children or ():
                if child.type == "html_inline" and child.content.startswith(COMMENT):
                    body = child.content.removeprefix(COMMENT).removesuffix(COMMENT_END)
                    self._aside(Piece("comment", line, body, alone=False))
            if token.type == "code_block" and token.content.startswith(COMMENT):
                what = "comment is indented so far that it is code, shown to the room"
                self._find(line, "warning", what, "move it to the margin")

    def _aside(self, piece: Piece) -> None:
        """Take a comment inside a paragraph."""
        note = note_of(piece.text)
        word, _ = directive_of(piece.text)
        if note is not None:
            self.made.notes.append(note)
        elif is_behaviour(piece.text):
            self.made.behaviours.append(piece)
        elif word in DIRECTIVES:
            what = f"`{word}` inside a paragraph does nothing"
            self._find(piece.line, "warning", what, "give it a line of its own, blank lines around")
        elif is_plain_note(piece.text, self.dialect):
            self.made.notes.append(piece.text.strip())

    def _fragments(self, piece: Piece) -> None:
        """Let each line that ends in a reveal.js fragment start a step."""
        self.text.pop()
        for number, line in enumerate(piece.text.split("\n")):
            if not self.text:
                self.line = piece.line + number
            if re.search(_FRAGMENT, line):
                item = _ITEM_LINE.match(line) is not None
                joined = item and bool(self.made.segments) and not any(self.text)
                self._flush()
                self.step += 1
                self._segment(line, piece.line + number, joined)
            else:
                self.text.append(line)

    def _flush(self) -> None:
        text = "\n".join(self.text)
        self.text = []
        if not text.strip():
            return
        if not self.fragments or not _ITEM_LINE.search(text):
            self._segment(text, self.line)
            return
        for part in parts_of(text, self.fragments):
            if part.item:
                self.step += 1
            self._segment(part.text, self.line + part.line, part.joined, part.nested)

    def _segment(self, text: str, line: int, joined: bool = False, nested: int = 0) -> None:
        shown = Segment(text, line, self.step, self.band, self.columns, self.column, joined, nested)
        self.made.segments.append(shown)

    # marks

    def _mark(self, piece: Piece) -> None:
        text = piece.text
        if text == "???" or text.lower().startswith("note"):
            self._flush()
            self.noting = True
            said = text.partition(":")[2].strip()
            if said:
                self.made.notes.append(said)
        elif text.startswith(":::"):
            self._div(text)
        else:
            self._pause()

    def _pause(self) -> None:
        self._flush()
        if self.made.segments:
            self.step = max(segment.step for segment in self.made.segments) + 1

    def _div(self, text: str) -> None:
        """Take `::: columns`, `::: column` and the `:::` that ends either."""
        self._flush()
        name = text.strip(":{}. \t").split(" ")[0]
        if name == "columns":
            self._even()
            self._layout((1,))
            self.column = -1
        elif name == "column":
            self.column += 1
        if name:
            self.divs.append(name)
        elif self.divs and self.divs.pop() == "columns":
            self._even()
            self._layout(())

    def _even(self) -> None:
        """Give the columns counted in this band, if there are any, equal widths."""
        if not self.columns:
            return
        columns = (1,) * max(1, self.column + 1)
        self.made.segments = [
            each._replace(columns=columns, column=max(0, each.column))
            if each.band == self.band
            else each
            for each in self.made.segments
        ]

    # columns

    def _layout(self, columns: tuple[int, ...]) -> None:
        self._flush()
        self.band += 1
        self.columns = columns
        self.column = 0

    def _column(self, value: str, line: int) -> None:
        self._flush()
        if value.isdigit() and int(value) < len(self.columns):
            self.column = int(value)
            return
        what = f"column {value or '?'} is not in the layout"
        self._find(line, "warning", what, "give a `column_layout:` before it; columns count from 0")

    def _weights(self, value: str, line: int) -> None:
        if re.fullmatch(_WEIGHTS, value):
            weights = tuple(max(1, int(weight)) for weight in json.loads(value))
            if len(weights) <= 12:
                self._layout(weights)
                return
        self._find(
            line, "error", f"column layout {value!r} is not a list of widths", "write [1, 1]"
        )

    def _find(self, line: int, severity: Severity, message: str, hint: str = "") -> None:
        self.made.findings.append(DeckFinding(line, severity, message, hint))

    # comments

    def _comment(self, piece: Piece) -> None:
        body = piece.text
        note = note_of(body)
        if not piece.closed:
            self._find(piece.line, "error", "comment is not closed", "end it with -->")
        if note is not None:
            self.made.notes.append(note)
        elif is_behaviour(body):
            self.made.behaviours.append(piece)
        elif body.lstrip().startswith((".slide:", ".element:")):
            self._reveal(body)
        elif self._directive(piece):
            pass
        elif is_plain_note(body, self.dialect):
            self.made.notes.append(body.strip())
        elif self.dialect.name == "workshop":
            self.made.behaviours.append(piece)

    def _directive(self, piece: Piece) -> bool:
        """Do what a one-line comment asks; False if it asks nothing we know."""
        word, value = directive_of(piece.text)
        if word in ("pause", "stop"):
            self._pause()
        elif word == "column_layout":
            self._weights(value, piece.line)
        elif word == "column":
            self._column(value, piece.line)
        elif word == "reset_layout":
            self._layout(())
        elif word == "incremental_lists":
            self._flush()
            self.fragments = "-+*.)" if value == "true" else ""
        elif word == "incremental":
            self.fragments = "-+*.)"
        elif word == "skip_slide":
            self.made.optional = True
        else:
            return word in _SILENT
        return True

    def _reveal(self, body: str) -> None:
        """Take reveal.js attributes: seconds of the slide, and fragments."""
        timing = re.search(_ATTRIBUTE, body)
        if timing:
            self.made.seconds = int(timing.group(1))
        if "fragment" not in body or not body.lstrip().startswith(".element"):
            return
        lines = "\n".join(self.text).rstrip().split("\n")
        if not any(lines):
            return
        last = len(lines) - 1
        while last > 0 and lines[last - 1].strip() and not _ITEM_LINE.match(lines[last]):
            last -= 1
        start = self.line
        self.text = lines[:last]
        self._flush()
        self.step += 1
        self._segment("\n".join(lines[last:]), start + last)
