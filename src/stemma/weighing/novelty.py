"""What is new in each report: the first statement of a value of a figure, from the report's own reporting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemma.core.types import Claim, Kind, Novelty, Reading
from stemma.weighing.facts import Facts, bound
from stemma.weighing.lineage import Lineage
from stemma.weighing.values import same_point

_FLOOR: Final = frozenset({"point", "more"})  # "21 dead" after "at least 21 dead" tells nothing new


def find_new(facts: Facts, lineage: Lineage, readings: Sequence[Reading]) -> tuple[Novelty, ...]:
    """For each report, in order of publication, the claims that it made first; what it took over or got wrong is not new."""
    new: dict[str, list[str]] = {report: [] for report in sorted(facts.rank, key=facts.rank.__getitem__)}
    told: dict[str, list[Reading]] = {}
    for reading in readings:
        told.setdefault(reading.figure, []).append(reading)
    for reading in readings:
        claims = facts.in_order(reading.claims)
        claim = next((c for c in claims if _own(lineage, facts.id(c))), None)
        if claim is not None and not _known(facts, lineage, told[reading.figure], claim) and not _withdrawn(facts, claim):
            new[claim.report].append(facts.id(claim))
    place = {c: facts.claims[c].start for claims in new.values() for c in claims}
    return tuple(Novelty(report=r, new_claims=tuple(sorted(new[r], key=lambda c: (place[c], c)))) for r in new)


def _own(lineage: Lineage, claim: str) -> bool:
    return lineage.first_hand(claim) and not lineage.born(claim) and lineage.changed(claim) is None


def _known(facts: Facts, lineage: Lineage, readings: Sequence[Reading], claim: Claim) -> bool:
    """True where an earlier report gave the figure the same number and not by mistake, though one says "at least" and the other not."""
    if facts.denied(claim):
        return False
    hedge = bound(claim.amount.approx)
    earlier = (
        facts.claims[c] for r in readings if not r.denied for c in r.claims if facts.rank[facts.claims[c].report] < facts.rank[claim.report]
    )
    return any(
        same_point(facts.base(c), facts.base(claim)) and {hedge, bound(c.amount.approx)} <= _FLOOR and not lineage.born(facts.id(c))
        for c in earlier
    )


def _withdrawn(facts: Facts, claim: Claim) -> bool:
    """True where a correction only takes a value back."""
    return facts.denied(claim) and facts.kinds.get(claim.report) is Kind.CORRECTION
