"""Each measure's examples are read back: the words in angle brackets give a claim of that measure."""

from __future__ import annotations

import pytest

from stemma.core.packs import Pack, load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

PACK = load_pack()
EXAMPLES = [(key, sentence) for key, measure in PACK.measures.items() for sentence in measure.table.get("examples", ())]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(PACK)


@pytest.mark.parametrize(("measure", "sentence"), EXAMPLES)
def test_the_example_of_a_measure_is_read_back(reader: Reader, measure: str, sentence: str) -> None:
    start, end = sentence.index("<"), sentence.index(">") - 1
    text = sentence.replace("<", "").replace(">", "")
    extract = reader.read(Report(text=text, published=Moment(iso="2024-11-24")))
    found = {c.measure for c in extract.claims if c.start < end and start < c.end}
    assert PACK.measures[measure].table.get("word", measure) in found, f"{text!r} was read as {sorted(found) or 'no claim'}"


def test_most_measures_have_an_example() -> None:
    assert len({key for key, _ in EXAMPLES}) >= 0.75 * len(PACK.measures)


def test_a_pack_of_one_domain_has_its_own_measures() -> None:
    disaster: Pack = load_pack(["disaster"])
    assert "magnitude" in disaster.measures and "territory_held" not in disaster.measures
