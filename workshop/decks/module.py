"""What a tour must know of a lecture, read from the top of its deck alone."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from workshop.decks.behaviour import read_behaviour, validate
from workshop.decks.cells import clean
from workshop.decks.comment import is_behaviour
from workshop.decks.convention import Behaviour, FrontMatter
from workshop.decks.deck import DeckFinding
from workshop.decks.dialect import DIALECTS
from workshop.decks.file import deck_bytes
from workshop.decks.front import read_front
from workshop.decks.scan import scan
from workshop.errors import Fault, InputError
from workshop.model.lecture import Module


def read_module(path: Path, name: str) -> Module:
    """Read the lecture in the deck at `path`, called `name` in messages and in `Module.file`.

    Only the front matter and the first slide's comments are read. Raises `InputError` with every
    fault found there and its line, and what `deck_bytes` raises.
    """
    data = deck_bytes(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError((Fault(name, line, "not UTF-8 text", "save it as UTF-8"),)) from None
    module, findings = _read(text, name)
    faults = tuple(Fault(name, each.line, each.message, each.hint) for each in findings)
    if module is None or faults:
        raise InputError(faults)
    return module


def _read(text: str, name: str) -> tuple[Module | None, list[DeckFinding]]:
    """Read what stands above the first break."""
    lines = clean(text).split("\n")
    front = read_front(lines)
    findings = [*front.findings, *validate(FrontMatter, front.text)[1]]
    found = scan(_first_slide(lines, front.body), DIALECTS["workshop"].rules, front.body + 1)
    said: tuple[int, Behaviour] | None = None
    for piece in found.pieces:
        if piece.kind != "comment" or not is_behaviour(piece.text):
            continue
        if "workshop" not in piece.text:
            continue
        comment = read_behaviour(piece)
        findings += comment.findings
        if "workshop" in comment.keys:
            said = (comment.lines.line(("workshop",)), comment.behaviour)
        break
    title = str(front.meta.get("title") or "")
    module, faults = module_of(said, title, name)
    if said is None and findings:
        return None, findings
    return module, findings + faults


def _first_slide(lines: list[str], start: int) -> list[str]:
    """Return the lines after the front matter as far as the first bare `---`."""
    for at in range(start, len(lines)):
        if lines[at].rstrip() == "---":
            return lines[start:at]
    return lines[start:]


def module_of(
    said: tuple[int, Behaviour] | None, title: str, file: str
) -> tuple[Module | None, list[DeckFinding]]:
    """Return the lecture that the `workshop:` keys in `said` (with their line) describe."""
    if said is None or said[1].workshop is None:
        what, hint = "no `workshop:` comment before the first break", "add one with id, duration …"
        return None, [DeckFinding(1, "error", what, hint)]
    line, keys = said[0], said[1].workshop
    if not title:
        return None, [DeckFinding(1, "error", "front matter has no title", 'add `title: "…"`')]
    findings: list[DeckFinding] = []
    if keys.short > keys.duration:
        what = f"short form ({keys.short} min) is longer than the full form ({keys.duration} min)"
        findings.append(DeckFinding(line, "error", what, "swap them or shorten `short`"))
    try:
        module = Module(
            id=keys.id,
            title=title,
            duration=keys.duration,
            short=keys.short,
            objectives=keys.objectives,
            frameworks=keys.frameworks,
            needs=keys.needs,
            capstone=keys.capstone,
            outline=keys.outline,
            file=file,
        )
    except ValidationError as error:
        findings.append(DeckFinding(line, "error", str(error.errors()[0]["msg"])))
        return None, findings
    return module, findings
