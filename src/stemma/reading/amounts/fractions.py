"""Parts of a whole, as a percentage: one-fifth, two thirds, three quarters, one in ten, 3/4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.reading.amounts.cardinals import Cardinals, Spelled
from stemma.reading.amounts.digits import Number, digits_value, sizes
from stemma.reading.amounts.run import Run

_WHOLES: Final = (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100)  # "three in ten", "3/4"
_EACH: Final = ("every", "each")
_SECOND, _LAST = 3, 20  # "every second" is too often a time
_ROUND: Final = (100, 1000)  # "12 out of 20 districts" counts districts, "12 out of 100" is a share


class FractionReader:
    """Reads fractions of a whole."""

    def __init__(self, pack: Pack, cardinals: Cardinals) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {})
        context: Mapping[str, Any] = table.get("context", {})
        self._cardinals = cardinals
        self._scales = sizes(table.get("scales", {}))
        self._below = cardinals.below
        self._ordinals = sizes(table.get("ordinals", {}))
        self._times = frozenset(str(context.get("times", "")).split())
        self._ends = frozenset(str(context.get("fraction_ends", "")).split())
        self._rounds: dict[str, float] = {word: self._scales[word] for word in ("hundred", "thousand") if word in self._scales}
        self._verbs = frozenset(str(context.get("share_verbs", "")).split())
        self._no_half = frozenset(context.get("halves", ()))
        self.words = frozenset(self._below)

    def slashed(self, run: Run, last: int, value: float) -> float | None:
        """2/3, 1/4: a fraction, while 24/7 and 9/11 are none."""
        if run.norm(last) != "/" or not run.tight(last) or not run.tight(last + 1) or run.norm(last + 2) == "/":
            return None
        below = digits_value(run.norm(last + 1))
        return value / below if below in _WHOLES and below is not None and 0 < value < min(below, 10) else None

    def among(self, run: Run, i: int, last: int, value: float) -> Number | None:
        """One in ten, three out of four, four in every hundred, 93 of every 100, one patient in 25."""
        if not 1 <= value <= 99:
            return None
        noun = -1 if self._behind_in(run, last) else last
        after = self._behind_in(run, last if noun < 0 else last + 1)
        if not after or (noun >= 0 and not self._named(run, noun)):
            return None
        every = run.norm(after) in _EACH
        article = run.norm(after) in ("a", "one") and run.norm(after + 1) in self._rounds
        after += every or article
        plain = self._cardinals.plain(run, after)
        below, upto = plain or (self._rounds.get(run.norm(after), 0.0) * (every or article), after + 1)
        if (
            below <= value
            or (value % 1 != 0 and (not every or below not in _ROUND))
            or not self._whole(run, last if noun < 0 else last + 1, (value, below), every)
        ):
            return None
        following = run.norm(upto)
        if following in self._times or following in self._scales or following in ("%", "-"):
            return None
        if noun >= 0 and not every and following[:1].isalpha() and following not in self._ends and following not in self._verbs:
            return None  # one attack in five cities
        return Number(i, upto, 100.0 * value / below, "fraction", noun=noun)

    def _named(self, run: Run, at: int) -> bool:
        """True for a plain word between a number and "in": one patient in 25."""
        word = run.norm(at)
        return word.isalpha() and word not in self._ends and word not in self._scales and word not in self._times

    def _behind_in(self, run: Run, last: int) -> int:
        if run.norm(last) == "in":
            return last + 1
        if run.norm(last) == "out" and run.norm(last + 1) == "of":
            return last + 2
        if run.norm(last) == "of" and run.norm(last + 1) in _EACH:
            return last + 1
        return last + 3 if run.norm(last) == "-" and run.norm(last + 1) == "in" else 0

    def _whole(self, run: Run, last: int, pair: tuple[float, float], every: bool) -> bool:
        value, below = pair
        if run.norm(last) == "out":
            return below <= 10 or below in _ROUND
        if run.norm(last) == "in" and below not in _WHOLES and not every and value != 1:
            return False
        return below <= 100 or below % 10 == 0

    def spelled(self, run: Run, i: int, last: int, value: float) -> Number | None:
        """Two thirds, one-fifth, three quarters, behind the number in words."""
        found = self._cardinals.denominator(run, last)
        if found is None:
            return None
        below, after = found
        several = run.norm(after - 1).endswith("s")
        if below <= 2 or value >= below or value % 1 != 0 or (value > 1) != several:
            return None
        following = run.norm(after)
        if following in self._scales:
            return self._of_scale(i, after, value / below, run)
        apart = value == 1 and after == last + 1  # "one third man"
        if apart and following[:1].isalpha() and following not in self._ends:
            return None
        return Number(i, after, 100.0 * value / below, "fraction")

    def every(self, run: Run, number: Number) -> Number | None:
        """ "Every fourth victim": a quarter of them."""
        noun = run.norm(number.last)
        if not _SECOND <= number.value <= _LAST or not noun.isalpha() or noun in self._times or noun in self._ends or noun in self._scales:
            return None
        return Number(number.first - 1, number.last, 100.0 / number.value, "fraction", noun=number.last)

    def placed(self, run: Run, i: int, place: Spelled) -> Number:
        """The twenty-first; "a twenty-first" with nothing behind it is a part."""
        article = run.norm(i - 1) in ("a", "one") and not run.norm(place.last)[:1].isalpha()
        if article:
            return Number(i - 1, place.last, 100.0 / place.value, "fraction")
        return Number(i, place.last, place.value, "ordinal")

    def articled(self, run: Run, i: int) -> Number:
        """A third of, a quarter of a million; "a third man" has the place of a man."""
        word = run.norm(i)
        if run.norm(i + 1) == "of" and run.norm(i + 2) in ("a", "one") and run.norm(i + 3) in self._scales:
            factor = self._scales[run.norm(i + 3)]
            return Number(i - 1, i + 4, factor / self._below[word], "word", factor)
        following = run.norm(i + 1)
        if following in self._scales:
            return self._of_scale(i - 1, i + 1, 1 / self._below[word], run)
        part = following in self._ends or following in self._verbs  # "almost a third died"
        if word in self._ordinals and (following == "-" or following[:1].isalpha()) and not part:
            return Number(i, i + 1, self._ordinals[word], "ordinal")
        return Number(i - 1, i + 1, 100.0 / self._below[word], "fraction")

    def _of_scale(self, first: int, at: int, part: float, run: Run) -> Number:
        """A quarter million, three quarters billion."""
        factor = self._scales[run.norm(at)]
        return Number(first, at + 1, part * factor, "word", factor)

    def half(self, run: Run, i: int) -> Number | None:
        """Half of them, half a million, half a dozen, half an hour."""
        article = run.norm(i + 1) in ("a", "an")
        step = i + 2 if article else i + 1
        scale = self._scales.get(run.norm(step))
        if scale:
            return Number(i, step + 1, 0.5 * scale, "word", scale)
        if run.norm(step) == "dozen":
            return Number(i, step + 1, 6.0, "group", 12.0)
        if article:
            return Number(i, i + 2, 0.5, "half")
        if run.norm(i - 1) in self._no_half:
            return None
        alone = run.norm(i - 1) == "a" and not run.norm(i + 1)[:1].isalnum()  # below a half
        return Number(i - alone, i + 1, 50.0, "fraction")
