"""A count taken over without its day or its place has those of the claim that it repeats."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.types import Amount, Claim, Extract, Inheritance, Place, When
from stemma.descent import as_taken_over

DORRAN = Place(name="Dorran", id="user:dorran", kind="town", words="at Dorran")
NORVIA = Place(name="Norvia", id="user:norvia", kind="country")


def claim(report: str, when: When | None, place: Place | None = None) -> Claim:
    return Claim(
        report=report, start=0, end=2, text="40", amount=Amount(low=40, high=40, unit="persons"), measure="killed", when=when, place=place
    )


def day(start: str, text: str = "") -> When:
    return When(start=start, end=start, text=text)


def passed_on(*claims: Claim) -> list[Claim]:
    """The claims after each has been taken over from the one before it."""
    links = [Inheritance(claim=c.id, parent=b.report, from_claim=b.id) for b, c in pairwise(claims)]
    return [e.claims[0] for e in as_taken_over([Extract(report=c.report, claims=(c,)) for c in claims], links)]


@pytest.mark.parametrize(
    ("own", "first"),
    [
        (day("2031-05-08"), "2031-05-06"),
        (day("2031-05-08", "on Thursday"), "2031-05-08"),  # its own words win
        (day("2031-05-04"), "2031-05-04"),  # it came out before
        (day("2031-08-08"), "2031-08-08"),  # too far from what it repeats
    ],
)
def test_a_copy_without_a_day_may_be_as_old_as_what_it_repeats(own: When, first: str) -> None:
    _, copy = passed_on(claim("a", day("2031-05-06", "on Tuesday")), claim("b", own))
    assert copy.when is not None and (copy.when.start, copy.when.end, copy.when.text) == (first, own.end, own.text)
    assert [r.rule for r in copy.reasons] == ["descent.as-of"] * (first != own.start)


def test_the_first_day_passes_through_a_chain_of_copies() -> None:
    last = passed_on(claim("a", day("2031-05-06", "on Tuesday")), claim("b", day("2031-05-07")), claim("c", day("2031-05-09")))[-1]
    assert last.when == When(start="2031-05-06", end="2031-05-09")


@pytest.mark.parametrize(
    ("own", "of"),
    [(None, "Dorran"), (NORVIA, "Dorran"), (replace(NORVIA, words="across Norvia"), "Norvia")],
)
def test_a_copy_without_a_place_is_of_the_same_place(own: Place | None, of: str) -> None:
    _, copy = passed_on(claim("a", None, DORRAN), claim("b", None, own))
    assert copy.place is not None and copy.place.name == of and (copy.place.words == "") == (of == "Dorran")


@given(st.lists(st.dates(), min_size=2, max_size=6), st.booleans())
def test_nothing_is_made_younger_and_what_was_done_stays(days: list[object], ring: bool) -> None:
    claims = [claim(f"r{i}", day(str(d))) for i, d in enumerate(days)]
    links = [Inheritance(claim=c.id, parent=b.report, from_claim=b.id) for b, c in pairwise(claims)]
    if ring:
        links.append(Inheritance(claim=claims[0].id, parent=claims[-1].report, from_claim=claims[-1].id))
    before = [Extract(report=c.report, claims=(c,)) for c in claims]
    after = as_taken_over(before, links)
    for old, new in zip(before, after, strict=True):
        one, two = old.claims[0].when, new.claims[0].when
        assert one is not None and two is not None and (two.start or "") <= (one.start or "") and two.end == one.end
        assert new.claims[0].id == old.claims[0].id
    assert as_taken_over(before[::-1], links)[::-1] == after
