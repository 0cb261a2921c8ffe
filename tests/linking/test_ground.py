"""The place of a pile, for figures that no words of their own report place."""

from dataclasses import replace

from stemma.core.types import Amount, Claim, Extract, Place
from stemma.linking.ground import ground_of, on_ground

LIBYA = Place(name="Libya", id="cc:LY", kind="country", country="LY", words="")
INDIA = Place(name="India", id="cc:IN", kind="country", country="IN", words="")
DERNA = Place(name="Derna", id="geo:87205", kind="town", country="LY", words="Derna")


def extract(report: str, *places: Place | None, names: tuple[str, ...] = ("Derna",)) -> Extract:
    claims = tuple(
        Claim(report=report, start=i, end=i + 1, text="9", amount=Amount(low=9.0, high=9.0, unit="persons"), measure="killed", place=place)
        for i, place in enumerate(places)
    )
    return Extract(report=report, claims=claims, names=names)


def places(extracts: tuple[Extract, ...]) -> list[str]:
    return [c.place.name if c.place is not None else "" for e in extracts for c in e.claims]


PILE = (extract("a", DERNA, DERNA), extract("b", DERNA), extract("c", DERNA, DERNA), extract("d", LIBYA, None))


def test_a_figure_of_the_country_by_default_is_of_the_town_that_the_pile_is_about() -> None:
    assert places(on_ground(PILE))[-2:] == ["Derna", "Derna"]


def test_a_country_that_is_said_stays() -> None:
    said = extract("d", replace(LIBYA, words="Libya"))
    assert places(on_ground((*PILE[:3], said)))[-1] == "Libya"


def test_a_country_that_only_one_report_names_is_no_ground() -> None:
    pile = tuple(extract(str(i), LIBYA, names=()) for i in range(6))
    assert places(on_ground((*pile, extract("x", INDIA, names=()))))[-1] == "Libya"
    ground = ground_of(pile)
    assert ground is not None and ground.place.name == "Libya"


def test_two_reports_make_no_pile() -> None:
    assert ground_of(PILE[:2]) is None
    assert on_ground(PILE[:2]) == PILE[:2]


def test_a_town_that_half_of_the_reports_do_not_name_is_no_ground() -> None:
    pile = (*PILE[:2], extract("c", LIBYA, names=()), extract("d", LIBYA, names=()))
    assert places(on_ground(pile))[-1] == "Libya"


def test_a_national_count_in_a_pile_about_one_town_is_of_that_town() -> None:
    counted = extract("d", replace(LIBYA, words="nationwide"))
    assert places(on_ground((*PILE[:3], counted)))[-1] == "Derna"


STATE = Place(name="Rio Grande do Sul", id="a1:BR.23", kind="region", country="BR", region="a1:BR.23", words="Rio Grande do Sul")
TOWN = Place(name="Porto Alegre", id="geo:3452925", kind="town", country="BR", region="a1:BR.23", words="Porto Alegre")
BRAZIL = Place(name="Brazil", id="cc:BR", kind="country", country="BR")
REGIONAL = (
    extract("a", STATE, STATE, TOWN, names=("Brazil", "Rio Grande do Sul")),
    extract("b", TOWN, TOWN, names=("Porto Alegre",)),
    extract("c", STATE, TOWN, names=("Porto Alegre", "Rio Grande do Sul")),
)


def test_a_region_is_the_ground_where_reports_name_it_or_a_town_in_it() -> None:
    last = extract("d", BRAZIL, replace(BRAZIL, words="Brazil"), names=("Brazil",))
    assert places(on_ground((*REGIONAL, last)))[-2:] == ["Rio Grande do Sul", "Brazil"]


def test_the_capital_in_a_pile_about_a_region_is_the_regions() -> None:
    capital = Place(name="Brasília", id="geo:3469058", kind="town", country="BR", region="a1:BR.07")
    last = extract("d", capital, names=("Brazil",))
    assert places(on_ground((*REGIONAL, last)))[-1] == "Porto Alegre"
    named = extract("d", capital, names=("Brasília",))
    assert places(on_ground((*REGIONAL, named)))[-1] == "Brasília"


def test_a_capital_in_every_report_of_a_country_is_not_what_the_pile_is_about() -> None:
    nation = replace(LIBYA, name="Velmia", id="cc:LY")
    capital = replace(DERNA, name="Velm", id="geo:1", words="Velm")
    pile = tuple(extract(r, capital, nation, nation, nation, names=("Velm", "Velmia")) for r in "abc")
    last = extract("d", nation, names=("Velm", "Velmia"))
    assert places(on_ground((*pile, last)))[-1] == "Velmia"
    assert places(on_ground((*(extract(r, capital, capital, nation, names=("Velm",)) for r in "abc"), last)))[-1] == "Velm"
