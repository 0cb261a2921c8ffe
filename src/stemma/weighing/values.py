"""How far the words of an amount stretch, and whether two amounts can both be so."""

from __future__ import annotations

from math import floor, inf, log10
from typing import Final, NamedTuple

from stemma.core.bases import Base, digits
from stemma.core.types import Amount, Approx, Claim
from stemma.weighing.facts import bound
from stemma.weighing.said import Said

_SAME: Final = 0.0001  # two amounts that differ by less say the same number
_THIRD: Final = 0.002  # 33.3% and 33.33% are both a third
_HEDGED: Final = 0.025  # the least that "about" stretches to either side
_MOST: Final = 0.10  # the most that rounding may hide
_NEARLY: Final = 0.15  # "nearly 400" may be 340
_SUM: Final = 0.05  # the most that the rounding of a number may shift a sum
_CONVERTED: Final = 0.03  # what rounding after a conversion may lose
_UNITLESS: Final = ("count", "percent", "s")
_FRACTIONS: Final = 0.12  # "half" may be 45 or 56 in a hundred
_UNSAID: Final = 0.0001  # what an exact number may have lost in conversion


class Stretch(NamedTuple):
    """From where to where the words allow the value to lie; an open end is infinite, and stays inside this room."""

    low: float
    high: float

    def meets(self, other: Stretch) -> bool:
        """True where some value fits both."""
        return self.low <= other.high and other.low <= self.high


def stretch(amount: Amount, base: Base) -> Stretch | None:
    """What the words allow, in base units; None where no number was said."""
    point = base.point
    if point is None:
        return None
    which = bound(amount.approx)
    if which == "range" and base.low is not None and base.high is not None:
        return Stretch(base.low, base.high)
    if which == "point":
        give = leeway(amount, base)
        return Stretch(point - give, point + give)
    if which == "nearly":
        return Stretch((base.low or point) * (1 - _NEARLY), base.high or point)
    if which == "less":
        return Stretch(-inf, base.high if base.high is not None else point)
    return Stretch(base.low if base.low is not None else point, inf)


def allowed(claim: Claim, base: Base, said: Said) -> Stretch | None:
    """What the words of a claim allow: a share told as a fraction, "half of them", is a rounder word than 50 per cent."""
    found = stretch(claim.amount, base)
    if found is None or base.dimension != "percent" or bound(claim.amount.approx) != "point" or any(c.isdigit() for c in claim.text):
        return found
    if not said.fraction.search(claim.text):
        return found
    give = _FRACTIONS * abs(base.point or 0.0)
    return Stretch(min(found.low, found.low - give), max(found.high, found.high + give))


def leeway(amount: Amount, base: Base) -> float:
    """How far a single number may lie off to either side: half its last digit where it is hedged, nearly nothing where not."""
    point = abs(base.point or 0.0)
    said = abs(amount.low if amount.low is not None else amount.high or 0.0)
    if amount.approx is not Approx.ABOUT or not said:
        return point * _UNSAID
    return point * min(max(half_digit(said), _HEDGED), _MOST)


def half_digit(said: float) -> float:
    """Half of the last digit that carries meaning, as a share of the number: 50 of 500, 0.05 of 6.8."""
    return float(0.5 * 10.0 ** (floor(log10(abs(said))) + 1 - digits(said)) / abs(said))


def in_other_units(one: Amount, other: Amount, bases: tuple[Base, Base]) -> bool:
    """True where two single numbers in two units are one, rounded when it was converted."""
    a, b = bases
    if one.unit == other.unit or a.dimension != b.dimension or a.dimension in _UNITLESS or a.point is None or b.point is None:
        return False
    return bound(one.approx) == bound(other.approx) == "point" and abs(a.point - b.point) <= _CONVERTED * max(abs(a.point), abs(b.point))


def same_value(one: Amount, other: Amount, bases: tuple[Base, Base]) -> bool:
    """True where both say the same number with the same kind of bound."""
    if bound(one.approx) != bound(other.approx) or not same_point(*bases):
        return False
    return bound(one.approx) != "range" or (_close(bases[0].low, bases[1].low) and _close(bases[0].high, bases[1].high))


def same_point(one: Base, other: Base) -> bool:
    """True where both say the same number, whatever the bounds."""
    give = _THIRD if one.dimension == "percent" else _SAME
    return one.dimension == other.dimension and one.point is not None and _close(one.point, other.point, give)


def _close(one: float | None, other: float | None, give: float = _SAME) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= give * max(abs(one), abs(other))


def rounded(amount: Amount, base: Base) -> Stretch | None:
    """What the words allow when a number is used in a sum: even an exact one was rounded to its last digit."""
    said = amount.low if amount.low is not None else amount.high
    allowed = stretch(amount, base)
    if allowed is None or bound(amount.approx) != "point" or not said or base.point is None:
        return allowed
    half = min(half_digit(said), _SUM) * abs(base.point)
    return Stretch(min(allowed.low, base.point - half), max(allowed.high, base.point + half))
