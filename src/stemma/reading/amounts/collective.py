"""Units of an army as amounts: "nearly a battalion of infantry", by the text's own definition or the pack's table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Amount, Approx
from stemma.reading.amounts.counted import NounReader
from stemma.reading.amounts.digits import digits_value
from stemma.reading.amounts.hedging import HedgeReader
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run

_REACH: Final = 12  # words in which a unit is defined
_LEAST: Final = 5  # fewer people are no unit


class CollectiveReader:
    """Reads "a battalion" and its like where they stand for a number of people."""

    def __init__(self, pack: Pack, hedges: HedgeReader, nouns: NounReader) -> None:
        table: Mapping[str, Any] = pack.tables.get("nouns", {})
        self._sizes = {noun: [float(n) for n in sizes] for noun, sizes in table.get("collective", {}).items()}
        words: Mapping[str, Any] = table.get("collective_words", {})
        self._before = tuple(tuple(p.split()) for p in words.get("before", ()))
        self._defines = frozenset(words.get("defines", ()))
        self._openers = frozenset(words.get("openers", ()))
        self._whole = frozenset(words.get("whole", ()))
        self._behind = frozenset(words.get("behind", ()))
        self._hedges = hedges
        self._nouns = nouns
        self.seeds = frozenset(self._sizes)

    def read(self, text: Text, run: Run, i: int) -> AmountMention | None:
        """The amount whose collective noun is token i, or None where it names a unit or counts nothing."""
        first = i - 1
        while run.norm(first) in self._whole:
            first -= 1
        if run.norm(first) not in ("a", "an", "one"):
            return None
        hedge = self._hedges.before(run, first)
        at = hedge.first if hedge else first
        led = any(all(run.norm(at - len(p) + k) == w for k, w in enumerate(p)) for p in self._before)
        counted = self._nouns.read(run, i + 1) if run.norm(i + 1) == "of" else None
        if not led and (hedge is None or run.norm(i + 1) not in self._behind):
            return None
        if counted is not None and not counted.persons:
            return None
        low, high = self._defined(text, run.norm(i)) or self._sizes[run.norm(i)]
        nearly = hedge is not None and hedge.approx is Approx.NEARLY
        tokens = run.tokens
        return AmountMention(
            start=tokens[at].start,
            end=tokens[i].end,
            number_start=tokens[first].start,
            number_end=tokens[i].end,
            amount=Amount(low=low, high=high, unit="persons", approx=Approx.NEARLY if nearly else Approx.RANGE),
            form="collective",
            noun_start=tokens[counted.first].start if counted else -1,
            noun_end=tokens[counted.last - 1].end if counted else -1,
            noun=text.text[tokens[counted.first].start : tokens[counted.last - 1].end] if counted else "",
            head=counted.head if counted else "",
        )

    def _defined(self, text: Text, noun: str) -> tuple[float, float] | None:
        """The text's own size of a unit: "A brigade usually has 3,000 to 5,000 soldiers"."""
        for i, token in enumerate(text.tokens):
            if token.norm != noun or i == 0 or text.tokens[i - 1].norm not in self._openers:
                continue
            words = [t.norm for t in text.tokens[i + 1 : min(i + _REACH, text.sentences[token.sentence].last)]]
            if words[:1] == ["of"] or not any(w in self._defines for w in words):
                continue
            values = [v for v in map(digits_value, words) if v is not None][:2]
            if values and min(values) >= _LEAST:
                return min(values), max(values)
        return None
