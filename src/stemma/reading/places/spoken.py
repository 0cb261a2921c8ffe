"""Places that only say whose word it is: "has climbed to 151 in Mokwa, an official of Niger State said"."""

from __future__ import annotations

from typing import Final

from stemma.core.types import Place
from stemma.reading.looked import Looked
from stemma.reading.places.finder import PlaceMention
from stemma.reading.places.theatre import lies_in

_WIDE: Final = ("region", "district", "area")


def unspoken(looked: Looked) -> tuple[PlaceMention, ...]:
    """The places of a report without those wide ones by which a speaker is called, where the sentence names a narrower one in them."""
    spoken = [m for m in looked.places if m.place.kind in _WIDE and _is_spoken(m, looked)]
    away = {m.start for m in spoken if _is_told_narrower(m, looked)}
    return tuple(m for m in looked.places if m.start not in away) if away else looked.places


def _is_spoken(mention: PlaceMention, looked: Looked) -> bool:
    """True of a place inside the words for who speaks."""
    return any(s.start <= mention.start and mention.end <= s.end and s.end - s.start > mention.end - mention.start for s in looked.speakers)


def _is_told_narrower(mention: PlaceMention, looked: Looked) -> bool:
    """True where the sentence tells of a place in it, outside the words for who speaks."""
    sentence = looked.text.sentence_at(mention.start)
    if sentence is None:
        return False
    here = [m for m in looked.places if sentence.start <= m.start < sentence.end and m.preposition and not m.speaker]
    return any(_lies_within(m.place, mention.place) and not _is_spoken(m, looked) for m in here)


def _lies_within(inner: Place, outer: Place) -> bool:
    """True of another, narrower place."""
    return inner.id != outer.id and lies_in(inner, outer)
