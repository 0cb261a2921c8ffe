"""Of whom an amount speaks, where the words that say so stand behind it, before it, or further back."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # who the counted are said to be
        ("More than 200 people were killed, of whom 107 were children.", 107, "children"),
        ("At least 60 people died. Fourteen of them were police officers.", 14, "police officers"),
        ("It could be fewer: 2,300 dead is what paramedics believe.", 2300, "people"),
        # whose toll it is
        ("The military death toll, given in our article as 874, was wrong.", 874, "military"),
        ("Officials put the civilian dead at 90.", 90, "civilians"),
        # people do not go on with things
        ("In the raid 826 inmates got away with 85 guns; 331 were later killed.", 331, "inmates"),
        ("Surveyors looked at the valley. About 1,500 houses were damaged.", 1500, "houses"),
    ],
)
def test_the_subject_of_an_amount(text: str, low: float, wanted: str) -> None:
    found = {c.subject for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert wanted in found, f"{text!r}: {sorted(found)}"


@pytest.mark.parametrize(
    ("text", "unit", "wanted"),
    [
        ("A diplomat told Ostler News Service that the rebels were moving south by 10 to 15 km a day.", "km/day", "rebels"),
        ("An officer said that Azerbaijani columns were moving up the valley by 1-2 km a day.", "km/day", "Azerbaijani columns"),
    ],
)
def test_who_advances(text: str, unit: str, wanted: str) -> None:
    assert [c.subject for c in READER.read(Report(text=text)).claims if c.amount.unit == unit] == [wanted]
