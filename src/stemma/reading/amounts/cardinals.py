"""Whole numbers in words: twenty-five, two hundred and fifty; and what stands in a row: the twenty-first, a two hundredth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from stemma.core.packs import Pack
from stemma.reading.amounts.digits import digits_value, ordinal_value, sizes
from stemma.reading.amounts.run import Run


class Spelled(NamedTuple):
    """A value and the token behind its words."""

    value: float
    last: int


class Cardinals:
    """Reads number words below a thousand, ordinals, and the lower part of a fraction."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {})
        self.words = sizes(table.get("cardinals", {}))
        self._scales = sizes(table.get("scales", {}))
        self._places = sizes({**table.get("ordinals", {}), **table.get("places", {})})
        below = sizes({**table.get("ordinals", {}), **table.get("denominators", {})})
        self.below = below | {word + "s": value for word, value in below.items() if word != "half"} | {"halves": 2.0}
        self.tens = frozenset(w for w, v in self.words.items() if v >= 20)

    def below_thousand(self, run: Run, i: int) -> Spelled:
        """The number whose first word is token i."""
        value, last = self.words[run.norm(i)], i + 1
        if value >= 20:
            step = last + 1 if run.norm(last) == "-" else last
            unit = self.words.get(run.norm(step), 0.0)
            if 1 <= unit <= 9:
                value, last = value + unit, step + 1
        if run.norm(last) == "hundred":
            value, last = value * 100, last + 1
            step = last + 1 if run.norm(last) == "and" else last
            if 0 < self.words.get(run.norm(step), 0.0) < 100:
                rest, last = self.below_thousand(run, step)
                value += rest
        return Spelled(value, last)

    def plain(self, run: Run, at: int) -> Spelled | None:
        """A plain number at a token, in digits or in words: 25, twenty-one, one hundred and twenty."""
        norm = run.norm(at)
        if norm in self.words:
            return self.below_thousand(run, at)
        value = digits_value(norm) if norm[:1].isdigit() else None
        return None if value is None else Spelled(value, at + 1)

    def denominator(self, run: Run, at: int) -> Spelled | None:
        """The lower part of a fraction: fifths, hundredth, twenty-firsts."""
        step = at + 1 if run.norm(at) == "-" else at
        word = run.norm(step)
        if word in self.below:
            return Spelled(self.below[word], step + 1)
        if word not in self.tens:
            return None
        unit = step + 2 if run.norm(step + 1) == "-" else step + 1
        place = self._place(run.norm(unit))
        return Spelled(self.words[word] + place, unit + 1) if 1 <= place <= 9 else None

    def _place(self, norm: str) -> float:
        return self._places.get(norm) or self._places.get(norm.removesuffix("s"), 0.0)

    def compound(self, run: Run, i: int) -> Spelled | None:
        """A place in a row that begins with a word of tens: twenty-first, ninety-ninth."""
        if run.norm(i) not in self.tens:
            return None
        unit = i + 2 if run.norm(i + 1) == "-" else i + 1
        place = self._places.get(run.norm(unit), 0.0)
        return Spelled(self.words[run.norm(i)] + place, unit + 1) if 1 <= place <= 9 else None

    def ordinal(self, run: Run, i: int) -> Spelled | None:
        """The place in a row at token i: 21st, eleventh, twenty-fifth, two hundredth, hundred trillionth."""
        norm = run.norm(i)
        place = ordinal_value(norm) if norm[:1].isdigit() else self._places.get(norm)
        if place is not None:
            return Spelled(place, i + 1)
        found = self.compound(run, i)
        if found is not None:
            return found
        if norm in self.words:
            value, last = self.below_thousand(run, i)
        elif norm in self._scales:
            value, last = self._scales[norm], i + 1
        else:
            return None
        while run.norm(last) in self._scales:
            value, last = value * self._scales[run.norm(last)], last + 1
        step = last + 1 if run.norm(last) == "and" else last
        behind = self.compound(run, step)
        if behind is None and run.norm(step) in self._places:
            behind = Spelled(self._places[run.norm(step)], step + 1)
        if behind is None:
            return None
        larger = behind.value > value or (step == last and behind.value >= 100)  # two hundredth, but hundred and fifth
        return Spelled(value * behind.value if larger else value + behind.value, behind.last)
