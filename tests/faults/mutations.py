"""Mutated tours, content, decks and command lines: exit codes as promised, no traceback, no hang.

What is bad in a file is told with its file and line.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.conftest import ROOT
from tests.faults.command import Ran, run, run_apart
from tests.faults.mutate import ACCIDENTS, KEEPS_SHAPE, VALUES, mutated
from tests.faults.reading import read_once
from tests.faults.tally import Family, Tally
from tests.hostile import EVERYTHING

TOUR = "asia-tech-tour-2027"
SMALL = """\
format: 1
brief:
  title: "One day"
  group_size: 12
  start: "2027-03-30"
  days: 1
  cities: {must: [singapore]}
  balance: {target: 0.5, tolerance: 0.5, hard: false}
  hosts:
    - {id: sgp-grab, wish: must, status: invited}
  modules:
    - {id: m08, wish: must}
"""
DOCUMENTS = ("brief", "agenda", "runsheet", "visit-briefs", "host-briefings", "outreach", "changes")
HAPPENED = ("--cancel=sgp-grab", "--close=singapore:2027-03-25", "--end=2027-03-24:15:00")
FORMATS = ("ics", "html", "csv", "json", "workbook")

APART = 100
"""One try in so many is a process of its own."""


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a workspace to break, a copy of what is shipped."""
    with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
        root = Path(folder) / "workspace"
        for part in ("content", "itineraries"):
            shutil.copytree(ROOT / part, root / part)
        yield root


def _run(number: int, words: list[str], cwd: Path) -> Ran:
    """Run a command here, and now and then in a process of its own."""
    return (run_apart if number % APART == APART - 1 else run)(words, cwd)


def tours(times: int, seed: int) -> Tally:
    """Break tours: checked, exported, asked about, planned."""
    chance, tally = Random(seed), Tally()
    with scratch() as root, read_once():
        good = [path.read_bytes() for path in sorted((root / "itineraries").glob("*.yaml"))]
        good += [SMALL.encode()] * 2
        path = root / "broken.yaml"
        for number in range(times):
            accidents = KEEPS_SHAPE if number % 2 else ACCIDENTS
            data = mutated(chance.choice(good), chance, accidents)
            path.write_bytes(data)
            verb = _tour_verb(chance)
            name = f"tour {seed}/{number} {' '.join(verb)}"
            tally.trying(name)
            ran = _run(number, [*verb, "--workspace", str(root)], root)
            _keep(tally, name, data, ran, _placed(ran))
    return tally


def _tour_verb(chance: Random) -> list[str]:
    name = "broken.yaml"
    roll = chance.random()
    if roll < 0.5:
        return ["check", name, *chance.choice(([], ["--json"]))]
    if roll < 0.85:
        return ["export", name, chance.choice((*DOCUMENTS, *FORMATS))]
    if roll < 0.92:
        return ["why", name, chance.choice(("jkt-goto", "m01", "sgp-grab", "visit-sgp-grab"))]
    if roll < 0.96:
        what = chance.choice(
            ("--cancel=sgp-grab", "--close=singapore:2027-03-25", "--end=2027-03-24:15:00")
        )
        return ["repair", name, "--limit", "0.2", what]
    return ["plan", name, "--limit", "0.2", *chance.choice(([], ["--json"], ["--write"]))]


def _placed(ran: Ran) -> str:
    """Say what is wrong with how the faults of a file were told."""
    line = ran.unplaced
    if not line or line.startswith("workshop: "):  # no fault of the file: a short limit, an id
        return ""
    return f"no file and line: {line[:200]}"


def _keep(tally: Tally, name: str, data: bytes, ran: Ran, fault: str = "") -> None:
    """Count a try; what broke something is kept to look at."""
    wrong = ran.broken or fault
    tally.count(f"{name}: {wrong}" if wrong else "")
    if wrong:
        kept = Path(tempfile.gettempdir()) / "workshop-faults-found"
        kept.mkdir(exist_ok=True)
        (kept / "".join(c if c.isalnum() else "-" for c in name)[:80]).write_bytes(data)


def content(times: int, seed: int) -> Tally:
    """Break cities, closures, flights, defaults and hosts of one's own, then use them."""
    chance, tally = Random(seed), Tally()
    with scratch() as root, read_once():
        files = sorted([*(root / "content").glob("*.*"), *(root / "content").glob("cities/*")])
        verbs = (
            ["hosts"],
            ["modules"],
            ["check", TOUR],
            ["export", TOUR, "html"],
            ["plan", "small", "--limit=0.2"],
        )
        (root / "itineraries" / "small.yaml").write_text(SMALL, "utf-8")
        for number in range(times):
            path = chance.choice(files)
            before = path.read_bytes()
            accidents = KEEPS_SHAPE if number % 2 else ACCIDENTS
            data = mutated(before, chance, accidents)
            path.write_bytes(data)
            verb = chance.choices(verbs, (4, 2, 2, 1, 0.3))[0]
            name = f"{path.name} {seed}/{number} {' '.join(verb)}"
            tally.trying(name)
            ran = _run(number, [*verb, "--workspace", str(root)], root)
            _keep(tally, name, data, ran, _placed(ran))
            path.write_bytes(before)
    return tally


