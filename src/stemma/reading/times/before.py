"""Times told from an event whose day the text itself tells: "before the war", "since the quake"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from stemma.core.text import Text, Token
from stemma.core.types import When
from stemma.reading.times.calendar import shift

if TYPE_CHECKING:
    from stemma.reading.times.finder import TimeMention

_MODIFIERS: Final = 6  # tokens of "before the full-scale" up to "invasion"
_REACH: Final = 7  # tokens between "broke out" and its day


class Beginnings:
    """Finds the day on which the matter of a report began, by the words of the table's [begin]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        begin = table.get("begin", {})
        self._verbs = frozenset(begin.get("verbs", ()))
        self._events = frozenset(begin.get("events", ()))
        self._modifiers = frozenset(begin.get("modifiers", ()))

    def phrases(self, text: Text, words: str) -> list[tuple[int, int]]:
        """The tokens of each "before the war" (or since, by the word asked for)."""
        tokens = text.tokens
        found: list[tuple[int, int]] = []
        if words not in text.text.lower():
            return found
        for i in [i for i, t in enumerate(tokens[:-2]) if t.norm == words]:
            at = i + 1
            while at < min(len(tokens) - 1, i + _MODIFIERS) and tokens[at].norm in self._modifiers:
                at += 1
            if at > i + 1 and tokens[at].norm in self._events and tokens[at].sentence == tokens[i].sentence:
                found.append((i, at + 1))
        return found

    def day(self, text: Text, mentions: Sequence[TimeMention]) -> date | None:
        """The earliest day told with "since" or a word of beginning."""
        days = [m for m in mentions if m.when is not None and m.type in ("DATE", "TIME") and len(m.value) >= len("2024-11-24")]
        begun = [_day(m) for m in days if m.role == "since" or any(t.norm in self._verbs for t in _before(text, m.start))]
        return min((d for d in begun if d is not None), default=None)


def day_before(day: date) -> When | None:
    """The last day before an event."""
    to = shift(day, -1, "day")
    return None if to is None else When(start=to.isoformat(), end=to.isoformat())


def _before(text: Text, offset: int) -> tuple[Token, ...]:
    at = text.token_at(offset)
    return tuple(t for t in text.tokens[max(0, at - _REACH) : at] if t.sentence == text.tokens[at].sentence)


def _day(mention: TimeMention) -> date | None:
    try:
        return date.fromisoformat(mention.value[:10])
    except ValueError:
        return None
