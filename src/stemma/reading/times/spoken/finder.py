"""Finds spoken times in a text, from left to right, the longest first, and gives each as a mention with an exact stretch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from stemma.core.text import Text
from stemma.core.types import Moment, When
from stemma.reading.times.mention import TimeMention
from stemma.reading.times.spoken.counting import ordinal
from stemma.reading.times.spoken.dates import made
from stemma.reading.times.spoken.line import Lexicon, Line, cut
from stemma.reading.times.spoken.meant import Got, Meant, written
from stemma.reading.times.spoken.ranges import whole

_TYPES = {"day": "DATE", "period": "DATE", "length": "DURATION", "set": "SET", "zone": "ZONE"}
_ROLES = {"before": "deadline", "until": "until", "since": "since", "after": "after"}
_UNKNOWN = datetime(2000, 1, 1)  # reckoned from where the time of speaking is not known; nothing of it is shown


class SpokenFinder:
    """Finds times by a register's words."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._words = Lexicon(table)

    def find(self, text: Text, anchor: Moment | None) -> list[TimeMention]:
        """The times of a text in order, reckoned from the moment of speaking."""
        line = cut(text.text, self._words, moment_of(anchor))
        return [_mention(line, first, last, meant, anchor) for first, last, meant in _told(line)]


def moment_of(anchor: Moment | None) -> datetime:
    """The time of speaking, at midnight where only its day is known."""
    if anchor is None:
        return _UNKNOWN
    try:
        told = datetime.fromisoformat(anchor.iso[:19]).replace(tzinfo=None)
    except ValueError:
        return _UNKNOWN
    return told if 1000 <= told.year <= 9000 else _UNKNOWN  # nobody speaks at the ends of the calendar


def _told(line: Line) -> list[tuple[int, int, Meant]]:
    found: list[tuple[int, int, Meant]] = []
    at = 0
    openings, rough = line.words.openings, line.words.parts["rough"]
    while at < len(line.pieces):
        norm = line.pieces[at].norm
        if norm not in openings and not norm.isdecimal() and not norm.endswith(rough):
            at += 1
            continue
        listed = _listed(line, at)
        if listed:
            found += listed
            at = listed[-1][1]
            continue
        got = whole(line, at, _may_be_hour(line, at, found))
        if got is None or not _stands(line, at, got):
            at += 1
            continue
        found.append((at, got[0], _in_context(line, at, got[1], found)))
        at = got[0]
    return found


def _may_be_hour(line: Line, at: int, found: list[tuple[int, int, Meant]]) -> bool:
    """True where a bare number here is an hour: behind "at", or the new hour of what was told one ("from 3pm to 4")."""
    before = line.norm(at - 1)
    if line.words.says(before, "to") and found and found[-1][2].kind in ("clock", "moment"):
        return True
    return (
        line.has(at - 1, "near_clock")
        and (not line.words.says(before, "for") or not line.norm(at).isdecimal())
        and not line.words.says(before, "about_past")
    )


def _stands(line: Line, at: int, got: Got) -> bool:
    """False for what a sign or a word beside it makes no time."""
    to, meant = got
    if line.glued(at) and line.norm(at)[:1].isdecimal() and line.norm(at - 1)[-1:].isalpha():
        return False
    if line.glued(to) and line.norm(to)[:1].isalnum() and line.norm(to - 1)[:1].isalnum():
        return False
    if line.norm(at - 1) == "$" and line.glued(at):
        return False
    return not (line.word(at - 1, "good_great") and meant.kind == "hours")


def _in_context(line: Line, at: int, meant: Meant, found: list[tuple[int, int, Meant]]) -> Meant:
    """ "next week Mon or Tue": a weekday told as an alternative lies in the week of the first."""
    if meant.weekday < 0 or not found or not line.word(at - 1, "alternatives") or found[-1][1] != at - 1:
        return meant
    other = found[-1][2].first
    if other is None or found[-1][2].kind not in ("day", "moment") or found[-1][2].weekday >= 0:
        return meant
    day = other + timedelta(days=(meant.weekday - other.weekday()) % 7)
    if meant.kind == "day":
        return replace(meant, first=day, last=day, value=day.isoformat(), weekday=-1)
    return replace(meant, first=day, last=day, weekday=-1)


