"""Editions: remembered from export to export, refused when they are not what they should be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from workshop.errors import InputError
from workshop.export.editions import KEPT, Editions, editions_text, read_editions, with_edition
from workshop.export.version import code
from workshop.model.agenda import Agenda


def shifted(agenda: Agenda, minutes: int) -> Agenda:
    move = timedelta(minutes=minutes)
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    one.model_copy(update={"start": one.start + move, "end": one.end + move})
                    for one in day.blocks
                )
            }
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


def several(agenda: Agenda, number: int) -> Editions:
    editions = Editions(tour="small")
    for n in range(number):
        editions = with_edition(editions, shifted(agenda, n), ())
    return editions


def test_they_are_read_as_they_were_written(agenda: Agenda) -> None:
    editions = several(agenda, 2)
    assert read_editions(editions_text(editions), "f", "small") == editions


def test_the_one_before_is_what_changes_are_told_from(agenda: Agenda) -> None:
    assert several(agenda, 0).before is None
    assert several(agenda, 1).before is None
    before = several(agenda, 3).before
    assert before is not None
    assert before.days == shifted(agenda, 1).days


def test_a_version_is_found_by_its_code(agenda: Agenda) -> None:
    editions = several(agenda, 3)
    found = editions.find(code(agenda).lower())
    assert found is not None
    assert found.days == agenda.days
    assert editions.find("nothing") is None


def test_old_ones_are_forgotten_at_last(agenda: Agenda) -> None:
    editions = several(agenda, KEPT + 3)
    assert len(editions.editions) == KEPT
    assert editions.find(code(agenda)) is None


def test_a_code_is_of_what_happens_and_not_of_how_it_was_found(agenda: Agenda) -> None:
    other = agenda.model_copy(update={"score": 1, "status": "optimal", "seed": 9, "terms": ()})
    assert code(other) == code(agenda)
    assert code(shifted(agenda, 5)) != code(agenda)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f:1: "),
        ("{", "f:1: "),
        ('{\n"format": 1,\n"tour": }', "f:3: "),
        ("[" * 5000, "f:1: "),
        ('{"format": 2, "tour": "small"}', "no list of editions (format"),
        ('{"format": 1, "tour": "other"}', "of the tour 'other'"),
        ('{"format": 1, "tour": "small", "more": 1}', "no list of editions (more"),
        ('{"format": 1, "tour": "small", "events": [{"sequence": -1}]}', "no list of editions"),
    ],
)
def test_what_is_no_list_of_editions_is_refused_in_a_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_editions(text, "f", "small")
    (line,) = caught.value.lines()
    assert line.startswith("f:")
    assert said in line
    assert "; " in line
