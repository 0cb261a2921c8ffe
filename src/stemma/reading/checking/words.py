"""Where words of checking can begin in a text, so that their patterns are tried nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from stemma.core.text import Text

_WORD: Final = re.compile(r"[^\W_]+")


def choice(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or "(?!)"


class Openings:
    """Patterns, each tried only where a word stands with which its phrases begin."""

    def __init__(self, *patterns: tuple[re.Pattern[str], Iterable[str]]) -> None:
        self._patterns = [(p, frozenset(m.group().lower() for m in map(_WORD.search, phrases) if m)) for p, phrases in patterns]
        self._firsts = frozenset[str]().union(*(firsts for _, firsts in self._patterns))

    def find(self, text: Text) -> Iterator[re.Match[str]]:
        """What the patterns find, one after another, each from left to right."""
        places = self._places(text)
        for pattern, firsts in self._patterns:
            end = 0
            for place, word in places:
                found = pattern.match(text.text, place) if place >= end and word in firsts else None
                if found is not None:
                    end = found.end()
                    yield found

    def _places(self, text: Text) -> list[tuple[int, str]]:
        """Where the first words stand, also as parts of longer tokens."""
        places: list[tuple[int, str]] = []
        tokens = text.tokens
        for norm, found in text.words.items():
            if norm in self._firsts:
                places += [(tokens[i].start, norm) for i in found]
            elif len(norm) > 1 and not norm.isalnum():
                for token in [tokens[i] for i in found]:
                    parts = ((m.start(), m.group().lower()) for m in _WORD.finditer(token.text))
                    places += [(token.start + at, word) for at, word in parts if word in self._firsts]
        return sorted(places)
