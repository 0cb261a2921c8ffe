"""Whether two claims speak of one figure: one rule per kind of evidence, each giving a reason with its weight.

Most pairs are only weighed, so a reason is a pattern of words, which is filled in (wording.py) where somebody is told it.
"""

from __future__ import annotations

from typing import Final

from stemma.core.bases import are_money, digits
from stemma.core.types import Nature, Reason
from stemma.core.words import overlap, plain_words
from stemma.linking.traits import Trait
from stemma.linking.values import (
    SMALL,
    Weights,
    Why,
    because,
    miscopied,
    nearly,
    one_sum,
    running,
    said,
    same_end,
    same_number,
    values_agree,
)
from stemma.linking.where import gap_days, place_key
from stemma.linking.wording import worded

_OPEN: Final = ("count", "share")
_GROUND: Final = ("m", "m/day")  # a distance or a pace is of one place alone
_YEARS_APART: Final = 3 * 365
_MONTHS: Final = 60  # days
_HARDLY: Final = 0.15  # of the words of the shorter sentence
_BROAD: Final = frozenset(("military", "civilian", "protester"))  # sorts of people that make up most of those of whom reports tell


def compare(one: Trait, other: Trait, weights: Weights) -> tuple[float, tuple[Reason, ...]]:
    """The score of two claims and the reasons for it; the score is symmetric."""
    score, found = weighed(one, other, weights)
    return score, worded(found, one, other)


def weighed(one: Trait, other: Trait, weights: Weights) -> tuple[float, list[Why]]:
    """The score of two claims and why, not yet in words."""
    a, b = one.base.dimension, other.base.dimension
    if a != b and not (are_money(a, b) and said(one) == said(other)):
        return float(weights["measure_far"]), [because("link.dimension", "they are measured in different things", weights["measure_far"])]
    same = same_number(one, other)
    found = [
        why
        for why in (
            measures_agree(one, other, weights, same),
            values_agree(one, other, weights, same),
            subjects_agree(one, other, weights, same),
            wholes_agree(one, other, weights, same),
            sides_agree(one, other, weights, same),
            speakers_agree(one, other, weights),
            nouns_agree(one, other, weights, same),
            places_agree(one, other, weights, same),
            parts_agree(one, other, weights, same),
            natures_agree(one, other, weights, same),
            moments_agree(one, other, weights, same),
            stances_agree(one, other, weights, same),
            contexts_agree(one, other, weights),
            company_agrees(one, other, weights, same),
        )
        if why is not None
    ]
    whole = 0.0
    for _, _, weight in found:
        whole += weight
    return float(weights["prior"]) + whole, found


def measures_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """The same measure, one near it, or another."""
    a, b = one.claim.measure, other.claim.measure
    if (is_open(a) or is_open(b)) and a != b:
        return because("link.measure-open", "{measure} and {other_measure} may be one", weights["measure_open"])
    if a == b or one.kind == other.kind:
        return because("link.measure", "both count {measure}", weights["measure_same"])
    if one.families & other.families or a == other.wider or b == one.wider:
        if one.base.dimension == "percent" and not same:
            return because("link.share-near", "a share of {measure} is none of {other_measure}", weights["percent_near"])
        key = "measure_near_same" if same else "measure_near"
        return because("link.measure-near", "{measure} lies near {other_measure}", weights[key])
    key = "measure_far_same" if same and digits(one.point) > 1 else "measure_far"
    return because("link.measure-far", "{measure} is not {other_measure}", weights[key])


def subjects_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """Of whom: the same words, the same sort of people, the same side."""
    if _clash(one.classes, other.classes) or _clash(one.scopes, other.scopes) or _scope_clash(one, other, same):
        return because("link.subject-clash", "{whom} are not {other_whom}", weights["subject_clash"])
    if bool(one.classes - _BROAD) != bool(other.classes - _BROAD) and not same and one.base.dimension == "count":
        return because("link.subject-narrow", "{whom} are not all of {other_whom}", weights["subject_narrow"])
    if not one.subject and not other.subject:
        return because("link.subject-none", "neither says of whom", weights["subject_none"]) if one.kind == other.kind else None
    if not one.subject or not other.subject:
        return because("link.subject-one", "not both say of whom", weights["subject_one"])
    return _subjects(one, other, weights, same)


