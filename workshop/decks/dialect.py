"""Which presenter a deck was written for, and what its marks mean there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.decks.deck import DialectName
from workshop.decks.front import Front
from workshop.decks.keys import BEHAVIOUR
from workshop.decks.pieces import SETEXT, Heading, Rules
from workshop.decks.scan import scan

_MARP: Final = """
theme style headingDivider lang size math title author description keywords url image marp
transition paginate header footer class backgroundColor backgroundImage backgroundPosition
backgroundRepeat backgroundSize color
"""
MARP_DIRECTIVES: Final = frozenset(_MARP.split())
_MARP_SURE: Final = frozenset({"marp", "paginate", "headingDivider", "backgroundColor", "math"})

_FENCED: Final = r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?\n)?(?: {0,3}\1[`~]*[ \t]*$|\Z)"
_OURS: Final = "|".join(key for key in BEHAVIOUR if key != "speaker_note")

_PAUSE_PATAT: Final = r" {0,3}\. \. \.[ \t]*"
_DIV: Final = r" {0,3}:{3,}[ \t]*(?:\{?\.?columns?\b.*|)"


class Dialect(NamedTuple):
    """How to read a deck of one presenter."""

    name: DialectName
    rules: Rules
    comments_are_notes: bool = False
    """Whether a comment with no other meaning is a note for the speaker."""
    fragments: str = ""
    """List marks whose items appear one by one: `*` and `)` in Marp."""
    intro: bool = False
    """Whether the front matter makes a slide of its own."""
    executed: tuple[str, ...] = ()
    """Languages that the presenter would run."""


_END_SLIDE: Final = "<!-- end_slide -->"
DIALECTS: Final[Mapping[DialectName, Dialect]] = MappingProxyType(
    {
        dialect.name: dialect
        for dialect in (
            Dialect("workshop", Rules(separators=(_END_SLIDE,), guarded=True)),
            Dialect("presenterm", Rules("none", separators=(_END_SLIDE,)), intro=True),
            Dialect("marp", Rules(), comments_are_notes=True, fragments="*)"),
            Dialect("slides", Rules("dashes", setext=False)),
            Dialect(
                "patat", Rules(simple_tables=True, marks=_PAUSE_PATAT), comments_are_notes=True
            ),
            Dialect(
                "reveal-md",
                Rules(
                    "dashes",
                    setext=False,
                    separators=("----",),
                    marks=r"\s*notes?:.*",
                ),
            ),
            Dialect(
                "prezo",
                Rules("dashes", setext=False, marks=rf"{_DIV}|\?\?\?[ \t]*"),
            ),
            Dialect("lookatme", Rules()),
            Dialect("mdp", Rules(setext=False, marks=r"[ \t]*(?:\^|<br>)[ \t]*")),
            Dialect(
                "remark",
                Rules("dashes", setext=False, marks=r"(?:--|\?\?\?)[ \t]*"),
            ),
            Dialect("plain", Rules(separators=(_END_SLIDE,), marks=_PAUSE_PATAT)),
        )
    }
)


def dialect_of(front: Front, lines: Sequence[str]) -> Dialect:
    """Return how to read the deck with front matter `front` and `lines` after it."""
    if front.dialect is None and _by_comment_of_ours(_before_fences(lines)):
        return DIALECTS["workshop"]
    meta = front.meta
    body = "\n".join(lines)
    text = re.sub(_FENCED, "\n", body, flags=re.MULTILINE | re.DOTALL)
    name = front.dialect or _by_comment_of_ours(text) or _by_meta(meta) or _by_text(text)
    dialect = DIALECTS[name or "plain"]
    return _tuned(dialect, meta, body, text)


def _before_fences(lines: Sequence[str]) -> str:
    """Return what stands before the first fence: as a rule, enough to know a deck of our own."""
    at = next((at for at, line in enumerate(lines) if "```" in line or "~~~" in line), len(lines))
    return "\n".join(lines[:at])


def _by_comment_of_ours(text: str) -> DialectName | None:
    if re.search(
        rf"^<!--[ \t]*\n?[ \t]*(?:{_OURS})[ \t]*:(?:[ \t]*\n|[ \t]*\{{)", text, re.MULTILINE
    ):
        return "workshop"
    return None


def _by_meta(meta: Mapping[str, object]) -> DialectName | None:
    """Judge by keys that only one presenter knows."""
    keys = set(meta)
    known: tuple[tuple[DialectName, bool], ...] = (
        ("marp", bool(keys & _MARP_SURE) or any(key.startswith("_") for key in keys)),
        ("patat", "patat" in keys),
        ("slides", "paging" in keys),
        ("reveal-md", bool(keys & {"revealOptions", "verticalSeparator", "separator"})),
        ("lookatme", isinstance(meta.get("styles"), dict)),
        (
            "presenterm",
            bool(keys & {"sub_title", "options"}) or isinstance(meta.get("theme"), dict),
        ),
    )
    return next((name for name, true in known if true), None)


_SIGNS: Final[tuple[tuple[DialectName, str], ...]] = (
    ("prezo", r"^<!--\s*(?:prezo\b|incremental\s*-->)|^:::\s*columns?\b"),
    (
        "presenterm",
        r"<!--\s*(?:end_slide|pause|reset_layout|column_layout:|column:|speaker_note:"
        r"|jump_to_middle|new_lines?\b|incremental_lists:|font_size:|no_footer|alignment:)",
    ),
    ("reveal-md", r"<!--\s*\.(?:slide|element):|^Note:|^----\s*$"),
    ("lookatme", r"^<!--\s*stop\s*-->"),
    ("marp", rf"^<!--\s*_?(?:{'|'.join(sorted(MARP_DIRECTIVES))})\s*:|!\[bg\b|!\[[^][]*\bbg\b"),
    ("remark", r"\A\s*(?:class|name|layout|template):|^--\s*$"),
    ("prezo", r"^\?\?\?\s*$"),
    ("patat", r"^\. \. \.\s*$|^<!--config:"),
)


def _by_text(text: str) -> DialectName | None:
    """Judge by marks in the text; plain dashes alone are read as `slides` reads them."""
    for name, pattern in _SIGNS:
        if re.search(pattern, text, re.MULTILINE):
            return name
    lines = text.split("\n")
    pairs = zip(["", *lines], lines, strict=False)
    sure = any(line.rstrip() == "---" and not above.strip() for above, line in pairs)
    return "slides" if sure else None


def _tuned(dialect: Dialect, meta: Mapping[str, object], body: str, text: str) -> Dialect:
    """Return the dialect with what this deck says of itself."""
    if dialect.name == "presenterm":
        return _presenterm(dialect, meta, text)
    if dialect.name == "reveal-md":
        own = (meta.get("separator"), meta.get("verticalSeparator"))
        more = tuple(mark for mark in own if isinstance(mark, str) and mark.startswith("<!--"))
        rules = dialect.rules._replace(separators=(*dialect.rules.separators, *more))
        return dialect._replace(rules=rules)
    if dialect.name == "marp":
        found = re.search(r"^<!--\s*headingDivider:\s*(.*?)\s*-->", text, re.MULTILINE)
        levels = _levels(meta.get("headingDivider", found.group(1) if found else None))
        return dialect._replace(rules=dialect.rules._replace(levels=levels))
    if dialect.name in ("patat", "plain"):
        return _by_headings(dialect, meta, body)
    return dialect


def _presenterm(dialect: Dialect, meta: Mapping[str, object], text: str) -> Dialect:
    """Read the deck's options; a deck that never says `end_slide` means its rules as breaks."""
    options = meta.get("options")
    said = options if isinstance(options, dict) else {}
    rules = dialect.rules
    if said.get("end_slide_shorthand") is True or "<!-- end_slide" not in text:
        rules = rules._replace(breaks="thematic")
    if said.get("implicit_slide_ends") is True:
        rules = rules._replace(levels=frozenset({SETEXT}))
    lists = "-+*.)" if said.get("incremental_lists") is True else ""
    intro = bool({"title", "sub_title", "author", "authors"} & set(meta))
    return dialect._replace(rules=rules, intro=intro, fragments=lists)


