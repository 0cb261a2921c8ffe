"""Times of what a figure is set beside: "up from 17,743 two days before", "beyond last week's line"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from stemma.core.text import Text
from stemma.core.types import Span
from stemma.reading.times.finder import TimeMention


class Compared:
    """Tells such times by the words of the table's [compared]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("compared", {})
        self._changes, self._beyond, self._former, self._bases, self._before, self._from, self._to = (
            frozenset(told.get(name, ())) for name in ("changes", "beyond", "former", "bases", "before", "from", "to")
        )
        self._standing = frozenset(told.get("standing", ()))
        self._as_in = frozenset(tuple(phrase.split()) for phrase in told.get("phrases", ()))

    def is_compared(self, mention: TimeMention, text: Text) -> bool:
        """True for "half as much again as in spring", "dearer than in May", "an improvement on April": with what is compared."""
        opened = text.text[max(0, mention.start - 30) : mention.start].lower().split()[-3:]
        words = opened[-2:]
        if words[-1:] and words[-1] in self._beyond and text.text[mention.end : mention.end + 2] in ("'s", "’s"):
            return True  # "30 miles beyond last week's line"
        if words[1:] and words[1] in self._bases and words[0] in self._changes:
            moved = words[0] in self._before and opened[0] not in self._standing and opened[0].isalpha()
            return len(opened) < len(words) + 1 or not moved  # "the canopy came down on 1 November" compares nothing
        return tuple(words) in self._as_in

    def of_former(self, text: Text, span: Span, mention: TimeMention) -> bool:
        """True for the day of the other number in "22,224, up from 17,743 two days before", "5.75 m, against 3.71 in 2019"."""
        words = [t.norm for t in text.within(Span(span.end, mention.start))]
        if self._has_fallen(text, span, words):
            return True
        for at, word in enumerate(words[1:], 1):
            if (
                word in self._former
                and (words[at - 1] == "," or words[at - 1] in self._before)
                and any(w[:1].isdigit() for w in words[at + 1 : at + 5])
            ):
                return True
        return False

    def _has_fallen(self, text: Text, span: Span, words: list[str]) -> bool:
        """ "fallen to around 1,200 a day from 4,700 a day in late November": where a change came to, and whence."""
        at = bisect_left(text.starts, span.start)
        if not any(t.norm in self._to for t in text.tokens[max(0, at - 2) : at]):
            return False
        return any(one in self._from and other[:1].isdigit() for one, other in pairwise(words))

    def risen_by(self, text: Text, span: Span, mention: TimeMention) -> bool:
        """True for the first number of "from 200 a day to 500 by the end of October", which held before that."""
        at = bisect_left(text.starts, span.start)
        if at == 0 or text.tokens[at - 1].norm not in self._from or mention.role != "deadline":
            return False
        words = [t.norm for t in text.within(Span(span.end, mention.start))]
        return any(one in self._to and other[:1].isdigit() for one, other in pairwise(words))
