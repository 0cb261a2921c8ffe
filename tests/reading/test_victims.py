"""Who is said to be dead or hurt: lists of persons, and what stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Report, Status
from stemma.reading.amounts.finder import AmountFinder
from stemma.reading.reader import Reader
from stemma.reading.victims.finder import VictimReader

PACK = load_pack()
AMOUNTS, VICTIMS, READER = AmountFinder(PACK), VictimReader(PACK), Reader(PACK)


def told(sentence: str) -> list[str]:
    """What a sentence tells: kind, number, words of the list."""
    text = segment(sentence)
    found = VICTIMS.find(text, AMOUNTS.find(text))
    spans = [text.text[text.tokens[s.first].start : text.tokens[s.last - 1].end] for s in found]
    return [f"{s.kind} {s.many} {words}" for s, words in zip(found, spans, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Harlow County man dies after a fall.", ["dead 1 Harlow County man"]),
        ("Coroner: Harlow teen shot near the fair dies.", ["dead 1 Harlow teen"]),
        ("A 9-month-old baby in Leeds died on Thursday.", ["dead 1 A 9-month-old baby"]),
        ("An officer was shot and seriously injured on Sunday.", ["hurt 1 An officer"]),
        ("They found a man on the floor, suffering from gunshot wounds.", ["hurt 1 a man"]),
        ("Three others aged 17 to 22 were wounded.", ["hurt 3 Three others"]),
        ("Three other people ranging from their mid-teens to early 20s were treated.", ["hurt 3 Three other people"]),
        ("His mother, 27-year-old Ana Cole, was wounded.", ["hurt 1 His mother, 27-year-old Ana Cole"]),
        ("Al Cole fell. It went off, mortally wounding Cole.", ["dead 1 Cole"]),
        ("The church shooting suspect was caught after being shot and being hospitalized.", ["struck 1 shooting"]),
        ("A blast at the Hidden Park Apartments killed a girl.", ["dead 1 a girl"]),
        ("A man was shot dead in Leeds.", ["dead 1 A man"]),
        ("A mother and her three children were killed.", ["dead 4 A mother and her three children"]),
        ("He killed a police officer and three other people.", ["dead 4 a police officer and three other people"]),
        (
            "He killed six of his grandchildren, his adult daughter and himself.",
            ["dead 8 six of his grandchildren, his adult daughter and himself"],
        ),
        ("Two people, including a child, were killed.", ["dead 2 Two people"]),
        ("The fifth victim, Marcela Franco, 26, died at hospital.", ["dead 1 The fifth victim, Marcela Franco"]),
        ("One man was killed and three others were shot and wounded.", ["dead 1 One man", "hurt 3 three others"]),
        ("Man killed, woman wounded in Detroit", ["dead 1 Man", "hurt 1 woman"]),
        ("1 dead, 3 hurt on Elm Street", ["dead 1 1", "hurt 3 3"]),
        ("Two officers shot and killed a man.", ["dead 1 a man"]),
        ("A boy shot by his brother on Sunday has died.", ["dead 1 A boy"]),
        ("Two 16-year-old boys were hurt.", ["hurt 2 Two 16-year-old boys"]),
        ("Police spoke of a double homicide.", ["dead 2 homicide"]),
        ("It left two people dead and three others wounded.", ["dead 2 two people", "hurt 3 three others"]),
        ("Both were taken to hospital.", ["hurt 2 Both"]),
        ("Three men shot, a fourth wounded by shrapnel.", ["struck 3 Three men", "hurt 1 a fourth"]),
        ("The other, 25, is in critical condition.", ["hurt 1 The other"]),
        ("Two others — a man and a woman — were taken to a hospital.", ["hurt 2 Two others"]),
        ("Two men, 18 and 20, and one woman, 19, were taken to hospital.", ["hurt 3 Two men, 18 and 20, and one woman"]),
        ("Four Injured In Leeds", ["hurt 4 Four"]),
        ("Three females and two males were taken to hospital.", ["hurt 5 Three females and two males"]),
        ("The fire claimed the life of 47-year-old Michael Cole.", ["dead 1 47-year-old Michael Cole"]),
        ("They stormed six people's homes and wounded six people, one fatally.", ["hurt 6 six people", "dead 1 one"]),
        ("Ana Cole was hit several times and died at a hospital.", ["dead 1 Ana Cole"]),
        ("They found five bodies inside a home.", ["dead 5 five bodies"]),
        ("The crash sent five people to the hospital.", ["hurt 5 five people"]),
        ("It left one person dead and three others in the hospital.", ["dead 1 one person", "hurt 3 three others"]),
        ("The two were taken to a hospital where the boy later died.", ["hurt 2 The two", "dead 1 the boy"]),
        ("Leeds County Coroner, Al Ray, Bo Fox was killed.", ["dead 1 Leeds County Coroner, Al Ray, Bo Fox"]),
        ("Captain Al Ray of the county confirms one person was killed.", ["dead 1 one person"]),
        ("They held a vigil honoring a man killed last week.", ["dead 1 a man"]),
        ("Image 2 of 8 An 18-year-old was killed.", ["dead 1 An 18-year-old"]),
        ("Two of those men, Al Ray and Bo Fox, later died.", ["dead 2 Two of those men, Al Ray and Bo Fox"]),
        ("Two children were hit, one of whom died.", ["struck 2 Two children", "dead 1 one of whom"]),
        ("Ana Cole, a student at Leeds, was killed.", ["dead 1 Ana Cole, a student"]),
        ("A man, his wife and their son were killed.", ["dead 3 A man, his wife and their son"]),
        ("Three people, two men and a woman, were killed.", ["dead 3 Three people, two men and a woman"]),
        ("It hit a boy and a second victim, an 18-year-old man.", ["struck 2 a boy and a second victim, an 18-year-old man"]),
        ("A bomb wounded an 8-year-old, 2 others", ["hurt 3 an 8-year-old, 2 others"]),
        ("Ben Cole fell. Cole was pronounced dead there.", ["dead 1 Cole"]),
        ("A man killed his girlfriend and her daughter.", ["dead 2 his girlfriend and her daughter"]),
        ("Man kills wife, children, self", ["dead 4 wife, children, self"]),
        ("In a video on Leeds Live, a boy and a man were killed.", ["dead 2 a boy and a man"]),
        ("He then killed himself, officials said.", ["dead 1 himself"]),
        ("Fire injures 9 people; gunman shot, killed", ["hurt 9 9 people", "dead 1 gunman"]),
        ("Father of 5 killed in Leeds", ["dead 1 Father of 5"]),
        ("Bullets nearly killed his father.", []),
        ("Four people were sent to the hospital.", ["hurt 4 Four people"]),
        ("Both men inside the car were killed.", ["dead 2 Both men"]),
        ("A man hit on July 18 is in critical condition.", ["struck 1 A man"]),
        ("17-year-old Al Ray, teen killed in Leeds", ["dead 1 17-year-old Al Ray, teen"]),
        ("Soldiers found a body in the room.", ["dead 1 found a body"]),
        ("No one was killed.", []),
        ("He was charged with attempted second-degree murder.", []),
        ("A woman was not hurt.", []),
        ("He threatened to kill a man.", []),
    ],
)
def test_who_is_said_to_be_dead_or_hurt(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


def test_a_figure_is_of_what_its_clause_says() -> None:
    claims = READER.read(Report(text="One man was killed and three others were shot and wounded.")).claims
    assert [(c.measure, c.amount.low) for c in claims] == [("killed", 1), ("wounded", 3)]


def test_a_death_that_nobody_counted_is_an_event() -> None:
    read = READER.read(Report(text="Police said a man was shot dead in Leeds on Sunday."))
    assert read.claims == ()
    (event,) = read.events
    assert (event.type, event.target, event.status) == ("death", "a man", Status.CLAIMED)
    assert [s.name for s in event.attribution] == ["Police"]


@given(
    st.lists(
        st.sampled_from(["a", "man", "and", ",", "two", "killed", "was", "his", "Ana", "Cole", "shot", "himself", "35", "."]), max_size=25
    )
)
def test_any_words_are_read(words: list[str]) -> None:
    told(" ".join(words))


def test_a_father_of_five_is_one() -> None:
    read = READER.read(Report(text="A father of five killed in the raid was buried. A mother of three was hurt. A girl of two was shot."))
    assert [c.measure for c in read.claims] == ["age"]
    assert [e.target for e in read.events] == ["A father of five", "A mother of three"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Four boys between ages 12 and 16 were wounded on Monday.", [("hurt", 4)]),  # 16 is an age
        ("It was not clear which of the three victims was later declared deceased.", []),
        ("According to Mayor Dennis Buckley, the two were shot and killed.", [("dead", 2)]),  # who tells is not among them
        ("A woman suffered a fatal gunshot wound.", [("dead", 1)]),
        ("A deputy went to the house.", []),
        ("One man went to a hospital.", [("hurt", 1)]),
    ],
)
def test_who_is_not_among_them(text: str, wanted: list[tuple[str, int]]) -> None:
    struck = READER.look(Report(text=text)).struck
    assert [(s.kind, s.many) for s in struck if s.people[0].how != "event"] == wanted
