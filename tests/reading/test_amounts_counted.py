"""What numbers count: shares, people, money by country, ages, changes; the phrase stands between angle brackets."""

from __future__ import annotations

import pytest
from tests.reading.test_amounts import found, one, said


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("<Three in every hundred> calves were lost.", "3..3 percent exact"),
        ("<Nearly one cow in 20> was lost.", "5..5 percent nearly"),
        ("<Two farms in ten> lack power.", "20..20 percent exact"),
        ("<One farm in every 40> lacks power.", "2.5..2.5 percent exact"),
        ("<Three out of five> ponds are dry.", "60..60 percent exact"),
        ("<One in a thousand> fell ill.", "0.1..0.1 percent exact"),
    ],
)
def test_shares_of_a_base(sentence: str, expected: str) -> None:
    assert said(one(sentence)[1]) == expected


def test_a_share_names_what_it_is_a_share_of() -> None:
    text, mention = one("<One cow in 20> was lost.")
    assert text[mention.of_start : mention.of_end] == "cow"


@pytest.mark.parametrize("sentence", ["One raid in five towns failed.", "Two men in 10 carts fled.", "It met one man in five minutes."])
def test_two_counts_are_no_share(sentence: str) -> None:
    assert all(m.form != "fraction" for m in found(sentence))


def test_the_ends_of_a_change_are_two_amounts() -> None:
    text = "Herds have grown by 40 in the past two years, from 210 to 250."
    assert [(m.amount.low, m.role, m.direction) for m in found(text) if not m.duration] == [
        (40, "delta", "up"),
        (210, "before", "up"),
        (250, "after", "up"),
    ]
    assert said(one("The trip takes <from 5 to 9 days> on foot.")[1]) == "5..9 days range"


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("In Bolivia and Chile a loaf costs <900 pesos>, Chilean bakers say.", "CLP"),
        ("In Manila a loaf costs <60 pesos>.", "PHP"),
        ("A loaf costs <60 pesos>.", "MXN"),
        ("They ask for <4,000 kwacha a month>.", "ZMW/month"),
        ("In Lilongwe they ask for <4,000 kwacha a month>.", "MWK/month"),
        ("The fine was <40,000 Egyptian pounds>.", "EGP"),
        ("The fine was <3 million won>, South Korea's largest.", "KRW"),
        ("The fine was <KSh500>.", "KES"),
        ("In Rwanda the fine was <900 francs>.", "RWF"),
        ("The fine was <900 francs>.", "CHF"),
        ("The fine was <70 naira>.", "NGN"),
    ],
)
def test_money_of_the_country_that_is_spoken_of(sentence: str, unit: str) -> None:
    mention = one(sentence)[1]
    assert (mention.amount.unit, mention.form) == (unit, "money")


def test_words_that_are_only_sometimes_money() -> None:
    assert [m.amount.unit for m in found("Of the runners 20 won medals.")] == ["count"]
    assert found("In Kabul 3,000 Afghanis met.")[0].amount.unit != "AFN"


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("<14 dockers> met", "docker"),
        ("<12 North Koreans> met", "korean"),
        ("<12 Chinese> were held", "chinese"),
        ("<30 Peruvians> were held", "peruvian"),
        ("<19 arrests> were made", "arrest"),
        ("<7 deaths> were told", "death"),
        ("<44 organisers> left", "organiser"),
    ],
)
def test_nouns_for_people(sentence: str, head: str) -> None:
    mention = found(sentence.replace("<", "").replace(">", ""))[0]
    assert (mention.head, mention.amount.unit, mention.noun_end) == (head, "persons", sentence.index(">") - 1)


def test_poles_of_wood_are_no_people() -> None:
    assert [m.amount.unit for m in found("Twelve electric poles fell.")] == ["count"]


def test_both_numbers_of_a_part_count_the_same() -> None:
    mentions = found("The flood cut off 31 of its 90 villages.")
    assert [(m.amount.low, m.head) for m in mentions] == [(31, "village"), (90, "village")]
    assert [m.head for m in found("They freed 31 of them overnight.")] == [""]


def test_a_number_ends_where_the_next_begins() -> None:
    mention = found("They raised the toll from 88 two days before.")[0]
    assert (mention.amount.unit, mention.role) == ("count", "before")


def test_ages_at_which_something_may_be_done() -> None:
    mentions = found("Miners may retire at 55 and clerks at 60.")
    assert [(m.amount.low, m.form) for m in mentions] == [(55, "age"), (60, "age")]
    assert [m.form for m in found("Half of them are children under five.")][1:] == ["age"]


def test_a_share_is_carried_to_the_other_count() -> None:
    mentions = found("Some 64% of bakers closed, a share that the mayor puts at 38.")
    assert [m.amount.unit for m in mentions] == ["percent", "percent"]


def test_a_noun_is_said_once_for_two_places() -> None:
    mentions = found("They took 12 villages in the north and 5 in the south.")
    assert [(m.amount.low, m.noun) for m in mentions] == [(12, "villages"), (5, "villages")]


def test_half_of_which_points_back() -> None:
    (share,) = found("They have staff, almost half of which are in the south.")
    assert (share.amount.low, share.of_start) == (50, -1)


def test_how_often_is_a_count_where_it_is_often() -> None:
    assert not one("Lightning struck <3,400> times.")[1].weak
    assert one("It was <300 times> more than last year.")[1].form == "multiple"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The fund is short of <about 9 million> euros.", "about"),
        ("A row over <40 hectares> goes on.", "exact"),
        ("In Chile riots began over <30 pesos>.", "exact"),
        ("They started <over 200> fires.", "more_than"),
        ("<Not far short of 200> homes burned.", "nearly"),
        ("<Well in excess of 40> homes burned.", "more_than"),
        ("<Anything up to 70> homes burned.", "at_most"),
    ],
)
def test_hedges_and_words_that_hedge_nothing(sentence: str, expected: str) -> None:
    start = sentence.index("<")
    mention = next(m for m in found(sentence.replace("<", "").replace(">", "")) if m.start == start)
    assert mention.amount.approx == expected
