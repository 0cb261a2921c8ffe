"""An amount as the measure finder needs it, and what the finder answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from stemma.core.types import Reason

# The dimensions that an amount of a unit can have.
DIMENSIONS = {
    "persons": ("persons", "count"),
    "count": ("count", "persons", "age"),
    "percent": ("share",),
    "magnitude": ("magnitude",),
    **dict.fromkeys(("km2", "mi2", "ha", "m2", "acres"), ("area",)),
    **dict.fromkeys(("m", "km", "mi", "ft", "cm", "mm", "in", "yd", "nmi"), ("length",)),
    **dict.fromkeys(("m/day", "km/day", "mi/day", "km/h", "mph", "m/s", "kn"), ("speed",)),
    **dict.fromkeys(("s", "min", "h", "days", "weeks", "months", "years"), ("duration", "age")),
    **dict.fromkeys(("C", "F"), ("temperature",)),
    **dict.fromkeys(("m3", "m3/s", "l"), ("volume",)),
    **dict.fromkeys(("t", "kg", "kt", "g", "lb"), ("mass",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An amount as the measure finder needs it: its tokens [first:last], unit and counted noun."""

    first: int
    last: int
    unit: str
    head: str = ""  # the counted noun's head, singular, "" where none stands
    noun: str = ""  # the whole counted phrase
    base: tuple[int, int] = (-1, -1)  # tokens of what a share is a share of
    rate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The measure chosen, its points, and the tokens of the cue that decided (-1 where none did)."""

    measure: str
    points: float
    cue: tuple[int, int] = (-1, -1)
    reasons: tuple[Reason, ...] = ()


class Ruled(NamedTuple):
    """What a sentence and its report say for or against measures."""

    needed: frozenset[str]  # measures whose needed words stand in the sentence
    out: frozenset[str]  # measures that its words rule out
    leaning: Mapping[str, float]  # pack, how far the report is about its domain, 0 to 1
