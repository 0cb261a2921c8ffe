"""Amounts brought to a base unit, and how much a number tells: what linking, descent and weighing compare by."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.types import Amount
from stemma.core.units import Unit, Units

_REMEMBERED: Final = 10_000  # numbers whose digits are counted once
_CODE: Final = 3  # letters of a currency's code


class Base(NamedTuple):
    """An amount in the base unit of its dimension; open ends stay None."""

    low: float | None
    high: float | None
    dimension: str

    @property
    def point(self) -> float | None:
        """The number that was said: the closed end, or the middle of a range."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


class Bases:
    """Brings amounts to base units by the pack's table of units."""

    def __init__(self, pack: Pack) -> None:
        self._units = Units(pack)

    def of(self, amount: Amount) -> Base:
        """An amount in its base unit; a unit that the pack does not know stands for itself."""
        unit = self._units.known(amount.unit or "count") or Unit("", amount.unit, 1.0)
        low, high = (None if end is None else (end + unit.offset) * unit.factor for end in (amount.low, amount.high))
        return Base(low, high, unit.base)


@lru_cache(maxsize=_REMEMBERED)
def digits(number: float | None) -> int:
    """How many digits of a number carry meaning: 4 in 1,376, 2 in 59,000, 1 in 800, 0 where there is none."""
    if number is None or number == 0:
        return 0
    shown = f"{abs(number):.6g}"
    if "e" in shown:
        shown = shown.split("e", maxsplit=1)[0]
    return len(shown.replace(".", "").strip("0")) or 1


def are_money(*units: str) -> bool:
    """True where all units are currencies (three capitals, as ISO 4217 writes them)."""
    return all(len(u) == _CODE and u.isalpha() and u.isupper() for u in units)


def close(one: float | None, other: float | None, tolerance: float = 0.005) -> bool:
    """True where two numbers agree within a share of the greater."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= tolerance * max(abs(one), abs(other))
