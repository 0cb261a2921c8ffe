"""The notice of an amount that was seen and made no claim, or a claim without a measure."""

from __future__ import annotations

from stemma.core.text import Text
from stemma.core.types import Notice
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.measures.counting import Measured


def notice(report: str, mention: AmountMention, text: Text, measured: Measured) -> Notice:
    words = text.text[mention.start : max(mention.end, mention.noun_end)]
    passing = mention.weak or mention.duration
    return Notice(
        rule="read.passing-number" if passing else "read.no-measure",
        message=f"'{words}' was taken as a number in passing."
        if passing
        else f"Found the amount '{words}' but no word near it says what it measures.",
        remedy="If it is a figure, add its noun or verb to measures.toml."
        if passing
        else "Add a cue to measures.toml, or mark the passage as no figure.",
        report=report,
        start=mention.start,
        end=mention.end,
    )
