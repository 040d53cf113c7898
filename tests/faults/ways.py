"""The way to every screen and dialog of the app, with hostile text in all that they show.

Searches are over at once and answer with hostile words: it is the screens that are tried.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from textual.app import App
from textual.screen import Screen

import workshop.tui
from tests.faults.mutations import TOUR
from tests.hostile import EVERYTHING
from tests.unit.export.marks import Say, marked
from workshop.model.agenda import Agenda, Conflict
from workshop.planner.changes import Change
from workshop.planner.compare import Variant
from workshop.planner.repair import Repair
from workshop.planner.why import Gain, Slack, Why
from workshop.store.tours import tour_text
from workshop.store.workspace import Workspace
from workshop.tui.app import WorkshopApp
from workshop.tui.room.launch import How, RoomApp, find, watch
from workshop.tui.room.repairing import RepairScreen
from workshop.tui.services import Services
from workshop.tui.services_session import SessionServices
from workshop.tui.variants import Compared, VariantChoice, compared
from workshop.tui.workbench import TourInHand


def saying(chance: Random) -> Say:
    """Return what gives one hostile text after the other."""
    texts = [one for one in EVERYTHING if one.strip()]
    chance.shuffle(texts)
    following = cycle(texts)
    return lambda *_: next(following)


class QuickServices(Services):
    """A core that answers at once, with hostile words."""

    def __init__(self, workspace: Workspace, say: Say) -> None:
        """Answer from a workspace, in the words of `say`."""
        super().__init__(workspace)
        self._say = say

    def words(self) -> str:
        """Return the next hostile words."""
        return self._say("", "", "")

    def plan(self, tour: Any, **_: Any) -> Agenda:
        """Return the plan that is there."""
        agenda: Agenda = tour.tour.agenda
        return agenda

    def compare(
        self, tour: TourInHand, choices: tuple[VariantChoice, ...], **_: Any
    ) -> tuple[Compared, ...]:
        """Return the tour as it is under the label of every choice."""
        variants = [
            Variant(self.words(), one.twist, tour.tour, self.plan(tour))
            for one in (choices[0], *choices)
        ]
        return compared(variants, self.catalogue())

    def repair(self, hand: TourInHand, *_: Any, **__: Any) -> tuple[Repair, ...]:
        """Return what changes nothing, and says much."""
        return (self.one_repair(hand.tour.brief, self.plan(hand)),)

    def one_repair(self, brief: Any, plan: Agenda) -> Repair:
        """Return a repair that moves and drops things, in hostile words."""
        blocks = [one for one in plan.blocks if one.kind == "visit"]
        moved = tuple(Change("moved", one, one, one) for one in blocks[:2])
        gone = tuple(Change("dropped", one, one, None) for one in blocks[2:])
        return Repair(
            label=self.words(), kept=1, moved=moved, added=(), dropped=gone,
            tell=(self.words(), self.words()), score=plan.score, plan=plan, note=self.words(),
            weight=1, proven=True, brief=brief,
        )  # fmt: skip

    def why(self, _hand: Any, item: str, *_: Any) -> Why:
        """Say why in hostile words."""
        facts = tuple(Conflict(fact=self.words(), where=self.words()) for _ in range(3))
        return Why(
            item, self.words(), facts, slack=Slack(15, 0), gives=(Gain(self.words(), 9),),
            none=self.words(), advice=facts,
        )  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """A workspace of hostile text, and what answers from it."""

    root: Path
    services: QuickServices
    sessions: SessionServices

    def home(self) -> App[Any]:
        """Return the app at its first place."""
        return WorkshopApp(None, None, services=self.services)

    def board(self) -> App[Any]:
        """Return the app with the hostile tour open."""
        return WorkshopApp(None, "hostile", services=self.services)

    def lecture(self) -> App[Any]:
        """Return the presenter of a hostile deck."""
        return self._room(str(self.root / "hostile.md"), How())

    def room(self) -> App[Any]:
        """Return what the room sees of it."""
        return self._room(str(self.root / "hostile.md"), How(room=True))

    def module(self) -> App[Any]:
        """Return a rehearsal of an own lecture."""
        return self._room("m04", How(rehearse=True))

    def day(self) -> App[Any]:
        """Return the day of the hostile tour."""
        return self._room("hostile", How())

    def _room(self, target: str, how: How) -> App[Any]:
        what = find(target, self.services, self.sessions, how)
        given = watch(what, self.services, self.sessions, how) if how.room else what
        return RoomApp(self.services, self.sessions, given)

    def card(self) -> tuple[str, ...]:
        """Return the keys that lead to the card of the first host who is visited."""
        plan = self.services.tour_file("hostile").tour.agenda
        assert plan is not None
        first = next(number for number, one in enumerate(plan.blocks) if one.kind == "visit")
        return (*["down"] * first, "n")

    def repairs(self) -> Screen[Any]:
        """Return the choice of repairs, which the room offers when a day runs late."""
        tour = self.services.tour_file("hostile").tour
        assert tour.agenda is not None
        one = self.services.one_repair(tour.brief, tour.agenda)
        return RepairScreen((one, replace(one, label=self.services.words())), 0, "taken")


@dataclass(frozen=True)
class Way:
    """How to come to a screen: the app, the keys that are pressed, or what is then put on it."""

    app: Callable[[Ground], App[Any]]
    keys: tuple[str, ...] | Callable[[Ground], tuple[str, ...]] = ()
    put: Callable[[Ground], Screen[Any]] | None = None


WAYS: dict[str, Way] = {
    "HomeScreen": Way(Ground.home),
    "HelpScreen": Way(Ground.home, ("question_mark",)),
    "GuideScreen": Way(Ground.home, ("question_mark", "g")),
    "LibraryScreen": Way(Ground.home, ("h",)),
    "OwnHostForm": Way(Ground.home, ("h", "n")),
    "BriefForm": Way(Ground.board, ("b",)),
    "BoardScreen": Way(Ground.board),
    "BlockSheet": Way(Ground.board, ("t",)),
    "WhySheet": Way(Ground.board, ("down", "w")),
    "CompareScreen": Way(Ground.board, ("c", "p")),
    "MapScreen": Way(Ground.board, ("j",)),
    "OverviewScreen": Way(Ground.board, ("v",)),
    "Picker": Way(Ground.board, ("a",)),
    "HostCard": Way(Ground.board, Ground.card),
    "Choose": Way(Ground.board, ("r",)),
    "Papers": Way(Ground.board, ("e",)),
    "AskText": Way(Ground.board, ("S",)),
    "Tell": Way(Ground.lecture, ("f",)),
    "DayScreen": Way(Ground.day),
    "RoomScreen": Way(Ground.lecture),
    "RunOfShow": Way(Ground.module, ("n", "m")),
    "Finder": Way(Ground.lecture, ("slash",)),
    "AskLines": Way(Ground.module, ("n", "C")),
    "DiamondForm": Way(Ground.module, ("G",)),
    "RepairScreen": Way(Ground.day, put=Ground.repairs),
    "AudienceScreen": Way(Ground.room),
}
"""By the name of a screen's class: how one comes to it."""
PASSING = frozenset({"PresenterScreen"})
"""Screens that make room for another one as soon as they are there."""


