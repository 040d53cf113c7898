"""Why something is in a plan, and where; or why it is not, and what it would cost to have it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.model.agenda import Agenda, Block, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.advice import advice
from workshop.planner.changes import listed, moment
from workshop.planner.holds import Holding
from workshop.planner.leftout import kept_out
from workshop.planner.points import block_points, points
from workshop.planner.price import NoPrice, Price, price
from workshop.planner.problem import build
from workshop.planner.slack import MOST, Shifter
from workshop.planner.stop import Stop, never

LIMIT = 0.2
"""Deterministic seconds for each plan with something forced in."""

_FRAME = ("briefing", "break")


@dataclass(frozen=True)
class Slack:
    """Minutes by which something could start earlier and later, everything else in its order."""

    earlier: int
    later: int

    def words(self) -> str:
        """Say it: `It could start 5 minutes earlier or 10 minutes later.`"""
        ways = [(self.earlier, "earlier"), (self.later, "later")]
        free = [f"{_minutes(minutes)} {which}" for minutes, which in ways if minutes]
        if not free:
            return "It cannot start earlier or later."
        stuck = "".join(f", but not {which}" for minutes, which in ways if not minutes)
        return f"It could start {' or '.join(free)}{stuck}."


def _minutes(minutes: int) -> str:
    if minutes >= MOST:
        return f"{MOST // 60} hours or more"
    return f"{minutes} minutes"


@dataclass(frozen=True)
class Gain:
    """Points that a plan has because of one thing, and what for."""

    name: str
    points: int
    what: str = ""


@dataclass(frozen=True)
class Why:
    """An answer about `item`; `block` where it is placed, else what keeps it out and its price."""

    item: str
    title: str
    facts: tuple[Conflict, ...]
    """`where` is a path; `store.locate` turns it into a file and a line."""
    block: Block | None = None
    slack: Slack | None = None
    gives: tuple[Gain, ...] = ()
    price: Price | None = None
    """None where it is placed, or there is no plan with it; `none` then says so."""
    none: str = ""
    advice: tuple[Conflict, ...] = ()
    """What can be done where it is left out; `where` may be empty."""

    @property
    def placed(self) -> bool:
        """Whether it is in the plan."""
        return self.block is not None

    def words(self) -> str:
        """Say what it comes to, in a sentence."""
        if self.block is not None:
            total = sum(gain.points for gain in self.gives)
            when = f"{moment(self.block.start)}–{self.block.end:%H:%M}"
            said = [f"{self.title} is on {when}, local time."]
            said += [self.slack.words()] if self.slack else []
            said += [f"It gives {total} points."] if total > 0 else []
            said += [f"It costs {-total} points."] if total < 0 else []
            return " ".join(said)
        if self.price is None:
            return f"{self.title} is not in the plan. {self.none}"
        return f"{self.title} is not in the plan. {self.price.words()}"


def known_items(tour: Tour, catalogue: Catalogue) -> tuple[str, ...]:
    """Return all that `why` knows: the plan's blocks, hosts, modules and leisure items."""
    items = (*catalogue.host, *catalogue.module, *catalogue.leisure)
    return tuple(dict.fromkeys((*(block.id for block in tour.blocks), *items)))


def why(
    tour: Tour,
    catalogue: Catalogue,
    item: str,
    *,
    stop: Stop = never,
    seed: int = 0,
    limit: float = LIMIT,
) -> Why:
    """Say why `item`, a block's or a catalogue's id, is in the tour's agenda or is not.

    `limit` is in deterministic seconds for each look for a plan with it. Raises KeyError for an
    item that is not among `known_items`, and ValueError if the tour has no agenda.
    """
    agenda = tour.agenda
    if agenda is None or not agenda.days:
        raise ValueError("the tour has no agenda yet")
    block = _placed(agenda, item)
    if block is not None:
        return _in_the_plan(tour, agenda, catalogue, item, block)
    if item not in (*catalogue.host, *catalogue.module, *catalogue.leisure):
        raise KeyError(item)
    return _out(tour, agenda, catalogue, item, price(
        tour, catalogue, item, stop=stop, seed=seed, limit=limit
    ))  # fmt: skip


