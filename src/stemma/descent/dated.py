"""Whether a count is told of another day than where it was had from: signs in the two sentences, each with its weight.

The two readings alone do not tell it. A copy that names no day is read as of its publication, and most who write one mean nothing by it;
who names another day than the older report, or leaves "since Tuesday" out, has moved the count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import log1p
from typing import Final

from stemma.core.days import ordinal
from stemma.core.packs import Pack
from stemma.core.types import When
from stemma.descent.matter import Line
from stemma.descent.setting import Weights

_WORD: Final = re.compile(r"\w+")
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_BESIDE: Final = (-1, 1, -2)  # where the number of a day stands from its month: "4 May", "May 4", "4 of May"
_ABOUT, _WEEK = 3, 7  # days by which a part of a month is meant only roughly; a stretch that a part of a month may stand for
_LONG, _SINCE = 2, "since"  # days between the ends of a stretch that is more than a day and its eve
_SAID: Final = {
    "apart": "the two times do not meet",
    "later": "the younger is later",
    "told_each": "each sentence names its own",
    "told_elsewhere": "the younger is named in another sentence",
    "left_out": "the younger names none",
    "ahead": "a day to come became the present",
    "days_other": "each sentence has a day that the other lacks",
    "days_new": "a day is named where none was",
    "days_each": "each sentence names a day",
    "span_lost": "words for a stretch of time are gone",
    "span_gained": "words for a stretch of time are new",
    "since_gained": '"since" is new',
    "begins_other": "the two stretches begin on other days",
    "begins_named": "both beginnings are named",
    "ends_other": "the two stretches end on other days",
}


class Dated:
    """Weighs the signs that a count was moved in time, by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        words: Mapping[str, Sequence[str]] = pack.tables["descent"]["words"]
        self._months = frozenset(words["months"])
        self._weekdays = frozenset(words["weekdays"])
        self._parts = frozenset(words["parts_of_month"])
        self._spans = frozenset(pack.tables["changes"]["words"]["spans"])
        self._alone = self._months - frozenset(words["stop"])  # "may" is a month only beside a number
        self.weights = Weights(pack, "time")

    def told(self, signs: Mapping[str, float]) -> str:
        """The signs that speak most for it, in words."""
        return self.weights.told(signs, _SAID)

    def said(self, when: When, line: Line) -> str:
        """The words by which a sentence tells a time: its own, or those for a stretch, each with the word before it."""
        words = line.plain.split()
        spans = [" ".join(words[max(0, k - 1) : k + 1]) for k, word in enumerate(words) if word in self._spans]
        return ", ".join(spans) or when.text

    def signs(self, older: When, younger: When, before: Line, after: Line, published: str) -> dict[str, float]:
        """The signs by name, each with how much there is of it; `published` is the older report's day, "" where that is lost."""
        one, other = _stretch(older), _stretch(younger)
        if one is None or other is None or _as_of_its_end(one, other) or self._roughly(one, other, older, younger):
            return {}
        here, there = before.plain.split(), after.plain.split()
        told, retold = _WORD.findall(older.text.lower()), _WORD.findall(younger.text.lower())
        found = self._apart(one, other, _within(told, here), _within(retold, there), bool(retold), published)
        found |= self._named(frozenset(here), frozenset(there), self._days(here), self._days(there))
        if "apart" in found and self._days(told) & self._days(here) and self._days(retold) & self._days(there):
            found["days_each"] = 1.0
        if told and told == retold:
            found["same_words"] = 1.0
        if not published:
            found["from_lost"] = 1.0
        found["width"] = log1p(max(one[1] - one[0], other[1] - other[0]))
        return found

    def _roughly(self, one: tuple[int, int], other: tuple[int, int], older: When, younger: When) -> bool:
        """True where only the younger is told by a part of a month, and that part is the one in which the older begins or ends."""
        told, retold = (not self._parts.isdisjoint(_WORD.findall(when.text.lower())) for when in (older, younger))
        if told or not retold:
            return False
        return any(other[0] - _ABOUT <= day <= other[1] + _ABOUT for day in (one if one[1] - one[0] <= _WEEK else one[:1]))

    def _apart(
        self, one: tuple[int, int], other: tuple[int, int], told: bool, retold: bool, dated: bool, published: str
    ) -> dict[str, float]:
        """What the two stretches of time tell, and whether the sentences themselves name them."""
        if one[0] <= other[1] and other[0] <= one[1]:
            return _shifted(one, other, told and retold)
        found = {"apart": 1.0, "gap": log1p(max(other[0] - one[1], one[0] - other[1]))}
        day = ordinal(published)
        if other[0] > one[1]:
            found["later"] = 1.0
        if told:
            found["told_each" if retold else "told_elsewhere" if dated else "left_out"] = 1.0
        if day is not None and day > one[1]:
            found["old"] = log1p(day - one[1])
        if day is not None and one[1] > day + 1 and not dated:
            found["ahead"] = 1.0
        return found

    def _named(self, here: frozenset[str], there: frozenset[str], days: frozenset[str], others: frozenset[str]) -> dict[str, float]:
        """Days and words for stretches of time that one sentence has and the other lacks."""
        lost, gained = (here & self._spans) - there, (there & self._spans) - here
        told = {
            "days_other": bool(days - others) and bool(others - days),
            "days_new": bool(others) and not days,
            "span_lost": bool(lost),
            "span_gained": bool(gained),
            "since_gained": _SINCE in gained,
        }
        return {name: 1.0 for name, holds in told.items() if holds}

    def _days(self, words: Sequence[str]) -> frozenset[str]:
        """The days and months among some words: "tuesday", "march", "4 march"."""
        found: set[str] = set()
        for k, word in enumerate(words):
            if word in self._weekdays or word in self._alone:
                found.add(word)
            if word in self._months:
                beside = (_DAY.fullmatch(words[k + by]) for by in _BESIDE if 0 <= k + by < len(words))
                found.update(f"{m[1]} {word}" for m in beside if m)
        return frozenset(found)


def _shifted(one: tuple[int, int], other: tuple[int, int], named: bool) -> dict[str, float]:
    """Two stretches that meet: whether both are long and begin on other days, or end on other days that both sentences name."""
    found: dict[str, float] = {}
    if min(one[1] - one[0], other[1] - other[0]) >= _LONG and abs(one[0] - other[0]) >= _LONG:
        found["begins_other"] = 1.0
        if named:
            found["begins_named"] = 1.0
    elif abs(one[1] - other[1]) >= _LONG and named:
        found["ends_other"] = 1.0
    return found


def _as_of_its_end(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True where a stretch that ran up to a day is told as of that day: "since June 9" of 6 August, "by 6 August"."""
    return one[1] - one[0] >= _LONG and other[0] == other[1] and abs(other[1] - one[1]) <= 1


def _stretch(when: When) -> tuple[int, int] | None:
    """The first and the last day as numbers; of an open stretch the end that is known for both."""
    start, end = ordinal(when.start or ""), ordinal(when.end or "")
    if start is None and end is None:
        return None
    low = start if start is not None else end
    high = end if end is not None else start
    return None if low is None or high is None else (low, max(low, high))


def _within(words: Sequence[str], line: Sequence[str]) -> bool:
    """True where a sentence has all words of a time, and there are any."""
    return bool(words) and set(words) <= set(line)
