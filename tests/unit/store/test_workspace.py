"""A workspace gives its catalogue, decks and tours; a new one is laid out whole."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from workshop.errors import InputError, StoreError, UsageError
from workshop.store import starter
from workshop.store.atomic import create_file
from workshop.store.paths import shipped
from workshop.store.tours import init_workspace
from workshop.store.workspace import Workspace

SAMPLES = ("asia-tech-tour-2027", "with-seoul-2027")


def test_tours_are_listed_by_name_without_reading_them(workspace: Workspace) -> None:
    (workspace.itineraries / "a-broken-one.yaml").write_text("{")
    (workspace.itineraries / ".hidden.yaml").write_text("")
    (workspace.itineraries / "notes.txt").write_text("")

    assert [tour.name for tour in workspace.tours()] == ["a-broken-one", *SAMPLES]


def test_a_tour_is_found_by_name_and_by_path(workspace: Workspace, tmp_path: Path) -> None:
    named = workspace.tour(SAMPLES[0])
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(named.text)

    assert named.name == SAMPLES[0]
    assert workspace.tour(f"{SAMPLES[0]}.yaml") == named
    assert workspace.tour(named.path) == named
    assert workspace.tour(str(elsewhere)).tour == named.tour
    assert workspace.tour(elsewhere).name == "elsewhere"


@pytest.mark.parametrize("name", ["nope", "", "../secret", "/", "nul\0", "x" * 5000, "[/foo]"])
def test_a_tour_that_is_not_there_is_said(workspace: Workspace, name: str) -> None:
    (workspace.root / "secret.yaml").write_text("")

    with pytest.raises(UsageError, match="there are: asia-tech-tour-2027, with-seoul-2027"):
        workspace.tour(name)


def test_a_name_nearly_right_is_proposed(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"did you mean asia-tech-tour-2027\?"):
        workspace.tour("asia-tech-tour-2072")


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sample_claims_that_anybody_agreed(workspace: Workspace, name: str) -> None:
    hosts = workspace.tour(name).tour.brief.hosts

    assert {host.status for host in hosts} <= {"idea", "invited"}
    assert all(host.slot is None for host in hosts)


def test_the_samples_are_the_tours_that_were_asked_for(workspace: Workspace) -> None:
    first, seoul = (workspace.tour(name).tour.brief for name in SAMPLES)

    assert str(first.start) == "2027-03-22"
    assert (first.days, first.group_size, first.kind) == (5, 18, "company")
    assert set(first.cities.must) == {"jakarta", "singapore", "bangkok"}
    assert first.cities.may == ("seoul",)
    assert "seoul" in seoul.cities.must


def test_the_catalogue_is_read_once(workspace: Workspace) -> None:
    assert workspace.catalogue() is workspace.catalogue()


def test_a_deck_is_found_by_its_module(workspace: Workspace) -> None:
    for module in workspace.catalogue().modules:
        assert workspace.deck_path(module.id).is_file()
    with pytest.raises(UsageError, match="there is no module 'm99'; did you mean"):
        workspace.deck_path("m99")


def test_the_faults_of_all_decks_come_together(workspace: Workspace) -> None:
    for name in ("m01.md", "m02.md"):
        (workspace.content / "modules" / name).write_text("nothing")

    with pytest.raises(InputError) as caught:
        workspace.catalogue()

    assert {Path(fault.file).name for fault in caught.value.faults} == {"m01.md", "m02.md"}


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot list"):
        Workspace(tmp_path / "gone").tours()


def test_a_new_workspace_holds_all_that_came_with_the_program(tmp_path: Path) -> None:
    written = init_workspace(tmp_path / "new" / "mine")

    made = Workspace(tmp_path / "new" / "mine")
    assert set(written) == {path for path in made.root.rglob("*") if path.is_file()}
    assert made.root / "README.md" in written
    assert [tour.name for tour in made.tours()] == sorted(
        path.stem for path in (shipped() / "itineraries").glob("*.yaml")
    )
    assert made.catalogue().cities
    for path in written:
        private = path.is_relative_to(made.itineraries)
        assert stat.S_IMODE(path.stat().st_mode) == (0o600 if private else 0o644)


def test_a_new_workspace_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")

    with pytest.raises(StoreError, match=r"README.md is already there; choose a new or empty"):
        init_workspace(tmp_path)

    assert list(tmp_path.iterdir()) == [tmp_path / "README.md"]
    (tmp_path / "README.md").unlink()
    init_workspace(tmp_path)
    with pytest.raises(StoreError, match=r"already there and \d+ more"):
        init_workspace(tmp_path)


def test_a_disk_that_fills_up_takes_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, count = create_file, 0

    def create(path: Path, data: bytes, *, mode: int) -> None:
        nonlocal count
        count += 1
        if count > 3:
            raise StoreError("the disk is full")
        inner(path, data, mode=mode)

    monkeypatch.setattr(starter, "create_file", create)

    with pytest.raises(StoreError, match="full"):
        init_workspace(tmp_path)

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_in_the_way_of_a_new_workspace_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot make the folder"):
        init_workspace(tmp_path / "file" / "below")


def test_a_deck_called_like_its_module_is_found_without_reading_the_others(
    workspace: Workspace,
) -> None:
    broken = workspace.content / "modules" / "m01.md"
    broken.write_text("no module at all\n")
    assert workspace.deck_path("m03") == workspace.content / "modules" / "m03.md"


def test_a_deck_with_another_name_is_found_by_its_id(workspace: Workspace) -> None:
    modules = workspace.content / "modules"
    (modules / "m03.md").rename(modules / "platforms.md")
    (modules / "m04.md").rename(modules / "m03.md")
    assert workspace.deck_path("m03") == modules / "platforms.md"
    assert workspace.deck_path("m04") == modules / "m03.md"
