"""Hand edits, as an organiser relies on them: what follows is re-timed, nothing else is touched."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.editing.compose import Composer
from workshop.editing.edits import PARKED, Edited, Editor
from workshop.editing.sheet import ANCHORS, bases, sheet_of
from workshop.errors import UsageError
from workshop.model.agenda import IATA, Block
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish
from workshop.model.tour import HostWish, Tour
from workshop.rules import check
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ("asia-tech-tour-2027", "with-seoul-2027")
FOLLOWS = ("overlap", "travel-time", "frame")
"""Rules that re-timing alone must keep, whatever is edited."""
BY_HAND = {"frame": ("training", "leisure", "debrief")}
"""What a person may well have made too short, or too late, by hand."""
MONDAY, TUESDAY, WEDNESDAY = date(2027, 3, 22), date(2027, 3, 23), date(2027, 3, 24)


@pytest.fixture(scope="module")
def shipped() -> Workspace:
    return Workspace(ROOT)


@pytest.fixture(scope="module")
def sample(shipped: Workspace) -> Tour:
    return shipped.tour(SAMPLES[0]).tour


@pytest.fixture
def editor(sample: Tour, catalogue: Catalogue) -> Editor:
    return Editor(sample, catalogue)


def block(tour: Tour, block_id: str) -> Block:
    assert tour.agenda is not None
    return next(one for one in tour.agenda.blocks if one.id == block_id)


def visits(tour: Tour) -> list[Block]:
    assert tour.agenda is not None
    return [one for one in tour.agenda.blocks if one.kind == "visit"]


def clock(at: datetime) -> str:
    return f"{at:%a %H:%M}"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_day_written_anew_from_its_anchors_is_the_day_as_it_was_planned(
    shipped: Workspace, name: str
) -> None:
    tour, catalogue = shipped.tour(name).tour, shipped.catalogue()
    assert tour.agenda is not None
    composer = Composer(tour.brief, catalogue, bases(tour.agenda, tour.brief, catalogue))
    for number, day in enumerate(tour.agenda.days):
        again = composer.day(sheet_of(day, number, tour.brief))
        assert [one.model_dump() for one in again.blocks] == [
            one.model_dump() for one in day.blocks
        ]


def test_a_visit_moves_with_its_briefing_coach_and_notes(sample: Tour, editor: Editor) -> None:
    visit = visits(sample)[0]
    before = {b.id: b.start for b in sample.agenda.blocks} if sample.agenda else {}
    done = editor.shift(visit.id, 15)
    moved = block(done.tour, visit.id)
    assert (moved.start - visit.start).total_seconds() == 15 * 60
    assert moved.minutes == visit.minutes
    brief, notes = block(done.tour, f"brief-{visit.ref}"), block(done.tour, f"pause-{visit.ref}")
    assert brief.end < moved.start
    assert notes.start == moved.end
    assert brief.start != before[brief.id]
    assert visit.title in done.label


def test_a_move_says_where_the_block_came_to_not_where_it_was_sent(
    sample: Tour, editor: Editor
) -> None:
    visit = visits(sample)[0]
    lunch = next(
        one
        for one in sample.agenda.blocks  # type: ignore[union-attr]
        if one.kind == "meal" and one.start.date() == visit.start.date()
    )
    sent = (lunch.start + timedelta(minutes=45)).time()
    done = editor.move(visit.id, visit.start.date(), sent)
    came = block(done.tour, visit.id).start
    assert came.time() > sent, "lunch, the briefing and the coach come first"
    assert done.label.endswith(f"{came:%H:%M}")


def test_other_days_are_left_to_the_letter(sample: Tour, editor: Editor) -> None:
    visit = visits(sample)[0]
    done = editor.shift(visit.id, 30)
    assert done.tour.agenda is not None
    assert sample.agenda is not None
    for was, now in zip(sample.agenda.days, done.tour.agenda.days, strict=True):
        if was.date != visit.start.date():
            assert now is was


def test_what_is_too_early_begins_as_soon_as_the_group_can_be_there(
    editor: Editor, sample: Tour
) -> None:
    lessons = [b for b in sample.agenda.blocks if b.kind == "training"] if sample.agenda else []
    one, two = next((a, b) for a, b in pairwise(lessons) if a.start.date() == b.start.date())
    done = editor.lengthen(one.id, 60)
    later = block(done.tour, two.id)
    assert later.start >= block(done.tour, one.id).end
    if later.start != two.start:
        assert two.id in done.pushed


def test_a_lock_is_not_pushed_but_found_to_overlap(sample: Tour, catalogue: Catalogue) -> None:
    visit = next(v for v in visits(sample) if v.start.date() == visits(sample)[0].start.date())
    day = visit.start.date()
    locked = Editor(sample, catalogue).lock(visit.id).tour
    lesson = (
        next(b for b in locked.agenda.blocks if b.kind == "training") if locked.agenda else None
    )
    assert lesson is not None
    done = Editor(locked, catalogue).move(lesson.id, day, visit.start.time())
    assert block(done.tour, visit.id).start == visit.start
    assert block(done.tour, visit.id).locked
    assert done.tour.agenda is not None
    found = check(done.tour.agenda, done.tour.brief, catalogue)
    assert {"overlap", "travel-time"} & {one.rule for one in found if one.severity == "error"}


def test_a_lecture_moved_to_another_city_is_taught_at_the_base_there(editor: Editor) -> None:
    done = editor.move("teach-m01-full", WEDNESDAY, time(8, 45))
    moved = block(done.tour, "teach-m01-full")
    assert (moved.city, moved.start.isoformat()) == ("singapore", "2027-03-24T08:45:00+08:00")
    assert moved.place.id.startswith("ven-sgp")


def test_a_host_cannot_be_visited_where_the_group_is_not(editor: Editor, sample: Tour) -> None:
    host = next(v for v in visits(sample) if v.city == "jakarta")
    with pytest.raises(UsageError, match="is in Jakarta; on Wednesday 24 March the group is in"):
        editor.move(host.id, WEDNESDAY, time(10))


def test_dropped_and_parked_things_are_left_out_with_the_reason(
    editor: Editor, sample: Tour, catalogue: Catalogue
) -> None:
    visit = visits(sample)[0]
    done = editor.park(visit.id)
    assert done.tour.agenda is not None
    assert visit.id not in {b.id for b in done.tour.agenda.blocks}
    assert f"brief-{visit.ref}" not in {b.id for b in done.tour.agenda.blocks}
    assert done.tour.agenda.left_out[-1].reason == PARKED
    back = Editor(done.tour, catalogue).add(str(visit.ref), visit.start.date(), visit.start.time())
    assert block(back.tour, visit.id).start == visit.start
    assert back.tour.agenda is not None
    assert visit.ref not in {one.ref for one in back.tour.agenda.left_out}


def test_out_and_in_again_gives_the_same_day(
    editor: Editor, sample: Tour, catalogue: Catalogue
) -> None:
    for visit in visits(sample):
        out = editor.drop(visit.id)
        again = Editor(out.tour, catalogue).add(
            str(visit.ref), visit.start.date(), visit.start.time()
        )
        assert block(again.tour, visit.id) == visit


def test_two_blocks_change_places(editor: Editor, sample: Tour) -> None:
    assert sample.agenda is not None
    lessons = [b for b in sample.agenda.blocks if b.kind == "training" and b.minutes == 60]
    one, other = lessons[0], lessons[-1]
    done = editor.swap(one.id, other.id)
    assert clock(block(done.tour, one.id).start) == clock(other.start)
    assert clock(block(done.tour, other.id).start) == clock(one.start)


def test_what_follows_cannot_be_edited_but_says_whose_it_is(editor: Editor, sample: Tour) -> None:
    assert sample.agenda is not None
    visit = visits(sample)[0]
    with pytest.raises(UsageError, match="follows from what is around it"):
        editor.move(f"brief-{visit.ref}", MONDAY, time(9))
    for one in sample.agenda.blocks:
        if one.ref == visit.ref and one.kind != "visit":
            assert editor.owner(one) == visit.id


def test_unknown_things_are_refused_in_words(editor: Editor) -> None:
    with pytest.raises(UsageError, match="no block nothing"):
        editor.drop("nothing")
    with pytest.raises(UsageError, match="not a day of the tour"):
        editor.move("teach-m01-full", date(2027, 5, 1), time(9))
    with pytest.raises(UsageError, match="no host, lecture or leisure item"):
        editor.add("[/b]", MONDAY, time(9))
    with pytest.raises(UsageError, match="in the plan already"):
        editor.add("m03", MONDAY, time(9))
    with pytest.raises(UsageError, match="no agenda yet"):
        Editor(editor.tour.model_copy(update={"agenda": None}), editor.catalogue)


def test_a_day_is_copied_onto_another_in_the_same_city(editor: Editor) -> None:
    done = editor.copy_day(MONDAY, TUESDAY)
    assert done.tour.agenda is not None
    monday, tuesday = done.tour.agenda.days[:2]
    kinds = [b.kind for b in monday.blocks if b.kind in ("visit", "training", "meal")]
    assert [b.kind for b in tuesday.blocks if b.kind in ("visit", "training", "meal")] == kinds
    ids = [b.id for b in done.tour.agenda.blocks]
    assert len(ids) == len(set(ids))


def _edit(editor: Editor, kind: str, number: int, other: int, minutes: int) -> Edited:
    anchors = [
        b for b in editor.agenda.blocks if b.kind in ANCHORS and b.kind not in ("flight", "debrief")
    ]
    one, two = anchors[number % len(anchors)], anchors[other % len(anchors)]
    days = [day.date for day in editor.agenda.days]
    at = time(7 + minutes % 12, minutes % 60 // 5 * 5)
    if kind == "move":
        return editor.move(one.id, days[other % len(days)], at)
    if kind == "swap":
        return editor.swap(one.id, two.id)
    if kind == "lengthen":
        return editor.lengthen(one.id, minutes - 60)
    if kind == "add":
        left = editor.agenda.left_out
        return editor.add(left[number % len(left)].ref, days[other % len(days)], at)
    return editor.drop(one.id)


def _to_a_flight(block: Block) -> bool:
    """Tell whether a block is a flight, in an airport, or the coach that a flight makes leave."""
    return block.kind == "flight" or IATA in (len(block.place.id), len(block.where_it_ends.id))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["move", "swap", "lengthen", "add", "drop"]),
        st.integers(0, 50), st.integers(0, 50), st.integers(0, 120),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@given(name=st.sampled_from(SAMPLES), steps=STEPS)
def test_whatever_is_edited_what_follows_still_follows(
    shipped: Workspace, name: str, steps: list[tuple[str, int, int, int]]
) -> None:
    tour, catalogue = shipped.tour(name).tour, shipped.catalogue()
    for step in steps:
        try:
            tour = _edit(Editor(tour, catalogue), *step).tour
        except UsageError:
            continue
    assert tour.agenda is not None
    if any(one.start.date() != day.date for day in tour.agenda.days for one in day.blocks):
        return  # more than a day holds: the rules count by the calendar, and say so
    found = check(tour.agenda, tour.brief, catalogue)
    blocks = {one.id: one for one in tour.agenda.blocks}
    errors = [one for one in found if one.rule in FOLLOWS and one.severity == "error"]
    missed = {
        blocks[b].start.date() for one in errors for b in one.blocks if _to_a_flight(blocks[b])
    }
    broken = [
        one for one in errors
        if not set(BY_HAND.get(one.rule, ())) & {blocks[b].kind for b in one.blocks}
        and not missed & {blocks[b].start.date() for b in one.blocks}
    ]  # fmt: skip
    assert broken == []
    ids = [one.id for one in tour.agenda.blocks]
    assert len(ids) == len(set(ids))


@given(steps=STEPS)
def test_what_the_rules_know_from_before_never_shows(
    sample: Tour, catalogue: Catalogue, steps: list[tuple[str, int, int, int]]
) -> None:
    """They keep what they found in a day; a brief that is another object makes them look anew."""
    tour = sample
    for step in steps:
        try:
            tour = _edit(Editor(tour, catalogue), *step).tour
        except UsageError:
            continue
        assert tour.agenda is not None
        found = check(tour.agenda, tour.brief, catalogue)
        assert found == check(tour.agenda, tour.brief.model_copy(), catalogue)


def test_a_day_that_an_agenda_has_twice_happens_twice(sample: Tour, catalogue: Catalogue) -> None:
    assert sample.agenda is not None
    first = sample.agenda.days[0]
    for days in ((first, first), (first, first.model_copy())):
        agenda = sample.agenda.model_copy(update={"days": days})
        twice = [
            one for one in check(agenda, sample.brief, catalogue) if "same block id" in one.message
        ]
        assert len(twice) == len(first.blocks)


def test_a_coach_to_a_flight_waits_for_the_group(editor: Editor, catalogue: Catalogue) -> None:
    late = editor.move("teach-m01-full", TUESDAY, time(16, 30)).tour
    assert late.agenda is not None
    day = late.agenda.days[1]
    debrief = next(one for one in day.blocks if one.kind == "debrief")
    flight = next(one for one in day.blocks if one.kind == "flight")
    coach = next(one for one in day.blocks if one.to is not None and one.to.id == flight.place.id)
    assert coach.start >= debrief.end
    rules = {
        one.rule for one in check(late.agenda, late.brief, catalogue) if flight.id in one.blocks
    }
    assert "flight" in rules


def test_a_visit_in_the_next_city_waits_for_the_landing(editor: Editor, sample: Tour) -> None:
    visit = next(v for v in visits(sample) if v.city == "singapore")
    done = editor.move(visit.id, TUESDAY, time(8)).tour
    assert done.agenda is not None
    landed = next(b for b in done.agenda.days[1].blocks if b.kind == "flight").end
    moved = block(done, visit.id)
    assert moved.start > landed
    assert moved.city == "singapore"
    gone = next(v for v in visits(sample) if v.city == "jakarta")
    with pytest.raises(UsageError, match="flies from there at"):
        editor.move(gone.id, TUESDAY, time(23))


def test_a_visit_made_longer_is_known_to_the_brief(editor: Editor, sample: Tour) -> None:
    visit = visits(sample)[0]
    done = editor.lengthen(visit.id, 30).tour
    wish = next(one for one in done.brief.hosts if one.id == visit.ref)
    assert wish.visit_minutes == block(done, visit.id).minutes == visit.minutes + 30


def test_flights_keep_their_day(editor: Editor, sample: Tour) -> None:
    assert sample.agenda is not None
    flight = next(b for b in sample.agenda.blocks if b.kind == "flight")
    for edit in (editor.drop, editor.park):
        with pytest.raises(UsageError, match="carries the route"):
            edit(flight.id)
    with pytest.raises(UsageError, match="carries the route"):
        editor.move(flight.id, MONDAY, time(9))
    assert block(editor.shift(flight.id, 30).tour, flight.id).start > flight.start


def test_a_host_with_a_slot_hours_and_a_cost_keeps_them_when_its_visit_is_edited(
    sample: Tour, catalogue: Catalogue
) -> None:
    visit = visits(sample)[0]
    known = HostWish.model_validate_json(
        json.dumps(
            {
                "id": visit.ref,
                "status": "tentative",
                "slot": {"date": str(visit.start.date()), "start": f"{visit.start:%H:%M}"},
                "hours": [{"days": ["mon"], "from": "09:00", "to": "16:00"}],
                "cost": {"currency": "USD", "fixed": 10},
            }
        )
    )
    carded = Editor(sample, catalogue).card(known).tour
    longer = Editor(carded, catalogue).lengthen(visit.id, 30).tour

    assert host_wish(carded.brief, str(visit.ref)) == known
    wanted = known.model_copy(update={"visit_minutes": visit.minutes + 30})
    assert host_wish(longer.brief, str(visit.ref)) == wanted


def test_a_city_is_moved_in_the_brief_and_the_plan_stays(editor: Editor, sample: Tour) -> None:
    done = editor.move_city("singapore", -1)
    assert done.label == "Singapore → Jakarta → Bangkok"
    assert done.tour.brief.cities.order == ("singapore", "jakarta", "bangkok")
    assert done.tour.agenda == sample.agenda
    for city, by, said in (
        ("jakarta", -1, "first one already"),
        ("bangkok", 1, "last one already"),
        ("seoul", 1, "does not come to this city"),
    ):
        with pytest.raises(UsageError, match=said):
            editor.move_city(city, by)
