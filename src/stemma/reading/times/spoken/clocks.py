"""Times of the day as they are spoken: "half past eight", "11ish", "340pm", "in the morning", "seven thirty at night", zones."""

from __future__ import annotations

from dataclasses import replace

from stemma.reading.times.spoken.counting import below_hundred, digits
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, Meant, a_clock, hours

_HOUR, _MINUTE, _NOON = 3600, 60, 12 * 3600


def clock(line: Line, at: int, loose: bool = False, dashed: bool = False) -> Got | None:
    """A time of the day, its half of the day and its zone.

    A bare number is taken where it must be an hour (`loose`), before a dash in a range of hours alone (`dashed`).
    """
    part = day_part(line, at)
    if part is not None and not part[1].bound:  # "in the afternoon at 7", "afternoon 7:00"
        behind = line.skip(part[0], "comma")
        behind = line.skip(behind, "around_at_for_at_sign")
        inner = _told(line, behind, True)
        if inner is not None and not (inner[1].closes is not None or line.has(inner[0], "counted")):
            return _zoned(line, inner[0], _in_part(line, inner[1], part[1]))
    found = _told(line, at, loose or _of_part(line, at)) or (_bare(line, at, True) if dashed else None)
    if found is None:
        return None
    to, told = found
    part = day_part(line, to)
    if part is None and line.word(to, "at_during_in"):
        part = day_part(line, to + 1) if line.word(to, "at") else None
    if part is not None:
        return _zoned(line, part[0], _in_part(line, told, part[1]))
    return _zoned(line, to, told)


def _of_part(line: Line, at: int) -> bool:
    """True for "eight in the night": a part of the day behind a number makes it an hour."""
    number = digits(line, at) or below_hundred(line, at)
    led = number is not None and line.word(number[0], "in") and line.word(number[0] + 1, "the")
    return led and number is not None and line.get(number[0] + 2, "part") is not None


def _told(line: Line, at: int, loose: bool) -> Got | None:
    for read in (_named, _past, _with_minutes, _whole, _spoken):
        found = read(line, at)
        if found is not None:
            return found
    return _bare(line, at) if loose else None


def _named(line: Line, at: int) -> Got | None:
    """ "noon", "mid afternoon", "12 noon"."""
    if line.word(at, "mid"):
        behind = line.skip(at + 1, "dash")
        named = line.words.classes["moment"].get(line.words.parts["mid"] + line.norm(behind))
        return (behind + 1, a_clock(int(named) * _MINUTE, sure=True)) if named is not None else None
    end = at + 1 if line.word(at, "day_ends") else 0
    if line.word(at, "close_end") and line.word(at + 1, "of") and line.word(line.skip(at + 2, "the"), "closing"):
        end = line.skip(at + 2, "the") + 1
    if end:
        return end, a_clock(86_399, sure=True)
    if line.norm(at) == "12" and line.has(at + 1, "moment"):
        at += 1
    named = line.words.classes["moment"].get(line.norm(at).removesuffix(line.words.parts["rough"]))
    return (at + 1, a_clock(int(named) * _MINUTE, sure=True)) if named is not None else None


def half_day(line: Line, at: int) -> tuple[int, int] | None:
    """ "am", "p.m.", "p m", "a" glued to a number: where it ends, and 0 or 12."""
    norm = line.norm(at)
    if line.words.says(norm, "am_pm"):
        return at + 1, 12 * (line.words.says(norm, "pm"))
    if not line.words.says(norm, "a_p"):
        return None
    late = 12 * (line.words.says(norm, "p"))
    to = line.skip(at + 1, "dot")
    if line.word(to, "m"):
        behind = to + 1
        return (behind + 1 if line.norm(behind) == "." and to > at + 1 else behind), late
    return (at + 1, late) if line.glued(at) else None


def _halved(line: Line, to: int, hour: int, rest: int) -> Got | None:
    """An hour with the half of the day behind it, where there is one."""
    to = line.skip(to, "o_clock_oclock")
    half = half_day(line, to)
    if half is None:
        return (to, a_clock(hour * _HOUR + rest, sure=hour == 0 or hour > 12)) if hour <= 24 else None
    if hour > 12:
        return half[0], a_clock(hour * _HOUR + rest, sure=True)
    return half[0], a_clock((hour % 12 + half[1]) * _HOUR + rest, sure=True)


