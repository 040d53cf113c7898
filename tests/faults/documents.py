"""Hostile text in every field of tour, catalogue and lectures, in every document.

Whatever is said, a document has the parts it has with harmless words: no heading, link, tag, cell,
formula or event more.
"""

from __future__ import annotations

import io
import itertools
import re
import warnings
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

from tests.conftest import ROOT
from tests.faults.tally import Family, Tally
from tests.unit.export.marks import Say, spoken
from tests.unit.export.test_documents import WORDS, Tags
from tests.unit.export.test_documents import _rows as csv_rows
from workshop.decks.parse import read_deck
from workshop.export.documents import MAKERS, Desk, Paper, make
from workshop.export.icslint import lint
from workshop.export.outbox import lay_out
from workshop.export.plaintext import one_line
from workshop.export.redaction import Source
from workshop.model.geo import Coast
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202e]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


SAID = tuple({" ".join(one_line(one).split()): one for one in WORDS}.values())
"""Hostile words that are other words on one line too: what is said twice is listed once."""


def _saying(words: Sequence[str], first: int = 0) -> Say:
    following = itertools.cycle([*words[first:], *words[:first]])
    return lambda *_: next(following)


def _desk() -> Desk:
    workspace = Workspace(ROOT)
    tour = workspace.tour(TOUR).tour
    assert tour.agenda is not None
    return lay_out(
        Source(TOUR, tour, tour.agenda, workspace.catalogue(), {}),
        tuple(MAKERS),
        deck=lambda module: read_deck(workspace.deck_path(module), module),
        coast=Coast,
    )


def documents(times: int, seed: int) -> Tally:
    """Make every document `times` times, the hostile words in another field each time."""
    tally, desk = Tally(), _desk()
    tame = replace(
        desk, source=spoken(desk.source, _saying([f"calm {n}" for n in range(len(SAID))]))
    )
    before = {one: make(one, tame) for one in MAKERS}
    for first in range(seed, seed + times):
        wild = replace(desk, source=spoken(desk.source, _saying(SAID, first % len(SAID))))
        for one in MAKERS:
            tally.trying(f"{one} {first}")
            try:
                papers = make(one, wild)
                faults = (_fault(*pair) for pair in zip(before[one], papers, strict=True))
                fault = next((found for found in faults if found), "")
            except Exception as error:  # noqa: BLE001 (whatever it is, we look for it)
                fault = f"{type(error).__name__}: {error}"
            tally.count(f"{one} {first}: {fault}" if fault else "")
    return tally


def _fault(was: Paper, now: Paper) -> str:
    """Say what a document has that it must not have."""
    if was.name != now.name:
        return f"it is called {now.name}"
    if now.name.endswith(".pdf"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return "" if PdfReader(io.BytesIO(now.data)).pages else "no pages"
    if found := _STEERING.search(now.text):
        return f"the control character {ord(found[0]):#x}" if not now.name.endswith("json") else ""
    kind = now.name.rpartition(".")[2]
    return {"md": _markdown, "html": _html, "ics": _ics, "csv": _csv}.get(kind, _nothing)(was, now)


def _nothing(_was: Paper, _now: Paper) -> str:
    return ""


@cache
def _harmless(text: str) -> list[Token]:
    """Return the parts of a document with harmless words, which is held against many."""
    return _READER.parse(text)


def _markdown(was: Paper, now: Paper) -> str:
    harmless, said = _harmless(was.text), _READER.parse(now.text)
    if [one.type for one in harmless] != [one.type for one in said]:
        return "it has other parts"
    more = {child.type for one in said for child in one.children or ()}
    more -= {child.type for one in harmless for child in one.children or ()} | {"text_special"}
    return f"there is {', '.join(sorted(more))} in it" if more else ""


def _html(was: Paper, now: Paper) -> str:
    harmless, said = Tags(), Tags()
    harmless.feed(was.text)
    said.feed(now.text)
    if harmless.tags != said.tags:
        return "it has other tags"
    names = {name for name, _ in said.given}
    bad = {name for name in names if name.startswith("on") or name in ("href", "src")}
    return f"it has {', '.join(sorted(bad))}" if bad else ""


def _ics(was: Paper, now: Paper) -> str:
    if now.text.count("\r\nBEGIN:VEVENT") != was.text.count("\r\nBEGIN:VEVENT"):
        return "it has other events"
    return "; ".join(map(str, lint(now.data)))[:200]


def _csv(was: Paper, now: Paper) -> str:
    rows, before = csv_rows(now.text), csv_rows(was.text)
    if [len(row) for row in rows] != [len(row) for row in before]:
        return "it has other cells"
    cells = itertools.chain(*rows)
    formulas = (cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r")))
    return next((f"a formula: {one}" for one in formulas if not _NUMBER.fullmatch(one)), "")


FAMILY = Family("documents", "every document with hostile text in every field", documents, 30, 0)
