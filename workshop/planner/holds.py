"""What holds something where it is in a plan: wishes, slots, lessons, and the ends of its slack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from workshop.model.agenda import Agenda, Block, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.terms import held_slot, host_wish, module_wish
from workshop.model.tour import Brief, Tour
from workshop.planner.changes import moment
from workshop.planner.paths import host_path, hours_path, module_path
from workshop.planner.slack import Room


class Holding:
    """The facts that hold one block of an agenda."""

    def __init__(self, tour: Tour, agenda: Agenda, catalogue: Catalogue, block: Block) -> None:
        """Look at one block."""
        self.brief: Brief = tour.brief
        self.agenda = agenda
        self.catalogue = catalogue
        self.block = block
        self.lectures = [b for b in agenda.blocks if b.kind == "training"]
        self.visits = [b for b in agenda.blocks if b.kind == "visit"]

    def facts(self, earlier: Room, later: Room) -> tuple[Conflict, ...]:
        """Return what holds the block, the ends of its slack last."""
        found = [*self._itself(), *self._lessons()]
        found += self._at_airport() or [*self._edge(earlier, -1), *self._edge(later, 1)]
        return tuple({fact.fact: fact for fact in found}.values())

    # ---------------------------------------------------------------- the brief

    def _itself(self) -> Iterator[Conflict]:
        block = self.block
        if block.locked:
            yield Conflict(fact="it is locked", where=f"agenda.{block.id}")
        if block.kind == "visit":
            yield from self._host(str(block.ref))
        elif block.kind == "training" and module_wish(self.brief, str(block.ref)).wish == "must":
            where = module_path(self.brief, str(block.ref))
            yield Conflict(fact="it must be taught", where=where)
        elif block.kind == "leisure" and block.ref in self.brief.leisure.must:
            number = self.brief.leisure.must.index(str(block.ref))
            yield Conflict(fact="it must be enjoyed", where=f"brief.leisure.must.{number}")
        elif block.kind == "flight":
            yield from self._order()
            yield from self._flight()

    def _host(self, host: str) -> Iterator[Conflict]:
        wish = host_wish(self.brief, host)
        where = host_path(self.brief, host)
        slot = held_slot(wish)
        if slot is not None:
            words = f"its {wish.status} slot is {slot.date:%a} {slot.date.day} {slot.date:%b}"
            yield Conflict(fact=f"{words} {slot.start:%H:%M}", where=f"{where}.slot")
        elif wish.status == "confirmed":
            yield Conflict(fact="it is confirmed", where=where)
        if wish.wish == "must":
            yield Conflict(fact="it must be visited", where=where)

    def _order(self) -> Iterator[Conflict]:
        """Tell that the brief has the two cities of a flight in this order."""
        order, names = self.brief.cities.order, self.catalogue.city
        there = self.catalogue.city_of.get(self.block.where_it_ends.id.upper())
        if there is None or not {self.block.city, there.id} <= set(order):
            return
        if order.index(self.block.city) < order.index(there.id):
            words = f"{names[self.block.city].name} comes before {there.name}"
            yield Conflict(fact=words, where="brief.cities.order")

    def _flight(self) -> Iterator[Conflict]:
        block = self.block
        ends = block.place.id.upper(), (block.to or block.place).id.upper()
        for number, flight in enumerate(self.brief.flights):
            if (flight.start, flight.end) == ends and flight.date == block.start.date():
                words = f"it is booked: {flight.name or 'a flight'} at {flight.departs:%H:%M}"
                yield Conflict(fact=words, where=f"brief.flights.{number}")
                return
        for number, pair in enumerate(self.catalogue.flights):
            times = {(pair.start, pair.end): pair.departures_out,
                     (pair.end, pair.start): pair.departures_back}.get(ends)  # fmt: skip
            others = [f"{at:%H:%M}" for at in times or () if at != block.start.time()]
            if times is not None:
                words = f"it leaves at {block.start:%H:%M}; the other departures planned with are "
                yield Conflict(
                    fact=words + (", ".join(others) or "none"), where=f"flights.{number}"
                )

    # ---------------------------------------------------------------- lessons

    def _lessons(self) -> Iterator[Conflict]:
        if self.block.kind == "visit":
            yield from self._taught_before(self.block)
        elif self.block.kind == "training":
            yield from self._builds_on()
            yield from self._comes_before()

    def _taught_before(self, visit: Block) -> Iterator[Conflict]:
        host = self.catalogue.host.get(str(visit.ref))
        idea = self.catalogue.framework.get(host.frameworks[0]) if host else None
        lecture = next((b for b in self.lectures if idea and b.ref == idea.module), None)
        if idea and lecture:
            which = "" if lecture.title == idea.name else f"in “{lecture.title}” "
            words = f"{idea.name} is taught before it, {which}on "
            yield self._named(words + moment(lecture.start), lecture)

    def _builds_on(self) -> Iterator[Conflict]:
        module = self.catalogue.module.get(str(self.block.ref))
        short = module is not None and module.capstone and self.block.form == "short"
        for need in module.needs if module and not short else ():
            lecture = next((b for b in self.lectures if b.ref == need), None)
            if lecture is not None:
                words = f"it builds on “{lecture.title}” on {moment(lecture.start)}"
                yield self._named(words, lecture)
        if module is not None and module.capstone and self.visits:
            first, last = self.visits[0], self.visits[-1]
            if short:
                words = f"it comes before the first visit, {first.title} on {moment(first.start)}"
                yield self._named(words, first)
            else:
                words = f"it comes after the last visit, {last.title} on {moment(last.start)}"
                yield self._named(words, last)

    def _comes_before(self) -> Iterator[Conflict]:
        ideas = {f.id: f for f in self.catalogue.frameworks if f.module == self.block.ref}
        for visit in self.visits:
            host = self.catalogue.host.get(str(visit.ref))
            if host and host.frameworks[0] in ideas:
                idea = ideas[host.frameworks[0]].name
                words = f"{visit.title} shows {idea} and comes after it, on {moment(visit.start)}"
                yield self._named(words, visit)
        for lecture in self.lectures:
            module = self.catalogue.module.get(str(lecture.ref))
            if module and self.block.ref in module.needs and lecture.start > self.block.start:
                words = f"“{lecture.title}” builds on it, on {moment(lecture.start)}"
                yield self._named(words, lecture)

    @staticmethod
    def _named(words: str, block: Block) -> Conflict:
        return Conflict(fact=words, where=f"agenda.{block.id}")

    # ---------------------------------------------------------------- the ends of the slack

    def _at_airport(self) -> list[Conflict]:
        """Say of a meal in an airport that the wait there holds it; nothing of another block."""
        flight = self._flight_near(self.block) if self.block.kind == "meal" else None
        if flight is None:
            return []
        fact = f"it is had in the airport while the group waits: {self._waits(flight)}"
        if flight.start < self.block.end:
            fact = f"it is had in the airport: {flight.title} lands at {flight.end:%H:%M}"
        return [Conflict(fact=fact, where=f"agenda.{flight.id}")]

    def _waits(self, flight: Block) -> str:
        """Say when a flight leaves, and from when on the group waits for it."""
        waits = [
            block.start
            for block in self.agenda.blocks
            if block.kind in ("break", "meal")
            and block.place.id == flight.place.id
            and block.start.date() == flight.start.date()
        ]
        at = min(waits, default=flight.start)
        return (
            f"{flight.title} leaves at {flight.start:%H:%M}; "
            f"the group is at the airport at {at:%H:%M}"
        )

    def _edge(self, room: Room, sign: int) -> Iterator[Conflict]:
        """Say what comes next where the slack ends."""
        if room.obstacle is None or self.block.kind == "flight":
            return
        at = self.block.start + timedelta(minutes=sign * room.minutes)
        limit = f"it cannot start {'before' if sign < 0 else 'after'} {at:%H:%M}"
        stuck = room.obstacle.block
        if stuck is not None and stuck is not self.block:
            yield Conflict(fact=f"{limit}: {self._stands(stuck)}", where=self._place(stuck))
        for finding in room.obstacle.findings[:2]:
            if finding.rule == "confirmed" and self.block.id in finding.blocks:
                continue  # its slot is told already
            words = f"{limit}{_because(finding)}"
            yield Conflict(fact=words, where=self._where(finding, sign))

    def _stands(self, stuck: Block) -> str:
        if stuck.locked:
            return f"“{stuck.title}” at {stuck.start:%H:%M} is locked"
        flight = self._flight_near(stuck)
        if flight is None:
            return f"{stuck.title} at {stuck.start:%H:%M} does not move"
        if flight.start >= stuck.end:
            return self._waits(flight)
        return f"{flight.title} lands at {flight.end:%H:%M}"

    def _place(self, stuck: Block) -> str:
        flight = None if stuck.locked else self._flight_near(stuck)
        return f"agenda.{(flight or stuck).id}"

    def _flight_near(self, stuck: Block) -> Block | None:
        """Return the flight that a block is, or is the wait before or after."""
        port, day = stuck.place.id, stuck.start.date()
        return next(
            (
                b
                for b in self.agenda.blocks
                if b.kind == "flight"
                and b.start.date() == day
                and port in (b.place.id, b.to.id if b.to else "")
            ),
            None,
        )

    def _where(self, finding: Finding, sign: int) -> str:
        blocks = {b.id: b for b in self.agenda.blocks}
        named = [blocks[one] for one in finding.blocks if one in blocks]
        first = named[0] if named else self.block
        if finding.rule == "open" and first.ref in self.catalogue.host:
            return hours_path(self.brief, self.catalogue, first.ref)
        if finding.rule == "open":
            return f"host.{first.ref or first.place.id}"
        if finding.rule == "day":
            edge = "day_start" if sign < 0 else "day_end"
            edge = "evening_end" if "evening is over" in finding.message else edge
            edge = "rest_hours" if "rest" in finding.message else edge
            return f"brief.pace.{edge}"
        return {"meals": "defaults.lunch", "travel-time": "defaults"}.get(
            finding.rule, f"agenda.{first.id}"
        )


def _because(finding: Finding) -> str:
    """Continue “it cannot start before 19:00”: with a fact, or with what would be else.

    What opens or is agreed holds anyway; how it would be broken goes without saying.
    """
    end = {"open": ", not ", "confirmed": ", but "}.get(finding.rule)
    if end is not None and end in finding.message:
        return f": {finding.message.rpartition(end)[0]}"
    return f", or else {_lower(finding.message)}"


def _lower(text: str) -> str:
    """Continue a sentence: `The debrief …` becomes `the debrief …`; names stay."""
    for start in ("The ", "There ", "Lunch "):
        if text.startswith(start):
            return text[:1].lower() + text[1:]
    return text
