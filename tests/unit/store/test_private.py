"""Files that may hold personal data are their owner's only, whatever the mask of the system."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults.kills_editing import NAME, step
from tests.unit.delivery.stage import NINE, SHOW
from tests.unit.store.test_ownhosts import ACME
from workshop.cli import main
from workshop.cli.exports import DOCUMENTS
from workshop.export.redaction import READERS
from workshop.model.catalogue import Catalogue
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.paths import STATE
from workshop.store.workspace import Workspace
from workshop.tui.services import Services
from workshop.tui.services_session import SessionServices, Target

OPEN = {"content", "README.md", ".gitignore"}
SHIPPED = ("-2027.md", "with-seoul-2027.yaml")
"""What holds nothing of anybody: shipped content and samples, and words on the folder."""


@pytest.fixture
def born(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Set no mask, and note the mode that each file has when it gets its name."""
    modes: dict[str, int] = {}
    real = {name: getattr(os, name) for name in ("link", "replace", "rename")}

    def noting(name: str) -> Any:
        def call(source: Any, target: Any, **named: Any) -> Any:
            modes[Path(target).name] = stat.S_IMODE(Path(source).stat().st_mode)
            return real[name](source, target, **named)

        return call

    for name in real:
        monkeypatch.setattr(os, name, noting(name))
    mask = os.umask(0)
    yield modes
    os.umask(mask)


def test_everything_that_may_name_people_is_its_owners_only(
    workspace: Workspace,
    catalogue: Catalogue,
    tmp_path: Path,
    born: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = workspace.root
    shutil.rmtree(root / STATE)
    path = root / "itineraries" / f"{NAME}.yaml"
    path.chmod(0o600)
    here = ["--workspace", str(root)]
    assert main(["init", str(tmp_path / "own")]) == 0
    assert main(["new", "spring", *here]) == 0
    assert main(["export", NAME, *DOCUMENTS, "-o", str(root / "out"), *here]) == 0
    workspace.keep_host(ACME)
    draft = Draft(path, catalogue, Owner(1, ""))
    entry = step(draft.tour, Random(1))  # noqa: S311
    draft.do(entry)
    journal = path.parent / STATE / f"{NAME}.journal"
    draft.save()
    draft.close()
    journal.write_bytes(journal.read_bytes().replace(b"{", b"[", 2)[:-9] + b"\n{}\n{}\n")
    draft = Draft(path, catalogue, Owner(1, ""))
    draft.do(entry)
    draft.close()
    services = Services(root)
    hand = services.take(NAME)
    services.export_changes(hand, hand.tour, root / "out" / "to-tell.md")
    assert hand.tour.agenda is not None
    kinds = tuple(one for one in READERS if one != "pdf")
    packed = services.pack(
        hand, hand.tour.agenda, kinds, services.export_folder(hand),
        stop=services.new_stop(), on_document=lambda title: None,
    )  # fmt: skip
    assert packed is not None
    services.send(packed)
    services.save_as(hand.tour, "copy")
    monkeypatch.chdir(root)
    services.keep_picture("<svg/>")
    sessions = SessionServices(root)
    sessions.begin(Target("module:m04"), SHOW, NINE)
    sessions.attach(1)
    modes = {
        file: stat.S_IMODE(file.stat().st_mode)
        for folder in (root, tmp_path / "own")
        for file in folder.rglob("*")
        if not set(file.parts) & OPEN and not file.name.endswith(SHIPPED)
    }
    by_the_app = {file.name for file in modes if file.parent == packed.folder}
    assert by_the_app >= {f"{NAME}-runsheet.md", f"{NAME}-costs.csv", f"{NAME}.editions.json"}
    assert {file.name for file in modes} >= {
        *("spring.yaml", "sgp-acme.yaml", "sessions.db", "sessions.db-wal", "rooms.lock"),
        *(f"{NAME}.journal", f"{NAME}.lock", f"{NAME}.unread", f"{NAME}.editions.json"),
        *(f"{NAME}-runsheet.md", f"{NAME}-hosts.csv", f"{NAME}-outreach.md"),
        *("to-tell.md", "workshop-screen-1.svg", "copy.yaml"),
    }
    for file, mode in modes.items():
        if file.is_file() and not _is_public(file):
            assert mode == 0o600, file
            assert not born.get(file.name, 0) & 0o077, file
        elif file.name in (STATE, "hosts"):
            assert mode == 0o700, file
    sessions.store.close()


def _is_public(file: Path) -> bool:
    """Tell whether a file is a document that names neither people nor money, by the table."""
    tails = {
        "brief": "-brief.md", "agenda": f"{NAME}.md", "workbook": "-workbook.md", "ics": ".ics",
        "changes": "-changes.md", "html": ".html", "pdf": ".pdf", "json": f"{NAME}.json",
        "visit-briefs": "-visit-",
    }  # fmt: skip
    assert {name for name, row in READERS.items() if not row.private} == set(tails)
    folders = ("out", f"{NAME}-documents")
    return file.parent.name in folders and any(tail in file.name for tail in tails.values())
