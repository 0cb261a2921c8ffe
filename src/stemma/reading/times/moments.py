"""Figures of one moment: a quake's magnitude is of the day of the quake, whenever it was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from stemma.core.text import Text
from stemma.core.types import Report, Span, When
from stemma.reading.times.mention import TimeMention
from stemma.reading.times.opening import Opening

_LATE: Final = 60  # days after which an event is still news


class Moments:
    """Finds the day of an event for what was measured of it, by the words of the table's [moments]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        moments: Mapping[str, Any] = table.get("moments", {})
        self._measures = frozenset(moments.get("measures", ()))
        self._events = frozenset(moments.get("events", ()))
        self._opening = Opening(table)
        self._reckoned = frozenset(moments.get("reckoned", ()))

    def day(self, measure: str, report: Report, text: Text, times: Sequence[TimeMention], when: When | None) -> When | None:
        """The day on which the report says that the event was, where the figure has no day of its own; else what was found."""
        if measure not in self._measures or report.published is None or len(report.published.day) < len("2024-11-24"):
            return when
        own = report.published.day
        if when is not None and when.text and any(t.when == when and not t.spoken and not self._is_reckoned(t, text) for t in times):
            return when
        told = next((t.when for t in times if t.when is not None and self._is_event(t, text, own)), None)
        return when if told is None else When(start=told.start, end=told.start, text=told.text)

    def _is_event(self, mention: TimeMention, text: Text, own: str) -> bool:
        """ "Two earthquakes that tore through the south on Monday"."""
        when, sentence = mention.when, text.sentence_at(mention.start)
        if when is None or sentence is None or mention.spoken or text.marked(mention.start, mention.end):
            return False
        if mention.type not in ("DATE", "TIME") or mention.role not in ("point", "since"):
            return False
        if not when.start or (mention.role == "point" and when.start != when.end) or not 0 <= _days(when.start, own) <= _LATE:
            return False
        named = [t for t in text.tokens[sentence.first : sentence.last] if t.key in self._events]
        return any(self._reaches(text, Span(t.start, t.end), mention) for t in named)

    def _is_reckoned(self, mention: TimeMention, text: Text) -> bool:
        """ "Nine hours later" is of whatever was told before it."""
        return text.text[mention.start : mention.end].rsplit(" ", 1)[-1].lower() in self._reckoned

    def _reaches(self, text: Text, noun: Span, mention: TimeMention) -> bool:
        """ "Two earthquakes that tore through the south on Monday", "Monday's dawn earthquake"."""
        if noun.start >= mention.end:
            return self._opening.is_open(text, mention.end, noun.start)
        behind = text.within(Span(noun.end, mention.start))
        relative = len(behind) > 1 and behind[0].norm in self._opening.that
        return self._opening.is_open(text, behind[1].start if relative else noun.end, mention.start)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
