"""Decks open with the slides, notes and steps that their own tools give them.

`tests/data/decks/ORIGINS.md` says how the expected values were obtained.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workshop.decks.deck import Deck
from workshop.decks.parse import parse_deck

DATA = Path(__file__).parents[2] / "data" / "decks"
CASES: list[dict[str, Any]] = json.loads((DATA / "as_their_tools.json").read_text("utf-8"))
MEANT_OTHERWISE = {
    "marp-empty.md": "an empty slide at either end is nobody's intention",
    "marp-fences.md": "a fence that nobody closed ends at the next sure break, with a finding",
}
TOOLS = {"marp-core": "marp", "patat": "patat", "prezo": "prezo", "reveal-md": "reveal-md"}


def opened(case: dict[str, Any]) -> Deck:
    text = case.get("text") or (DATA / case["deck"]).read_text("utf-8")
    return parse_deck(text, case["deck"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["deck"])
def test_as_its_own_tool(case: dict[str, Any]) -> None:
    deck = opened(case)
    assert deck.dialect == TOOLS[case["tool"].split(" ")[0]]
    if case["deck"] in MEANT_OTHERWISE:
        assert len(deck.slides) != case["slides"]
        return
    assert len(deck.slides) == case["slides"]
    if "steps" in case:
        assert [slide.steps for slide in deck.slides] == case["steps"]
    for slide, note in zip(deck.slides, case.get("notes", ()), strict=False):
        assert slide.notes == note.removeprefix("note: ")


def test_what_is_meant_otherwise() -> None:
    named = {case["deck"]: opened(case) for case in CASES}
    assert [slide.title for slide in named["marp-empty.md"].slides] == ["A", "", "B"]
    broken = named["marp-fences.md"]
    assert [finding.message for finding in broken.findings] == ["fence is not closed"]
    assert len(broken.slides) == 4


def test_nested_items_are_steps_and_stay_indented() -> None:
    from workshop.decks.fit import layout

    slide = opened(next(case for case in CASES if case["deck"] == "marp-lists.md")).slides[1]
    (page,) = layout(slide, 3, 40, 12)
    assert ["".join(run.text for run in line) for line in page] == ["• x", "  ◦ y", "• z"]
