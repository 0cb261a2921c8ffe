"""Figures that are nobody's word: how far a town lies from another, how many live in it, told in passing inside what somebody says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.types import Span
from stemma.reading.saying.said import Attribution

_BESIDE: Final = 2  # characters from a speaker to his age
_BEFORE, _AFTER = 60, 40  # characters looked at


class Passing:
    """Tells what a report knows of itself, by the words of the table `resting`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = {key: "|".join(map(re.escape, table[key])) for key in table}
        self._aside = re.compile(rf"[\w)”\"’](?:,|\s\()\s*$|,\s+(?:which|that)\s+(?:{words['lies']})\s+$")
        sides = rf"(?:(?:{words['towards']}) )?(?:{words['sides']})(?:{words['side_endings']})?\b"
        self._away = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:{words['away']}|{sides})")
        self._lies = re.compile(rf"\b(?:{words['situated']})\s+(?:\w+\s+)?$")
        home = r"\s+".join(map(re.escape, table["home"]))
        self._peopled = re.compile(rf",\s+(?:an?|the|its)\s+(?:[\w’'-]+\s+){{1,3}}of\s+$|,\s+{home}\s+$")
        self._living = re.compile(r",\s+where\s+(?:[\w-]+\s+){0,2}$")
        self._live = re.compile(rf"\s*(?:[\w’'-]+\s+)?(?:{words['live']})\b")
        no_share = "".join(rf"(?<!\b{re.escape(word)} )" for word in table["shares"])
        no_share += "".join(rf"(?<!{re.escape(word)} )" for word in table["percent"])
        self._of_its = re.compile(rf"{no_share}\bof\s+(?:its|the)\s+$")
        self._people = re.compile(rf"\s*(?:[\w’'-]+\s+)?(?:{words['people']}|{words['own_people']})\b")
        self._own_people = re.compile(rf"\s*(?:{words['own_people']})\b")
        self._amount = re.compile(rf"[^\d]{{0,24}}[\d.,]+(?:\s(?:{words['sizes']}))?")
        self._opened = tuple(table["opened"])

    def governing(self, text: str, measure: str, span: Span, found: Sequence[Attribution]) -> Sequence[Attribution]:
        """The passages of attribution that a figure may hang on: of what is told in passing the credits of the whole report alone."""
        own = measure == "age" and any(s.start < span.start <= s.end + _BESIDE for a in found for s in a.source)  # "said Omar Weil, 41"
        return [a for a in found if a.kind == "credit"] if own or self.holds(text, measure, span) else found

    def holds(self, text: str, measure: str, span: Span) -> bool:
        """True of "Kemise, 325 km from the capital, has fallen, they said" and "Derna, a port of 90,000": known without the speaker."""
        before = text[max(0, span.start - _BEFORE) : span.start]
        if measure == "distance":
            lying = self._aside.search(before) or self._lies.search(before)
            return bool(lying and self._away.match(text[span.end : span.end + _AFTER]))
        if not before.rstrip().endswith(self._opened):
            return False
        rest = self._amount.match(text, span.start)
        if rest is None:
            return False
        after = text[rest.end() : rest.end() + _AFTER]
        if self._living.search(before) and self._live.match(after):
            return True  # "the port, where around 140,000 live"
        told = self._people.match(after) and self._peopled.search(before)
        return bool(told or (self._own_people.match(after) and self._of_its.search(before)))
