"""The day before a war that a report only calls "the war": by the country that the report is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from msgspec import structs

from stemma.core.text import Text
from stemma.core.types import When
from stemma.reading.times.before import day_before
from stemma.reading.times.calendar import day_of
from stemma.reading.times.mention import TimeMention


class Wars:
    """Knows when wars began, by the table `wars`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns, alone, modifiers = ("|".join(map(re.escape, table.get(key, ()))) or "(?!)" for key in ("nouns", "alone", "modifiers"))
        self._before = re.compile(rf"(?i)\bbefore (?:(?:{modifiers}) )+(?:{nouns})\b")
        self._alone = re.compile(rf"(?i)(?<![\w-])(?:{alone})(?![\w-])")
        self._words = tuple(str(word).lower() for word in table.get("alone", ()))
        self._days: dict[str, list[str]] = {}
        for country, first, _ in sorted(table.get("days", ()), key=lambda row: str(row[1])):
            self._days.setdefault(country, []).append(first)

    def dated(self, times: Sequence[TimeMention], text: Text, country: str, published: str) -> tuple[TimeMention, ...]:
        """The times with the day before the war for each "before the war", where the war of the country is known."""
        begun = [day for day in self._days.get(country, ()) if day < published]
        if not begun:
            return tuple(times)
        year, month, number = (int(part) for part in begun[-1].split("-"))
        first = day_of(year, month, number)
        when = None if first is None else day_before(first.first)
        if when is None:
            return tuple(times)
        dated = [self._of_war(t, text, when) for t in times]
        whole = text.text.lower()
        if any(word in whole for word in self._words):
            dated += [
                TimeMention(start=m.start(), end=m.end(), type="DATE", value="PAST_REF", when=replace(when, text=m.group()), role="before")
                for m in self._alone.finditer(text.text)
                if not any(t.start < m.end() and m.start() < t.end for t in times)
            ]
        return tuple(sorted(dated, key=lambda t: t.start))

    def _of_war(self, mention: TimeMention, text: Text, when: When) -> TimeMention:
        """The day before a war that the text does not itself tell, or tells wrongly: the first day told need not be its own."""
        if mention.value != "PAST_REF" or mention.role != "before":
            return mention
        words = text.text[mention.start : mention.end]
        return structs.replace(mention, when=replace(when, text=words)) if self._before.match(words) else mention
