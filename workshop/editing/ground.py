"""What an edit stands on: the anchors of a tour by day, the places it may use, and their clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from workshop.editing.sheet import ANCHORS, Anchor, Sheet, bases, sheet_of
from workshop.errors import UsageError
from workshop.model.agenda import Agenda, Block, Place
from workshop.model.catalogue import Catalogue
from workshop.model.place import City
from workshop.model.tour import Tour


class Ground:
    """One tour that has an agenda, as its edits see it."""

    def __init__(self, tour: Tour, catalogue: Catalogue) -> None:
        """Take a tour in hand. Raises `UsageError` where it has no days yet."""
        if tour.plan is None:
            raise UsageError("this tour has no agenda yet", "plan it first")
        self.tour = tour
        self.agenda: Agenda = tour.plan
        self.catalogue = catalogue

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The anchors of every day."""
        days = enumerate(self.agenda.days)
        return tuple(sheet_of(day, number, self.tour.brief) for number, day in days)

    @cached_property
    def route(self) -> tuple[str, ...]:
        """The cities of the agenda in their order."""
        return self.agenda.route

    @cached_property
    def bases(self) -> dict[str, Place]:
        """The base of each city."""
        return bases(self.agenda, self.tour.brief, self.catalogue)

    def anchor(self, block_id: str) -> tuple[Sheet, Anchor]:
        """Return an anchor and its day. Raises `UsageError` if it is none."""
        for sheet in self.sheets:
            for anchor in sheet.anchors:
                if anchor.block.id == block_id and anchor.block.kind != "debrief":
                    return sheet, anchor
        block = next((one for one in self.agenda.blocks if one.id == block_id), None)
        if block is None:
            raise UsageError(f"there is no block {block_id}")
        raise UsageError(
            f"“{block.title}” follows from what is around it", "edit the visit or lecture it is for"
        )

    def free(self, block_id: str) -> tuple[Sheet, Anchor]:
        """Return an anchor that is no flight nor locked, and its day; `UsageError` otherwise."""
        sheet, anchor = self.unlocked(block_id)
        if anchor.block.kind == "flight":
            raise UsageError(
                "a flight carries the route: it keeps its day and its length",
                "shift it on its day, move its city (< and >), or plan again",
            )
        return sheet, anchor

    def unlocked(self, block_id: str) -> tuple[Sheet, Anchor]:
        """Return an anchor that is not locked, and its day; `UsageError` otherwise."""
        sheet, anchor = self.anchor(block_id)
        if anchor.block.locked:
            raise UsageError(f"{anchor.block.title} is locked where it is", "unlock it first (l)")
        return sheet, anchor

    def owner(self, block: Block) -> str | None:
        """Return the id of the anchor that a block follows from, or its own if it is one."""
        if block.kind == "debrief":
            return None
        if block.kind in ANCHORS:
            return block.id
        if block.ref is not None:
            owned = (one for one in self.agenda.blocks if one.kind in ("visit", "leisure"))
            found = next((one.id for one in owned if one.ref == block.ref), None)
            if found is not None:
                return found
        if block.to is not None:
            after = (b for b in self.agenda.blocks if b.kind in ANCHORS and b.start >= block.end)
            return next((one.id for one in after if one.place.id == block.to.id), None)
        return None

    def sheet(self, day: date) -> Sheet:
        """Return a day's anchors. Raises `UsageError` if it is none of the tour."""
        for sheet in self.sheets:
            if sheet.date == day:
                return sheet
        first, last = self.sheets[0].date, self.sheets[-1].date
        raise UsageError(f"{day} is not a day of the tour", f"it runs from {first} to {last}")

    def names(self, sheet: Sheet) -> str:
        """Return the cities of a day in words."""
        return " and ".join(self.catalogue.city[city].name for city in sheet.cities)

    def at_time(self, anchor: Anchor, sheet: Sheet, at: time) -> Anchor:
        """Return an anchor as it would be wanted at a local time of a day."""
        start = self.moment(sheet, at, anchor.block)
        end = start + timedelta(minutes=anchor.block.minutes)
        return Anchor(anchor.block.model_copy(update={"start": start, "end": end}))

    def moment(self, sheet: Sheet, at: time, block: Block) -> datetime:
        """Return a local time of a day, in the zone of where the block happens then."""
        city = self.city(sheet, at, block.ref, block.title)
        if block.kind == "flight":
            city = self.catalogue.city[block.city]
        return datetime.combine(sheet.date, at, ZoneInfo(city.timezone))

    def city(self, sheet: Sheet, at: time, ref: str | None, title: str) -> City:
        """Return the city of a thing on a day: its own, or where the group is at that time.

        Raises `UsageError` if the group is not in its city that day.
        """
        home = self.catalogue.city_of.get(str(ref))
        if home is None:
            flights = (a.block for a in sheet.anchors if a.block.kind == "flight")
            gone = sum(flight.start.time() <= at for flight in flights)
            return self.catalogue.city[sheet.cities[min(gone, len(sheet.cities) - 1)]]
        if home.id not in sheet.cities:
            when = f"{sheet.date:%A} {sheet.date.day} {sheet.date:%B}"
            raise UsageError(
                f"{title} is in {home.name}; on {when} the group is in {self.names(sheet)}",
                f"choose a day in {home.name}, or plan again with another route",
            )
        left = next((a.block for a in sheet.anchors if a.block.kind == "flight"
                     and a.block.city == home.id and a.block.start.time() <= at), None)  # fmt: skip
        if left is not None:
            raise UsageError(
                f"{title} is in {home.name}; the group flies from there at {left.start:%H:%M}",
                "choose an earlier time, or another day",
            )
        return home
