"""Bytes become the text that was written, in whatever encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.errors import InputRefused
from stemma.intake.encoding import clean, decode

RUSSIAN = "Ночью река поднялась на два метра, 340 человек покинули свои дома.\nЕщё 12 — в больнице.\n"
FRENCH = "Le fleuve a monté de deux mètres près d’Orléans, et 340 personnes ont été évacuées.\n"
ENGLISH = "The mayor said “340 people” had left — for now — at a cost of €5,000.\n"


@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, ENGLISH, "Plain words only.\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16"])
def test_unicode_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (FRENCH, "cp1252"), (ENGLISH, "cp1252"), ("Café à Orléans: 12 blessés.", "latin-1")]
)
def test_old_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_an_english_text_with_a_russian_name_is_read_right() -> None:
    text = "The ship Москва sank with 40 men.\n"
    assert decode(text.encode("cp1251"), "a.txt") == text


def test_utf8_with_a_broken_letter_stays_utf8() -> None:
    data = RUSSIAN.encode("utf-8") + b"\xff" + RUSSIAN.encode("utf-8")
    assert decode(data, "a.txt") == RUSSIAN + "\ufffd" + RUSSIAN


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(codecs.BOM_UTF8 + b"Three.", "a.txt") == "Three."


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_every_text_in_utf8_comes_back(text: str) -> None:
    held = "A text. " + text
    assert decode(held.encode("utf-8"), "a.txt") == held


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert decode(data, "a.txt").encode("utf-8")
    except InputRefused as why:
        assert str(why).startswith("a.txt is ")


def test_clean_text_is_left_alone() -> None:
    assert clean(RUSSIAN) is RUSSIAN
