"""A core that answers from memory, and planners that wait until they are let go."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.tui.sample import MODULES, brief, catalogue
from workshop.decks.deck import Deck
from workshop.editing.history import Entry, History
from workshop.errors import InputError, StoreError, UsageError, WorkshopError
from workshop.model.agenda import Agenda, Minutes
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.geo import Coast
from workshop.model.lecture import Module
from workshop.model.ownhost import OwnHost
from workshop.model.place import (
    Host,
)
from workshop.model.tour import Brief, Tour
from workshop.planner.compare import Variant
from workshop.planner.stop import Progress, StopToken
from workshop.store.newtour import name_for
from workshop.tui.services import Services, StopSignal, TourInHand, TourSummary, summary_of
from workshop.tui.services_brief import WayOut
from workshop.tui.variants import Compared, VariantChoice, compared, variant_choices
from workshop.tui.workbench import Changed

Comparer = Callable[
    [Tour, tuple[VariantChoice, ...], StopSignal, Callable[[str, Progress], None]],
    tuple[Variant, ...],
]


@dataclass
class FakeServices(Services):
    """A core that answers from memory; tests set what it holds and how it plans."""

    tours_: dict[str, Tour] = field(default_factory=dict)
    errors: dict[str, InputError] = field(default_factory=dict)
    """Tours that cannot be read."""
    catalogue_: Catalogue = field(default_factory=catalogue)
    findings: tuple[Finding, ...] = ()
    planner: Callable[[Tour, StopSignal, Callable[[Progress], None]], Agenda] | None = None
    comparer: Comparer | None = None
    save_error: WorkshopError | None = None
    saved: list[str] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    histories: dict[str, History] = field(default_factory=dict)
    own: tuple[OwnHost, ...] = ()
    done: set[str] = field(default_factory=lambda: {"guide"})
    """What the workspace remembers; a test of the guide empties it."""
    chosen: dict[str, str] = field(default_factory=dict)
    folder: Path = Path("itineraries")

    def catalogue(self) -> Catalogue:
        return self.catalogue_

    def coast(self) -> Coast:
        return Coast()

    def is_done(self, name: str) -> bool:
        return name in self.done

    def remember(self, name: str) -> None:
        self.done.add(name)

    def choice(self, name: str) -> str:
        return self.chosen.get(name, "")

    def choose(self, name: str, value: str) -> None:
        self.chosen[name] = value

    def tours(self) -> tuple[TourSummary, ...]:
        found = [summary_of(name, tour, self.catalogue_) for name, tour in self.tours_.items()]
        broken = [TourSummary(name, faults=error.faults) for name, error in self.errors.items()]
        return (*found, *broken)

    def new_stop(self) -> StopSignal:
        return StopToken()

    def plan(
        self, tour: TourInHand, *, stop: StopSignal, on_progress: Callable[[Progress], None]
    ) -> Agenda:
        assert self.planner is not None
        return self.planner(tour.tour, stop, on_progress)

    def fresh_brief(self) -> Brief:
        return brief().model_copy(update={"title": "New tour"})

    def begin_tour(self, brief: Brief) -> str:
        name = name_for(brief.title, self.tours_)
        self.tours_[name] = Tour(brief=brief)
        return name

    def ways_out(self, hand: TourInHand, agenda: Agenda) -> tuple[WayOut, ...]:
        return tuple(
            WayOut(one.fact, one.where, f"freed {number}", one.where)
            for number, one in enumerate(agenda.conflict)
        )

    def without(self, tour: Tour, way: WayOut) -> Changed:
        brief = tour.brief.model_copy(update={"notes": f"{tour.brief.notes}-{way.path}"})
        after = tour.model_copy(update={"brief": brief})
        return self._counted(tour, after, f"no longer: {way.fact}", None, ())

    def variant_choices(self, tour: TourInHand) -> tuple[VariantChoice, ...]:
        return variant_choices(tour.tour, self.catalogue_)

    def compare(
        self,
        tour: TourInHand,
        choices: tuple[VariantChoice, ...],
        *,
        stop: StopSignal,
        on_progress: Callable[[str, Progress], None],
    ) -> tuple[Compared, ...]:
        assert self.comparer is not None
        return compared(self.comparer(tour.tour, choices, stop, on_progress), self.catalogue_)

    def check(
        self, agenda: Agenda, brief: Brief, *, held: Agenda | None = None
    ) -> tuple[Finding, ...]:
        return self.findings

    def block_points(self, agenda: Agenda, brief: Brief) -> dict[str, int]:
        return {block.id: 60 for block in agenda.blocks if block.kind == "visit"}

    def take(self, name: str) -> TourInHand:
        if name in self.errors:
            raise self.errors[name]
        if name not in self.tours_:
            raise UsageError(f"there is no tour {name!r}", "there are others")
        self.histories.setdefault(name, History.of(self.tours_[name]))
        return self._hand(name)

    def _hand(self, name: str) -> TourInHand:
        history = self.histories[name]
        return TourInHand(
            name, self.folder / f"{name}.yaml", history.now.tour,
            since=self.tours_[name], unsaved=history.now.tour != self.tours_[name],
            undoes=history.undoes, redoes=history.redoes,
        )  # fmt: skip

    def now(self, hand: TourInHand) -> TourInHand:
        return self._hand(hand.name)

    def release(self, hand: TourInHand) -> None:
        self.released.append(hand.name)

    def do(self, hand: TourInHand, tour: Tour, label: str, block: str | None) -> TourInHand:
        self.histories[hand.name] = self.histories[hand.name].after(Entry(label, tour, block))
        return self._hand(hand.name)

    def undo(self, hand: TourInHand) -> TourInHand:
        history = self.histories[hand.name]
        self.histories[hand.name] = history.to(max(0, history.at - 1))
        return self._hand(hand.name)

    def redo(self, hand: TourInHand) -> TourInHand:
        history = self.histories[hand.name]
        self.histories[hand.name] = history.to(history.at + 1)
        return self._hand(hand.name)

    def look(self, hand: TourInHand) -> TourInHand | None:
        if hand.name in self.errors:
            raise self.errors[hand.name]
        return None

    def save(self, hand: TourInHand) -> TourInHand:
        if self.save_error is not None:
            raise self.save_error
        self.saved.append(hand.name)
        self.tours_[hand.name] = self.histories[hand.name].now.tour
        return self._hand(hand.name)

    def _counted(
        self, before: Tour, after: Tour, label: str, block: str | None, pushed: tuple[str, ...]
    ) -> Changed:
        old, new = (one.agenda.minutes() if one.agenda else Minutes() for one in (before, after))
        return Changed(after, label, block, self.findings, 0, old, new, pushed)

    def save_as(self, tour: Tour, name: str) -> Path:
        if name in self.tours_:
            raise StoreError(f"{name} is already there", "choose another name")
        self.tours_[name] = tour
        return self.folder / f"{name}.yaml"

    def find_hosts(
        self, *, city: str | None = None, topic: str | None = None, text: str = ""
    ) -> tuple[Host, ...]:
        return tuple(self.catalogue_.host.values())

    def find_modules(self, *, topic: str | None = None, text: str = "") -> tuple[Module, ...]:
        return self.catalogue_.modules

    def own_hosts(self) -> tuple[OwnHost, ...]:
        return self.own

    def keep_host(self, host: OwnHost) -> Path:
        if self.save_error is not None:
            raise self.save_error
        others = tuple(one for one in self.own if one.id != host.id)
        self.own = (*others, host)
        cities = tuple(
            city.model_copy(update={"hosts": (*city.hosts, host.host(city))})
            if city.id == host.city
            else city
            for city in self.catalogue_.cities
        )
        parts = {name: getattr(self.catalogue_, name) for name in Catalogue.model_fields}
        self.catalogue_ = Catalogue(**{**parts, "cities": cities})
        return Path("hosts") / f"{host.id}.yaml"

    def deck(self, module: str) -> Deck:
        from workshop.decks.parse import parse_deck

        return parse_deck(f"# {MODULES[module]}\n\nHello\n", f"{module}.md")

    def deck_file(self, path: Path) -> Deck:
        return self.deck("m01")


class HeldPlanner:
    """A planner that reports a plan, then waits until it is let go or told to stop."""

    def __init__(self, *plans: Agenda, ignores_stop: bool = False) -> None:
        self.plans = plans
        self.ignores_stop = ignores_stop
        self.reported, self.go, self.stopped = (threading.Event() for _ in range(3))

    def __call__(
        self, tour: Tour, stop: StopSignal, on_progress: Callable[[Progress], None]
    ) -> Agenda:
        on_progress(Progress(None, 0, 0, 0.0, 0.0, "listing day patterns"))
        for plan in self.plans[:-1] or self.plans:
            on_progress(Progress(plan, plan.score, plan.bound, plan.gap, 0.1))
        self.reported.set()
        while not self.go.wait(0.005):
            if stop.stopped() and not self.ignores_stop:
                self.stopped.set()
                return self.plans[0]
        return self.plans[-1]
