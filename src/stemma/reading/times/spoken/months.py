"""Months, years, decades and seasons as they are spoken: "june of 1992", "11/2016", "nineteen twenty eight", "the twenty-tens"."""

from __future__ import annotations

from datetime import date, timedelta

from stemma.reading.times.calendar import shift
from stemma.reading.times.spoken.counting import digits, ordinal, year_said
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, a_period
from stemma.reading.times.spoken.units import month_of, year_of


def month(line: Line, at: int) -> Got | None:
    """ "june of 1992", "2017 april", "the month of Feb", "this Mar", "Dec-2018"."""
    start, step = at, line.get(at, "toward")
    lead = year_said(line, at)
    if lead is not None and line.norm(at).isdecimal():
        start = line.skip(lead[0], "comma")
        if not line.has(start, "month") or (line.norm(start + 1).isdecimal() and len(line.norm(start + 1)) < 3):
            return None
        found = month_of(lead[1], int(line.get(start, "month")))
        return (start + 1, found) if found is not None else None
    if step is not None:
        start += 1
    elif line.word(at, "month_the"):
        start = line.skip(at, "the")
        start = start + 2 if line.word(start, "month") and line.word(start + 1, "of") else start if line.word(at, "the") else at
    which = line.get(start, "month")
    if which is None or not _is_month(line, start, start > at) or (line.word(at, "the") and start == at + 1):
        return None
    return _month_year(line, start + 1, int(which), None if step is None else int(step))


def _is_month(line: Line, at: int, led: bool) -> bool:
    """False for "may", "march", "mar" without a word beside them that makes them months."""
    if line.norm(at) not in line.words.classes["holds"]:
        return True
    year_behind = year_said(line, line.skip(at + 1, "of_comma_dash_slash"))
    near = line.has(at - 1, "near_month") and not (line.word(at, "may") and line.word(at - 1, "before_season"))
    capital = line.said(at)[:1].isupper() and at > 0
    ends = line.norm(at + 1) in ("", ".", ",", "?", "!")
    if line.word(at, "may") and line.word(at - 1, "this"):
        return capital
    behind = line.word(at + 1, "through_to_until_dash") and line.has(at + 2, "month")
    told = near or capital or behind or (led and ends)
    return told or (year_behind is not None and year_behind[1] > 31)


def _month_year(line: Line, at: int, which: int, step: int | None) -> Got | None:
    to = at + 1 if line.norm(at) == "." and line.glued(at) and line.norm(at + 1) else at
    behind = to
    for sign in ("dash", "slash", "comma", "of", "in"):
        behind = line.skip(behind, sign)
    said = year_said(line, behind)
    if said is not None and line.norm(said[0]) != ":" and not (line.norm(behind).isdecimal() and line.has(said[0], "counted")):
        found = month_of(said[1], which)
        return (said[0], found) if found is not None else None
    today = line.now.date()
    near = line.skip(to, "in_of")
    if line.get(near, "toward") is not None and line.word(near + 1, "year"):
        found = month_of(today.year + int(line.get(near, "toward")), which)
        return (near + 2, found) if found is not None else None
    found = month_of(_year_near(today, which, step), which, free=step is None)
    return (at, found) if found is not None else None


def _year_near(today: date, which: int, step: int | None) -> int:
    """The year of a month that is told without one: the next such month, this year's, that behind this one, or the last."""
    if step == 0:
        return today.year
    if step is not None and step < 0:
        return today.year - (which >= today.month)
    return today.year + (which < today.month or (step is not None and which == today.month))


def numeric_month(line: Line, at: int) -> Got | None:
    """ "11/2016", "2016 - 11", "2015-3"."""
    if line.glued(at) and line.norm(at - 1) in ("-", "/", ".", "+", ":"):
        return None
    one, sign, other = line.norm(at), line.norm(at + 1), line.norm(at + 2)
    if sign not in ("-", "/") or not (one.isdecimal() and other.isdecimal()) or (line.norm(at + 3) in ("-", "/") and line.glued(at + 3)):
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
    if line.word(at, "before_year"):
        to = at + 2 if line.word(at, "calendar_fiscal") and line.word(at + 1, "year") else at + 1
        to = line.skip(to, "of") if line.word(at, "year") else to
        named = year_said(line, to) or (digits(line, to, 4) if not line.word(at, "year") or len(line.norm(to)) >= 3 else None)
        if named is None or named[1] < 100:
            return None
        found = year_of(named[1])
        return (named[0], found) if found is not None else None
    said = year_said(line, at)
    if said is None:
        return None
    if line.norm(at).isdecimal():
        if (
            not 1500 <= said[1] <= 2200
            or _part_of_number(line, at, said[0])
            or line.has(said[0], "counted")
            or line.has(said[0], "half_day")
        ):
            return None
    elif not 1000 <= said[1] <= 2200 or not (line.near(at - 1, "near_month") or line.word(at - 1, "in_since_until")):
        return None
    found = year_of(said[1])
    return (said[0], found) if found is not None else None


