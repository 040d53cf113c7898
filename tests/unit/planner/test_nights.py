"""Evenings out and the hours around them: what keeps them apart in the master of a route."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date

import pytest

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief
from workshop.planner.linear import FREE
from workshop.planner.master import Group, Kind, Master
from workshop.planner.routes import Route
from workshop.planner.start import Start

ROUTES = Route(("singapore", "bangkok"), (1,)), Route(("seoul", "bangkok"), (1,))


@pytest.fixture(scope="module", params=ROUTES, ids=lambda route: route.cities[0])
def route(request: pytest.FixtureRequest) -> Route:
    found: Route = request.param
    return found


@pytest.fixture(scope="module")
def start(route: Route, catalogue: Catalogue) -> Start:
    fields = {
        "title": "Two cities", "group_size": 12, "start": "2027-03-29", "days": 3,
        "cities": {"must": route.cities},
    }  # fmt: skip
    brief = Brief.model_validate_json(json.dumps(fields))
    return Start.of(brief, catalogue, date(2027, 3, 29), None)


@pytest.fixture(scope="module")
def master(start: Start, route: Route) -> Master:
    return start.builder.build(route, Kind.EXACT)


def one_of(master: Master) -> list[set[int]]:
    """Return the columns of each row of which one is taken at most, all at one venue."""
    program = master.linear.program()
    rows: dict[int, dict[int, int]] = defaultdict(dict)
    for row, column, value in zip(
        program.rows.tolist(), program.columns.tolist(), program.values.tolist(), strict=True
    ):
        rows[row][column] = value
    seats, found = set(master.seats.values()), list[set[int]]()
    for row, terms in rows.items():
        here = {column for column, value in terms.items() if value == -1}
        others = set(terms) - here
        exclusive = all(terms[column] == 1 for column in others) and here <= seats
        if exclusive and program.high[row] == 1 - len(here) and program.low[row] <= -FREE:
            found.append(others)
    return found


def excluded(master: Master, start: Start, group: Group) -> dict[str, dict[int, set[int]]]:
    """Return, by pattern's column, the evenings out before it and after it that it excludes."""
    patterns, stretch = group.patterns, group.stretch
    debrief = start.problem.catalogue.defaults.debrief_minutes
    found: dict[str, dict[int, set[int]]] = {"after": {}, "before": {}}
    ends, begins, empty = (x.tolist() for x in (patterns.ends, patterns.begins, patterns.empty))
    here = [(e, c) for e, c in master.evenings if e.base == group.base]
    for number, column in enumerate(group.columns):
        until = ends[number] + (0 if empty[number] else debrief)
        if stretch.last_of_day:
            found["after"][column] = {
                c for e, c in here if e.day == stretch.day and e.leave < until
            }
        if stretch.number and not master.stretches[stretch.number - 1].leaves:
            found["before"][column] = {
                c
                for e, c in here
                if e.day == stretch.day - 1
                and begins[number] < start.builder.windows.rested(e.back)
            }
    return found


def test_a_pattern_stands_in_one_row_with_all_evenings_out_that_it_excludes(
    start: Start, master: Master
) -> None:
    rows_of = defaultdict[int, list[set[int]]](list)
    for row in one_of(master):
        for column in row:
            rows_of[column].append(row)
    looked_at = 0
    for group in master.groups:
        for by_pattern in excluded(master, start, group).values():
            for column, evenings in by_pattern.items():
                assert not evenings or any(evenings <= row for row in rows_of[column])
                looked_at += bool(evenings)
    assert looked_at > 100


def test_one_evening_out_at_most_is_taken_from_a_venue_on_a_day(master: Master) -> None:
    by_day = defaultdict[tuple[int, str], set[int]](set)
    for evening, column in master.evenings:
        by_day[evening.day, evening.base].add(column)
    rows = one_of(master)
    assert by_day
    assert all(any(some <= row for row in rows) for some in by_day.values())


def test_a_flight_excludes_evenings_out_by_itself_or_by_all_its_patterns(
    start: Start, master: Master
) -> None:
    """Who lands late, or leaves early, has no time to go out before."""
    rows = one_of(master)
    clear = defaultdict[int, set[int]](set)
    for group in master.groups:
        for by_pattern in excluded(master, start, group).values():
            for column, evenings in by_pattern.items():
                clear[column] |= evenings
    looked_at = 0
    for hop, flown in master.hops:
        for evening, out in master.evenings:
            landed = evening.day == hop.day and evening.base == hop.bases[1]
            left = evening.day == hop.day - 1 and evening.base == hop.bases[0]
            late = landed and hop.arrive > evening.leave
            early = left and hop.leave < start.builder.windows.rested(evening.back)
            if late or early:
                tied = [g for g in master.groups if flown in (g.befores if late else g.afters)]
                by_patterns = all(out in clear[c] for group in tied for c in group.columns)
                assert by_patterns or any({flown, out} <= row for row in rows)
                looked_at += 1
    assert looked_at > 0
