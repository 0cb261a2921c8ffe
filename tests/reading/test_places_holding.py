"""Where newspapers say that something happened: in a region, so far from a town, in a capital of a region."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())
PASSAGES = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "place_passages.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "words", "place"), PASSAGES)
def test_places_of_figures_in_little_covered_lands(text: str, words: str, place: str) -> None:
    start = text.index(words)
    claims = READER.read(Report(name="a", text=text, published=Moment(iso="2024-11-24"))).claims
    over = [c for c in claims if c.start < start + len(words) and start < c.end]
    best = max(over, key=lambda c: min(c.end, start + len(words)) - max(c.start, start))
    assert best.place is not None
    assert best.place.name == place
