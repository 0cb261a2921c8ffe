"""What "the region", "the regional capital", "there" and "here" point at in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from msgspec import structs

from stemma.core.gazetteer import Gazetteer
from stemma.core.phrases import Hit, PhraseTable
from stemma.core.text import Sentence, Text, Token
from stemma.core.types import Place, Span
from stemma.reading.places.mention import PlaceMention
from stemma.reading.places.nearness import BESIDE
from stemma.reading.places.pointing import Pointing, capital_of, region_of
from stemma.reading.places.theatre import country_place, written_in

_APPOSED, _NAMED = 3, 12  # characters in which a name follows: "the provincial capital, Goma", "the Borno state capital, Maiduguri"
_NARROW: Final = ("", "town", "village")
_OF_TWO: Final = ("former", "latter")
_PART: Final = 3  # words of "in the north"
_LYING: Final = 60  # characters from a town to the place from which its distance is told
_HOME: Final = 3  # mentions that the country of a report has ahead of others as "the country"


class Anaphors:
    """Reads them; built from the table `places`."""

    def __init__(self, places: Mapping[str, Any], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._pointing = Pointing(places, gazetteer)
        table = places["anaphors"]
        self._phrases = PhraseTable((phrase, kind) for kind, phrases in table.items() for phrase in phrases)
        self._first_words = frozenset(phrase.split()[0] for phrases in table.values() for phrase in phrases)
        self._too, self._whole = frozenset(places["governing"]["too"]), frozenset(places["governing"]["whole"])
        self._directions = frozenset(places["transparent"]["directions"])
        self._lengths = frozenset(places["holding"]["lengths"])
        self._seats = frozenset(places["holding"]["seats"])
        self._closing = frozenset(places["pointing"]["closing"])
        self._of, self._out = frozenset(places["pointing"]["of"]), frozenset(places["pointing"]["out"])
        self._body, self._heard = frozenset(places["pointing"]["body"]), frozenset(places["pointing"]["heard"])

    def _pointed(self, mentions: Sequence[PlaceMention], text: Text, before: int, kind: str, theatre: Place | None) -> Place | None:
        """What "the region", "the capital" or "nationwide" points at."""
        if kind in _OF_TWO:
            two = [m.place for m in mentions if m.end <= before][-2:]
            last = text.token_at(before) + _PART
            alone = last >= len(text.tokens) or text.tokens[last].norm in self._closing  # not "in the former palace"
            return two[_OF_TWO.index(kind)] if len(two) == len(_OF_TWO) and alone else None
        if kind == "seat":
            return self._pointing.seat_of(mentions, text, before, theatre)
        if kind not in ("capital", "country"):
            return self._pointing.last_of_kind(mentions, before, kind) or (
                region_of(theatre, self._gazetteer) if kind == "region" else None
            )
        if kind == "capital" and (called := self._pointing.called_capital(mentions, text, before)) is not None:
            return called
        counts = Counter(m.place.country for m in mentions if m.place.country)
        if theatre is not None and theatre.country:
            counts[theatre.country] += _HOME
        code = min(counts, key=lambda c: (-counts[c], c), default="")
        country = self._gazetteer.country(code) if code else None
        if country is None:
            return None
        if kind == "country":
            said = any(t.norm in self._whole for t in text.within(Span(before, before + 30))[:4])
            return country_place(country, country.name if said else "")
        capital = capital_of(country, self._gazetteer)
        return replace(capital, words=capital.name) if capital is not None else None

    def inside(
        self,
        told: tuple[Sequence[PlaceMention], list[PlaceMention], list[PlaceMention]],
        text: Text,
        sentence: Sentence,
        theatre: Place | None,
        tags: str,
    ) -> list[PlaceMention]:
        """The sentence's mentions together with "the region", "there", "here", read as the place they point at."""
        mentions, body, pointed = told  # all, those of the body, those of them that may be pointed at
        inside = [self._where(m, text) for m in body if sentence.start <= m.start < sentence.end]
        inside = [self._as_seat(m, text, body) for m in inside]
        tokens = text.tokens
        at = sentence.first
        while at < sentence.last:
            hit = self._phrases.at(tokens, at, sentence.last) if tokens[at].norm in self._first_words else None
            if (
                hit is not None
                and not self._only_names(tokens, hit, sentence)
                and self._pointing.points_back(tokens, hit.first, hit.last, sentence, tags)
                and not self._is_measured(text, sentence, hit.first, inside)
            ):
                start, end = tokens[hit.first].start, tokens[hit.last - 1].end
                place = None
                if hit.value == "here":
                    place = written_in(mentions, text) or theatre
                elif not any(m.start < end + (_APPOSED if hit.value == "seat" else 0) and start < m.end for m in inside):
                    if hit.value == "town":  # "officials in Volos", but no staff that sits in the capital
                        pointed = [m for m in body if not m.capital or m in pointed]
                    seated = self._seat_there(body, pointed, text, sentence) if hit.value == "any" else None
                    place = seated or self._pointed(pointed, text, start, hit.value, theatre)
                if place is not None:
                    before = tokens[hit.first - 1].norm if hit.first > sentence.first else ""
                    inside.append(
                        PlaceMention(start=start, end=end, place=place, preposition="from" if before == "from" else "there", capital=True)
                    )
            at = hit.last if hit is not None else at + 1
        return sorted(inside, key=lambda m: m.start)

    def _only_names(self, tokens: Sequence[Token], hit: Hit[str], sentence: Sentence) -> bool:
        """ "the State Emergency Agency": a word of a name; "told a briefing here": where it was said."""
        named = hit.last < sentence.last and tokens[hit.last - 1].text[0].isupper() and tokens[hit.last].text[0].isupper()
        return named or (hit.value == "here" and hit.first > sentence.first and tokens[hit.first - 1].norm in self._heard)

    def _is_measured(self, text: Text, sentence: Sentence, at: int, named: Sequence[PlaceMention]) -> bool:
        """ "At Buulo Mareer, 120 km south-west of the capital": where the other end lies."""
        start = text.tokens[at].start
        if not any(
            m.end <= start <= m.end + _LYING and (m.container or m.place.kind in _NARROW) and text.text[m.end] in ",(" for m in named
        ):
            return False
        if not self._directions.isdisjoint([t.norm for t in text.tokens[at : at + _PART]]):
            return True  # "in Rangpur, in the north, one student died"
        before = [t.norm for t in text.tokens[max(sentence.first, at - 2) : at]]
        if len(before) < 2:
            return False
        return (before[0] in self._directions and before[1] in self._of) or (before[0] in self._lengths and before[1] in self._out)

    def _as_seat(self, mention: PlaceMention, text: Text, body: Sequence[PlaceMention]) -> PlaceMention:
        """ "In the Borno state capital": the town of the region that the report names so, else the one that it names first."""
        at = text.token_at(mention.end)
        capital = mention.place.kind == "region" and at < len(text.tokens) and text.tokens[at].norm in self._seats
        if not capital or any(mention.end <= m.start <= mention.end + _NAMED for m in body):
            return mention
        towns = [m.place for m in body if m.place.kind == "town" and m.place.region == mention.place.id and m.start < mention.start]
        place = self._pointing.called_capital(body, text, mention.start) or next(iter(towns), None)
        return mention if place is None or place.region != mention.place.id else structs.replace(mention, place=place)

    def _where(self, mention: PlaceMention, text: Text) -> PlaceMention:
        """ "Uganda, where three died", "came Lyman as well, where": what follows happened there."""
        following = [t.norm for t in text.within(Span(mention.end, mention.end + 2 * BESIDE))[:4]]
        while following and following[0] in self._too:
            following = following[1:]
        return structs.replace(mention, preposition="there") if not mention.preposition and following[:2] == [",", "where"] else mention

    def _seat_there(self, body: Sequence[PlaceMention], pointed: Sequence[PlaceMention], text: Text, sentence: Sentence) -> Place | None:
        """ "The ministry in Stepanakert named 874 dead. It said 37 had died there": where the body sits that is told of."""
        before = text.sentence_before(sentence)
        if before is None or before.paragraph != sentence.paragraph or text.tokens[sentence.first].norm not in self._body:
            return None
        told = [m for m in body if before.start <= m.start < before.end]
        return told[0].place if len(told) == 1 and told[0] not in pointed and told[0].place.id else None
