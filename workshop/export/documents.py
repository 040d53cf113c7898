"""All documents by name: how each is made, what its files are called, who may read them.

The one way to a document: `make` takes out what its reader must not see before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from workshop.export.editions import FIRST, Editions, with_edition
from workshop.export.events import events
from workshop.export.redaction import READERS, Document, Source, redacted
from workshop.export.version import as_it_stands
from workshop.model.agenda import Agenda, Block
from workshop.model.geo import Coast
from workshop.planner.changes import difference
from workshop.planner.telling import who_to_tell


@dataclass(frozen=True)
class Paper:
    """One file of a document; `private` ones are for their owner's eyes."""

    name: str
    data: bytes
    private: bool

    @property
    def text(self) -> str:
        """The data as text; of a PDF there is none."""
        return self.data.decode("utf-8")


@dataclass(frozen=True)
class Desk:
    """What documents are made from besides the plan: how it stands, and what went before."""

    source: Source
    broken: int = 0
    """Rules that the plan breaks."""
    points: dict[str, int] | None = None
    """What each block gives, for the JSON."""
    editions: Editions | None = None
    """What was given out, this plan included; None where nothing is kept."""
    since: Agenda | None = None
    """A version to compare with that was named by hand."""
    coast: Coast | None = None
    """The land around the route, for maps."""

    @property
    def before(self) -> Agenda | None:
        """The version to compare with."""
        if self.since is not None:
            return self.since
        return self.editions.before if self.editions else None

    @property
    def stamp(self) -> datetime:
        """The stamp of this edition; without any it is the first."""
        return self.editions.stamp if self.editions else FIRST


Maker = Callable[[Desk, Document], Iterator[Paper]]


def make(document: Document, desk: Desk) -> tuple[Paper, ...]:
    """Return the files of a document; the same desk gives the same bytes."""
    return tuple(MAKERS[document](desk, document))


def changes_to_tell(desk: Desk) -> str:
    """Return the list of changes as the organiser's own: with who must be told what."""
    from workshop.export.changelist import change_list

    source = redacted("changes", desk.source)
    return change_list(source, desk.before, desk.broken, _to_tell(desk))


def _to_tell(desk: Desk) -> tuple[str, ...]:
    if desk.before is None:
        return ()
    source = redacted("outreach", desk.source)
    return who_to_tell(difference(desk.before, source.agenda), source.tour, source.catalogue)


def edition(desk: Desk, old: Editions) -> Editions:
    """Return `old` with the plan on the desk as the last edition."""
    source = redacted("ics", desk.source)
    agenda = as_it_stands(source.tour, source.agenda)
    return with_edition(old, agenda, events(source))


def _paper(desk: Desk, document: Document, tail: str, text: str | bytes) -> Paper:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    return Paper(f"{desk.source.name}{tail}", data, READERS[document].private)


def _brief(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.tourbrief import tour_brief

    text = tour_brief(redacted(document, desk.source), desk.broken)
    yield _paper(desk, document, "-brief.md", text)


def _agenda(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.agenda import participant_agenda

    text = participant_agenda(redacted(document, desk.source), desk.broken)
    yield _paper(desk, document, ".md", text)


def _visits(source: Source) -> Iterator[tuple[str, Block]]:
    """Give the visits, each with the end of its file's name; a second one to a host is numbered."""
    seen: dict[str, int] = {}
    for block in source.agenda.blocks:
        if block.kind == "visit" and block.ref:
            seen[block.ref] = seen.get(block.ref, 0) + 1
            again = f"-{seen[block.ref]}" if seen[block.ref] > 1 else ""
            yield f"{block.ref}{again}", block


def _visit_briefs(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.visitbrief import visit_brief

    source = redacted(document, desk.source)
    for name, block in _visits(source):
        text = visit_brief(source, block, desk.broken)
        yield _paper(desk, document, f"-visit-{name}.md", text)


def _host_briefings(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.hostbriefing import host_briefing

    for name, block in _visits(desk.source):
        source = redacted(document, desk.source, host=block.ref)
        text = host_briefing(source, block, desk.broken)
        yield _paper(desk, document, f"-host-{name}.md", text)


def _run_sheet(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.runsheet import run_sheet

    text = run_sheet(redacted(document, desk.source), desk.broken)
    yield _paper(desk, document, "-runsheet.md", text)


def _workbook(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.workbook import workbook

    text = workbook(redacted(document, desk.source), desk.broken)
    yield _paper(desk, document, "-workbook.md", text)


def _outreach(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.outreach import outreach

    source = redacted(document, desk.source)
    text = outreach(source, desk.broken, _to_tell(desk))
    yield _paper(desk, document, "-outreach.md", text)


def _changes(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.changelist import change_list

    text = change_list(redacted(document, desk.source), desk.before, desk.broken)
    yield _paper(desk, document, "-changes.md", text)


def _ics(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.ics import calendar
    from workshop.export.icslint import lint

    editions = desk.editions or edition(desk, Editions(tour=desk.source.name))
    data = calendar(editions, desk.source.tour.brief.title)
    faults = lint(data)
    if faults:
        raise RuntimeError(f"the calendar would not be read everywhere: {faults[0]}")
    yield _paper(desk, document, ".ics", data)


def _html(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.pictures import pictures
    from workshop.export.webpage import web_page

    source = redacted(document, desk.source)
    text = web_page(source, desk.broken, desk.coast, tuple(pictures(source)))
    yield _paper(desk, document, ".html", text)


def _pdf(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.pdf import pdf_agenda

    data = pdf_agenda(redacted(document, desk.source), desk.broken, desk.coast, desk.stamp)
    yield _paper(desk, document, ".pdf", data)


def _csv(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.sheets import agenda_csv, costs_csv, hosts_csv

    source = redacted(document, desk.source)
    yield _paper(desk, document, "-agenda.csv", agenda_csv(source))
    yield _paper(desk, document, "-hosts.csv", hosts_csv(source))
    yield _paper(desk, document, "-costs.csv", costs_csv(source))


def _json(desk: Desk, document: Document) -> Iterator[Paper]:
    from workshop.export.data import plan_data, to_json

    source = redacted(document, desk.source)
    text = to_json(plan_data(source.name, source.agenda, desk.points))
    yield _paper(desk, document, ".json", text)


MAKERS: dict[Document, Maker] = {
    "brief": _brief,
    "agenda": _agenda,
    "visit-briefs": _visit_briefs,
    "host-briefings": _host_briefings,
    "runsheet": _run_sheet,
    "workbook": _workbook,
    "outreach": _outreach,
    "changes": _changes,
    "ics": _ics,
    "html": _html,
    "pdf": _pdf,
    "csv": _csv,
    "json": _json,
}
"""Every document that can be asked for by name."""
