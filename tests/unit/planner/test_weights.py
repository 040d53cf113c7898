"""Points under other weights, of whole samples."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from workshop.model.agenda import Block
from workshop.planner.compare import (
    stored,
)
from workshop.planner.twist import Twist, twisted
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
COUNTED = ("training", "visit", "leisure")


def minutes(blocks: tuple[Block, ...], kind: str) -> float:
    return sum((b.end - b.start).total_seconds() / 60 for b in blocks if b.kind == kind)


def waited(blocks: tuple[Block, ...]) -> float:
    """Minutes without anything before the debrief is over, but for those of being early."""
    ends = [number for number, block in enumerate(blocks) if block.kind == "debrief"]
    working = blocks[: ends[0] + 1] if ends else ()
    return sum(
        max(0.0, (two.start - one.end).total_seconds() / 60 - (15 if two.kind == "visit" else 0))
        for one, two in pairwise(working)
    )


@pytest.mark.parametrize("name", ["asia-tech-tour-2027", "with-seoul-2027"])
def test_points_under_other_weights_are_what_the_blocks_say(name: str) -> None:
    """The same plan counted under changed weights, against a count of its blocks by hand."""
    workspace = Workspace(ROOT)
    catalogue, base = workspace.catalogue(), workspace.tour(name).tour
    weights = {"coverage": 31, "sector": 17, "module": 64, "transit": 11, "free_evening": 3}
    weights |= {"visit": 120, "wish": 60, "leisure": 33, "idle": 27, "balance": 45, "even": 9}
    other = stored(twisted(base, Twist(weights=tuple(weights.items())), catalogue), catalogue)
    assert base.agenda is not None
    assert other is not None
    taught = [block for block in other.blocks if block.kind == "training"]
    hosts = [catalogue.host[str(block.ref)] for block in other.blocks if block.kind == "visit"]
    shown = {idea for host in hosts for idea in host.frameworks}
    given = {block.ref for block in taught}
    both = [one for one in catalogue.frameworks if one.id in shown and one.module in given]
    riding = sum(
        (block.end - block.start).total_seconds() / 3600
        for block in other.blocks
        if block.kind in ("transfer", "flight")
        or (block.kind == "break" and block.place.id.upper() in catalogue.airport)
    )
    before, after = (
        {term.name: term.points for term in agenda.terms} for agenda in (base.agenda, other)
    )
    assert after["taught and seen"] == 31 * len(both)
    assert after["variety"] == 17 * len({host.sector for host in hosts})
    assert after["transit"] == pytest.approx(-11 * riding, abs=1)
    half = {wish.id for wish in base.brief.modules if wish.wish == "may"}
    lectures = sum(
        (1 if block.form == "full" else 0.5) * (0.5 if block.ref in half else 1) for block in taught
    )
    assert after["modules"] - before["modules"] == pytest.approx((64 - 40) * lectures, abs=1)
    assert after["visits"] == pytest.approx(2 * before["visits"], abs=len(hosts))
    spent = {kind: [minutes(day.blocks, kind) for day in other.days] for kind in COUNTED}
    enjoyed = min(sum(spent["leisure"]), base.brief.leisure.minutes_per_day * base.brief.days)
    assert after["leisure"] == pytest.approx(33 * enjoyed / 60, abs=1)
    early = [all(f"{b.end:%H:%M}" <= "18:30" for b in day.blocks) for day in other.days]
    assert after["free evenings"] == pytest.approx(3 * sum(early), abs=1)
    off = abs(sum(spent["training"]) - sum(spent["visit"])) / 2  # the target is half and half
    assert after["balance"] == pytest.approx(-45 * off / 60, abs=1)
    learned = [sum(both) for both in zip(spent["training"], spent["visit"], strict=True)]
    assert after["uneven days"] == pytest.approx(-9 * (max(learned) - min(learned)) / 60, abs=1)
    idle = sum(waited(day.blocks) for day in other.days)
    assert after["idle"] == pytest.approx(-27 * idle / 60, abs=1)
    assert other.score == sum(after.values())