def decks(times: int, seed: int) -> Tally:
    """Break decks, ours and those of other tools: printed as text and data, and as a module."""
    chance, tally = Random(seed), Tally()
    with scratch() as root, read_once():
        ours = sorted((root / "content" / "modules").glob("*.md"))
        foreign = sorted((ROOT / "tests" / "data" / "decks").glob("*.md"))
        good = [path.read_bytes() for path in (*ours, *foreign)]
        path = root / "broken.md"
        for number in range(times):
            data = mutated(chance.choice(good), chance)
            installed = chance.random() < 0.2
            target = ours[0] if installed else path
            before = ours[0].read_bytes()
            target.write_bytes(data)
            verb = _deck_verb(chance, installed=installed)
            name = f"deck {seed}/{number} {' '.join(verb)}"
            tally.trying(name)
            ran = _run(number, [*verb, "--workspace", str(root)], root)
            fault = _placed(ran) if installed else ""
            if not installed and ran.code not in (0, 1):
                fault = f"a deck was refused with {ran.code}: {ran.err[:200]}"
            _keep(tally, name, data, ran, fault)
            ours[0].write_bytes(before)
    return tally


def _deck_verb(chance: Random, *, installed: bool) -> list[str]:
    if installed:
        return chance.choice(
            (["modules"], ["present", "m01"], ["report", "m01", "handout"], ["deck", "m01"])
        )
    size = f"--size={chance.choice(('20x5', '80x24', '400x100'))}"
    return chance.choice(
        (["deck", "broken.md"], ["deck", "broken.md", "--json"], ["deck", "broken.md", size],
         ["present", "broken.md"], ["report", "broken.md", "workbook"])
    )  # fmt: skip


LINES: tuple[tuple[str, ...], ...] = (
    ("new", "tour", "--start", "2027-03-22", "--days", "5", "--cities", "jakarta,singapore"),
    ("new", "tour", "--from", "small"),
    ("init", "folder"),
    ("plan", "small", "--limit", "1", "--seed", "3", "--json", "--write", "-o", "plan.json"),
    ("check", "small", "--json"),
    ("check", "--content"),
    ("why", TOUR, "jkt-goto", "--json"),
    ("repair", TOUR, "--cancel", "sgp-grab", "--close", "jakarta:2027-03-22", "--limit", "1"),
    ("repair", TOUR, "--delay", "visit-sgp-grab:30", "--end", "2027-03-24:15:00", "--limit", "1"),
    ("compare", "small", "--with", "jakarta", "--days", "2", "--start", "2027-03-30"),
    (
        "compare",
        "small",
        "--window",
        "2027-03-29..2027-04-02",
        "--variant",
        "days=2,start=2027-03-31",
    ),
    ("hosts", "--city", "singapore", "--topic", "payment", "--json"),
    ("modules", "--topic", "platform"),
    ("schema", "tour"),
    ("export", TOUR, "agenda", "ics", "-o", "out", "--since", "ABCDE"),
    ("export", TOUR, "csv"),
    ("deck", "m04", "--size", "80x24", "--json"),
    ("present", "m04", "--room", "--no-keys", "--rehearse", "--new"),
    ("report", TOUR),
    ("report", "m04", "handout"),
    ("--version",),
    ("small",),
)
SEARCHES = ("plan", "compare", "repair")
"""Verbs that take seconds; they are tried less often."""


def arguments(times: int, seed: int) -> Tally:
    """Break command lines."""
    chance, tally = Random(seed), Tally()
    with scratch() as root, read_once():
        (root / "itineraries" / "small.yaml").write_text(SMALL, "utf-8")
        shipped = {path.stem for path in (root / "itineraries").iterdir()}
        place = root / "a" / "b" / "c" / "d"
        for number in range(times):
            place.mkdir(parents=True)
            words = _quick(_words(chance))
            if any(_leads_out(word) for word in words):
                words = ["hosts", "--city", chance.choice(EVERYTHING).lstrip("/~")]
            name = f"arguments {seed}/{number} {' '.join(words)[:300]!r}"
            tally.trying(name)
            ran = _run(number, words, place)
            _keep(tally, name, repr(words).encode("utf-8", "replace"), ran)
            shutil.rmtree(root / "a")
            for path in (root / "itineraries").iterdir():
                if path.stem not in shipped:  # a new tour: `workshop NAME` plans it for a minute
                    path.unlink()
    return tally


def _words(chance: Random) -> list[str]:
    words = list(chance.choices(LINES, [1 if line[0] in SEARCHES else 4 for line in LINES])[0])
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(words) + 1)
        roll = chance.random()
        if roll < 0.25 and words:
            del words[at - 1]
        elif roll < 0.5 and words:
            words[at - 1] = chance.choice((*EVERYTHING, *VALUES))
        elif roll < 0.65:
            words.insert(at, chance.choice((*EVERYTHING, *VALUES)))
        elif roll < 0.8:
            words.insert(at, chance.choice(chance.choice(LINES)))
        elif words:
            data = mutated(words[at - 1].encode("utf-8", "replace"), chance)
            words[at - 1] = data.decode("utf-8", "surrogateescape")
    return words


def _quick(words: list[str]) -> list[str]:
    """Let a search be short, whatever else is asked."""
    if words and words[0] in SEARCHES:
        words += ["--limit", "0.1"]
    return words


def _leads_out(word: str) -> bool:
    """Tell whether a word may name a place outside the folder that is made for this."""
    return (
        any(part.startswith(("/", "~")) for part in (word, word.partition("=")[2])) or ".." in word
    )


FAMILIES = (
    Family("tours", "mutated tours", tours, 3000, 8, piece=250),
    Family("content", "mutated cities, flights, closures, defaults", content, 2500, 5, piece=250),
    Family("decks", "mutated decks", decks, 2500, 8, piece=250),
    Family("arguments", "mutated command lines", arguments, 2000, 8, piece=250),
)