def _part_of_number(line: Line, at: int, to: int) -> bool:
    """True within a telephone number, an amount of money, a decimal."""
    before, behind = line.norm(at - 1), line.norm(to)
    if before in ("$", "€", "£", "+") or (line.glued(at) and (before in (".", ":", "/", ",") or before[-1:].isalnum())):
        return True
    if line.glued(at) and before in ("-", "~") and (len(line.norm(at - 2)) != 4 or line.norm(at - 3) in ("-", "+")):
        return True
    if not line.glued(to):
        return False
    if behind in ("-", "~") and line.glued(to + 1):
        return len(line.norm(to + 1)) != 4 or (line.norm(to + 2) == "-" and line.glued(to + 2))
    return behind.isalnum() or behind in (":", "/", "%") or (behind in (".", ",") and line.digits(to + 1) and line.glued(to + 1))


def decade(line: Line, at: int) -> Got | None:
    """ "the 70s", "1990s", "the seventies", "the nineteen seventies", "the twenty-tens"."""
    start = line.skip(at, "the")
    norm = line.norm(start)
    first, to = -1, start + 1
    nth = ordinal(line, start)
    if nth is not None and line.word(line.skip(nth[0], "dash"), "century") and 1 <= nth[1] <= 98:
        begun = date(nth[1] * 100 - 99, 1, 1)
        return line.skip(nth[0], "dash") + 1, a_period(begun, date(nth[1] * 100, 12, 31), grain="century", sure=True)
    if norm.isdecimal() and len(norm) in (2, 4) and norm.endswith("0"):
        to = line.skip(to, "apostrophe")
        if not line.word(to, "s_apostrophe_s") or not line.glued(to) or (len(norm) == 2 and start == at and not _edged(line, at)):
            return None
        first, to = int(norm), to + 1
    else:
        century = line.get(start, "small") or line.get(start, "tens")
        behind = line.skip(start + 1, "dash")
        if century is not None and int(century) >= 10 and line.get(behind, "tens_many") is not None:
            first, to = int(century) * 100 + int(line.get(behind, "tens_many")), behind + 1
        elif (
            line.get(start, "tens_many") is not None and (start > at or line.has(at - 1, "edge")) and not line.words.says(norm, "hundreds")
        ):
            first = int(line.get(start, "tens_many"))
    if first < 0:
        return None
    if first < 2000 and first % 100 == 0 and first >= 1000:
        return to, a_period(date(first, 1, 1), date(first + 99, 12, 31), grain="century", sure=True)  # "the 1800s"
    first += 0 if first >= 100 else 1900 if first >= 20 else 2000
    return (to, a_period(date(first, 1, 1), date(first + 9, 12, 31), grain="decade", sure=True)) if first <= 9900 else None


def _edged(line: Line, at: int) -> bool:
    """True behind "late" or "mid-", of "late 90s"."""
    return line.has(at - 2 if line.norm(at - 1) == "-" else at - 1, "edge")


def season(line: Line, at: int) -> Got | None:
    """ "summer 2016", "the summer", "next winter"."""
    start = at + 1 if line.get(at, "toward") is not None else line.skip(at, "the")
    name = line.get(start, "season")
    if name is None or (line.word(start, "fall_spring") and start == at and not line.word(at - 1, "during_in_this")):
        return None
    to = start + 1
    behind = line.skip(to, "of_comma")
    said = year_said(line, behind)
    if line.get(behind, "toward") is not None and line.word(behind + 1, "year"):
        said = behind + 2, line.now.year + int(line.get(behind, "toward"))
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
