"""What an organiser sees on the board, and how she moves about on it.

One run of the app serves many assertions: starting one takes longer than all that is looked at.
"""

from __future__ import annotations

import re

import pytest
from textual import events
from textual.pilot import Pilot

from tests.hostile import EVERYTHING, HOSTILE
from tests.tui import sample
from tests.tui.memory import FakeServices
from tests.tui.screen_text import rush, settle, until
from tests.tui.stage import assert_golden
from workshop.model.finding import Finding
from workshop.model.tour import Tour
from workshop.planner.why import Why
from workshop.tui import text, words
from workshop.tui.app import WorkshopApp
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.header import cut_facts, spread
from workshop.tui.board.lists import LeftOutList, in_the_way
from workshop.tui.board.screen import BoardScreen
from workshop.tui.messages import HostsWanted, LectureWanted, ModulesWanted
from workshop.tui.workbench import StopSignal, TourInHand

VAST = (200, 50)
WEEK = (120, 40)
DAY = (80, 24)
SMALL = (60, 20)


def board(services: FakeServices, name: str = "asia") -> WorkshopApp:
    return WorkshopApp(None, name, services=services)


def under_cursor(app: WorkshopApp) -> str:
    return app.screen.query_one(WeekGrid).selected


async def sized(pilot: Pilot[None], size: tuple[int, int]) -> str:
    await pilot.resize_terminal(*size)
    return await settle(pilot)


async def at(pilot: Pilot[None], block: str) -> None:
    """Go to the days, to a block."""
    week = pilot.app.screen.query_one(WeekGrid)
    week.focus()
    week.select(block)
    await pilot.pause()


async def test_the_board_looks_as_it_did_and_numbers_are_whole_at_every_size(
    services: FakeServices,
) -> None:
    transit = words.hours(sample.agenda().minutes().transit)
    async with board(services).run_test(size=WEEK) as pilot:
        for size in (WEEK, DAY, VAST, SMALL):
            shown = await sized(pilot, size)
            if size != SMALL:
                assert_golden(shown, "board-{}x{}".format(*size))
            assert "✔ proven best · 1105" in shown
            assert "22–26 Mar 2027 · 18 people" in shown
            for number in ("9 h 45", "7 h 30", "57 : 43 ✔", "5 h 30 ✔", transit):
                assert number in shown, f"{number} at {size}"

        shown = " ".join((await sized(pilot, (330, 70))).split())
        for block in sample.agenda().blocks:
            assert text.line(block.title) in shown, block.id


async def test_days_stand_side_by_side_and_blocks_carry_their_marks(services: FakeServices) -> None:
    async with board(services).run_test(size=WEEK) as pilot:
        shown = await settle(pilot)
    heads = next(row for row in shown.splitlines() if "│Mon 22" in row)
    assert re.findall(r"\w{3} \d\d", heads) == ["Mon 22", "Tue 23", "Wed 24", "Thu 25", "Fri 26"]
    assert "+7 ▸ +8" in heads
    assert "+8 ▸ +7" in heads
    assert re.search(r"V Grab +✔⚿", shown), "confirmed and locked"
    assert re.search(r"V GoTo \[/foo\] Gojek \?", shown), "not confirmed"
    assert re.search(r"V:50 Bank Jago Tbk !\?", shown), "a finding names it"
    assert "lands 12:15 +8" in shown


async def test_a_plan_that_is_not_proven_says_how_far_off_it_may_be(services: FakeServices) -> None:
    plan = sample.agenda(status="feasible", score=1000, bound=1013, gap=0.0121)
    services.tours_["asia"] = Tour(brief=sample.brief(), agenda=plan)
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        assert "✘ edited · 1 error · 1000" in await settle(pilot)
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.show(plan, ())
        assert "within 1.3 % of the best · 1000" in await settle(pilot)


