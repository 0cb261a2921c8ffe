"""Which of the places that a text names an amount or event belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import structs

from stemma.core.gazetteer import HEADED, SITE, Gazetteer
from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text
from stemma.core.types import Place, Span
from stemma.reading.places.anaphors import Anaphors
from stemma.reading.places.apposed import Apposed
from stemma.reading.places.finder import PlaceMention
from stemma.reading.places.nearness import BESIDE, Nearness, nearest
from stemma.reading.places.passed import PassedOver
from stemma.reading.places.pointing import (
    Acting,
    acting_country,
    begins,
    has_sections,
    heads_section,
    its_body,
    opens,
)
from stemma.reading.places.sites import in_town, town_before
from stemma.reading.places.theatre import country_place, of_part, theatre

_WATERS: Final = ("river", "sea")
_WIDEST: Final = ("country", "area", "continent", "sea", "river")
_OWNED: Final = 5  # tokens before a number, "Azerbaijani civilians killed at 91"
_FRONT: Final = 7  # tokens from the beginning of a sentence to the place that sets its scene


class Bounds(NamedTuple):
    """What limits the search for an amount's place."""

    until: int = 1 << 60  # where the next amount of the sentence begins
    tags: str = ""  # the letters of the text's tokens
    noun: int = -1  # where what is counted ends: "four regions" of Ukraine


