"""Who a crowd is, by what is told of it: the words in <> are asked for."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())

CROWDS = [
    ("The unions marched on Tuesday. Police put the turnout at <40,000>.", "marchers"),
    ("The federation claimed that <about 350,000 people> stayed away from work.", "strikers"),
    ("In Varna <10,000 people> gathered on Friday for the vigil.", "mourners"),
    ("The protest was the largest yet. On March 24 police counted <119,000 people> in the square.", "protesters"),
    ("His press service said <65,000> had turned out at the rally.", "protesters"),
    ("Organisers said <some 4,000 pensioners> took part in the march.", "pensioners"),
]


@pytest.mark.parametrize(("marked", "wanted"), CROWDS)
def test_people_of_a_crowd_are_called_by_what_they_do(marked: str, wanted: str) -> None:
    start, end = marked.index("<"), marked.index(">") - 1
    text = marked.replace("<", "").replace(">", "")
    claims = [c for c in READER.read(Report(text=text)).claims if c.start < end and start < c.end]
    assert [c.subject for c in claims] == [wanted]
