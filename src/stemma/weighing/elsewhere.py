"""What belongs together though it was not linked: a denied number and the claim that says it, a changed value and its source.

Who denies a number names it, and a value that was changed in copying has a source, however else the claims were read.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.bases import digits
from stemma.core.types import Claim, Conflict, Kind, Reading, Status
from stemma.weighing import wording
from stemma.weighing.conflicts import conflict
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.values import same_value
from stemma.weighing.verdicts import Verdict

_SAME_MEASURE = 2  # digits that carry meaning from which a number of one measure is the one denied
_ANY_MEASURE = 3  # and of another measure
_VALUES = frozenset({"number", "unit", "approx", "scope"})
_DAYS = 14  # how long after a number its denial is told


def find_denials(facts: Facts, lineage: Lineage, readings: Sequence[Reading]) -> tuple[Conflict, ...]:
    """Each denied number that its own figure does not hold, beside the nearest claim that says it."""
    said = {(r.figure, facts.point(c)) for r in readings if not r.denied for c in facts.in_order(r.claims)}
    by_number: dict[float, list[Claim]] = {}
    for claim in facts.in_order(facts.claims):
        point = facts.point(claim)
        if point is not None and claim.status is not Status.DENIED:
            by_number.setdefault(round(point, 3), []).append(claim)
    found: list[Conflict] = []
    for reading in readings:
        denial = facts.in_order(reading.claims)[0]
        point = facts.point(denial)
        if not reading.denied or point is None or (reading.figure, point) in said or facts.kinds.get(denial.report) is Kind.CORRECTION:
            continue
        meant = [c for c in by_number.get(round(point, 3), ()) if _means(facts, lineage, denial, c)]
        if meant:
            claim = min(meant, key=lambda c: (c.report != denial.report, abs(facts.gap(c, denial) or 0), facts.order(c)))
            why = f"{wording.told(facts, claim)} is denied by {wording.speaker(facts, denial)}."
            verdict = Verdict(kind="real", verdict="denial", why=why, rule="weigh.denied-elsewhere")
            found.append(conflict(facts, facts.figure_of.get(facts.id(claim), ""), [claim, denial], verdict))
    return tuple(found)


def find_copied(facts: Facts, conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Values changed in copying whose source was linked to another figure, each beside its source."""
    held = [frozenset(c.claims) for c in conflicts if c.verdict == "copying"]
    by_claim: dict[str, list[frozenset[str]]] = {}
    for group in held:
        for claim in sorted(group):
            by_claim.setdefault(claim, []).append(group)
    found: dict[tuple[str, ...], Conflict] = {}
    for mutation in facts.stemma.mutations:
        made, source = facts.claims.get(mutation.claim), facts.claims.get(mutation.from_claim)
        if made is None or source is None or mutation.restored or mutation.field not in _VALUES:
            continue
        if any(mutation.from_claim in group for group in by_claim.get(mutation.claim, ())) or not _differ(facts, made, source):
            continue
        why = f"{wording.amount(made)} is not another count: {facts.outlet(made.report)} made it in copying {wording.told(facts, source)}."
        verdict = Verdict(kind="apparent", verdict="copying", why=why, rule="weigh.copied-elsewhere")
        item = conflict(facts, facts.figure_of.get(mutation.from_claim, ""), [source, made], verdict)
        found.setdefault(item.claims, item)
    return tuple(found[key] for key in sorted(found))


def _differ(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where the change is one that a reader sees: another number, unit or bound, or another measure."""
    return one.measure != other.measure or not same_value(one.amount, other.amount, (facts.base(one), facts.base(other)))


def _means(facts: Facts, lineage: Lineage, denial: Claim, claim: Claim) -> bool:
    """True where a denial speaks of this claim's number: the same number, soon after, by another speaker."""
    said = denial.amount.low if denial.amount.low is not None else denial.amount.high
    needed = _SAME_MEASURE if facts.sort(denial) == facts.sort(claim) else _ANY_MEASURE
    gap = facts.gap(claim, denial)
    if facts.base(denial).dimension != facts.base(claim).dimension or digits(said) < needed or gap is None or abs(gap) > _DAYS:
        return False
    if facts.speaker(denial).key == facts.speaker(claim).key or not lineage.own(facts.id(denial)):
        return False
    return denial.report == claim.report or same_value(denial.amount, claim.amount, (facts.base(denial), facts.base(claim)))
