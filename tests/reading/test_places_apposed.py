"""Places told of right beside their names, by officials who sit there, and by paragraphs of their own."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


VOLOS = "Rain fell in Athens all day.\n\nOfficials in Volos, a port of about 140,000 people, said some 80 percent of the city had no water."
SECTIONS = "ZAMBIA. The cholera wards are full. Some 320 people were treated in a week.\n\nMALAWI. Officials in Lilongwe counted 90 cases."


@pytest.mark.parametrize(("text", "number", "place"), [(VOLOS, 140_000, "Volos"), (VOLOS, 80, "Volos"), (SECTIONS, 320, "Zambia")])
def test_places_told_of_beside_their_names(text: str, number: float, place: str) -> None:
    claims = READER.read(Report(name="a", text=text, published=Moment(iso="2023-09-08"))).claims
    (claim,) = [c for c in claims if c.amount.low == number]
    assert claim.place is not None
    assert (claim.place.name, bool(claim.place.words)) == (place, True)


def test_a_part_of_the_world_by_which_a_country_is_called_places_nothing() -> None:
    text = "Over 3,000 people marched through Sofia, and no such crowd has been seen in the Balkan country before."
    claims = READER.read(Report(name="a", text=text, published=Moment(iso="2023-09-08"))).claims
    assert [c.place.name for c in claims if c.place is not None] == ["Sofia"]
