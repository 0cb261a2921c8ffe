"""Whether a count was moved on the way: to another place, from a part to the whole, from the whole to a part.

Two readings of a place differ oftener because one of them was read amiss than because the count was moved. Signs in the two sentences,
in the two reports and in their family are weighed, each with what it was found to be worth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import Place
from stemma.core.words import overlap, plain_words
from stemma.descent.matter import Item, Line
from stemma.descent.setting import Passage, Weights, elsewhere, of_family

_WIDE: Final = ("country", "region", "area", "district")
_RANKS: Final = {"village": 1, "town": 1, "site": 1, "district": 2, "area": 2, "region": 3, "country": 4}
_CONTINENT: Final = 5
_LEAD: Final = 2  # sentences at the beginning
_SAID: Final = {
    "over": "all of a place is spoken of",
    "widened": "wider than before",
    "wider_new": "a wider place is named that was not",
    "narrowed": "narrower than before",
    "narrower_new": "a narrower place is named that was not",
    "part_lost": "of a part before",
    "swapped": "each names its own in words that are otherwise much the same",
    "named_new": "a place is named that was not",
    "named_before": "the sentence before names its own",
    "careless": "the report changed other figures too",
    "default": "the place of which the report mostly speaks",
    "kept": "other reports have the place as before",
    "moves": "so were other figures of the report",
}


class Whereabouts:
    """Compares the places of a claim and of its repetition, by the words of the two sentences and by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Sequence[str]] = pack.tables["descent"]["extent"]
        parts = _either(table["parts"])
        before = rf"\b{_either(table['whole'])} (?:(?:the|all|of|whole|entire|{parts}) )*"
        self._kinds = re.compile(rf"{before}{_either(table['kinds'])}\b")
        self._all_of = re.compile(rf"{before}\Z")
        self._part_before = re.compile(rf"\b{parts} (?:\w+ )?(?:of (?:the )?(?:\w+ )?)?\Z")
        self._everywhere = frozenset(table["everywhere"])
        self.weights = Weights(pack, "place")

    def change(self, p: Passage) -> tuple[str, str, str] | None:
        """The place before and after, and the signs that tell it, where a count was moved."""
        signs = self.signs(p)
        if not signs or self.weights.odds(signs) < self.weights.least:
            return None
        a, b = p.older.claim.place, p.younger.claim.place
        if a is None or b is None:
            return None
        was, became = (a.words or a.name, b.words or b.name)
        return (a.name, b.name, self.weights.told(signs, _SAID)) if was == became else (was, became, self.weights.told(signs, _SAID))

    def signs(self, p: Passage) -> dict[str, float]:
        """The signs by name that a count was moved, each with how much there is of it; none where the two places are one."""
        a, b = p.older.claim.place, p.younger.claim.place
        if a is None or b is None:
            return {}
        widened, narrowed = self._widened(a, b, p.before, p.after), self._narrowed(a, b, p.before, p.after)
        if _same(a, b) and not (widened or narrowed):
            return {}
        found = of_family(p, _place_of) | self._in_reports(a, b, p)
        new = _named(b, p.after) and not _named(b, p.before)
        wider, narrower = _rank(b) > _rank(a), _rank(b) < _rank(a)
        told = {
            "widened": widened,
            "narrowed": narrowed,
            "named_before": _named(a, p.before),
            "named": _named(b, p.after),
            "named_new": new,
            "known": _named(b, p.before, but=a),
            "wider": wider,
            "narrower": narrower,
            "wider_new": wider and new,
            "narrower_new": narrower and new,
            "over": self._over(b, p.after),
            "by_people": _named(b, p.after) and not _by_name(b, p.after),
            "part_lost": self._part_of(b, p.before) and not self._part_of(b, p.after),
        }
        found.update({name: 1.0 for name, holds in told.items() if holds})
        if moved(a, b, p.before, p.after):
            found["swapped"] = max(0.0, 2 * found.get("like", 0.0) - 1)
        if new:
            found["moves"] = elsewhere(p)
        return {name: much for name, much in found.items() if much and name in self.weights.by_sign}

    def _in_reports(self, a: Place, b: Place, p: Passage) -> dict[str, float]:
        """Where the two reports name the places at all."""
        child, parent = p.setting.child, p.setting.parent
        there = sum(_place_of(item) == b.name for item in child.items)
        return {
            "default": there / (len(child.items) + 1),
            "lead": float(any(_named(b, line) for line in child.lines[:_LEAD])),
            "still_named": float(any(_named(a, line) for line in child.lines)),
            "named_elsewhere": float(any(_named(b, line) for line in parent.lines)),
        }

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
        if place.words and _behind(self._all_of, " ".join(_words(place)), line.plain):
            return True
        return place.kind in ("country", "region") and self._kinds.search(line.plain) is not None

    def _part_of(self, place: Place, line: Line) -> bool:
        """True where a sentence speaks of a part of a place: "eastern Mosul", "the left bank of Mosul"."""
        return _behind(self._part_before, " ".join(_words(place)), line.plain)


def _behind(before: re.Pattern[str], name: str, plain: str) -> bool:
    """True where a name stands as a whole word behind what a pattern ends with; no pattern is made for each name."""
    at = plain.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if (end == len(plain) or not (plain[end].isalnum() or plain[end] == "_")) and before.search(plain, 0, at):
            return True
        at = plain.find(name, at + 1)
    return False


def _rank(place: Place) -> int:
    return _CONTINENT if place.id.startswith("ft:") and place.kind == "area" else _RANKS.get(place.kind, 0)


def _named(place: Place, line: Line, but: Place | None = None) -> bool:
    """True where a sentence has words of a place's name that are not those of another's."""
    others = frozenset(_words(but)) if but is not None else frozenset()
    return bool(line.words.intersection(_words(place)) - others)


def _by_name(place: Place, line: Line) -> bool:
    """True where a sentence has a place by its name, and not by that of its people: "in Rwanda", not "Rwandans"."""
    return _named(place, line) and not line.words.isdisjoint(set(plain_words(place.name)).intersection(plain_words(place.words)))


def _place_of(item: Item) -> str:
    return item.claim.place.name if item.claim.place else ""


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
