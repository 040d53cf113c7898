"""The rules never fall over, and small changes that break a valid agenda are seen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.atlas import make_brief
from tests.unit.rules.world import World, drop, find, replace, shift, stretch
from workshop.model.agenda import Agenda, Block, Place
from workshop.rules import RULES

WORLD = World()
VALID = WORLD.agenda()
KEYS = [block.id for block in VALID.blocks]
PLACES = sorted({block.place.id for block in VALID.blocks} | {"alpha-post", "ggg", "gamma-hotel"})
REFS = sorted({block.ref for block in VALID.blocks if block.ref} | {"m11", "alpha-tower", "nobody"})
KINDS = sorted({block.kind for block in VALID.blocks})
OPTIONAL = {"tea", "garden", "coordination-platforms"}
"""Blocks whose absence breaks nothing."""

places = st.sampled_from(PLACES).map(WORLD.place) | st.builds(
    Place, id=st.text(max_size=5), name=st.text(max_size=5), lat=st.floats(), lon=st.floats()
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(KINDS),
        "ref": st.none() | st.sampled_from(REFS) | st.text(max_size=5),
        "city": st.sampled_from(["alpha", "beta", "gamma", "atlantis"]),
        "place": places,
        "to": st.none() | places,
        "form": st.sampled_from([None, "full", "short"]),
        "status": st.none() | st.sampled_from(["idea", "confirmed"]) | st.text(max_size=5),
        "locked": st.booleans(),
        "id": st.sampled_from(KEYS),
    },
)
minutes = st.integers(-3000, 3000)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """The valid agenda after some edits by a careless or hostile hand."""
    agenda = VALID
    for _ in range(draw(st.integers(1, 6))):
        blocks = agenda.blocks
        if not blocks:
            break
        key = draw(st.sampled_from([block.id for block in blocks]))
        update: dict[str, Any] = draw(changes)
        move, longer = timedelta(minutes=draw(minutes)), draw(st.integers(0, 2000))
        copies = draw(st.integers(0, 2))

        def edit(
            block: Block,
            update: dict[str, Any] = update,
            move: timedelta = move,
            longer: int = longer,
            copies: int = copies,
        ) -> tuple[Block, ...]:
            start = block.start + move
            times = {"start": start, "end": start + timedelta(seconds=block.minutes * 60 + longer)}
            return (block.model_copy(update=update | times),) * copies

        agenda = replace(agenda, key, edit)
    days = draw(st.permutations(agenda.days))[: draw(st.integers(0, 3))]
    dated = [
        day.model_copy(update={"date": draw(st.just(day.date) | st.dates(date.min, date.max))})
        for day in days
    ]
    return agenda.model_copy(update={"days": tuple(dated)})


@given(agendas(), agendas())
def test_no_agenda_makes_the_rules_raise(agenda: Agenda, held: Agenda) -> None:
    found = WORLD.findings(agenda, held=held)
    ids = {block.id for block in agenda.blocks}
    assert found == WORLD.findings(agenda, held=held, brief=WORLD.brief.model_copy())
    assert [one.rule for one in found] == sorted((one.rule for one in found), key=RULES.index)
    for one in found:
        assert one.message.strip()
        assert len(one.message.splitlines()) == 1
        assert len(one.fix.splitlines()) <= 1
        assert ids.issuperset(one.blocks)


@given(st.sampled_from(KEYS), st.integers(-900, 900).filter(bool))
def test_block_moved_onto_another_is_an_overlap(key: str, by: int) -> None:
    agenda = shift(VALID, by, key)
    blocks = sorted(agenda.blocks, key=lambda block: (block.start, block.end))
    crossed = any(after.start < before.end for before, after in pairwise(blocks))
    assert ("overlap" in WORLD.broken(agenda)) is crossed


@given(
    st.sampled_from(["shop", "bank", "lab", "shop-pause", "flight", "check-in", "kerb"]),
    st.integers(-900, 900).filter(bool),
)
def test_what_hangs_together_cannot_be_moved_alone(key: str, by: int) -> None:
    """A visit has at most five minutes to spare before it, and its pause right behind it."""
    broken = WORLD.broken(shift(VALID, by, key))
    assert broken or -5 <= by < 0


@given(st.sampled_from(KEYS), st.integers(1, 400), st.sampled_from([-1, 1]))
def test_block_moved_to_another_day_is_seen(key: str, days: int, sign: int) -> None:
    assert "dates" in WORLD.broken(shift(VALID, sign * days * 24 * 60, key))


@given(st.integers(-300, 300).filter(bool))
def test_whole_tour_moved_in_time_is_seen(by: int) -> None:
    """Everything an hour later fits nothing: departures, mornings and landings are fixed."""
    assert WORLD.broken(shift(VALID, by, *KEYS))


@given(st.sampled_from([key for key in KEYS if key not in OPTIONAL]))
def test_block_that_is_needed_is_missed(key: str) -> None:
    assert WORLD.broken(drop(VALID, key))


@given(st.permutations(range(3)).filter(lambda order: list(order) != [0, 1, 2]))
def test_days_in_another_order_are_seen(order: list[int]) -> None:
    days = tuple(VALID.days[number] for number in order)
    assert "dates" in WORLD.broken(VALID.model_copy(update={"days": days}))
    dates = [day.date for day in VALID.days]
    moved = tuple(day.model_copy(update={"date": at}) for day, at in zip(days, dates, strict=True))
    assert "dates" in WORLD.broken(VALID.model_copy(update={"days": moved}))


@given(
    st.sampled_from([key for key in KEYS if find(VALID, key).kind == "transfer"]),
    st.integers(1, 20),
)
def test_ride_cut_below_its_minutes_is_seen(key: str, by: int) -> None:
    coach = find(VALID, key)
    agenda = stretch(VALID, key, end=-by)
    city = WORLD.catalogue.city[coach.city]
    assert coach.to is not None
    # straight through the model's own formula, not through the rules
    from workshop.model.travel import clock, ride_minutes

    needed = ride_minutes(city, WORLD.catalogue.defaults, coach.place, coach.to, clock(coach.start))
    assert ("travel-time" in WORLD.broken(agenda)) is (coach.minutes - by < needed)


@given(st.integers(1, 60))
def test_group_of_any_size_is_measured_at_every_door(size: int) -> None:
    broken = WORLD.broken(VALID, brief=make_brief(group_size=size))
    assert ("capacity" in broken) is (size > 25)
    assert broken <= {"capacity"}
