"""Which content hangs on which cue, and which cue on which source: what two stretches of words are to one another, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy

from stemma_attribution.page import CONTENT, CUE, SOURCE, Labelled, Page, Stretch

SIZE = 44  # numbers for a pair
_NEAR = 4  # cues or sources looked at for one content or cue
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)
_COUNTED = (",qQ", "qQ", ".", ";", "w", "c", "vVx", *"BVvugAEnxzT")  # letters counted together
_SIGNS, _QUOTES, _STOP, _SEMICOLON, _WHO, _CLAUSE, _VERB = range(7)
_CUES = slice(7, len(_COUNTED))
_GERUND, _SPEAKING = _COUNTED.index("g"), _COUNTED.index("A")
_CLASSES = numpy.array([[chr(code) in some for code in range(256)] for some in _COUNTED], dtype=numpy.int32)
Numbers = Any  # a numpy array


class Pairs:
    """Numbers for pairs of stretches of one text."""

    def __init__(self, page: Page, spans: Sequence[Labelled]) -> None:
        letters = numpy.frombuffer(page.letters.encode("ascii", "replace") + b"\0", dtype=numpy.uint8)
        self._size, self._letters = len(page.letters), letters
        self._sentence, self._paragraph = numpy.array(page.sentence), numpy.array(page.paragraph)
        self._counts = numpy.zeros((len(_COUNTED), self._size + 1), dtype=numpy.int32)  # of letters before each word
        _CLASSES.take(letters[:-1], 1).cumsum(1, out=self._counts[:, 1:])
        self._rules = [_overlapped([passage[role] for passage in page.rules]) for role in range(3)]
        self._sourced = numpy.array([bool(passage[0]) for passage in page.rules], dtype=bool)
        marked = numpy.array(spans, dtype=numpy.int64).reshape(-1, 3)
        self._starts = {kind: numpy.sort(marked[marked[:, 0] == kind, 1]) for kind in (SOURCE, CUE, CONTENT)}

    def features(self, ones: Numbers, others: Numbers) -> Numbers:
        """What each of the others is to the one beside it, which looks for it: a row for each pair, whose stretches are rows too."""
        (_, first, last), (kind, start, end) = ones.T, others.T
        letters = self._letters
        behind = start >= last
        low, high = numpy.where(behind, last, end), numpy.where(behind, start, first)
        gap = numpy.maximum(0, high - low)
        some = gap > 0
        columns = numpy.zeros((SIZE, len(kind)), dtype=numpy.float32)
        each = numpy.arange(len(kind))
        columns[numpy.searchsorted(_STEPS, gap, "right") - 1 + 8 * behind, each] = 1
        here, there = self._sentence[first], self._sentence[start]
        columns[16] = (here == there) | (self._sentence[end - 1] == here) | (self._sentence[last - 1] == there)
        columns[17] = abs(here - there) == 1
        columns[18] = self._paragraph[first] == self._paragraph[start]
        for at, starts in enumerate(self._starts.values()):
            begun = numpy.searchsorted(starts, high) - numpy.searchsorted(starts, low)
            columns[19 + 3 * at + numpy.clip(begun, 0, 2), each] = 1
        between = self._counts[: _CUES.start, high] - self._counts[: _CUES.start, low]
        columns[28] = some & (between[_SIGNS] == gap)
        columns[29:32] = between[[_QUOTES, _STOP, _SEMICOLON]] > 0
        columns[32] = (self._held(ones) & self._held(others)).any(1)
        columns[33] = letters[first] == ord("h")
        columns[34], columns[35] = self._holds(_SPEAKING, start, end), self._holds(_GERUND, start, end)
        columns[36] = behind & self._holds(_SPEAKING, first, last)
        columns[37] = (letters[first - 1] == ord("Q")) | (letters[first] == ord("Q"))
        columns[38] = (low >= 1) & some & (letters[low] == ord(","))
        columns[39] = (kind == SOURCE) & ((letters[start] == ord("r")) | (letters[start] == ord("w")))
        columns[40] = gap > 40
        columns[41] = (letters[low] == ord("w")) | self._holds(_WHO, low, numpy.minimum(high, low + 3))
        columns[42:44] = between[[_CLAUSE, _VERB]] > 0
        return columns.T

    def nobody(self, cues: Numbers) -> Numbers:
        """What having no source is to each cue, which is a row."""
        _, first, last = cues.T
        starts = self._starts[SOURCE]
        columns = numpy.zeros((SIZE, len(first)), dtype=numpy.float32)
        columns[0] = 1
        where = self._sentence[starts]
        near = numpy.searchsorted(where, self._sentence[first], "right") - numpy.searchsorted(where, self._sentence[first])
        columns[1 + numpy.minimum(near, 2), numpy.arange(len(first))] = 1
        if len(starts):
            at = numpy.searchsorted(starts, first) - 1
            before = (at >= 0) & (self._paragraph[starts[at]] == self._paragraph[first])
            columns[4], columns[19] = before, before & (first - starts[at] > 12)
        held = self._held(cues)
        matching = held.any(1)
        columns[5], columns[6] = matching, matching & ~(held & self._sourced).any(1)
        columns[7:18] = self._counts[_CUES, last] > self._counts[_CUES, first]
        columns[18] = self._letters[last] == ord("p")
        return columns.T

    def _holds(self, which: int, first: Numbers, last: Numbers) -> Numbers:
        return self._counts[which, last] > self._counts[which, first]

    def _held(self, some: Numbers) -> Numbers:
        """Of each stretch the passages of the rules that give it the same part: a row of yes and no."""
        kind, first, last = some.T
        held = numpy.zeros((len(kind), len(self._sourced)), dtype=bool)
        for role, (begin, end, passage) in enumerate(self._rules, 1):
            ours = kind == role
            if ours.any():
                over = (begin < last[ours, None]) & (first[ours, None] < end)
                held[ours] = over.astype(numpy.float32) @ passage > 0
        return held


def _overlapped(parts: Sequence[Sequence[Stretch]]) -> tuple[Numbers, Numbers, Numbers]:
    """Where the stretches of some passages begin and end, and a row for each with a one at its passage."""
    begin, end, number = numpy.array([(a, b, n) for n, part in enumerate(parts) for a, b in part], dtype=numpy.int64).reshape(-1, 3).T
    return begin, end, (number[:, None] == numpy.arange(len(parts))).astype(numpy.float32)


def linked(
    ones: Sequence[Labelled], others: Sequence[Labelled], pairs: Pairs, weighed: Callable[[Numbers], Numbers]
) -> list[tuple[Labelled | None, float]]:
    """For each stretch the one that goes with it best, and how well; all pairs are weighed at once."""
    if not ones or not others:
        return [(None, 0.0)] * len(ones)
    looking, found = rows(ones), rows(others)
    near = _nearest(looking, found)
    held = near >= 0
    row = held.nonzero()[0]
    scores = numpy.full(near.shape, -numpy.inf)
    scores[held] = weighed(pairs.features(looking[row], found[near[held]]))
    best = scores.argmax(1)
    each = numpy.arange(len(ones))
    return [(others[at], score) for at, score in zip(near[each, best].tolist(), scores[each, best].tolist(), strict=True)]


def rows(some: Sequence[Labelled]) -> Numbers:
    """Stretches as rows of numbers."""
    return numpy.array(some, dtype=numpy.int64).reshape(-1, 3)


def _nearest(ones: Numbers, others: Numbers) -> Numbers:
    """For each of some stretches the nearest of others, which stand in order, none over another: their numbers in order, -1 for none."""
    around = numpy.searchsorted(others[:, 1], ones[:, 1])[:, None] + numpy.arange(-_NEAR, _NEAR)
    absent = (around < 0) | (around >= len(others))
    around[absent] = 0
    far = numpy.maximum(others[around, 1] - ones[:, 2:], ones[:, 1:2] - others[around, 2])
    far[absent] = numpy.iinfo(far.dtype).max
    kept = numpy.sort(far.argsort(1, kind="stable")[:, :_NEAR], 1)
    around[absent] = -1
    return numpy.take_along_axis(around, kept, 1)
