"""Multiples: "doubled", "more than tripled", "a tenfold rise", "halved"; how many times as much, not how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Approx
from stemma.reading.amounts.changes import ChangeReader
from stemma.reading.amounts.counted import NounReader
from stemma.reading.amounts.hedging import HedgeReader, hedged
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run

_NONE: Final = (-1, -1)
_FAR: Final = 9  # tokens from "as many" to "as"
_REACH: Final = 4  # tokens between "tenfold" and its verb or noun of change


class MultipleReader:
    """Reads the words that say how many times as much something has become."""

    def __init__(self, pack: Pack, hedges: HedgeReader, changes: ChangeReader, nouns: NounReader) -> None:
        numbers: Mapping[str, Any] = pack.tables.get("numbers", {})
        table: Mapping[str, Any] = numbers.get("multiples", {})
        self._verbs = {w: float(k) for k, words in table.get("verbs", {}).items() for w in words}
        self._before = {w: float(k) for k, words in table.get("before", {}).items() for w in words}
        self._articles = frozenset(table.get("articles", ()))
        counts: dict[str, float] = {**numbers.get("cardinals", {}), **numbers.get("scales", {})}
        self._folds = {f"{word}fold": float(value) for word, value in counts.items() if value > 1}
        self._not_before = frozenset(table.get("not_before", ()))
        self._comparing, self._shrinking, self._than = (frozenset(table.get(k, ())) for k in ("comparing", "shrinking", "than"))
        self._hedges, self._changes, self._nouns = hedges, changes, nouns
        self.seeds = frozenset([*self._verbs, *self._before, *self._folds])

    def read(self, text: Text, run: Run, i: int) -> AmountMention | None:
        """The multiple whose word is token i, or None where the word says something else: a double room."""
        word = run.norm(i)
        value = self._folds.get(word) or self._verbs.get(word)
        if value is None and (run.norm(i + 1) in self._articles or (run.norm(i + 1) == "as" and run.norm(i + 2) not in self._articles)):
            value = self._before.get(word)
        if value is None or run.norm(i + 1) in self._not_before or (run.norm(i + 1) == "-" and run.tight(i + 1)):
            return None
        base = self._base(run, i + 1) if word in self._before else _NONE
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
            of_start=base[0],
            of_end=base[1],
        )

    def compared(self, text: Text, run: Run, mention: AmountMention) -> AmountMention:
        """ "Three times as many as last year", "ten times the usual level" multiply; "three times in May" counts."""
        at = text.token_at(mention.noun_end - 1) + 1
        word = run.norm(at)
        if word not in self._comparing and word not in self._articles:
            return mention
        base = self._base(run, at)
        if word in self._comparing and base == _NONE:
            return mention
        amount = mention.amount
        down = word in self._shrinking
        if down:
            low, high = (None if v is None or v <= 0 else round(1 / v, 4) for v in (amount.high, amount.low))
            amount = replace(amount, low=low, high=high)
        way = "down" if down else "up"
        end = mention.noun_end
        return structs.replace(
            mention,
            amount=replace(amount, unit="times"),
            form="multiple",
            end=end,
            weak=False,
            direction=way,
            of_start=base[0],
            of_end=base[1],
        )

    def _base(self, run: Run, at: int) -> tuple[int, int]:
        """That of which something is a multiple: behind "as", "than", or directly behind the word."""
        if run.norm(at) in self._comparing:
            at = next((k + 1 for k in range(at + 1, min(at + _FAR, run.end)) if run.norm(k) in self._than), run.end)
        base = self._nouns.base_from(run, at) if at < run.end else None
        return _NONE if base is None else (run.tokens[base[0]].start, run.tokens[base[1] - 1].end)

    def _way(self, run: Run, i: int) -> str:
        """The direction of a tenfold rise, of "fell fourfold"."""
        for at in (*range(i + 1, i + _REACH), *range(i - 1, i - _REACH, -1)):
            way = self._changes.directly(run, at + 1)
            if way:
                return way
        return "up"
