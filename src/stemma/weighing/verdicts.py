"""What to say of two readings of a figure: one rule per ground on which they differ, asked in order, the first answer counts."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Final

from stemma.core.types import Claim, Nature
from stemma.weighing import wording
from stemma.weighing.areas import areas
from stemma.weighing.called import called_part
from stemma.weighing.denying import denials
from stemma.weighing.edits import editions
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.falling import rest, totals
from stemma.weighing.grounds import (
    BESIDE,
    apart,
    beyond,
    far_apart,
    one_place,
    one_speaker,
    one_subject,
    other_day,
    set_against,
    spoken,
    starts_apart,
    told_together,
    two_ceilings,
    unlike,
)
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import SILENT, Side, Verdict, say
from stemma.weighing.values import Stretch, in_other_units, rounded, same_point, same_value, stretch

_UPDATE: Final = 1.25  # a toll told later on the same day may have grown by so much
_REMOTE: Final = 20.0  # numbers further apart than this are likely of two things
_SET_APART: Final = 6.0  # and in two reports, numbers further apart than this
_FLOOR: Final = 0.5  # the least share of the other number that a floor comes to which speaks of it
_AT_ODDS: Final = 1.5  # sides at odds whose numbers differ by so much did not merely count on another day
_SOON: Final = 2  # days within which sides at odds speak of one thing
GROWS: Final = "weigh.superseded"  # the rule for a running total that has grown
_COUNTED: Final = 1000  # whole numbers below this are counted, not rounded


Rule = Callable[[Facts, Lineage, Side, Side], Verdict | None]


_SAME_REPORT: Final = 14  # days apart at which one report that tells both shares still speaks of one state of things


def judge(facts: Facts, lineage: Lineage, one: Side, other: Side) -> tuple[str, Verdict | None]:
    """The first rule that has something to say about two readings of a figure, and what; "" and None where none has."""
    for rule in RULES:
        verdict = rule(facts, lineage, one, other)
        if verdict is not None:
            return rule.__name__, verdict
    return "", None


def copies(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """A value that a mistake in copying made, beside the value that it was made from."""
    for made, honest in ((one, other), (other, one)):
        if made.reading.born_in:
            if not any(root.claim in honest.reading.claims for c in made.claims for root in lineage.roots(facts.id(c))):
                return SILENT
            birth = facts.outlet(made.reading.born_in)
            if facts.misread(made.claim, honest.claim):
                return SILENT
            if facts.kind(made.claim) == facts.kind(honest.claim) and wording.amount(made.claim) == wording.amount(honest.claim):
                return SILENT
            return say("apparent", "copying", wording.copied(facts, birth, made.claim, honest.claim))
    return _rewritten(facts, lineage, one, other)


def _rewritten(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """A rewrite that gives another number as of the same day, in nobody else's name."""
    for made, honest in ((one, other), (other, one)):
        a, b = made.claim, honest.claim
        if not lineage.rewrites(a.report, b.report) or apart(facts, a, b) != 0 or facts.base(a).dimension != facts.base(b).dimension:
            continue
        told = facts.speaker(a)
        meet = one.allows is not None and other.allows is not None and one.allows.meets(other.allows)
        if not meet and (told.outlet or not told.named or told.key == facts.speaker(b).key):
            where = f"{wording.amount(a)} in {facts.outlet(a.report)}"
            why = f"{where} against {wording.told(facts, b)}, which it rewrote: likely a slip in copying."
            return say("apparent", "copying", why)
    return None


