"""As of when the figures of a correction hold: those of the story that it corrects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from msgspec import structs

from stemma.core.text import Text
from stemma.core.types import Report, When
from stemma.reading.times.mention import TimeMention
from stemma.reading.times.pieces import Pieces

_OPENING: Final = 120  # characters of the body in which the story is named
_LATE: Final = 60  # days after which a story is still corrected
_BACK: Final = 7  # days before a story from which its figures may be


class Printed:
    """Puts the weekdays of a correction back before the story that it corrects, by the words of the table's [printed]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        printed: Mapping[str, Any] = table.get("printed", {})
        self._pieces = Pieces(table)
        self._titles = tuple(printed.get("titles", ()))
        self._later = frozenset(printed.get("later", ()))
        self._last: tuple[Report, Sequence[TimeMention], When | None] | None = None

    def put_back(self, report: Report, text: Text, times: Sequence[TimeMention]) -> Sequence[TimeMention]:
        """The times with weekdays that count from the story: "(11 August) ... The arrests were made on Sunday night"."""
        title = report.title.lower()
        if not any(word in title for word in self._titles):
            return times
        story = self.story(report, text, times)
        if story is None or report.published is None or not story.end:
            return times
        first = next((s.start for s in text.sentences if not text.marked(s.start, s.end)), 0)
        opening = next((t.start for t in times if self._pieces.of_piece(text.text, t.start, t.end)), -1)
        if opening > first + _OPENING:
            return times
        own, to = date.fromisoformat(report.published.day), date.fromisoformat(story.end)
        return [t if self._is_later(t, text) else _before_story(t, text, own, to) for t in times]

    def story(self, report: Report, text: Text, times: Sequence[TimeMention]) -> When | None:
        """ "In our story of 9 September we said ...": some day of the week up to that story, None where a report names none.

        The last answer is remembered, since each claim of a report asks.
        """
        last = self._last
        if last is None or last[0] is not report or last[1] is not times:
            last = self._last = (report, times, self._story(report, text, times))
        return last[2]

    def _story(self, report: Report, text: Text, times: Sequence[TimeMention]) -> When | None:
        if report.published is None or len(report.published.day) < len("2024-11-24"):
            return None
        own = date.fromisoformat(report.published.day)
        for time in times:
            when = time.when
            if when is None or not when.start or when.start != when.end or not self._pieces.of_piece(text.text, time.start, time.end):
                continue
            day = date.fromisoformat(when.start)
            if 0 < (own - day).days <= _LATE:
                return When(start=(day - timedelta(days=_BACK)).isoformat(), end=when.end, text=when.text)
        return None

    def _is_later(self, time: TimeMention, text: Text) -> bool:
        """True of what has come since the story: "the toll has since risen: police said on Friday"."""
        sentence = text.sentence_at(time.start)
        return time.spoken or sentence is None or not self._later.isdisjoint(text.keys(sentence))


def _before_story(time: TimeMention, text: Text, own: date, story: date) -> TimeMention:
    """A bare weekday between the story and its correction, put back to the last one before the story."""
    when = time.when
    if when is None or when.start != when.end or not when.start or time.anchor != own.isoformat() or time.role != "point":
        return time
    day = date.fromisoformat(when.start)
    words = text.text[time.start : time.end]
    if not story < day <= own or any(c.isdigit() for c in words) or day.strftime("%A") not in words:
        return time
    back = (day - timedelta(days=7 * -(-(day - story).days // 7))).isoformat()
    return structs.replace(time, value=back + time.value[len(back) :], when=replace(when, start=back, end=back))