class PlaceGovernor:
    """Finds the place of a stretch of text; built once from a pack."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        places = pack.tables["places"]
        self._strong = frozenset(places["tie"]["strong"])
        self._own = frozenset(places["own"]["nouns"])
        self._its = frozenset(places["own"]["its"])
        own = places["own"]
        self._having = frozenset(own["counting"])
        self._acting = Acting(*(frozenset(own[key]) for key in Acting._fields))
        told = {name: frozenset(words) for name, words in places["governing"].items()}
        self._links, self._scenes, self._onward = told["links"], told["scenes"], told["onward"]
        self._going_on = re.compile(places["onward"]["going_on"], re.IGNORECASE)
        self._being, self._joining, self._hedges = told["being"], told["joining"], told["hedges"]
        self._apposed, self._near = Apposed(places), Nearness(places)
        self._afloat, self._oceans, self._it = told["afloat"], tuple(places["governing"]["oceans"]), told["it"]
        self._passed = PassedOver(places)
        self._anaphors = Anaphors(places, gazetteer)
        self._unsaid: list[tuple[Place, Place]] = []
        self._kept: list[tuple[Sequence[PlaceMention], list[PlaceMention], list[PlaceMention]]] = []

    def place_for(
        self, mentions: Sequence[PlaceMention], text: Text, span: Span, theatre: Place | None, bounds: Bounds | None = None
    ) -> Place | None:
        """The place that governs a span: named in its clause, its sentence, pointed back at, in its paragraph, else the theatre.

        Where a body sits is passed over, and a place beyond the next amount is that amount's:
        "killed 158 people in Spain, 155 of them in Valencia".
        """
        bounds = bounds or Bounds()
        sentence = text.sentence_at(span.start)
        if sentence is None:
            return theatre
        unmarked, standing = self._standing(mentions, text)
        body = [m for m in standing if not self._passed.is_no_scene(m, text, span, theatre)]
        counted = Span(span.start, max(span.end, bounds.noun))
        here = self._anaphors.inside((mentions, unmarked, body), text, sentence, theatre, bounds.tags)
        here = [m for m in here if _governs(m) and self._is_tied(m, counted) and not _was_of_part(m, text, span)]
        here = [m for m in here if m.preposition == "there" or not self._apposed.describes(m, text)]
        here = [m for m in here if not self._passed.over(m, text, span, theatre)]
        low, high = self._near.clause(text.text, sentence, span)
        shared = self._is_shared(text, span, bounds.until)
        here = [m for m in here if m.start < bounds.until or m.preposition == "there" or shared]
        staying = [m for m in here if m.preposition != "from"]
        reach = high if high < bounds.until < sentence.end else sentence.end  # "in 12 other cities; in Valparaíso 25,000 marched"
        home = theatre.country if theatre is not None else ""
        found = (
            self._apposed.told_of(unmarked, text, sentence, span)
            or self._near.paired(staying, text, span, low)
            or nearest([m for m in staying if m.start < bounds.until], low, high, span)
            or nearest(staying, low, high, span)
            or self._owned(mentions, text, sentence, counted)
            or nearest(staying, sentence.start, reach, span)
            or nearest(here, sentence.start, reach, span)
            or acting_country(body, text, sentence, span, self._acting, home)
            or its_body(body, text, sentence, span, self._acting, "" if _is_contested(theatre) else home)
            or self._subject(
                [m for m in body if m.start < reach and (shared or m.start < bounds.until)], text, sentence, Span(low, span.start)
            )
            or self._before(body, text, sentence, theatre)
        )
        if found is not None:
            return in_town(found, mentions, text, theatre) if found.place.kind == SITE else self._around(found, mentions, text, theatre)
        return self._unsaid_of(theatre) if theatre is not None else None

    def _around(self, found: PlaceMention, mentions: Sequence[PlaceMention], text: Text, theatre: Place | None) -> Place:
        """The place; one in no list lies around the town or region that the report is about, or the paragraph names."""
        place = found.place
        if place.lat is not None or place.id:
            return place
        about = theatre if theatre is not None and theatre.kind not in _WIDEST and theatre.lat is not None else None
        town = about or town_before(found, mentions, text)
        if town is None:
            return place
        return replace(place, lat=town.lat, lon=town.lon, country=town.country, region=town.region, precision="region")

    def _unsaid_of(self, theatre: Place) -> Place:
        """The theatre without its words, since no words of the report place anything there; kept for one report."""
        if not self._unsaid or self._unsaid[0][0] is not theatre:
            self._unsaid = [(theatre, replace(theatre, words=""))]
        return self._unsaid[0][1]

    def _standing(self, mentions: Sequence[PlaceMention], text: Text) -> tuple[list[PlaceMention], list[PlaceMention]]:
        """The mentions that are no dateline, which is where it was written, and those of them where nobody sits; kept for one report."""
        if not self._kept or self._kept[0][0] is not mentions:
            body = [m for m in mentions if not text.marked(m.start, m.end)]
            self._kept = [(mentions, body, [m for m in body if not self._passed.sits(m, text)])]
        return self._kept[0][1], self._kept[0][2]

    def theatre(self, mentions: Sequence[PlaceMention], text: Text | None = None) -> Place | None:
        """The place a report is about."""
        return theatre(mentions, self._gazetteer, text)

    def _is_tied(self, mention: PlaceMention, span: Span) -> bool:
        """A country after "of", "to", "from" counts only inside the span or right behind it."""
        place = mention.place
        if (
            place.kind == "sea"
            and not place.name.endswith(self._oceans)
            and mention.preposition in self._afloat
            and span.start <= mention.start
        ):
            return True  # "1,000 migrants have drowned in the Mediterranean"
        if place.kind != "country" and (place.country or place.lat is None):
            return mention.preposition in self._strong or span.start <= mention.start <= span.end + BESIDE or not mention.capital
        return (mention.preposition in self._strong and bool(place.country)) or span.start <= mention.start <= span.end + BESIDE

    def _owned(self, mentions: Sequence[PlaceMention], text: Text, sentence: Sentence, span: Span) -> PlaceMention | None:
        """The country of "Moroccan villages", or of "63 of its civilians" where a country is the subject."""
        if self._own.isdisjoint(text.keys(sentence)):
            return None
        tokens = text.within(Span(span.start, min(span.end + 40, sentence.end)))
        before = text.within(Span(sentence.start, span.start))[-_OWNED:]
        words = [*before, *tokens]
        for word, noun in pairwise(words):
            if noun.norm not in self._own or noun.start > span.end + 25:
                continue
            codes = self._gazetteer.countries_of(word.text) if word.text[0].isupper() else ()
            country = self._gazetteer.country(codes[0]) if len(codes) == 1 else None
            if country is not None:
                place = country_place(country, word.text)
                return PlaceMention(start=word.start, end=word.end, place=place, preposition="own")
            if word.norm in self._its:
                subjects = [
                    m for m in mentions if sentence.start <= m.start < word.start and m.place.kind == "country" and not m.preposition
                ]
                return subjects[-1] if subjects else None
        return None

    def _before(self, mentions: Sequence[PlaceMention], text: Text, sentence: Sentence, theatre: Place | None) -> PlaceMention | None:
        """The town or region that the last sentence with one in front sets as the scene, earlier in the paragraph: "In Adré they wait"."""
        for mention in reversed([m for m in mentions if m.end <= sentence.start]):
            holder = text.sentence_at(mention.start)
            if holder is None or holder.paragraph != sentence.paragraph:
                return None
            if heads_section(mention, text, holder):
                home = theatre is not None and mention.place.id == "cc:" + theatre.country
                words = HEADED if has_sections(mentions, text) else ""
                return mention if not home else structs.replace(mention, place=replace(mention.place, words=words))
            tied = mention.preposition in self._strong and _governs(mention)
            told = (
                text.tokens[sentence.first].norm in self._it
                and text.sentence_before(sentence) == holder
                and self._is_told_of(mention, text)
            )
            onward = text.sentence_before(sentence) == holder and self._goes_on(text, sentence, theatre)
            placed = told or (tied and (onward or self._in_front(mention, text, holder))) or opens(mention, holder)
            if placed and mention.place.kind != "country" and mention.place.country and _is_known(mention):
                return mention
            if tied and mention.place.kind == "country" and self._in_front(mention, text, holder) and begins(text, holder):
                return mention  # "In Turkey the state was slow. By Tuesday it acknowledged ..."
        return None

    def _goes_on(self, text: Text, sentence: Sentence, theatre: Place | None) -> bool:
        """ "They were beaten back", "Another six died": a sentence that tells more of what was told; any where no other place is known."""
        return (
            theatre is None
            or text.tokens[sentence.first].norm in self._onward
            or self._going_on.match(text.text, sentence.start, sentence.end) is not None
        )

    def _is_told_of(self, mention: PlaceMention, text: Text) -> bool:
        """ "Across the fence, Kiryat Shmona is a town of shutters": a town of which a sentence speaks."""
        at = text.token_at(mention.end)
        following = text.tokens[at].norm if at < len(text.tokens) else ""
        return not mention.preposition and mention.place.kind in ("town", "village") and following in self._being

    def _subject(self, mentions: Sequence[PlaceMention], text: Text, sentence: Sentence, before: Span) -> PlaceMention | None:
        """A town or region that the sentence names without a preposition: "Derna lost a quarter of its people"; best in the same clause."""
        inside = [
            m
            for m in mentions
            if sentence.start <= m.start < sentence.end and m.place.kind != "country" and not m.speaker and not m.container
        ]
        inside = [m for m in inside if (m.place.lat is not None or m.start == sentence.start) and m.place.kind not in _WATERS]
        inside = [m for m in inside if not _is_capital_speaking(m) or self._has(m, text, before.end)]
        nearer = [m for m in inside if before.start <= m.start < before.end and not m.preposition]
        return next(iter([*nearer[-1:], *inside]), None)

    def _has(self, mention: PlaceMention, text: Text, amount: int) -> bool:
        """ "Antananarivo had 343 cases": a capital that has what is counted stands for itself."""
        words = [t.norm for t in text.within(Span(mention.end, amount))]
        return bool(words) and words[0] in self._having and all(w in self._hedges for w in words[1:])

    def _is_shared(self, text: Text, span: Span, until: int) -> bool:
        """ "63 killed and 292 wounded in Barda": the place behind the next amount is of both."""
        if until >= len(text.text):
            return False
        between = [t.norm for t in text.within(Span(span.end, until))]
        return not self._joining.isdisjoint(between[-4:]) and ";" not in between

    def _in_front(self, mention: PlaceMention, text: Text, sentence: Sentence) -> bool:
        """ "In the market of Adré ...": a sentence that begins with its place."""
        at, start = text.token_at(mention.start), sentence.first
        while start < at and (text.tokens[start].norm in self._links or not text.tokens[start].text[0].isalpha()):
            start += 1
        hedged = start < at and text.tokens[start + 1].norm in self._hedges  # "At least 30 people died in Benghazi"
        return at - start <= _FRONT and text.tokens[start].norm in self._scenes and not hedged


def _is_contested(theatre: Place | None) -> bool:
    """ "Nagorno-Karabakh": a land that lists put into one country and that is told of beside it."""
    return theatre is not None and theatre.id.startswith("ft:")


def _governs(mention: PlaceMention) -> bool:
    return bool(mention.preposition) and not mention.container and not mention.speaker


def _was_of_part(mention: PlaceMention, text: Text, span: Span) -> bool:
    """ "1,716 have caught it, 1,102 of them in Wuhan, and six have died": where a part is counted, which is over before the amount."""
    return mention.end <= span.start and of_part(mention, text) and not text.text.startswith(", where", mention.end)


def _is_known(mention: PlaceMention) -> bool:
    """True of a place that lies somewhere, and of a hospital or prison of which a text tells."""
    return mention.place.lat is not None or mention.place.kind == SITE


def _is_capital_speaking(mention: PlaceMention) -> bool:
    """ "Moscow pushes", "Kyiv rejected": a capital without a preposition stands for its government."""
    return not mention.preposition and mention.capital
