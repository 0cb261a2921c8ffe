"""Hospitals, prisons and villages that no list has, and places that a sentence names without saying that its figures hold there."""

from __future__ import annotations

import pytest
from tests.reading.test_places_theatre import READER, place_of, places

from stemma.intake.plain import read_text


def test_a_hospital_is_a_place_in_its_town() -> None:
    body = (
        "The rebels took control of Wad Madani in Sudan on Monday.\n\nAt the Blue Nile Trauma Centre, eight people had died by Tuesday, "
        "its chief said. Civil Hospital has treated 436 people."
    )
    found = places("Wad Madani falls", body)
    assert next(p for w, p in found.items() if "eight" in w) == "Blue Nile Trauma Centre, Wad Madani"
    assert next(p for w, p in found.items() if "436" in w) == "Civil Hospital, Wad Madani"
    report = read_text(f"Title: Wad Madani falls\n\n{body}\n".encode(), "a.txt")
    place = next(c.place for c in READER.read(report).claims if "436" in c.text)
    assert place is not None and place.country == "SD" and place.lat is not None and place.kind == "site"


def test_a_hospital_named_for_a_mountain_is_no_mountain() -> None:
    body = "Protests went on in Nepal on Monday.\n\nEverest Hospital received 31 dead, its reception said."
    assert place_of("31", "Nepal: the day after", body) == "Everest Hospital"


def test_who_works_in_a_hospital_says_nothing_of_where_it_happened() -> None:
    body = "Shelling in Mekelle killed 10 people and wounded 21, a doctor at Ayder hospital said."
    assert place_of("21", "Shells on Mekelle", body).startswith("Mek")


@pytest.mark.parametrize("name", ["New Tarnshwor", "Ovrelund"])
def test_a_village_that_no_list_has(name: str) -> None:
    body = f"Protests shook Nepal on Monday. The crowd at {name} numbered 10,000, the police said."
    assert place_of("10,000", "Nepal in turmoil", body) == name


@pytest.mark.parametrize("words", ["at New Year", "in Parliament", "at Reuters", "in January"])
def test_what_is_no_village(words: str) -> None:
    body = f"Protests shook Nepal {words}. A crowd of 10,000 marched {words} once more."
    assert place_of("10,000", "Nepal in turmoil", body) == "Nepal"


def test_where_it_is_said_is_not_where_it_happened() -> None:
    body = (
        "Ebola has spread in the Democratic Republic of the Congo.\n\nIn Geneva the agency's chief told reporters that 119 attacks were "
        "logged. In them 85 health workers were killed, he said."
    )
    found = places("Ebola in Congo", body)
    assert set(found.values()) == {"Democratic Republic of the Congo"}


def test_a_country_before_where() -> None:
    body = "The fever goes on in Rwanda. Uganda, where three people died of it in June, has no cases."
    assert place_of("three", "Fever in Rwanda", body) == "Uganda"


def test_what_is_set_beside_is_counted_elsewhere() -> None:
    body = "Cholera goes on in Malawi. Blantyre has 529 cases, ahead of Lilongwe, the ministry said."
    assert place_of("529", "Cholera in Malawi", body) == "Blantyre"


def test_a_part_named_once_far_down_is_not_the_theatre_of_a_report_on_its_country() -> None:
    body = (
        "How many died? There are three answers.\n\nThe state says 300.\n\nThe monitors have 448 dead, of whom 128 died in Sindh.\n\n"
        "Some 14,000 were arrested."
    )
    assert place_of("14,000", "Counting the dead in Pakistan", body) == "Pakistan"


def test_the_office_of_a_speaker_is_not_the_theatre() -> None:
    body = "Some 1,000 people were charged, the chief justice of Punjab province said.\n\nA group counts 284 dead protesters."
    assert place_of("284", "Pakistan puts rioters on trial", body) == "Pakistan"


def test_a_town_before_a_colon_in_the_title_is_the_theatre() -> None:
    body = "17.40 - Mourners fill the road; some 4,000 are there.\n\n13.05 - The attack in Shiraz in October killed 13 people."
    assert place_of("4,000", "Izeh: after the shooting", body) == "Izeh"


def test_the_capital_of_a_country_by_its_people() -> None:
    body = "Protests went on in Nepal on Monday.\n\nNineteen people lay dead in the Nepali capital last night."
    assert place_of("Nineteen", "Nepal in turmoil", body) == "Kathmandu"
