"""Days that only tell which article is meant: "our report of 24 October", "Saturday's story", "On 5 November we told readers that"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_BACK: Final = 110  # characters in which such a phrase stands
_LATELY: Final = 256  # days whose surroundings were looked at last: each claim of a report asks for all of its days


class Pieces:
    """Tells such days by the words of the table's [pieces]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words: Mapping[str, Any] = table.get("pieces", {})
        piece, ran, wrote, ours, we, days, where = (
            "|".join(words.get(name, ())) or "(?!)" for name in ("nouns", "ran", "wrote", "ours", "we", "days", "where")
        )
        named = rf"(?:[\w-]+ ){{0,2}}(?:{piece})s?\b"
        own, told = rf"(?:{ours}) {named}", rf"(?:{we}) (?:{wrote})\b"
        # 'Our report on the floods (', 'An article about the strikes ("Vive la revolt!", '
        aside = rf"\b(?:{ours}|an?) {named}[^.;()\d]{{0,90}}\((?:[\"“][^\"”]{{0,80}}[\"”],? ?)?"
        self._before = re.compile(
            rf"(?i){aside}\Z|(?:\b{own}|\b(?:{piece})s?\b[^.;:\d]{{0,60}}\b(?:{ran})\b(?: (?:{where}))?)(?: (?:{days}))? \Z"
        )
        self._owned = re.compile(rf"['’]s {named}")
        # 'In "Killer bug" (25 June) we said', "(August 11). Our report on the unrest"
        self._after = re.compile(rf"(?i)(?:\)|,)?(?: \([^)]{{0,80}}\))? {told}|\)[.:,]? {own}")
        nouns = words.get("nouns", ())
        self._nouns = tuple(nouns) if all(n.isalpha() for n in nouns) else ("",)  # without one of these nothing stands before
        self._seen: dict[tuple[str, int, int], bool] = {}

    def of_piece(self, text: str, start: int, end: int) -> bool:
        """True for a day at [start:end] that dates an article of the press and nothing that it tells."""
        asked = (text, start, end)
        seen = self._seen.get(asked)
        if seen is None:
            if len(self._seen) >= _LATELY:
                self._seen.clear()
            before, after = text[max(0, start - _BACK) : start], text[end : end + _BACK]
            seen = self._seen[asked] = bool(
                self._owned.match(after) or self._after.match(after) or (self._is_named(before.lower()) and self._before.search(before))
            )
        return seen

    def _is_named(self, words: str) -> bool:
        for noun in self._nouns:  # noqa: SIM110 - a plain loop runs several times faster than any()
            if noun in words:
                return True
        return False
