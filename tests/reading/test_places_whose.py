"""Which place governs a figure: of a national body, of a part that is over, of a register kept somewhere, of a title's region."""

import pytest

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())


def places(text: str, published: str = "2020-02-13") -> dict[float | None, str]:
    """The name of the place of each figure, by its number."""
    report = Dresser()(Report(text=text, published=Moment(iso=published)))
    return {c.amount.low: c.place.name for c in READER.read(report).claims if c.place is not None}


def test_the_tolls_of_a_national_body_are_the_nations_in_a_report_about_a_region() -> None:
    found = places(
        "Title: Hubei counts anew\n\nChina's Hubei province reported 14,840 new cases of the virus, and Hubei is sealed.\n\n"
        "The provincial health commission said 242 people had died.\n\n"
        "At least 1,367 people have died, the National Health Commission said."
    )
    assert found[242].startswith("Hubei")
    assert found[1367] == "China"


def test_initials_that_a_report_explains_are_the_national_body_too() -> None:
    found = places(
        "Title: Hubei bulletin\n\nHubei is sealed, and Hubei has 9 hospitals, the National Health Commission (NHC) reports.\n\n"
        "The NHC says that 1,716 doctors have been infected."
    )
    assert found[1716] == "China"


@pytest.mark.parametrize("number", [1716, 6])
def test_where_a_part_is_counted_places_nothing_behind_it(number: int) -> None:
    found = places("In China 1,716 doctors have caught the disease, 1,102 of them in Wuhan, and 6 have died.")
    assert found[1102] == "Wuhan"
    assert found[number] == "China"


def test_what_follows_where_is_still_of_the_part() -> None:
    found = places("The virus has killed 1,367 people across China, 1,310 of them in Hubei, where 242 died in a day.")
    assert found[242].startswith("Hubei")


@pytest.mark.parametrize(
    "told",
    [
        "the register kept in Sanaa held 503,484 suspected cases",
        "the Red Cross, which had called a news conference in Sanaa, spoke of 503,484 suspected cases",
        "503,484 suspected cases were reported through the health ministry in Sanaa",
    ],
)
def test_where_a_register_is_kept_or_a_conference_held_is_not_where_the_sick_are(told: str) -> None:
    found = places(f"Title: Cholera in Yemen\n\nCholera is spreading through Yemen. By Sunday {told}.", "2017-08-22")
    assert found[503484] == "Yemen"


def test_medics_in_a_held_city_count_there() -> None:
    text = "Title: Yemen war\n\nThe war in Yemen goes on near Marib.\n\nMedics in rebel-held Sanaa spoke of 120 bodies."
    assert places(text, "2021-10-24")[120] == "Sanaa"


def test_who_expects_something_in_a_town_abroad_does_not_place_it() -> None:
    text = "Title: Belarus in revolt\n\nCrowds filled Minsk in Belarus.\n\nA recruiter in Vilnius expects 10,000 programmers to leave."
    assert places(text, "2020-08-18")[10000] == "Belarus"


def test_the_region_of_the_title_and_not_the_one_district_named_in_passing() -> None:
    found = places(
        "Title: Kerala floods - bulletin 3\n\nThe authority reports 231 deaths.\n\nThey cleaned 9,800 wells in Alappuzha district.\n\n"
        "We appeal for 30,000 tarpaulins.",
        "2018-08-21",
    )
    assert found[9800] == "Alappuzha"
    assert found[30000] == "Kerala"


def test_a_place_that_opens_a_report_outweighs_a_country_named_in_passing() -> None:
    text = (
        "YEMEN. More than 200,000 people have caught cholera.\n\nAll 22 provinces have been hit. Saudi Arabia has paid.\n\n"
        "Elsewhere: a calm holds."
    )
    assert places(text, "2017-06-26")[22] == "Yemen"


def test_recruiting_points_in_so_many_cities_are_in_their_country() -> None:
    text = "Title: Bakhmut holds\n\nThe fight for Bakhmut goes on.\n\nWagner has opened 58 recruiting points in 42 Russian cities."
    assert places(text, "2023-03-13")[58] == "Russia"


