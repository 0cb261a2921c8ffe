"""Times told from another time: "yesterday", "on Sunday", "last week", "two days earlier", "the last 24 hours"."""

from __future__ import annotations

from typing import Final

from msgspec import structs

from stemma.reading.times.calendar import LETTERS, Stretch, day, holding, neighbour, part, shift
from stemma.reading.times.dates import edge_of, weekday_named
from stemma.reading.times.grammar import Found
from stemma.reading.times.lengths import counted, length_value
from stemma.reading.times.scene import Made, Scene

_STEPS: Final = {"last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "same": 0, "that": 0}
_UNITS: Final = ("unit", "unit_many", "unit_letter", "quarter")
_SHORT: Final = ("hour", "minute", "second")


def today(found: Found, scene: Scene) -> Made | None:
    """ "yesterday", "tonight", "overnight", "this morning", "late last night"."""
    night = found.get("tonight")
    offset = int(found.get("today") or 0) - found.has("last")
    half = found.get("daypart") or night
    base = None if scene.anchor is None else neighbour(scene.anchor, offset, "day")
    if base is None:
        ref = "PAST_REF" if offset < 0 else "FUTURE_REF" if offset else "PRESENT_REF"
        return _made(found, "TIME" if half else "DATE", ref)
    if found.parts[-1].token.norm in scene.words.overnight:
        before = shift(base.first, -1, "day") or base.first
        return _made(found, "TIME", f"{base.value}T{half}", Stretch(first=before, last=base.last, grain="day", value=base.value))
    return _made(found, "TIME" if half else "DATE", base.value + (f"T{half}" if half else ""), base)


def day_around(found: Found, scene: Scene) -> Made | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    if scene.anchor is None or found.get("unit") != "day":
        return None
    offset = int(found.get("today")) + (1 if found.has("after") else -1)
    base = neighbour(scene.anchor, offset, "day")
    return _made(found, "DATE", base.value, base) if base else None


def weekday(found: Found, scene: Scene) -> Made | None:
    """ "on Sunday", "last Thursday", "late on Saturday evening", "Friday last week"."""
    at = found.at("weekday")
    after = scene.after(found)
    if found.parts[-1].name == "weekday" and (after in scene.words.after_name or scene.before(found) in scene.words.before_name):
        return None
    half = found.get("daypart")
    if half is None and found.has("noon"):
        half = "12:00"
    base = weekday_named(found, scene)
    tail = f"T{half}" if half else ""
    if base is None:
        return _made(found, "TIME" if half else "DATE", f"XXXX-WXX-{int(found.parts[at].value) + 1}{tail}")
    return _made(found, "TIME" if half else "DATE", base.value + tail, base)


def unit_near(found: Found, scene: Scene) -> Made | None:
    """ "last week", "earlier this month", "the end of the year", "the following day", "so far this year"."""
    at = found.at("unit", "quarter")
    grain = str(found.parts[at].value)
    words = [p for p in found.parts if p.name in _STEPS]
    name = words[-1].name if words else "this"
    if grain in _SHORT or (not words and not found.has("so", "rest") and not edge_of(found)):
        return None
    if found.parts[-1].name == "end" and not (found.has("dash") or found.parts[at].token.norm.endswith(("'s", "s'"))):
        return None  # "year's end", "the year-end"
    if grain == "day" and name in ("last", "this") and scene.after(found) == "of":
        return None
    rolling = name in ("last", "next", "previous") and not edge_of(found) and grain != "weekend"
    if rolling and (words[-1].token.norm in scene.words.just_past or (scene.before(found) in ("over", "within") and name != "previous")):
        return _window(found, scene, name, 1.0, grain)
    base = scene.base(grain) if name in ("previous", "following", "same", "that") else scene.anchor
    if name == "next" and grain == "day":
        base = scene.base()
    step = _STEPS[name]
    if grain == "weekend" and step > 0 and base is not None and words[-1].token.norm in scene.words.coming:
        here = neighbour(base, 0, grain)
        step = 0 if here is not None and base.first < here.first else 1  # said on a Tuesday, the coming weekend is in four days
    stretch = None if base is None else neighbour(base, step, grain)
    if stretch is None and scene.anchor is not None:
        stretch = neighbour(scene.anchor, _STEPS[name], grain)
    if stretch is None:
        return _made(found, "DATE", f"XXXX-{LETTERS.get(grain, 'X')}")
    return _near(found, scene, stretch, name, grain)


def daypart_near(found: Found, scene: Scene) -> Made | None:
    """ "the previous evening", "that same night": of the day told last, or the day before or after it."""
    name = [p.name for p in found.parts if p.name in _STEPS][-1]
    base = scene.told_day if name in ("same", "that") else scene.base("day")
    stretch = None if base is None else neighbour(base, _STEPS[name], "day")
    return None if stretch is None else _made(found, "TIME", f"{stretch.value}T{found.get('daypart')}", stretch)


def same_unit(found: Found, scene: Scene) -> Made | None:
    """ "the same month last year", "the same week a year earlier"."""
    base = scene.base(str(found.get("unit", "quarter")))
    before = None if base is None else shift(base.first, -1, "year")
    stretch = None if before is None else holding(before, str(found.get("unit", "quarter")))
    return _made(found, "DATE", stretch.value, stretch) if stretch else None


def _near(found: Found, scene: Scene, stretch: Stretch, name: str, grain: str) -> Made:
    edge, anchor, value = edge_of(found), scene.anchor, stretch.value
    if edge and name == "this" and anchor is not None and found.parts[0].token.norm in scene.words.halves:
        first, last = (stretch.first, anchor.last) if found.has("earlier") else (anchor.first, stretch.last)
        running = stretch.first <= anchor.first <= stretch.last
        return _made(found, "DATE", value, Stretch(first=first, last=last, grain=grain, value=value) if running else stretch)
    if edge:
        return Made(first=found.first, last=found.last, type="DATE", value=value, stretch=part(stretch, edge), edge=edge)
    running = anchor is not None and stretch.first <= anchor.first <= stretch.last and grain != "day"
    if anchor is None or not running or name not in ("this",):
        return _made(found, "DATE", value, stretch)
    if found.has("rest"):
        return _made(found, "DATE", value, Stretch(first=anchor.first, last=stretch.last, grain=grain, value=value), role="window")
    if scene.look(found) <= 0 or found.has("so"):
        stretch = Stretch(first=stretch.first, last=max(stretch.first, min(stretch.last, anchor.last)), grain=grain, value=value)
    return structs.replace(_made(found, "DATE", value, stretch, role="window"), duration=length_value(1, grain))


def span_near(found: Found, scene: Scene) -> Made | None:
    """ "the last 24 hours", "the preceding two weeks", "recent months", "the first nine months"."""
    name = next(p.name for p in found.parts if p.name in ("last", "previous", "next", "following", "recent", "ordinal", "final"))
    if name == "last" and scene.before(found) in scene.words.infinitive:
        return None  # "the stocks will last five days"
    at = max(found.at(n) for n in _UNITS)
    grain = str(found.parts[at].value)
    lead = found.at("last", "previous", "next", "following", "recent", "ordinal", "final")
    count = counted(found.parts[lead + 1 : at])
    if found.parts[at].name == "quarter" and count is None:
        return None
    if name == "ordinal" and (found.parts[lead].value != 1 or count is None):
        return None
    if name in ("ordinal", "final"):
        value = length_value(count, grain)
        return structs.replace(_made(found, "DURATION", value), duration=value)
    return _window(found, scene, name, count, grain)


def _window(found: Found, scene: Scene, name: str, count: float | None, grain: str) -> Made:
    """A stretch of known length that ends (or begins) at the time of speaking, or at the time told."""
    value = length_value(count, grain)
    base = scene.recent(found) if name in ("previous", "following") else scene.speech_day(found)
    if base is None:
        return structs.replace(_made(found, "DURATION", value), duration=value, role="window")
    whole = _whole_days(count, grain)
    if name in ("next", "following"):
        last = None if whole is None else shift(base.last, whole[0], whole[1])
        stretch = Stretch(first=base.first, last=last or base.last, grain=grain, value=value)
        return structs.replace(_made(found, "DURATION", value, stretch, role="window"), duration=value)
    first = None if whole is None else shift(base.first, -whole[0], whole[1])
    stretch = Stretch(first=first or base.first, last=base.last, grain=grain, value=value)
    return structs.replace(_made(found, "DURATION", value, stretch, role="window"), duration=value, open_start=first is None)


def _whole_days(count: float | None, grain: str) -> tuple[int, str] | None:
    """A length as a whole number of some unit of the calendar; hours become days, rounded up."""
    if count is None or count > 100_000:
        return None
    if grain in _SHORT:
        hours = count / {"hour": 1, "minute": 60, "second": 3600}[grain]
        return int(-(-hours // 24)) if hours > 12 else 0, "day"
    if count != int(count):
        finer = {"year": (12, "month"), "week": (7, "day"), "decade": (10, "year"), "month": (30, "day")}.get(grain, (1, grain))
        return round(count * finer[0]), finer[1]
    return int(count), grain


def ago(found: Found, scene: Scene) -> Made | None:
    """ "a week ago", "eleven days earlier", "three days later", "years ago"."""
    at = max(found.at(n) for n in _UNITS)
    grain = str(found.parts[at].value)
    last = found.parts[-1].token.norm
    the = int(found.parts[0].name == "the")
    count = counted(found.parts[the:at]) if at > the and not found.parts[the].name.startswith("unit") else None
    if at == 0 and found.parts[0].name in ("unit", "quarter"):
        count = 1.0 if found.has("dash") else None
        if count is None:
            return None
    if (last in ("before", "after") and scene.after(found) not in scene.words.ends) or scene.after(found) == "than":
        return _plain(found, at, count, grain)
    ahead = last in scene.words.later
    if the:
        return _before_window(found, scene, count, grain) or _plain(found, at, count, grain)
    if last in scene.words.earlier and (window := _before_stretch(found, scene, count, grain)) is not None:
        return window
    base = scene.anchor if last in scene.words.from_now else scene.base()
    whole = _whole_days(count, grain)
    role = "" if ahead else "before"
    unanchored = last in scene.words.onward and base is scene.anchor and scene.told is None and scene.look(found) < 0
    if base is None or whole is None or unanchored:
        return _made(found, "DATE", "FUTURE_REF" if ahead else "PAST_REF", role=role)
    to = shift(base.first, whole[0] if ahead else -whole[0], whole[1])
    kind = whole[1] if whole[1] in ("month", "year", "quarter", "decade", "century") else "day"
    stretch = None if to is None else holding(to, "year" if kind in ("decade", "century") else kind)
    if stretch is None:
        return None
    return _made(found, "TIME" if grain in _SHORT else "DATE", stretch.value, stretch, role=role)


def _before_stretch(found: Found, scene: Scene, count: float | None, grain: str) -> Made | None:
    """ "3,945 in the week of 14 to 20 April, against 5,247 one week earlier": as long a stretch as the one told."""
    told, whole = scene.told, _whole_days(count, grain)
    if told is None or told.grain == "day" or whole is None or scene.told_at != scene.text.tokens[found.first].sentence:
        return None
    first = shift(told.first, -whole[0], whole[1])
    if first is None or (told.first - first).days != (told.last - told.first).days + 1:
        return None
    stretch = Stretch(
        first=first, last=first + (told.last - told.first), grain=told.grain, value=f"{first.isoformat()}/{told.first.isoformat()}"
    )
    return _made(found, "DATE", stretch.value, stretch)


def _before_window(found: Found, scene: Scene, count: float | None, grain: str) -> Made | None:
    """ "the seven days before", behind "in the past seven days"."""
    whole = _whole_days(count, grain)
    stretch = None if whole is None else scene.window_before(found, *whole)
    if stretch is None:
        return None
    value = length_value(count, grain)
    return structs.replace(_made(found, "DURATION", value, stretch, role="window"), duration=value)


def _plain(found: Found, at: int, count: float | None, grain: str) -> Made:
    value = length_value(count, grain)
    return Made(first=found.first, last=found.first + at + 1, type="DURATION", value=value, duration=value)


def unit_by(found: Found, scene: Scene) -> Made | None:
    """ "the day before", "the night after", "the year earlier", where no event follows."""
    grain = str(found.get("unit") or "day")
    behind = scene.after(found)
    if (behind not in scene.words.ends and not behind[:1].isdigit()) or grain in _SHORT:
        return None
    window = None if found.has("after", "daypart") else _before_window(found, scene, 1.0, grain)
    if window is not None:
        return window
    base = scene.base(grain)
    stretch = None if base is None else neighbour(base, 1 if found.has("after") else -1, grain)
    half = found.get("daypart")
    if stretch is None:
        return None
    if half:
        return _made(found, "TIME", f"{stretch.value}T{half}", stretch)
    return _made(found, "DATE", stretch.value, stretch, role="" if found.has("after") else "before")


def bare_unit(found: Found, scene: Scene) -> Made | None:
    """ "the weekend"; and "the day", "the year", which say no more than what was told."""
    grain = str(found.get("unit"))
    if grain != "weekend":
        return _told_unit(found, scene, grain)
    if scene.before(found) == "a":
        return None
    anchor = scene.anchor
    if anchor is None or anchor.grain != "day":
        return _made(found, "DATE", "XXXX-WXX-WE")
    step = -1 if scene.look(found) <= 0 and anchor.first.weekday() < 5 else 0
    stretch = neighbour(anchor, step, "weekend")
    return _made(found, "DATE", stretch.value, stretch) if stretch else None


def _told_unit(found: Found, scene: Scene, grain: str) -> Made | None:
    if scene.before(found) == "before" and scene.anchor is not None and scene.norm(found.last + 1, found) in scene.words.out:
        whole = neighbour(scene.anchor, 0, grain)
        return (
            None
            if whole is None
            else Made(first=found.first, last=found.last, type="DATE", value=whole.value, stretch=part(whole, "late"), edge="late")
        )
    if not found.has("the") or grain not in ("day", "week", "month", "year") or scene.after(found) in scene.words.before_event:
        return None
    base = scene.base(grain)
    stretch = None if base is None else neighbour(base, 0, grain)
    return _made(found, "DATE", stretch.value) if stretch else None


def reference(found: Found, scene: Scene) -> Made | None:
    """ "now", "recently", "soon"."""
    value = str(found.get("reference") or ("FUTURE_REF" if found.has("future") else "PRESENT_REF" if found.has("this") else "PAST_REF"))
    if found.has("unit_many") and (found.get("unit_many") != "day" or found.parts[0].token.norm != "these"):
        return None
    now = scene.anchor if value == "PRESENT_REF" and scene.anchor is not None else None
    return _made(found, "DATE", value, day(now.first) if now is not None and now.grain == "day" else None)


def _made(found: Found, kind: str, value: str, stretch: Stretch | None = None, role: str = "") -> Made:
    return Made(first=found.first, last=found.last, type=kind, value=value, stretch=stretch, role=role)
