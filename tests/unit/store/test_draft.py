"""A tour in hand: what was acknowledged is on disk, whenever the end comes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.unit.store.drafting import NAME, Open, anchors, did, is_saved, shift
from workshop.editing.history import Entry
from workshop.model.catalogue import Catalogue
from workshop.store.paths import STATE


def test_everything_done_and_undone_is_there_again_after_the_end(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    text = path.read_text()
    draft = opened()
    first = draft.tour
    visit = anchors(first)[0].id
    shift(draft, catalogue)
    did(draft, catalogue, lambda editor: editor.lengthen(visit, 30))
    did(draft, catalogue, lambda editor: editor.lock(visit))
    steps = [entry.tour for entry in draft.history.entries]
    assert draft.undo().endswith("locked")
    draft.close()

    again = opened()
    assert again.tour == steps[2]
    assert [entry.label for entry in again.history.entries] == [
        entry.label for entry in draft.history.entries
    ]
    assert not is_saved(again)
    assert again.redo().endswith("locked")
    assert again.tour == steps[3]
    for step in reversed(steps[:-1]):
        assert again.undo()
        assert again.tour == step
    assert again.undo() == ""
    assert is_saved(again)
    assert path.read_text() == text


def test_saving_writes_the_file_with_its_comments_and_keeps_the_history(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    draft = opened()
    visit = anchors(draft.tour)[0].id
    did(draft, catalogue, lambda editor: editor.lengthen(visit, 30))
    draft.save()
    assert is_saved(draft)
    text = path.read_text()
    assert "# The sample tour: five days" in text
    assert "    # Jakarta\n    - id: jkt-goto\n" in text
    assert "visit_minutes: 120" in text
    draft.close()
    again = opened()
    assert is_saved(again)
    assert again.undo()
    assert not is_saved(again)
    again.save()
    assert "visit_minutes" not in path.read_text()


def test_what_is_undone_gives_the_file_its_very_bytes_again(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    visit = "visit-jkt-goto"
    text = path.read_text().replace(f"id: {visit}", f"id: {visit}  # Rina likes mornings", 1)
    path.write_text(text + "\n\n# no more")
    start = path.read_bytes()
    draft = opened()
    did(draft, catalogue, lambda editor: editor.lengthen(visit, 30))
    draft.save()
    long = path.read_bytes()
    did(draft, catalogue, lambda editor: editor.drop(visit))
    draft.save()
    draft.do(Entry("the agenda out", draft.tour.model_copy(update={"agenda": None})))
    draft.save()
    draft.close()

    again = opened()
    again.undo()
    again.undo()
    again.save()
    assert path.read_bytes() == long
    again.undo()
    again.save()
    assert path.read_bytes() == start


def test_a_kill_at_any_byte_loses_nothing_acknowledged(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    draft = opened()
    ends, tours = [], []
    journal = path.parent / STATE / f"{NAME}.journal"
    for number in range(3):
        shift(draft, catalogue, number)
        ends.append(journal.stat().st_size)
        tours.append(draft.tour)
    first = draft.history.entries[0].tour
    draft.close()
    data = journal.read_bytes()
    for cut in [*range(ends[0], len(data), 4001), len(data) - 1, len(data)]:
        journal.write_bytes(data[:cut])
        again = opened()
        whole = sum(end <= cut for end in ends)
        assert again.tour == tours[whole - 1]
        assert again.kept_aside is None
        shift(again, catalogue, 4)
        assert again.undo()
        again.close()
        last = opened()
        assert last.tour == tours[whole - 1]
        last.close()
    journal.write_bytes(data[: ends[0] - 5])
    assert opened().tour == first


def test_a_damaged_journal_gives_what_is_whole_and_keeps_the_rest(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    draft = opened()
    shift(draft, catalogue)
    kept = draft.tour
    shift(draft, catalogue)
    draft.close()
    journal = path.parent / STATE / f"{NAME}.journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines.insert(2, b"{[not json]}\n")
    journal.write_bytes(b"".join(lines))
    again = opened()
    assert again.tour == kept
    assert again.kept_aside is not None
    assert again.kept_aside.read_bytes() == b"".join(lines)


def test_looking_alone_leaves_no_journal_and_git_ignores_the_state(
    opened: Open, path: Path
) -> None:
    opened()
    folder = path.parent / STATE
    assert {one.name for one in folder.iterdir()} == {".gitignore", f"{NAME}.lock"}
    assert json.loads((folder / f"{NAME}.lock").read_text())["process"] == 1


@pytest.mark.parametrize("gone", ["journal", "folder"])
def test_a_journal_that_was_taken_away_is_written_anew_with_all_that_was_done(
    opened: Open, catalogue: Catalogue, path: Path, gone: str
) -> None:
    draft = opened()
    for number in range(3):
        shift(draft, catalogue, number)
    draft.undo()
    folder = path.parent / STATE
    if gone == "folder":
        shutil.rmtree(folder)
    else:
        (folder / f"{NAME}.journal").unlink()
    shift(draft, catalogue, 3)
    entries = draft.history.entries
    draft.close()
    again = opened()
    assert again.history.entries == entries
    assert again.kept_aside is None
    assert not is_saved(again)
