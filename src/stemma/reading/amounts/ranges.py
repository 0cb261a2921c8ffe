"""Two numbers that make a range: 200-300, 600 to 800, between 5 and 7, two or three; and those that make none."""

from __future__ import annotations

from typing import Final, NamedTuple

from stemma.reading.amounts.changes import ChangeReader
from stemma.reading.amounts.digits import Number
from stemma.reading.amounts.numbers import NumberReader
from stemma.reading.amounts.run import Run
from stemma.reading.amounts.unit_words import UnitReader

_DASHES: Final = ("-", "–", "—", "‑")
_DAYS: Final = 31
_ARTICLES: Final = ("a", "an")


class Second(NamedTuple):
    """The second number of a range, and where the phrase begins, "between" and "from" included."""

    number: Number
    first: int


class _Pair(NamedTuple):
    one: Number
    two: Number
    first: int
    unit: str  # what stands behind the first number
    other: str  # and behind the second
    onward: bool = False  # "from 5 to 7 per cent to 3 to 5 per cent": each end is a range of its own

    @property
    def rising(self) -> bool:
        return self.one.value < self.two.value

    @property
    def shared(self) -> bool:
        """True where the second's word of size is meant for the first too: 12 to 15 billion."""
        return self.two.factor > 1 and self.one.factor == 1 and self.one.value < self.two.value / self.two.factor


class RangeReader:
    """Reads the second number of a range."""

    def __init__(self, numbers: NumberReader, units: UnitReader, changes: ChangeReader, months: frozenset[str]) -> None:
        self._numbers = numbers
        self._months = months
        self._units = units
        self._changes = changes

    def read(self, run: Run, number: Number, where: tuple[int, int], unit: str) -> Second | None:
        """The second number of a range whose first number, with currency and unit, takes the tokens `where`."""
        first, last = where
        if number.kind in ("vague", "half") or (run.norm(last) not in _DASHES and run.norm(last) not in self._units.joints):
            return None
        joint, step = run.norm(last), last + 1
        if joint in _DASHES and run.norm(step) in ("to", "or"):
            joint, step = run.norm(step), step + (2 if run.norm(step + 1) in _DASHES else 1)
        while run.norm(step) in self._units.signs or (joint in ("to", "and") and run.norm(step) in self._units.hedges):
            step += 1
        step += run.norm(step) in _ARTICLES and run.norm(step + 1) in self._numbers.seeds  # 800,000 to a million, a quarter and a third
        if not run.digit(step) and run.norm(step) not in self._numbers.seeds:
            return None
        second = self._numbers.read(run, step)
        if second is not None and second.value > _DAYS >= number.value and joint == "to" and run.norm(first - 1) in self._months:
            return None  # "lifts the number since June 9 to 568"
        if second is None or second.kind in ("vague", "half", "ordinal") or (number.kind == "fraction") != (second.kind == "fraction"):
            return None
        after = self._units.after(run, second.last)
        behind = after.last if after else second.last
        pair = _Pair(number, second, first, unit, after.unit if after else "", run.norm(behind) == "to" and run.digit(behind + 1))
        return self._joined(run, pair, joint)

    def _joined(self, run: Run, pair: _Pair, joint: str) -> Second | None:
        before = run.norm(pair.first - 1)
        opened = pair.first - 1 if before in ("between", "from") else pair.first
        if pair.unit and pair.other and pair.unit != pair.other:
            return None
        if joint in _DASHES:
            tight = run.tokens[pair.two.first].start - run.tokens[pair.one.last - 1].end <= 3 or bool(pair.unit)
            return Second(pair.two, pair.first) if pair.rising and tight else None
        if joint == "and":
            return Second(pair.two, opened) if before == "between" and (pair.rising or pair.shared) else None
        if joint == "or":
            return Second(pair.two, pair.first) if self._close(pair) else None
        return Second(pair.two, opened) if self._stretches(run, pair, before) else None

    def _close(self, pair: _Pair) -> bool:
        """Two or three, 20 or 25; "$10 or 3%" and "5 or 80" are two amounts."""
        low, high = pair.one.value, pair.two.value
        most = 2 * low + 1 if pair.one.kind == "word" else 1.5 * low
        lone = pair.unit and not pair.other and pair.unit not in self._units.money
        return low < high <= most and pair.one.factor == pair.two.factor and not lone

    def _stretches(self, run: Run, pair: _Pair, before: str) -> bool:
        """600 to 800 is a range; "rose by 36 to 963", "rose 12% to 50" and "grew from 30 to 41" are changes."""
        if pair.unit == "percent" and pair.other != "percent":
            return False
        if before == "by" and not (pair.rising and pair.two.value <= 2 * pair.one.value):
            return False
        way = self._changes.verb(_whole(run, pair.first - 1), pair.first - 1) if before == "from" else None
        if not pair.onward and (way or (way is not None and pair.other not in self._units.durations)):
            return False  # "it takes from 5 to 10 days" changes nothing
        alike = bool(pair.other) and pair.rising and pair.two.value <= 2 * pair.one.value  # "had lost 11 to 12 km2"
        if before not in ("from", "between") and not pair.unit and not alike and self._changes.directly(run, pair.first):
            return False
        return pair.rising or pair.shared

    def scored(self, run: Run, number: Number) -> bool:
        """3-1 and 89-89: two numbers that fall or stay."""
        at = number.last
        if number.kind != "digits" or number.factor != 1 or run.norm(at) not in _DASHES or not run.tight(at) or not run.tight(at + 1):
            return False
        second = run.norm(at + 1)
        return second.isdigit() and float(second) <= number.value and self._units.after(run, at + 2) is None


def _whole(run: Run, at: int) -> Run:
    """The run from the head of its sentence on: a change may be told before another amount."""
    first = at
    while first and run.tokens[first - 1].sentence == run.tokens[at].sentence:
        first -= 1
    return run.begun(first)
