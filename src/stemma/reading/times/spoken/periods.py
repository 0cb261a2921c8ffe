"""Periods as they are spoken, and parts of them: "later this month", "third week of May", "q3 2019", "the week of the 18th"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from stemma.reading.times.calendar import shift
from stemma.reading.times.spoken.counting import digits, number, ordinal
from stemma.reading.times.spoken.days import day
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, Meant, a_day, a_period
from stemma.reading.times.spoken.months import decade, month, numeric_month, season, year
from stemma.reading.times.spoken.near import CALENDAR, counted_units, unit_near, within
from stemma.reading.times.spoken.units import edge_of, edge_of_day, parts_in, unit_at, year_of


def period(line: Line, at: int) -> Got | None:
    """The longest period that begins here."""
    best: Got | None = None
    for read in (
        edged,
        place_in,
        half_of,
        week_of,
        week_numbered,
        quarter,
        counted_units,
        within,
        unit_near,
        decade,
        month,
        numeric_month,
        year,
        season,
    ):
        found = read(line, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def edged(line: Line, at: int) -> Got | None:
    """ "early next week", "mid-November", "the end of 1989", "later this month", "rest of the day", "end of tomorrow"."""
    to = line.skip(at, "the")
    edge = line.get(to, "edge")
    if edge is None:
        short = line.words.table["short_ends"].get(line.norm(at))
        if short == "day":
            return at + 1, Meant(kind="clock", opens=86_399, sure=True)
        whole = None if short is None else unit_at(line.now.date(), short)
        meant = None if whole is None else edge_of(whole, "late", line.words.table["edges"], line.now.date())
        return (at + 1, meant) if meant is not None else None
    to = line.skip(to + 1, "dash")
    noun = line.word(to - 1, "edges")
    if noun and not line.word(to, "before_edge"):
        return None
    to = line.skip(to, "in_of")
    to = line.skip(to, "the") if line.word(to, "the") and line.get(to + 1, "toward") is None else to
    return _edge_of_what(line, to, str(edge))


def _edge_of_what(line: Line, to: int, edge: str) -> Got | None:
    table, today = line.words.table["edges"], line.now.date()
    base = line.get(to, "deictic")
    if base is not None or (line.word(to, "day") and edge in ("rest", "end")):
        whole = unit_at(today, "day", int(base or 0))
        meant = None if whole is None else edge_of_day(whole, edge, table, _seconds(line.now))
        return (to + 1, meant) if meant is not None and not line.word(to, "tonight_tonite") else None
    if line.get(to, "unit") in CALENDAR:
        whole, behind = unit_at(today, str(line.get(to, "unit"))), to + 1
    else:
        found = decade(line, to) or unit_near(line, to) or month(line, to) or year(line, to)
        if found is None:
            return None
        behind, whole = found
    meant = None if whole is None else edge_of(whole, edge, table, today)
    return (behind, meant) if meant is not None else None


def _seconds(now: datetime) -> int:
    return now.hour * 3600 + now.minute * 60 + now.second


def place_in(line: Line, at: int) -> Got | None:
    """ "the third week of May", "the last 3 weeks of this year", "first quarter of 2019", "1st week of Oct. on Friday"."""
    start = line.skip(at, "the")
    nth = ordinal(line, start)
    last = line.word(start, "last")
    if nth is None and not last:
        return None
    to = line.skip(nth[0] if nth is not None else start + 1, "dash")
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
    if unit == "day" and meant.first == meant.last and meant.first is not None:
        return whole[0], a_day(meant.first, free=meant.free)
    which = line.get(line.skip(whole[0], "dot") + 1, "weekday")
    if unit == "week" and which is not None and line.word(line.skip(whole[0], "dot"), "on") and meant.first is not None:
        found = meant.first + timedelta(days=int(which))
        return line.skip(whole[0], "dot") + 2, Meant(kind="day", first=found, last=found, value=found.isoformat(), free=meant.free)
    return whole[0], meant


def _whole(line: Line, at: int) -> Got | None:
    """The month or year of which a part is told."""
    to = line.skip(at, "in_of")
    found = month(line, to) or year(line, to)
    if found is not None:
        return found
    to = line.skip(to, "the") if line.get(to + 1, "toward") is None else to
    near = unit_near(line, to)
    if near is None and line.word(to, "month_year") and line.word(to - 1, "the"):
        meant = unit_at(line.now.date(), line.norm(to))
        near = (to + 1, meant) if meant is not None else None
    return near if near is not None and near[1].grain in ("month", "year", "quarter") else None


def half_of(line: Line, at: int) -> Got | None:
    """ "the second half of 2019", "first half of next month", "the latter half of the year"."""
    start = line.skip(at, "the")
    nth = ordinal(line, start)
    place = nth[1] if nth is not None else 2 if line.word(start, "last_latter") else 0
    to = nth[0] if nth is not None else start + 1
    whole = _whole(line, to + 1) if place in (1, 2) and line.word(to, "half") and line.word(to + 1, "of") else None
    if whole is None or whole[1].first is None or whole[1].last is None:
        return None
    first, last = whole[1].first, whole[1].last
    months = {"year": 6, "quarter": 0}.get(whole[1].grain)
    middle = shift(first, months, "month") if months else first + timedelta(days=(last - first).days // 2 + 1)
    if middle is None:
        return None
    return whole[0], a_period(first, middle - timedelta(days=1)) if place == 1 else a_period(middle, last)


def week_of(line: Line, at: int) -> Got | None:
    """ "the week of the 18th", "the week starting on february 4", "weekend of May 5th"."""
    start = line.skip(at, "the")
    unit = line.norm(start)
    if unit not in ("week", "weekend") or not line.word(start + 1, "beginning_with"):
        return None
    to = line.skip(line.skip(start + 2, "on"), "the") if line.word(start + 2, "on") else start + 2
    found = day(line, to)
    if found is None or found[1].first is None or found[1].kind != "day":
        return None
    meant = unit_at(found[1].first, unit)
    return (found[0], meant) if meant is not None else None


def week_numbered(line: Line, at: int) -> Got | None:
    """ "week 31", "the week 3 of 2027", "week 27 of last year", by the ISO calendar."""
    count = digits(line, at + 1) if line.word(at, "week_wk") else None
    if count is None or not 1 <= count[1] <= 53:
        return None
    to, number_year = count[0], line.now.date().isocalendar()[0]
    whole = _whole(line, to) if line.word(to, "in_of") else None
    if whole is not None and whole[1].first is not None and whole[1].grain == "year":
        to, number_year = whole[0], whole[1].first.year
    try:
        meant = unit_at(date.fromisocalendar(number_year, count[1], 1), "week")
    except ValueError:
        return None
    return (to, meant) if meant is not None else None


def quarter(line: Line, at: int) -> Got | None:
    """ "q3 2019", "2016 Q2", "fourth quarter", "next year's fourth-quarter", "H1 2017"."""
    lead = _whole(line, at)
    to = at
    if lead is not None and lead[1].grain == "year" and lead[1].first is not None:
        to = line.skip(line.skip(lead[0], "apostrophe_s"), "comma_dash")
    if lead is None and line.digits(at, 4) and line.word(at + 1, "h_q") and line.glued(at + 1):
        found = year_of(int(line.norm(at)))
        lead, to = ((at + 1, found), at + 1) if found is not None else (None, at)
    half = line.word(to, "h") and line.glued(to + 1)
    number_of = digits(line, to + 1, 1) if half or line.word(to, "quarter") or (line.word(to, "q") and line.glued(to + 1)) else None
    if number_of is None:
        start = line.skip(to, "the")
        nth = ordinal(line, start)
        behind = line.skip(nth[0], "dash") if nth is not None else start
        if nth is None or not line.word(behind, "quarter"):
            return None
        number_of = behind + 1, nth[1]
    if not 1 <= number_of[1] <= (2 if half else 4):
        return None
    end = number_of[0]
    if to == at:
        behind = line.skip(line.skip(end, "in_of_dash"), "comma")
        said = _whole(line, end) or year(line, behind)
        lead = said if said is not None and said[1].grain == "year" else None
        end = lead[0] if lead is not None else end
    base = lead[1].first if lead is not None and lead[1].first is not None else line.now.date().replace(month=1, day=1)
    first = shift(base, (number_of[1] - 1) * (6 if half else 3), "month")
    after = None if first is None else shift(first, 6 if half else 3, "month")
    return None if first is None or after is None else (end, a_period(first, after - timedelta(days=1), grain="quarter"))
