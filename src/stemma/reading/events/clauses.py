"""The clause in which an event is told, without a parser: cut at conjunctions, relative words and the commas that count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Text
from stemma.core.types import Span

_PHRASE: Final = 6  # tokens of a noun phrase before its head
_NEAR: Final = 16  # tokens within which a statement is taken from the head of its sentence
_LONGEST: Final = 34  # tokens behind the head
_SIGNS: Final = frozenset(("(", "—", "–", ";", ":"))
_QUOTES: Final = frozenset(("“", '"', "‘"))


class Clauses:
    """Cuts clauses by the words of the table's [clauses]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        clauses = table.get("clauses", {})
        self._after_name, self._predicates, self._leading = (frozenset(clauses.get(n, ())) for n in ("after_name", "predicates", "leading"))
        self._before_phrase, self._determiners = (frozenset(clauses.get(n, ())) for n in ("before_phrase", "determiners"))
        self._subjects, self._before_subject = (frozenset(clauses.get(n, ())) for n in ("subjects", "before_subject"))
        self._openers = frozenset(clauses.get("openers", ()))
        self._pairs = frozenset(tuple(str(p).split()) for p in clauses.get("pairs", ()))
        self._list_words = frozenset(clauses.get("list_words", ()))
        self._enders = self._openers - {"as", "that", "since"}

    def around(self, text: Text, first: int, last: int, starts: frozenset[int]) -> tuple[int, int]:
        """The tokens [low:high] of the clause that holds a head [first:last]; `starts`: tokens at which a subject may begin."""
        return self._low(text, first, starts), self._high(text, last)

    def phrase(self, text: Text, first: int, last: int) -> tuple[int, int]:
        """The noun phrase of a head: "this surprise offensive, launched in August"."""
        tokens = text.tokens
        sentence = text.sentences[tokens[first].sentence]
        low = first
        while low > sentence.first and first - low < _PHRASE:
            before = tokens[low - 1].norm
            if before in self._before_phrase or not before[:1].isalnum():
                break
            low -= 1
            if tokens[low].norm in self._determiners:
                break
        behind = [t.norm for t in tokens[last : min(last + 2, sentence.last)]]
        if len(behind) == 2 and behind[0] == "," and behind[1].endswith(("ed", "un", "an")):
            return low, self._high(text, last + 1)
        return low, self._high(text, last)

    def statement(self, text: Text, first: int, last: int) -> tuple[int, int]:
        """From the head of the sentence where that is near, else the noun phrase: what a place is said to be."""
        sentence = text.sentences[text.tokens[first].sentence]
        low, high = self.phrase(text, first, last)
        return (sentence.first if first - sentence.first <= _NEAR else low), high

    def _low(self, text: Text, first: int, starts: frozenset[int]) -> int:
        tokens = text.tokens
        sentence = text.sentences[tokens[first].sentence]
        previous = tokens[first - 1] if first > sentence.first else None
        if tokens[first].norm.endswith("ing") and (previous is None or not previous.norm.isalpha() or previous.norm in self._leading):
            return first
        seen = False
        for i in range(first - 1, sentence.first - 1, -1):
            norm = tokens[i].norm
            before = tokens[i - 1].norm if i > sentence.first else ""
            if norm in self._subjects and before.isalpha() and before not in self._before_subject:
                return i
            if norm == "," and tokens[i + 1].norm.endswith("ing"):
                return i + 1
            if (norm == "and" and self._verb(text, i + 1, sentence.last)) or _spaced(text, i):
                return i + 1
            if tokens[i].text in ("”", '"') and tokens[i + 1].norm == ",":
                return i + 2
            if norm in _QUOTES and tokens[i + 1].text[:1].isupper():
                return i + 1
            listed = norm in ("and", "or") and i > sentence.first and tokens[i - 1].norm == ","
            if norm in self._openers or listed or (norm == "and" and i == first - 1):
                return i + 1
            if norm == "," and seen:
                return i + 1
            seen = seen or i in starts
        return sentence.first

    def _high(self, text: Text, last: int) -> int:
        tokens = text.tokens
        sentence = text.sentences[tokens[last - 1].sentence]
        for i in range(last, min(sentence.last, last + _LONGEST)):
            norm = tokens[i].norm
            pair = (norm, tokens[min(i + 1, sentence.last - 1)].norm)
            if norm in self._enders or pair in self._pairs or pair[:1] in self._pairs:
                return i
            if norm in _SIGNS or (tokens[i].text in ("”", '"') and not tokens[i - 1].text[-1].isalnum()):
                return i
            if norm == "," and not self._goes_on(text, i, sentence.last):
                return i
            if norm == "and" and self._verb(text, i + 1, sentence.last):
                return i
        high = min(sentence.last, last + _LONGEST)
        while high > last and not tokens[high - 1].text[-1:].isalnum() and tokens[high - 1].text not in ("%", ")"):
            high -= 1
        return high

    def _goes_on(self, text: Text, comma: int, end: int) -> bool:
        """True where a list of names goes on behind a comma: "Kyiv, Sumy, and Kharkiv"."""
        tokens = text.tokens
        at = comma + 1
        if at < end and tokens[at].norm in self._list_words:
            return True
        at += at < end and tokens[at].norm in ("and", "or")
        if at >= end or not tokens[at].text[:1].isupper() or not tokens[comma - 1].text[:1].isupper():
            return False
        while at < end and tokens[at].text[:1].isupper():
            at += 1
        return at >= end or not tokens[at].norm.isalpha() or tokens[at].norm in self._after_name

    def _verb(self, text: Text, at: int, end: int) -> bool:
        """True where a predicate begins: "and have broken through"."""
        if at >= end:
            return False
        word = text.tokens[at].norm
        return (word.endswith(("ed", "ing")) and len(word) > 4) or word in self._predicates


def _spaced(text: Text, at: int) -> bool:
    """True for a hyphen between spaces: "KYIV, Nov 23 - Troops"."""
    token = text.tokens[at]
    return token.norm == "-" and text.text[token.start - 1 : token.start].isspace() and text.text[token.end : token.end + 1].isspace()


def span_of(text: Text, low: int, high: int) -> Span:
    """The words of some tokens, without the signs at their ends."""
    while low < high - 1 and not text.tokens[low].text[0].isalnum():
        low += 1
    while high > low + 1 and not text.tokens[high - 1].text[-1].isalnum() and text.tokens[high - 1].text not in ("%", ")"):
        high -= 1
    return Span(text.tokens[low].start, text.tokens[max(low, high - 1)].end)