def lay_out(root: Path, chance: Random) -> Ground:
    """Put hostile text into every field of the tour, the catalogue and a deck."""
    workspace, say = Workspace(root), saying(chance)
    catalogue = workspace.catalogue()
    tour = workspace.tour(TOUR).tour
    text = tour_text(marked(tour, "", saying(chance)))
    (root / "itineraries" / "hostile.yaml").write_text(text, "utf-8")
    workspace.__dict__["_catalogue"] = marked(catalogue, "", saying(chance))
    slides = (f"# {one}\n\n{one}\n\n- {one}\n\n| a |\n|---|\n| {one} |" for one in EVERYTHING[::3])
    (root / "hostile.md").write_text("\n\n---\n\n".join(slides), "utf-8")
    (root / ".workshop").mkdir(exist_ok=True)
    (root / ".workshop" / "guide-seen").touch()
    return Ground(root, QuickServices(workspace, say), SessionServices(root))


def every_screen() -> set[str]:
    """Return the names of all screens there are: classes that no other class is made from."""
    for module in pkgutil.walk_packages(workshop.tui.__path__, "workshop.tui."):
        importlib.import_module(module.name)
    ours = [one for one in _below(Screen) if one.__module__.startswith("workshop.")]
    bases = {base for one in ours for base in one.__mro__[1:]}
    return {one.__name__ for one in ours if one not in bases or one.__name__ in WAYS}


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
