"""Places that no gazetteer lists and that a text names: a hospital, a prison, a camp, a dam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from stemma.core.gazetteer import SITE, Gazetteer
from stemma.core.text import Sentence, Text, Token
from stemma.core.types import Place
from stemma.reading.places.mention import PlaceMention
from stemma.reading.places.pointing import capital_of

_LONGEST: Final = 5  # words of a site's name
_TOWNS: Final = ("town", "village")
_SETTLED: Final = ("country", "region", "district", "town", "village")


class SiteFinder:
    """Finds sites by the words that name them; built from the table `places`."""

    def __init__(self, table: Mapping[str, Any], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        sites = table["sites"]
        self._nouns = frozenset(sites["nouns"])
        self._fronts = frozenset(sites["fronts"])
        self._at = frozenset(sites["prepositions"])
        self._people = frozenset(sites["people"])
        self._articles, self._of = frozenset(sites["articles"]), frozenset(sites["of"])
        self._capitals, self._no_capital = frozenset(sites["capital"]), frozenset(sites["no_capital"])
        self._acts = frozenset(sites["acts"])

    def find(self, text: Text, known: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The known mentions and the sites, in order; a site stands in place of a mountain or river that is part of its name."""
        country = _home(known)
        sites = [site for s in text.sentences for site in self._in_sentence(text, s, country)]
        found = [site for site in sites if not any(_meet(site, m) and m.place.kind in _SETTLED and m.confident for m in known)]
        return sorted([*(m for m in known if not any(_meet(site, m) for site in found)), *found], key=lambda m: (m.start, m.end))

    def _in_sentence(self, text: Text, sentence: Sentence, country: str) -> list[PlaceMention]:
        found = []
        for at in range(sentence.first, sentence.last):
            capital = self._capital(text, sentence, at) if text.tokens[at].norm in self._capitals and at > sentence.first else None
            if capital is not None:
                found.append(capital)
            site = self._fronted(text, sentence, at, country) if text.tokens[at].norm in self._fronts else None
            if site is None and text.tokens[at].norm in self._nouns:
                site = self._named(text, sentence, at, country)
            if site is not None:
                found.append(site)
        return found

    def _capital(self, text: Text, sentence: Sentence, at: int) -> PlaceMention | None:
        """ "In the Nepali capital": the town that is meant."""
        people = text.tokens[at - 1]
        codes = self._gazetteer.countries_of(people.text) if people.text[0].isupper() else ()
        country = self._gazetteer.country(codes[0]) if len(codes) == 1 else None
        place = capital_of(country, self._gazetteer) if country is not None else None
        following = text.tokens[at + 1] if at + 1 < sentence.last else None
        if place is None or (following is not None and (following.text[0].isupper() or following.norm in self._no_capital)):
            return None  # "the Nepali capital Kathmandu" is named, "the capital market" no town
        before = at - 2
        while before >= sentence.first and text.tokens[before].norm in self._articles:
            before -= 1
        preposition = text.tokens[before].norm if before >= sentence.first else ""
        start, end = people.start, text.tokens[at].end
        placed = replace(place, words=text.text[start:end])
        return PlaceMention(start=start, end=end, place=placed, preposition=preposition if preposition in self._at else "", capital=True)

    def _named(self, text: Text, sentence: Sentence, at: int, country: str) -> PlaceMention | None:
        """The site whose name ends on a noun: "the National Trauma Centre", "Nakkhu prison"."""
        first = at
        while first > sentence.first and at - first < _LONGEST and self._is_name(text.tokens[first - 1]):
            first -= 1
        if first == at or all(self._gazetteer.countries_of(t.text) for t in text.tokens[first:at]):
            return None
        before = first - 1
        while before >= sentence.first and text.tokens[before].norm in self._articles:
            before -= 1
        preposition = text.tokens[before].norm if before >= sentence.first else ""
        following = text.tokens[at + 1].norm if at + 1 < sentence.last else ""
        if preposition not in self._at:
            if not (before < sentence.first and following in self._acts):
                return None
            preposition = "at"
        elif before > sentence.first and text.tokens[before - 1].norm in self._people:
            return None  # "a doctor at Ayder hospital said": who speaks
        start, end = text.tokens[first].start, text.tokens[at].end
        words = text.text[start:end]
        place = Place(name=words, kind=SITE, country=country, words=words)
        return PlaceMention(start=start, end=end, place=place, preposition=preposition, confident=False)

    def _fronted(self, text: Text, sentence: Sentence, at: int, country: str) -> PlaceMention | None:
        """The site whose name begins with its noun: "27 girls from Camp Mystic"."""
        first, name = text.tokens[at], text.tokens[at + 1] if at + 1 < sentence.last else None
        if name is None or not (first.text[0].isupper() and name.text[0].isupper() and name.text.isalpha()):
            return None
        before = text.tokens[at - 1].norm if at > sentence.first else ""
        following = text.tokens[at + 2].norm if at + 2 < sentence.last else ""
        preposition = before if before in self._at or before in self._of else "at" if following in self._acts else ""
        words = text.text[first.start : name.end]
        place = Place(name=words, kind=SITE, country=country, words=words)
        return PlaceMention(start=first.start, end=name.end, place=place, preposition=preposition, confident=False)

    def _is_name(self, token: Token) -> bool:
        word = token.norm
        return token.text[0].isupper() and word not in self._at and word not in self._articles


def in_town(site: PlaceMention, mentions: Sequence[PlaceMention], text: Text, theatre: Place | None) -> Place:
    """A site with the town in which it stands: the last one named in its paragraph, else that which the report is about or written in."""
    about = [theatre] if theatre is not None and theatre.kind in _TOWNS else []
    written = (m.place for m in _towns(site, mentions) if text.marked(m.start, m.end))
    town = town_before(site, mentions, text) or next(iter([*about, *written]), None)
    if town is None:
        return site.place
    return replace(site.place, name=f"{site.place.name}, {town.name}", lat=town.lat, lon=town.lon, country=town.country, region=town.region)


def town_before(site: PlaceMention, mentions: Sequence[PlaceMention], text: Text) -> Place | None:
    """The last town named in the paragraph before a site or an unlisted village."""
    holder = text.sentence_at(site.start)
    for mention in reversed(_towns(site, mentions)):
        sentence = text.sentence_at(mention.start)
        if sentence is not None and holder is not None and sentence.paragraph == holder.paragraph:
            return mention.place
    return None


def _towns(site: PlaceMention, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    return [m for m in mentions if m.place.kind in _TOWNS and m.place.lat is not None and m.end <= site.start and not m.speaker]


def _home(known: Sequence[PlaceMention]) -> str:
    """The country of which a text speaks most."""
    counts = Counter(m.place.country for m in known if m.place.country and not m.speaker)
    return min(counts, key=lambda code: (-counts[code], code), default="")


def _meet(one: PlaceMention, other: PlaceMention) -> bool:
    return one.start < other.end and other.start < one.end
