"""Whose losses are told: the words in <> are asked for."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())

LOSSES = [
    ("Taking the town cost Wagner <20,000 dead>, its founder said.", "Wagner"),
    ("The fighting on the coast cost Georgia 43 dead and <180 wounded>.", "Georgian people"),
    ("The battle has cost the rebels <some 300 dead>.", "rebels"),
    ("<Casualties on the government side were put at 140>.", "government side"),
    ("Hezbollah's <dead in the valley: 1,213>, by name.", "Hezbollah"),
    ("The brigade <lost 41 men> in a week.", "brigade men"),
    ("Among the peshmerga there were <12 dead>.", "peshmerga"),
    ("The regime's forces suffered <90 dead>.", "regime's forces"),
    ("The regime's forces suffered 90 dead, the rebels <35>.", "rebels"),
    ("The regiment's <dead number 62>.", "regiment"),
    ("The flood cost the town <40 dead>.", "people"),
    ("Deaths in the district rose to <40>.", "people"),
]


@pytest.mark.parametrize(("marked", "wanted"), LOSSES)
def test_losses_are_of_who_bears_them(marked: str, wanted: str) -> None:
    start, end = marked.index("<"), marked.index(">") - 1
    text = marked.replace("<", "").replace(">", "")
    claims = [c for c in READER.read(Report(text=text)).claims if c.start < end and start < c.end]
    assert [c.subject for c in claims] == [wanted]
