"""Why a host or a leisure item is not in a plan: the facts that keep it out, with their places."""

from __future__ import annotations

from datetime import date

from workshop.model.agenda import Block, Conflict, Day
from workshop.model.place import City, Host, Leisure
from workshop.model.terms import (
    Spans,
    closed_for,
    held_slot,
    host_terms,
    host_wish,
    leisure_terms,
)
from workshop.model.travel import clock, ride_pair
from workshop.planner.changes import day_words, listed, moment
from workshop.planner.paths import cap_path, closure_path, host_path, hours_path
from workshop.planner.problem import Problem
from workshop.planner.routes import RoutePlanner
from workshop.planner.stay import Stay, span_words, stays, time_words

Facts = tuple[Conflict, ...]


_USES = (("training", "lectures"), ("leisure", "leisure"), ("flight", "travel"))
"""What a day without visits is for, by the blocks that it has."""


class Unvisited:
    """The facts that keep hosts and leisure items out of a plan."""

    def __init__(self, days: tuple[Day, ...], problem: Problem) -> None:
        """Look at one plan."""
        self.days = days
        self.problem = problem
        self.brief = problem.brief
        self.catalogue = problem.catalogue
        self.blocks: list[Block] = [block for day in days for block in day.blocks]
        self.visited = {block.ref for block in self.blocks if block.kind == "visit"}
        self.taught = {block.ref for block in self.blocks if block.kind == "training"}

    # ---------------------------------------------------------------- hosts

    def host(self, city: City, host: Host) -> Facts:
        """Return what keeps a visit out."""
        wish, terms = (
            host_wish(self.brief, host.id),
            host_terms(self.catalogue, self.brief, host.id),
        )
        named = host_path(self.brief, host.id)
        if wish.status == "declined":
            return (Conflict(fact="it has declined", where=named),)
        if wish.wish == "never":
            return (Conflict(fact="the brief says never", where=named),)
        if terms.cap < self.brief.group_size:
            where = cap_path(self.brief, self.catalogue, host.id)
            return self._too_small(where, terms.cap, "group cap" in terms.assumed)
        away = self._away(city)
        if away:
            return away
        slot, there = held_slot(wish), [stay.date for stay in stays(self.days, city)]
        if slot is not None and slot.date not in there:
            return (
                Conflict(fact=f"its slot is on {day_words(slot.date)}", where=f"{named}.slot"),
                Conflict(fact=f"the group is in {city.name} {_days(there)}", where="agenda"),
            )
        stop = next((s for s in self.problem.stops[city.id] if s.id == host.id), None)
        spans = {
            when: self.problem.spans(stop, (when - self.problem.start).days) if stop else ()
            for when in there
        }
        return self._in_its_city(city, host, spans)

    def _in_its_city(self, city: City, host: Host, spans: dict[date, Spans]) -> Facts:
        terms = host_terms(self.catalogue, self.brief, host.id)
        where = hours_path(self.brief, self.catalogue, host.id)
        assumed = " (assumed)" if "visiting hours" in terms.assumed else ""
        if not any(spans.values()):
            return self._closed(city, list(spans), where)
        met = [
            stay
            for stay in stays(self.days, city)
            if any(stay.holds(span, terms.minutes) for span in spans[stay.date])
        ]
        if not met:
            return self._missed(city, spans, terms.minutes, where)
        hours = ", ".join(dict.fromkeys(span_words(span) for s in met for span in spans[s.date]))
        words = f"it is open {_days([s.date for s in met])} {hours}{assumed} while the group is in "
        open_fact = Conflict(fact=words + city.name, where=where)
        untaught = self._untaught(host)
        return (open_fact, *untaught) if untaught else (open_fact, *self._instead(met))

    def _untaught(self, host: Host) -> Facts:
        framework = self.catalogue.framework[host.frameworks[0]]
        if framework.module in self.taught:
            return ()
        module = self.catalogue.module[framework.module].title
        words = f"what it shows best, {framework.name}, is taught in “{module}”, left out too"
        return (Conflict(fact=words, where=f"module.{framework.module}"),)

    def _instead(self, met: list[Stay]) -> Facts:
        """Return what stands on the days on which a host would be open."""
        facts: list[Conflict] = []
        for stay in met:
            visits = [b for b in stay.blocks if b.kind == "visit"]
            facts += [_taken(visit) for visit in visits]
            today = next(day for day in self.days if day.date == stay.date)
            if sum(b.kind == "visit" for b in today.blocks) >= self.brief.pace.visits_per_day:
                words = f"more than {self.brief.pace.visits_per_day} visits a day are not wanted"
                facts.append(Conflict(fact=words, where="brief.pace.visits_per_day"))
            if not visits:
                uses = [name for kind, name in _USES if any(b.kind == kind for b in today.blocks)]
                words = f"{day_words(stay.date)} is for {listed(uses) or 'nothing yet'}"
                facts.append(Conflict(fact=words, where="agenda"))
            if stay.leaves is not None and stay.flight is not None:
                words = f"the group leaves on {day_words(stay.date)} at {time_words(stay.leaves)}"
                facts.append(Conflict(fact=words, where=f"agenda.{stay.flight}"))
        return tuple({fact.fact: fact for fact in facts}.values())

    def _missed(self, city: City, spans: dict[date, Spans], minutes: int, where: str) -> Facts:
        """Return that the group comes after a host has closed, or goes before it could be seen."""
        facts: list[Conflict] = []
        for stay in stays(self.days, city):
            for span in spans[stay.date]:
                words = f"on {day_words(stay.date)} it is open {span_words(span)}"
                facts.append(Conflict(fact=words, where=where))
                flight = f"agenda.{stay.flight or ''}"
                if stay.leaves is not None:
                    words = f"the group leaves {city.name} at {time_words(stay.leaves)}"
                    facts.append(Conflict(fact=words, where=flight))
                if stay.comes is not None:
                    words = f"the group is at its hotel in {city.name} at {time_words(stay.comes)}"
                    facts.append(Conflict(fact=words, where=flight))
        facts.append(Conflict(fact=f"a visit takes {minutes} minutes", where="agenda"))
        return tuple(facts)

    def _closed(self, city: City, there: list[date], where: str) -> Facts:
        facts = [
            Conflict(fact=f"it is closed while the group is in {city.name}: {_days(there)}",
                     where=where)
        ]  # fmt: skip
        for when in there:
            names = closed_for(self.catalogue, self.brief, city, when)
            path = closure_path(self.brief, self.catalogue, city.id, when) if names else where
            words = f"{day_words(when)} is {', '.join(names) or 'outside its hours'}"
            facts.append(Conflict(fact=words, where=path))
        return tuple(facts)

    def _too_small(self, where: str, cap: int, assumed: bool) -> Facts:
        words = f"it takes at most {cap} people{' (assumed)' if assumed else ''}"
        group = Conflict(fact=f"the group is {self.brief.group_size}", where="brief.group_size")
        return Conflict(fact=words, where=where), group

    # ---------------------------------------------------------------- leisure

    def leisure(self, city: City, item: Leisure) -> Facts:
        """Return what keeps a leisure item out."""
        terms, where = leisure_terms(self.catalogue, item.id), f"host.{item.id}"
        if item.id in self.brief.leisure.never:
            return (Conflict(fact="the brief says never", where="brief.leisure.never"),)
        if terms.cap < self.brief.group_size:
            return self._too_small(where, terms.cap, item.capacity is None)
        away = self._away(city)
        if away:
            return (*away, *self._too_late(city, item))
        stop = next((s for s in self.problem.stops[city.id] if s.id == item.id), None)
        there = [stay.date for stay in stays(self.days, city)]
        open_on = {
            when: spans
            for when in there
            if stop and (spans := self.problem.spans(stop, (when - self.problem.start).days))
        }
        if not open_on:
            return self._closed(city, there, where)
        hours = ", ".join(dict.fromkeys(span_words(s) for spans in open_on.values() for s in spans))
        words = f"it is open {_days(list(open_on))} {hours} while the group is in {city.name}"
        enjoyed = [
            _taken(b) for b in self.blocks if b.kind == "leisure" and b.start.date() in open_on
        ]
        return (
            Conflict(fact=words, where=where),
            *enjoyed,
            self._evening_ends(),
        )

    def _evening_ends(self) -> Conflict:
        words = f"evenings end at {self.brief.pace.evening_end:%H:%M}, the way back included"
        return Conflict(fact=words, where="brief.pace.evening_end")

    def _too_late(self, city: City, item: Leisure) -> Facts:
        """Return that it is over too late for the way back, on whatever day it is open."""
        base, terms = self.problem.bases.get(city.id), leisure_terms(self.catalogue, item.id)
        first = min((clock(hours.start) for hours in terms.hours), default=0) + item.minutes
        if base is None or not terms.hours:
            return ()
        way = min(ride_pair(city, item, base))
        if first + way <= clock(self.brief.pace.evening_end):
            return ()
        words = f"it is over at {time_words(first)} at the earliest, {way} minutes from the hotel"
        return Conflict(fact=words, where=f"host.{item.id}"), self._evening_ends()

    # ---------------------------------------------------------------- both

    def way(self, city: City) -> Facts:
        """Return how long the way to a city is that the group never goes to."""
        if stays(self.days, city) or city.id not in self.problem.bases:
            return ()
        planner = RoutePlanner(self.problem)
        ways = [
            (hop.transit, start)
            for day in self.days
            for start in day.cities
            for hop in planner.hops((day.date - self.problem.start).days, start, city.id)
        ]
        if not ways:
            return ()
        minutes, start = min(ways)
        name = self.catalogue.city[start].name
        words = f"the way from {name} takes {minutes // 60} h {minutes % 60:02} from door to door"
        return (Conflict(fact=words, where="flights"),)

    def _away(self, city: City) -> Facts:
        """Return that the group is never in a city, if so."""
        if stays(self.days, city):
            return ()
        named = city.id in (*self.brief.cities.must, *self.brief.cities.may)
        words = f"{city.name} is not {'on this route' if named else 'among the cities'}"
        return (Conflict(fact=words, where="brief.cities"),)


def _taken(block: Block) -> Conflict:
    return Conflict(fact=f"{moment(block.start)} is for {block.title}", where=f"agenda.{block.id}")


def _days(dates: list[date]) -> str:
    return listed([day_words(when) for when in dates])
