"""Words by which a report sets one number against another: "disputes that", "its own count", "an undercount", "closer to 15,000"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stemma.core.types import Claim
from stemma.weighing.facts import Facts

Signs = dict[str, float]

_REACH = 500  # characters between two numbers over which such words set the one against the other
_BEHIND = 140  # characters behind the second number that still tell of it
_END = re.compile(r"[.!?][”\"']?\s|\n")


class Contrast:
    """Finds the words of dispute round the second of two numbers of one report."""

    def __init__(self, facts: Facts, words: Iterable[str]) -> None:
        self._facts = facts
        self._words = re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words) or '(?!)'})\b", re.IGNORECASE)

    def signs(self, first: Claim, second: Claim, found: Signs) -> Signs:
        """What such words tell, by whose mouths the numbers have, as the signs found so far say."""
        mouths = bool(found.get("two-mouths") or found.get("own-beside"))
        next_to = bool(found.get("one-sentence") or found.get("next-sentence"))
        said = self._said(first, second)
        return {
            "mouths-next": float(mouths and next_to),
            "disputing": float(said),
            "disputing-mouths": float(said and bool(found.get("two-mouths"))),
            "disputing-own": float(said and bool(found.get("own-beside"))),
            "disputing-one": float(said and bool(found.get("one-mouth"))),
        }

    def _said(self, first: Claim, second: Claim) -> bool:
        """True where the sentence of the second number, from the first on, has such words."""
        text = self._facts.reports[first.report].text
        if second.start - first.end > _REACH:
            return False
        before = _END.split(text[first.end : second.start])[-1] if second.start > first.end else ""
        behind = _END.split(text[second.end : second.end + _BEHIND])[0]
        return self._words.search(f"{before}{text[second.start : second.end]}{behind}") is not None
