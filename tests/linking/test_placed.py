"""Where figures hold that a report leaves without a place."""

from dataclasses import replace

from stemma.core.types import Amount, Claim, Extract, Place
from stemma.linking.placed import as_placed_elsewhere

BRAZIL = Place(name="Brazil", id="cc:BR", kind="country", country="BR")
STATE = Place(name="Rio Grande do Sul", id="a1:BR.23", kind="region", country="BR", region="a1:BR.23", words="Rio Grande do Sul")
KENYA = Place(name="Kenya", id="cc:KE", kind="country", country="KE")


def extract(report: str, value: float, place: Place | None, unit: str = "persons") -> Extract:
    amount = Amount(low=value, high=value, unit=unit)
    return Extract(report=report, claims=(Claim(report=report, start=0, end=1, text="9", amount=amount, measure="killed", place=place),))


def names(*extracts: Extract) -> list[str]:
    return [c.place.name if c.place is not None else "" for e in as_placed_elsewhere(extracts) for c in e.claims]


def test_a_figure_without_a_place_is_where_another_report_says_it() -> None:
    assert names(extract("a", 145, STATE), extract("b", 145, BRAZIL))[-1] == "Rio Grande do Sul"


def test_a_place_that_is_said_stays_and_so_does_another_country() -> None:
    assert names(extract("a", 145, STATE), extract("b", 145, replace(BRAZIL, words="Brazil")))[-1] == "Brazil"
    assert names(extract("a", 145, STATE), extract("b", 145, KENYA))[-1] == "Kenya"


def test_a_number_that_many_things_have_needs_two_reports() -> None:
    assert names(extract("a", 20, STATE), extract("b", 20, BRAZIL))[-1] == "Brazil"
    assert names(extract("a", 20, STATE), extract("c", 20, STATE), extract("b", 20, BRAZIL))[-1] == "Rio Grande do Sul"


def test_a_share_or_a_handful_is_no_such_number() -> None:
    assert names(extract("a", 145, STATE, "percent"), extract("b", 145, BRAZIL, "percent"))[-1] == "Brazil"
    assert names(extract("a", 2, STATE), extract("c", 2, STATE), extract("b", 2, BRAZIL))[-1] == "Brazil"
