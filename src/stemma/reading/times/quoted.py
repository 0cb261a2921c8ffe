"""Days told inside quotation marks count from the day on which the words were spoken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import structs

from stemma.core.text import Text
from stemma.core.types import When
from stemma.reading.times.calendar import Stretch, shift

if TYPE_CHECKING:
    from stemma.reading.times.finder import TimeMention

_BEHIND: Final = 90  # characters between the closing mark and the day of the statement
_CLOSING: Final = ("”", '"')


def from_day_spoken(found: Sequence[TimeMention], text: Text, anchor: Stretch | None, deictic: frozenset[str]) -> list[TimeMention]:
    """ "Today we lost two," he said on Saturday: that today is the Saturday."""
    if anchor is None or anchor.grain != "day":
        return list(found)
    moved = list(found)
    for i, mention in enumerate(found):
        words = text.text[mention.start : mention.end].lower().split()
        if mention.when is None or not words or words[-1] not in deictic or not _quoted(text, mention.start):
            continue
        spoken = _spoken_behind(found[i + 1 : i + 4], text, mention)
        if spoken is not None:
            moved[i] = _shifted(mention, (spoken - anchor.first).days)
    return moved


def _quoted(text: Text, offset: int) -> bool:
    """True where a quotation opened in this paragraph is not closed yet."""
    before = text.text[text.text.rfind("\n", 0, offset) + 1 : offset]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def _spoken_behind(others: Sequence[TimeMention], text: Text, mention: TimeMention) -> date | None:
    closing = min((at for at in (text.text.find(mark, mention.end) for mark in _CLOSING) if at >= 0), default=-1)
    if closing < 0 or "\n" in text.text[mention.end : closing]:
        return None
    for other in others:
        if other.spoken and closing <= other.start <= closing + _BEHIND and other.when is not None and other.when.start:
            return date.fromisoformat(other.when.start)
    return None


def _shifted(mention: TimeMention, days: int) -> TimeMention:
    when = mention.when
    first = shift(date.fromisoformat(when.start), days, "day") if when and when.start else None
    last = shift(date.fromisoformat(when.end), days, "day") if when and when.end else None
    if when is None or first is None or last is None:
        return mention
    moved = When(start=first.isoformat(), end=last.isoformat(), text=when.text)
    return structs.replace(mention, value=last.isoformat() + mention.value[10:], when=moved)
