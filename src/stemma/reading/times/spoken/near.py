"""Periods told from where one stands: "next week", "the last two quarters", "5 past minutes", "within 2 weeks from today"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from stemma.reading.times.spoken.counting import number
from stemma.reading.times.spoken.days import at_moment, day
from stemma.reading.times.spoken.lengths import is_short, length, moved, of_parts
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, Meant, a_period
from stemma.reading.times.spoken.units import aligned, unit_at, units_beside

_SATURDAY, _SUNDAY = 5, 6
CALENDAR = ("week", "workweek", "weekend", "month", "quarter", "year", "decade", "century")  # units of which there is a next one


def unit_near(line: Line, at: int) -> Got | None:
    """ "next week", "this year", "the week after next", "my month", "the year", "last fiscal year"."""
    start = line.skip(at, "my_the")
    step, to, coming = line.get(start, "toward"), start, False
    while line.get(to, "toward") is not None and to < start + 2:
        coming = coming or line.word(to, "coming_next_upcoming")
        step = int(line.get(to, "toward")) or int(step or 0)
        to += 1
    if line.word(to, "kinds_of_year") and line.word(to + 1, "year"):
        to += 1
    unit = line.get(to, "unit")
    if unit is None or unit not in CALENDAR or line.norm(to) != unit:
        return None
    behind, today = to + 1, line.now.date()
    beside = _beside_day(line, behind, str(unit)) if step is None else None
    if beside is not None:
        return beside
    if (line.word(behind, "before") and line.word(behind + 1, "last")) or (line.word(behind, "after") and line.word(behind + 1, "next")):
        meant = unit_at(today, str(unit), 2 if line.word(behind, "after") else -2)
        return (behind + 2, meant) if meant is not None else None
    if step is None:
        led = start > at or line.word(at - 1, "on")
        if line.digits(behind) and unit in ("year", "week"):
            return None  # "the year 2008" has its number
        if not led or (unit not in ("week", "weekend", "month", "year") or line.word(behind, "behind_week")):
            return None
        step = 0
    meant = unit_at(today, str(unit), int(step))
    return (behind, meant) if meant is not None else None


def _beside_day(line: Line, at: int, unit: str) -> Got | None:
    """ "the week after Christmas", "the weekend before May 5th"."""
    sign = 1 if line.word(at, "after") else -1 if line.word(at, "before") else None
    found = day(line, at + 1) if sign is not None else None
    if sign is None or found is None or found[1].kind != "day" or found[1].first is None:
        return None
    meant = unit_at(found[1].first, unit, sign)
    if unit == "weekend" and sign < 0 and found[1].first.weekday() == _SUNDAY:
        return (found[0], meant) if meant is not None else None
    if unit == "weekend" and sign > 0 and found[1].first.weekday() < _SATURDAY:
        meant = unit_at(found[1].first, unit)  # that of the same week lies behind it
    return (found[0], meant) if meant is not None else None


def counted_units(line: Line, at: int) -> Got | None:
    """ "next 2 days", "the past few weeks", "5 past minutes", "the last two decades", "past hour"."""
    to = line.skip(at, "the")
    step = line.get(to, "toward")
    if step is not None and line.word(to, "last") and line.has(at - 1, "modal"):
        return None  # "will last three weekends"
    if step is not None and int(step) != 0:
        to = line.skip(to + 1, "few") if line.has(to + 2, "unit") and line.word(to + 1, "few") else to + 1
        few = line.word(to - 1, "few")
        long = (to + 1, of_parts(((3.0, str(line.get(to, "unit"))),))) if few else length(line, to)
        if long is None and line.get(to, "unit") in ("second", "minute", "hour", "day"):
            long = length(line, to + 1) if line.word(to + 1, "and") else None
            long = long or (to + 1, of_parts(((1.0, str(line.get(to, "unit"))),)))
        return _beside(line, long, int(step))
    count = number(line, at)
    step = line.get(count[0], "toward") if count is not None else None
    if count is None or step is None or int(step) == 0 or line.get(count[0] + 1, "unit") is None:
        return None
    return _beside(line, (count[0] + 2, of_parts(((float(count[1]), str(line.get(count[0] + 1, "unit"))),))), int(step))


def _beside(line: Line, long: Got | None, step: int) -> Got | None:
    """So long a time up to now, or from tomorrow on; of hours and minutes, from now on."""
    if long is None:
        return None
    to, size = long
    count, unit = size.parts[0]
    today = line.now.date()
    if aligned(unit) and count == int(count):
        meant = units_beside(today, unit, int(count), step)
        return (to, meant) if meant is not None else None
    if is_short(size):
        return _stretch(to, line.now, moved(line.now, size, step), step)
    base = today if step < 0 else today + timedelta(days=1)
    there = moved(datetime.combine(base, datetime.min.time()), size, step)
    if there is None or there.date() == base:
        return None
    first, behind = (there.date(), base) if step < 0 else (base, there.date())
    return to, a_period(first, behind - timedelta(days=1))


def _stretch(to: int, now: datetime, there: datetime | None, step: int = 1) -> Got | None:
    if there is None:
        return None
    one, other = (at_moment(now), at_moment(there)) if step > 0 else (at_moment(there), at_moment(now))
    return to, Meant(kind="stretch", first=one.first, last=other.first, opens=one.opens, closes=other.opens)


def within(line: Line, at: int) -> Got | None:
    """ "within 5 days", "within the next 3 years", "within 2 weeks from today", "less than 3 days after tomorrow"."""
    less = line.word(at, "less") and line.word(at + 1, "than")
    if not line.word(at, "within") and not less:
        return None
    start = line.skip(at + 1 + less, "the")
    start = line.skip(start, "coming_following_next")
    long = length(line, start)
    if long is None and line.get(start, "unit") is not None and start > at + 1:
        more = length(line, start + 2) if line.word(start + 1, "and") else None
        whole = of_parts(((1.0, str(line.get(start, "unit"))), *(more[1].parts if more is not None else ())))
        long = (more[0] if more is not None else start + 1), whole
    if long is None:
        return None
    to, size = long
    if line.word(to, "after_from_of"):
        base = day(line, to + 1)
        if line.has(to + 1, "now") or (base is not None and base[1].first == line.now.date()):
            to = to + 2 if base is None else base[0]
        elif base is not None and base[1].first is not None and base[1].kind == "day":
            return from_day(base[0], base[1].first, size)
    elif less:
        return None
    if is_short(size):
        return _stretch(to, line.now, moved(line.now, size))
    return from_day(to, line.now.date(), size)


def from_day(to: int, first: date, size: Meant) -> Got | None:
    """A length from a day on, this day counted."""
    there = moved(datetime.combine(first, datetime.min.time()), size)
    if there is None or there.date() <= first:
        return None
    return to, a_period(first, there.date() - timedelta(days=1))
