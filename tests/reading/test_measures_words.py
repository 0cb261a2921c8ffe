"""The words for what is counted, and what an amount takes from those that it stands beside."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def measures(text: str, low: float) -> set[str]:
    return {c.measure for c in READER.read(Report(text=text)).claims if low in (c.amount.low, c.amount.high)}


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # who fights, and how large a unit is
        ("Some 8,000 defenders are hemmed in on the east bank.", 8000, "troops_deployed"),
        ("Moscow has hurled 20,000 infantrymen at the town.", 20000, "troops_deployed"),
        ("A battalion of around 400 has suffered heavy losses.", 400, "troops_total"),
        # shells are counted as such
        ("The battery could afford no more than 60 shells a day.", 60, "count:shells"),
        # those who stayed are the people of a place
        ("Some 2,300 civilians are still living in cellars in the town.", 2300, "population"),
        ("About 1,100 residents remain in the village.", 1100, "population"),
        ("About 1,100 residents remain in hospital.", 1100, "hospitalised"),
        ("Some 900 residents remain in relief camps.", 900, "sheltered"),
        # towns are counted in any report
        ("The company has offices in 37 cities.", 37, "cities"),
        # the dead together with others
        ("The blast left 31 dead and hurt.", 31, "killed_or_injured"),
        ("The storm left 240 people dead or missing.", 240, "killed_or_missing"),
        ("The body count has hit 140.", 140, "killed"),
        # suspected and confirmed cases
        ("Cholera spreads. The clinic has registered 4,200 suspected infections.", 4200, "cases_suspected"),
        ("Cholera spreads. More than 7,000 people are thought to have fallen ill.", 7000, "cases_suspected"),
        ("Cholera spreads, with suspected cases exceeding 80,000.", 80000, "cases_suspected"),
        ("The virus spreads. The number of confirmed infections is given as 640, 212 of them in the port.", 212, "cases_confirmed"),
        ("The fever spreads. 640 patients have left hospital.", 640, "recovered"),
        # aid that is given, sought and paid
        ("The government has sanctioned 40 million dollars for the flooded state.", 40e6, "aid_amount"),
        ("Riyadh said that it was giving $25 million to the effort.", 25e6, "aid_amount"),
        # in need
        ("The war has cut 3 million people off from clean water.", 3e6, "people_in_need"),
        # out of town
        ("More than two million people travelled out of the city before the roads were sealed.", 2e6, "displaced"),
        # wrecked
        ("Raids turned 14 trucks to scrap.", 14, "vehicles_destroyed"),
    ],
)
def test_words_for_what_is_counted(text: str, low: float, wanted: str) -> None:
    assert wanted in measures(text, low)


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # amounts side by side have one verb
        ("The ministry said 22 police officers and more than 40 civilians were hurt.", 22, "injured"),
        ("Nine nurses, four doctors and a driver were killed.", 9, "killed"),
        ("Police arrested 30 protesters and 12 officers were hurt.", 30, "arrested"),
        ("There were 30 deaths, and 12 officers were hurt.", 30, "killed"),
        # a part of those counted before
        ("Police rounded up 900 people, the ministry said, some 300 of them in the capital, after crowds had gathered.", 300, "arrested"),
        ("How many were killed? At least 90, with 250 more badly hurt.", 250, "injured"),
        # the same number again
        ("Some 12,460 people are infected with cholera. The minister called the estimate of 12,460 nonsense.", 12460, "cases_total"),
        ("The siege killed 4,000 people. Another 70 are missing. The mayor dismissed the 4,000 figure.", 4000, "killed"),
        # the same money in another currency
        ("The kingdom has pledged $30 million in aid, about £23 million.", 23e6, "aid_amount"),
        # tanks among the dead
        ("The army has lost 900 men, along with 41 tanks.", 41, "vehicles_destroyed"),
        ("The army has 900 soldiers and 41 tanks in the valley.", 41, "vehicles"),
    ],
)
def test_what_stands_beside_an_amount(text: str, low: float, wanted: str) -> None:
    assert wanted in measures(text, low)


def test_a_round_number_told_of_two_things_is_not_one() -> None:
    text = "Some 2,000 people were killed. The rebels say that they hold prisoners, 2,000 of them."
    assert measures(text, 2000) == {"killed", "captured"}


def claims(text: str) -> list[tuple[str, float | None, float | None, str, str]]:
    found = READER.read(Report(text=text)).claims
    return [(c.measure, c.amount.low, c.amount.high, c.amount.unit, c.amount.approx.value) for c in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Banks had been shut for six days.", ("duration", 6, 6, "days", "exact")),
        ("The island was cut off for three nights.", ("duration", 3, 3, "days", "exact")),
        ("About a week is needed to clear the road.", ("duration", 1, 1, "weeks", "about")),
        ("The rescuers needed 40 minutes to reach the house.", ("duration", 40, 40, "min", "exact")),
        ("The mayor has run the town for 22 years.", ("duration", 22, 22, "years", "exact")),
        ("The stocks will last less than five days.", ("duration", None, 5, "days", "less_than")),
        ("Patients have had to hold out for between eight and ten days.", ("duration", 8, 10, "days", "range")),
        ("They held 148 people, the youngest of them 13 and the oldest 63.", ("age", 13, 13, "years", "exact")),
        ("They held 148 people, the youngest of them 13 and the oldest 63.", ("age", 63, 63, "years", "exact")),
        ("Among the dead was Lian Taher, five years of age.", ("age", 5, 5, "years", "exact")),
        ("A hundred and three officers ended up in hospital.", ("hospitalised", 103, 103, "persons", "exact")),
        ("That lifts the number of arrests since June 9 to 568.", ("arrested", 568, 568, "persons", "exact")),
        ("Every fourth victim is a child.", ("share", 25, 25, "percent", "exact")),
        ("An average of 5,000 people were arrested every day.", ("arrested", 5000, 5000, "persons", "exact")),
        ("The flood has ruined 57,000 hectares of rice, about 141,000 acres.", ("crops_damaged", 57000, 57000, "ha", "exact")),
        ("How many came? The news site settled on up to 220,000.", ("crowd_size", None, 220000, "persons", "at_most")),
        ("On Monday the general spoke of almost 50,000.", ("count", 50000, 50000, "count", "nearly")),
    ],
)
def test_amounts_that_are_claims(text: str, wanted: tuple[str, float | None, float | None, str, str]) -> None:
    assert wanted in claims(text)


@pytest.mark.parametrize("text", ["He came with a crew of six.", "A bus leaves every fourth hour.", "Over the last five days it rained."])
def test_amounts_that_are_none(text: str) -> None:
    assert claims(text) == []
