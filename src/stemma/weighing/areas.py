"""Counts of two areas, or since two days: what is told of a province is a part of what is told of its country.

Two authorities often tell each its own number in one breath. Where one area lies in the other, and both are named where the numbers
stand, the smaller number is a part of the greater; where the smaller area has the greater number, they cannot both be so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from stemma.core.bases import are_money
from stemma.core.days import days_between
from stemma.core.types import Claim, Nature, Place
from stemma.weighing import wording
from stemma.weighing.facts import Facts
from stemma.weighing.ground import takes_in
from stemma.weighing.grounds import apart, placed
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, Verdict, say

_STARTS: Final = 2  # days between two beginnings that are two


def areas(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """A place and what lies in it, a count since spring and one since August."""
    small, great = sorted((one, other), key=lambda s: facts.point(s.claim) or 0.0)
    both = wording.against(facts, (small.claim, great.claim))
    inner, outer = _place(small.claims), _place(great.claims)
    within = inner and outer and takes_in(outer, inner) and _adds_up(facts, small.claim)
    if inner and outer and within and _said(facts, small, inner) and _wider(facts, small.claim, outer):
        return say("apparent", "part-whole", f"{both}: {inner.name} lies in {outer.name}, so the smaller number is a part.", "weigh.area")
    if inner and outer and takes_in(inner, outer) and _over(facts, small, great):
        return say("real", "part-whole", f"{both}: {outer.name} lies in {inner.name}, and a part cannot be greater.", "weigh.area-over")
    if _later_start(small.claim, great.claim):
        return say("apparent", "window", f"{both}: the smaller number counts from a later day.", "weigh.starts")
    return None


def _place(claims: Sequence[Claim]) -> Place | None:
    """The place that most of the claims of a reading give, the first of those given most."""
    said = Counter(c.place for c in claims if c.place is not None)
    return said.most_common(1)[0][0] if said else None


def _said(facts: Facts, side: Side, place: Place) -> bool:
    """True where a claim of a reading names the place in its sentence."""
    return any(placed(facts, c) for c in side.claims if c.place == place)


def _adds_up(facts: Facts, claim: Claim) -> bool:
    """True for what a country has more of than its provinces; a share or a depth is not summed."""
    return facts.base(claim).dimension in ("count", "km2") or are_money(claim.amount.unit, claim.amount.unit)


def _wider(facts: Facts, small: Claim, outer: Place) -> bool:
    """True where the wider place is named, or the smaller number is not one that is said against a greater: a crowd, "no more than 20"."""
    capped = small.amount.low is None and small.amount.high is not None
    return outer.words != "" or not (capped or small.measure in facts.steady)


def _over(facts: Facts, whole: Side, part: Side) -> bool:
    """True where what is said to be a part stands above the whole, both as of one time and each beside the name of its place."""
    if not (whole.allows and part.allows) or part.allows.low <= whole.allows.high:
        return False
    return (apart(facts, whole.claim, part.claim) or 0) <= 0 and placed(facts, part.claim) and placed(facts, whole.claim)


def _later_start(small: Claim, great: Claim) -> bool:
    """True where both are counts over a stretch of days, and the smaller one begins later."""
    a, b = small.when, great.when
    if not (a and b and a.start and b.start and a.end and b.end) or Nature.LEVEL in (small.nature, great.nature):
        return False
    gap = days_between(b.start, a.start)
    return bool(a.text and b.text) and a.start < a.end and b.start < b.end and gap is not None and gap > _STARTS
