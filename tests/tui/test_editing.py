"""Bending a plan by hand on the board: every key is an edit that shows at once and is undone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui import sample
from tests.tui.screen_text import screen_text, settle, until
from workshop.model.agenda import Block, Day
from workshop.model.finding import Finding
from workshop.model.tour import Tour
from workshop.planner.changes import difference
from workshop.planner.price import Price
from workshop.planner.why import Why
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.workspace import Workspace
from workshop.tui import words
from workshop.tui.app import WorkshopApp
from workshop.tui.board.asking import WhySheet
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.pricing import price_words
from workshop.tui.board.screen import CHANGES, BoardScreen
from workshop.tui.board.shown import TourView
from workshop.tui.dialogs.choose import Choose
from workshop.tui.help import key_rows

NAME = "asia-tech-tour-2027"
VISIT = "visit-jkt-goto"


def view(app: WorkshopApp) -> TourView:
    screen = app.screen_stack[-1]
    assert isinstance(screen, TourView)
    return screen


def tour(app: WorkshopApp) -> Tour:
    hand = view(app).hand
    assert hand is not None
    return hand.tour


def block(app: WorkshopApp, block_id: str) -> Block | None:
    agenda = tour(app).agenda
    assert agenda is not None
    return next((one for one in agenda.blocks if one.id == block_id), None)


def starts(app: WorkshopApp, block_id: str = VISIT) -> str:
    found = block(app, block_id)
    return clock(found.start) if found is not None else "gone"


def clock(at: datetime) -> str:
    return f"{at:%a %H:%M}"


def on_grid(at: datetime) -> str:
    """Return how a visit begins on the grid, whose rows are half hours."""
    return f"V:{at:%M}" if at.minute % 30 else "V"


def on(tour: Tour, when: date) -> Day:
    assert tour.agenda is not None
    return next(day for day in tour.agenda.days if day.date == when)


def same_city(tour: Tour, one: Block) -> list[Day]:
    """Return the days on which the group is in the city of a block."""
    assert tour.agenda is not None
    return [day for day in tour.agenda.days if one.city in day.cities]


def errors(app: WorkshopApp) -> list[Finding]:
    return [one for one in view(app).findings if one.severity == "error"]


def placed(tour: Tour) -> list[Block]:
    assert tour.agenda is not None
    return [one for one in tour.agenda.blocks if one.kind in ("visit", "training", "leisure")]


def noticed(app: WorkshopApp) -> str:
    """Return all that was said in passing."""
    return " ".join(one.message for one in app._notifications)


async def opened(pilot: Pilot[None], app: WorkshopApp) -> WeekGrid:
    await until(pilot, lambda: isinstance(app.screen, TourView) and app.screen.hand is not None)
    week = app.screen.query_one(WeekGrid)
    week.select(VISIT)
    await pilot.pause()
    return week


async def test_each_key_is_an_edit_and_undo_takes_them_all_back(workspace: Workspace) -> None:
    app = WorkshopApp(workspace, NAME)
    async with app.run_test(size=(120, 40)) as pilot:
        week = await opened(pilot, app)
        before = tour(app)
        steps: list[Tour] = [before]
        visit = block(app, VISIT)
        assert visit is not None
        here = clock(visit.start)
        other = next(d for d in same_city(before, visit) if d.date != visit.start.date())
        sideways = "shift+left" if other.date < visit.start.date() else "shift+right"
        for key, wanted in (
            ("shift+down", clock(visit.start + timedelta(minutes=15))), ("shift+up", here),
            ("plus", here), ("l", here), ("l", here), (sideways, f"{other.date:%a}"), ("x", "gone"),
        ):  # fmt: skip
            await pilot.press(key)
            assert starts(app).startswith(wanted), key
            assert tour(app) != steps[-1], key
            steps.append(tour(app))
        shown = await settle(pilot)
        assert "GoTo Group (Gojek, GoPay) out: −" in shown
        assert "points" in shown
        left_out = view(app).query_one(LeftOutList)
        assert "jkt-goto" in {one.ref for one in left_out.items}
        for step in reversed(steps[:-1]):
            await pilot.press("u")
            assert tour(app) == step
        assert not view(app).unsaved
        await pilot.press("U", "ctrl+y")
        assert tour(app) == steps[2]
        week.select(VISIT)
        week.focus()
        await pilot.press("l", "shift+down")
        assert "is locked where it is → unlock it first (l)" in noticed(app)
        await pilot.press("u", "u", "u")
        assert tour(app) == before

        await pilot.press("z")
        assert "swap: go to the other block" in await settle(pilot)
        lecture = next(b for b in placed(before) if b.kind == "training" and b.city == visit.city)
        week.select(lecture.id)
        await pilot.press("z")
        assert "change places" in view(app).hand.undoes  # type: ignore[union-attr]
        await pilot.press("u", "z", "escape")
        assert tour(app) == before
        assert "swap: go to the other block" not in await settle(pilot)


async def test_a_block_is_carried_or_dragged_and_put_down_or_back(workspace: Workspace) -> None:
    app = WorkshopApp(workspace, NAME)
    async with app.run_test(size=(80, 24)) as pilot:
        week = await opened(pilot, app)
        before, visit = tour(app), block(app, VISIT)
        assert visit is not None
        quarter = timedelta(minutes=15)
        await pilot.press("m", "down", "down")
        shown = await settle(pilot)
        assert "⏎ put it here" in shown
        assert "put it back" in shown
        assert f"{on_grid(visit.start + 2 * quarter)} GoTo Group" in shown
        assert tour(app) == before, "a preview is no edit"
        await pilot.press("escape")
        assert starts(app) == clock(visit.start)
        assert not view(app).unsaved
        inside = (same_city(before, visit)[-1].date - visit.start.date()).days
        await pilot.press("m", *["right"] * inside)
        assert "is in Jakarta" not in noticed(app)
        await pilot.press("right")
        assert "is in Jakarta" in noticed(app)
        await pilot.press(*["left"] * inside, "down", "enter")
        assert starts(app) == clock(visit.start + quarter), "what was refused does not count"
        assert view(app).unsaved
        assert week.selected == VISIT
        await pilot.press("u")

        await pilot.resize_terminal(120, 40)
        rows = (await settle(pilot)).splitlines()
        head = f"{on_grid(visit.start)} GoTo"
        row = next(n for n, line in enumerate(rows) if head in line)
        column = rows[row].index(head)
        await pilot.mouse_down(offset=(column + 2, row))
        hours = {line[:5]: n for n, line in enumerate(rows) if re.match(r"\d\d:\d\d ", line)}
        later = next(hour for hour in hours if hour >= f"{visit.end:%H:%M}")
        await pilot.mouse_up(offset=(column + 2, hours[later]))
        await settle(pilot)
        assert starts(app) == f"{visit.start:%a} {later}"
        await pilot.press("n")
        assert "GoTo Group" in await settle(pilot)
        await pilot.press("escape")
        assert week.selected == VISIT
        assert visit.start.date() in {day.date for day in week.days}


async def test_findings_show_at_once_and_the_nearest_fix_is_one_key(workspace: Workspace) -> None:
    app = WorkshopApp(workspace, NAME)
    async with app.run_test(size=(120, 40)) as pilot:
        week = await opened(pilot, app)
        week.select("teach-m08-full")
        await pilot.press("x")
        bad = [one for one in view(app).findings if one.severity == "error"]
        assert bad
        assert bad[0].blocks[-1] in week.troubled
        shown = await settle(pilot)
        assert f"{len(bad)} error" in shown
        assert f"✘ edited · {words.counted(len(bad), 'error')} · " in shown
        assert "of the best" not in shown
        await pilot.press("f")
        assert isinstance(app.screen.focused, FindingList)
        await pilot.press("full_stop")
        await until(pilot, lambda: view(app).free)
        after = [one for one in view(app).findings if one.severity == "error"]
        assert len(after) < len(bad)
        await pilot.press("u", "u")
        assert not view(app).unsaved


async def test_what_is_left_out_goes_in_and_parked_things_wait_there(workspace: Workspace) -> None:
    app = WorkshopApp(workspace, NAME)
    async with app.run_test(size=(120, 40)) as pilot:
        week = await opened(pilot, app)
        await pilot.press("k", "i")
        left_out = view(app).query_one(LeftOutList)
        refs = [one.ref for one in left_out.items]
        assert "parked by hand" in left_out.items[refs.index("jkt-goto")].reason
        left_out.highlighted = refs.index("jkt-goto")
        await pilot.press("a")
        await settle(pilot)
        assert starts(app) != "gone"
        assert week.has_focus
        assert week.selected == VISIT
        await pilot.press("a")
        await settle(pilot)
        await pilot.press(*"halodoc")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        await pilot.press("enter")
        await settle(pilot)
        assert block(app, "visit-jkt-halodoc") is not None
        await pilot.press("u", "u", "u")
        assert not view(app).unsaved

        week.focus()
        week.select(VISIT)
        await pilot.press("enter")
        assert "Why it matters" in await settle(pilot)
        await pilot.press("w")  # on from all about it to why it is there
        await until(pilot, lambda: "What holds it" in screen_text(app))
        await pilot.press("escape", "i")
        at = [one.ref for one in left_out.items].index("jkt-telkom")
        left_out.highlighted = at
        await until(pilot, lambda: left_out.items[at].price != "")
        assert re.match(r"−\d+( or fewer)? if forced: ", left_out.items[at].price)
        assert left_out.items[at].price[:14] in " ".join(screen_text(app).split())
        assert left_out.highlighted == at, "a price that comes moves nothing"
        await pilot.press("w")
        await until(pilot, lambda: len(app.screen_stack) > 2)
        assert "What keeps it out" in screen_text(app)
        await pilot.press("end")
        shown = " ".join((await settle(pilot)).split())
        assert "What you can do" in shown
        assert "leave it out: the plan stands" in shown
        assert isinstance(app.screen, WhySheet)
        assert re.search(rf"{NAME}\.yaml:\d+$", app.screen.why.advice[1].where)
        await pilot.press("f")
        await settle(pilot)
        assert block(app, "visit-jkt-telkom") is not None
        await pilot.press("u")
        assert not view(app).unsaved


async def test_a_gap_is_filled_a_day_copied_or_planned_anew_and_a_tour_kept_as_another(
    workspace: Workspace,
) -> None:
    app = WorkshopApp(workspace, NAME)
    async with app.run_test(size=(120, 40)) as pilot:
        week = await opened(pilot, app)
        before, visit = tour(app), block(app, VISIT)
        assert visit is not None
        day = next(one for one in same_city(before, visit) if visit in one.blocks)
        others = [one for one in same_city(before, visit) if one != day]

        await pilot.press("x", "g")
        await until(pilot, lambda: view(app).free)
        filled = tour(app)
        assert "nothing fits" not in (await settle(pilot)).lower()
        assert len(placed(filled)) == len(placed(before)), "one thing came in where the visit was"
        assert [one for one in errors(app) if one.rule != "teach-first"] == []
        await pilot.press("u", "u")
        assert tour(app) == before

        week.select(day.blocks[0].id)
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert isinstance(app.screen, Choose)
        answers = app.screen.answers
        assert [one.id for one in answers] == [str(one.date) for one in others], "in that city"
        await pilot.press("enter")
        await settle(pilot)
        copied = on(tour(app), others[0].date)
        assert {one.ref for one in copied.blocks} >= {
            one.ref for one in day.blocks if one.kind in ("visit", "training")
        }
        assert f"like {day.date:%a}" in view(app).hand.undoes  # type: ignore[union-attr]
        assert any(one.rule == "once" for one in errors(app)), "twice is told, not refused"

        await pilot.press("u")
        assert tour(app) == before
        week.select(day.blocks[0].id)
        await pilot.press("x", "P")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert f"Only {day.date:%a} {day.date.day}" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: not view(app).searching)
        assert "planned" in view(app).hand.undoes  # type: ignore[union-attr]
        anew = on(tour(app), day.date)
        assert before.agenda is not None
        assert tour(app).agenda.days == tuple(  # type: ignore[union-attr]
            anew if one.date == day.date else one for one in before.agenda.days
        ), "all other days stay"
        assert errors(app) == []

        await pilot.press("S")
        await settle(pilot)
        await pilot.press("ctrl+u", *"another", "enter")
        await settle(pilot)
        assert workspace.tour("another").tour.agenda == tour(app).agenda
        assert view(app).tour_name == NAME
        assert "another.yaml" in noticed(app)
        await pilot.press("S", "ctrl+u", *"another", "enter")
        await settle(pilot)
        assert "already" in screen_text(app), "none is written over"


async def test_a_second_window_offers_no_key_that_it_would_refuse(workspace: Workspace) -> None:
    other = Draft(workspace.tour_path(NAME), workspace.catalogue(), Owner(4711, "2027-03-01T09:30"))
    app = WorkshopApp(workspace, NAME)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        shown = await settle(pilot)
        assert "Read only: another window has this tour (process 4711, since 09:30)." in shown
        assert "Close it there and it can be edited here." in shown
        for word in ("m move", "x drop", "p plan", "a add", "r repair", "b brief"):
            assert word not in shown
        assert "w why" in shown
        offered = {row.action for group in key_rows(app.screen) for row in group.rows}
        assert not {action.partition("(")[0] for action in offered} & CHANGES
        before = tour(app)
        await pilot.press("l")
        assert "read only: another window has this tour" in await settle(pilot)
        assert tour(app) == before
        await pilot.press("question_mark")
        assert "Read only: another window has this tour" in await settle(pilot)
        await pilot.press("escape")

        other.close()
        screen = view(app)
        assert isinstance(screen, BoardScreen)
        screen.filing.look()
        shown = await settle(pilot)
        assert "now it can be edited here" in shown
        assert "m move" in shown
        await pilot.press("l")
        assert "locked" in view(app).hand.undoes  # type: ignore[union-attr]


def test_a_price_that_may_be_lower_says_so() -> None:
    agenda = sample.agenda()
    price = Price(231, "any", False, difference(agenda, agenda), agenda)
    answer = Why("bkk-kbtg", "KBTG", (), price=price)
    assert price_words(answer) == "−231 or fewer if forced"
    sure = replace(answer, price=replace(price, proven=True))
    assert price_words(sure) == "−231 if forced"
