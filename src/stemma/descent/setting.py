"""A claim on its way from one report to another, and what its family tells beside the two sentences.

Two readings may differ because the copyist changed them, or because one of them was read amiss: what other reports of the family have
for the same number, how much else the copyist changed, and how often the same change stands in one report speak for the one or the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.words import plain_words
from stemma.descent.inheritance import line_of
from stemma.descent.matter import Item, Line, Matter
from stemma.descent.overlap import likeness

_SHOWN: Final = 3
Readings = Mapping[tuple[float, str], Sequence[tuple[str, Item]]]


class Weights:
    """The weights of the signs of one field, from the pack's tables."""

    def __init__(self, pack: Pack, field: str) -> None:
        table = pack.tables["changes"]
        self.by_sign: Mapping[str, float] = {name: float(weight) for name, weight in table[field].items()}
        self.least = float(table["least"][field])

    def odds(self, signs: Mapping[str, float]) -> float:
        """The signs by their weights, as log-odds."""
        return self.by_sign["prior"] + sum((self.by_sign[name] * much for name, much in sorted(signs.items())), 0.0)

    def told(self, signs: Mapping[str, float], said: Mapping[str, str]) -> str:
        """The signs that speak most for it, in words."""
        worth = {name: self.by_sign[name] * much for name, much in signs.items()}
        strongest = [name for name in sorted(worth, key=lambda n: (-worth[n], n)) if worth[name] > 0][:_SHOWN]
        return ", ".join(said[name] for name in strongest if name in said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a claim was told again: the two reports, and what their family tells."""

    child: Matter
    parent: Matter  # of a lost original the sibling that carries the older reading
    blend: bool = False  # the child has several parents
    careless: float = 0.0  # the share of its claims in which number, unit or hedge were changed
    moves: Mapping[tuple[str, str], int] = field(default_factory=dict)  # how many of its claims go from one place to another
    readings: Readings = field(default_factory=dict)  # those of the whole family, by number and unit


class Passage(NamedTuple):
    """A claim on its way: the older reading, the younger, and the sentences round about."""

    older: Item
    younger: Item
    before: Line
    after: Line
    published: str  # the day on which the older was published, "" where it is lost
    setting: Setting
    agency: str = ""  # the lost original, where the older reading is inferred


def passage(older: Item, younger: Item, setting: Setting) -> Passage:
    """A claim on its way from one report to another."""
    before, after = line_of(setting.parent, older.claim.start), line_of(setting.child, younger.claim.start)
    return Passage(older, younger, before, after, setting.parent.moment[:10], setting)


def untouched(p: Passage) -> bool:
    """True where the sentence was taken over word for word."""
    return bool(p.before.plain) and p.before.plain == p.after.plain


def readings_of(matters: Mapping[str, Matter]) -> Readings:
    """All claims of a family with the moment of publication, by number and unit."""
    found: dict[tuple[float, str], list[tuple[str, Item]]] = {}
    for matter in matters.values():
        for item in matter.items:
            found.setdefault((item.said, item.claim.amount.unit), []).append((matter.moment, item))
    return found


def moves_of(passages: Sequence[Passage]) -> Mapping[tuple[str, str], int]:
    """How many claims of a report go from one place to another."""
    return Counter(_places(p) for p in passages if p.older.claim.place is not None and p.younger.claim.place is not None)


def of_family(p: Passage, told: Callable[[Item], Hashable]) -> dict[str, float]:
    """The signs of a passage that hold for any field, `told` being what a claim tells of this one."""
    setting, claim = p.setting, p.younger.claim
    sources = (claim.report, p.older.claim.report)
    figures = (p.younger.figure, p.older.figure)
    witnesses = [
        item
        for moment, item in setting.readings.get((p.younger.said, claim.amount.unit), ())
        if item.claim.report not in sources
        and moment <= setting.child.moment
        and (item.figure in figures or item.claim.measure == claim.measure)
    ]
    found = {
        "like": likeness(p.after, p.before),
        "same_number": float(p.older.said == p.younger.said),
        "blend": float(setting.blend),
        "careless": setting.careless,
        "kept": log1p(sum(told(item) == told(p.older) for item in witnesses)),
        "shared": log1p(sum(told(item) == told(p.younger) for item in witnesses)),
        "alone": float(not witnesses),
    }
    return {name: much for name, much in found.items() if much}


def elsewhere(p: Passage) -> float:
    """The logarithm of 1 + how many more claims of the report go from the one place to the other."""
    return log1p(max(0, p.setting.moves.get(_places(p), 0) - 1))


def _places(p: Passage) -> tuple[str, str]:
    a, b = p.older.claim.place, p.younger.claim.place
    return (a.name if a else "", b.name if b else "")


def counted_words(item: Item) -> list[str]:
    """The words of what is counted."""
    return plain_words(item.claim.counted or item.claim.text)
