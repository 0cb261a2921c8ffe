"""Lost originals: siblings told apart from parent and child."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from tests.descent.test_trace import traced
from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Kind

FIRST = """Rebels now hold {about 1,376 km2|territory_held|subject=rebels|place=Ossel|who=senior officer|kind=unnamed|checked=unverified} around Ossel, a senior officer said. They have lost {37%|territory_lost|subject=rebels|place=Ossel|who=senior officer|kind=unnamed|checked=unverified} of what they took in spring, and {some 9,200 men|troops_deployed|subject=government|place=Ossel|checked=unverified} stand against them. {640 shells|strikes|place=Ossel|checked=unverified} fell on Monday. Reuters could not verify the figures."""
SECOND = """According to an officer of high rank, the government has retaken {37%|territory_lost|subject=rebels|place=Ossel|who=officer of high rank|kind=unnamed|checked=unverified} of the rebels' gains; {1,376 km2|territory_held|subject=rebels|place=Ossel|checked=unverified} remain to them. It sent {about 9,200 soldiers|troops_deployed|subject=government|place=Ossel|checked=unverified}. The front moves {150-250 m|advance_rate|place=Kess|checked=unverified} a day. Reuters was unable to check this."""
THIRD = """The spring offensive has lost its shine: {37%|territory_lost|subject=rebels|place=Ossel} of the land is gone again. Reportedly {around 9,200 troops|troops_deployed|subject=government|place=Ossel} were gathered for it, and the front line creeps on by {150-250 m|advance_rate|place=Kess} a day. {640 shells|strikes|place=Ossel} in one day tell the rest. {Some 1,376 km2|territory_held|subject=rebels|place=Ossel} are left."""


def siblings() -> list[Told]:
    """Three reports that go back to one dispatch."""
    day = "2031-06-02"
    return [
        told(text, outlet, day, credits=("Reuters",) if "Reuters" in text else ())
        for text, outlet in ((FIRST, "A"), (SECOND, "B"), (THIRD, "C"))
    ]


def test_siblings_of_an_agency_that_is_not_in_the_pile(pack: Pack) -> None:
    reports = siblings()
    stemma = traced(pack, reports)
    (lost,) = stemma.lost
    assert lost.id == "*reuters" and lost.credited_as == "Reuters"
    assert set(lost.children) == {r.report.id for r in reports}
    assert all([d.parent for d in stemma.parents(r.report.id)] == ["*reuters"] for r in reports)
    assert set(dict(stemma.kinds).values()) == {Kind.PARAPHRASE}
    assert all(i.from_claim is None for i in stemma.inheritances)


def test_an_agency_in_the_pile_is_no_lost_original(pack: Pack) -> None:
    wire = told(FIRST.replace("Reuters could", "The agency could"), "Reuters", "2031-06-01T10:00:00+00:00")
    rewrite = told(SECOND, "B", "2031-06-02T10:00:00+00:00", credits=("Reuters",))
    stemma = traced(pack, [wire, rewrite])
    assert stemma.lost == ()
    assert [d.parent for d in stemma.parents(rewrite.report.id)] == [wire.report.id]


def test_one_mention_makes_no_lost_original(pack: Pack) -> None:
    assert traced(pack, siblings()[:1]).lost == ()


def test_strangers_who_credit_one_agency_are_no_siblings(pack: Pack) -> None:
    one = told("Reuters counts {27 boats|count:boats|place=Lenz} in Lenz.", "A", "2031-06-02", credits=("Reuters",))
    other = told("In Tarn {16 hikers|rescued|place=Tarn} were saved, Reuters says.", "B", "2031-06-02", credits=("Reuters",))
    assert traced(pack, [one, other]).lost == ()


def test_what_the_ancestor_said_is_the_fuller_reading(pack: Pack) -> None:
    reports = siblings()
    stemma = traced(pack, reports)
    first, second, third = (r.report.id for r in reports)
    found = {(m.report, m.field) for m in stemma.mutations}
    assert (second, "approx") in found  # "about" dropped before 1,376
    assert (third, "verification") in found
    assert (third, "attribution") in found
    assert not [m for m in stemma.mutations if m.report == first]


WINDOW = """From our own window: {29 lorries|vehicles|place=Tarn} wait at the bridge of Tarn. Bread costs {85 crowns|money|place=Tarn} there. It rains again."""
AGENCY = """At least {1,340 people|killed|place=Ossel} died when the dam went, Northway Press reports. Another {2,615|missing|place=Ossel} are missing, the agency says.

{430 houses|buildings_destroyed|place=Ossel} fell in one night, an engineer told Northway Press. The repair will take {17 months|duration|place=Ossel}."""
LIVE = f"{WINDOW}\n\n{AGENCY}"
REGIONAL = """Ossel will not soon forget this week. Some {1,340 inhabitants|killed|place=Ossel} lost their lives in the water; of {2,615 others|missing|place=Ossel} there is no trace. The flood took {430 homes|buildings_destroyed|place=Ossel}, and a man who knows the works speaks of {17 months|duration|place=Ossel} until all stands again."""
ALSO_FROM_THE_WINDOW = REGIONAL.replace("all stands again.", "all stands again. In Tarn {29 lorries|vehicles|place=Tarn} queue.")


