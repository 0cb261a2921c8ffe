"""Days as they are spoken: weekdays of this week and others, "the day after tomorrow", "two weeks from Monday", feasts, dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from stemma.reading.times.calendar import shift
from stemma.reading.times.feasts import in_month
from stemma.reading.times.spoken import dates
from stemma.reading.times.spoken.clocks import clock
from stemma.reading.times.spoken.counting import day_number, number, ordinal
from stemma.reading.times.spoken.feasts import feast
from stemma.reading.times.spoken.lengths import is_short, length, moved, moved_day
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import DAY, Got, Meant, a_day


def day(line: Line, at: int) -> Got | None:
    """The longest day that begins here, or the moment told by a length in hours ("in 5 minutes")."""
    best: Got | None = None
    for read in (dates.numeric, dates.named, feast, weekday, nth_weekday, deictic, counted, dates.bare):
        found = read(line, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def monday(at: date) -> date:
    """The first day of a week."""
    return at - timedelta(days=at.weekday())


def deictic(line: Line, at: int) -> Got | None:
    """ "today", "the day after tomorrow", "the day before", "next day"."""
    today = line.now.date()
    offset = line.get(at, "deictic")
    if offset is not None and not line.word(at, "tonight_tonite"):
        return _by_weekday(line, at + 1, a_day(today + timedelta(days=int(offset))))
    start = line.skip(at, "the")
    if not line.word(start, "day"):
        step = line.get(start, "toward")
        if step is not None and line.word(start + 1, "day") and line.word(start, "next_ones"):
            return start + 2, a_day(today + timedelta(days=int(step)))
        return None
    sign = 1 if line.word(start + 1, "after") else -1 if line.word(start + 1, "before") else None
    if sign is None:
        return (start + 1, a_day(today)) if start > at and not line.word(at - 1, "in_of") and _asked(line, start + 1) else None
    base = line.get(start + 2, "deictic")
    if base is not None:
        return start + 3, a_day(today + timedelta(days=int(base) + sign))
    other = _base(line, start + 2) if start > at else None
    if other is not None and other[1].first is not None and other[1].kind == "day":
        return other[0], a_day(other[1].first + timedelta(days=sign))
    return (start + 2, a_day(today + timedelta(days=sign))) if start > at and line.norm(start + 2) in ("", ".", "?", "!", ",") else None


def _asked(line: Line, at: int) -> bool:
    """ "What's the day look like": "the day" is today where a verb follows."""
    return line.word(at, "looks")


def _by_weekday(line: Line, to: int, meant: Meant) -> Got:
    """A day with its weekday or date beside it, which says it once more: "tomorrow Friday"."""
    behind = line.skip(to, "comma")
    return (behind + 1, meant) if line.has(behind, "weekday") and not line.has(behind, "holds") and line.norm(to) != "," else (to, meant)


def weekday(line: Line, at: int) -> Got | None:
    """ "Friday", "next Wednesday", "this upcoming Friday", "wed, 22 of jan", "Sunday 31", "tuesday of last week"."""
    start, step, coming = at, None, False
    while line.get(start, "toward") is not None and start < at + 2:
        coming = coming or line.word(start, "coming_upcoming")
        step = int(line.get(start, "toward")) if step is None or step == 0 else step
        start += 1
    if line.word(start, "week") and step is not None:
        return _of_week(line, start, step)
    start = line.skip(start, "the") if step is None and line.word(at, "the") else start
    which = line.get(start, "weekday")
    if which is None or not _is_weekday(line, start, step is not None):
        return None
    to = start + 1
    if line.norm(to) == "." and len(line.norm(start)) <= 5 and line.norm(to + 1) and line.has(to + 1, "month"):
        to += 1
    dated = _dated(line, to, int(which))
    if dated is not None:
        return dated
    near = line.skip(line.skip(to, "comma"), "in_of")
    if line.get(near, "toward") is not None and line.word(near + 1, "week"):
        return near + 2, a_day(_in_week(line, int(line.get(near, "toward")), int(which)))
    if line.word(to, "after") and line.word(to + 1, "next") and step is None:
        return to + 2, a_day(_in_week(line, 2, int(which)))  # "the Monday after next"
    if line.word(to, "week") and step is None:
        return to + 1, a_day(_near(line, int(which), None, False) + timedelta(days=7))  # "Friday week"
    if step is None and line.word(at, "the") and start > at:
        return None  # "the Sunday Times": only a date behind it needs the article
    told = a_day(_near(line, int(which), step, coming), free=step is None, weekday=int(which) if step is None else -1)
    later = counted(line, to)
    if later is not None and later[1].first is not None and later[1].kind == "day":
        return later[0], a_day(monday(later[1].first) + timedelta(days=int(which)))
    return to, told


def _is_weekday(line: Line, at: int, led: bool) -> bool:
    """False for "sun", "sat", "mon" without a word, a capital or a date that makes them days."""
    if len(line.norm(at)) > 3 and line.norm(at) not in line.words.classes["holds"]:
        return True
    before = line.near(at - 1, "near_weekday") or line.word(at - 1, "joins_days")
    behind = line.norm(at + 1).isdecimal() or line.word(at + 1, "behind_weekday") or line.has(at + 1, "part")
    return led or before or behind or (line.said(at)[:1].isupper() and at > 0)


def _of_week(line: Line, at: int, step: int) -> Got | None:
    """ "next week Mon", "this week on Tuesday"."""
    to = line.skip(line.skip(line.skip(at + 1, "apostrophe_s"), "comma"), "on")
    which = line.get(to, "weekday")
    return (to + 1, a_day(_in_week(line, step, int(which)))) if which is not None else None


def _in_week(line: Line, step: int, which: int) -> date:
    return monday(line.now.date()) + timedelta(days=7 * step + which)


def _near(line: Line, which: int, step: int | None, coming: bool) -> date:
    """The weekday of this, the next or the last week; the next one where none is said, after today where it is "coming"."""
    today = line.now.date()
    if coming:
        return today + timedelta(days=(which - today.weekday() - 1) % 7 + 1)
    if step is None:
        return today + timedelta(days=(which - today.weekday()) % 7)
    return _in_week(line, step, which)


def _dated(line: Line, at: int, which: int) -> Got | None:
    """A weekday's own date behind it."""
    to = line.skip(at, "comma")
    found = dates.named(line, to) or dates.numeric(line, to, True)
    if found is not None:
        return found
    the = line.word(to, "the")
    start = to + the
    nth = ordinal(line, start)
    number = nth or day_number(line, start)
    if number is None or not (the or nth is not None or (line.norm(start).isdecimal() and number[1] > 24)) or not 1 <= number[1] <= 31:
        return None
    behind = line.norm(number[0])
    if line.words.says(behind, "behind_no_day") or line.has(number[0], "half_day") or line.has(number[0], "unit"):
        return None
    fitting = _fitting(line, which, number[1])
    return (number[0], fitting) if fitting is not None else None


