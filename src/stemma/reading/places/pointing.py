"""Places that a text points back at: "the region", "the town", "the capital", "there"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from stemma.core.gazetteer import Country, Gazetteer
from stemma.core.text import Sentence, Text, Token
from stemma.core.types import Place, Span
from stemma.reading.places.mention import PlaceMention


class Acting(NamedTuple):
    """The verbs by which a country has or reports what is counted."""

    acting: frozenset[str]
    having: frozenset[str]
    putting: frozenset[str]  # before "its": "put its toll at"
    tolls: frozenset[str]
    rising: frozenset[str]  # what its toll does
    armed: frozenset[str]
    its: frozenset[str]


NARROW: Final = ("exact", "near", "district")
_NOWHERE: Final = ("country", "river", "sea")  # "there" is none of these
_NAMING: Final = ("n", "j", "u")  # letters of words that go on with a noun
_OBJECTS: Final = ("#", "d")  # what follows "the dead in the county include", which is no noun
_HAVING: Final = 1  # the space between "has" and the number
_BODY_LONGEST: Final = 7  # tokens from "Guatemala's" to what it does
_ASIDE: Final = {",": ",", "(": ")", "—": "—", "–": "–"}
_ASIDE_LONGEST: Final = 16  # tokens
_APPOSED: Final = 30  # characters behind "Bukavu" in which ", the capital of South Kivu" begins


class Pointing:
    """Tells what points back and at which place; built from the table `places`."""

    def __init__(self, places: Mapping[str, Any], gazetteer: Gazetteer) -> None:
        table = {key: frozenset(words) for key, words in places["pointing"].items()}
        self._gazetteer = gazetteer
        self._capital, self._being, self._besides = table["capital"], table["being"], table["besides"]
        self._there, self._telling, self._articles = table["there"], table["telling"], table["articles"]
        self._sides, self._waters, self._gone = table["sides"], table["waters"], table["gone"]

    def points_back(self, tokens: tuple[Token, ...], first: int, last: int, sentence: Sentence, tags: str = "") -> bool:
        """ "there" in "there were", "the area" in "the area of X" and "the state" in "the state power company" point at nothing before."""
        following = tokens[last].norm if last < sentence.last else ""
        if tokens[last - 1].norm in self._capital and first > sentence.first and tokens[first - 1].norm in self._being:
            return False  # "Nineveh, of which Mosul is the capital"
        if tokens[last - 1].norm in self._capital and first > sentence.first and tokens[first - 1].norm in self._besides:
            return False
        if tokens[first].norm in self._there:
            return following not in self._telling
        if tokens[first].norm in self._articles and last < sentence.last and not tokens[last - 1].norm.endswith("'s"):
            noun = tags[last : last + 1] in _NAMING and tokens[last].text[0].islower() and tokens[last].norm not in self._sides
            if noun and tags[last + 1 : last + 2] not in _OBJECTS:
                return False
        return following != "of"

    def last_of_kind(self, mentions: Sequence[PlaceMention], before: int, kind: str) -> Place | None:
        """The last place named before an offset that "the region", "the town" or "there" can mean."""
        told = [m for m in mentions if m.end <= before and (not m.speaker or _has_officials(m, kind)) and (m.preposition or not m.capital)]
        for mention in reversed(told):
            place = mention.place
            if kind == "town" and self._passed_by(mention):
                continue
            if kind == "any" and place.kind not in _NOWHERE and not mention.container and not self._is_water(place):
                return place
            if kind == place.kind or (kind == "region" and place.kind in ("area", "island") and not place.id.startswith("geo:")):
                return place
            if kind == "town" and place.precision in NARROW and place.kind != "district":
                return place
        return None

    def _is_water(self, place: Place) -> bool:
        """ "the Buzi river", which no list has."""
        return not place.id and place.name.rpartition(" ")[2].lower() in self._waters

    def called_capital(self, mentions: Sequence[PlaceMention], text: Text, before: int) -> Place | None:
        """The town that the text calls a capital: "the capital Porto Alegre", "Bukavu, the capital of South Kivu"."""
        for mention in reversed([m for m in mentions if m.end <= before and m.place.kind in ("town", "village")]):
            at = text.token_at(mention.start)
            after = [t.norm for t in text.within(Span(mention.end, mention.end + _APPOSED))[:4]]
            if (at > 0 and text.tokens[at - 1].norm in self._capital) or (after[:1] == [","] and not self._capital.isdisjoint(after)):
                return mention.place
        return None

    def seat_of(self, mentions: Sequence[PlaceMention], text: Text, before: int, theatre: Place | None) -> Place | None:
        """The town meant by "the regional capital": the one called a capital, one of its region's name, or the last named there."""
        regions = [m.place for m in mentions if m.end <= before and m.place.kind == "region" and m.place.id.startswith("a1:")]
        region = next(iter([*regions[-1:], *([found] if (found := region_of(theatre, self._gazetteer)) is not None else [])]), None)
        called = self.called_capital(mentions, text, before)
        if called is not None and (region is None or called.region == region.id):
            return called
        if region is None:
            return theatre if theatre is not None and theatre.kind == "town" else None
        known = self._gazetteer.look_up(region.name.rpartition(" ")[0] or region.name)
        named = [c for c in known if c.kind == "town" and c.region == region.id]
        best = max(named, key=lambda c: c.population, default=None)
        if best is not None:
            return Place(name=best.name, lat=best.lat, lon=best.lon, id=best.id, kind=best.kind, country=best.country, region=best.region)
        inside = [m for m in mentions if m.end <= before and m.place.region == region.id and m.place.kind == "town"]
        towns = [m.place for m in inside if not self._passed_by(m)]
        return towns[-1] if towns else None

    def _passed_by(self, mention: PlaceMention) -> bool:
        return mention.preposition in self._gone or mention.relation.endswith(" of")


