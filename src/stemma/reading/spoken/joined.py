"""Spoken times put together: a day and its hours, an hour and its day, lengths from a day on, repeats at an hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from stemma.reading.spoken.clocks import clock, day_part, half_day, zone
from stemma.reading.spoken.days import day
from stemma.reading.spoken.hourspans import hour_range
from stemma.reading.spoken.lengths import SHORT, is_short, length, moved, often
from stemma.reading.spoken.line import Line
from stemma.reading.spoken.meant import DAY, Got, Meant, hours, on_day, written
from stemma.reading.spoken.periods import from_day, period

_AT = ("at", "@", "around", "about", "for", "circa")
_PARTS_OF_HALF = {0: ("morning", 8, 12), 12: ("afternoon", 12, 16)}


def core(line: Line, at: int, loose: bool = False) -> Got | None:
    """The longest time that begins here, without words that bound it."""
    best: Got | None = None
    for read in (_now, _repeated, _from_day, _from_period, _lasting):
        found = read(line, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    found = _from_clock(line, at, loose)
    return found if found is not None and (best is None or found[0] > best[0]) else best


def _now(line: Line, at: int) -> Got | None:
    if line.norm(at) != "now":
        return None
    seconds = line.now.hour * 3600 + line.now.minute * 60 + line.now.second
    today = line.now.date()
    return at + 1, Meant(kind="moment", first=today, last=today, opens=seconds, sure=True, value="PRESENT_REF")


def _repeated(line: Line, at: int) -> Got | None:
    """ "every day at 7:13 p.m.", "each 4/15", "mornings at 9am", "Tuesdays at 9am"."""
    found = often(line, at)
    if found is None:
        if line.has(at, "each"):
            dated = day(line, at + 1)
            if dated is not None and dated[1].kind == "day" and dated[1].free and dated[1].weekday < 0:
                return dated[0], Meant(kind="set", value=f"XXXX-{dated[1].value[5:]}")
        part = line.get(at, "part")
        if part is None or not line.norm(at).endswith("s"):
            return None
        found = at + 1, Meant(kind="set", value=f"T{line.words.classes['part_sign'].get(line.norm(at)[:-1], '')}")
    to, told = found
    if not (told.value.startswith(("XXXX-WXX-", "T")) or told.value == "P1D"):
        return found
    hour = hour_range(line, to, True) or clock(line, line.skip(to, *_AT), line.norm(to) in _AT)
    if hour is None or hour[1].opens is None:
        part = day_part(line, to)
        return (
            found
            if part is None or not part[1].value or told.value == "P1D"
            else (part[0], replace(told, value=f"{told.value}{part[1].value}"))
        )
    opens = hour[1].opens
    late = line.words.table["values"]["late"].get({"AF": "afternoon", "EV": "evening", "NI": "night"}.get(told.value[1:3], ""))
    if late is not None and not hour[1].sure and late[0] <= opens // 3600 <= late[1]:
        opens += DAY // 2
    shown = written(opens)
    head = told.value if told.value.startswith("XXXX") else ""
    return hour[0], Meant(kind="set", value=f"{head}T{shown.removesuffix(':00')}")


def _from_day(line: Line, at: int) -> Got | None:
    """A day, and the hours told behind it."""
    found = _some_day(line, at)
    if found is None or found[1].kind not in ("day", "stretch"):
        return found
    return _hours_behind(line, *found) or found


def _some_day(line: Line, at: int) -> Got | None:
    """A day, or some hours of one that a single phrase names: "tonight", "this afternoon", "last night"."""
    found = day(line, at)
    if line.norm(at) in ("tonight", "tonite"):
        part = hours(20 * 3600, DAY, "TNI")
        joined = on_day(_today(line, 0), part)
        return (at + 1, joined) if joined is not None else None
    step = line.get(at, "toward")
    if step is not None and line.norm(at) in ("this", "next", "last", "past", "previous"):
        told = day_part(line, at + 1)
        if told is not None and line.norm(at + 1) not in ("in", "at", "during"):
            joined = on_day(_today(line, int(step)), told[1])
            if joined is not None and (found is None or told[0] > found[0]):
                return told[0], joined
    return found


def _today(line: Line, step: int) -> Meant:
    at = line.now.date() + timedelta(days=step)
    return Meant(kind="day", first=at, last=at, value=at.isoformat())


def _hours_behind(line: Line, to: int, days: Meant) -> Got | None:
    """The hour, hours or part of the day behind a day: "tomorrow from 10am-12am", "Friday in the afternoon", "tuesday AM"."""
    behind = line.skip(to, ",")
    if days.kind == "stretch":
        return _hour_of_part(line, behind, days)
    if line.norm(to) == "t" and line.glued(to) and line.glued(to + 1):
        behind = to + 1  # "2016-12-16T12:23:59"
    best: Got | None = None
    for found in (_bounded_hour(line, behind), hour_range(line, behind, True), _clock_behind(line, behind), _part_behind(line, behind)):
        joined = None if found is None else on_day(days, found[1])
        if found is not None and joined is not None and (best is None or found[0] > best[0]):
            best = found[0], joined
    return best


def _hour_of_part(line: Line, at: int, days: Meant) -> Got | None:
    """ "tonight at 7", "this evening from 7 to 7:30": an hour of the part that was named."""
    found = hour_range(line, at, True) or _clock_behind(line, at)
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
    led = line.norm(at) in _AT
    start = at + led
    start = line.skip(start, *_AT) if led else start
    if line.norm(at) == "for":
        found = clock(line, start, True)
        return found if found is not None and found[1].sure else None
    alone = not led and not line.norm(at).isdecimal()
    found = clock(line, start, led or alone)
    if found is not None and alone and not found[1].sure and line.norm(found[0]).isalpha() and found[0] == at + 1:
        return None  # "tomorrow three", but not "tomorrow three men"
    return found


def _part_behind(line: Line, at: int) -> Got | None:
    at = line.skip(at, "-")
    half = half_day(line, at) if line.norm(at) in ("am", "pm") else None
    if half is not None:
        name, low, high = _PARTS_OF_HALF[half[1]]
        return half[0], replace(hours(low * 3600, high * 3600), grain=name)
    found = day_part(line, at)
    if found is None:
        return None
    behind = line.skip(found[0], ",")
    span = hour_range(line, behind, True)
    if span is not None and line.norm(behind) in ("from", "between"):
        late = found[1].opens is not None and found[1].opens >= DAY // 2
        opens, closes = span[1].opens or 0, span[1].closes or 0
        return span[0], span[1] if not late or opens >= DAY // 2 else hours(opens + DAY // 2, closes + DAY // 2)
    return found


def _bounded_hour(line: Line, at: int) -> Got | None:
    """ "after 5pm", "no later than 6:00", "by 2 in the afternoon"."""
    bound = line.phrase(at, "before")
    if bound is None or bound[1] == "about":
        return None
    found = clock(line, line.skip(bound[0], *_AT), True)
    return None if found is None else (found[0], replace(found[1], bound=str(bound[1])))


def _from_clock(line: Line, at: int, loose: bool) -> Got | None:
    """An hour, hours or part of the day, and the day behind them."""
    best: Got | None = None
    for found in (hour_range(line, at), clock(line, at, loose), day_part(line, at)):
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        return _number_tonight(line, at) or _zone_alone(line, at)
    to, told = best
    bound = line.phrase(to, "behind")
    if bound is not None:
        told, to = replace(told, bound=str(bound[1])), bound[0]
    behind = line.skip(line.skip(to, ","), "of", "on")
    if line.norm(behind - 1) == "on" or line.norm(behind) != "the":
        behind = behind if line.norm(behind) != "the" or day(line, behind) else behind + 1
    days = _some_day(line, behind)
    if days is None or days[1].first is None:
        return to, told
    if days[1].kind == "day":
        part = day_part(line, days[0])
        span = hour_range(line, days[0], True) if told.closes is not None and line.norm(days[0]) in ("between", "from") else None
        if span is not None:
            late = (told.opens or 0) >= DAY // 2 and (span[1].opens or 0) < DAY // 2
            told = hours((span[1].opens or 0) + late * DAY // 2, (span[1].closes or 0) + late * DAY // 2)
            days = span[0], days[1]
        elif part is not None and told.closes is None and line.norm(days[0]) not in ("in", "at"):
            days, told = (part[0], days[1]), _within_part(told, part[1])
        elif part is not None and told.closes is not None:
            days = part[0], days[1]
        joined = on_day(days[1], told)
        return (days[0], joined) if joined is not None else (to, told)
    if days[1].kind == "stretch" and told.opens is not None:
        joined = on_day(Meant(kind="day", first=days[1].first, last=days[1].first), _within_part(told, days[1]))
        return (days[0], joined) if joined is not None else (to, told)
    return to, told


def _number_tonight(line: Line, at: int) -> Got | None:
    """ "8 tonight", "seven this evening"."""
    found = clock(line, at, True)
    days = _some_day(line, found[0]) if found is not None else None
    if found is None or days is None or days[1].kind != "stretch" or days[1].first is None:
        return None
    joined = on_day(Meant(kind="day", first=days[1].first, last=days[1].first), _within_part(found[1], days[1]))
    return (days[0], joined) if joined is not None else None


def _within_part(told: Meant, part: Meant) -> Meant:
    """An hour whose half of the day a part tells."""
    late = (part.opens or 0) >= DAY // 2 and told.opens is not None and told.opens < DAY // 2 and not told.sure
    return replace(told, opens=(told.opens or 0) + DAY // 2, sure=True) if late else told


def _zone_alone(line: Line, at: int) -> Got | None:
    """A zone of the clock by itself, behind "at" or "in", or with "time" behind it."""
    found = zone(line, at)
    if found is None or found[1] is None:
        return None
    named = line.norm(found[0] - 1) in ("time", "timezone", "zone")
    if not (named or found[0] > at + 1 or line.norm(at - 1) in ("at", "in") or (line.said(at).isupper() and len(line.norm(at)) > 2)):
        return None
    sign, size = "-" if found[1] < 0 else "+", abs(found[1])
    return found[0], Meant(kind="zone", value=f"UTC{sign}{size // 60:02d}:{size % 60:02d}")


def _from_period(line: Line, at: int) -> Got | None:
    """A period; "last week from Wednesday to Friday" is the days."""
    found = period(line, at)
    if found is None or found[1].grain != "week" or line.norm(found[0]) != "from" or found[1].first is None:
        return found
    to = found[0] + 1
    one, other = line.get(to, "weekday"), line.get(to + 2, "weekday")
    if one is None or other is None or not line.has(to + 1, "range"):
        return found
    first = found[1].first + timedelta(days=int(one))
    last = first + timedelta(days=(int(other) - int(one)) % 7)
    return to + 3, Meant(kind="period", first=first, last=last, value=f"{first.isoformat()}/{last.isoformat()}")


def _lasting(line: Line, at: int) -> Got | None:
    """A length, or the time that it fills from a day or an hour on: "a week starting tomorrow", "for 2 hours from 2pm"."""
    led = line.norm(at) == "for"
    more = line.norm(at) in ("more", "less") and line.norm(at + 1) == "than"
    found = length(line, at + led + 2 * more)
    if found is None:
        return None
    to, long = found
    behind = line.skip(to, ",")
    start = line.norm(behind) in ("starting", "beginning") or (led and line.norm(behind) == "from")
    base = core_start(line, line.skip(behind + 1, "on", "at", "from")) if start else None
    if base is not None and not (led and line.norm(behind) != "from"):
        filled = _filled(base[1], long)
        if filled is not None:
            return base[0], filled
    if led or line.norm(to) in ("old", "ago") or (line.norm(to) == "-" and line.norm(to + 1) == "old"):
        return None
    if to == at + 2 and line.norm(at) in ("a", "an") and line.norm(at + 1) == "second" and line.norm(to).isalpha():
        return None  # "a second wave"
    return to, long


def core_start(line: Line, at: int) -> Got | None:
    """The day, moment or hour from which a length is filled."""
    return _from_day(line, at) or _from_clock(line, at, True)


def _filled(base: Meant, long: Meant) -> Meant | None:
    if base.kind == "clock" and base.opens is not None and is_short(long):
        return hours(base.opens, (base.opens + int(long.seconds)) % DAY)
    if base.first is None:
        return None
    if base.kind == "moment" or (is_short(long) and base.opens is not None):
        begun = datetime.combine(base.first, datetime.min.time()) + timedelta(seconds=base.opens or 0)
        there = moved(begun, long)
        if there is None:
            return None
        return Meant(
            kind="stretch",
            first=base.first,
            last=there.date(),
            opens=base.opens,
            closes=there.hour * 3600 + there.minute * 60 + there.second,
        )
    found = from_day(0, _start_day(base.first), long) if long.parts and long.parts[-1][1] not in SHORT else None
    return None if found is None else found[1]


def _start_day(first: date) -> date:
    return first
