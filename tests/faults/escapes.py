"""Paths that try to leave the workspace, in names, files, links, decks and sessions.

A secret lies beside the workspace. Nothing may read it into what is printed or written, and after
every try all that lies outside the workspace must be as it was.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from tests.faults.command import run
from tests.faults.kills_editing import catalogue, step
from tests.faults.mutations import DOCUMENTS, FORMATS, TOUR, scratch
from tests.faults.reading import read_once
from tests.faults.tally import Family, Tally, chosen
from tests.unit.delivery.stage import NINE, SHOW
from tests.unit.store.test_ownhosts import ACME
from workshop.errors import WorkshopError
from workshop.store import memory
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.sessions import SessionStore
from workshop.store.workspace import Workspace
from workshop.tui.services_session import SessionServices

SECRET = "the-secret-beside-the-workspace"  # noqa: S105 (it is none)
NAMES = (
    *("../secret", "../../secret", "a/../../secret", "./../secret", "..", ".", "/", "", " "),
    *("..\\secret", "%2e%2e/secret", "..%2fsecret", "\u2024\u2024/secret", "..\u2215secret"),
    *("~/secret", "~root/secret", "file:///etc/passwd", "x\0y", "a/b", "a\\b", "C:secret"),
    *("-o", "--help", ".hidden", "x" * 300, "CON", "a\nb", "é", "\u202e", "secret.md", "*"),
)
"""What stands where a name belongs; `OUT` is put before some of them."""


def _snapshot(folder: Path, inside: Path) -> dict[Path, bytes | str]:
    """Return all that lies in `folder`, but not in `inside`, and where its links lead."""
    found: dict[Path, bytes | str] = {}
    for path in folder.rglob("*"):
        if not path.is_relative_to(inside):
            link = path.is_symlink()
            found[path] = (
                str(path.readlink()) if link else path.read_bytes() if path.is_file() else ""
            )
    return found


def _names() -> Iterator[tuple[str, Callable[[Path], list[list[str]]]]]:
    """Give names on the command line that lead elsewhere."""
    for name in NAMES:
        verbs = [
            ["new", name], ["new", name, "--from", TOUR], ["new", "x", "--from", name],
            ["check", name], ["export", name, "agenda"], ["deck", name], ["present", name],
            ["report", name], ["report", "m04", name], ["why", TOUR, name], ["schema", name],
            ["repair", TOUR, "--cancel", name, "--limit", "0.1"], ["hosts", "--city", name],
            ["export", TOUR, name], ["export", TOUR, "agenda", "--since", name],
        ]  # fmt: skip
        yield f"the name {name!r}", partial(_given, verbs)


def _given(verbs: list[list[str]], _root: Path) -> list[list[str]]:
    return verbs


def _files() -> Iterator[tuple[str, Callable[[Path], list[list[str]]]]]:
    """Give names inside files that lead elsewhere."""
    papers = [["export", "bad", *DOCUMENTS, *FORMATS, "-o", "out"], ["present", "bad"]]

    def tour(old: str, name: str) -> Callable[[Path], list[list[str]]]:
        def lay(root: Path) -> list[list[str]]:
            text = (root / "itineraries" / f"{TOUR}.yaml").read_text("utf-8")
            said = name.replace("\\", "\\\\").replace('"', '\\"').replace("\0", "\\0")
            new = text.replace(old, f'"{said}"'.replace("\n", "\\n"))
            (root / "itineraries" / "bad.yaml").write_text(new, "utf-8")
            return papers

        return lay

    def host(name: str) -> Callable[[Path], list[list[str]]]:
        def lay(root: Path) -> list[list[str]]:
            (root / "hosts").mkdir()
            words = f'id: "{name}"\nname: X\ncity: singapore\nsector: Y\nframeworks: [payment]\n'
            text = (words + "why: Z\nsuggested_by: A\n").replace("\0", "\\0").replace("\\", "\\\\")
            (root / "hosts" / "x.yaml").write_text(text, "utf-8")
            return [["hosts"]]

        return lay

    for name in NAMES:
        for old in ("visit-sgp-grab", "sgp-grab", "ven-jkt-mulia", "jakarta"):
            yield f"{old} in a tour is {name!r}", tour(old, name)
        yield f"a host is {name!r}", host(name)


INCLUDES = (
    *("<!-- include: {} -->", "<!-- include: {}\n-->", "![x]({})", "![bg]({})", "<img src='{}'>"),
    *(
        "```file +exec\npath: {}\n```",
        "```python {{file={}}}\n```",
        "@import url({})",
        ".include {}",
    ),
    *("<iframe src='{}'></iframe>", "[x]: {}", "<!-- layout: {} -->", "~~~cat {}\n~~~"),
    *("<!--\nslide:\n  image: {}\n-->", "```image\n{}\n```", "<object data='{}'></object>"),
    *("!include {}", "{{{{#include {}}}}}"),
)
HEADS = (
    *("", "---\ntheme:\n  path: {}\n---\n", "---\ntheme: {}\nmarp: true\n---\n"),
    "---\nlayout: {}\n---\n",
)


def _decks() -> Iterator[tuple[str, Callable[[Path], list[list[str]]]]]:
    """Give decks that ask for other files, or for programs to be run."""
    verbs = [
        ["deck", "x.md"],
        ["deck", "x.md", "--json"],
        ["report", "x.md", "handout"],
        ["modules"],
    ]
    for head, include in itertools.product(HEADS, INCLUDES):

        def lay(root: Path, head: str = head, include: str = include) -> list[list[str]]:
            for path in ("../secret.md", str(root.parent / "secret.md")):
                text = head.format(path) + f"# T\n\n{include.format(path)}\n"
                (root / "x.md").write_text(text, "utf-8")
            module = root / "content" / "modules" / "m01.md"
            module.write_text(
                module.read_text("utf-8") + "\n---\n\n# T\n\n" + include.format("../secret.md")
            )
            pdf = ["pdf"] if "![" in include else []  # it takes long, and draws what it is given
            return [*verbs, ["export", TOUR, "html", "workbook", *pdf, "-o", "out"]]

        yield f"a deck with {include!r}", lay


def _links() -> Iterator[tuple[str, Callable[[Path], list[list[str]]]]]:
    """Give links that lead out of the workspace, where the program writes."""
    papers = ["export", TOUR, "agenda", "csv", "ics", "host-briefings", "-o", "out"]
    plan = ["plan", TOUR, "--limit", "0.1", "--write"]
    places = (
        *(f"out/{TOUR}.md", f"out/{TOUR}.ics", f"out/{TOUR}.editions.json"),
        *(f"out/{TOUR}-hosts.csv", ".workshop/sessions.db", ".workshop/rooms.lock"),
        *(f"itineraries/.workshop/{TOUR}.lock", f"itineraries/.workshop/{TOUR}.journal"),
        *(".workshop/guide-seen", "itineraries/x.yaml"),
    )
    for place, target in itertools.product(places, ("secret.md", "not-there")):

        def lay(root: Path, place: str = place, target: str = target) -> list[list[str]]:
            path = root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(root.parent / target)
            return [papers, plan, ["new", "x"], ["report", "m04"], ["APP"]]

        yield f"a link to {target} at {place}", lay


def _use_in_the_app(root: Path) -> None:
    """Do what only the app does: claim, keep a step, save, begin a session, remember."""
    with contextlib.suppress(WorkshopError):
        draft = Draft(root / "itineraries" / f"{TOUR}.yaml", catalogue(), Owner(1, ""))
        try:
            draft.do(step(draft.tour, Random(1)))
            draft.save()
        finally:
            draft.close()
    with (
        contextlib.suppress(WorkshopError),
        SessionStore(root / ".workshop" / "sessions.db") as store,
    ):
        store.begin("module:m04", SHOW, NINE)
    with contextlib.suppress(WorkshopError):
        SessionServices(root).attach(1)
    with contextlib.suppress(WorkshopError):
        memory.remember(root / ".workshop", "guide")
    with contextlib.suppress(WorkshopError):
        Workspace(root).keep_host(ACME)


CASES = (*_names(), *_files(), *_decks(), *_links())


def escapes(times: int, seed: int) -> Tally:
    """Try to read or write outside the workspace."""
    tally = Tally()
    for name, lay in chosen(CASES, times, seed):
        tally.trying(name)
        with scratch() as root, read_once():
            (root.parent / "secret.md").write_text(SECRET, "utf-8")
            verbs = lay(root)
            before = _snapshot(root.parent, root)
            fault = _tried(root, verbs)
            if not fault and _snapshot(root.parent, root) != before:
                fault = "something outside the workspace was written"
            tally.count(f"{name}: {fault}" if fault else "")
    return tally


def _tried(root: Path, verbs: list[list[str]]) -> str:
    for verb in verbs:
        if verb == ["APP"]:
            _use_in_the_app(root)
            continue
        ran = run([*verb, "--workspace", str(root)], root)
        if ran.broken:
            return f"{verb!r}: {ran.broken}"
        if SECRET in ran.out + ran.err:
            return f"{verb!r}: the secret was printed"
    written = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    if any(SECRET.encode() in path.read_bytes() for path in written):
        return "the secret was written into the workspace"
    return ""


FAMILY = Family(
    "escapes",
    "names, files, decks and links that lead out of the workspace",
    escapes,
    len(CASES),
    2,
)