def _levels(value: object) -> frozenset[int]:
    """Read Marp's `headingDivider`: a level and those above it, or a list of levels."""
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return frozenset(range(1, min(value, 6) + 1))
    if isinstance(value, list):
        return frozenset(level for level in value if isinstance(level, int))
    return frozenset()


def _by_headings(dialect: Dialect, meta: Mapping[str, object], body: str) -> Dialect:
    """Let headings start slides where there is no break at all."""
    settings = meta.get("patat")
    said = settings if isinstance(settings, dict) else {}
    evaluated = said.get("eval")
    dialect = dialect._replace(
        fragments="-+*.)" if said.get("incrementalLists") is True else "",
        executed=tuple(evaluated) if isinstance(evaluated, dict) else (),
    )
    found = scan(body.split("\n"), dialect.rules)
    if any(piece.kind == "break" for piece in found.pieces) or not found.headings:
        return dialect
    said_level = said.get("slideLevel")
    if isinstance(said_level, int):
        level = said_level
    elif dialect.name == "patat":
        level = _slide_level(found.headings, body.split("\n"))
    else:
        level = min(2, max(heading.level for heading in found.headings))
    levels = frozenset(range(1, level + 1))
    return dialect._replace(rules=dialect.rules._replace(levels=levels))


def _slide_level(headings: Sequence[Heading], lines: Sequence[str]) -> int:
    """Return the highest level (the least number) of a heading right above something else.

    That is Pandoc's and patat's rule; 6 where every heading stands above another.
    """
    ends = [heading.line for heading in headings[1:]] + [len(lines) + 1]
    levels = [
        heading.level
        for heading, end in zip(headings, ends, strict=True)
        if any(line.strip(" \t=-") for line in lines[heading.line : end - 1])
    ]
    return min(levels, default=6)
