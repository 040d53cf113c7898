"""The words inside a block of Markdown as styled runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from workshop.decks.markdown import image_text, visible_html
from workshop.decks.wrap import Role, Run

BREAK: Final = Run("\n", "text")
"""A line end that the author wrote."""


def runs_in(node: SyntaxTreeNode, role: Role) -> list[Run]:
    """Return the runs of a block's inline content."""
    runs: list[Run] = []
    for child in node.children:
        if child.type == "inline" and child.token is not None:
            runs += inline_runs(child.token.children or [], role)
    if not node.children and not node.is_root and node.token is not None and node.token.content:
        runs.append(Run(node.token.content, role))
    return runs


_OPENS: Final[dict[str, Role]] = {
    "strong_open": "strong",
    "em_open": "emphasis",
    "link_open": "link",
    "s_open": "strike",
}


def inline_runs(tokens: Sequence[Token], base: Role) -> list[Run]:
    """Return inline tokens as runs; in a heading, only links and code look different."""
    runs: list[Run] = []
    roles: list[Role] = []
    link = ""
    words = False
    for token in tokens:
        if token.type in _OPENS:
            roles.append(_OPENS[token.type])
            if token.type == "link_open":
                link, words = str(token.attrs.get("href", "")), False
        elif token.type == "link_close" and not words and link:
            runs.append(Run(link, "link"))
            roles.pop()
        elif token.nesting < 0 and roles:
            roles.pop()
        else:
            made = _runs_of(token, _role(base, roles))
            words = words or bool(made)
            runs += made
    return runs


def _role(base: Role, roles: Sequence[Role]) -> Role:
    if "link" in roles:
        return "link"
    if not roles or base in ("heading", "subheading", "table-head"):
        return base
    return "strong" if "strong" in roles else roles[-1]


def _runs_of(token: Token, role: Role) -> list[Run]:
    """Return one inline token that stands for itself."""
    if token.type == "softbreak":
        return [Run(" ", role)]
    if token.type == "hardbreak":
        return [BREAK]
    if token.type == "code_inline":
        return [Run(token.content, "code")]
    if token.type == "image":
        text = image_text(token)
        return [Run(text, "image")] if text else []
    if token.type == "html_inline":
        shown = visible_html(token.content)
        return [BREAK] if shown == "\n" else [Run(shown, role)] if shown else []
    return [Run(token.content, role)] if token.content else []
