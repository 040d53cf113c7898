"""The plain formulation over the whole tour: what must be in which order, and the points."""

from __future__ import annotations

from tests.bench.plain_draft import DAY, Draft, to_airport
from workshop.model.agenda import is_airport_wait
from workshop.planner.evenings import evenings
from workshop.planner.problem import SCALE


class Whole:
    """Adds to a filled draft what spans its stretches."""

    def __init__(self, draft: Draft) -> None:
        """Add to `draft`."""
        self.draft, self.problem, self.model = draft, draft.problem, draft.model
        self.defaults, self.weights = draft.defaults, draft.weights

    # ---------------------------------------------------------------- rules over the whole tour

    def order(self) -> None:
        """Hold what must be, and teach before it is seen."""
        model, brief = self.model, self.problem.brief
        for name, some in self.draft.placed.items():
            some_must = [model.add_exactly_one, model.add_at_most_one][
                not self.draft.stops[name].must
            ]
            some_must(some)
        musts = {wish.id for wish in brief.modules if wish.wish == "must"}
        for name, (there, _, _) in self.draft.taught.items():
            if name.split("/")[0] in musts:
                model.add(there == 1)
        for module in self.problem.catalogue.modules:
            whole = module.id if module.id in self.draft.taught else f"{module.id}/full"
            for need in module.needs if whole in self.draft.taught else ():
                there, over, minutes = self.draft.taught[whole]
                before, known, _ = self.draft.taught.get(need, (0, 0, 0))
                model.add(before >= there)
                model.add(known <= over - minutes).only_enforce_if(there)
        self._teach_first()

    def _teach_first(self) -> None:
        cap = self.problem.capstone
        short, full = self.draft.taught.get(f"{cap}/short"), self.draft.taught.get(f"{cap}/full")
        if short and full:
            self.model.add(short[0] == full[0])
        for name, moment in self.draft.moment.items():
            stop, visited = self.draft.stops[name], self.draft.placed[name]
            there, over, _ = self.draft.taught.get(str(stop.module), (0, 0, 0))
            for one in visited:
                self.model.add(there >= one)
                self.model.add(over <= moment).only_enforce_if(one)
                if short and full:
                    both = [one, short[0]]
                    self.model.add(short[1] <= moment).only_enforce_if(both)
                    self.model.add(full[1] - full[2] >= moment + stop.minutes).only_enforce_if(both)

    # ---------------------------------------------------------------- points

    def score(self) -> None:
        """Count the points."""
        for name, some in self.draft.placed.items():
            self.draft.points += [self.draft.stops[name].points * SCALE * one for one in some]
        self._evenings()
        self._coverage()
        self._variety()
        self._balance()
        wanted = self.problem.brief.leisure.minutes_per_day * self.problem.days
        enjoyed = self.model.new_int_var(0, wanted, "leisure")
        self.model.add(enjoyed <= sum(self.draft.leisure))
        self.draft.points.append(self.weights.leisure * enjoyed)
        flown = sum(
            block.minutes
            for block in self.draft.agenda.blocks
            if block.kind == "flight" or is_airport_wait(block) or to_airport(block)
        )
        self.draft.points.append(-self.weights.transit * flown)

    def _evenings(self) -> None:
        for number, day in enumerate(self.draft.agenda.days):
            late = any(b.end.time() > self.problem.brief.pace.day_end for b in day.blocks
                       if b.kind == "flight" or to_airport(b))  # fmt: skip
            out = []
            work = self.draft.days[number].work
            for one in evenings(self.problem, day.cities[-1], number):
                if work is None or work[0].city != day.cities[-1] or one.leave < work[0].start:
                    continue
                there = self.model.new_bool_var("evening")
                debrief = self.defaults.debrief_minutes * self.draft.debriefs(work[0])
                self.model.add(work[1] + debrief <= one.leave).only_enforce_if(there)
                next_day = (
                    self.draft.days[number + 1].begin if number + 1 < len(self.draft.days) else None
                )
                if next_day is not None:
                    rested = one.back - DAY + 60 * self.problem.brief.pace.rest_hours
                    self.model.add(next_day >= rested).only_enforce_if(there)
                out.append(there)
                self.draft.placed[one.stop.id].append(there)
                self.draft.leisure.append(one.stop.minutes * there)
                self.draft.points.append(-self.weights.transit * one.riding * there)
            self.model.add_at_most_one(out)
            if not late:
                self.draft.points.append(self.weights.free_evening * SCALE * (1 - sum(out)))
        for name in {one for one, some in self.draft.placed.items() if len(some) > 1}:
            self.model.add_at_most_one(self.draft.placed[name])

    def _coverage(self) -> None:
        for idea in self.problem.catalogue.frameworks:
            seen = [one for name, some in self.draft.placed.items() for one in some
                    if idea.id in self.draft.stops[name].frameworks]  # fmt: skip
            taught = [there for name, (there, _, _) in self.draft.taught.items()
                      if name.split("/")[0] == idea.module]  # fmt: skip
            both = self.model.new_bool_var(idea.id)
            self.model.add(both <= sum(seen))
            self.model.add(both <= sum(taught))
            self.draft.points.append(self.weights.coverage * SCALE * both)

    def _variety(self) -> None:
        stops = self.draft.stops
        for sector in sorted({stop.sector for stop in stops.values() if stop.visit}):
            seen = [one for name, some in self.draft.placed.items() for one in some
                    if stops[name].visit and stops[name].sector == sector]  # fmt: skip
            there = self.model.new_bool_var(sector)
            self.model.add(there <= sum(seen))
            self.draft.points.append(self.weights.sector * SCALE * there)

    def _balance(self) -> None:
        model, balance = self.model, self.problem.brief.balance
        target, tolerance = round(balance.target * 1000), round(balance.tolerance * 1000)
        teaching, visiting = sum(self.draft.teaching), sum(self.draft.visiting)
        lean = (1000 - target) * teaching - target * visiting
        off = model.new_int_var(0, 100_000, "off")
        model.add(1000 * off >= lean)
        model.add(1000 * off >= -lean)
        self.draft.points.append(-self.weights.balance * off)
        if balance.hard:
            low, high = max(0, target - tolerance), min(1000, target + tolerance)
            model.add((1000 - low) * teaching >= low * visiting)
            model.add((1000 - high) * teaching <= high * visiting)
        if len(self.draft.days) > 1:
            most, least = self.draft.var(range(DAY)), self.draft.var(range(DAY))
            for day in self.draft.days:
                model.add(most >= sum(day.learning))
                model.add(least <= sum(day.learning))
            self.draft.points.append(-self.weights.even * (most - least))
