"""The days of a live blog's entries: the clock at their heads tells only the hour, and a blog may run past midnight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import structs

from stemma.core.text import Text
from stemma.reading.times.calendar import shift
from stemma.reading.times.mention import TimeMention

_CLOCK: Final = re.compile(r"\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{1,5})?\Z", re.IGNORECASE)
_HOUR: Final = re.compile(r"\d{4}-\d\d-\d\dT(\d\d:\d\d)")
_LEAST: Final = 3  # entries that make a live blog
_ZONES: Final = 12  # hours by which the clock of an entry may be ahead of that of publication, which may stand in another zone


class _Head(NamedTuple):
    """The clock at the head of an entry."""

    start: int
    hour: str


def on_their_days(found: Sequence[TimeMention], text: Text, published: str) -> list[TimeMention]:
    """The times of a blog told newest first, each on the day of its entry; `published`: the moment of the newest, as ISO."""
    heads = [h for m in found if (h := _head(m, text)) is not None]
    if len(heads) < _LEAST or len(published) < len("2024-11-24"):
        return list(found)
    falling = sum(one.hour >= other.hour for one, other in pairwise(heads))
    if 2 * falling <= len(heads) - 1:
        return list(found)
    clock = published[11:16]
    back = int(bool(clock) and int(heads[0].hour[:2]) - int(clock[:2]) > _ZONES)
    days: list[tuple[int, int]] = [(heads[0].start, back)]
    for one, other in pairwise(heads):
        back += other.hour > one.hour  # further down the page, and later in the day: the day before
        days.append((other.start, back))
    return [_moved(m, days, published[:10]) for m in found] if back else list(found)


def _head(mention: TimeMention, text: Text) -> _Head | None:
    """The head of an entry: a clock without a day, first in its paragraph."""
    hour = _HOUR.match(mention.value)
    if mention.type != "TIME" or hour is None or not _CLOCK.match(text.text[mention.start : mention.end]):
        return None
    sentence = text.sentence_at(mention.start)
    if sentence is None or mention.start > sentence.start + 1:
        return None
    before = text.sentence_before(sentence)
    return _Head(mention.start, hour[1]) if before is None or before.paragraph != sentence.paragraph else None


def _moved(mention: TimeMention, days: Sequence[tuple[int, int]], own: str) -> TimeMention:
    """A time of the blog's own day, put on the day of its entry."""
    back = next((count for start, count in reversed(days) if start <= mention.start), 0)
    when = mention.when
    if not back or when is None or when.start != own or when.end != own or not mention.value.startswith(own):
        return mention
    day = shift(date.fromisoformat(own), -back, "day")
    if day is None:
        return mention
    to = day.isoformat()
    return structs.replace(mention, value=to + mention.value[len(own) :], when=replace(when, start=to, end=to))