async def test_the_cursor_goes_by_block_and_by_day_and_stays_in_view(
    services: FakeServices,
) -> None:
    app = board(services)
    async with app.run_test(size=WEEK) as pilot:
        await settle(pilot)
        assert under_cursor(app) == "teach-m12-short"
        for keys, wanted, why in (
            (("down", "down"), "teach-m01-full", ""),
            (("right",), "teach-m04-full", "what runs at 09:30 on Tuesday"),
            (("left",), "teach-m01-full", "the time is kept, not the last block's"),
            (("end",), "d1-b12", ""),
            (("down",), "d1-b12", "the day ends here"),
            (("home",), "teach-m12-short", ""),
            (("left",), "teach-m12-short", "there is no day before"),
        ):
            await pilot.press(*keys)
            assert under_cursor(app) == wanted, why

        shown = await sized(pilot, DAY)
        assert "Mon 22 · 08:30–09:15 (+7) · 45 min · Hotel Jakarta" in shown
        assert "Mon 22" in shown
        assert "│Wed 24" not in shown
        assert "▸" in shown
        await pilot.press("right", "right")
        shown = await settle(pilot)
        assert "│Tue 23" in shown
        assert "│Wed 24" in shown
        assert "│Mon 22" not in shown
        await at(pilot, "d3-b3")
        assert "Wed 24 · 09:25 +7 – 12:15 +8 · 1 h 50" in await settle(pilot)

        await sized(pilot, SMALL)
        week = app.screen.query_one(WeekGrid)
        for block in sample.agenda().blocks[::3]:
            week.select(block.id)
            shown = await settle(pilot)
            row = shown.splitlines()[week.region.y + 2 : week.region.bottom]
            letter = {"training": "T", "visit": "V", "leisure": "♥", "flight": "✈"}
            sign = letter.get(block.kind)
            assert sign is None or any(sign in one for one in row), block.id

        monday, tuesday, *others = week.days
        gone = tuesday.blocks[2]
        assert week.select(gone.id)
        left = tuple(block for block in tuesday.blocks if block is not gone)
        week.show((monday, tuesday.model_copy(update={"blocks": left}), *others))
        assert week.block in (tuesday.blocks[1], tuesday.blocks[3]), "where it was"


async def test_what_is_under_the_cursor_opens_in_full(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=(120, 60)) as pilot:
        rows = (await settle(pilot)).splitlines()
        y = next(number for number, row in enumerate(rows) if "V Grab" in row)
        x = text.width(rows[y][: rows[y].index("V Grab")])
        await pilot.click(offset=(x + 1, y))
        await settle(pilot)
        assert under_cursor(app) == "visit-sg-grab"
        await pilot.click(offset=(x + 1, y))
        assert "It shows a [marketplace] at work" in await settle(pilot), "a second click opens"
        await pilot.press("escape")

        await at(pilot, "visit-bkk-true")
        await pilot.press("enter")
        shown = await settle(pilot)
        for wanted in (
            "Fri 26 Mar 2027, 09:45–11:15 local time (UTC+7), 1 h 30",
            "True Digital Park, กรุงเทพมหานคร",
            "error: Marketplace [/x] is taught after the visit → move M03 to Monday",
            "invited: no answer yet",
            "Marketplace [platform], taught in M03",
            "Figures are [disputed]",
            "floor [3]",
            "Annual report [2026], as of 2026-03 – https://example.com/[/a]",
            "visit length",
            "visiting hours are assumed",
            "+60 points by itself",
        ):
            assert wanted in shown, wanted
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)

        await pilot.press("t")
        shown = await settle(pilot)
        assert "+300  visits: 5 visits × 60" in shown
        assert "-56  transit: 9.3 h × 6" in shown
        assert "1105  points in all" in shown
        assert "+60  Mon 22 Mar 2027 13:00 GoTo" in shown


async def test_libraries_and_the_presenter_open_at_what_is_under_the_cursor(
    services: FakeServices,
) -> None:
    sent: list[object] = []
    async with board(services).run_test(size=DAY, message_hook=sent.append) as pilot:
        await settle(pilot)
        await at(pilot, "visit-sg-grab")
        await pilot.press("h")
        assert "Grab" in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("M")
        assert "Capstone" in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await at(pilot, "teach-m12-short")
        await pilot.press("enter")
        assert "• Name the [b]three[/b] kinds" in await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
    host = next(one for one in sent if isinstance(one, HostsWanted))
    assert host.host == "sg-grab"
    assert any(isinstance(one, ModulesWanted) for one in sent)
    lecture = next(one for one in sent if isinstance(one, LectureWanted))
    assert (lecture.module, lecture.minutes) == ("m12", 45)
    assert lecture.block is not None
    assert lecture.block.form == "short"
    assert lecture.hand is not None


def test_a_row_begins_with_what_is_in_the_way() -> None:
    hours = "It is open Fri 26 Mar 09:00–17:00 (assumed) while the group is in Bangkok"
    assert in_the_way(f"{hours}; 11:00 is for LINE; it is far.") == "11:00 is for LINE; it is far."
    assert in_the_way("It has declined; so it is.") == "It has declined; so it is."


