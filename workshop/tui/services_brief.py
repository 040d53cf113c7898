"""Briefs, as the app works on them: new ones, and what to drop of one that cannot be met.

A part of `services`: what is here blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.tui.services_tour import Workbench
from workshop.tui.workbench import Changed, TourInHand

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.agenda import Agenda, Conflict
    from workshop.model.tour import Brief, Tour

USUAL_CITIES = ("jakarta", "singapore", "bangkok")
"""Cities that a new brief has to begin with."""
NEW = "New tour"
LINE = re.compile(r":\d+$")


@dataclass(frozen=True)
class WayOut:
    """A fact of a brief that cannot be met: dropping it is a way out."""

    fact: str
    where: str
    """The line it stands in: `FILE:LINE`."""
    frees: str
    """What the tour is then, in words; empty where it cannot be dropped here."""
    path: str
    """What the planner calls it."""


class Briefs(Workbench):
    """Briefs of a workspace: new ones, and ways out of one that cannot be met."""

    def fresh_brief(self) -> Brief:
        """Return a brief to begin a new tour with. Raises `InputError`."""
        from datetime import datetime

        from workshop.store.newtour import quiet_monday
        from workshop.store.tours import fresh_brief

        catalogue = self.catalogue()
        known = catalogue.city
        cities = tuple(city for city in USUAL_CITIES if city in known) or tuple(known)[:1]
        today = datetime.now().astimezone().date()
        start = quiet_monday(today, [known[city] for city in cities], catalogue.closures)
        brief = fresh_brief(start, cities)
        lectures = tuple(wish for wish in brief.modules if wish.id in catalogue.module)
        return brief.model_copy(update={"title": NEW, "modules": lectures})

    def begin_tour(self, brief: Brief) -> str:
        """Write a new tour with a brief and return its name, which is made of its title.

        Raises `StoreError`, and nothing is written then.
        """
        from workshop.store.newtour import name_for
        from workshop.store.tours import begin_tour

        taken = {tour.name for tour in self._workspace.tours()}
        return begin_tour(self._folder, name_for(brief.title, taken), brief).stem

    @property
    def _folder(self) -> Path:
        from workshop.store.paths import must_be_own

        must_be_own(self._workspace.itineraries)
        return self._workspace.itineraries

    def ways_out(self, hand: TourInHand, agenda: Agenda) -> tuple[WayOut, ...]:
        """Return the facts of which dropping one may help, for an agenda that cannot be."""
        return tuple(self._way_out(hand, fact) for fact in agenda.conflict)

    def _way_out(self, hand: TourInHand, conflict: Conflict) -> WayOut:
        from workshop.planner.freed import freed_of
        from workshop.store.locate import locate

        path = conflict.where
        where = path
        if not LINE.search(path):  # a tour's file may hold a conflict with its lines
            where = locate(path, hand.draft.file, self._workspace.content)
        frees = freed_of(hand.tour, self.catalogue(), path)
        return WayOut(conflict.fact, where, frees, path)

    def without(self, tour: Tour, way: WayOut) -> Changed:
        """Return a tour whose brief does not insist on a fact."""
        from workshop.planner.relax import relaxed

        after = relaxed(tour, self.catalogue(), [way.path])
        return self.counted(tour, after, f"no longer: {way.fact}")
