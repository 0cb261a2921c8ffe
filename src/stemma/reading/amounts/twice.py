""" "Twice that", "four times as many": so many times the figure told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run

_NO_BASE: Final = ("age", "percent", "fraction", "multiple", "calibre", "ordinal-victim", "vague")
_BACK: Final = 2  # sentences in which the figure stands that is multiplied
_FAR: Final = 9  # tokens from "as many" to "as"


class TwiceReader:
    """Multiplies the figure told before where words point back to it."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {}).get("multiples", {})
        self._times = frozenset(table.get("times", ()))
        self._pointing, self._many, self._ends = (frozenset(table.get(name, ())) for name in ("pointing", "many", "pointing_ends"))

    def told(self, found: list[AmountMention], text: Text) -> list[AmountMention]:
        """The amounts, those that point back with their own number."""
        if not any(m.form == "multiple" or m.head == "time" for m in found):
            return found
        return [self._told(found[:k], m, text) if m.form == "multiple" or m.head == "time" else m for k, m in enumerate(found)]

    def _told(self, before: Sequence[AmountMention], mention: AmountMention, text: Text) -> AmountMention:
        last = self._last(mention, text)
        ratio = mention.amount.low
        base = self._base(before, mention, text) if last and ratio is not None and ratio == mention.amount.high else None
        if base is None or ratio is None:
            return mention
        low, high = (None if v is None else v * ratio for v in (base.amount.low, base.amount.high))
        return structs.replace(
            mention,
            end=text.tokens[last - 1].end,
            amount=replace(mention.amount, low=low, high=high, unit=base.amount.unit),
            form="cardinal",
            noun_start=-1,
            noun_end=-1,
            noun="",
            head="",
            of_start=-1,
            of_end=-1,
            role="",
            direction="",
            weak=False,
        )

    def _last(self, mention: AmountMention, text: Text) -> int:
        """Behind the words that point back, or 0: "that" before a verb or a sign, "as many" without the "as" of a comparison."""
        number = text.token_at(mention.number_end - 1) + 1
        sentence = text.sentence_at(mention.number_start)
        if sentence is None:
            return 0
        run = Run(text.tokens, sentence.first, sentence.last)
        at = number + (run.norm(number) in self._times)
        if run.norm(at) in self._pointing:
            return at + 1 if run.norm(at + 1) in self._ends else 0
        if run.norm(at) != "as" or run.norm(at + 1) not in self._many:
            return 0
        return 0 if any(run.norm(k) == "as" for k in range(at + 2, at + _FAR)) else at + 2

    def _base(self, before: Sequence[AmountMention], mention: AmountMention, text: Text) -> AmountMention | None:
        """The last plain figure before."""
        here = text.tokens[text.token_at(mention.number_start)].sentence
        for other in reversed(before):
            if here - text.tokens[text.token_at(other.number_start)].sentence > _BACK:
                return None
            if not (other.duration or other.weak or other.form in _NO_BASE):
                return other
        return None
