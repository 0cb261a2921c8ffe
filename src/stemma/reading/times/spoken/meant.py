"""What spoken words of time mean: days, hours, both, or a length, put together step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Some days, some hours of them, or a length, a repeat, a zone; what is not said is None."""

    kind: str  # day period clock hours moment stretch length set zone
    first: date | None = None
    last: date | None = None  # both days belong to it
    opens: int | None = None  # seconds of the first day
    closes: int | None = None  # of the last day, None for a moment
    value: str = ""  # at the precision of the words: "2016-11", "PT5M", "XXXX-WXX-1"
    grain: str = "day"
    seconds: float = 0.0  # of a length
    parts: tuple[tuple[float, str], ...] = ()  # of a length: how many of which unit
    bound: str = ""  # before until after since about
    free: bool = False  # the year is not said
    sure: bool = False  # the half of the day is said, or the year: nothing is left to guess
    monthly: bool = False  # the month is not said
    weekday: int = -1  # of a day told by its weekday alone
    edge: str = ""  # early mid late, of a period told by a part


Got = tuple[int, Meant]  # up to which piece, and what it means


def a_day(at: date, *, free: bool = False, sure: bool = False, weekday: int = -1) -> Meant:
    """One day."""
    return Meant(kind="day", first=at, last=at, value=at.isoformat(), free=free, sure=sure, weekday=weekday)


def a_period(first: date, last: date, value: str = "", *, grain: str = "day", free: bool = False, sure: bool = False) -> Meant:
    """Some days in a row."""
    named = value or f"{first.isoformat()}/{last.isoformat()}"
    return Meant(kind="period", first=first, last=last, value=named, grain=grain, free=free, sure=sure)


def a_clock(seconds: int, *, sure: bool = False) -> Meant:
    """A time of the day."""
    return Meant(kind="clock", opens=seconds, sure=sure)


def hours(opens: int, closes: int, value: str = "") -> Meant:
    """Some hours of a day; where they close before they open, they end on the next."""
    return Meant(kind="hours", opens=opens, closes=closes, value=value, sure=True)


def written(seconds: int) -> str:
    """A time of the day as ISO 8601 has it: "17:05", "17:05:30"; the end of a day is its last second."""
    whole = min(seconds, DAY - 1)
    shown = f"{whole // 3600:02d}:{whole % 3600 // 60:02d}"
    return f"{shown}:{whole % 60:02d}" if whole % 60 else shown


def on_day(days: Meant, clock: Meant) -> Meant | None:
    """A day and its hour, or its hours, as one time."""
    first = days.first
    if days.kind != "day" or first is None or clock.opens is None:
        return None
    bound = clock.bound or days.bound
    if clock.closes is None:
        return Meant(kind="moment", first=first, last=first, opens=clock.opens, bound=bound, free=days.free, sure=clock.sure)
    last = first + timedelta(days=1) if clock.closes < clock.opens else first
    return Meant(
        kind="stretch", first=first, last=last, opens=clock.opens, closes=clock.closes, bound=bound, value=clock.value, free=days.free
    )
