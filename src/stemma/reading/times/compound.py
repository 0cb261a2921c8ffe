"""Times put together of several: "the first week of March", "1 year and 2 months", "half past seven", "from 5 to 6 p.m.", feasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from stemma.reading.times.calendar import GRAINS, LETTERS, Stretch, holding, neighbour, shift, year
from stemma.reading.times.dates import MONTHS, OFFSETS, dated, joined, month_named, year_of
from stemma.reading.times.feasts import by_rule, long_weekend, moon_day
from stemma.reading.times.grammar import Found
from stemma.reading.times.lengths import counted
from stemma.reading.times.scene import Made, Scene

_UNITS: Final = ("unit", "unit_many")
_COUNTED: Final = ("day", "week", "weekend", "month", "quarter")
_HOURS: Final = ("dd", "small", "num2")
_EASTER: Final = "e0"
_EASTER_WEEK: Final = {6: 0, 0: 1}  # Easter Sunday and Easter Monday
_NEVER: Final = 999
_NEW_YEAR: Final = "1-1"


def part_of(found: Found, scene: Scene) -> Made | None:
    """ "the first week of March", "the last two months of 2021", "the third week of next month"."""
    at = found.at("of")
    lead, whole = found.cut(0, at), found.cut(at + 1, len(found.parts))
    base, grain = part_of_whole(whole, scene), str(lead.get(*_UNITS))
    number = counted(lead.parts[lead.at("ordinal", "nth", "last", "final") + 1 :]) or 1.0
    if base is None or grain not in _COUNTED or GRAINS.index(grain) >= GRAINS.index(base.grain) or number != int(number):
        return None
    place = lead.get("ordinal", "nth")
    stretch = _from_end(base, grain, int(number)) if place is None else _from_start(base, grain, int(place) - 1, int(number))
    return dated(found, stretch)


def part_of_whole(found: Found, scene: Scene) -> Stretch | None:
    """The month, year or other unit of which a part is told."""
    if found.has(*MONTHS):
        made = month_named(found, scene)
        return made.stretch if made else None
    of = year_of(found, scene)
    if of:
        return year(of)
    step = next((OFFSETS[p.name] for p in found.parts if p.name in OFFSETS), 0)
    return None if scene.anchor is None or not found.has("unit") else neighbour(scene.anchor, step, str(found.get("unit")))


def _from_start(base: Stretch, grain: str, skipped: int, number: int) -> Stretch | None:
    first = shift(base.first, skipped, "week" if grain == "weekend" else grain)
    if grain == "weekend" and first is not None:
        first += timedelta(days=(5 - first.weekday()) % 7)
    return None if first is None or first > base.last else _stretch(base, grain, first, number)


def _from_end(base: Stretch, grain: str, number: int) -> Stretch | None:
    if grain == "weekend":
        return _stretch(base, grain, base.last - timedelta(days=(base.last.weekday() - 5) % 7), number)
    after = shift(base.last, 1, "day")
    first = None if after is None else shift(after, -number, grain)
    return None if first is None or first < base.first else _stretch(base, grain, first, number)


def _stretch(base: Stretch, grain: str, first: date, number: int) -> Stretch | None:
    """So many units from a day on, within the whole."""
    after = first + timedelta(days=2) if grain == "weekend" else shift(first, number, grain)
    last = base.last if after is None else min(base.last, after - timedelta(days=1))
    one = holding(first + timedelta(days=3) if grain == "week" else first, grain)
    value = one.value if number == 1 and one is not None else f"{first.isoformat()}/{last.isoformat()}"
    return Stretch(first=first, last=last, grain=grain if number == 1 else "week", value=value)


def lengths(found: Found, scene: Scene) -> Made | None:
    """ "1 year, 1 month and 21 days", the larger unit first; "two hours and a half"."""
    ends = [i for i, p in enumerate(found.parts) if p.name in _UNITS]
    days, hours, last, start = "", "", len(GRAINS), 0
    for at in ends:
        grain = str(found.parts[at].value)
        number = counted([p for p in found.parts[start:at] if p.name != "and"])
        if number is None or LETTERS.get(grain) is None or _rank(grain) >= last:
            return None
        if grain in ("hour", "minute", "second"):
            hours += f"{number:g}{LETTERS[grain]}"
        else:
            days += f"{number:g}{LETTERS[grain]}"
        last, start = _rank(grain), at + 1
    value = f"P{days}" + (f"T{hours}" if hours else "")
    role = "window" if scene.before(found) in scene.words.window else ""
    return Made(first=found.first, last=found.last, type="DURATION", value=value, duration=value, role=role)


def _rank(grain: str) -> int:
    return ("second", "minute", "hour", "day", "week", "month", "year").index(grain)


def length_half(found: Found, scene: Scene) -> Made | None:
    """ "an hour and a half", "one year and a quarter"."""
    at = found.at(*_UNITS)
    number, grain = counted(found.parts[:at]), str(found.parts[at].value)
    if number is None or LETTERS.get(grain) is None:
        return None
    number += 0.25 if found.cut(at + 1, len(found.parts)).has("quarter") else 0.5
    value = f"{'PT' if grain in ('hour', 'minute', 'second') else 'P'}{number:g}{LETTERS[grain]}"
    role = "window" if scene.before(found) in scene.words.window else ""
    return Made(first=found.first, last=found.last, type="DURATION", value=value, duration=value, role=role)


def half_past(found: Found, scene: Scene) -> Made | None:
    """ "half past seven", "a quarter to six"."""
    joint = next(p for p in found.parts if p.name in ("last", "to"))
    hour = int(found.get(*_HOURS) or 0)
    if joint.token.norm not in scene.words.past_hour or not 1 <= hour <= 12:
        return None
    minute = 30 if found.has("half") else 15
    if joint.token.norm == "to":
        hour, minute = hour - 1, 60 - minute
    return _at(found, scene, f"{hour:02d}:{minute:02d}")


def hours(found: Found, scene: Scene) -> Made | None:
    """ "5 to 6 p.m.", "between nine and 11:30 a.m."."""
    at = next(i for i, p in enumerate(found.parts) if p.name in ("dash", "to", "until", "and"))
    half_day = int(found.get("ampm"))
    first, last = _minutes(found.cut(0, at), half_day), _minutes(found.cut(at + 1, len(found.parts)), half_day)
    if first is None or last is None:
        return None
    if first >= last:
        first -= 12 * 60  # "from 11 to 2 p.m." begins in the morning
    if first < 0 or first >= last:
        return None
    return _at(found, scene, f"{first // 60:02d}:{first % 60:02d}/T{last // 60:02d}:{last % 60:02d}")


def _minutes(found: Found, half_day: int) -> int | None:
    numbers = [int(p.value) for p in found.parts if p.name in _HOURS]
    if found.has("colon") and (len(numbers) < 2 or not joined(found.cut(0, 3)) or numbers[1] > 59):
        return None
    hour = numbers[0]
    return (hour % 12 + half_day) * 60 + (numbers[1] if len(numbers) > 1 else 0) if 1 <= hour <= 12 else None


def _at(found: Found, scene: Scene, time: str) -> Made:
    """A time of the day told last, else of the day of publication."""
    day = scene.speech_day(found)
    if day is None or day.grain != "day":
        return Made(first=found.first, last=found.last, type="TIME", value=f"T{time}")
    value = f"{day.value}T{time}".replace("/T", f"/{day.value}T")
    return Made(first=found.first, last=found.last, type="TIME", value=value, stretch=day)


def feast(found: Found, scene: Scene) -> Made | None:
    """ "New Year's Eve", "Boxing Day", "Thanksgiving", "Easter Monday", "Good Friday", a year behind it or none."""
    if found.has("feast_month"):
        return _month_of_feast(found, scene)
    which, weekday = str(found.get("feast", "feast_day", "feast_week", "feast_eid") or _NEW_YEAR), found.get("weekday")
    of = found.get("year4")

    def make(number: int) -> Stretch | None:
        return _feast(which, number, None if weekday is None else int(weekday))

    stretch = make(int(of)) if of else scene.pick(found, make)
    if stretch is not None and found.has("eve"):
        before = shift(stretch.first, -1, "day")
        stretch = None if before is None else holding(before, "day")
    grain = next((str(p.value) for p in found.parts[::-1] if p.name == "unit" and p.value != "year"), "day")
    if grain not in ("day", "week", "weekend"):
        return None
    if stretch is None or grain == "day":
        return dated(found, stretch)
    if grain == "week":
        return dated(found, holding(stretch.first, grain))
    first, last = long_weekend(stretch.first)
    return dated(found, Stretch(first=first, last=last, grain="weekend", value=f"{first.isoformat()}/{last.isoformat()}"))


def _month_of_feast(found: Found, scene: Scene) -> Made | None:
    """ "during Ramadan": the month, where a preposition shows that it is no person's name."""
    month = int(str(found.get("feast_month"))[1:].partition("-")[0])
    of = found.get("year4")

    def make(number: int) -> Stretch | None:
        first, after = moon_day(number, month, 1), moon_day(number, month + 1, 1)
        if first is None or after is None or after <= first:
            return None
        last = after - timedelta(days=1)
        return Stretch(first=first, last=last, grain="month", value=f"{first.isoformat()}/{last.isoformat()}")

    if scene.before(found) not in scene.words.prepositions:
        return None
    return dated(found, make(int(of)) if of else scene.pick(found, make))


def _feast(which: str, number: int, weekday: int | None) -> Stretch | None:
    """A feast of a year; one told with its weekday ("Good Friday") only where that fits."""
    day = by_rule(which, number)
    if day is not None and weekday is not None and which == _EASTER:
        day += timedelta(days=_EASTER_WEEK.get(weekday, _NEVER))
    fits = day is not None and (weekday is None or day.weekday() == weekday) and day.year == number
    return holding(day, "day") if fits and day is not None else None
