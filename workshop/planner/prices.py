"""What each thing of a plan costs, for a budget's sake, as `model.money` counts it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workshop.model.agenda import Block, Day, Kind, Place
from workshop.model.costing import costs_of_days
from workshop.model.place import Site
from workshop.planner.problem import Problem


class Prices:
    """Hundredths of the budget's currency; 0 for what nobody has given a price for."""

    def __init__(self, problem: Problem) -> None:
        """Price the things of one problem."""
        self.problem = problem
        self._known: dict[tuple[Kind, str], int] = {}
        self.constant = self._total(())
        """The brief's own lines."""

    def visit(self, host: Site) -> int:
        """Return a host's fee for the group."""
        return self._alone("visit", host)

    def leisure(self, item: Site) -> int:
        """Return what a leisure item costs the group."""
        return self._alone("leisure", item)

    def room(self, venue: Site) -> int:
        """Return what a training room costs for a day."""
        return self._alone("training", venue)

    def _alone(self, kind: Kind, site: Site) -> int:
        if (kind, site.id) not in self._known:
            self._known[kind, site.id] = self._total((self._block(kind, site),)) - self.constant
        return self._known[kind, site.id]

    def _block(self, kind: Kind, site: Site) -> Block:
        city = self.problem.catalogue.city_of[site.id]
        start = datetime.combine(
            self.problem.date(0), datetime.min.time(), ZoneInfo(city.timezone)
        ) + timedelta(hours=9)
        return Block(
            id="priced",
            kind=kind,
            ref=site.id,
            title=site.name,
            city=city.id,
            start=start,
            end=start + timedelta(hours=1),
            place=Place(id=site.id, name=site.name, lat=site.lat, lon=site.lon),
        )

    def _total(self, blocks: tuple[Block, ...]) -> int:
        day = Day(date=self.problem.date(0), cities=(), blocks=blocks)
        return costs_of_days((day,), self.problem.brief, self.problem.catalogue).total
