"""Series: numbers that are told of one figure at several times, by several speakers or in several roundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stemma.core.bases import digits
from stemma.core.engine import Engine
from stemma.core.types import Reason
from stemma.linking.background import Background
from stemma.linking.gathering import Bounds, Gathering, Pair
from stemma.linking.neighbours import Neighbours
from stemma.linking.numbers import Number
from stemma.linking.signs import Signs, signs, worth
from stemma.linking.traits import Trait, keys
from stemma.linking.values import Weights, said, same_number, told_apart

_CROWD: Final = 120  # numbers under one key beyond which only neighbours meet
HOPELESS: Final = -7.0  # by their own signs: below it the others are not asked
_UNLIKE = -8.0  # what two numbers are worth that are measured in different things, or are shares of which one is what the other leaves
_PARTED: Final = 0.55  # the share of reports that tell two things apart which misreadings and steps of one course alone may bring
_STEM: Final = 6  # letters of a word by which it is known
_NEVER: Final = ("link.share-near", "link.whole-apart")  # a share lost and a share held are never one figure, nor are shares of two wholes
_SUM: Final = "link.flow-total"  # the count of one day and the sum are one figure only where a third number is like both,
_UNBORNE: Final = -2.0  # and without one they stand below the bound for joining
_CLASH, _BOTH = "link.subject-clash", "both"  # nor are soldiers and civilians of whom one report tells
_NAMED: Final = 3  # signs named in a reason


class Series:
    """Weighs the signs of two numbers, each pair once: first their own, then what the other numbers of the pile say of them."""

    def __init__(
        self, numbers: Sequence[Number], rules: Weights, table: Mapping[str, Mapping[str, float]], words: Mapping[str, str]
    ) -> None:
        self._numbers = numbers
        self._rules = rules
        self._alone = table["alone"]
        self._weights = table["weights"]
        self._bounds = Bounds(**table["bounds"])
        self._words = words
        self._background = Background(numbers)
        self._neighbours = Neighbours(numbers, {})
        self._told: dict[Pair, Signs | None] = {}
        self._own: dict[Pair, float] = {}
        self._scores: dict[Pair, float] = {}

    def gather(self, engine: Engine, same: Sequence[Pair], parted: Sequence[Pair]) -> list[list[int]]:
        """The numbers in groups; what people say of two of them stands above the signs."""
        pairs = self.meet(engine)
        gathering = Gathering([len(n.members) for n in self._numbers], self.score, self._bounds, parted, self._apart)
        for pair in same:
            gathering.force(*pair)
        gathering.gather(pairs)
        return gathering.settle(pairs)

    def meet(self, engine: Engine) -> list[Pair]:
        """The pairs that have something in common, each weighed by its own signs, so that a third can be asked about two."""
        pairs = list(engine.together(_keys, self._numbers, _CROWD))
        self._neighbours = Neighbours(self._numbers, {(min(p), max(p)): self.alone(*p) for p in pairs})
        return pairs

    def alone(self, i: int, j: int) -> float:
        """The logarithm of the odds that two numbers are of one figure, by their own signs."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._own:
            found = self.told(*pair)
            self._own[pair] = _UNLIKE if found is None else worth(found, self._alone)
        return self._own[pair]

    def score(self, i: int, j: int) -> float:
        """The logarithm of the odds that two numbers are of one figure, in their pile."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._scores:
            own = self.alone(i, j)
            hopeless = own < HOPELESS or self.told(*pair) is None
            found = {} if hopeless else self.all_signs(*pair)
            self._scores[pair] = own if hopeless else worth(found, self._weights)
            if _SUM in found and not found["borne-out"]:
                self._scores[pair] = min(own, 0.0) + _UNBORNE
        return self._scores[pair]

    def all_signs(self, i: int, j: int) -> Signs:
        """The signs of two numbers and what the others add."""
        return {**(self.told(i, j) or {}), **self._neighbours.signs(i, j, self.alone(i, j))}

    def reason(self, i: int, j: int) -> Reason:
        """Why two numbers stand in one figure: the signs that tell most for it."""
        found = self.all_signs(i, j)
        told = sorted(((self._weights.get(n, 0.0) * v, n) for n, v in found.items() if n in self._words), reverse=True)
        named = [self._words[name] for weight, name in told[:_NAMED] if weight > 0]
        detail = f"two numbers of one figure: {', '.join(named)}" if named else "two numbers that others bring together"
        return Reason(rule="link.series", detail=detail, weight=round(self.score(i, j), 3))

    def _apart(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """True where reports give numbers of both groups at once, as two things: the dead of a town beside those of its region."""
        one, other = self._by_report(ours), self._by_report(theirs)
        parted = sum(all(told_apart(s, t) for s in one[r] for t in other[r]) for r in one if r in other)
        return parted > _PARTED * min(len(one), len(other))

    def _by_report(self, group: Sequence[int]) -> dict[str, list[Trait]]:
        found: dict[str, list[Trait]] = {}
        for at in group:
            for report, claims in self._numbers[at].told.items():
                found.setdefault(report, []).extend(claims)
        return found

    def told(self, i: int, j: int) -> Signs | None:
        """The signs of two numbers by themselves; None where they cannot be of one figure."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._told:
            one, other = self._numbers[pair[0]], self._numbers[pair[1]]
            alike = one.trait.base.dimension == other.trait.base.dimension and not _by_chance(one.trait, other.trait)
            found = signs(one, other, self._rules) if alike else None
            if found is not None and never(found):
                found = None
            if found is not None:
                found.update(self._background.signs(*pair))
            self._told[pair] = found
        return self._told[pair]

    def know(self, other: Series) -> None:
        """Take the signs that another has worked out for the same numbers."""
        self._told = other._told


def never(found: Signs) -> bool:
    """True where signs tell that two numbers are of two figures, whatever else they share."""
    return any(name in found for name in _NEVER) or (_CLASH in found and _BOTH in found)


def _by_chance(one: Trait, other: Trait) -> bool:
    """True for a number of one digit under two measures: four in hospital, four arrested."""
    return one.kind != other.kind and digits(said(one)) <= 1 and same_number(one, other)


def _keys(number: Number) -> Iterator[str]:
    """The keys of what most of its claims say; the measures, subjects and digits of any: one of them may have been misread."""
    yield from keys(number.trait)
    dimension = number.trait.base.dimension
    told = {trait.kind for held in number.told.values() for trait in held}
    yield from (f"kind|{dimension}|{kind}" for kind in sorted(told))
    yield from (f"word|{dimension}|{word[:_STEM]}" for word in sorted(number.words))
    ciphers = "".join(sorted(f"{said(number.trait):.10g}".replace(".", ""))).strip("0")
    if len(ciphers) > 1:
        yield f"digits|{dimension}|{ciphers}"
