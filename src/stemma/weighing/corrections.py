"""Corrections: the number that a report takes back beside the one that it gives in its stead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stemma.core.bases import are_money
from stemma.core.types import Claim, Conflict, Kind
from stemma.weighing import wording
from stemma.weighing.conflicts import conflict
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import say
from stemma.weighing.values import same_point

_REACH: Final = 260  # characters between the number taken back and the one that is right
_RATIO: Final = 20.0  # numbers further apart are of two things


def find_corrected(facts: Facts, lineage: Lineage, told: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Each number that a correction takes back with the one that it puts in its place; what was told already is left out."""
    known = [frozenset(c.claims) for c in told]
    found = []
    for report in sorted((r for r, kind in facts.kinds.items() if kind is Kind.CORRECTION and r in facts.rank), key=facts.rank.__getitem__):
        for wrong, right in _pairs(facts, lineage, report):
            if any({facts.id(wrong), facts.id(right)} <= k for k in known):
                continue
            first = _first(facts, lineage, wrong)
            where = f"told in {facts.outlet(first.report)} is" if first else "is"
            why = f"{wording.amount(wrong)} {where} taken back by the correction in {facts.outlet(report)}, which gives "
            why += f"{wording.amount(right)}."
            claims = [c for c in (first, wrong, right) if c is not None]
            figure = facts.figure_of.get(facts.id(right), "")
            found.append(conflict(facts, figure, claims, say("apparent", "copying", why, "weigh.corrected")))
    return tuple(found)


def _pairs(facts: Facts, lineage: Lineage, report: str) -> list[tuple[Claim, Claim]]:
    """Each number that is taken back with the neighbour that stands: the same digits in another unit, or the nearest."""
    claims = [c for c in sorted(facts.claims_of.get(report, ()), key=facts.order) if facts.point(c)]
    found: dict[str, list[tuple[Claim, Claim]]] = {}
    for one, other in pairwise(claims):
        if other.start - one.end > _REACH or not _one_thing(facts, one, other):
            continue
        back = [c for c in (one, other) if facts.denied(c)]
        if not back and _said(one) == _said(other):
            back = [c for c in (one, other) if _first(facts, lineage, c)]
        if len(back) == 1:
            found.setdefault(facts.id(back[0]), []).append((back[0], other if back[0] is one else one))
    return [min(pairs, key=lambda p: (_said(p[0]) != _said(p[1]), abs(p[0].start - p[1].start))) for pairs in found.values()]


def _one_thing(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where two numbers may be of one thing: of one sort or figure, or the same digits in another unit."""
    a, b = facts.base(one), facts.base(other)
    money = are_money(one.amount.unit, other.amount.unit)
    if a.dimension != b.dimension and not money:
        return False
    if one.amount.unit != other.amount.unit and _said(one) == _said(other):
        return True
    if same_point(a, b):
        return False
    low, high = sorted(abs(facts.point(c) or 0.0) for c in (one, other))
    alike = facts.sort(one) == facts.sort(other) or facts.figure_of.get(facts.id(one)) == facts.figure_of.get(facts.id(other))
    return alike and 0 < high <= _RATIO * low


def _said(claim: Claim) -> float | None:
    return claim.amount.low if claim.amount.low is not None else claim.amount.high


def _first(facts: Facts, lineage: Lineage, claim: Claim) -> Claim | None:
    """The claim of the report that is corrected which said this number; its outlet's own first."""
    above = lineage.above(claim.report)
    older = [
        c
        for r in sorted(above.intersection(facts.reports), key=facts.rank.__getitem__)
        for c in facts.claims_of.get(r, ())
        if facts.outlet(r) == facts.outlet(claim.report)
        and c.amount.unit == claim.amount.unit
        and same_point(facts.base(c), facts.base(claim))
    ]
    return min(older, key=lambda c: (facts.sort(c) != facts.sort(claim), facts.order(c))) if older else None
