"""Tour files on disk, read strictly and written with care."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from workshop.errors import InputError, StoreError
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.store.tours import (
    TourFile,
    create_tour,
    new_tour,
    read_tour,
    write_agenda,
)  # fmt: skip

START = date(2027, 3, 29)


@pytest.fixture
def tour(tmp_path: Path, catalogue: Catalogue) -> TourFile:
    text = new_tour("mine", start=START, days=5, cities=("jakarta", "singapore"))
    return read_tour(create_tour(tmp_path, "mine", text), catalogue)


def test_a_stored_agenda_is_read_back(tour: TourFile, agenda: Agenda, catalogue: Catalogue) -> None:
    written = write_agenda(tour, agenda)

    assert written.tour.agenda == agenda
    assert written.tour.brief == tour.tour.brief
    again = read_tour(tour.path, catalogue)
    assert again == written
    assert again.text == tour.path.read_text()
    assert again.text.startswith(tour.text)


def test_storing_again_works_from_what_was_written(tour: TourFile, agenda: Agenda) -> None:
    other = agenda.model_copy(update={"score": 3})

    assert write_agenda(write_agenda(tour, agenda), other).tour.agenda == other


def test_an_edit_made_meanwhile_is_not_lost(tour: TourFile, agenda: Agenda) -> None:
    edited = tour.text.replace("group_size: 18", "group_size: 20")
    tour.path.write_text(edited)

    with pytest.raises(StoreError, match="changed by someone else"):
        write_agenda(tour, agenda)

    assert tour.path.read_text() == edited


def test_windows_line_ends_survive_the_disk(
    tour: TourFile, agenda: Agenda, catalogue: Catalogue
) -> None:
    data = tour.text.replace("\n", "\r\n").encode()
    tour.path.write_bytes(data)

    write_agenda(read_tour(tour.path, catalogue), agenda)

    assert tour.path.read_bytes().startswith(data)


def test_a_layout_that_cannot_take_an_agenda_is_refused(
    tour: TourFile, agenda: Agenda, catalogue: Catalogue
) -> None:
    text = tour.text + "? agenda\n: null\n"
    tour.path.write_text(text)

    with pytest.raises(StoreError):
        write_agenda(read_tour(tour.path, catalogue), agenda)

    assert tour.path.read_text() == text


def test_all_faults_come_with_their_lines(
    tour: TourFile, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tour.path.parent)
    text = tour.text.replace("[jakarta, singapore]", "[jakrta, singapore]")
    tour.path.write_text(text.replace("id: m12", "id: m77"))

    with pytest.raises(InputError) as caught:
        read_tour(tour.path, catalogue)

    city, module = caught.value.lines()
    line = text[: text.index("jakrta")].count("\n") + 1
    assert city.startswith(f"mine.yaml:{line}: there is no city `jakrta`")
    assert "jakarta" in city
    assert "m77" in module


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[1]", b"a: &a [*a]", b"format: 1\n"])
def test_what_is_no_tour_is_told_and_not_thrown(
    tmp_path: Path, catalogue: Catalogue, data: bytes
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(data)

    with pytest.raises(InputError):
        read_tour(path, catalogue)
    with pytest.raises(InputError):
        read_tour(tmp_path, catalogue)


def test_a_new_tour_can_be_read_by_its_owner_only(tour: TourFile) -> None:
    assert stat.S_IMODE(tour.path.stat().st_mode) == 0o600
    with pytest.raises(StoreError, match="already there"):
        create_tour(tour.path.parent, "mine", "")


def test_unknown_ids_are_told_together_with_other_faults(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    text = new_tour("mine", start=START, days=5, cities=("jakarta", "singapore"))
    text = text.replace("must: [jakarta, singapore]", "must: [jakarta, singapur, 7]")
    text = text.replace("hosts: []", "hosts: [{id: jkt-gotto}, {id: jkt-goto, status: sure}]")
    text = text.replace("group_size: 18", "group_size: many").replace("id: m12", "id: m99")
    path = create_tour(tmp_path, "mine", text)
    with pytest.raises(InputError) as caught:
        read_tour(path, catalogue)
    said = [fault.what for fault in caught.value.faults]
    assert any("group_size" in one for one in said)
    assert any("no module `m99`" in one for one in said)
    assert any("status" in one for one in said)
    assert [fault.line for fault in caught.value.faults] == sorted(
        fault.line for fault in caught.value.faults
    )


def test_a_fault_on_the_same_line_is_told_once(tmp_path: Path, catalogue: Catalogue) -> None:
    text = new_tour("mine", start=START, days=5, cities=("jakarta",))
    text = text.replace("must: [jakarta]", "must: [jakarta, [nowhere]]")
    with pytest.raises(InputError) as caught:
        read_tour(create_tour(tmp_path, "mine", text), catalogue)
    assert len(caught.value.faults) == 1
