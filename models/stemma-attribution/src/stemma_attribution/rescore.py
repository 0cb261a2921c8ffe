"""The stretches that are taken: each likely one is judged once more by what it is as a whole, then the best that go together are kept.

A chain of tags sees a word and the one before it. Here a stretch is seen as a whole: how likely the chain holds it and its rivals, what
the second net and the rules make of the same words, whether its quotation marks close, where sentences begin and end, which letters
(parts of speech) stand at its borders, and whether a source, a cue or a content is near.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy

from stemma_attribution.candidates import KINDS, Candidates
from stemma_attribution.page import Labelled, Stretch

LETTERS = "djnNGoe#pPTcbshwxBzrmatVIvugAEQq,;:.()-'?"
OTHER, OUTSIDE = len(LETTERS), len(LETTERS) + 1
BORDERS = (-2, -1, 0, 1)  # letters around the first word; around the last one likewise
_CODES = numpy.full(256, OTHER, numpy.int64)
_CODES[[ord(c) for c in LETTERS]] = numpy.arange(len(LETTERS))
_NEAR = (1, 4, 32)  # words on either side in which another stretch is looked for
_REACH = 40
_DIGITS = 6  # behind the point, of what is told of a stretch
_HOPELESS = -2.5  # log odds of half a stretch under which the trees are not asked
Numbers = Any  # a numpy array
Rules = Sequence[tuple[Sequence[Stretch], Sequence[Stretch], Sequence[Stretch]]]  # sources, cues, contents of each passage of the rules


class Words(NamedTuple):
    """What is known of the words of a text."""

    codes: Numbers  # the letter of each word, as a number
    sentence: Numbers
    ruled: tuple[tuple[Numbers, Numbers, frozenset[Stretch]], ...]  # of each kind where the rules' stretches begin and end, and they

    @classmethod
    def of(cls, letters: str, sentence: Sequence[int], rules: Rules) -> Words:
        """Letters and sentences of the words, and the rules' passages in words."""
        codes = _CODES[numpy.frombuffer(letters.encode("ascii", "replace"), dtype=numpy.uint8)]
        ruled = []
        for role in range(3):
            spans = frozenset((int(a), int(b)) for passage in rules for a, b in passage[role])
            starts, ends = numpy.zeros(len(codes) + 1, bool), numpy.zeros(len(codes) + 1, bool)
            starts[[a for a, _ in spans]] = True
            ends[[b for _, b in spans]] = True
            ruled.append((starts, ends, spans))
        return cls(codes, numpy.asarray(sentence), tuple(ruled))


def _log_odds(chance: Numbers) -> Numbers:
    held = numpy.clip(chance, 1e-3, 1 - 1e-3)
    return numpy.log(held / (1 - held))


def features(words: Words, low: int, high: int, main: Candidates, second: Candidates | None) -> tuple[Candidates, Numbers, Numbers]:
    """Of the words from low to high the stretches (counted from low), their numbers, and the letters at their borders."""
    found, other = _joined(main.among(low, high), second.among(low, high) if second is not None else None)
    kind, first, last, chance = found
    size = high - low
    sentence, codes = words.sentence[low:high], words.codes[low:high]
    edges = numpy.zeros((len(KINDS), size + 1))
    numpy.add.at(edges, (kind - 1, first), chance)
    numpy.add.at(edges, (kind - 1, last), -chance)
    marks = numpy.clip(edges.cumsum(1), 0, 1)
    marks[:, size] = 0
    rival, across, mass = _company(found)
    columns = [_log_odds(chance), chance, mass, _log_odds(rival), rival, across, numpy.log(last - first)]
    if other is not None:
        columns += [_log_odds(other), other, chance == 0, other == 0]
    columns += _as_ruled(words, low, found)
    columns += [*_near(marks, first, last)]
    columns += _signs(codes, first, last)
    begins = numpy.concatenate([[True], sentence[1:] != sentence[:-1], [True]])
    columns += [sentence[first] != sentence[last - 1], begins[first], begins[last]]
    columns += _within(marks, kind, first, last)
    around = numpy.concatenate([[OUTSIDE] * 2, codes, [OUTSIDE] * 2])
    borders = numpy.stack([around[2 + place + by] for place in (first, last - 1) for by in BORDERS], 1)
    # what is left where like numbers were added and taken away again is nothing that a tree should split by
    return found, numpy.stack(columns, 1).round(_DIGITS).astype(numpy.float32), borders


