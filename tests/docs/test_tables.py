"""What the pages take from the code is in step with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import tables
from workshop.export.redaction import HELD, READERS


@pytest.mark.parametrize("page", tables.PAGES, ids=lambda page: page.name)
def test_keys_documents_and_diagrams_are_those_of_the_code(page: Path) -> None:
    text = page.read_text("utf-8")
    assert tables.renewed(text) == text, "write them anew: make docs"


def test_the_board_and_the_lecture_show_every_key_they_have() -> None:
    shown = "\n".join(page.read_text("utf-8") for page in tables.PAGES)
    for group in ("board", "carry", "repair", "day", "room", "plan", "audience", "library"):
        assert f"<!-- keys: {group} -->" in shown
    assert "<!-- documents -->" in shown


def test_every_document_has_a_row_and_every_held_thing_a_word() -> None:
    table = tables.documents_table()
    assert all(f"| `{name}` |" in table for name in READERS)
    assert set(tables.HIDES) == set(HELD)


def test_a_diamond_is_drawn_and_a_slide_without_one_refused() -> None:
    example = "<!--\ndiagram:\n  kind: platform\n  centre: Shop\n  groups: [Buyers]\n-->\n"
    assert "Buyers" in tables.drawn(example)
    with pytest.raises(ValueError, match="nothing can be drawn"):
        tables.drawn("# Words\n")
    with pytest.raises(ValueError, match="no key has an id"):
        tables.keys_table("nothing")


def test_a_key_in_a_sentence_is_that_of_its_binding() -> None:
    assert tables.renewed("Press `?`<!--board.plan-->.") == "Press `p`<!--board.plan-->."
    with pytest.raises(ValueError, match="no key has the id"):
        tables.key("board.nothing")