def _has_officials(mention: PlaceMention, kind: str) -> bool:
    """ "Officials in Volos said some 80 percent of the city": a town whose people speak is that town."""
    return kind == "town" and bool(mention.preposition) and not mention.capital


def capital_of(country: Country, gazetteer: Gazetteer) -> Place | None:
    """The capital of a country, where the list of towns has it."""
    towns = [p for p in gazetteer.look_up(country.capital) if p.country == country.iso2 and p.kind == "town"]
    best = max(towns, key=lambda p: p.population, default=None)
    if best is None:
        return None
    return Place(name=best.name, lat=best.lat, lon=best.lon, id=best.id, kind=best.kind, country=country.iso2, region=best.region)


def heads_section(mention: PlaceMention, text: Text, sentence: Sentence) -> bool:
    """ "KENYA. Flooding there has left ...", "Vietnam: the flood ...": a place that stands alone at the head of a paragraph."""
    before = text.sentence_before(sentence)
    if (
        mention.start != sentence.start
        or mention.place.kind not in ("country", "region", "town")
        or (before is not None and before.paragraph == sentence.paragraph)
    ):
        return False
    return text.text[mention.end : mention.end + 1] in (".", ":", "\n") or text.text[mention.end : mention.end + 2] in (" —", " –", " -")


def has_sections(mentions: Sequence[PlaceMention], text: Text) -> bool:
    """True of a report with a paragraph for each of several places."""
    heads = {m.place.id for m in mentions if (s := text.sentence_at(m.start)) is not None and heads_section(m, text, s)}
    return len(heads) > 1


def region_of(theatre: Place | None, gazetteer: Gazetteer) -> Place | None:
    """The region that a report is about, or that of a local report's town, where "the state" points at no region that it names."""
    if theatre is not None and theatre.kind == "region":
        return theatre
    found = gazetteer.region(theatre.region) if theatre is not None and theatre.region else None
    if found is None:
        return None
    return Place(
        name=found.name, lat=round(found.lat, 4), lon=round(found.lon, 4), id=found.id, kind=found.kind, country=found.country,
        region=found.id, precision="region",
    )  # fmt: skip


