"""Nobody finds in a document what they must not see: marks in every field of everything."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import ROOT
from tests.unit.export.marks import (
    idents,
    letters,
    mark,
    marked_deck,
    marks,
    spoken,
    text_fields,
)
from workshop.cli.exports import DOCUMENTS
from workshop.decks.deck import Deck
from workshop.decks.parse import read_deck
from workshop.export.agenda import agenda_markdown
from workshop.export.data import plan_data, to_json
from workshop.export.documents import MAKERS, Desk, make
from workshop.export.handout import handout, workbook
from workshop.export.redaction import HELD, READERS, Document, Held, Source
from workshop.export.variants import table_rows, told, variants_data
from workshop.model.agenda import Agenda
from workshop.model.base import Cost
from workshop.model.costing import costs
from workshop.model.tour import HostWish
from workshop.planner.changes import difference
from workshop.planner.compare import Variant
from workshop.planner.twist import AS_IT_IS, Twist
from workshop.rules import check

SECRET: dict[Held, set[tuple[str, str]]] = {
    "answers": {("Slide", "notes"), ("Question", "answer"), ("Question", "explain")},
    "contact": {("HostWish", "contact")},
    "costs": {("CostLine", "what"), ("Cost", "note")},
    "doubts": {("Host", "cautions"), ("Host", "unconfirmed")},
    "needs": {("Brief", "needs")},
    "phones": {("Contact", "role"), ("Contact", "name"), ("Contact", "phone")},
    "pipeline": {
        *(("HostWish", name) for name in ("next_step", "notes", "suggested_by", "source")),
        ("ModuleWish", "notes"),
        ("Brief", "notes"),
    },
    "price": set(),
    "proof": {
        *(("LeftOut", "title"), ("LeftOut", "reason"), ("Conflict", "fact"), ("Conflict", "where")),
        ("Term", "unit"),
        ("Agenda", "asked"),
    },
    "public phones": {("PublicContact", name) for name in ("role", "name", "phone")},
    "reasons": {("HostWish", "why")},
}
"""The fields of text behind each held thing, written down a second time."""

OPEN = {
    *(("Brief", name) for name in ("title", "client", "question", "dress")),
    *(("Block", name) for name in ("title", "status", "note")),
    *(("Place", name) for name in ("name",)),
    *(("City", name) for name in ("name", "country")),
    *(("Point", name) for name in ("name",)),
    *(("Airport", name) for name in ("name", "rail_name", "facts", "sources", "as_of")),
    *(("Formality", name) for name in ("item", "window", "url", "as_of")),
    *(("Host", name) for name in ("name", "district", "address", "sector", "why", "founded")),
    *(("Host", name) for name in ("ownership", "ask", "count")),
    *(("Source", name) for name in ("title", "url", "as_of", "supports")),
    *(("Venue", name) for name in ("name",)),
    *(("Leisure", name) for name in ("name", "best_slot", "hours_text", "closed_text", "notes")),
    *(("Framework", name) for name in ("name", "ask", "count")),
    *(("Idea", name) for name in ("name", "says", "place")),
    *(("Lead", name) for name in ("name", "why", "url", "as_of")),
    *(("SheetRow", name) for name in ("label", "ask", "choices")),
    ("DebriefStep", "do"),
    *(("Debrief", name) for name in ("every_day", "first_day", "leaving_a_city", "last_day")),
    *(("Capstone", name) for name in ("before_the_first_visit", "after_the_last", "at_home")),
    *(("Module", name) for name in ("title", "objectives")),
    *(("Closures", name) for name in ("source_note", "risks")),
    *(("Holiday", name) for name in ("name", "country")),
    ("Defaults", "note"),
    *((kind, name) for kind in ("Host", "Framework") for name in ("ask", "count")),
    *(("SheetRow", name) for name in ("label", "ask", "choices")),
    ("DebriefStep", "do"),
    *(("Debrief", name) for name in ("every_day", "first_day", "leaving_a_city", "last_day")),
    *(("Capstone", name) for name in ("before_the_first_visit", "after_the_last", "at_home")),
}
"""Fields of text that anyone may see."""

FORBIDDEN: dict[Document, tuple[Held, ...]] = {
    "brief": ("contact", "phones", "needs", "costs", "doubts", "pipeline", "proof"),
    "agenda": ("contact", "phones", "needs", "costs", "price", "doubts", "pipeline", "reasons"),
    "html": ("contact", "phones", "needs", "costs", "price", "doubts", "pipeline", "reasons"),
    "pdf": ("contact", "phones", "needs", "costs", "price", "doubts", "pipeline", "reasons"),
    "ics": ("contact", "phones", "needs", "costs", "price", "doubts", "pipeline", "reasons"),
    "changes": ("contact", "phones", "needs", "costs", "price", "doubts", "pipeline", "reasons"),
    "workbook": ("answers", "contact", "phones", "needs", "costs", "price", "doubts", "pipeline"),
    "visit-briefs": ("contact", "phones", "needs", "costs", "price", "doubts", "pipeline"),
    "host-briefings": ("contact", "phones", "costs", "price", "doubts", "pipeline", "reasons"),
    "runsheet": ("costs", "price", "doubts", "pipeline", "reasons"),
    "outreach": ("costs", "price"),
}
"""What the tour organiser's table of documents says a reader must not see."""


@pytest.fixture
def full(source: Source) -> Source:
    """A source with a mark in every field of text, and a price on everything."""
    wishes = (*source.tour.brief.hosts, HostWish(id="sgp-grab", cost=Cost(currency="SGD", fixed=1)))
    brief = source.tour.brief.model_copy(update={"hosts": wishes})
    tour = source.tour.model_copy(update={"brief": brief})
    return spoken(replace(source, tour=tour))