def _fitting(line: Line, which: int, number: int) -> Meant | None:
    """The next month, this one first, in which the day of this number is that weekday."""
    for step in range(0, 60):
        month = shift(line.now.date().replace(day=1), step, "month")
        if month is None:
            return None
        try:
            found = month.replace(day=number)
        except ValueError:
            continue
        if found.weekday() == which:
            return a_day(found)
    return None


def nth_weekday(line: Line, at: int) -> Got | None:
    """ "the first Friday of next month", "third Wednesday of previous month", "first Sunday", "last Monday in May 2020"."""
    start = line.skip(at, "the")
    nth = ordinal(line, start)
    place, to = (nth[1], nth[0]) if nth is not None else (0, start + 1)
    if (nth is None and not line.word(start, "last")) or place > 5:
        return None
    which = line.get(to, "weekday")
    if which is None:
        return None
    to += 1
    today = line.now.date()
    if line.get(to, "part") is not None and line.word(to + 1, "in_of"):
        return None  # "the first Monday evening of next month": its day is found without the evening
    if line.word(to, "in_of"):
        behind = line.skip(to + 1, "the")
        month = line.get(behind, "month")
        if month is not None:
            year = line.norm(behind + 1) if line.norm(behind + 1).isdecimal() and len(line.norm(behind + 1)) == 4 else ""
            found = _next_nth(today, int(month), place, int(which), int(year or 0))
            return behind + 1 + bool(year), a_day(found, free=not year)
        step = line.get(behind, "toward")
        unit = line.norm(behind + 1) if step is not None else line.norm(behind)
        if unit == "year" and not line.word(to + 1, "each"):
            found = in_month(today.year + int(step or 0), 1 if place else 12, place, int(which))
            return behind + (2 if step is not None else 1), a_day(found)
        base = shift(today.replace(day=1), int(step or 0), "month") if unit == "month" else None
        if base is not None and not line.has(to + 1, "each"):
            return behind + (2 if step is not None else 1), a_day(in_month(base.year, base.month, place, int(which)))
    if nth is None:
        return None
    found = in_month(today.year, today.month, place, int(which))
    return (to, a_day(found)) if found.month == today.month else None


