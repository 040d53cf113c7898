"""What the lines of a deck are taken apart into, and the rules by which that is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Kind = Literal["text", "comment", "mark", "break"]

SETEXT: Final = 0
COMMENT: Final = "<!--"
COMMENT_END: Final = "-->"


class Piece(NamedTuple):
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


class Heading(NamedTuple):
    """A heading in the text, `text` still as Markdown."""

    line: int
    level: int
    text: str


class Rules(NamedTuple):
    """How the dialect at hand ends a slide and what else a whole line may mean."""

    breaks: Literal["thematic", "dashes", "none"] = "thematic"
    setext: bool = True
    """Whether `Title` over `---` is a heading (CommonMark) and not a break."""
    simple_tables: bool = False
    """Whether dashes with gaps under a line of text rule a table (Pandoc) and are no break."""
    separators: tuple[str, ...] = ()
    """Further whole lines, or whole comments, that end a slide."""
    levels: frozenset[int] = frozenset()
    """Levels of headings that start a slide; `SETEXT` stands for every underlined one."""
    marks: str = ""
    """What whole lines look like that are marks, such as a pause; case does not matter."""
    guarded: bool = False
    """Our own convention: what a comment hides stays hidden even beside an open fence."""


@dataclass
class Scan:
    """The pieces, and what was found on the way."""

    pieces: list[Piece] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    open_fences: list[int] = field(default_factory=list)
    """Lines of fences that nothing closes, or that would swallow a comment with behaviour."""
