"""How many are in a thing of which something else is told: "a theatre sheltering some 1,300 was bombed"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Sentence, Text
from stemma.reading.measures.counting import Counted

_COUNTS: Final = ("count", "persons")


class Inside:
    """Knows words by which a thing holds people; built from the table `clauses`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        inside: Mapping[str, Any] = table.get("inside", {})
        self._holding, self._hedges, self._shelters, self._governing, self._being, self._below = (
            frozenset(inside.get(k, ())) for k in ("holding", "hedges", "shelters", "governing", "being", "below")
        )
        self._singular, self._with, self._for = (frozenset(inside.get(k, ())) for k in ("singular", "with", "for"))
        self._carrying = frozenset(inside.get("carrying", ()))
        self._aboard = tuple(tuple(phrase.split()) for phrase in inside.get("aboard", ()))

    def holds(self, counted: Counted, text: Text, sentence: Sentence) -> bool:
        """True of a bare number of those whom a thing holds: "carrying 120", "with 40 on board", "a shelter for 200"."""
        if counted.head or counted.unit not in _COUNTS or not counted.whole:
            return False
        be = counted.last
        while be < sentence.last and text.tokens[be].norm in self._being:
            be += 1
        if counted.last < be < sentence.last and text.tokens[be].norm in self._below:
            return True  # "110 had been aboard"
        if be > counted.last and self._goes_aboard(be, text, sentence) > be + 1:
            return True  # "110 had been aboard", "Of the 110 who were underground"
        if self.held(counted, text, sentence) and self._goes_aboard(counted.last, text, sentence) > counted.last:
            return True  # "- 134 on board"
        at = self._before(counted, text, sentence)
        word = text.tokens[at].norm if at >= sentence.first else ""
        if word in self._with:
            return self._goes_aboard(counted.last, text, sentence) > counted.last
        if word in self._for:
            return at > sentence.first and text.tokens[at - 1].norm in self._shelters and self.told_elsewhere(counted, text, sentence) > 0
        return word in self._holding and (
            self.told_elsewhere(counted, text, sentence) > 0 or self._goes_aboard(counted.last, text, sentence) > counted.last
        )

    def held(self, counted: Counted, text: Text, sentence: Sentence) -> bool:
        """ "A ferry carrying 134 passengers", "134 were on board": of these nothing is told but where they are."""
        at = self._before(counted, text, sentence)
        if counted.unit not in _COUNTS or (at >= sentence.first and text.tokens[at].norm in self._carrying):
            return counted.unit in _COUNTS
        be = counted.last
        while be < sentence.last and text.tokens[be].norm in self._being:
            be += 1
        word = "" if counted.first == sentence.first or at < sentence.first else text.tokens[at].norm
        opens = not word or not word[0].isalnum() or word in self._being
        return self._goes_aboard(be, text, sentence) > be and (be > counted.last or opens)

    def told_elsewhere(self, counted: Counted, text: Text, sentence: Sentence) -> int:
        """The token of a verb behind several that tells of one thing: "a school housing 400 pupils | was shelled"; 0 where none stands."""
        low, high = counted.value
        if counted.unit not in _COUNTS or (low if low is not None else high or 0.0) <= 1.0:
            return 0
        at = self._goes_aboard(counted.last, text, sentence)
        if at >= sentence.last or text.tokens[at].norm not in self._singular:
            return 0
        back = self._before(counted, text, sentence)
        word = text.tokens[back].norm if back >= sentence.first else ""
        return at if word in self._holding or word in self._governing else 0

    def _before(self, counted: Counted, text: Text, sentence: Sentence) -> int:
        at = counted.first - 1
        while at > sentence.first and text.tokens[at].norm in self._hedges:
            at -= 1
        return at

    def _goes_aboard(self, at: int, text: Text, sentence: Sentence) -> int:
        """The token behind "on board", "inside"."""
        for phrase in self._aboard:
            if at + len(phrase) <= sentence.last and all(text.tokens[at + k].norm == word for k, word in enumerate(phrase)):
                return at + len(phrase)
        return at
