"""What changed between two editions of one report, claim by claim: its correction is no dispute."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Claim
from stemma.weighing import wording
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, Verdict, say

Edit = tuple[Claim | None, Claim | None]


def edits(before: Sequence[Claim], after: Sequence[Claim]) -> list[Edit]:
    """Pairs of a claim and what it became, None where it was left out or is new; claims that stayed are not among them."""
    left, right = list(before), list(after)
    for key in (_exactly, _amount):
        for one in list(left):
            other = next((c for c in right if key(c) == key(one)), None)
            if other is not None:
                left.remove(one)
                right.remove(other)
    changed: list[Edit] = []
    for key in (_figure, _kind):
        for one in list(left):
            other = next((c for c in right if key(c) == key(one)), None)
            if other is not None:
                changed.append((one, other))
                left.remove(one)
                right.remove(other)
    found = [*changed, *((c, None) for c in left), *((None, c) for c in right)]
    return sorted(found, key=lambda e: (min(c.start for c in e if c), e[0] is None))


def editions(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """Two values of which an outlet put one in the place of the other; not where others still stand by the old one."""
    for old, new in ((one, other), (other, one)):
        page, number = facts.page(new.claim.report), facts.edition(new.claim.report)
        if any(facts.page(c.report) != page or facts.edition(c.report) >= number for c in old.claims):
            continue
        became = edits(facts.claims_of[old.claim.report], facts.claims_of[new.claim.report])
        if any(a is old.claim and b is new.claim for a, b in became):
            both = wording.against(facts, (old.claim, new.claim))
            return say("apparent", "time", f"{both}: the outlet changed the one into the other under one address.", "weigh.superseded")
    return None


def _exactly(claim: Claim) -> tuple[object, ...]:
    return (*_figure(claim), *_amount(claim), claim.status, claim.verification)


def _amount(claim: Claim) -> tuple[object, ...]:
    a = claim.amount
    return (claim.measure, a.low, a.high, a.unit, a.approx)


def _figure(claim: Claim) -> tuple[object, ...]:
    return (claim.measure, claim.subject, claim.place.name if claim.place else "", claim.amount.unit)


def _kind(claim: Claim) -> tuple[object, ...]:
    return (claim.measure, claim.amount.unit)
