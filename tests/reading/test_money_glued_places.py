"""Money glued to its code is found by the letters before a digit alone, wherever it stands."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.reading.amounts.finder import AmountFinder

FINDER = AmountFinder(load_pack())


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("They paid USD10m for it.", [(10e6, "USD")]),
        ("They paid USD10m and EUR5m for it.", [(10e6, "USD"), (5e6, "EUR")]),
        ("A1 road, B2 bomber, F16 jets.", []),
        ("The province needs R3bn; take the R2 road.", [(3e9, "ZAR")]),
        ("In Manila it cost P3.4 billion; the P2 lane.", [(3.4e9, "PHP")]),
        ("Port Moresby lost K1.27 billion to the fires.", [(1.27e9, "PGK")]),
        ("Families in Lagos get N500,000 apiece and an N95 mask.", [(5e5, "NGN")]),
        ("It cost US$12 and USD3.", [(12, "USD"), (3, "USD")]),
    ],
)
def test_glued_money(text: str, money: list[tuple[float, str]]) -> None:
    found = [(m.amount.low, m.amount.unit) for m in FINDER.find(segment(text)) if len(m.amount.unit) == 3 and m.amount.unit.isupper()]
    assert found == money
