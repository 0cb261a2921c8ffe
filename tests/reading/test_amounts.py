"""Amounts in sentences: the words between the angle brackets are the phrase, what follows the arrow is what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Mark
from stemma.reading.amounts.finder import AmountFinder, AmountMention, read_amounts

FINDER = AmountFinder(load_pack())


def found(sentence: str) -> list[AmountMention]:
    """The amounts of a sentence."""
    return FINDER.find(segment(sentence))


def one(sentence: str) -> tuple[str, AmountMention]:
    """The amount marked by angle brackets, and its words; fails where no amount takes exactly those words."""
    start, end = sentence.index("<"), sentence.index(">") - 1
    text = sentence.replace("<", "").replace(">", "")
    mentions = {(m.start, m.end): m for m in found(text)}
    assert (start, end) in mentions, f"{[text[s:e] for s, e in mentions]} in {text!r}"
    return text, mentions[start, end]


def said(mention: AmountMention) -> str:
    """An amount in short: low..high unit approx."""
    amount = mention.amount
    ends = "..".join("" if end is None else f"{end:g}" for end in (amount.low, amount.high))
    return f"{ends} {amount.unit} {amount.approx}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They lost <more than 40%> of the land.", "40.. percent more_than"),
        ("<Upwards of 2,000> people fled.", "2000.. persons more_than"),
        ("<At least a dozen> trucks burned.", "12.. count at_least"),
        ("<No fewer than nine> homes fell.", "9.. count at_least"),
        ("<Fewer than 1,500> soldiers died.", "..1500 persons less_than"),
        ("<Up to 14,000> men may go.", "..14000 persons at_most"),
        ("It is <at most five kilometres> away.", "..5 km at_most"),
        ("<Nearly 400> wounded were counted.", "400..400 persons nearly"),
        ("<Just under 300> were taken.", "300..300 count nearly"),
        ("<Some 59,000> troops came.", "59000..59000 persons about"),
        ("<Roughly 7,000 square kilometres> were held.", "7000..7000 km2 about"),
        ("It took <1,000 or so> of them.", "1000..1000 count about"),
        ("It holds <800 or more>.", "800.. count at_least"),
        ("It lost <300> people or more.", "300.. persons at_least"),
        ("They pushed <up to 36.5 km> into the region.", "..36.5 km at_most"),
        ("The blast was heard <over roughly 700 metres>.", "700..700 m about"),
        ("There were <2,000+> homes.", "2000.. count more_than"),
        ("<Hundreds of thousands> of refugees came.", "100000.. persons vague"),
        ("<A few dozen> villages fell.", "24.. count vague"),
        ("<Between 600 and 800> people came.", "600..800 persons range"),
        ("They move <200-300 metres each day>.", "200..300 m/day range"),
        ("They gain <200–300 metres of ground per day>.", "200..300 m/day range"),
        ("They push on by <1-2 km a day>.", "1..2 km/day range"),
        ("The order is worth <120 MEUR>.", "1.2e+08..1.2e+08 EUR exact"),
        ("Revenue was <about MAUD 60>.", "6e+07..6e+07 AUD about"),
        ("Sales rose to <$7.36 billion> from $6.78 billion a year earlier.", "7.36e+09..7.36e+09 USD exact"),
        ("It was $7 million, up from <$6.78 million> a year earlier.", "6.78e+06..6.78e+06 USD exact"),
        ("The <9 billion shekels ($2.408 billion) a year> trade is hit.", "9e+09..9e+09 ILS/year exact"),
        ("Turn it to <- 20 degrees Celsius>.", "-20..-20 C exact"),
        ("Light moves at <2.998×10−8 metres per second>.", "2.998e-08..2.998e-08 m/s exact"),
        ("The score is <negative ten>.", "-10..-10 count exact"),
        ("It took <two or three> boats.", "2..3 count range"),
        ("Troops are <within 1 mile> of the road.", "..1 mi at_most"),
        ("Troops are <within a mile> of the road.", "..1 mi at_most"),
        ("They hold <one-fifth> of the country.", "20..20 percent exact"),
        ("<Nearly half> of it is gone.", "50..50 percent nearly"),
        ("<One in ten> of them died.", "10..10 percent exact"),
        ("The union gave <$1.2bn> in aid.", "1.2e+09..1.2e+09 USD exact"),
        ("It expects <US $12 to $15 billion>.", "1.2e+10..1.5e+10 USD range"),
        ("He gets <1,500 to 2,000 dollars a month>.", "1500..2000 USD/month range"),
        ("It cost <USD10m> last year.", "1e+07..1e+07 USD exact"),
        ("A <magnitude-7.8> quake struck.", "7.8..7.8 magnitude exact"),
        ("It was <magnitude 6.1> in the north.", "6.1..6.1 magnitude exact"),
        ("The heat reached <38C> on Monday.", "38..38 C exact"),
        ("It fell to <minus 12 degrees> at night.", "-12..-12 degrees exact"),
        ("Winds of <120 km/h> hit the coast.", "120..120 km/h exact"),
        ("Rain of <491mm> fell.", "491..491 mm exact"),
        ("<12.3m tonnes> were burned.", "1.23e+07..1.23e+07 t exact"),
    ],
)
def test_hedges_and_units(sentence: str, expected: str) -> None:
    assert said(one(sentence)[1]) == expected


@pytest.mark.parametrize(
    ("sentence", "noun", "head", "unit"),
    [
        ("Some <11,000> North Korean troops came.".replace("Some <", "<Some "), "North Korean troops", "troop", "persons"),
        ("It counted <42> “combat engagements” in a day.", "combat engagements", "engagement", "count"),
        ("They admit <874> dead soldiers.", "dead soldiers", "soldier", "persons"),
        ("It was 63 dead and <292> hurt.", "hurt", "hurt", "persons"),
        ("There were <21> confirmed dead.", "dead", "dead", "persons"),
        ("Arrivals were 3,400, <1,300> of them children.", "children", "child", "persons"),
        ("It lists <1,068> of its soldiers as killed.", "soldiers", "soldier", "persons"),
        ("They hold <four> partially occupied regions.", "partially occupied regions", "region", "count"),
        ("They sank <three> F-16 jets.", "F-16 jets", "jet", "count"),
        ("They met <60> Kurdish and Arab fighters.", "Kurdish and Arab fighters", "fighter", "persons"),
        ("Officials said <one> civilian was killed.", "civilian", "civilian", "persons"),
        ("Two died and <three> others were hurt.", "others", "other", "persons"),
        ("Toll rose to 963, with <12> still underway.", "", "", "count"),
        ("It hit <92> apartment blocks in town.", "apartment blocks", "block", "count"),
    ],
)
def test_what_is_counted(sentence: str, noun: str, head: str, unit: str) -> None:
    mention = one(sentence)[1]
    assert (mention.noun, mention.head, mention.amount.unit) == (noun, head, unit)


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("It lost <40%> of the territory it took in the border region during the summer.", "the territory it took in the border region"),
        ("<Over 40%> of the 1,376 hectares initially captured has been retaken.", "the 1,376 hectares initially captured"),
        ("It lost <over 40%> of the land it had gained, officers said.", "the land it had gained"),
        ("They hold <one-fifth> of the country.", "the country"),
        ("<One in ten> homes burned.", "homes"),
    ],
)
def test_what_a_share_is_a_share_of(sentence: str, base: str) -> None:
    text, mention = one(sentence)
    assert text[mention.of_start : mention.of_end] == base


@pytest.mark.parametrize(
    ("sentence", "role", "direction"),
    [
        ("The toll had risen by <36> to 963.", "delta", "up"),
        ("The toll had risen by 36 to <963>.", "result", "up"),
        ("It grew from <3,000> to 4,100.", "before", "up"),
        ("It grew from 3,000 to <4,100>.", "after", "up"),
        ("Control shrank to <about 800 square kilometres>.", "result", "down"),
        ("Prices rose <12%> in May.", "delta", "up"),
        ("They reported an increase of <400>.", "delta", "up"),
        ("They took a further <22> settlements.", "more", "up"),
        ("They took <nine> more villages.", "more", "up"),
        ("That was <47> more than on Thursday.", "delta", "up"),
        ("The army lost <40> tanks.", "", ""),
        ("They hold <four> smaller towns.", "", ""),
    ],
)
def test_the_part_in_a_change(sentence: str, role: str, direction: str) -> None:
    mention = one(sentence)[1]
    assert (mention.role, mention.direction) == (role, direction)


@pytest.mark.parametrize(
    "sentence",
    [
        "On 23 November 2024 the talks began.",
        "It began on Nov. 23 and ended in 2025.",
        "It struck at 18:30, or 6 p.m. there.",
        "The 47th Brigade used T-72 tanks, Su-34 and F-16 jets against COVID-19.",
        "They drove down Highway 61 to School 12 under Article 5.",
        "Image 1 of 33 County officers escort the suspect.",
        "Photo 4 of 9: the gate is closed.",
        "The final score was 3-1 after a 24/7 vigil.",
        "The 1990s were hard; 5G masts came later.",
        "Call 555-1234 or +44 20 7946 0958.",
        "The house at 749 Parker Avenue burned.",
        "It was published on 2024-11-24T09:30:00+02:00.",
        "See https://example.org/2024/11/24/report-17 for more.",
        "No one knew one another.",
        "World War Two ended; the Group of Seven met.",
        "He died at 7 in the evening.",
        "She was shot shortly after two in the morning.",
        "He was killed at 7 on Sunday.",
        "The man died at around 9 that night.",
        "They met between 5 and 6 in the morning.",
        "He died at half past 7.",
        "It rang at a quarter to six, and again at ten past 8.",
        "The curfew lasts from 9 at night to 5 in the morning.",
    ],
)
def test_no_amount(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "They killed <7> in the evening.",
        "The toll stood at <7> on Sunday.",
        "It was put at <12> in the morning.",
        "The count rose to <nine> that night.",
        "In the past <7 days> it rained.",
        "They took <half> of it.",
    ],
)
def test_what_is_no_hour_stays_an_amount(sentence: str) -> None:
    assert one(sentence)[1].amount.low


@pytest.mark.parametrize(
    "sentence", ["The <two> sides met.", "With <one> target hit it left.", "A <12-storey> block fell.", "They have <several> aims."]
)
def test_numbers_in_passing_are_weak(sentence: str) -> None:
    assert one(sentence)[1].weak


def test_lengths_of_time_and_ages_are_told_apart() -> None:
    assert one("It lasted <three weeks> in all.")[1].duration
    assert one("A <34-year-old> man died.")[1].form == "age"
    assert one("The man, <63>, died.")[1].form == "age"
    assert one("Two women, aged 34 and <61>, died.")[1].form == "age"
    assert said(one("It saw <two consecutive days> of losses.")[1]) == "2..2 days exact"


def test_a_second_unit_belongs_to_the_first() -> None:
    mention = one("It took <309 square miles (800 km2)> in a week.")[1]
    assert mention.dual is not None
    assert (mention.amount.unit, mention.dual.low, mention.dual.unit) == ("mi2", 800, "km2")
    assert one("It took <3,100 square kilometres, or 1,197 square miles>, there.")[1].dual is not None
    assert len(found("It took 30 square miles (10 km2 in May).")) == 2


def test_amounts_as_rows_for_programs() -> None:
    rows = read_amounts(found("It took over 309 square miles (800 km2)."))
    assert rows == [
        {"start": 8, "end": 39, "low": 309.0, "high": None, "unit": "mi2", "approx": "more_than"},
        {"start": 8, "end": 39, "low": 800.0, "high": 800.0, "unit": "km2", "approx": "exact"},
    ]


def test_a_unit_left_unsaid_is_carried_over() -> None:
    assert [m.amount.unit for m in found("From 1,376 square miles, control is down to about 800.")] == ["mi2", "mi2"]
    assert [m.amount.unit for m in found("It raised 40 million of the 90 million euros.")] == ["EUR", "EUR"]


def test_a_battalion_is_as_large_as_the_text_says() -> None:
    text = "It cost nearly a battalion of infantry. A battalion typically consists of 500 to 700 soldiers. The 3rd battalion left."
    mentions = found(text)
    assert [said(m) for m in mentions] == ["500..700 persons nearly", "500..700 persons range"]
    assert mentions[0].form == "collective"


def test_the_place_of_a_victim_is_a_count() -> None:
    mention = one("A <fifth victim> died on Monday.")[1]
    assert (said(mention), mention.form) == ("5..5 persons exact", "ordinal-victim")


def test_lists_bring_one_amount_each() -> None:
    mentions = found("They took two cities, nine smaller towns and 165 villages.")
    assert [(m.amount.low, m.head) for m in mentions] == [(2, "city"), (9, "town"), (165, "village")]


def test_marked_stretches_bring_nothing() -> None:
    text = "Toll reaches 40\n\nSome 41 people died."
    mentions = FINDER.find(segment(text, [Mark(start=0, end=15, kind="title")]))
    assert [m.amount.low for m in mentions] == [41]


_WORDS = ["more than", "of the", "between", "and", "to", "half", "a", "dozen", "one", "in ten", "from", "rose by", "people", "per"]
_SIGNS = ["40", "%", "1,376", "km2", "-", "$", "bn", ".", ",", "(", ")", "’s", "2024", "°C", "\n"]
_PIECES = st.sampled_from(_WORDS + _SIGNS)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=14).map(" ".join), st.lists(_PIECES, max_size=14).map("".join)))
def test_any_text_is_read_and_spans_hold_their_words(text: str) -> None:
    mentions = found(text)
    assert mentions == found(text)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for m in mentions:
        assert 0 <= m.start <= m.number_start < m.number_end <= m.end <= len(text)
        assert (m.noun_start < 0) == (m.noun == "")
        assert m.amount.low is not None or m.amount.high is not None
        if m.amount.low is not None and m.amount.high is not None:
            assert m.amount.low <= m.amount.high
