"""The day as of which a whole bulletin is reckoned: "Situation update 3 (as of 30 October)", "Data as of 13 October 2024"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from stemma.core.text import Text, segment
from stemma.core.types import Report, When
from stemma.reading.times.finder import TimeFinder, TimeMention

_HEAD: Final = 3  # sentences of the body that still belong to the head of a bulletin
_BACK: Final = 40  # characters of "Data as of 18:00 on"
_LATE: Final = 14  # days between the reckoning and the bulletin


class Reckoned:
    """Finds the day of reckoning by the words of the table's [reckoned]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("reckoned", {})
        weeks = "|".join(map(re.escape, told.get("weeks", ()))) or "(?!)"
        self._week = re.compile(rf"(?i)\b(?:{weeks})[ -](?P<number>\d{{1,2}})\b")
        as_of, data = ("|".join(map(re.escape, told.get(name, ()))) or "(?!)" for name in ("as_of", "data"))
        ends = "|".join(map(re.escape, told.get("ends", ()))) or "(?!)"
        owners = "".join(f"{re.escape(word)} |" for word in told.get("owners", ())) + "(?!)"
        runs = "".join(f"{re.escape(word)} |" for word in told.get("runs", ())) + "(?!)"
        hours = "|".join(map(re.escape, told.get("hours", ()))) or "(?!)"
        clock = rf"(?:[\d:.]+ ?(?:{hours})? ?(?:on )?)?"
        self._as_of = re.compile(rf"(?i)\b(?:{as_of})\b")
        self._title = re.compile(rf"(?i)\b(?:{as_of}) {clock}\Z")
        periods = "|".join(map(re.escape, told.get("periods", ()))) or "(?!)"
        # "HIGHLIGHTS. As of 13 August, 503,484 cases"
        self._first = re.compile(rf"(?i)(?:\A|\n) *(?:[\w ]{{1,30}}[.:] +)?(?:{as_of}) {clock}\Z")
        self._period = re.compile(rf"(?i)(?:\A|[.\n] *)(?:{periods}):? (?:from )?\Z")
        head = r"(?:\A|[.\n] *)(?:[\d:.]+(?: [-–—])? )?"  # of a sentence, or of an entry with its hour
        self._body = re.compile(rf"(?i){head}(?:{owners})?(?:{data}):? (?:{runs})?(?:{as_of}|{ends}) {clock}\Z")

    def day(self, report: Report, text: Text, times: Sequence[TimeMention], finder: TimeFinder) -> When | None:
        """The day of reckoning that a report's title or its first lines give, None where they give none."""
        if report.published is None:
            return None
        own = report.published.day
        if self._as_of.search(report.title):
            titled = segment(report.title)
            for time in finder.find(titled, report.published):
                if time.when is not None and self._title.search(report.title[: time.start]) and _fits(time.when, own):
                    return time.when
        week = self._week.search(report.title)
        sunday = None if week is None else _sunday(own, int(week["number"]), week[0])
        if sunday is not None:
            return sunday
        head = [s for s in text.sentences if not text.marked(s.start, s.end)][:_HEAD]
        for number, time in enumerate(times):
            if not head or time.start >= head[-1].end:
                break
            if self._period.search(text.text[max(0, time.start - _BACK) : time.start]):
                last = _last_of(times[number : number + 2], text)
                if last is not None and _fits(last, own):
                    return last
            if time.when is not None and self._body.search(text.text[max(0, time.start - _BACK) : time.start]) and _fits(time.when, own):
                return time.when
            if time.when is not None and number == 0 and _fits(time.when, own) and self._first.search(_before(text.text, time.start)):
                return When(start=time.when.start, end=own)  # what it opens with; the rest may be later
            if time.role == "window" and time.start < head[0].end and (last := _counted_to(time)) is not None and _fits(last, own):
                return last
        return None


def _before(text: str, start: int) -> str:
    return text[max(0, start - _BACK) : start]


def _sunday(own: str, number: int, words: str) -> When | None:
    """The last day of a week of the year of a report's day, None where it lies too far back."""
    try:
        day = date.fromisocalendar(date.fromisoformat(own).isocalendar()[0], number, 7).isoformat()
    except ValueError:
        return None
    when = When(start=day, end=day, text=words)
    return when if _fits(when, own) else None


def _last_of(times: Sequence[TimeMention], text: Text) -> When | None:
    """The last day of a period told by one time or by two: "Period covered: 29 April to 5 May"."""
    joined = len(times) == 2 and text.text[times[0].end : times[1].start].strip().lower() in ("to", "-", "–", "—", "until", "through")
    when = times[-1 if joined else 0].when
    return None if when is None or not when.end else When(start=when.end, end=when.end, text=when.text)


def _counted_to(time: TimeMention) -> When | None:
    """The last day of a stretch of weeks over which the head of a bulletin counts: "From 1 January to 1 September ..."."""
    when = time.when
    if when is None or not when.start or not when.end or time.type != "DATE":
        return None
    if (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days < _LATE:
        return None
    return When(start=when.end, end=when.end, text=when.text)


def _fits(when: When, own: str) -> bool:
    """True for a single day at most two weeks before the report's."""
    try:
        return when.start == when.end and 0 <= (date.fromisoformat(own) - date.fromisoformat(when.start or "")).days <= _LATE
    except ValueError:
        return False
