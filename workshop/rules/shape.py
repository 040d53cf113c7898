"""What was fixed by hand stays, and lectures and visits keep their balance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workshop.model.agenda import Block
from workshop.rules.found import Found, error, note, warning
from workshop.rules.plan import Plan
from workshop.rules.step import Step, local, zone_of
from workshop.rules.words import day_words, length_words


def lock(plan: Plan) -> Iterator[Found]:
    """Every block that was locked is there again: same thing, same time, same place."""
    if plan.held is None:
        return
    there = {_what_when_where(step.block) for step in plan.steps}
    alike: dict[tuple[object, ...], list[Step]] = {}
    for step in plan.steps:
        alike.setdefault(_what(step.block), []).append(step)
    for block in plan.held.blocks:
        if block.locked and _what_when_where(block) not in there:
            yield _lost(plan, block, alike.get(_what(block), [])[:100])


def _what(block: Block) -> tuple[object, ...]:
    return block.kind, block.ref, block.form


def _what_when_where(block: Block) -> tuple[object, ...]:
    goal = block.to.id if block.to else None
    return *_what(block), block.start, block.end, block.place.id, goal


def _lost(plan: Plan, block: Block, alike: list[Step]) -> Found:
    city = plan.catalogue.city.get(block.city)
    was = local(block.start, zone_of(city.timezone) if city else None)
    now = min(alike, key=lambda step: abs(step.block.start - block.start), default=None)
    step = now or Step(block, was.date(), city, city, was, was)
    name, moment = plan.name(step), _moment(was)
    if now is None:
        return error(
            f"{plan.opening(step)} was locked on {moment} and is gone",
            fix=f"put {name} back, or unlock it first",
            on=was.date(),
        )
    how = "is now longer, shorter or elsewhere"
    if now.block.start != block.start:
        how = f"is now on {_moment(now.begins)}"
    elif now.at != block.place.id:
        how = f"is now at {plan.place_name(now.block.place)}"
    elif now.block.end != block.end:
        how = f"now lasts {length_words(now.length)} instead of {length_words(block.minutes)}"
    return error(
        f"{plan.opening(step)} was locked on {moment} and {how}",
        now,
        fix="put it back, or unlock it first",
    )


def balance(plan: Plan) -> Iterator[Found]:
    """Training ÷ (training + visits) is within the brief's tolerance of its target."""
    minutes, wish = plan.agenda.minutes(), plan.brief.balance
    share = minutes.training_share
    if share is None:
        return
    target = f"{wish.target:.0%} ± {wish.tolerance * 100:.0f}"
    message = (
        f"Lectures are {share:.0%} of learning ({length_words(minutes.training)} of lectures, "
        f"{length_words(minutes.visit)} of visits); the target is {target}"
    )
    if abs(share - wish.target) <= wish.tolerance + 1e-9:
        yield note(message)
        return
    fix = "add visits or teach shorter forms" if share > wish.target else "teach more or visit less"
    yield (error if wish.hard else warning)(message, fix=fix)


def _moment(at: datetime) -> str:
    return f"{day_words(at.date())} {at:%H:%M}"
