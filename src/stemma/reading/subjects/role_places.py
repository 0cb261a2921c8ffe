"""Which place is meant by a word for its kind: "The town lies 70 km north", "has ruled the country of 9.5 million"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Measure
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.looked import Looked
from stemma.reading.places.mention import PlaceMention
from stemma.reading.subjects.asking import Subject

_BACK: Final = 12  # places looked back through
_NEAR: Final = 3  # of them those that the word may mean
_OF: Final = " of "


class RolePlaces:
    """Gives places that are called by their kind their names; built from the table `subjects`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._kinds = {word: frozenset(kinds) for word, kinds in table.get("role_places", {}).items()}

    def named(self, found: Subject, measure: Measure | None, mention: AmountMention, looked: Looked) -> Subject:
        """ "inhabitants of the country" as those of Belarus; anything else as it is."""
        if found.actor or measure is None or not (measure.table.get("holder") or measure.dimension == "length"):
            return found
        rest, of, word = found.name.rpartition(_OF)
        kinds = self._kinds.get((word if of else found.name).lower())
        if kinds is None:
            return found
        name = self._place(kinds, mention, looked)
        return found._replace(name=f"{rest}{of}{name}") if name else found

    def _place(self, kinds: frozenset[str], mention: AmountMention, looked: Looked) -> str:
        """Of such places named just before, the one of which the report speaks most; else the one of which it speaks most at all."""
        counts: dict[str, int] = {}
        for place in looked.places:
            if place.place.kind in kinds:
                counts[place.place.name] = counts.get(place.place.name, 0) + 1
        at = bisect_left(looked.places, mention.start, key=lambda p: p.start)
        near = [p.place.name for p in reversed(looked.places[max(0, at - _BACK) : at]) if _is_spoken_of(p, kinds)]
        return max(near[:_NEAR] or counts, key=lambda name: counts[name], default="")


def _is_spoken_of(place: PlaceMention, kinds: frozenset[str]) -> bool:
    return place.place.kind in kinds and not place.container and not place.speaker
