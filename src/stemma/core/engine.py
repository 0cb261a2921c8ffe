"""How items are brought together: three calls that one process, many, or a cluster can answer.

Linking and descent never loop over pairs of everything; they name the keys by which items meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """What an engine offers; every engine gives the same answers in the same order."""

    def each(self, step: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """The step done on each item, in the order of the items."""

    def together(self, keys: Callable[[T], Iterable[str]], items: Sequence[T], most: int) -> list[tuple[int, int]]:
        """The pairs of indexes (low, high) that share a key, sorted; a key with more than `most` items brings neighbours only."""

    def families(self, size: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
        """The indexes 0..size-1 in groups joined by the pairs, each sorted, the groups by their first."""


class OneProcess:
    """The engine of one process: plain loops."""

    def each(self, step: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """The step done on each item, in the order of the items."""
        return [step(item) for item in items]

    def together(self, keys: Callable[[T], Iterable[str]], items: Sequence[T], most: int) -> list[tuple[int, int]]:
        """The pairs of indexes that share a key; within a crowded key only neighbours meet."""
        met: dict[str, list[int]] = {}
        for i, item in enumerate(items):
            for key in keys(item):
                found = met.setdefault(key, [])
                if not found or found[-1] != i:
                    found.append(i)
        pairs: set[tuple[int, int]] = set()
        for found in met.values():
            if len(found) <= most:
                pairs.update(combinations(found, 2))
            else:  # a window keeps the work linear in the number of items
                pairs.update((i, j) for at, i in enumerate(found) for j in found[at + 1 : at + 1 + most // 2])
        return sorted(pairs)

    def families(self, size: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
        """The indexes in groups joined by the pairs."""
        parent = list(range(size))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for i, j in pairs:
            low, high = sorted((root(i), root(j)))
            parent[high] = low
        groups: dict[int, list[int]] = {}
        for i in range(size):
            groups.setdefault(root(i), []).append(i)
        return [tuple(group) for _, group in sorted(groups.items())]
