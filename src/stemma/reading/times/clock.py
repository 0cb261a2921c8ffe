"""Times of the day: "18:00 UTC", "5 p.m. on Monday", "noon"."""

from __future__ import annotations

from stemma.reading.times.calendar import Stretch, neighbour
from stemma.reading.times.dates import MONTHS, date_named, weekday_named
from stemma.reading.times.grammar import Found
from stemma.reading.times.scene import Made, Scene


def clock(found: Found, scene: Scene) -> Made | None:
    """ "18:00 UTC", "5 p.m. on Monday", "noon"."""
    time = _clock_time(found)
    if time is None:
        return None
    at = found.at("weekday", "today", *MONTHS)
    if found.has(*MONTHS):
        day_at = max(i for i, p in enumerate(found.parts) if p.name in ("dd", "nth"))
        hour_to = 2 if found.at("colon") == 1 else 0  # the last part of "18:00", of "noon"
        at = min(found.at(*MONTHS), day_at) if day_at > hour_to else found.at(*MONTHS)
    stretch = scene.speech_day(found)
    if at > 0:
        told = day_named(found.cut(at, len(found.parts)), scene)
        stretch = told if told is not None else stretch
    if stretch is None or stretch.grain != "day":
        return Made(first=found.first, last=found.last, type="TIME", value=f"T{time}")
    return Made(first=found.first, last=found.last, type="TIME", value=f"{stretch.first.isoformat()}T{time}", stretch=stretch)


def day_named(found: Found, scene: Scene) -> Stretch | None:
    """The day told behind a time of the day."""
    if found.has(*MONTHS):
        made = date_named(found, scene)
    elif found.has("today"):
        return None if scene.anchor is None else neighbour(scene.anchor, int(found.get("today")), "day")
    else:
        return weekday_named(found, scene)
    return made.stretch if made else None


def _clock_time(found: Found) -> str | None:
    first = found.parts[0]
    minute = 0
    if first.name == "noon":
        return f"{first.value:02d}:00"
    if found.has("colon") and found.at("colon") == 1:
        minutes = found.parts[2].token.text
        if len(minutes) != 2 or first.token.end != found.parts[1].token.start or found.parts[1].token.end != found.parts[2].token.start:
            return None
        hour, minute = int(first.value), int(minutes)
    elif found.has("ampm") and first.name == "num":
        pieces = first.token.text.split(".")
        if len(pieces) != 2 or len(pieces[1]) != 2 or not (pieces[0] + pieces[1]).isdigit():
            return None
        hour, minute = int(pieces[0]), int(pieces[1])
    elif first.name in ("year4", "num") and not found.has("ampm"):
        if len(first.token.text) != 4 or not first.token.text.isdigit():
            return None
        hour, minute = divmod(int(first.token.text), 100)
    else:
        hour = int(first.value)
    half_day = found.get("ampm")
    if half_day is not None:
        hour = hour % 12 + int(half_day) if hour <= 12 else 99
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + ("Z" if found.get("zone") == "Z" else "")
