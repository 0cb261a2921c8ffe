"""The piles that keys make of reports: a function of the set of reports, whatever the order in which they came.

Up to as many reports as a pile holds are one pile. Of more, those that share a key lie in one pile, save by keys that too many
share; a key of copies (a negative number) joins however many share it. Where so many hang together that a pile would be larger, copies
join first, then the rarest keys, and nothing is joined beyond that size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple


class Limits(NamedTuple):
    """How large a pile may be, and how many reports may share a key that still tells something."""

    pile: int = 400  # reports: as many as can be compared with each other in seconds
    crowd: int = 100


LIMITS: Final = Limits()


class Key(NamedTuple):
    """A key and the reports that have it, by their numbers."""

    key: int
    reports: Sequence[int]

    def tells(self, crowd: int) -> bool:
        """True of a key of copies, and of one that not too many share."""
        return self.key < 0 or len(self.reports) <= crowd

    def rank(self) -> tuple[bool, int, int]:
        """What comes first joins first: copies, then what few share."""
        return self.key >= 0, len(self.reports), self.key


class Joined:
    """Things joined step by step (union-find): each group is known by its least member."""

    def __init__(self, most: int | None = None) -> None:
        self._parent: dict[int, int] = {}
        self._size: dict[int, int] = {}
        self._most = most

    def root(self, one: int) -> int:
        """The least member of the group of one."""
        above = self._parent.setdefault(one, one)
        while above != self._parent[above]:
            self._parent[above] = self._parent[self._parent[above]]
            above = self._parent[above]
        self._parent[one] = above
        return above

    def fits(self, one: int, other: int) -> bool:
        """True where two groups are not one yet and would not be too large together."""
        low, high = self.root(one), self.root(other)
        return low != high and (self._most is None or self._size.get(low, 1) + self._size.get(high, 1) <= self._most)

    def join(self, one: int, other: int) -> None:
        """Join two groups, unless the whole were too large."""
        if not self.fits(one, other):
            return
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low
        self._size[low] = self._size.get(low, 1) + self._size.get(high, 1)

    def groups(self) -> dict[int, list[int]]:
        """The groups by their least member, each sorted."""
        found: dict[int, list[int]] = {}
        for one in sorted(self._parent):
            found.setdefault(self.root(one), []).append(one)
        return found


def components(
    reports: Iterable[int], keys: Iterable[Key], judged: Iterable[tuple[int, int]] = (), crowd: int = LIMITS.crowd
) -> list[list[int]]:
    """The reports that hang together by keys that not too many share."""
    joined = Joined()
    for report in reports:
        joined.root(report)
    for one, other in judged:
        joined.join(one, other)
    for key in keys:
        if key.tells(crowd):
            for other in key.reports[1:]:
                joined.join(key.reports[0], other)
    return list(joined.groups().values())


def piles(
    component: Sequence[int], keys: Iterable[Key], judged: Iterable[tuple[int, int]] = (), limits: Limits = LIMITS
) -> list[list[int]]:
    """A component as it is, or in piles of bearable size: a person's word first, then copies, then the rarest keys."""
    if len(component) <= limits.pile:
        return [list(component)]
    joined = Joined(limits.pile)
    for report in component:
        joined.root(report)
    for one, other in sorted(judged):
        joined.join(one, other)
    for _, held in sorted((k for k in keys if len(k.reports) > 1 and k.tells(limits.crowd)), key=Key.rank):
        for one, other in pairwise(held):
            joined.join(one, other)
    return list(joined.groups().values())


def parted(
    reports: Sequence[int], postings: Mapping[int, Sequence[int]], judged: Sequence[tuple[int, int]] = (), limits: Limits = LIMITS
) -> list[list[int]]:
    """All reports in piles; postings: the sorted reports of each key."""
    if len(reports) <= limits.pile:
        return [sorted(reports)]
    return sorted(pile for _, held in placed(reports, lambda: (Key(*found) for found in postings.items()), judged, limits) for pile in held)


def placed(
    reports: Sequence[int], keys: Callable[[], Iterable[Key]], judged: Sequence[tuple[int, int]], limits: Limits
) -> Iterator[tuple[int, list[list[int]]]]:
    """Each component, by its least report, with its piles; the keys are gone through twice where a component is too large."""
    here = set(reports)
    pairs = [pair for pair in judged if here.issuperset(pair)]
    whole = components(reports, keys(), pairs, limits.crowd)
    large = {report: at for at, component in enumerate(whole) if len(component) > limits.pile for report in component}
    held: dict[int, list[Key]] = {}
    for key in keys() if large else ():
        if key.reports[0] in large and key.tells(limits.crowd):
            held.setdefault(large[key.reports[0]], []).append(key)
    for at, component in enumerate(whole):
        inside = [pair for pair in pairs if large.get(pair[0]) == at]
        yield component[0], piles(component, held.get(at, ()), inside, limits)
