"""The last words on two readings: a total that fell, and what nothing explains."""

from __future__ import annotations

from typing import Final

from stemma.core.types import Claim, Nature
from stemma.weighing import wording
from stemma.weighing.denying import LONG_AGO
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.grounds import BESIDE, apart, one_speaker, set_against, unlike
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, Verdict, say

FELL: Final = "weigh.fallen-total"  # the rule for a running total that is lower later
_LOWER: Final = "weigh.lower-elsewhere"
_SOON: Final = 2  # days between two plans that may be one
_OFFICIAL: Final = 3.0  # two speakers whose totals differ by no more may well count the same


def totals(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """A total that falls in one claim and has grown in the next has not fallen: the lower number counts a part."""
    a, b = sorted((one.claim, other.claim), key=lambda c: (facts.day(c), facts.order(c)))
    high, low = facts.point(a) or 0.0, facts.point(b) or 0.0
    if not a.nature is b.nature is Nature.TOTAL or low >= high:
        return None
    if set_against(facts, a, b, BESIDE) and high <= low * _OFFICIAL:
        return None  # a report that sets two speakers' counts against each other means one thing
    if not any(day > facts.day(a) and number >= high for day, number in one.series) or _two_counts(facts, a, b, high / low if low else 0.0):
        return None
    both = wording.against(facts, (a, b))
    return say("apparent", "part-whole", f"{both}: the total had grown by then, so the lower number likely counts a part.")


def _two_counts(facts: Facts, one: Claim, other: Claim, ratio: float) -> bool:
    """True where two named speakers each tell the whole of one thing, and not worlds apart: the lower count is a count of its own."""
    named = all(facts.speaker(c).named and not facts.speaker(c).outlet for c in (one, other))
    whole = not any(facts.partial(c) for c in (one, other))
    return named and whole and ratio <= _OFFICIAL and not one_speaker(facts, one, other) and not unlike(facts, one, other)


def rest(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """Nothing explains the difference: they cannot both be so."""
    a, b = sorted((one.claim, other.claim), key=lambda c: (facts.day(c), facts.order(c)))
    both = wording.against(facts, (a, b))
    high, low = facts.point(a) or 0.0, facts.point(b) or 0.0
    days = abs(apart(facts, a, b) or 0)
    met = any(c.report == d.report for c in one.told for d in other.told)  # some report tells both numbers
    if not met and any(facts.speaker(c).outlet for c in (a, b)):
        why = f"{both}: no report sets the two side by side, so they may be of two occasions, or one is a slip."
        return say("apparent", "cannot-tell", why)
    if not_yet(a.status) and days > _SOON and not set_against(facts, a, b, BESIDE):
        return say("apparent", "time", f"{both}: what is planned or foreseen as of two dates.", "weigh.plans")
    if not met and facts.sort(a) != facts.sort(b) and not (facts.narrower(a.measure, b.measure) or facts.narrower(b.measure, a.measure)):
        return say("apparent", "cannot-tell", f"{both}: one counts {wording.counts(a)}, the other {wording.counts(b)}.")
    if a.nature is Nature.TOTAL and days and high > low:
        if days > LONG_AGO:
            return say("apparent", "cannot-tell", f"{both}: months lie between, so they are likely of two occasions.")
        if not met:
            return say("apparent", "cannot-tell", f"{both}: the later count is the lower, and no report sets the two side by side.", _LOWER)
        return say("real", "real", f"{both}: a running total cannot fall, so both cannot be so.", FELL)
    return say("real", "real", f"{both}: the same thing at the same time, and they cannot both be so.")
