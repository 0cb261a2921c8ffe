"""Whether two claims speak of one figure: one rule per kind of evidence, each giving a reason with its weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stemma.core.bases import close, digits
from stemma.core.types import Reason
from stemma.core.words import overlap
from stemma.linking.traits import Trait, telling
from stemma.linking.where import gap_days, place_key

Weights = Mapping[str, Any]
_ROUNDS = 0.07  # "500 square miles" for 1,376 square kilometres
_SMALL = 12  # numbers up to a dozen stand in every report
_TEN, _HUNDRED = 10.0, 100.0
_OPEN = ("count", "share")
_GROUND = ("m", "m/day")  # a distance or a pace is of one place alone
_YEARS_APART = 3 * 365


def compare(one: Trait, other: Trait, weights: Weights) -> tuple[float, tuple[Reason, ...]]:
    """The score of two claims and the reasons for it; the score is symmetric."""
    if one.base.dimension != other.base.dimension:
        return float(weights["measure_far"]), (_because("link.dimension", "they are measured in different things", weights["measure_far"]),)
    found = [reason for rule in RULES if (reason := rule(one, other, weights)) is not None]
    return float(weights["prior"]) + sum(r.weight for r in found), tuple(found)


def measures_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same measure, one near it, or another."""
    a, b = one.claim.measure, other.claim.measure
    if (_open(a) or _open(b)) and a != b:
        return _because("link.measure-open", f"{a} and {b} may be one", weights["measure_open"])
    if a == b:
        return _because("link.measure", f"both count {a}", weights["measure_same"])
    if one.families & other.families or a == other.wider or b == one.wider:
        key = "percent_near" if one.base.dimension == "percent" else "measure_near"
        key = "measure_near_same" if same_number(one, other) else key
        return _because("link.measure-near", f"{a} lies near {b}", weights[key])
    key = "measure_far_same" if same_number(one, other) and digits(one.base.point) > 1 else "measure_far"
    return _because("link.measure-far", f"{a} is not {b}", weights[key])


def values_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same number tells the more the rarer it is; numbers of another size tell against."""
    a, b = one.base.point, other.base.point
    if a is None or b is None:
        return None
    if same_number(one, other):
        told = weights["value_small"] if a <= _SMALL and a == int(a) else weights["value_rare"][min(digits(_said(one)), 4) - 1]
        return _because("link.value", f"both say {_said(one):g}", told)
    if one.claim.amount.unit != other.claim.amount.unit and _said(one) == _said(other) and digits(_said(one)) > 1:
        return _because("link.value-unit", f"both say {_said(one):g}, in different units", weights["value_unit"])
    return _differing(one, other, weights)


def _differing(one: Trait, other: Trait, weights: Weights) -> Reason:
    low, high = sorted(abs(x) for x in (one.base.point or 0.0, other.base.point or 0.0))
    detail = f"{_said(one):g} is not {_said(other):g}"
    if close(low, high, _ROUNDS) and _rounded(one, other):
        return _because("link.value-meets", f"{detail}, but lies within its rounding", weights["value_meets"])
    if one.delta and other.delta:
        return _because("link.rise-differs", detail, weights["rise_differs"])
    ratio = high / low if low else _HUNDRED
    key = "value_remote" if ratio >= _HUNDRED else "value_far" if ratio >= _TEN else "value_differs"
    weight = weights[key]
    if one.claim.report == other.claim.report and key == "value_differs":
        weight += weights["same_report_later" if _of_two_days(one, other) else "same_report_differs"]
    return _because("link.value-differs", detail, weight)


def _rounded(one: Trait, other: Trait) -> bool:
    """True where one of two numbers may be the other's rounding: of fewer digits, or in another unit."""
    return digits(_said(one)) != digits(_said(other)) or one.claim.amount.unit != other.claim.amount.unit


def told_apart(one: Trait, other: Trait) -> bool:
    """True where one report gives two values that are not steps of one course."""
    rounding = _rounded(one, other) and close(one.base.point, other.base.point, _ROUNDS)
    return not same_number(one, other) and not rounding and not _of_two_days(one, other)


def _of_two_days(one: Trait, other: Trait) -> bool:
    """True where the times part, or the words tell a course ("at its peak", "now", "down to"): steps of one series."""
    a, b = one.claim.when, other.claim.when
    if one.course or other.course:
        return True
    return a is not None and b is not None and (a.start, a.end) != (b.start, b.end)


def subjects_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """Of whom: the same words, the same sort of people, the same side."""
    if _clash(one.classes, other.classes) or _clash(one.scopes, other.scopes) or _scope_clash(one, other):
        return _because("link.subject-clash", f"{_of(one)} are not {_of(other)}", weights["subject_clash"])
    if not one.subject or not other.subject:
        said = one.subject or other.subject
        return _because("link.subject-one", "not both say of whom", weights["subject_one"]) if said else None
    return _subjects(one, other, weights)


