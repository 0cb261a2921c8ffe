"""The day of somebody's statement dates what is still his; what a report says itself has its own day."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())
CASES = [
    # told by the same official, in the past: still his statement
    ("Mayor Ada Holm said on Friday that 40 people had died. Some 300 houses were lost.", 300, "2024-11-22"),
    # the report's own words about what stands now
    ("Mayor Ada Holm said on Friday that 40 people had died. Some 300 families are without water.", 300, "2024-11-24"),
    ("Mayor Ada Holm said on Friday that 40 people had died.\n\nSome 300 houses were lost.", 300, "2024-11-24"),
    # said by somebody: the statement goes on
    ("Mayor Ada Holm said on Friday that 40 people had died.\n\nShe said that 300 houses were lost.", 300, "2024-11-22"),
    # a time of its own wins
    ("Mayor Ada Holm said on Friday that 40 people had died.\n\nSome 300 houses were lost on Thursday.", 300, "2024-11-21"),
]


@pytest.mark.parametrize(("text", "number", "day"), CASES)
def test_as_of_of_what_the_report_says_itself(text: str, number: int, day: str) -> None:
    claims = [c for c in READER.read(Report(text=text, published=Moment(iso="2024-11-24"))).claims if c.amount.low == number]
    assert [c.when.start for c in claims if c.when is not None] == [day]
