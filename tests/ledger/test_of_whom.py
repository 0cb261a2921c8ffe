"""The subject of a claim in a row that stands alone."""

import pytest

from stemma.core.types import Amount, Claim, Nature, Place
from stemma.ledger.of_whom import of_whom


@pytest.mark.parametrize(
    ("subject", "place", "wanted"),
    [
        ("people", "Ossel", "people, Ossel"),
        ("people", "", "people"),
        ("people", "Velm Valley", "people"),  # a long name stands in its own field alone
        ("Norvian soldiers", "Ossel", "Norvian soldiers"),
        ("Norvia", "Ossel", "Norvia"),
    ],
)
def test_a_common_word_is_told_with_its_place(subject: str, place: str, wanted: str) -> None:
    claim = Claim(
        report="r1",
        start=0,
        end=8,
        text="12 people",
        amount=Amount(low=12, high=12, unit="persons"),
        measure="missing",
        nature=Nature.LEVEL,
        subject=subject,
        place=Place(name=place) if place else None,
    )
    assert of_whom(claim) == wanted
