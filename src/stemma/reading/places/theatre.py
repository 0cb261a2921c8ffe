"""The place that a report is about, and the town from which it is told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from stemma.core.gazetteer import Country, Gazetteer
from stemma.core.text import Text
from stemma.core.types import Place, Span
from stemma.reading.places.finder import PlaceMention
from stemma.reading.places.pointing import heads_section

WIDE: Final = ("region", "area", "island", "district")
SHARE, AHEAD = 0.15, 1.1  # a region as theatre has this share of all mentions, and is this much ahead of the next
FAINT: Final = 0.3  # a capital named once for its government does not say where things happen
ENOUGH: Final = 3.0  # towns named often enough for one of them to be the theatre
LOCAL: Final = 0.55  # a single town is the theatre only where it has most of all mentions
FAR_AHEAD: Final = 0.6  # of what is said of its country, for a part of it that the report's head does not name
ABROAD: Final = 0.4  # of what is said of the country most spoken of, for a region in another
HEADED: Final = 1.0  # what the head of a report adds for the country that it names
AGAIN: Final = 2  # times that a part of a country is named, or a town in it, where the report's head names the country alone
MOSTLY: Final = 0.7  # of what is said of places in a region, for one of its towns
_TOWNS: Final = ("town", "village")
_PART: Final = 18  # characters of 'of them in'
LEAD: Final = 4  # mentions at the head of a report count more


def theatre(
    mentions: Iterable[PlaceMention], gazetteer: Gazetteer | None = None, text: Text | None = None, wide: bool = False
) -> Place | None:
    """The place a report is about; `wide`: the whole that it belongs to, where it is told from one town.

    A region that stands out, a town if nearly all is there, else the country.

    What the head of a report (title, dateline, first sentence) names weighs more than what is named in passing further down: where the
    head names the country and no part of it, a part is the theatre only if it is spoken of far more.
    """
    weights: dict[str, float] = defaultdict(float)
    places: dict[str, Place] = {}
    countries: dict[str, float] = defaultdict(float)
    heading: set[str] = set()
    lead = _lead(text)
    known = [m for m in mentions if m.place.id and m.place.country and not m.speaker]
    titled = _titled(known, text) or _staged(known, text)
    if titled is not None and not wide:
        return titled
    for number, mention in enumerate(known):
        place = mention.place
        weight = (1.0 if mention.preposition and not mention.container else 0.4) * (1.5 if number < LEAD else 1.0)
        weight *= 0.3 if mention.capital else 1.0
        weight *= 0.3 if text is not None and text.marked(mention.start, mention.end) else 1.0  # a dateline
        places.setdefault(place.id, place)
        countries[place.country] += weight
        if mention.start < lead and not mention.capital:
            heading.add(place.id)
        if place.kind != "country":
            weights[place.id] += weight
    headed = {m.place.country for m in known if m.start < lead and (m.preposition or _is_marked(m, text) or _heads(m, text))}
    led = {m.place.country for m in known if m.start < lead and m.preposition and not _is_marked(m, text)}
    code = min(countries, key=lambda c: (-countries[c] - HEADED * (c in headed), c), default="")
    parts = {
        id: w
        for id, w in weights.items()
        if places[id].kind in WIDE
        and (places[id].country == code or (w >= ABROAD * countries[code] and (code not in led or places[id].country in led)))
        and _is_headed(places[id], w, heading, countries)
    }
    times = Counter(m.place.id for m in known)
    itself = {m.place.id for m in known if not m.container}  # not only where another place lies: "in Makassar, on the island of Sulawesi"
    parts = {id: w for id, w in parts.items() if id in itself or id in heading or times[id] >= AGAIN}
    if any(id == "cc:" + places[id].country for id in heading):
        opening = heading | {m.place.id for m in known if m.start < _lead(text, 2)}
        parts = {id: w for id, w in parts.items() if id in opening or times[id] >= AGAIN or _holds_named(places[id], weights, places)}
    for id, weight in weights.items():
        for outer in sorted(parts):
            if outer != id and lies_in(places[id], places[outer]):
                parts[outer] += weight / 2
    chosen = _standing_out(parts, places, SHARE * sum(countries.values()))
    stated = {m.place.id for m in known if m.start < lead and not m.capital and (m.preposition or _is_marked(m, text))}
    if chosen is None and not wide and (sum(weights.values()) >= ENOUGH or not stated.isdisjoint(weights)):
        told = weights if sum(weights.values()) >= ENOUGH else {id: w for id, w in weights.items() if id in stated}
        chosen = _standing_out(told, places, LOCAL * sum(countries.values()))
    if chosen is not None:
        scene = any(m.place.id == chosen.id and m.preposition and not m.container for m in known)
        town = None if wide or scene else _all_in_town(chosen, weights, places)
        return town or _titled_region(chosen, known, text) or chosen
    if not code or countries[code] + HEADED * (code in headed) < FAINT:
        return None
    named = places.get("cc:" + code)
    country = gazetteer.country(code) if gazetteer is not None else None
    if named is None and country is not None:
        return country_place(country, "")
    return named or (places[min(weights, key=lambda id: (-weights[id], id))] if weights else None)


def _all_in_town(chosen: Place, weights: Mapping[str, float], places: Mapping[str, Place]) -> Place | None:
    """The town of which nearly all is told, where a region is only named for its officials: "the state's agency has 151 dead in Mokwa"."""
    inside = {id: w for id, w in weights.items() if id != chosen.id and lies_in(places[id], chosen)}
    towns = [id for id in inside if places[id].kind in _TOWNS]
    if chosen.kind not in WIDE or not towns:
        return None
    town = min(towns, key=lambda id: (-inside[id], id))
    least = max(AHEAD * weights.get(chosen.id, 0.0), MOSTLY * sum(inside.values()))
    return places[town] if inside[town] >= least else None


def _heads(mention: PlaceMention, text: Text | None) -> bool:
    """ "YEMEN. More than 200,000 people have caught cholera": the first word of the body."""
    sentence = None if text is None else text.sentence_at(mention.start)
    return text is not None and sentence is not None and heads_section(mention, text, sentence)


def _titled_region(chosen: Place, known: Sequence[PlaceMention], text: Text | None) -> Place | None:
    """ "Kerala floods - bulletin 3": the region of the title, where only a part of it that the head does not name stands out."""
    if text is None:
        return None
    lead = _lead(text)
    head = [m for m in known if m.start < lead]
    if any(m.place.id == chosen.id for m in head):
        return None
    outer = [m.place for m in head if _is_marked(m, text) and m.place.kind == "region" and lies_in(chosen, m.place)]
    return outer[0] if len({p.id for p in outer}) == 1 else None


def written_in(mentions: Sequence[PlaceMention], text: Text) -> Place | None:
    """The place of the dateline: where "here" is."""
    return next((m.place for m in _dateline(mentions, text)), None)


def _is_marked(mention: PlaceMention, text: Text | None) -> bool:
    return text is not None and text.marked(mention.start, mention.end)


def _titled(mentions: Sequence[PlaceMention], text: Text | None) -> Place | None:
    """The town, lake or district that alone stands in the title, or that title and dateline name, if the report speaks of it."""
    if text is None:
        return None
    dateline, lead = _dateline(mentions, text), _lead(text)
    title = [m for m in mentions if m.start < lead and text.marked(m.start, m.end) and m not in dateline]
    spoken = {m.place.id for m in mentions if not text.marked(m.start, m.end)}
    for mention in title:
        small = mention.place.kind not in ("country", "region", "area") and not mention.capital
        alone = {m.place.id for m in title} == {mention.place.id}
        if small and ((alone and mention.place.id in spoken) or any(m.place.id == mention.place.id for m in dateline)):
            return mention.place
        if small and alone and mention.confident and _heads_title(mention, text):
            return mention.place
    return None


def _heads_title(mention: PlaceMention, text: Text) -> bool:
    """ "Izeh: after the shooting at the bazaar": a town that a title sets before a colon."""
    return text.text[mention.end : mention.end + 1] == ":"


def _staged(mentions: Sequence[PlaceMention], text: Text | None) -> Place | None:
    """The town of the dateline in which the first sentence plays, if the report goes on about its country: no speech made abroad."""
    if text is None:
        return None
    lead = _lead(text)
    leading = [m for m in mentions if m.start < lead]
    told = {m.place.id for m in leading if m.preposition and not text.marked(m.start, m.end)}
    told -= {m.place.id for m in leading if of_part(m, text)}
    towns = [m.place for m in _dateline(mentions, text) if m.place.kind not in ("country", "region", "area") and m.place.id in told]
    if not towns:
        return None
    spoken = Counter(m.place.country for m in mentions if m.place.id != towns[0].id and not text.marked(m.start, m.end))
    home = spoken[towns[0].country]
    return towns[0] if home == max(spoken.values(), default=0) else None


def of_part(mention: PlaceMention, text: Text) -> bool:
    """ "22 people were killed, 19 of them in Nairobi": where only a part is counted."""
    before = [t.norm for t in text.within(Span(max(0, mention.start - _PART), mention.start))]
    return any(one == "of" and other in ("them", "whom", "these", "those", "which") for one, other in pairwise(before))


def _dateline(mentions: Sequence[PlaceMention], text: Text) -> list[PlaceMention]:
    """The places of the dateline: marked, in the paragraph of the first sentence."""
    lead = next((s for s in text.sentences if not text.marked(s.start, s.end)), None)
    found = [(m, text.sentence_at(m.start)) for m in mentions if lead is not None and m.end <= lead.start]
    return [m for m, s in found if lead is not None and s is not None and s.paragraph == lead.paragraph and text.marked(m.start, m.end)]


def _lead(text: Text | None, sentences: int = 1) -> int:
    """Where the head of a report ends: past its first sentence that is neither title nor dateline, or its first few."""
    if text is None:
        return 0
    body = [s.end for s in text.sentences if not text.marked(s.start, s.end)]
    return body[min(sentences, len(body)) - 1] if body else 0


def _is_headed(place: Place, weight: float, heading: set[str], countries: Mapping[str, float]) -> bool:
    """True of a part of a country that the report's head names, or that is named where the head does not name the country."""
    if place.id in heading or "cc:" + place.country not in heading:
        return True
    return weight >= FAR_AHEAD * countries[place.country]


