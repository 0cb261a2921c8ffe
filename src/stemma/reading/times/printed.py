"""As of when the figures of a correction hold: those of the story that it corrects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stemma.core.text import Text
from stemma.core.types import Report, When
from stemma.reading.times.mention import TimeMention
from stemma.reading.times.pieces import of_piece

_LATE = 60  # days after which a story is still corrected
_BACK = 7  # days before a story from which its figures may be


def of_story(report: Report, text: Text, times: Sequence[TimeMention]) -> When | None:
    """ "In our story of 9 September we said ...": some day of the week up to that story, None where a report names no story of its own."""
    if report.published is None or len(report.published.day) < len("2024-11-24"):
        return None
    own = date.fromisoformat(report.published.day)
    for time in times:
        when = time.when
        if when is None or not when.start or when.start != when.end or not of_piece(text.text, time.start, time.end):
            continue
        day = date.fromisoformat(when.start)
        if 0 < (own - day).days <= _LATE:
            return When(start=(day - timedelta(days=_BACK)).isoformat(), end=when.end, text=when.text)
    return None
