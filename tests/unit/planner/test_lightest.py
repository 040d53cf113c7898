"""The lightest set is what trying every set gives, and nothing is proven that was not tried."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from workshop.planner.lightest import Found, Free, Lightest, pairs

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
    easy: Free = frozenset(),
) -> tuple[Found[Told] | None, int]:
    """Search where a set does if it has one of `enough` in it."""
    tries = 0

    def attempt(free: Free) -> Told | None:
        nonlocal tries
        tries += 1
        found = [one for one in enough if one <= free]
        return Told(min(found, key=lambda one: (len(one), sorted(one)))) if found else None

    look = Lightest(
        weights=weights,
        ranks=[0] * SIZE,
        easy=easy,
        groups=[frozenset({0, 1, 2}), frozenset({3, 4, 5})],
        cores=list(cores),
        attempt=attempt,
        hopeless=lambda free: not any(one <= free for one in enough),
        late=lambda: tries >= budget // 2,
        over=lambda: tries >= budget,
    )
    return look.search(), tries


SETS = st.frozensets(st.integers(0, SIZE - 1), max_size=4)
WEIGHTS = st.lists(st.integers(1, 4), min_size=SIZE, max_size=SIZE)


@given(WEIGHTS, st.lists(SETS, max_size=4), SETS)
def test_lightest_is_what_trying_every_set_gives(
    weights: list[int], enough: list[Free], easy: Free
) -> None:
    found, _ = search(weights, enough, [], easy=easy)
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
    assert tries <= budget + 1
    if found is not None and found.proven:
        assert best is not None
        assert found.weight == best.weight


def test_known_cores_save_tries() -> None:
    enough = [frozenset({1, 4})]
    blind, many = search([1] * SIZE, enough, [])
    told, few = search([1] * SIZE, enough, [frozenset({1}), frozenset({4})])
    assert blind == told
    assert few < many


def test_easy_things_that_do_not_help_are_not_tried_one_by_one() -> None:
    enough = [frozenset({0, 1})]
    blind, many = search([1] * SIZE, enough, [])
    told, few = search([1] * SIZE, enough, [], easy=frozenset({2, 3, 4, 5}))
    assert blind == told
    assert few < many


def test_pairs_lists_each_once() -> None:
    assert set(pairs(lambda a, b: a + b == 3, 4)) == {frozenset({0, 3}), frozenset({1, 2})}
