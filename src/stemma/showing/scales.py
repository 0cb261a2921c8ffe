"""Scales with round ends, and labels that keep out of each other's way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NARROW, _WIDE = frozenset("iljtfrI.,;:'’‘!|()[] "), frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class Linear:
    """From values to pixels, with round ends."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)

    def share(self, value: float) -> float:
        """The same from 0 to 1."""
        return (value - self.low) / ((self.high - self.low) or 1.0)

    def ticks(self, most: int = 8) -> list[float]:
        """Round values from end to end."""
        step = round_step((self.high - self.low) / max(1, most))
        first = math.ceil(self.low / step - 1e-9)
        return [n * step for n in range(first, math.floor(self.high / step + 1e-9) + 1)]


def round_scale(values: Iterable[float], start: float, end: float, steps: int = 7) -> Linear:
    """A scale from zero (or a round number below the least) to a round number above the greatest."""
    known = [v for v in values if math.isfinite(v)]
    most, least = max(known, default=1.0), min(known, default=0.0)
    most, least = (most, min(0.0, least)) if most > 0 else (max(most, 0.0), least)
    if most == least:
        most = least + 1.0
    step = round_step((most - least) / steps)
    return Linear(math.floor(least / step) * step, math.ceil(most * 1.0000001 / step) * step, start, end)


def round_step(rough: float) -> float:
    """1, 2, 2.5 or 5 times a power of ten, not less than a rough step."""
    if rough <= 0 or not math.isfinite(rough):
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next((m * power for m in (1.0, 2.0, 2.5, 5.0, 10.0) if m * power >= rough * 0.999999), 10.0 * power)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """About how wide a text is set, in pixels, on the wide side."""
    ems = sum(0.3 if c in _NARROW else 0.86 if c in _WIDE else 0.64 if c.isupper() else 0.54 for c in text)
    return ems * size * (1.05 if bold else 1.0)


@dataclass(slots=True)
class Label:
    """A text that wants to stand centred on `want`; it is given `x` (its middle) and `row`."""

    text: str
    want: float
    width: float
    cls: str = ""
    x: float = 0.0
    row: int = 0


def spread(labels: Sequence[Label], first: float, last: float, gap: float = 12.0) -> bool:
    """Put labels on one line in order, each as near to its place as may be; False where they do not fit."""
    ordered = sorted(labels, key=lambda found: found.want)
    if sum(found.width for found in ordered) + gap * (len(ordered) - 1) > last - first:
        return False
    at = first
    for found in ordered:
        found.x = max(at + found.width / 2, min(found.want, last - found.width / 2))
        at = found.x + found.width / 2 + gap
    at = last
    for found in reversed(ordered):
        found.x = min(found.x, at - found.width / 2)
        at = found.x - found.width / 2 - gap
    return True


def stack(labels: Sequence[Label], first: float, last: float, gap: float = 10.0) -> int:
    """Put labels at their places on as many rows as it takes; the number of rows."""
    ends: list[float] = []
    for found in sorted(labels, key=lambda f: f.want):
        found.x = max(first + found.width / 2, min(found.want, last - found.width / 2))
        left = found.x - found.width / 2
        found.row = next((row for row, end in enumerate(ends) if end + gap <= left), len(ends))
        if found.row == len(ends):
            ends.append(0.0)
        ends[found.row] = found.x + found.width / 2
    return len(ends)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """True where the two come closer than a gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def overlap(self, other: Box) -> float:
        """The shared area."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * tall if wide > 0 and tall > 0 else 0.0

    def within(self, width: float, height: float) -> bool:
        """True where it lies on a sheet of this size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height
