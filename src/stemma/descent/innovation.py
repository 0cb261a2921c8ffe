"""Readings that a report made anew: who has them too, where its source reads otherwise, had the matter from that report.

Textual critics call them shared innovations. A hedge that was dropped, a number that slipped, a speaker who is gone: whoever
has the younger reading is likelier to have read it there than to have made the same change, and whoever has the older one was spared it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from stemma.core.types import Verification
from stemma.core.words import overlap
from stemma.descent.detail import hedge, stance
from stemma.descent.evidence import Tie
from stemma.descent.matter import Item


def innovations(near: Tie, far: Tie) -> int:
    """How many readings a child shares with one possible parent against another, less those that it shares with the other."""
    here = {m.item.id: m.source for m in near.overlap.met if m.source is not None}
    there = {m.item.id: m.source for m in far.overlap.met if m.source is not None}
    found, checked = 0, [0, 0]
    for item in near.child.items:
        mine, other = here.get(item.id), there.get(item.id)
        if mine is None or other is None:
            continue
        side = sum(_side(*readings) for readings in _readings(item, mine, other))
        found += max(-1, min(1, side))
        checked[0] += _unsure(item) == _unsure(mine) != _unsure(other)
        checked[1] += _unsure(item) == _unsure(other) != _unsure(mine)
    return found + (checked[0] > checked[1]) - (checked[0] < checked[1])


def _side(mine: Hashable, near: Hashable, far: Hashable) -> int:
    """1 where a child reads as the nearer where the two differ, -1 where as the farther, 0 where nothing is told."""
    if near == far or mine not in (near, far):
        return 0
    return 1 if mine == near else -1


def _readings(child: Item, near: Item, far: Item) -> Iterator[tuple[Hashable, Hashable, Hashable]]:
    """How three tell one figure: number, hedge, how it is put forward, whether somebody says it."""
    yield child.said, near.said, far.said
    yield hedge(child.claim), hedge(near.claim), hedge(far.claim)
    yield stance(child.claim), stance(near.claim), stance(far.claim)
    yield _speaks(child, child), _speaks(near, child), _speaks(far, child)


def _speaks(item: Item, child: Item) -> Hashable:
    """Whether somebody says it; where the child names somebody, whether it is the same."""
    if not item.speaker or not child.speaker:
        return bool(item.speaker)
    return overlap(item.heard, child.heard) > 0


def _unsure(item: Item) -> bool:
    return item.claim.verification is Verification.UNVERIFIED
