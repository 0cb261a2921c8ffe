"""Shares told as so many of so many, sums of one country's money, and bounds told by a verb."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "approx"),
    [
        ("One house in four vanished overnight.", 25, 25, "percent", "exact"),
        ("Four clinics in ten used to have a doctor.", 40, 40, "percent", "exact"),
        ("Cholera spreads. Nearly a quarter of them recovered; almost a third died.", 100 / 3, 100 / 3, "percent", "nearly"),
        ("For the most part 3 of 12 wells are dry.", 3, 3, "count", "exact"),
        ("In the photo 3 of 12 men are armed.", 3, 3, "persons", "exact"),
        ("On the front page 40 of 60 lawmakers are shown.", 40, 40, "persons", "exact"),
        ("The relief plan is less than a third funded.", None, 100 / 3, "percent", "less_than"),
        ("Growth may fall by 0.4 percentage points, the ministry says.", 0.4, 0.4, "percent", "exact"),
        ("The army had lost 21 to 24 km2 of ground by Sunday.", 21, 24, "km2", "range"),
        ("Losses in Nepal come to Rs 3 billion.", 3e9, 3e9, "NPR", "exact"),
        ("Losses come to Rs 3 billion.", 3e9, 3e9, "INR", "exact"),
        ("The number of dead could top 7,000.", 7000, None, "persons", "more_than"),
        ("The dam was short of three quarters of a metre of water.", 0.75, 0.75, "m", "exact"),
        ("The troops took back 300 square kilometres, 120 of those square kilometres on Monday.", 120, 120, "km2", "exact"),
        ("Half of a year's harvest was lost.", 50, 50, "percent", "exact"),
        ("The clinic saw between a quarter and a third of the patients.", 25, 100 / 3, "percent", "range"),
        ("The flood drove out 600,000 to a million people.", 600_000, 1_000_000, "persons", "range"),
        ("About 84 of every 100 seats went to the ruling party.", 84, 84, "percent", "about"),
        ("Of the patients 2.7 in each hundred have died.", 2.7, 2.7, "percent", "exact"),
        ("A trio of generals was arrested.", 3, 3, "persons", "exact"),
        ("Repairs will cost R4,2 billion, the province says.", 4.2e9, 4.2e9, "ZAR", "exact"),
        ("The displaced are expected to pass 90,000 by May.", 90000, None, "persons", "more_than"),
        ("The navy flew 34 sorties against the rebels.", 34, 34, "count", "exact"),
        ("Reporters found 17 spent cartridges.", 17, 17, "count", "exact"),
    ],
)
def test_an_amount(text: str, low: float | None, high: float | None, unit: str, approx: str) -> None:
    def same(one: float | None, other: float | None) -> bool:
        return one == other or (one is not None and other is not None and abs(one - other) < 0.01)

    found = [c.amount for c in READER.read(Report(text=text)).claims]
    assert any(same(a.low, low) and same(a.high, high) and a.unit == unit and a.approx.value == approx for a in found), f"{text!r}: {found}"
