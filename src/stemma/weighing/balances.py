"""Sums over places and time: what is held is what was taken less what was lost; a rate times its days; a running total that falls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.types import Approx, Check, Claim, Nature, Reading
from stemma.weighing import wording
from stemma.weighing.facts import Facts, bound, not_yet
from stemma.weighing.grounds import one_speaker
from stemma.weighing.lineage import Lineage
from stemma.weighing.values import Stretch, rounded

_REACH: Final = 500  # characters over which the claims of one balance stand
_AROUND: Final = 8  # claims to either side among which a balance is sought
_OFF: Final = 0.25  # a balance that is off by more was not meant as one
_DAY: Final = 86_400.0  # seconds, the base of durations
_FALLS: Final = 0.98  # a total that falls by less may be rounded
_SOON: Final = 31  # days within which a total is set beside the one before


def balances(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """What is held is what was taken less what was lost, where one report tells all three of one side as areas or settlements."""
    for held in claims:
        if not held.measure.endswith("_held") or facts.base(held).dimension == "percent":
            continue
        near = [c for c in claims if abs(c.start - held.start) <= _REACH and facts.base(c).dimension == facts.base(held).dimension]
        kind = held.measure.removesuffix("_held")
        for taken in (c for c in near if c.measure == f"{kind}_captured" and _of_one(facts, c, held)):
            for lost in (c for c in near if c.measure == f"{kind}_lost" and _of_one(facts, c, held)):
                yield from _balance(facts, held, taken, lost)


def _balance(facts: Facts, held: Claim, taken: Claim, lost: Claim) -> Iterator[Check]:
    a, b, c = (rounded(x.amount, facts.base(x)) for x in (held, taken, lost))
    if not (a and b and c):
        return
    rest = (facts.point(taken) or 0.0) - (facts.point(lost) or 0.0)
    holds = a.meets(Stretch(b.low - c.high, b.high - c.low))
    if rest <= 0 or (not holds and abs(rest - (facts.point(held) or 0.0)) > _OFF * rest):
        return
    told = f"{wording.amount(taken)} taken less {wording.amount(lost)} lost leaves {wording.number(rest)}"
    why = f"{told}, {'as' if holds else 'not'} {wording.told(facts, held)}{' has it' if holds else ''}."
    yield Check(claims=(facts.id(held), facts.id(taken), facts.id(lost)), rule="weigh.balance", holds=holds, why=why)


def _of_one(facts: Facts, one: Claim, other: Claim) -> bool:
    ones, others = facts.words(one.subject), facts.words(other.subject)
    same_place = one.place is None or other.place is None or one.place.name == other.place.name
    return same_place and (not ones or not others or bool(ones & others))


def rates(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """A rate times its days is the way made, where a report tells the rate, the days and the way close together."""
    for i, rate in enumerate(claims):
        dimension = facts.base(rate).dimension
        if not dimension.endswith("/day") or dimension.startswith("count"):
            continue
        near = [c for c in claims[max(0, i - _AROUND) : i + _AROUND] if abs(c.start - rate.start) <= _REACH]
        ways = [c for c in near if facts.base(c).dimension == dimension.removesuffix("/day") and c.measure.startswith("advance")]
        for days in (c for c in near if facts.base(c).dimension == "s"):
            for way in ways:
                yield from _rate(facts, rate, days, way)


def _rate(facts: Facts, rate: Claim, days: Claim, way: Claim) -> Iterator[Check]:
    a, b, c = (rounded(x.amount, facts.base(x)) for x in (rate, days, way))
    number = (facts.point(days) or 0.0) / _DAY
    if not (a and b and c) or number < 1:
        return
    made = Stretch(a.low * b.low / _DAY, a.high * b.high / _DAY)
    point = (facts.point(rate) or 0.0) * number
    holds = c.meets(made)
    if not holds and abs(point - (facts.point(way) or 0.0)) > _OFF * point:
        return
    told = f"{wording.amount(rate)} over {wording.number(number)} days makes {wording.number(point)} m"
    why = f"{told}, which {'agrees' if holds else 'does not agree'} with {wording.told(facts, way)}."
    yield Check(claims=(facts.id(rate), facts.id(days), facts.id(way)), rule="weigh.rate", holds=holds, why=why)


def falls(facts: Facts, lineage: Lineage, figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """A running total of one speaker that is lower later than it was: it was revised, or one of the two is of something else."""
    for figure in sorted(figures):
        own = [c for r in figures[figure] if not r.denied and not r.born_in for c in facts.in_order(r.claims)]
        told = [c for c in own if _counts(facts, c) and lineage.first_hand(facts.id(c))]
        steps = sorted(told, key=lambda c: (facts.day(c), facts.order(c)))
        for at, late in enumerate(steps):
            early = next((c for c in steps[:at][::-1] if one_speaker(facts, c, late) and facts.day(c) < facts.day(late)), None)
            if early is None or (facts.gap(early, late) or 0) > _SOON:
                continue
            if (facts.point(late) or 0.0) < _FALLS * (facts.point(early) or 0.0):
                why = f"{wording.told(facts, late)} is lower than {wording.told(facts, early)}: a running total does not fall."
                yield Check(claims=(facts.id(late), facts.id(early)), rule="weigh.falls", holds=False, why=why)


def _counts(facts: Facts, claim: Claim) -> bool:
    exact = bound(claim.amount.approx) == "point" and claim.amount.approx is not Approx.VAGUE
    return claim.nature is Nature.TOTAL and exact and not not_yet(claim.status) and bool(facts.point(claim))
