"""Figures of more than one country: of a continent, or of the countries that it is counted over."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text
from stemma.core.types import Place
from stemma.reading.places.nation import Asked
from stemma.reading.places.nearness import Nearness

_WORLD: Final = "ft:world"  # what is counted worldwide is of no country


class Beyond:
    """Tells figures of a continent from those of the country that a report is about; built once from a pack."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        table = pack.tables["places"]["continents"]
        self._near = Nearness(pack.tables["places"])
        self._places = {name: place for name in table["names"] if (place := _listed(name, gazetteer)) is not None}
        self._words = {word.lower(): name for name, words in table["names"].items() for word in words}
        self._bodies = frozenset(table["bodies"])
        no_country = "".join(rf"(?<!{re.escape(word)} )" for word in table["in_countries"])  # South Africa is a country
        names = "|".join(sorted(map(re.escape, self._words), key=len, reverse=True))
        self._starts = tuple(f"{the}{name}" for name in self._places for the in ("", "the "))
        self._speaking = re.compile(rf"(?:the )?({'|'.join(sorted(map(re.escape, self._places), key=len, reverse=True))})\b")
        self._named = re.compile(rf"(?<![\w-]){no_country}(?:{names})(?![\w-])", re.I)
        self._whole = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, table['whole']))})(?!\w)")
        self._world = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(map(re.escape, table['world']))})(?![\w-])")
        self._worldly = frozenset(re.split(r"[ -]", phrase)[-1] for phrase in table["world"])
        people, counted = ("|".join(map(re.escape, table[key])) for key in ("adjectives", "counted"))
        self._people = re.compile(rf"(?<!\w){no_country}(?:{people}) (?:{counted})(?!\w)")
        telling = (phrase.lower() for key in ("whole", "countries", "adjectives") for phrase in table[key])
        self._heads = frozenset(re.split(r"[ -]", phrase)[-1] for phrase in telling)
        numbers = r"\d+|" + "|".join(map(re.escape, table["numbers"]))
        self._counted = re.compile(rf"(?i)(?<![\w.,])(?:{numbers}) (?:\w+ )?(?:{'|'.join(table['countries'])})(?!\w)")

    def place_for(self, asked: Asked, text: Text) -> Place | None:
        """The continent that a figure is of where its sentence says so: by name, as "the continent", or by its counted countries."""
        sentence = text.sentence_at(asked.span.start)
        if sentence is None:
            return None
        low, high = self._near.clause(text.text, sentence, asked.span)
        world = self._world.search(text.text, low, high) if self._worldly.intersection(text.keys(sentence)) else None
        if world is not None:
            return Place(name="World", id=_WORLD, kind="area", precision="country", words=world.group())
        told = self._told(text, sentence)
        spoken = [name for speaker in asked.speakers if speaker.startswith(self._starts) and (name := self._spoken_for(speaker))]
        if not told and not spoken:
            return None
        name = spoken[-1] if spoken else self._home(text)
        return self._places.get(name)

    def _spoken_for(self, speaker: str) -> str:
        """The continent of "Africa CDC", and none of "Asia Meridian": a body of a continent, and no paper that is called after it."""
        found = self._speaking.match(speaker)
        if found is None or (found.end() < len(speaker) and self._bodies.isdisjoint(speaker[found.end() :].lower().split())):
            return ""
        return found.group(1)

    def _told(self, text: Text, sentence: Sentence) -> bool:
        """True of a sentence that speaks of a continent."""
        if self._heads.isdisjoint(text.keys(sentence)):
            return False
        return any(p.search(text.text, sentence.start, sentence.end) for p in (self._whole, self._counted, self._people))

    def _home(self, text: Text) -> str:
        """The continent that the report names most, "" where it names none."""
        counts = Counter(self._words[m.group().lower()] for m in self._named.finditer(text.text))
        return min(counts, key=lambda name: (-counts[name], name), default="")


def _listed(name: str, gazetteer: Gazetteer) -> Place | None:
    found = next((c for c in gazetteer.look_up(name) if c.id.startswith("ft:") and not c.country), None)
    if found is None:
        return None
    return Place(name=found.name, lat=found.lat, lon=found.lon, id=found.id, kind=found.kind, precision="region", words=found.name)
