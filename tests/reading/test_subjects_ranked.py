"""Of whom an amount speaks, where the rules are outweighed by the signs of another phrase."""

import pytest

from stemma.core.letters import short_names
from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def _claim(text: str, low: float) -> Claim:
    return next(c for c in READER.read(Report(text=text)).claims if c.amount.low == low)


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # what lasted so long is not who seized it, what costs so much not who pays
        ("Police seized 2,750 tonnes of ammonium nitrate, left to rot for six years.", 6, "ammonium nitrate"),
        ("Dues this year add up to about USD 7 billion.", 7e9, "Dues"),
        ("Hurricane Dora, churning 500 miles away, fanned the fire.", 500, "Hurricane Dora"),
        # those among whom they are, where the number has no noun
        ("Forty of the regiment are missing.", 40, "regiment"),
        # what is counted by its own noun, what is said of the counted and what each gets stay what they are
        ("Police seized 2,750 tonnes of ammonium nitrate.", 2750, "ammonium nitrate"),
        ("More than 200 people were killed, of whom 107 were children.", 107, "children"),
        ("Mr Rao declared a payment of 200,000 rupees per bereaved family.", 200_000, "bereaved family"),
        ("It puts the number of injured in the police ranks at 103, with 28 in hospital.", 28, "police ranks"),
        # a name with the letters that the report gives it
        (
            "The Karenni National Defence Force (KNDF) has 400 drones. The KNDF now holds 7,400 square kilometres.",
            7400,
            "Karenni National Defence Force (KNDF)",
        ),
    ],
)
def test_the_subject_by_its_signs(text: str, low: float, wanted: str) -> None:
    assert _claim(text, low).subject == wanted


def test_another_subject_than_the_rules_say_has_its_reason() -> None:
    ranked = [r for r in _claim("Forty of the regiment are missing.", 40).reasons if r.rule == "read.subject-ranked/1"]
    assert len(ranked) == 1
    assert 'told of "regiment" rather than "missing people"' in ranked[0].detail
    assert ranked[0].weight > 1.5
    kept = _claim("At least 60 people died.", 60).reasons
    assert not [r for r in kept if r.rule == "read.subject-ranked/1"]


def test_letters_stand_for_the_name_whose_first_letters_they_are() -> None:
    both = short_names(
        "the World Food Programme (WFP), Office for the Coordination of Humanitarian Affairs (OCHA), Goma (DRC) and RSF (rsf)"
    )
    assert both == {
        "World Food Programme": "World Food Programme (WFP)",
        "WFP": "World Food Programme (WFP)",
        "Office for the Coordination of Humanitarian Affairs": "Office for the Coordination of Humanitarian Affairs (OCHA)",
        "OCHA": "Office for the Coordination of Humanitarian Affairs (OCHA)",
    }
