"""Lengths and repeats of time: "two and a half years", "24 hours", "every two weeks", "200 metres a day"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemma.reading.times.calendar import LETTERS, Stretch, day, shift
from stemma.reading.times.grammar import Found, Part
from stemma.reading.times.scene import Made, Scene

_UNITS: Final = ("unit", "unit_many", "unit_letter", "quarter")
_TIMES: Final = {"fortnight": (2, "week"), "weekend": (1, "weekend"), "decade": (10, "year"), "century": (100, "year")}
_NUMBERS: Final = ("small", "tens", "dd", "num", "num2")
_DUE, _HOURS = ("hour", "day", "week", "fortnight", "month"), 24
_VAGUE: Final = ("few", "several")


def counted(parts: Sequence[Part]) -> float | None:
    """The number that some words say; None for a few, several and the like."""
    total, seen, halves, ranged = 0.0, False, 0.0, False
    for at, part in enumerate(parts):
        if part.name in _NUMBERS and part.value is not None:
            if ranged:
                break
            value = float(part.value)
            total = total + value if seen and parts[at - 1].name in ("tens", "dash") else value
            seen = True
        elif part.name == "half":
            halves = 0.5
        elif part.name in ("couple", "dozen", "hundred"):
            total, seen = {"couple": 2.0, "dozen": 12.0, "hundred": 100.0}[part.name] * (total or 1.0), True
        elif part.name in _VAGUE:
            return None
        elif seen and (part.name in ("to", "or") or (part.name == "dash" and parts[at - 1].name != "tens")):
            ranged = True
    if halves or seen:
        return total + halves
    return 1.0 if any(p.name == "a" for p in parts) else None


def length_value(count: float | None, grain: str) -> str:
    """A length as ISO 8601 has it: "P2W", "PT24H", "PXD" where the number is not said."""
    times, unit = _TIMES.get(grain, (1, grain))
    if grain == "century" and count is None:
        return "PXC"
    number = "X" if count is None else f"{count * times:g}"
    if unit == "weekend":
        return f"P{number}WE"
    letter = LETTERS.get(unit, "D")
    return f"PT{number}{letter}" if unit in ("hour", "minute", "second") else f"P{number}{letter}"


def length(found: Found, scene: Scene) -> Made | None:
    """ "two weeks", "a four-day rally", "half an hour"; "a day" behind an amount is a rate."""
    at = max(found.at(n) for n in _UNITS)
    unit = found.parts[at]
    grain, single = str(unit.value), found.parts[0].name == "a"
    if unit.name == "quarter" or (grain == "quarter" and scene.after(found) == "of"):
        return None
    if unit.name == "unit_letter" and (unit.token.text != "h" or found.parts[at - 1].token.end != unit.token.start):
        return None
    count = counted(found.parts[:at])
    value = length_value(count, grain)
    if (due := _deadline(found, scene, count, grain)) is not None:
        return due
    if single and at == 1 and _rate(found, scene):
        return Made(first=found.first, last=found.last, type="SET", value=value, role="frequency")
    role = "window" if scene.before(found) in scene.words.window or _inside(found, scene) else ""
    return Made(first=found.first, last=found.last, type="DURATION", value=value, duration=value, role=role)


def _deadline(found: Found, scene: Scene, count: float | None, grain: str) -> Made | None:
    """ "The beds will be ready within ten days": up to which day, told from the day of publication."""
    before = scene.before(found)
    if before not in ("in", "within") or count is None or scene.anchor is None or grain not in _DUE or scene.look(found) <= 0:
        return None
    if grain == "hour":
        count, grain = count // _HOURS, "day"
    to = shift(scene.anchor.first, int(count), grain) if count == int(count) and count >= 1 else None
    if to is None or scene.after(found) in ("of", "after", "before"):
        return None
    if before == "in":
        stretch = day(to)
    else:
        stretch = Stretch(first=scene.anchor.first, last=to, grain="day", value=f"{scene.anchor.first.isoformat()}/{to.isoformat()}")
    return Made(first=found.first, last=found.last, type="DATE", value=stretch.value, stretch=stretch)


def _inside(found: Found, scene: Scene) -> bool:
    """True for "in just a few weeks"."""
    return scene.before(found) in ("a", "some") and scene.before(found, 2) in ("in", "within", "over")


def _rate(found: Found, scene: Scene) -> bool:
    """True where an amount stands close before: "15 a year", "200 metres a day", "once a week"."""
    first = scene.before(found)
    if first in scene.words.often or first[:1].isdigit():
        return True
    if not first or first in scene.words.no_rate or not first[:1].isalpha():
        return first in (")", "%")
    for steps in range(1, 5):
        word = scene.before(found, steps)
        if word[:1].isdigit() or scene.grammar.name(scene.signs, found.first - steps) in ("small", "tens", "hundred", "dozen"):
            return True
        if not word[:1].isalpha() or word in scene.words.no_rate:
            return word in ("$", "€", "£")
    return False


def loose(found: Found, scene: Scene) -> Made | None:
    """ "for months", "within hours"."""
    before = scene.before(found)
    if before not in scene.words.loose or scene.after(found) == "of":
        return None
    value = length_value(None, str(found.get("unit_many")))
    role = "window" if before in scene.words.window else ""
    return Made(first=found.first, last=found.last, type="DURATION", value=value, duration=value, role=role)


def age(found: Found, scene: Scene) -> Made | None:
    """ "a 34-year-old": read, and no time."""
    return Made(first=found.first, last=found.last)


def repeat(found: Found, scene: Scene) -> Made | None:
    """ "each day", "every two weeks", "per month", "every Friday"."""
    if found.has("weekday"):
        return _set(found, f"XXXX-WXX-{int(found.get('weekday')) + 1}")
    half = found.get("daypart")
    if half:
        return _set(found, f"XXXX-XX-XXT{half}")
    season = found.get("season")
    if season:
        return _set(found, f"XXXX-{season}")
    at = max(found.at(n) for n in _UNITS)
    ordinal = found.get("ordinal")
    count: float | None = float(ordinal) if ordinal else 2.0 if found.has("other") else counted(found.parts[1:at]) if at > 1 else 1.0
    return _set(found, length_value(count, str(found.parts[at].value)))


def often(found: Found, scene: Scene) -> Made | None:
    """ "daily"; a newspaper's name is no time."""
    token = found.parts[0].token
    at_start = scene.sentence(found).start == token.start
    if token.text[0].isupper() and (not at_start or scene.text.tokens[found.last].text[:1].isupper() if scene.after(found) else False):
        return None
    return _set(found, str(found.parts[0].value))


def weekdays(found: Found, scene: Scene) -> Made | None:
    """ "on Mondays", "Tuesday nights"."""
    half = found.get("daypart")
    return _set(found, f"XXXX-WXX-{int(found.get('weekday_many')) + 1}" + (f"T{half}" if half else ""))


def _set(found: Found, value: str) -> Made:
    return Made(first=found.first, last=found.last, type="SET", value=value, role="frequency")
