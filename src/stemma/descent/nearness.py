"""How near a child stands to a set of possible parents: the terms by which those are compared that are strong enough for kinship.

Each sentence of the child brings its share: whether a parent has it, whether the figures in it follow the parent's. What a parent has
and the child has not, and each further parent, count against. The weights are fitted on families of known descent (bench/descent/fit.py).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any

from stemma.core.words import plain_words
from stemma.descent.closeness import TELLING
from stemma.descent.detail import details
from stemma.descent.evidence import Tie
from stemma.descent.matter import SMALL_WORTH, Matter
from stemma.descent.overlap import Met

Weights = Mapping[str, Any]
TOLD, CLOSELY, NEARLY_ALL = 0.45, 0.6, 0.85  # likeness from which a sentence is told again; closely; in nearly all its words
OWN, KEPT = 0.3, 0.5  # likeness below which a sentence is the child's own; from which one of the parent's is kept
_LATELY = 400  # reports, as many as a pile holds at most
_IDLE = 1  # a parent that alone has no more than this gives hardly anything


_NO_WORDS = -1  # the level of a sentence of too few words
_LEVELS: Mapping[int, Mapping[str, float]] = {
    _NO_WORDS: {},
    0: {"told": 0.0, "told_closely": 0.0, "told_whole": 0.0, "own": 1.0},
    1: {"told": 0.0, "told_closely": 0.0, "told_whole": 0.0, "own": 0.0},
    2: {"told": 1.0, "told_closely": 0.0, "told_whole": 0.0, "own": 0.0},
    3: {"told": 1.0, "told_closely": 1.0, "told_whole": 0.0, "own": 0.0},
    4: {"told": 1.0, "told_closely": 1.0, "told_whole": 1.0, "own": 0.0},
}


@dataclass(frozen=True, slots=True)
class Nearness:
    """How nearly each sentence of the child is told, what the figures in it bring by the name of the term, and what concerns the whole."""

    levels: tuple[int, ...]
    figures: Mapping[int, Mapping[str, float]]
    whole: Mapping[str, float]

    def counts(self) -> dict[str, float]:
        """All terms, added up over the sentences."""
        total = dict(self.whole)
        for level, times in Counter(self.levels).items():
            for name, count in _LEVELS[level].items():
                total[name] = total.get(name, 0.0) + count * times
        for _, line in sorted(self.figures.items()):
            for name, count in line.items():
                total[name] = total.get(name, 0.0) + count
        return total

    def score(self, weights: Weights) -> float:
        """All terms by their weights."""
        return weighed(self.counts(), weights)

    def by_sentence(self, weights: Weights) -> tuple[float, ...]:
        """What each sentence of the child brings."""
        told = {level: weighed(terms, weights) for level, terms in _LEVELS.items()}
        found = [told[level] for level in self.levels]
        for k, line in self.figures.items():
            found[k] = weighed({**_LEVELS[self.levels[k]], **line}, weights)
        return tuple(found)


def weighed(counts: Mapping[str, float], weights: Weights) -> float:
    """Counts of terms by their weights."""
    return sum((float(weights[name]) * count for name, count in sorted(counts.items())), 0.0)


def nearness(ties: Sequence[Tie]) -> Nearness:
    """How near a child stands to these parents together."""
    child = ties[0].child
    best = _best(ties)
    levels = [_level(like) if len(line.words) >= TELLING else _NO_WORDS for like, line in zip(best, child.lines, strict=True)]
    figures: dict[int, dict[str, float]] = {}
    for met in _assigned(ties):
        line = figures.setdefault(max(0, child.line_at(met.item.claim.start)), {})
        for name, count in {**details(met), "figure_told": met.share}.items():
            line[name] = line.get(name, 0.0) + count * met.item.worth
    names = _names_own(child, ties)
    whole = {
        "left_out": sum((_left_out(t) for t in ties), 0.0) / len(ties),
        "figure_left_out": sum((_worth_left(t) for t in ties), 0.0) / len(ties),
        "figure_own": _worth_own(child, ties),
        "name_own": names,
        "name_own_several": names if len(ties) > 1 else 0.0,
        "disorder": sum((sqrt(_turned(t, best)) for t in ties), 0.0) / len(ties),
        "order": sum((max(0.0, t.overlap.order) for t in ties), 0.0) / len(ties),
        "parent": float(len(ties) - 1),
        "parent_idle": float(sum(_alone(t, ties) <= _IDLE for t in ties)) if len(ties) > 1 else 0.0,
    }
    return Nearness(tuple(levels or [_NO_WORDS]), figures, whole)


def _level(likeness: float) -> int:
    """How nearly a sentence is told, 0 for one of the child's own."""
    return 0 if likeness < OWN else 1 + (likeness >= TOLD) + (likeness >= CLOSELY) + (likeness >= NEARLY_ALL)