async def test_findings_lead_to_their_blocks_and_what_is_left_out_says_why(
    services: FakeServices,
) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        assert "Findings (f): 1 error, 1 warning, 1 note" in await settle(pilot)
        await pilot.press("f")
        shown = await settle(pilot)
        assert shown.index("teach-first") < shown.index("travel-time"), "the worst first"
        assert "→ move M03 to Monday" in shown
        await pilot.press("enter")
        assert "esc to the days" not in await settle(pilot)
        assert under_cursor(app) == "visit-bkk-true"
        assert isinstance(app.focused, WeekGrid)

        await pilot.press("i")
        shown = await settle(pilot)
        assert "esc to the days" in shown.splitlines()[-1]
        assert "Left out (i): 2" in shown
        assert "open Tue–Wed 09:00–16:00 in Jakarta; the days are full [2 visits]" in shown
        await pilot.press("enter")
        assert "Why it is not in the plan" in await settle(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.focused, WeekGrid)

        screen = app.screen
        assert isinstance(screen, BoardScreen)
        blocks = [block.id for block in sample.agenda().blocks if block.kind == "visit"][:2]
        both = Finding(rule="open", severity="note", blocks=tuple(blocks), message="Both.")
        screen.show(sample.agenda(), (both,))
        for expected in (*blocks, blocks[0]):
            await pilot.press("f", "enter")
            await settle(pilot)
            assert under_cursor(app) == expected, "from one of its blocks to the next"
            assert isinstance(app.focused, WeekGrid)


async def test_why_asked_right_after_going_to_a_list_is_about_its_first_row(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def why(hand: TourInHand, item: str, stop: StopSignal) -> Why:
        asked.append(item)
        return Why(item, item, ())

    monkeypatch.setattr(services, "why", why)
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        for key in ("i", "f"):
            rush(pilot, key, "w")
            await until(pilot, lambda: len(app.screen_stack) > 2)
            await pilot.press("escape", "escape")
            await settle(pilot)
        left_out = app.screen.query_one(LeftOutList).items
        worst = next(one for one in sample.FINDINGS if one.severity == "error")
        assert (asked[0], asked[-1]) == (left_out[0].ref, worst.blocks[0])


async def test_a_list_gone_to_while_the_terminal_shrinks_keeps_the_keys(
    services: FakeServices,
) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("i")
        left_out = app.screen.query_one(LeftOutList)
        left_out.post_message(events.Hide())  # what it was told when it had no room, read late
        assert "esc to the days" in (await settle(pilot)).splitlines()[-1]
        assert app.focused is left_out


# Hostile text


async def test_hostile_text_breaks_nothing(services: FakeServices) -> None:
    """Every string in every field that the board shows, on the week, in sheets and in lists."""
    plan, strings = sample.agenda(), iter(EVERYTHING * 5)
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(
                        update={
                            "title": next(strings) or "empty",
                            "note": next(strings),
                            "place": block.place.model_copy(update={"name": next(strings)}),
                        }
                    )
                    for block in day.blocks
                )
            }
        )
        for day in plan.days
    )
    left_out = tuple(
        plan.left_out[0].model_copy(update={"title": one, "reason": one}) for one in EVERYTHING
    )
    services.findings = tuple(
        sample.FINDINGS[0].model_copy(update={"message": one, "fix": one}) for one in EVERYTHING
    )
    brief = sample.brief().model_copy(update={"title": HOSTILE[0], "question": HOSTILE[5]})
    services.tours_["asia"] = Tour(
        brief=brief, agenda=plan.model_copy(update={"days": days, "left_out": left_out})
    )
    app = board(services)
    async with app.run_test(size=WEEK, tooltips=True, notifications=True) as pilot:
        await settle(pilot)
        for size in (WEEK, DAY):
            await sized(pilot, size)
            for list_key in ("f", "i"):
                await pilot.press(list_key, "end")
                assert_nothing_steers(await settle(pilot))
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("escape", "escape")
            await settle(pilot)
        week = app.screen.query_one(WeekGrid)
        for day in days:
            week.select(day.blocks[len(day.blocks) // 2].id)
            week.action_open_block()
            assert_nothing_steers(await settle(pilot))
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)


def assert_nothing_steers(shown: str) -> None:
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_hostile_titles_are_shown_whole() -> None:
    for hostile in EVERYTHING:
        shown = spread((hostile, "bold"), ("✔ proven best · 1105", ""), 80).plain
        assert text.width(shown) == 81
        assert shown.endswith("✔ proven best · 1105")
        whole = text.line(hostile)
        if text.width(whole) < 50:
            assert shown.startswith(f" {whole}")


def test_the_head_cuts_a_route_but_no_number() -> None:
    facts = ("10–13 May 2027", "9 people", "Seoul ▸ Bangkok")
    shown = {cut_facts(facts, room) for room in range(60)}
    numbers = ["", "10–13 May 2027", "10–13 May 2027 · 9 people"]
    whole = " · ".join(facts)
    assert shown >= {*numbers, whole}
    assert all(one in numbers or one.startswith(f"{numbers[-1]} · Seoul") for one in shown)
    assert cut_facts((), 20) == "", "before anything is read"
