"""Whatever may happen in a session, in any order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.unit.delivery.stage import NINE, SHORTER, SHOW
from workshop.delivery import event as e
from workshop.delivery import show
from workshop.delivery.event import Event, What
from workshop.delivery.question import Question
from workshop.model.diagram import diamond_of

slides = st.integers(0, 6)
keys = st.sampled_from(["q1", "q2", "nobody asked"])
words = st.text(max_size=12)
teams = st.sampled_from(["", "Red", "Blue"])
options = st.integers(0, 4)

CHANGES = (
    lambda order, slide: show.extend(SHOW, order, slide, 300),
    lambda order, slide: show.skip(SHOW, order, slide),
    lambda order, slide: show.shorten(SHOW, order, slide),
    lambda order, slide: show.swap(SHOW, order, slide),
    lambda order, slide: show.park(SHOW, order, slide),
)


@st.composite
def orders(draw: st.DrawFn) -> show.Order:
    """Any order that the keys can make of the show."""
    order = show.first_order(SHOW)
    for change, slide in draw(st.lists(st.tuples(st.sampled_from(CHANGES), slides), max_size=5)):
        order = change(order, slide)
    return order


questions = st.builds(
    Question,
    key=st.sampled_from(["q1", "q2"]),
    kind=st.sampled_from(["quiz", "choice", "hands", "dots", "rank", "scale", "words"]),
    ask=words,
    options=st.lists(words, min_size=2, max_size=4).map(tuple),
    right=st.lists(st.integers(0, 1), max_size=1).map(tuple),
)
whats: st.SearchStrategy[What] = st.one_of(
    st.builds(e.Opened, show=st.just(SHOW)),
    st.builds(e.Reread, show=st.sampled_from([SHOW, SHORTER])),
    st.builds(e.Stepped, slide=slides, step=st.integers(0, 3)),
    st.builds(e.ClockSet, running=st.booleans()),
    st.builds(
        e.Covered, cover=st.sampled_from([None, "blank", "welcome", "break", "end"])
    ),
    st.builds(e.Frozen, on=st.booleans()),
    st.builds(e.Sized, width=st.integers(0, 200), height=st.integers(0, 60)),
    st.builds(e.Enlarged, on=st.booleans()),
    st.builds(e.Asked, question=questions),
    st.builds(e.Counted, key=keys, option=options, change=st.integers(-2, 2), team=teams),
    st.builds(e.CountSet, key=keys, option=options, count=st.integers(0, 30), team=teams),
    st.builds(e.Ranked, key=keys, order=st.permutations([0, 1, 2]).map(tuple)),
    st.builds(e.Answered, key=keys, words=words, team=teams),
    st.builds(e.Closed, key=keys),
    st.builds(e.Revealed, key=keys, on=st.booleans()),
    st.builds(e.Teamed, teams=st.lists(words, max_size=3, unique=True).map(tuple)),
    st.builds(
        e.Exercised, slide=slides, title=words,
        phase=st.sampled_from(["step", "share", "debrief", "done"]), step=options,
    ),
    st.builds(
        e.Jotted, sort=st.sampled_from(["note", "decision", "commitment", "parked"]), words=words,
        owner=words, due=st.none() | st.dates(date(2026, 1, 1), date(2029, 1, 1)),
    ),
    st.builds(e.Drawn, slide=slides, picture=st.just(diamond_of("Grab", "Drivers", "Riders"))),
    st.builds(e.Struck, number=st.integers(1, 20)),
    st.builds(e.Rearranged, what=words, order=orders()),
    st.builds(e.Undone),
    st.builds(e.Ended),
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """An opening and what came after it; the clock on the wall may even go back."""
    events = [Event(1, NINE, e.Opened(show=SHOW))]
    moment = NINE
    gaps = st.floats(-30, 600, allow_nan=False)
    for what, gap in draw(st.lists(st.tuples(whats, gaps), max_size=15)):
        moment += timedelta(seconds=round(gap, 3))
        events.append(Event(len(events) + 1, moment, what))
    return tuple(events)