def _holds_named(outer: Place, weights: Mapping[str, float], places: Mapping[str, Place]) -> bool:
    """True of a region in which a place lies that the report names too."""
    return any(id != outer.id and lies_in(places[id], outer) for id in weights)


def _standing_out(weights: dict[str, float], places: dict[str, Place], least: float) -> Place | None:
    """The place with the most weight, if it has enough and is well ahead of any other that does not lie in it."""
    ranked = sorted(weights, key=lambda id: (-weights[id], id))
    if not ranked or weights[ranked[0]] < least:
        return None
    rivals = [id for id in ranked[1:] if not lies_in(places[id], places[ranked[0]])]
    return places[ranked[0]] if not rivals or weights[ranked[0]] >= AHEAD * weights[rivals[0]] else None


def lies_in(inner: Place, outer: Place) -> bool:
    """A town in its region, or near the middle of an area that is no official region."""
    if inner.region and inner.region == outer.id:
        return True
    if not outer.id.startswith("ft:") or outer.kind != "region" or inner.country != outer.country or inner.id.startswith("ft:"):
        return False
    return inner.lat is not None and outer.lat is not None and abs(inner.lat - outer.lat) + abs((inner.lon or 0) - (outer.lon or 0)) < 1.2


def country_place(country: Country, words: str) -> Place:
    return Place(
        name=country.name,
        lat=country.lat,
        lon=country.lon,
        id="cc:" + country.iso2,
        kind="country",
        country=country.iso2,
        precision="country",
        words=words,
    )
