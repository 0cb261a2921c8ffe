"""Decimals without a unit: "AFAD puts the first at 7.7", "37.5 feet, the institute says 36.1", "13.05m ... 12.7m".

Nobody counts 12.7 of a thing: a bare decimal takes the unit of the measured amount before it that is about as large, and in a
report on earthquakes it is a magnitude.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from msgspec import structs

from stemma.core.text import Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.unit_words import UnitReader

_LIKE: Final = ("length", "area", "volume", "speed", "temperature", "mass", "flow")
_NEAR: Final = 2.0  # amounts of one thing, measured twice, lie within this factor of each other
_LOW, _HIGH = 2.0, 10.0  # magnitudes that are reported
_MILLION: Final = 1e6


def decimals(found: list[AmountMention], text: Text, units: UnitReader) -> list[AmountMention]:
    """The amounts of a text with the units of bare decimals."""
    shaken = not units.quakes.isdisjoint(text.words)
    measured: AmountMention | None = None
    for i, mention in enumerate(found):
        if units.dimension.get(mention.amount.unit) in _LIKE:
            measured = mention
        elif _is_decimal(mention, text):
            if measured is not None and _alike(measured, mention, text, 1.0):
                found[i] = _with(mention, measured.amount.unit)
            elif shaken and _LOW <= (mention.amount.low or mention.amount.high or 0.0) < _HIGH:
                found[i] = _with(mention, "magnitude")
        elif (
            measured is not None
            and measured.amount.unit == "m"
            and _is_million(mention, text)
            and _alike(measured, mention, text, _MILLION)
        ):
            found[i] = _scaled(mention)
    return found


def _is_decimal(mention: AmountMention, text: Text) -> bool:
    said = text.text[mention.number_start : mention.number_end]
    values = [v for v in (mention.amount.low, mention.amount.high) if v is not None]
    bare = mention.amount.unit == "count" and not mention.noun and mention.form == "cardinal"
    return bare and "." in said and said[-1:].isdigit() and any(v != int(v) for v in values)


def _is_million(mention: AmountMention, text: Text) -> bool:
    """ "12.7m" with nothing counted behind it."""
    said = text.text[mention.number_start : mention.number_end]
    return mention.amount.unit == "count" and not mention.noun and said[-1:] == "m" and said[-2:-1].isdigit()


def _alike(one: AmountMention, two: AmountMention, text: Text, scale: float) -> bool:
    """True of two amounts of one paragraph that may measure one thing."""
    first, second = one.amount.low or one.amount.high or 0.0, (two.amount.low or two.amount.high or 0.0) / scale
    here, there = text.sentence_at(one.start), text.sentence_at(two.number_start)
    near = here is not None and there is not None and here.paragraph == there.paragraph
    return near and first > 0 and second > 0 and max(first / second, second / first) <= _NEAR


def _with(mention: AmountMention, unit: str) -> AmountMention:
    return structs.replace(mention, amount=replace(mention.amount, unit=unit))


def _scaled(mention: AmountMention) -> AmountMention:
    low, high = (None if v is None else round(v / _MILLION, 6) for v in (mention.amount.low, mention.amount.high))
    return structs.replace(mention, amount=replace(mention.amount, low=low, high=high, unit="m"))