def test_a_rare_name_called_a_sector_needs_no_country_and_stands_for_the_same_place_throughout() -> None:
    text = (
        "Bakhmut: what six weeks have bought\n\nRussian formations have gained 98 sq km in the Bakhmut sector. The White House counts "
        "30,000 casualties.\n\nUS officials see no end."
    )
    mentions = READER.look(Dresser()(Report(text=text, published=Moment(iso="2023-02-18")))).places
    assert [(m.place.name, m.place.country) for m in mentions if m.place.name == "Bakhmut"] == [("Bakhmut", "UA")] * 2


def test_a_paper_called_after_a_continent_is_not_its_body() -> None:
    text = "Title: Wuhan closed\n\nThe mayor of Wuhan spoke. Nine million were still inside, the Asia Meridian news agency reported."
    assert places(text, "2020-01-26").get(9e6) != "Asia"


def test_a_city_by_a_sea_is_not_called_after_it() -> None:
    text = "Title: Derna drowned\n\nTwo dams burst above Derna, the Mediterranean city in Libya.\n\nSome 25% of the city has vanished."
    assert places(text, "2023-09-12")[25] == "Derna"


def test_neighbouring_cities_are_no_city_of_that_name() -> None:
    report = Dresser()(Report(text="Neighbouring cities shut their gates in Hubei.", published=Moment(iso="2020-01-24")))
    assert [m.place.name for m in READER.look(report).places] == ["Hubei Province"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Access: in Al Abdiyah district, encircled for months, 35,000 residents remain cut off.", "Al Abdiyah"),
        ("In the Rawdha neighbourhood 35,000 residents remain cut off.", "Rawdha"),
    ],
)
def test_a_district_that_no_list_has_is_a_place(text: str, name: str) -> None:
    assert places(text)[35000] == name


def test_a_river_with_an_article_is_no_town_that_once_bore_its_name() -> None:
    text = "Title: Dams of Kerala\n\nKerala has many dams.\n\nThey held 20 per cent of the peak on the Periyar."
    assert places(text)[20] == "Kerala"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Local police in Catalonia put the crowd in Girona at 60,000, that in Lleida at 45,000 and that in Tarragona at some 30,000.",
            {60000: "Girona", 45000: "Lleida", 30000: "Tarragona"},
        ),
        ("Dead in Kharkiv: 12, in Sumy: 4 and in Poltava: 3.", {12: "Kharkiv", 4: "Sumy", 3: "Poltava"}),
    ],
)
def test_a_place_right_before_its_number_is_that_numbers(text: str, wanted: dict[float, str]) -> None:
    found = places(text)
    assert {number: found[number] for number in wanted} == wanted


def test_a_capital_that_has_cases_is_no_government() -> None:
    found = places("Madagascar fights plague. Antananarivo had 343 cases and Toamasina upwards of 130 by 12 October.")
    assert found == {343: "Antananarivo", 130: "Toamasina"}
    found = places("The health ministry of Madagascar has registered 343 cases in the capital and more than 130 in the port of Toamasina.")
    assert found == {343: "Antananarivo", 130: "Toamasina"}
    assert places("Missiles fell on Pakistan on Tuesday. Delhi, for its part, names 11 air bases there.")[11] == "Pakistan"


def test_a_country_that_brings_its_people_to_safety_has_them_at_home() -> None:
    assert places("The storm hit Myanmar. Across the border, Bangladesh moved some 750,000 people to safety.")[750000] == "Bangladesh"


def test_a_place_stands_behind_its_preposition_whatever_describes_it() -> None:
    found = places("The cyclone hit Bangladesh. On low-lying Saint Martin's Island 1,200 houses were damaged.")
    assert found[1200] == "Saint Martin's Island"


def test_where_forecasters_sit_it_does_not_blow() -> None:
    found = places("Myanmar braced. Mocha brought winds of 209 km/h, the meteorology department in Naypyitaw said.")
    assert found[209] == "Myanmar"
