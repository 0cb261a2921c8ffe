"""Times of what a figure is set beside: "up from 17,743 two days before", "beyond last week's line"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from stemma.core.text import Text
from stemma.core.types import Span
from stemma.reading.times.finder import TimeMention

_CHANGES = frozenset(("improvement", "increase", "rise", "advance", "decrease", "fall", "drop", "up", "down"))
_BEYOND = frozenset(("beyond", "above", "below", "than", "over", "under", "behind", "to"))
_FORMER = frozenset(("from", "against", "than"))  # before the number with which one is compared


def is_compared(mention: TimeMention, text: Text) -> bool:
    """True for "half as much again as in spring", "dearer than in May", "an improvement on April", which only say with what is compared."""
    words = text.text[max(0, mention.start - 20) : mention.start].lower().split()[-2:]
    if words[-1:] and words[-1] in _BEYOND and text.text[mention.end : mention.end + 2] in ("'s", "’s"):
        return True  # "30 miles beyond last week's line"
    if words[1:] in (["on"], ["over"]) and words[0] in _CHANGES:
        return True
    return words == ["as", "in"] or (words[:1] == ["than"] and words[1:] in (["in"], ["on"], ["at"]))


def of_former(text: Text, span: Span, mention: TimeMention) -> bool:
    """True for the day of the other number in "22,224, up from 17,743 two days before", "5.75 metres, against 3.71 five years before"."""
    words = [t.norm for t in text.within(Span(span.end, mention.start))]
    for at, word in enumerate(words[1:], 1):
        if word in _FORMER and words[at - 1] in ("up", "down", ",") and any(w[:1].isdigit() for w in words[at + 1 : at + 5]):
            return True
    return False


def risen_by(text: Text, span: Span, mention: TimeMention) -> bool:
    """True for the first number of "from 200 a day to 500 by the end of October", which held before that."""
    at = bisect_left(text.starts, span.start)
    if at == 0 or text.tokens[at - 1].norm != "from" or mention.role != "deadline":
        return False
    words = [t.norm for t in text.within(Span(span.end, mention.start))]
    return any(one == "to" and other[:1].isdigit() for one, other in pairwise(words))
