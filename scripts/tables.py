"""Write the parts of the pages that follow from the code: keys, documents, drawn diagrams.

A page holds each such part between two marks, and what stands between them is replaced:

    <!-- keys: board -->       keys whose ids begin with `board.`, of the screens that have them
    <!-- documents -->         who reads which document, and what that shows
    <!-- drawn -->             the diagram of the Markdown example above it

A key in a sentence has the id of its binding behind it, and is replaced likewise:
`p`<!--board.plan-->

Run it with `make docs` after a change to a key, a document's readers or a diagram.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

from workshop.decks.diagrams.cells import scene_lines
from workshop.decks.diagrams.layout import scene_of
from workshop.decks.parse import parse_deck
from workshop.export.redaction import HELD, READERS, Row
from workshop.tui import words
from workshop.tui.app import WorkshopApp
from workshop.tui.board.comparescreen import CompareScreen
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.picker import Picker
from workshop.tui.board.screen import BoardScreen
from workshop.tui.home.screen import HomeScreen
from workshop.tui.library.screen import LibraryScreen
from workshop.tui.room.audience import AudienceScreen
from workshop.tui.room.day import DayScreen
from workshop.tui.room.lecture import RoomScreen
from workshop.tui.room.plan import RunOfShow
from workshop.tui.widgets.keys import bindings_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

SCREENS: tuple[type[DOMNode], ...] = (
    HomeScreen, BoardScreen, WeekGrid, Picker, CompareScreen, LibraryScreen,
    DayScreen, RoomScreen, RunOfShow, AudienceScreen, WorkshopApp,
)  # fmt: skip
"""Whose keys the pages show."""

HIDES = {
    "answers": "answers and notes",
    "contact": "contacts at hosts",
    "costs": "costs",
    "doubts": "doubts about hosts",
    "needs": "diet and access",
    "phones": "numbers that are not public",
    "pipeline": "how asking goes",
    "price": "the price a head",
    "proof": "points and proof",
    "public phones": "public numbers",
    "reasons": "why a host is asked",
}
"""What is held back, in a reader's words."""

_PART = re.compile(r"<!-- (keys: [\w.-]+|documents|drawn) -->\n(.*?)<!-- /\w+ -->", re.DOTALL)
_KEY = re.compile(r"`[^`\n]+`<!--([\w.]+)-->")
_EXAMPLE = re.compile(r"^(`{3,})markdown\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
WIDTH, HEIGHT = 60, 24
"""Cells that a drawn diagram may take."""


def keys_table(group: str) -> str:
    """Return the keys whose ids begin with `group` and a dot, a row each; ValueError if none do."""
    rows: dict[str, tuple[str, str, str]] = {}
    for binding in _bindings():
        name = binding.id or ""
        if name.startswith(f"{group}."):
            name = re.sub(r"_\d$", "", name)  # digits share a row
            shown = _shown(binding)
            if name in rows:
                shown = f"{rows[name][0].split(' … ')[0]} … {shown}"
            rows[name] = (shown, binding.description, binding.tooltip)
    if not rows:
        raise ValueError(f"no key has an id that begins with {group!r}")
    lines = (f"| {keys} | {verb} | {tip} |" for keys, verb, tip in rows.values())
    return "\n".join(("| key | name | what it does |", "| --- | --- | --- |", *lines))


def key(name: str) -> str:
    """Return the first key of the binding with the id `name`; ValueError if there is none."""
    for binding in _bindings():
        if binding.id == name:
            return _shown(binding).split(" ")[0]
    raise ValueError(f"no key has the id {name!r}")


def _bindings() -> Iterator[Binding]:
    for screen in SCREENS:
        yield from bindings_of(screen)


def _shown(binding: Binding) -> str:
    keys = binding.key.split(",")
    names = [binding.key_display or words.key_name(format_key(keys[0]))]
    names += [words.key_name(format_key(key)) for key in keys[1:]]
    return " ".join(f"`{name}`".replace("|", "\\|") for name in dict.fromkeys(names))


def documents_table() -> str:
    """Return what is held back, and the documents with their readers and what those see of it."""
    held = ", ".join(HIDES.get(thing, thing) for thing in HELD)
    lines = (f"| `{name}` | {row.reader} | {_seen(row)} |" for name, row in READERS.items())
    head = ("| document | written for | of these it shows |", "| --- | --- | --- |")
    return "\n".join((f"Held back: {held}.", "", *head, *lines))


def _seen(row: Row) -> str:
    seen = ", ".join(HIDES.get(thing, thing) for thing in HELD if thing in row.shows) or "nothing"
    only = "; of no other host" if row.one_host else ""
    return f"{seen}{only}{' (file for you alone)' if row.private else ''}"


def drawn(example: str) -> str:
    """Return the diagram in a Markdown example as a fence of text; ValueError if it has none."""
    deck = parse_deck(f"---\ntitle: Example\n---\n\n{example}", "example.md")
    picture = next((each.diagram for slide in deck.slides for each in slide.segments
                    if each.diagram is not None), None)  # fmt: skip
    scene = scene_of(picture, WIDTH, HEIGHT) if picture is not None else None
    if scene is None:
        raise ValueError(f"nothing can be drawn of {example!r}")
    rows = ["".join(run.text for run in line).rstrip() for line in scene_lines(scene, scene.parts)]
    return "\n".join(("```text", *rows, "```"))


def renewed(page: str) -> str:
    """Return the text of a page with every such part as the code has it now."""

    def part(match: re.Match[str]) -> str:
        what, _, name = match[1].partition(": ")
        if what == "keys":
            body = keys_table(name)
        elif what == "documents":
            body = documents_table()
        else:
            body = drawn([found[2] for found in _EXAMPLE.finditer(page[: match.start()])][-1])
        return f"<!-- {match[1]} -->\n\n{body}\n\n<!-- /{what} -->"

    return _KEY.sub(lambda found: f"{key(found[1])}<!--{found[1]}-->", _PART.sub(part, page))


def main() -> None:
    """Write the pages that are out of step."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        new = renewed(text)
        if new != text:
            page.write_text(new, encoding="utf-8")
            print(f"wrote {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
