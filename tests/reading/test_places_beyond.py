"""Figures of a continent, of a country that acts, of the region of a local paper, and counts that go on."""

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())


def places(text: str) -> dict[float | None, str]:
    """The name of each figure's place by its number."""
    claims = READER.read(Dresser()(Report(text=text))).claims
    return {c.amount.low: c.place.name if c.place is not None else "" for c in claims}


def test_what_is_counted_over_many_countries_is_of_the_continent_that_the_report_names() -> None:
    text = (
        "Title: Cholera in Zambia\n\nLUSAKA - Zambia reported 412 cholera deaths by Sunday, the health ministry said.\n\n"
        "Africa CDC has counted 252,934 cases in 19 countries since January, with 4,187 deaths.\n\n"
        "The continent needs 62 million vaccine doses, the agency said. In Lusaka 230 people were in hospital."
    )
    found = places(text)
    assert found[412] == "Zambia"
    assert found[252_934] == found[19] == found[4_187] == found[62_000_000] == "Africa"
    assert found[230] == "Lusaka"


def test_a_country_whose_name_holds_a_continent_is_none() -> None:
    text = (
        "Title: Floods in Durban\n\nDURBAN, South Africa - Floods in Durban killed 341 people, the province said.\n\n"
        "South African troops in three countries watched. At least 55 people were missing."
    )
    assert "Africa" not in places(text).values()


def test_a_country_that_has_or_reports_what_is_counted_is_its_place() -> None:
    text = (
        "Title: Measles in Romania\n\nBUCHAREST - In Romania 31,000 cases of measles were confirmed, the institute said.\n\n"
        "Hungary has 32 confirmed cases. Bulgaria reported 91 suspected cases last week."
    )
    found = places(text)
    assert (found[31_000], found[32], found[91]) == ("Romania", "Hungary", "Bulgaria")


def test_a_count_of_the_country_goes_on_in_a_local_paper_until_the_paper_looks_around_itself() -> None:
    text = (
        "Title: Storm: families sleep in Mulanje school\n\nBy Friday night 438 people had died in Malawi in the storm, an agency said. "
        "The department listed 282 as missing and 918 as injured.\n\n"
        "In Mulanje, the head teacher told this paper that 130 families were sleeping in her classrooms. We found six toilets."
    )
    found = places(text)
    assert found[438] == found[282] == found[918] == "Malawi"
    assert found[130] == found[6] == "Mulanje"


def test_rockets_fired_abroad_do_not_move_the_report_there() -> None:
    text = (
        "Title: Heavy raids\n\nBEIRUT, Sept 23 (Wire) - Warplanes killed at least 492 people in southern and eastern Lebanon on Monday, "
        "the health ministry said.\n\nThirty-five children were among the dead, according to the ministry.\n\n"
        "Rockets were fired at the Haifa area, the army said."
    )
    assert places(text)[35] == "Lebanon"


def test_the_state_of_a_local_paper_is_the_region_of_its_town() -> None:
    text = (
        "Title: Canoas under water\n\nCANOAS, Brazil - In Canoas the shelter houses 6,000 people, its director said.\n\n"
        "Civil Defence counts 107 dead in the state."
    )
    assert places(text)[107] == "Rio Grande do Sul"
