"""Money whose currency is written onto the number: USD10m, RM3.06mil, INR1 trillion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Approx
from stemma.reading.amounts.digits import digits_value
from stemma.reading.amounts.hedging import HedgeReader, hedged
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run
from stemma.reading.amounts.unit_words import UnitReader

_GLUED: Final = re.compile(r"[A-Za-z]\d")  # every code ends in a letter


def _is_glued(text: Text) -> bool:
    """True where some word of a text has a digit behind a letter; looked for first, because that is faster."""
    for word in text.words:  # noqa: SIM110 - a plain loop runs several times faster than any()
        if not (word.isalpha() or word.isdecimal() or len(word) == 1) and _GLUED.search(word) is not None:
            return True
    return False


class GluedMoney:
    """Finds money that the tokens do not show, because letters and digits are one word."""

    def __init__(self, pack: Pack, hedges: HedgeReader, units: UnitReader) -> None:
        money: Mapping[str, Any] = pack.tables.get("units", {}).get("money", {})
        numbers: Mapping[str, Any] = pack.tables.get("numbers", {})
        spelled = {s.lower(): s for s in money.get("spelled", ())}
        self._codes = {spelled.get(c, c.upper()): v for c, v in money.get("prefixes", {}).items()} | {"US": "USD"}
        self._ascii: dict[str, str] = dict(money.get("glued", {}))
        self._codes |= self._ascii
        self._sizes: dict[str, float] = {**numbers.get("suffixes", {}), **numbers.get("scales", {})}
        codes = "|".join(sorted(self._codes, key=lambda c: (-len(c), c)))
        self._longest = max(map(len, self._codes))
        sizes = "|".join(sorted(self._sizes, key=lambda s: (-len(s), s)))
        self._pattern = re.compile(rf"(?:\b(?!US\d)({codes})|(?<=\$)(US))(\d[\d,]*(?:\.\d+)?)(?: ?({sizes})\b)?")
        self._hedges, self._units = hedges, units

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where the pattern matches, from left to right: a code ends in the letter before the first digit."""
        past = 0
        for glued in _GLUED.finditer(text):
            first = max(past, glued.start() + 1 - self._longest)
            m = next((m for at in range(first, glued.start() + 1) if (m := self._pattern.match(text, at)) is not None), None)
            if m is not None:
                past = m.end()
                yield m

    def find(self, text: Text) -> list[AmountMention]:
        """The amounts of money written so."""
        found: list[AmountMention] = []
        if not _is_glued(text):
            return found
        for m in self._matches(text.text):
            if text.marked(m.start(), m.end()):
                continue
            at = text.token_at(m.start())
            sentence = text.sentences[text.tokens[at].sentence]
            run = Run(text.tokens, sentence.first, sentence.last)
            rate = self._units.rate(run, text.token_at(m.end()))
            if m.group(1) in self._ascii and not (m.group(4) or not m.group(3).isdigit() or rate):
                continue
            value = (digits_value(m.group(3)) or float(m.group(3).replace(",", ""))) * self._sizes.get(m.group(4) or "", 1.0)
            unit = self._codes[m.group(1) or m.group(2)]
            hedge = self._hedges.before(run, at - 1 if m.group(2) else at)
            found.append(
                AmountMention(
                    start=text.tokens[hedge.first].start if hedge else m.start() - (1 if m.group(2) else 0),
                    end=text.tokens[rate.last - 1].end if rate else m.end(),
                    number_start=m.start(3),
                    number_end=m.end(),
                    amount=hedged(value, value, f"{unit}/{rate.unit}" if rate else unit, hedge.approx if hedge else Approx.EXACT),
                    form="money",
                    per=rate.unit if rate else "",
                )
            )
        return found