def _best(ties: Sequence[Tie]) -> list[float]:
    return [max(likes) for likes in zip(*(t.overlap.told for t in ties), strict=True)]


def _turned(tie: Tie, best: Sequence[float]) -> int:
    """How many pairs of sentences stand the other way round in the child, of those that answer to each other best."""
    seen: list[int] = []
    turned = 0
    for like, most, at in zip(tie.overlap.told, best, tie.overlap.where, strict=True):
        if like >= TOLD and like >= most and like >= tie.overlap.kept[at]:
            turned += len(seen) - bisect_right(seen, at)
            insort(seen, at)
    return turned


def _left_out(tie: Tie) -> int:
    """The parent's sentences that have no like in the child."""
    return sum(like < KEPT and len(line.words) >= TELLING for like, line in zip(tie.overlap.kept, tie.parent.lines, strict=True))


def _alone(tie: Tie, ties: Sequence[Tie]) -> int:
    """The child's sentences that this parent tells and no other, and its figures in other sentences that this parent alone has."""
    child, rest = tie.child, [t for t in ties if t is not tie]
    others = _best(rest)
    told = {k for k, like in enumerate(tie.overlap.told) if like >= TOLD and others[k] < OWN}
    elsewhere = {m.item.claim.id for t in rest for m in t.overlap.met if m.source is not None}
    figures = (m.item.claim for m in tie.overlap.met if m.source is not None and m.item.worth > SMALL_WORTH)
    return len(told) + sum(claim.id not in elsewhere and child.line_at(claim.start) not in told for claim in figures)


def _assigned(ties: Sequence[Tie]) -> list[Met]:
    """The child's figures, each with the parent's that it repeats most nearly."""
    best: dict[str, Met] = {}
    for met in (m for t in ties for m in t.overlap.met):
        claim = met.item.claim.id
        if claim not in best or met.share > best[claim].share:
            best[claim] = met
    return [best[claim] for claim in sorted(best)]


def _worth_left(tie: Tie) -> float:
    taken = {m.source.claim.id for m in tie.overlap.met if m.source is not None}
    return sum((item.worth for item in tie.parent.items if item.claim.id not in taken), 0.0)


def _names_own(child: Matter, ties: Sequence[Tie]) -> float:
    """The child's proper names of which no parent has all words: a name, unlike a verb, is not found anew."""
    told = [t.parent.content for t in ties]
    return float(sum(not any(name <= content for content in told) for name in _words_of(child.names)))


@lru_cache(maxsize=_LATELY)
def _words_of(names: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The words of each name; remembered, for a report is tried beside many."""
    return tuple([frozenset(plain_words(name)) for name in names])


def _worth_own(child: Matter, ties: Sequence[Tie]) -> float:
    taken = {m.item.claim.id for t in ties for m in t.overlap.met if m.source is not None}
    return sum((item.worth for item in child.items if item.claim.id not in taken), 0.0)
