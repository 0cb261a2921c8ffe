"""Whose a figure is where a country acts or its bodies count; districts by their names, parts of the world, and the world."""

import pytest

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())
_HOME = "BRASILIA - Brazil has confirmed 404 cases of dengue, the health ministry said. Brazil is sending 250 soldiers.\n\n"


def places_of(text: str) -> dict[float, str]:
    """The name of the place of each figure, by its number."""
    report = Dresser()(Report(text=text, published=Moment(iso="2024-10-05")))
    return {c.amount.low or c.amount.high or 0.0: c.place.name for c in READER.read(report).claims if c.place is not None}


@pytest.mark.parametrize(
    ("told", "value", "place"),
    [
        ("Colombia, the second hardest hit, has registered 25,645 infections, its institute said.", 25645, "Colombia"),
        ("Peru, the worst-affected country, has reported 1,200 infections.", 1200, "Peru"),
        ("Argentina (population 46 million) counted 3,000 cases.", 3000, "Argentina"),
        ("Ecuador - the second hardest hit - recorded 60 deaths.", 60, "Ecuador"),
        ("Greece, by contrast, has had 12 deaths.", 12, "Greece"),
        ("Guatemala's health ministry reported 87 deaths.", 87, "Guatemala"),
        ("Spain's death toll rose to 300 on Friday.", 300, "Spain"),
        ("Nicaragua put its toll at 33 deaths.", 33, "Nicaragua"),
    ],
)
def test_a_country_that_counts_has_what_is_counted_whatever_is_said_of_it_in_between(told: str, value: float, place: str) -> None:
    assert places_of(_HOME + told)[value] == place


def test_what_a_country_gives_is_not_counted_there() -> None:
    assert places_of(_HOME + "Britain raised its aid to 18 million pounds.")[18e6] != "United Kingdom"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("RIO DE JANEIRO - The northeastern state of Pernambuco accounts for 153 of the deaths.", "Pernambuco"),
        ("SYDNEY - The southern state of Victoria had 153 dead.", "Victoria"),
        ("WASHINGTON - The state of New York had 153 deaths.", "New York"),
        ("LAGOS - In neighbouring Katsina state 153 people died.", "Katsina State"),
        ("PORT-AU-PRINCE - The southern department of Sud counted 153 dead.", "Sud Department"),
    ],
)
def test_a_district_is_meant_by_its_own_name(told: str, place: str) -> None:
    assert places_of(told)[153] == place


def test_a_place_seen_from_the_air_is_neither_there_nor_where_the_dead_are() -> None:
    found = places_of(
        "BEIRA - Up to 1,000 people may have been killed in Mozambique, the president said after flying over the flooded Pungwe and Buzi"
        " river basins, though only 84 deaths have been confirmed there so far."
    )
    assert found[84] == "Mozambique"


@pytest.mark.parametrize(
    ("told", "value", "place"),
    [
        ("The WHO expects as many as four million people to be infected in the Americas this year.", 4e6, "Americas"),
        ("At least 1,000 migrants have drowned in the Mediterranean this year.", 1000, "Mediterranean Sea"),
        ("Worldwide, 14 million people were infected.", 14e6, "World"),
        ("The disease killed 7,000 people around the world.", 7000, "World"),
        ("The hospital, the biggest in Africa, has 3,200 beds.", 3200, "Brazil"),
        ("It is the worst outbreak in Africa in a decade, with 300 dead.", 300, "Brazil"),
    ],
)
def test_parts_of_the_world_and_the_world_are_places_and_what_is_largest_in_them_is_not_spread_over_them(
    told: str, value: float, place: str
) -> None:
    assert places_of(_HOME + told)[value] == place


def test_its_bodies_count_for_the_country_spoken_of_before() -> None:
    found = places_of(
        "STEPANAKERT - Fighting went on in Nagorno-Karabakh, where 40 soldiers were killed, the separatist ministry said.\n\n"
        "About its army Azerbaijan says nothing. Its prosecutors put the civilian dead at 90."
    )
    assert found[90] == "Azerbaijan"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("In Nippes 137 people were killed and in the Sud department 1,597 died.", {137: "Nippes Department", 1597: "Sud Department"}),
        (
            "Three of them died in Jacmel, a further three in Jeremie where some 2,000 protesters had occupied the runway.",
            {2000: "Jérémie"},
        ),
        ("Port-au-Prince recorded 12 deaths.", {12: "Port-au-Prince"}),
        ("In Jeremie 71 died.", {71: "Jérémie"}),
    ],
)
def test_a_place_at_the_head_of_a_clause_has_the_number_behind_it(told: str, wanted: dict[float, str]) -> None:
    found = places_of("PORT-AU-PRINCE - Haiti counts its dead after the quake.\n\n" + told)
    assert {n: found.get(n) for n in wanted} == wanted


def test_people_of_a_region_are_no_town() -> None:
    found = places_of(
        "SYDNEY - Thousands fled to the beach at Mallacoota as fires bore down on the Victorian town. Some 4,000 people were trapped."
    )
    assert "Victorian" not in found.values()