def written(document: Document, source: Source, since: Agenda | None = None) -> dict[str, str]:
    """Return what stands in the files of a document, folded lines put together, by file."""
    return {
        paper.name: _text(paper.name, paper.data)
        for paper in make(document, Desk(source, since=since))
    }


def _text(name: str, data: bytes) -> str:
    if name.endswith(".pdf"):
        import io

        from pypdf import PdfReader

        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        return re.sub(r"\s", "", "".join(pages))
    text = data.decode()
    return text.replace("\r\n ", "") if name.endswith(".ics") else text


@pytest.mark.parametrize("document", MAKERS)
def test_a_document_holds_nothing_its_reader_must_not_see(document: Document, full: Source) -> None:
    found = set().union(*(marks(text) for text in written(document, full, full.agenda).values()))

    assert found
    for thing, secret in SECRET.items():
        if thing not in READERS[document].shows:
            assert not found & secret, thing
    assert found <= OPEN | set().union(*SECRET.values()) | {
        *(("Question", name) for name in ("ask", "options")),
        *(("Slide", name) for name in ("discussion", "takeaway")),
    }


@pytest.mark.parametrize(
    ("document", "thing"),
    [
        ("agenda", "public phones"),
        ("host-briefings", "public phones"),
        ("host-briefings", "needs"),
        ("runsheet", "phones"),
        ("runsheet", "contact"),
        ("runsheet", "needs"),
        ("visit-briefs", "reasons"),
        *(("outreach", thing) for thing in ("contact", "doubts", "reasons")),
        *(("csv", thing) for thing in ("contact", "doubts", "reasons")),
    ],
)
def test_a_reader_gets_what_is_meant_for_him(document: Document, thing: Held, full: Source) -> None:
    found = set().union(*(marks(text) for text in written(document, full).values()))
    assert found >= SECRET[thing]


@pytest.mark.parametrize("document", FORBIDDEN)
def test_the_table_is_as_strict_as_the_organisers_of_tours(document: Document) -> None:
    assert not READERS[document].shows & set(FORBIDDEN[document])


def test_every_field_of_text_is_either_open_or_held(full: Source) -> None:
    known = OPEN | set().union(*SECRET.values())
    for value in (full.tour, full.agenda, full.catalogue):
        assert text_fields(value) <= known


def test_there_is_a_row_for_every_document_and_every_held_thing() -> None:
    assert set(DOCUMENTS) == set(MAKERS)
    assert set(READERS) == set(MAKERS)
    assert set(HELD) == set(SECRET)


def test_money_is_only_where_it_belongs(full: Source) -> None:
    for document in sorted(set(MAKERS) - {"pdf"}):  # its words are those of the agenda
        text = "".join(written(document, full).values())
        assert ("654321" in text) == (document == "csv"), document


def test_a_host_reads_of_no_other_host(full: Source) -> None:
    papers = written("host-briefings", full)
    assert len(papers) == 3
    for name, text in papers.items():
        host = letters(name.removeprefix("small-host-").removesuffix(".md"))
        assert idents(text) == {host}


def test_answers_and_notes_stay_with_the_speaker(full: Source) -> None:
    text = written("workbook", full)["small-workbook.md"]
    assert {("Question", "ask"), ("Question", "options")} <= marks(text)


@pytest.mark.parametrize("paper", [handout, workbook])
def test_papers_of_a_lecture_hold_neither_answers_nor_notes(paper: Callable[[Deck], str]) -> None:
    deck = marked_deck(read_deck(ROOT / "content" / "modules" / "m04.md", "m04"))
    found = marks(paper(deck))
    assert found
    assert not found & SECRET["answers"]


def test_private_files_are_those_that_name_people_or_money() -> None:
    private = {name for name, row in READERS.items() if row.private}
    assert private == {"host-briefings", "runsheet", "outreach", "csv"}


def test_a_contact_that_is_not_public_is_left_out_by_itself(full: Source) -> None:
    brief = full.tour.brief
    only = brief.model_copy(update={"contacts": tuple(c for c in brief.contacts if not c.public)})
    text = written("agenda", replace(full, tour=full.tour.model_copy(update={"brief": only})))
    assert mark("Contact", "phone") not in "".join(text.values())
    assert "not set yet" in "".join(text.values())


def test_what_is_printed_for_the_organiser_names_no_people(full: Source) -> None:
    """The plan, which `plan -o` writes without asking who reads it, and variants side by side."""
    findings = check(full.agenda, full.tour.brief, full.catalogue)
    money = costs(full.agenda, full.tour.brief, full.catalogue)
    one = Variant(AS_IT_IS, Twist(), full.tour, full.agenda, findings, money)
    other = replace(
        one, label="other", twist=Twist(days=3), difference=difference(full.agenda, full.agenda)
    )
    plan = agenda_markdown(full.tour, full.agenda, full.catalogue, findings)
    plan += to_json(plan_data(full.name, full.agenda, {}))
    compared = to_json(variants_data(full.name, (one, other)))
    compared += "".join(map("".join, table_rows((one, other))))
    compared += "".join(told((one, other), full.catalogue))
    people: tuple[Held, ...] = ("contact", "phones", "public phones", "needs", "pipeline")
    for text in (plan, compared):
        assert marks(text)
        assert not marks(text) & set().union(*(SECRET[thing] for thing in people))
    assert not marks(plan) & SECRET["costs"]
    assert "654321" not in plan
