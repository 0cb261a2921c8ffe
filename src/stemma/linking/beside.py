"""How the words around a figure point at one of two countries: who tells of it, whose name or people its sentence has before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from stemma.core.text import Text, Token
from stemma.core.types import Claim
from stemma.linking.atlas import gazetteer

_LEAD: Final = 2  # words before a figure that are counted with it
_SAID: Final = 3  # words between a name and the verb that makes a speaker of it


class Pointers:
    """Finds what the words of a sentence point at; built once for the countries of a pile."""

    def __init__(self, codes: Sequence[str], telling: frozenset[str], by: frozenset[str]) -> None:
        self._telling, self._by = telling, by
        self._names: dict[str, tuple[str, str]] = {}  # word -> country, and whether it is a name, people or the capital
        self._phrases: list[tuple[str, str]] = []
        for code in codes:
            for word, sort in words_of(code):
                if " " in word:
                    self._phrases.append((word, code))
                else:
                    self._names.setdefault(word, (code, sort))

    def voice(self, claim: Claim) -> str:
        """The country that speaks: "Pakistan's army", "the Indian air force", "officials in Delhi"."""
        for source in reversed(claim.attribution):
            code = source.actor.partition(".")[0]
            if len(code) == 2:
                return code
            name = source.name.lower()
            for word in name.replace("'s", "").replace("’s", "").split():
                if word in self._names:
                    return self._names[word][0]
            for phrase, code in self._phrases:
                if phrase in name:
                    return code
        return ""

    def people(self, text: Text, first: int, last: int, span: tuple[int, int]) -> dict[str, dict[str, float]]:
        """For each country how the words of a sentence that name it or its people stand to a figure."""
        found: dict[str, dict[str, float]] = {}
        begin, end = text.token_at(span[0]), text.token_at(span[1] - 1) + 1
        nearest, opened = "", False
        for i in range(first, last):
            told = self._names.get(_plain(text.tokens[i]))
            if told is None or not text.tokens[i].text[0].isupper():
                continue
            code, sort = told
            signs = found.setdefault(code, {})
            if begin - _LEAD <= i < end + 1 and sort == "people":
                signs["people-counted"] = 1.0
            elif i < begin:
                speaks = self._speaks(text, i, last)
                by = i > first and text.tokens[i - 1].norm in self._by
                how = "said" if speaks else "by" if by else sort
                signs[f"people-before.{how}"] = 1.0
                if not opened and not by:
                    signs[f"people-first.{how}"] = 1.0
                opened, nearest = True, code
            else:
                signs[f"people-after.{'said' if self._speaks(text, i, last) else sort}"] = 1.0
        if nearest:
            found[nearest]["people-nearest"] = 1.0
        return found

    def _speaks(self, text: Text, i: int, last: int) -> bool:
        return any(text.tokens[k].norm in self._telling for k in range(i + 1, min(last, i + 1 + _SAID)))


@lru_cache(maxsize=300)
def words_of(code: str) -> tuple[tuple[str, str], ...]:
    """The words for a country and its people in small letters, each with what it is."""
    country = gazetteer().country(code)
    if country is None:
        return ()
    told: list[tuple[str, str]] = [(country.name.lower(), "name"), *((n.lower(), "name") for n in country.names)]
    told += [(w.lower(), "people") for w in (*country.adjectives, *country.demonyms)]
    return (*told, *([(country.capital.lower(), "capital")] if country.capital else []))


def _plain(token: Token) -> str:
    return token.norm.removesuffix("'s").removesuffix("’s")
