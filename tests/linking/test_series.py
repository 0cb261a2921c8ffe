"""Linking over time and between rivals: one sum that grows, two counts of one crowd, slips and parts."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.test_link import figures
from tests.making import Told, told

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.core.types import Amount, Approx, Judgement, Place
from stemma.linking import link_claims, numbers_in, traits_of
from stemma.linking.signs import signs
from stemma.linking.values import same_number, times_apart
from stemma.linking.where import place_key

DAY, LATER = "as_of=2031-05-02|nature=total", "as_of=2031-05-05|nature=total"


def test_a_sum_that_grows_is_one_figure_by_either_name(pack: Pack) -> None:
    one = told("In Tarn the fever has killed {374 people|deaths|place=Tarn|" + DAY + "}.", "A")
    later = told("The toll in Tarn is {432|killed|place=Tarn|" + LATER + "}.", "B")
    assert figures(pack, one, later) == [{"374 people", "432"}]


def test_the_height_of_a_river_is_one_figure_whether_read_as_level_or_depth(pack: Pack) -> None:
    one = told("By dusk the gauge of the Tarn showed {8.5 metres|water_level|of=Tarn river|place=Lenz|as_of=2031-05-02}.", "A")
    later = told("It may reach {9.5 metres|depth|of=Tarn river at Lenz|place=Lenz|as_of=2031-05-04|status=forecast}, the agency said.", "B")
    assert figures(pack, one, later) == [{"8.5 metres", "9.5 metres"}]


@pytest.mark.parametrize(("one", "other"), [("374", "347"), ("1,700", "17,000")])
def test_slipped_digits_are_one_figure(pack: Pack, one: str, other: str) -> None:
    first = told(f"In Tarn {{{one}|killed|place=Tarn}} died.", "A")
    second = told(f"The fever took {{{other}|killed|place=Tarn}} in Tarn.", "B")
    assert len(figures(pack, first, second)) == 1


def test_two_speakers_counts_of_one_crowd(pack: Pack) -> None:
    text = "In Lenz {95,000 people|crowd_size|place=Lenz|who=police} marched, the police said. The union spoke of {250,000|crowd_size|place=Lenz|who=union}."
    copy = text.replace("In Lenz", "Through Lenz")
    assert figures(pack, told(text, "A")) == [{"95,000 people", "250,000"}]
    assert len(figures(pack, told(text, "A"), told(copy, "B"))) == 1


def test_one_speakers_two_numbers_are_two_figures(pack: Pack) -> None:
    text = "In Lenz {95|killed|place=Lenz|who=police} died. The police also told of {41|killed|place=Lenz|who=police}."
    assert len(figures(pack, told(text, "A"))) == 2


def test_some_of_them_are_not_all_of_them(pack: Pack) -> None:
    text = "In Lenz {2,138 people|arrested|place=Lenz|as_of=2031-05-01} were held, {592|arrested|place=Lenz|as_of=2031-05-02} of them overnight."
    assert len(figures(pack, told(text, "A"))) == 2


def test_a_day_is_not_the_sum(pack: Pack) -> None:
    day = "Stones flew outside the town hall on Sunday night, shops stayed shut, and {110 officers|injured|place=Lenz|nature=flow|as_of=2031-03-09} needed care."
    since = "Since the marches against the water levy began, the union counts {283 officers|injured|place=Lenz|nature=total|as_of=2031-05-06} wounded."
    one, other = told(day, "A"), told(since, "B")
    assert len(figures(pack, one, other)) == 2


def test_a_number_taken_back_stands_beside_the_right_one(pack: Pack) -> None:
    text = "The toll in Tarn was {374|killed|place=Tarn}, not {347|killed|place=Tarn|status=denied}."
    before = told("In Tarn {347|killed|place=Tarn} died.", "A")
    assert len(figures(pack, before, told(text, "A2"))) == 1


WIRE = (
    "The flood took {312 people|killed|subject=people|place=Dorran|as_of=2031-05-02}, {1,470 houses|buildings_destroyed|place=Dorran} and "
)
REWRITE = (
    "Dead: {312 people|killed|subject=people|place=Dorran|as_of=2031-05-02}. Lost: {1,470 houses|buildings_destroyed|place=Dorran} and "
)
TAIL = "{268 km|front_length|place=Dorran} of road."


def test_a_small_number_in_two_reports_of_one_family_is_one_figure(pack: Pack) -> None:
    wire = told(WIRE + TAIL + " {4 miners|injured|subject=miners|place=Dorran} were hurt.", outlet="Wire", published="2031-05-02")
    rewrite = told(
        REWRITE + TAIL + " {4 workers|hospitalised|subject=workers|place=Dorran} lie in hospital.", outlet="Post", published="2031-05-03"
    )
    apart = told("At Dorran {4 hikers|hospitalised|subject=hikers|place=Dorran} lie in hospital.", outlet="Herald", published="2031-05-03")
    assert {"4 miners", "4 workers"} in figures(pack, wire, rewrite)
    assert {"4 miners", "4 hikers"} not in figures(pack, wire, apart)


def test_a_common_number_months_apart_is_two_figures(pack: Pack) -> None:
    one = told(
        "A raid killed {31 people|killed|subject=people|place=Ostrey|nature=total|as_of=2031-05-02}.", outlet="A", published="2031-05-02"
    )
    later = "After shelling {31 residents|killed|subject=residents|place=Dorran|nature=total|as_of=2031-12-20} were buried."
    two = told(later, outlet="B", published="2031-12-20")
    assert len(figures(pack, one, two)) == 2


def test_two_counts_of_people_of_one_day_and_place_are_one_figure(pack: Pack) -> None:
    one = told("In Tarn {22 people|killed|place=Tarn|as_of=2031-05-02} died.", "A")
    other = told("The dead of Tarn: {31|deaths|place=Tarn|as_of=2031-05-02}.", "B")
    assert len(figures(pack, one, other)) == 1


def test_a_part_that_names_its_place_meets_the_count_of_that_place(pack: Pack) -> None:
    one = told("The flood killed {205 people|killed|place=Norvia}, {202|killed|place=Dorran} of them in Dorran.", "A")
    other = told("In Dorran {155 people|killed|place=Dorran} have died in the flood.", "B")
    assert {"202", "155 people"} in figures(pack, one, other)


def test_homes_and_households_are_one_thing(pack: Pack) -> None:
    one = told("In Tarn {155,000 homes|without_power|subject=homes|place=Tarn} were dark.", "A")
    other = told("Still {130,000 households|without_power|subject=households|place=Tarn} wait.", "B")
    assert len(figures(pack, one, other)) == 1


@pytest.mark.parametrize(("one", "other", "namesakes"), [("Valencia", "Valencian Community", True), ("Tarn", "Tarnfield", False)])
def test_a_town_and_the_region_called_after_it(one: str, other: str, namesakes: bool) -> None:
    town = Place(name=one, kind="town", id="t", region="r", country="XX")
    region = Place(name=other, kind="region", id="r", country="XX")
    assert place_key(town, region) == place_key(region, town) == ("place_namesake" if namesakes else "place_within")


def test_what_most_say_outweighs_one_misreading(pack: Pack) -> None:
    names = "ABCD"
    early = [told("At Dorran {312 people|killed|place=Dorran|as_of=2031-05-02} died.", outlet=n, published="2031-05-02") for n in names]
    misread = told("{312|hospitalised|subject=people|place=Velm|as_of=2031-05-02}, it says.", outlet="E", published="2031-05-03")
    later = [told("At Dorran {398 people|killed|place=Dorran|as_of=2031-05-05} died.", outlet=n, published="2031-05-05") for n in "FGHI"]
    assert {"312 people", "398 people"} in figures(pack, *early, *later)
    assert {"312 people", "398 people"} in figures(pack, *early, *later, misread)


def test_a_region_and_the_land_that_reports_set_side_by_side_are_two(pack: Pack) -> None:
    def pair(one: int, other: int, outlet: str, day: str) -> Told:
        land = f"{{{one} people|killed|place=Norvia|as_of={day}}} died in Norvia"
        return told(f"{land}, {{{other}|killed|place=Norvia|as_of={day}}} of them at Dorran.", outlet=outlet, published=day)

    found = figures(pack, pair(205, 202, "A", "2031-05-02"), pair(205, 202, "B", "2031-05-03"), pair(217, 213, "C", "2031-05-05"))
    assert not any({"202", "205 people"} <= f or {"213", "217 people"} <= f for f in found)


def test_a_share_held_is_not_the_share_lost(pack: Pack) -> None:
    one = told("Norvia has lost {more than 40%|territory_lost|subject=Norvia|place=Velm} of it.", "A")
    other = told("Norvia holds {48%|territory_held|subject=Norvia|place=Velm} of it.", "B")
    assert len(figures(pack, one, other)) == 2


def test_a_vague_number_is_no_other_number(pack: Pack) -> None:
    one = told("{11,000 soldiers|troops_deployed|subject=Norvian soldiers|place=Velm|as_of=2031-05-02} came.", "A")
    other = told("{1,000 soldiers|troops_deployed|subject=Norvian soldiers|place=Velm|as_of=2031-05-04} came.", "B")
    thousands = replace(other.extract.claims[0], amount=Amount(low=1000, high=None, unit="persons", approx=Approx.VAGUE))
    vague = Told(other.report, replace(other.extract, claims=(thousands,)))
    few, many, some = traits_of([r.report for r in (other, one, vague)], [r.extract for r in (other, one)] + [vague.extract], pack)[:3]
    assert len(figures(pack, one, vague)) == 1
    assert times_apart(few, many) == 11.0
    assert times_apart(some, many) < 2 and not same_number(some, few)


def test_who_says_that_two_are_not_the_same_is_heard_whatever_else_joins(pack: Pack) -> None:
    told_all = [told("At Dorran {312 people|killed|place=Dorran|as_of=2031-05-02} died.", outlet=n) for n in "ABCDEF"]
    one, other = told_all[0].extract.claims[0].id, told_all[-1].extract.claims[0].id
    no = Judgement(about="figure", one=one, other=other, same=False, who="ed")
    _, found = link_claims([t.report for t in told_all], [t.extract for t in told_all], (no,), pack)
    assert all(not {one, other} <= set(f.claims) for f in found)


def test_a_link_across_numbers_says_why(pack: Pack) -> None:
    one = told("At Dorran {312 people|killed|place=Dorran|as_of=2031-05-02|nature=total} died.", "A")
    other = told("At Dorran {398 people|killed|place=Dorran|as_of=2031-05-05|nature=total} died.", "B")
    links, _ = link_claims([one.report, other.report], [one.extract, other.extract], (), pack)
    assert [r.detail for link in links for r in link.reasons if r.rule == "link.series"]


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("{40 beds|count:bed|subject=beds|place=Tarn}", "Beds, Tarn"),
        ("{12 districts|count:district|subject=districts|counted=districts}", "Districts"),
        ("{300 aid parcels|count:parcel|counted=aid parcels|place=Tarn}", "Aid parcels, Tarn"),
        ("{9 vehicles|count:vehicle|subject=police|counted=vehicles}", "Vehicles: police"),
    ],
)
def test_a_figure_of_things_that_no_pack_knows_is_called_by_the_things(pack: Pack, claim: str, title: str) -> None:
    reports, extracts = zip(*[told(f"There are {claim} left.", "A")], strict=True)
    _, found = link_claims(reports, extracts, (), pack)
    assert [figure.title for figure in found] == [title]


def test_signs_of_times_and_sentences(pack: Pack) -> None:
    one = told("Since the protests began {19 people|killed|place=Tarn|as_of=2031-06-28|nature=total} have died in Tarn.", "A")
    two = told("In Tarn {23 people|killed|place=Tarn|as_of=2031-06-25|nature=total} have died since the protests began.", "B")
    other = told("Police shot {31 people|killed|place=Tarn|as_of=2031-07-02|nature=total}.", "C")
    traits = traits_of([t.report for t in (one, two, other)], [t.extract for t in (one, two, other)], pack)
    first, second, third = sorted(numbers_in(traits, {}, pack, OneProcess()), key=lambda n: n.trait.point or 0.0)
    weights = pack.tables["linking"]["weights"]
    near, far = signs(first, second, weights), signs(first, third, weights)
    assert near["sentence-in"] > far.get("sentence-in", 0.0) == 0.0
    assert near["grew"] == -1.0 and far["grew"] == 1.0
    assert near["gap"] < far["gap"] and "meet" not in near and "one-start" not in far
    assert near["nature-total-total"] == near["measure"] == 1.0


def test_numbers_of_two_sorts_of_people_in_one_report_stay_two_however_alike(pack: Pack) -> None:
    text = "{40 women|killed|subject=women|place=Tarn} and {40 children|killed|subject=children|place=Tarn} died in Tarn."
    assert len(figures(pack, told(text, "A"), told(text.replace("died", "were lost"), "B"))) == 2


def test_one_small_number_told_twice_of_two_things(pack: Pack) -> None:
    text = "In all 185 died in Norvia, {19 children|killed|subject=children|place=Norvia} among them. In Tarn the state counts {19|killed|place=Tarn} dead."
    one, other = told(text, "A"), told(text.replace("In all", "Altogether"), "B")
    traits = traits_of([one.report, other.report], [one.extract, other.extract], pack)
    numbers = numbers_in(traits, {}, pack, OneProcess())
    assert sorted(len(n.members) for n in numbers) == [2, 2]
    assert {n.trait.claim.subject for n in numbers} == {"children", ""}


def test_a_continent_is_no_country_in_it(pack: Pack) -> None:
    africa = Place(name="Africa", id="ft:africa", kind="area", precision="region", lat=5.0, lon=20.0)
    congo = Place(name="Democratic Republic of the Congo", id="cc:CD", kind="country", country="CD", lat=-3.0, lon=23.0)
    europe = Place(name="Europe", id="ft:europe", kind="area", precision="region", lat=50.0, lon=15.0)
    assert place_key(africa, congo) == place_key(congo, africa) == "place_beyond"
    assert place_key(africa, europe) != "place_beyond"


def test_two_hospitals_are_two_places(pack: Pack) -> None:
    everest, civil = (Place(name=f"{name} Hospital, Kathmandu", kind="site", country="NP") for name in ("Everest", "Civil"))
    trauma, national = (Place(name=name, kind="site", country="NP") for name in ("Trauma Centre", "National Trauma Centre"))
    assert place_key(everest, civil) == "place_apart"
    assert place_key(trauma, national) == "place_near"
