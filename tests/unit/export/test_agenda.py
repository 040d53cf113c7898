"""The agenda that is sent: all of it, nothing that is private, and no text that breaks it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.hostile import EVERYTHING
from workshop.export.agenda import agenda_markdown
from workshop.model.agenda import Agenda, Conflict, Day, LeftOut, Place
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Tour

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "agenda.md"
BROKEN = (
    Finding(rule="meals", severity="error", blocks=("lunch",), message="No lunch.", fix="Eat."),
    Finding(rule="open", severity="warning", message="Hours are assumed."),
)


def parse(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


def headings(markdown: str) -> list[str]:
    tokens = parse(markdown)
    return [
        f"{token.tag} {tokens[at + 1].content}"
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def rows(markdown: str) -> list[list[str]]:
    """All rows of all tables, as their cells' Markdown."""
    found: list[list[str]] = []
    tokens = parse(markdown)
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            found.append([])
        elif token.type in ("td_open", "th_open"):
            found[-1].append(tokens[at + 1].content)
    return found


def test_the_agenda_of_the_small_tour(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    assert agenda_markdown(tour, agenda, small, BROKEN) == GOLDEN.read_text()


def test_a_bound_for_some_venues_is_not_told_for_all(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    for status, all_of_them, some in (
        ("feasible", "No plan can have more than 221", "No plan at the training venues below can"),
        ("optimal", "Proven best for this brief: 210", "Proven best for this brief at the train"),
    ):
        for venues, words in (("all", all_of_them), ("likeliest", some)):
            known = agenda.model_copy(update={"status": status, "venues": venues})
            assert words in agenda_markdown(tour, known, small, BROKEN)


def test_the_same_values_give_the_same_bytes(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    again = Agenda.model_validate_json(agenda.model_dump_json(by_alias=True))

    assert agenda_markdown(tour, again, small) == agenda_markdown(tour, agenda, small)


def test_it_keeps_the_usual_rules_of_markdown(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    text = agenda_markdown(tour, agenda, small, BROKEN)

    lines = text.splitlines()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() and "\t" not in line for line in lines)
    assert "\n\n\n" not in text
    for at, line in enumerate(lines):
        if line.startswith("#"):
            assert at == 0 or lines[at - 1] == ""
            assert lines[at + 1] == ""
    names = headings(text)
    assert [name for name in names if name.startswith("h1")] == ["h1 Small Tour"]
    assert len(set(names)) == len(names)


def test_nothing_private_is_in_it(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    text = agenda_markdown(tour, agenda, small, BROKEN)

    assert "SECRET" not in text
    assert "123456" not in text
    assert "654321" not in text


def test_a_visit_nobody_agreed_to_is_marked(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    text = agenda_markdown(tour, agenda, small)

    assert "| GoTo Group (invited — not confirmed)" in text
    assert "| Bank Jago (confirmed)" in text
    assert "| Grab (idea — not asked yet)" in text
    assert "**invited — not confirmed**: the company has been asked" in text
    assert "tentative" not in text


def test_the_brief_of_today_says_what_is_confirmed(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    one.model_copy(update={"status": "confirmed"}) if one.kind == "visit" else one
                    for one in day.blocks
                )
            }
        )
        for day in agenda.days
    )

    text = agenda_markdown(tour, agenda.model_copy(update={"days": days}), small)

    assert "| GoTo Group (invited — not confirmed)" in text


def test_times_have_their_zone_where_it_changes(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    cells = {row[2]: row for row in rows(agenda_markdown(tour, agenda, small))}

    assert cells["Platforms"][0] == "09:15–10:30"
    assert cells["CGK to SIN"][0] == "10:00 (UTC+7) – 12:50 (UTC+8)"
    assert cells["CGK to SIN"][3] == "Jakarta Airport → Singapore Airport"
    assert cells["Grab (idea — not asked yet)"][0] == "15:00–16:30 (UTC+8)"


def test_a_block_past_midnight_says_so(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    first = agenda.days[0]
    late = first.blocks[-1].model_copy(update={"end": first.blocks[-1].end + timedelta(hours=9)})
    day = first.model_copy(update={"blocks": (late,)})

    text = agenda_markdown(tour, agenda.model_copy(update={"days": (day,)}), small)

    assert "| 17:00–02:45 (+1 day)" in text
    assert "Free from" not in text


def test_rows_lead_to_the_notes_of_what_is_assumed(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    text = agenda_markdown(tour, agenda, small)
    notes = {
        line.split(". ")[0]: line
        for line in text.split("## Notes: what is assumed")[1].split("##")[0].splitlines()
        if line
    }
    cells = {row[2]: row[4] for row in rows(text) if len(row) == 5}

    assert cells["Bank Jago (confirmed)"] == ""
    goto = " ".join(
        notes[number] for number in cells["GoTo Group (invited — not confirmed)"].split(", ")
    )
    assert "Mon–Fri 09:00–17:00" in goto
    assert "90 minutes are planned" in goto
    assert "up to 25 people are assumed" in goto
    assert "Address: from older" in goto
    assert "nothing is booked" in notes[cells["CGK to SIN"]]
    gallery = " ".join(notes[number] for number in cells["National Gallery"].split(", "))
    assert "opening hours are unchecked" in gallery
    assert "Tickets are bought at the door." in gallery
    assert "Tuesday 23 March 2027: offices are closed in Jakarta (A Feast (joint leave))." in text
    assert "room for 40 people (daily 07:00–22:00) is assumed at Hotel in Jakarta." in text


def test_a_booked_flight_is_not_called_assumed(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    booked = Tour.model_validate_json(
        tour.model_dump_json(by_alias=True).replace(
            '"flights":[]',
            '"flights":[{"date":"2027-03-23","from":"CGK","to":"SIN",'
            '"departs":"10:00","lands":"12:50"}]',
        )
    )

    assert "nothing is booked" not in agenda_markdown(booked, agenda, small)


def test_the_balance_is_said_in_one_line(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    assert (
        "- **Balance:** training 1 h 45 · visits 4 h 00, that is 30 : 70 (target 50 : 50 ± 10) · "
        "leisure 1 h 30 · transit 5 h 30 (coaches, airports, flights)\n"
    ) in agenda_markdown(tour, agenda, small)


def test_a_plan_that_breaks_a_rule_says_so_at_the_top(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    warned = agenda_markdown(tour, agenda, small, BROKEN[1:])

    assert "Not ready to be sent" not in warned
    assert (
        agenda_markdown(tour, agenda, small, BROKEN)
        .splitlines()[2]
        .startswith("> **Not ready to be sent:** the plan has 1 error")
    )


def test_what_is_left_out_has_its_reason(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    text = agenda_markdown(tour, agenda, small).split("## For the organiser")[1]

    assert "- **Telkom** (jkt-telkom): no day has room for it\n" in text
    assert "- **m01**: it is taught where nobody goes\n" in text


def test_one_reason_for_several_is_said_once(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    left = tuple(LeftOut(ref=ref, reason="no such city") for ref in ("jkt-goto", "m12", "x"))

    text = agenda_markdown(tour, agenda.model_copy(update={"left_out": left}), small)

    assert "- **GoTo Group** (jkt-goto), **Capstone** (m12), **x**: no such city\n" in text


def test_notes_of_the_planner_are_not_said_twice(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    def noted(note: str) -> str:
        first = agenda.days[0]
        blocks = tuple(one.model_copy(update={"note": note}) for one in first.blocks)
        day = first.model_copy(update={"blocks": blocks})
        return agenda_markdown(tour, agenda.model_copy(update={"days": (day,)}), small)

    assert noted("assumed: visit length, group cap") == noted("")
    assert ". assumed: the lift works\n" in noted("assumed: the lift works")


def test_a_coach_whose_title_says_where_to_says_where_from(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    first = agenda.days[0]
    coach = first.blocks[2].model_copy(update={"title": "Coach to Bank Jago"})
    day = first.model_copy(update={"blocks": (coach,)})

    text = agenda_markdown(tour, agenda.model_copy(update={"days": (day,)}), small)

    assert "| Coach to Bank Jago | from Hotel in Jakarta |" in text


def test_the_disclaimers_are_always_there(tour: Tour, agenda: Agenda, small: Catalogue) -> None:
    for plan in (agenda, Agenda(status="infeasible"), Agenda(status="optimal")):
        end = agenda_markdown(tour, plan, small).split("## Please note")[1]
        assert end.count("\n- ") == 5
        assert "advice to invest" in end


def test_an_impossible_brief_names_the_facts(tour: Tour, small: Catalogue) -> None:
    plan = Agenda(
        status="infeasible", conflict=(Conflict(fact="All days are holidays", where="a.yaml:3"),)
    )

    text = agenda_markdown(tour, plan, small)

    assert "## No plan fits this brief" in text
    assert "1. All days are holidays (a.yaml:3)" in text
    assert "22–23 March 2027 (2 days)" in text
    assert "points" not in text


def test_a_window_is_said_where_no_days_are_set(tour: Tour, small: Catalogue) -> None:
    brief = tour.model_dump_json(by_alias=True).replace(
        '"start":"2027-03-22","window":null',
        '"start":null,"window":{"earliest":"2027-03-22","latest":"2027-04-02"}',
    )
    text = agenda_markdown(Tour.model_validate_json(brief), Agenda(status="infeasible"), small)

    assert "2 days between 22 March – 2 April 2027" in text


def test_an_agenda_the_catalogue_knows_nothing_of_is_still_written(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    bare = _with(small, cities=(), frameworks=(), modules=())

    text = agenda_markdown(tour, agenda, bare)

    assert "## Monday 22 March 2027 — jakarta (UTC+7)" in text
    assert len(rows(text)) == len(rows(agenda_markdown(tour, agenda, small)))


@pytest.fixture(scope="module")
def calm(tour: Tour, agenda: Agenda, small: Catalogue) -> str:
    """Return the document with a tame word in every field."""
    return agenda_markdown(*_said("calm", tour, agenda, small))


@pytest.mark.parametrize("words", EVERYTHING, ids=range(len(EVERYTHING)))
def test_hostile_words_anywhere_change_nothing_but_themselves(
    words: str, calm: str, tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    wild = agenda_markdown(*_said(words, tour, agenda, small))

    assert [token.type for token in parse(wild)] == [token.type for token in parse(calm)]
    assert [len(row) for row in rows(wild)] == [len(row) for row in rows(calm)]
    kinds = {child.type for token in parse(wild) for child in token.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
    assert len(wild.splitlines()) == len(calm.splitlines())
    assert all(line == line.rstrip() for line in wild.split("\n"))
    assert not set(wild) & {"\x1b", "\x07", "\x00", "\r", "\u202e"}


def _with(catalogue: Catalogue, **changes: object) -> Catalogue:
    """Change fields of a catalogue without taking its remembered look-ups along."""
    return Catalogue.model_construct(**{**dict(catalogue), **changes})


def _said(
    words: str, tour: Tour, agenda: Agenda, small: Catalogue
) -> tuple[Tour, Agenda, Catalogue, tuple[Finding, ...]]:
    """Put `words` into every field that takes any."""
    words = words if words.split() else "empty"
    brief = tour.brief.model_copy(update={"title": words, "client": words, "question": words})
    place = Place(id="p", name=words, lat=0, lon=0)
    days = tuple(
        Day(
            date=day.date,
            cities=day.cities,
            blocks=tuple(
                block.model_copy(
                    update={
                        "title": words,
                        "note": words,
                        "place": place,
                        "to": block.to and place,
                    }
                )
                for block in day.blocks
            ),
        )
        for day in agenda.days
    )
    left = (LeftOut(ref=words, title=words, reason=words),)
    cities = tuple(
        city.model_copy(
            update={
                "name": words,
                "country": words,
                "hosts": tuple(
                    one.model_copy(update={"name": words, "why": words, "frameworks": (words,)})
                    for one in city.hosts
                ),
                "leisure": tuple(
                    one.model_copy(update={"name": words, "notes": words, "hours_text": words})
                    for one in city.leisure
                ),
                "entry_formalities": tuple(
                    one.model_copy(update={"item": words, "window": words, "as_of": words})
                    for one in city.entry_formalities
                ),
            }
        )
        for city in small.cities
    )
    terms = tuple(term.model_copy(update={"name": words, "unit": words}) for term in agenda.terms)
    finding = Finding(rule=words, severity="error", blocks=(words,), message=words, fix=words)
    return (
        tour.model_copy(update={"brief": brief}),
        agenda.model_copy(update={"days": days, "left_out": left, "terms": terms}),
        _with(small, cities=cities),
        (finding,),
    )


def test_dates_are_said_over_months_and_years() -> None:
    from workshop.export.wording import date_range

    assert date_range(date(2027, 3, 22), date(2027, 3, 22)) == "22 March 2027"
    assert date_range(date(2027, 3, 29), date(2027, 4, 2)) == "29 March – 2 April 2027"
    assert date_range(date(2027, 12, 30), date(2028, 1, 3)) == "30 December 2027 – 3 January 2028"


def test_a_line_says_neither_its_kind_nor_its_place_twice(
    tour: Tour, agenda: Agenda, small: Catalogue
) -> None:
    first, *rest = agenda.days
    named = {"db1": "Debrief", "p1": "Break", "m03-full": "Lecture halls of old"}
    blocks = [
        block.model_copy(update={"title": named.get(block.id, block.title)})
        for block in first.blocks
    ]
    day = first.model_copy(update={"blocks": tuple(blocks)})
    plan = agenda.model_copy(update={"days": (day, *rest)})
    lines = [[cell.strip() for cell in row] for row in rows(agenda_markdown(tour, plan, small))]
    assert ["17:00–17:45", "Debrief", "–", "Hotel in Jakarta", ""] in lines
    assert ["12:15–12:25", "Break", "–", "", ""] in lines
    assert ["09:15–10:30", "Lecture", "Lecture halls of old", "", ""] in lines
