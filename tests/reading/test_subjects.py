"""Of whom or of what an amount speaks, sentence by sentence: the words in <> are asked for."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())

PHRASES = [
    ("The water in the reservoir <stood at 61 metres> on Monday.", "water in reservoir"),
    ("The minister estimated the losses at <more than $4 billion>.", "losses"),
    ("The council raised bus fares by <12 percent> in May.", "bus fares"),
    ("Economic growth could slow to <about 2%> this year.", "Economic growth"),
    ("The villagers dug a trench <two miles long> around the well.", "trench"),
    ("The breach, <15 feet wide> at first, has grown.", "breach"),
    ("Inflation, <31% in August>, worries the bank.", "Inflation"),
    ("The helicopters delivered <72 tonnes> of rice.", "rice"),
    ("The bank expects growth of <3% to 4%> in the year to June.", "growth"),
    ("A sack of flour went for <1,200 rupees> in July.", "sack of flour"),
    ("The ward spoke of <500 patients> in the corridors.", "patients"),
    ("Floods killed <1,100 people>.", "people"),
]


def subject(marked: str, which: int = 0) -> str:
    start = marked.index("<")
    text = marked.replace("<", "").replace(">", "")
    end = marked.index(">") - 1
    claims = [c for c in READER.read(Report(text=text)).claims if c.start < end and start < c.end]
    assert claims, f"no claim at {text[start:end]!r}"
    return claims[which].subject


@pytest.mark.parametrize(("marked", "wanted"), PHRASES)
def test_an_amount_is_told_of_the_phrase_that_governs_it(marked: str, wanted: str) -> None:
    said = subject(marked).lower().split()
    assert [w for w in wanted.lower().split() if w not in said] == []


def test_children_among_the_dead_are_children() -> None:
    assert subject("The flood killed 120 people, among them <38 children>.") == "children"


def test_children_of_a_side_keep_the_side() -> None:
    assert "Azerbaijani" in subject("The shelling killed 91 Azerbaijani civilians, among them <11 children>.")


def test_what_is_told_once_more_has_the_same_subject() -> None:
    assert subject("The cost of the quake was put at $12 billion, equal to <3% of output>.") == subject(
        "The cost of the quake was put at <$12 billion>."
    )


def test_it_stands_for_what_was_spoken_of_before() -> None:
    assert "kilo of rice" in subject("A kilo of rice cost 90 rupees in May. Now it costs <210 rupees>.")


def test_of_them_points_to_those_counted_before() -> None:
    assert "teachers" in subject("The province has 40,000 teachers, and <9,000 of them> are on strike.")
