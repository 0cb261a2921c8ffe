"""Figures that are nobody's word: how far a town lies from another, how many live in it, told in passing inside what somebody says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stemma.core.types import Span
from stemma.reading.saying.said import Attribution

_ASIDE: Final = re.compile(r"[\w)”\"’](?:,|\s\()\s*$|,\s+(?:which|that)\s+(?:lies|lay|stands|stood|sits|sat|is|was)\s+$")
_AWAY: Final = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:from|away|off|inland|upstream|downstream|outside|out of|short of"
    r"|(?:to the |to its |due )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?\b)"
)
_LIES: Final = re.compile(r"\b(?:lies|lay|is situated|is located|sits|stands)\s+(?:\w+\s+)?$")
_PEOPLED: Final = re.compile(r",\s+(?:an?|the|its)\s+(?:[\w’'-]+\s+){1,3}of\s+$|,\s+home\s+to\s+$")
_LIVING: Final = re.compile(r",\s+where\s+(?:[\w-]+\s+){0,2}$")
_LIVE: Final = re.compile(r"\s*(?:[\w’'-]+\s+)?(?:live|lives|lived)\b")
_OF_ITS: Final = re.compile(r"(?<!\bhalf )(?<!\bthird )(?<!\bquarter )(?<!\bmost )(?<!% )(?<!cent )(?<!\bquarters )\bof\s+(?:its|the)\s+$")
_PEOPLE = re.compile(r"\s*(?:[\w’'-]+\s+)?(?:people|souls|inhabitants|residents|townspeople|townsfolk|villagers|islanders|citizens)\b")
_OWN_PEOPLE: Final = re.compile(r"\s*(?:inhabitants|residents|townspeople|townsfolk|islanders|citizens)\b")
_OPENED: Final = ("of", "to", "its", "the", "where")  # with which what tells of people ends
_AMOUNT: Final = re.compile(r"[^\d]{0,24}[\d.,]+(?:\s(?:million|thousand))?")
_BESIDE: Final = 2  # characters from a speaker to his age
_BEFORE, _AFTER = 60, 40  # characters looked at


def governing(text: str, measure: str, span: Span, found: Sequence[Attribution]) -> Sequence[Attribution]:
    """The passages of attribution that a figure may hang on: of what is told in passing the credits of the whole report alone."""
    own = measure == "age" and any(s.start < span.start <= s.end + _BESIDE for a in found for s in a.source)  # "said Omar Weil, 41"
    return [a for a in found if a.kind == "credit"] if own or in_passing(text, measure, span) else found


def in_passing(text: str, measure: str, span: Span) -> bool:
    """True of "Kemise, 325 km from the capital, has fallen, they said" and "Derna, a port of 90,000": known without the speaker."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    if measure == "distance":
        return bool((_ASIDE.search(before) or _LIES.search(before)) and _AWAY.match(text[span.end : span.end + _AFTER]))
    if not before.rstrip().endswith(_OPENED):
        return False
    rest = _AMOUNT.match(text, span.start)
    if rest is None:
        return False
    after = text[rest.end() : rest.end() + _AFTER]
    if _LIVING.search(before) and _LIVE.match(after):
        return True  # "the port, where around 140,000 live"
    return bool((_PEOPLE.match(after) and _PEOPLED.search(before)) or (_OWN_PEOPLE.match(after) and _OF_ITS.search(before)))
