"""Numbers as they stand in a text, in digits or in words: 1,376, 12.3m, two and a half million, a few dozen, one in ten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.reading.amounts.cardinals import Cardinals
from stemma.reading.amounts.digits import Number, digits_value, ordinal_value, sizes
from stemma.reading.amounts.fractions import FractionReader
from stemma.reading.amounts.mixed import MixedReader
from stemma.reading.amounts.powers import powered
from stemma.reading.amounts.run import Run

_ARTICLES: Final = ("a", "an", "one")
_SIZES: Final = {24.0: 12.0, 40.0: 20.0}  # "a couple of dozens" counts dozens


class NumberReader:
    """Reads the number that begins at a token."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {})
        self.spelled = Cardinals(pack)
        self._cardinals = self.spelled.words
        self._scales = sizes(table.get("scales", {}))
        self._suffixes = sizes(table.get("suffixes", {}))
        self._groups = sizes(table.get("groups", {}))
        self._plurals = sizes(table.get("plurals", {}))
        self._tens = sizes(table.get("tens", {}))
        self._few = {word: [float(n) for n in few] for word, few in table.get("few", {}).items()}
        self._glyphs = sizes(table.get("glyphs", {}))
        self._ordinals = sizes(table.get("ordinals", {}))
        context: Mapping[str, Any] = table.get("context", {})
        self._millions = frozenset(str(context.get("millions", "")).split())
        self._after_scores = frozenset(str(context.get("after_scores", "")).split())
        self._metres = frozenset(str(context.get("metres", "")).split())
        self._codes = frozenset(str(context.get("codes", "")).split())
        self._sets = sizes(table.get("sets", {}))
        self._sets_openers = frozenset(context.get("sets_openers", ()))
        self._few_openers = frozenset(context.get("few_openers", ()))
        self._fractions = FractionReader(pack, self.spelled)
        self._mixed = MixedReader(pack, self.spelled)
        tables = (
            self._cardinals,
            self._tens,
            self._scales,
            self._groups,
            self._plurals,
            self._few,
            self._sets,
            self._glyphs,
            self._ordinals,
        )
        self.seeds = self._fractions.words.union(*tables)

    def read(self, run: Run, i: int) -> Number | None:
        """The number that begins at token i, or None; "a dozen" begins at "a" and is found from "dozen"."""
        norm = run.tokens[i].norm
        if "0" <= norm[0] <= "9":
            number = self._digits(run, i)
        elif norm in self._cardinals:
            number = self._words(run, i)
        else:
            number = self._word_of_size(run, i)
        return self._mixed.read(run, number) if number is not None else None

    def _word_of_size(self, run: Run, i: int) -> Number | None:
        norm = run.tokens[i].norm
        if norm in self._glyphs:
            return Number(i, i + 1, self._glyphs[norm] * 100, "fraction")
        if norm == "scores" and run.norm(i + 1) not in self._after_scores:
            return None  # he scores, test scores
        if norm in self._plurals or norm in self._tens:
            return self._vague(run, i)
        if norm in self._few:
            return self._several(run, i)
        if norm in self._sets:
            return self._set(run, i)
        return self._articled(run, i)

    def _set(self, run: Run, i: int) -> Number | None:
        """A trio of ministers, another quartet of batteries."""
        if run.norm(i - 1) not in self._sets_openers or run.norm(i + 1) != "of":
            return None
        return Number(i - 1, i + 1, self._sets[run.norm(i)], "word")

    def _articled(self, run: Run, i: int) -> Number | None:
        norm = run.tokens[i].norm
        if norm == "half":
            return self._fractions.half(run, i)
        article = i > 0 and run.tokens[i - 1].norm in _ARTICLES and run.tokens[i - 1].sentence == run.tokens[i].sentence
        if norm == "quarter" and not article and run.norm(i + 1) in self._scales:
            factor = self._scales[run.norm(i + 1)]
            return Number(i, i + 2, factor / 4, "word", factor)  # it costs quarter million
        if norm in self._scales or norm in self._groups:
            bare = norm == "dozen" or (norm in self._scales and run.norm(i + 1) in self._scales)  # hundred thousand dollars
            return self._one_of_size(run, i - 1 if article else i) if article or bare else None
        if article and norm in self._fractions.words:
            return self._fractions.articled(run, i)
        return Number(i, i + 1, self._ordinals[norm], "ordinal") if norm in self._ordinals else None

    def _digits(self, run: Run, i: int) -> Number | None:
        norm = run.tokens[i].norm
        if run.norm(i - 1) == "." and run.tight(i) and not run.tight(i - 1):
            return self._pointed(run, i)
        value = digits_value(norm)
        if value is None:
            place = ordinal_value(norm)
            return Number(i, i + 1, place, "ordinal") if place is not None else None
        last = i + 1
        if run.tight(last) or run.norm(last) in ("x", "×"):
            power = powered(run, last, value)
            if power is not None:
                return Number(i, power.last, power.value, "digits")
        if len(norm) <= 3 and norm.isdigit():
            while run.norm(last) == "000" and run.tokens[last].start == run.tokens[last - 1].end + 1:
                value, last = value * 1000, last + 1
        if last == i + 1 and len(norm) <= 3 and (run.norm(last), run.norm(last + 1)) == (",", "000"):
            value, last = value * 1000, last + 2  # 80, 000 in text whose signs stand apart
        if run.norm(last) in self._glyphs and run.tokens[last].start - run.tokens[last - 1].end <= 1:
            value, last = value + self._glyphs[run.norm(last)], last + 1
        if run.norm(last) == "s" and run.tight(last) and run.norm(last + 1) == "of":
            return Number(i, last + 1, value, "vague")  # 100s of homes
        part = self._fractions.slashed(run, last, value)
        if part is not None:
            return Number(i, last + 2, part * 100, "fraction")
        above = digits_value(run.norm(last)) if run.norm(last + 1) == "/" else None
        more = self._fractions.slashed(run, last + 1, above) if above is not None else None
        if more is not None:
            return Number(i, last + 3, value + more, "digits")  # 10 1/2 miles
        return self._fractions.among(run, i, last, value) or self._row(run, self._scaled(run, Number(i, last, value, "digits")))

    def _pointed(self, run: Run, i: int) -> Number | None:
        """.08 percent, $.5 million: digits behind a point with nothing before it."""
        norm = run.tokens[i].norm
        return self._scaled(run, Number(i - 1, i + 1, float(f"0.{norm}"), "digits")) if norm.isdigit() else None

    def _row(self, run: Run, number: Number) -> Number:
        """4 thousand 3 hundred and 21: digits with words of size in a row."""
        while number.factor >= 100 and run.norm(number.last - 1) in self._scales:
            joined = number.factor == 100 and run.norm(number.last) == "and"
            value = digits_value(run.norm(number.last + joined)) if run.digit(number.last + joined) else None
            if value is None or value % 1 != 0:
                return number
            more = self._scaled(run, Number(number.last + joined, number.last + joined + 1, value, "digits"))
            if more.value >= number.factor or more.kind != "digits" or (more.factor == 1 and not joined):
                return number
            number = Number(number.first, more.last, number.value + more.value, "digits", more.factor)
        return number

    def _scaled(self, run: Run, number: Number) -> Number:
        """The number with the word of size behind it: 1.2 million, 12.3m, 4 hundred thousand, 2 dozen, 5-million."""
        first, last, value, kind = number[:4]
        suffix = self._suffixes.get(run.norm(last))
        if suffix and (self._is_suffix(run, last) if run.tight(last) else self._apart(run, last)):
            return Number(first, last + 1, value * suffix, kind, suffix)
        if run.norm(last) == "-" and run.norm(last + 1) in self._scales:
            last += 1
        if (run.norm(last), run.norm(last + 1), run.norm(last + 2)) == ("and", "a", "half"):
            value, last = value + 0.5, last + 3
            last += run.norm(last) == "-" and run.norm(last + 1) in self._scales
        factor = 1.0
        while run.norm(last) in self._scales:
            factor *= self._scales[run.norm(last)]
            last += 1
        if factor == 1.0 and run.norm(last) in ("dozen", "dozens"):
            hundreds = value - value % 100 if run.norm(last - 2) == "and" else 0.0  # three hundred and two dozen
            return Number(first, last + 1, hundreds + (value - hundreds) * 12, "group", 12.0)
        return Number(first, last, value * factor, kind, factor)

    def _apart(self, run: Run, at: int) -> bool:
        """ "12 bn" and "8 B people" stand apart from their digits."""
        norm = run.norm(at)
        if norm == "k":
            return "." in run.norm(at - 1)
        return (len(norm) > 1 and norm.endswith("n")) or (run.text(at) == "B" and run.norm(at + 1) in self._millions)

    def _is_suffix(self, run: Run, at: int) -> bool:
        """12m people is twelve million, a 12m wall and 12m high are metres; a capital, 12M, is a million."""
        norm = run.norm(at)
        if norm not in ("m", "b") or run.text(at) in ("M", "B"):
            return norm != "mm" or self._priced(run, at - 1)
        if self._priced(run, at - 1):
            return True
        following = run.norm(at + 1)
        return following in self._millions or (following.endswith("s") and following not in self._metres and "." in run.norm(at - 1))

    def _priced(self, run: Run, at: int) -> bool:
        """True where a sign or code of money stands before the digits."""
        before = run.tokens[at - 1] if at >= 1 else None
        return before is not None and (before.norm[-1] in "$€£¥₹₽₴₺₪₩₦" or before.text in self._codes)

    def _words(self, run: Run, i: int) -> Number | None:
        """Spelled numbers: twenty-five, two hundred and fifty thousand, two thirds, three and a half million."""
        place = self.spelled.compound(run, i)
        if place is not None:
            return self._fractions.placed(run, i, place)
        value, last = self.spelled.below_thousand(run, i)
        part = self._fractions.spelled(run, i, last, value) or self._fractions.among(run, i, last, value)
        if part is not None:
            return part
        total, factor = 0.0, 1.0
        number = self._scaled(run, Number(i, last, value, "word"))
        while number.factor >= 1000 and number.kind == "word":
            total, last, factor = total + number.value, number.last, number.factor if total == 0.0 else factor
            following = last + 1 if run.norm(last) == "and" else last
            if run.norm(following) not in self._cardinals:
                return Number(i, last, total, "word", factor)
            more, upto = self.spelled.below_thousand(run, following)
            below = number.factor
            number = self._scaled(run, Number(following, upto, more, "word"))
            if number.factor >= below:
                return Number(i, last, total, "word", factor)
        return Number(i, number.last, total + number.value, number.kind, max(factor, number.factor))

    def every(self, run: Run, number: Number) -> Number | None:
        """Every fourth victim is a quarter of them; every second day says how often."""
        return self._fractions.every(run, number)

    def _one_of_size(self, run: Run, first: int) -> Number:
        """A hundred, a million and a half, a dozen; "dozen" alone too."""
        norm = run.tokens[first].norm
        i = first if norm in self._groups or norm in self._scales else first + 1
        norm = run.tokens[i].norm
        if norm in self._groups:
            return Number(first, i + 1, self._groups[norm], "group", self._groups[norm])
        factor = self._scales[norm]
        if (run.norm(i + 1), run.norm(i + 2), run.norm(i + 3)) == ("and", "a", "half"):
            return Number(first, i + 4, factor * 1.5, "word", factor)
        number = self._scaled(run, Number(first, i + 1, factor, "word"))
        if number.value == factor and run.norm(i + 1) == "and" and run.norm(i + 2) in self._cardinals and run.norm(first - 1) != "between":
            more, last = self.spelled.below_thousand(run, i + 2)
            if more < factor and run.norm(last) not in self._scales:
                return Number(first, last, factor + more, "word", factor)  # a hundred and three
        return Number(first, number.last, number.value, "word", factor * number.factor)

    def _vague(self, run: Run, i: int) -> Number | None:
        """Dozens, hundreds of thousands, tens of millions."""
        norm = run.norm(i)
        value, last = self._plurals.get(norm, 0.0), i + 1
        if norm in self._tens and run.norm(last) == "of" and run.norm(last + 1) in self._plurals:
            value, last = self._tens[norm] * self._plurals[run.norm(last + 1)], last + 2
        first = i - 1 if run.norm(i - 1) in ("many", "several") else i
        return Number(first, last, value, "vague") if value else None

    def _several(self, run: Run, i: int) -> Number | None:
        """Several, a few, a few dozen, several hundred, a handful of, a couple of hundred."""
        norm = run.norm(i)
        alone, factor = self._few[norm]
        first, last = i, i + 1
        if norm != "several":
            before = run.tokens[i - 1].norm if i else ""
            if before not in self._few_openers:
                return None
            first = i - 1 if before == "a" else i
        step = last + 1 if norm in ("couple", "handful") and run.norm(last) == "of" else last
        word = run.norm(step)
        size = self._scales.get(word) or self._groups.get(word) or self._plurals.get(word)
        if size:
            return Number(first, step + 1, factor * _SIZES.get(size, size), "vague", size)
        return Number(first, last, alone, "vague")
