"""A pile's numbers before its background: how rare the words are that two of them share, and how their claims lie in the reports.

What one claim is read to say may be misread; what a number's claims say is taken here as shares, so that one misreading weighs little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Final

from stemma.core.types import Nature, Place
from stemma.core.words import plain_words
from stemma.linking.atlas import UNSAID
from stemma.linking.numbers import Number
from stemma.linking.traits import Trait
from stemma.linking.where import gap_days, place_key

Signs = dict[str, float]
Shares = Mapping[str, float]

_STEM: Final = 6  # letters of a word by which it is known
_FOREIGN: Final = 8.0  # how rare the words may be that only one of two subjects has
_FAST: Final = 3.0  # of a logarithm, a day
_ROUNDING: Final = 0.07  # by which a number may differ from the one that it rounds
_MEMORY: Final = 4_096  # pairs of places whose lie is remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the claims of a number say of it, each thing with the share of the claims that say it."""

    places: Shares
    said: frozenset[str]  # places named in the sentence of a claim
    likeliest: Place | None  # of those, the one named most
    sure: float  # by what share of the claims
    kinds: Shares
    things: frozenset[str]  # the nouns counted
    subject: Shares  # words as a vector of length one, rare ones longer
    rarity: Shares  # how much each subject word would tell
    context: Shares
    words: Shares
    before: frozenset[int]  # the numbers told just before it in some report
    after: frozenset[int]
    greatest: float  # the share of its reports that tell no greater number of the kind
    first: float  # the share of its reports that tell it before all others of the kind


class Background:
    """The numbers of a pile with all by which two of them are set beside each other."""

    def __init__(self, numbers: Sequence[Number]) -> None:
        claims = [(at, trait) for at, number in enumerate(numbers) for trait in _claims(number)]
        subjects = _rarity((frozenset(_stems(trait.subject)) for _, trait in claims), len(claims))
        contexts = _rarity((trait.context for _, trait in claims), len(claims))
        before, after = _order(claims)
        greatest, first = _ranks(claims)
        self._numbers = numbers
        self._told = [_told(n, subjects, contexts, (before[at], after[at]), (greatest[at], first[at])) for at, n in enumerate(numbers)]
        self._lies: dict[tuple[str, str], str] = {}

    def signs(self, i: int, j: int) -> Signs:
        """The signs of two numbers; those that are absent are left out."""
        one, other = self._told[i], self._told[j]
        s, t = self._numbers[i].trait, self._numbers[j].trait
        found: Signs = {}
        self._place(one, other, found)
        _subject(one, other, found)
        _order_signs(one, other, found)
        if s.kind == t.kind:
            _of_one_kind(one, other, found)
        _course(s, t, found)
        return {name: value for name, value in found.items() if value}

    def _place(self, one: Told, other: Told, found: Signs) -> None:
        """The places, and those that both have named in their own sentences: there a difference tells more."""
        found["places-shared"] = _shared(one.places, other.places)
        a, b = one.likeliest, other.likeliest
        if a is None or b is None:
            return
        if a.name in other.said or b.name in one.said:
            found["said-place-same"] = 1.0
            return
        key = (a.name, b.name) if a.name < b.name else (b.name, a.name)
        lies = self._lies.get(key)
        if lies is None:
            if len(self._lies) >= _MEMORY:
                self._lies.clear()
            lies = self._lies[key] = place_key(a, b).replace("_", "-")
        found[f"said-{lies}"] = 1.0
        found["said-apart"] = min(one.sure, other.sure)


def _subject(one: Told, other: Told, found: Signs) -> None:
    found["kinds-shared"] = _shared(one.kinds, other.kinds)
    if one.things and other.things:
        found["things" if one.things & other.things else "things-apart"] = 1.0
    found["subject-rare"] = _alike(one.subject, other.subject)
    found["context-rare"] = _alike(one.context, other.context)
    found["words-rare"] = _alike(one.words, other.words)
    if one.subject or other.subject:
        foreign = _foreign(one, other) + _foreign(other, one)
        name = "subject-foreign" if one.subject and other.subject else "subject-silent"
        found[name] = min(_FOREIGN, foreign) / _FOREIGN


def _order_signs(one: Told, other: Told, found: Signs) -> None:
    """How the claims lie: after the same number, before the same one, between the same two."""
    before, after = not one.before.isdisjoint(other.before), not one.after.isdisjoint(other.after)
    found["before"], found["after"] = float(before), float(after)
    found["between"] = float(before and after)


def _of_one_kind(one: Told, other: Told, found: Signs) -> None:
    found["kind-subject"] = found["subject-rare"]
    found["kind-place"] = found["places-shared"]
    found["greatest-both"] = one.greatest * other.greatest
    found["greatest-one"] = abs(one.greatest - other.greatest)
    found["first-both"] = one.first * other.first
    found["first-one"] = abs(one.first - other.first)
    found["kind-all"] = found["subject-rare"] * found["places-shared"] * found["kinds-shared"]


