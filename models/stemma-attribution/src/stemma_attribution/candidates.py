"""Every stretch of words that may be a source, a cue or a content, and how likely the linear chain holds each."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Any, NamedTuple

import numpy

TAGS = 7  # O, then B and I of source, cue, content
KINDS = (1, 2, 3)  # source, cue, content
LEAST = 0.04  # a stretch less likely than this is not looked at
_TINY = 1e-290
_SCALED = 4  # words after which the sums are brought back to one, so that they neither vanish nor burst
Numbers = Any  # a numpy array


class Candidates(NamedTuple):
    """Stretches of words: kind, first word, one past the last, and how likely, each an array."""

    kind: Numbers
    first: Numbers
    last: Numbers
    chance: Numbers

    def among(self, low: int, high: int) -> Candidates:
        """Those that stand between two words, counted from the first of the two."""
        held = (self.first >= low) & (self.last <= high)
        return Candidates(self.kind[held], self.first[held] - low, self.last[held] - low, self.chance[held])


def candidates(scores: Numbers, steps: Numbers, begin: Numbers, pieces: Sequence[tuple[int, int]], least: float = LEAST) -> Candidates:
    """The likely stretches of a text whose words are scored per tag; pieces are ranges of words that no stretch crosses, in order."""
    sizes = numpy.array([b - a for a, b in pieces])
    word = numpy.concatenate([numpy.arange(a, b) for a, b in pieces])
    shown = scores[word].astype(numpy.float64)
    shown -= shown.max(1, keepdims=True)
    step = numpy.exp(numpy.maximum(steps.astype(numpy.float64), -700))
    step[steps < -1000] = 0
    chain = _chain(numpy.exp(shown), step, numpy.where(begin < -1000, 0, numpy.exp(begin)), sizes)
    until = numpy.repeat(numpy.cumsum(sizes), sizes)  # one past the last word of each word's piece
    logs = numpy.log(numpy.maximum(step, _TINY))
    parts: list[tuple[Numbers, ...]] = []
    for at, kind in enumerate(KINDS):
        b, i = 2 * kind - 1, 2 * kind
        start, alone, ending, behind = chain.start[at], chain.alone[at], chain.ending[at], chain.behind[at]
        parts.append(_alone(kind, start + alone, least))
        begun = numpy.flatnonzero(numpy.exp(start + behind) > least)
        parts.append(_longer(kind, begun, start, shown[:, i], logs[b, i], logs[i, i], ending, until, least))
    kinds, first, last, chance = (numpy.concatenate(column) for column in zip(*parts, strict=True))
    order = numpy.lexsort((kinds, last, first))
    return Candidates(kinds[order], word[first[order]], word[last[order] - 1] + 1, chance[order])


class _Chain(NamedTuple):
    """Logarithms of shares of the whole of a piece, each a row for each kind with a number for each word."""

    start: Numbers  # what leads to a stretch that begins with the word, and the word
    alone: Numbers  # what may follow such a word but a word that carries the stretch on
    ending: Numbers  # what may follow a later word of a stretch but one that carries it on
    behind: Numbers  # all that may follow a word with which a stretch begins


def _chain(weight: Numbers, step: Numbers, begin: Numbers, sizes: Numbers) -> _Chain:
    """All pieces at once, forward from their first words and backward from their last ones, in one product a word."""
    height, longest = len(sizes), int(sizes.max())
    last = numpy.cumsum(sizes) - 1
    piece = numpy.repeat(numpy.arange(height), sizes)
    ahead = numpy.arange(len(piece)) - numpy.repeat(last + 1 - sizes, sizes)  # words of the piece before
    back = numpy.repeat(sizes, sizes) - 1 - ahead
    weights = numpy.ones((longest, height, 2, TAGS))
    weights[ahead, piece, 0], weights[back, piece, 1] = weight, weight
    weights[0, :, 0] *= begin
    both = numpy.zeros((2 * TAGS, 2 * TAGS))
    both[:TAGS, :TAGS], both[TAGS:, TAGS:] = step, step.T
    sums, scale = _summed(weights.reshape(longest, height, 2 * TAGS), both)
    forth, scaled = sums[ahead, piece, :TAGS], scale[ahead, piece, 0]
    whole = numpy.log(forth[last].sum(1)) + scaled[last]
    openings, onward = [2 * kind - 1 for kind in KINDS], [2 * kind for kind in KINDS]
    follow = numpy.stack([step[openings], step[openings], step[onward]])
    for at, tag in enumerate(onward):
        follow[1:, at, tag] = 0
    after = numpy.zeros((3, len(KINDS), len(piece)))
    from_here = sums[back, piece, TAGS:] @ follow.reshape(-1, TAGS).T
    after[:, :, :-1] = (numpy.log(numpy.maximum(from_here, _TINY)) + scale[back, piece, 1, None])[1:].T.reshape(3, len(KINDS), -1)
    after[:, :, last] = 0
    start = numpy.log(numpy.maximum(forth[:, openings], _TINY)).T + (scaled - numpy.repeat(whole, sizes))
    return _Chain(start, after[1], after[2], after[0])


def _summed(weights: Numbers, step: Numbers) -> tuple[Numbers, Numbers]:
    """What leads to each tag of each word, both ways, and the logarithms by which it was brought back to one."""
    longest, height, wide = weights.shape
    sums, scale = numpy.empty_like(weights), numpy.ones((longest, height, 2))
    now = sums[0]
    now[:] = weights[0]
    for at in range(longest):
        if at:
            now = numpy.matmul(now, step, sums[at])
            now *= weights[at]
        if at % _SCALED == 0:
            apart = now.reshape(height, 2, wide // 2)
            size = apart.sum(2)
            scale[at] = size
            apart /= size[:, :, None]
    return sums, numpy.log(scale, out=scale).cumsum(0)


def _alone(kind: int, logs: Numbers, least: float) -> tuple[Numbers, ...]:
    """Stretches of one word."""
    chance = numpy.exp(logs)
    first = numpy.flatnonzero(chance > least)
    return numpy.full(len(first), kind), first, first + 1, chance[first]


def _longer(
    kind: int, begun: Numbers, start: Numbers, shown: Numbers, onto: float, along: float, end: Numbers, until: Numbers, least: float
) -> tuple[Numbers, ...]:
    """Stretches of two words and more."""
    begun = begun[begun + 1 < until[begun]]
    if not len(begun):
        return (numpy.zeros(0, int), begun, begun, numpy.zeros(0))
    run = numpy.concatenate([[0.0], numpy.cumsum(shown + along)])
    ends = begun[:, None] + 1 + numpy.arange(int((until[begun] - begun).max()) - 1)[None]  # the last word, itself
    held = ends < until[begun][:, None]
    at = numpy.minimum(ends, len(shown) - 1)
    logs = (start[begun] + onto + shown[begun + 1] - run[begun + 2])[:, None] + run[at + 1] + end[at]
    row, column = numpy.nonzero(held & (logs > log(least)))
    return numpy.full(len(row), kind), begun[row], ends[row, column] + 1, numpy.exp(numpy.minimum(logs[row, column], 0))
