"""Every stretch of words that may be a source, a cue or a content, and how likely the linear chain holds each."""

from __future__ import annotations

from collections.abc import Sequence
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
    height, longest = len(pieces), int(sizes.max())
    padded = numpy.zeros((height, longest, TAGS))
    for row, (a, b) in enumerate(pieces):
        padded[row, : b - a] = scores[a:b]
    padded -= padded.max(2, keepdims=True)
    weight, step = numpy.exp(padded), numpy.exp(numpy.maximum(steps.astype(numpy.float64), -700))
    step[steps < -1000] = 0
    ahead, total = _forward(weight, step, numpy.where(begin < -1000, 0, numpy.exp(begin)), sizes)
    behind, shift = _backward(weight, step, sizes)
    inside = numpy.arange(longest)[None] < sizes[:, None]
    until = numpy.repeat(numpy.cumsum(sizes), sizes)  # one past the last word of each word's piece
    whole = numpy.repeat(total, sizes)
    shown = padded[inside]
    logs = numpy.log(numpy.maximum(step, _TINY))
    parts: list[tuple[Numbers, ...]] = []
    for kind in KINDS:
        b, i = 2 * kind - 1, 2 * kind
        start = ahead[:, :, b][inside] - whole
        ends = [_ending(weight, step, behind, shift, sizes, tag, i)[inside] for tag in (b, i)]
        parts.append(_alone(kind, start + ends[0], least))
        begun = numpy.flatnonzero(numpy.exp(start + numpy.log(numpy.maximum(behind[:, :, b][inside], _TINY)) + shift[inside]) > least)
        parts.append(_longer(kind, begun, start, shown[:, i], logs[b, i], logs[i, i], ends[1], until, least))
    kinds, first, last, chance = (numpy.concatenate(column) for column in zip(*parts, strict=True))
    order = numpy.lexsort((kinds, last, first))
    word = numpy.concatenate([numpy.arange(a, b) for a, b in pieces])
    return Candidates(kinds[order], word[first[order]], word[last[order] - 1] + 1, chance[order])


def _forward(weight: Numbers, step: Numbers, begin: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Logarithms of what leads to each tag of each word, and of the whole of each piece."""
    height, longest, _ = weight.shape
    out, scale = numpy.empty_like(weight), numpy.ones((height, longest))
    now = begin * weight[:, 0]
    for t in range(longest):
        if t:
            now = (now @ step) * weight[:, t]
        if t % _SCALED == 0:
            size = now.sum(1)
            now = now / size[:, None]
            scale[:, t] = size
        out[:, t] = now
    logs = numpy.log(numpy.maximum(out, _TINY)) + numpy.log(scale).cumsum(1)[:, :, None]
    final = logs[numpy.arange(height), sizes - 1]
    highest = final.max(1)
    return logs, highest + numpy.log(numpy.exp(final - highest[:, None]).sum(1))


def _backward(weight: Numbers, step: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """What follows each tag of each word, and the logarithm by which it is scaled."""
    height, longest, _ = weight.shape
    out, scale = numpy.ones_like(weight), numpy.ones((height, longest))
    turned = step.T.copy()
    now = numpy.ones((height, TAGS))
    for t in range(longest - 2, -1, -1):
        now = (now * weight[:, t + 1]) @ turned
        if t % _SCALED == 0:
            size = now.sum(1)
            now = now / size[:, None]
            scale[:, t] = size
        over = t >= sizes - 1
        now[over], scale[over, t] = 1, 1
        out[:, t] = now
    return out, numpy.log(scale)[:, ::-1].cumsum(1)[:, ::-1]


def _ending(weight: Numbers, step: Numbers, behind: Numbers, shift: Numbers, sizes: Numbers, tag: int, onward: int) -> Numbers:
    """The logarithm of all that may follow a word's tag but the tag that carries its stretch on."""
    height, longest, _ = weight.shape
    out = numpy.zeros((height, longest))
    row = step[tag].copy()
    row[onward] = 0
    if longest > 1:
        out[:, :-1] = numpy.log(numpy.maximum((weight[:, 1:] * behind[:, 1:]) @ row, _TINY)) + shift[:, 1:]
    out[numpy.arange(longest)[None] >= sizes[:, None] - 1] = 0
    return out


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
    chance = numpy.where(held, numpy.exp(numpy.minimum(logs, 0)), 0)
    row, column = numpy.nonzero(chance > least)
    return numpy.full(len(row), kind), begun[row], ends[row, column] + 1, chance[row, column]
