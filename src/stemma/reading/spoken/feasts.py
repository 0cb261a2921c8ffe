"""Feasts by rule: a month and a day, a weekday in a month, or so many days from Easter, a day of the Islamic calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from stemma.reading.spoken.counting import year_said
from stemma.reading.spoken.line import Line
from stemma.reading.spoken.meant import Got, Meant, a_day, a_period
from stemma.reading.times_compound import easter

_THURSDAY = 3


def feast(line: Line, at: int) -> Got | None:
    """ "Labor Day", "easter 2018", "Thanksgiving of 2016", "labor day 2021 weekend", "next Easter"."""
    step = line.get(at, "toward")
    start = at + 1 if step is not None else line.skip(at, "the")
    found = line.phrase(start, "feast")
    if found is None:
        return None
    to, rule = found
    behind = line.skip(to, "of", "in", ",")
    said = year_said(line, behind) if line.norm(behind).isdecimal() else None
    if line.get(behind, "toward") is not None and line.norm(behind + 1) == "year":
        said = behind + 2, line.now.year + int(line.get(behind, "toward"))  # "Mother's Day this year"
    if said is not None:
        to = said[0]
        day = by_rule(str(rule), said[1])
        meant = None if day is None else a_day(day, sure=True)
    else:
        meant = _near(line, str(rule), int(step or 0))
    if meant is None or meant.first is None:
        return None
    if line.norm(to) == "weekend":
        return to + 1, _weekend(meant.first)
    return to, meant


def _weekend(feast_day: date) -> Meant:
    """The weekend beside a feast, with the feast where it makes it long."""
    weekday = feast_day.weekday()
    saturday = feast_day + timedelta(days=5 - weekday if weekday >= _THURSDAY else -2 - weekday)
    first, last = min(saturday, feast_day), saturday + timedelta(days=1)
    return a_period(first, feast_day if weekday == 0 else last, grain="weekend")


def _near(line: Line, rule: str, step: int) -> Meant | None:
    """The feast of this year where it is still to come, else that of the next; the last one where "last" is said."""
    today = line.now.date()
    days = [day for number in (today.year - 1, today.year, today.year + 1) if (day := by_rule(rule, number)) is not None]
    chosen = [d for d in days if d < today][-1:] if step < 0 else [d for d in days if d >= today][:1]
    return a_day(chosen[0], free=step == 0) if chosen else None


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


_MOON_EPOCH = date(622, 7, 18).toordinal()  # Thursday 15 July 622 of the Julian calendar, of the tabular Islamic calendar


def moon_day(number: int, month: int, place: int) -> date | None:
    """The day of the tabular Islamic calendar that falls in a year; what is announced may differ by a day."""
    guess = (number - 622) * 33 // 32
    for year in (guess, guess + 1, guess + 2):
        days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + place - 1
        found = date.fromordinal(_MOON_EPOCH + days)
        if found.year == number:
            return found
    return None
