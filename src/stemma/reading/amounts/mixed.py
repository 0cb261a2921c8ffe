"""Numbers with a part behind them: five and a quarter, one million and a half, twenty-three fifths, nought point seven, one over twenty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.reading.amounts.cardinals import Cardinals, Spelled
from stemma.reading.amounts.digits import Number
from stemma.reading.amounts.run import Run

_LARGE: Final = 1000  # "a million and a half" is half a million more, "a hundred and a half" one half


class MixedReader:
    """Reads what may follow a whole number and belongs to it."""

    def __init__(self, pack: Pack, cardinals: Cardinals) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {})
        context: Mapping[str, Any] = table.get("context", {})
        self._cardinals = cardinals
        self._scales: dict[str, float] = dict(table.get("scales", {}))
        self._no_improper = frozenset(str(context.get("no_improper", "")).split())
        self._plurals = frozenset(w for w in cardinals.below if w.endswith("s")) - self._no_improper
        self.watched = frozenset(["and", "point", "over", "quarters", *self._plurals])

    def read(self, run: Run, number: Number) -> Number:
        """The number with its part, or as it was."""
        word = run.norm(number.last)
        if word == "-" and run.norm(number.last + 1) in self._plurals and number.kind == "word":
            return self._divided(run, number, number.last + 1)  # one hundred thirty-fifths
        if number.kind not in ("digits", "word") or word not in self.watched:
            return number
        if word == "and":
            return self._added(run, number)
        if word == "point":
            return self._point(run, number)
        if word == "over":
            return self._over(run, number)
        return self._divided(run, number, number.last) if number.kind == "word" else number

    def _added(self, run: Run, number: Number) -> Number:
        """Five and a quarter, six million and two thirds; "five and a third of the town" are two amounts."""
        part = self._part(run, number.last + 1)
        if part is None or number.value % 1 != 0 or not self._closed(run, part.last):
            return number
        return self._with(run, number, number.value, part)

    def _with(self, run: Run, number: Number, whole: float, part: Spelled) -> Number:
        size = self._scales.get(run.norm(part.last))
        if size and (number.factor > size or number.factor == 1):
            if number.factor == 1:
                return Number(number.first, part.last + 1, (whole + part.value) * size, number.kind, size)  # three and a quarter million
            return Number(number.first, part.last + 1, whole + part.value * size, number.kind, number.factor)
        large = number.factor if number.factor >= _LARGE else 1.0
        return Number(number.first, part.last, whole + part.value * large, number.kind, number.factor)

    def _part(self, run: Run, at: int) -> Spelled | None:
        """A half, one fourth, two thirds: less than one."""
        if run.norm(at) in ("a", "an", "one"):
            above = Spelled(1.0, at + 1)
        elif run.norm(at) in self._cardinals.words:
            above = self._cardinals.below_thousand(run, at)
        else:
            return None
        below = self._cardinals.denominator(run, above.last)
        if below is None or above.value >= below.value or (above.value > 1) != run.norm(below.last - 1).endswith("s"):
            return None
        return Spelled(above.value / below.value, below.last)

    def _closed(self, run: Run, at: int) -> bool:
        """True where the part ends a number: at the end, before a sign, a word of size or what is counted in the plural."""
        following = run.norm(at)
        plural = following.endswith("s") and following not in ("is", "was", "has")
        return not following[:1].isalpha() or following in self._scales or plural

    def _divided(self, run: Run, number: Number, at: int) -> Number:
        """Twenty-three fifths; "one hundred and three quarters" is 100.75, "one hundred thirty fifths" 100/35."""
        last, below = number.last, self._cardinals.below[run.norm(at)]
        if number.value % 1 != 0:
            return number
        for i in range(last - 2, number.first, -1):
            if run.norm(i) == "and":
                rest = self._cardinals.plain(run, i + 1)
                if rest is not None and rest.last == last and rest.value < below:
                    return self._with(run, number, number.value - rest.value, Spelled(rest.value / below, at + 1))
                break
        if run.norm(at) in self._no_improper:
            return number
        top, tens = number.value, self._cardinals.words.get(run.norm(last - 1), 0.0)
        if run.norm(last - 1) in self._cardinals.tens and below <= 9 and last - 1 > number.first and run.norm(last - 2) not in ("and", "-"):
            top, below = number.value - tens, tens + below
        return Number(number.first, at + 1, top / below, "word")

    def _point(self, run: Run, number: Number) -> Number:
        """Nought point nought three, two hundred point seventy-one."""
        told, at = "", number.last + 1
        while run.norm(at) in self._cardinals.words and run.norm(at) not in self._cardinals.tens:
            told, at = told + f"{self._cardinals.words[run.norm(at)]:.0f}", at + 1
        if not told and run.norm(at) in self._cardinals.tens:
            value, at = self._cardinals.below_thousand(run, at)
            told = f"{value:.0f}" if value < 100 else ""
        if not told or number.kind != "word" or number.value % 1 != 0:
            return number
        value = float(f"{number.value:.0f}.{told}")
        size = self._scales.get(run.norm(at), 0.0)
        return Number(number.first, at + 1, value * size, "word", size) if size else Number(number.first, at, value, "word")

    def _over(self, run: Run, number: Number) -> Number:
        """One over twenty, where the phrase ends: a division; "picked one over two others" is none."""
        below = self._cardinals.plain(run, number.last + 1)
        if below is None or below.value <= 0 or number.factor != 1:
            return number
        following = run.norm(below.last)
        if following[:1].isalnum() or following in ("%", "-"):
            return number
        pressure = number.value > below.value > 1 and number.value < 10 * below.value
        return number if pressure else Number(number.first, below.last, number.value / below.value, number.kind)
