"""Ids in a tour file that the catalogue does not know."""

from __future__ import annotations

import pytest

from workshop.catalogue.read import parse_value
from workshop.catalogue.tourcheck import check_tour
from workshop.errors import InputError
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour

BRIEF = """\
brief:
  title: A tour
  group_size: 18
  start: "2027-03-22"
  cities: {must: [jakarta, singapore], may: [seoul]}
"""

AGENDA = """\
agenda:
  status: feasible
  days:
    - date: "2027-03-22"
      cities: [jakarta]
      blocks:
        - id: b1
          kind: KIND
          ref: REF
          title: T
          city: jakarta
          start: "2027-03-22T10:00:00+07:00"
          end: "2027-03-22T11:00:00+07:00"
          place: {id: PLACE, name: N, lat: 1, lon: 2}
"""


def told(text: str, known: Catalogue) -> list[str]:
    """Return the faults of a tour as lines without the file's name."""
    tour, document = parse_value(text, Tour, "t.yaml")
    return [str(fault).removeprefix("t.yaml:") for fault in check_tour(tour, document, known)]


def test_a_tour_that_names_only_what_is_there(known: Catalogue) -> None:
    text = BRIEF + (
        "  arrival: {city: jakarta, airport: CGK, at: '08:30'}\n"
        "  departure: {city: singapore, airport: SIN, at: '20:30'}\n"
        "  modules: [{id: m01}]\n"
        "  hosts: [{id: jkt-goto}]\n"
        "  leisure: {must: [leis-sgp-hawker], never: [leis-jkt-macan]}\n"
        "  venues: [{city: jakarta, id: ven-jkt-mulia}]\n"
        "  closures: [{city: jakarta, date: '2027-03-25', open: true}]\n"
        "  flights: [{date: '2027-03-23', from: CGK, to: SIN, departs: '18:30', lands: '21:20'}]\n"
    )
    assert told(text, known) == []


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            "  modules:\n    - id: m01\n    - id: m13\n",
            "8: there is no module `m13`; did you mean `m12`?",
        ),
        (
            "  hosts:\n    - wish: must\n      id: jkt-gotoo\n",
            "8: there is no host `jkt-gotoo`; did you mean `jkt-goto`?",
        ),
        ("  hosts:\n    - id: zzzzz\n", "7: there is no host `zzzzz`"),
        (
            "  leisure:\n    must:\n      - leis-sgp-hawkers\n",
            "8: there is no leisure item `leis-sgp-hawkers`; did you mean `leis-sgp-hawker`?",
        ),
        (
            "  leisure:\n    never: [jkt-goto]\n",
            "7: there is no leisure item `jkt-goto`; `jkt-goto` is a host",
        ),
        (
            "  arrival: {city: jakarta, airport: CGX, at: '08:30'}\n",
            "6: there is no airport `CGX`; did you mean `CGK`?",
        ),
        (
            "  arrival: {city: jakarta, airport: SIN, at: '08:30'}\n",
            "6: SIN is not an airport of `jakarta`; known there: CGK, HLP",
        ),
        (
            "  departure:\n    at: '08:30'\n    city: singapur\n    airport: SIN\n",
            "8: there is no city `singapur`; did you mean `singapore`?",
        ),
        (
            "  venues:\n    - city: jakarta\n      id: ven-sgp-cbd\n",
            "8: the venue `ven-sgp-cbd` is in `singapore`, not in `jakarta`; "
            "known there: ven-jkt-ritz-pp, ven-jkt-mulia, ven-jkt-megakuningan",
        ),
        (
            "  venues:\n    - city: jakartaa\n      id: ven-jkt-mulia\n",
            "7: there is no city `jakartaa`; did you mean `jakarta`?",
        ),
        (
            "  closures:\n    - {city: bali, date: '2027-03-08', open: false}\n",
            "7: there is no city `bali`",
        ),
        (
            "  flights:\n    - date: '2027-03-23'\n      from: CGK\n      to: HLP\n"
            "      departs: '18:30'\n      lands: '21:20'\n",
            "7: CGK and HLP are airports of one city; a flight joins two cities",
        ),
        (
            "  flights:\n    - date: '2027-03-23'\n      from: CGK\n      to: XXX\n"
            "      departs: '18:30'\n      lands: '21:20'\n",
            "9: there is no airport `XXX`",
        ),
    ],
)
def test_a_dangling_id_has_its_line(lines: str, fault: str, known: Catalogue) -> None:
    assert told(BRIEF + lines, known) == [fault]


def test_cities_are_checked_where_they_are_wished_for(known: Catalogue) -> None:
    text = BRIEF.replace("may: [seoul]", "\n    may: [soul]")
    assert told(text, known) == ["6: there is no city `soul`; did you mean `seoul`?"]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("[seoul, jakarta, seoul]", "seoul is named twice; a city is visited once"),
        ("[jakarta, tokyo]", "tokyo is in neither must nor may; add it there or take it out"),
    ],
)
def test_an_order_speaks_of_the_cities_once_each(order: str, said: str) -> None:
    text = BRIEF.replace("may: [seoul]", f"may: [seoul],\n    order: {order}")
    with pytest.raises(InputError) as error:
        parse_value(text, Tour, "t.yaml")
    assert [str(fault) for fault in error.value.faults] == [f"t.yaml:6: `order`: {said}"]


@pytest.mark.parametrize(
    ("kind", "ref", "place", "faults"),
    [
        ("visit", "jkt-goto", "jkt-goto", []),
        ("training", "m01", "ven-jkt-mulia", []),
        ("break", "cgk", "cgk", []),
        ("meal", "lunch", "ven-jkt-mulia", []),
        ("debrief", "null", "ven-jkt-mulia", []),
        (
            "visit",
            "jkt-goo",
            "jkt-goto",
            ["14: there is no host `jkt-goo`; did you mean `jkt-goto`?"],
        ),
        ("training", "m77", "cgk", ["14: there is no module `m77`; did you mean `m07`?"]),
        (
            "leisure",
            "leis-sel-seoul",
            "leis-jkt-monas",
            ["14: there is no leisure item `leis-sel-seoul`; did you mean `leis-sel-nseoul`?"],
        ),
        (
            "break",
            "null",
            "CGK",
            ["19: there is no place `CGK`; did you mean `cgk`?"],
        ),
    ],
)
def test_a_stored_plan_names_what_is_there(
    kind: str, ref: str, place: str, faults: list[str], known: Catalogue
) -> None:
    text = AGENDA.replace("KIND", kind).replace("REF", ref).replace("PLACE", place)
    assert told(BRIEF + text, known) == faults


def test_all_faults_come_in_the_order_of_the_file(known: Catalogue) -> None:
    text = BRIEF.replace("jakarta", "jakartta") + "  hosts: [{id: x}]\n  modules: [{id: y}]\n"
    assert [one.split(":")[0] for one in told(text, known)] == ["5", "6", "7"]
