"""Agreement in detail: which of several possible parents a child follows in unit, hedge, speaker and caveat.

Details are lost on the way far more often than gained, so a child that has more than its parent speaks against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemma.core.types import Approx, Claim, Status, Verification
from stemma.core.words import overlap
from stemma.descent.evidence import Tie
from stemma.descent.matter import Item
from stemma.descent.overlap import Met

HEDGES: Final = {
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
_SAME: Final = 0.9  # the same value
STANCES: Final = {Status.ASSERTED: "stated", Status.CLAIMED: "stated", Status.FORECAST: "forecast", Status.CONDITIONAL: "forecast"}


def hedge(claim: Claim) -> str:
    """The hedge of a claim, words of one meaning taken as one."""
    return HEDGES[claim.amount.approx]


def stance(claim: Claim) -> str:
    """How a claim is put forward; asserted and claimed differ only by the speaker."""
    return STANCES.get(claim.status, claim.status.value)


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
    return same_unit and child.rounded == parent.rounded and child.claim.measure == parent.claim.measure


def details(met: Met) -> dict[str, float]:
    """In what a figure does not follow the one that it repeats, and what speaks for it, by the names of the terms."""
    child, parent = met.item, met.source
    if parent is None:
        return {}
    a, b = parent.claim, child.claim
    of_two = parent.base.dimension == child.base.dimension and a.amount.unit != b.amount.unit
    unit = of_two and parent.said == child.said
    converted = of_two and not unit and met.share >= _SAME  # 21 miles for 34 km, "about 21 miles" too
    told = {
        "unit_differs": unit,
        "number_differs": not unit and not converted and child.rounded != parent.rounded,
        "approx_gained": not converted and hedge(a) == "exact" and hedge(b) != "exact",
        "status_differs": stance(a) != stance(b),
        "place_differs": a.place is not None and b.place is not None and a.place.name != b.place.name,
        "caveat_gained": a.verification is Verification.NONE and b.verification is not Verification.NONE,
        "speaker_same": bool(parent.speaker and child.speaker and overlap(parent.heard, child.heard)),
        "speaker_gained": bool(child.speaker and not parent.speaker),
    }
    return {name: 1.0 for name, holds in told.items() if holds}
