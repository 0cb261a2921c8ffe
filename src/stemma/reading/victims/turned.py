"""Sentences turned round: "Also killed were two nurses", "Among the dead was a boy", "The victims include a man and his son"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.phrases import Hit
from stemma.reading.amounts.run import Run
from stemma.reading.forms import expand
from stemma.reading.victims.people import PeopleReader
from stemma.reading.victims.persons import Place, Struck

_LONGEST: Final = 12  # tokens of a phrase between what befell them and the verb
_BEFORE: Final = 4  # tokens from the beginning of a sentence to what befell them


class Turned:
    """Finds lists of persons behind the verb of a sentence whose first words say what befell them."""

    def __init__(self, table: Mapping[str, Any], people: PeopleReader) -> None:
        """`table` is the language's table of victims."""
        turned: Mapping[str, Any] = table.get("turned", {})
        self._people = people
        self._words = {word: kind for kind in ("dead", "hurt", "struck") for word in expand(turned.get(kind, ()))}
        self._opening, self._verbs, self._behind = (frozenset(turned.get(k, ())) for k in ("opening", "verbs", "behind"))

    def find(self, place: Place) -> list[Struck]:
        """The list of such a sentence, if it is one."""
        run = place.run
        at = next((i for i in range(run.start, min(run.start + _BEFORE, run.end)) if run.norm(i) not in self._opening), run.end)
        kind = self._words.get(run.norm(at)) if at < run.end else None
        verb = self._verb(run, at + 1) if kind is not None else -1
        if kind is None or verb < 0:
            return []
        people = self._people.read(place, verb + 1)
        if not people or people[0].last == people[0].number + 1 or run.digit(people[0].last - 1):
            return []  # "the victims are 20 to 35 years old"
        return [Struck(kind, people[0].first, people[-1].last, sum(p.many for p in people), tuple(people), Hit(at, at + 1, kind))]

    def _verb(self, run: Run, at: int) -> int:
        """The verb, directly or behind a phrase of place or time: "Killed in the blast on Monday were"."""
        if run.norm(at) in self._verbs:
            return at
        if run.norm(at) not in self._behind:
            return -1
        return next((k for k in range(at, min(at + _LONGEST, run.end)) if run.norm(k) in self._verbs), -1)
