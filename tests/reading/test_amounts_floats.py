"""Numbers are held with a point, however the files of words write them: claims are named by what they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.reading.amounts.finder import AmountFinder

FINDER = AmountFinder(load_pack())
WORDS = ("fifth", "two", "hundred", "half", "third", "a", "dozen", "million", "twenty", "-", "seven", "3rd", "victims", "and")


@pytest.mark.parametrize("text", ["She was the fifth victim.", "Two thirds left.", "Two hundred died.", "The twelfth victim was a boy."])
def test_ends_of_an_amount_have_a_point(text: str) -> None:
    for mention in FINDER.find(segment(text)):
        assert all(isinstance(v, float) for v in (mention.amount.low, mention.amount.high) if v is not None)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_so_do_those_of_any_words(words: list[str]) -> None:
    for mention in FINDER.find(segment(" ".join(words) + ".")):
        assert all(isinstance(v, float) for v in (mention.amount.low, mention.amount.high) if v is not None)
