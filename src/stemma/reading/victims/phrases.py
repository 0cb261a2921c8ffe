"""One phrase of persons and the ages in and behind it: "35-year-old Detroit man", "police officer", ", 35,"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.reading.amounts.ages import row_of_ages
from stemma.reading.amounts.counted import NounReader
from stemma.reading.amounts.run import Run
from stemma.reading.victims.named import LONGEST
from stemma.reading.victims.persons import Person

_HYPHENS: Final = ("-", "‑")
_CLOSING: Final = (",", ")", ";", ".")
_ENDS: Final = ("", ",", ".", ")", ";", ":", "-", "–", "—")


class Phrases:
    """Reads the phrase of persons that begins at a token."""

    def __init__(self, pack: Pack, told: frozenset[str], be: frozenset[str]) -> None:
        """`told` are the first words of what befalls people, `be` the forms of "to be"."""
        who: Mapping[str, Any] = pack.tables.get("victims", {}).get("who", {})
        self._stops, self._pairs, self._never, self._years, self._old = (
            frozenset(who.get(name, ())) for name in ("stops", "pairs", "never", "years", "old")
        )
        self._children = tuple(who.get("children", ()))
        numbers: Mapping[str, Any] = pack.tables.get("numbers", {})
        self._cardinals = frozenset(numbers.get("cardinals", {}))
        self._articles = frozenset(who.get("determiners", ())) - frozenset(numbers.get("ordinals", {}))
        self._nouns = NounReader(pack)
        self._told, self._be = told, be

    def behind_age(self, run: Run, at: int) -> int:
        """Behind ", 35,", "(35)", ", 18 and 20," or ", 2, 5 and 9 years old,"."""
        if run.norm(at) not in (",", "(") or not run.norm(at + 1).isdigit() or self.aged(run, at + 1):
            return at  # "his mother, 27-year-old Ana Cole"
        last, ages = row_of_ages(run, at + 2)
        several = ages > 1
        if run.norm(last) in self._years and run.norm(last + 1) in self._old:
            several, last = True, last + 2
        if several and run.norm(last) in _CLOSING:
            return last + (run.norm(last) == ")")
        if self._behind_number(run.norm(at + 2)):
            return at + 3 if run.norm(at + 2) == ")" else at + 2
        return at

    def _behind_number(self, norm: str) -> bool:
        """True behind an age, and not behind a number of persons."""
        return norm in _ENDS or norm in self._stops or norm in self._told

    def aged(self, run: Run, i: int) -> bool:
        """True of "35-year-old", "four-month-old", "17 year old"."""
        if not (run.digit(i) or run.norm(i) in self._cardinals):
            return False
        at = i + 1 + (run.norm(i + 1) in _HYPHENS)
        if run.norm(at) not in self._years:
            return False
        return (at == i + 2 and run.digit(i)) or run.norm(at + 1 + (run.norm(at + 1) in _HYPHENS)) in self._old

    def pair(self, run: Run, i: int) -> bool:
        """ "A couple", which is two persons; not "a couple of days"."""
        return run.norm(i + 1) in self._pairs and run.norm(i + 2) != "of"

    def read(self, run: Run, i: int) -> Person | None:
        """Adjectives and a noun of persons: 35-year-old Detroit man, police officer."""
        last = -1
        for k in range(i, min(i + LONGEST + 4, run.end)):
            norm = run.norm(k)
            if norm in self._stops or norm in (",", ".", ";", ":", "(", '"'):
                break
            if k > i and (norm in self._articles or (norm in self._cardinals and not self.aged(run, k))):
                break  # "a vigil honouring | a man"
            old = norm in self._old and (run.norm(k - 1) in _HYPHENS or run.norm(k - 1) in self._years)  # "a 14-year-old was killed"
            if old or norm in self._pairs or self.is_person(norm):
                last = k
            elif last >= 0:
                break
        if last < 0:
            return None
        head = run.norm(last)
        if head in self._pairs:
            return Person(i, last + 1, 2, "indefinite")
        one = self._nouns.person(head) or head in self._old
        return Person(i, last + 1, 1, "indefinite") if one else Person(i, last + 1, 2, "plural")

    def of_place(self, run: Run, i: int) -> Person | None:
        """ "Boyle County man dies", "Leeds teen shot": somebody without an article behind the name of a place in a headline."""
        at = i
        while run.capital(at) and at - i < LONGEST and run.norm(at) not in self._told:
            at += 1
        norm = run.norm(at)
        if at == i or run.capital(at) or not (self._nouns.person(norm) and self.is_person(norm)):
            return None
        told = run.norm(at + 1) in self._told or run.norm(at + 1) in self._be or run.norm(at + 1) in (",", "who")
        return Person(i, at + 1, 1, "indefinite") if told else None

    def is_person(self, norm: str) -> bool:
        """True of a noun of persons in the singular or plural."""
        if not norm[:1].isalpha() or norm in self._never:
            return False
        return self._nouns.person(norm) or self._nouns.person(self._nouns.singular(norm)) or norm.endswith(self._children)
