"""Units: the dimension, base and factor of each, and amounts brought from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import floor, log10
from typing import Any, NamedTuple

from stemma.core.packs import Pack
from stemma.core.types import Amount


class Unit(NamedTuple):
    """A unit: what it measures, the base it is counted in, how many of the base it is (after the offset is added)."""

    dimension: str
    base: str
    factor: float
    offset: float = 0.0


class Units:
    """The pack's units, with money as its own base per currency."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("units", {})
        self._units = {
            code: Unit(str(u["dimension"]), str(u["base"]), float(u["factor"]), float(u.get("offset", 0.0)))
            for code, u in table.get("units", {}).items()
        }
        money: Mapping[str, Any] = table.get("money", {})
        self._families: dict[str, Mapping[str, Any]] = dict(money.get("families", {}))
        self._currencies: dict[str, str] = {word: code for code, words in money.get("names", {}).items() for word in words}
        self._shared = {word: name for name, family in self._families.items() for word in family.get("names", ())}
        codes = {*money.get("names", {}), *money.get("signs", {}).values(), *money.get("prefixes", {}).values()}
        codes |= {code for family in self._families.values() for code in family.get("countries", {}).values()}
        self._units |= {code: Unit("money", code, 1.0) for code in sorted(codes)}
        self._units |= {"persons": Unit("count", "count", 1.0), "count": Unit("count", "count", 1.0)}

    def known(self, unit: str) -> Unit | None:
        """What is known of a unit; a rate such as USD/month stands for itself."""
        found = self._units.get(unit)
        if found is None and "/" in unit:
            over = self._units.get(unit.split("/", maxsplit=1)[0])
            return Unit(f"{over.dimension}/{unit.split('/')[1]}", unit, 1.0) if over else None
        return found

    def currency_of(self, word: str, country: str = "") -> str:
        """The ISO 4217 code of a currency word in a country (ISO 3166 alpha-2): pesos in CL are CLP; "" for no currency."""
        norm = word.lower()
        family = self._families.get(self._shared.get(norm, norm))
        if family is None or (family.get("joined") and norm in self._currencies and country not in family["countries"]):
            return self._currencies.get(norm, "")
        return str(family.get("countries", {}).get(country, family.get("default", "")))

    def same_dimension(self, one: str, other: str) -> bool:
        """True where an amount in one unit can be given in the other."""
        first, second = self.known(one), self.known(other)
        if first is None or second is None:
            return one == other
        return (first.dimension, first.base) == (second.dimension, second.base)

    def convert(self, value: float, unit: str, into: str) -> float | None:
        """A value in another unit, or None where the two do not measure the same."""
        if unit == into:
            return value
        first, second = self.known(unit), self.known(into)
        if first is None or second is None or not self.same_dimension(unit, into):
            return None
        return (value + first.offset) * first.factor / second.factor - second.offset

    def converted(self, amount: Amount, into: str) -> Amount | None:
        """An amount in another unit, open ends kept; its numbers keep the digits that were said, and one more."""
        ends = [None if end is None else self.convert(end, amount.unit, into) for end in (amount.low, amount.high)]
        if (amount.low is not None and ends[0] is None) or (amount.high is not None and ends[1] is None):
            return None
        if amount.unit == into:
            return amount
        low, high = (None if end is None else rounded(end, said) for end, said in zip(ends, (amount.low, amount.high), strict=True))
        return replace(amount, low=low, high=high, unit=into)


def rounded(value: float, said: float | None) -> float:
    """A converted value with one digit more than the number from which it comes: 500 square miles are 1,300 km2."""
    if not value or said is None:
        return value
    shown = f"{abs(said):.9g}".split("e")[0].replace(".", "").strip("0")
    digits = max(len(shown), 1) + 1
    return round(value, digits - 1 - floor(log10(abs(value))))
