"""Places that a text points back at: "the region", "the town", "the capital", "there"."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.text import Sentence, Text, Token
from stemma.core.types import Place, Span
from stemma.reading.places import PlaceMention

NARROW = ("exact", "near", "district")
_GONE = ("to", "from", "towards", "toward", "via", "between")  # a place gone to or come from is not "the city"
_APPOSED = 30  # characters behind "Bukavu" in which ", the capital of South Kivu" begins


def points_back(tokens: tuple[Token, ...], first: int, last: int, sentence: Sentence) -> bool:
    """ "there" in "there were" and "the area" in "the area of X" point at nothing before."""
    following = tokens[last].norm if last < sentence.last else ""
    if tokens[first].norm in ("there", "here"):
        return following not in ("is", "are", "was", "were", "has", "have", "had", "will", "would", "may", "could", "be", "'s")
    return following != "of"


def last_of_kind(mentions: Sequence[PlaceMention], before: int, kind: str) -> Place | None:
    """The last place named before an offset that "the region", "the town" or "there" can mean."""
    for mention in reversed([m for m in mentions if m.end <= before and not m.speaker and (m.preposition or not m.capital)]):
        place = mention.place
        if kind == "town" and _passed_by(mention):
            continue
        if kind == "any" and place.kind != "country" and not mention.container:
            return place
        if kind == place.kind or (kind == "region" and place.kind in ("area", "island") and not place.id.startswith("geo:")):
            return place
        if kind == "town" and place.precision in NARROW and place.kind != "district":
            return place
    return None


def called_capital(mentions: Sequence[PlaceMention], text: Text, before: int) -> Place | None:
    """The town that the text calls a capital: "the capital Porto Alegre", "Bukavu, the capital of South Kivu"."""
    for mention in reversed([m for m in mentions if m.end <= before and m.place.kind in ("town", "village")]):
        at = text.token_at(mention.start)
        after = [t.norm for t in text.within(Span(mention.end, mention.end + _APPOSED))[:4]]
        if (at > 0 and text.tokens[at - 1].norm == "capital") or (after[:1] == [","] and "capital" in after):
            return mention.place
    return None


def _passed_by(mention: PlaceMention) -> bool:
    return mention.preposition in _GONE or mention.relation.endswith(" of")


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