def _next_nth(today: date, month: int, place: int, which: int, year: int) -> date:
    if year:
        return in_month(year, month, place, which)
    found = in_month(today.year, month, place, which)
    return found if found >= today or today.year >= date.max.year else in_month(today.year + 1, month, place, which)


def counted(line: Line, at: int) -> Got | None:
    """ "two days ago", "in 3 weeks", "30 minutes later", "4 months from tomorrow", "2 days after Monday", "3 weeks from now"."""
    if line.word(at, "less_more") and line.word(at + 1, "than"):
        inner = counted(line, at + 2)
        if inner is None or not (line.has(inner[0] - 1, "ago") or line.has(inner[0] - 1, "later")):
            return None
        early = (line.word(at, "more")) == line.has(inner[0] - 1, "ago")
        return inner[0], replace(inner[1], bound="before" if early else "after")
    led = line.word(at, "in")
    size = length(line, at + led)
    if size is None:
        return None if led else _weekdays_away(line, at)
    to, long = size
    if line.has(to, "ago") and (not line.word(to, "before") or (_base(line, to + 1) is None and clock(line, to + 1) is None)):
        return _moved(line, to + 1, long, -1) if not led and line.word(to, "ago_earlier") else None
    if line.has(to, "later") and not led:
        return _moved(line, to + 1, long, 1)
    sign = 1 if line.word(to, "after_from") else -1 if line.word(to, "before") else None
    if sign is not None:
        if not line.word(to, "before") and (line.has(to + 1, "now") or line.word(to + 1, "today")):
            found = _moved(line, to + 2, long, 1)
            return None if found is None else _on_weekday(line, found)
        hour = clock(line, to + 1) if is_short(long) and not line.word(to, "from") else None
        if hour is not None and hour[1].opens is not None:
            return hour[0], replace(hour[1], opens=(hour[1].opens + sign * int(long.seconds)) % DAY)
        base = _base(line, to + 1)
        if base is not None and base[1].first is not None and not is_short(long):
            found_day = moved_day(base[1].first, long, sign)
            return None if found_day is None else (base[0], a_day(found_day))
    if not led:
        return None
    found = _moved(line, to, long, 1)
    return None if found is None else _on_weekday(line, found)


def _weekdays_away(line: Line, at: int) -> Got | None:
    """ "two Fridays ago", "3 Mondays from now"."""
    count = number(line, at)
    which = None if count is None else line.get(count[0], "weekday_many")
    if count is None or which is None or not 1 <= count[1] <= 52:
        return None
    today, to = line.now.date(), count[0] + 1
    if line.word(to, "ago"):
        last = today - timedelta(days=(today.weekday() - int(which) - 1) % 7 + 1)
        return to + 1, a_day(last - timedelta(days=7 * (count[1] - 1)))
    if line.word(to, "from") and line.word(to + 1, "now_today"):
        first = today + timedelta(days=(int(which) - today.weekday() - 1) % 7 + 1)
        return to + 2, a_day(first + timedelta(days=7 * (count[1] - 1)))
    return None


def _base(line: Line, at: int) -> Got | None:
    """The day from which is counted."""
    for read in (dates.numeric, dates.named, feast, weekday, deictic, dates.bare):
        found = read(line, at)
        if found is not None:
            return found
    return None


def _moved(line: Line, to: int, long: Meant, sign: int) -> Got | None:
    there = moved(line.now, long, sign)
    return None if there is None else (to, at_moment(there) if is_short(long) else a_day(there.date()))


def _on_weekday(line: Line, found: Got) -> Got:
    """ "two months from today on Tuesday": the first Tuesday from then on; "in 3 days on Friday" is the nearest one."""
    to, meant = found
    which = line.get(to + 1, "weekday") if line.word(to, "on") else None
    if which is None or meant.first is None or meant.kind != "day":
        return found
    return to + 2, a_day(meant.first + timedelta(days=(int(which) - meant.first.weekday()) % 7))


def at_moment(there: datetime) -> Meant:
    """A day and its hour as one time."""
    seconds = there.hour * 3600 + there.minute * 60 + there.second
    return Meant(kind="moment", first=there.date(), last=there.date(), opens=seconds, sure=True)
