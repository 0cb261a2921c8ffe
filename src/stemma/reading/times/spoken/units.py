"""Stretches of the calendar by their unit: the week, month, quarter ... so many before or after that of a day, and their parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from stemma.reading.times.calendar import holding, shift
from stemma.reading.times.spoken.meant import DAY, Meant, a_period

_ALIGNED = ("quarter", "decade", "century")


def unit_at(at: date, unit: str, step: int = 0) -> Meant | None:
    """The whole unit that holds a day, or one so many further on."""
    if unit == "workweek":
        week = unit_at(at, "week", step)
        return None if week is None or week.first is None else a_period(week.first, week.first + timedelta(days=4), grain="week")
    base = at.replace(day=1) if unit in ("month", "quarter", "year") else at
    there = shift(base, step, unit)
    stretch = None if there is None else holding(there, unit)
    return None if stretch is None else a_period(stretch.first, stretch.last, stretch.value, grain=unit)


def units_beside(at: date, unit: str, count: int, step: int) -> Meant | None:
    """So many quarters or decades before that of a day, or behind it."""
    first = unit_at(at, unit, -count if step < 0 else 1)
    last = unit_at(at, unit, -1 if step < 0 else count)
    if first is None or last is None or first.first is None or last.last is None:
        return None
    return a_period(first.first, last.last, grain=unit)


def aligned(unit: str) -> bool:
    """True for units of which people count whole ones: "the last two quarters" end with the last quarter."""
    return unit in _ALIGNED


def year_of(number: int) -> Meant | None:
    """A year."""
    if not 1 <= number <= 9999:
        return None
    return a_period(date(number, 1, 1), date(number, 12, 31), f"{number:04d}", grain="year", sure=True)


def month_of(number: int, month: int, free: bool = False) -> Meant | None:
    """A month of a year."""
    if not 1 <= number <= 9998 or not 1 <= month <= 12:
        return None
    found = unit_at(date(number, month, 1), "month")
    if found is None or found.first is None or found.last is None:
        return None
    return a_period(found.first, found.last, found.value, grain="month", free=free, sure=not free)


def weeks_in(whole: Meant, place: int, count: int = 1) -> Meant | None:
    """The weeks of a month or year by their place from its start (1, 2 ...) or its end (-1): those whose Thursday lies in it."""
    if whole.first is None or whole.last is None:
        return None
    if place > 0:
        thursday = whole.first + timedelta(days=(3 - whole.first.weekday()) % 7 + 7 * (place - 1))
    else:
        thursday = whole.last - timedelta(days=(whole.last.weekday() - 3) % 7 + 7 * (count - 1))
    first = thursday - timedelta(days=3)
    if not whole.first <= thursday <= whole.last:
        return None
    if count > 1:
        return a_period(first, first + timedelta(days=7 * count - 1), grain="week", free=whole.free)
    named, number, _ = first.isocalendar()
    return a_period(first, first + timedelta(days=6), f"{named:04d}-W{number:02d}", grain="week", free=whole.free)


def parts_in(whole: Meant, unit: str, place: int, count: int = 1) -> Meant | None:
    """Days, months, quarters or weekends of a month or year, by their place from its start or its end."""
    if unit == "week":
        return weeks_in(whole, place, count)
    if whole.first is None or whole.last is None:
        return None
    if unit == "weekend":
        saturday = whole.first + timedelta(days=(5 - whole.first.weekday()) % 7 + 7 * (place - 1))
        if place < 0:
            saturday = whole.last - timedelta(days=(whole.last.weekday() - 5) % 7)
        return a_period(saturday, saturday + timedelta(days=1), grain="weekend", free=whole.free)
    after = whole.last + timedelta(days=1)
    first = shift(whole.first, place - 1, unit) if place > 0 else shift(after, -count, unit)
    behind = None if first is None else shift(first, count, unit)
    if first is None or behind is None or first > whole.last:
        return None
    return a_period(first, behind - timedelta(days=1), grain=unit, free=whole.free)


def edge_of(whole: Meant, edge: str, table: Mapping[str, Any], today: date) -> Meant | None:
    """The early, middle or late part of a unit, after the table; what is left of it where "later" or "rest" is said."""
    first, last = whole.first, whole.last
    if first is None or last is None:
        return None
    if edge in ("later", "rest") and first <= today <= last:
        return a_period(today, last, grain=whole.grain)
    name = {"earlier": "early", "start": "early", "middle": "mid", "later": "late", "end": "late"}.get(edge, edge)
    bounds = table.get(whole.grain, {})
    low, high = bounds.get(f"said_{name}" if whole.sure else name, bounds.get(name, (None, None)))
    if low is None or high is None:
        return None
    unit = {"year": "month", "quarter": "month", "decade": "year", "century": "year"}.get(whole.grain)
    if unit is not None:
        start, behind = shift(first, int(low), unit), shift(first, int(high), unit)
    else:
        start = first + timedelta(days=int(low))
        behind = min(first + timedelta(days=int(high)), last + timedelta(days=1))
        behind = last + timedelta(days=1) if name == "late" else behind
    if start is None or behind is None:
        return None
    if edge == "earlier" and first <= today < behind:
        behind = max(today, start + timedelta(days=1))
    return Meant(
        kind="period", first=start, last=behind - timedelta(days=1), grain=whole.grain, free=whole.free, sure=whole.sure, edge=name,
        value=f"{start.isoformat()}/{(behind - timedelta(days=1)).isoformat()}",
    )  # fmt: skip


def edge_of_day(whole: Meant, edge: str, table: Mapping[str, Any], seconds: int) -> Meant | None:
    """ "mid today", "later in the day", "the rest of the day", "end of tomorrow"."""
    if whole.first is None:
        return None
    if edge == "rest":
        return Meant(kind="stretch", first=whole.first, last=whole.first, opens=seconds, closes=DAY)
    if edge == "end":
        return Meant(kind="moment", first=whole.first, last=whole.first, opens=DAY - 1, sure=True)
    name = {"earlier": "early", "start": "early", "middle": "mid", "later": "late"}.get(edge, edge)
    low, high = table.get("day", {}).get(name, (0, 24))
    return Meant(kind="stretch", first=whole.first, last=whole.first, opens=int(low) * 3600, closes=int(high) * 3600)
