"""Two bounds of one number: "more than 20 but fewer than 35 people" is one range."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from msgspec import structs

from stemma.core.text import Text
from stemma.core.types import Approx
from stemma.reading.amounts.mention import AmountMention

_JOINS: Final = ("and", "but", ", but")


def join_bounds(found: list[AmountMention], text: Text) -> list[AmountMention]:
    """The amounts, each lower bound joined with the upper bound that directly follows it."""
    joined: list[AmountMention] = []
    for mention in found:
        one = joined[-1] if joined else None
        if one is not None and _bounds(one, mention) and text.text[one.end : mention.start].strip() in _JOINS:
            unit = mention.amount.unit if mention.amount.unit != "count" else one.amount.unit
            amount = replace(mention.amount, low=one.amount.low, unit=unit, approx=Approx.RANGE)
            joined[-1] = structs.replace(mention, start=one.start, number_start=one.number_start, amount=amount)
        else:
            joined.append(mention)
    return joined


def _bounds(one: AmountMention, two: AmountMention) -> bool:
    low, high = one.amount.low, two.amount.high
    if low is None or one.amount.high is not None or high is None or two.amount.low is not None or one.amount.approx is Approx.VAGUE:
        return False
    alike = one.amount.unit == two.amount.unit or (one.amount.unit == "count" and not one.noun)
    return alike and low < high and one.form in (two.form, "cardinal")
