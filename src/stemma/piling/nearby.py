"""The piles round about some new reports, put together anew without a look at the rest.

Where very many reports hang together their piles are cut by size, copies and the rarest keys first (parts.py). A new report changes
keys that it shares, and so the piles of those that share them. A pile beside these goes through the same joins as before, and stays as
it is, unless one of the changed piles has become able to take in a part of it: then it is put together anew as well, and so on outwards.
What comes of it is what putting all piles together anew would give.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from stemma.piling.parts import Joined, Key, Limits

Postings = Callable[[Collection[int]], Mapping[int, Sequence[int]]]  # the keys of reports, each with all its reports
_INSIDE: Final = -1  # the place of what is put together anew, beside the numbers of piles
Mates = Callable[[Collection[int]], Mapping[int, int]]  # all reports of the piles in which reports lie, each with its pile


def renewed(new: Collection[int], near: Collection[int], postings_of: Postings, mates_of: Mates, limits: Limits) -> list[list[int]]:
    """The piles of new reports and of those near them, which share a key with them; keys that too many share are not among the postings."""
    changed = dict(mates_of(near))
    keys: dict[int, Sequence[int]] = {}
    while True:
        inside = {*new, *changed}
        keys.update(postings_of(inside))
        beside = mates_of({report for held in keys.values() for report in held} - inside)
        keys.update(postings_of(beside))
        joined, drawn = _joined(inside, beside, keys, limits)
        if not drawn:
            return [group for group in joined.groups().values() if group[0] in inside]
        changed.update((report, pile) for report, pile in beside.items() if pile in drawn)


def _joined(
    inside: Collection[int], beside: Mapping[int, int], keys: Mapping[int, Sequence[int]], limits: Limits
) -> tuple[Joined, set[int]]:
    """Reports joined, copies and the rarest keys first, and the piles beside of which a part would be taken in."""
    joined = Joined(limits.pile)
    drawn: set[int] = set()
    home = {**beside, **dict.fromkeys(inside, _INSIDE)}
    for report in home:
        joined.root(report)
    for one, other in _pairs(keys):
        if one not in home or other not in home:
            continue
        if home[one] == home[other]:
            joined.join(one, other)
        elif _INSIDE in (home[one], home[other]) and joined.fits(one, other):
            drawn.add(max(home[one], home[other]))  # what lies in two piles beside was not joined before and is not now
    return joined, drawn


def _pairs(keys: Mapping[int, Sequence[int]]) -> Iterable[tuple[int, int]]:
    for _, held in sorted((Key(*found) for found in keys.items()), key=Key.rank):
        yield from pairwise(held)
