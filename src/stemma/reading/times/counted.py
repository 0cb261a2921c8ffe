"""Days told by their place: "the week after next", "the first Monday of May", "two days before Christmas", "7 in the evening"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from msgspec import structs

from stemma.reading.times.calendar import LETTERS, Stretch, day, day_of, holding, neighbour, shift
from stemma.reading.times.clock import day_named
from stemma.reading.times.compound import feast, half_past, part_of_whole
from stemma.reading.times.dates import MONTHS, OFFSETS, date_named, dated, joined, month_named, weekday_named
from stemma.reading.times.grammar import Found
from stemma.reading.times.lengths import counted
from stemma.reading.times.scene import Made, Scene

_UNITS: Final = ("unit", "unit_many")
_HOURS: Final = ("dd", "small", "num2")
_FEASTS: Final = ("feast", "feast_day", "feast_week", "new")
_NOON: Final = {"MO": 0, "DA": 0, "AF": 12, "EV": 12}  # what a part of the day adds to its hours; the night has both
_LATEST_NIGHT: Final = 5  # "three at night" is in the small hours
_DAYS: Final = 31  # of a month


def unit_far(found: Found, scene: Scene) -> Made | None:
    """ "the week after next", "the month before last"."""
    grain, step = str(found.get("unit")), 2 if found.has("after") else -2
    stretch = None if scene.anchor is None else neighbour(scene.anchor, step, grain)
    return dated(found, stretch)


def day_of_unit(found: Found, scene: Scene) -> Made | None:
    """ "next week on Tuesday", "Monday of last week"."""
    step = next((OFFSETS[p.name] for p in found.parts if p.name in OFFSETS), 0)
    whole = None if scene.anchor is None or found.get("unit") != "week" else neighbour(scene.anchor, step, "week")
    return None if whole is None else dated(found, day(whole.first + timedelta(days=int(found.get("weekday")))))


def nth_weekday(found: Found, scene: Scene) -> Made | None:
    """ "the first Monday of May", "the last Sunday in October 2023", "the second Tuesday of next month"."""
    at = found.at("of", "in")
    whole = part_of_whole(found.cut(at + 1, len(found.parts)), scene)
    if whole is None or whole.grain not in ("month", "year"):
        return None
    weekday, place = int(found.get("weekday")), found.cut(0, at).get("ordinal", "nth")
    if place is None:
        to = whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7)
    else:
        to = whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (int(place) - 1))
    return dated(found, day(to)) if whole.first <= to <= whole.last else None


def nth_of_month(found: Found, scene: Scene) -> Made | None:
    """ "the 3rd of next month"."""
    step = next((OFFSETS[p.name] for p in found.parts if p.name in OFFSETS), 0)
    whole = None if scene.anchor is None or found.get("unit") != "month" else neighbour(scene.anchor, step, "month")
    return None if whole is None else dated(found, day_of(whole.first.year, whole.first.month, int(found.get("nth"))))


def weekday_nth(found: Found, scene: Scene) -> Made | None:
    """ "Monday the 21st": the one next to the publication date, behind it where no verb looks ahead."""
    anchor, weekday, nth = scene.anchor, int(found.get("weekday", "weekday_short")), int(found.get("nth"))
    if anchor is None:
        return None
    fits = []
    for step in range(-12, 13):
        month = shift(anchor.first.replace(day=1), step, "month")
        at = None if month is None else day_of(month.year, month.month, nth)
        if at is not None and at.first.weekday() == weekday:
            fits.append(at)
    past, ahead = [s for s in fits if s.first <= anchor.last], [s for s in fits if s.last >= anchor.first]
    chosen = ahead[:1] if scene.look(found) > 0 and ahead else past[-1:] or ahead[:1]
    return dated(found, chosen[0]) if chosen else None


def counted_from(found: Found, scene: Scene) -> Made | None:
    """ "two days after Monday", "two weeks from tomorrow", "a week before Christmas", "three days after 7 October"."""
    at = found.at(*_UNITS)
    grain, number = str(found.parts[at].value), counted(found.parts[:at])
    base = _day_from(found.cut(at + 2, len(found.parts)), scene)
    if base is None or number is None or number != int(number) or number > 1000 or grain not in ("day", "week", "month", "year"):
        return None
    sign = -1 if found.parts[at + 1].name == "before" else 1
    to = shift(base.first, sign * int(number), grain)
    return None if to is None else dated(found, day(to))


def half_past_part(found: Found, scene: Scene) -> Made | None:
    """ "half past eight in the evening" is twelve hours later than "half past eight"."""
    made, part = half_past(found, scene), found.get("daypart")
    if made is None or part is None:
        return made
    on, _, clock = made.value.partition("T")
    late = part in ("AF", "EV") or (part == "NI" and int(clock[:2]) >= _LATEST_NIGHT)
    hour = int(clock[:2]) % 12 + (12 if late else 0)
    return structs.replace(made, value=f"{on}T{hour:02d}{clock[2:]}")


def _day_from(found: Found, scene: Scene) -> Stretch | None:
    """The day from which is counted."""
    if found.has("today"):
        return None if scene.anchor is None else neighbour(scene.anchor, int(found.get("today")), "day")
    made: Made | None
    if found.has(*MONTHS):
        made = date_named(found, scene)
    elif found.has(*_FEASTS):
        made = feast(found, scene)
    else:
        return weekday_named(found, scene)
    return None if made is None or made.stretch is None or made.stretch.grain != "day" else made.stretch


def hour_part(found: Found, scene: Scene) -> Made | None:
    """ "7 in the evening", "half past eight in the morning", "three at night", "between 3 and 5 in the afternoon"."""
    part, at = str(found.get("daypart")), found.at("daypart") + 1
    told, found = found.cut(at, len(found.parts)), found.cut(0, at)
    ends = [i for i, p in enumerate(found.parts) if p.name in ("dash", "to", "until", "and")]
    pieces = [found.cut(0, ends[0]), found.cut(ends[0] + 1, len(found.parts))] if ends else [found]
    if not (ends or found.has("colon", "oclock") or scene.before(found) in scene.words.before_hour):
        return None  # "killed 7 in the evening"
    minutes = [minutes_at(piece, part) for piece in pieces]
    if None in minutes or len(minutes) > 2:
        return None
    base = (day_named(told, scene) if told.parts else None) or scene.speech_day(found)
    on = base.value if base is not None and base.grain == "day" else ""
    value = "/".join(f"{on}T{m // 60:02d}:{m % 60:02d}" for m in minutes if m is not None)
    return Made(first=found.first, last=max(found.last, told.last), type="TIME", value=value, stretch=base if on else None)


def minutes_at(found: Found, part: str) -> int | None:
    """The minute of the day that an hour and a part of the day mean."""
    numbers = [int(p.value) for p in found.parts if p.name in _HOURS]
    if not numbers or not 1 <= numbers[0] <= 12:
        return None
    minute = 0
    if found.has("colon"):
        if len(numbers) < 2 or numbers[1] > 59 or not joined(found.cut(0, 3)):
            return None
        minute = numbers[1]
    hour = numbers[0] % 12
    if part == "NI":
        return (hour if hour < _LATEST_NIGHT else hour + 12) * 60 + minute
    return (hour + _NOON[part]) * 60 + minute if part in _NOON else None


def week_numbered(found: Found, scene: Scene) -> Made | None:
    """ "epidemiological week 42 of 2024", "week 42 of 2024": the weeks of ISO 8601, which those of epidemiology follow within a day."""
    number = found.get("dd", "num2")
    if found.get("unit") != "week" or number is None or not 1 <= int(number) <= 53:
        return None

    def make(of: int) -> Stretch | None:
        try:
            return holding(date.fromisocalendar(of, int(number), 1), "week")
        except ValueError:
            return None  # few years have a 53rd

    of = found.get("year4")
    return dated(found, make(int(of)) if of else scene.pick(found, make))


def week_holding(found: Found, scene: Scene) -> Made | None:
    """ "the week of 22 October"."""
    made = date_named(found.cut(found.at("of") + 1, len(found.parts)), scene)
    stretch = None if made is None or made.stretch is None else holding(made.stretch.first, "week")
    return dated(found, stretch)


def unit_up_to(found: Found, scene: Scene) -> Made | None:
    """ "the week ending 9 June", "the month to 12 August", "the week to Friday": so long a window up to a day."""
    at, grain = found.at("ending", "ended", "to", "until"), str(found.get("unit"))
    behind = found.cut(at + 1, len(found.parts))
    dated_by = date_named(behind, scene) if behind.has(*MONTHS) else None
    last = weekday_named(behind, scene) if not behind.has(*MONTHS) else None if dated_by is None else dated_by.stretch
    before = None if last is None or grain not in ("week", "fortnight", "month", "year") else shift(last.first, -1, grain)
    if last is None or before is None or last.grain != "day":
        return None
    stretch = Stretch(first=before + timedelta(days=1), last=last.first, grain=grain, value=f"P1{LETTERS.get(grain, 'W')}")
    value = "P2W" if grain == "fortnight" else stretch.value
    return Made(first=found.first, last=found.last, type="DURATION", value=value, duration=value, stretch=stretch, role="window")


def months_up_to(found: Found, scene: Scene) -> Made | None:
    """ "the year to September", "the twelve months to August 2024": whole months up to the end of one."""
    following = scene.norm(found.last + (scene.after(found) == "."), found)
    if following.isdigit() and 1 <= int(following) <= _DAYS:
        return None  # "the six months to Oct. 20"
    at = found.at("ending", "ended", "to", "until")
    unit = found.parts[at - 1]
    number = counted(found.parts[: at - 1]) if unit.name == "unit_many" else 1.0
    until = month_named(found.cut(found.at(*MONTHS), len(found.parts)), scene)
    last = None if until is None else until.stretch
    if number is None or last is None or str(unit.value) not in ("month", "year") or number != int(number):
        return None
    months = int(number) * (12 if unit.value == "year" else 1)
    first = shift(last.first, 1 - months, "month")
    return None if first is None else _window(found, Stretch(first=first, last=last.last, grain="month", value=f"P{months}M"))


def to_date(found: Found, scene: Scene) -> Made | None:
    """ "Year to date": from January up to the day of publication."""
    anchor = scene.anchor
    if anchor is None:
        return None
    return _window(found, Stretch(first=anchor.first.replace(month=1, day=1), last=anchor.last, grain="year", value=f"{anchor.first.year}"))


def _window(found: Found, stretch: Stretch) -> Made:
    return Made(first=found.first, last=found.last, type="DATE", value=stretch.value, stretch=stretch, role="window")