def _listed(line: Line, at: int) -> list[tuple[int, int, Meant]]:
    """ "the 22nd, 23rd, 30th or 31st of March", "18 and 19 June": days that share their month."""
    spans: list[tuple[int, int, int]] = []
    to = at
    while True:
        start = line.skip(to, "the")
        one = ordinal(line, start) or (
            (start + 1, int(line.norm(start))) if line.norm(start).isdecimal() and len(line.norm(start)) <= 2 else None
        )
        if one is None or not 1 <= one[1] <= 31:
            return []
        spans.append((to, one[0], one[1]))
        if not line.word(one[0], "and_or_comma"):
            break
        to = line.skip(one[0] + 1, "and_or") if line.norm(one[0]) == "," else one[0] + 1
    behind = line.skip(spans[-1][1], "of")
    month = line.get(behind, "month")
    if len(spans) < 2 or month is None or line.word(at - 1, "between_dollar"):
        return []
    days = [(first, last, made(line, None, int(month), number)) for first, last, number in spans]
    days[-1] = (days[-1][0], behind + 1, days[-1][2])
    return [(first, last, meant) for first, last, meant in days if meant is not None]


def _mention(line: Line, first: int, last: int, meant: Meant, anchor: Moment | None) -> TimeMention:
    start, end = line.pieces[first].start, line.pieces[last - 1].end
    known = anchor is not None or meant.sure or meant.kind in ("clock", "hours", "length", "set", "zone")
    exact = exactly(meant) if known else ""
    return TimeMention(
        start=start,
        end=end,
        type=_TYPES.get(meant.kind, "TIME"),
        value=_value(meant, exact),
        when=_when(meant, line.text[start:end]) if known else None,
        duration=meant.value if meant.kind == "length" else "",
        role="frequency" if meant.kind == "set" else _ROLES.get(meant.bound, "point"),
        anchor=anchor.iso if anchor is not None and meant.first is not None else "",
        exact=exact,
    )


def _value(meant: Meant, exact: str) -> str:
    if meant.kind in ("day", "period", "length", "set", "zone") or meant.value == "PRESENT_REF":
        return meant.value
    return exact


def exactly(meant: Meant) -> str:
    """The stretch in ISO 8601: "2016-11-08", "2016-11-07T17:00/2016-11-07T18:00", "T07:30", "../2016-12-31", a length or a repeat."""
    if meant.kind in ("length", "set", "zone"):
        return meant.value
    first, last = _ends(meant)
    if meant.bound in ("before", "until"):
        return f"../{last if meant.bound == 'until' else _just_before(meant)}"
    if meant.bound == "after":
        return f"{_just_after(meant)}/.."
    if meant.bound == "since":
        return f"{first}/.."
    return first if first == last else f"{first}/{last}"


def _ends(meant: Meant) -> tuple[str, str]:
    one = "" if meant.first is None else meant.first.isoformat()
    two = "" if meant.last is None else meant.last.isoformat()
    if meant.opens is None:
        return one, two
    return f"{one}T{written(meant.opens)}", f"{two}T{written(meant.opens if meant.closes is None else meant.closes)}"


def _just_before(meant: Meant) -> str:
    """Up to where "before" reaches: the day before a day or the first of a period, or an hour."""
    return _ends(meant)[0] if meant.opens is not None else _day_beside(meant.first, -1)


def _just_after(meant: Meant) -> str:
    return _ends(meant)[1] if meant.opens is not None else _day_beside(meant.last, 1)


def _day_beside(day: date | None, step: int) -> str:
    try:
        return "" if day is None else (day + timedelta(days=step)).isoformat()
    except OverflowError:
        return ""


def _when(meant: Meant, words: str) -> When | None:
    """The days of it."""
    if meant.first is None or meant.last is None:
        return None
    first: str | None = meant.first.isoformat()
    last: str | None = meant.last.isoformat()
    if meant.bound in ("before", "until"):
        first, last = None, last if meant.bound == "until" or meant.opens is not None else _day_beside(meant.first, -1) or None
    elif meant.bound in ("after", "since"):
        first, last = first if meant.bound == "since" or meant.opens is not None else _day_beside(meant.last, 1) or None, None
    return When(start=first, end=last, text=words)
