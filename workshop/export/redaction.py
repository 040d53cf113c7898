"""Who reads which document, and what is taken out before it is written: the one table of it.

A document is made from a redacted copy of the tour, its agenda, the catalogue and the decks, so
that what its reader must not see is not there to be printed. `READERS` has a row for each document;
what a row does not list of `HELD` is blanked. Everything else in the models is open to all.

After the tour organiser's table of documents: participants see no money, no doubts about a host and
no number that is not public; a host sees no other host; nobody but the organiser sees how asking
goes; answers and speaker's notes stay with the speaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast

from workshop.decks.deck import Deck, Question, Slide
from workshop.model.agenda import Agenda, Block
from workshop.model.base import Value
from workshop.model.budget import Budget
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import Host, Leisure, Venue
from workshop.model.tour import Brief, HostWish, ModuleWish, Tour, VenueWish

Held = Literal[
    "answers", "contact", "costs", "doubts", "needs", "phones", "pipeline", "price", "proof",
    "public phones", "reasons",
]  # fmt: skip
"""What not every reader may see."""

Document = Literal[
    "brief", "agenda", "visit-briefs", "host-briefings", "runsheet", "workbook", "outreach",
    "changes", "ics", "html", "pdf", "csv", "json",
]  # fmt: skip


@dataclass(frozen=True)
class Row:
    """Who reads a document, and what of the held things it shows to that reader."""

    title: str
    reader: str
    shows: frozenset[Held] = frozenset()
    one_host: bool = False
    """Written for one host alone: no other host is in it."""
    lectures: bool = False
    """Whether what the lectures say is in it; others are made without the decks."""

    @property
    def private(self) -> bool:
        """Whether the file is for its owner's eyes: it names people, or money."""
        return bool(self.shows & _PRIVATE)


_PRIVATE = frozenset({"contact", "costs", "needs", "phones", "pipeline"})


def _row(
    title: str, reader: str, *shows: Held, one_host: bool = False, lectures: bool = False
) -> Row:
    return Row(title, reader, frozenset(shows), one_host, lectures)


READERS: dict[Document, Row] = {
    "brief": _row("Tour brief", "client and sponsor", "price"),
    "agenda": _row("Agenda", "participants", "public phones"),
    "runsheet": _row(
        "Run sheet", "staff, guide and driver", "public phones", "phones", "contact", "needs"
    ),
    "visit-briefs": _row("Visit briefs", "participants and lecturer", "reasons"),
    "host-briefings": _row(
        "Host briefings", "the host named in it", "public phones", "needs", one_host=True
    ),
    "workbook": _row("Workbook", "participants", lectures=True),
    "outreach": _row("Outreach report", "organiser", "contact", "pipeline", "reasons", "doubts"),
    "changes": _row("List of changes", "all who have the last version"),
    "ics": _row("Calendar (ics)", "all who travel"),
    "html": _row("Web page (html)", "participants", "public phones", lectures=True),
    "pdf": _row("Agenda as PDF", "participants", "public phones", lectures=True),
    "csv": _row(
        "Tables (csv)", "organiser",
        "contact", "pipeline", "reasons", "doubts", "costs", "price",
    ),
    "json": _row("Data (json)", "programs of the organiser", "proof"),
}  # fmt: skip
"""The table: a row for each document."""

_UNPRICED: dict[type, dict[str, Any]] = {
    one: {"cost": None} for one in (HostWish, VenueWish, Host, Venue, Leisure)
}

HELD: dict[Held, dict[type, dict[str, Any]]] = {
    "answers": {Slide: {"notes": ""}, Question: {"answer": (), "explain": ""}},
    "contact": {HostWish: {"contact": ""}},
    "costs": {Budget: {"ceiling": 0.0, "lines": (), "rates": ()}, **_UNPRICED},
    "doubts": {Host: {"cautions": None, "unconfirmed": (), "confidence": "low"}},
    "needs": {Brief: {"needs": ""}},
    "phones": {},  # those of `contacts` that are not public, see `_contacts`
    "pipeline": {
        HostWish: {"next_step": "", "notes": "", "suggested_by": "", "source": ""},
        ModuleWish: {"notes": ""},
        Brief: {"notes": ""},
    },
    "price": {Budget: {"price_per_head": None}},
    "proof": {
        Agenda: {
            "status": "feasible", "score": 0, "bound": 0, "gap": 0.0, "seed": 0, "work": 0.0,
            "asked": "", "terms": (), "left_out": (), "conflict": (),
        },
    },
    "public phones": {},
    "reasons": {HostWish: {"why": ""}},
}  # fmt: skip
"""The fields behind each held thing, and what stands in their place for other readers."""


