"""The chain of a claim as a sentence that a reader would write."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader
from stemma.showing.chain_words import chain_sentence


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "A senior General Staff source told Reuters that 40% was lost. Reuters could not independently verify the figure.",
            "a senior General Staff source, unnamed, told Reuters; Reuters could not verify it",
        ),
        (
            "RIA Novosti, citing the Defence Ministry, said 1,200 soldiers had surrendered.",
            "the Defence Ministry says so, as RIA Novosti reports",
        ),
        ("The mayor said 40 people had died. The figure could not be confirmed.", "the mayor says so; it could not be verified"),
        ("Ana Ruiz, a nurse, said 12 patients had died.", "Ana Ruiz says so"),
        ("Residents said 12 houses had burned down.", "Residents say so"),
        ("Some 12 boats reportedly sank.", "The Ferry Road Courier has it from somebody whom it does not name"),
        ("The flood destroyed 40 houses.", "The Ferry Road Courier says so in its own voice"),
        ("The exporters put the loss at 40 tonnes.", "the exporters say so"),
        ("City police said 40 people had died.", "City police say so"),
        ("The UN said 40 people had died.", "the UN says so"),
        ("The Institute of Harrow Studies said 40 people had died.", "the Institute of Harrow Studies says so"),
        ("An official in Bahir Dar said 40 people had died.", "an official in Bahir Dar, unnamed, says so"),
        (
            "Some 40 people died, as the hospital has confirmed.",
            "the hospital says so; the report says that it was checked: “as the hospital has confirmed”",
        ),
        ("The army denied that 40 of its soldiers had been killed.", "the army denies it"),
        ("The ministry demanded 40 more tents.", "the ministry demands it"),
        (
            "On the quay we counted 17 coffins.",
            "The Ferry Road Courier says so in its own voice; its own reporter was there: “we counted”",
        ),
    ],
)
def test_the_chain_as_a_sentence(read: Reader, text: str, sentence: str) -> None:
    report = Report(text=text, outlet="The Ferry Road Courier")
    claims = read.read(report).claims
    assert [chain_sentence(c, report) for c in claims] == [sentence]
