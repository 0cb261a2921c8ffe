"""Whether two claims are of one thing: the same speaker, subject, place, or one report that tells both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cos, hypot, radians
from typing import Final

from stemma.core.types import Claim, Nature, Place
from stemma.weighing.called import called_back, called_part
from stemma.weighing.facts import Facts

BESIDE: Final = 600  # characters over which a report sets numbers against one another
_SENTENCE: Final = 240  # characters before and after a number in which its sentence names the place
_STEM: Final = 4  # letters by which a name is known in it
_END: Final = re.compile(r"[.!?]\s")
_APART_KM: Final = 75.0  # two places further apart than this are two
_BEYOND, _FAR_BEYOND = 1.25, 2.0  # how many times a number with an open end another must be to lie beyond what its words mean
_WIDE: Final = 3.0  # numbers that a report would set against one another if they were of one thing


def apart(facts: Facts, one: Claim, other: Claim) -> int | None:
    """Days between what two claims hold as of; 0 for what does not change once it has been, None where unknown."""
    gap = facts.gap(one, other)
    if gap is not None and one.measure in facts.steady and abs(gap) <= facts.steady_days:
        return 0
    return gap


def one_speaker(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where both give the word of one speaker, "the prosecutor" and "the prosecutor's office"."""
    a, b = facts.speaker(one), facts.speaker(other)
    if a.key == b.key:
        return True
    if a.outlet or b.outlet or not (a.named and b.named):
        return False
    sides = {facts.side(one), facts.side(other)} - {""}
    ones, others = facts.words(a.name), facts.words(b.name)
    return len(sides) <= 1 and bool(ones) and bool(others) and (ones <= others or others <= ones)


def one_subject(facts: Facts, one: Claim, other: Claim) -> bool | None:
    """Whether two claims are of the same people or things; None where one does not say."""
    if one.subject_actor and one.subject_actor == other.subject_actor:
        return True
    ones, others = facts.words(one.subject), facts.words(other.subject)
    if not ones or not others:
        return None
    return bool(ones & others)


def one_place(one: Place | None, other: Place | None) -> bool:
    """True where two places are one, or one is the region of the other."""
    if one is None or other is None:
        return False
    return one.name == other.name or (one.id != "" and one.id in (other.id, other.region)) or (other.id != "" and other.id == one.region)


def spoken(claim: Claim) -> bool:
    """True where a claim was given the place of its speaker, "the ambulance service in Tripoli"; "Tripoli's" speaks for its own place."""
    if claim.place is None:
        return False
    return any(claim.place.name in source.name and not _owned(claim.place.name, source.name) for source in claim.attribution)


def _owned(place: str, speaker: str) -> bool:
    """True for an authority of the place itself: "Dorran's interior ministry"."""
    return re.match(rf"(?:the )?{re.escape(place)}['’]s? \w", speaker, re.IGNORECASE) is not None


def far_apart(one: Place, other: Place) -> bool:
    """True where two places are known to lie apart, and neither takes in the other."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None or one.name == other.name:
        return False
    if one.country == other.country and _may_hold(one, other):
        return False
    north = (one.lat - other.lat) * 111.2  # kilometres in a degree of latitude
    east = (one.lon - other.lon) * 111.2 * cos(radians(one.lat))
    return hypot(north, east) > _APART_KM


def _may_hold(one: Place, other: Place) -> bool:
    """True where one of two places of a country may take in the other: the country, or a region and a town that may lie in it."""
    kinds = {one.kind, other.kind}
    if "country" in kinds:
        return True
    if "region" not in kinds or one.kind == other.kind:
        return False
    region, town = (one, other) if one.kind == "region" else (other, one)
    return not town.region or not region.id or town.region == region.id


def set_against(facts: Facts, one: Claim, other: Claim, reach: int) -> bool:
    """True where one report gives two named speakers' counts of one nature a few lines apart."""
    if one.report != other.report or abs(one.start - other.start) > reach or one.nature is not other.nature:
        return False
    told = facts.speaker(one), facts.speaker(other)
    return not (told[0].outlet or told[1].outlet) and not one_speaker(facts, one, other)


def beyond(facts: Facts, one: Claim, other: Claim) -> bool:
    """True for "at least 22" beside 31: the words leave room, and yet nobody would say so of the other number."""
    low, high = sorted(abs(x) for x in (facts.point(one) or 0.0, facts.point(other) or 0.0))
    if not _BEYOND * low <= high <= _FAR_BEYOND * low:
        return False
    if facts.partial(one) or facts.partial(other):
        return False
    return not any(called_back(facts, a, b) or called_part(facts, a, b) for a, b in ((one, other), (other, one)))


def two_ceilings(facts: Facts, one: Claim, other: Claim, reach: int) -> bool:
    """True where one report sets "up to 150" against another speaker's "no more than 120"."""
    low, high = sorted(abs(x) for x in (facts.point(one) or 0.0, facts.point(other) or 0.0))
    capped = all(c.amount.low is None and c.amount.high is not None for c in (one, other))
    return capped and low < high <= low * _WIDE and set_against(facts, one, other, reach)


def unlike(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where only one says of whom it is, or of which sort of people."""
    return bool(facts.words(one.subject)) != bool(facts.words(other.subject)) or facts.sorts(one.subject) != facts.sorts(other.subject)


def other_day(one: Claim, other: Claim) -> bool:
    """True where both reports name a day in words, and it is not the same."""
    a, b = one.when, other.when
    return bool(a and b and a.text and b.text and a.start and b.start and a.start != b.start and one.nature is not Nature.TOTAL)


def starts_apart(one: Claim, other: Claim) -> bool:
    """True where both say since when they count, and that is not the same day."""
    return bool(one.when and other.when and one.when.start and other.when.start and one.when.start != other.when.start)


def told_together(facts: Facts, ones: Sequence[Claim], others: Sequence[Claim]) -> str:
    """A report that tells both numbers without setting speaker against speaker, "" where there is none."""
    by_report: dict[str, list[Claim]] = {}
    for claim in others:
        by_report.setdefault(claim.report, []).append(claim)
    for one in ones:
        for other in by_report.get(one.report, ()):
            if one_speaker(facts, one, other) or (_wide(facts, one, other) and (facts.speaker(one).outlet or facts.speaker(other).outlet)):
                return one.report
    return ""


def _wide(facts: Facts, one: Claim, other: Claim) -> bool:
    low, high = sorted(abs(x) for x in (facts.point(one) or 0.0, facts.point(other) or 0.0))
    return high >= _WIDE * low


def placed(facts: Facts, claim: Claim) -> bool:
    """True where the sentence of a claim names its place."""
    text = facts.reports[claim.report].text
    before = _END.split(text[max(0, claim.start - _SENTENCE) : claim.start])[-1]
    sentence = before + text[claim.start : claim.end] + _END.split(text[claim.end : claim.end + _SENTENCE])[0]
    words = claim.place.name.lower().split() if claim.place else []
    return any(word[:_STEM] in sentence.lower() for word in words if len(word) >= _STEM)
