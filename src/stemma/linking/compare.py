"""Whether two claims speak of one figure: one rule per kind of evidence, each giving a reason with its weight."""

from __future__ import annotations

from collections.abc import Callable

from stemma.core.bases import are_money, digits
from stemma.core.types import Nature, Reason
from stemma.core.words import overlap, plain_words
from stemma.linking.traits import Trait
from stemma.linking.values import SMALL, Weights, because, miscopied, nearly, one_sum, running, said, same_end, same_number, values_agree
from stemma.linking.where import gap_days, place_key

_OPEN = ("count", "share")
_GROUND = ("m", "m/day")  # a distance or a pace is of one place alone
_YEARS_APART = 3 * 365
_MONTHS = 60  # days
_HARDLY = 0.15  # of the words of the shorter sentence
_BROAD = frozenset(("military", "civilian", "protester"))  # sorts of people that make up most of those of whom reports tell


def compare(one: Trait, other: Trait, weights: Weights) -> tuple[float, tuple[Reason, ...]]:
    """The score of two claims and the reasons for it; the score is symmetric."""
    money = are_money(one.base.dimension, other.base.dimension) and said(one) == said(other)
    if one.base.dimension != other.base.dimension and not money:
        return float(weights["measure_far"]), (because("link.dimension", "they are measured in different things", weights["measure_far"]),)
    found = [reason for rule in RULES if (reason := rule(one, other, weights)) is not None]
    return float(weights["prior"]) + sum((r.weight for r in found), 0.0), tuple(found)


def measures_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same measure, one near it, or another."""
    a, b = one.claim.measure, other.claim.measure
    if (is_open(a) or is_open(b)) and a != b:
        return because("link.measure-open", f"{a} and {b} may be one", weights["measure_open"])
    if a == b or one.kind == other.kind:
        return because("link.measure", f"both count {a}", weights["measure_same"])
    if one.families & other.families or a == other.wider or b == one.wider:
        if one.base.dimension == "percent" and not same_number(one, other):
            return because("link.share-near", f"a share of {a} is none of {b}", weights["percent_near"])
        key = "measure_near"
        key = "measure_near_same" if same_number(one, other) else key
        return because("link.measure-near", f"{a} lies near {b}", weights[key])
    key = "measure_far_same" if same_number(one, other) and digits(one.point) > 1 else "measure_far"
    return because("link.measure-far", f"{a} is not {b}", weights[key])


def subjects_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """Of whom: the same words, the same sort of people, the same side."""
    if _clash(one.classes, other.classes) or _clash(one.scopes, other.scopes) or _scope_clash(one, other):
        return because("link.subject-clash", f"{_of(one)} are not {_of(other)}", weights["subject_clash"])
    if bool(one.classes - _BROAD) != bool(other.classes - _BROAD) and not same_number(one, other) and one.base.dimension == "count":
        return because("link.subject-narrow", f"{_of(one)} are not all of {_of(other)}", weights["subject_narrow"])
    if not one.subject and not other.subject:
        return because("link.subject-none", "neither says of whom", weights["subject_none"]) if one.kind == other.kind else None
    if not one.subject or not other.subject:
        return because("link.subject-one", "not both say of whom", weights["subject_one"])
    return _subjects(one, other, weights)


def _subjects(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    if one.side and other.side and one.side != other.side:
        return None  # judged by the sides alone
    if bool(one.names) != bool(other.names) and not overlap(one.subject, other.subject):
        return because("link.subject-one", "one names whom, the other what sort", weights["subject_one"])
    if one.names and other.names and not overlap(one.names, other.names) and one.side != other.side:
        key = "names_apart_same" if same_number(one, other) else "names_apart"
        return because("link.subject-apart", f"{_of(one)} is not {_of(other)}", weights[key])
    share = overlap(one.subject, other.subject)
    if one.subject == other.subject or (share == 1 and len(one.subject) == len(other.subject)):
        return because("link.subject", f"both of {_of(one)}", weights["subject_same"])
    if share >= 0.5:  # half of the shorter name
        return because("link.subject-part", f"{_of(one)} and {_of(other)} share words", weights["subject_part"] * share)
    if one.nouns & other.nouns:
        return because("link.subject-sort", f"{_of(one)} and {_of(other)} are things of one sort", weights["subject_sort"])
    if one.classes & other.classes or (one.side and one.side == other.side):
        return None
    return because("link.subject-apart", f"{_of(one)} is not {_of(other)}", weights["subject_apart"])


def wholes_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """A share of the rice is none of the households; "half" is said of many things in one report."""
    if not one.whole or not other.whole or one.whole & other.whole or one.delta or other.delta:
        return None
    if same_number(one, other):
        if digits(said(one)) > 1 or one.kind != other.kind or (one.claim.report != other.claim.report and not _told_otherwise(one, other)):
            return None
        return because("link.whole-apart", f"a share of {_whole(one)} is none of {_whole(other)}", weights["whole_apart"])
    if nearly(one, other) and not is_open(one.claim.measure):
        return None
    return because("link.whole-apart", f"a share of {_whole(one)} is none of {_whole(other)}", weights["whole_apart"])


def sides_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same actor, or two that are not the same."""
    if not one.side or not other.side:
        return None
    if one.side == other.side:
        return because("link.actor", f"both of {one.side}", weights["actor_same"])
    key = "actor_clash_same" if same_number(one, other) else "actor_clash"
    return because("link.actor-clash", f"{one.side} is not {other.side}", weights[key])


