"""Beside plans: amounts that stand within reach of a wish, a plan or a forecast and yet tell of what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from stemma.core.text import Sentence, Token
from stemma.reading.forms import singular

_NEAR: Final = 8  # tokens round about an amount in which "usually" belongs to it
_SPAN: Final = 10  # tokens from "from 200 samples" to "to 500"
_MET: Final = 4  # tokens from an amount to "funded"
_OPENERS: Final = frozenset((",", ";", "(", "-", "–", "—"))
_AND: Final = ("and", "or", "but")
_HEDGED: Final = 2  # tokens between "its" and the number


class BesidePlans:
    """Tells amounts that are there from those that are wished for, planned or expected."""

    def __init__(self, table: Mapping[str, Iterable[str]], met: Iterable[str]) -> None:
        self._met = frozenset(met)
        self._would = frozenset(table.get("would", ()))
        self._usual = frozenset(table.get("usual", ()))
        self._owners = frozenset(table.get("owners", ()))
        self._clauses = frozenset(table.get("clauses", ()))
        self._done = frozenset(table.get("done", ()))
        self._makes = frozenset(table.get("makes", ()))
        self._sums = frozenset(table.get("sums", ()))

    def holds(self, tokens: tuple[Token, ...], first: int, last: int, sentence: Sentence) -> bool:
        """True for what is owned, what is usual, where a change begins, what a clause tells of the past, and what a sum comes to."""
        return (
            self._owned(tokens, first, sentence)
            or self._is_usual(tokens, first, last, sentence)
            or _begins(tokens, first, last, sentence)
            or self._comes_to(tokens, first, sentence)
        )

    def told(self, tokens: tuple[Token, ...], low: int, first: int, last: int) -> bool:
        """ "appealed for help after floods that have killed 74", "for a pause in the town, where it believes 2,500 are cut off"."""
        for i in range(max(low, 0) + 1, first):
            if tokens[i].norm not in self._clauses:
                continue
            behind = [t.norm for t in tokens[i + 1 : last]]
            if any(w in self._done for w in behind) or (tokens[i - 1].text == "," and len(behind) > 1):
                return True
        return False

    def is_met(self, tokens: tuple[Token, ...], last: int, sentence: Sentence) -> bool:
        """ "The appeal is less than a third funded", "under a tenth has arrived": a part that is there."""
        near = [t.norm for t in tokens[last : min(sentence.last, last + _MET)]]
        end = next((k for k, w in enumerate(near) if w in ",;:." or w in _AND), len(near))
        return not self._met.isdisjoint(near[:end]) and "of" not in near[:end]

    def _owned(self, tokens: tuple[Token, ...], first: int, sentence: Sentence) -> bool:
        """ "380 million to mend its 77 stations", "a third of her 9,700 residents"."""
        for i in range(max(sentence.first + 1, first - _HEDGED), first):
            if tokens[i].norm in self._owners:
                before = tokens[max(sentence.first, i - _NEAR) : i]
                return before[-1].norm == "of" or any(t.text[0].isdigit() for t in before)
        return False

    def _is_usual(self, tokens: tuple[Token, ...], first: int, last: int, sentence: Sentence) -> bool:
        """ "80 would be normal", "four in five would usually be taken"."""
        low, end = max(sentence.first, first - _NEAR), min(sentence.last, last + _NEAR)
        near = [t.norm for t in tokens[low:end]]
        return not self._would.isdisjoint(near) and not self._usual.isdisjoint(near)

    def _comes_to(self, tokens: tuple[Token, ...], first: int, sentence: Sentence) -> bool:
        """ "That would be one in 150 of them": a sum that is worked out."""
        for i in range(max(sentence.first, first - 5), first - 1):
            if tokens[i].norm in self._would and tokens[i + 1].norm in self._makes:
                return i > sentence.first and tokens[i - 1].norm in self._sums
        return False


def when_asked(tokens: tuple[Token, ...], at: int, end: int, first: int, asked: frozenset[str]) -> bool:
    """ "Asked for its figures, the ministry gave 40": nobody wants them any more."""
    opens = at == 0 or tokens[at - 1].text in _OPENERS or tokens[at - 1].sentence != tokens[at].sentence
    return opens and tokens[at].norm in asked and any(t.text == "," for t in tokens[end:first])


def to_help(tokens: tuple[Token, ...], low: int, first: int) -> bool:
    """ "asked for 45 million to help 4 million people": the money is asked for, the people are there."""
    numbers = [i for i in range(low, first) if tokens[i].text[0].isdigit()]
    return bool(numbers) and any(t.norm == "to" for t in tokens[numbers[0] : first])


class Sackings:
    """Tells "dismissed all 29 ministers", who are sent away, from "dismissed the 29 dead", whom somebody does not believe in."""

    def __init__(self, denied: Mapping[str, Any], persons: str) -> None:
        self._verbs, self._persons = frozenset(denied.get("sacking", ())), frozenset(persons.split())
        self._relatives, self._not = frozenset(denied.get("relatives", ())), frozenset(denied.get("not_words", ()))

    def holds(self, tokens: tuple[Token, ...], hit: tuple[int, int], first: int) -> bool:
        """True where a word of denial denies no amount: persons are sent away, the word stands in a closed clause, or behind "not"."""
        at, end = hit
        if any(t.norm in self._not for t in tokens[max(0, at - 2) : at]):
            return True  # "did not deny that 40 had died"
        inside = at > 0 and tokens[at - 1].norm in self._relatives and any(t.text == "," for t in tokens[end:first])
        if inside or tokens[at].norm not in self._verbs:
            return inside  # "226 who never carried a gun, troops executed 182"
        behind = [t.norm for t in tokens[first + 1 : first + 3]]
        return any(word.endswith("s") and singular(word) in self._persons for word in behind)


def _begins(tokens: tuple[Token, ...], first: int, last: int, sentence: Sentence) -> bool:
    """ "to raise it from 200 a day to 500": the first of the two is there."""
    if first <= sentence.first or tokens[first - 1].norm != "from":
        return False
    end = min(sentence.last - 1, last + _SPAN)
    return any(tokens[i].norm == "to" and tokens[i + 1].text[0].isdigit() for i in range(last, end))
