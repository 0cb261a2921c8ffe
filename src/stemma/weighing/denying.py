"""A value and its denial: a real conflict, unless a correction takes back what was never so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemma.core.types import Claim, Kind
from stemma.weighing import wording
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import SILENT, Side, Verdict, say
from stemma.weighing.values import same_point

TAKEN_BACK: Final = "weigh.taken-back"
LONG_AGO: Final = 60  # days after which a number is no longer denied, and a lower total is of another occasion


def denials(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """A value and its denial: a real conflict, unless a correction takes back what was never so."""
    if one.reading.denied == other.reading.denied:
        return SILENT if one.reading.denied else None
    denied, said = (one, other) if one.reading.denied else (other, one)
    if not same_point(facts.base(denied.claim), facts.base(said.claim)) or abs(facts.gap(denied.claim, said.claim) or 0) > LONG_AGO:
        return SILENT
    sentence = f"{wording.told(facts, said.claim)} is denied by {wording.speaker(facts, denied.claim)}"
    if facts.speaker(denied.claim).key == facts.speaker(said.claim).key:
        where = facts.outlet(said.claim.report)
        sentence = f"{wording.amount(said.claim)} is told in {where}, and denied by {wording.speaker(facts, denied.claim)}"
    if facts.kinds.get(denied.claim.report) is Kind.CORRECTION and _takes_back(facts, denied.claim, said):
        taken = wording.told(facts, _of_outlet(facts, denied.claim, said))
        return say("apparent", "copying", f"{taken} is taken back by the correction in {facts.outlet(denied.claim.report)}.", TAKEN_BACK)
    if _misheard(lineage, facts.id(denied.claim), [facts.id(c) for c in said.claims]):
        return say("apparent", "copying", f"{sentence}, though both have it from one report: one of them turned it round.")
    return say("real", "denial", f"{sentence}.")


def _of_outlet(facts: Facts, denied: Claim, said: Side) -> Claim:
    """The claim that a correction takes back: its own outlet's, where that told the number."""
    outlet = facts.outlet(denied.report)
    return next((c for c in said.claims if facts.outlet(c.report) == outlet), said.claim)


def _takes_back(facts: Facts, denied: Claim, said: Side) -> bool:
    """True where a correction takes back a mistake, its own word, or what its own outlet had told."""
    if said.reading.born_in or facts.speaker(denied).outlet or facts.id(denied) in facts.withdrawn:
        return True
    outlet = facts.outlet(denied.report)
    own = (c for report in facts.claims_of if report != denied.report and facts.outlet(report) == outlet for c in facts.claims_of[report])
    return any(same_point(facts.base(denied), facts.base(c)) for c in own)


def _misheard(lineage: Lineage, denied: str, said: Sequence[str]) -> bool:
    """True where the denial was taken from where the value comes from: it was turned round on the way."""
    starts = {root.claim or root.report for root in lineage.roots(denied)}
    return not lineage.first_hand(denied) and any((root.claim or root.report) in starts for claim in said for root in lineage.roots(claim))
