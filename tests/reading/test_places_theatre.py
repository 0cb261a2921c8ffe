"""Where a report plays: its head decides between a country and a part of it; a local report's national counts are the country's."""

from __future__ import annotations

from stemma.core.packs import load_pack
from stemma.intake.plain import read_text
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def places(title: str, body: str) -> dict[str, str]:
    """The place of each claim, by its words."""
    report = read_text(f"Title: {title}\nPublished: 2023-05-04\n\n{body}\n".encode(), "a.txt")
    return {c.text: (c.place.name if c.place else "") for c in READER.read(report).claims}


def place_of(number: str, title: str, body: str) -> str:
    return next(place for words, place in places(title, body).items() if number in words)


def test_a_region_named_in_passing_is_not_the_theatre() -> None:
    body = (
        "Floods in Pakistan have killed 900 people since June. In Sindh, the worst-hit province, roads are cut.\n\n"
        "Some 61,000 houses were destroyed, officials said."
    )
    assert place_of("61,000", "Pakistan floods kill hundreds", body) == "Pakistan"


def test_a_region_in_the_title_is_the_theatre() -> None:
    body = "Floods have killed 90 people in the province of Sindh.\n\nSome 6,100 houses were destroyed, officials said."
    assert place_of("6,100", "Sindh under water", body) == "Sindh"


def test_a_report_from_one_town_keeps_to_it_and_national_counts_are_the_countrys() -> None:
    body = (
        "The rebels took control of Wad Madani in Sudan on Monday.\n\nA committee of doctors said that 17 civilians had been killed.\n\n"
        "UNICEF says that 2,400 children have been wounded since April."
    )
    found = places("Wad Madani falls", body)
    assert next(p for w, p in found.items() if "17" in w) == "Wad Madani"
    assert next(p for w, p in found.items() if "2,400" in w) == "Sudan"


def test_here_is_where_the_report_was_written() -> None:
    body = "GEDAREF, Sudan - The war in Sudan goes on.\n\nIn a school here 1,400 people were injured in a fire."
    assert place_of("1,400", "The harvest after the war", body).startswith("Gedaref")


def test_a_distance_from_elsewhere_places_nothing_there() -> None:
    body = "The army left Wad Madani in Sudan.\n\nThe city, about 170 km south-east of Khartoum, had 700,000 inhabitants."
    assert place_of("700,000", "Sudan's second city", body) == "Wad Madani"


def test_a_district_that_is_named_like_a_city_abroad_is_not_that_city() -> None:
    body = "At least 22 people were killed in the Dar es Salaam district of Omdurman in Sudan."
    assert place_of("22", "Strike in Sudan", body) == "Omdurman"


def test_what_reaches_a_town_is_there() -> None:
    assert place_of("1.4 million", "Vaccine in Zambia", "In Zambia 1.4 million doses of vaccine have reached Lusaka.") == "Lusaka"


def test_a_place_at_the_head_of_a_paragraph_is_that_of_the_paragraph() -> None:
    body = "BRAZIL. Floods have killed 29 people in Brazil.\n\nKENYA. Separately, flooding there has left at least 188 people dead."
    assert place_of("188", "Morning digest", body) == "Kenya"


def test_directions_may_be_two() -> None:
    body = "BEIRUT, Sept 23 - Israeli warplanes killed at least 492 people in southern and eastern Lebanon on Monday, the ministry said."
    assert place_of("492", "Deadliest day", body) == "Lebanon"


def test_a_town_of_which_a_sentence_speaks_is_it() -> None:
    body = "Rockets hit Israel.\n\nAcross the fence, Haifa is a town of shutters. It used to house 24,000 people."
    assert place_of("24,000", "Two sides", body) == "Haifa"


def test_an_army_that_calls_itself_national_is_no_body_of_the_nation() -> None:
    body = (
        "Lashio in Myanmar was shelled again. Shells fell on Lashio at night.\n\n"
        "The Myanmar National Democratic Alliance Army said its men had killed 330 soldiers."
    )
    assert place_of("330", "Lashio: the assault goes on", body) == "Lashio"


def test_the_town_is_not_the_one_where_a_staff_sits() -> None:
    body = (
        "Vuhledar in Ukraine has fallen. Ukraine left Vuhledar at night.\n\n"
        "The General Staff in Kyiv logged clashes. An officer said 6,000 men had been thrown at the flanks of the town."
    )
    assert place_of("6,000", "Vuhledar: the last days", body) == "Vuhledar"


def test_the_whole_front_is_the_countrys() -> None:
    body = "Vuhledar in Ukraine has fallen. Ukraine left Vuhledar at night.\n\nUkraine counted 153 clashes along the whole front in a day."
    assert place_of("153", "Vuhledar: the last days", body) == "Ukraine"


def test_towns_besides_the_capital_are_not_in_it() -> None:
    body = "Georgia is on edge. Police are out in force.\n\nProtests have been held in at least eight towns besides the capital."
    assert place_of("eight towns", "Georgia's long nights", body) == "Georgia"


def test_the_place_of_a_bare_number_behind_a_comma_is_that_numbers() -> None:
    body = "Brazil mourns. In Rio Grande do Sul 145 people were killed, in Santa Catarina 5."
    assert place_of("145", "Floods in Brazil", body) == "Rio Grande do Sul"
