"""The place of a pile: what its reports are about where one of them does not say it of itself.

A report that opens "in the stricken Libyan city" or names no country at all is read on its own as of Libya, or of nowhere; beside eleven
others that are about Derna its figures without a place of their own are of Derna.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from stemma.core.gazetteer import COUNTRYWIDE, NATIONWIDE
from stemma.core.types import Claim, Event, Extract, Place

LEAST = 3  # reports that make a pile of which something can be said
MOST, NEARLY_ALL = 2 / 3, 3 / 4  # of the reports name the country, or the part of it, that a pile is about
HALF = 0.45  # of what is told of places in its country is told of the part
THIRD, AHEAD = 1 / 3, 1.5  # of the reports name a region, and more is told of it than of its whole country
ABROAD = 1 / 3  # of what is told of a region, for what is told of other countries: a pile that plays in several is of no one region
FEW = 1 / 4  # of the reports name a country in which the pile does not play

_Item = TypeVar("_Item", Claim, Event)


class Ground(NamedTuple):
    """What a pile is about: a place, its country's code, and which countries are only named in passing."""

    place: Place
    country: str
    passing: frozenset[str]
    seat: Place | None = None  # the town of a region that is most spoken of


def on_ground(extracts: Sequence[Extract]) -> tuple[Extract, ...]:
    """The extracts with the pile's place for claims and events that were placed by no words of their own."""
    ground = ground_of(extracts)
    if ground is None:
        return tuple(extracts)
    return tuple(
        replace(e, claims=tuple(_moved(c, ground, e.names) for c in e.claims), events=tuple(_moved(v, ground, e.names) for v in e.events))
        for e in extracts
    )


def ground_of(extracts: Sequence[Extract]) -> Ground | None:
    """The place that nearly all reports name and most figures are of, else the country of most; None where there is no such place."""
    if len(extracts) < LEAST:
        return None
    weights: Counter[str] = Counter()
    said: Counter[str] = Counter()  # by words of their own
    places: dict[str, Place] = {}
    named: dict[str, set[str]] = defaultdict(set)  # by country
    for extract in extracts:
        items: list[Claim | Event] = [*extract.claims, *extract.events]
        for item in items:
            if item.place is not None and item.place.id and item.place.country:
                weights[item.place.id] += 1
                said[item.place.id] += bool(item.place.words)
                places.setdefault(item.place.id, replace(item.place, words=""))
                named[item.place.country].add(extract.report)
    ranked = sorted(weights, key=lambda id: (-weights[id], id))
    told = {id: sum(places[id].name in e.names for e in extracts) / len(extracts) for id in ranked}
    passing = frozenset(code for code, reports in named.items() if len(reports) / len(extracts) < FEW)
    narrow = [id for id in ranked if places[id].kind != "country"]
    for id in narrow:
        place = places[id]
        beside = sum((weights[other] for other in narrow if places[other].country == place.country), 0.0)
        if place.kind == "region" and _abroad(place, weights, places, passing) > ABROAD * beside:
            continue
        nation = "cc:" + place.country
        if weights[id] < HALF * weights[nation]:
            continue  # a capital is named in every story that plays all over its country
        if told[id] >= NEARLY_ALL and weights[id] > said[nation] and weights[id] >= HALF * beside:
            return Ground(place, place.country, passing - {place.country})
    for id in narrow:
        place = places[id]
        if place.kind != "region" or told[id] < THIRD:
            continue
        inside = {other for other in narrow if other == id or places[other].region == place.region}
        reach = sum(any(places[other].name in e.names for other in inside) for e in extracts) / len(extracts)
        beside = sum((weights[other] for other in narrow if places[other].country == place.country), 0.0)
        weight = sum((weights[other] for other in inside), 0.0)
        if _abroad(place, weights, places, passing) > ABROAD * weight:
            continue
        if reach >= NEARLY_ALL and weight >= AHEAD * said["cc:" + place.country] and weight >= HALF * beside:
            seat = next((places[other] for other in narrow if other in inside and places[other].kind == "town"), None)
            return Ground(place, place.country, passing - {place.country}, seat)
    for id in ranked:
        place = places[id]
        if place.kind == "country" and len(named[place.country]) / len(extracts) >= MOST:
            return Ground(place, place.country, passing - {place.country})
    return None


def _abroad(place: Place, weights: Counter[str], places: dict[str, Place], passing: frozenset[str]) -> float:
    """How much is told of other countries than a place's."""
    near = passing | {place.country}
    return sum((count for other, count in weights.items() if places[other].country not in near), 0.0)


def _moved(item: _Item, ground: Ground, names: Sequence[str]) -> _Item:
    place = item.place
    if place is None:
        return replace(item, place=ground.place)
    if ground.seat is not None and place.kind == "town" and not place.words and place.name not in names:
        return replace(item, place=ground.seat)  # "the capital" of a report about a region is the region's
    people = isinstance(item, Claim) and item.amount.unit == "persons"  # the displaced of a siege, not what a government pays
    movable = ("", NATIONWIDE, COUNTRYWIDE) if ground.place.kind in ("region", "country") or people else ("", NATIONWIDE)
    region = place.kind == ground.place.kind == "region" and place.country == ground.country and not place.words
    if region and ground.place.name in names:
        return replace(item, place=ground.place)  # a report that names several regions of it, and leaves open of which it tells
    if place.words not in movable or place.kind != "country":
        return item
    wider = ground.place.kind != "country" and place.country == ground.country
    return replace(item, place=ground.place) if wider or place.country in ground.passing else item
