"""Content folders to read, whole and broken, with modules built by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.catalogue.load import load_catalogue
from workshop.errors import InputError
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module

CONTENT = Path(__file__).resolve().parents[3] / "content"

TEACHES = {
    "m01": ("F01", "F02"),
    "m02": ("F03",),
    "m03": ("F05", "F06", "F07"),
    "m04": ("F08", "F19"),
    "m05": ("F09", "F11"),
    "m06": ("F10",),
    "m07": ("F12", "F09"),
    "m08": ("F13", "F14"),
    "m09": ("F15",),
    "m10": ("F16", "F17", "F18"),
    "m11": ("F04", "F20"),
    "m12": (),
}

Lectures = tuple[Module, ...]
Change = Callable[..., list[str]]


@pytest.fixture(scope="session")
def lectures() -> Lectures:
    """The twelve modules as the content files name them."""
    return tuple(
        Module(
            id=name,
            title=f"Lecture {name.upper()}",
            duration=75,
            short=30,
            objectives=(f"Say what {name} is about, à la carte",),
            frameworks=frameworks,
            file=f"content/modules/{name}.md",
        )
        for name, frameworks in TEACHES.items()
    )


@pytest.fixture(scope="session")
def known(lectures: Lectures) -> Catalogue:
    """The real content with modules built by hand."""
    return load_catalogue(CONTENT, lectures)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real content in the working directory, to break."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("modules"))
    return Path("content")


@pytest.fixture
def faults(content: Path, lectures: Lectures) -> Change:
    """Return what is wrong with the copy, with changes `(file, old, new)` made first."""

    def change(*changes: tuple[str, str, str], modules: Lectures = lectures) -> list[str]:
        for name, old, new in changes:
            path = content / name
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            load_catalogue(content, modules)
        except InputError as error:
            return list(error.lines())
        return []

    return change


@pytest.fixture
def line(content: Path) -> Callable[[str, str], int]:
    """Return the number of the first line of a content file that holds some text."""

    def find(name: str, text: str) -> int:
        lines = (content / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, one in enumerate(lines, start=1) if text in one)

    return find
