"""Numbers in passing: ages, pronouns, small numbers that point back, codes and calibres."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.reading.amounts.ages import row_of_ages
from stemma.reading.amounts.counted import Counted, NounReader
from stemma.reading.amounts.hedging import Hedge
from stemma.reading.amounts.parts import Parts
from stemma.reading.amounts.run import Run
from stemma.reading.amounts.unit_words import UnitReader

_SMALL: Final = 10  # spelled numbers up to here may point back: "the two sides"
_OLDEST: Final = 110
_LISTED: Final = (",", "(")
_NAMED: Final = 7  # tokens of a name between commas
_OFTEN: Final = 100  # that many times is a count


class Passing:
    """Says which numbers stand in passing, and which are ages."""

    def __init__(self, pack: Pack, nouns: NounReader, units: UnitReader) -> None:
        stops: Mapping[str, Any] = pack.tables.get("nouns", {}).get("stops", {})
        self._anaphors = frozenset(stops.get("anaphors", ()))
        self._not_one = frozenset(stops.get("not_one", ()))
        self._after_one = frozenset(stops.get("after_one", ()))
        self._calibres = frozenset(stops.get("calibres", ()))
        self._ages = frozenset(stops.get("ages", ()))
        self._extremes, self._crews = frozenset(stops.get("extremes", ())), frozenset(stops.get("crews", ()))
        self._limits = frozenset(stops.get("limits", ()))
        self._cardinals = frozenset(pack.tables.get("numbers", {}).get("cardinals", {}))
        self._age_at = frozenset(stops.get("age_at", ()))
        self._comparing = frozenset(stops.get("comparing", ()))
        self._after_was = frozenset(stops.get("after_was", ()))
        self._after_age = frozenset(stops.get("after_age", ()))
        self._one, self._only, self._was, self._he, self._them = (frozenset(stops.get(k, ())) for k in ("one", "only", "was", "he", "them"))
        self._age, self._closing = frozenset(stops.get("age", ())), frozenset(stops.get("closing", ()))
        self._shares = frozenset(stops.get("shares", ()))
        self._codes_from = float(stops.get("codes_from", 10000))
        self._nouns, self._units = nouns, units

    def age(self, run: Run, parts: Parts, hedge: Hedge | None, counted: Counted | None) -> bool:
        """Aged 63, a 34-year-old, ", 63," behind a name, children under five, retire at 65."""
        at = parts.first
        before = run.norm(at - 1)
        if parts.old:
            return True
        if parts.unit == "years" and run.norm(parts.last) == "of" and run.norm(parts.last + 1) in self._age:
            return True
        opened = run.norm(hedge.first - 1) if hedge is not None else before  # "aged over 70"
        if before in self._ages or opened in self._ages or (before == "of" and run.norm(at - 2) in self._age):
            return not parts.unit or parts.unit in self._units.durations
        if parts.unit or parts.number.kind not in ("digits", "word") or not 1 <= parts.high <= _OLDEST or parts.high % 1 != 0:
            return False
        if counted is None and (self._extreme(run, at) or self._of_person(run, at, parts)):
            return True
        if before == "at" and counted is None and (run.norm(at - 2) in self._age_at or run.norm(at - 3) in self._age_at):
            return True
        if before in _LISTED and counted is None and self._ages_of_several(run, at, parts):
            return True
        if before == "," and run.norm(at - 2) and parts.number.kind == "digits":
            named = run.capital(at - 2) or self._nouns.person(run.norm(at - 2))
            return named and run.norm(parts.last) in self._after_age
        if hedge is None or counted is not None or hedge.last - hedge.first > 1 or run.norm(hedge.first) not in self._limits:
            return False
        before = run.norm(hedge.first - 1)
        return before in self._them or self._nouns.person(self._nouns.singular(before))  # five of them under eighteen

    def _ages_of_several(self, run: Run, at: int, parts: Parts) -> bool:
        """ "Her brothers, 9 and 11, were hurt", "two girls (2, 5 and 9)": one number for each, and a sign behind the last."""
        noun = run.norm(at - 2)
        if noun == self._nouns.singular(noun) or not self._nouns.person(self._nouns.singular(noun)):
            return False
        last, ages = row_of_ages(run, parts.last, self._cardinals)
        return ages > 1 and run.norm(last) in ((")",) if run.norm(at - 1) == "(" else (",", "."))

    def _extreme(self, run: Run, at: int) -> bool:
        """ "the youngest of them 13 and the oldest 63"."""
        back = at - 1 - (run.norm(at - 1) in self._was)
        back -= 2 if run.norm(back) in self._them and run.norm(back - 1) == "of" else 0
        return run.norm(back) in self._extremes

    def _of_person(self, run: Run, at: int, parts: Parts) -> bool:
        """ "a boy of nine", "she was only 16", "who was nine according to his mother"."""
        one = run.norm(at - 2) not in self._crews and self._nouns.person(run.norm(at - 2))
        if run.norm(at - 1) == "of" and run.norm(at - 3) in self._one and one:
            return run.norm(parts.last) not in ("of", "-")
        was = at - 1 - (run.norm(at - 1) in self._only)
        if run.norm(was) in self._was and run.norm(parts.last) in self._closing and self._of_name(run, was):
            return True
        return run.norm(was) in self._was and run.norm(was - 1) in self._he and run.norm(parts.last) in self._after_was

    def _of_name(self, run: Run, was: int) -> bool:
        """ "The driver, Affan Kurniawan, | was 21.", "Affan Kurniawan | was 21.": somebody by name, of whom no more is said."""
        if run.norm(was - 1) == "," and run.capital(was - 2):
            opened = next((i for i in range(was - 3, max(run.start, was - _NAMED) - 1, -1) if run.norm(i) == ","), -1)
            return opened > run.start and self._nouns.person(run.norm(opened - 1))
        return was - 2 == run.start and run.capital(was - 1) and run.capital(was - 2) and not self._limits.intersection([run.norm(was - 2)])

    def pronoun(self, run: Run, parts: Parts) -> bool:
        """ "no one", "one another", "the one that": no number."""
        after = run.norm(parts.last)
        return run.norm(parts.first - 1) in self._not_one or (after in self._after_one and after != "of")

    def weak(self, run: Run, parts: Parts, counted: Counted | None) -> bool:
        """True for a number that is a claim only if other words say so."""
        before = run.norm(parts.first - 1)
        all_but = before == "but" and run.norm(parts.first - 2) == "all"
        if parts.modifier or parts.hyphen or all_but:
            return True
        if counted is not None and counted.head == "time":
            return parts.high < _OFTEN or run.norm(counted.last) in self._comparing
        persons = counted is not None and counted.persons
        if parts.number.kind == "vague" and parts.high < _SMALL and not parts.unit:
            return not persons
        if parts.form == "fraction" and parts.number.last - parts.number.first == 1:
            return before not in self._shares and run.norm(parts.last) != "of" and run.norm(parts.last) not in self._nouns.openers
        if parts.unit:
            return parts.unit == "mm" and run.norm(parts.last) in self._calibres
        if parts.number.kind != "word":
            return counted is None and parts.high >= self._codes_from and run.norm(parts.number.first) == f"{parts.high:.0f}"
        if parts.high == 1:
            return not persons or run.norm(parts.last) == "of"
        return parts.high <= _SMALL and before in self._anaphors and not persons
