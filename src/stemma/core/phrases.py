"""A table of phrases found in a text by their tokens, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from stemma.core.text import Token

V = TypeVar("V")


class Hit(NamedTuple, Generic[V]):
    """A phrase found: tokens [first:last] and the value it stands for."""

    first: int
    last: int
    value: V


class PhraseTable(Generic[V]):
    """Phrases with a value each; `cased` keeps upper and lower case apart. A possessive ending does not count."""

    def __init__(self, entries: Iterable[tuple[str, V]], cased: bool = False) -> None:
        self._cased = cased
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = tuple(split_words(phrase if cased else phrase.lower()))
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for found in self._by_first.values():
            found.sort(key=lambda e: -len(e[0]))

    def at(self, tokens: Sequence[Token], i: int, end: int | None = None) -> Hit[V] | None:
        """The longest phrase that starts at token i, or None."""
        token = tokens[i]
        found = self._by_first.get(_bare(token.text) if self._cased else token.key)
        if found is None:
            return None
        limit = len(tokens) if end is None else end
        for words, value in found:
            last = i + len(words)
            if last <= limit and (len(words) == 1 or self._goes_on(tokens, i, words)):
                return Hit(i, last, value)
        return None

    def all_at(self, tokens: Sequence[Token], i: int, end: int) -> list[Hit[V]]:
        """Every phrase that starts at token i, longest first."""
        token = tokens[i]
        found = self._by_first.get(_bare(token.text) if self._cased else token.key)
        if found is None:
            return []
        return [
            Hit(i, i + len(words), value)
            for words, value in found
            if i + len(words) <= end and (len(words) == 1 or self._goes_on(tokens, i, words))
        ]

    def find(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> list[Hit[V]]:
        """All phrases from left to right, the longest at each place, without overlap."""
        end = len(tokens) if last is None else last
        hits: list[Hit[V]] = []
        by_first, cased = self._by_first, self._cased
        i = first
        while i < end:
            token = tokens[i]
            hit = self.at(tokens, i, end) if (_bare(token.text) if cased else token.key) in by_first else None
            if hit is None:
                i += 1
            else:
                hits.append(hit)
                i = hit.last
        return hits

    def _goes_on(self, tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> bool:
        for k in range(1, len(words)):
            token = tokens[i + k]
            if (_bare(token.text) if self._cased else token.key) != words[k]:
                return False
        return True


def _bare(word: str) -> str:
    word = word.replace("’", "'")
    return word[:-2] if word.endswith("'s") else word


def split_words(phrase: str) -> list[str]:
    """A phrase cut as `segment` cuts a text, possessive endings dropped."""
    from stemma.core.text import _TOKEN

    found = (w.replace("’", "'") for w in _TOKEN.findall(phrase))
    return [w[:-2] if w.endswith("'s") else w for w in found]
