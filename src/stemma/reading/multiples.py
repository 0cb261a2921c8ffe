"""Multiples: "doubled", "more than tripled", "a tenfold rise", "halved"; how many times as much, not how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Approx
from stemma.reading.changes import ChangeReader
from stemma.reading.hedging import HedgeReader, hedged
from stemma.reading.mention import AmountMention
from stemma.reading.run import Run

_REACH = 4  # tokens between "tenfold" and its verb or noun of change


class MultipleReader:
    """Reads the words that say how many times as much something has become."""

    def __init__(self, pack: Pack, hedges: HedgeReader, changes: ChangeReader) -> None:
        numbers: Mapping[str, Any] = pack.tables.get("numbers", {})
        table: Mapping[str, Any] = numbers.get("multiples", {})
        self._verbs = {w: float(k) for k, words in table.get("verbs", {}).items() for w in words}
        self._before = {w: float(k) for k, words in table.get("before", {}).items() for w in words}
        self._articles = frozenset(table.get("articles", ()))
        counts: dict[str, float] = {**numbers.get("cardinals", {}), **numbers.get("scales", {})}
        self._folds = {f"{word}fold": value for word, value in counts.items() if value > 1}
        self._not_before = frozenset(table.get("not_before", ()))
        self._hedges, self._changes = hedges, changes
        self.seeds = frozenset([*self._verbs, *self._before, *self._folds])

    def read(self, text: Text, run: Run, i: int) -> AmountMention | None:
        """The multiple whose word is token i, or None where the word says something else: a double room."""
        word = run.norm(i)
        value = self._folds.get(word) or self._verbs.get(word)
        if value is None and run.norm(i + 1) in self._articles:
            value = self._before.get(word)
        if value is None or run.norm(i + 1) in self._not_before or (run.norm(i + 1) == "-" and run.tight(i + 1)):
            return None
        hedge = self._hedges.before(run, i)
        first, start, end = hedge.first if hedge else i, run.tokens[i].start, run.tokens[i].end
        return AmountMention(
            start=run.tokens[first].start,
            end=end,
            number_start=start,
            number_end=end,
            amount=hedged(value, value, "times", hedge.approx if hedge else Approx.EXACT),
            form="multiple",
            role="delta",
            direction="down" if value < 1 else self._way(run, i) if word in self._folds else "up",
        )

    def _way(self, run: Run, i: int) -> str:
        """The direction of a tenfold rise, of "fell fourfold"."""
        for at in (*range(i + 1, i + _REACH), *range(i - 1, i - _REACH, -1)):
            way = self._changes.directly(run, at + 1)
            if way:
                return way
        return "up"