@dataclass(frozen=True)
class Source:
    """What a document is made from."""

    name: str
    """The tour's name, as its files have it."""
    tour: Tour
    agenda: Agenda
    catalogue: Catalogue
    decks: Mapping[str, Deck]
    """Decks of the lectures that are taught, by module id."""


def redacted(document: Document, source: Source, host: str | None = None) -> Source:
    """Return `source` without what the reader of `document` must not see.

    A document for one host needs that `host`: its visit, the rides to and from it and nothing else
    are left of the agenda.
    """
    row = READERS[document]
    blank = _blanks(row)
    brief = _contacts(_without(source.tour.brief, blank), row)
    agenda = _without(source.agenda, blank)
    catalogue = _without(source.catalogue, blank)
    if row.one_host:
        brief, agenda, catalogue = _for_host(host or "", brief, agenda, catalogue)
    tour = source.tour.model_copy(update={"brief": brief, "agenda": agenda})
    decks = source.decks if row.lectures else {}
    if "answers" not in row.shows:
        decks = {module: _speechless(deck) for module, deck in decks.items()}
    return Source(source.name, tour, agenda, catalogue, decks)


def _blanks(row: Row) -> dict[type, dict[str, Any]]:
    """Return what stands for each field that a row does not show, by class."""
    blank: dict[type, dict[str, Any]] = {}
    for thing, fields in HELD.items():
        if thing not in row.shows:
            for kind, values in fields.items():
                blank.setdefault(kind, {}).update(values)
    return blank


V = TypeVar("V", bound=Value)


def _without(value: V, blank: Mapping[type, dict[str, Any]]) -> V:
    """Return `value` with the fields in `blank` replaced, at any depth."""
    update: dict[str, Any] = {}
    for name in type(value).model_fields:
        field = getattr(value, name)
        if isinstance(field, Value):
            update[name] = _without(field, blank)
        elif isinstance(field, tuple) and any(isinstance(one, Value) for one in field):
            update[name] = tuple(
                _without(one, blank) if isinstance(one, Value) else one for one in field
            )
    update |= blank.get(type(value), {})
    if not update:
        return value
    return cast(V, type(value).model_construct(**{**_fields(value), **update}))


def _fields(value: Value) -> dict[str, Any]:
    """Return a value's own fields, without the look-ups that a catalogue remembers."""
    return {name: getattr(value, name) for name in type(value).model_fields}


def _contacts(brief: Brief, row: Row) -> Brief:
    """Keep the numbers that a row shows."""
    if "phones" in row.shows:
        return brief
    public = "public phones" in row.shows
    kept = tuple(one for one in brief.contacts if public and one.public)
    return brief.model_copy(update={"contacts": kept})


def _for_host(
    host: str, brief: Brief, agenda: Agenda, catalogue: Catalogue
) -> tuple[Brief, Agenda, Catalogue]:
    """Leave nothing of any host but one, nor of what the group does elsewhere."""
    wishes = tuple(wish for wish in brief.hosts if wish.id == host)
    days = tuple(
        day.model_copy(update={"blocks": _around(day.blocks, host)}) for day in agenda.days
    )
    cities = tuple(
        city.model_copy(update={"hosts": tuple(one for one in city.hosts if one.id == host)})
        for city in catalogue.cities
    )
    return (
        brief.model_copy(update={"hosts": wishes}),
        agenda.model_copy(update={"days": days}),
        Catalogue.model_construct(**{**_fields(catalogue), "cities": cities}),
    )


def _around(blocks: tuple[Block, ...], host: str) -> tuple[Block, ...]:
    """Return a host's visit of a day and the pause that follows it."""
    return tuple(block for block in blocks if block.ref == host and block.kind != "briefing")


def _speechless(deck: Deck) -> Deck:
    """Return a deck without answers and speaker's notes."""
    fields = HELD["answers"]
    slides = []
    for slide in deck.slides:
        quiz = slide.quiz
        if quiz is not None:
            asked = tuple(one._replace(**fields[Question]) for one in quiz.questions)
            quiz = quiz._replace(questions=asked)
        slides.append(replace(slide, quiz=quiz, **fields[Slide]))
    return replace(deck, slides=tuple(slides), text="")


def taught(agenda: Agenda, catalogue: Catalogue) -> tuple[Module, ...]:
    """Return the lectures that `agenda` teaches, each once, in the order of their first time."""
    refs = dict.fromkeys(block.ref for block in agenda.blocks if block.kind == "training")
    return tuple(catalogue.module[ref] for ref in refs if ref in catalogue.module)
