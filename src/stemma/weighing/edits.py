"""What changed between two editions of one report, claim by claim."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Claim

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


def _exactly(claim: Claim) -> tuple[object, ...]:
    return (*_figure(claim), *_amount(claim), claim.status, claim.verification)


def _amount(claim: Claim) -> tuple[object, ...]:
    a = claim.amount
    return (claim.measure, a.low, a.high, a.unit, a.approx)


def _figure(claim: Claim) -> tuple[object, ...]:
    return (claim.measure, claim.subject, claim.place.name if claim.place else "", claim.amount.unit)


def _kind(claim: Claim) -> tuple[object, ...]:
    return (claim.measure, claim.amount.unit)
