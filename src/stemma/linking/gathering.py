"""Gathering: groups that grow step by step, the surest pairs first, never against a person's judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

_DISSENT: Final = 0.3  # the share of contradicting pairs that misreadings alone may bring
_ROUNDS: Final = 4  # in which items move to where they fit best
_SAMPLE: Final = 12  # members of a large group that are asked before it takes in another

Pair = tuple[int, int]
Apart = Callable[[Sequence[int], Sequence[int]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """When two groups become one: above which score, with how few pairs below which."""

    join: float  # groups join above this score
    veto: float  # a pair below this contradicts
    most: float  # no single pair counts for more than this, either way
    nearest: float = 0.0  # the part that the best pair has in the score of two groups; the mean of all pairs has the rest
    stay: float = 0.0  # an item is drawn to a group by pairs above this score and kept from it by those below
    pull: float = 3.0  # no pair draws more than this, either way


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
        self._forced: set[int] = set()
        self._refused: dict[Pair, tuple[int, int]] = {}  # groups that did not join, with their sizes: while items gather, they only grow
        for i, j in parted:
            self._parted.setdefault(i, set()).add(j)
            self._parted.setdefault(j, set()).add(i)

    def force(self, i: int, j: int) -> None:
        """Join the groups of two items because a person says so."""
        self._forced.update((i, j))
        self._join(i, j)

    def _join(self, i: int, j: int) -> None:
        a, b = sorted((self._group[i], self._group[j]))
        if a != b:
            self._members[a] = sorted(self._members[a] + self._members[b])
            for k in self._members.pop(b):
                self._group[k] = a

    def gather(self, pairs: Iterable[Pair]) -> list[list[int]]:
        """The groups, each sorted, by their first member, once the surest of the pairs have joined."""
        told = [(self._score(i, j), i, j) for i, j in pairs]
        self._refused.clear()
        for _, i, j in sorted((p for p in told if p[0] > self._bounds.join), key=lambda p: (-p[0], p[1], p[2])):
            self._offer(i, j)
        return [members for _, members in sorted(self._members.items())]

    def settle(self, pairs: Iterable[Pair]) -> list[list[int]]:
        """The groups once each item has moved to where most draws it; what a person has joined or parted stays so.

        Groups that grow step by step cannot take back a step: an item that was drawn by its one likeness may fit others better.
        """
        near: dict[int, set[int]] = {}
        for i, j in pairs:
            near.setdefault(i, set()).add(j)
            near.setdefault(j, set()).add(i)
        for _ in range(_ROUNDS):
            moved = [self._move(i, near[i]) for i in sorted(near) if i not in self._forced]
            if not any(moved):
                break
        return [members for _, members in sorted(self._members.items())]

    def _move(self, i: int, near: Iterable[int]) -> bool:
        """Move an item to the group that draws it most, or to one of its own where even that keeps it off; True where it moved."""
        home = self._group[i]
        others = sorted({self._group[j] for j in near} - {home})
        here = self._drawn(i, [j for j in self._members[home] if j != i])
        drawn = sorted((-self._drawn(i, self._members[g]), g) for g in others)
        best, to = (-drawn[0][0], drawn[0][1]) if drawn else (0.0, home)
        if to != home and best > max(here, 0.0) and not self._barred(i, to):
            self._take_out(i)
            self._put(i, self._members.pop(to) if i < to else self._members[to])
            return True
        if here < 0:
            self._take_out(i)
            self._put(i, [])
            return True
        return False

    def _drawn(self, i: int, members: Sequence[int]) -> float:
        """How strongly members of a group draw an item, a large one no more than by the root of its size."""
        least, most = -self._bounds.pull, self._bounds.pull
        return sum((self._sizes[j] ** 0.5 * max(least, min(most, self._score(i, j) - self._bounds.stay)) for j in _few(members)), 0.0)

    def _barred(self, i: int, to: int) -> bool:
        parted = self._parted.get(i, ())
        return any(j in parted for j in self._members[to]) or self._apart([i], self._members[to])

    def _take_out(self, i: int) -> None:
        rest = [j for j in self._members.pop(self._group[i]) if j != i]
        if rest:
            self._name(rest)

    def _put(self, i: int, members: Sequence[int]) -> None:
        self._name(sorted([*members, i]))

    def _name(self, members: list[int]) -> None:
        """Keep a group under its first member."""
        self._members[members[0]] = members
        for j in members:
            self._group[j] = members[0]

    def _offer(self, i: int, j: int) -> None:
        """Join the groups of two items if their members agree on the whole; two that were refused and have not grown are so again."""
        a, b = self._group[i], self._group[j]
        if a == b:
            return
        ours, theirs = self._members[a], self._members[b]
        sizes = (len(ours), len(theirs))
        if self._refused.get((a, b)) == sizes:
            return
        if self._kept_apart(a, b) or not self._agree(_few(ours), _few(theirs)) or self._apart(ours, theirs):
            self._refused[a, b] = sizes
        else:
            self._join(i, j)

    def _agree(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """True where members of two groups score high enough with each other, and few against."""
        sizes, score, most, veto = self._sizes, self._score, self._bounds.most, self._bounds.veto
        whole = sum([sizes[k] for k in ours]) * sum([sizes[m] for m in theirs])
        against, bearable = 0, _DISSENT * whole
        best, drawn = -inf, list[float]()
        for k in ours:
            for m in theirs:
                told, size = score(k, m), sizes[k] * sizes[m]
                if told < veto:
                    against += size
                    if against > bearable:
                        return False
                if told > best:
                    best = told
                drawn.append(size * max(-most, min(most, told)))
        nearest = self._bounds.nearest
        return nearest * min(most, best) + (1 - nearest) * (sum(drawn, 0.0) / whole) > self._bounds.join

    def _kept_apart(self, a: int, b: int) -> bool:
        """True where a person says that two of their members are not the same."""
        return any(self._group[m] == b for k in self._members[a] for m in self._parted.get(k, ()))


def _few(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= _SAMPLE:
        return members
    step = len(members) / _SAMPLE
    return [members[int(k * step)] for k in range(_SAMPLE)]
