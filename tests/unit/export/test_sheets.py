"""The tables: read back by a CSV reader, numbers as numbers, formulas as text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from workshop.export.redaction import Source
from workshop.export.sheets import agenda_csv, costs_csv, csv_text, hosts_csv, safe
from workshop.model.base import Cost
from workshop.model.budget import Budget, CostLine, Rate


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "|"])
def test_what_could_be_a_formula_is_text(sign: str) -> None:
    assert safe(f"{sign}1+1|cmd").startswith("'")
    assert safe("a=b") == "a=b"


def test_numbers_are_no_text() -> None:
    assert csv_text([["-1", -1, -1.5, None]]) == "\ufeff'-1,-1,-1.5,\r\n"


def test_the_agenda_has_a_row_for_each_block_with_its_offset(source: Source) -> None:
    read = rows(agenda_csv(source))
    assert len(read) == len(source.agenda.blocks)
    flight = next(row for row in read if row["kind"] == "Flight")
    assert flight["start"] == "2027-03-23T10:00+07:00"
    assert flight["end"] == "2027-03-23T12:50+08:00"
    assert flight["minutes"] == "110"
    assert {row["status"] for row in read if row["kind"] == "Visit"} == {
        *("confirmed", "invited", "idea")
    }


def test_the_hosts_are_those_of_the_plan_and_of_the_brief(source: Source) -> None:
    read = {row["id"]: row for row in rows(hosts_csv(source))}
    assert set(read) == {"jkt-goto", "jkt-jago", "sgp-grab"}
    assert read["jkt-goto"]["contact"] == "SECRET contact"
    assert read["sgp-grab"]["status"] == "idea"


def test_the_costs_add_up_and_name_what_is_not_known(source: Source) -> None:
    budget = Budget(
        ceiling=90000,
        currency="USD",
        price_per_head=6000,
        rates=(Rate(currency="SGD", per_unit=0.75, as_of=date(2026, 11, 20)),),
        lines=(
            CostLine(what="=Coaches", cost=Cost(currency="USD", fixed=6000), covers=("coaches",)),
            CostLine(what="Rooms", cost=Cost(currency="SGD", per_head=100)),
        ),
    )
    brief = source.tour.brief.model_copy(update={"budget": budget})
    read = rows(costs_csv(replace(source, tour=source.tour.model_copy(update={"brief": brief}))))
    amounts = {row["what"]: row["amount"] for row in read}
    assert amounts["'=Coaches"] == "6000.0"
    assert float(amounts["Rooms"]) == 18 * 100 * 0.75
    assert float(amounts["Known costs of the group"]) == 6000 + 1350
    assert any(row["in"] == "unknown" and "hosts" in row["what"] for row in read)
    assert {row["rate of"] for row in read if row["what"] == "Rooms"} == {"2026-11-20"}
