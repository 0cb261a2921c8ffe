"""Who is read as the speaker of a number: what the tests of attribution ask."""

from __future__ import annotations

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def speakers(text: str, number: float, outlet: str = "The Dorran Post", credits: tuple[str, ...] = ()) -> list[str]:
    """The chain behind the first claim of a number."""
    report = Report(text=text, outlet=outlet, credits=credits, published=Moment(iso="2031-06-28T18:00:00+00:00"))
    return [s.name for s in next(c for c in READER.read(report).claims if c.amount.low == number).attribution]