def _joined(main: Candidates, second: Candidates | None) -> tuple[Candidates, Numbers | None]:
    """The stretches of both nets: how likely the first finds each, and the second."""
    if second is None:
        return main, None
    both = numpy.concatenate([_keys(main), _keys(second)])
    keys, places = numpy.unique(both, return_inverse=True)
    one, two = numpy.zeros(len(keys)), numpy.zeros(len(keys))
    one[places[: len(main.kind)]] = main.chance
    two[places[len(main.kind) :]] = second.chance
    held = (one > 0) | (two > 0.15)
    keys = keys[held]
    return Candidates(keys & 3, keys >> 34, (keys >> 2) & 0xFFFFFFFF, one[held]), two[held]


def _keys(found: Candidates) -> Numbers:
    return (found.first.astype(numpy.int64) << 34) + (found.last.astype(numpy.int64) << 2) + found.kind


def _company(found: Candidates) -> tuple[Numbers, Numbers, Numbers]:
    """For each stretch the likeliest rival of its kind on the same words, the likeliest of another kind, and the sum of its near likes."""
    if not len(found.kind):
        return found.chance, found.chance, found.chance
    order = numpy.argsort(-found.chance, kind="stable")  # so that the first rival is the likeliest
    kind, first, last = (column.astype(numpy.int16)[:, None] for column in found[:3])
    others, begins, ends = (column[order, 0] for column in (kind, first, last))
    chance = found.chance[order]
    shared = numpy.minimum(last, ends) - numpy.maximum(first, begins)
    over, same = shared > 0, kind == others
    spread = numpy.maximum(last, ends) - numpy.minimum(first, begins)
    near = over & same & ((kind != 3) | (2 * shared >= spread))
    mass = numpy.minimum(1, near @ chance)
    alike = over & same
    alike[order, numpy.arange(len(order))] = False  # itself
    return _likeliest(alike, chance), _likeliest(over & ~same, chance), mass


def _likeliest(held: Numbers, chance: Numbers) -> Numbers:
    """The chance of the first that is held in each row, 0 where none is."""
    at = held.argmax(1)
    return numpy.where(held[numpy.arange(len(at)), at], chance[at], 0)


def _as_ruled(words: Words, low: int, found: Candidates) -> list[Numbers]:
    """Whether the rules have the same stretch, one that begins there, one that ends there."""
    columns = numpy.zeros((3, len(found.kind)), bool)
    for k in KINDS:
        held = found.kind == k
        starts, ends, spans = words.ruled[k - 1]
        first, last = found.first[held] + low, found.last[held] + low
        columns[0, held] = [both in spans for both in zip(first.tolist(), last.tolist(), strict=True)]
        columns[1, held] = starts[first]
        columns[2, held] = ends[last]
    return list(columns)


