"""What a slide says, taken apart for paper: its tables, and its list items with their links.

A deck is a file like any other: nothing of it reaches a document but through `markdown.text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from workshop.export.markdown import cell, link, table, text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from workshop.decks.deck import Slide


def linked_items(slide: Slide) -> tuple[str, ...]:
    """Return the items of a slide's lists as Markdown, each link followed by its address."""
    tokens = _tokens(slide)
    return tuple(
        "".join(_linked(tokens[at + 2])).strip()
        for at, token in enumerate(tokens[:-2])
        if token.type == "list_item_open" and tokens[at + 2].type == "inline"
    )


def tables(slide: Slide) -> Iterator[str]:
    """Give a slide's tables as Markdown."""
    rows: list[list[str]] = []
    tokens = _tokens(slide)
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(cell(_plain(tokens[at + 1])))
        elif token.type == "table_close" and rows:
            yield table(rows[0], rows[1:])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _tokens(slide: Slide) -> list[Token]:
    return _parser().parse("\n\n".join(segment.text for segment in slide.segments))


def _plain(inline: Token) -> str:
    return " ".join("".join(_words(inline)).split())


def _words(inline: Token) -> Iterator[str]:
    for child in inline.children or ():
        yield " " if child.type in ("softbreak", "hardbreak") else child.content


def _linked(inline: Token) -> Iterator[str]:
    """Give an inline's text, and the address of each link behind its words."""
    address = ""
    for child in inline.children or ():
        if child.type == "link_open":
            address = str(child.attrs.get("href", ""))
        elif child.type == "link_close":
            yield f" {link(address)}"
        elif child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.content.strip():
            lead = " " if child.content[0].isspace() else ""
            trail = " " if child.content[-1].isspace() else ""
            yield f"{lead}{text(child.content)}{trail}"
