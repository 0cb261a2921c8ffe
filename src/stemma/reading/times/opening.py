"""Where a clause begins: "while", "which", "the land it took", and all that stands between a time and an amount of another matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Text, Token
from stemma.core.types import Span

_COMPARED: Final = 10  # tokens from "than" to the time of what is compared
_NOUN: Final = 2  # tokens of a noun before its relative clause
_COUNTED: Final = 6  # tokens of ", a number that it"


class Opening:
    """Tells where clauses begin, by the words of the table's [governing]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = {name: frozenset(listed) for name, listed in table.get("governing", {}).items() if isinstance(listed, list)}
        none: frozenset[str] = frozenset()
        self.contrast, self.events = words.get("contrast", none), words.get("events", none)
        self.relative, self._joined = words.get("relative", none), words.get("joined_events", none)
        self.barriers = self.contrast | (self.events - self._joined) | self.relative
        self._prepositions, self._people = words.get("before_times", none), words.get("people", none)
        self._told, self.that, self._ahead = words.get("numbers", none), words.get("that", none), words.get("ahead", none)
        self._subjects, self._lenient = words.get("subjects", none), words.get("lenient", none)
        self._of_whom, self._of = words.get("of_whom", none), words.get("of", none)
        self._and, self._than, self._articles = words.get("and", none), words.get("than", none), words.get("articles", none)
        self._which, self._that_only = words.get("which", none), words.get("that_only", none)
        self._any = self.barriers | self._subjects | self._of_whom | self._that_only | self._ahead | self._than

    def is_open(self, text: Text, start: int, end: int) -> bool:
        """True where no clause begins between two places: no "while", and no "the land it took"."""
        tokens = text.within(Span(start, end))
        last = len(tokens) - 1
        told = self._told_number(tokens)
        for at, token in enumerate(tokens):
            if at < told or token.norm not in self._any:
                continue
            if token.norm in self._of_whom and at and tokens[at - 1].norm in self._of:
                continue  # "in 2023 there were 17 cases, of whom 12 died"
            if token.norm in self.barriers and not self._passed(token.norm, at, last):
                return False
            if token.norm in self._subjects and at and tokens[at - 1].norm not in self._lenient:
                return False
            if token.norm in self._that_only and at and tokens[at - 1].norm in self._and:
                return False  # "had come, and that a further 200 were due by Friday"
            if token.norm in self._ahead and any(t.norm == "," or t.norm in self._and for t in tokens[:at]):
                return False  # "took 300, and another 200 will follow before the weekend"; "which has 300, intends to send 200 by Friday"
            if token.norm in self._than and last - at <= _COMPARED and not any(t.norm == "," for t in tokens[at:]):
                return False  # "14 deaths, five more than the nine on 13 September"
        return True

    def _told_number(self, tokens: tuple[Token, ...]) -> int:
        """How many tokens ", a number that it" fills, which opens no clause of another matter."""
        words = [t.norm for t in tokens[:_COUNTED]]
        begins = words[:1] == [","] and not self._articles.isdisjoint(words[1:2])
        if begins and not self._told.isdisjoint(words) and not self.that.isdisjoint(words):
            return min(words.index(w) for w in words if w in self.that) + 2
        return 0

    def _passed(self, norm: str, at: int, last: int) -> bool:
        """True for "before the weekend", "the 300 whom they want to reach", ", which is 62% of them"."""
        if norm in self._which:
            return last - at == 1 and at <= _NOUN
        return (at == last and norm in self._prepositions) or (at <= _NOUN and norm in self._people)
