"""What is no file, or no file for people: bombs, giants, pipes, devices, links in a circle.

Each stands where a file of the program is looked for; whatever looks must answer soon.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults.command import run
from tests.faults.mutations import SMALL, TOUR, scratch
from tests.faults.tally import Family, Tally, chosen

MB = 1024 * 1024
Make = Callable[[Path], None]


def _text(words: str) -> Make:
    def make(path: Path) -> None:
        path.write_text(words, "utf-8")

    return make


def _laughs() -> str:
    lines = ['a0: &a0 ["ha", "ha"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


def _huge(path: Path) -> None:
    """Make a file of 100 MB that begins as it should."""
    begin = path.read_bytes() if path.is_file() else b"# T\n"
    path.write_bytes(begin)
    with path.open("r+b") as file:
        file.seek(100 * MB)
        file.write(b"\n")


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


BOMBS: dict[str, Make] = {
    "a billion laughs": _text(_laughs()),
    "an alias of itself": _text("a: &a [*a]\n"),
    "lists 100,000 deep": _text("a: " + "[" * 100_000),
    "mappings 100,000 deep": _text("{a: " * 100_000),
    "a staircase": _text("".join(f"{' ' * n}a:\n" for n in range(2_000))),
    "100,000 keys": _text("".join(f"k{n}: 1\n" for n in range(100_000))),
    "100,000 documents": _text("--- a\n" * 100_000),
    "one key of 4 MB": _text("k" * 4 * MB + ": 1\n"),
    "JSON 100,000 deep": _text('{"a":' * 100_000),
    "100 MB": _huge,
}
STRANGERS: dict[str, Make] = {
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "/dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to(path.with_name("nobody")),
    "a folder": lambda path: path.mkdir(),
}
PLACES: dict[str, tuple[list[str], ...]] = {
    "itineraries/broken.yaml": (["check", "broken"], ["check", "itineraries/broken.yaml"]),
    "content/cities/jakarta.yaml": (["hosts"], ["check", "--content"]),
    "content/closures.yaml": (["hosts"], ["check", TOUR]),
    "content/defaults.yaml": (["hosts"],),
    "content/coast.json": (["export", TOUR, "html"],),
    "content/modules/m04.md": (["modules"], ["deck", "m04"], ["present", "m04"]),
    "hosts/sgp-own.yaml": (["hosts"],),
    "hosts": (["hosts"],),
    "broken.md": (["deck", "broken.md"], ["report", "broken.md", "handout"]),
    f"out/{TOUR}.editions.json": (["export", TOUR, "agenda", "-o", "out"],),
    f"out/{TOUR}.md": (["export", TOUR, "agenda", "-o", "out"],),
    "plan.md": (["plan", "small", "--limit", "0.1", "-o", "plan.md"],),
    ".workshop": (["report", "m04"],),
    ".workshop/sessions.db": (["report", "m04"],),
}
"""Where files are looked for, and by what."""
DECKS: dict[str, bytes] = {
    "a line of 10 MB": b"# T\n\n" + b"word " * (2 * MB),
    "a line of 1 MB": b"# T\n\n" + b"word " * (MB // 5),
    "10,000 slides": b"# T\n\nx\n\n---\n\n" * 10_000,
    "brackets": b"# T\n\n" + b"[" * MB,
    "pictures": b"# T\n\n" + b"![" * (MB // 2),
    "stars": b"# T\n\n" + b"*a " * (MB // 3),
    "a table of 100,000 columns": b"|" + b"a|" * 100_000 + b"\n|" + b"-|" * 100_000 + b"\n",
    "quotes": b"> " * 100_000,
    "comments": b"<!-- " * 200_000,
    "fences": b"```\n" * 100_000,
    "front matter without end": b"---\na: 1\n" * 10_000,
    "a bomb in front": b"---\n" + _laughs().encode() + b"---\n\n# T\n",
    "a bomb in a comment": b"# T\n\n<!--\nquiz:\n  " + b"[" * 100_000 + b"\n-->\n",
}


def _cases() -> Iterator[tuple[str, Callable[[Path], str]]]:
    """Give each thing in each place."""
    for place, verbs in PLACES.items():
        for what, make in (*BOMBS.items(), *STRANGERS.items()):
            yield f"{what} as {place}", partial(_put, place, make, verbs)
    for what, data in DECKS.items():
        yield f"deck: {what}", partial(_deck, data)


def _put(place: str, make: Make, verbs: tuple[list[str], ...], root: Path) -> str:
    path = root / place
    path.parent.mkdir(exist_ok=True)
    if make is not _huge:
        path.unlink(missing_ok=True)
    make(path)
    return _answers(root, verbs)


def _deck(data: bytes, root: Path) -> str:
    (root / "broken.md").write_bytes(data)
    return _answers(root, (["deck", "broken.md"], ["present", "broken.md"]))


def _answers(root: Path, verbs: tuple[list[str], ...]) -> str:
    for verb in verbs:
        ran = run([*verb, "--workspace", str(root)], root)
        if ran.broken:
            return f"{' '.join(verb)}: {ran.broken}"
    return ""


CASES = tuple(_cases())


def giants(times: int, seed: int) -> Tally:
    """Put what is no file where files are looked for."""
    tally = Tally()
    for name, case in chosen(CASES, times, seed):
        tally.trying(name)
        with scratch() as root:
            (root / "itineraries" / "small.yaml").write_text(SMALL, "utf-8")
            fault = case(root)
            tally.count(f"{name}: {fault}" if fault else "")
    return tally


FAMILY = Family(
    "giants",
    "bombs, giants, pipes, devices and circular links in the place of files",
    giants,
    len(CASES),
    2,
)
