"""Bounds and ranges of spoken times: "before next Tuesday at 12:00", "from May to Oct 2020", "4 to 23 next month", "2018 or later"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from stemma.reading.times.calendar import shift
from stemma.reading.times.spoken.clocks import clock
from stemma.reading.times.spoken.counting import day_number
from stemma.reading.times.spoken.joined import core
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, Meant, a_period
from stemma.reading.times.spoken.months import month
from stemma.reading.times.spoken.near import unit_near

_CLOCKS = ("clock", "hours")
_DAYS = ("day", "period")
_ROOM = ("day", "period", "moment", "stretch")
_BOUNDED = _ROOM + _CLOCKS


def whole(line: Line, at: int, loose: bool = False) -> Got | None:
    """The longest time that begins here, with the words that bound it."""
    best: Got | None = None
    for found in (_to_date(line, at), _bounded(line, at), _ranged(line, at), _plain(line, at, loose)):
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def _plain(line: Line, at: int, loose: bool) -> Got | None:
    """A time, and the words behind it that bound it."""
    found = core(line, at, loose)
    if found is None or found[1].bound:
        return found
    bound = line.phrase(found[0], "behind")
    if bound is None or found[1].kind in ("length", "set", "zone"):
        return found
    return bound[0], replace(found[1], bound=str(bound[1]))


def _to_date(line: Line, at: int) -> Got | None:
    """ "to date", "year to date"."""
    start = at + 1 if line.word(at, "month_week_year") else at
    if not line.word(start, "to") or not line.word(start + 1, "date") or line.word(at - 1, "up_dash"):
        return None
    today = line.now.date()
    if start == at:
        return at + 2, Meant(kind="period", first=today, last=today, value=today.isoformat(), bound="before")
    first = today.replace(month=1, day=1) if line.word(at, "year") else today.replace(day=1)
    return start + 2, a_period(first, today)


def _bounded(line: Line, at: int) -> Got | None:
    """A time behind a word that bounds it."""
    bound = line.phrase(at, "before")
    if bound is None:
        return None
    to, kind = bound
    approx = line.phrase(to, "before")
    if approx is not None and approx[1] == "about":
        to = approx[0]
    to = line.skip(to, "at_from_in_on")
    found = _ranged(line, to) if kind != "about" else None
    found = found or core(line, to, True)
    if found is None and line.word(to, "the"):
        found = core(line, to + 1, True)
    if found is None or found[1].kind not in _BOUNDED or found[1].bound:
        return None
    if kind == "about":
        return found if found[1].kind in ("clock", "moment") and core_start_hour(line, to) else None
    return found[0], _bound_by(found[1], str(kind))


def core_start_hour(line: Line, at: int) -> bool:
    """True where a time begins with its hour."""
    return clock(line, at, True) is not None


def _bound_by(meant: Meant, kind: str) -> Meant:
    """ "By the end of the month" reaches to its last day, "after the beginning of March" from its first on."""
    if meant.edge == "late" and kind == "before":
        kind = "until"
    elif meant.edge == "early" and kind == "after":
        kind = "since"
    return replace(meant, bound=kind)


def _ranged(line: Line, at: int) -> Got | None:
    """Two times and what lies between."""
    lead = line.norm(at)
    opened = line.words.says(lead, "between_from")
    numbered = _numbered(line, at + opened, line.words.says(lead, "between")) or _in_month(
        line, at + opened, line.words.says(lead, "between")
    )
    if numbered is not None:
        return numbered
    start = line.skip(at + opened, "the") if opened else at
    one = core(line, start, False) or (core(line, at + opened, False) if opened else None)
    if one is None or one[1].kind not in _ROOM:
        return None
    sign = line.norm(one[0])
    if not (line.has(one[0], "range") or (line.words.says(sign, "and") and line.words.says(lead, "between"))):
        return None
    if line.words.says(sign, "to") and line.word(one[0] + 1, "date"):
        today = line.now.date()
        return one[0] + 2, between(one[1], Meant(kind="day", first=today, last=today, value=today.isoformat()), line.now.date())
    other = core(line, one[0] + 1, one[1].kind in ("moment",)) or core(line, line.skip(one[0] + 1, "the"), False)
    if other is None or (sign == "-" and other[1].kind == "period" and one[1].kind == "day"):
        return None
    if other[1].kind == "clock" and one[1].kind == "moment" and one[1].first is not None and other[1].opens is not None:
        closes = other[1].opens
        if not other[1].sure and closes <= (one[1].opens or 0):
            closes += 12 * 3600
        night = timedelta(days=int(closes < (one[1].opens or 0)))
        stretch = Meant(kind="stretch", first=one[1].first, last=one[1].first + night, opens=one[1].opens, closes=closes)
        return other[0], stretch
    if other[1].kind not in _ROOM or (one[1].kind in _DAYS and other[1].kind == "stretch") or one[1].kind == "stretch":
        return None
    meant = between(one[1], other[1], line.now.date())
    return (other[0], meant) if meant is not None else None


def between(one: Meant, other: Meant, today: date) -> Meant:
    """What lies between two times; a year, week or half of the day said for one of them counts for both."""
    one, other = _aligned(_whole_day(one, other), _whole_day(other, one), today)
    first, last = one.first, other.last
    if one.kind == "moment" or other.kind == "moment":
        return Meant(kind="stretch", first=first, last=last, opens=one.opens or 0, closes=other.opens or 0)
    shown = f"{_opening(one)}/{_opening(other)}"
    if one.edge:
        first = None if first is None else date.fromisoformat(_opening(one))
    return Meant(kind="period", first=first, last=last, value=shown, grain="day")


def _whole_day(meant: Meant, beside: Meant) -> Meant:
    """ "Between Aug 2019 and now": now is today."""
    if meant.value != "PRESENT_REF" or beside.kind not in _DAYS or meant.first is None:
        return meant
    return Meant(kind="day", first=meant.first, last=meant.last, value=meant.first.isoformat(), sure=True)


def _opening(meant: Meant) -> str:
    """Where a time begins, at its own precision; the end of a year lies at its end."""
    if not meant.edge or meant.first is None or meant.last is None:
        return meant.value if meant.kind == "period" and "/" not in meant.value else str(meant.first)
    if meant.edge == "late":
        return (meant.last + timedelta(days=1)).isoformat()
    if meant.edge == "mid":
        return (
            date(meant.first.year, 7, 2).isoformat()
            if meant.grain == "year"
            else (meant.first + (meant.last - meant.first) // 2).isoformat()
        )
    return meant.first.isoformat()


def _aligned(one: Meant, other: Meant, today: date) -> tuple[Meant, Meant]:
    if one.first is None or other.first is None:
        return one, other
    months = one.grain == other.grain == "month"
    if one.free and other.sure and not other.free and one.weekday < 0:
        one = _in_year(one, other.first.year)
        return (
            (_in_year(one, other.first.year - 1), other)
            if one.first is not None and other.first is not None and one.first > other.first
            else (one, other)
        )
    if one.free and one.weekday < 0 and (months or other.value == today.isoformat()):
        one = _in_year(one, today.year)
    if other.weekday >= 0 and one.first is not None:
        ahead = (other.weekday - one.first.weekday()) % 7
        day = one.first + timedelta(days=ahead)
        return one, replace(other, first=day, last=day, value=day.isoformat())
    if other.monthly and one.first is not None:
        return one, _in_month_of(other, one.first)
    if other.free and one.first is not None:
        other = _in_year(other, one.first.year)
        if other.first is not None and other.first < one.first:
            other = _in_year(other, one.first.year + 1)
    return one, other


def _in_month_of(meant: Meant, first: date) -> Meant:
    """The next day of this number from a day on: "from jan 1 to the 3rd"."""
    for step in (0, 1, 2):
        month = shift(first.replace(day=1), step, "month")
        try:
            found = None if month is None or meant.first is None else month.replace(day=meant.first.day)
        except ValueError:
            continue
        if found is not None and found >= first:
            return replace(meant, first=found, last=found, value=found.isoformat())
    return meant


def _in_year(meant: Meant, number: int) -> Meant:
    """The same day or month of another year."""
    if meant.first is None or meant.last is None:
        return meant
    step = number - meant.first.year
    first, after = shift(meant.first, step, "year"), shift(meant.last + timedelta(days=1), step, "year")
    if first is None or after is None:
        return meant
    value = meant.value if meant.value[:4] != f"{meant.first.year:04d}" else f"{number:04d}{meant.value[4:]}"
    return replace(meant, first=first, last=after - timedelta(days=1), value=value)


def _numbered(line: Line, at: int, and_too: bool) -> Got | None:
    """ "4 to 23 next month", "3 and 12 of Sept", "2 and 7 Feb two thousand and eighteen"."""
    one = day_number(line, line.skip(at, "the"))
    if one is None or not (line.has(one[0], "range") or (and_too and line.word(one[0], "and"))):
        return None
    other = day_number(line, line.skip(one[0] + 1, "the"))
    if other is None or other[1] <= one[1]:
        return None
    to = line.skip(line.skip(other[0], "in_of"), "the")
    found = month(line, to)
    if found is None:
        near = unit_near(line, to)
        found = near if near is not None and near[1].grain == "month" else None
    return None if found is None else _days_of(found, one[1], other[1], line)


def _in_month(line: Line, at: int, and_too: bool) -> Got | None:
    """ "april ninth through seventeenth", "Jan 4-23, 2016"."""
    which = line.get(at, "month")
    one = day_number(line, line.skip(at + 1, "the_dot")) if which is not None else None
    if one is None or not (line.has(one[0], "range") or (and_too and line.word(one[0], "and"))):
        return None
    other = day_number(line, line.skip(one[0] + 1, "the"))
    if (
        other is None
        or other[1] <= one[1]
        or line.has(other[0], "month")
        or line.norm(other[0]) in (":", "/")
        or line.has(other[0], "half_day")
    ):
        return None
    said = line.skip(line.skip(other[0], "comma"), "of")
    number = int(line.norm(said)) if line.norm(said).isdecimal() and len(line.norm(said)) == 4 else None
    today = line.now.date()
    base = number if number is not None else today.year + ((int(which or 1), other[1]) < (today.month, today.day))
    try:
        first, last = date(base, int(which or 1), one[1]), date(base, int(which or 1), other[1])
    except ValueError:
        return None
    return (said + 1 if number is not None else other[0]), a_period(first, last, free=number is None)


def _days_of(found: Got, one: int, other: int, line: Line) -> Got | None:
    to, whole_month = found
    if whole_month.first is None or whole_month.last is None or other > whole_month.last.day or whole_month.grain != "month":
        return None
    first, last = whole_month.first.replace(day=one), whole_month.first.replace(day=other)
    if whole_month.free and last < line.now.date():
        first, last = first.replace(year=first.year + 1), last.replace(year=last.year + 1)
    return to, a_period(first, last, free=whole_month.free)
