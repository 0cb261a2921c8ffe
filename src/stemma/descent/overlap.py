"""What two reports have in common: runs of words, wording, figures one by one and in their order, quotations, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum, log
from typing import Final

from stemma.core.bases import digits
from stemma.core.days import ordinal
from stemma.descent.closeness import Common, alike
from stemma.descent.matter import SMALL_WORTH, Item, Line, Matter
from stemma.descent.samefigure import nearness

_EDITION: Final = 10  # days within which an outlet prints or corrects a text of its own again
_SEASON: Final = 30  # days: what three reports say over so long a time is a way of speaking
_FIRM_WORTH: Final = 1.6  # of a figure with three digits
_SELDOM: Final = 4  # of so many runs of words at most one stands in both reports: those are looked for one by one
_LOOSELY: Final = 0.5  # the number stands in the parent's text, but was not read there as a figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A figure of the child and the parent's that it repeats (None where only the number stands there), and how nearly."""

    item: Item
    source: Item | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What a child shares with a possible parent; shares are of the child's matter."""

    grams: int
    text: float
    runs: tuple[str, ...]
    met: tuple[Met, ...]
    wording: float
    quotes: tuple[str, ...]
    names: tuple[str, ...]
    order: float
    numbers: tuple[tuple[str, float], ...] = ()  # of a child that was not read: bare numbers in both, each with its rarity
    told: tuple[float, ...] = ()  # how nearly each sentence of the child stands in the parent
    kept: tuple[float, ...] = ()  # how nearly each sentence of the parent stands in the child
    where: tuple[int, ...] = ()  # for each sentence of the child the most alike of the parent's, -1 where there is none
    firm: float = 0.0  # what the shared figures of three digits and more tell, by their rarity


class Rarity:
    """How rare words, numbers and names are in the pile: 1 for what stands in one report, near 0 for what stands in all."""

    def __init__(self, matters: Sequence[Matter], usual: Iterable[str] = ()) -> None:
        self._size = len(matters)
        self._known: dict[int, float] = {}  # how rare what stands in so many reports is
        self._words = {word: self._rare(count) for word, count in Counter(chain.from_iterable(m.content for m in matters)).items()}
        self._whole: dict[str, float] = {}
        self._runs: dict[str, dict[str, list[int]]] = {}
        self._names = Counter(n for m in matters for n in m.names)
        self._numbers = Counter(n for m in matters for n in m.numbers) if any(m.unread for m in matters) else Counter()
        self._figures = Counter(f for m in matters for f in {(i.figure, i.said) for i in m.items})
        self.stock = _stock(matters)
        self.common = Common(_common(matters).union(usual))

    def words(self, words: Iterable[str]) -> float:
        """The rarity of content words together; summed exactly, whatever their order."""
        return fsum(map(self._words.__getitem__, words))

    def whole(self, matter: Matter) -> float:
        """The rarity of all content words of a report together."""
        if matter.id not in self._whole:
            self._whole[matter.id] = self.words(matter.content)
        return self._whole[matter.id]

    def runs(self, matter: Matter) -> dict[str, list[int]]:
        """Where in a report each of its runs of words stands."""
        found = self._runs.get(matter.id)
        if found is None:
            found = self._runs[matter.id] = {}
            for at, run in enumerate(matter.runs):
                found.setdefault(run, []).append(at)
        return found

    def name(self, name: str) -> float:
        """The rarity of a proper name."""
        return self._rare(self._names[name])

    def number(self, number: str) -> float:
        """The rarity of a bare number."""
        return self._rare(self._numbers[number])

    def figure(self, item: Item) -> float:
        """The rarity of a figure's value."""
        return self._rare(self._figures[item.figure, item.said])

    def _rare(self, count: int) -> float:
        if count not in self._known:
            self._known[count] = log((self._size + 2) / (max(count, 1) + 0.5)) / log((self._size + 2) / 1.5)
        return self._known[count]


def _stock(matters: Sequence[Matter]) -> frozenset[str]:
    """Runs of words that tell no kinship: an outlet's own formulas, days apart, and what is said again and again over weeks."""
    times = Counter(chain.from_iterable(m.grams for m in matters))
    often = frozenset(gram for gram, number in times.items() if number > 1)
    bearers: dict[str, list[int]] = {}
    for k, m in enumerate(matters):
        for gram in m.grams & often:
            bearers.setdefault(gram, []).append(k)
    days = [_day(m) for m in matters]
    outlets = [m.report.outlet for m in matters]
    found = set()
    for gram, who in bearers.items():
        dated = [days[k] for k in who if days[k]]
        span = max(dated) - min(dated) if dated else 0
        of_one = span > _EDITION and len({outlets[k] for k in who}) < len(who)
        if of_one or (len(who) > 2 and span > _SEASON):
            found.add(gram)
    return frozenset(found)


def _common(matters: Sequence[Matter]) -> frozenset[str]:
    """Words that three reports and more have over more than a season: what they have in common tells no kinship."""
    spans: dict[str, tuple[int, int, int]] = {}  # how many reports, the first day and the last
    for m in matters:
        day = _day(m)
        for word in m.content if day else ():
            count, first, last = spans.get(word, (0, day, day))
            spans[word] = (count + 1, min(first, day), max(last, day))
    return frozenset(word for word, (count, first, last) in spans.items() if count > 2 and last - first > _SEASON)


