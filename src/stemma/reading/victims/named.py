"""Names of persons: two and more capitals in a row, or the last name of one who was named in full before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.reading.amounts.run import Run
from stemma.reading.victims.persons import Person, Place

LONGEST: Final = 6  # words of one person's phrase


class NamedReader:
    """Reads a person's name that begins at a token."""

    def __init__(self, who: Mapping[str, Any], told: frozenset[str], be: frozenset[str]) -> None:
        """`told` are the first words of what befalls people, `be` the forms of "to be"."""
        self._where, self._stops, self._places, self._not_names = (
            frozenset(who.get(name, ())) for name in ("where", "stops", "places", "not_names")
        )
        self._relative = frozenset(who.get("relative", ()))
        self._suffixes = frozenset(who.get("suffixes", ()))
        self._told, self._be = told, be

    def full(self, run: Run, i: int) -> Person | None:
        """Two and more capitals in a row that no noun follows: Ana Maria Cole."""
        k = i
        while self._of_name(run, k) or (k > i and run.norm(k) == "." and run.tight(k) and self._shortened(run, k - 1)):
            k += 1
        if run.norm(i - 1) in self._where:
            return None  # "in Downtown Leeds, a boy and a man"
        if k - i < 2 or k - i > LONGEST or run.norm(i) in self._stops or run.norm(k - 1) in self._places:
            return None
        return Person(i, k, 1, "named")

    def _of_name(self, run: Run, k: int) -> bool:
        norm = run.norm(k)
        return run.capital(k) and (norm.isalpha() or "-" in norm or norm.endswith(".")) and norm not in self._told

    def _shortened(self, run: Run, k: int) -> bool:
        """True of the M of "Ana M. Cole" and of "Jr.", before a sign or what befell him."""
        return (len(run.norm(k)) == 1 and run.capital(k)) or run.norm(k) in self._suffixes

    def surname(self, place: Place, i: int) -> Person | None:
        """ "Cole was pronounced dead", where "Ana Cole" stands before."""
        run, norm = place.run, place.run.norm(i)
        told = run.norm(i - 1) in self._told or run.norm(i + 1) in self._be or run.norm(i + 1) in self._told
        told = told or (run.norm(i + 1) == "," and run.norm(i + 2) in self._relative)
        if run.capital(i + 1) or not told or norm in self._stops:
            return None
        tokens = place.text.tokens
        full = any(0 < j < i and tokens[j - 1].text.isalpha() and tokens[j - 1].text[0].isupper() for j in place.text.words.get(norm, ()))
        return Person(i, i + 1, 1, "named") if full and norm not in self._places and norm not in self._not_names else None