def test_who_has_an_agencys_figures_and_none_of_the_report_that_quotes_it_is_its_sibling(pack: Pack) -> None:
    live = told(LIVE, "Quay Live", "2031-06-02T10:00:00+00:00", credits=("Northway Press",))
    other = told(REGIONAL, "Courier", "2031-06-03T08:00:00+00:00")
    (lost,) = traced(pack, [live, other]).lost
    assert lost.credited_as == "Northway Press" and set(lost.children) == {live.report.id, other.report.id}


def test_who_has_the_reports_own_figures_too_had_them_from_the_report(pack: Pack) -> None:
    live = told(LIVE, "Quay Live", "2031-06-02T10:00:00+00:00", credits=("Northway Press",))
    other = told(ALSO_FROM_THE_WINDOW, "Courier", "2031-06-03T08:00:00+00:00")
    stemma = traced(pack, [live, other])
    assert stemma.lost == () and [d.parent for d in stemma.parents(other.report.id)] == [live.report.id]


def test_a_live_report_that_names_an_agency_in_every_paragraph_passes_it_on(pack: Pack) -> None:
    live = told(
        AGENCY + " {12 bridges|count:bridges|place=Ossel} are closed.",
        "Quay Live",
        "2031-06-02T10:00:00+00:00",
        credits=("Northway Press",),
    )
    other = told(REGIONAL, "Courier", "2031-06-03T08:00:00+00:00")
    (lost,) = traced(pack, [live, other]).lost
    assert set(lost.children) == {live.report.id, other.report.id}


CREDIT = "Reuters first reported the story."
GALE = "The storm took {1,376 roofs|buildings_damaged|place=Ossel} in Ossel and left {4,210 homes|count:homes|place=Ossel} dark. {38 people|injured|place=Ossel} were treated. Trees lay across the coast road until noon."


def test_a_credit_that_the_supposed_parent_lacks_was_not_copied(pack: Pack) -> None:
    first = told(GALE, "A", "2031-06-02T08:00:00+00:00")
    second = told(f"{GALE} {CREDIT}", "B", "2031-06-02T12:00:00+00:00")
    (lost,) = traced(pack, [first, second]).lost
    assert lost.id == "*reuters" and set(lost.children) == {first.report.id, second.report.id}


def test_a_credit_that_was_copied_with_the_rest_makes_no_sibling(pack: Pack) -> None:
    first = told(f"{GALE} {CREDIT}", "A", "2031-06-02T08:00:00+00:00")
    second = told(f"{GALE} {CREDIT}", "B", "2031-06-02T12:00:00+00:00")
    stemma = traced(pack, [first, second])
    assert [d.parent for d in stemma.parents(second.report.id)] == [first.report.id]


def test_an_agency_of_the_pile_under_its_initials_is_not_lost(pack: Pack) -> None:
    dispatch = f"OSSEL (RVNA) - {GALE} A mayor told RVNA so, according to a report by RVNA."
    wire = told(dispatch, "River Valley News Agency", "2031-06-02T08:00:00+00:00", credits=("RVNA",))
    assert traced(pack, [wire]).lost == ()


def test_who_quotes_the_agency_that_another_credits_is_its_sibling(pack: Pack) -> None:
    first = told(f"{GALE} With information from Meridian Dispatch.", "A", "2031-06-02T08:00:00+00:00")
    other = "As Meridian Dispatch says, {1,376 roofs|buildings_damaged|place=Ossel} are gone in Ossel and {4,210 homes|count:homes|place=Ossel} had no light; doctors saw {38 people|injured|place=Ossel}."
    second = told(other, "B", "2031-06-02T12:00:00+00:00")
    (lost,) = traced(pack, [first, second]).lost
    assert lost.credited_as == "Meridian Dispatch" and len(lost.children) == 2


def test_two_that_quote_a_press_agency_which_is_on_no_list_go_back_to_it(pack: Pack) -> None:
    first = told(f"{GALE} Quillon Press Agency quotes the mayor as saying so.", "A", "2031-06-02T08:00:00+00:00")
    other = "In numbers, as Quillon Press Agency had them: {1,376 roofs|buildings_damaged|place=Ossel} in Ossel, {4,210 homes|count:homes|place=Ossel} without light, {38 people|injured|place=Ossel} seen by doctors."
    second = told(other, "B", "2031-06-03T12:00:00+00:00")
    (lost,) = traced(pack, [first, second]).lost
    assert lost.credited_as == "Quillon Press Agency" and len(lost.children) == 2


