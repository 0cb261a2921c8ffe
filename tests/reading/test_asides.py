"""Speakers without a verb of saying, chains of three, transcripts, what is told in passing, and sentences that rest on another."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report
from stemma.reading.reader import Reader


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(load_pack())


def chains(claims: tuple[Claim, ...]) -> list[str]:
    return [" > ".join(s.name for s in c.attribution if s.kind != "none") for c in claims]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("As the mayor put it, 600 families were homeless.", "mayor"),
        ("Some 300 villages were burnt, as refugees tell it.", "refugees"),
        ("Some 12 people were hit by bullets, as the hospital has confirmed.", "hospital"),
        ("Some 16 soldiers came away injured, the interior ministry maintains, from a raid.", "interior ministry"),
        ("It could be fewer: 2,300 dead is what paramedics in Tripoli believe.", "paramedics in Tripoli"),
        ("The general is confident that 40 tanks were destroyed.", "general"),
        ("Mayor Ana Ruiz has no doubt that 300 people died.", "Ana Ruiz"),
        ("The ministry was still talking about 5,300 dead.", "ministry"),
        ("More than 40,000 people are displaced (IOM).", "International Organization for Migration (IOM)"),
        ("Highway officials have a list of 53 villages.", "Highway officials"),
        ("The ambulance service, which answers to a rival, had a count of 2,300 dead.", "ambulance service"),
        ("The registry has 67 victims on its list.", "registry"),
        ("The health ministry had 3,283 deaths on 18 September.", "health ministry"),
        ("A clerk, Selam Girma, keeps the list: 21,400 refugees since Sunday.", "Selam Girma"),
        ("For the police, 3,500 people took part in the march.", "police"),
        ("A survey by the union counted 142 houses.", "union"),
        ("In a survey published last Sunday by the Harrow Institute, 71% disapproved of her.", "Harrow Institute"),
        ("That brought the ombudsman's tally to 54 killed.", "ombudsman"),
        ("On Sunday its home minister gave 147 deaths.", "home minister"),
        ("Some 19 soldiers were counted last week by the hospital.", "hospital"),
        ("Lawyers who work for nothing say 500 people were arrested.", "Lawyers"),
        ("Seventeen people died, says the ombudsman, whose books show 47 dead.", "ombudsman"),
        ("Nobody can say what became of 10,000 people.", ""),
        ("The army had 40 dead in the raid.", ""),
        ("The militia released 120 prisoners.", ""),
    ],
)
def test_the_speaker_without_a_plain_verb_of_saying(read: Reader, text: str, who: str) -> None:
    found = chains(read.read(Report(text=text)).claims)
    assert found
    assert found[-1] == who


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Reuters reported, citing Interfax, which quoted the ministry, that 40 people had died.", "Reuters > Interfax > ministry"),
        ("Interfax, quoting a rival site that quoted a hospital, said 32 people had died.", "Interfax > rival site > hospital"),
        ("At least 32 people died, according to Interfax, which cited the interior ministry.", "Interfax > interior ministry"),
        ("The BBC reported, citing the Red Cross, that 90 people were missing.", "BBC > Red Cross"),
    ],
)
def test_chains(read: Reader, text: str, chain: str) -> None:
    (claim,) = read.read(Report(text=text)).claims
    assert " > ".join(s.name for s in claim.attribution) == chain


def test_the_lines_of_a_transcript_are_those_of_the_name_before_them(read: Reader) -> None:
    text = "Dr Ana Smith spoke to the council.\n\nSMITH: We have 312 patients in the county.\n\nJONES: There are 40 soldiers more."
    assert chains(read.read(Report(text=text)).claims) == ["Ana Smith", "Jones"]


def test_one_line_in_capitals_is_no_transcript(read: Reader) -> None:
    assert chains(read.read(Report(text="UPDATE: Some 40 people died.")).claims) == [""]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels have taken Kemise, 325 km from the capital, their spokesman said.", [""]),
        ("The mayor said that 300 people had left Derna, a port of 90,000 inhabitants.", ["mayor", ""]),
        ("The mayor said that 300 people had left Derna, which lies 12 km from the front.", ["mayor", ""]),
        ("The mayor said that his men stood 12 km from the front.", ["mayor"]),
        ("Officials speak of over half of its 150,000 inhabitants.", ["Officials", "Officials"]),
    ],
)
def test_what_is_told_in_passing_is_nobodys_word(read: Reader, text: str, told: list[str]) -> None:
    assert chains(read.read(Report(text=text)).claims) == told


def test_a_number_alone_rests_on_the_sentence_before(read: Reader) -> None:
    text = "The charity said that 721 people had died. 68 per cent were shot. 89 were minors. Hospitals are treating 40 people."
    assert chains(read.read(Report(text=text)).claims) == ["charity"] * 3 + [""]


def test_facts_on_record(read: Reader) -> None:
    facts = "(a) 147 people died.\n\n(b) 12 houses burned."
    text = f"The minister has placed the following facts on record:\n\n{facts}\n\nIt rained on 40 villages."
    assert chains(read.read(Report(text=text)).claims) == ["minister", "minister", ""]


def test_what_was_not_handed_over_is_no_silence(read: Reader) -> None:
    assert not [e for e in read.read(Report(text="The city has not released 40 prisoners.")).events if e.type == "no_comment"]
