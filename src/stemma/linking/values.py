"""What the numbers of two claims tell: the same, a rounding, a slip, a step of one course, two things side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.bases import are_money, close, digits
from stemma.core.gazetteer import two_sites
from stemma.core.types import Nature, Status, When
from stemma.linking.traits import Trait
from stemma.linking.where import gap_days

Weights = Mapping[str, Any]
Why = tuple[str, str, float]  # the rule, what is told of it (wording.py fills it in), the weight
SMALL: Final = 12  # numbers up to a dozen stand in every report
_ROUNDS: Final = 0.07  # "500 square miles" for 1,376 square kilometres
_WEEKS: Final = 45  # days
_MONTH: Final = 31
_TEN, _HUNDRED = 10.0, 100.0
_REMEMBERED: Final = 1_000  # weights of which it is kept how they are rounded
_ROUNDED: Final[dict[float, float]] = {}
_DIFFER: Final = "{number:g} is not {other_number:g}"
_MEETS, _SLIP = f"{_DIFFER}, but lies within its rounding", f"{_DIFFER}, but has the same digits"
_GREW: Final = f"{_DIFFER}: a sum that grew with time"


def values_agree(one: Trait, other: Trait, weights: Weights, same: bool) -> Why | None:
    """The same number tells the more the rarer it is; numbers of another size tell against."""
    a, b = one.point, other.point
    if a is None or b is None:
        return None
    if same:
        told = weights["value_small"] if a <= SMALL and a == int(a) else weights["value_rare"][min(digits(said(one)), 4) - 1]
        return because("link.value", "both say {number:g}", told)
    if one.claim.amount.unit != other.claim.amount.unit and said(one) == said(other) and (digits(said(one)) > 1 or one.kind == other.kind):
        return because("link.value-unit", "both say {number:g}, in different units", weights["value_unit"])
    return _differing(one, other, weights)


def _differing(one: Trait, other: Trait, weights: Weights) -> Why:
    low, high = sorted(abs(x) for x in (one.point or 0.0, other.point or 0.0))
    if close(low, high, _ROUNDS) and rounded(one, other) and not _long_between(one, other):
        return because("link.value-meets", _MEETS, weights["value_meets"])
    if one.claim.report != other.claim.report and one.families & other.families and _slipped(one, other):
        return because("link.value-slip", _SLIP, weights["value_slip"])
    if one.delta and other.delta:
        return because("link.rise-differs", _DIFFER, weights["rise_differs"])
    ratio = times_apart(one, other)
    key = "value_remote" if ratio >= _HUNDRED else "value_far" if ratio >= _TEN else "value_differs"
    weight = weights[key]
    if key == "value_differs" and _grew(one, other):
        return because("link.value-grows", _GREW, weights["value_grows"])
    if one.claim.report == other.claim.report and key == "value_differs" and not rivals(one, other):
        weight += weights["same_report_later" if of_two_days(one, other) else "same_report_differs"]
    return because("link.value-differs", _DIFFER, weight)


def times_apart(one: Trait, other: Trait) -> float:
    """How many times one number is the other, at least 1; "thousands" are any number up to ten thousand."""
    low, high = sorted((one, other), key=lambda t: abs(t.point or 0.0))
    least, most = abs(low.point or 0.0), abs(high.point or 0.0)
    if low.vague and low.base.high is None:
        least = min(most, least * _TEN)
    return most / least if least else _HUNDRED


def running(trait: Trait) -> bool:
    """True for a running total, and for a count over a stretch so long that it is one: those killed since the middle of June."""
    when = trait.claim.when
    if trait.claim.nature is not Nature.FLOW or when is None or not when.start or not when.end:
        return trait.claim.nature is Nature.TOTAL
    return gap_days(When(start=when.start, end=when.start), When(start=when.end, end=when.end)) > _MONTH


def _long_between(one: Trait, other: Trait) -> bool:
    """True where weeks lie between: a count that moves is not rounded to what it was then."""
    a, b = one.claim.when, other.claim.when
    return a is not None and b is not None and gap_days(a, b) > _WEEKS


def rounded(one: Trait, other: Trait) -> bool:
    """True where one of two numbers may be the other's rounding: of fewer digits, or in another unit."""
    return digits(said(one)) != digits(said(other)) or one.claim.amount.unit != other.claim.amount.unit


def told_apart(one: Trait, other: Trait) -> bool:
    """True where one report gives two values that are not steps of one course."""
    rounding = rounded(one, other) and close(one.point, other.point, _ROUNDS)
    if one.part != other.part:
        return not same_number(one, other)
    return not same_number(one, other) and not rounding and not of_two_days(one, other) and not rivals(one, other)


