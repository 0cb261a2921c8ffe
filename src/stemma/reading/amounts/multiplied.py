"""What has become so many times as much: "the number of cases tripled", "a tenfold rise in arrivals", "twice as many people as in May".

A multiple is kept as a share of what it is a multiple of, in percent: "doubled" is 200 percent of the value before. No other
number is worked out from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text
from stemma.core.types import Amount, Reason
from stemma.reading.amounts.counted import NounReader
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run
from stemma.reading.measures.counting import Counted, Measured

_REACH: Final = 8  # tokens from the noun to what multiplies it
_MUCH: Final = ("many", "much")


class Multiplied:
    """Finds the noun that a multiple is of, and puts the multiple into percent."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {}).get("multiples", {})
        self._counters = frozenset(table.get("counters", ()))
        self._between, self._rises, self._money = (frozenset(table.get(k, ())) for k in ("between", "rises", "money"))
        self._nouns = NounReader(pack)

    def share(self, amount: Amount) -> Amount:
        """Three times as much is 300 percent of it."""
        low, high = (None if v is None else round(100 * v, 4) for v in (amount.low, amount.high))
        return replace(amount, low=low, high=high, unit="percent")

    def counted(self, mention: AmountMention, text: Text, sentence: Sentence) -> Counted | None:
        """The noun that is multiplied, as an amount of it, or None where none is found."""
        run = Run(text.tokens, sentence.first, sentence.last)
        behind = text.token_at(mention.end - 1) + 1
        found = self._as_many(run, behind) or self._rise_in(run, behind) or self._object(run, behind, mention)
        found = found or self._before(run, text.token_at(mention.start), mention.head == "time")
        if found is None:
            return None
        word = run.norm(found)
        head = self._nouns.singular(word)
        unit = "persons" if self._nouns.person(head) else "count"
        return Counted(first=found, last=found + 1, unit=unit, head=head, noun=word)

    def measured(self, counted: Counted) -> Measured:
        """The measure of a noun that no pack measures: a sum of money, or the count of such things where the noun is a plural."""
        if counted.head in self._money:
            measure = "money"
        elif counted.noun != counted.head:
            measure = f"count:{counted.head}"
        else:
            return Measured(measure="", points=0.0)
        reason = Reason(rule="read.multiple/1", detail=f"'{counted.noun}' became so many times as much", weight=1.0)
        return Measured(measure=measure, points=1.0, reasons=(reason,))

    def _as_many(self, run: Run, at: int) -> int | None:
        """As many people as: the noun behind "many"."""
        if run.norm(at) != "as" or run.norm(at + 1) not in _MUCH:
            return None
        return self._head(run, at + 2)

    def _rise_in(self, run: Run, at: int) -> int | None:
        """A tenfold rise in arrivals."""
        if run.norm(at) not in self._rises or run.norm(at + 1) not in ("in", "of"):
            return None
        return self._head(run, at + 2)

    def _object(self, run: Run, at: int, mention: AmountMention) -> int | None:
        """The force has doubled its patrols; "double the number of last year" has its base there."""
        return self._head(run, at) if mention.of_start < 0 and run.norm(at) in ("the", "its", "their", "his", "her") else None

    def _head(self, run: Run, at: int) -> int | None:
        if run.norm(at) in ("the", "its", "their", "a"):
            at += 1
        if run.norm(at) in self._counters and run.norm(at + 1) == "of":
            at += 2
        phrase = self._nouns.read(run, at)
        return None if phrase is None else phrase.last - 1

    def _before(self, run: Run, at: int, linked: bool) -> int | None:
        """The noun before the verb: "arrivals have more than doubled"; `linked` needs a verb of being or change between."""
        for k in range(at - 1, max(run.start, at - _REACH) - 1, -1):
            norm = run.norm(k)
            if norm in self._between or norm.endswith("ly"):
                continue
            apart = k < at - 1 or not linked
            return k if apart and norm.isalpha() and norm not in self._nouns.stops else None
        return None
