"""From the columns that were chosen to the blocks of an agenda."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workshop.model.agenda import Block, Day, Kind, Place
from workshop.model.place import City
from workshop.model.terms import host_terms, host_wish, leisure_terms, venue_terms
from workshop.model.travel import Position, clock, latest_leave, ride_minutes
from workshop.planner.evenings import Evening
from workshop.planner.master import Master
from workshop.planner.outings import DayTrips, Run
from workshop.planner.patterns import FIRST, LAST, Event, Meal, Pattern
from workshop.planner.problem import Fixed, Key, Problem
from workshop.planner.routes import Hop, RoutePlanner, at_airport, port
from workshop.planner.windows import Stretch


@dataclass(frozen=True)
class Chosen:
    """A solution read back: the pattern of each stretch, lectures by (stretch, gap), the rest."""

    patterns: dict[int, Pattern]
    lectures: dict[tuple[int, int], tuple[Key, ...]]
    hops: dict[int, Hop]
    evenings: dict[int, Evening]


def chosen(problem: Problem, master: Master, values: Sequence[int]) -> Chosen:
    """Read a solution of `master` back."""
    lectures: dict[tuple[int, int], list[Key]] = defaultdict(list)
    for (stretch, gap, key), column in master.lectures.items():
        if values[column]:
            lectures[stretch, gap].append(key)
    order = _teaching_order(problem)
    return Chosen(
        {
            group.stretch.number: pattern
            for group in master.groups
            for column, pattern in zip(group.columns, group.patterns, strict=True)
            if values[column]
        },
        {spot: tuple(sorted(keys, key=order.__getitem__)) for spot, keys in lectures.items()},
        {hop.day: hop for hop, column in master.hops if values[column]},
        {evening.day: evening for evening, column in master.evenings if values[column]},
    )


def _teaching_order(problem: Problem) -> dict[Key, tuple[int, str]]:
    """Rank lessons so that within a gap each comes after what it needs."""
    needs = {module.id: module.needs for module in problem.catalogue.modules}

    def depth(module: str, seen: tuple[str, ...] = ()) -> int:
        later = (depth(n, (*seen, module)) + 1 for n in needs.get(module, ()) if n not in seen)
        return max(later, default=0)

    rank: dict[Key, tuple[int, str]] = {}
    for lesson in problem.lessons:
        level = depth(lesson.module)
        if lesson.module == problem.capstone:
            level = 1000 if lesson.form == "full" else -1
        rank[lesson.key] = (level, lesson.module)
    return rank


class Writer:
    """Writes the blocks of a solution."""

    def __init__(self, problem: Problem, planner: RoutePlanner, master: Master) -> None:
        """Prepare for the solutions of one master."""
        self.problem = problem
        self.planner = planner
        self.master = master
        self.defaults = problem.catalogue.defaults

    def days(self, solution: Chosen) -> tuple[Day, ...]:
        """Return the days of a solution, each block with its place and local times."""
        days: list[Day] = []
        for number in range(self.problem.days):
            stretches = [s for s in self.master.stretches if s.day == number]
            page = _Page(self, solution, stretches)
            blocks = tuple(sorted(page.blocks(), key=lambda block: (block.start, block.end)))
            cities = tuple(stretch.city for stretch in stretches)
            days.append(Day(date=self.problem.date(number), cities=cities, blocks=blocks))
        return tuple(days)


class _Page:
    """The writing of one day."""

    def __init__(self, writer: Writer, solution: Chosen, stretches: list[Stretch]) -> None:
        self.w = writer
        self.problem = writer.problem
        self.defaults = writer.defaults
        self.solution = solution
        self.stretches = stretches
        self.found: list[Block] = []
        self.day = stretches[0].day
        self.count: dict[str, int] = defaultdict(int)

    def blocks(self) -> list[Block]:
        debrief: tuple[Stretch, int] | None = None
        for stretch in self.stretches:
            if stretch.lands and stretch.number == 0:
                self._arrival(stretch)
            busy_until = self._stretch(stretch)
            if busy_until is not None:
                debrief = (stretch, busy_until)
            elif debrief is not None:
                debrief = self._later(debrief, stretch)
            self._leave(stretch)
        if debrief is not None:
            stretch, at = debrief
            self._debrief(stretch, at)
        self._evening()
        return self.found

    def _later(self, debrief: tuple[Stretch, int], stretch: Stretch) -> tuple[Stretch, int]:
        """Move the debrief after the flight if the first stretch kept no time for it."""
        before = self.solution.patterns[debrief[0].number]
        if before.window.debrief:
            return debrief
        low, _ = self._base_hours(stretch)
        return stretch, max(self.solution.hops[self.day].arrive, low)

    def _base_hours(self, stretch: Stretch) -> tuple[int, int]:
        window = self.solution.patterns[stretch.number].window
        return window.start, window.end

    # ---------------------------------------------------------------- a stretch

    def _stretch(self, stretch: Stretch) -> int | None:
        """Write a stretch; return when its learning is over, or None if nothing is learned."""
        pattern = self.solution.patterns[stretch.number]
        gaps = dict(pattern.gaps)
        at, learned = pattern.window.start, False
        for number, event in enumerate(pattern.events, start=int(pattern.window.lands)):
            keys = self.solution.lectures.get((stretch.number, number), ())
            if not keys and event.start == at and number and isinstance(event, Fixed):
                pause = at - self.defaults.break_minutes
                if any(isinstance(e, Fixed) and _end(e) == pause for e in pattern.events):
                    self._at_base(stretch, "break", pause, at, "Break")
            until = event.start - self._pause(event)
            begin = until - self._length(keys) if number == FIRST else at
            self._lectures(stretch, keys, begin)
            learned |= bool(keys) or not isinstance(event, Meal)
            self._event(stretch, event)
            at = _end(event) + self._pause(event)
        last = next((n for n in gaps if n >= 8 or not pattern.events), LAST)
        keys = self.solution.lectures.get((stretch.number, last), ())
        if last == FIRST:
            at = pattern.window.end - self._length(keys)
        self._lectures(stretch, keys, at)
        if keys:
            at += self._length(keys)
        elif pattern.events:
            at = pattern.back
        learned |= bool(keys)
        only_leisure = not any(stop.visit for stop, _ in pattern.visits)
        taught = any(
            n == stretch.number and keys for (n, _), keys in self.solution.lectures.items()
        )
        if only_leisure and not taught and not pattern.taught:
            return None
        return at if learned else None

    def _pause(self, event: Event) -> int:
        return self.defaults.break_minutes if isinstance(event, Fixed) else 0

    def _length(self, keys: tuple[Key, ...]) -> int:
        minutes = sum(self._minutes(key) for key in keys)
        return minutes + self.defaults.break_minutes * max(0, len(keys) - 1)

    def _minutes(self, key: Key) -> int:
        module = self.problem.catalogue.module[key[0]]
        return module.duration if key[1] == "full" else module.short

    def _lectures(self, stretch: Stretch, keys: tuple[Key, ...], at: int) -> None:
        for index, key in enumerate(keys):
            if index:
                self._at_base(stretch, "break", at, at + self.defaults.break_minutes, "Break")
                at += self.defaults.break_minutes
            self._lecture(stretch, key, at)
            at += self._minutes(key)

    def _lecture(self, stretch: Stretch, key: Key, at: int, minutes: int | None = None) -> None:
        """Write a lecture; a locked one keeps its own minutes."""
        module, form = self.problem.catalogue.module[key[0]], key[1]
        base = self.problem.bases[stretch.city]
        terms = venue_terms(self.problem.catalogue, self.problem.brief, base.id)
        self._add(
            stretch.city, "training", at, at + (minutes or self._minutes(key)), module.title, base,
            ref=module.id, form=form, id=f"teach-{module.id}-{form}", note=_assumed(terms.assumed),
        )  # fmt: skip

    def _event(self, stretch: Stretch, event: Event) -> None:
        if isinstance(event, Fixed):
            self._lecture(stretch, event.key, event.start, event.minutes)
        elif isinstance(event, Meal):
            self._at_base(stretch, "meal", event.start, event.end, "Lunch", ref="lunch")
        else:
            self._outing(stretch, event)

    def _outing(self, stretch: Stretch, run: Run) -> None:
        catalogue, brief = self.problem.catalogue, self.problem.brief
        trips = DayTrips(self.problem, catalogue.city[stretch.city], self.day)
        for piece in trips.pieces(run):
            host = catalogue.host.get(piece.ref or "")
            add = {"ref": piece.ref, "to": piece.to}
            title = "Lunch" if piece.kind == "meal" else ""
            if piece.kind == "meal":
                title, add["ref"] = f"Lunch near {piece.place.name}", "lunch"
            elif piece.kind == "transfer":
                title, add["ref"] = f"Coach to {piece.to.name if piece.to else ''}", None
            elif piece.kind == "briefing" and host:
                title, add["id"] = f"Briefing: {host.name}", f"brief-{host.id}"
            elif piece.kind == "break" and host:
                title, add["id"] = f"Notes after {host.name}", f"pause-{host.id}"
            elif piece.kind == "visit" and host:
                title, add["id"] = host.name, f"visit-{host.id}"
                add["status"] = host_wish(brief, host.id).status
                add["note"] = _assumed(host_terms(catalogue, brief, host.id).assumed)
            elif piece.kind == "leisure" and piece.ref:
                title, add["id"] = catalogue.leisure[piece.ref].name, f"enjoy-{piece.ref}"
                add["note"] = _assumed(leisure_terms(catalogue, piece.ref).assumed)
            self._add(stretch.city, piece.kind, piece.start, piece.end, title, piece.place, **add)

    def _debrief(self, stretch: Stretch, at: int) -> None:
        end = at + self.defaults.debrief_minutes
        self._at_base(stretch, "debrief", at, end, "Debrief", id=f"debrief-d{self.day + 1}")

    # ---------------------------------------------------------------- flights

    def _leave(self, stretch: Stretch) -> None:
        hop = self.solution.hops.get(self.day)
        if stretch.leaves and hop is not None and hop.start == stretch.city:
            self._fly(hop)
        elif stretch.leaves:
            wanted = self.problem.brief.departure
            if wanted is not None:
                edge = self.w.planner.departure
                eat = edge.eat if edge is not None else None
                self._to_airport(stretch.city, wanted.airport, clock(wanted.at), eat)

    def _fly(self, hop: Hop) -> None:
        cities = self.problem.catalogue.city
        start, end = cities[hop.start], cities[hop.end]
        self._to_airport(
            start.id, hop.origin, hop.departs, hop.eat if hop.lunch == "departure" else None
        )
        origin, target = self._airport(start, hop.origin), self._airport(end, hop.target)
        title = f"Flight {hop.origin} → {hop.target}"
        note = "" if hop.booked else "departure is a planning option, not a booked flight"
        self.found.append(
            Block(
                id=f"fly-d{self.day + 1}", kind="flight", title=title, city=start.id,
                start=self._when(start, hop.departs), end=self._when(end, hop.lands),
                place=origin, to=target, note=note,
            )
        )  # fmt: skip
        self._from_airport(end, hop.target, hop.lands, hop.eat if hop.lunch == "arrival" else None)

    def _airport(self, city: City, iata: str) -> Place:
        one = next(a for a in city.airports if a.iata == iata)
        return Place(id=iata.lower(), name=one.name, lat=one.lat, lon=one.lon)

    def _to_airport(self, city_id: str, iata: str, departs: int, eat: int | None) -> None:
        city, d = self.problem.catalogue.city[city_id], self.defaults
        base, there = self.problem.bases[city_id], port(city, iata)
        leave = latest_leave(city, d, base, there, at_airport(d, departs, eat))
        ride = ride_minutes(city, d, base, there, leave)
        place = self._airport(city, iata)
        self._add(
            city_id, "transfer", leave, leave + ride, f"Coach to {place.name}", base, to=place
        )
        check_in = leave + ride
        spans = [(check_in, departs)]
        if eat is not None:
            spans = [(check_in, eat), (eat + d.lunch_minutes, departs)]
            self._add(
                city_id,
                "meal",
                eat,
                eat + d.lunch_minutes,
                "Lunch at the airport",
                place,
                ref="lunch",
            )
        for low, high in spans:
            if low < high:
                title = "Check-in and security"
                self._add(city_id, "break", low, high, title, place, ref=place.id)

    def _from_airport(self, city: City, iata: str, lands: int, eat: int | None) -> None:
        d, place = self.defaults, self._airport(city, iata)
        kerb = lands + city.kerb_minutes
        until = kerb if eat is None else eat
        self._add(city.id, "break", lands, until, "Immigration and bags", place, ref=place.id)
        if eat is not None:
            kerb = eat + d.lunch_minutes
            self._add(city.id, "meal", eat, kerb, "Lunch at the airport", place, ref="lunch")
        base = self.problem.bases[city.id]
        ride = ride_minutes(city, d, port(city, iata), base, kerb)
        self._add(city.id, "transfer", kerb, kerb + ride, f"Coach to {base.name}", place, to=base)

    def _arrival(self, stretch: Stretch) -> None:
        wanted, edge = self.problem.brief.arrival, self.w.planner.arrival
        if wanted is not None and edge is not None:
            city = self.problem.catalogue.city[stretch.city]
            self._from_airport(city, wanted.airport, clock(wanted.at), edge.eat)

    # ---------------------------------------------------------------- evenings

    def _evening(self) -> None:
        evening = self.solution.evenings.get(self.day)
        if evening is None:
            return
        stretch = self.stretches[-1]
        city, d = self.problem.catalogue.city[stretch.city], self.defaults
        base, stop = self.problem.bases[stretch.city], evening.stop
        over = evening.start + stop.minutes
        out = ride_minutes(city, d, base, stop.site, evening.leave)
        name = stop.site.name
        self._add(city.id, "transfer", evening.leave, evening.leave + out, f"Coach to {name}", base,
                  to=stop.site)  # fmt: skip
        note = _assumed(leisure_terms(self.problem.catalogue, stop.id).assumed)
        self._add(city.id, "leisure", evening.start, over, name, stop.site, ref=stop.id,
                  id=f"enjoy-{stop.id}", note=note)  # fmt: skip
        self._add(
            city.id, "transfer", over, evening.back, f"Coach to {base.name}", stop.site, to=base
        )

    # ---------------------------------------------------------------- blocks

    def _at_base(
        self, stretch: Stretch, kind: Kind, start: int, end: int, title: str, **more: object
    ) -> None:
        base = self.problem.bases[stretch.city]
        self._add(stretch.city, kind, start, end, title, base, **more)

    def _add(
        self,
        city_id: str,
        kind: Kind,
        start: int,
        end: int,
        title: str,
        place: Position,
        **more: object,
    ) -> None:
        if start >= end:
            return
        city = self.problem.catalogue.city[city_id]
        to = more.pop("to", None)
        if "id" not in more:
            self.count[kind] += 1
            more["id"] = f"{kind}-d{self.day + 1}-{self.count[kind]}"
        self.found.append(
            Block.model_validate(
                {
                    "kind": kind,
                    "title": title,
                    "city": city_id,
                    "start": self._when(city, start),
                    "end": self._when(city, end),
                    "place": _place(place),
                    "to": _place(to) if to is not None else None,
                    **more,
                }
            )
        )

    def _when(self, city: City, minute: int) -> datetime:
        midnight = datetime.combine(
            self.problem.date(self.day), datetime.min.time(), ZoneInfo(city.timezone)
        )
        return midnight + timedelta(minutes=minute)


def with_locks(days: tuple[Day, ...], locked: tuple[Block, ...]) -> tuple[Day, ...]:
    """Return `days` with those blocks locked that stand where a locked block stood."""
    held = {standing(block) for block in locked}
    if not held:
        return days
    return tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"locked": True}) if standing(block) in held else block
                    for block in day.blocks
                )
            }
        )
        for day in days
    )


def standing(block: Block) -> tuple[object, ...]:
    """Return what makes a block the same in the same place at the same time."""
    goal = block.to.id if block.to else None
    return block.kind, block.ref, block.form, block.start, block.end, block.place.id, goal


def _place(site: object) -> Place:
    if isinstance(site, Place):
        return site
    return Place(id=site.id, name=site.name, lat=site.lat, lon=site.lon)  # type: ignore[attr-defined]


def _assumed(what: Iterable[str]) -> str:
    words = tuple(what)
    return f"assumed: {', '.join(words)}" if words else ""


def _end(event: Event) -> int:
    return event.start + event.minutes if isinstance(event, Fixed) else event.end