def _day(matter: Matter) -> int:
    return ordinal(matter.moment) or 0


def overlap(child: Matter, parent: Matter, rarity: Rarity, run_words: int) -> Overlap:
    """What the child shares with the parent."""
    told, kept, where = alike(child, parent, rarity.common)
    shared = (child.grams & parent.grams) - rarity.stock
    met = figures_met(child, parent)
    return Overlap(
        grams=len(shared),
        text=len(shared) / len(child.grams) if child.grams else 0.0,
        runs=tuple(_runs(child, shared, run_words, rarity)),
        met=met,
        wording=_wording(child, parent, rarity),
        quotes=tuple(sorted(q for q in child.quotes & parent.quotes if " " in q)),
        names=tuple(sorted(n for n in child.names & parent.names if rarity.name(n) > 0.5)),
        order=_order(met),
        numbers=tuple((n, rarity.number(n)) for n in sorted(child.numbers & parent.numbers)) if child.unread else (),
        told=told,
        kept=kept,
        where=where,
        firm=_firm(met, rarity),
    )


def _firm(met: Sequence[Met], rarity: Rarity) -> float:
    """What shared figures tell that have three digits and more, each value once."""
    best: dict[tuple[str, float], float] = {}
    for m in met:
        if m.source is not None and m.item.worth >= _FIRM_WORTH:
            key = (m.item.figure, m.item.said)
            best[key] = max(best.get(key, 0.0), m.share * m.item.worth * rarity.figure(m.item))
    return sum((best[key] for key in sorted(best)), 0.0)


def figures_met(child: Matter, parent: Matter) -> tuple[Met, ...]:
    """For each figure of the child, the nearest one of the parent's, where there is one."""
    found = []
    for item in child.items:
        most, source = 0.0, None
        for other in parent.items:
            near = nearness(item, other)
            if near > most:
                most, source = near, other
        if source is not None:
            found.append(Met(item=item, source=source, share=min(1.0, most)))
        elif digits(item.said) > 1 and f"{item.said:g}" in parent.numbers:
            found.append(Met(item=item, source=None, share=_LOOSELY))
    return tuple(found)


def _runs(child: Matter, shared: frozenset[str], least: int, rarity: Rarity) -> list[str]:
    """The stretches of the child's words, at least so long, that stand in the parent too."""
    if not shared:
        return []
    size = next(iter(shared)).count(" ") + 1
    if len(shared) <= least - size and len(child.grams) == len(child.runs):  # too few, and none comes twice
        return []
    if len(shared) * _SELDOM < len(child.runs):
        inside, places = bytearray(len(child.runs)), rarity.runs(child)
        for run in shared:
            for at in places[run]:
                inside[at] = 1
    else:
        inside = bytearray(map(shared.__contains__, child.runs))  # 1 where a run stands in both
    long = re.finditer(b"\x01{%d,}" % max(1, least - size + 1), inside)
    return [" ".join(child.words[m.start() : m.end() - 1 + size]) for m in long]


def _wording(child: Matter, parent: Matter, rarity: Rarity) -> float:
    """The share of the child's content words, the rarer the heavier, that stand in the parent."""
    whole = rarity.whole(child)
    return rarity.words(child.content & parent.content) / whole if whole else 0.0


def _order(met: Sequence[Met]) -> float:
    """Rank correlation (Kendall) of the shared figures' places in the two texts, 0 with fewer than four."""
    places = [m.source.claim.start for m in met if m.source is not None]
    if len(places) < 4:
        return 0.0
    pairs = [(a < b) - (a > b) for i, a in enumerate(places) for b in places[i + 1 :]]
    return sum(pairs) / len(pairs)


def align(child: Matter, parent: Matter, least: float) -> dict[int, int]:
    """For each of the child's sentences that tells what one of the parent's tells: the index of that one."""
    found: dict[int, int] = {}
    for i, line in enumerate(child.lines):
        shared: dict[int, int] = {}
        for word in line.words & parent.content:
            for k in parent.places[word]:
                shared[k] = shared.get(k, 0) + 1
        best, at = 0.0, 0
        for k, words in shared.items():
            like = _likeness(line, parent.lines[k], words)
            if like > best or (like == best and k < at):
                best, at = like, k
        if best >= least:
            found[i] = at
    return found


def likeness(one: Line, other: Line) -> float:
    """The share of words that two sentences have in common, of the shorter one; numbers count double."""
    return _likeness(one, other, len(one.words & other.words))


def _likeness(one: Line, other: Line, shared: int) -> float:
    """The same, where it is known how many words they share."""
    if not shared:
        return 0.0
    least = min(len(one.words) + len(one.numbers), len(other.words) + len(other.numbers))
    return (shared + len(one.numbers & other.numbers)) / max(least, 3.0)


def explained(met: Sequence[Met], items: Sequence[Item], small: float = 1.0) -> float:
    """The share of a report's figures, by what they tell, that others' matter explains; ages and small numbers only so much of it."""
    whole = sum((item.worth for item in items), 0.0)
    best: dict[str, float] = {}
    for m in met:
        told = m.share * m.item.worth
        best[m.item.id] = max(best.get(m.item.id, 0.0), told * small if m.item.worth <= SMALL_WORTH else told)
    return sum(best.values()) / whole if whole else 0.0
