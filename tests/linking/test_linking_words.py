"""Loose comparison of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.words import alike, overlap, plain_words


@pytest.mark.parametrize(("one", "other"), [("ukraine", "ukrainian"), ("soldier", "soldiers"), ("kill", "killed"), ("syria", "syrian")])
def test_words_of_one_stem(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("norway", "north"), ("man", "manchester"), ("iran", "iraq")])
def test_words_of_two_stems(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.text(), st.text())
def test_comparison_is_symmetric(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    a, b = plain_words(one), plain_words(other)
    assert (overlap(a, b) > 0) == (overlap(b, a) > 0)
