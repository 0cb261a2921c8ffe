"""Multiples, bores of guns, changes told twice, and units that stand in unusual places; the phrase stands between angle brackets."""

from __future__ import annotations

import pytest
from tests.reading.test_amounts import found, one, said

from stemma.core.packs import load_pack
from stemma.core.types import Nature, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("sentence", "expected", "direction"),
    [
        ("Prices have <more than doubled> since May.", "2.. times more_than", "up"),
        ("The number of cases <nearly tripled>.", "3..3 times nearly", "up"),
        ("Output has been <halved>.", "0.5..0.5 times exact", "down"),
        ("A <tenfold> rise was seen.", "10..10 times exact", "up"),
        ("Sales saw a <fourfold> drop.", "4..4 times exact", "down"),
        ("Arrivals are <more than double> the number of last year.", "2.. times more_than", "up"),
        ("<Three times> as many people as last year fled.", "3..3 times exact", "up"),
        ("It has <ten times> the usual level of lead.", "10..10 times exact", "up"),
        ("Deaths were <four times> fewer than in 2019.", "0.25..0.25 times exact", "down"),
    ],
)
def test_multiples(sentence: str, expected: str, direction: str) -> None:
    mention = one(sentence)[1]
    assert (said(mention), mention.form, mention.direction) == (expected, "multiple", direction)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The jets flew 59 sorties. Twice that was the norm in May.", (118, "count")),
        ("Police had allowed 500 persons. Seven times as many came.", (3500, "persons")),
        ("The rebels lost 20 men; the army lost twice as many.", (40, "persons")),
        ("They paid 30 dollars and now pay ten times that.", (300, "USD")),
    ],
)
def test_so_many_times_the_figure_told_before(sentence: str, expected: tuple[float, str]) -> None:
    last = found(sentence)[-1]
    assert (last.amount.low, last.amount.unit, last.form) == (*expected, "cardinal")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Six soldiers were killed and a seventh died in hospital.", [6, 7]),
        ("A fifth man was killed.", [5]),
        ("Nobody was hurt.", [0]),
        ("Not a single house was damaged.", [0]),
        ("Civilian deaths: none.", [0]),
        ("The shelling left no one dead.", [0]),
        ("No one has confirmed that toll; nobody picks up.", []),
        ("He was dug out after ten hours.", [10]),
        ("After five days of fighting the town fell.", []),
    ],
)
def test_places_in_a_count_zeros_and_how_long_it_took(sentence: str, expected: list[float]) -> None:
    assert [claim.amount.low for claim in READER.read(Report(text=sentence)).claims] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Prices have more than doubled since May.", ("money", 200, None, "percent", "the value before")),
        ("The number of confirmed cases nearly tripled in a week.", ("cases_confirmed", 300, 300, "percent", "the value before")),
        ("The death toll has doubled.", ("killed", 200, 200, "percent", "the value before")),
        ("Twice as many children as in 2020 were vaccinated.", ("vaccinated", 200, 200, "percent", "in 2020")),
        ("The border force has doubled its patrols.", ("count:patrols", 200, 200, "percent", "the value before")),
        ("Rents are five times higher than in 2019.", ("money", 500, 500, "percent", "in 2019")),
    ],
)
def test_a_multiple_is_a_share_of_the_value_before(sentence: str, expected: tuple[str, int, int | None, str, str]) -> None:
    (claim,) = READER.read(Report(text=sentence)).claims
    amount = claim.amount
    assert (claim.measure, amount.low, amount.high, amount.unit, claim.percent_of) == expected
    assert claim.nature is Nature.DELTA


@pytest.mark.parametrize(
    "sentence",
    ["He was shot three times.", "They met three times in May.", "Output has been halved.", "The price of a seat quadrupled as well."],
)
def test_multiples_of_what_nothing_measures_are_no_claims(sentence: str) -> None:
    assert READER.read(Report(text=sentence)).claims == ()


@pytest.mark.parametrize(
    "sentence", ["He doubled down on it.", "They booked a double room.", "She rows twice a week.", "A double-decker burned."]
)
def test_words_that_are_no_multiples(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["They fired <155mm> shells.", "A <155 mm> howitzer was hit.", "They lost <122mm> multiple rocket launchers.", "It is a <9mm> pistol."],
)
def test_the_bore_of_a_gun_is_no_distance(sentence: str) -> None:
    assert one(sentence)[1].form == "calibre"


