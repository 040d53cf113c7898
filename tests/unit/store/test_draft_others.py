"""A tour in hand while others have it too: another program, an editor, somebody who only looks."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store.drafting import ME, NAME, OTHER, Open, anchors, did, is_saved, owner, shift
from workshop.errors import InputError, StoreError, UsageError
from workshop.model.catalogue import Catalogue
from workshop.store.atomic import create_file
from workshop.store.draft import journal_path
from workshop.store.paths import STATE
from workshop.store.workspace import Workspace


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
