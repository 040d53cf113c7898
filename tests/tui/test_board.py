"""What an organiser sees and does on the board."""

from __future__ import annotations

import asyncio
import os
import re
import time
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.hostile import EVERYTHING, HOSTILE
from tests.tui import sample
from tests.tui.sample import FakeServices, HeldPlanner
from tests.tui.screen_text import screen_text, settle
from workshop.errors import StoreError
from workshop.model.agenda import Agenda, Conflict
from workshop.model.finding import Finding
from workshop.model.tour import Tour
from workshop.tui import text, words
from workshop.tui.app import WorkshopApp
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.header import spread
from workshop.tui.board.screen import BoardScreen
from workshop.tui.messages import HostsWanted, LectureWanted, ModulesWanted
from workshop.tui.workbench import TourInHand

WEEK = (120, 40)
DAY = (80, 24)
GOLDEN = Path(__file__).parent.parent / "golden" / "tui"


def board(services: FakeServices, name: str = "asia") -> WorkshopApp:
    return WorkshopApp(None, name, services=services)


def under_cursor(app: WorkshopApp) -> str:
    return app.screen.query_one(WeekGrid).selected


async def shown_until(pilot: Pilot[None], wanted: str, seconds: float = 5.0) -> str:
    """Wait until the screen shows `wanted`, which a thread of its own brings about."""
    limit = time.monotonic() + seconds
    while True:
        shown = await settle(pilot)
        if wanted in shown:
            return shown
        assert time.monotonic() < limit, f"never saw {wanted!r} in\n{shown}"


@pytest.mark.parametrize(("size", "name"), [(WEEK, "board-120x40"), (DAY, "board-80x24")])
async def test_the_board_looks_as_it_did(
    services: FakeServices, size: tuple[int, int], name: str
) -> None:
    async with board(services).run_test(size=size) as pilot:
        shown = await settle(pilot)
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDENS" in os.environ:
        golden.write_text(shown + "\n", encoding="utf-8")
    assert shown + "\n" == golden.read_text(encoding="utf-8")


async def test_the_header_says_how_good_the_plan_is_and_numbers_are_whole(
    services: FakeServices,
) -> None:
    transit = words.hours(sample.agenda().minutes().transit)
    for size in (WEEK, DAY, (60, 20), (200, 50)):
        async with board(services).run_test(size=size) as pilot:
            shown = await settle(pilot)
        assert "✔ proven best · 1105" in shown
        assert "22–26 Mar 2027 · 18 people" in shown
        for number in ("9 h 45", "7 h 30", "57 : 43 ✔", "5 h 30 ✔", transit):
            assert number in shown, f"{number} at {size}"


async def test_a_plan_that_is_not_proven_says_how_far_off_it_may_be(
    services: FakeServices,
) -> None:
    plan = sample.agenda(status="feasible", score=1000, bound=1013, gap=0.0121)
    services.tours_["asia"] = Tour(brief=sample.brief(), agenda=plan)
    async with board(services).run_test(size=DAY) as pilot:
        assert "✘ edited · 1 rule broken · 1000" in await settle(pilot)
    services.findings = ()
    async with board(services).run_test(size=DAY) as pilot:
        assert "within 1.3 % of the best · 1000" in await settle(pilot)


async def test_all_days_of_a_week_stand_side_by_side_in_a_wide_window(
    services: FakeServices,
) -> None:
    async with board(services).run_test(size=WEEK) as pilot:
        shown = await settle(pilot)
    heads = next(row for row in shown.splitlines() if "│Mon 22" in row)
    assert re.findall(r"\w{3} \d\d", heads) == ["Mon 22", "Tue 23", "Wed 24", "Thu 25", "Fri 26"]
    assert "+7 ▸ +8" in heads
    assert "+8 ▸ +7" in heads


async def test_every_block_shows_when_there_is_room(services: FakeServices) -> None:
    async with board(services).run_test(size=(260, 70)) as pilot:
        shown = await settle(pilot)
    squeezed = " ".join(shown.split())
    for block in sample.agenda().blocks:
        assert text.line(block.title) in squeezed, block.id


async def test_blocks_carry_their_marks(services: FakeServices) -> None:
    async with board(services).run_test(size=WEEK) as pilot:
        shown = await settle(pilot)
    assert re.search(r"V Grab +✔⚿", shown), "confirmed and locked"
    assert re.search(r"V GoTo \[/foo\] Gojek \?", shown), "not confirmed"
    assert re.search(r"V:50 Bank Jago Tbk !\?", shown), "a finding names it"
    assert "lands 12:15 +8" in shown