def _placed(agenda: Agenda, item: str) -> Block | None:
    named = next((block for block in agenda.blocks if block.id == item), None)
    things = [b for b in agenda.blocks if b.ref == item and b.kind not in _FRAME]
    return named or next(iter(things), None)


def _out(
    tour: Tour, agenda: Agenda, catalogue: Catalogue, item: str, found: Price | NoPrice
) -> Why:
    problem = build(tour.brief, catalogue, agenda.days[0].date, agenda)
    facts, title = kept_out(item, agenda.days, problem), _title(catalogue, item)
    priced = found if isinstance(found, Price) else None
    todo = advice(problem, agenda.days, item, priced)
    if isinstance(found, Price):
        return Why(item, title, facts, price=found, advice=todo)
    told, asked = {fact.where for fact in facts}, f"{title} must be "  # for the price's sake alone
    facts += tuple(
        fact for fact in found.facts if fact.where not in told and not fact.fact.startswith(asked)
    )
    return Why(item, title, facts, none=found.words, advice=todo)


def _title(catalogue: Catalogue, item: str) -> str:
    if item in catalogue.module:
        return f"“{catalogue.module[item].title}”"
    site = catalogue.host.get(item) or catalogue.leisure[item]
    return site.name


def _lecture(block: Block) -> str:
    return f"“{block.title}”" + (" (short form)" if block.form == "short" else "")


def _in_the_plan(tour: Tour, agenda: Agenda, catalogue: Catalogue, item: str, block: Block) -> Why:
    shifter = Shifter(agenda, tour.brief, catalogue, block)
    earlier, later = shifter.room(-1), shifter.room(1)
    return Why(
        item,
        _lecture(block) if block.kind == "training" else block.title,
        Holding(tour, agenda, catalogue, block).facts(earlier, later),
        block=block,
        slack=Slack(earlier.minutes, later.minutes),
        gives=_gives(tour, agenda, catalogue, block),
    )


_WHOLE = ("taught and seen", "variety")
"""Terms of the tour as a whole that one visit or lecture may add to."""


def _gives(tour: Tour, agenda: Agenda, catalogue: Catalogue, block: Block) -> tuple[Gain, ...]:
    """Return a block's own points, and what the whole would lose without it."""
    own = block_points(agenda, tour.brief, catalogue).get(block.id, 0)
    gains = [Gain(_OWN.get(block.kind, "transit"), own)] if own else []
    days = tuple(
        day.model_copy(update={"blocks": tuple(b for b in day.blocks if b is not block)})
        for day in agenda.days
    )
    after = {term.name: term.points for term in points(days, tour.brief, catalogue).terms}
    ideas = _ideas(agenda.blocks, catalogue) - _ideas(
        tuple(b for b in agenda.blocks if b is not block), catalogue
    )
    named = [catalogue.framework[idea].name for idea in sorted(ideas)]
    host = catalogue.host.get(block.ref or "")
    what = {"taught and seen": listed(named), "variety": host.sector if host else ""}
    for term in points(agenda.days, tour.brief, catalogue).terms:
        more = term.points - after[term.name]
        if term.name in _WHOLE and more > 0:
            gains.append(Gain(term.name, more, what[term.name]))
    return tuple(gains)


_OWN = {"visit": "visit", "training": "lecture", "leisure": "leisure"}


def _ideas(blocks: tuple[Block, ...], catalogue: Catalogue) -> set[str]:
    """Return the frameworks that are both taught and seen."""
    taught = {block.ref for block in blocks if block.kind == "training"}
    seen = {
        idea
        for block in blocks
        if block.kind == "visit" and block.ref in catalogue.host
        for idea in catalogue.host[block.ref].frameworks
    }
    return {one.id for one in catalogue.frameworks if one.id in seen and one.module in taught}
