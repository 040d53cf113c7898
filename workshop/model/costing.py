"""What a planned tour costs, as far as anybody has said: known lines, and a count of the rest.

No price is made up. A cost is known where the catalogue or the brief has one, be it nothing at
all (`fixed: 0`); what has none is counted by kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from workshop.model.agenda import Agenda, Block, Conflict, Day
from workshop.model.base import Cost
from workshop.model.budget import Budget, CostLine, Rate
from workshop.model.catalogue import Catalogue
from workshop.model.money import KINDS, Costs, Kind, Line, Unknown, exact, hundredths, rounded
from workshop.model.terms import host_terms, host_wish, leisure_terms, venue_terms
from workshop.model.tour import Brief

RATES = "brief.budget.rates"
"""Where in the tour's file a missing rate belongs."""


def costs(agenda: Agenda, brief: Brief, catalogue: Catalogue, heads: int | None = None) -> Costs:
    """Return what `agenda` costs `heads` people (default: the brief's group).

    A host or a leisure item is paid for each time, a room for each day with a lecture or a
    debrief in it, a line of the brief once. What the brief says of a price goes before the file.
    """
    return costs_of_days(agenda.days, brief, catalogue, heads)


def costs_of_days(
    days: tuple[Day, ...], brief: Brief, catalogue: Catalogue, heads: int | None = None
) -> Costs:
    """Return what `days` cost; see `costs`."""
    return _Sum(days, brief, catalogue, heads or brief.group_size).all()


def at_sizes(agenda: Agenda, brief: Brief, catalogue: Catalogue) -> tuple[Costs, ...]:
    """Return the costs of the same agenda for two thirds of the group, the group, four thirds."""
    group = brief.group_size
    sizes = sorted({max(1, _whole(group, 2)), group, _whole(group, 4)})
    return tuple(costs(agenda, brief, catalogue, heads) for heads in sizes)


