"""Publication times as they were given: offset and precision kept, what is no date stays unknown."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from stemma.core.types import Moment

_CLOCK = r"[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})(?:-(\d{{2}})(?:-(\d{{2}})(?:{_CLOCK})?)?)?$", re.IGNORECASE)
_WRITTEN = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


def moment(raw: str) -> Moment | None:
    """A publication time from words of any usual form, or None where they are no date."""
    given = raw.strip()
    if not 4 <= len(given) <= 80:
        return None
    iso = _iso(given) or _mail(given) or _written(given)
    return Moment(iso=iso, raw=raw.strip()) if iso else None


def _iso(given: str) -> str:
    match = _ISO.match(given)
    if not match:
        return ""
    year, month, day, clock, offset = match.groups()
    try:
        datetime(int(year), int(month or 1), int(day or 1))
        if clock:
            datetime.fromisoformat(f"2000-01-01T{clock}")
    except ValueError:
        return ""
    date = "-".join(part for part in (year, month, day) if part)
    return f"{date}T{clock}{_offset(offset or '')}" if clock else date


def _offset(given: str) -> str:
    if given.upper() == "Z":
        return "+00:00"
    if not given:
        return ""
    digits = given[1:].replace(":", "").ljust(4, "0")
    return f"{given[0]}{digits[:2]}:{digits[2:]}"


def _mail(given: str) -> str:
    """The form of mail and feeds: Sat, 23 Nov 2024 14:20:00 +0200."""
    if not re.search(r"\d:\d\d", given):
        return ""
    try:
        return parsedate_to_datetime(given).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _written(given: str) -> str:
    plain = " ".join(_ORDINAL.sub("", _WEEKDAY.sub("", given)).replace(",", " ").replace("Sept ", "Sep ").replace(". ", " ").split())
    for form in _WRITTEN:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return ""