def rivals(one: Trait, other: Trait) -> bool:
    """True where a report sets two speakers' numbers for one thing side by side, or takes one number back for another."""
    if one.claim.report != other.claim.report or one.kind != other.kind or abs(one.line - other.line) > 1 or one.part != other.part:
        return False
    if Status.DENIED in (one.claim.status, other.claim.status):
        return swapped(said(one), said(other))
    a, b = one.claim.place, other.claim.place
    if a is not None and b is not None and two_sites(a, b):
        return False  # each hospital counts its own
    if not two_mouths(one, other):
        return False
    return one.subject == other.subject and one.delta == other.delta and one.base.dimension == other.base.dimension


def two_mouths(one: Trait, other: Trait) -> bool:
    """True where two speakers say them."""
    return bool(one.voice and other.voice and not one.voice & other.voice)


def swapped(one: float, other: float) -> bool:
    """True where two numbers have the same digits in another order."""
    a, b = f"{one:.10g}", f"{other:.10g}"
    return a != b and sorted(a) == sorted(b) and "0" not in (a[0], b[0])


def _slipped(one: Trait, other: Trait) -> bool:
    """True for digits that changed places, or a nought more or less."""
    low, high = sorted((said(one), said(other)))
    return swapped(low, high) or (low > 0 and digits(low) > 1 and high / low in (_TEN, _HUNDRED, _TEN * _HUNDRED))


def _grew(one: Trait, other: Trait) -> bool:
    """True for two values of a running total of which the later is the higher."""
    if not running(one) or not running(other) or one.part != other.part:
        return False
    a, b = one.claim.when, other.claim.when
    days = (a.end or "" if a else "", b.end or "" if b else "")
    if not all(days) or days[0] == days[1] or one.kind != other.kind:
        return False
    return (days[0] < days[1]) == ((one.point or 0.0) < (other.point or 0.0))


def of_two_days(one: Trait, other: Trait) -> bool:
    """True where the times part, or the words tell a course ("at its peak", "now", "down to"): steps of one series."""
    a, b = one.claim.when, other.claim.when
    if one.course or other.course:
        return True
    if a is None or b is None or (a.start, a.end) == (b.start, b.end):
        return False
    return gap_days(a, b) > 0 or (a.end != b.end and bool(a.text or b.text))


def same_number(one: Trait, other: Trait) -> bool:
    """True where both say the same number in base units."""
    if one.base.dimension != other.base.dimension or one.vague != other.vague:
        return False
    a, b = one.point, other.point
    return a is not None and b is not None and (a == b or close(a, b))


def nearly(one: Trait, other: Trait) -> bool:
    """True where one number may be the other's rounding."""
    return same_number(one, other) or close(one.point, other.point, _ROUNDS)


def same_end(one: Trait, other: Trait) -> bool:
    """True where a range and a bound share an end: "1-2 km" and "up to 2 km"."""
    a, b = one.base, other.base
    if a.dimension != b.dimension or (a.low is None) == (b.low is None) == (a.high is None) == (b.high is None):
        return False
    return close(a.high, b.high) if None not in (a.high, b.high) else None not in (a.low, b.low) and close(a.low, b.low)


def miscopied(one: Trait, other: Trait) -> bool:
    """True where one number may be a slip in copying the other: digits that changed places, the same digits in another unit."""
    if not one.families & other.families or one.base.dimension != other.base.dimension:
        return False
    units = one.claim.amount.unit != other.claim.amount.unit and said(one) == said(other)
    return units or _slipped(one, other)


def one_sum(one: Trait, other: Trait) -> bool:
    """True for the same digits in two currencies: one of them is a slip."""
    money = are_money(one.base.dimension, other.base.dimension) and one.base.dimension != other.base.dimension
    return money and said(one) == said(other) and digits(said(one)) > 1


def because(rule: str, pattern: str, weight: float) -> Why:
    """Why two claims are one or not, the weight rounded; rounding takes longer than all the rest, and most weights are the table's."""
    rounded = _ROUNDED.get(weight)
    if rounded is None:
        rounded = round(float(weight), 3)
        if len(_ROUNDED) < _REMEMBERED:
            _ROUNDED[weight] = rounded
    return rule, pattern, rounded


def said(trait: Trait) -> float:
    """The number as said, before any conversion."""
    amount = trait.claim.amount
    return amount.low if amount.low is not None else amount.high if amount.high is not None else 0.0
