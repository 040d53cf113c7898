"""The first slide is there before the rest is looked at, and is the same as in the whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from wcwidth import wcwidth

from workshop.decks.cells import cells
from workshop.decks.convention import Behaviour
from workshop.decks.fit import layout
from workshop.decks.keys import BEHAVIOUR
from workshop.decks.parse import parse_deck
from workshop.decks.pieces import Piece, Rules
from workshop.decks.scan import scan

ROOT = Path(__file__).parents[3]
DECKS = sorted(
    [*(ROOT / "content/modules").glob("*.md"), *(ROOT / "tests/data/decks").glob("p*.md")]
)


def test_the_keys_are_those_of_the_convention() -> None:
    assert tuple(Behaviour.model_fields) == BEHAVIOUR


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.name)
def test_the_sight_of_a_slide_looks_as_the_slide(path: Path) -> None:
    text = path.read_text("utf-8")
    sights, whole = parse_deck(text, path.name), parse_deck(text, path.name)
    for at in range(len(whole.slides)):
        seen, read = sights.sight(at), whole.slides[at]
        assert (seen.title, seen.steps, seen.mark) == (read.title, read.steps, read.mark)
        assert layout(seen, read.steps - 1, 74, 21) == layout(read, read.steps - 1, 74, 21)


@pytest.mark.parametrize(
    "body",
    [
        "# A\n\ntext\n\n---\n\n# B\n",
        "```\n---\n\n---\n```\n\n---\n\nB\n",
        "<!--\na\n\n---\n\nb\n-->\n\nA\n\n---\n\nB\n",
        "---\n\n---\n\nA\n\n---\n\nB\n\n```\nopen\n\n---\n\nC\n",
        "A\n\n```\nopen\n\n---\n\nB\n",
        "only one\n",
        "",
    ],
)
def test_scanning_one_slide_finds_what_scanning_all_finds(body: str) -> None:
    lines = body.split("\n")
    whole, first = scan(lines, Rules()).pieces, scan(lines, Rules(), one_slide=True).pieces
    assert first == whole[: len(first)]
    rest = whole[len(first) :]
    assert not rest or (first[-1].kind == "break" and any(map(is_shown, first)))


def is_shown(piece: Piece) -> bool:
    return piece.kind != "break"


def test_the_first_slide_of_our_own_deck_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from workshop.decks.parse import parse_deck;"
        "from workshop.decks.fit import layout;"
        "deck = parse_deck(open(sys.argv[1]).read(), 'x'); layout(deck.sight(0), 0, 74, 21);"
        "print(*sorted({'pydantic', 'yaml', 'wcwidth', 'pyfiglet'} & set(sys.modules)))"
    )
    file = tmp_path / "deck.md"
    file.write_text(
        "---\ntitle: x\n---\n\n<!--\nworkshop:\n  id: m99\n  duration: 9m\n-->\n\n# A – b\n\n- c\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_notes_beside_other_keys_of_a_comment_are_kept() -> None:
    said = "<!--\nslide:\n  time: 1m\nspeaker_note: |\n  Greet.\n-->\n"
    text = f"<!--\nworkshop:\n  id: m99\n-->\n\n# A\n\n{said}"
    assert "Greet." in parse_deck(text, "x").slides[0].notes


def test_letters_counted_without_tables_are_as_wide_as_the_tables_say() -> None:
    told = [chr(code) for code in range(0xA0, 0x2800) if wcwidth(chr(code)) >= 0]
    assert [char for char in told if cells(char) != wcwidth(char)] == []
