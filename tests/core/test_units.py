"""Units go there and back, keep their digits, and never mix dimensions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.bases import Bases
from stemma.core.packs import load_pack
from stemma.core.types import Amount, Approx
from stemma.core.units import Units, rounded

UNITS = Units(load_pack())
PAIRS = [("mi2", "km2"), ("ha", "km2"), ("mi", "km"), ("ft", "m"), ("km/day", "m/day"), ("mph", "km/h"), ("weeks", "days"), ("F", "C")]


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        (500, "mi2", "km2", 1294.994),
        (1, "mi", "km", 1.609344),
        (2, "km/day", "m/day", 2000),
        (75, "mph", "km/h", 120.7),
        (32, "F", "C", 0),
        (100, "C", "F", 212),
        (3, "weeks", "days", 21),
        (17000, "ha", "km2", 170),
    ],
)
def test_known_conversions(value: float, unit: str, into: str, expected: float) -> None:
    assert UNITS.convert(value, unit, into) == pytest.approx(expected, rel=1e-4, abs=1e-9)


@given(st.floats(-1e9, 1e9), st.sampled_from(PAIRS))
def test_there_and_back(value: float, pair: tuple[str, str]) -> None:
    there = UNITS.convert(value, *pair)
    assert there is not None
    back = UNITS.convert(there, pair[1], pair[0])
    assert back == pytest.approx(value, rel=1e-9, abs=1e-6)


def test_different_things_are_not_converted() -> None:
    assert UNITS.convert(1, "km", "km2") is None
    assert UNITS.convert(1, "USD", "EUR") is None
    assert not UNITS.same_dimension("percent", "pp")
    assert UNITS.same_dimension("persons", "count")
    assert UNITS.same_dimension("USD/month", "USD/month")
    assert not UNITS.same_dimension("USD/month", "USD")


def test_a_converted_amount_keeps_its_digits_and_open_end() -> None:
    said = Amount(low=500, high=None, unit="mi2", approx=Approx.MORE_THAN)
    assert UNITS.converted(said, "km2") == Amount(low=1300, high=None, unit="km2", approx=Approx.MORE_THAN)
    assert UNITS.converted(said, "km") is None
    assert UNITS.converted(said, "mi2") == said


def test_rounding_keeps_one_digit_more_than_was_said() -> None:
    assert rounded(1294.99, 500) == 1300
    assert rounded(3563.8, 1376) == 3563.8
    assert rounded(0.0, 5) == 0.0


@pytest.mark.parametrize(
    ("word", "country", "code"),
    [
        ("pesos", "CL", "CLP"),
        ("pesos", "", "MXN"),
        ("Pesos", "PH", "PHP"),
        ("rupee", "PK", "PKR"),
        ("dinars", "KW", "KWD"),
        ("hryvnias", "UA", "UAH"),
        ("dollars", "", "USD"),
        ("dollars", "AU", "AUD"),
        ("pounds", "", "GBP"),
        ("spoons", "GB", ""),
    ],
)
def test_currency_of_a_country(word: str, country: str, code: str) -> None:
    assert UNITS.currency_of(word, country) == code


def test_bases_agree_with_units() -> None:
    bases = Bases(load_pack())
    for one, other in PAIRS:
        low = UNITS.convert(8.0, one, other)
        said, meant = (bases.of(Amount(low=v, high=v, unit=u, approx=Approx.EXACT)) for v, u in ((8.0, one), (low, other)))
        assert said.dimension == meant.dimension
        assert said.low == pytest.approx(meant.low)
    assert bases.of(Amount(low=3.0, high=None, unit="sheaves", approx=Approx.AT_LEAST)).dimension == "sheaves"
