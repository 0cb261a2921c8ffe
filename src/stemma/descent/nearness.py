"""How near a child stands to a set of possible parents: the terms by which those are compared that are strong enough for kinship.

Each sentence of the child brings its share: whether a parent has it, whether the figures in it follow the parent's. What a parent has
and the child has not, and each further parent, count against.

Of whoever edits a text nearly all words stand in the one text that was edited, or in the two that were joined. Whoever tells it in other
words falls on the same ones as now this rewrite of it, now that one: of these no report accounts alone, and they tell nothing.

The weights are fitted on families of known descent (bench/descent/fit.py).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any, Final

from stemma.core.words import plain_words
from stemma.descent.closeness import TELLING
from stemma.descent.detail import details
from stemma.descent.evidence import Tie
from stemma.descent.matter import SMALL_WORTH, Matter
from stemma.descent.overlap import Met

Weights = Mapping[str, Any]
TOLD, CLOSELY, NEARLY_ALL = 0.45, 0.6, 0.85  # likeness from which a sentence is told again; closely; in nearly all its words
OWN, KEPT = 0.3, 0.5  # likeness below which a sentence is the child's own; from which one of the parent's is kept
# of the words that others have and the likeliest source lacks: up to such a share words are kept, from such a share on they are not
_WORDS_KEPT, _STREWN = 0.03, 0.06
_LATELY: Final = 400  # reports, as many as a pile holds at most
_IDLE: Final = 1  # a parent that alone has no more than this gives hardly anything


_BY_WORDS: Final = ("told_closely", "told_whole")
_NO_WORDS: Final = -1  # the level of a sentence of too few words, or that tells nothing
_LEVELS: Final[Mapping[int, Mapping[str, float]]] = {
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
    words: float = 1.0  # how much it tells that a sentence is told closely

    def counts(self) -> dict[str, float]:
        """All terms, added up over the sentences."""
        total = dict(self.whole)
        for level, times in Counter(self.levels).items():
            for name, count in self._terms(level).items():
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
        told = {level: weighed(self._terms(level), weights) for level in _LEVELS}
        found = [told[level] for level in self.levels]
        for k, line in self.figures.items():
            found[k] = weighed({**self._terms(self.levels[k]), **line}, weights)
        return tuple(found)

    def _terms(self, level: int) -> Mapping[str, float]:
        """What a sentence of one level brings."""
        terms = _LEVELS[level]
        return terms if self.words == 1.0 else {name: count * self.words if name in _BY_WORDS else count for name, count in terms.items()}


def weighed(counts: Mapping[str, float], weights: Weights) -> float:
    """Counts of terms by their weights."""
    return sum((float(weights[name]) * count for name, count in sorted(counts.items())), 0.0)


def nearness(ties: Sequence[Tie], words: float = 1.0) -> Nearness:
    """How near a child stands to these parents together; words: how much it tells that a sentence stands there in most of its words."""
    child = ties[0].child
    best = _best(ties)
    levels = [_NO_WORDS] * max(1, len(child.lines))
    for k in _telling(child):
        levels[k] = _level(best[k])
    figures: dict[int, dict[str, float]] = {}
    for met in _assigned(ties):
        line = figures.setdefault(max(0, child.line_at(met.item.claim.start)), {})
        for name, count in {**details(met), "figure_told": met.share}.items():
            line[name] = line.get(name, 0.0) + count * met.item.worth
    names, left = _names_own(child, ties), sum((_left_out(t) for t in ties), 0.0) / len(ties)
    whole = {
        "left_out": left,
        "left_out_retold": (1.0 - words) * left,
        "figure_left_out": sum((_worth_left(t) for t in ties), 0.0) / len(ties),
        "figure_own": _worth_own(child, ties),
        "name_own": names,
        "name_own_several": names if len(ties) > 1 else 0.0,
        "disorder": sum((sqrt(_turned(t, best)) for t in ties), 0.0) / len(ties),
        "order": sum((max(0.0, t.overlap.order) for t in ties), 0.0) / len(ties),
        "parent": float(len(ties) - 1),
        "parent_retold": (1.0 - words) * float(len(ties) - 1),
        "parent_idle": float(sum(_alone(t, ties) <= _IDLE for t in ties)) if len(ties) > 1 else 0.0,
    }
    return Nearness(tuple(levels), figures, whole, words)


def _level(likeness: float) -> int:
    """How nearly a sentence is told, 0 for one of the child's own."""
    return 0 if likeness < OWN else 1 + (likeness >= TOLD) + (likeness >= CLOSELY) + (likeness >= NEARLY_ALL)


