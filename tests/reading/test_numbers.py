"""Numbers in digits and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.reading.amounts.digits import Number, digits_value, ordinal_value
from stemma.reading.amounts.numbers import NumberReader
from stemma.reading.amounts.run import Run

READER = NumberReader(load_pack())


def number(words: str) -> Number | None:
    """The first number that the words bring."""
    tokens = segment(words).tokens
    run = Run(tokens, 0, len(tokens))
    for i, token in enumerate(tokens):
        if token.norm[0].isdigit() or token.norm in READER.seeds:
            found = READER.read(run, i)
            if found is not None:
                return found
    return None


@pytest.mark.parametrize(
    ("words", "value", "kind"),
    [
        ("1,376", 1376, "digits"),
        ("10 000 people", 10000, "digits"),
        ("12.3m tonnes", 12_300_000, "digits"),
        ("1.2bn", 1_200_000_000, "digits"),
        ("25k", 25_000, "digits"),
        ("2½ hours", 2.5, "digits"),
        ("10 1/2 miles", 10.5, "digits"),
        ("a quarter million people", 250_000, "word"),
        ("4 hundred million", 400_000_000, "digits"),
        ("twenty-five", 25, "word"),
        ("two hundred and fifty thousand", 250_000, "word"),
        ("one million two hundred thousand", 1_200_000, "word"),
        ("two and a half million", 2_500_000, "word"),
        ("half a million", 500_000, "word"),
        ("a quarter of a million", 250_000, "word"),
        ("a hundred", 100, "word"),
        ("a million and a half", 1_500_000, "word"),
        ("a dozen", 12, "group"),
        ("two dozen", 24, "group"),
        ("half a dozen", 6, "group"),
        ("dozens", 24, "vague"),
        ("a few dozen", 24, "vague"),
        ("hundreds", 100, "vague"),
        ("tens of thousands", 10_000, "vague"),
        ("hundreds of thousands", 100_000, "vague"),
        ("several hundred", 300, "vague"),
        ("a couple of hundred", 200, "vague"),
        ("a few thousand", 2_000, "vague"),
        ("several", 3, "vague"),
        ("one-fifth of", 20, "fraction"),
        ("a quarter of the town", 25, "fraction"),
        ("two-thirds", 200 / 3, "fraction"),
        ("three quarters", 75, "fraction"),
        ("one in ten", 10, "fraction"),
        ("one in every five", 20, "fraction"),
        ("nine out of ten", 90, "fraction"),
        ("3/4 of", 75, "fraction"),
        ("half of them", 50, "fraction"),
        ("fifth victim", 5, "ordinal"),
        ("21st", 21, "ordinal"),
        ("the twenty-first century", 21, "ordinal"),
        ("1.3x10^6", 1_300_000, "digits"),
        ("5 × 10⁶ cells", 5_000_000, "digits"),
        ("12.32e+14", 12.32e14, "digits"),
        ("127.32e13", 127.32e13, "digits"),
        ("1.1^2", 1.21, "digits"),
        ("five and a quarter years", 5.25, "word"),
        ("one million and a half", 1_500_000, "word"),
        ("six million and two thirds", 6_666_666.666667, "word"),
        ("one billion and a quarter million", 1_000_250_000, "word"),
        ("one hundred and three quarters", 100.75, "word"),
        ("two hundred and fifty-four hundredths", 200.54, "word"),
        ("twenty-three fifths", 4.6, "word"),
        ("one hundred thirty-fifths", 100 / 35, "word"),
        ("three twenty-firsts", 300 / 21, "fraction"),
        ("a trillionth", 1e-10, "fraction"),
        ("1 in twenty-one", 100 / 21, "fraction"),
        ("one eighth", 12.5, "fraction"),
        ("two hundred point seventy-one", 200.71, "word"),
        ("nought point nought three", 0.03, "word"),
        ("one over twenty", 0.05, "word"),
        ("hundred thousand dollars", 100_000, "word"),
        ("4 thousand 3 hundred and 21", 4321, "digits"),
        ("three dozens", 36, "group"),
        ("10M", 10_000_000, "digits"),
        ("$ 1MM", 1_000_000, "digits"),
        ("a rate of .08", 0.08, "digits"),
        ("five and a third of the town", 5, "word"),
        ("five quarters", 5, "word"),
        ("picked one over two others", 1, "word"),
        ("a pressure of 120 over 80", 120, "digits"),
    ],
)
def test_a_number_has_its_value(words: str, value: float, kind: str) -> None:
    found = number(words)
    assert found is not None
    assert (found.value, found.kind) == (pytest.approx(value), kind)


@pytest.mark.parametrize("words", ["the first half of the year", "few people", "a third-party", "1.2.3"])
def test_no_number_or_the_place_in_an_order(words: str) -> None:
    found = number(words)
    assert found is None or found.kind == "ordinal"


@given(st.integers(0, 10**12))
def test_digits_are_read_back(value: int) -> None:
    assert digits_value(str(value)) == value
    assert digits_value(f"{value:,}") == value
    assert ordinal_value(f"{value}th") == value


_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen""".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def _spell(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10 - 2] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{_ONES[value // 100]} hundred" + (f" and {_spell(value % 100)}" if value % 100 else "")
    rest = value % 1000
    return f"{_spell(value // 1000)} thousand" + (f" {'and ' if rest < 100 else ''}{_spell(rest)}" if rest else "")


@given(st.integers(1, 999_999))
def test_spelled_numbers_are_read_back(value: int) -> None:
    found = number(_spell(value))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("21st", 21),
        ("eleventh", 11),
        ("twenty-fifth", 25),
        ("two hundredth", 200),
        ("hundred and fifth", 105),
        ("hundred trillionth", 1e14),
    ],
)
def test_a_place_in_a_row_is_read(words: str, place: float) -> None:
    tokens = segment(words).tokens
    found = READER.spelled.ordinal(Run(tokens, 0, len(tokens)), 0)
    assert found == (place, len(tokens))
