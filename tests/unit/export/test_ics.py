"""The calendar: read back by three other programs, with one lint for what they let pass."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from workshop.export.documents import Desk, edition, make
from workshop.export.editions import FIRST, Editions
from workshop.export.ics import calendar, uid
from workshop.export.icslint import lint
from workshop.export.redaction import Source
from workshop.model.agenda import Agenda, Block

JS = Path(__file__).resolve().parents[2] / "js"


def published(source: Source, old: Editions | None = None) -> Editions:
    return edition(Desk(source), old or Editions(tour=source.name))


def changed(source: Source, ident: str, **fields: object) -> Source:
    """Return a source with other fields in one block."""
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    one.model_copy(update=fields) if one.id == ident else one for one in day.blocks
                )
            }
        )
        for day in source.agenda.days
    )
    return replace(source, agenda=source.agenda.model_copy(update={"days": days}))


def without(source: Source, ident: str) -> Source:
    days = tuple(
        day.model_copy(update={"blocks": tuple(one for one in day.blocks if one.id != ident)})
        for day in source.agenda.days
    )
    return replace(source, agenda=source.agenda.model_copy(update={"days": days}))


def events(editions: Editions) -> dict[str, Any]:
    import icalendar

    read = icalendar.Calendar.from_ical(calendar(editions, "Small Tour"))
    return {str(event["UID"]): event for event in read.walk("VEVENT")}


def visit(agenda: Agenda, ident: str) -> Block:
    return next(block for block in agenda.blocks if block.id == ident)


# -------------------------------------------------------------------- read back


def test_the_file_is_sound(source: Source) -> None:
    data = calendar(published(source), "Small Tour")
    assert lint(data) == ()
    assert b"METHOD:PUBLISH\r\n" in data
    assert data.count(b"BEGIN:VTIMEZONE") == 2
    assert b"BEGIN:VALARM" not in data
    assert b"ATTENDEE" not in data


def instants(agenda: Agenda) -> set[tuple[float, float]]:
    kept = [one for one in agenda.blocks if one.kind != "break" or len(one.place.id) == 3]
    return {(one.start.timestamp(), one.end.timestamp()) for one in kept}


def test_icalendar_reads_the_same_instants(source: Source) -> None:
    read = events(published(source)).values()
    said = {(one["DTSTART"].dt.timestamp(), one["DTEND"].dt.timestamp()) for one in read}
    assert said == instants(source.agenda)
    assert all(not one.errors for one in read)
    flight = next(one for one in read if "CGK" in str(one["SUMMARY"]))
    assert flight["DTSTART"].params["TZID"] == "Asia/Jakarta"
    assert flight["DTEND"].params["TZID"] == "Asia/Singapore"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_vobject_reads_the_same_instants(source: Source) -> None:
    import vobject

    read = vobject.readOne(calendar(published(source), "Small Tour").decode())
    assert read.validate(raiseException=True)
    said = {
        (one.dtstart.value.timestamp(), one.dtend.value.timestamp()) for one in read.vevent_list
    }
    assert said == instants(source.agenda)


def test_ical_js_reads_the_same_instants(source: Source) -> None:
    if shutil.which("node") is None or not (JS / "node_modules" / "ical.js").is_dir():
        pytest.skip("node with ical.js is not installed: npm ci --prefix tests/js")
    done = subprocess.run(
        ["node", "read_ics.mjs"],
        cwd=JS,
        input=calendar(published(source), "Small Tour"),
        capture_output=True,
        timeout=60,
        check=True,
    )
    read = json.loads(done.stdout)
    assert {(one["start"], one["end"]) for one in read} == instants(source.agenda)
    assert {one["zone"] for one in read} == {"Asia/Jakarta", "Asia/Singapore"}
    assert {one["sequence"] for one in read} == {0}


def test_only_what_is_agreed_is_confirmed(source: Source) -> None:
    read = {str(one["SUMMARY"]): str(one["STATUS"]) for one in events(published(source)).values()}
    assert read["Visit: Bank Jago (confirmed)"] == "CONFIRMED"
    assert read["Visit: GoTo Group (invited — not confirmed)"] == "TENTATIVE"
    assert read["CGK to SIN"] == "TENTATIVE"


def test_a_place_outside_the_catalogue_is_in_utc(source: Source) -> None:
    block = visit(source.agenda, "grab")
    elsewhere = block.start.replace(tzinfo=UTC), block.end.replace(tzinfo=UTC)
    moved = changed(source, "grab", start=elsewhere[0], end=elsewhere[1])
    data = calendar(published(moved), "Small Tour")
    assert lint(data) == ()
    assert b"DTSTART:20270323T150000Z" in data


# -------------------------------------------------------------------- versions


def test_an_identity_is_neither_title_nor_time(source: Source) -> None:
    block = visit(source.agenda, "goto")
    later = {"start": block.start + timedelta(hours=1), "end": block.end + timedelta(hours=1)}
    moved = changed(source, "goto", title="Another name", **later)
    assert set(events(published(moved))) == set(events(published(source)))


def test_what_changes_gets_a_higher_sequence_and_a_new_stamp(source: Source) -> None:
    first = published(source)
    block = visit(source.agenda, "goto")
    moved = changed(source, "goto", start=block.start + timedelta(minutes=15))
    second = published(moved, first)
    before, after = events(first), events(second)
    mine = uid("small", "visit jkt-goto")
    assert {one for one in after if after[one]["SEQUENCE"] == 1} == {mine}
    assert after[mine]["DTSTAMP"].dt == FIRST + timedelta(seconds=1)
    other = uid("small", "visit jkt-jago")
    assert after[other]["DTSTAMP"].dt == before[other]["DTSTAMP"].dt == FIRST
    assert all(after[one]["SEQUENCE"] >= before[one]["SEQUENCE"] for one in before)


def test_what_a_host_answers_is_a_change(source: Source) -> None:
    first = published(source)
    wishes = [one.model_copy(update={"status": "confirmed"}) for one in source.tour.brief.hosts]
    brief = source.tour.brief.model_copy(update={"hosts": tuple(wishes)})
    agreed = replace(source, tour=source.tour.model_copy(update={"brief": brief}))
    event = events(published(agreed, first))[uid("small", "visit jkt-goto")]
    assert (event["SEQUENCE"], event["STATUS"]) == (1, "CONFIRMED")


def test_what_goes_stays_as_cancelled_and_may_come_back(source: Source) -> None:
    mine = uid("small", "visit jkt-goto")
    first = published(source)
    second = published(without(source, "goto"), first)
    third = published(changed(without(source, "goto"), "jago", title="X"), second)
    fourth = published(source, third)
    said = [events(one)[mine] for one in (first, second, third, fourth)]
    assert [str(one["STATUS"]) for one in said] == [
        *("TENTATIVE", "CANCELLED", "CANCELLED", "TENTATIVE")
    ]
    assert [one["SEQUENCE"] for one in said] == [0, 1, 1, 2]
    assert lint(calendar(fourth, "")) == ()


def test_the_same_plan_again_is_no_new_edition(source: Source) -> None:
    first = published(source)
    assert published(source, first) == first


def test_a_record_with_later_stamps_is_carried_on_from_there(source: Source) -> None:
    first, later = published(source), datetime(2026, 12, 1, 8, tzinfo=UTC)
    last = first.editions[-1].model_copy(update={"stamp": later})
    second = published(without(source, "goto"), first.model_copy(update={"editions": (last,)}))
    said = events(second)[uid("small", "visit jkt-goto")]["DTSTAMP"].dt
    assert said == second.stamp == later + timedelta(seconds=1)


def test_a_lecture_given_twice_is_two_events(source: Source) -> None:
    again = changed(source, "m03-full", ref="m12", form="full")
    keys = [one.event.key for one in published(again).events]
    assert {"training m12", "training m12 2"} <= set(keys)
    assert len(keys) == len(set(keys))


def test_without_a_folder_the_plan_is_the_first_edition(source: Source) -> None:
    (paper,) = make("ics", Desk(source))
    assert paper.data == calendar(published(source), "Small Tour")


# -------------------------------------------------------------------- the lint


END = b"DTEND;TZID=Asia/Jakarta:2027032"
BREAKS = {
    "no stamp": (b"DTSTAMP:20000101T000000Z\r\n", b"", "no DTSTAMP"),
    "no uid": (b"UID:", b"X-UID:", "no UID"),
    "no product": (b"PRODID:", b"X-PRODID:", "no PRODID"),
    "ends before it starts": (END + b"2", END + b"1", "ends before"),
    "no zone": (b"TZID:Asia/Jakarta", b"TZID:Asia/Jaka", "no VTIMEZONE for Asia/Jakarta"),
    "sequence": (b"SEQUENCE:0", b"SEQUENCE:abc", "SEQUENCE 'abc' is no number"),
    "line ends": (b"\r\n", b"\n", "CRLF"),
    "folding": (b"SUMMARY:", b"SUMMARY:" + b"x" * 200, "octets; fold after 75"),
    "floating": (b"DTSTART;TZID=Asia/Jakarta:", b"DTSTART:", "DTSTART has no zone"),
    "local stamp": (b"DTSTAMP:20000101T000000Z", b"DTSTAMP:20000101T000000", "not in UTC"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_lint_finds_what_readers_let_pass(name: str, source: Source) -> None:
    good, bad, said = BREAKS[name]
    data = calendar(published(source), "Small Tour")
    assert good in data
    assert any(said in fault for fault in lint(data.replace(good, bad)))


def test_the_lint_finds_an_identity_used_twice(source: Source) -> None:
    data = calendar(published(source), "Small Tour")
    one, other = uid("small", "visit jkt-goto").encode(), uid("small", "visit jkt-jago").encode()
    assert any("used twice" in fault for fault in lint(data.replace(one, other)))
