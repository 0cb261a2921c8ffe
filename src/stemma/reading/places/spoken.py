"""Places that only say whose word it is: "an official of Niger State said" in a report about a town in it."""

from __future__ import annotations

from typing import Final

from stemma.core.types import Place
from stemma.reading.looked import Looked
from stemma.reading.places.finder import PlaceMention
from stemma.reading.places.theatre import lies_in

_STEM: Final = 5  # letters of a name
_WIDE: Final = ("region", "district", "area")


def unspoken(looked: Looked, theatre: Place | None) -> tuple[PlaceMention, ...]:
    """The places of a report without those wide ones by which a speaker is called, where the report is about a town in them."""
    spoken = [m for m in looked.places if m.place.kind in _WIDE and _is_spoken(m, looked)]
    if not spoken:
        return looked.places
    away = {m.start for m in spoken if _is_told_narrower(m, theatre)}
    return tuple(m for m in looked.places if m.start not in away) if away else looked.places


def _is_spoken(mention: PlaceMention, looked: Looked) -> bool:
    """True of a place inside the words for who speaks."""
    return any(s.start <= mention.start and mention.end <= s.end and s.end - s.start > mention.end - mention.start for s in looked.speakers)


def _is_told_narrower(mention: PlaceMention, theatre: Place | None) -> bool:
    """True where the report is about a town in it that is not called like it: either may be meant by "Valencia"."""
    if theatre is None or theatre.kind in (*_WIDE, "country") or not _lies_within(theatre, mention.place):
        return False
    return theatre.name[:_STEM].lower() not in f"{mention.place.name} {mention.place.words}".lower()


def _lies_within(inner: Place, outer: Place) -> bool:
    """True of another, narrower place."""
    return inner.id != outer.id and lies_in(inner, outer)
