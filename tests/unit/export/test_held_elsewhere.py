"""What is printed beside the documents holds nothing that is held back from anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.export.marks import marks, spoken
from tests.unit.export.test_redaction import SECRET
from workshop.export.agenda import agenda_markdown
from workshop.export.changenote import change_note
from workshop.export.redaction import Source
from workshop.export.report import tour_report

FOR_ITS_OWNER = {("LeftOut", "title"), ("LeftOut", "reason"), ("Term", "unit")}
"""Of a plan that is printed: what the planner says of it."""


@pytest.mark.parametrize("text", ["plan", "change note", "report"])
def test_texts_without_a_row_in_the_table_hold_nothing_of_it(source: Source, text: str) -> None:
    full = spoken(replace(source, decks={}))
    tour = full.tour.model_copy(update={"agenda": full.agenda})
    fewer = full.agenda.model_copy(update={"days": full.agenda.days[1:]})
    said = {
        "plan": lambda: agenda_markdown(tour, full.agenda, full.catalogue, ()),
        "change note": lambda: change_note(
            tour, tour.model_copy(update={"agenda": fewer}), full.catalogue
        ),
        "report": lambda: tour_report(tour.brief, full.agenda, ()),
    }[text]()
    found = marks(said)
    assert found
    assert not found & set().union(*SECRET.values()) - FOR_ITS_OWNER
