"""Lengths of time by the word before them: "closed for three days", "over four days", "freed after two months"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stemma.core.text import Text
from stemma.core.types import Approx, Reason
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.measures.counting import Measured
from stemma.reading.measures.finder import ENOUGH


class Lasting:
    """Knows words before a length of time; built from the table `clauses`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._before = frozenset(table.get("lasting", {}).get("before", ()))

    def lasting(self, mention: AmountMention, measured: Measured, text: Text) -> Measured:
        """The measure of a length of time that no word beside it calls one, but the preposition does."""
        if measured.measure or not mention.duration or mention.form == "age" or mention.amount.approx is Approx.VAGUE:
            return measured
        at = text.token_at(mention.start)
        words = [text.tokens[i].norm for i in (at - 1, at) if i >= 0]
        if words[0] not in self._before and not (len(words) == 2 and words[1] == "for") and not _at_last(at, mention, text):
            return measured
        return Measured(
            measure="duration", points=ENOUGH, reasons=(Reason(rule="read.lasting/1", detail="a length of time", weight=ENOUGH),)
        )


def _at_last(at: int, mention: AmountMention, text: Text) -> bool:
    """ "Dug out after ten hours": how long something took that then ended; "after five days of fighting" only says when."""
    sentence = text.sentences[text.tokens[at].sentence]
    behind = next((t.norm for t in text.tokens[at : sentence.last] if t.start >= mention.end), "")
    return at - 1 > sentence.first and text.tokens[at - 1].norm == "after" and behind not in ("of", "-")