def _with_minutes(line: Line, at: int) -> Got | None:
    """ "7:30", "8:00:20pm", "8.30 pm", "at 2.30"."""
    hour = digits(line, at)
    if hour is None or hour[1] > 24 or (line.norm(at - 1) in (":", "/") and line.glued(at)):
        return None
    sign = line.norm(hour[0])
    minute = digits(line, hour[0] + 1)
    if sign not in (":", ".") or minute is None or len(line.norm(hour[0] + 1)) != 2 or minute[1] > 59:
        return None
    if not (line.glued(hour[0] + 1) and (line.glued(hour[0]) or sign == ":")):
        return None
    to, rest = minute[0], minute[1] * _MINUTE
    if sign == "." and half_day(line, to) is None and not line.word(at - 1, "at_from_to_dash"):
        return None
    if line.norm(to) == ":" and len(line.norm(to + 1)) == 2 and line.norm(to + 1).isdecimal():
        rest += int(line.norm(to + 1))
        to += 2
    return _halved(line, to, hour[1], rest)


def _whole(line: Line, at: int) -> Got | None:
    """ "3 pm", "seven o'clock", "11ish", "1140 a m"."""
    norm = line.norm(at)
    if line.digits(at, 4) and int(norm) <= 2400 and int(norm) % 100 < 60 and line.word(at + 1, "hours_hrs"):
        return at + 2, a_clock(int(norm) // 100 * _HOUR + int(norm) % 100 * _MINUTE, sure=True)
    if norm.isdecimal() and len(norm) in (3, 4) and int(norm) < 2400 and int(norm) % 100 < 60 and half_day(line, at + 1) is not None:
        return _halved(line, at + 1, int(norm) // 100, int(norm) % 100 * _MINUTE)
    if line.digits(at, 1, 2) and line.digits(at + 1, 2) and int(line.norm(at + 1)) < 60 and int(norm) <= 12:  # "7 56 am"
        seconds = int(line.norm(at + 2)) if line.digits(at + 2, 2) and int(line.norm(at + 2)) < 60 else None
        to = at + 2 + (seconds is not None)
        if half_day(line, to) is not None:
            return _halved(line, to, int(norm), int(line.norm(at + 1)) * _MINUTE + (seconds or 0))
    hour = digits(line, at) or below_hundred(line, at)
    if hour is None or hour[1] > 24 or (line.norm(at - 1) in (":", ".", "/", "$") and line.glued(at)):
        return None
    to = hour[0]
    if line.word(to, "ish") or (line.norm(to) == "-" and line.word(to + 1, "ish")):
        return (to + 1 if line.word(to, "ish") else to + 2), a_clock(hour[1] * _HOUR)
    return _halved(line, to, hour[1], 0) if line.word(to, "o_clock_oclock") or half_day(line, to) is not None else None


def _spoken(line: Line, at: int) -> Got | None:
    """ "seven thirty", "ten forty five", "eight oh five"."""
    if line.norm(at).isdecimal():
        return None
    hour = below_hundred(line, at)
    if hour is None or not 1 <= hour[1] <= 24 or line.norm(hour[0]) == "-":
        return None
    to = hour[0]
    if line.word(to, "oh") and line.get(to + 1, "small"):
        return _halved(line, to + 2, hour[1], int(line.get(to + 1, "small")) * _MINUTE)
    minute = below_hundred(line, to)
    if minute is None or not 10 <= minute[1] <= 59 or line.has(minute[0], "counted") or line.word(minute[0], "hundred_thousand"):
        return None
    return _halved(line, minute[0], hour[1], minute[1] * _MINUTE)


def _past(line: Line, at: int) -> Got | None:
    """ "half past seven", "a quarter to six", "20 min past eight", "10 past 9"."""
    start = line.skip(at, "a")
    if line.word(start, "half"):
        to, minute = start + 1, 30
    elif line.word(start, "quarter"):
        to, minute = start + 1, 15
    else:
        found = digits(line, at) or below_hundred(line, at)
        if found is None or found[1] > 59:
            return None
        to, minute = found
        to = to + 1 if line.get(to, "unit") == "minute" else to
    sign = line.norm(to)
    spoken = line.get(to - 1, "unit") == "minute" or not line.norm(to - 1).isdecimal()
    if not line.words.says(sign, "minutes_beside") or (not line.words.says(sign, "past_to") and not spoken):
        return None
    if line.words.says(sign, "before") and line.get(to - 1, "unit") != "minute":
        return None
    inner = _whole(line, to + 1) or _bare(line, to + 1)
    if inner is None or (line.words.says(sign, "to") and minute == 0) or inner[1].opens is None:
        return None
    if line.words.says(sign, "to") and start == at and line.norm(to - 1).isdecimal() and line.norm(to + 1).isdecimal():
        return None  # "3 to 5" is a range
    if line.words.says(sign, "to") and line.get(to - 1, "unit") != "minute" and not line.word(to - 1, "half_quarter"):
        return None
    moved = inner[1].opens + minute * _MINUTE * (-1 if line.words.says(sign, "before_till_to") else 1)
    return inner[0], a_clock(moved % 86_400, sure=inner[1].sure)


def _bare(line: Line, at: int, dashed: bool = False) -> Got | None:
    """A number that only its place makes an hour: "at 7", "tomorrow three"."""
    norm = line.norm(at)
    if norm.isdecimal() and len(norm) == 4 and norm[0] in "012" and int(norm) < 2400 and int(norm) % 100 < 60 and norm[0] == "0":
        return at + 1, a_clock(int(norm) // 100 * _HOUR + int(norm) % 100 * _MINUTE)
    hour = digits(line, at) or below_hundred(line, at)
    if hour is None or hour[1] > 24 or line.has(hour[0], "counted") or line.has(hour[0], "month") or line.has(hour[0], "unit"):
        return None
    behind = line.norm(hour[0])
    if line.words.says(behind, "behind_no_hour"):
        return None
    if behind in (".", ",") + (() if dashed else ("-",)) and line.glued(hour[0]) and line.digits(hour[0] + 1):
        return None
    if line.words.says(behind, "of") or (behind.isalpha() and line.glued(hour[0])):
        return None
    return hour[0], a_clock(hour[1] % 24 * _HOUR, sure=hour[1] == 0 or hour[1] > 12)


def _in_part(line: Line, told: Meant, part: Meant) -> Meant:
    """The half of the day that a part of it tells: "7 in the evening" is 19:00."""
    late = line.words.table["values"]["late"].get(part.grain)
    hour = 0 if told.opens is None else told.opens // _HOUR
    if told.opens is None:
        return told
    if late is None:
        return replace(told, opens=told.opens - _NOON if part.grain == "morning" and hour == 12 else told.opens, sure=True)
    low, high = late
    return replace(told, opens=told.opens + _NOON if low <= hour <= high else told.opens, sure=True)


def day_part(line: Line, at: int) -> Got | None:
    """ "in the morning", "late night", "early in the evening", "business hours"; its name stands in the grain."""
    to, edge = at, ""
    if line.get(to, "edge") in ("early", "late", "later", "earlier") and line.word(to + 1, "at_in"):
        edge, to = str(line.get(to, "edge")), to + 1
    to = line.skip(to, "at_during_in")
    led = to > at and line.word(to - 1, "in") and not line.word(to, "the")
    to = line.skip(to, "the")
    if led and not edge and to > at and line.word(to - 1, "in") and line.get(to, "edge") is None and not line.word(to, "business"):
        return None  # "in morning" is no phrase
    if line.word(to, "business") and line.word(to + 1, "hour_hours"):
        return to + 2, replace(hours(8 * _HOUR, 18 * _HOUR, "TBH"), grain="business")
    if line.get(to, "edge") in ("early", "late"):
        edge = str(line.get(to, "edge"))
        to = line.skip(to + 1, "dash")
    span = line.get(to, "part")
    if span is None or (line.word(to, "meals") and not line.word(at - 1, "after_before")):
        return None
    low, high = int(span[0]) * _HOUR, int(span[1]) * _HOUR
    half = (high - low) // 2
    if edge in ("early", "earlier"):
        high = low + half
    elif edge in ("late", "later"):
        low += half
    name = line.norm(to).removesuffix(line.words.parts["many"])
    sign = line.words.classes["part_sign"].get(name, "")
    return to + 1, replace(hours(low, high, f"T{sign}"), grain=name)


def zone(line: Line, at: int) -> tuple[int, int | None] | None:
    """A zone of the clock: where it ends, and its minutes from UTC."""
    named = line.phrase(at, "zone_names")
    if named is not None:
        saving = line.word(named[0], "daylight_summer")
        behind = zone_word(line, line.skip(named[0], "kinds_of_time"))
        if behind:
            return behind, int(named[1]) + 60 * saving
        if line.word(at, "eastern_pacific"):
            return named[0], int(named[1])
    found = line.phrase(at, "offsets")
    if found is None:
        return None
    to, minutes = found[0], int(found[1])
    hour = digits(line, to + 1, 4)
    if line.word(at, "gmt_utc") and line.norm(to) in ("+", "-", "±") and line.glued(to) and hour is not None:
        sign = -1 if line.norm(to) == "-" else 1
        to, minutes = hour[0], sign * (hour[1] * 60 if hour[1] < 100 else hour[1] // 100 * 60 + hour[1] % 100)
        if line.norm(to) == ":" and line.digits(to + 1):
            to, minutes = to + 2, minutes + sign * int(line.norm(to + 1))
    return to, minutes


def zone_word(line: Line, at: int) -> int:
    """Where "time", "timezone" or "time zone" ends that stands here, 0 where none does."""
    if line.word(at, "timezone"):
        return at + 1
    if not line.word(at, "time"):
        return 0
    return at + 2 if line.word(at + 1, "zone") else at + 1


def _zoned(line: Line, to: int, told: Meant) -> Got:
    found = zone(line, to)
    if found is None or (line.word(to, "short_zones") and not line.said(to).isupper()):
        return to, told
    return found[0], told