def acting_country(
    mentions: Sequence[PlaceMention], text: Text, sentence: Sentence, span: Span, verbs: Acting, home: str
) -> PlaceMention | None:
    """The country that has or reports what is counted: "Uganda has 359 confirmed cases", "Italy's toll rose to 30"; or "KENYA. 40 died"."""
    for mention in reversed([m for m in mentions if sentence.start <= m.start < span.start and m.place.kind == "country"]):
        if heads_section(mention, text, sentence):
            return mention
        if mention.preposition:
            continue
        if text.text[mention.end : mention.end + 2] in ("'s", "’s"):
            if mention.place.country != home and _body_acts(mentions, text, sentence, text.token_at(mention.end), span, verbs):
                return mention
            continue
        at = _past_apposition(text, sentence, text.token_at(mention.end), span.start)
        first, second, third = (text.tokens[i].norm if i < sentence.last else "" for i in (at, at + 1, at + 2))
        has = first in verbs.having and (second in verbs.acting or second in verbs.having or span.start - text.tokens[at].end <= _HAVING)
        if not mention.speaker and (first in verbs.acting or has or (first in verbs.putting and second == "its" and third in verbs.tolls)):
            return mention
    return None


def _body_acts(mentions: Sequence[PlaceMention], text: Text, sentence: Sentence, at: int, span: Span, verbs: Acting) -> bool:
    """ "Guatemala's health ministry reported 87 deaths", "Spain's toll reached 300"; what an army reports need not be in its country."""
    if any(text.tokens[at].start < m.start < span.start for m in mentions):
        return False  # "China's Hubei province reported"
    for i in range(at, min(at + _BODY_LONGEST, sentence.last)):
        token = text.tokens[i]
        if token.start >= span.end or token.norm in verbs.armed or not token.text[:1].isalpha():
            return False
        if token.norm in verbs.acting or token.norm in verbs.rising or token.norm in verbs.putting:
            return i > at
    return False


def its_body(mentions: Sequence[PlaceMention], text: Text, sentence: Sentence, span: Span, verbs: Acting, home: str) -> PlaceMention | None:
    """ "About its army Azerbaijan says nothing. Its prosecutors put the dead at 90": the country that the sentence before speaks of."""
    before = text.sentence_before(sentence)
    if text.tokens[sentence.first].norm not in verbs.its or before is None or before.paragraph != sentence.paragraph:
        return None
    told = [m for m in mentions if before.start <= m.start < before.end and m.place.kind == "country" and not m.preposition]
    if len({m.place.id for m in told}) != 1 or told[0].place.country == home:
        return None
    return told[0] if _body_acts(mentions, text, sentence, sentence.first + 1, span, verbs) else None


def _past_apposition(text: Text, sentence: Sentence, at: int, before: int) -> int:
    """The token past what is said of a name between commas, dashes or brackets: "Colombia, the second hardest hit, has registered"."""
    closing = _ASIDE.get(text.tokens[at].text, "") if at < sentence.last else ""
    for i in range(at + 2, min(at + _ASIDE_LONGEST, sentence.last) if closing else 0):
        token = text.tokens[i]
        if token.start >= before:
            break
        if token.text in closing:
            return i + 1
    return at


def opens(mention: PlaceMention, sentence: Sentence) -> bool:
    """ "Adré itself had 40,000 inhabitants": a town of which a sentence speaks."""
    first = mention.start - sentence.start <= 1 and not mention.preposition
    return first and mention.place.kind != "country" and not mention.speaker and not mention.capital and not mention.container


def begins(text: Text, sentence: Sentence) -> bool:
    """True of the first sentence of its paragraph."""
    before = text.sentence_before(sentence)
    return before is None or before.paragraph != sentence.paragraph
