"""Whether one figure repeats another: the same value, rounded, in another unit, or with a slip of digits."""

from __future__ import annotations

from math import floor, log10
from typing import Final

from stemma.core.bases import are_money, close, digits
from stemma.descent.matter import SMALL, Item

_ROUNDED: Final = 0.7  # fewer digits of the same number
_CONVERTED: Final = 0.95  # the same number in another unit
_EXACT: Final = 3  # digits from which a number can be rounded
_ROUNDING: Final = 0.05  # the most by which rounding changes a number
_PARTLY: Final = 0.7  # the same digits in another unit: half taken over
_TEENS: Final = range(13, 20)
_SLIPPED: Final = 0.4  # digits swapped, a nought too many


def nearness(one: Item, other: Item) -> float:
    """1 for the same value of one figure, less for the same number elsewhere, 0 for what has nothing in common."""
    if one.base.dimension != other.base.dimension and one.said != other.said:
        return 0.0
    same = one.base.dimension == other.base.dimension and _values(one, other)
    of_one = one.claim.measure == other.claim.measure or one.figure == other.figure
    alike = of_one and (one.base.dimension == other.base.dimension or kindred(one, other))
    if not same and of_one and converted(one, other):
        return _CONVERTED
    if not same and one.said != other.said:  # as most two figures are
        return _ROUNDED if alike and rounded(one, other) else _SLIPPED if alike and slipped(one.said, other.said) else 0.0
    if one.figure == other.figure and same:
        return 1.0 + 0.01 * (one.claim.amount.approx == other.claim.amount.approx) + 0.02 * (one.base == other.base)
    rare = one.said > SMALL or (one.base.low != one.base.high and None not in (one.base.low, one.base.high))
    if same and (digits(one.said) > 1 or one.claim.measure == other.claim.measure):
        return 0.9 if rare else 0.6
    if one.said == other.said and one.claim.amount.unit != other.claim.amount.unit:
        measured = one.base.dimension == other.base.dimension != "count"  # 600 km2 and 600 square miles, whatever is measured
        if digits(one.said) > 1 or ((alike or measured) and rare):
            return _PARTLY
    return _SLIPPED if alike and slipped(one.said, other.said) else 0.0


def converted(child: Item, parent: Item) -> bool:
    """True where the child's number is the parent's in another unit, as round as it was put: eight miles for 13 kilometres."""
    low, whole = child.base.low, parent.base.low
    of_two = child.base.dimension == parent.base.dimension and child.claim.amount.unit != parent.claim.amount.unit
    if not of_two or not low or not whole or not child.said:
        return False
    half = 0.5 * _step(child.said) * abs(low / child.said)  # of the last digit that the child tells
    return abs(low - whole) <= half and close(low, whole, _ROUNDING)


def _step(number: float) -> float:
    """One of the last digit of a number that carries meaning: 10 in 530."""
    return 10.0 ** (floor(log10(abs(number))) + 1 - digits(number))


def kindred(one: Item, other: Item) -> bool:
    """True for two sums of money, or a count and a rate of it: 60 million soles a day and 60 million dollars."""
    return root(one) == root(other) or are_money(root(one), root(other))


def root(item: Item) -> str:
    """The dimension of a figure without its rate: a currency for so much of it a day."""
    return item.base.dimension.partition("/")[0]


def rounded(child: Item, parent: Item) -> bool:
    """True where the child's number may be the parent's with fewer digits: "nearly 350" for 347, ten for 9.9, a fifth for 20.8%."""
    a, b = child.said, parent.said
    if b != int(b) and a == round(b) and close(a, b, _ROUNDING):
        return True
    if min(a, b) <= 0 or digits(b) < _EXACT or digits(a) >= digits(b) or not close(a, b, _ROUNDING):
        return False
    return abs(a - b) < _step(a)


def slipped(one: float, other: float) -> bool:
    """True where one number may be the other with a slip: digits swapped, one digit changed, a nought more or less."""
    if one == other or min(one, other) <= 0:
        return False
    a, b = f"{one:.10g}", f"{other:.10g}"
    if swapped(one, other):
        return True
    if digits(one) > 2 and len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return True
    return digits(one) > 1 and max(one, other) / min(one, other) in (10.0, 100.0, 1000.0)


def misread(one: float, other: float) -> bool:
    """True where one number may be the other with a digit too many or too few, wherever the point: 9,000 and 19,000, 5.09 and 5.9."""
    a, b = sorted((f"{one:.10g}".replace(".", ""), f"{other:.10g}".replace(".", "")), key=len)
    return len(b) > 1 and len(b) == len(a) + 1 and any(b[:k] + b[k + 1 :] == a for k in range(len(b)))


def misheard(one: float, other: float) -> bool:
    """True for thirteen and thirty, and for two numbers of two digits of which one digit differs: 60 and 66."""
    low, high = sorted((one, other))
    if low in _TEENS and high == 10 * (low - 10):
        return True
    a, b = f"{low:.10g}", f"{high:.10g}"
    return len(a) == len(b) == 2 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def swapped(one: float, other: float) -> bool:
    """True where two numbers have the same digits in another order."""
    a, b = f"{one:.10g}", f"{other:.10g}"
    return a != b and sorted(a) == sorted(b) and "0" not in (a[0], b[0])


def _values(one: Item, other: Item) -> bool:
    """True where an end of one lies so close to an end of the other that both are one number."""
    for a in one.ends:
        for b in other.ends:
            if a == b or close(a, b):
                return True
    return False
