"""Which place an amount takes when the sentence that tells it names none, or names one that is not its own."""

import pytest

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())
LEAD = "Title: Storm in Libya\n\nA storm hit Libya on Sunday. Nothing like it had been seen in Libya.\n\n"


def place_of(text: str, low: float) -> str:
    claims: tuple[Claim, ...] = READER.read(Dresser()(Report(text=LEAD + text))).claims
    found = [c.place.name for c in claims if c.amount.low == low and c.place is not None]
    assert found, f"{low} was not read in {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # where a body sits is not where its count happened
        ("The ambulance service in Tripoli had a count of 2,300 dead.", 2300, "Libya"),
        ("Of 6,142 houses surveyed for the government in Tripoli, 1,500 were damaged.", 1500, "Libya"),
        ("In Tripoli 40 people were hurt by falling tiles.", 40, "Tripoli"),
        # a paragraph keeps the place that a sentence sets in front, and none that is named in passing
        ("In Benghazi the hospitals are full. Doctors treated 350 people.", 350, "Benghazi"),
        ("At least 30 people died in Benghazi on Sunday. The storm has cost 900 lives.", 900, "Libya"),
        ("Crews worked in Benghazi all night. They pulled 40 people from the rubble.", 40, "Benghazi"),
        # a place behind the next amount is that amount's, unless the two are joined
        ("Seven million people need help, 520,000 of them in Benghazi.", 7e6, "Libya"),
        ("Rescuers found 63 dead and 292 wounded in Benghazi.", 63, "Benghazi"),
        ("Marches were held by 900 people; in Benghazi 2,500 people walked along the shore.", 900, "Libya"),
    ],
)
def test_the_place_of_an_amount(text: str, low: float, wanted: str) -> None:
    assert place_of(text, low) == wanted


def test_a_place_that_no_words_give_is_told_apart_from_one_that_is_said() -> None:
    claims = READER.read(Dresser()(Report(text=LEAD + "Doctors counted 300 dead. In Benghazi 20 people drowned."))).claims
    words = {c.amount.low: c.place.words for c in claims if c.place is not None}
    assert words[300] == ""
    assert words[20] == "Benghazi"
