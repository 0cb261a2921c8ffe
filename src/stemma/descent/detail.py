"""Agreement in detail: which of several possible parents a child follows in unit, hedge, speaker and caveat.

Details are lost on the way far more often than gained, so a child that has more than its parent speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stemma.core.types import Approx, Claim, Status, Verification
from stemma.core.words import overlap
from stemma.descent.evidence import Tie
from stemma.descent.matter import Item

Weights = Mapping[str, Any]
HEDGES = {
    Approx.EXACT: "exact",
    Approx.ABOUT: "about",
    Approx.VAGUE: "about",
    Approx.NEARLY: "nearly",
    Approx.RANGE: "range",
    Approx.MORE_THAN: "more_than",
    Approx.AT_LEAST: "more_than",
    Approx.LESS_THAN: "less_than",
    Approx.AT_MOST: "less_than",
}
STANCES = {Status.ASSERTED: "stated", Status.CLAIMED: "stated", Status.FORECAST: "forecast", Status.CONDITIONAL: "forecast"}


def hedge(claim: Claim) -> str:
    """The hedge of a claim, words of one meaning taken as one."""
    return HEDGES[claim.amount.approx]


def stance(claim: Claim) -> str:
    """How a claim is put forward; asserted and claimed differ only by the speaker."""
    return STANCES.get(claim.status, claim.status.value)


def detail(tie: Tie, only: Sequence[str], weights: Weights) -> float:
    """How well the child's figures follow this parent's in detail; `only` names the child's claims that count."""
    chosen = frozenset(only)
    total = 0.0
    for met in tie.overlap.met:
        if met.source is not None and met.item.claim.id in chosen:
            total += met.item.worth * follows(met.item, met.source, weights)
    return total


def shared_errors(tie: Tie, rivals: Sequence[Tie]) -> list[str]:
    """The child's readings that this parent shares against every other kin that tells the same figure."""
    found: list[str] = []
    for met in tie.overlap.met:
        others = [m.source for t in rivals for m in t.overlap.met if m.item is met.item and m.source is not None]
        if met.source is None or not others or not _reads_as(met.item, met.source):
            continue
        if not any(_reads_as(met.item, other) for other in others):
            found.append(met.item.claim.text)
    return found


def _reads_as(child: Item, parent: Item) -> bool:
    """True for the same number, unit and measure."""
    same_unit = child.claim.amount.unit == parent.claim.amount.unit or child.said != parent.said
    return same_unit and _same_ends(child, parent) and child.claim.measure == parent.claim.measure


def follows(child: Item, parent: Item, weights: Weights) -> float:
    """How well one figure follows another in detail."""
    a, b = parent.claim, child.claim
    total = 0.0
    if parent.base.dimension == child.base.dimension and a.amount.unit != b.amount.unit and parent.said == child.said:
        total += weights["unit_differs"]
    elif not _same_ends(child, parent):
        total += weights["number_differs"]
    total += weights["approx_same"] if hedge(a) == hedge(b) else weights["approx_differs"]
    total += weights["measure_differs"] if a.measure != b.measure else 0.0
    total += weights["status_differs"] if stance(a) != stance(b) else 0.0
    if a.place is not None and b.place is not None and a.place.name != b.place.name:
        total += weights["place_differs"]
    if a.verification is Verification.NONE and b.verification is not Verification.NONE:
        total += weights["caveat_gained"]
    return float(total) + _speakers(parent, child, weights)


def _speakers(older: Item, younger: Item, weights: Weights) -> float:
    if older.speaker and younger.speaker:
        return float(weights["speaker_same"]) if overlap(older.heard, younger.heard) else 0.0
    return float(weights["speaker_gained"] if younger.speaker else weights["speaker_lost"] if older.speaker else 0.0)


def _same_ends(one: Item, other: Item) -> bool:
    ends = {round(e, 6) for e in (one.base.low, one.base.high) if e is not None}
    others = {round(e, 6) for e in (other.base.low, other.base.high) if e is not None}
    return ends == others
