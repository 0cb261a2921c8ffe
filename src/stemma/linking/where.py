"""How two places and two stretches of time lie to each other."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, radians
from typing import Final

from stemma.core.days import ordinal
from stemma.core.gazetteer import SITE, two_sites
from stemma.core.types import Place, When
from stemma.core.words import overlap

_NEAR_KM, _FAR_KM = 30.0, 75.0  # a town's surroundings; the scale at which districts part
_DAYS: Final = 4_096  # stretches of days whose place in the calendar is remembered
_STEM: Final = 5  # letters that make two names one word
_WIDE: Final = ("country", "region", "area", "continent", "sea")


def place_key(one: Place, other: Place) -> str:
    """How two places lie to each other, as the name of a weight."""
    if (one.id and one.id == other.id) or one.name.lower() == other.name.lower():
        return "place_same"
    if _within(one, other) or _within(other, one):
        return "place_namesake" if _namesakes(one.name, other.name) else "place_within"
    if _is_continent(one) != _is_continent(other):
        return "place_beyond"
    if _wide(one) or _wide(other):
        return "place_apart" if one.country and other.country and one.country != other.country else "place_wide"
    gap = kilometres(one, other) if one.kind or other.kind else None  # two villages that no list has lie somewhere around
    if one.kind == other.kind == SITE:
        return "place_apart" if two_sites(one, other) else "place_near"
    if gap is None:
        return "place_near" if overlap(one.name.lower().split(), other.name.lower().split()) >= 0.5 else "place_apart"
    return "place_near" if gap <= _NEAR_KM else "place_apart" if gap <= _FAR_KM else "place_far"


def _wide(place: Place) -> bool:
    return place.kind in _WIDE or place.precision in _WIDE


def _is_continent(place: Place) -> bool:
    """True of Africa, the Middle East: what is listed, wide, and of no one country."""
    return place.id.startswith("ft:") and place.kind == "area" and not place.country


def _namesakes(one: str, other: str) -> bool:
    """True for a town and the region called after it: Valencia and the Valencian Community."""
    first, second = (name.lower().split()[0] for name in (one, other))
    low, high = sorted((first, second), key=len)
    return len(low) >= _STEM and high.startswith(low)


def _within(inner: Place, outer: Place) -> bool:
    """True where a place lies in the other, as far as ids tell."""
    if outer.kind == "country" or outer.precision == "country":
        return bool(inner.country) and inner.country == outer.country and inner.kind != "country"
    return bool(outer.id) and inner.region == outer.id


def kilometres(one: Place, other: Place) -> float | None:
    """How far two places lie apart, or None where one is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north = (one.lat - other.lat) * 111.2  # kilometres in a degree of latitude
    east = (one.lon - other.lon) * 111.2 * cos(radians((one.lat + other.lat) / 2))
    return hypot(north, east)


def gap_days(one: When, other: When) -> int:
    """Days between two stretches, 0 or less where they touch."""
    first, last = span(one.start, one.end), span(other.start, other.end)
    if first is None or last is None:
        return 0
    return max(first[0], last[0]) - min(first[1], last[1])


@lru_cache(maxsize=_DAYS)
def span(start: str | None, end: str | None) -> tuple[int, int] | None:
    """The first and last day of a stretch, as numbers of days; of one that is open on one side its one day."""
    days = [ordinal(d) for d in (start, end) if d]
    found = [d for d in days if d is not None]
    return (min(found), max(found)) if found else None
