"""Planning, saving and leaving on the board."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from tests.tui import sample
from tests.tui.memory import FakeServices, HeldPlanner
from tests.tui.screen_text import settle, shown_until, until
from workshop.errors import StoreError
from workshop.model.agenda import Agenda, Conflict
from workshop.model.tour import Tour
from workshop.planner.events import Cancel, Delay
from workshop.tui.app import WorkshopApp
from workshop.tui.board.mending import Happening
from workshop.tui.board.screen import BoardScreen
from workshop.tui.workbench import TourInHand

DAY = (80, 24)


def board(services: FakeServices, name: str = "fresh") -> WorkshopApp:
    return WorkshopApp(None, name, services=services)


def ready(*plans: Agenda) -> HeldPlanner:
    """A planner that answers at once."""
    planner = HeldPlanner(*plans)
    planner.go.set()
    return planner


async def test_planning_shows_better_plans_as_they_come_and_saves_only_when_told(
    services: FakeServices,
) -> None:
    rough = sample.shifted(sample.agenda(status="feasible", score=1000, bound=1120, gap=0.12), 5)
    services.planner = held = HeldPlanner(rough, sample.agenda())
    async with board(services).run_test(size=DAY) as pilot:
        shown = await settle(pilot)
        assert "not planned yet – press p" in shown
        assert "This tour is not planned yet." in shown
        assert "Who owns the customer in [2030]?" in shown
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
    services.save_error = StoreError("fresh.yaml changed on disk [/x]", "read it again with F5")
    app = board(services)
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await shown_until(pilot, "best 1000")
        await pilot.press("escape")
        shown = await shown_until(pilot, "● planned")
        assert held.stopped.is_set()
        assert "within 12.0 % of the best · 1000" in shown
        assert isinstance(app.screen, BoardScreen)

        await pilot.press("s")
        shown = await settle(pilot)
        assert "fresh.yaml changed on disk [/x]" in shown
        assert "→ read it again with F5" in shown
        await pilot.press("escape")
        assert "● planned" in await settle(pilot), "a save that fails loses nothing"

        services.save_error = None
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


@pytest.mark.parametrize("ignores_stop", [False, True])
async def test_quitting_while_planning_returns_at_once(
    services: FakeServices, ignores_stop: bool
) -> None:
    services.planner = held = HeldPlanner(sample.agenda(), ignores_stop=ignores_stop)
    app = board(services)
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
    services.planner = ready(sample.IMPOSSIBLE)
    async with board(services).run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        shown = await shown_until(pilot, "No plan can exist for this brief.")
        assert "✘ no plan can exist" in shown
        assert "Jakarta is a must [/must]" in shown
        assert "itineraries/nyepi.yaml:12" in shown
        assert "content/closures.yaml:88" in shown
        assert "without it: freed 0" in shown
        assert "not saved" not in shown

        services.planner = ready(sample.agenda())
        before = services.histories["fresh"].now.tour
        await pilot.press("down", "enter")
        await shown_until(pilot, "● planned")
        notes = services.histories["fresh"].now.tour.brief.notes
        assert notes.endswith(sample.IMPOSSIBLE.conflict[1].where), "the second fact was dropped"
        await pilot.press("u", "u")
        await settle(pilot)
        assert services.histories["fresh"].now.tour == before

        facts = tuple(
            Conflict(fact=f"Fact number {number}.", where=f"itineraries/x.yaml:{number}")
            for number in range(1, 30)
        )
        services.planner = ready(Agenda(status="infeasible", conflict=facts))
        await pilot.press("p")
        assert "Fact number 29." not in await shown_until(pilot, "Fact number 1.")
        await pilot.press("end")
        await shown_until(pilot, "Fact number 29.")


async def test_what_goes_wrong_leaves_the_last_good_plan_on_the_screen(
    services: FakeServices,
) -> None:
    def stumble(*_: object) -> Agenda:
        raise ValueError("cannot [/divide]")

    services.planner = stumble
    async with board(services, "asia").run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await shown_until(pilot, "cannot [/divide]")
        await pilot.press("escape")
        assert "✔ proven best · 1105" in await settle(pilot)

        services.errors["asia"] = services.errors["broken"]
        await pilot.press("f5")
        shown = await settle(pilot)
        assert "itineraries/broken.yaml:3" in shown
        assert "unknown key 'citys' [/x]" in shown
        await pilot.press("escape")
        assert "✔ proven best · 1105" in await settle(pilot)


async def test_a_city_comes_later_with_one_key_or_it_is_said_why_not(
    services: FakeServices,
) -> None:
    asked: list[tuple[str, ...]] = []
    answers = [sample.agenda(score=1100), sample.IMPOSSIBLE]

    def planner(tour: Tour, *_: object) -> Agenda:
        asked.append(tour.brief.cities.order)
        return answers.pop(0)

    services.planner = planner
    app = board(services, "asia")
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


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Delay("fly-d3", 240), "with a flight so late; book another (b)"),
        (Cancel("sgp-grab"), "and keeps its brief; change the brief (b)"),
    ],
)
def test_that_nothing_mends_the_tour_is_said_with_what_can_be_done(
    event: Delay | Cancel, words: str
) -> None:
    assert Happening("something", event).unmended() == f"Nothing mends the tour {words}"


# Leaving, exporting


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
    app = board(services, "asia")
    async with app.run_test(size=DAY) as pilot:
        assert await asyncio.to_thread(asked.wait, 20)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, BoardScreen)
        go.set()
        await until(pilot, lambda: bool(services.released))
    assert services.released == ["asia"]


async def test_documents_go_into_a_folder_and_what_is_there_is_asked_about(
    services: FakeServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = board(services, "asia")
    folder = tmp_path / "asia-documents"
    async with app.run_test(size=DAY) as pilot:
        await settle(pilot)
        await pilot.press("e")
        shown = await settle(pilot)
        assert "✔ Agenda             for participants" in shown
        assert "· Run sheet          for staff, guide and driver · a private file" in shown
        assert app.screen.query_one(Input).value == "asia-documents", "as a person here calls it"
        await pilot.press("space", "ctrl+s")
        assert "tick what is to be written" in await settle(pilot)
        await pilot.press("space", *["down"] * 6, "space", "ctrl+s")
        shown = await shown_until(pilot, "Exported")
        assert "2 files in asia-documents" in shown
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


async def test_a_tour_that_cannot_be_read_shows_all_its_faults(services: FakeServices) -> None:
    app = board(services, "broken")
    async with app.run_test(size=(100, 30)) as pilot:
        shown = await settle(pilot)
        assert "This tour cannot be read." in shown
        assert "itineraries/broken.yaml:9: 10:30 is read as 630" in shown
        await pilot.press("escape")
        assert "─Tours─" in await settle(pilot)
