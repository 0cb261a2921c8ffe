"""Where words of checking can begin in a text, so that their patterns are tried nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from stemma.core.text import Text

_WORD: Final = re.compile(r"[^\W_]+")


def choice(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or "(?!)"


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words with which phrases begin; a pattern of them need be tried nowhere else."""
    return frozenset(found.group().lower() for found in map(_WORD.search, phrases) if found)


def places_of(text: Text, firsts: frozenset[str]) -> list[int]:
    """Where a word of some stands in a text, also as a part of a longer token."""
    places: list[int] = []
    tokens = text.tokens
    for norm, found in text.words.items():
        if norm in firsts:
            places += [tokens[i].start for i in found]
        elif len(norm) > 1 and not norm.isalnum():
            for token in [tokens[i] for i in found]:
                places += [token.start + m.start() for m in _WORD.finditer(token.text) if m.group().lower() in firsts]
    return sorted(places)


def matches(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterable[re.Match[str]]:
    """What a pattern finds from left to right, where it can begin at some places only."""
    end = 0
    for place in places:
        found = pattern.match(text, place) if place >= end else None
        if found is not None:
            end = found.end()
            yield found
