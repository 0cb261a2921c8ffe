"""Days of the calendar as ISO text: their number, and how many lie between two."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

_KEPT: Final = 4_096  # days whose number is remembered: eleven years


@lru_cache(maxsize=_KEPT)
def ordinal(day: str) -> int | None:
    """The number of a day since year 1; of a moment its day; None where it is not known to the day or stands in no calendar."""
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def days_between(one: str, other: str) -> int | None:
    """Days from one day to the other, None where one is not known to the day."""
    a, b = ordinal(one), ordinal(other)
    return None if a is None or b is None else b - a
