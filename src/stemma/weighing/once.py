"""Two numbers that belong beside each other, told once for each pair of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from stemma.core.types import Claim, Conflict, Reading
from stemma.weighing.conflicts import conflict
from stemma.weighing.facts import Facts
from stemma.weighing.sides import Verdict

_SHOWN: Final = 3  # claims shown for each number


def told_once(
    facts: Facts, pairs: Iterable[tuple[Claim, Claim, Verdict]], readings: Sequence[Reading], told: Sequence[Conflict]
) -> tuple[Conflict, ...]:
    """The first of each two values as a conflict, with claims that say the same; what was told already is left out."""
    known = [frozenset(c.claims) for c in told]
    mates = {c: r.claims for r in readings for c in r.claims}
    seen: set[tuple[str, ...]] = set()
    found: list[Conflict] = []
    for one, other, verdict in pairs:
        ends = (facts.id(one), facts.id(other))
        key = tuple(mates.get(end, (end,))[0] for end in ends)
        if key in seen or any(set(ends) <= k for k in known):
            continue
        seen.add(key)
        shown = [c for end in ends for c in facts.in_order(mates.get(end, ()))[:_SHOWN]]
        claims = [one, other, *(c for c in shown if c not in (one, other))]
        found.append(conflict(facts, facts.figure_of.get(ends[0], ""), claims, verdict))
    return tuple(found)
