"""The parts of an amount around its number: currency, range, unit, rate, a second unit in brackets."""

from __future__ import annotations

from typing import Final, NamedTuple

from stemma.core.types import Amount
from stemma.core.units import Units
from stemma.reading.amounts.changes import ChangeReader, Role
from stemma.reading.amounts.digits import Number
from stemma.reading.amounts.numbers import NumberReader
from stemma.reading.amounts.ranges import RangeReader
from stemma.reading.amounts.run import Run
from stemma.reading.amounts.unit_words import UnitHit, UnitReader

_DASHES: Final = ("-", "–", "—", "‑")
_SAME: Final = 0.2  # how far two roundings of one amount may lie apart
_GREATEST_QUAKE: Final = 11
_ONE: Final = ("a", "an")
_POWERS: Final = ("^", "e")
_FORMS: Final = {"digits": "cardinal", "half": "word", "group": "word"}


class Parts(NamedTuple):
    """Number, unit and what belongs to them: tokens [first:last]."""

    first: int
    last: int
    number: Number
    second: Number | None
    low: float
    high: float
    number_last: int
    unit: str
    form: str
    per: str = ""
    dual: Amount | None = None
    role: Role | None = None
    old: bool = False  # years of age
    strong: bool = False  # 1,500-strong
    hyphen: bool = False  # a 24-hour period
    modifier: bool = False  # a 12-storey building
    broken: bool = False  # a score

    @property
    def lone_one(self) -> bool:
        """True for the bare word "one"."""
        return self.high == 1 and self.low == 1 and self.number.kind == "word" and not self.unit


