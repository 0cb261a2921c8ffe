"""How the words around a figure point at one of two countries."""

import pytest

from stemma.core.text import segment
from stemma.core.types import Amount, Claim, Source
from stemma.linking.beside import Pointers, words_of

POINTERS = Pointers(("IN", "PK"), frozenset(("said", "says")), frozenset(("by",)))


def people(text: str, number: str) -> dict[str, set[str]]:
    cut = segment(text)
    at = text.index(number)
    sentence = cut.sentence_at(at)
    assert sentence is not None
    found = POINTERS.people(cut, sentence.first, sentence.last, (at, at + len(number)))
    return {code: set(signs) for code, signs in found.items()}


def test_who_speaks_who_strikes_and_whose_are_counted_is_told_apart() -> None:
    found = people("Pakistan said Indian missiles had killed 26 civilians.", "26 civilians")
    assert found["PK"] == {"people-before.said", "people-first.said"}
    assert found["IN"] == {"people-before.people", "people-nearest"}
    assert people("It hit 26 Indian targets.", "26 Indian targets") == {"IN": {"people-counted"}}
    assert people("Some 40 died in India, in a raid by Pakistan.", "40")["IN"] == {"people-after.name"}
    assert people("By Pakistan it was told that 3 died.", "3")["PK"] == {"people-before.by", "people-nearest"}


def test_small_letters_and_other_countries_name_nobody() -> None:
    assert people("The french and 3 indian men left Nepal.", "3") == {}


@pytest.mark.parametrize(
    ("source", "country"),
    [
        (Source(name="Pakistan's army"), "PK"),
        (Source(name="Indian air force"), "IN"),
        (Source(name="official in New Delhi"), "IN"),
        (Source(name="Ahmed Sharif Chaudhry", actor="PK.army"), "PK"),
        (Source(name="Reuters"), ""),
    ],
)
def test_whose_voice_it_is(source: Source, country: str) -> None:
    amount = Amount(low=26.0, high=26.0, unit="persons")
    claim = Claim(report="r", start=0, end=2, text="26", amount=amount, measure="killed", attribution=(source,))
    assert POINTERS.voice(claim) == country


def test_the_words_for_a_country_say_what_they_are() -> None:
    assert {("india", "name"), ("indian", "people"), ("indians", "people"), ("new delhi", "capital")} <= set(words_of("IN"))
    assert words_of("XX") == ()
