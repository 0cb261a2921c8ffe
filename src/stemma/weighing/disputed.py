"""What the rules say of two readings, weighed against the signs: rules know one ground, the signs are seen together.

Another day that was only filled in, or a place that no sentence names, does not turn a dispute into a seeming one; and a rule's real
conflict gives way only to signs that can be named. What a copyist changed, what is denied and what was corrected stay as they are.
"""

from __future__ import annotations

from typing import Final

from stemma.core.types import Claim
from stemma.weighing import wording
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, Verdict, say
from stemma.weighing.signs import Disputes
from stemma.weighing.verdicts import judge

DISPUTED, UNDISPUTED = "weigh.disputed", "weigh.undisputed"
FIRM: Final = ("denials", "editions", "copies", "shares")  # rules that signs do not overrule


def weighed(facts: Facts, lineage: Lineage, one: Side, other: Side, disputes: Disputes) -> Verdict | None:
    """What is to say of two readings: the rules' word, save where the signs tell plainly that it is, or is no, dispute."""
    name, verdict = judge(facts, lineage, one, other)
    if verdict is None or name in FIRM:
        return verdict if verdict and verdict.kind else None
    a, b = nearest(facts, one, other)
    real = verdict.kind == "real"
    why = disputes.overruling(a, b, called(name, verdict), real, disputes.inside)
    if not why:
        return verdict if verdict.kind else None
    if real:
        return say("apparent", "cannot-tell", f"{wording.against(facts, (a, b))}: likely no dispute, for {why}.", UNDISPUTED)
    return dispute(facts, a, b, why, DISPUTED)


def dispute(facts: Facts, one: Claim, other: Claim, why: str, rule: str) -> Verdict:
    """What is said of two claims that only signs tell to be in dispute: numbers of two days may both have been so."""
    gap = facts.gap(one, other)
    end = "and they cannot both be so" if gap == 0 else "so they are set against each other" + (", though as of two days" if gap else "")
    return say("real", "real", f"{wording.against(facts, (one, other))}: {why}, {end}.", rule)


def called(name: str, verdict: Verdict) -> str:
    """A rule's word as the name of a sign."""
    return f"{name}-{verdict.verdict or 'silent'}-{verdict.kind or 'silent'}"


def nearest(facts: Facts, one: Side, other: Side) -> tuple[Claim, Claim]:
    """The two claims of two readings that a reader would compare: told in one report, as of near days, close to each other."""

    def far(pair: tuple[Claim, Claim]) -> tuple[bool, int, int, tuple[int, int, str], tuple[int, int, str]]:
        a, b = pair
        first, second = sorted((facts.order(a), facts.order(b)))
        return a.report != b.report, abs(facts.gap(a, b) or 0), abs(a.start - b.start), first, second

    return min(((a, b) for a in one.claims for b in other.claims), key=far)
