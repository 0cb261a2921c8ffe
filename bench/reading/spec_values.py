"""What a case of the specification expects, and what Stemma read, as stretches of time that can be compared.

The specification gives each time as one or more readings ("past" and "future" where the year is not said), each with a start, an end or a
value, the end of a range left out. A newspaper's reader chooses one reading; it is right where it is one of those that the case lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from stemma.reading.times.finder import TimeMention

Meant = tuple[str, str, str]  # kind, from, to: both ends belong to it; "" where open
_SECONDS = {"S": 1, "M": 60, "H": 3600}
_DAYS = {"D": 86400, "W": 7 * 86400, "M": 30 * 86400, "Y": 365 * 86400}
_LENGTH = re.compile(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?")
_PARTS = {"MO": ("08:00", "12:00"), "AF": ("12:00", "16:00"), "EV": ("16:00", "20:00"), "NI": ("20:00", "23:59"), "DA": ("04:00", "08:00")}
_WEEK = re.compile(r"\d{4}-W\d\d")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_CLOCK = re.compile(r"(?:(\d{4}-\d\d-\d\d))?T(\d\d:\d\d|[A-Z]{2})")


def expected(marked: Mapping[str, Any]) -> set[Meant] | None:
    """The readings of one marked time, None where the case gives none to compare."""
    values = marked["values"]
    if not values:
        return None
    if isinstance(values, list):
        return {m for value in values for m in _of_value(value)}
    if "values" in values:
        return {m for value in values["values"] for m in _of_value(value)}
    if "FutureResolution" not in values:
        return None  # a zone of its own
    found = set()
    for name in ("FutureResolution", "PastResolution"):
        found.update(_of_resolution(values[name] or {}, str(values.get("Mod", ""))))
    return found


def _of_value(value: Mapping[str, Any]) -> Iterable[Meant]:
    kind = str(value.get("type", "")).replace("datetimealt", "datetime")
    if kind == "duration":
        return [("length", str(float(value["value"])), "")]
    if kind == "set":
        return [("set", str(value["timex"]), "")]
    if value.get("value") == "not resolved":
        return []  # the specification gives no stretch: "the summer", "last fiscal year"
    if "value" in value:
        return [_point(str(value["value"]))]
    return [_range(str(value.get("start", "")), str(value.get("end", "")), str(value.get("Mod", "")))]


def _of_resolution(resolution: Mapping[str, str], mod: str) -> Iterable[Meant]:
    if "duration" in resolution:
        return [("length", str(float(resolution["duration"])), "")]
    if "set" in resolution:
        return [("set", resolution["set"].removeprefix("Set: "), "")]
    points = [v for k, v in resolution.items() if k in ("date", "time", "dateTime")]
    if points:
        return [_point(points[0])]
    start = next((v for k, v in resolution.items() if k.startswith("start")), "")
    end = next((v for k, v in resolution.items() if k.startswith("end")), "")
    return [_range(start, end, mod)] if start or end else []


def _point(value: str) -> Meant:
    value = value.replace("T", " ")
    if ":" not in value:
        return "day", value[:10], value[:10]
    at = value[:16] if "-" in value else value[:5]
    return "time", at, at


def _range(start: str, end: str, mod: str) -> Meant:
    kind = "time" if ":" in start + end else "day"
    if kind == "time":
        return kind, start[:16] if "-" in start else start[:5], end[:16] if "-" in end else end[:5]
    return kind, start[:10], _day_before(end[:10]) if end and mod not in ("since", "after", "until") else end[:10]


def _day_before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def read(meant: Sequence[TimeMention]) -> set[Meant]:
    """What Stemma read in the times that the specification marks as one, in each form that it uses: its ranges end now before, now behind
    their last day, its weeks of a month are those of the calendar, and what lasts since a day stays open."""
    if len(meant) == 1:
        return set(_of_exact(meant[0]) if meant[0].exact else _of_mention(meant[0]))
    clocks = [m for m in meant if m.type == "TIME"]
    days = [m for m in meant if m.type == "DATE" and m.when is not None]
    if len(meant) == len(days) == 2:
        return set(_between(days))
    if len(clocks) == len(meant) == 2 and sum(c.value[-2:].isdigit() for c in clocks) == 1:
        part, clock = sorted(clocks, key=lambda c: c.value[-2:].isdigit())
        return set(_at(part.value[:10] if part.value[:1].isdigit() else "", clock.value))  # "8 am this morning"
    if len(clocks) == len(meant) == 2:
        return {("time", one[1], other[2]) for one in _of_mention(clocks[0]) for other in _of_mention(clocks[1])}
    if len(clocks) == 1 and days and days[0].when is not None and days[0].when.start == days[0].when.end:
        return set(_at(str(days[0].when.start), clocks[0].value))
    return set()


def _of_exact(mention: TimeMention) -> Iterable[Meant]:
    """A time of the spoken register, which gives its stretch with hours."""
    first, _, last = mention.exact.partition("/")
    if mention.type == "DURATION":
        yield from _length(mention.exact)
    elif mention.type == "SET":
        yield "set", mention.exact, ""
    elif ":" in mention.exact:
        one, other = (_clock(first), _clock(last or first))
        yield "time", one, other
        if last.endswith("T23:59:59") and "-" in last:
            yield "time", one, f"{_day_after(last[:10])} 00:00"  # the end of a day is written as the beginning of the next
    elif mention.type == "DATE":
        last = last or first
        yield "day", _open(first), _open(last)
        if last == "..":
            yield "day", _day_before(first), ""  # "after 1 January" begins there on that day
        ends = [_opened(v) for v in mention.value.split("/")]
        if len(ends) == 2 and all(ends):
            yield "day", ends[0], _day_before(ends[1])


def _clock(end: str) -> str:
    """An end as the specification writes it: "2016-11-07 17:00", "17:00"."""
    return "" if end == ".." else end.replace("T", " ").strip()[: 16 if "-" in end else 5]


def _open(end: str) -> str:
    return "" if end == ".." else end


def _between(days: Sequence[TimeMention]) -> Iterable[Meant]:
    one, other = days[0].when, days[1].when
    if one is None or other is None:
        return
    if one.start == other.start and one.end == other.end and one.start == one.end:
        yield "day", str(one.start), str(one.end)  # a weekday and its day
    first, last = _opened(days[0].value) or one.start, _opened(days[1].value) or other.end
    if first and last:
        yield "day", first, _day_before(last)
        yield "day", first, other.end or ""


def _opened(value: str) -> str:
    """The first day of a day, month or year."""
    return value + {4: "-01-01", 7: "-01"}.get(len(value), "") if _DAY.fullmatch(value) else ""


def _of_mention(mention: TimeMention) -> Iterable[Meant]:
    when, value = mention.when, mention.value
    if mention.type == "DURATION" and mention.role != "window":
        yield from _length(mention.duration or value)
    elif mention.type == "SET":
        yield "set", value, ""
    elif mention.type == "TIME":
        yield from _at("", value)
    elif when is not None:
        first, last = when.start or "", when.end or ""
        yield "day", first, last
        if mention.role == "since":
            yield "day", first, ""
        ends = [_opened(v) for v in value.split("/")]
        if len(ends) == 2 and all(ends) and mention.type == "DATE":
            yield "day", ends[0], _day_before(ends[1])
        if mention.type == "DURATION" and last == mention.anchor:
            yield "day", first, _day_before(last)  # the last two days end before the day of speaking
        if mention.type == "DURATION" and first == mention.anchor:
            yield "day", (date.fromisoformat(first) + timedelta(days=1)).isoformat(), last
        if _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
            yield "day", monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _at(day: str, value: str) -> Iterable[Meant]:
    """A time of the day, on a day told beside it, on its own day, or on none."""
    found = [(m[1], *_PARTS.get(m[2], (m[2], m[2]))) for m in _CLOCK.finditer(value)]
    if found:
        on = day or found[0][0] or ""
        yield "time", f"{on} {found[0][1]}".strip(), f"{on} {found[-1][2]}".strip()


def _length(value: str) -> Iterable[Meant]:
    weekends = re.fullmatch(r"P([\d.]+)WE", value)
    if weekends is not None:
        yield "length", str(2 * _DAYS["D"] * float(weekends[1])), ""
    match = _LENGTH.fullmatch(value)
    if match is None:
        return
    sizes = [_DAYS["Y"], _DAYS["M"], _DAYS["W"], _DAYS["D"], _SECONDS["H"], _SECONDS["M"], _SECONDS["S"]]
    yield "length", str(float(sum(float(n) * size for n, size in zip(match.groups(), sizes, strict=True) if n))), ""


def agrees(marked: Mapping[str, Any], meant: Sequence[TimeMention]) -> bool:
    """True where the case gives no value to compare, or what was read is one of its readings; a bare hour may stand on any day."""
    wanted = expected(marked)
    if not wanted:
        return True
    for kind, first, last in read(meant):
        if (kind, first, last) in wanted or (kind == "time" and (kind, first[-5:], last[-5:]) in wanted):
            return True
        if meant[0].value == "PRESENT_REF" and ("time", f"{first} 00:00", f"{first} 00:00") in wanted:
            return True  # "now" is a minute there
    return False
