"""Every agenda of a day in one city, by brute force: what the planner's proof is held against.

It shares nothing with the planner but the meaning in `model.travel` and the score in `points`:
orders of visits, lectures and lunch are listed one by one, timed, written as blocks, and judged by
`rules`; after each there may be an evening out. As the planner has it, visits start on the quarter
hour, teaching is at one base, and the group is ready for an evening out at the end of the working
day or 45 or 90 minutes before it. Leisure by day is not listed: items are closed until the evening.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations, permutations, product
from typing import Any
from zoneinfo import ZoneInfo

from workshop.model.agenda import Agenda, Block, Day, Kind, Place
from workshop.model.catalogue import Catalogue
from workshop.model.place import City, Leisure, Site
from workshop.model.tour import Brief
from workshop.model.travel import clock, latest_leave, ride_minutes
from workshop.planner.points import points
from workshop.rules import check

Item = tuple[str, str, str]
"""`("visit", host, "")`, `("teach", module, form)` or `("lunch", "", "base" or "host")`."""
Content = tuple[frozenset[Item], str, bool]
"""What is done by day, the evening out if there is one, and whether the evening is free."""
EARLY = (0, 45, 90)
"""Minutes before the end of the working day by which the group may be ready for an evening out."""
LATER = 3
"""Quarter hours that a visit may begin later than it could."""


@dataclass
class Line:
    """Blocks one after the other; `place` is where the group is at `at`."""

    at: int
    place: Site
    blocks: list[dict[str, Any]] = field(default_factory=list)
    idle: int = 0
    riding: int = 0

    def add(self, kind: Kind, minutes: int, **more: Any) -> None:
        self.blocks.append(
            {"kind": kind, "start": self.at, "end": self.at + minutes, "place": self.place, **more}
        )
        self.at += minutes

    def wait(self, until: int, free: int = 0) -> None:
        self.idle += until - self.at - free
        self.at = until

    def copy(self) -> Line:
        return Line(self.at, self.place, list(self.blocks), self.idle, self.riding)


class Enumerator:
    """All agendas of a one-day tour of one city, and the best of them."""

    def __init__(self, brief: Brief, catalogue: Catalogue, city: City, base: Site) -> None:
        self.brief = brief
        self.catalogue = catalogue
        self.city = city
        self.base = base
        self.d = catalogue.defaults
        assert brief.start is not None
        self.day: date = brief.start
        self.wishes = {wish.id: wish for wish in brief.modules}
        self.hosts = [
            host.id
            for host in city.hosts
            if next((w.wish for w in brief.hosts if w.id == host.id), "may") != "never"
        ]

    def best(self) -> int | None:
        """Return the sixtieths of the best agenda that breaks no rule; None if there is none."""
        by_content: dict[Content, list[Line]] = {}
        for order in self.orders():
            done = frozenset(item for item in order if item[0] != "lunch")
            for line in self.timed(order):
                by_content.setdefault((done, "", True), []).append(line)
                for item, free, longer in self.evenings(line):
                    by_content.setdefault((done, item, free), []).append(longer)
        valued: list[tuple[int, int, Line]] = []
        for lines in by_content.values():
            first = self.value(lines[0]) + self.cost(lines[0]) if lines else 0
            for line in lines:
                valued.append((first - self.cost(line), len(valued), line))
        valued.sort(key=lambda one: (-one[0], one[1]))
        for value, _, line in valued:
            findings = check(self.agenda(line), self.brief, self.catalogue)
            if not any(one.severity == "error" for one in findings):
                assert self.value(line) == value
                return value
        return None

    def cost(self, line: Line) -> int:
        """Return what tells two agendas with the same visits and lectures apart, in sixtieths."""
        weights = self.brief.weights
        return weights.idle * line.idle + weights.transit * line.riding

    def value(self, line: Line) -> int:
        """Return the points of a line's blocks, in sixtieths."""
        return points(self.agenda(line).days, self.brief, self.catalogue).sixtieths

    # ---------------------------------------------------------------- orders

    def orders(self) -> Iterator[tuple[Item, ...]]:
        """List the orders that teach before they show."""
        most = self.brief.pace.visits_per_day
        for count in range(1, most + 1):
            for hosts in combinations(self.hosts, count):
                visits = [("visit", host, "") for host in hosts]
                for lessons in self.lessons():
                    for lunch in ("base", "host"):
                        items = [*visits, *lessons, ("lunch", "", lunch)]
                        for order in permutations(items):
                            if self.sensible(order):
                                yield order

    def lessons(self) -> Iterator[list[Item]]:
        """List what may be taught: each module in one form or not, the capstone in both or not."""
        choices: list[list[list[Item]]] = []
        for module in self.catalogue.modules:
            wish = self.wishes.get(module.id)
            if wish is not None and wish.wish == "never":
                continue
            full: Item = ("teach", module.id, "full")
            short: Item = ("teach", module.id, "short")
            choices.append([[], [full, short]] if module.capstone else [[], [full], [short]])
        for chosen in product(*choices):
            yield [lesson for some in chosen for lesson in some]

    def sensible(self, order: tuple[Item, ...]) -> bool:
        """Tell whether teaching comes before seeing, and lunch at a host right after its visit."""
        known: set[str] = set()
        for number, (kind, name, form) in enumerate(order):
            if kind == "lunch" and form == "host":
                if not number or order[number - 1][0] != "visit":
                    return False
            elif kind == "visit":
                leading = self.catalogue.host[name].frameworks[0]
                if self.catalogue.framework[leading].module not in known:
                    return False
            elif kind == "teach" and not known.issuperset(self.catalogue.module[name].needs):
                return False
            if kind == "teach":
                known.add(name)
        return True

    # ---------------------------------------------------------------- times

    def timed(self, order: tuple[Item, ...]) -> Iterator[Line]:
        """Time an order: what is before the first visit ends as it begins, the rest follows."""
        first = next(number for number, item in enumerate(order) if item[0] == "visit")
        for start in range(clock(self.brief.pace.day_start), 24 * 60, 15):
            host = self.catalogue.host[order[first][1]]
            leave = latest_leave(
                self.city, self.d, self.base, host, start - self.d.arrive_early_minutes
            )
            line = self.before(order[:first], leave - self.d.briefing_minutes)
            if line is not None:
                self.visit(line, order[first][1], start)
                yield from self.after(line, order[first + 1 :])

    def before(self, items: tuple[Item, ...], end: int) -> Line | None:
        """Put items at the base so that the last one ends at `end`, as late as they can be."""
        begin, starts = end, list[int]()
        for number in range(len(items) - 1, -1, -1):
            kind, name, form = items[number]
            if kind == "lunch":
                begin -= self.d.lunch_minutes
                begin = min(begin, clock(self.d.lunch.end) - self.d.lunch_minutes)
                if begin < clock(self.d.lunch.start):
                    return None
            else:
                paused = number + 1 < len(items) and items[number + 1][0] == "teach"
                begin -= self.minutes(name, form) + (self.d.break_minutes if paused else 0)
            starts.append(begin)
        if begin < clock(self.brief.pace.day_start):
            return None
        line = Line(begin, self.base)
        for item, at in zip(items, reversed(starts), strict=True):
            if item[0] == "teach" and line.blocks and line.blocks[-1]["kind"] == "training":
                line.add("break", self.d.break_minutes)
            line.wait(at)
            self.sit(line, item)
        line.wait(end)
        return line

    def after(self, line: Line, items: tuple[Item, ...]) -> Iterator[Line]:
        """Follow with `items`, each as early as it can be; visits also a few quarters later."""
        if not items:
            self.ride(line, self.base)
            line.add("debrief", self.d.debrief_minutes)
            if line.at <= clock(self.brief.pace.day_end):
                yield line
            return
        kind, name, form = items[0]
        if kind == "visit":
            yield from self.next_visit(line, name, items[1:])
            return
        if form != "host":
            self.ride(line, self.base)
        if kind == "lunch":
            start = max(line.at, clock(self.d.lunch.start))
            if start > clock(self.d.lunch.end) - self.d.lunch_minutes:
                return
            line.wait(start)
        elif line.blocks[-1]["kind"] == "training":
            line.add("break", self.d.break_minutes)
        self.sit(line, items[0])
        yield from self.after(line, items[1:])

    def next_visit(self, line: Line, host: str, rest: tuple[Item, ...]) -> Iterator[Line]:
        for home in (True, False) if line.place != self.base else (True,):
            start = line.copy()
            if home:
                self.ride(start, self.base)
            ready = start.at + self.d.briefing_minutes
            site = self.catalogue.host[host]
            there = ready + ride_minutes(self.city, self.d, start.place, site, ready)
            earliest = -(-(there + self.d.arrive_early_minutes) // 15) * 15
            for later in range(LATER):
                again = start.copy()
                self.visit(again, host, earliest + 15 * later)
                yield from self.after(again, rest)

    # ---------------------------------------------------------------- evenings out

    def evenings(self, line: Line) -> Iterator[tuple[str, bool, Line]]:
        """Follow a day with each evening out: what it is for, and whether it is over by day."""
        day_end, over = clock(self.brief.pace.day_end), clock(self.brief.pace.evening_end)
        for item in self.city.leisure:
            if item.id in self.brief.leisure.never:
                continue
            for start, leave in {self.out(item, day_end - early) for early in EARLY}:
                if leave < line.at:
                    continue
                longer = line.copy()
                longer.at = leave
                self.ride(longer, item)
                longer.at = start
                longer.add("leisure", item.minutes, ref=item.id)
                self.ride(longer, self.base)
                if longer.at <= over:
                    yield item.id, longer.at <= day_end, longer

    def out(self, item: Leisure, ready: int) -> tuple[int, int]:
        """Return the first start of an item for those who are ready then, and when they leave."""
        for start in range(ready // 15 * 15, 24 * 60, 15):
            leave = latest_leave(self.city, self.d, self.base, item, start)
            inside = any(
                clock(one.start) <= start and start + item.minutes <= clock(one.end)
                for one in item.hours
            )
            if inside and leave >= ready:
                return start, leave
        return 24 * 60, -1

    # ---------------------------------------------------------------- what a day is made of

    def visit(self, line: Line, host: str, start: int) -> None:
        """Brief, ride, be early, visit, take notes; at the base the coach sets the pace."""
        site = self.catalogue.host[host]
        early = start - self.d.arrive_early_minutes
        if line.place == self.base:
            leave = latest_leave(self.city, self.d, self.base, site, early)
            line.wait(leave - self.d.briefing_minutes)
        line.add("briefing", self.d.briefing_minutes, ref=host)
        self.ride(line, site)
        line.wait(start, self.d.arrive_early_minutes)
        line.add("visit", self.stay(host), ref=host, status="idea")
        line.add("break", self.d.pause_minutes, ref=host)

    def stay(self, host: str) -> int:
        """Return the minutes of a visit."""
        wish = next((w for w in self.brief.hosts if w.id == host), None)
        return (wish.visit_minutes if wish else None) or self.d.visit_minutes

    def ride(self, line: Line, to: Site) -> None:
        if line.place != to:
            minutes = ride_minutes(self.city, self.d, line.place, to, line.at)
            line.riding += minutes
            line.add("transfer", minutes, to=to)
            line.place = to

    def sit(self, line: Line, item: Item) -> None:
        """Teach or eat where the group is."""
        kind, name, form = item
        if kind == "lunch":
            line.add("meal", self.d.lunch_minutes, ref="lunch")
        else:
            line.add("training", self.minutes(name, form), ref=name, form=form)

    def minutes(self, module: str, form: str) -> int:
        one = self.catalogue.module[module]
        return one.duration if form == "full" else one.short

    # ---------------------------------------------------------------- blocks

    def agenda(self, line: Line) -> Agenda:
        """Write a line as an agenda."""
        blocks = tuple(
            Block.model_validate(
                {
                    **more,
                    "id": f"b{number}",
                    "title": more["kind"],
                    "city": self.city.id,
                    "start": self.when(more["start"]),
                    "end": self.when(more["end"]),
                    "place": _place(more["place"]),
                    "to": _place(more["to"]) if "to" in more else None,
                }
            )
            for number, more in enumerate(line.blocks)
        )
        day = Day(date=self.day, cities=(self.city.id,), blocks=blocks)
        return Agenda(status="feasible", days=(day,))

    def when(self, minute: int) -> datetime:
        midnight = datetime.combine(self.day, datetime.min.time(), ZoneInfo(self.city.timezone))
        return midnight + timedelta(minutes=minute)


def _place(site: Site) -> Place:
    return Place(id=site.id, name=site.name, lat=site.lat, lon=site.lon)
