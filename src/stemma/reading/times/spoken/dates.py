"""Days by their numbers as they are spoken: "april 22", "the 22nd of june", "4/22", "on 15", "next 6th of April"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stemma.reading.times.calendar import shift
from stemma.reading.times.spoken.counting import day_number, digits, full_year, ordinal, year_said
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, Meant, a_day

_SIGNS = ("/", "-", ".")


def made(line: Line, number: int | None, month: int, day: int) -> Meant | None:
    """A day of a year, or the next such day where no year is said; None where the calendar has none."""
    today = line.now.date()
    years = (number,) if number is not None else tuple(range(today.year, today.year + 9))
    for one in years:
        try:
            at = date(one, month, day)
        except ValueError:
            continue
        if number is not None or at >= today:
            return a_day(at, free=number is None, sure=number is not None)
    return None


def numeric(line: Line, at: int, dotted: bool = False) -> Got | None:
    """ "4/22", "22/04", "10-1-2018", "2015.5.13", "2016 10 16", "12/12/30"; month first, where it can be one."""
    if (
        line.glued(at)
        and line.norm(at - 1) in ("-", "/", ".", "+", "$", ":")
        and line.norm(at - 2)[-1:].isalnum()
        and not _behind_range(line, at)
    ):
        return None
    one, sign = digits(line, at, 4), line.norm(at + 1)
    if one is None:
        return None
    if len(line.norm(at)) == 4:
        return _year_first(line, at)
    spaced = not (line.glued(at + 1) and line.glued(at + 2))
    two = digits(line, at + 2)
    if sign not in _SIGNS or two is None or one[1] > 31 or spaced:
        return None
    month, day = (two[1], one[1]) if one[1] > 12 else (one[1], two[1])
    to, number = at + 3, None
    if _year_glued(line, to, sign):
        number, to = full_year(int(line.norm(to + 1))), to + 2
    elif sign == "/" or (dotted and sign == "."):
        behind = line.skip(to, "comma")
        said = year_said(line, behind) if line.norm(behind).isdecimal() else None
        if said is not None and line.norm(said[0]) not in ("-", "/"):
            to, number = said
    else:
        return None
    dashed = line.norm(to) == "-" and line.glued(to) and line.digits(to + 1) and line.norm(to + 2) != "/"
    if line.norm(to) in ("%", "/") or (dashed and number is None):
        return None
    meant = made(line, number, month, day) if month <= 12 else None
    return (to, meant) if meant is not None else None


def _year_glued(line: Line, at: int, sign: str) -> bool:
    """True for the year of "10/1/2018", "3-7-27", "08/12,15"."""
    if line.norm(at) == sign and line.glued(at) and line.glued(at + 1):
        return line.digits(at + 1, 2, 4)
    return sign == "/" and line.norm(at) == "," and line.glued(at + 1) and line.digits(at + 1, 2)


def _behind_range(line: Line, at: int) -> bool:
    """True for the second of two days glued by a dash: "10/1/2018-10/7/2018"."""
    told = len(line.norm(at - 2)) == 4 or line.norm(at - 3) == "/"
    return line.norm(at - 1) in ("-", "~") and told and line.norm(at - 3) in _SIGNS


def _year_first(line: Line, at: int) -> Got | None:
    number, sign = int(line.norm(at)), line.norm(at + 1)
    if not 1900 <= number <= 2200:
        return None
    step = 2 if sign in _SIGNS and line.glued(at + 1) and line.glued(at + 2) else 1
    said = line.get(at + step, "month")
    month, day = (at + step + 1, int(said)) if said is not None and step == 2 else digits(line, at + step), digits(line, at + 2 * step)
    if month is None or day is None or not 1 <= month[1] <= 12 or (step == 2 and line.norm(at + 3) != sign):
        return None
    if step == 1 and (line.norm(at + 1)[:1] not in "01" or line.has(at + 3, "counted")):
        return None
    meant = made(line, number, month[1], day[1])
    return (at + 2 * step + 1, meant) if meant is not None else None


def named(line: Line, at: int) -> Got | None:
    """A day and its month, in either order, and a year where one is said."""
    to = at + 1 if line.get(at, "toward") == 1 and (line.norm(at + 1).isdecimal() or line.has(at + 1, "ordinal")) else at
    return _day_first(line, to) or _month_first(line, at)


def _day_first(line: Line, at: int) -> Got | None:
    start = line.skip(at, "the")
    number = day_number(line, start)
    if number is None or (line.glued(start) and line.norm(start - 1) in (".", "-", "$") and line.norm(start - 2).isdecimal()):
        return None
    if line.norm(start - 1) == "$":
        return None
    to = line.skip(number[0], "day")
    sign = line.norm(to)
    to = line.skip(to, "in_of_dash_dot_slash")
    if line.word(to, "pointing") and line.words.says(sign, "of"):
        return _of_month(line, to, number[1])
    month = line.get(to, "month")
    if month is None or (
        sign == line.norm(to) and line.has(to, "holds") and not (line.digits(start) or line.has(number[0] - 1, "ordinal"))
    ):
        return None  # "one may ask"
    return _with_year(line, _past_month(line, to), int(month), number[1], sign == "-")


def _of_month(line: Line, at: int, day: int) -> Got | None:
    """ "the 20th of next month", "the 15th day of the month"."""
    step = line.get(at, "toward")
    if not line.word(at + 1, "month"):
        return None
    month = shift(line.now.date().replace(day=1), int(step or 0), "month")
    meant = None if month is None else made(line, month.year, month.month, day)
    return (at + 2, meant) if meant is not None else None


def _past_month(line: Line, at: int) -> int:
    """Behind a month and the full stop of its short form."""
    behind = at + 1
    return behind + 1 if line.norm(behind) == "." and len(line.norm(at)) <= 4 and (line.glued(behind) and line.norm(behind + 1)) else behind


def _month_first(line: Line, at: int) -> Got | None:
    month = line.get(at, "month")
    if month is None:
        return None
    to = _past_month(line, at)
    to = line.skip(to, "the_dash")
    number = day_number(line, to)
    if number is None or line.norm(number[0]) == "%" or (line.has(number[0], "half_day") and line.glued(number[0])):
        return None
    behind = line.norm(number[0])
    if behind in (":", "/") or (behind.isalpha() and line.norm(to).isdecimal() and line.glued(number[0]) and not _is_ordinal(line, to)):
        return None
    if line.get(number[0], "unit") is not None and not line.word(number[0], "second") and not line.has(number[0], "part"):
        return None
    return _with_year(line, number[0], int(month), number[1])


def _is_ordinal(line: Line, at: int) -> bool:
    return ordinal(line, at) is not None


def _with_year(line: Line, at: int, month: int, day: int, joint: bool = False) -> Got | None:
    behind = at
    for sign in ("comma", "of", "in", "dash" if joint or (line.digits(at + 1, 4) and line.glued(at)) else ""):
        behind = line.skip(behind, sign) if sign else behind
    said = year_said(line, behind)
    if said is not None and line.norm(said[0]) == ":":
        said = None
    near = line.skip(at, "in_of")
    if said is None and line.get(near, "toward") is not None and line.word(near + 1, "year"):
        said = near + 2, line.now.year + int(line.get(near, "toward"))  # "april 5 next year"
    meant = made(line, said[1] if said is not None else None, month, day)
    if meant is None:
        return None
    return (said[0] if said is not None else at), meant


def bare(line: Line, at: int) -> Got | None:
    """ "the 27th", "on 15", "the second": a day of this month or the next, where no noun follows."""
    start = line.skip(at, "the")
    led = line.has(at - 1, "near_day")
    nth = ordinal(line, start)
    named = led and (start > at or not line.word(at - 1, "for"))
    number = nth or (day_number(line, start) if named else None)
    if number is None or not 1 <= number[1] <= 31 or not (start > at or led):
        return None
    if not line.norm(start).isdecimal() and not led:
        return None
    to = number[0]
    if not _ends(line, to, nth is not None):
        return None
    return to, next_day(line, number[1])


def _ends(line: Line, at: int, nth: bool) -> bool:
    """True where no noun that is counted follows."""
    norm = line.norm(at)
    if not nth and (
        norm in (":", "-", "/", "%") or line.has(at, "counted") or line.has(at, "half_day") or line.words.says(norm, "in_o_clock_oclock")
    ):
        return False
    if not nth and norm in (".", ",") and line.glued(at + 1) and line.norm(at + 1).isdecimal():
        return False
    if line.word(at, "a_p") and line.word(at + 1, "m_dot"):
        return False
    return line.near(at, "behind_day") or line.get(at, "part") is not None or line.has(at, "weekday") or norm.isdecimal()


def next_day(line: Line, number: int) -> Meant:
    """The next day of a month with this number, today among them."""
    today = line.now.date()
    for step in range(0, 13):
        month = shift(today.replace(day=1), step, "month")
        if month is None:
            break
        try:
            at = month.replace(day=number)
        except ValueError:
            continue
        if at >= today:
            return replace(a_day(at, free=True), monthly=True)
    return a_day(today)
