"""Agendas to store: one by hand, and any that Hypothesis can think of; tours in hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.unit.store.drafting import ME, NAME, Open
from workshop.model.agenda import Agenda, Block, Conflict, Day, LeftOut, Place, Term
from workshop.model.catalogue import Catalogue
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.workspace import Workspace


def block(ident: str, day: int = 22, hour: int = 9, **changes: object) -> Block:
    zone = timezone(timedelta(hours=7))
    start = datetime(2027, 3, day, hour, tzinfo=zone)
    values: dict[str, object] = {
        "id": ident,
        "kind": "training",
        "title": "Follow the developers",
        "city": "jakarta",
        "start": start,
        "end": start + timedelta(minutes=75),
        "place": Place(id="ven-jkt-mulia", name="Hotel Mulia Senayan", lat=-6.216, lon=106.799),
    }
    return Block.model_validate({**values, **changes})


@pytest.fixture
def agenda() -> Agenda:
    """Two days, three blocks, everything else present once."""
    return Agenda(
        status="feasible",
        score=1090,
        bound=1105,
        gap=0.01376,
        work=3.25,
        terms=(Term(name="visits", amount=2, unit="visits", weight=60, points=120),),
        days=(
            Day(
                date=date(2027, 3, 22),
                cities=("jakarta",),
                blocks=(
                    block("teach-m01-full", ref="m01", form="full"),
                    block(
                        "visit-jkt-goto", hour=14, kind="visit", ref="jkt-goto", status="invited"
                    ),
                ),
            ),
            Day(
                date=date(2027, 3, 23),
                cities=("jakarta",),
                blocks=(block("teach-m03-full", 23, ref="m03", form="full", note="a # note: [x]"),),
            ),
        ),
        left_out=(LeftOut(ref="jkt-telkom", title="Telkom", reason="no day left"),),
    )


@pytest.fixture
def path(workspace: Workspace) -> Path:
    """The file of the sample tour."""
    return workspace.itineraries / f"{NAME}.yaml"


@pytest.fixture
def opened(path: Path, catalogue: Catalogue) -> Iterator[Open]:
    """Takes the tour in hand, for one program or another."""
    drafts: list[Draft] = []

    def open_it(me: Owner = ME) -> Draft:
        drafts.append(Draft(path, catalogue, me))
        return drafts[-1]

    yield open_it
    for draft in drafts:
        draft.close()


def agendas(words: st.SearchStrategy[str]) -> st.SearchStrategy[Agenda]:
    """Any agenda whose free texts are `words`."""
    ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
    numbers = st.floats(allow_nan=False, allow_infinity=False)
    places = st.builds(Place, id=words, name=words, lat=numbers, lon=numbers)
    zones = st.sampled_from([timezone(timedelta(minutes=m)) for m in (0, 420, 480, 545, -210)])
    days_of_it = st.dates(date(2026, 1, 1), date(2028, 1, 1))
    starts = st.builds(datetime.combine, days_of_it, st.times(), zones)

    def ended(start: datetime) -> st.SearchStrategy[Block]:
        begin = start.replace(microsecond=0)
        return st.builds(
            Block,
            id=ids,
            kind=st.sampled_from(["training", "visit", "flight", "break"]),
            ref=st.none() | words,
            title=words,
            city=ids,
            start=st.just(begin),
            end=st.just(begin + timedelta(minutes=45)),
            place=places,
            to=st.none() | places,
            form=st.sampled_from([None, "full", "short"]),
            status=st.none() | words,
            locked=st.booleans(),
            note=words,
        )

    days = st.builds(
        Day,
        date=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        cities=st.lists(ids, max_size=2).map(tuple),
        blocks=st.lists(starts.flatmap(ended), max_size=2).map(tuple),
    )
    return st.builds(
        Agenda,
        status=st.sampled_from(["optimal", "feasible", "infeasible"]),
        score=st.integers(-(10**6), 10**6),
        bound=st.integers(-(10**6), 10**6),
        gap=numbers,
        asked=words,
        work=numbers,
        terms=st.lists(
            st.builds(
                Term,
                name=words,
                amount=numbers,
                unit=words,
                weight=numbers,
                points=st.integers(0, 9),
            ),
            max_size=1,
        ).map(tuple),
        days=st.lists(days, max_size=2).map(tuple),
        left_out=st.lists(st.builds(LeftOut, ref=words, title=words, reason=words), max_size=2).map(
            tuple
        ),
        conflict=st.lists(st.builds(Conflict, fact=words, where=words), max_size=1).map(tuple),
    )
