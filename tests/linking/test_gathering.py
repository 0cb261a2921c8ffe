"""Groups that grow step by step, and items that then move to where they fit best."""

from __future__ import annotations

import pytest

from stemma.linking.gathering import Bounds, Gathering, Pair

BOUNDS = Bounds(join=0.0, veto=-30.0, most=8.0, nearest=0.5, stay=0.0, pull=3.0)
SCORES: dict[Pair, float] = {(0, 1): 5.0, (0, 2): -8.0, (0, 3): -8.0, (1, 2): 2.0, (1, 3): 2.0, (2, 3): 2.5}


def gathering(scores: dict[Pair, float], parted: tuple[Pair, ...] = ()) -> Gathering:
    return Gathering([1] * 4, lambda i, j: scores.get((min(i, j), max(i, j)), -8.0), BOUNDS, parted)


def test_an_item_moves_to_the_group_that_draws_it_most() -> None:
    found = gathering(SCORES)
    assert found.gather(SCORES) == [[0, 1], [2, 3]]
    assert found.settle(SCORES) == [[0], [1, 2, 3]]


def test_what_a_person_joined_stays() -> None:
    found = gathering(SCORES)
    found.force(0, 1)
    found.gather(SCORES)
    assert [0, 1] in found.settle(SCORES)


@pytest.mark.parametrize("parted", [((1, 2),), ((1, 3),)])
def test_what_a_person_parted_stays_apart(parted: tuple[Pair, ...]) -> None:
    found = gathering(SCORES, parted)
    found.gather(SCORES)
    assert found.settle(SCORES) == [[0, 1], [2, 3]]


def test_an_item_that_its_group_keeps_off_stands_alone() -> None:
    scores = {(0, 1): 4.0, (0, 2): 4.0, (1, 2): 4.0, (0, 3): 1.0, (1, 3): -3.0, (2, 3): -0.5}
    found = gathering(scores)
    found.force(2, 3)
    found.gather(scores)
    settled = found.settle(scores)
    assert sorted(i for group in settled for i in group) == [0, 1, 2, 3]
    assert any({2, 3} <= set(group) for group in settled)