def _course(one: Trait, other: Trait, found: Signs) -> None:
    """Whether two numbers may be steps of one running total, or the counts of two days, or one the other rounded."""
    a, b = one.point or 0.0, other.point or 0.0
    if a != b and abs(a - b) <= _ROUNDING * max(abs(a), abs(b)):
        found["rounding"] = 1.0
        found["rounding-kind"] = float(one.kind == other.kind)
    nature, first, second = one.claim.nature, one.claim.when, other.claim.when
    if nature is not other.claim.nature or first is None or second is None:
        return
    gap = gap_days(first, second)
    if nature is Nature.FLOW:
        found["flow-later"] = float(gap > 0)
    if nature is not Nature.TOTAL or a == b:
        return
    ends = first.end or "", second.end or ""
    if ends[0] == ends[1]:
        found["total-one-day"] = 1.0
        return
    found["total-grew" if (a > b) == (ends[0] > ends[1]) else "total-fell"] = 1.0
    if gap > 0 and a > 0 and b > 0:
        found["rate"] = min(_FAST, abs(log(a / b)) / sqrt(gap))


def _told(number: Number, subjects: Shares, contexts: Shares, order: tuple[set[int], set[int]], ranks: tuple[float, float]) -> Told:
    claims = _claims(number)
    places = Counter(t.claim.place.name for t in claims if t.claim.place is not None)
    said: Counter[str] = Counter()
    named: dict[str, Place] = {}
    for trait in claims:
        place = trait.claim.place
        if place is not None and place.words not in UNSAID and not trait.carried:
            said[place.name] += 1
            named[place.name] = place
    likeliest = max(sorted(said), key=lambda name: said[name]) if said else ""
    stems = Counter(stem for t in claims for stem in _stems(t.subject))
    own = Counter(w for t in claims for w in sorted(set(plain_words(t.claim.text))) if not w[0].isdigit())
    return Told(
        places=_shares(places),
        said=frozenset(said),
        likeliest=named.get(likeliest),
        sure=said[likeliest] / len(claims) if said else 0.0,
        kinds=_shares(Counter(t.kind for t in claims)),
        things=frozenset(w[-1][:_STEM] for t in claims if (w := plain_words(t.claim.counted))),
        subject=_vector(stems, subjects),
        rarity={stem: times * subjects[stem] / len(claims) for stem, times in stems.items()},
        context=_vector(Counter(w for t in claims for w in t.context), contexts),
        words=_vector(own, contexts),
        before=frozenset(order[0]),
        after=frozenset(order[1]),
        greatest=ranks[0],
        first=ranks[1],
    )


def _claims(number: Number) -> list[Trait]:
    return [trait for held in number.told.values() for trait in held]


def _order(claims: Iterable[tuple[int, Trait]]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """For each number those that stand just before and just after one of its claims."""
    reports: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for at, trait in claims:
        reports[trait.claim.report].append((trait.claim.start, trait.claim.end, at))
    before: dict[int, set[int]] = defaultdict(set)
    after: dict[int, set[int]] = defaultdict(set)
    for held in reports.values():
        held.sort()
        for (_, _, first), (_, _, second) in pairwise(held):
            before[second].add(first)
            after[first].add(second)
    return before, after


def _ranks(claims: Iterable[tuple[int, Trait]]) -> tuple[dict[int, float], dict[int, float]]:
    """For each number the share of its reports in which it is the greatest of its kind, and that in which it is the first."""
    kinds: dict[tuple[str, str, str], list[tuple[float, int, int]]] = defaultdict(list)
    reports: dict[int, set[str]] = defaultdict(set)
    for at, trait in claims:
        reports[at].add(trait.claim.report)
        if not trait.delta:
            kinds[trait.claim.report, trait.kind, trait.base.dimension].append((trait.point or 0.0, trait.claim.start, at))
    greatest: dict[int, float] = defaultdict(float)
    first: dict[int, float] = defaultdict(float)
    for held in kinds.values():
        most = max(point for point, _, _ in held)
        for at in {at for point, _, at in held if point == most}:
            greatest[at] += 1 / len(reports[at])
        at = min((start, at) for _, start, at in held)[1]
        first[at] += 1 / len(reports[at])
    return greatest, first


def _rarity(held: Iterable[Iterable[str]], size: int) -> dict[str, float]:
    """How much a word tells: the logarithm of how seldom the claims of a pile have it."""
    return {word: log(1 + size / times) for word, times in Counter(w for words in held for w in words).items()}


def _vector(times: Mapping[str, int], rarity: Shares) -> Shares:
    weighed = {word: rarity.get(word, 1.0) * (1 + log(count)) for word, count in sorted(times.items())}
    length = sqrt(sum((value * value for value in weighed.values()), 0.0))
    return {word: value / length for word, value in weighed.items()} if length else {}


def _shares(times: Mapping[str, int]) -> Shares:
    whole = sum(times.values())
    return {name: count / whole for name, count in sorted(times.items())}


def _alike(one: Shares, other: Shares) -> float:
    """The cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum((value * other[word] for word, value in one.items() if word in other), 0.0)


def _shared(one: Shares, other: Shares) -> float:
    return sum((min(share, other[name]) for name, share in one.items() if name in other), 0.0)


def _foreign(one: Told, other: Told) -> float:
    return sum((weight for stem, weight in one.rarity.items() if stem not in other.subject), 0.0)


def _stems(words: Iterable[str]) -> Iterable[str]:
    return (word[:_STEM] for word in words)
