"""The amount of a claim in the unit in which its measure is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from msgspec import structs

from stemma.core.packs import Measure
from stemma.core.types import Amount
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.measures.counting import Counted, Measured

_HECTARES: Final = 0.40468564224  # of an acre


def counted_people(mention: AmountMention, measure: Measure | None) -> Amount:
    """A bare number counts persons where its measure does: "over 1,000 were killed"."""
    if measure is not None and measure.dimension == "persons" and mention.amount.unit == "count" and not mention.head:
        return replace(mention.amount, unit="persons")
    if measure is not None and measure.dimension == "age" and mention.amount.unit == "count":
        return replace(mention.amount, unit="years")
    if mention.amount.unit == "acres":
        low, high = (None if v is None else float(f"{v * _HECTARES:.4g}") for v in (mention.amount.low, mention.amount.high))
        return replace(mention.amount, low=low, high=high, unit="ha")
    return mention.amount


def one_more(mention: AmountMention, measured: Measured, told: Sequence[tuple[Measured, Counted, int]]) -> AmountMention:
    """ "Three were killed and a fourth was hurt": one, where something else befell those counted before."""
    if mention.form != "ordinal-victim" or mention.noun or not told or told[-1][0].measure == measured.measure:
        return mention
    return structs.replace(mention, amount=replace(mention.amount, low=1.0, high=1.0))


def base_of(mention: AmountMention, text: str) -> str:
    """The words of what a share is a share of."""
    prior = "the value before" if mention.form == "multiple" else ""
    return " ".join(text[mention.of_start : mention.of_end].split()) if mention.of_start >= 0 else prior
