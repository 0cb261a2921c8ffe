"""Times told by the way: in a relative clause before an amount, and those of a part of what was counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Text
from stemma.core.types import Span
from stemma.reading.times.finder import TimeMention

_LONG: Final = 14  # tokens of a relative clause up to its time


class Asides:
    """Tells them, by the words of the table's [governing]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("governing", {})
        self._asides, self._which, self._happening, self._perfect, self._parts = (
            frozenset(told.get(name, ())) for name in ("asides", "which", "happening", "perfect", "parts")
        )

    def holds(self, text: Text, mention: TimeMention) -> bool:
        """True for the time of a relative clause that ends before the amount: "forecasters, who had 2.9% in November, came down to 2%".

        Not where that clause tells when it happened: "The quake, which struck on 3 April, killed 18".
        """
        if text.text[mention.end : mention.end + 1] != ",":
            return False
        sentence = text.sentence_at(mention.start)
        at = bisect_left(text.starts, mention.start)
        for i in range(at - 1, max(-1 if sentence is None else sentence.first, at - _LONG), -1):
            if text.tokens[i].norm == ",":
                return False
            if text.tokens[i].norm in self._asides:
                return text.tokens[i - 1].norm == "," and not self._happened(text, i, at, mention.end)
        return False

    def _happened(self, text: Text, first: int, last: int, end: int) -> bool:
        if text.tokens[first].norm not in self._which or self._happening.isdisjoint(t.norm for t in text.tokens[first + 1 : last]):
            return False
        behind = bisect_left(text.starts, end) + 1  # past the comma
        return behind < len(text.tokens) and text.tokens[behind].norm not in self._perfect

    def of_part(self, text: Text, between: Span) -> bool:
        """ "4,120 cases had been reported, 310 of them in the previous 24 hours": the time is that of the part."""
        words = [t.norm for t in text.within(between)]
        at = next((i for i in range(len(words) - 1, 0, -1) if words[i] in self._parts and "," in words[:i]), 0)
        if not at or "," in words[at:]:
            return False  # "42 people, 19 of them children, had been killed on Monday"
        return any(w[0].isdigit() for w in words) or (at > 1 and words[at - 1] == "of" and "," in words[: at - 1])

    def is_part(self, text: Text, span: Span) -> bool:
        """ "19 of them on Tuesday": an amount of those counted before."""
        at = bisect_left(text.starts, span.end)
        return at + 1 < len(text.tokens) and text.tokens[at].norm == "of" and text.tokens[at + 1].norm in self._parts
