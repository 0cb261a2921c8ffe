"""When something was known: instants that sort, and the words in which people give them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from stemma.core.errors import StemmaError
from stemma.core.types import Report

UNDATED = "9999"
_AGO = re.compile(r"(\d+)\s*(h|hours?|d|days?|w|weeks?)(?:\s+ago)?$")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def instant(iso: str) -> str:
    """An ISO time of any precision as an instant in UTC that sorts; a day counts from its beginning."""
    if not iso:
        return UNDATED
    full = iso + "-01-01"[len(iso) - 4 :] if len(iso) < len("2024-11-24") else iso
    try:
        moment = datetime.fromisoformat(full)
    except ValueError:
        return iso
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat()


def known(report: Report) -> str:
    """Since when a report was known, as an instant; the undated come last."""
    return instant(report.published.iso) if report.published else UNDATED


def since(words: str, now: datetime) -> str:
    """The instant that a user means: "yesterday", "today", "3 days", "24h", "2024-11-24", "2024-11-24T09:00Z"."""
    said = " ".join(words.split()).casefold()
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if said in ("today", "yesterday"):
        return (midnight - timedelta(days=said == "yesterday")).isoformat()
    if ago := _AGO.match(said):
        return (now.astimezone(UTC) - timedelta(**{_UNITS[ago[2][0]]: int(ago[1])})).isoformat(timespec="seconds")
    found = instant(words.strip())
    try:
        datetime.fromisoformat(found)
    except ValueError:
        raise StemmaError(f"'{words}' is no time: give a day (2024-11-24), an hour (2024-11-24T09:00Z), 'yesterday' or '3 days'.") from None
    return found
