"""A tour of fourteen days made of the sample's five, without a search for a plan."""

from __future__ import annotations

from datetime import date, timedelta

from workshop.editing.candidate import candidate
from workshop.editing.compose import Composer
from workshop.editing.edits import Editor
from workshop.editing.sheet import Anchor, Sheet
from workshop.model.agenda import Agenda, Block, Day, LeftOut
from workshop.model.catalogue import Catalogue
from workshop.model.place import City
from workshop.model.tour import Balance, Tour

ORDER = (0, 0, 0, 0, 1, 2, 2, 2, 2, 3, 4, 4, 4, 4)
"""Which day of the sample each day is like: the cities come in one stretch each."""
WEEKEND = 5
AFTERNOON = 14


def long_tour(sample: Tour, catalogue: Catalogue) -> Tour:
    """Return it with every visit to another host; weekends are free.

    A lecture is taught once; where it would come again there is something of leisure.
    Coaches, briefings and lunches are timed anew, so that most rules hold. Hosts that are not
    visited are left out.
    """
    editor = Editor(sample, catalogue)
    first = editor.sheets[0].date
    pages = _Pages(sample, catalogue)
    sheets = tuple(
        pages.like(editor.sheets[source], number, first + timedelta(days=number))
        for number, source in enumerate(ORDER)
    )
    brief = sample.brief.model_copy(
        update={"days": len(ORDER), "balance": Balance(hard=False), "hosts": ()}
    )
    composer = Composer(brief, catalogue, editor.bases)
    days: tuple[Day, ...] = tuple(composer.day(sheet) for sheet in sheets)
    there = {city for day in days for city in day.cities}
    left = tuple(
        LeftOut(ref=host.id, title=host.name, reason=f"no gap of {n % 9 + 1} hours is left for it")
        for city in catalogue.cities if city.id in there
        for n, host in enumerate(city.hosts) if host.id not in pages.used
    )  # fmt: skip
    return Tour(brief=brief, agenda=Agenda(status="feasible", days=days, left_out=left))


class _Pages:
    """Hands out hosts that are not visited yet, and lectures that are not taught yet."""

    def __init__(self, sample: Tour, catalogue: Catalogue) -> None:
        self.sample = sample
        self.catalogue = catalogue
        self.used: set[str] = set()
        self.enjoyed: set[date] = set()

    def like(self, sheet: Sheet, number: int, day: date) -> Sheet:
        """Return a day like `sheet`, on another date."""
        anchors = [self._anchor(anchor, day, number) for anchor in sheet.anchors]
        kept = tuple(anchor for anchor in anchors if anchor is not None)
        return Sheet(day, number, sheet.cities, kept)

    def _anchor(self, anchor: Anchor, day: date, number: int) -> Anchor | None:
        old, shift = anchor.block, day - anchor.block.start.date()
        if day.weekday() >= WEEKEND and old.kind not in ("leisure", "meal", "flight"):
            return None
        span = {"start": old.start + shift, "end": old.end + shift}
        block: Block | None = old.model_copy(update={"id": f"{old.id}-{number}", **span})
        if block is not None and old.kind == "visit":
            block = self._other(block, tuple(one.id for one in self._city(old).hosts))
        elif block is not None and (old.id in self.used or old.kind == "leisure"):
            block = self._leisure(block)
        elif old.kind == "training":
            self.used.add(old.id)
        return None if block is None else Anchor(block, anchor.direct, anchor.fixed)

    def _leisure(self, block: Block) -> Block | None:
        """Return something of leisure in the place of a block, once a day."""
        items = tuple(one.id for one in self._city(block).leisure)
        if block.start.hour < AFTERNOON or block.start.date() in self.enjoyed:
            return None
        self.enjoyed.add(block.start.date())
        return self._other(block, items)

    def _city(self, block: Block) -> City:
        return self.catalogue.city[block.city]

    def _other(self, block: Block, choice: tuple[str, ...]) -> Block | None:
        """Return the next of `choice` in the place of a block, None if all are used."""
        ref = next((one for one in choice if one not in self.used), None)
        if ref is None:
            return None
        self.used.add(ref)
        what = candidate(ref, "full", self.sample.brief, self.catalogue)
        return what.block(block.city, block.start, block.place)
