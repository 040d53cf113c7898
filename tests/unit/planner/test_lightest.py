"""The lightest set is what trying every set gives, and nothing is proven that was not tried."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from workshop.planner.lightest import NEAR, Found, Free, Lightest, pairs

SIZE = 6


@dataclass(frozen=True)
class Told:
    gone: Free
    value: int = 0


def search(
    weights: list[int],
    enough: list[Free],
    cores: list[Free],
    budget: int = 10_000,
    *,
    plain: bool = False,
) -> tuple[Found[Told] | None, int]:
    """Search where a set does if it has one of `enough` in it; `plain` if that shows at once."""
    tries = 0

    def does(free: Free) -> bool:
        return any(one <= free for one in enough)

    def attempt(free: Free) -> Told | None:
        nonlocal tries
        tries += 1
        found = [one for one in enough if one <= free]
        return Told(min(found, key=lambda one: (len(one), sorted(one)))) if found else None

    def hopeless(free: Free) -> bool:
        nonlocal tries
        tries += 1
        return not does(free)

    look = Lightest(
        weights=weights,
        ranks=[0] * SIZE,
        groups=[frozenset({0, 1, 2}), frozenset({3, 4, 5})],
        cores=list(cores),
        chunks=lambda free: (frozenset({3, 4, 5}) - free, frozenset({0, 1})),
        allows=does if plain else lambda free: True,
        attempt=attempt,
        hopeless=hopeless,
        over=lambda: tries >= budget,
    )
    return look.search(), tries


SETS = st.frozensets(st.integers(0, SIZE - 1), max_size=4)
WEIGHTS = st.lists(st.integers(1, 4), min_size=SIZE, max_size=SIZE)


@given(WEIGHTS, st.lists(SETS, max_size=4), st.booleans())
def test_lightest_is_what_trying_every_set_gives(
    weights: list[int], enough: list[Free], plain: bool
) -> None:
    found, _ = search(weights, enough, [], plain=plain)
    sums = [
        sum(weights[n] for n in chosen)
        for size in range(SIZE + 1)
        for chosen in combinations(range(SIZE), size)
        if any(one <= frozenset(chosen) for one in enough)
    ]
    assert (found.weight if found else None) == min(sums, default=None)
    assert found is None or found.proven


@given(WEIGHTS, st.lists(SETS, max_size=4), st.integers(0, 12))
def test_cut_short_never_claims_too_much(
    weights: list[int], enough: list[Free], budget: int
) -> None:
    found, tries = search(weights, enough, [], budget)
    best, _ = search(weights, enough, [])
    assert tries <= budget + 1 + NEAR
    if found is not None and found.proven:
        assert best is not None
        assert found.weight == best.weight


def test_known_cores_save_tries() -> None:
    enough = [frozenset({1, 4})]
    blind, many = search([1] * SIZE, enough, [])
    told, few = search([1] * SIZE, enough, [frozenset({1}), frozenset({4})])
    assert blind == told
    assert few < many


def test_what_shows_at_once_saves_tries() -> None:
    enough = [frozenset({0, 1, 2})]
    blind, many = search([1] * SIZE, enough, [])
    told, few = search([1] * SIZE, enough, [], plain=True)
    assert blind == told
    assert few == 1 < many  # the lightest set is tried, and no other


def test_chunks_that_do_not_help_are_not_tried_one_by_one() -> None:
    _, far = search([1] * SIZE, [frozenset({0, 1})], [])
    _, near = search([1] * SIZE, [frozenset({3, 4})], [])
    assert far < near


def test_a_plan_that_lets_more_go_than_was_asked_proves_nothing_lighter() -> None:
    """One that overlooks a lock must not pass for the lightest set, nor end the search."""

    def attempt(free: Free) -> Told | None:
        if free == {0}:
            return Told(frozenset({0, 1, 2}))
        return Told(free) if free == {3} else None

    found = Lightest(
        weights=[1, 1, 1, 2], ranks=[0] * 4, groups=[], cores=[frozenset({0, 3})],
        chunks=lambda free: (), allows=lambda free: True, attempt=attempt,
        hopeless=lambda free: False, over=lambda: False,
    ).search()  # fmt: skip
    assert found is not None
    assert (found.outcome.gone, found.weight, found.proven) == (frozenset({3}), 2, True)


def test_pairs_lists_each_once() -> None:
    assert set(pairs(lambda a, b: a + b == 3, 4)) == {frozenset({0, 3}), frozenset({1, 2})}
