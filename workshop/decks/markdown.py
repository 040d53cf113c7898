"""The one Markdown reader: CommonMark with tables and strikethrough, and text without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST: Final = 60
"""Nesting beyond which text is shown as written."""
LONGEST: Final = 20_000
"""Characters of one piece, embedded pictures aside, beyond which it is shown as written."""
BRACKETS: Final = 500
"""Opening brackets in one piece beyond which it is: each may begin a link that never ends."""

_TAGS: Final = """
a abbr address article aside b big blockquote body br center cite code dd del details div dl dt em
figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr html i iframe img ins kbd li main mark
nav ol p picture pre q s samp section small source span strike strong style sub summary sup svg
table tbody td tfoot th thead tr u ul v-click v-clicks video wbr
"""
_TRANSPARENT: Final = frozenset(_TAGS.split())
_EMBEDDED: Final = re.compile(r"\bdata:[\w/+.-]*;base64,[A-Za-z0-9+/=]+")
_TAG: Final = r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>"
_COMMENT: Final = r"<!--.*?-->"
_HIDDEN: Final = r"<style\b[^>]*>.*?</style\s*>"
_MARP: Final = r"(?:^|\s)(?:bg(?:\s|$)|[wh]:[\d.]+)"
_SIZING: Final = (
    r"\s*(?:bg|fit|cover|contain|auto|left|right|vertical|(?:w|h|width|height|opacity|blur"
    r"|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|saturate|sepia)(?::\S+)?"
    r"|(?:left|right):\S+|[\d.]+%)(?=\s|$)"
)


@lru_cache(maxsize=1)
def reader() -> MarkdownIt:
    """Return the reader, made once."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    return markdown.enable(["table", "strikethrough"])


@lru_cache(maxsize=512)
def tokens_of(text: str) -> Sequence[Token]:
    """Return the block tokens of `text`; what is absurdly deep or long becomes one code block."""
    tokens = None if _is_absurd(text) else reader().parse(text, {})
    if tokens is None or any(token.level >= DEEPEST - 2 for token in tokens):
        return [Token("code_block", "code", 0, content=text)]
    return tokens


def _is_absurd(text: str) -> bool:
    """Tell whether no person wrote `text` for a slide; reading it as Markdown would take long."""
    if text.count("[") > BRACKETS:
        return True
    return len(text) > LONGEST and len(_EMBEDDED.sub("", text)) > LONGEST


def plain(text: str) -> str:
    """Return one line of Markdown as the words a reader sees."""
    if _is_absurd(text):
        return " ".join(text.split())
    tokens = reader().parseInline(text.replace("\n", " "), {})
    words = "".join(part for token in tokens for part in words_of(token.children or ()))
    return " ".join(words.split())


def words_of(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the words of inline tokens."""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield image_text(token)
        elif token.type == "html_inline":
            yield visible_html(token.content)
        elif token.content:
            yield token.content


def visible_html(source: str) -> str:
    """Return what raw HTML shows: no comments, no known tags; what is no HTML stays as it is."""
    shown = re.sub(
        _HIDDEN, "", re.sub(_COMMENT, "", source, flags=re.DOTALL), flags=re.DOTALL | re.IGNORECASE
    )
    return re.sub(_TAG, _tag_text, shown)


def _tag_text(tag: re.Match[str]) -> str:
    name = tag.group(1).lower()
    if name == "br":
        return "\n"
    return "" if name in _TRANSPARENT else tag.group(0)


def image_text(token: Token) -> str:
    """Return the words that stand for an image: its description, else the name of its file.

    Marp's sizing words are dropped; a background without a description says nothing.
    """
    source = str(token.attrs.get("src", ""))
    described = token.content
    if re.search(_MARP, described):
        described = " ".join(re.sub(_SIZING, "", f" {described}").split())
        if not described and "bg" in token.content:
            return ""
    name = described.strip() or PurePosixPath(source.split("?")[0]).name or source
    return f"[image: {name}]" if name else "[image]"
