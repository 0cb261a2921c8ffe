"""Gathering: groups that grow step by step, the surest pairs first, never against a person's judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_DISSENT = 0.3  # the share of contradicting pairs that misreadings alone may bring
_SAMPLE = 12  # members of a large group that are asked before it takes in another

Pair = tuple[int, int]
Apart = Callable[[Sequence[int], Sequence[int]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """When two groups become one: above which score, with how few pairs below which."""

    join: float  # groups join above this score
    veto: float  # a pair below this contradicts
    most: float  # no single pair counts for more than this, either way
    nearest: float = 0.0  # the part that the best pair has in the score of two groups; the mean of all pairs has the rest


class Gathering:
    """Groups of items, each item with a size, that grow while nothing speaks against it."""

    def __init__(
        self,
        sizes: Sequence[int],
        score: Callable[[int, int], float],
        bounds: Bounds,
        parted: Iterable[Pair] = (),
        apart: Apart = lambda ours, theirs: False,
    ) -> None:
        self._sizes = sizes
        self._score = score
        self._bounds = bounds
        self._apart = apart  # whether two whole groups are two things
        self._group = list(range(len(sizes)))
        self._members: dict[int, list[int]] = {i: [i] for i in self._group}
        self._parted: dict[int, set[int]] = {}
        for i, j in parted:
            self._parted.setdefault(i, set()).add(j)
            self._parted.setdefault(j, set()).add(i)

    def force(self, i: int, j: int) -> None:
        """Join the groups of two items because a person says so."""
        a, b = sorted((self._group[i], self._group[j]))
        if a != b:
            self._members[a] = sorted(self._members[a] + self._members[b])
            for k in self._members.pop(b):
                self._group[k] = a

    def gather(self, pairs: Iterable[Pair]) -> list[list[int]]:
        """The groups, each sorted, by their first member, once the surest of the pairs have joined."""
        told = [(self._score(i, j), i, j) for i, j in pairs]
        for _, i, j in sorted((p for p in told if p[0] > self._bounds.join), key=lambda p: (-p[0], p[1], p[2])):
            self._offer(i, j)
        return [members for _, members in sorted(self._members.items())]

    def _offer(self, i: int, j: int) -> None:
        """Join the groups of two items if their members agree on the whole."""
        a, b = self._group[i], self._group[j]
        if a == b or self._kept_apart(a, b):
            return
        told = [(self._sizes[k] * self._sizes[m], self._score(k, m)) for k in _few(self._members[a]) for m in _few(self._members[b])]
        whole = sum(size for size, _ in told)
        most, nearest = self._bounds.most, self._bounds.nearest
        mean = sum((size * max(-most, min(most, score)) for size, score in told), 0.0) / whole
        best = min(most, max(score for _, score in told))
        against = sum(size for size, score in told if score < self._bounds.veto)
        if nearest * best + (1 - nearest) * mean <= self._bounds.join or against > _DISSENT * whole:
            return
        if not self._apart(self._members[a], self._members[b]):
            self.force(i, j)

    def _kept_apart(self, a: int, b: int) -> bool:
        """True where a person says that two of their members are not the same."""
        return any(self._group[m] == b for k in self._members[a] for m in self._parted.get(k, ()))


def _few(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= _SAMPLE:
        return members
    step = len(members) / _SAMPLE
    return [members[int(k * step)] for k in range(_SAMPLE)]
