"""Every claim and every question of the twelve lectures, where the map of the talk has it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.ngrams import runs, short_hash
from workshop.decks.parse import parse_deck

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "tests" / "data"
WRITTEN = {".md", ".yaml"}
DECKS = {
    path.stem: parse_deck(path.read_text(encoding="utf-8"), path.name)
    for path in sorted((ROOT / "content" / "modules").glob("*.md"))
}
with (DATA / "taught.csv").open(encoding="utf-8") as _file:
    TAUGHT = list(csv.DictReader(line for line in _file if not line.startswith("#")))
CLAIMS = {row["id"]: row for row in TAUGHT if row["id"].startswith("C")}
QUESTIONS = {row["id"]: row for row in TAUGHT if row["id"].startswith("Q")}


def test_the_map_has_82_claims_and_51_questions() -> None:
    assert (len(CLAIMS), len(QUESTIONS)) == (82, 51)


@pytest.mark.parametrize("module", DECKS)
def test_every_claim_is_made_once_in_its_lecture_with_its_mark(module: str) -> None:
    made = [claim for slide in DECKS[module].slides for claim in slide.claims]
    due = {name: row["mark"] for name, row in CLAIMS.items() if row["module"] == module}
    own = Counter(claim.id for claim in made if claim.id in due)
    assert own == Counter(due.keys())
    marks = {claim.id: str(claim.mark) for claim in made if claim.id in CLAIMS}
    assert marks == {name: CLAIMS[name]["mark"] for name in marks}


@pytest.mark.parametrize("module", DECKS)
def test_every_question_is_asked_once_in_its_lecture(module: str) -> None:
    asked = Counter(
        question.id
        for slide in DECKS[module].slides
        if slide.quiz is not None
        for question in slide.quiz.questions
    )
    assert asked == Counter(name for name, row in QUESTIONS.items() if row["module"] == module)


def test_no_run_of_ten_words_is_copied_from_the_talk() -> None:
    talk = set((DATA / "talk-10grams.txt").read_text(encoding="utf-8").split())
    assert len(talk) > 6000
    folders = (ROOT / "content", ROOT / "docs")
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in WRITTEN]
    copied = {
        (path.name, run)
        for path in (*files, ROOT / "README.md")
        for run in runs(path.read_text(encoding="utf-8"))
        if short_hash(run) in talk
    }
    assert copied == set()
