"""Numbers, hedges, days and counts in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.types import Approx, Mutation, When
from stemma.showing.wording import Wording, figure

words = Wording()


@pytest.mark.parametrize(
    ("low", "high", "unit", "approx", "wanted"),
    [
        (59000, 59000, "persons", Approx.ABOUT, "about 59,000"),
        (40, None, "percent", Approx.MORE_THAN, "more than 40%"),
        (None, 1500, "persons", Approx.LESS_THAN, "fewer than 1,500"),
        (None, 5, "km", Approx.LESS_THAN, "less than 5 km"),
        (200, 300, "m/day", Approx.RANGE, "200–300 m a day"),
        (2400, 2400, "mi2", Approx.EXACT, "2,400 square miles"),
        (24, None, "count:villages", Approx.VAGUE, "in the dozens of villages"),
        (6.2, 6.2, "magnitude", Approx.EXACT, "6.2"),
        (1375.55, 1375.55, "km2", Approx.EXACT, "1,376 km²"),
        (0, 0, "count", Approx.EXACT, "0"),
    ],
)
def test_a_value_keeps_its_hedge_and_unit(low: float | None, high: float | None, unit: str, approx: Approx, wanted: str) -> None:
    assert str(words.value(low, high, unit, approx)) == wanted


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (When(start="2031-05-05", end="2031-05-05"), "as of 5 May 2031"),
        (When(start="2031-05-01", end="2031-05-31"), "as of May 2031"),
        (When(start="2031-01-01", end="2031-12-31"), "as of 2031"),
        (When(start="2031-04-27", end="2031-05-05", text="in the week to Monday"), "for 27 April to 5 May 2031"),
        (When(start="2031-05-02", end="2031-05-05"), "as of 2–5 May 2031"),  # no words say so: on one of these days
        (When(start="2031-05-02", end=None), "since 2 May 2031"),
        (When(start=None, end="2031-05-02"), "up to 2 May 2031"),
        (None, "no date given"),
    ],
)
def test_a_day_is_said_as_it_is_known(when: When | None, wanted: str) -> None:
    assert words.as_of(when) == wanted


@pytest.mark.parametrize(
    ("field", "was", "became", "wanted"),
    [
        ("approx", "at_least", "exact", ("at least", "no hedge")),
        ("approx", "about: some 34 per cent", "exact: 34 per cent", ("some 34 per cent", "34 per cent")),
        ("verification", "unverified", "confirmed", ("not verified", "confirmed")),
        ("verification", "unverified", "", ("not verified", "dropped")),
        ("attribution", "the mayor", "nobody", ("the mayor", "dropped")),
        ("unit", "km2", "mi2", ("km²", "square miles")),
        ("number", "1068", "1086", ("1,068", "1,086")),
        ("scope", "killed", "killed or wounded", ("killed", "killed or wounded")),
    ],
)
def test_a_change_is_said_in_words(field: str, was: str, became: str, wanted: tuple[str, str]) -> None:
    assert words.changed(Mutation(report="r", parent="p", field=field, was=was, became=became)) == wanted


def test_counts_agree_with_their_nouns() -> None:
    assert words.counts(3, 1, 1) == "3 reports, 1 lineage, 1 primary source"
    assert words.counts(1, 0, 0) == "1 report, no lineage of its own, nobody named"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_can_be_printed(number: float) -> None:
    assert figure(number)


@given(st.text(max_size=30))
def test_any_day_can_be_printed(iso: str) -> None:
    assert isinstance(words.day(iso), str)


def test_one_mile_is_not_miles() -> None:
    words = Wording()
    assert str(words.value(None, 1.0, "mi", Approx.AT_MOST)) == "at most 1 mile"
    assert str(words.value(2.0, 2.0, "mi", Approx.EXACT)) == "2 miles"
    assert str(words.value(1.0, 1.0, "m/s", Approx.EXACT)) == "1 m/s"