class _Sum:
    def __init__(
        self, days: tuple[Day, ...], brief: Brief, catalogue: Catalogue, heads: int
    ) -> None:
        self.days = days
        self.blocks = [block for day in days for block in day.blocks]
        self.brief = brief
        self.catalogue = catalogue
        self.heads = heads
        self.budget: Budget | None = brief.budget
        self.unknown: list[Unknown] = []
        self.faults: list[Conflict] = []

    def all(self) -> Costs:
        found = [*self._hosts(), *self._rooms(), *self._leisure(), *self._brief()]
        self._uncounted()
        currency = self._currency(found)
        lines = tuple(self._line(*one, currency) for one in found)
        told = dict.fromkeys(self.faults)
        base, slope = self._function(lines)
        return Costs(
            heads=self.heads,
            currency=currency,
            lines=lines,
            unknown=self._in_order(),
            faults=tuple(told),
            total=sum(line.amount or 0 for line in lines),
            base=base,
            slope=slope,
            ceiling=hundredths(self.budget.ceiling) if self.budget else None,
            price_per_head=hundredths(self.budget.price_per_head if self.budget else None),
            beyond=tuple(self._beyond()),
        )

    def of(self, kind: str) -> list[Block]:
        return [block for block in self.blocks if block.kind == kind]

    # ---------------------------------------------------------------- what is known

    def _hosts(self) -> Iterator[tuple[str, Cost, int]]:
        without = []
        for block in self.of("visit"):
            host = self.catalogue.host.get(block.ref or "")
            cost = host_wish(self.brief, block.ref or "").cost or (host.cost if host else None)
            if cost is None:
                without.append(block.title)
            else:
                yield block.title, cost, 1
        self._miss("hosts", without)

    def _rooms(self) -> Iterator[tuple[str, Cost, int]]:
        used = {
            (block.start.date(), block.place.id): block.place.name
            for block in self.blocks
            if block.kind in ("training", "debrief")
        }
        names = {place: name for (_, place), name in used.items()}
        without = []
        for place, days in Counter(place for _, place in used).items():
            wish = next((w.cost for w in self.brief.venues if w.id == place), None)
            venue = self.catalogue.venue.get(place)
            cost = wish or (venue.cost if venue else None)
            if cost is None:
                without.append(names[place])
            else:
                yield f"{names[place]}, {days} day{'s' if days > 1 else ''}", cost, days
        self._miss("rooms", without)

    def _leisure(self) -> Iterator[tuple[str, Cost, int]]:
        without = []
        for block in self.of("leisure"):
            item = self.catalogue.leisure.get(block.ref or "")
            if item is None or item.cost is None:
                without.append(block.title)
            else:
                yield block.title, item.cost, 1
        self._miss("leisure", without)

    def _brief(self) -> Iterator[tuple[str, Cost, int]]:
        for line in self.budget.lines if self.budget else ():
            yield line.what, line.cost, 1

    # ---------------------------------------------------------------- what is not

    def _miss(self, kind: Kind, names: list[str]) -> None:
        if names and not any(kind in line.covers for line in self._lines()):
            self.unknown.append(Unknown(kind, len(names), tuple(dict.fromkeys(names))))

    def _uncounted(self) -> None:
        """Count what no file has a price field for."""
        self._miss("coaches", [""] * len(self.of("transfer")))
        self._miss("flights", [block.title for block in self.of("flight")])
        self._miss("meals", [""] * len(self.of("meal")))
        self._miss("nights", [""] * max(0, len(self.days) - 1))

    def _in_order(self) -> tuple[Unknown, ...]:
        named = (
            Unknown(one.kind, one.number, tuple(filter(None, one.names))) for one in self.unknown
        )
        return tuple(sorted(named, key=lambda one: KINDS.index(one.kind)))

    def _lines(self) -> tuple[CostLine, ...]:
        return self.budget.lines if self.budget else ()

    # ---------------------------------------------------------------- currencies

    def _currency(self, found: list[tuple[str, Cost, int]]) -> str | None:
        if self.budget:
            return self.budget.currency
        used = sorted({cost.currency for _, cost, _ in found})
        if len(used) > 1:
            fact = f"costs are in {' and '.join(used)}, and no budget says in which to count them"
            self.faults.append(Conflict(fact=fact, where="brief.budget"))
        return used[0] if len(used) == 1 else None

    def _line(self, what: str, cost: Cost, times: int, currency: str | None) -> Line:
        rate = self._rate(cost.currency) if cost.currency != currency else None
        fixed, per_head = exact(cost.fixed), exact(cost.per_head)
        factor = Fraction(1) if cost.currency == currency else None
        if rate is not None:
            factor = exact(rate.per_unit)
        if fixed is None or per_head is None or (rate is not None and factor is None):
            fact = f"{what}: the amount or its rate is no sum of money"
            self.faults.append(Conflict(fact=fact, where="brief.budget"))
            factor = None
        elif factor is None and currency is not None:
            fact = f"there is no rate for {cost.currency} to {currency}: add one, with its date"
            self.faults.append(Conflict(fact=fact, where=RATES))
        one = Line(what, cost.currency, fixed or Fraction(), per_head or Fraction(), times, None)
        if factor is None:
            return one
        each = rounded((one.fixed + one.per_head * self.heads) * factor)
        return replace(one, amount=times * each, rate=rate)

    def _rate(self, currency: str) -> Rate | None:
        """Return the newest rate of a currency that the brief has."""
        rates = self.budget.rates if self.budget else ()
        fitting = [rate for rate in rates if rate.currency == currency]
        return max(fitting, key=lambda rate: rate.as_of, default=None)

    @staticmethod
    def _function(lines: tuple[Line, ...]) -> tuple[Fraction, Fraction]:
        """Return what the known costs are without anybody, and what each head adds."""
        base = slope = Fraction()
        for line in lines:
            if line.amount is not None:
                factor = (exact(line.rate.per_unit) if line.rate else None) or Fraction(1)
                base += line.fixed * line.times * factor
                slope += line.per_head * line.times * factor
        return base, slope

    # ---------------------------------------------------------------- sizes

    def _beyond(self) -> Iterator[str]:
        """Say which coach, hosts, rooms and leisure items do not take so many people."""
        seats = self.brief.coach_seats or self.catalogue.defaults.coach_seats
        if self.of("transfer") and self.heads > seats:
            yield f"a coach seats {seats}"
        seen = set()
        for block in self.blocks:
            cap = self._cap(block)
            if cap is not None and self.heads > cap and block.place.name not in seen:
                seen.add(block.place.name)
                yield f"{block.place.name} takes {cap}"

    def _cap(self, block: Block) -> int | None:
        ref, place = block.ref or "", block.place.id
        if block.kind == "visit" and ref in self.catalogue.host:
            return host_terms(self.catalogue, self.brief, ref).cap
        if block.kind == "leisure" and ref in self.catalogue.leisure:
            return leisure_terms(self.catalogue, ref).cap
        if block.kind in ("training", "debrief") and place in self.catalogue.venue:
            return venue_terms(self.catalogue, self.brief, place).cap
        return None


def _whole(group: int, thirds: int) -> int:
    """Return so many thirds of a group, to the nearest whole person."""
    return (2 * thirds * group + 3) // 6
