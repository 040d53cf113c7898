"""Why a lecture is not in a plan: the facts that keep it out, each with its place."""

from __future__ import annotations

from workshop.model.agenda import Conflict, Day
from workshop.model.terms import module_wish
from workshop.planner.paths import module_path
from workshop.planner.problem import Problem


class Untaught:
    """The facts that keep lectures out of a plan."""

    def __init__(self, days: tuple[Day, ...], problem: Problem) -> None:
        """Look at one plan."""
        self.brief = problem.brief
        self.catalogue = problem.catalogue
        blocks = [block for day in days for block in day.blocks]
        self.lectures = [block for block in blocks if block.kind == "training"]
        self.visits = [block for block in blocks if block.kind == "visit"]
        self.taught = {block.ref for block in self.lectures}

    def module(self, module_id: str) -> tuple[Conflict, ...]:
        """Return what keeps a lecture out."""
        module = self.catalogue.module[module_id]
        if module_wish(self.brief, module_id).wish == "never":
            where = module_path(self.brief, module_id)
            return (Conflict(fact="the brief says never", where=where),)
        for need in module.needs:
            if need not in self.taught:
                words = f"it builds on “{self.catalogue.module[need].title}”, left out too"
                return (Conflict(fact=words, where=f"module.{module_id}"),)
        facts = [*self._balance(module.short), *self._unseen(module_id)]
        if not facts:
            words = (
                f"it takes {module.duration} minutes, {module.short} in its short form, and the "
                "time for teaching is better used"
            )
            facts = [Conflict(fact=words, where=f"module.{module_id}")]
        return tuple(facts)

    def _balance(self, more: int) -> list[Conflict]:
        """Return that even its short form tips training against visits, if it does."""
        taught = sum(block.minutes for block in self.lectures)
        seen = sum(block.minutes for block in self.visits)
        balance = self.brief.balance
        if not balance.hard or not seen:
            return []
        share, most = (taught + more) / (taught + more + seen), balance.target + balance.tolerance
        if share <= most:
            return []
        words = f"with it training would be {share:.0%} of training and visits, {most:.0%} at most"
        return [Conflict(fact=words, where="brief.balance")]

    def _unseen(self, module_id: str) -> list[Conflict]:
        ideas = {f.id for f in self.catalogue.frameworks if f.module == module_id}
        if any(ideas & set(self.catalogue.host[str(v.ref)].frameworks) for v in self.visits):
            return []
        words = "no company of this plan shows what it teaches"
        return [Conflict(fact=words, where=f"module.{module_id}")]
