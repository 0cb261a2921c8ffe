"""Which figures of a local report are of its whole country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from stemma.core.gazetteer import COUNTRYWIDE, NATIONWIDE, Gazetteer
from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Place, Span
from stemma.reading.places.finder import PlaceMention
from stemma.reading.places.theatre import country_place, theatre

_NAME: Final = 45  # characters of "National Health Commission " before its initials
_OF: Final = 25  # characters behind a figure in which "of the country's rice" begins
_WIDER: Final = ("country", "region", "area", "island", "sea")


class Around(NamedTuple):
    """The place a report is about, and the whole that a local report belongs to."""

    theatre: Place | None
    whole: Place | None


class Asked(NamedTuple):
    """What is known of a figure when it is asked whether it is of the whole country."""

    span: Span
    speakers: Sequence[str]
    measure: str
    subject: str


class Nation:
    """Tells figures of a country from those of a place in it; built once from a pack."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        table = pack.tables["places"]["national"]
        self._bodies = re.compile(r"(?i)(?<!\w)(?:" + "|".join(map(re.escape, table["words"])) + r")(?!\w)")
        self._local = re.compile(r"(?i)(?<!\w)(?:" + "|".join(map(re.escape, table["local"])) + r")(?!\w)")
        self._national = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, table["own"])) + r")(?!\w)")
        self._fighting = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, table["fighting"])) + r")(?!\w)")
        self.measures = frozenset(table["measures"])
        self._tolls = frozenset(table["tolls"])
        self._subjects = frozenset(table["subjects"])
        wholes = "|".join(map(re.escape, table["wholes"]))
        self._wholes = re.compile(rf"(?i)\bof (?:all )?(?:{wholes})(?!\w)")
        self._part_words = tuple(table["parts"])
        parts = "|".join(map(re.escape, self._part_words))
        number = r"(?:\d+|" + "|".join(map(re.escape, table["numbers"])) + ")"
        self._parts = re.compile(rf"(?i)(?<!\w){number}(?: of (?:the|its|\w+'s)(?: {number})?)?(?: \w+)? (?:{parts})(?!\w)")

    def around(self, mentions: Sequence[PlaceMention], text: Text, speakers: Sequence[Span] = ()) -> Around:
        """The place a report is about, and the whole that it is part of; "the chief justice of Tehran province" says only who speaks."""
        titled = {m.place.id for m in mentions if text.marked(m.start, m.end)}
        spoken = [
            m
            for m in mentions
            if m.place.kind == "country" or m.place.id in titled or not any(s.start < m.start and m.end <= s.end for s in speakers)
        ]
        return Around(theatre(spoken, self._gazetteer, text), theatre(spoken, self._gazetteer, text, wide=True))

    def widened(self, place: Place | None, named: bool, around: Around, asked: Asked, text: Text) -> Place | None:
        """The whole country, where a figure that no place of its sentence governs (`named`) is a national count."""
        if place is None or named or (place.kind == "country" and place.words):
            return place
        country = self._gazetteer.country(place.country)
        start, end = asked.span.start, asked.span.end + _OF
        if country is not None and "of " in text.text[start:end].lower() and self._wholes.search(text.text, start, end):
            return country_place(country, country.name)
        whole = around.whole if around.whole is not None and around.whole.country == place.country else None
        if whole is not None and self._over_all(asked, text):
            return _said(whole)
        tolls = country is not None and not place.words and asked.measure in self._tolls
        if tolls and country is not None and any(self._of_nation(s, text) for s in asked.speakers):
            return country_place(country, country.name)
        if place.words or around.theatre is None or (place.kind in _WIDER and place.kind != "country"):
            return place
        if asked.measure in self.measures:
            return replace(around.whole or place, words=COUNTRYWIDE)
        national = any(self._counts_for_all(name, place.country) for name in asked.speakers)
        return replace(around.whole or place, words=NATIONWIDE) if national else place

    def _over_all(self, asked: Asked, text: Text) -> bool:
        """ "53 road blocks in eight of the 25 regions": what is counted over the parts of a country; what its economy does."""
        if asked.subject in self._subjects:
            return True
        sentence = text.sentence_at(asked.span.start)
        if sentence is None or not self._names_parts(text.text[sentence.start : sentence.end].lower()):
            return False
        return any(m.end() > asked.span.start for m in self._parts.finditer(text.text, sentence.start, sentence.end))

    def _names_parts(self, words: str) -> bool:
        """True where a word for parts stands in a sentence; looked for first, because that is faster."""
        for part in self._part_words:  # noqa: SIM110 - a plain loop runs several times faster than any()
            if part in words:
                return True
        return False

    def _of_nation(self, speaker: str, text: Text) -> bool:
        """ "The National Health Commission": a body that bears the nation in its name, or in the words for its initials."""
        if speaker.isupper() and (at := text.text.find(f"({speaker})")) > 0:
            speaker = text.text[max(0, at - _NAME) : at]
        return bool(self._national.search(speaker)) and not self._local.search(speaker) and not self._fighting.search(speaker)

    def _counts_for_all(self, speaker: str, country: str) -> bool:
        """ "Sudan's health authorities" in Sudan, "the federal police", "UNICEF"."""
        if self._national.search(speaker) and self._fighting.search(speaker):
            return False  # "the Myanmar National Democratic Alliance Army"
        words = re.findall(r"[A-Z][\w-]+", speaker)
        national = bool(self._bodies.search(speaker)) and not self._local.search(speaker)
        return national or any(country in self._gazetteer.countries_of(w) for w in words)


def _said(place: Place) -> Place:
    """A country as the place that is meant, not only the one that a report is about."""
    return replace(place, words=place.words or place.name)