async def test_arrows_move_by_block_and_by_day(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=WEEK) as pilot:
        await settle(pilot)
        assert under_cursor(app) == "teach-m12-short"
        await pilot.press("down", "down")
        assert under_cursor(app) == "teach-m01-full"
        await pilot.press("right")
        assert under_cursor(app) == "teach-m04-full", "what runs at 09:30 on Tuesday"
        await pilot.press("left")
        assert under_cursor(app) == "teach-m01-full", "the time is kept, not the last block's"
        await pilot.press("end")
        assert under_cursor(app) == "d1-b12"
        await pilot.press("down")
        assert under_cursor(app) == "d1-b12", "the day ends here"
        await pilot.press("home")
        assert under_cursor(app) == "teach-m12-short"
        await pilot.press("left")
        assert under_cursor(app) == "teach-m12-short", "there is no day before"


async def test_the_inspector_says_exactly_when(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        assert "Mon 22 · 08:30–09:15 (+7) · 45 min · Hotel Jakarta" in screen_text(app)
        app.screen.query_one(WeekGrid).select("d3-b3")
        assert "Wed 24 · 09:25 +7 – 12:15 +8 · 1 h 50" in await settle(pilot)


async def test_in_a_small_window_the_days_turn_with_the_cursor(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        shown = await settle(pilot)
        assert "Mon 22" in shown
        assert "│Wed 24" not in shown
        assert "▸" in shown
        await pilot.press("right", "right")
        shown = await settle(pilot)
        assert "│Tue 23" in shown
        assert "│Wed 24" in shown
        assert "│Mon 22" not in shown


async def test_the_cursor_is_always_in_view(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        week = app.screen.query_one(WeekGrid)
        for block in sample.agenda().blocks[::3]:
            week.select(block.id)
            shown = await settle(pilot)
            stretch = week.stretch
            assert stretch is not None
            row = shown.splitlines()[week.region.y + 2 : week.region.bottom]
            letter = {"training": "T", "visit": "V", "leisure": "♥", "flight": "✈"}
            sign = letter.get(block.kind)
            assert sign is None or any(sign in one for one in row), block.id


async def test_a_click_selects_and_a_second_one_opens(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=WEEK) as pilot:
        await settle(pilot)
        rows = screen_text(app).splitlines()
        y = next(number for number, row in enumerate(rows) if "V Grab" in row)
        x = text.width(rows[y][: rows[y].index("V Grab")])
        await pilot.click(offset=(x + 1, y))
        await settle(pilot)
        assert under_cursor(app) == "visit-sg-grab"
        await pilot.click(offset=(x + 1, y))
        assert "It shows a [marketplace] at work" in await settle(pilot)


async def test_a_visit_in_full_says_standing_frameworks_cautions_and_sources(
    services: FakeServices,
) -> None:
    app = board(services)
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        app.screen.query_one(WeekGrid).select("visit-bkk-true")
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
        ):
            assert wanted in shown, wanted
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)


async def test_a_lecture_in_full_has_its_objectives_and_leads_to_the_presenter(
    services: FakeServices,
) -> None:
    app = board(services)
    sent: list[object] = []
    async with app.run_test(size=DAY, message_hook=sent.append) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert "• Name the [b]three[/b] kinds" in await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
    asked = [one for one in sent if isinstance(one, LectureWanted)]
    assert asked
    assert (asked[0].module, asked[0].form, asked[0].minutes) == ("m12", "short", 45)


async def test_libraries_open_at_what_is_under_the_cursor(services: FakeServices) -> None:
    app = board(services)
    sent: list[object] = []
    async with app.run_test(size=DAY, message_hook=sent.append) as pilot:
        await settle(pilot)
        app.screen.query_one(WeekGrid).select("visit-sg-grab")
        await pilot.press("h")
        assert "Grab" in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("M")
        assert "Capstone" in await settle(pilot)
    hosts = [one for one in sent if isinstance(one, HostsWanted)]
    assert hosts
    assert hosts[0].host == "sg-grab"
    assert any(isinstance(one, ModulesWanted) for one in sent)


async def test_a_finding_leads_to_its_block(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        shown = await settle(pilot)
        assert "Findings (f): 1 error, 1 warning, 1 note" in shown
        await pilot.press("f")
        shown = await settle(pilot)
        assert shown.index("teach-first") < shown.index("travel-time"), "the worst first"
        assert "→ move M03 to Monday" in shown
        await pilot.press("enter")
        await settle(pilot)
        assert under_cursor(app) == "visit-bkk-true"
        assert isinstance(app.focused, WeekGrid)


async def test_what_is_left_out_says_why(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("i")
        shown = await settle(pilot)
        assert "Left out (i): 2" in shown
        assert "open Tue–Wed 09:00–16:00 in Jakarta; the days are full [2 visits]" in shown
        await pilot.press("enter")
        assert "Why it is not in the plan" in await settle(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.focused, WeekGrid)


async def test_points_add_up_in_the_open(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        shown = await settle(pilot)
        assert "+300  visits: 5 visits × 60" in shown
        assert "-56  transit: 9.3 h × 6" in shown
        assert "1105  points in all" in shown
        assert "+60  Mon 22 Mar 2027 13:00 GoTo" in shown


async def test_a_visit_says_what_it_gives(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        app.screen.query_one(WeekGrid).select("visit-jkt-goto")
        await pilot.press("enter")
        assert "+60 points by itself" in await settle(pilot)


# Planning


async def test_a_tour_without_a_plan_says_what_to_do(services: FakeServices) -> None:
    async with board(services, "fresh").run_test(size=DAY) as pilot:
        shown = await settle(pilot)
    assert "not planned yet – press p" in shown
    assert "This tour is not planned yet." in shown
    assert "Who owns the customer in [2030]?" in shown


async def test_planning_shows_better_plans_as_they_come_and_saves_only_when_told(
    services: FakeServices,
) -> None:
    rough = sample.shifted(sample.agenda(status="feasible", score=1000, bound=1120, gap=0.12), 5)
    services.planner = held = HeldPlanner(rough, sample.agenda())
    app = board(services, "fresh")
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        shown = await shown_until(pilot, "best 1000 · at most 1120 · within 12.0 %")
        assert "escape keeps the best so far" in shown
        assert "T M12 short: Capstone" in shown, (
            "the first plan is on the screen while the search runs"
        )
        assert "not saved" not in shown
        held.go.set()
        shown = await shown_until(pilot, "✔ proven best · 1105")
        assert "● planned: ±0 points" in shown
        assert "best 1000" not in shown
        assert not services.saved
        await pilot.press("s")
        shown = await settle(pilot)
        assert services.saved == ["fresh"]
        assert "not saved" not in shown


async def test_escape_stops_the_search_and_keeps_the_best(services: FakeServices) -> None:
    rough = sample.agenda(status="feasible", score=1000, bound=1120, gap=0.12)
    services.planner = held = HeldPlanner(rough, sample.agenda())
    services.findings = ()
    app = board(services, "fresh")
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await shown_until(pilot, "best 1000")
        await pilot.press("escape")
        shown = await shown_until(pilot, "● planned")
        assert held.stopped.is_set()
        assert "within 12.0 % of the best · 1000" in shown
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize("ignores_stop", [False, True])
async def test_quitting_while_planning_returns_at_once(
    services: FakeServices, ignores_stop: bool
) -> None:
    services.planner = held = HeldPlanner(sample.agenda(), ignores_stop=ignores_stop)
    app = board(services, "fresh")
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await shown_until(pilot, "best 1105")
        await pilot.press("ctrl+q")
    assert not app.is_running
    assert not held.go.is_set(), "it did not wait for the search"
    held.go.set()


async def test_an_impossible_brief_names_the_facts_with_their_lines(
    services: FakeServices,
) -> None:
    services.planner = held = HeldPlanner(sample.IMPOSSIBLE)
    held.go.set()
    app = board(services, "fresh")
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        shown = await shown_until(pilot, "No plan can exist for this brief.")
        assert "✘ no plan can exist" in shown
        assert "Jakarta is a must [/must]" in shown
        assert "itineraries/nyepi.yaml:12" in shown
        assert "content/closures.yaml:88" in shown
        assert "not saved" not in shown


async def test_a_stumbling_planner_says_so_and_the_plan_stays(services: FakeServices) -> None:
    def stumble(*_: object) -> Agenda:
        raise ValueError("cannot [/divide]")

    services.planner = stumble
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        shown = await shown_until(pilot, "cannot [/divide]")
        await pilot.press("escape")
        shown = await settle(pilot)
        assert "✔ proven best · 1105" in shown


async def test_a_city_comes_later_with_one_key_or_it_is_said_why_not(
    services: FakeServices,
) -> None:
    asked: list[tuple[str, ...]] = []
    answers = [sample.agenda(score=1100), sample.IMPOSSIBLE]

    def planner(tour: Tour, *_: object) -> Agenda:
        asked.append(tour.brief.cities.order)
        return answers.pop(0)

    services.planner = planner
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        before = services.histories["asia"].now.tour
        await pilot.press("less_than_sign")
        await settle(pilot)
        assert "the first one already" in str(app._notifications._notifications)
        await pilot.press("greater_than_sign")
        shown = await shown_until(pilot, "Singapore → Jakarta")
        now = services.histories["asia"].now.tour
        assert asked == [("singapore", "jakarta", "bangkok")]
        assert now.brief.cities.order == asked[0]
        assert now.agenda is not None
        assert now.agenda.score == 1100
        await pilot.press("u")
        await settle(pilot)
        assert services.histories["asia"].now.tour == before
        await pilot.press("greater_than_sign")
        shown = await shown_until(pilot, "This cannot be: Singapore → Jakarta")
        assert "content/closures.yaml:88" in shown
        assert "Nothing was changed." in shown
        await pilot.press("escape")
        await settle(pilot)
        assert services.histories["asia"].now.tour == before


# Saving, leaving, exporting


async def unsaved(services: FakeServices, pilot: Pilot[None], app: WorkshopApp) -> None:
    services.planner = held = HeldPlanner(sample.agenda())
    held.go.set()
    await settle(pilot)
    await pilot.press("p")
    await shown_until(pilot, "● planned")


async def test_leaving_with_an_unsaved_plan_asks(services: FakeServices) -> None:
    app = board(services, "fresh")
    async with app.run_test(size=DAY) as pilot:
        await unsaved(services, pilot, app)
        await pilot.press("ctrl+q")
        assert "The plan on the screen is not saved." in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.is_running
        await pilot.press("ctrl+q")
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert services.saved == ["fresh"]


async def test_a_board_left_before_the_tour_is_read_lets_it_go_all_the_same(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go = Event(), Event()
    take = services.take

    def slow(name: str) -> TourInHand:
        asked.set()
        assert go.wait(20)
        return take(name)

    monkeypatch.setattr(services, "take", slow)
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        assert await asyncio.to_thread(asked.wait, 20)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, BoardScreen)
        go.set()
        await app.workers.wait_for_complete()
    assert services.released == ["asia"]


async def test_a_save_that_fails_says_why_and_the_plan_stays_unsaved(
    services: FakeServices,
) -> None:
    services.save_error = StoreError("fresh.yaml changed on disk [/x]", "read it again with F5")
    app = board(services, "fresh")
    async with app.run_test(size=DAY) as pilot:
        await unsaved(services, pilot, app)
        await pilot.press("s")
        shown = await settle(pilot)
        assert "fresh.yaml changed on disk [/x]" in shown
        assert "→ read it again with F5" in shown
        await pilot.press("escape")
        assert "● planned" in await settle(pilot)


async def test_documents_go_into_a_folder_and_what_is_there_is_asked_about(
    services: FakeServices, tmp_path: Path
) -> None:
    app = board(services)
    folder = tmp_path / "asia-documents"
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("e")
        shown = await settle(pilot)
        assert "✔ Agenda             for participants" in shown
        assert "· Run sheet          for staff, guide and driver · a private file" in shown
        assert app.screen.query_one(Input).value == str(folder)
        await pilot.press("space", "ctrl+s")
        assert "tick what is to be written" in await settle(pilot)
        await pilot.press("space", *["down"] * 6, "space", "ctrl+s")
        shown = await shown_until(pilot, "Exported")
        assert "2 files in" in shown
        assert "asia-changes.md" in shown
        assert (folder / "asia.md").read_text().startswith("# Asia Tech Tour 2027 ")
        assert (folder / "asia.editions.json").is_file()
        (folder / "asia.md").write_text("by hand")
        await pilot.press("escape", "e")
        assert "2 documents ticked" in await settle(pilot)
        await pilot.press("ctrl+s")
        assert "asia.md, asia-changes.md are in" in await shown_until(pilot, "already")
        await pilot.press("enter")
        await settle(pilot)
        assert (folder / "asia.md").read_text() == "by hand"
    assert {path.name for path in folder.iterdir()} == {
        *("asia.md", "asia-changes.md", "asia.editions.json")
    }


async def test_a_file_that_breaks_leaves_the_last_good_plan_on_the_screen(
    services: FakeServices,
) -> None:
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        services.errors["asia"] = services.errors["broken"]
        await pilot.press("f5")
        shown = await settle(pilot)
        assert "itineraries/broken.yaml:3" in shown
        assert "unknown key 'citys' [/x]" in shown
        await pilot.press("escape")
        assert "✔ proven best · 1105" in await settle(pilot)


async def test_a_tour_that_cannot_be_read_shows_all_its_faults(services: FakeServices) -> None:
    app = board(services, "broken")
    async with app.run_test(size=(100, 30)) as pilot:
        shown = await settle(pilot)
        assert "This tour cannot be read." in shown
        assert "itineraries/broken.yaml:9: 10:30 is read as 630" in shown
        await pilot.press("escape")
        assert "─Tours─" in await settle(pilot)


# Hostile text


@pytest.mark.parametrize("size", [WEEK, DAY])
async def test_hostile_text_breaks_nothing(services: FakeServices, size: tuple[int, int]) -> None:
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
    findings = tuple(
        sample.FINDINGS[0].model_copy(update={"message": one, "fix": one}) for one in EVERYTHING
    )
    services.findings = findings
    brief = sample.brief().model_copy(update={"title": HOSTILE[0], "question": HOSTILE[5]})
    services.tours_["asia"] = Tour(
        brief=brief, agenda=plan.model_copy(update={"days": days, "left_out": left_out})
    )
    app = board(services)
    async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f", "end")
        await settle(pilot)
        await pilot.press("i", "end", "enter")
        await settle(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        week = app.screen.query_one(WeekGrid)
        for day in days:
            for block in day.blocks[::7]:
                week.select(block.id)
                week.action_open_block()
                shown = await settle(pilot)
                assert "\x1b" not in shown
                assert "\x07" not in shown
                await pilot.press("escape")
                await pilot.pause()
                assert isinstance(app.screen, BoardScreen)


def test_hostile_titles_are_shown_whole() -> None:
    for hostile in EVERYTHING:
        shown = spread((hostile, "bold"), ("✔ proven best · 1105", ""), 80).plain
        assert text.width(shown) == 81
        assert shown.endswith("✔ proven best · 1105")
        whole = text.line(hostile)
        if text.width(whole) < 50:
            assert shown.startswith(f" {whole}")


async def test_a_finding_of_several_blocks_leads_from_one_to_the_next(
    services: FakeServices,
) -> None:
    blocks = [block.id for block in sample.agenda().blocks if block.kind == "visit"][:2]
    services.findings = (
        Finding(rule="open", severity="note", blocks=tuple(blocks), message="Both are assumed."),
    )
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        for expected in (*blocks, blocks[0]):
            await pilot.press("f", "enter")
            await settle(pilot)
            block = app.screen.query_one(WeekGrid).block
            assert block is not None
            assert block.id == expected
            assert isinstance(app.focused, WeekGrid)


async def test_facts_that_do_not_fit_can_be_read_with_the_keys(services: FakeServices) -> None:
    facts = tuple(
        Conflict(fact=f"Fact number {number}.", where=f"itineraries/x.yaml:{number}")
        for number in range(1, 30)
    )
    services.planner = held = HeldPlanner(Agenda(status="infeasible", conflict=facts))
    held.go.set()
    app = board(services, "fresh")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        assert "Fact number 29." not in await shown_until(pilot, "Fact number 1.")
        await pilot.press("end")
        assert "Fact number 29." in await shown_until(pilot, "Fact number 29.")


async def test_the_cursor_stays_where_a_block_was_that_is_gone(services: FakeServices) -> None:
    app = board(services)
    async with app.run_test(size=WEEK) as pilot:
        await settle(pilot)
        week = app.screen.query_one(WeekGrid)
        monday, tuesday, *rest = week.days
        gone = tuesday.blocks[2]
        assert week.select(gone.id)
        left = tuple(block for block in tuesday.blocks if block is not gone)
        week.days = (monday, tuesday.model_copy(update={"blocks": left}), *rest)
        assert week.block in (tuesday.blocks[1], tuesday.blocks[3])