class PartsReader:
    """Reads what belongs to a number."""

    def __init__(self, numbers: NumberReader, units: UnitReader, changes: ChangeReader, known: Units, months: frozenset[str]) -> None:
        self._numbers = numbers
        self._units = units
        self._changes = changes
        self._known = known
        self._ranges = RangeReader(numbers, units, changes, months)

    def read(self, run: Run, number: Number) -> Parts:
        """The parts around a number."""
        currency = self._units.before(run, number.first)
        number, first = self._signed(run, number, currency.first if currency else number.first)
        many = number.kind == "vague" and run.norm(number.last) == "of"  # hundreds of miles, millions of dollars
        own = self._units.after(run, number.last + many)
        if currency and own and own.unit in self._units.money and own.unit != currency.unit and run.digit(own.last):
            own = None  # rmb 10 usd 20
        if own is None and currency is None:
            number, own = self._part_of(run, number)
        if own is None and currency is None:
            number, own, first = self._booked(run, number, first)
        if number.kind == "fraction" and own is not None:
            measured = not run.norm(number.first).isalpha() and own.unit != "percent"  # 1/2 pound
            number, own = (number._replace(value=number.value / 100, kind="digits"), own) if measured else (number, None)
        size = self._units.sizes.get(run.norm(own.last)) if own is not None and own.unit in self._units.money else None
        if own is not None and size and number.factor == 1:
            number, own = number._replace(value=number.value * size, factor=size), own._replace(last=own.last + 1)  # 75 USD million
        unit = currency.unit if currency else own.unit if own else ""
        if not unit and self._ranges.scored(run, number):
            return self._plain(number, number.first, number.last + 2)._replace(broken=True)
        last = own.last if own else number.last
        reach = self._ranges.read(run, number, (first, last), unit)
        if reach is None:
            return self._finish(run, self._plain(number, first, last)._replace(unit=unit))
        second, after = reach.number, self._units.after(run, reach.number.last)
        shared = second.factor > 1 and number.factor == 1 and number.value < second.value / second.factor
        low = number.value * second.factor if shared else number.value
        parts = self._plain(number, reach.first, after.last if after else second.last)
        parts = parts._replace(second=second, low=min(low, second.value), high=max(low, second.value), number_last=second.last)
        return self._finish(run, parts._replace(unit=currency.unit if currency else after.unit if after else unit))

    def _part_of(self, run: Run, number: Number) -> tuple[Number, UnitHit | None]:
        """Three quarters of a metre, 264 of those square kilometres."""
        behind = run.norm(number.last + 1) if run.norm(number.last) == "of" else ""
        own = self._units.after(run, number.last + 2) if behind in _ONE or behind in self._units.pointing else None
        if own is None or own.unit == "percent" or run.norm(own.last - 1).endswith("'s"):
            return number, None  # "half of a year's output" is a share
        if number.kind == "fraction":
            money = behind in self._units.pointing or own.unit in self._units.money
            return (number, None) if money else (number._replace(value=number.value / 100, kind="word"), own)
        return (number, own) if behind in self._units.pointing and number.kind in ("digits", "word") else (number, None)

    def _booked(self, run: Run, number: Number, first: int) -> tuple[Number, UnitHit | None, int]:
        """120 MEUR, MAUD 60: millions of a currency, as books of account write them."""
        behind, before = self._units.large(run, number.last), self._units.large(run, number.first - 1)
        found = behind or before
        if found is None:
            return number, None, first
        unit, size = found
        last = number.last + (behind is not None)
        return number._replace(value=number.value * size, factor=size), UnitHit(number.last, last, unit), first if behind else first - 1

    def _plain(self, number: Number, first: int, last: int) -> Parts:
        form = _FORMS.get(number.kind, number.kind)
        return Parts(first, last, number, None, number.value, number.value, number.last, "", form)

    def _finish(self, run: Run, parts: Parts) -> Parts:
        if parts.unit in self._units.money:
            named = self._units.after(run, parts.last) if parts.last == parts.number_last else None
            parts = parts._replace(form="money", last=named.last if named and named.unit in self._units.money else parts.last)
        elif parts.unit == "percent":
            parts = parts._replace(form="percent")
        parts = self._hyphened(run, self._magnitude(run, parts))
        parts = self._rated(run, parts) if parts.unit else parts
        return self._dual(run, self._ending(run, parts))

    def _signed(self, run: Run, number: Number, first: int) -> tuple[Number, int]:
        """Minus 5, negative ten, -5 degrees, -12e-1; a dash without a unit behind the number is no sign."""
        sign = run.norm(first - 1)
        if sign in self._units.minus or sign == "−" or (sign in self._units.negative and run.norm(first - 2) not in self._units.tested):
            return number._replace(value=-number.value), first - 1
        if sign == "-" and run.norm(first - 2) in self._units.minus:
            return number._replace(value=-number.value), first - 2
        degrees = self._units.after(run, number.last) if sign == "-" else None
        if degrees and self._units.dimension.get(degrees.unit) == "temperature" and run.norm(first - 2).isalpha():
            return number._replace(value=-number.value), first - 1  # where signs stand apart: to - 20 degrees Celsius
        dashed = sign in ("-", "–") and run.tight(first) and not run.tight(first - 1)
        if dashed and (self._units.after(run, number.last) is not None or run.norm(number.first + 1)[:1] in _POWERS):
            return number._replace(value=-number.value), first - 1
        return number, first

    def _ending(self, run: Run, parts: Parts) -> Parts:
        """The end of a change, "from 3,000 to 4,100", told by the "from" before it."""
        at = parts.first
        if at < 2 or run.tokens[at - 1].norm != "to":
            return parts
        whole = run.begun(max(0, at - 30))
        for back in range(at - 2, max(0, at - 12) - 1, -1):
            norm = whole.norm(back)
            if norm in (",", ";", "by") or run.tokens[back].sentence != run.tokens[at].sentence:
                break
            if norm == "from":
                way = self._changes.verb(whole, back)
                return parts._replace(role=Role("after", way)) if way is not None else parts
        return parts

    def _magnitude(self, run: Run, parts: Parts) -> Parts:
        if parts.unit or parts.high >= _GREATEST_QUAKE:
            return parts
        back = parts.first - (2 if run.norm(parts.first - 1) in ("-", "of") else 1)
        return parts._replace(first=back, unit="magnitude") if run.norm(back) in self._units.quake else parts

    def _hyphened(self, run: Run, parts: Parts) -> Parts:
        """24-hour, 34-year-old, 1,500-strong, 12-storey."""
        at = parts.last
        if not parts.unit and run.norm(at) in self._units.of_age:
            return parts._replace(last=at + 1, unit="years", old=True, form="age")  # an 87 yo man
        if parts.unit in self._units.durations:
            step = at + 1 if run.norm(at) in _DASHES else at
            if run.norm(step) in self._units.old:
                return parts._replace(last=step + 1, old=True, form="age")
        if run.norm(parts.number_last) not in _DASHES or not run.tight(parts.number_last):
            return parts
        if parts.unit:
            return parts._replace(hyphen=True) if at > parts.number_last else parts
        word = run.norm(at + 1)
        if not word[:1].isalpha() or not run.tight(at + 1) or word in self._units.no_modifier:
            return parts
        if word in self._units.fold:
            return parts._replace(last=at + 2, unit="times", form="multiple")
        return parts._replace(last=at + 2, strong=True) if word in self._units.strong else parts._replace(last=at + 2, modifier=True)

    def _rated(self, run: Run, parts: Parts) -> Parts:
        """Metres a day, dollars a month, $40 per barrel; "of ground" may stand between."""
        rate = self._units.rate(run, parts.last)
        if parts.unit in self._units.durations or parts.unit == "percent":
            return parts._replace(per=rate.unit) if rate and not parts.old else parts
        money = parts.unit in self._units.money
        if rate is None and money:
            rate = self._units.each(run, parts.last)
        if rate is None and run.norm(parts.last) == "of" and run.norm(parts.last + 1).isalpha():
            rate = self._units.rate(run, parts.last + 2)
        if rate is None or (money and rate.last - rate.first == 1):
            return parts
        return parts._replace(last=rate.last, unit=f"{parts.unit}/{rate.unit}", per=rate.unit)

    def _dual(self, run: Run, parts: Parts) -> Parts:
        """The same amount in a second unit: "309 square miles (800 km2)", "3,100 km2, or 1,197 square miles"."""
        kind = self._units.dimension.get(parts.unit) or self._units.dimension.get(parts.unit.partition("/")[0], "")
        at = parts.last
        bracket = run.norm(at) in ("(", "[")
        comma = run.norm(at) == ","  # "57,000 hectares, about 141,000 acres"
        if not kind or kind in ("share", "duration") or not (bracket or comma or run.norm(at) == "or"):
            return parts
        step = at + 2 if comma and run.norm(at + 1) == "or" else at + 1
        while run.norm(step) in self._units.second or run.norm(step) in self._units.signs:
            step += 1
        second = self._numbers.read(run, step) if run.digit(step) else None
        if second is None or second.kind != "digits":
            return parts
        currency, after = self._units.before(run.begun(at + 1), second.first), self._units.after(run, second.last)
        unit = currency.unit if currency else after.unit if after else ""
        last = after.last if after and not currency else second.last
        if bracket and run.norm(last) not in (")", "]"):
            return parts
        if self._units.dimension.get(unit) != kind or not self._agree(parts, (second.value, unit), bracket):
            return parts
        parts = parts._replace(last=last + bracket, dual=Amount(low=second.value, high=second.value, unit=unit))
        return parts if parts.per or not bracket else self._rated(run, parts)  # 9 billion shekels ($2.4 billion) a year

    def _agree(self, parts: Parts, other: tuple[float, str], bracket: bool) -> bool:
        """True where both units say the same; other money is taken on trust in brackets."""
        value, unit = other
        if unit in (parts.unit, parts.unit.partition("/")[0]):
            return False
        same = self._known.convert(value, unit, parts.unit)
        return bracket if same is None else abs(same - parts.high) <= _SAME * max(same, parts.high)