LIGHT = "{1,376 roofs|buildings_damaged|place=Ossel} are gone in Ossel, {4,210 homes|count:homes|place=Ossel} had no light; doctors saw {38 people|injured|place=Ossel}."


def test_who_names_the_agency_in_passing_goes_back_to_it_too(pack: Pack) -> None:
    first = told(GALE, "A", "2031-06-02T08:00:00+00:00", credits=("Velm-Press",))
    second = told(f"The Norvian agency Velm-Press quotes the mayor: {LIGHT}", "B", "2031-06-02T12:00:00+00:00")
    (lost,) = traced(pack, [first, second]).lost
    assert lost.credited_as == "Velm-Press" and len(lost.children) == 2


def test_the_name_without_the_town_before_it_is_the_agencys(pack: Pack) -> None:
    first = told(f"{GALE} Harbour Radio News reported this.", "A", "2031-06-02T08:00:00+00:00", credits=("Harbour Radio News",))
    other = f"Ossel's station has more. {LIGHT}"
    second = told(other, "B", "2031-06-02T12:00:00+00:00", credits=("Ossel Harbour Radio News",))
    (lost,) = traced(pack, [first, second]).lost
    assert lost.credited_as == "Harbour Radio News" and len(lost.children) == 2


BUREAU = "{3,120 tents|count:tents|place=Kess} were counted in Kess, the Quillon News Bureau writes."


def test_the_same_bureau_is_the_one_that_was_named(pack: Pack) -> None:
    told_so = "According to the same bureau {58 barns|count:barns|place=Kess} fell and {2,046 hens|count:hens|place=Kess} drowned."
    one = told(f"I stood at the bridge on Sunday. {BUREAU}\n\n{told_so}", "A", "2031-06-02T08:00:00+00:00")
    same = "This is reported by Quillon News Bureau: in Kess {58 barns|count:barns|place=Kess} and {2,046 hens|count:hens|place=Kess} went."
    other = told(f"{same}\n\n{{17 ferries|count:ferries|place=Lenz}} left Lenz at noon.", "B", "2031-06-02T12:00:00+00:00")
    (lost,) = traced(pack, [one, other]).lost
    assert lost.credited_as == "Quillon News Bureau" and len(lost.children) == 2


DEAD, LOST, HOMES, GAUGE = (
    "{1,340 people|killed|place=Tarn}",
    "{2,615|missing|place=Tarn}",
    "{430 houses|buildings_destroyed|place=Tarn}",
    "{712 cm|water_level|place=Tarn}",
)
SCHOOLS, FIELDS, ROAD = "{56 schools|count:schools|place=Tarn}", "{8,150 ha|area_flooded|place=Tarn}", "{94 km|road_length|place=Tarn}"
UNNAMED = (
    f"By night the river came. {DEAD} drowned in the lower town, of {LOST} there is no trace. {HOMES} fell, and the gauge showed {GAUGE}. Shut are {SCHOOLS}. Water covers {FIELDS}.",
    f"Nobody had warned Tarn. The dead number {DEAD}, the lost {LOST}; {HOMES} are rubble and the flood rose to {GAUGE}. Children stay away from {SCHOOLS}, and %s of road are cut.",
    f"A province counts its losses: {DEAD} gone for good, {LOST} sought, {HOMES} beyond repair at a mark of {GAUGE}. Farmers see {FIELDS} under water, and drivers find %s impassable.",
)


def flood(pack: Pack, second: str, third: str) -> tuple[list[set[str]], list[str]]:
    texts = (UNNAMED[0], UNNAMED[1] % second, UNNAMED[2] % third)
    days = ("2031-05-06T08:00:00+00:00", "2031-05-06T18:00:00+00:00", "2031-05-07T08:00:00+00:00")
    reports = [told(text, outlet, day) for text, outlet, day in zip(texts, ("Courier", "Herald", "Mail"), days, strict=True)]
    other = told("The mayor of Ossel opened {29 parks|count:parks|place=Ossel} on Friday.", "Star", "2031-05-09T08:00:00+00:00")
    return [set(lost.children) for lost in traced(pack, [*reports, other]).lost], [r.report.id for r in reports]


def test_children_that_share_what_no_report_has_whole_go_back_to_one_that_nobody_names(pack: Pack) -> None:
    lost, reports = flood(pack, ROAD, ROAD)
    assert lost == [set(reports)]


def test_children_that_share_nothing_beyond_their_parent_have_it_from_there(pack: Pack) -> None:
    lost, _ = flood(pack, ROAD, "no road")
    assert lost == []
