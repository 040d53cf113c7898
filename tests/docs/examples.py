"""The examples on a page: commands with what they print, files, parts of files, slides.

A line above an example may say what it is:

    <!-- not run: why -->     nothing is done with it
    <!-- file: PATH -->       it is written to PATH in the workspace that the commands run in
    <!-- in: KIND -->         it is part of such a file
    <!-- deck: whole -->      it is a deck, not a slide of one

In a `console` example a line that begins with `workshop` is a command, `# exit N` behind it its
exit code; the lines below it stand in what it prints, wherever that is. A line that begins with
`make` names a target.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[^>]*?) -->\n)?^(?P<fence>`{3,})(?P<kind>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)
_EXIT = re.compile(r"#\s*exit (\d+)")


@dataclass(frozen=True)
class Example:
    """A fence on a page."""

    page: str
    line: int
    kind: str
    mark: str
    text: str

    @property
    def where(self) -> str:
        """The page and the line, for a test's name."""
        return f"{self.page}:{self.line}"

    @property
    def runs(self) -> bool:
        """Whether anything is to be done with it."""
        return not self.mark.startswith("not run:")

    def marked(self, what: str) -> str:
        """Return what the mark says of `what`, empty if it says nothing."""
        name, _, value = self.mark.partition(": ")
        return value if name == what else ""


@dataclass(frozen=True)
class Command:
    """A command, its exit code, and lines of what it prints."""

    words: tuple[str, ...]
    code: int
    shown: tuple[str, ...]


def examples(page: Path) -> Iterator[Example]:
    """Yield the examples of a page in their order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start("fence")) + 1
        yield Example(page.name, line, found["kind"], found["mark"] or "", found["text"])


def commands(example: Example) -> Iterator[Command]:
    """Yield the commands of a console example; ValueError if a line belongs to none."""
    lines: list[str] = []
    ours = [line for line in example.text.splitlines() if not line.startswith("make ")]
    for line in (*ours, "workshop"):
        if line.startswith("workshop"):
            if lines:
                yield _command(lines)
            lines = [line]
        elif not lines:
            raise ValueError(f"{example.where}: {line!r} is no command of the program")
        elif line.strip():
            lines.append(line)


def targets(example: Example) -> Iterator[str]:
    """Yield what make is asked for in a console example."""
    for line in example.text.splitlines():
        if line.startswith("make "):
            yield from (word for word in shlex.split(line, comments=True)[1:] if "=" not in word)


def _command(lines: list[str]) -> Command:
    code = _EXIT.search(lines[0])
    words = tuple(shlex.split(lines[0], comments=True)[1:])
    return Command(words, int(code[1]) if code else 0, tuple(map(spaced, lines[1:])))


def spaced(text: str) -> str:
    """Return `text` with single spaces, so that tables and broken lines compare."""
    return " ".join(text.split())
