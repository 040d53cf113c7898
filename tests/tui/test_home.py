"""The first screen: tours, what to do first, and what is wrong with a file."""

from __future__ import annotations

from tests.hostile import EVERYTHING
from tests.tui import sample
from tests.tui.memory import FakeServices
from tests.tui.screen_text import screen_text, settle, shown_until, until
from workshop.errors import Fault, InputError
from workshop.model.tour import Tour
from workshop.store.workspace import Workspace
from workshop.tui.app import WorkshopApp
from workshop.tui.board.screen import BoardScreen
from workshop.tui.board.ways import WayList
from workshop.tui.forms.briefform import BriefForm
from workshop.tui.forms.screen import FieldInput
from workshop.tui.guide import keys_of
from workshop.tui.home.screen import STEPS, HomeScreen, tour_prompt
from workshop.tui.services import TourSummary


def home(services: FakeServices) -> WorkshopApp:
    return WorkshopApp(None, services=services)


async def test_tours_are_listed_with_dates_route_and_proof(services: FakeServices) -> None:
    for size in ((120, 40), (80, 24)):
        async with home(services).run_test(size=size) as pilot:
            shown = await settle(pilot)
        assert "Asia Tech Tour 2027 [/b] 亞洲" in shown
        assert "22–26 Mar 2027 · 18 people · Jakarta ▸ Singapore" in shown
        assert "✔ proven best · 1105" in shown
        assert "not planned yet" in shown
        assert "6 lecture modules · 8 hosts · 3 cities" in shown


def test_a_tour_that_its_file_lacks_edits_of_is_listed_as_it_stands() -> None:
    listed = TourSummary("x", "X", days=3, status="feasible", score=10, gap=0.02, unsaved=True)
    assert "within 2.0 % of the best · 10 · ● not saved" in tour_prompt(listed).plain


async def test_the_six_things_are_named(services: FakeServices) -> None:
    async with home(services).run_test(size=(120, 40)) as pilot:
        shown = await settle(pilot)
    for thing in ("Open a tour", "Plan it", "Ask why", "Look things up", "Present a", "Send it"):
        assert thing in shown


def test_the_six_things_are_done_with_the_keys_of_the_board() -> None:
    said = " ".join(how for _, _, how in STEPS)
    keys = keys_of(BoardScreen)
    for name, what in (
        ("board.plan", "on the board; watch"),
        ("board.findings", "what the rules found"),
        ("board.left_out", "what is left out"),
        ("board.present", "on a lecture of the week"),
        ("board.export", "on the board writes its documents"),
    ):
        assert f"{keys[name]} {what}" in said


async def test_enter_opens_a_tour_and_escape_comes_back(services: FakeServices) -> None:
    app = home(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        shown = await settle(pilot)
        assert isinstance(app.screen, BoardScreen)
        assert "T M12 short: Capstone" in shown
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("down", "enter")
        assert "Fresh brief" in await settle(pilot)


async def test_a_broken_file_is_listed_and_shows_its_lines(services: FakeServices) -> None:
    app = home(services)
    async with app.run_test(size=(100, 40)) as pilot:
        shown = await settle(pilot)
        assert "✘ cannot be read: 2 faults; enter shows them" in shown
        await pilot.press("end", "enter")
        shown = await settle(pilot)
        assert "itineraries/broken.yaml:3" in shown
        assert "unknown key 'citys' [/x]" in shown
        assert '→ write "10:30"' in shown
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_an_empty_workspace_says_how_to_begin(services: FakeServices) -> None:
    services.tours_, services.errors = {}, {}
    async with home(services).run_test(size=(80, 24)) as pilot:
        shown = await settle(pilot)
    assert "There are no tours here yet." in shown
    assert "n asks for a brief and begins one" in shown


async def test_a_new_tour_is_begun_from_its_brief_and_what_cannot_be_is_dropped(
    workspace: Workspace,
) -> None:
    """The days of silence in Jakarta: no plan, until the tour need not go there."""
    app = WorkshopApp(workspace)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, BriefForm)
        values = {"title": "ทัวร์ 아시아 Spring 🌸", "start": "2027-03-08", "days": "1",
                  "cities.must": "Jakarta"}  # fmt: skip
        for line in form.query(FieldInput):
            line.value = values.get(line.field.key, line.value)
        await pilot.press("ctrl+q")  # what was filled in is asked about before all is left
        assert "Changes are not kept yet." in await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        shown = await shown_until(pilot, "This tour is not planned yet.")
        assert "ทัวร์ 아시아 Spring" in shown
        written = workspace.tour("spring").tour.brief
        assert (written.title, written.days) == (values["title"], 1)
        assert "# How many people travel" in workspace.tour_path("spring").read_text()

        await pilot.press("p")
        shown = await shown_until(pilot, "No plan can exist for this brief.")
        assert "Day of Silence" in shown
        board = app.screen
        assert isinstance(board, BoardScreen)
        ways = board.query_one(WayList)
        free = [one for one in ways.items if "the tour begins on" in one.frees]
        assert free, [one.frees for one in ways.items]
        assert "itineraries/spring.yaml:" in free[0].where
        ways.highlighted = ways.items.index(free[0])
        await pilot.press("enter")
        await until(pilot, lambda: board.free)
        assert board.hand is not None
        assert board.hand.tour.brief.start != written.start
        assert "no longer: " in board.hand.undoes or "planned" in board.hand.undoes
        for _ in range(4):
            await pilot.press("u")
        assert board.hand.tour.brief == written


async def test_broken_content_is_told_with_its_lines(services: FakeServices) -> None:
    def broken() -> object:
        raise InputError((Fault("content/cities/jakarta.yaml", 7, "bad [/x]", "mend it"),))

    services.catalogue = broken  # type: ignore[method-assign,assignment]
    async with home(services).run_test(size=(80, 24)) as pilot:
        assert "content/cities/jakarta.yaml:7  bad [/x]" in await settle(pilot)


async def test_hostile_names_break_nothing(services: FakeServices) -> None:
    brief = sample.brief()
    services.tours_ = {
        f"{one}-{number}": Tour(brief=brief.model_copy(update={"title": one or "-"}))
        for number, one in enumerate(EVERYTHING)
    }
    services.errors = {
        one: InputError((Fault(one, 1, one, one),)) for one in EVERYTHING if one.strip()
    }
    app = home(services)
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        await settle(pilot)
        for _ in range(6):
            await pilot.press("pagedown")
            assert "\x1b" not in screen_text(app)
        await pilot.press("end", "enter")
        await settle(pilot)
