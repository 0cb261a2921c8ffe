"""Which of the places in a sentence is nearest to an amount."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.gazetteer import SITE
from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.places.mention import PlaceMention

BESIDE: Final = 8  # characters between an amount and "of Ukraine"
_ENDING: Final = (";", "—", "–", ". ")  # signs between clauses


def nearest(here: Sequence[PlaceMention], start: int, end: int, span: Span) -> PlaceMention | None:
    """The first place after the span's beginning, else the last before it; a town or region of a country before the country."""
    after = [m for m in here if span.start <= m.start < end]
    before = [m for m in here if start <= m.start < span.start]
    found = after[0] if after else before[-1] if before else None
    if found is None or found.place.kind != "country":
        return found
    narrower = [
        m for m in (*before[-1:], *after) if m.place.country == found.place.country and m.place.kind != "country" and _beside(m, found)
    ]
    return narrower[0] if narrower else found


class Nearness:
    """Finds clauses, and the place that stands right before its number; built from the table `places`."""

    def __init__(self, places: Mapping[str, Any]) -> None:
        table = places["nearness"]
        self._joining = frozenset(table["joining"])
        words = {key: "|".join(map(re.escape, table[key])) for key in table}
        self._numbered = re.compile(rf" (?:(?:{words['put']}) )?(?:{words['numbered']}) (?:\w+ )?|: | \(")  # "Girona at some 60,000"
        self._fronted = re.compile(rf"(?:['’]s)?,? (?:(?:{words['hedges']}) )?")
        self._opening = re.compile(
            rf"(?i)(?:\A|[,;:.—–] ?|\n|\b(?:{words['behind']}) )(?!{words['no_front']})(?:{words['fronts']}) "
            rf"(?:(?:{words['describing']}) )?(?:(?!(?:{words['inner']}) )[^\W\d]+ ){{0,4}}$"
        )
        self._apart = re.compile(rf"[,;)]| (?:{words['apart']}) ")

    def paired(self, here: Sequence[PlaceMention], text: Text, span: Span, low: int) -> PlaceMention | None:
        """ "the crowd in Girona at 60,000, that in Lleida at 45,000": a place right before its number, what follows is the next one's."""
        before = [m for m in here if low <= m.start and m.end <= span.start]
        after = [m for m in here if m.start >= span.end]
        if not before or not after or not self._apart.search(text.text, span.end, after[0].start):
            return None
        place = before[-1]
        if self._numbered.fullmatch(text.text, place.end, span.start):
            return place
        if place.place.kind == SITE or not self._fronted.fullmatch(text.text, place.end, span.start):
            return None
        # "In the department of Nippes, 137 were killed, in the Sud department 1,597"
        return place if self._opening.search(text.text[low : place.start]) else None

    def clause(self, text: str, sentence: Sentence, span: Span) -> tuple[int, int]:
        """Where the clause of a sentence begins and ends in which a span stands."""
        low, high = sentence.start, sentence.end
        for start, end in self._borders(text, low, high):
            if end <= span.start:
                low = end
            elif start >= span.end:
                high = start
                break
        return low, high

    def _borders(self, text: str, low: int, high: int) -> list[tuple[int, int]]:
        """Where clauses meet; written out, since every figure asks."""
        found: list[tuple[int, int]] = []
        for sign in _ENDING:
            at = text.find(sign, low, high)
            while at >= 0:
                found.append((at, at + len(sign)))
                at = text.find(sign, at + 1, high)
        at = text.find(", ", low, high)
        while at >= 0:
            end = at + 2
            while end < high and (text[end].isalnum() or text[end] == "_"):
                end += 1
            if text[at + 2 : end] in self._joining:
                found.append((at, end))
            at = text.find(", ", at + 2, high)
        found.sort()
        return found


def _beside(one: PlaceMention, other: PlaceMention) -> bool:
    """ "in Derna, Libya", "in Zambia's capital Lusaka"."""
    return 0 <= other.start - one.end <= BESIDE or 0 <= one.start - other.end <= 3 * BESIDE
