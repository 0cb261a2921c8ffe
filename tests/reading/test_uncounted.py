"""Counts of what no pack measures are named by the plural of what is counted."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.reading.measures.uncounted import CountNames

NAMES = CountNames(load_pack())


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("village", "villages"), ("policeman", "policemen"), ("herdsman", "herdsmen"), ("grandchild", "grandchildren"),
        ("salesperson", "salespeople"), ("german", "germans"), ("human", "humans"), ("sheep", "sheep"), ("knife", "knives"),
    ],
)  # fmt: skip
def test_a_count_is_named_by_the_plural(noun: str, plural: str) -> None:
    assert NAMES.of(f"count:{noun}") == f"count:{plural}"