def _near(marks: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """How surely each kind stands within some words before and behind."""
    size = marks.shape[1] - 1
    best = numpy.zeros((len(KINDS), size + 2 * _REACH))
    best[:, _REACH : _REACH + size] = marks[:, :size]
    columns = numpy.empty((len(KINDS), len(_NEAR), 2, len(first)))
    width = 1
    for at, reach in enumerate(_NEAR):
        while width < reach:
            best[:, :-width] = numpy.maximum(best[:, :-width], best[:, width:])
            width *= 2
        columns[:, at, 0], columns[:, at, 1] = best[:, first + _REACH - reach], best[:, last + _REACH]
    return columns.reshape(2 * len(KINDS) * len(_NEAR), len(first))


def _signs(codes: Numbers, first: Numbers, last: Numbers) -> list[Numbers]:
    """Quotation marks, full stops and commas inside."""

    def count(letter: str) -> Numbers:
        total = numpy.concatenate([[0], (codes == LETTERS.index(letter)).cumsum()])
        return total[last] - total[first]

    opened, closed, stops, commas = (count(letter) for letter in "Qq.,")
    final = codes[last - 1]
    ended = (final == LETTERS.index(".")) | (final == LETTERS.index("q"))
    return [opened - closed, opened > 0, closed > 0, stops, commas > 0, (stops > 0) & ~ended]


def _within(marks: Numbers, kind: Numbers, first: Numbers, last: Numbers) -> list[Numbers]:
    """How surely the words inside are of the stretch's kind: the surest, the mean, the least sure."""
    if not len(kind):
        return [first, first, first]
    total = numpy.zeros((len(KINDS), marks.shape[1]))
    marks[:, :-1].cumsum(1, out=total[:, 1:])
    row = (kind - 1) * marks.shape[1]
    begin, end = first + row, last + row
    pairs = numpy.stack([begin, end], 1).ravel()
    surest, least = (way.reduceat(marks.ravel(), pairs)[::2] for way in (numpy.maximum, numpy.minimum))
    return [surest, (total.ravel()[end] - total.ravel()[begin]) / (last - first), least]


class Bars(NamedTuple):
    """What a stretch has to reach: to the word, by half, and how much the second counts."""

    exact: float = 0.2
    half: float = 0.4
    share: float = 0.5


class Trees:
    """Many small decision trees at once: what they add up to for each stretch, a number for each of the two questions.

    Each split that goes to the right strikes out the leaves on its left, a bit each; the lowest bit left is the leaf (QuickScorer, Lucchese
    and others, SIGIR 2015), so that all splits of all trees are one comparison of arrays. Eight leaves a tree at most.
    """

    def __init__(self, weights: Mapping[str, Numbers]) -> None:
        # a row for each place of a split in its tree: which number is compared, what it has to be above, the leaves that stay then
        self._column = numpy.ascontiguousarray(numpy.asarray(weights["tree_column"], numpy.intp).T)
        self._bar = numpy.asarray(weights["tree_bar"], numpy.float32).T[:, :, None].copy()
        self._left = numpy.asarray(weights["tree_left"], numpy.uint8).T[:, :, None].copy()
        leaf = numpy.asarray(weights["tree_leaf"], numpy.float32)
        self._leaf = leaf.ravel()
        self._begin = (numpy.arange(len(leaf), dtype=numpy.int32) * leaf.shape[1])[:, None]
        self._first = int(weights["tree_first"])  # so many trees answer the first question
        self._base = numpy.asarray(weights["tree_base"], numpy.float32)
        self._lowest = numpy.array([max(0, (b & -b).bit_length() - 1) for b in range(256)], numpy.int32)

    def __call__(self, seen: Numbers) -> Numbers:
        """Two log odds for each row of numbers."""
        numbers = numpy.ascontiguousarray(seen.T)
        left = numpy.full((len(self._begin), len(seen)), 255, numpy.uint8)
        for column, bar, stay in zip(self._column, self._bar, self._left, strict=True):
            below = (numbers.take(column, 0) <= bar).view(numpy.uint8)
            left &= stay | -below  # 1 below the bar, where all leaves stay, is 255 with a minus
        said = self._leaf.take(self._lowest.take(left) + self._begin)
        return numpy.stack([said[: self._first].sum(0), said[self._first :].sum(0)], 1) + self._base


class Judge:
    """A small net and trees over the numbers of a stretch: how likely it is right to the word, and how likely half of it is."""

    def __init__(self, weights: Mapping[str, Numbers]) -> None:
        self._w = {k: numpy.asarray(v, numpy.float32) for k, v in weights.items() if not k.startswith("tree_")}
        self._trees = Trees(weights)
        self._share = float(weights["tree_share"])
        self.bars = Bars(*(float(b) for b in self._w["bars"]))

    @classmethod
    def load(cls, folder: Path, name: str) -> Judge:
        """The weights of one of the two judges: after the small net, or after the encoder with the small net beside it."""
        held = numpy.load(folder / "judges.npz")
        return cls({k.removeprefix(f"{name}_"): held[k] for k in held.files if k.startswith(f"{name}_")})

    def __call__(self, kind: Numbers, numbers: Numbers, borders: Numbers) -> Numbers:
        """Two chances for each stretch."""
        w = self._w
        plain = (numbers - w["mean"]) / w["spread"]
        letters = w["letters"][numpy.arange(borders.shape[1])[None], borders].reshape(len(kind), -1)
        seen = numpy.concatenate([plain, w["kinds"][kind], letters], 1)
        hidden = numpy.maximum(seen @ w["a"] + w["a0"], 0)
        hidden = hidden + numpy.maximum(hidden @ w["b"] + w["b0"], 0)
        out = (hidden @ w["c"] + w["c0"] + plain @ w["d"]).reshape(len(kind), 3, 2)
        odds = out[numpy.arange(len(kind)), kind - 1]
        likely = numpy.flatnonzero(odds[:, 1] > _HOPELESS)
        grown = self._trees(numpy.concatenate([numbers[likely], kind[likely, None], borders[likely]], 1).astype(numpy.float32))
        odds[likely] = self._share * grown + (1 - self._share) * odds[likely]
        return 1 / (1 + numpy.exp(-numpy.clip(odds, -30, 30)))


def chosen(found: Candidates, chances: Numbers, bars: Bars) -> list[Labelled]:
    """The set of stretches, none over another, that gains most: each gains what it is above the bars."""
    gains = chances[:, 0] - bars.exact + bars.share * (chances[:, 1] - bars.half)
    held = numpy.flatnonzero(gains > 0)
    held = held[numpy.argsort(found.last[held], kind="stable")]
    columns = (found.kind[held], found.first[held], found.last[held], gains[held])
    ends, best, ways = [0], [0.0], [(0, 0)]  # where what is gained grows, how much it is there, and by which stretch
    for kind, first, last, gain in zip(*(column.tolist() for column in columns), strict=True):
        whole = best[bisect_right(ends, first) - 1] + gain
        if whole > best[-1]:
            if ends[-1] == last:
                best[-1], ways[-1] = whole, (kind, first)
            else:
                ends.append(last)
                best.append(whole)
                ways.append((kind, first))
    spans: list[Labelled] = []
    at = len(ends) - 1
    while at > 0:
        spans.append((*ways[at], ends[at]))
        at = bisect_right(ends, ways[at][1]) - 1
    return spans[::-1]


def taken(
    words: Words, ranges: Sequence[tuple[int, int]], main: Candidates, second: Candidates | None, judge: Judge
) -> list[list[Labelled]]:
    """The stretches that are kept of each of some ranges of words."""
    seen = [features(words, low, high, main, second) for low, high in ranges]
    kind, numbers, borders = (numpy.concatenate(part) for part in zip(*((f.kind, n, b) for f, n, b in seen), strict=True))
    if not len(kind):
        return [[] for _ in ranges]
    chances = judge(kind, numbers, borders)
    made, at = [], 0
    for (low, _), (found, _, _) in zip(ranges, seen, strict=True):
        spans = chosen(found, chances[at : at + len(found.kind)], judge.bars)
        made.append([(kind, first + low, last + low) for kind, first, last in spans])
        at += len(found.kind)
    return made
