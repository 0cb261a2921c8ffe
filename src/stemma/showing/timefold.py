"""Time downward, with long stretches without a report cut out; the scale is the same on both sides of a cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

CUT = 46.0  # pixels that a cut takes
LEAST = 40.0  # hours; a shorter silence is drawn
SHARE = 0.28  # a gap longer than this share of what is left is cut out


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of hours that is drawn, and where it begins."""

    first: float
    last: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFold:
    """From hours to pixels."""

    stretches: tuple[Stretch, ...]
    pixels: float  # to the hour
    bottom: float

    def __call__(self, hour: float) -> float:
        """Where an hour stands."""
        for stretch in self.stretches:
            if hour <= stretch.last:
                return stretch.top + (max(hour, stretch.first) - stretch.first) * self.pixels
        return self.bottom


def fold(times: Sequence[float], top: float, height: float) -> TimeFold:
    """A fold for some hours that takes about so many pixels."""
    ordered = sorted(times) or [0.0]
    cuts = _cuts(ordered)
    kept = _kept(ordered, cuts)
    margin = max(1.0, 0.06 * kept)
    bounds: list[list[float]] = [[ordered[0] - margin, ordered[-1] + margin]]
    for one, other in cuts:
        bounds[-1][1] = one + margin
        bounds.append([other - margin, ordered[-1] + margin])
    pixels = max(60.0, height - CUT * len(cuts)) / sum(last - first for first, last in bounds)
    stretches = []
    at = top
    for first, last in bounds:
        stretches.append(Stretch(first=first, last=last, top=at))
        at += (last - first) * pixels + CUT
    return TimeFold(stretches=tuple(stretches), pixels=pixels, bottom=at - CUT)


def _kept(ordered: Sequence[float], cuts: Sequence[tuple[float, float]]) -> float:
    return ordered[-1] - ordered[0] - sum(b - a for a, b in cuts)


def _cuts(ordered: Sequence[float]) -> list[tuple[float, float]]:
    """The gaps that are cut out, in order of time."""
    gaps = sorted(pairwise(ordered), key=lambda gap: gap[0] - gap[1])
    cuts: list[tuple[float, float]] = []
    for gap in gaps[:6]:
        kept = _kept(ordered, cuts)
        if gap[1] - gap[0] < LEAST or gap[1] - gap[0] <= SHARE * kept or len(ordered) < 3:
            break
        cuts.append(gap)
    return sorted(cuts)
