"""The day of the event told in a report's lead, which dates what is told of it further down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from stemma.core.text import Sentence, Text
from stemma.core.types import Report, Span, When
from stemma.reading.times.finder import TimeMention
from stemma.reading.times.pieces import Pieces

_SHORT: Final = 4  # letters of "used", which is no past
_OPENING: Final = 5  # tokens of "On Friday evening,"


class Leads:
    """Finds the day of the lead by the words of the table's [lead]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        lead: Mapping[str, Any] = table.get("lead", {})
        self._pieces = Pieces(table)
        self._days, self._sentences = int(lead.get("days", 0)), int(lead.get("sentences", 0))
        self._past, self._not_past, self._reporting, self._not_of_event, self._not_lead = (
            frozenset(lead.get(name, ())) for name in ("past", "not_past", "reporting", "not_of_event", "not_lead")
        )

    def day(self, report: Report, text: Text, times: Sequence[TimeMention], core: Span) -> When | None:
        """The lead's day for an amount told in the past tense, None where the amount stands for the time of the report."""
        sentence = text.sentence_at(core.start)
        led = self._led(report, text, times)
        if sentence is None or led is None or led.when is None or led.start >= sentence.start:
            return None
        first = text.tokens[text.token_at(led.start)].sentence
        if text.tokens[sentence.first].sentence - first > self._sentences or not self._goes_on(text, sentence):
            return None
        return led.when

    def _led(self, report: Report, text: Text, times: Sequence[TimeMention]) -> TimeMention | None:
        """The time of the event in the lead: one past day, told in its paragraph and not as the time of a statement."""
        if not times or report.published is None or len(report.published.day) < len("2024-11-24"):
            return None
        own = date.fromisoformat(report.published.day)
        body = next((s.paragraph for s in text.sentences if not text.marked(s.start, s.end)), -1)
        for time in times:
            where = text.sentence_at(time.start)
            if where is None or where.paragraph > body:
                return None
            when = time.when
            if self._pieces.of_piece(text.text, time.start, time.end):
                continue
            if where.paragraph < body or time.role != "point" or when is None or not when.start or when.start != when.end:
                continue
            late = (own - date.fromisoformat(when.start)).days
            fresh = 1 <= late <= self._days and time.type in ("DATE", "TIME") and not time.spoken
            words = _clause(text, where, time)
            return time if fresh and self._not_lead.isdisjoint(words) and self._told(words) else None
        return None

    def _goes_on(self, text: Text, sentence: Sentence) -> bool:
        """True for a sentence that tells of the event: in the past tense, and of no running total."""
        words = [t.norm for t in text.tokens[sentence.first : sentence.last]]
        if not self._not_past.isdisjoint(words) or not self._not_of_event.isdisjoint(words):
            return False
        return self._told(words) or not self._reporting.isdisjoint(words)

    def _told(self, words: Sequence[str]) -> bool:
        return any(w in self._past or (w.endswith("ed") and len(w) > _SHORT) for w in words)


def _clause(text: Text, sentence: Sentence, time: TimeMention) -> list[str]:
    """The words of a sentence up to the comma behind a time; "On Friday, ..." leads into more."""
    words = [t.norm for t in text.tokens[sentence.first : sentence.last]]
    at = text.token_at(time.end) - sentence.first
    while at < len(words) and (words[at] != "," or at < _OPENING):
        at += 1
    return words[:at]
