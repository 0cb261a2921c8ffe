"""Places that a sentence names and that say nothing of where its figures hold: a seat, where it was said, the other end of a road."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Text
from stemma.core.types import Place, Span
from stemma.reading.places.finder import PlaceMention

_TOURED: Final = 60  # characters
_TOWNS: Final = ("town", "village")


class PassedOver:
    """Tells which places govern nothing; built from the table `places`."""

    def __init__(self, places: Mapping[str, Any]) -> None:
        self._seats = frozenset(places["seat"]["nouns"])
        self._from = re.compile("|".join(rf"\s*(?:{pattern})\s*$" for pattern in places["tie"]["measured_from"]))
        self._describing, self._sitting = frozenset(places["seat"]["describing"]), frozenset(places["seat"]["prepositions"])
        self._based, self._near = frozenset(places["seat"]["based"]), frozenset(places["seat"]["beside"])
        self._telling = frozenset(places["seat"]["telling"])
        self._ranked = re.compile(places["seat"]["ranked"])
        self._toured, self._toured_behind = re.compile(places["seat"]["toured"]), frozenset(places["seat"]["toured_behind"])
        self._last: tuple[Text, dict[int, bool]] | None = None  # the places of a text where somebody went
        self._longest = max(map(len, places["tie"]["compared"])) + len(" the \n")
        self._compared = re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, places['tie']['compared']))}) (?:the )?$")

    def over(self, mention: PlaceMention, text: Text, span: Span, theatre: Place | None) -> bool:
        """True of a place in the sentence of an amount that does not say where the amount holds."""
        return (
            self.sits(mention, text)
            or self.is_no_scene(mention, text, span, theatre)
            or self._is_beside(mention, text, span)
            or self._is_measured_from(mention, text, span)
            or _is_of_next(mention, text, span)
        )

    def is_no_scene(self, mention: PlaceMention, text: Text, span: Span, theatre: Place | None) -> bool:
        """True of a place where somebody spoke or went, or in which something is the largest."""
        return (
            self._is_said_there(mention, text, span, theatre)
            or self._is_toured(mention, text, span)
            or self._is_ranked_in(mention, text, span)
        )

    def sits(self, mention: PlaceMention, text: Text) -> bool:
        """ "The ambulance service in Tripoli has counted 2,300": where a body sits, which says nothing of what it counts."""
        sentence = text.sentence_at(mention.start)
        if sentence is None:
            return False
        at = text.token_at(mention.start) - 1
        while at > sentence.first and text.tokens[at].norm in self._describing:
            at -= 1
        if at <= sentence.first or text.tokens[at].norm not in self._sitting:
            return False
        before = text.tokens[at - 1]
        if before.norm in self._based:
            return True
        if before.norm not in self._seats:
            return False
        first = at - 2
        while first > sentence.first and (text.tokens[first].norm in self._describing or text.tokens[first].text[0].isupper()):
            first -= 1  # "outside the German embassy"
        return first < sentence.first or text.tokens[first].norm not in self._near

    def _is_said_there(self, mention: PlaceMention, text: Text, span: Span, theatre: Place | None) -> bool:
        """ "In Geneva its chief told reporters that 119 attacks had been logged": said in another country than the report's."""
        home = theatre.country if theatre is not None else ""
        if not home or mention.end > span.start or mention.preposition not in self._sitting:
            return False
        place = mention.place
        if place.country in ("", home) or place.kind not in _TOWNS:
            return False
        holder = text.sentence_at(mention.start)
        said = [t for t in text.tokens[text.token_at(mention.end) : holder.last] if t.norm in self._telling] if holder is not None else []
        return holder is not None and bool(said) and (holder.end <= span.start or said[0].end <= span.start)

    def _is_toured(self, mention: PlaceMention, text: Text, span: Span) -> bool:
        """ "The president said after flying over the flooded Buzi basin that 84 had died": where somebody went before he spoke."""
        if mention.end > span.start:
            return False
        last = self._last
        if last is None or last[0] is not text:
            last = self._last = (text, {})
        found = last[1].get(mention.start)
        if found is None:
            found = last[1][mention.start] = self._is_toured_before(mention, text)
        return found

    def _is_toured_before(self, mention: PlaceMention, text: Text) -> bool:
        """The same of a place wherever the amount stands behind it, kept for the last text, since each amount asks."""
        if text.text.startswith(", where", mention.end):
            return False
        at, low = text.token_at(mention.start) - 1, mention.start - _TOURED
        while at >= 0 and text.tokens[at].start >= low:
            token = text.tokens[at]
            if token.norm in self._toured_behind and self._toured.match(text.text, token.end, mention.start):
                return True
            at -= 1
        return False

    def _is_ranked_in(self, mention: PlaceMention, text: Text, span: Span) -> bool:
        """ "The largest hospital in Africa has 3,200 beds": a part of the world in which something is the largest."""
        if mention.place.country or mention.place.kind != "area" or mention.preposition not in self._sitting:
            return False
        return self._ranked.search(text.text, max(0, mention.start - _TOURED), mention.start) is not None

    def _is_beside(self, mention: PlaceMention, text: Text, span: Span) -> bool:
        """ "Katwa has 529 cases, ahead of Beni": what is counted elsewhere, and set beside."""
        return mention.start >= span.end and bool(
            self._compared.search(text.text, max(span.end, mention.start - self._longest), mention.start)
        )

    def _is_measured_from(self, mention: PlaceMention, text: Text, span: Span) -> bool:
        """ "170 km south-east of Khartoum", "four miles from the dam at X": the place is where the other end lies."""
        return mention.start >= span.end and bool(self._from.match(text.text, span.end, mention.start))


def _is_of_next(mention: PlaceMention, text: Text, span: Span) -> bool:
    """ "145 died in the state, in Bahia 2": the place of a bare number that comes after a comma."""
    if mention.start < span.end or not text.text[mention.end : mention.end + 2].lstrip()[:1].isdigit():
        return False
    at = text.token_at(mention.start)
    return at > 1 and text.tokens[at - 1].norm == "in" and text.tokens[at - 2].norm in (",", ";", "and")
