"""A table of phrases found in a text by their tokens, longest first."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Generic, NamedTuple, TypeVar

import msgspec

from stemma.core.text import Token

V = TypeVar("V")


class Hit(msgspec.Struct, Generic[V], frozen=True):
    """A phrase found: tokens [first:last] and the value it stands for."""

    first: int
    last: int
    value: V


class _Opened(NamedTuple, Generic[V]):
    """What begins with one word: the values of the word alone, and by its second word each longer phrase, longest first."""

    alone: list[V]
    longer: dict[str, list[tuple[int, tuple[str, ...], V]]]


class PhraseTable(Generic[V]):
    """Phrases with a value each; `cased` keeps upper and lower case apart. A possessive ending does not count."""

    def __init__(self, entries: Iterable[tuple[str, V]], cased: bool = False) -> None:
        self._cased = cased
        self._by_first: dict[str, _Opened[V]] = {}
        for phrase, value in entries:
            words = tuple(split_words(phrase if cased else phrase.lower()))
            if not words:
                continue
            opened = self._by_first.setdefault(words[0], _Opened([], {}))
            if len(words) == 1:
                opened.alone.append(value)
            else:
                opened.longer.setdefault(words[1], []).append((len(words), words[2:], value))
        for opened in self._by_first.values():
            for found in opened.longer.values():
                found.sort(key=lambda e: -e[0])

    @property
    def firsts(self) -> Container[str]:
        """The words with which phrases begin; where a token's `key` is none of them, `at` finds nothing (not for `cased`)."""
        return self._by_first

    def at(self, tokens: tuple[Token, ...], i: int, end: int | None = None) -> Hit[V] | None:
        """The longest phrase that starts at token i, or None."""
        opened = self._by_first.get(_bare(tokens[i].text) if self._cased else tokens[i].key)
        if opened is None:
            return None
        limit = len(tokens) if end is None else end
        if opened.longer and i + 1 < limit:
            following = _bare(tokens[i + 1].text) if self._cased else tokens[i + 1].key
            for length, rest, value in opened.longer.get(following, ()):
                if i + length <= limit and (not rest or self._goes_on(tokens, i + 2, rest)):
                    return Hit(i, i + length, value)
        return Hit(i, i + 1, opened.alone[0]) if opened.alone and i < limit else None

    def all_at(self, tokens: tuple[Token, ...], i: int, end: int) -> list[Hit[V]]:
        """Every phrase that starts at token i, longest first."""
        opened = self._by_first.get(_bare(tokens[i].text) if self._cased else tokens[i].key)
        if opened is None:
            return []
        hits: list[Hit[V]] = []
        if opened.longer and i + 1 < end:
            following = _bare(tokens[i + 1].text) if self._cased else tokens[i + 1].key
            for length, rest, value in opened.longer.get(following, ()):
                if i + length <= end and (not rest or self._goes_on(tokens, i + 2, rest)):
                    hits.append(Hit(i, i + length, value))
        if i < end:
            hits += [Hit(i, i + 1, value) for value in opened.alone]
        return hits

    def find(self, tokens: tuple[Token, ...], first: int = 0, last: int | None = None) -> list[Hit[V]]:
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

    def _goes_on(self, tokens: tuple[Token, ...], i: int, words: tuple[str, ...]) -> bool:
        """True where the words stand from token i on."""
        for word in words:  # a plain loop runs several times faster than all(), or than counting by enumerate from a start
            if (_bare(tokens[i].text) if self._cased else tokens[i].key) != word:
                return False
            i += 1
        return True


def _bare(word: str) -> str:
    if "’" in word:
        word = word.replace("’", "'")
    return word[:-2] if word.endswith("'s") else word


def split_words(phrase: str) -> list[str]:
    """A phrase cut as `segment` cuts a text, possessive endings dropped."""
    words = phrase.split()
    if phrase.isascii() and "".join(words).isalpha():
        return words  # most phrases are plain words, and cutting those takes no pattern
    from stemma.core.text import _TOKEN

    found = (w.replace("’", "'") for w in _TOKEN.findall(phrase))
    return [w[:-2] if w.endswith("'s") else w for w in found]
