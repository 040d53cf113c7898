"""Why a candidate is not in a plan: the facts that keep it out, each with its place."""

from __future__ import annotations

from workshop.model.agenda import Conflict, Day, LeftOut
from workshop.planner.problem import Problem
from workshop.planner.untaught import Untaught
from workshop.planner.unvisited import Unvisited

Facts = tuple[Conflict, ...]


def left_out(days: tuple[Day, ...], problem: Problem) -> tuple[LeftOut, ...]:
    """Name every host of the brief's cities and every module that is not in `days`, and why."""
    unvisited, untaught = Unvisited(days, problem), Untaught(days, problem)
    hosts = [
        LeftOut(ref=host.id, title=host.name, reason=sentence(unvisited.host(city, host)))
        for city in problem.cities
        for host in city.hosts
        if host.id not in unvisited.visited
    ]
    modules = [
        LeftOut(ref=module.id, title=module.title, reason=sentence(untaught.module(module.id)))
        for module in problem.catalogue.modules
        if module.id not in untaught.taught
    ]
    return (*hosts, *modules)


def kept_out(item: str, days: tuple[Day, ...], problem: Problem) -> Facts:
    """Return what keeps a host, a module or a leisure item out of `days`, its way there told."""
    catalogue = problem.catalogue
    if item in catalogue.module:
        return Untaught(days, problem).module(item)
    city, unvisited = catalogue.city_of[item], Unvisited(days, problem)
    if item in catalogue.host:
        return (*unvisited.host(city, catalogue.host[item]), *unvisited.way(city))
    return (*unvisited.leisure(city, catalogue.leisure[item]), *unvisited.way(city))


def sentence(facts: Facts) -> str:
    """Return facts as one sentence."""
    text = "; ".join(fact.fact for fact in facts)
    return f"{text[:1].upper()}{text[1:]}."
