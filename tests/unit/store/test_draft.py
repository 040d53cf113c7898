"""A tour in hand: what was acknowledged is on disk, whoever else writes, whenever the end comes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from workshop.editing.edits import Edited, Editor
from workshop.editing.history import Entry
from workshop.errors import InputError, StoreError, UsageError
from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.store.atomic import create_file
from workshop.store.claim import Owner
from workshop.store.draft import Draft, journal_path
from workshop.store.paths import STATE
from workshop.store.workspace import Workspace

NAME = "asia-tech-tour-2027"
ME, OTHER = Owner(1, "2027-01-04T09:30:00"), Owner(2, "2027-01-04T10:00:00")
Open = Callable[..., Draft]


@pytest.fixture
def path(workspace: Workspace) -> Path:
    return workspace.itineraries / f"{NAME}.yaml"


@pytest.fixture
def opened(path: Path, catalogue: Catalogue) -> Iterator[Open]:
    drafts: list[Draft] = []

    def open_it(me: Owner = ME) -> Draft:
        drafts.append(Draft(path, catalogue, me))
        return drafts[-1]

    yield open_it
    for draft in drafts:
        draft.close()


def anchors(tour: Tour, kind: str = "visit") -> list[Block]:
    assert tour.agenda is not None
    return [one for one in tour.agenda.blocks if one.kind == kind]


def is_saved(draft: Draft) -> bool:
    return not draft.unsaved


def owner(draft: Draft) -> Owner | None:
    return draft.owner


def did(draft: Draft, catalogue: Catalogue, edit: Callable[[Editor], Edited]) -> None:
    done = edit(Editor(draft.tour, catalogue))
    draft.do(Entry(done.label, done.tour, done.block))


def shift(draft: Draft, catalogue: Catalogue, number: int = 0, minutes: int = 15) -> None:
    block = anchors(draft.tour)[number].id
    did(draft, catalogue, lambda editor: editor.shift(block, minutes))


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


def test_what_somebody_else_wrote_since_is_not_undone_with_it(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    draft = opened()
    shift(draft, catalogue)
    draft.save()
    path.write_text(path.read_text() + "# a word of theirs\n")
    assert draft.look()
    draft.undo()
    draft.save()
    assert path.read_text().endswith("# a word of theirs\n")


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


def test_the_second_copy_is_told_follows_and_takes_over(opened: Open, catalogue: Catalogue) -> None:
    one, two = opened(), opened(OTHER)
    assert owner(one) is None
    assert owner(two) == ME
    with pytest.raises(UsageError, match=r"open elsewhere \(process 1, since 09:30\)"):
        shift(two, catalogue)
    assert two.tour == one.tour
    shift(one, catalogue)
    assert two.look()
    assert two.tour == one.tour
    assert not two.look()
    shift(one, catalogue)
    last = one.tour
    one.close()
    with pytest.raises(UsageError, match="changed elsewhere"):
        shift(two, catalogue, 1)  # made from a tour that is not the last one any more
    with pytest.raises(UsageError, match="changed elsewhere"):
        shift(two, catalogue, 1)
    assert two.look(), "the one who looks sees what the first did at the end"
    assert two.tour == last
    assert not two.look()
    shift(two, catalogue, 1)
    assert owner(two) is None
    assert len(two.history.entries) == 4
    two.save()
    three = opened(OTHER)
    assert owner(three) == OTHER
    two.close()
    assert three.look(), "it looks whether it may write now"
    assert owner(three) is None


def test_nobody_undoes_what_another_copy_did_and_was_not_seen(
    opened: Open, catalogue: Catalogue
) -> None:
    one = opened()
    shift(one, catalogue)
    two = opened(OTHER)
    shift(one, catalogue)
    shift(one, catalogue)
    last = one.tour
    one.close()
    with pytest.raises(UsageError, match="changed elsewhere"):
        two.undo()
    assert two.tour == last


def test_a_file_changed_by_an_editor_is_taken_in(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    draft = opened()
    path.write_text(path.read_text().replace("group_size: 18", "group_size: 20"))
    assert draft.look()
    assert draft.tour.brief.group_size == 20
    assert is_saved(draft)
    assert draft.undo() == "changed in the file"
    assert draft.tour.brief.group_size == 18


@pytest.mark.parametrize("closed", [False, True])
def test_different_things_changed_here_and_there_are_merged(
    opened: Open, catalogue: Catalogue, path: Path, *, closed: bool
) -> None:
    draft = opened()
    visit = anchors(draft.tour)[0]
    did(draft, catalogue, lambda editor: editor.lengthen(visit.id, 30))
    if closed:
        draft.close()
    path.write_text(path.read_text().replace("group_size: 18", "group_size: 20"))
    if closed:
        draft = opened()
    else:
        with pytest.raises(StoreError, match="changed by someone else"):
            draft.save()
        assert draft.look()
    assert draft.clash is None
    assert draft.tour.brief.group_size == 20
    assert next(b for b in anchors(draft.tour) if b.id == visit.id).minutes == visit.minutes + 30
    draft.save()
    assert "group_size: 20" in path.read_text()


@pytest.mark.parametrize("which", ["mine", "theirs"])
def test_the_same_thing_changed_here_and_there_is_for_a_person_to_decide(
    opened: Open, catalogue: Catalogue, path: Path, which: str
) -> None:
    draft = opened()
    visit = anchors(draft.tour)[0]
    shift(draft, catalogue)
    mine = draft.tour
    later = f'start: "{(visit.start + timedelta(minutes=5)).isoformat()}"'
    text = path.read_text()
    at = text.index(f"- id: {visit.id}")
    path.write_text(text[:at] + text[at:].replace(f'start: "{visit.start.isoformat()}"', later, 1))
    draft.look()
    assert draft.clash is not None
    assert draft.clash.what == ("Monday 22 March",)
    assert draft.tour == mine
    theirs = draft.clash.theirs.tour
    with pytest.raises(StoreError, match="decide first"):
        draft.save()
    draft.decide("mine" if which == "mine" else "theirs")
    assert draft.tour == (mine if which == "mine" else theirs)
    draft.save()
    if which == "theirs":
        assert draft.undo()
        assert draft.tour == mine


def test_a_broken_file_leaves_the_tour_in_hand(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    draft = opened()
    good, text = draft.tour, path.read_text()
    path.write_text(text.replace("group_size: 18", "group_size: many"))
    with pytest.raises(InputError) as error:
        draft.look()
    assert error.value.faults[0].line == 1 + text[: text.index("group_size: 18")].count("\n")
    assert draft.tour == good
    assert not draft.look()
    shift(draft, catalogue)
    with pytest.raises(StoreError, match="changed by someone else"):
        draft.save()
    path.write_text(text)
    draft.look()
    draft.save()


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


def test_who_takes_the_tour_after_its_claim_was_taken_away_has_it(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    one = opened()
    shutil.rmtree(path.parent / STATE)
    two = opened(OTHER)
    assert owner(two) is None
    with pytest.raises(UsageError, match="process 2"):
        shift(one, catalogue)


def test_two_programs_that_begin_at_the_same_moment_both_open_the_tour(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(path: Path, data: bytes, *, mode: int) -> None:
        create_file(path, data, mode=mode)  # the other program was there first
        create_file(path, data, mode=mode)

    monkeypatch.setattr("workshop.store.draft.create_file", late)
    hand = opened()
    assert (hand.path.parent / STATE / ".gitignore").read_bytes() == b"*\n"


def test_who_only_reads_sees_the_tour_as_whoever_works_on_it_and_writes_nothing(
    opened: Open, catalogue: Catalogue, path: Path, workspace: Workspace
) -> None:
    assert workspace.standing(NAME) == (workspace.tour(NAME).tour, False)
    assert not journal_path(path).exists()
    draft = opened()
    shift(draft, catalogue)
    assert workspace.standing(path) == (draft.tour, True)
    draft.close()
    path.write_text(path.read_text().replace("group_size: 18", "group_size: 17"))
    read, kept = workspace.standing(NAME), journal_path(path).read_bytes()
    draft = opened()
    assert read == (draft.tour, True)
    assert read[0].brief.group_size == 17
    assert read[0].agenda != workspace.tour(NAME).tour.agenda
    assert journal_path(path).read_bytes().startswith(kept)
    assert journal_path(path).read_bytes() != kept, "only whoever works on it wrote that down"
    draft.save()
    assert workspace.standing(NAME) == (draft.tour, False)


def test_who_only_follows_sees_what_the_file_and_the_others_steps_come_to(
    opened: Open, catalogue: Catalogue, path: Path, workspace: Workspace
) -> None:
    one = opened()
    shift(one, catalogue)
    text = path.read_text()
    path.write_text(text.replace("group_size: 18", "group_size: 17"))
    two = opened(OTHER)
    assert (two.tour, two.unsaved) == workspace.standing(NAME)
    assert one.look()
    assert two.tour == one.tour
    assert two.look()
    assert two.tour == one.tour


def test_a_clash_ends_where_the_file_is_as_it_was(
    opened: Open, catalogue: Catalogue, path: Path
) -> None:
    draft, text = opened(), path.read_text()
    did(draft, catalogue, lambda editor: editor.drop("visit-jkt-goto"))
    path.write_text(text.replace("visit-jkt-goto", "visit-goto"))
    assert draft.look()
    assert draft.clash is not None
    path.write_text(text)
    assert draft.look()
    draft.save()
