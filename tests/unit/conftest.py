"""The program as a person calls it, on a workspace of the test's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workshop.cli import main
from workshop.model.catalogue import Catalogue
from workshop.store.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    workspace: Workspace,
    catalogue: Catalogue,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Return a command line on a copy of the samples: its exit code, output and errors.

    The catalogue is read once for all tests.
    """
    monkeypatch.setattr(Workspace, "catalogue", lambda _: catalogue)

    def go(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--workspace", str(workspace.root), *words])
        return code, *capsys.readouterr()

    return go
