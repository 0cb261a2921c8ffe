"""What stands right beside a name of a place: "Volos, a port of about 140,000", "the Balkan country"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from stemma.core.gazetteer import SITE
from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.places.mention import PlaceMention


class Apposed:
    """Tells it by the words of the table's [apposed]."""

    def __init__(self, places: Mapping[str, Any]) -> None:
        table = places["apposed"]
        self._apposition = re.compile(table["telling"])
        self._countries = frozenset(table["countries"])

    def told_of(self, mentions: Sequence[PlaceMention], text: Text, sentence: Sentence, span: Span) -> PlaceMention | None:
        """ "Officials in Volos, a port of about 140,000": the place behind whose name an amount is told of it."""
        for mention in reversed([m for m in mentions if sentence.start <= m.start and m.end <= span.start]):
            if self._apposition.fullmatch(text.text, mention.end, span.start):
                if any(mention.end <= m.start and m.end <= span.start and m.preposition for m in mentions):
                    return None  # "in Jacmel, a further three in Jeremie where some 2,000 protested"
                known = mention.place.lat is not None or mention.place.kind == SITE
                return mention if mention.place.kind != "country" and known else None
        return None

    def describes(self, mention: PlaceMention, text: Text) -> bool:
        """ "in the Balkan country": a part of the world by which a country is called."""
        at = text.token_at(mention.end)
        return mention.place.kind != "country" and at < len(text.tokens) and text.tokens[at].norm in self._countries
