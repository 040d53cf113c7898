"""Why a candidate is not in a plan, in words."""

from __future__ import annotations

from datetime import date

from workshop.model.agenda import Block, Day, LeftOut
from workshop.model.place import City, Host
from workshop.model.terms import closed_for, held_slot, host_terms, host_wish, module_wish
from workshop.planner.problem import Problem


def left_out(days: tuple[Day, ...], problem: Problem) -> tuple[LeftOut, ...]:
    """Name every host of the brief's cities and every module that is not in `days`, and why."""
    return _LeftOut(days, problem).all()


class _LeftOut:
    def __init__(self, days: tuple[Day, ...], problem: Problem) -> None:
        self.days = days
        self.problem = problem
        self.blocks: list[Block] = [block for day in days for block in day.blocks]
        self.placed = {block.ref for block in self.blocks if block.kind in ("visit", "training")}

    def all(self) -> tuple[LeftOut, ...]:
        hosts = [
            LeftOut(ref=host.id, title=host.name, reason=self._host(city, host))
            for city in self.problem.cities
            for host in city.hosts
            if host.id not in self.placed
        ]
        modules = [
            LeftOut(ref=module.id, title=module.title, reason=self._module(module.id))
            for module in self.problem.catalogue.modules
            if module.id not in self.placed
        ]
        return (*hosts, *modules)

    def _module(self, module: str) -> str:
        if module_wish(self.problem.brief, module).wish == "never":
            return "The brief says never."
        return "It fits no gap that is not better used, or would tip training against visits."

    def _host(self, city: City, host: Host) -> str:
        brief, catalogue = self.problem.brief, self.problem.catalogue
        wish, terms = host_wish(brief, host.id), host_terms(catalogue, brief, host.id)
        if wish.status == "declined":
            return "It has declined."
        if wish.wish == "never":
            return "The brief says never."
        if terms.cap < brief.group_size:
            group = f"the group is {brief.group_size}"
            assumed = " (assumed)" if "group cap" in terms.assumed else ""
            return f"It takes at most {terms.cap} people{assumed}; {group}."
        there = [day.date for day in self.days if city.id in day.cities]
        if not there:
            return f"{city.name} is not on this route."
        return self._in_its_city(city, host, there)

    def _in_its_city(self, city: City, host: Host, there: list[date]) -> str:
        brief = self.problem.brief
        slot = held_slot(host_wish(brief, host.id))
        if slot is not None and slot.date not in there:
            return f"Its slot is on {_day(slot.date)}; the group is in {city.name} {_days(there)}."
        stop = next((s for s in self.problem.stops[city.id] if s.id == host.id), None)
        open_on = [
            when
            for when in there
            if stop and self.problem.spans(stop, (when - self.problem.start).days)
        ]
        if not open_on:
            return f"It is closed while the group is in {city.name}: {self._closed(city, there)}."
        framework = self.problem.catalogue.framework[host.frameworks[0]]
        if framework.module not in self.placed:
            module = self.problem.catalogue.module[framework.module].title
            return f"What it shows best, {framework.name}, is taught in “{module}”, left out too."
        full = [d for d in self.days if d.date in open_on and self._visits(d) >= self._most]
        if len(full) == len(open_on):
            return (
                f"It is open {_days(open_on)} while the group is in {city.name}, but those days "
                f"already have {self._most} visits worth more."
            )
        return (
            f"It is open {_days(open_on)} while the group is in {city.name}; "
            "the plan scores better without it."
        )

    @property
    def _most(self) -> int:
        return self.problem.brief.pace.visits_per_day

    @staticmethod
    def _visits(day: Day) -> int:
        return sum(block.kind == "visit" for block in day.blocks)

    def _closed(self, city: City, there: list[date]) -> str:
        reasons = []
        for when in there:
            names = closed_for(self.problem.catalogue, self.problem.brief, city, when)
            reasons.append(f"{_day(when)} ({', '.join(names) or 'outside its hours'})")
        return ", ".join(reasons)


def _day(when: date) -> str:
    return f"{when:%a} {when.day} {when:%b}"


def _days(dates: list[date]) -> str:
    names = [_day(when) for when in dates]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
