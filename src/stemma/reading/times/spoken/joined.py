"""Spoken times put together: a day and its hours, an hour and its day, lengths from a day on, repeats at an hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from stemma.reading.times.spoken.clocks import clock, day_part, zone
from stemma.reading.times.spoken.dayhours import hours_behind, some_day, within_part
from stemma.reading.times.spoken.days import day
from stemma.reading.times.spoken.hourspans import hour_range
from stemma.reading.times.spoken.lengths import SHORT, is_short, length, moved, often
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import DAY, Got, Meant, hours, on_day, written
from stemma.reading.times.spoken.near import from_day
from stemma.reading.times.spoken.periods import period


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
    if not line.word(at, "now"):
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
        if part is None or not line.norm(at).endswith(line.words.parts["many"]):
            return None
        name = line.norm(at).removesuffix(line.words.parts["many"])
        found = at + 1, Meant(kind="set", value="T" + str(line.words.classes["part_sign"].get(name, "")))
    to, told = found
    if not (told.value.startswith(("XXXX-WXX-", "T")) or told.value == "P1D"):
        return found
    hour = hour_range(line, to, True) or clock(line, line.skip(to, "before_hour"), line.word(to, "before_hour"))
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
    found = some_day(line, at)
    if found is None or found[1].kind not in ("day", "stretch"):
        return found
    return _for_long(line, hours_behind(line, *found) or found)


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
    behind = line.skip(line.skip(to, "comma"), "of_on")
    if line.word(behind - 1, "on") or not line.word(behind, "the"):
        behind = behind if not line.word(behind, "the") or day(line, behind) else behind + 1
    days = some_day(line, behind)
    if days is None or days[1].first is None:
        return to, told
    if days[1].kind == "day":
        part = day_part(line, days[0])
        span = hour_range(line, days[0], True) if told.closes is not None and line.word(days[0], "between_from") else None
        if span is not None:
            late = (told.opens or 0) >= DAY // 2 and (span[1].opens or 0) < DAY // 2
            told = hours((span[1].opens or 0) + late * DAY // 2, (span[1].closes or 0) + late * DAY // 2)
            days = span[0], days[1]
        elif part is not None and told.closes is None and not line.word(days[0], "at_in"):
            days, told = (part[0], days[1]), within_part(told, part[1])
        elif part is not None and told.closes is not None:
            days = part[0], days[1]
        joined = on_day(days[1], told)
        return (days[0], joined) if joined is not None else (to, told)
    if days[1].kind == "stretch" and told.opens is not None:
        joined = on_day(Meant(kind="day", first=days[1].first, last=days[1].first), within_part(told, days[1]))
        return (days[0], joined) if joined is not None else (to, told)
    return to, told


def _for_long(line: Line, found: Got) -> Got:
    """ "tomorrow at 4 for 2 hours"."""
    to, meant = found
    long = length(line, to + 1) if line.word(to, "for") and meant.kind == "moment" and not meant.bound else None
    filled = _filled(meant, long[1]) if long is not None and is_short(long[1]) else None
    return (long[0], filled) if long is not None and filled is not None else found


def _number_tonight(line: Line, at: int) -> Got | None:
    """ "8 tonight", "seven this evening"."""
    found = clock(line, at, True)
    days = some_day(line, found[0]) if found is not None else None
    if found is not None and days is not None and days[1].kind == "day":
        part = day_part(line, days[0])  # "9 tomorrow morning"
        joined = None if part is None else on_day(days[1], part[1])
        days = (part[0], joined) if part is not None and joined is not None else None
    if found is None or days is None or days[1].kind != "stretch" or days[1].first is None:
        return None
    joined = on_day(Meant(kind="day", first=days[1].first, last=days[1].first), within_part(found[1], days[1]))
    return (days[0], joined) if joined is not None else None


def _zone_alone(line: Line, at: int) -> Got | None:
    """A zone of the clock by itself, behind "at" or "in", or with "time" behind it."""
    found = zone(line, at)
    if found is None or found[1] is None:
        return None
    if found[0] == at + 1 and line.word(at, "zones_in_words") and not line.said(at).isupper():
        return None
    named = line.word(found[0] - 1, "zone_nouns")
    if not (named or found[0] > at + 1 or line.word(at - 1, "at_in") or (line.said(at).isupper() and len(line.norm(at)) > 2)):
        return None
    sign, size = "-" if found[1] < 0 else "+", abs(found[1])
    return found[0], Meant(kind="zone", value=f"UTC{sign}{size // 60:02d}:{size % 60:02d}")


def _from_period(line: Line, at: int) -> Got | None:
    """A period; "last week from Wednesday to Friday" is the days."""
    found = period(line, at)
    if found is None or found[1].grain != "week" or not line.word(found[0], "from") or found[1].first is None:
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
    led = line.word(at, "for")
    more = line.word(at, "less_more") and line.word(at + 1, "than")
    found = length(line, at + led + 2 * more)
    if found is None:
        return None
    to, long = found
    behind = line.skip(to, "comma")
    start = line.word(behind, "beginning_starting") or (led and line.word(behind, "from"))
    base = core_start(line, line.skip(behind + 1, "at_from_on")) if start else None
    if base is not None and not (led and not line.word(behind, "from")):
        filled = _filled(base[1], long)
        if filled is not None:
            return base[0], filled
    if led or line.word(to, "ago_old") or (line.norm(to) == "-" and line.word(to + 1, "old")):
        return None
    if to == at + 2 and line.word(at, "a_an") and line.word(at + 1, "second") and line.norm(to).isalpha():
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
    found = from_day(0, base.first, long) if long.parts and long.parts[-1][1] not in SHORT else None
    return None if found is None else found[1]
