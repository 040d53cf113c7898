"""The twelve lectures that come with the program, as a lecturer relies on them."""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workshop.decks.lint import lint
from workshop.decks.module import read_module
from workshop.decks.parse import parse_deck

if TYPE_CHECKING:
    from workshop.decks.deck import Deck, Slide
    from workshop.model.lecture import Module

FOLDER = Path(__file__).resolve().parents[3] / "content" / "modules"
FILES = sorted(FOLDER.glob("*.md"))
MINUTES = {"m03": 75, "m04": 75, "m06": 75, "m08": 75, "m10": 75, "m12": 75}


def _id(path: Path) -> str:
    return path.stem


@cache
def _deck(path: Path) -> Deck:
    return parse_deck(path.read_text(encoding="utf-8"), path.name)


@cache
def _module(path: Path) -> Module:
    return read_module(path, path.name)


def _seen(slide: Slide) -> str:
    """Return what the room sees on a slide."""
    return "\n".join((slide.title, *(segment.text for segment in slide.segments)))


def test_all_twelve_are_there() -> None:
    assert [path.stem for path in FILES] == [f"m{number:02}" for number in range(1, 13)]


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_keeps_the_convention_and_fits_a_small_terminal(path: Path) -> None:
    deck = _deck(path)
    assert deck.dialect == "workshop"
    assert lint(deck, sizes=((80, 24), (100, 30), (120, 40))) == ()


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_says_what_a_tour_must_know(path: Path) -> None:
    module = _module(path)
    assert module.id == path.stem
    assert module.duration == MINUTES.get(module.id, 60)
    assert module.short == 30
    assert module.capstone == (module.id == "m12")
    assert not module.outline
    assert len(module.objectives) >= 3


def test_needs_name_lectures_that_come_first_without_a_circle() -> None:
    needs = {module.id: set(module.needs) for module in map(_module, FILES)}
    assert set().union(*needs.values()) <= set(needs)
    assert len(list(TopologicalSorter(needs).static_order())) == 12


def test_together_they_teach_every_framework_of_the_talk() -> None:
    taught = {name for path in FILES[:-1] for name in _module(path).frameworks}
    assert {f"F{number:02}" for number in range(1, 21)} <= taught


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_minutes_of_all_slides_make_the_full_form_and_those_not_optional_the_short(
    path: Path,
) -> None:
    module, slides = _module(path), _deck(path).slides
    assert sum(slide.minutes or 0 for slide in slides) == module.duration
    assert sum(slide.minutes or 0 for slide in slides if not slide.optional) == module.short


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_every_slide_has_a_title_a_time_and_says_what_to_cut_when_late(path: Path) -> None:
    for slide in _deck(path).slides:
        assert slide.title, slide.line
        assert slide.minutes, slide.title
        assert "LATE: " in slide.notes, slide.title


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_notices_stand_on_the_first_and_last_slide(path: Path) -> None:
    slides = _deck(path).slides
    for slide in (slides[0], slides[-1]):
        seen = _seen(slide)
        assert "Not investment advice" in seen
        assert "may be wrong" in seen
        assert "out of date" in seen
        assert "has agreed to anything" in seen
    assert "Podcast 141" in _seen(slides[-1])


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_the_room_reads_what_kind_of_sentence_a_claim_is(path: Path) -> None:
    slides = [slide for slide in _deck(path).slides if slide.claims]
    assert slides
    for slide in slides:
        for claim in slide.claims:
            assert claim.place, claim.id
            assert claim.text, claim.id
            assert re.search(rf"\({claim.mark}\b", _seen(slide)), (claim.id, claim.mark)


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_quiz_answers_are_among_the_options_and_not_on_the_wall(path: Path) -> None:
    asked = [slide for slide in _deck(path).slides if slide.quiz is not None]
    assert len(asked) >= 3
    for slide in asked:
        assert slide.quiz is not None
        for question in slide.quiz.questions:
            assert question.explain not in _seen(slide)
            assert question.answer
            for answer in question.answer:
                assert isinstance(answer, int)
                assert 1 <= answer <= len(question.options), slide.title


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_steps_of_an_exercise_fill_its_minutes(path: Path) -> None:
    tasks = [slide for slide in _deck(path).slides if slide.exercise is not None]
    assert tasks
    for slide in tasks:
        assert slide.exercise is not None
        assert slide.worksheet is not None
        assert sum(step.minutes or 0 for step in slide.exercise.steps) == slide.exercise.minutes


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_hosts_named_are_in_the_catalogue_and_have_agreed_to_nothing(path: Path) -> None:
    cities = FOLDER.parent / "cities"
    known = set(
        re.findall(
            r"^ *- id: (\S+)$",
            "\n".join(file.read_text(encoding="utf-8") for file in cities.glob("*.yaml")),
            re.MULTILINE,
        )
    )
    for slide in _deck(path).slides:
        assert set(slide.hosts) <= known, slide.title
        if slide.hosts:
            assert re.search(r"nothing agreed|agreed to host us", _seen(slide)), slide.title
