"""What events make of a tour: each is written into its brief, and what cannot stay is let go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from workshop.errors import UsageError
from workshop.model.agenda import Block
from workshop.model.base import Hours, weekday
from workshop.model.terms import (
    held_slot,
    host_terms,
    host_wish,
    leisure_terms,
    unheld,
    venue_terms,
    visit_spans,
)
from workshop.model.tour import (
    ClosureOverride,
    HostWish,
    ModuleWish,
    Slot,
    Tour,
    VenueWish,
)
from workshop.model.travel import clock
from workshop.planner.changes import ANCHORS, day_words, listed, moment
from workshop.planner.paths import place_of, wish_path
from workshop.planner.rebook import Rebooking
from workshop.planner.relock import base_of

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue

from workshop.planner.draft import hours_line, put
from workshop.planner.events import Applied, Cancel, Close, Delay, End, Event

WEEK = 7


def apply_events(tour: Tour, events: Iterable[Event], catalogue: Catalogue) -> Tour:
    """Return the tour with the brief as it is after `events`; see `applied`."""
    return applied(tour, events, catalogue).tour


def applied(
    tour: Tour, events: Iterable[Event], catalogue: Catalogue, *, waiting: bool = True
) -> Applied:
    """Write `events` into a planned tour, in their order.

    The group waits for a flight that is late, unless it could not be at its next base that day; a
    flight that nobody has booked is then given up for another one. Without `waiting` each such
    flight is. UsageError for an event that says nothing about this tour.
    """
    if tour.agenda is None or not tour.agenda.days:
        raise UsageError("there is no agenda to repair yet", "plan the tour first")
    done = Applied(tour, tour.agenda)
    for event in events:
        _Apply(done, catalogue, waiting=waiting).one(event)
    done.tour = Tour(brief=done.tour.brief, agenda=done.agenda)
    return done


class _Apply(Rebooking):
    def one(self, event: Event) -> None:
        if isinstance(event, Cancel):
            self._cancel(event.item)
        elif isinstance(event, Close):
            self._close(event)
        elif isinstance(event, Delay):
            self._delay(event)
        else:
            self._end(event)

    # ---------------------------------------------------------------- cancel

    def _cancel(self, item: str) -> None:
        named = self._block(item)
        ref = str(named.ref) if named is not None else item
        gone = [b for b in self.done.agenda.blocks if b.ref == ref and b.kind in ANCHORS]
        if ref not in {**self.catalogue.host, **self.catalogue.leisure, **self.catalogue.module}:
            raise UsageError(
                f"{item!r} cannot be cancelled", "name a visit, a lecture or a leisure item"
            )
        if not gone:
            raise UsageError(f"{item!r} is not in the agenda", "there is nothing to repair")
        if ref in self.catalogue.host:
            self._decline(ref)
        elif ref in self.catalogue.leisure:
            self._skip(ref)
        else:
            self._untaught(ref)
        self._take_out(gone)

    def _decline(self, host: str) -> None:
        wish = host_wish(self.brief, host)
        self._note_if_held(wish, "and has cancelled")
        softer = "may" if wish.wish == "must" else wish.wish
        self._host(wish, {"status": "declined", "slot": None, "wish": softer}, "status: declined")

    def _skip(self, item: str) -> None:
        wish = self.brief.leisure
        must = tuple(one for one in wish.must if one != item)
        never = (*wish.never, item)
        self._set("leisure", wish.model_copy(update={"must": must, "never": never}))
        self._edit("leisure", f"never: [{', '.join(never)}]")

    def _untaught(self, module: str) -> None:
        modules = self.brief.modules
        number = place_of(modules, module)
        old = modules[number] if number is not None else ModuleWish.model_construct(id=module)
        modules = put(modules, number, old.model_copy(update={"wish": "never"}))
        self._set("modules", modules)
        self._edit(wish_path("modules", number), f"- {{id: {module}, wish: never}}")

    # ---------------------------------------------------------------- close, end

    def _close(self, event: Close) -> None:
        city = self.catalogue.city[event.city]
        there = [day.date for day in self.done.agenda.days if event.city in day.cities]
        if event.date not in there:
            when = f"it is there on {listed(map(day_words, there))}" if there else ""
            raise UsageError(
                f"the group is not in {city.name} on {day_words(event.date)}",
                when or f"{city.name} is not on its route",
            )
        why = event.why or "closed"
        kept = tuple(
            one for one in self.brief.closures if (one.city, one.date) != (city.id, event.date)
        )
        override = ClosureOverride(city=city.id, date=event.date, open=False, why=why)
        self._set("closures", (*kept, override))
        line = f'- {{city: {city.id}, date: "{event.date}", open: false, why: "{why}"}}'
        self._edit("closures", line)
        struck = [b for b in self._anchors(event.date) if b.city == city.id and self._shuts(b)]
        self._release(struck, f"{city.name} is closed on that day")
        self.done.days.add(event.date)

    def _shuts(self, block: Block) -> bool:
        """Tell whether a closure of the city keeps the group out of where a block is."""
        if block.kind == "visit":
            return not host_terms(self.catalogue, self.brief, str(block.ref)).open_on_holidays
        if block.kind == "leisure":
            return not leisure_terms(self.catalogue, str(block.ref)).open_on_holidays
        if block.kind == "training" and block.place.id in self.catalogue.venue:
            return not venue_terms(self.catalogue, self.brief, block.place.id).open_on_holidays
        return False

    def _end(self, event: End) -> None:
        days = {day.date: day for day in self.done.agenda.days}
        if event.date not in days:
            raise UsageError(
                f"the tour has no {day_words(event.date)}",
                f"its days are {listed(map(day_words, days))}",
            )
        if self.brief.days > WEEK:
            raise UsageError(
                "a day of a tour longer than a week cannot be made shorter by its weekday",
                "lock or drop its last blocks instead",
            )
        for city in days[event.date].cities:
            self._shorten(city, event)
        late = [b for b in self._anchors(event.date) if b.end.time() > event.at]
        self._release([b for b in late if b.kind in ("visit", "training")],
                      f"the day is over at {event.at:%H:%M}")  # fmt: skip
        self.done.days.add(event.date)

    def _shorten(self, city: str, event: End) -> None:
        base = base_of(self.done.agenda, city, self.catalogue)
        if base is None:
            return
        today, cut = weekday(event.date), list[Hours]()
        for hours in venue_terms(self.catalogue, self.brief, base).hours:
            others = tuple(day for day in hours.days if day != today)
            if others:
                cut.append(Hours(days=others, start=hours.start, end=hours.end))
            end = min(hours.end, event.at)
            if today in hours.days and hours.start < end:
                cut.append(Hours(days=(today,), start=hours.start, end=end))
        wishes = self.brief.venues
        number = next((n for n, wish in enumerate(wishes) if wish.city == city), None)
        old = wishes[number] if number is not None else VenueWish(city=city, id=base)
        wish = old.model_copy(update={"hours": tuple(cut)})
        self._set("venues", put(wishes, number, wish))
        line = f"- {{city: {city}, id: {wish.id}, hours: [{hours_line(cut)}]}}"
        self._edit(wish_path("venues", number), line)

    def _release(self, struck: list[Block], why: str) -> None:
        """Take agreements and locks off blocks that cannot stay where they are."""
        for block in struck:
            if block.kind == "visit":
                wish = host_wish(self.brief, str(block.ref))
                if held_slot(wish) is not None:
                    self._note_if_held(wish, f"but {why}: it must be asked for another time")
                    self._asked_again(unheld(wish))
            if block.locked and block.id not in self.done.pinned:
                self.done.notes.append(
                    f"{block.title} was locked on {moment(block.start)}, but {why}"
                )
        self._relock({block.id: False for block in struck})
        self.done.pinned -= {block.id for block in struck}

    def _asked_again(self, wish: HostWish) -> None:
        """Write that a host must be asked for another time; its visit is as long as agreed."""
        minutes = f", visit_minutes: {wish.visit_minutes}" if wish.visit_minutes else ""
        self._host(wish, {}, f"status: {wish.status}{minutes}")

    # ---------------------------------------------------------------- delay

    def _delay(self, event: Delay) -> None:
        block = self._block(event.block)
        if block is None:
            raise UsageError(f"there is no block {event.block!r} in the agenda")
        edge = self._edge(block)
        by = timedelta(minutes=event.minutes)
        start, end = block.start + by, block.end + by
        moved = block.model_copy(update={"start": start, "end": end})
        if block.kind == "flight" and self._given_up(block, moved):
            return
        if start.date() != block.start.date() or end.date() != block.end.date():
            raise UsageError(
                f"{block.title} would then be on another day", "cancel it, or plan anew"
            )
        self.done.days.add(block.start.date())
        if edge is not None:
            at = (block.start if edge == "arrival" else block.end) + by
            wish = getattr(self.brief, edge).model_copy(update={"at": at.time()})
            self._set(edge, wish)
            self._edit(edge, f'at: "{at:%H:%M}"')
            return
        if block.kind not in (*ANCHORS, "meal"):
            raise UsageError(
                f"{block.title} follows what is around it",
                "delay the visit, the lecture, the meal or the flight instead",
            )
        if block.kind == "flight":
            self._rebook(block, moved)
        elif block.kind == "visit":
            self._reslot(moved)
            self._open_for(moved)
        pinned = moved if block.kind == "flight" else moved.model_copy(update={"locked": True})
        self._replace(block.id, pinned)
        self.done.pinned.add(block.id)

    def _edge(self, block: Block) -> str | None:
        """Tell whether a block is the group's own coming or going, which the brief fixes."""
        blocks = self.done.agenda.blocks
        if block.kind != "break":
            return None
        if self.brief.arrival is not None and block.id == blocks[0].id:
            return "arrival"
        last = self.brief.departure is not None and block.id == blocks[-1].id
        return "departure" if last else None

    def _reslot(self, moved: Block) -> None:
        wish = host_wish(self.brief, str(moved.ref))
        if wish.slot is None or held_slot(wish) is None:
            return
        slot = Slot(date=moved.start.date(), start=moved.start.time(), minutes=wish.slot.minutes)
        minutes = f", minutes: {slot.minutes}" if slot.minutes else ""
        text = f'slot: {{date: "{slot.date}", start: "{slot.start:%H:%M}"{minutes}}}'
        self._host(wish, {"slot": slot}, f"status: {wish.status}, {text}")

    def _open_for(self, moved: Block) -> None:
        """A host that names a time is open then, whatever was assumed of its hours."""
        host, today = str(moved.ref), weekday(moved.start.date())
        start, end = moved.start.time(), moved.end.time()
        spans = visit_spans(self.catalogue, self.brief, host, moved.start.date())
        if any(low <= clock(start) and clock(end) <= high for low, high in spans):
            return
        terms, wish = host_terms(self.catalogue, self.brief, host), host_wish(self.brief, host)
        hours = (*terms.hours, Hours(days=(today,), start=start, end=end))
        self._host(wish, {"hours": hours}, f"hours: [{hours_line(hours)}]")
        if not visit_spans(self.catalogue, self.brief, host, moved.start.date()):
            raise UsageError(
                f"{moved.title} receives nobody on {day_words(moved.start.date())}",
                "cancel it instead",
            )