def speakers_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same speaker goes on counting the same thing."""
    if one.claim.report == other.claim.report or overlap(one.speakers, other.speakers) < 0.5:
        return None
    return because("link.speaker", "the same speaker says so", weights["speaker_same"])


def nouns_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """Villages are not cities."""
    if _clash(one.nouns, other.nouns) and not (same_number(one, other) and digits(said(one)) > 1):
        return because("link.noun-apart", f"{_list(one.nouns)} are not {_list(other.nouns)}", weights["noun_apart"])
    return None


def places_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same place, one within the other, or two apart."""
    a, b = one.claim.place, other.claim.place
    if a is None or b is None:
        return None
    key = place_key(a, b)
    if key in ("place_within", "place_beyond") and (same_number(one, other) or one.carried or other.carried):
        return None
    if one.base.dimension in _GROUND and key != "place_same" and not same_number(one, other):
        key = "place_far"
    if key in ("place_far", "place_apart") and same_number(one, other):
        key = "place_apart_same"
    return because(f"link.{key.replace('_', '-')}", f"{a.name} and {b.name}", weights[key])


def parts_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """Some of those counted are not all of them."""
    if one.part == other.part or same_number(one, other) or one.base.dimension != "count":
        return None
    if one.claim.report != other.claim.report and one.kind == other.kind and _in_one_place(one, other):
        return None  # the part has a place of its own, and the other tells of that place
    key = "part_whole" if one.claim.report == other.claim.report else "part_elsewhere"
    return because("link.part", "one counts some of those whom the other counts", weights[key])


def natures_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """A rise is not the sum, and rises of two windows are two."""
    if one.delta != other.delta:
        same = (same_number(one, other) and said(one) > SMALL) or one_sum(one, other)
        unsure = same or one.base.dimension == "percent"  # a share lost is both
        key = "delta_total_same" if unsure else "delta_total"
        return because("link.delta-total", "one is a change, the other a sum", weights[key])
    summed = running(one) and running(other)
    if not summed and {one.claim.nature, other.claim.nature} == {Nature.FLOW, Nature.TOTAL} and not same_number(one, other):
        return because("link.flow-total", "one is of a window, the other a running sum", weights["flow_total"])
    a, b = one.claim.when, other.claim.when
    if a is None or b is None:
        return None
    gap = gap_days(a, b)
    if gap > _YEARS_APART and not same_number(one, other):
        return because("link.years-apart", "they lie years apart", weights["years_apart"])
    if one.delta or (one.claim.window and other.claim.window):
        if gap > 1 and not same_number(one, other):
            return because("link.time-apart", "they are of two windows", weights["time_apart"])
        return because("link.time", "their windows touch", weights["time_meets"]) if gap <= 0 else None
    return None


def moments_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """A common number of two times months apart, in reports that share little else, is likely of two things."""
    a, b = one.claim.when, other.claim.when
    if a is None or b is None or one.claim.report == other.claim.report or gap_days(a, b) <= _MONTHS:
        return None
    if (digits(said(one)) > 2 and digits(said(other)) > 2) or len(one.company & other.company) > 1 or not same_number(one, other):
        return None
    return because("link.months-apart", "they lie months apart, and the number is a common one", weights["months_apart"])


def stances_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """What is planned stands beside what is, not among it."""
    denied = "denied"
    if one.notyet == other.notyet or denied in (one.claim.status.value, other.claim.status.value):
        return None
    key = "plan_fact_same" if same_number(one, other) or one_sum(one, other) else "plan_fact"
    return because("link.plan-fact", "one is planned or expected, the other is not", weights[key])


def contexts_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The words round about, where the claims stand in different reports."""
    if one.claim.report == other.claim.report or not one.context or not other.context:
        return None
    share = len(one.context & other.context) / min(len(one.context), len(other.context))
    if not share:
        return None
    return because("link.context", f"{share:.0%} of the words round about are shared", weights["context"] * share)


def company_agrees(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same number in two reports of one family: a telling one, or one that stands once in each of two reports that share many."""
    if one.claim.report == other.claim.report:
        return None
    same = same_number(one, other)
    if not (same or same_end(one, other) or miscopied(one, other)):
        return None
    own = one.tells | other.tells
    shared = len((one.company & other.company) - own)
    if not shared:
        return None
    detail = f"their reports share {shared} more telling numbers"
    part = shared / max(weights["company_kin"], min(len(one.company - own), len(other.company - own)))
    if same and one.alone and other.alone and part >= weights["company_part"]:
        return because("link.company", f"{detail}, and each says this one once", weights["company_rewritten"])
    if not (same and one.tells) and not (one.alone and other.alone and shared >= weights["company_kin"]):
        return None
    return because("link.company", detail, min(weights["company_most"], shared * weights["company"]))


Rule = Callable[[Trait, Trait, Weights], Reason | None]
RULES: tuple[Rule, ...] = (
    measures_agree,
    values_agree,
    subjects_agree,
    wholes_agree,
    sides_agree,
    speakers_agree,
    nouns_agree,
    places_agree,
    parts_agree,
    natures_agree,
    moments_agree,
    stances_agree,
    contexts_agree,
    company_agrees,
)


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


def _of(trait: Trait) -> str:
    return trait.claim.subject or trait.claim.counted or "someone"


def _whole(trait: Trait) -> str:
    return trait.claim.percent_of or _of(trait)


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def _clash(ones: frozenset[str], others: frozenset[str]) -> bool:
    return bool(ones and others and not ones & others)


def _scope_clash(one: Trait, other: Trait) -> bool:
    """Both sides together are neither one side nor one sort of people."""
    if bool(one.scopes) == bool(other.scopes):
        return False  # of most pairs
    for a, b in ((one, other), (other, one)):
        if a.scopes and not b.scopes and (b.classes or b.side or b.subject) and not a.classes and not a.side:
            return not same_number(one, other) or bool(b.classes)
    return False
