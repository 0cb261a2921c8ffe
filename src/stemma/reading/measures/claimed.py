"""The amount of a claim in the unit in which its measure is claimed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stemma.core.packs import Measure
from stemma.core.types import Amount
from stemma.reading.amounts.mention import AmountMention

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
