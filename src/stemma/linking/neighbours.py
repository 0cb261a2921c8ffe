"""What the other numbers of a pile say of two of them: whether a third is like both, and whether another of the report fits better.

A toll of 115 and one of 1,975 share little; that 300, 700 and 1,300 were told in between makes them steps of one count. And of the
five numbers of a report one at most is the toll: the likest of them takes it from the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log1p
from typing import Final

from stemma.linking.numbers import Number

Signs = dict[str, float]

_LEAST: Final = 0.01  # a likelihood below which numbers are no neighbours
_MOST: Final = 8.0  # of a logarithm of odds
_BORNE, _DISSENT = 3.0, 2.0  # at most


def likelihood(score: float) -> float:
    """The likelihood of which a score is the logarithm of the odds."""
    return 1 / (1 + exp(-score))


class Neighbours:
    """How likely each two numbers are of one figure by their own signs, asked from both sides."""

    def __init__(self, numbers: Sequence[Number], scores: Mapping[tuple[int, int], float]) -> None:
        self._numbers = numbers
        self._near: list[dict[int, float]] = [{} for _ in numbers]
        for (i, j), score in scores.items():
            told = likelihood(score)
            if told >= _LEAST:
                self._near[i][j] = self._near[j][i] = told
        self._roots = [len(number.members) ** 0.5 for number in numbers]
        self._whole = [sum(near.values(), 0.0) for near in self._near]
        self._most = [max(near.values(), default=0.0) for near in self._near]
        self._best = [self._likest(near) for near in self._near]

    def signs(self, i: int, j: int, score: float) -> Signs:
        """What their own signs tell of two numbers, and what the others add."""
        told = likelihood(score)
        ours, theirs = self._near[i], self._near[j]
        if len(ours) > len(theirs):
            ours, theirs = theirs, ours
        both = borne = way = 0.0
        for k, near in ours.items():
            if k in theirs and k != i and k != j:
                least = min(near, theirs[k])
                both += least
                borne += least * self._roots[k]
                way = max(way, least)
        known = self._near[i].get(j, 0.0)
        alone = max(0.0, self._whole[i] - known - both), max(0.0, self._whole[j] - known - both)
        return {
            "own": max(-_MOST, min(_MOST, score)),
            "likely": told,
            "borne-out": min(_BORNE, log1p(borne)),
            "by-way-of": max(0.0, way - told),
            "dissent": min(_DISSENT, log1p(alone[0]) + log1p(alone[1])),
            "outbid": self._outbid(i, j, told) + self._outbid(j, i, told),
            "drawn": self._most[i] + self._most[j],
        }

    def _outbid(self, i: int, j: int, told: float) -> float:
        """How much better other numbers of the reports that tell the one fit the other, in the mean."""
        own, best = self._numbers[i].told, self._best[i]
        asked = [max(0.0, best.get(report, 0.0) - told) for report in self._numbers[j].told if report not in own]
        return sum(asked, 0.0) / len(asked) if asked else 0.0

    def _likest(self, near: Mapping[int, float]) -> dict[str, float]:
        """The likelihood of the likest number of each report."""
        best: dict[str, float] = {}
        for k, told in near.items():
            for report in self._numbers[k].told:
                if told > best.get(report, 0.0):
                    best[report] = told
        return best
