"""Tour files: read strictly, written so that a person's own text in them survives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workshop.catalogue.read import Document, parse_value, read_text
from workshop.catalogue.tourcheck import check_names, check_tour
from workshop.catalogue.yamltext import parse_yaml
from workshop.errors import Fault, InputError, StoreError
from workshop.model.agenda import Agenda
from workshop.model.asking import believed, mark
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief, Tour
from workshop.store.atomic import create_file, replace_file
from workshop.store.briefs import with_brief
from workshop.store.layout import flow
from workshop.store.newtour import check_name, new_tour
from workshop.store.paths import shown
from workshop.store.splice import with_agenda, without_agenda
from workshop.store.starter import init_workspace

__all__ = [
    "TourFile",
    "begin_tour",
    "create_tour",
    "fresh_brief",
    "init_workspace",
    "new_tour",
    "read_tour",
    "write_agenda",
    "write_tour",
]

SUFFIX = ".yaml"


@dataclass(frozen=True)
class TourFile:
    """A tour as it stands on disk: where, what it says, and the very text that says it."""

    path: Path
    name: str
    """The file's name without its ending."""
    tour: Tour
    document: Document
    """Gives the line of everything in it."""
    text: str
    """Exactly what was read, line ends included."""


def read_tour(path: Path, catalogue: Catalogue) -> TourFile:
    """Read the tour file at `path` and check every id in it against `catalogue`.

    InputError with all faults of the file.
    """
    text = read_text(path, shown(path))
    try:
        tour, document = _parsed(text, path)
    except InputError as error:
        raise InputError(_with_names(error.faults, text, path, catalogue)) from None
    faults = check_tour(tour, document, catalogue)
    if faults:
        raise InputError(faults)
    return TourFile(path, path.stem, tour, document, text)


def _parsed(text: str, path: Path) -> tuple[Tour, Document]:
    """Return what a text says, but for a proof that was of another brief; InputError."""
    tour, document = parse_value(text, Tour, shown(path))
    return believed(tour), document


def _with_names(
    faults: tuple[Fault, ...], text: str, path: Path, catalogue: Catalogue
) -> tuple[Fault, ...]:
    """Add the unknown ids of a file that has other faults, so that all are told in one go."""
    parsed = parse_yaml(text, shown(path))
    if not parsed.whole:
        return faults
    told = {(fault.file, fault.line) for fault in faults if fault.line > 1}
    names = check_names(parsed.document, catalogue)
    return tuple(sorted({*faults, *(one for one in names if (one.file, one.line) not in told)}))


def write_agenda(file: TourFile, agenda: Agenda) -> TourFile:
    """Store `agenda` in the tour's file and return the file as it is then.

    All else in the file stays byte for byte. StoreError, and the file untouched, if it was changed
    since it was read, or cannot be written, or would not read back as what was meant.
    """
    return write_tour(file, file.tour.model_copy(update={"agenda": agenda}))


def write_tour(file: TourFile, meant: Tour, known: str | None = None) -> TourFile:
    """Store what is other about a tour in its file, and return the file as it is then.

    As `write_agenda`; of the brief only the fields that changed are written. Where the file's text
    for what is `meant` is `known`, it is that text.
    """
    text = _respelled(file, meant) if known is None else known
    tour, document = _read_back(text, meant, file.path)
    replace_file(file.path, text.encode(), seen=file.text.encode())
    return TourFile(file.path, file.name, tour, document, text)


def _respelled(file: TourFile, meant: Tour) -> str:
    """Return the text of a file with what is other in `meant` written into it."""
    text = with_brief(file.text, file.tour.brief, meant.brief)
    agenda = meant.agenda
    if agenda is not None and (agenda != file.tour.agenda or _revived(file, meant)):
        return with_agenda(text, agenda)
    if meant.agenda is None and file.tour.agenda is not None:
        return without_agenda(text)
    return text


def _revived(file: TourFile, meant: Tour) -> bool:
    """Tell whether a changed brief is that of a proof in the file, which the tour lost with it."""
    asked = meant.agenda.asked if meant.agenda is not None else ""
    return asked == mark(meant.brief) != mark(file.tour.brief)


def _read_back(text: str, meant: Tour, path: Path) -> tuple[Tour, Document]:
    """Read `text` as a tour and make sure that it says what was `meant`; else StoreError."""
    refusal = StoreError(
        f"the agenda cannot be added to {shown(path)} as it is laid out; nothing was written",
        "write its top keys one a line, from the first column on, and try again",
    )
    try:
        tour, document = _parsed(text, path)
    except InputError as error:
        raise refusal from error
    if tour.model_dump(mode="json") != believed(meant).model_dump(mode="json"):
        raise refusal
    return tour, document


def fresh_brief(start: date, cities: Sequence[str]) -> Brief:
    """Return the brief that a new tour's file has before anybody changes it."""
    text = new_tour("new", start=start, days=None, cities=cities)
    return parse_value(text, Tour, "a new tour")[0].brief


def begin_tour(folder: Path, name: str, brief: Brief) -> Path:
    """Write a new tour `name` with a brief, and a word on every field; return its path.

    As `create_tour`.
    """
    path = folder / f"{name}{SUFFIX}"
    first = brief.start or (brief.window.earliest if brief.window is not None else None)
    text = new_tour(name, start=first, days=brief.days, cities=brief.cities.must)
    before, _ = parse_value(text, Tour, shown(path))
    text = with_brief(text, before.brief, brief)
    _read_back(text, Tour(brief=brief), path)
    return create_tour(folder, name, text)


def tour_text(tour: Tour) -> str:
    """Return a tour as the text of a file of its own, a field of the brief a line."""
    data = tour.brief.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    lines = [f"format: {tour.format}", "brief:"]
    lines += [f"  {key}: {flow(value)}" for key, value in data.items()]
    text = "\n".join(lines) + "\n"
    return text if tour.agenda is None else with_agenda(text, tour.agenda)


def create_tour(folder: Path, name: str, text: str) -> Path:
    """Write a new tour `name` into the folder `itineraries/` and return its path.

    The file can be read by its owner only. UsageError if it cannot be the name of a tour;
    StoreError if it is taken.
    """
    check_name(name)
    path = folder / f"{name}{SUFFIX}"
    create_file(path, text.encode())
    return path
