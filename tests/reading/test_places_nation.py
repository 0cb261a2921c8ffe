"""Figures of a local report that are of its whole country, and those that stay in the town."""

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())


def claims(text: str) -> tuple[Claim, ...]:
    return READER.read(Dresser()(Report(text=text))).claims


def test_what_is_counted_over_the_regions_of_a_country_is_of_the_country() -> None:
    text = (
        "Title: Clashes in Juliaca\n\nJULIACA, Peru - Seven people died in Juliaca on Monday, doctors said.\n\n"
        "By night there were 53 road blocks in eight of the 25 regions, the transport authority said. The hospital took in 40 people."
    )
    found = {claim.amount.low: claim.place.name for claim in claims(text) if claim.place is not None}
    assert found[7] == "Juliaca"
    assert found[53] == found[25] == "Peru"
    assert found[40] == "Juliaca"


def test_a_speech_made_abroad_does_not_move_the_war_to_where_it_was_made() -> None:
    text = (
        "Title: Armenian dead in the thousands\n\nISTANBUL - The fighting in Armenia must end, a diplomat said in Istanbul on Thursday.\n\n"
        "Shells fell in Armenia again on Friday.\n\nEach side has lost more than 2,000 men."
    )
    assert [claim.place.country for claim in claims(text) if claim.place is not None and claim.amount.low == 2000] == ["AM"]