def _telling(matter: Matter) -> list[int]:
    """The sentences that tell something: not those that say nothing but whose the story is, which stand in every rewrite."""
    credits = {said for _, said in matter.credited}
    return [k for k, line in enumerate(matter.lines) if len(line.words) >= TELLING and line.plain not in credits]


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
    return sum(tie.overlap.kept[k] < KEPT for k in _telling(tie.parent))


def _alone(tie: Tie, ties: Sequence[Tie]) -> int:
    """The child's sentences that this parent tells and no other, and its figures in other sentences that this parent alone has."""
    child, rest = tie.child, [t for t in ties if t is not tie]
    others = _best(rest)
    told = {k for k, like in enumerate(tie.overlap.told) if like >= TOLD and others[k] < OWN}
    elsewhere = {m.item.id for t in rest for m in t.overlap.met if m.source is not None}
    figures = (m.item.claim for m in tie.overlap.met if m.source is not None and m.item.worth > SMALL_WORTH)
    return len(told) + sum(claim.id not in elsewhere and child.line_at(claim.start) not in told for claim in figures)


def _assigned(ties: Sequence[Tie]) -> list[Met]:
    """The child's figures, each with the parent's that it repeats most nearly."""
    best: dict[str, Met] = {}
    for met in (m for t in ties for m in t.overlap.met):
        claim = met.item.id
        if claim not in best or met.share > best[claim].share:
            best[claim] = met
    return [best[claim] for claim in sorted(best)]


def _worth_left(tie: Tie) -> float:
    taken = {m.source.id for m in tie.overlap.met if m.source is not None}
    return sum((item.worth for item in tie.parent.items if item.id not in taken), 0.0)


def _names_own(child: Matter, ties: Sequence[Tie]) -> float:
    """The child's proper names of which no parent has all words: a name, unlike a verb, is not found anew."""
    told = [t.parent.content for t in ties]
    return float(sum(not any(name <= content for content in told) for name in _words_of(child.names)))


@lru_cache(maxsize=_LATELY)
def _words_of(names: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The words of each name; remembered, for a report is tried beside many."""
    return tuple([frozenset(plain_words(name)) for name in names])


def _worth_own(child: Matter, ties: Sequence[Tie]) -> float:
    taken = {m.item.id for t in ties for m in t.overlap.met if m.source is not None}
    return sum((item.worth for item in child.items if item.id not in taken), 0.0)


def words_kept(ties: Mapping[str, Sequence[Tie]]) -> dict[str, float]:
    """For each child how far words are kept in its family: one number for all of it, so that no direction gains by it."""
    family: dict[str, set[str]] = {}
    for child, above in ties.items():
        joined = {child}.union(*(family.get(r, {r}) for r in (child, *(t.parent.id for t in above))))
        family.update(dict.fromkeys(joined, joined))
    kept = {child: keeps_words(above) for child, above in ties.items() if above}
    found: dict[str, float] = {}
    for child in ties:
        here = [kept[r] for r in sorted(family[child]) if r in kept]
        found[child] = sum(here) / len(here) if here else 1.0
    return found


def keeps_words(ties: Sequence[Tie]) -> float:
    """From 1, where one or two of a child's possible parents account for its words, to 0, where they are strewn over many."""
    shared = [_shared(t) for t in ties]
    if not shared:
        return 1.0
    child = ties[0].child
    sizes = [len(line.words) for line in child.lines]
    whole = [len(frozenset().union(*words)) for words in zip(*shared, strict=True)]
    first = min(shared, key=lambda one: _elsewhere(one, whole, sizes))
    both = (tuple([a | b for a, b in zip(first, other, strict=True)]) for other in shared)
    least = min(_elsewhere(two, whole, sizes) for two in both)
    return min(1.0, max(0.0, (_STREWN - least) / (_STREWN - _WORDS_KEPT)))


def _shared(tie: Tie) -> tuple[frozenset[str], ...]:
    """For each sentence of the child the words that it shares with the parent's that tells the same."""
    lines, found = tie.parent.lines, tie.overlap
    told = zip(tie.child.lines, found.told, found.where, strict=True)
    return tuple([line.words & lines[at].words if like >= OWN else frozenset() for line, like, at in told])


def _elsewhere(shared: Sequence[frozenset[str]], whole: Sequence[int], sizes: Sequence[int]) -> float:
    """Of the sentences that a source tells, the share of words that stand in others and not there."""
    told = [k for k, words in enumerate(shared) if words]
    return sum(whole[k] - len(shared[k]) for k in told) / max(1, sum(sizes[k] for k in told))
