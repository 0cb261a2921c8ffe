"""Feasts by rule: a month and a day, a weekday in a month, so many days from Easter, a day of the Islamic calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_THURSDAY: Final = 3
_MOON_EPOCH: Final = date(622, 7, 18).toordinal()  # Thursday 15 July 622 of the Julian calendar, of the tabular Islamic calendar


def by_rule(rule: str, number: int) -> date | None:
    """The day of a feast in a year: "12-25", "11-4-3" (the fourth Thursday), "5-last-0", "e-2" (Good Friday), "11-4-3+1"."""
    rule, _, more = rule.partition("+")
    try:
        if rule.startswith("h"):
            month, place = rule[1:].split("-")
            return moon_day(number, int(month), int(place))
        if rule.startswith("e"):
            return easter(number) + timedelta(days=int(rule[1:]) + int(more or 0))
        month, place, *name = rule.split("-")
        if not name:
            return date(number, int(month), int(place)) + timedelta(days=int(more or 0))
        return in_month(number, int(month), 0 if place == "last" else int(place), int(name[0])) + timedelta(days=int(more or 0))
    except (ValueError, OverflowError):
        return None


def in_month(number: int, month: int, place: int, weekday: int) -> date:
    """The so-manieth weekday of a month; 0 is the last."""
    if not place:
        last = date(number, month, monthrange(number, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(number, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))


def long_weekend(feast_day: date) -> tuple[date, date]:
    """The weekend beside a feast, with the feast where it makes it long."""
    weekday = feast_day.weekday()
    saturday = feast_day + timedelta(days=5 - weekday if weekday >= _THURSDAY else -2 - weekday)
    first, last = min(saturday, feast_day), saturday + timedelta(days=1)
    return first, feast_day if weekday == 0 else last


def easter(number: int) -> date:
    """Easter Sunday of the Western churches (Meeus, Jones and Butcher's computation)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(number, month, day + 1)


def moon_day(number: int, month: int, place: int) -> date | None:
    """The day of the tabular Islamic calendar that falls in a year; what is announced may differ by a day."""
    guess = (number - 622) * 33 // 32
    for year in (guess, guess + 1, guess + 2):
        days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + place - 1
        found = date.fromordinal(_MOON_EPOCH + days)
        if found.year == number:
            return found
    return None
