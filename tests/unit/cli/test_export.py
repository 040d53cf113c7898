"""The verb `export` as a person and a script use it."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from workshop.cli import main
from workshop.cli.exports import DOCUMENTS
from workshop.model.catalogue import Catalogue
from workshop.store.paths import shipped
from workshop.store.tours import tour_text
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"


@pytest.fixture(scope="module", autouse=True)
def _read_once(catalogue: Catalogue) -> object:
    """Read the catalogue once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "catalogue", lambda _: catalogue)
        yield


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """One day of the sample as a tour of its own: a lecture, two visits, a flight."""
    tour = Workspace(shipped()).tour(TOUR).tour
    assert tour.agenda is not None
    agenda = tour.agenda.model_copy(update={"days": tour.agenda.days[3:4]})
    path = tmp_path / "short.yaml"
    path.write_text(tour_text(tour.model_copy(update={"agenda": agenda})), "utf-8")
    return path


def test_everything_goes_to_a_folder_and_the_same_again(
    short: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["export", str(short), *DOCUMENTS, "-o", str(out)]) == 0
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    again = [name for name in DOCUMENTS if name != "pdf"]
    assert main(["export", str(short), *again, "-o", str(out)]) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    hosts = ("sgp-snowflake", "sgp-alicloud")
    endings = (
        *("-brief.md", ".md", "-runsheet.md"),
        *(f"-{kind}-{host}.md" for kind in ("visit", "host") for host in hosts),
        *("-workbook.md", "-outreach.md", "-changes.md", ".ics", ".html", ".pdf", ".json"),
        *("-agenda.csv", "-hosts.csv", "-costs.csv", ".editions.json"),
    )
    assert set(first) == {f"short{ending}" for ending in endings}
    assert first["short.pdf"].startswith(b"%PDF")
    assert mode(out / "short-runsheet.md") == 0o600
    assert mode(out / "short.editions.json") == 0o600
    assert capsys.readouterr().out == ""


def test_changes_are_told_since_the_version_that_was_given_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (shipped() / "itineraries" / f"{TOUR}.yaml").read_text("utf-8")
    tour, out = tmp_path / "mine.yaml", tmp_path / "out"
    tour.write_text(text, "utf-8")
    assert main(["export", str(tour), "changes", "ics", "-o", str(out)]) == 0
    assert "is the first one" in (out / "mine-changes.md").read_text("utf-8")

    tour.write_text(text.replace("status: invited", "status: confirmed", 1), "utf-8")
    calendars = set()
    for when in (0, 10**9):
        os.utime(tour, (when, when))
        assert main(["export", str(tour), "changes", "ics", "-o", str(out)]) == 0
        said = (out / "mine-changes.md").read_text("utf-8")
        assert "was invited — not confirmed; is confirmed" in said
        calendars.add((out / "mine.ics").read_bytes())
        assert [one.count(b"SEQUENCE:1\r\n") for one in calendars] == [1]

    capsys.readouterr()
    assert main(["export", str(tour), "changes", "--since", TOUR]) == 0
    assert "was invited — not confirmed; is confirmed" in capsys.readouterr().out
    assert main(["export", str(tour), "changes", "--since", "ABCDEF", "-o", str(out)]) == 2
    assert "there is no version or tour 'ABCDEF'" in capsys.readouterr().err


def test_one_document_is_printed(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["export", TOUR, "host-briefings"]) == 0
    assert capfdbinary.readouterr().out.count(b"## How to reach us") == 6
    assert main(["export", TOUR, "csv"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"\xef\xbb\xbfday,date")
    assert b"-o DIR" in err
    monkeypatch.setattr("workshop.export.pdf.pdf_agenda", lambda *_: b"%PDF-\xff\n")
    assert main(["export", TOUR, "pdf"]) == 0
    assert capfdbinary.readouterr().out == b"%PDF-\xff\n"


def test_a_file_of_editions_that_is_none_is_told_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / f"{TOUR}.editions.json"
    kept.write_text("{\n oops")
    assert main(["export", TOUR, "ics", "-o", str(tmp_path)]) == 2
    assert f"{TOUR}.editions.json:2: " in capsys.readouterr().err
    assert kept.read_text() == "{\n oops"
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_a_plan_of_another_brief_is_not_said_to_be_proven(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor changed what the brief asks; its words for people may change."""
    path = workspace.root / "itineraries" / f"{TOUR}.yaml"
    text = path.read_text("utf-8")

    def shown(key: str) -> str:
        path.write_text(text.replace("  pace:\n", f"  {key}\n  pace:\n", 1), "utf-8")
        assert main(["--workspace", str(workspace.root), "check", TOUR]) == 0
        checked = capsys.readouterr()
        assert "proven" not in checked.out + checked.err
        assert main(["--workspace", str(workspace.root), TOUR]) == 0
        printed = capsys.readouterr().out
        assert main(["--workspace", str(workspace.root), "export", TOUR, "json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert (data["status"] == "optimal") == (data["gap"] == 0) == ("roven" in printed)
        return printed

    assert "roven" in shown("dress: casual")
    said = shown("weights: {visit: 100}")
    assert "roven" not in said
    assert "How much better a plan of this brief could be is not known" in said
