""" "Six were killed and a seventh died": one more of those counted before, no seventh part of anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from stemma.core.text import Text
from stemma.core.types import Amount
from stemma.reading.amounts.counted import NounReader
from stemma.reading.amounts.mention import AmountMention

_BACK: Final = 1  # sentences between those counted and the next one
_NEAR: Final = 1e-6


def next_ones(found: list[AmountMention], text: Text, nouns: NounReader) -> list[AmountMention]:
    """The amounts, each fraction that follows upon a count by one as the place in that count."""
    if not any(m.form == "fraction" for m in found):
        return found
    return [_placed(found[:k], m, text, nouns) if m.form == "fraction" else m for k, m in enumerate(found)]


def _placed(before: Sequence[AmountMention], mention: AmountMention, text: Text, nouns: NounReader) -> AmountMention:
    share = mention.amount.low
    first, last = text.token_at(mention.number_start), text.token_at(mention.number_end - 1)
    behind = text.tokens[last + 1].norm if last + 1 < len(text.tokens) else ""
    if not share or not before or last != first + 1 or text.tokens[first].norm not in ("a", "an") or behind not in nouns.fates:
        return mention
    counted = before[-1].amount
    place = 100.0 / share
    apart = text.tokens[first].sentence - text.tokens[text.token_at(before[-1].number_start)].sentence
    if counted.unit != "persons" or counted.low is None or abs(counted.low + 1 - place) > _NEAR or apart > _BACK:
        return mention
    return structs.replace(
        mention,
        amount=Amount(low=float(round(place)), high=float(round(place)), unit="persons"),
        form="ordinal-victim",
        weak=False,
        role="",
        direction="",
    )
