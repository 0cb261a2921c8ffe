"""Places that no list has, or that bear an ordinary word's name; words that only seem to point at a place; the country of a paragraph."""

from __future__ import annotations

import pytest
from tests.reading.test_places_theatre import READER, place_of

from stemma.core.text import segment
from stemma.intake.plain import read_text
from stemma.pipeline import in_order


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("In Velkhava, a hamlet few had heard of, 250 houses are rubble.", "Velkhava"),
        ("The gauge at Hunt peaked at 37 feet.", "Hunt"),
        ("A convoy of 14 lorries went through Tal al-Huri on Friday.", "Tal al-Huri"),
        ("In every street of Velkhava, 40 houses lie flat.", "Velkhava"),
        ("Neighbours in Comfort pulled 50 people off roofs.", "Comfort"),
    ],
)
def test_a_name_behind_a_place_preposition_is_a_place(sentence: str, name: str) -> None:
    found = [m.place.name for m in READER._places.find(segment(sentence))]
    assert name in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares in Tarn Steel fell by 4%.",
        "The minister told a paper in March that 40 had died.",
        "Their spokesman, Sabah al-Numan, counted 40 dead.",
        "An editor at Reuters counted 40 dead.",
        "Rivers swelled by 8 metres in 40 minutes in Parliament Square.",
    ],
)
def test_what_is_no_place(sentence: str) -> None:
    names = {m.place.name for m in READER._places.find(segment(sentence))}
    assert names.isdisjoint({"Tarn Steel", "March", "Sabah", "Reuters"})


def test_a_camp_is_no_town_of_its_name() -> None:
    found = READER._places.find(segment("Texas mourns. Camp Mystic lost 27 girls, and 11 from Camp Mystic were missing."))
    assert {m.place.name for m in found if "Mystic" in m.place.name} == {"Camp Mystic"}
    assert all(m.place.lat is None for m in found if m.place.name == "Camp Mystic")


def test_a_county_is_not_meant_where_nobody_says_county() -> None:
    names = [m.place.name for m in READER._places.find(segment("Floods hit Texas. The gauge at Hunt stood at 37 feet."))]
    assert "Hunt County" not in names


def test_a_body_of_the_state_points_at_no_state() -> None:
    body = "Floods spread over Ukraine's Kherson region.\n\nAt Nikopol the lake had dropped to 13 metres, the state power company said."
    assert place_of("13 metres", "Kherson under water", body) == "Nikopol"


def test_a_length_of_time_does_not_part_a_figure_from_its_place() -> None:
    body = "Quakes shook Turkey on Monday.\n\nThe second, which killed 300 people, struck nine hours later near Elbistan."
    assert place_of("300", "Turkey counts its dead", body) == "Elbistan"


def test_a_ministry_of_a_region_counts_for_its_region() -> None:
    body = (
        "At least 58 people have died in western Germany and 11 in Belgium.\n\nRhineland-Palatinate's interior ministry gave its toll as "
        "28 dead; North Rhine-Westphalia's counted 30."
    )
    assert place_of("28", "Floods in Germany", body) == "Rhineland-Palatinate"
    assert place_of("30", "Floods in Germany", body) == "North Rhine-Westphalia"


def test_a_country_at_the_head_of_a_paragraph_is_its_scene() -> None:
    body = (
        "The quake killed on both sides of the border of Syria.\n\nIn Turkey the state was slow. By Tuesday it acknowledged 5,894 dead.\n\n"
        "In Syria there was no such machine. Some 1,730 people had died in Syria."
    )
    assert place_of("5,894", "Syria after the quake", body) == "Turkey"


def test_statewide_is_of_the_state() -> None:
    body = "Searchers combed Kerr County in Texas on Monday.\n\nStatewide, 173 people are missing."
    assert place_of("173", "More than 160 missing in Kerr County", body) == "Texas"


def test_soldiers_of_a_nation_abroad_are_where_the_war_is() -> None:
    body = "Ukraine's army holds Izium in the Kharkiv region of Ukraine.\n\nAn officer thinks 6,000 Russians had been stationed there."
    assert place_of("6,000", "Izium after the flight", body) != "Russia"


def test_a_great_town_dwarfs_its_namesakes_behind_in() -> None:
    found = READER._places.find(segment("Ebola has spread in Congo. In Geneva the agency met."))
    assert next(m.place.country for m in found if m.place.name == "Geneva") == "CH"


def test_a_pile_that_plays_in_two_countries_is_of_no_one_region() -> None:
    from stemma.core.packs import load_pack
    from stemma.linking import on_ground

    texts = [
        "At least 58 people have died in Germany and 11 in Belgium. Some 200,000 homes are dark.",
        "In Rhineland-Palatinate 110 died. In Belgium 41 died and 103 are missing. In Belgium 37 towns were hit.",
        "In Rhineland-Palatinate 117 died and 670 were injured. In Belgium 20 died, in Belgium 102 towns were hit.",
        "In Rhineland-Palatinate 132 died and 763 were injured. In Belgium 41 died. Three are missing in Belgium.",
    ]
    heads = [f"Title: Floods in Germany\nPublished: 2021-07-2{n}\n\n" for n in range(len(texts))]
    reports = in_order(
        read_text((head + body + "\n").encode(), f"{n}.txt") for n, (head, body) in enumerate(zip(heads, texts, strict=True))
    )
    read = on_ground(reports, [READER.read(r) for r in reports], load_pack())
    places = {c.text: c.place.name for e in read for c in e.claims if c.place is not None}
    assert next(p for w, p in places.items() if "200,000" in w) != "Rhineland-Palatinate"


def test_a_town_as_well_where() -> None:
    body = "Ukraine's army went on.\n\nOn Saturday came Izium as well, where 5,500 soldiers had been encircled."
    assert place_of("5,500", "Ukraine's army goes on", body) == "Izium"


def test_a_predicate_capital_points_at_nothing() -> None:
    body = "Civilians died in Iraq.\n\nNineveh province, of which Mosul is the capital, was hit hardest with 332 civilian deaths."
    assert place_of("332", "Iraq's dead", body) != "Baghdad"


def test_a_ministry_of_defence_sits_where_it_sits() -> None:
    body = "Ukraine took back land.\n\nBy the reckoning of the defence ministry in Kyiv, 388 villages changed hands in Ukraine."
    assert place_of("388", "Ukraine's gains", body) == "Ukraine"
