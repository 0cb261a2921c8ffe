"""Periods as they are spoken: months and years, "the last two quarters", "third week of May", "later this month", "the week of the 18th"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from stemma.reading.calendar import shift
from stemma.reading.spoken.counting import digits, number, ordinal, year_said
from stemma.reading.spoken.days import at_moment, day, monday
from stemma.reading.spoken.lengths import is_short, length, moved, of_parts
from stemma.reading.spoken.line import Line
from stemma.reading.spoken.meant import Got, Meant, a_period
from stemma.reading.spoken.units import (
    aligned,
    edge_of,
    edge_of_day,
    month_of,
    parts_in,
    unit_at,
    units_beside,
    year_of,
)

_CALENDAR = ("week", "workweek", "weekend", "month", "quarter", "year", "decade", "century")
_PART_OF = ("in", "of")


def period(line: Line, at: int) -> Got | None:
    """The longest period that begins here."""
    best: Got | None = None
    for read in (edged, place_in, week_of, week_numbered, quarter, counted_units, within, unit_near, decade, month, numeric_month, year, season):
        found = read(line, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def edged(line: Line, at: int) -> Got | None:
    """ "early next week", "mid-November", "the end of 1989", "later this month", "rest of the day", "end of tomorrow"."""
    to = line.skip(at, "the")
    edge = line.get(to, "edge")
    if edge is None:
        short = {"eod": "day", "eom": "month", "eoy": "year"}.get(line.norm(at))
        if short == "day":
            return at + 1, Meant(kind="clock", opens=86_399, sure=True)
        whole = None if short is None else unit_at(line.now.date(), short)
        meant = None if whole is None else edge_of(whole, "late", line.words.table["edges"], line.now.date())
        return (at + 1, meant) if meant is not None else None
    to = line.skip(to + 1, "-")
    noun = line.norm(to - 1) in ("beginning", "middle", "start", "end", "rest")
    if noun and line.norm(to) not in ("of", "this", "the", "current", "next", "last", "in"):
        return None
    to = line.skip(to, *_PART_OF)
    to = line.skip(to, "the") if line.norm(to) == "the" and line.get(to + 1, "toward") is None else to
    return _edge_of_what(line, to, str(edge))


def _edge_of_what(line: Line, to: int, edge: str) -> Got | None:
    table, today = line.words.table["edges"], line.now.date()
    base = line.get(to, "deictic")
    if base is not None or (line.norm(to) == "day" and edge in ("rest", "end")):
        whole = unit_at(today, "day", int(base or 0))
        meant = None if whole is None else edge_of_day(whole, edge, table, _seconds(line.now))
        return (to + 1, meant) if meant is not None and line.norm(to) not in ("tonight", "tonite") else None
    if line.get(to, "unit") in _CALENDAR:
        whole, behind = unit_at(today, str(line.get(to, "unit"))), to + 1
    else:
        found = unit_near(line, to) or month(line, to) or year(line, to)
        if found is None:
            return None
        behind, whole = found
    meant = None if whole is None else edge_of(whole, edge, table, today)
    return (behind, meant) if meant is not None else None


def _seconds(now: datetime) -> int:
    return now.hour * 3600 + now.minute * 60 + now.second


def unit_near(line: Line, at: int) -> Got | None:
    """ "next week", "this year", "the week after next", "my month", "the year", "last fiscal year"."""
    start = line.skip(at, "the", "my")
    step, to, coming = line.get(start, "toward"), start, False
    while line.get(to, "toward") is not None and to < start + 2:
        coming = coming or line.norm(to) in ("coming", "upcoming", "next")
        step = int(line.get(to, "toward")) or int(step or 0)
        to += 1
    if line.norm(to) in ("fiscal", "calendar", "school") and line.norm(to + 1) == "year":
        to += 1
    unit = line.get(to, "unit")
    if unit is None or unit not in _CALENDAR or line.norm(to) != unit:
        return None
    behind, today = to + 1, line.now.date()
    if line.norm(behind) == "before" and line.norm(behind + 1) == "last" or line.norm(behind) == "after" and line.norm(behind + 1) == "next":
        meant = unit_at(today, str(unit), 2 if line.norm(behind) == "after" else -2)
        return (behind + 2, meant) if meant is not None else None
    if step is None:
        led = start > at or line.norm(at - 1) == "on"
        if not led or (unit not in ("week", "weekend", "month", "year") or line.norm(behind) in ("of", "that", "when", "ending")):
            return None
        step = 0
    meant = unit_at(today, str(unit), int(step))
    return (behind, meant) if meant is not None else None


def counted_units(line: Line, at: int) -> Got | None:
    """ "next 2 days", "the past few weeks", "5 past minutes", "the last two decades", "past hour"."""
    to = line.skip(at, "the")
    step = line.get(to, "toward")
    if step is not None and int(step) != 0:
        to = line.skip(to + 1, "few") if line.has(to + 2, "unit") and line.norm(to + 1) == "few" else to + 1
        few = line.norm(to - 1) == "few"
        long = (to + 1, of_parts(((3.0, str(line.get(to, "unit"))),))) if few else length(line, to)
        if long is None and line.get(to, "unit") in ("second", "minute", "hour", "day"):
            long = length(line, to + 1) if line.norm(to + 1) == "and" else None
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
    less = line.norm(at) == "less" and line.norm(at + 1) == "than"
    if line.norm(at) != "within" and not less:
        return None
    start = line.skip(at + 1 + less, "the")
    start = line.skip(start, "next", "coming", "following")
    long = length(line, start)
    if long is None and line.get(start, "unit") is not None and start > at + 1:
        more = length(line, start + 2) if line.norm(start + 1) == "and" else None
        whole = of_parts(((1.0, str(line.get(start, "unit"))), *(more[1].parts if more is not None else ())))
        long = (more[0] if more is not None else start + 1), whole
    if long is None:
        return None
    to, size = long
    if line.norm(to) in ("from", "of", "after"):
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


def place_in(line: Line, at: int) -> Got | None:
    """ "the third week of May", "the last 3 weeks of this year", "first quarter of 2019", "1st week of Oct. on Friday"."""
    start = line.skip(at, "the")
    nth = ordinal(line, start)
    last = line.norm(start) == "last"
    if nth is None and not last:
        return None
    to = line.skip(nth[0] if nth is not None else start + 1, "-")
    count = number(line, to)
    to = count[0] if count is not None else to
    unit = line.get(to, "unit")
    if unit is None or unit not in ("day", "week", "weekend", "month", "quarter"):
        return None
    to += 1
    whole = _whole(line, to)
    if whole is None:
        return None
    if unit == "quarter" and nth is not None and nth[1] > 4:
        return None
    meant = parts_in(whole[1], str(unit), -1 if nth is None else nth[1], count[1] if count is not None else 1)
    if meant is None:
        return None
    which = line.get(line.skip(whole[0], ".") + 1, "weekday")
    if unit == "week" and which is not None and line.norm(line.skip(whole[0], ".")) == "on" and meant.first is not None:
        found = meant.first + timedelta(days=int(which))
        return line.skip(whole[0], ".") + 2, Meant(kind="day", first=found, last=found, value=found.isoformat(), free=meant.free)
    return whole[0], meant


def _whole(line: Line, at: int) -> Got | None:
    """The month or year of which a part is told."""
    to = line.skip(at, "of", "in")
    found = month(line, to) or year(line, to)
    if found is not None:
        return found
    to = line.skip(to, "the") if line.get(to + 1, "toward") is None else to
    near = unit_near(line, to)
    if near is None and line.norm(to) in ("month", "year") and line.norm(to - 1) == "the":
        meant = unit_at(line.now.date(), line.norm(to))
        near = (to + 1, meant) if meant is not None else None
    return near if near is not None and near[1].grain in ("month", "year", "quarter") else None


def week_of(line: Line, at: int) -> Got | None:
    """ "the week of the 18th", "the week starting on february 4", "weekend of May 5th"."""
    start = line.skip(at, "the")
    unit = line.norm(start)
    if unit not in ("week", "weekend") or line.norm(start + 1) not in ("of", "starting", "beginning", "commencing", "with"):
        return None
    to = line.skip(line.skip(start + 2, "on"), "the") if line.norm(start + 2) == "on" else start + 2
    found = day(line, to)
    if found is None or found[1].first is None or found[1].kind != "day":
        return None
    meant = unit_at(found[1].first, unit)
    return (found[0], meant) if meant is not None else None


def week_numbered(line: Line, at: int) -> Got | None:
    """ "week 31", "the week 3 of 2027", "week 27 of last year", by the ISO calendar."""
    start = line.skip(at, "the") if line.norm(at) == "the" and line.norm(at + 1) == "week" else at
    count = digits(line, start + 1) if line.norm(start) in ("week", "wk") else None
    if count is None or not 1 <= count[1] <= 53:
        return None
    to, number_year = count[0], line.now.date().isocalendar()[0]
    whole = _whole(line, to) if line.norm(to) in ("of", "in") else None
    if whole is not None and whole[1].first is not None and whole[1].grain == "year":
        to, number_year = whole[0], whole[1].first.year
    try:
        meant = unit_at(date.fromisocalendar(number_year, count[1], 1), "week")
    except ValueError:
        return None
    return (to if start == at else to, meant) if meant is not None else None


def quarter(line: Line, at: int) -> Got | None:
    """ "q3 2019", "2016 Q2", "fourth quarter", "next year's fourth-quarter", "H1 2017"."""
    lead = _whole(line, at)
    to = at
    if lead is not None and lead[1].grain == "year" and lead[1].first is not None:
        to = line.skip(line.skip(lead[0], "'s"), "-", ",")
    half = line.norm(to) == "h" and line.glued(to + 1)
    number_of = digits(line, to + 1, 1) if half or (line.norm(to) == "q" and line.glued(to + 1)) else None
    if number_of is None:
        start = line.skip(to, "the")
        nth = ordinal(line, start)
        behind = line.skip(nth[0], "-") if nth is not None else start
        if nth is None or line.norm(behind) != "quarter":
            return None
        number_of = behind + 1, nth[1]
    if not 1 <= number_of[1] <= (2 if half else 4):
        return None
    end = number_of[0]
    if to == at:
        behind = line.skip(line.skip(end, "of", "in", "-"), ",")
        said = _whole(line, end) or year(line, behind)
        lead = said if said is not None and said[1].grain == "year" else None
        end = lead[0] if lead is not None else end
    base = lead[1].first if lead is not None and lead[1].first is not None else line.now.date().replace(month=1, day=1)
    first = shift(base, (number_of[1] - 1) * (6 if half else 3), "month")
    after = None if first is None else shift(first, 6 if half else 3, "month")
    return None if first is None or after is None else (end, a_period(first, after - timedelta(days=1), grain="quarter"))


def month(line: Line, at: int) -> Got | None:
    """ "june of 1992", "2017 april", "the month of Feb", "this Mar", "Dec-2018"."""
    start, step = at, line.get(at, "toward")
    lead = year_said(line, at)
    if lead is not None and line.norm(at).isdecimal():
        start = line.skip(lead[0], ",")
        if not line.has(start, "month") or line.norm(start + 1).isdecimal() and len(line.norm(start + 1)) < 3:
            return None
        found = month_of(lead[1], int(line.get(start, "month")))
        return (start + 1, found) if found is not None else None
    if step is not None:
        start += 1
    elif line.norm(at) in ("the", "month"):
        start = line.skip(at, "the")
        start = start + 2 if line.norm(start) == "month" and line.norm(start + 1) == "of" else start if line.norm(at) == "the" else at
    which = line.get(start, "month")
    if which is None or not _is_month(line, start, start > at) or (line.norm(at) == "the" and start == at + 1):
        return None
    return _month_year(line, start + 1, int(which), None if step is None else int(step))


def _is_month(line: Line, at: int, led: bool) -> bool:
    """False for "may", "march", "mar" without a word beside them that makes them months."""
    if line.norm(at) not in line.words.classes["holds"]:
        return True
    year_behind = year_said(line, line.skip(at + 1, ",", "of", "-", "/"))
    near = line.has(at - 1, "near_month") and not (line.norm(at) == "may" and line.norm(at - 1) in ("this", "or", "and", "last", "to"))
    capital = line.said(at)[:1].isupper() and at > 0
    ends = line.norm(at + 1) in ("", ".", ",", "?", "!")
    if line.norm(at) == "may" and line.norm(at - 1) == "this":
        return capital
    behind = line.norm(at + 1) in ("to", "-", "through", "until") and line.has(at + 2, "month")
    return (led and (capital or near or ends or line.norm(at - 1) == "of")) or near or capital or behind or (year_behind is not None and year_behind[1] > 31)


def _month_year(line: Line, at: int, which: int, step: int | None) -> Got | None:
    to = at + 1 if line.norm(at) == "." and line.glued(at) and line.norm(at + 1) else at
    behind = to
    for sign in ("-", "/", ",", "of", "in"):
        behind = line.skip(behind, sign)
    said = year_said(line, behind)
    if said is not None and line.norm(said[0]) != ":" and not (line.norm(behind).isdecimal() and line.has(said[0], "counted")):
        found = month_of(said[1], which)
        return (said[0], found) if found is not None else None
    today = line.now.date()
    if line.norm(to) in ("of", "in", "-", "") and line.get(to + 1, "toward") is not None and line.norm(to + 2) == "year":
        found = month_of(today.year + int(line.get(to + 1, "toward")), which)
        return (to + 3, found) if found is not None else None
    ahead = today.year + (which < today.month)
    number_year = ahead if step is None else today.year if step == 0 else ahead + (which == today.month) if step > 0 else today.year - (which >= today.month)
    found = month_of(number_year, which, free=step is None)
    return (at, found) if found is not None else None


def numeric_month(line: Line, at: int) -> Got | None:
    """ "11/2016", "2016 - 11", "2015-3"."""
    if line.glued(at) and line.norm(at - 1) in ("-", "/", ".", "+", ":"):
        return None
    one, sign, other = line.norm(at), line.norm(at + 1), line.norm(at + 2)
    if sign not in ("-", "/") or not (one.isdecimal() and other.isdecimal()) or line.norm(at + 3) in ("-", "/") and line.glued(at + 3):
        return None
    if len(one) == 4 and len(other) <= 2 and not line.has(at + 3, "half_day"):
        found = month_of(int(one), int(other)) if 1900 <= int(one) <= 2200 else None
    elif len(other) == 4 and len(one) <= 2:
        found = month_of(int(other), int(one)) if 1900 <= int(other) <= 2200 else None
    else:
        return None
    return (at + 3, found) if found is not None else None


def year(line: Line, at: int) -> Got | None:
    """ "2016", "year 247", "cy 2008", "nineteen twenty eight", "Year two hundred and sixty seven"."""
    if line.norm(at) in ("year", "cy", "fy", "calendar"):
        to = at + 2 if line.norm(at) == "calendar" and line.norm(at + 1) == "year" else at + 1
        named = year_said(line, to) or (digits(line, to, 4) if line.norm(at) != "year" or len(line.norm(to)) >= 3 else None)
        if named is None or named[1] < 100:
            return None
        found = year_of(named[1])
        return (named[0], found) if found is not None else None
    said = year_said(line, at)
    if said is None:
        return None
    if line.norm(at).isdecimal():
        if not 1500 <= said[1] <= 2200 or _part_of_number(line, at, said[0]) or line.has(said[0], "counted") or line.has(said[0], "half_day"):
            return None
    elif not 1000 <= said[1] <= 2200 or not (line.near(at - 1, "near_month") or line.norm(at - 1) in ("since", "until", "in")):
        return None
    found = year_of(said[1])
    return (said[0], found) if found is not None else None


def _part_of_number(line: Line, at: int, to: int) -> bool:
    """True within a telephone number, an amount of money, a decimal."""
    before = line.norm(at - 1)
    if before in ("$", "€", "£", "+") or (line.glued(at) and before in (".", ":", "/", ",") or line.glued(at) and before[-1:].isalnum()):
        return True
    if line.glued(at) and before in ("-", "~") and not (len(line.norm(at - 2)) == 4 and line.norm(at - 3) not in ("-", "+")):
        return True
    behind = line.norm(to)
    if line.glued(to) and (behind.isalnum() or (behind in (":", "/", "%") or (behind in (".", ",") and line.norm(to + 1).isdecimal() and line.glued(to + 1)))):
        return True
    return line.glued(to) and behind == "-" and line.glued(to + 1) and not len(line.norm(to + 1)) == 4


def decade(line: Line, at: int) -> Got | None:
    """ "the 70s", "1990s", "the seventies", "the nineteen seventies", "the twenty-tens"."""
    start = line.skip(at, "the")
    norm = line.norm(start)
    first, to = -1, start + 1
    if norm.isdecimal() and len(norm) in (2, 4) and norm.endswith("0"):
        to = line.skip(to, "'")
        if line.norm(to) not in ("s", "'s") or not line.glued(to) or (len(norm) == 2 and start == at):
            return None
        first, to = int(norm), to + 1
    else:
        century = line.get(start, "small") or line.get(start, "tens")
        behind = line.skip(start + 1, "-")
        if century is not None and int(century) >= 10 and line.get(behind, "tens_many") is not None:
            first, to = int(century) * 100 + int(line.get(behind, "tens_many")), behind + 1
        elif line.get(start, "tens_many") is not None and start > at and norm != "hundreds":
            first = int(line.get(start, "tens_many"))
    if first < 0:
        return None
    first += 0 if first >= 100 else 1900 if first >= 20 else 2000
    return (to, a_period(date(first, 1, 1), date(first + 9, 12, 31), grain="decade", sure=True)) if first <= 9900 else None


def season(line: Line, at: int) -> Got | None:
    """ "summer 2016", "the summer", "next winter"."""
    start = at + 1 if line.get(at, "toward") is not None else line.skip(at, "the")
    name = line.get(start, "season")
    if name is None or (line.norm(start) in ("fall", "spring") and start == at and line.norm(at - 1) not in ("in", "during", "this")):
        return None
    to = start + 1
    said = year_said(line, line.skip(to, "of", ","))
    step = int(line.get(at, "toward") or 0)
    number_year = said[1] if said is not None else line.now.year + step
    first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[str(name)]
    if not 1 <= number_year <= 9998:
        return None
    first = date(number_year, first_month, 1)
    after = shift(first, 3, "month")
    if after is None:
        return None
    return (said[0] if said is not None else to), a_period(first, after - timedelta(days=1), f"{number_year:04d}-{name}", grain="season")


def this_week(line: Line) -> date:
    """The Monday of the week of speaking."""
    return monday(line.now.date())
