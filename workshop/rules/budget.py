"""What is known of the money keeps to the brief's budget. Too dear is a warning, not an error."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.model.costing import costs
from workshop.model.moneywords import missing_words, money
from workshop.rules.found import Found, note, warning
from workshop.rules.plan import Plan


def budget(plan: Plan) -> Iterator[Found]:
    """The known costs are within the ceiling, every currency has a rate, the unknown is counted."""
    wish = plan.brief.budget
    if wish is None or not plan.agenda.days:
        return
    sums = costs(plan.agenda, plan.brief, plan.catalogue)
    for fault in sums.faults:
        yield warning(f"The costs do not add up: {fault.fact}", fix=f"see {fault.where}")
    over, total = sums.over or 0, money(sums.total, sums.currency)
    ceiling = money(sums.ceiling or 0, sums.currency)
    if over > 0:
        yield warning(
            f"Known costs are {total}, {money(over, sums.currency)} over the ceiling of {ceiling}",
            fix="drop or replace what costs most, or raise the ceiling",
        )
    elif sums.known:
        yield note(f"Known costs are {total}; the ceiling is {ceiling}")
    if sums.unknown:
        words = ", ".join(map(missing_words, sums.unknown))
        yield note(f"Not in the costs, since nobody has given prices: {words}")
