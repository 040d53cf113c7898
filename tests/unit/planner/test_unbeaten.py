"""Patterns that another one of their group beats are dropped."""

from __future__ import annotations

from random import Random

import numpy as np

from workshop.planner.unbeaten import unbeaten


def test_what_is_kept_is_what_nothing_of_its_group_beats() -> None:
    dice = Random(3)  # noqa: S311 (a test, not a secret)
    rows = [(dice.randrange(4), tuple(dice.randrange(4) for _ in range(3))) for _ in range(120)]
    group = np.array([one for one, _ in rows])
    kept = unbeaten(group, np.array([worth for _, worth in rows])).tolist()
    best = {
        (one, worth)
        for one, worth in rows
        if not any(
            one == other and more != worth and all(a >= b for a, b in zip(more, worth, strict=True))
            for other, more in rows
        )
    }
    assert {rows[place] for place in kept} == best
    assert len(kept) == len(best)
    assert all(rows.index(rows[place]) == place for place in kept)
    assert list(dict.fromkeys(rows[place][0] for place in kept)) == list(
        dict.fromkeys(one for one, _ in rows)
    )
