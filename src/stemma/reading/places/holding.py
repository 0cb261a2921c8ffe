"""Which name only says where another lies: "X in the Kursk region", "X, the capital of South Darfur", "X, 60 km south of Y"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import structs

from stemma.core.gazetteer import Candidate
from stemma.core.text import Text
from stemma.reading.places.context import kilometres
from stemma.reading.places.namesakes import REACH
from stemma.reading.places.setting import Found

REGIONS: Final = ("region", "area", "island")
_WATERS: Final = ("river", "sea", "lake")
_ISLAND: Final = 900.0  # kilometres from the middle of a large island to its ends
_AROUND: Final = 150.0  # kilometres from the middle of a district in which its towns lie


class Holders:
    """Finds for each name the one that is said to hold it, and those that only say where it lies; built from the table `places`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        held = table["holding"]
        self._called = re.compile(held["called"])
        self._lying = re.compile(held["lying"])
        self._shore = re.compile(held["shore"])
        self._named = re.compile(held["named"])
        self._within = frozenset(held["within"])
        self._opening, self._seats = frozenset(held["opening"]), frozenset(held["seats"])

    def of(self, text: Text, found: Sequence[Found]) -> dict[int, int]:
        """For each name the number of the name that holds it: "X in the Kursk region", "X, Ohio", "Russia's X"."""
        holders: dict[int, int] = {}
        for i in range(len(found) - 1):
            inner, outer = found[i], found[i + 1]
            if inner.sentence != outer.sentence:
                continue
            between = [t.norm for t in text.tokens[inner.past or inner.last : outer.first]]
            whose = any(c.kind in ("country", "region") for c in inner.candidates) or not (outer.candidates or between)
            if inner.possessive and len(between) <= 2 and whose:
                if not outer.setting.preposition or outer.setting.preposition.split()[-1] not in between:
                    holders[i + 1] = i
            elif not inner.possessive and _is_wide(outer) and (_in_it(between, outer) or self._is_set_in(text, inner, outer, between)):
                holders[i] = i + 1
            elif between == [","] and _closes(text, outer) and _may_lie(inner, outer, own=True):
                holders[i] = i + 1  # "Maco, Davao de Oro"
            elif self._is_named(text, inner, outer) and _may_lie(outer, inner):
                holders[i + 1] = i
        return holders

    def lying(self, text: Text, found: Sequence[Found]) -> set[int]:
        """The names that only say how far from them another place lies: the Y of "X, some 60 km south of Y" and of "X, near Y"."""
        only: set[int] = set()
        for i in range(len(found) - 1):
            inner, outer = found[i], found[i + 1]
            if inner.sentence != outer.sentence or inner.possessive:
                continue
            words = _between(text, inner, outer)
            if self._lying.fullmatch(words) if outer.setting.relation else self._is_shore(words, outer):
                only.add(i + 1)
        return only

    def _is_shore(self, words: str, outer: Found) -> bool:
        """ "Bor, on the White Nile": no region has an article behind "on"."""
        named = _is_water(outer) or not (outer.setting.head or any(c.kind in ("country", "island") for c in outer.candidates))
        return named and self._shore.fullmatch(words) is not None

    def _is_set_in(self, text: Text, inner: Found, outer: Found, between: Sequence[str]) -> bool:
        """ "X, in Z", "X (Z)", "X, the capital of Z", "X, the Z capital": said behind a sign, so that X must be able to lie there."""
        if not between or between[0] not in self._opening:
            return False
        aside = "," not in between[1:] and (between[1] in self._within if len(between) > 1 else between[0] == "(")
        words = _between(text, inner, outer)
        called = not aside and (self._called.fullmatch(words) is not None or self._is_capital_of(text, words, outer))
        if not (aside or called):
            return False
        if not inner.candidates:
            return called or bool(inner.bare or inner.setting.head)
        return _may_lie(inner, outer)

    def _is_capital_of(self, text: Text, words: str, outer: Found) -> bool:
        """ ", the Kayah State capital": the word behind the holder."""
        after = text.tokens[outer.past or outer.last : (outer.past or outer.last) + 1]
        return words in (", the ", ", ") and bool(after) and after[0].norm in self._seats

    def _is_named(self, text: Text, outer: Found, inner: Found) -> bool:
        """ "the South Darfur capital Nyala", "in the capital of South Darfur, Nyala"."""
        words = _between(text, outer, inner)
        told = self._named.fullmatch(words) is not None
        before = [t.norm for t in text.tokens[max(0, outer.first - 3) : outer.first] if t.norm != "the"]
        told = told or (words in (", ", " ") and len(before) > 1 and before[-1] == "of" and before[-2] in self._seats)
        return told and _is_wide(outer)


def holding(outer: Found, inner: Found | None) -> Found:
    """In "Cairo, Georgia" only the Georgia that has a Cairo is meant."""
    if inner is None or inner.last + 1 != outer.first:
        return outer
    held = tuple(c for c in outer.candidates if any(inside(i, c) and not i.alias for i in inner.candidates))
    return structs.replace(outer, candidates=held) if held else outer


def inside(place: Candidate, outer: Candidate) -> bool:
    """True of a place that lies in the other."""
    if place.id == outer.id:
        return False
    if outer.kind == "country":
        return outer.country in place.country.split("|")
    if place.kind == "region" and outer.id.startswith("a1:"):
        return False
    if outer.kind == "island" and place.kind not in REGIONS:
        return place.country in outer.country.split("|") and kilometres(place, outer) < _ISLAND
    if outer.kind == "district":
        return place.kind not in REGIONS and place.country == outer.country and kilometres(place, outer) < _AROUND
    if place.region:
        return place.region == outer.id or (outer.id.startswith(("ft:", "user:")) and kilometres(place, outer) < REACH)
    return place.country in outer.country.split("|") and kilometres(place, outer) < REACH


def _may_lie(inner: Found, outer: Found, own: bool = False) -> bool:
    """True where a place of the one name lies in one of the other; `own`: found under its own name."""
    return any(inside(i, c) and not (own and i.alias) for i in inner.candidates for c in outer.candidates)


def _is_water(outer: Found) -> bool:
    return outer.setting.head in _WATERS or (bool(outer.candidates) and all(c.kind in _WATERS for c in outer.candidates))


def _is_wide(outer: Found) -> bool:
    return any(
        c.kind == "country" or c.kind in REGIONS or (c.kind == "district" and outer.setting.head == "district") for c in outer.candidates
    )


def _closes(text: Text, outer: Found) -> bool:
    """True of a district that is the last of its list."""
    following = text.tokens[outer.last : outer.last + 2]
    goes_on = len(following) > 1 and following[0].norm in (",", "and", "or") and following[1].text[0].isupper()
    return all(c.kind == "district" for c in outer.candidates) and not goes_on


def _in_it(between: Sequence[str], outer: Found) -> bool:
    """ "X, Ohio", "X in the Kursk region"."""
    if list(between) == [","]:
        return True
    plain = bool(between) and len(between) <= 5 and "," not in between
    return plain and between[0] in ("in", "of", "on") and outer.setting.preposition == between[0]


def _between(text: Text, inner: Found, outer: Found) -> str:
    last = (inner.past or inner.last) - 1
    return text.text[text.tokens[last].end : text.tokens[outer.first].start]
