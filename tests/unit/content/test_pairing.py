"""What is taught leads to what is visited, and back: questions, counts, the sheet, the debrief."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from workshop.catalogue.load import load_catalogue
from workshop.decks.parse import parse_deck
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Framework
from workshop.model.place import Host

CONTENT = Path(__file__).resolve().parents[3] / "content"


def test_the_twenty_frameworks_of_the_talk_have_names_and_places(catalogue: Catalogue) -> None:
    assert list(catalogue.idea) == [f"F{number:02}" for number in range(1, 21)]
    assert all(idea.place.startswith("@") for idea in catalogue.talk)
    used = {seed for framework in catalogue.frameworks for seed in framework.seed}
    taught = {name for module in catalogue.modules for name in module.frameworks}
    assert {name for name in used | taught if name.startswith("F")} <= set(catalogue.idea)


def test_every_host_and_framework_has_something_to_ask_and_to_count(catalogue: Catalogue) -> None:
    shows: tuple[Host | Framework, ...] = (*catalogue.host.values(), *catalogue.frameworks)
    for shown in shows:
        assert len(shown.ask) >= 2, shown.id
        assert len(shown.count) >= 2, shown.id
        assert all(line.endswith("?") for line in shown.ask), shown.id
    lines = Counter(line for host in catalogue.host.values() for line in (*host.ask, *host.count))
    assert len(lines) >= 130


def test_where_hosts_are_few_there_are_leads_with_a_page(catalogue: Catalogue) -> None:
    shown = Counter(name for host in catalogue.host.values() for name in host.frameworks)
    for framework in catalogue.frameworks:
        assert shown[framework.id] > 1 or framework.leads, framework.id
        for lead in framework.leads:
            assert lead.city in catalogue.city
            assert lead.url.startswith("https://")


def test_the_field_sheet_is_the_one_that_the_capstone_hands_out(catalogue: Catalogue) -> None:
    deck = parse_deck((CONTENT / "modules" / "m12.md").read_text(encoding="utf-8"), "m12.md")
    (sheet,) = (
        slide.worksheet
        for slide in deck.slides
        if slide.worksheet is not None and slide.worksheet.title == "Field sheet"
    )
    assert [(each.label, each.choices) for each in sheet.fields[1:]] == [
        (row.label, row.choices) for row in catalogue.fieldwork.sheet
    ]
    assert {row.module for row in catalogue.fieldwork.sheet} <= set(catalogue.module)


def test_a_debrief_fills_its_minutes_and_has_questions_for_each_kind_of_day(
    catalogue: Catalogue,
) -> None:
    debrief = catalogue.fieldwork.debrief
    assert sum(step.minutes for step in debrief.steps) == catalogue.defaults.debrief_minutes
    for questions in (
        debrief.every_day,
        debrief.first_day,
        debrief.leaving_a_city,
        debrief.last_day,
    ):
        assert questions
        assert all(question.endswith("?") for question in questions)


def test_the_day_of_leaving_a_city_has_its_own_questions(catalogue: Catalogue) -> None:
    debrief = catalogue.fieldwork.debrief
    plain = debrief.questions(first=False, leaving=False, last=False)
    assert plain == debrief.every_day
    assert debrief.questions(first=False, leaving=True, last=False) == (
        *debrief.leaving_a_city,
        *plain,
    )


def test_a_workspace_may_do_without_fieldwork(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = tmp_path / "content"
    content.mkdir()
    for path in CONTENT.iterdir():
        if path.name != "fieldwork.yaml":
            (content / path.name).symlink_to(path)
    assert load_catalogue(content, catalogue.modules).fieldwork.sheet == ()
