"""Figures of a local report that are of its whole country, and those that stay in the town."""

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())


def claims(text: str) -> tuple[Claim, ...]:
    return READER.read(Report(text=text)).claims


def test_what_is_counted_over_the_regions_of_a_country_is_of_the_country() -> None:
    text = (
        "Title: Clashes in Juliaca\n\nJULIACA, Peru - Seven people died in Juliaca on Monday, doctors said.\n\n"
        "By night there were 53 road blocks in eight of the 25 regions, the transport authority said. The hospital took in 40 people."
    )
    found = {claim.amount.low: claim.place.name for claim in claims(text) if claim.place is not None}
    assert found[7] == "Juliaca"
    assert found[53] == found[25] == "Peru"
    assert found[40] == "Juliaca"
