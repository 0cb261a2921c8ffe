"""Lengths and repeats as they are spoken: "an hour and a half", "all year", "3-min", "every other Friday", "twice a week"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from stemma.reading.times.calendar import shift
from stemma.reading.times.spoken.counting import fraction, ordinal
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, Meant

SIZES = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "night": 86_400,
    "weekend": 2 * 86_400,
    "workweek": 5 * 86_400,
    "week": 7 * 86_400,
    "fortnight": 14 * 86_400,
    "month": 30 * 86_400,
    "quarter": 90 * 86_400,
    "year": 365 * 86_400,
    "decade": 3650 * 86_400,
    "century": 36_500 * 86_400,
}  # as the months of a length are counted where no day is told
SHORT = ("second", "minute", "hour")
_LETTERS = {
    "year": "Y", "month": "M", "week": "W", "day": "D", "night": "D", "hour": "H", "minute": "M", "second": "S", "weekend": "WE",
    "workweek": "WD",
}  # fmt: skip
_MANY = {"decade": (10, "year"), "century": (100, "year"), "quarter": (3, "month"), "fortnight": (2, "week")}


def length(line: Line, at: int) -> Got | None:
    """A number of units, the larger before the smaller: "1 year, 1 month and 21 days", "half an hour", "full month"."""
    if line.has(at, "all"):
        to = line.skip(at + 1, "the_dash")
        unit = line.get(to, "unit")
        return (to + 1, of_parts(((1.0, str(unit)),))) if unit is not None and unit in ("day", "week", "month", "year", "night") else None
    to = at
    parts: list[tuple[float, str]] = []
    while not parts or _half_behind(line, to) is None:
        one = _one(line, to if not parts else _joint(line, to))
        if one is None or (parts and SIZES[one[2]] >= SIZES[parts[-1][1]]):
            break
        to = one[0]
        parts.append((one[1], one[2]))
    if not parts:
        return None
    half = _half_behind(line, to)
    if half:
        to, parts[-1] = half[0], (parts[-1][0] + half[1], parts[-1][1])
    return to, of_parts(tuple(parts))


def _joint(line: Line, at: int) -> int:
    at = line.skip(at, "comma")
    return line.skip(at, "and")


def _one(line: Line, at: int) -> tuple[int, float, str] | None:
    """A number and its unit."""
    found = fraction(line, at)
    if found is not None:
        to, number = found
        if line.norm(to) == "-":
            to += 1
        to = line.skip(to, "more")
        to = line.skip(to, "business_working") if line.word(to + 1, "day_days") else to
        unit = line.get(to, "unit")
        if unit is None and line.norm(at).isdecimal() and line.glued(to):
            if line.word(to, "s") and line.norm(at).endswith("0") and (line.word(at - 1, "the_dash") or line.has(at - 1, "edge")):
                return None  # "the late 90s"
            unit = line.get(to, "unit_glued") if not line.word(to, "m") or line.word(at - 1, "h") else None
        if unit == "hour" and line.word(to, "h") and not line.glued(to):
            return None
        if unit == "hour" and line.word(to, "h") and line.digits(to + 1) and line.word(to + 2, "m") and line.glued(to + 2):
            return to + 1, number, "hour"
        if line.word(to, "night_second") and number > 1 and line.norm(to - 1) != "-":
            return None  # "three night markets"
        return (to + 1, number, str(unit)) if unit is not None else None
    some = line.get(at, "some")
    if some is None:
        return None
    to, number = at + 1, float(some)
    if line.word(at, "a") and (rough := line.words.table["rough"].get(line.norm(to))) is not None:
        number, to = float(rough), to + 1
    elif line.word(at, "half"):
        to = line.skip(line.skip(to, "dash"), "a_an")
    to = line.skip(to, "of_dash") if line.word(to - 1, "couple_half") else to
    to = line.skip(to, "business_working") if line.word(to + 1, "day_days") else to
    unit = line.get(to, "unit")
    if unit is None or (unit == "quarter" and line.word(to + 1, "of")):
        return None  # "a quarter of the people"
    return to + 1, number, str(unit)


def _half_behind(line: Line, at: int) -> tuple[int, float] | None:
    """ "and a half", "and a quarter"."""
    if not line.word(at, "and"):
        return None
    to = line.skip(at + 1, "a_an")
    if not line.word(to, "half_quarter") or line.has(to + 1, "unit"):
        return None
    return to + 1, 0.5 if line.word(to, "half") else 0.25


def of_parts(parts: tuple[tuple[float, str], ...]) -> Meant:
    """A length by its parts, with its ISO 8601 value."""
    days, clock, seconds = "", "", 0.0
    for count, unit in parts:
        seconds += count * SIZES[unit]
        times, plain = _MANY.get(unit, (1, unit))
        if plain in SHORT:
            clock += f"{count * times:g}{_LETTERS[plain]}"
        else:
            days += f"{count * times:g}{_LETTERS[plain]}"
    value = f"P{days}" + (f"T{clock}" if clock else "")
    return Meant(kind="length", seconds=seconds, parts=parts, value=value)


def is_short(meant: Meant) -> bool:
    """True where a length has hours, minutes or seconds."""
    return any(unit in SHORT for _, unit in meant.parts)


def moved(now: datetime, meant: Meant, sign: int = 1) -> datetime | None:
    """A time a length later, or earlier where the sign is below nought; None beyond the calendar."""
    at = now
    for count, unit in meant.parts:
        size, plain = _MANY.get(unit, (1, unit))
        plain = {"night": "day", "workweek": "week", "weekend": "week"}.get(plain, plain)
        try:
            if plain in ("month", "year") and count * size == int(count * size):
                day = shift(at.date(), sign * int(count * size), plain)
                if day is None:
                    return None
                at = datetime.combine(day, at.time())
            else:
                at += timedelta(seconds=sign * count * size * SIZES[plain])
        except OverflowError:
            return None
    return at


def moved_day(day: date, meant: Meant, sign: int = 1) -> date | None:
    """A day a length later or earlier."""
    to = moved(datetime.combine(day, datetime.min.time()), meant, sign)
    return None if to is None else to.date()


_PER = {"day": "P1D", "night": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "hour": "PT1H", "quarter": "P3M", "weekend": "P1WE"}


def often(line: Line, at: int) -> Got | None:
    """ "daily", "once a week", "bi-monthly", "every two weeks", "each month", "every night", "Tuesdays"."""
    if line.word(at, "bi") and line.norm(at + 1) == "-":
        value = line.words.classes["repeat"].get(line.words.parts["bi"] + line.norm(at + 2))
        return (at + 3, _set(str(value))) if value is not None else None
    plain = line.get(at, "repeat")
    if plain is not None and not (line.word(at, "weekends") and line.word(at - 1, "three_two")):
        return at + 1, _set(str(plain))
    many = line.get(at, "weekday_many")
    if many is not None:
        return at + 1, _set(f"XXXX-WXX-{int(many) + 1}")
    if line.word(at, "how_often"):
        to = line.skip(at + 1, "time_times")
        if line.word(to, "per_one") and line.get(to + 1, "unit") in _PER and not line.norm(to + 1).endswith(line.words.parts["many"]):
            return to + 2, _set(_PER[line.get(to + 1, "unit")])
        return None
    return _every(line, at)


def _every(line: Line, at: int) -> Got | None:
    if not line.has(at, "each") or line.word(at, "per"):
        return None
    to = at + 1
    other = line.word(to, "alternate_other")
    to += other
    nth = ordinal(line, to)
    if nth is not None and line.get(nth[0], "unit") in _PER and not line.word(to, "second"):
        other, to = False, nth[0]
        return to + 1, _set(f"P{nth[1]}{_PER[line.get(to, 'unit')][2:]}")
    if line.word(to, "weekday_workday"):
        return to + 1, _set("XXXX-WXX-WD")
    if nth is not None and line.has(nth[0], "weekday"):
        return nth[0] + 1, _set(f"XXXX-WXX-{int(line.get(nth[0], 'weekday')) + 1}P{nth[1]}W")
    weekday = line.get(to, "weekday")
    if weekday is not None:
        return to + 1, _set(f"XXXX-WXX-{int(weekday) + 1}", other)
    part = line.get(to, "part_sign")
    if part is not None and not line.has(to + 1, "unit"):
        return to + 1, _set(f"T{part}", other)
    counted = fraction(line, to)
    if counted is not None and line.get(counted[0], "unit") is not None:
        return counted[0] + 1, _set(of_parts(((counted[1], str(line.get(counted[0], "unit"))),)).value)
    unit = line.get(to, "unit")
    if unit == "weekend":
        return to + 1, _set("XXXX-WXX-WE" if not other else "P2WE")
    if unit in _PER:
        value = _PER[unit]
        return to + 1, _set(value.replace("1", "2") if other else value)
    return None


def _set(value: str, other: bool = False) -> Meant:
    return Meant(kind="set", value=value + ("P2W" if other and value.startswith("XXXX") else ""))
