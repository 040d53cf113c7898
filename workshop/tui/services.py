"""What screens may ask of the core, and the one place that asks it.

Everything here blocks: call it from a thread worker, never from a handler. The core is imported
inside the methods, so that the first paint does not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.errors import Fault, InputError, WorkshopError
from workshop.tui.services_brief import Briefs
from workshop.tui.services_export import Outbox
from workshop.tui.workbench import StopSignal, TourInHand

__all__ = ["Services", "StopSignal", "TourInHand", "TourSummary", "summary_of"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from workshop.model.agenda import Agenda
    from workshop.model.catalogue import Catalogue
    from workshop.model.finding import Finding
    from workshop.model.tour import Brief, Tour
    from workshop.planner import Progress
    from workshop.store.tours import TourFile
    from workshop.tui.variants import Compared, VariantChoice


@dataclass(frozen=True)
class TourSummary:
    """A tour as the home screen lists it; a broken file has `faults` and little else."""

    name: str
    title: str = ""
    start: date | None = None
    """First day; None where the brief gives a window and nothing is planned."""
    days: int = 0
    cities: tuple[str, ...] = ()
    """Names of the cities, in the order of the route once planned."""
    people: int = 0
    status: str = ""
    """Of the agenda: optimal, feasible, infeasible; empty where there is none."""
    score: int = 0
    bound: int = 0
    gap: float = 0.0
    venues: str = "all"
    """Those that the gap holds for: all, or the likeliest of each city."""
    unsaved: bool = False
    """Whether its file lacks some of what was done to it."""
    faults: tuple[Fault, ...] = ()


class Services(Briefs, Outbox):
    """The core in this process, on a workspace on disk. Methods block; raise `WorkshopError`s."""

    def _memory(self) -> Path:
        from workshop.store.paths import state_dir

        return state_dir(self._workspace.root)

    def is_done(self, name: str) -> bool:
        """Tell whether something that is done once in a workspace was done: the guide shown."""
        from workshop.store.memory import is_done

        return is_done(self._memory(), name)

    def remember(self, name: str) -> None:
        """Remember that it was done. Raises `StoreError`."""
        from workshop.store.memory import remember

        remember(self._memory(), name)

    def choice(self, name: str) -> str:
        """Return what was chosen in this workspace: the theme; empty for nothing yet."""
        from workshop.store.memory import choice

        return choice(self._memory(), name)

    def choose(self, name: str, value: str) -> None:
        """Keep what was chosen. Raises `StoreError`."""
        from workshop.store.memory import choose

        choose(self._memory(), name, value)

    def called(self, path: Path) -> str:
        """Return how a person here calls a path: from the current folder if it lies inside it."""
        from workshop.store.paths import shown

        return shown(path)

    def tours(self) -> tuple[TourSummary, ...]:
        """Return every tour of the workspace, broken ones with their faults."""
        return tuple(self._summary(tour.name) for tour in self._workspace.tours())

    def _summary(self, name: str) -> TourSummary:
        try:
            tour, unsaved = self._workspace.standing(name)
        except InputError as error:
            return TourSummary(name=name, faults=error.faults)
        except WorkshopError as error:
            return TourSummary(name=name, faults=(Fault(name, 1, error.message, error.hint),))
        return summary_of(name, tour, self.catalogue(), unsaved=unsaved)

    def tour_file(self, name: str) -> TourFile:
        """Read a tour as its file has it. Raises `InputError`, `UsageError`, `StoreError`."""
        return self._workspace.tour(name)

    def new_stop(self) -> StopSignal:
        """Return a fresh stop signal for one search; cheap, needs no thread."""
        from workshop.planner.stop import StopToken

        return StopToken()

    def plan(
        self, tour: TourInHand, *, stop: StopSignal, on_progress: Callable[[Progress], None]
    ) -> Agenda:
        """Search the best agenda until proven or stopped; `on_progress` runs in this thread.

        Where no plan can exist, `ways_out` says what may help.
        """
        from workshop.planner import plan

        return plan(tour.tour, self.catalogue(), stop=stop, on_progress=on_progress)

    def variant_choices(self, tour: TourInHand) -> tuple[VariantChoice, ...]:
        """Return the variants of a tour that can be compared; cheap once the catalogue is read."""
        from workshop.tui.variants import variant_choices

        return variant_choices(tour.tour, self.catalogue())

    def compare(
        self,
        tour: TourInHand,
        choices: tuple[VariantChoice, ...],
        *,
        stop: StopSignal,
        on_progress: Callable[[str, Progress], None],
    ) -> tuple[Compared, ...]:
        """Plan variants, the tour as it is first; those not planned when stopped are missing."""
        from workshop.planner.compare import compare
        from workshop.tui.variants import compared

        twists = [one.twist for one in choices]
        catalogue = self.catalogue()
        found = compare(tour.tour, catalogue, twists, stop=stop, on_progress=on_progress)
        return compared(found, catalogue)

    def check(
        self, agenda: Agenda, brief: Brief, *, held: Agenda | None = None
    ) -> tuple[Finding, ...]:
        """Check an agenda against every rule; `held` holds the locked blocks that must stay."""
        from workshop.rules import check

        return check(agenda, brief, self.catalogue(), held=held)

    def block_points(self, agenda: Agenda, brief: Brief) -> dict[str, int]:
        """Return what each block gives by itself, by block id."""
        from workshop.planner.points import block_points

        return block_points(agenda, brief, self.catalogue())


def summary_of(
    name: str, tour: Tour, catalogue: Catalogue, *, unsaved: bool = False
) -> TourSummary:
    """Sum up a tour for a list, as it stands; `unsaved` where its file lacks some of that."""
    brief, agenda, plan = tour.brief, tour.agenda, tour.plan
    if plan is not None:
        route = plan.route
    else:
        route = brief.cities.arranged((*brief.cities.must, *brief.cities.may))
    names = tuple(catalogue.city[one].name if one in catalogue.city else one for one in route)
    return TourSummary(
        name=name,
        title=brief.title,
        start=plan.days[0].date if plan is not None else brief.start,
        days=len(plan.days) if plan is not None else brief.days,
        cities=names,
        people=brief.group_size,
        status=agenda.status if agenda is not None else "",
        score=agenda.score if agenda is not None else 0,
        bound=agenda.bound if agenda is not None else 0,
        gap=agenda.gap if agenda is not None else 0.0,
        venues=agenda.venues if agenda is not None else "all",
        unsaved=unsaved,
    )