def kinds(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """What is counted differently is not set side by side: another dimension, a rise and a sum, a plan and a fact."""
    a, b = one.claim, other.claim
    if facts.base(a).dimension != facts.base(b).dimension or one.allows is None or other.allows is None:
        return SILENT
    both = wording.against(facts, (a, b))
    if same_value(a.amount, b.amount, (facts.base(a), facts.base(b))):
        return SILENT  # one number of two days, or read under two words, is no conflict
    if (a.nature is Nature.DELTA) != (b.nature is Nature.DELTA):
        return say("apparent", "window", f"{both}: one is a change, the other a sum.")
    if not_yet(a.status) != not_yet(b.status):
        return say("apparent", "time", f"{both}: one is planned, expected or demanded, the other is said to be so.")
    if a.window and b.window and a.window != b.window:
        return say("apparent", "window", f"{both}: they count over different stretches of time.")
    if {a.nature, b.nature} == {Nature.FLOW, Nature.TOTAL} and starts_apart(a, b):
        return say("apparent", "window", f"{both}: one counts over a shorter stretch of time than the other.")
    return None


def shares(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """The share lost and the share left of one whole make up a hundred."""
    a, b = one.claim, other.claim
    if not facts.complementary(a.measure, b.measure) or facts.base(a).dimension != "percent" or one.allows is None or other.allows is None:
        return None
    gap = apart(facts, a, b)
    if gap is None or abs(gap) > (_SAME_REPORT if a.report == b.report else 1):
        return SILENT
    rest = Stretch(100 - one.allows.high, 100 - one.allows.low)
    both = wording.against(facts, (a, b))
    within = a.report == b.report
    if rest.low < other.allows.high and other.allows.low < rest.high:
        if inf in (one.allows.high, other.allows.high) or -inf in (one.allows.low, other.allows.low):
            return SILENT  # "more than" and "less than" leave too much room to add up
        return say("apparent", "arithmetic", f"{both}: the two shares make up the whole.")
    if not within and one.allows.meets(other.allows):
        return say("apparent", "cannot-tell", f"{both}: likely one share, told of the one who took and of the one who lost.")
    inside = f"Inside {facts.outlet(a.report)}, " if within else ""
    return say("real", "arithmetic", f"{inside}{both}: a share gone and a share left must make up the whole, and these do not.")


def scopes(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """One measure counts more than the other: killed, and killed or wounded."""
    for part, whole in ((one, other), (other, one)):
        if facts.narrower(part.claim.measure, whole.claim.measure) and part.allows and whole.allows:
            both = wording.against(facts, (part.claim, whole.claim))
            names = f"one counts {wording.plain(part.claim.measure)}, the other {wording.plain(whole.claim.measure)}"
            sorts = [{s for c in side.claims for s in facts.sorts(c.subject)} for side in (part, whole)]
            alike = sorts[0] == sorts[1]  # not 49 health workers, and 62 confirmed of all
            if part.allows.low > whole.allows.high and apart(facts, part.claim, whole.claim) == 0 and alike:
                return say("real", "scope", f"{both}: {names}, and the part is greater than the whole.")
            return say("apparent", "scope", f"{both}: {names}.")
    return None


def dates(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """Another day explains another value, save that a running total does not fall."""
    early, late = sorted((one, other), key=lambda s: (facts.day(s.claim), facts.order(s.claim)))
    a, b = early.claim, late.claim
    gap = apart(facts, a, b)
    both = wording.against(facts, (a, b))
    if gap is None:
        return say("apparent", "cannot-tell", f"{both}: it is not known as of when both hold, so they may be of two dates.")
    if not gap or not early.allows or not late.allows or _at_odds(facts, a, b, gap) or same_point(facts.base(a), facts.base(b)):
        return None
    if not_yet(a.status) and not_yet(b.status) and set_against(facts, a, b, BESIDE):
        return None  # two speakers' forecasts, which one report sets beside each other
    if a.nature is Nature.DELTA or Nature.FLOW in (a.nature, b.nature):
        return say("apparent", "window", f"{both}: they count over different stretches of time.")
    if a.nature is b.nature is Nature.TOTAL and (facts.point(b) or 0.0) < (facts.point(a) or 0.0):
        return None  # a running total does not fall
    if a.nature is b.nature is Nature.TOTAL:
        return say("apparent", "time", f"{both}: a later count, which supersedes the earlier one.", GROWS)
    return say("apparent", "time", f"{both}: another date, and the number has changed since.")


def _at_odds(facts: Facts, one: Claim, other: Claim, gap: int) -> bool:
    """True where speakers of two sides differ widely within days: time alone does not explain that."""
    if _two_mouths(facts, one, other, gap):
        return True
    sides = facts.side(one), facts.side(other)
    if not sides[0] or not sides[1] or sides[0] == sides[1] or abs(gap) > _SOON:
        return False
    low, high = sorted(abs(x) for x in (facts.point(one) or 0.0, facts.point(other) or 0.0))
    return high >= _AT_ODDS * low


def _two_mouths(facts: Facts, one: Claim, other: Claim, gap: int) -> bool:
    """True where one report gives two speakers' totals a few lines apart, as of days so near that the total has not grown by so much."""
    if one.report != other.report or abs(gap) > _SOON or abs(one.start - other.start) > BESIDE or one_speaker(facts, one, other):
        return False
    low, high = sorted(abs(x) for x in (facts.point(one) or 0.0, facts.point(other) or 0.0))
    return one.nature is other.nature is Nature.TOTAL and high >= _UPDATE * low


def hedges(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """Words that leave room for one value that fits both, or a number that is the other rounded."""
    a, b = one.claim, other.claim
    low, high = sorted(abs(x) for x in (facts.point(a) or 0.0, facts.point(b) or 0.0))
    if low == high and not all(any(lineage.first_hand(facts.id(c)) for c in s.claims) for s in (one, other)):
        return SILENT  # a hedge that was lost in copying
    if two_ceilings(facts, a, b, BESIDE):
        return say("real", "real", f"{wording.against(facts, (a, b))}: each is the most that its speaker allows.", "weigh.ceilings")
    if one.allows and other.allows and one.allows.meets(other.allows):
        if low < _FLOOR * high:
            return SILENT  # "at least 60" does not speak of 158
        named = a.measure.split(":")[0] not in facts.loose  # of a count that no pack knows it is not sure that both count the same
        if named and inf in (one.allows.high, other.allows.high) and set_against(facts, a, b, BESIDE) and beyond(facts, a, b):
            return say("real", "real", wording.beyond(facts, a, b), "weigh.floor-beside")
        return say("apparent", "rounding", f"{wording.against(facts, (a, b))}: the words leave room for both to be so.")
    if in_other_units(a.amount, b.amount, (facts.base(a), facts.base(b))):
        return say("apparent", "unit", f"{wording.against(facts, (a, b))}: one amount in two units, rounded.")
    wide, far = _unhedged(facts, a), _unhedged(facts, b)
    if wide and far and wide.meets(far):
        return say("apparent", "rounding", f"{wording.against(facts, (a, b))}: one is the other rounded.")
    return None


def _unhedged(facts: Facts, claim: Claim) -> Stretch | None:
    """What a number may have been before it was rounded without saying so; small counts are not rounded."""
    base = facts.base(claim)
    counted = base.dimension == "count" and (base.point or 0.0) < _COUNTED
    return stretch(claim.amount, base) if counted else rounded(claim.amount, base)


def speakers(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """One speaker has told an older and a newer number, or is quoted wrongly; a toll on one day has grown."""
    a, b = sorted((one.claim, other.claim), key=lambda c: (facts.day(c), facts.order(c)))
    both = wording.against(facts, (a, b))
    same = one_speaker(facts, a, b)
    if a.report == b.report and abs(a.start - b.start) <= BESIDE and facts.at_first(a) != facts.at_first(b):
        return say("apparent", "time", f"{both}: one is the first count, the other took its place.", "weigh.at-first")
    called = called_part(facts, *sorted((a, b), key=facts.order)) if a.report == b.report else None
    if called is not None and (same or called[2].endswith("alone")):
        whole, part, word = called
        return say("apparent", "part-whole", wording.among(facts, part, wording.against(facts, (part, whole)), word))
    if same and a.report == b.report:
        return say("apparent", "restated", f"{both}: one speaker in one report, an older and a newer count, or counts of two things.")
    if a.nature is b.nature is Nature.TOTAL and _grew(facts, a, b, same):
        return say("apparent", "time", f"{both}: the count was told again later that day and had grown.")
    if same and a.nature is Nature.TOTAL and apart(facts, a, b):
        return say(
            "apparent", "restated", f"{both}: the speaker gave a lower number later; a running total does not fall, so it was revised."
        )
    if same and facts.speaker(a).named:
        return say("apparent", "restated", f"{both}: one speaker is given two numbers, a revision or a slip in one of the reports.")
    own = [tuple(c for c in s.told if lineage.own(facts.id(c))) for s in (one, other)]  # a rewrite drops the speakers
    report = told_together(facts, *own)
    if report:
        return say(
            "apparent", "quantity", f"{both}: {facts.outlet(report)} tells both numbers as its own, so they are likely of two things."
        )
    return None


def _grew(facts: Facts, a: Claim, b: Claim, same: bool) -> bool:
    early, late = sorted((a, b), key=facts.order)
    low, high = facts.point(early) or 0.0, facts.point(late) or 0.0
    return early.report != late.report and low < high <= low * (_REMOTE if same else _UPDATE)


def subjects(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """Numbers worlds apart, of subjects that share no word, of places far apart, or with nothing in common, are likely of two things."""
    a, b = one.claim, other.claim
    both = wording.against(facts, (a, b))
    low, high = sorted(abs(x) for x in (facts.point(a) or 0.0, facts.point(b) or 0.0))
    if not low or high / low > _REMOTE:
        return SILENT  # so far apart that they are of two things, or one is a slip of reading
    alike = one_subject(facts, a, b)
    if alike is False:
        return say("apparent", "quantity", f"{both}: one is of {a.subject}, the other of {b.subject}.")
    if a.place and b.place and not spoken(a) and not spoken(b) and far_apart(a.place, b.place):
        return say("apparent", "quantity", f"{both}: one is of {a.place.name}, the other of {b.place.name}.")
    together = a.report == b.report
    if not alike and not together and not one_place(a.place, b.place) and not facts.words(a.counted) & facts.words(b.counted):
        return say("apparent", "cannot-tell", f"{both}: nothing but the measure says that they are of one thing.")
    if not together and (high > _SET_APART * low or other_day(a, b)):
        return say("apparent", "cannot-tell", f"{both}: of two reports, and likely of two occasions.")
    if not together and high > _AT_ODDS * low and unlike(facts, a, b):
        return say("apparent", "cannot-tell", f"{both}: far apart, and the two reports do not say the same of whom or what.")
    return None


RULES: Final[tuple[Rule, ...]] = (denials, editions, copies, kinds, shares, scopes, dates, hedges, areas, speakers, subjects, totals, rest)