def _subjects(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    if one.side and other.side and one.side != other.side:
        return None  # judged by the sides alone
    if bool(one.names) != bool(other.names) and not overlap(one.subject, other.subject):
        return because("link.subject-one", "one names whom, the other what sort", weights["subject_one"])
    if one.names and other.names and not overlap(one.names, other.names) and one.side != other.side:
        key = "names_apart_same" if same else "names_apart"
        return because("link.subject-apart", "{whom} is not {other_whom}", weights[key])
    share = overlap(one.subject, other.subject)
    if one.subject == other.subject or (share == 1 and len(one.subject) == len(other.subject)):
        return because("link.subject", "both of {whom}", weights["subject_same"])
    if share >= 0.5:  # half of the shorter name
        return because("link.subject-part", "{whom} and {other_whom} share words", weights["subject_part"] * share)
    if one.nouns & other.nouns:
        return because("link.subject-sort", "{whom} and {other_whom} are things of one sort", weights["subject_sort"])
    if one.classes & other.classes or (one.side and one.side == other.side):
        return None
    return because("link.subject-apart", "{whom} is not {other_whom}", weights["subject_apart"])


def wholes_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """A share of the rice is none of the households; "half" is said of many things in one report."""
    if not one.whole or not other.whole or one.whole & other.whole or one.delta or other.delta:
        return None
    if same:
        if digits(said(one)) > 1 or one.kind != other.kind or (one.claim.report != other.claim.report and not _told_otherwise(one, other)):
            return None
        return because("link.whole-apart", "a share of {whole} is none of {other_whole}", weights["whole_apart"])
    if nearly(one, other) and not is_open(one.claim.measure):
        return None
    return because("link.whole-apart", "a share of {whole} is none of {other_whole}", weights["whole_apart"])


def sides_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """The same actor, or two that are not the same."""
    if not one.side or not other.side:
        return None
    if one.side == other.side:
        return because("link.actor", "both of {side}", weights["actor_same"])
    key = "actor_clash_same" if same else "actor_clash"
    return because("link.actor-clash", "{side} is not {other_side}", weights[key])


def speakers_agree(one: Trait, other: Trait, weights: Weights) -> Why | None:
    """The same speaker goes on counting the same thing."""
    if one.claim.report == other.claim.report or overlap(one.speakers, other.speakers) < 0.5:
        return None
    return because("link.speaker", "the same speaker says so", weights["speaker_same"])


def nouns_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """Villages are not cities."""
    if _clash(one.nouns, other.nouns) and not (same and digits(said(one)) > 1):
        return because("link.noun-apart", "{nouns} are not {other_nouns}", weights["noun_apart"])
    return None


def places_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """The same place, one within the other, or two apart."""
    a, b = one.claim.place, other.claim.place
    if a is None or b is None:
        return None
    key = place_key(a, b)
    if key in ("place_within", "place_beyond") and (same or one.carried or other.carried):
        return None
    if one.base.dimension in _GROUND and key != "place_same" and not same:
        key = "place_far"
    if key in ("place_far", "place_apart") and same:
        key = "place_apart_same"
    return because(f"link.{key.replace('_', '-')}", "{place} and {other_place}", weights[key])


def parts_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """Some of those counted are not all of them."""
    if one.part == other.part or same or one.base.dimension != "count":
        return None
    if one.claim.report != other.claim.report and one.kind == other.kind and _in_one_place(one, other):
        return None  # the part has a place of its own, and the other tells of that place
    key = "part_whole" if one.claim.report == other.claim.report else "part_elsewhere"
    return because("link.part", "one counts some of those whom the other counts", weights[key])


def natures_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """A rise is not the sum, and rises of two windows are two."""
    if one.delta != other.delta:
        same = (same and said(one) > SMALL) or one_sum(one, other)
        unsure = same or one.base.dimension == "percent"  # a share lost is both
        key = "delta_total_same" if unsure else "delta_total"
        return because("link.delta-total", "one is a change, the other a sum", weights[key])
    summed = running(one) and running(other)
    if not summed and {one.claim.nature, other.claim.nature} == {Nature.FLOW, Nature.TOTAL} and not same:
        return because("link.flow-total", "one is of a window, the other a running sum", weights["flow_total"])
    a, b = one.claim.when, other.claim.when
    if a is None or b is None:
        return None
    gap = gap_days(a, b)
    if gap > _YEARS_APART and not same:
        return because("link.years-apart", "they lie years apart", weights["years_apart"])
    if one.delta or (one.claim.window and other.claim.window):
        if gap > 1 and not same:
            return because("link.time-apart", "they are of two windows", weights["time_apart"])
        return because("link.time", "their windows touch", weights["time_meets"]) if gap <= 0 else None
    return None


def moments_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """A common number of two times months apart, in reports that share little else, is likely of two things."""
    a, b = one.claim.when, other.claim.when
    if a is None or b is None or one.claim.report == other.claim.report or gap_days(a, b) <= _MONTHS:
        return None
    if (digits(said(one)) > 2 and digits(said(other)) > 2) or len(one.company & other.company) > 1 or not same:
        return None
    return because("link.months-apart", "they lie months apart, and the number is a common one", weights["months_apart"])


def stances_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """What is planned stands beside what is, not among it."""
    denied = "denied"
    if one.notyet == other.notyet or denied in (one.claim.status.value, other.claim.status.value):
        return None
    key = "plan_fact_same" if same or one_sum(one, other) else "plan_fact"
    return because("link.plan-fact", "one is planned or expected, the other is not", weights[key])


def contexts_agree(one: Trait, other: Trait, weights: Weights) -> Why | None:
    """The words round about, where the claims stand in different reports."""
    if one.claim.report == other.claim.report or not one.context or not other.context:
        return None
    share = len(one.context & other.context) / min(len(one.context), len(other.context))
    if not share:
        return None
    return because("link.context", "{shared:.0%} of the words round about are shared", weights["context"] * share)


def company_agrees(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """The same number in two reports of one family: a telling one, or one that stands once in each of two reports that share many."""
    if one.claim.report == other.claim.report:
        return None
    if not (same or same_end(one, other) or miscopied(one, other)):
        return None
    own = one.tells | other.tells
    shared = len((one.company & other.company) - own)
    if not shared:
        return None
    detail = "their reports share {company} more telling numbers"
    part = shared / max(weights["company_kin"], min(len(one.company - own), len(other.company - own)))
    if same and one.alone and other.alone and part >= weights["company_part"]:
        return because("link.company", f"{detail}, and each says this one once", weights["company_rewritten"])
    if not (same and one.tells) and not (one.alone and other.alone and shared >= weights["company_kin"]):
        return None
    return because("link.company", detail, min(weights["company_most"], shared * weights["company"]))


def is_open(measure: str) -> bool:
    """True for a count of a noun that no measure claims."""
    return measure in _OPEN or measure.startswith("count:")


def _told_otherwise(one: Trait, other: Trait) -> bool:
    """True where the sentences of two open shares have hardly a word in common beside those that tell the share."""
    if not is_open(one.claim.measure):
        return False
    ours, theirs = (t.context.difference(plain_words(t.claim.text)) for t in (one, other))
    return len(ours & theirs) <= _HARDLY * min(len(ours), len(theirs))


def _in_one_place(one: Trait, other: Trait) -> bool:
    """True where the claim that counts a part names the place of the other."""
    a, b = one.claim.place, other.claim.place
    return a is not None and b is not None and not (one if one.part else other).carried and place_key(a, b) == "place_same"


def _clash(ones: frozenset[str], others: frozenset[str]) -> bool:
    return bool(ones and others and not ones & others)


def _scope_clash(one: Trait, other: Trait, same: bool) -> bool:
    """Both sides together are neither one side nor one sort of people."""
    if bool(one.scopes) == bool(other.scopes):
        return False  # of most pairs
    for a, b in ((one, other), (other, one)):
        if a.scopes and not b.scopes and (b.classes or b.side or b.subject) and not a.classes and not a.side:
            return not same or bool(b.classes)
    return False
