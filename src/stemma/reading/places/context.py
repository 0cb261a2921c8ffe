"""Where a report plays: the countries it speaks of, the regions it names, the places already settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians, sqrt
from typing import Final

from stemma.core.gazetteer import Candidate, fold_name
from stemma.reading.places.setting import PROMINENT, Found, Names

DEGREE: Final = 111.2  # kilometres


@dataclass(slots=True)
class Context:
    """What the report says about where it plays."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    own: dict[str, tuple[str, float]] = field(default_factory=dict)  # what each name brought to its country
    most: float = 0.0  # of the country most spoken of; set on first use, once all names are counted
    regions: set[str] = field(default_factory=set)  # ids of regions called regions: "the Kursk region"
    cities: set[str] = field(default_factory=set)  # folded names that the text calls cities
    anchors: list[Candidate] = field(default_factory=list)  # only ever added to
    _nearest: dict[tuple[float, float], tuple[int, float]] = field(default_factory=dict)  # how many anchors were seen, the least distance

    def share(self, codes: str, name: str = "") -> float:
        """How much of the report's attention the country has, 0 to 1; what the name itself brought is left out."""
        if len(codes) > 2:
            return max(self.share(code, name) for code in codes.split("|"))
        count = self.countries.get(codes, 0.0)
        if not count:
            return 0.0
        own_code, own = self.own.get(name, ("", 0.0))
        self.most = self.most or max(self.countries.values())
        return sqrt(max(0.0, count - (own if own_code == codes else 0.0)) / self.most)

    def nearest(self, place: Candidate) -> float:
        """Kilometres to the nearest place already settled."""
        where = (place.lat, place.lon)
        seen, least = self._nearest.get(where, (0, 1e9))
        for anchor in self.anchors[seen:]:
            if abs(place.lat - anchor.lat) * DEGREE < least:  # further north or south than the nearest is further away
                distance = kilometres(place, anchor)
                if distance < least:
                    least = distance
        self._nearest[where] = (len(self.anchors), least)
        return least


def read_context(found: Sequence[Found], names: Names) -> Context:
    """The context that all names and adjectives of a text make."""
    context = Context()
    for codes in names.adjectives:
        for code in codes:
            context.countries[code] += 1 / len(codes)
    for item in found:
        code, weight = _telling_country(item)
        if code and (weight >= 2 or item.name not in context.own):  # a town speaks for its country once
            context.countries[code] += weight
            context.own[item.name] = (code, context.own.get(item.name, ("", 0.0))[1] + weight)
        if item.setting.head == "region" and not item.hint:
            context.regions.update(c.id for c in item.candidates if c.kind == "region" and not c.alias)
        if item.setting.head == "town":
            context.cities.add(fold_name(item.name))
    return context


def _telling_country(item: Found) -> tuple[str, float]:
    """The country that a name speaks for, and how loudly: a country's own name, a great city, a name of one country only."""
    own = [c for c in item.candidates if not c.alias]
    listed = [c for c in own if c.id[:3] in ("cc:", "ft:")]
    if listed:
        doubtful = any(c.kind == "region" and c.country != listed[0].country for c in own)
        single = "" if "|" in listed[0].country else listed[0].country
        return single, 0.5 if doubtful else 2.0 if listed[0].kind == "country" else 1.0
    places = sorted((c for c in own if c.kind != "district" or (item.setting.preposition and len(own) == 1)), key=lambda c: -c.population)
    if not places:
        return "", 0.0
    countries = {c.country for c in places}
    largest = places[0]
    rival = max((c.population for c in places if c.country != largest.country), default=0)
    if largest.population >= PROMINENT and largest.population >= 5 * rival:
        return largest.country, 1.0
    return (largest.country, 0.4) if len(countries) == 1 else ("", 0.0)


def kilometres(one: Candidate, other: Candidate) -> float:
    """The distance on the ground, good enough for hundreds of kilometres."""
    east = (one.lon - other.lon + 180) % 360 - 180
    return hypot((one.lat - other.lat) * DEGREE, east * DEGREE * cos(radians((one.lat + other.lat) / 2)))
