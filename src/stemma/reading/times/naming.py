"""Times that only name something: which treaty is meant ("a 2018 deal"), since when a record stood ("for the first time since 2005")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Text
from stemma.reading.times.mention import TimeMention

_RECORD: Final = 60  # letters before a time in which a record is told


class Naming:
    """Tells such times by the words of the table's [naming]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("naming", {})
        self._deeds = frozenset(told.get("deeds", ()))
        self._records = re.compile(told.get("records") or "(?!)")

    def of_deed(self, text: Text, mention: TimeMention) -> bool:
        """True for "a 2018 deal with Moscow", which tells of which deal."""
        at = text.token_at(mention.end)
        following = text.tokens[at] if at < len(text.tokens) else None
        return following is not None and following.norm in self._deeds and text.text[mention.end : following.start].strip(" -'’s") == ""

    def of_record(self, text: Text, mention: TimeMention) -> bool:
        """True for "the longest since 1996", which tells how rare something is and not from when it was counted."""
        return mention.role == "since" and self._records.search(text.text, max(0, mention.start - _RECORD), mention.start) is not None
