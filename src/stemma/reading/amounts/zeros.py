"""None at all, said of those to whom something might have happened: "nobody was hurt", "none of the 40 was killed", "deaths: none"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Amount
from stemma.reading.amounts.counted import NounReader
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run

_PHRASE: Final = 6  # words between "none" and its verb


class ZeroReader:
    """Reads the words that say that it happened to nobody."""

    def __init__(self, pack: Pack, nouns: NounReader) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {}).get("zeros", {})
        self._alone, self._be, self._left, self._happened = (frozenset(table.get(name, ())) for name in ("alone", "be", "left", "happened"))
        self._pairs = frozenset(tuple(pair.split()) for pair in table.get("pairs", ()))
        self._nouns = nouns
        self.seeds = self._alone | frozenset(pair[0] for pair in self._pairs)

    def read(self, text: Text, run: Run, i: int) -> AmountMention | None:
        """The zero that begins at token i, or None where nothing says what did not happen."""
        last = self._words(run, i)
        if not last:
            return None
        labelled = run.norm(i - 1) == ":" and run.norm(i) in self._alone and not run.norm(last)[:1].isalnum()
        counted = None if run.norm(last) == "of" or labelled else self._nouns.read(run, last, single=True)
        noun = counted is not None and run.norm(i) == "not"
        at = counted.last if counted is not None and noun else last
        if run.norm(i) == "not" and not noun and run.norm(last) != "of":
            return None
        if not labelled and not self._befell(run, last, at):
            return None
        return AmountMention(
            start=run.tokens[i].start,
            end=run.tokens[last - 1].end,
            number_start=run.tokens[i].start,
            number_end=run.tokens[last - 1].end,
            amount=Amount(low=0.0, high=0.0, unit="count" if labelled or (noun and counted and not counted.persons) else "persons"),
            form="zero",
            noun_start=run.tokens[counted.first].start if counted and noun else -1,
            noun_end=run.tokens[counted.last - 1].end if counted and noun else -1,
            noun=text.text[run.tokens[counted.first].start : run.tokens[counted.last - 1].end] if counted and noun else "",
            head=counted.head if counted and noun else "",
        )

    def _words(self, run: Run, i: int) -> int:
        """Behind "nobody", "no one", "not a single", or 0."""
        if run.norm(i) in self._alone:
            return i + 1
        if (run.norm(i), run.norm(i + 1)) in self._pairs:
            return i + 2
        return i + 3 if (run.norm(i), run.norm(i + 1), run.norm(i + 2)) in self._pairs else 0

    def _befell(self, run: Run, last: int, at: int) -> bool:
        """ "... of the 40 was hurt", "... has been killed", "left nobody dead"."""
        if run.norm(at) in self._happened or run.norm(at) in self._left:
            return at == last and run.norm(at) in self._left
        if run.norm(at) == "of":
            at = next((k for k in range(at, min(at + _PHRASE, run.end)) if run.norm(k) in self._be), -1)
        step = at
        while at >= 0 and run.norm(step) in self._be:
            step += 1
        return step > at >= 0 and run.norm(step) in self._happened
