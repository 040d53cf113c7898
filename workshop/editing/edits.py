"""The edits of an agenda by hand: each takes a tour and gives a tour, and says what else moved.

Nothing is forbidden that could be thought of: what breaks a rule is then a finding. Only what has
no meaning is refused, with a `UsageError`: a block that is not there, a host in another city.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workshop.editing.briefs import moved, with_host, with_order
from workshop.editing.candidate import candidate
from workshop.editing.compose import Composer
from workshop.editing.ground import Ground
from workshop.editing.sheet import ANCHORS, Anchor, Sheet, is_fixed
from workshop.errors import UsageError
from workshop.model.agenda import Agenda, Block, Day, LeftOut
from workshop.model.lecture import Form
from workshop.model.tour import HostWish, Tour

TAKEN_OUT = "taken out by hand"
PARKED = "parked by hand, without a date"
SHORTEST, LONGEST = 5, 600
"""Minutes that a block has at least, and at most."""
VISIT = (15, 480)
"""The same for a visit, as the brief has it."""


@dataclass(frozen=True)
class Edited:
    """A tour after an edit.

    `label` says what was done, `block` is the id of what it was done to, None where it is gone.
    `pushed` are the ids of other anchors that had to move.
    """

    tour: Tour
    label: str
    block: str | None
    pushed: tuple[str, ...] = ()


class Editor(Ground):
    """The edits of one tour that has an agenda."""

    def move(self, block_id: str, day: date, at: time) -> Edited:
        """Give a block another start, on the same day or another one.

        The label tells the start it came to: what stands before it may hold it until later.
        """
        sheet, anchor = self.unlocked(block_id)
        goal = self.sheet(day)
        if goal.date != sheet.date:
            self.free(block_id)
        wanted, title = self.at_time(anchor, goal, at), anchor.block.title
        done = self._with({sheet.date: sheet.without(block_id)}, goal, wanted, title)
        start = next((one.start for one in done.tour.blocks if one.id == block_id), wanted.start)
        return replace(done, label=f"{title} to {start:%a} {start.day} {start:%b %H:%M}")

    def shift(self, block_id: str, minutes: int) -> Edited:
        """Start a block so much later, or earlier."""
        return self.nudge(block_id, timedelta(), minutes)

    def nudge(self, block_id: str, days: timedelta, minutes: int) -> Edited:
        """Move a block by days, and by minutes on the clock of the day it comes to."""
        _, anchor = self.anchor(block_id)
        start = anchor.start + days + timedelta(minutes=minutes)
        return self.move(block_id, start.date(), start.time())

    def pull(self, block_id: str, minutes: int) -> Edited:
        """Start a block, and all that follows it on its day and may move, so much earlier."""
        sheet, anchor = self.free(block_id)
        back = timedelta(minutes=minutes)
        moved = [a for a in sheet.anchors if a.start >= anchor.start and not a.fixed]
        for one in moved:
            span = {"start": one.start - back, "end": one.block.end - back}
            earlier = Anchor(one.block.model_copy(update=span), one.direct)
            sheet = sheet.without(one.block.id).having(earlier)
        label = f"{anchor.block.title} and what follows {minutes} minutes earlier"
        return self._done({sheet.date: sheet}, label, block_id, {a.block.id for a in moved})

    def lengthen(self, block_id: str, minutes: int) -> Edited:
        """Make a block so much longer, or shorter; of a visit the brief then knows its length."""
        sheet, anchor = self.free(block_id)
        block, least, most = anchor.block, SHORTEST, LONGEST
        if block.kind == "visit":
            least, most = VISIT
        length = min(most, max(least, block.minutes + minutes))
        end = anchor.start + timedelta(minutes=length)
        longer = Anchor(block.model_copy(update={"end": end}), anchor.direct, anchor.fixed)
        done = self._with({}, sheet.without(block_id), longer, f"{block.title}: {length} minutes")
        if block.kind != "visit":
            return done
        brief = with_host(self.tour.brief, str(block.ref), visit_minutes=length)
        return replace(done, tour=done.tour.model_copy(update={"brief": brief}))

    def reform(self, block_id: str, form: Form) -> Edited:
        """Teach a lecture in another form, with that form's minutes."""
        sheet, anchor = self.free(block_id)
        what = candidate(str(anchor.block.ref), form, self.tour.brief, self.catalogue)
        end = anchor.start + timedelta(minutes=what.minutes)
        block = anchor.block.model_copy(update={"id": what.id, "form": what.form, "end": end})
        label = f"{block.title}: {'short form' if what.form == 'short' else 'in full'}"
        return self._with({}, sheet.without(block_id), Anchor(block, anchor.direct), label)

    def swap(self, one_id: str, other_id: str) -> Edited:
        """Let two blocks change places: each starts when the other did."""
        if one_id == other_id:
            raise UsageError("a block cannot change places with itself", "choose another one")
        (one_day, one), (other_day, other) = self.free(one_id), self.free(other_id)
        first = self.at_time(one, other_day, other.start.time())
        second = self.at_time(other, one_day, one.start.time())
        days = {one_day.date: one_day.without(one_id)}
        days[other_day.date] = days.get(other_day.date, other_day).without(other_id)
        days[other_day.date] = days[other_day.date].having(first)
        days[one_day.date] = days[one_day.date].having(second)
        label = f"{one.block.title} and {other.block.title} change places"
        return self._done(days, label, one_id, {one_id, other_id})

    def drop(self, block_id: str, why: str = TAKEN_OUT) -> Edited:
        """Take a block out; it stands with what is left out, with the reason."""
        sheet, anchor = self.free(block_id)
        block = anchor.block
        left = self.agenda.left_out
        if block.kind in ("training", "visit", "leisure") and block.ref is not None:
            left = (*left, LeftOut(ref=block.ref, title=block.title, reason=why))
        verb = "parked" if why == PARKED else "out"
        days = {sheet.date: sheet.without(block_id)}
        return self._done(days, f"{block.title} {verb}", None, {block_id}, left)

    def park(self, block_id: str) -> Edited:
        """Take a block out for now: it stays a candidate without a date."""
        return self.drop(block_id, PARKED)

    def lock(self, block_id: str) -> Edited:
        """Lock a block where it is, or let it go again."""
        _, anchor = self.anchor(block_id)
        locked = not anchor.block.locked
        agenda = self._remarked(block_id, locked=locked)
        label = f"{anchor.block.title} {'locked' if locked else 'unlocked'}"
        return Edited(self.tour.model_copy(update={"agenda": agenda}), label, block_id)

    def _remarked(self, block_id: str, **fields: object) -> Agenda:
        """Return the agenda with fields of a block changed that move nothing."""
        days = tuple(
            day.model_copy(
                update={"blocks": tuple(_remarked(b, block_id, fields) for b in day.blocks)}
            )
            if any(b.id == block_id for b in day.blocks)
            else day
            for day in self.agenda.days
        )
        return self.agenda.model_copy(update={"days": days})

    def add(self, ref: str, day: date, at: time, form: Form = "full") -> Edited:
        """Put a host, a module or a leisure item in. Raises `UsageError` for anything else."""
        sheet = self.sheet(day)
        what = candidate(ref, form, self.tour.brief, self.catalogue)
        if any(one.id == what.id for one in self.agenda.blocks):
            raise UsageError(f"{what.title} is in the plan already", "move it instead")
        city = self.city(sheet, at, what.ref, what.title)
        start = datetime.combine(sheet.date, at, ZoneInfo(city.timezone))
        block = what.block(city.id, start, self.bases[city.id])
        left = tuple(one for one in self.agenda.left_out if one.ref != ref)
        anchor = Anchor(block, fixed=is_fixed(block, self.tour.brief))
        label = f"{block.title} in, {block.start:%a} {block.start.day} {block.start:%b %H:%M}"
        return self._with({}, sheet, anchor, label, left)

    def add_near(self, ref: str, day: date, at: time) -> Edited:
        """Put a candidate in at a time, or where its city is nearest to that, after all else."""
        home = self.catalogue.city_of.get(ref)
        here = self.sheet(day)
        if home is None or home.id in here.cities:
            return self.add(ref, day, at)
        there = [sheet for sheet in self.sheets if home.id in sheet.cities]
        if not there:
            raise UsageError(
                f"the tour does not come to {home.name}",
                "put the city into the brief (b) and plan again",
            )
        sheet = min(there, key=lambda one: abs(one.date - day))
        learned = [a for a in sheet.anchors if a.block.kind in ("training", "visit", "meal")]
        last = learned[-1].block.end.time() if learned else self.tour.brief.pace.day_start
        return self.add(ref, sheet.date, last)

    def card(self, wish: HostWish) -> Edited:
        """Write what is known of a host into the brief, and its status at its visit."""
        brief = with_host(self.tour.brief, wish.id, **dict(wish))
        visit = next(
            (b for b in self.agenda.blocks if b.kind == "visit" and b.ref == wish.id), None
        )
        name = self.catalogue.host[wish.id].name
        tour = self.tour.model_copy(update={"brief": brief})
        if visit is not None:
            tour = tour.model_copy(update={"agenda": self._remarked(visit.id, status=wish.status)})
        return Edited(tour, f"{name}: {wish.status}", visit.id if visit else None)

    def move_city(self, city: str, by: int) -> Edited:
        """Ask for a city so many places later in the route, or earlier (-1): in the brief alone.

        The agenda stays as it is until the tour is planned again.
        """
        route = moved(self.route, city, by)
        names = " → ".join(self.catalogue.city[one].name for one in route)
        brief = with_order(self.tour.brief, route)
        return Edited(self.tour.model_copy(update={"brief": brief}), names, None)

    def take_order(self) -> Edited:
        """Ask for the cities in the order in which the agenda has them."""
        brief = with_order(self.tour.brief, self.route)
        label = "the brief has the cities in the order of the plan"
        return Edited(self.tour.model_copy(update={"brief": brief}), label, None)

    def retime(self, day: date) -> Edited:
        """Write a day anew from its anchors: briefings, coaches, pauses, notes, the debrief."""
        sheet = self.sheet(day)
        return self._done({day: sheet}, f"{day:%a} {day.day} {day:%b} timed anew", None, set())

    def copy_day(self, day: date, onto: date) -> Edited:
        """Fill a day with copies of another one's blocks, except flights; its own are replaced."""
        source, goal = self.sheet(day), self.sheet(onto)
        if not set(source.cities) <= set(goal.cities):
            raise UsageError(
                f"the group is in {self.names(source)} on the one day and in "
                f"{self.names(goal)} on the other",
                "copy between days in the same city",
            )
        shift = goal.date - source.date
        copies = tuple(
            Anchor(
                anchor.block.model_copy(
                    update={
                        "id": f"{anchor.block.id}-d{goal.number + 1}",
                        "start": anchor.start + shift,
                        "end": anchor.block.end + shift,
                        "locked": False,
                    }
                ),
                anchor.direct,
            )
            for anchor in source.anchors
            if anchor.block.kind not in ("flight", "debrief")
        )
        kept = tuple(a for a in goal.anchors if a.block.kind == "flight" or a.block.locked)
        filled = Sheet(goal.date, goal.number, goal.cities, kept).having(*copies)
        label = f"{goal.date:%a} {goal.date.day} {goal.date:%b} like {source.date:%a}"
        return self._done({goal.date: filled}, label, None, {a.block.id for a in copies})

    def _with(
        self,
        others: dict[date, Sheet],
        sheet: Sheet,
        anchor: Anchor,
        label: str,
        left: tuple[LeftOut, ...] | None = None,
    ) -> Edited:
        """Finish an edit that puts `anchor` on the day `sheet`."""
        days = {**others, sheet.date: others.get(sheet.date, sheet).having(anchor)}
        return self._done(days, label, anchor.block.id, {anchor.block.id}, left)

    def _done(
        self,
        changed: dict[date, Sheet],
        label: str,
        block: str | None,
        meant: set[str],
        left: tuple[LeftOut, ...] | None = None,
    ) -> Edited:
        """Write the changed days anew, and find out what else had to move."""
        composer = Composer(self.tour.brief, self.catalogue, self.bases)
        days = tuple(
            composer.day(changed[day.date]) if day.date in changed else day
            for day in self.agenda.days
        )
        before = {one.id: one.start for one in self.agenda.blocks if one.kind in ANCHORS}
        pushed = tuple(
            one.id
            for day in days
            for one in day.blocks
            if one.id not in meant and before.get(one.id, one.start) != one.start
        )
        kept = self.agenda.left_out if left is None else left
        return Edited(self._toured(days, kept), label, block, pushed)

    def _toured(self, days: tuple[Day, ...], left: tuple[LeftOut, ...]) -> Tour:
        agenda = self.agenda.model_copy(
            update={"days": days, "left_out": left, "status": "feasible"}
        )
        return self.tour.model_copy(update={"agenda": agenda})


def _remarked(block: Block, block_id: str, fields: dict[str, object]) -> Block:
    return block.model_copy(update=fields) if block.id == block_id else block


Edit = Callable[[Editor], Edited]
"""What a key does: it is given the tour's editor and returns what became of it."""