def test_guns_are_counted_behind_their_bore_and_rain_is_none() -> None:
    assert [(m.amount.low, m.head) for m in found("They lost four 155mm howitzers.")] == [(4, "howitzer"), (155, "")]
    assert one("Rain of <40mm> fell on the field.")[1].form == "cardinal"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The plume extends <hundreds of miles> into space.", "100.. mi vague"),
        ("It cost <hundreds of thousands of dollars> to mend.", "100000.. USD vague"),
        ("They burned <thousands of tonnes> of grain.", "1000.. t vague"),
        ("Seas could rise <11 feet per century> - and faster later.", "11..11 ft/century exact"),
        ("It fell to <Y=28,030> on Monday.", "28030..28030 JPY exact"),
        ("They paid <PS21,700> for the flights.", "21700..21700 GBP exact"),
        ("The shares stood at <118.5p> on Friday.", "118.5..118.5 GBX exact"),
        ("It costs <100€> there.", "100..100 EUR exact"),
        ("The fine was <10,000 Swiss francs>.", "10000..10000 CHF exact"),
        ("It gives <586 lb-ft> of torque.", "586..586 lb ft exact"),
        ("A <500-kilovolt> line was cut.", "500..500 kV exact"),
        ("They gave her <150 micrograms> of it.", "150..150 ug exact"),
        ("The neck is <25.5″> long.", "25.5..25.5 in exact"),
        ("It costs <quarter million dollars>.", "250000..250000 USD exact"),
        ("Add <½ teaspoon> of salt.", "0.5..0.5 tsp exact"),
        ("It moves <50 km/ms>.", "50..50 km/ms exact"),
        ("They made a <$70-a-share> offer.", "70..70 USD/share exact"),
        ("It costs <15 dollars 50>.", "15.5..15.5 USD exact"),
        ("They saw an <87 yo> man.", "87..87 years exact"),
        ("They paid <75 USD million>.", "7.5e+07..7.5e+07 USD exact"),
        ("It holds <80, 000> spectators.", "80000..80000 persons exact"),
        ("There are <about 8 B> people.", "8e+09..8e+09 persons about"),
    ],
)
def test_units(sentence: str, expected: str) -> None:
    assert said(one(sentence)[1]) == expected


@pytest.mark.parametrize("sentence", ["A PS5 was stolen.", "It shows 1080p video.", "He left at 5 p.m. on Friday."])
def test_no_money(sentence: str) -> None:
    assert all(m.form != "money" and m.amount.unit not in ("GBX", "GBP") for m in found(sentence))


def test_a_change_told_twice_and_points_that_an_index_lost() -> None:
    first, second = found("The index lost 190 points, or 0.6%.")
    assert (first.role, first.direction, second.role, second.direction) == ("delta", "down", "delta", "down")
    assert found("They lost 40 tanks.")[0].role == ""


def test_what_a_bare_number_counts() -> None:
    bottles, size = found("They will make eight million 250ml bottles.")
    assert (bottles.head, size.amount.unit) == ("bottle", "ml")
    assert [m.head for m in found("It rose 64.06 points to 4,577.10.")] == ["point", "point"]
    assert [m.per for m in found("There were 22 burglaries, compared with an average of 20 per week.")] == ["", "week"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("<More than 20 but fewer than 35> people fled.", "20..35 persons range"),
        ("It is <above 1,000 and below 1,500>.", "1000..1500 count range"),
        ("The level is <less than or equal to 30>.", "..30 count at_most"),
        ("It was <greater than or equal to 40>.", "40.. count at_least"),
        ("<Scores> were hurt.", "40.. count vague"),
    ],
)
def test_bounds(sentence: str, expected: str) -> None:
    assert said(one(sentence)[1]) == expected


def test_two_things_that_are_bounded_stay_two_and_a_player_scores() -> None:
    assert len(found("It killed more than 20 and injured fewer than 35.")) == 2
    assert found("He scores with ease, and test scores rose.") == []


def test_a_threefold_rise_is_a_number_as_any_other() -> None:
    """Machine code makes floats of what is declared one; the same must be read without it, since ids hang on how a number is written."""
    claims = Reader(load_pack()).read(Report(text="A threefold rise in arrivals was seen.", name="a.txt")).claims
    assert [(type(c.amount.low), c.amount.low) for c in claims] == [(float, 300.0)]
