"""Stretches of the calendar: a day, a week, a month, a quarter ..., moved back and forth, with their TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

import msgspec

from stemma.core.types import Moment, When

# Units from fine to coarse; a published month says nothing about days.
GRAINS: Final = (
    *("second", "minute", "hour", "day", "weekend", "week", "fortnight"),
    *("month", "quarter", "season", "half", "year", "decade", "century"),
)
LETTERS: Final = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "hour": "H", "minute": "M", "second": "S"}
_SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Some days in a row: the first, the last, how exact that is, and the TIMEX3 value."""

    first: date
    last: date
    grain: str
    value: str

    def when(self, text: str = "") -> When:
        """The stretch as the contract has it."""
        return When(start=self.first.isoformat(), end=self.last.isoformat(), text=text)


def anchor_of(moment: Moment | None) -> Stretch | None:
    """The stretch in which a report was published, or None where that is unknown."""
    if moment is None:
        return None
    parts = moment.day.split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 3:
            return day(date(*numbers))
        return month(numbers[0], numbers[1]) if len(numbers) == 2 else year(numbers[0])
    except (ValueError, OverflowError, TypeError):
        return None


def day(at: date) -> Stretch:
    """One day."""
    return Stretch(first=at, last=at, grain="day", value=at.isoformat())


def day_of(number_year: int, number_month: int, number_day: int) -> Stretch | None:
    """One day by its numbers, None where the calendar has none such."""
    try:
        return day(date(number_year, number_month, number_day))
    except ValueError:
        return None


def week(at: date) -> Stretch | None:
    """The week, Monday to Sunday, that holds a day."""
    named_year, named_week, weekday = at.isocalendar()
    try:
        first = at - timedelta(days=weekday - 1)
        return Stretch(first=first, last=first + timedelta(days=6), grain="week", value=f"{named_year:04d}-W{named_week:02d}")
    except OverflowError:
        return None


def weekend(at: date) -> Stretch | None:
    """The Saturday and Sunday of the week that holds a day."""
    whole = week(at)
    if whole is None:
        return None
    return Stretch(first=whole.first + timedelta(days=5), last=whole.last, grain="weekend", value=f"{whole.value}-WE")


def month(number_year: int, number: int) -> Stretch:
    """A month of a year."""
    return _months(number_year, number, 1, "month", f"{number_year:04d}-{number:02d}")


def quarter(number_year: int, number: int) -> Stretch:
    """A quarter of a year, 1 to 4."""
    return _months(number_year, number * 3 - 2, 3, "quarter", f"{number_year:04d}-Q{number}")


def half(number_year: int, number: int) -> Stretch:
    """A half of a year, 1 or 2."""
    return _months(number_year, number * 6 - 5, 6, "half", f"{number_year:04d}-H{number}")


def season(number_year: int, name: str) -> Stretch | None:
    """A season of the northern year: SP, SU, FA or WI; winter begins in the December of its year."""
    if name == "WI" and number_year >= date.max.year:
        return None
    return _months(number_year, _SEASONS[name], 3, "season", f"{number_year:04d}-{name}")


def year(number: int) -> Stretch:
    """A year."""
    return Stretch(first=date(number, 1, 1), last=date(number, 12, 31), grain="year", value=f"{number:04d}")


def decade(number: int) -> Stretch:
    """The ten years that begin with a year."""
    return Stretch(first=date(number, 1, 1), last=date(number + 9, 12, 31), grain="decade", value=f"{number // 10:03d}")


def century(number: int) -> Stretch:
    """A century by its ordinal: the 20th begins in 1901."""
    return Stretch(first=date(number * 100 - 99, 1, 1), last=date(number * 100, 12, 31), grain="century", value=f"{number - 1:02d}")


def holding(at: date, grain: str) -> Stretch | None:
    """The day, week, month ... that holds a day."""
    if grain in ("day", "hour", "minute", "second"):
        return day(at)
    if grain in ("week", "fortnight"):
        return week(at)
    if grain == "weekend":
        return weekend(at)
    if grain == "month":
        return month(at.year, at.month)
    if grain == "quarter":
        return quarter(at.year, (at.month + 2) // 3)
    if grain == "half":
        return half(at.year, 1 if at.month < 7 else 2)
    if grain == "decade":
        return decade(max(1, at.year // 10 * 10)) if at.year < 9990 else None
    if grain == "century":
        return century((at.year + 99) // 100) if at.year <= 9900 else None
    return year(at.year)


def shift(at: date, count: int, grain: str) -> date | None:
    """The day so many days, weeks, months ... later (earlier where the count is below nought)."""
    try:
        if grain in _DAYS:
            return at + timedelta(days=_DAYS[grain] * count)
        if grain in ("hour", "minute", "second"):
            return at
        months = at.year * 12 + at.month - 1 + _MONTHS.get(grain, 12) * count
        number_year, number_month = divmod(months, 12)
        if not 1 <= number_year <= 9999:
            return None
        return date(number_year, number_month + 1, min(at.day, monthrange(number_year, number_month + 1)[1]))
    except OverflowError:
        return None


def neighbour(base: Stretch, count: int, grain: str) -> Stretch | None:
    """The whole day, week, month ... so many before or after the one that holds a stretch."""
    if GRAINS.index(grain) < GRAINS.index(base.grain) and grain not in ("hour", "minute", "second"):
        return None
    at = shift(base.first, count, grain)
    return None if at is None else holding(at, grain)


def part(of: Stretch, which: str) -> Stretch:
    """The early, middle or late part of a stretch (its first or last day for "first" and "last")."""
    length = (of.last - of.first).days + 1
    third = max(1, length // 3)
    first, last = of.first, of.last
    if which == "early":
        last = first + timedelta(days=third - 1)
    elif which == "late":
        first = last - timedelta(days=third - 1)
    elif which == "mid":
        first, last = first + timedelta(days=third), last - timedelta(days=third) if length > 2 else last
    elif which == "first":
        last = first
    elif which == "last":
        first = last
    return Stretch(first=min(first, last), last=max(first, last), grain=of.grain, value=of.value)


def _months(number_year: int, first_month: int, count: int, grain: str, value: str) -> Stretch:
    end = first_month + count - 2
    end_year, end_month = number_year + end // 12, end % 12 + 1
    last = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Stretch(first=date(number_year, first_month, 1), last=last, grain=grain, value=value)


def itself(value: str, when: When) -> When:
    """The day, month or year of a TIMEX3 value, without what has passed since; `when` for any other value."""
    if len(value) not in (4, 7, 10) or not value.replace("-", "").isdecimal() or value.startswith("0000"):
        return when
    year, month, day = (int(part) for part in f"{value}-01-01"[:10].split("-"))
    last = date(year, 12, 31) if len(value) == 4 else date(year, month, monthrange(year, month)[1] if len(value) == 7 else day)
    return When(start=date(year, month, day).isoformat(), end=last.isoformat(), text=when.text)
