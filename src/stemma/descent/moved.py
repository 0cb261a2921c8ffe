"""Whether a count was moved on the way: to another place, from a part to the whole, from the whole to a part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.core.packs import Pack
from stemma.core.types import Place
from stemma.core.words import overlap, plain_words
from stemma.descent.matter import Line

_WIDE = ("country", "region", "area", "district")
_RANKS = {"village": 1, "town": 1, "site": 1, "district": 2, "area": 2, "region": 3, "country": 4}
_CONTINENT = 5


class Whereabouts:
    """Compares the places of a claim and of its repetition, by the words of the two sentences and by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Sequence[str]] = pack.tables["descent"]["extent"]
        self._whole = _either(table["whole"])
        self._parts = _either(table["parts"])
        self._kinds = _either(table["kinds"])
        self._everywhere = frozenset(table["everywhere"])

    def changed(self, a: Place, b: Place, before: Line, after: Line) -> bool:
        """True where a count of one place is told of another, of one that is wider, or of a part."""
        return moved(a, b, before, after) or self._widened(a, b, before, after) or self._narrowed(a, b, before, after)

    def _widened(self, a: Place, b: Place, before: Line, after: Line) -> bool:
        """What was counted in one place, or in a part of it, is told of a wider one, or of all of it: "across the country"."""
        if not b.words or self._over(b, before) or _named(a, after, but=b) or not _named(b, after):
            return False
        if _same(a, b):
            return self._over(b, after) and self._part_of(b, before) and not self._part_of(b, after)
        if self._over(b, after) and not _named(b, before) and _rank(a) == _rank(b):
            return True
        return _rank(a) < _rank(b) and (self._over(b, after) or (_by_name(a, before) and _by_name(b, after) and not _named(b, before)))

    def _narrowed(self, a: Place, b: Place, before: Line, after: Line) -> bool:
        """What was counted all over a country is told of a town."""
        if _rank(a) <= _rank(b) or self._over(a, after) or not b.words or not _named(b, after) or _named(b, before):
            return False
        return self._over(a, before) or (_by_name(a, before) and _by_name(b, after) and not _named(a, after, but=b))

    def _over(self, place: Place, line: Line) -> bool:
        """True where a sentence speaks of all of a place, by its name or by its kind."""
        if place.kind in ("country", "region") and not self._everywhere.isdisjoint(line.plain.split()):
            return True
        names = [re.escape(" ".join(_words(place)))] if place.words else []
        kinds = [self._kinds] if place.kind in ("country", "region") else []
        before = rf"\b{self._whole} (?:(?:the|all|of|whole|entire|{self._parts}) )*"
        return any(re.search(rf"{before}{name}\b", line.plain) for name in (*names, *kinds))

    def _part_of(self, place: Place, line: Line) -> bool:
        """True where a sentence speaks of a part of a place: "eastern Mosul", "the left bank of Mosul"."""
        name = re.escape(" ".join(_words(place)))
        return re.search(rf"\b{self._parts} (?:\w+ )?(?:of (?:the )?(?:\w+ )?)?{name}\b", line.plain) is not None


def _rank(place: Place) -> int:
    return _CONTINENT if place.id.startswith("ft:") and place.kind == "area" else _RANKS.get(place.kind, 0)


def _named(place: Place, line: Line, but: Place | None = None) -> bool:
    """True where a sentence has words of a place's name that are not those of another's."""
    others = frozenset(_words(but)) if but is not None else frozenset()
    return bool(line.words.intersection(_words(place)) - others)


def _by_name(place: Place, line: Line) -> bool:
    """True where a sentence has a place by its name, and not by that of its people: "in Rwanda", not "Rwandans"."""
    return _named(place, line) and not line.words.isdisjoint(set(plain_words(place.name)).intersection(plain_words(place.words)))


def moved(a: Place | None, b: Place | None, before: Line, after: Line) -> bool:
    """True where each sentence names its own place and neither the other's."""
    if a is None or b is None or _same(a, b) or _contains(a, b):
        return False
    here, there = _words(a), _words(b)
    named = overlap(here, before.words) > 0 and overlap(there, after.words) > 0
    return named and not (overlap(here, after.words) > 0 or overlap(there, before.words) > 0)


def _same(a: Place, b: Place) -> bool:
    return a.name == b.name or bool(a.id and a.id == b.id)


def _contains(one: Place, other: Place) -> bool:
    """True where one of two places lies in the other, or is too wide to be another place."""
    level = one.kind != other.kind and (one.kind in _WIDE or other.kind in _WIDE)
    return level or bool(overlap(_words(one), _words(other)))


def _words(place: Place) -> list[str]:
    return plain_words(place.words or place.name)


def _either(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(re.escape(w) for w in sorted(words, key=lambda w: -len(w)))})"
