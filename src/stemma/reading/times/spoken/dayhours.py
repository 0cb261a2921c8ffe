"""A day and the hours told behind it: "tomorrow from 10am-12am", "Friday in the afternoon", "tonight at 7", "late Friday night"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from stemma.reading.times.spoken.clocks import clock, day_part, half_day
from stemma.reading.times.spoken.counting import ordinal
from stemma.reading.times.spoken.days import day, nth_weekday
from stemma.reading.times.spoken.hourspans import hour_range
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import DAY, Got, Meant, hours, on_day
from stemma.reading.times.spoken.units import edge_of_day

_PARTS_OF_HALF = {0: ("morning", 8, 12), 12: ("afternoon", 12, 16)}


def _evening_of(line: Line, at: int) -> Got | None:
    """ "the first Monday evening of next month"."""
    start = line.skip(at, "the")
    nth = ordinal(line, start)
    to = nth[0] if nth is not None else start + 1
    part = day_part(line, to + 1) if line.has(to, "weekday") and line.get(to + 1, "part") is not None else None
    if part is None or not (nth is not None or line.word(start, "last")):
        return None
    whole = nth_weekday(line.without(to + 1, part[0]), at)
    joined = None if whole is None else on_day(whole[1], part[1])
    return (whole[0] + part[0] - to - 1, joined) if whole is not None and joined is not None else None


def some_day(line: Line, at: int) -> Got | None:
    """A day, or some hours of one that a single phrase names: "tonight", "this afternoon", "last night"."""
    found = day(line, at)
    edged = _evening_of(line, at) or _edge_led(line, at)
    if edged is not None:
        return edged
    if line.word(at, "tonight_tonite"):
        part = hours(20 * 3600, DAY, "TNI")
        joined = on_day(_today(line, 0), part)
        return (at + 1, joined) if joined is not None else None
    step = line.get(at, "toward")
    if step is not None and line.word(at, "near_ones"):
        told = day_part(line, at + 1)
        if told is not None and not line.word(at + 1, "at_during_in"):
            joined = on_day(_today(line, int(step)), told[1])
            if joined is not None and (found is None or told[0] > found[0]):
                return told[0], joined
    return found


def _edge_led(line: Line, at: int) -> Got | None:
    """ "early tomorrow morning", "late Friday night", "early in the day Wednesday"."""
    edge = line.get(at, "edge")
    if edge not in ("early", "late"):
        return None
    behind = line.skip(at + 1, "on")
    if line.word(behind, "in") and line.word(behind + 1, "the") and line.word(behind + 2, "day"):
        days = day(line, line.skip(line.skip(behind + 3, "comma"), "on"))
        meant = None if days is None or days[1].kind != "day" else edge_of_day(days[1], str(edge), line.words.table["edges"], 0)
        return (days[0], meant) if days is not None and meant is not None else None
    days = day(line, behind)
    part = day_part(line, days[0]) if days is not None and days[1].kind == "day" else None
    if days is None or part is None or part[1].opens is None or part[1].closes is None:
        return None
    half = (part[1].opens + part[1].closes) // 2
    joined = on_day(days[1], hours(part[1].opens, half) if edge == "early" else hours(half, part[1].closes))
    return (part[0], joined) if joined is not None else None


def _today(line: Line, step: int) -> Meant:
    at = line.now.date() + timedelta(days=step)
    return Meant(kind="day", first=at, last=at, value=at.isoformat())


def hours_behind(line: Line, to: int, days: Meant) -> Got | None:
    """The hour, hours or part of the day behind a day: "tomorrow from 10am-12am", "Friday in the afternoon", "tuesday AM"."""
    behind = line.skip(to, "comma")
    if days.kind == "stretch":
        return _hour_of_part(line, behind, days)
    if line.word(to, "t") and line.glued(to) and line.glued(to + 1):
        behind = to + 1  # "2016-12-16T12:23:59"
    best: Got | None = None
    for found in (_bounded_hour(line, behind), hour_range(line, behind, True), _clock_behind(line, behind), _part_behind(line, behind)):
        joined = None if found is None else on_day(days, found[1])
        if found is not None and joined is not None and (best is None or found[0] > best[0]):
            best = found[0], joined
    return best


def _hour_of_part(line: Line, at: int, days: Meant) -> Got | None:
    """ "tonight at 7", "this evening from 7 to 7:30": an hour of the part that was named."""
    found = hour_range(line, at, True) or _clock_behind(line, at) or _bounded_hour(line, at)
    if found is None or found[1].opens is None or days.first is None:
        return None
    told, late = found[1], (days.opens or 0) >= DAY // 2
    opens, closes = told.opens or 0, told.closes
    if late and opens < DAY // 2 and (not told.sure or closes is not None) and not (opens < 5 * 3600 and days.opens == 20 * 3600):
        opens, closes = opens + DAY // 2, None if closes is None else closes + DAY // 2
    told = replace(told, opens=opens, closes=closes)
    joined = on_day(Meant(kind="day", first=days.first, last=days.first, free=days.free), told)
    return None if joined is None else (found[0], joined)


def _clock_behind(line: Line, at: int) -> Got | None:
    led = line.word(at, "before_hour")
    start = at + led
    start = line.skip(start, "before_hour") if led else start
    if line.word(at, "for"):
        found = clock(line, start, True)
        return found if found is not None and found[1].sure else None
    alone = not led and not line.norm(at).isdecimal()
    found = clock(line, start, led or alone)
    if found is not None and alone and not found[1].sure and line.norm(found[0]).isalpha() and found[0] == at + 1:
        return None  # "tomorrow three", but not "tomorrow three men"
    return found


def _part_behind(line: Line, at: int) -> Got | None:
    at = line.skip(at, "dash")
    half = half_day(line, at) if line.word(at, "am_pm") else None
    if half is not None:
        name, low, high = _PARTS_OF_HALF[half[1]]
        return half[0], replace(hours(low * 3600, high * 3600), grain=name)
    found = day_part(line, at)
    if found is None:
        return None
    behind = line.skip(found[0], "comma")
    span = hour_range(line, behind, True)
    if span is not None and line.word(behind, "between_from"):
        late = found[1].opens is not None and found[1].opens >= DAY // 2
        opens, closes = span[1].opens or 0, span[1].closes or 0
        return span[0], span[1] if not late or opens >= DAY // 2 else hours(opens + DAY // 2, closes + DAY // 2)
    return found


def _bounded_hour(line: Line, at: int) -> Got | None:
    """ "after 5pm", "no later than 6:00", "by 2 in the afternoon"."""
    bound = line.phrase(at, "before")
    if bound is None or bound[1] == "about":
        return None
    found = clock(line, line.skip(bound[0], "before_hour"), True)
    return None if found is None else (found[0], replace(found[1], bound=str(bound[1])))


def within_part(told: Meant, part: Meant) -> Meant:
    """An hour whose half of the day a part tells."""
    late = (part.opens or 0) >= DAY // 2 and told.opens is not None and told.opens < DAY // 2 and not told.sure
    return replace(told, opens=(told.opens or 0) + DAY // 2, sure=True) if late else told
