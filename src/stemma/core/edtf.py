"""Stretches of time in the words of EDTF (ISO 8601-2), and how exact a TIMEX3 value is."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from stemma.core.types import When

_SEASONS: Final = {3: 21, 6: 22, 9: 23, 12: 24}  # the first month of a season, and its number in EDTF
_HALVES: Final = {1: 40, 7: 41}
_SHAPES: Final = (
    (re.compile(r"T\d\d:\d\d|T\d\d$"), "minute"),
    (re.compile(r"T(?:MO|AF|EV|NI|MI)"), "part of a day"),
    (re.compile(r"^\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"^\d{4}-W\d\d-WE"), "weekend"),
    (re.compile(r"^\d{4}-W\d\d"), "week"),
    (re.compile(r"^(?:\d{4}|XXXX)-Q\d"), "quarter"),
    (re.compile(r"^\d{4}-H\d"), "half"),
    (re.compile(r"^\d{4}-(?:SP|SU|FA|WI)"), "season"),
    (re.compile(r"^\d{4}-\d\d"), "month"),
    (re.compile(r"^\d{4}$"), "year"),
    (re.compile(r"^\d{3}$"), "decade"),
    (re.compile(r"^\d\d$"), "century"),
)


def edtf(when: When | None) -> str:
    """A stretch as EDTF writes it: "2024-10-22", "2024-10", "2009-36" (a quarter), "199X", "2024-10-20/2024-10-22", "2024-08-06/.."."""
    if when is None or not (when.start or when.end):
        return ""
    if not when.start or not when.end:
        return f"{when.start or '..'}/{when.end or '..'}"
    if when.start == when.end:
        return when.start
    try:
        first, last = date.fromisoformat(when.start), date.fromisoformat(when.end)
    except ValueError:
        return f"{when.start}/{when.end}"
    return _whole(first, last) or f"{when.start}/{when.end}"


def _whole(first: date, last: date) -> str:
    """The name of a whole month, quarter, season, half, year, decade or century, "" for no such stretch."""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return ""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    year = f"{first.year:04d}"
    if months == 1:
        return f"{year}-{first.month:02d}"
    if months == 3 and first.month in (1, 4, 7, 10):
        return f"{year}-{33 + first.month // 3}"
    if months == 3 and first.month in _SEASONS:
        return f"{year}-{_SEASONS[first.month]}"
    if months == 6 and first.month in _HALVES:
        return f"{year}-{_HALVES[first.month]}"
    if months == 12 and first.month == 1:
        return year
    if months == 120 and first.month == 1 and first.year % 10 == 0:
        return f"{year[:3]}X"
    return ""


def precision(value: str) -> str:
    """How exact a TIMEX3 value is: "minute", "day", "week", "month" ...; "" for lengths, sets and vague times."""
    if "/" in value or value.startswith("P"):
        return ""
    return next((name for shape, name in _SHAPES if shape.search(value)), "")
