"""Who is said to be dead or hurt in sentences that do not tell it directly behind or before those it befell."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Report
from stemma.reading.amounts.finder import AmountFinder
from stemma.reading.reader import Reader
from stemma.reading.victims.finder import VictimReader

PACK = load_pack()
AMOUNTS, VICTIMS, READER = AmountFinder(PACK), VictimReader(PACK), Reader(PACK)


def told(sentence: str) -> list[str]:
    """Kind, number and words of each list, without events."""
    text = segment(sentence)
    found = [s for s in VICTIMS.find(text, AMOUNTS.find(text)) if s.people[0].how != "event"]
    spans = [text.text[text.tokens[s.first].start : text.tokens[s.last - 1].end] for s in found]
    return [f"{s.kind} {s.many} {words}" for s, words in zip(found, spans, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ana M. Cole, 14, was shot during a fight.", ["struck 1 Ana M. Cole"]),
        ("Bo Ray Jr., 16, was shot.", ["struck 1 Bo Ray Jr."]),
        ("Ana Cole, 12, of Leeds, died after the blast.", ["dead 1 Ana Cole"]),
        ("Agnew, 28, was shot in the head.", ["hurt 1 Agnew"]),
        ("Ana Ray left. Ray, who lived in a house nearby, was shot in the head.", ["hurt 1 Ray"]),
        ("Four-year-old shot in Leeds", ["struck 1 Four-year-old"]),
        ("A three year old was shot.", ["struck 1 A three year old"]),
        ("A 14-month-old was wounded.", ["hurt 1 A 14-month-old"]),
    ],
)
def test_persons_with_ages_and_initials(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jo Mar, a first-grader, was hit by five bullets.", ["struck 1 Jo Mar"]),
        ("The victim, identified as Bo Ray, remains in critical condition.", ["hurt 1 The victim"]),
        ("The boy, described as 2 to 3 years old, suffered a wound to the leg.", ["hurt 1 The boy"]),
        ("Ana Cole and her son, who were in the car, were hurt.", ["hurt 2 Ana Cole and her son"]),
        ("Ana Cole, who was killed in the raid, was a nurse.", ["dead 1 Ana Cole"]),
        ("All of the victims, two men and two women, were taken to hospital.", ["hurt 4 the victims, two men and two women"]),
        ("Her parents, 28-year-old Al Ray and Bo Fox, were hurt.", ["hurt 2 Her parents, 28-year-old Al Ray and Bo Fox"]),
        ("They found two men in the lot next to the school suffering from burns.", ["hurt 2 two men"]),
        ("Four people, including an 11-year-old boy and a 13-year-old boy, were wounded.", ["hurt 4 Four people"]),
    ],
)
def test_what_stands_between_persons_and_verb(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Three soldiers were evacuated with shrapnel wounds.", ["hurt 3 Three soldiers"]),
        ("Two men were taken by helicopter to a hospital.", ["hurt 2 Two men"]),
        ("He was rushed in serious condition to Leeds General.", ["hurt 1 He"]),
        ("Three people walked into the hospital with gunshot wounds.", ["hurt 3 Three people"]),
        ("She has life-threatening injuries.", ["hurt 1 She"]),
        ("Two other shooting victims were hurt.", ["hurt 2 Two other shooting victims"]),
        ("Two men were taken to a police station.", []),
        ("Six protesters were taken into custody.", []),
        ("A boy brought a gun to class.", []),
        ("Her husband remains in jail.", []),
        ("He was charged with the attempted murder of a man.", []),
    ],
)
def test_who_is_carried_is_hurt(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Also wounded in the raid were Al Ray, 22, Bo Fox and Cy Dow.", ["hurt 3 Al Ray, 22, Bo Fox and Cy Dow"]),
        ("Among the dead were two children and a nurse.", ["dead 3 two children and a nurse"]),
        ("Also killed was a nurse.", ["dead 1 a nurse"]),
        ("The dead include a woman and a 30-year-old man.", ["dead 2 a woman and a 30-year-old man"]),
        ("The victims are 20 to 35 years old.", []),
        ("A nurse was shot along with three others.", ["struck 4 A nurse was shot along with three others"]),
        ("The guard was hit, as were at least three people inside.", ["struck 4 The guard was hit, as were at least three people"]),
        ("The teen was one of four people shot.", ["struck 4 one of four people"]),
        ("One of the four was shot.", ["struck 1 One of the four"]),
        ("Police spoke of the wounding of three men.", ["hurt 3 three men"]),
        ("Police shot dead three protesters and injured 20.", ["dead 3 three protesters", "hurt 20 20"]),
        ("Rockets struck a bus, killing all six on board.", ["dead 6 six"]),
        ("The strike killed a couple and their baby.", ["dead 3 a couple and their baby"]),
        ("A couple of days later two men died.", ["dead 2 two men"]),
        ("Five policemen, two of them critically, were injured.", ["hurt 5 Five policemen", "hurt 2 two of them"]),
    ],
)
def test_sentences_turned_round_and_those_told_with_others(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


def test_the_dead_of_a_sentence_turned_round_are_counted() -> None:
    claims = READER.read(Report(text="Among the dead were 12 nurses.")).claims
    assert [(c.measure, c.amount.low) for c in claims] == [("killed", 12)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Her brothers, 9 and 11, were hurt.", [("age", 9), ("age", 11)]),
        ("The boys, nine and eleven, drowned.", [("age", 9), ("age", 11)]),
        ("Two girls (2, 5 and 9) were taken to hospital.", [("injured", 2), ("age", 2), ("age", 5), ("age", 9)]),
        ("Two girls, 7 and 9 years old, were hurt.", [("injured", 2), ("age", 7), ("age", 9)]),
        ("Two soldiers, 9 policemen and 11 civilians were killed.", [("killed", 2), ("killed", 9), ("killed", 11)]),
    ],
)
def test_ages_of_several_are_no_victims(sentence: str, expected: list[tuple[str, float]]) -> None:
    claims = READER.read(Report(text=sentence)).claims
    assert [(c.measure, c.amount.low) for c in claims] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Three of the 40 miners were hurt.", [("injured", 3), ("count:miners", 40)]),
        ("Two of 27 teachers were killed.", [("killed", 2), ("count:teachers", 27)]),
    ],
)
def test_those_of_whom_some_were_hurt_were_not_all_hurt(sentence: str, expected: list[tuple[str, float]]) -> None:
    claims = READER.read(Report(text=sentence)).claims
    assert [(c.measure, c.amount.low) for c in claims] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Seven protesters needed stitches.", [("injured", 7)]),
        ("Three children escaped with minor injuries.", [("injured", 3)]),
        ("Six residents sustained burns.", [("injured", 6)]),
        ("Police said 23 officers, one of them seriously, were hurt.", [("injured", 23)]),
        ("Twelve soldiers were taken prisoner.", [("captured", 12)]),
        ("20 residents were flown to Leeds.", [("population", 20)]),
    ],
)
def test_what_befell_outweighs_who_they_are(sentence: str, expected: list[tuple[str, float]]) -> None:
    claims = READER.read(Report(text=sentence)).claims
    assert [(c.measure, c.amount.low) for c in claims] == expected