def _subjects(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    if one.side and other.side and one.side != other.side:
        return None  # judged by the sides alone
    if bool(one.names) != bool(other.names) and not overlap(one.subject, other.subject):
        return _because("link.subject-one", "one names whom, the other what sort", weights["subject_one"])
    if one.names and other.names and not overlap(one.names, other.names) and one.side != other.side:
        key = "names_apart_same" if same_number(one, other) else "names_apart"
        return _because("link.subject-apart", f"{_of(one)} is not {_of(other)}", weights[key])
    share = overlap(one.subject, other.subject)
    if one.subject == other.subject or (share == 1 and len(one.subject) == len(other.subject)):
        return _because("link.subject", f"both of {_of(one)}", weights["subject_same"])
    if share >= 0.5:  # half of the shorter name
        return _because("link.subject-part", f"{_of(one)} and {_of(other)} share words", weights["subject_part"] * share)
    if one.classes & other.classes or one.nouns & other.nouns or (one.side and one.side == other.side):
        return None
    return _because("link.subject-apart", f"{_of(one)} is not {_of(other)}", weights["subject_apart"])


def sides_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same actor, or two that are not the same."""
    if not one.side or not other.side:
        return None
    if one.side == other.side:
        return _because("link.actor", f"both of {one.side}", weights["actor_same"])
    key = "actor_clash_same" if same_number(one, other) else "actor_clash"
    return _because("link.actor-clash", f"{one.side} is not {other.side}", weights[key])


def speakers_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same speaker goes on counting the same thing."""
    if one.claim.report == other.claim.report or overlap(one.speakers, other.speakers) < 0.5:
        return None
    return _because("link.speaker", "the same speaker says so", weights["speaker_same"])


def nouns_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """Villages are not cities."""
    if _clash(one.nouns, other.nouns) and not (same_number(one, other) and digits(_said(one)) > 1):
        return _because("link.noun-apart", f"{_list(one.nouns)} are not {_list(other.nouns)}", weights["noun_apart"])
    return None


def places_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same place, one within the other, or two apart."""
    a, b = one.claim.place, other.claim.place
    if a is None or b is None:
        return None
    key = place_key(a, b)
    if key == "place_within" and same_number(one, other):
        return None
    if one.base.dimension in _GROUND and key != "place_same" and not same_number(one, other):
        key = "place_far"
    if key in ("place_far", "place_apart") and same_number(one, other):
        key = "place_apart_same"
    return _because(f"link.{key.replace('_', '-')}", f"{a.name} and {b.name}", weights[key])


def natures_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """A rise is not the sum, and rises of two windows are two."""
    if one.delta != other.delta:
        unsure = (same_number(one, other) and _said(one) > _SMALL) or one.base.dimension == "percent"  # a share lost is both
        key = "delta_total_same" if unsure else "delta_total"
        return _because("link.delta-total", "one is a change, the other a sum", weights[key])
    a, b = one.claim.when, other.claim.when
    if a is None or b is None:
        return None
    gap = gap_days(a, b)
    if gap > _YEARS_APART and not same_number(one, other):
        return _because("link.years-apart", "they lie years apart", weights["years_apart"])
    if one.delta or (one.claim.window and other.claim.window):
        if gap > 1 and not same_number(one, other):
            return _because("link.time-apart", "they are of two windows", weights["time_apart"])
        return _because("link.time", "their windows touch", weights["time_meets"]) if gap <= 0 else None
    return None


def stances_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """What is planned stands beside what is, not among it."""
    denied = "denied"
    if one.notyet == other.notyet or denied in (one.claim.status.value, other.claim.status.value):
        return None
    key = "plan_fact_same" if same_number(one, other) else "plan_fact"
    return _because("link.plan-fact", "one is planned or expected, the other is not", weights[key])


def contexts_agree(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The words round about, where the claims stand in different reports."""
    if one.claim.report == other.claim.report or not one.context or not other.context:
        return None
    share = len(one.context & other.context) / min(len(one.context), len(other.context))
    if not share:
        return None
    return _because("link.context", f"{share:.0%} of the words round about are shared", weights["context"] * share)


def company_agrees(one: Trait, other: Trait, weights: Weights) -> Reason | None:
    """The same telling number in two reports that share many: reports of one family."""
    if one.claim.report == other.claim.report or not same_number(one, other) or not any(telling(one.base)):
        return None
    shared = len(one.company & other.company) - 1
    if shared < 1:
        return None
    weight = min(weights["company_most"], shared * weights["company"])
    return _because("link.company", f"their reports share {shared} more telling numbers", weight)


Rule = Callable[[Trait, Trait, Weights], Reason | None]
RULES: tuple[Rule, ...] = (
    measures_agree,
    values_agree,
    subjects_agree,
    sides_agree,
    speakers_agree,
    nouns_agree,
    places_agree,
    natures_agree,
    stances_agree,
    contexts_agree,
    company_agrees,
)


def same_number(one: Trait, other: Trait) -> bool:
    """True where both say the same number in base units."""
    return one.base.point is not None and other.base.point is not None and close(one.base.point, other.base.point)


def _open(measure: str) -> bool:
    """True for a count of a noun that no measure claims."""
    return measure in _OPEN or measure.startswith("count:")


def _because(rule: str, detail: str, weight: float) -> Reason:
    return Reason(rule=rule, detail=detail, weight=round(float(weight), 3))


def _said(trait: Trait) -> float:
    amount = trait.claim.amount
    return amount.low if amount.low is not None else amount.high if amount.high is not None else 0.0


def _of(trait: Trait) -> str:
    return trait.claim.subject or trait.claim.counted or "someone"


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def _clash(ones: frozenset[str], others: frozenset[str]) -> bool:
    return bool(ones and others and not ones & others)


def _scope_clash(one: Trait, other: Trait) -> bool:
    """Both sides together are neither one side nor one sort of people."""
    for a, b in ((one, other), (other, one)):
        if a.scopes and not b.scopes and (b.classes or b.side or b.subject) and not a.classes and not a.side:
            return not same_number(one, other) or bool(b.classes)
    return False
