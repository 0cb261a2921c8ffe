"""A report that took from several: what one parent does not explain and another does, and figures that were rounded."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.descent.test_trace import traced
from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Kind
from stemma.descent.matter import Item, MatterFinder
from stemma.descent.samefigure import misread, nearness, slipped, swapped

FLOOD = """The Orrin broke its banks at Tarn on Monday night. {1,340 people|killed|place=Tarn} have died, the governor said, and {2,615|missing|place=Tarn} are missing. {430 houses|buildings_destroyed|place=Tarn} are gone. The water stood {712 cm|water_level|place=Tarn} high at the old bridge."""
FEVER = """Doctors in Lenz count {11,148 cases|cases_confirmed|place=Lenz} of the fever since spring. {1,109 patients|deaths|place=Lenz} are dead, the institute says. {265,300 doses|doses|place=Lenz} lie in its cold rooms. Of {53,903 contacts|count:contacts|place=Lenz} nine in ten are seen."""
REVIEW = """A hard year for the province is not over. {1,340 people|killed|place=Tarn} drowned at Tarn and {2,615|missing|place=Tarn} were never found; {430 houses|buildings_destroyed|place=Tarn} have to be built anew. The fever of Lenz has taken {1,109 lives|deaths|place=Lenz} by {11,148 cases|cases_confirmed|place=Lenz}, and {265,300 doses|doses|place=Lenz} wait."""


def pile(day: str) -> list[Told]:
    return [
        told(FLOOD, "Tarn Courier", "2031-05-06T08:00:00+00:00"),
        told(FEVER, "Lenz Mail", "2031-05-07T08:00:00+00:00"),
        told(REVIEW, "Quarter Review", day),
        told("The mayor of Ossel opened {29 parks|count:parks|place=Ossel} on Friday.", "Ossel Star", "2031-05-09T08:00:00+00:00"),
    ]


@pytest.mark.parametrize("day", ["2031-05-12T08:00:00+00:00", "2031-06-20T08:00:00+00:00"])
def test_a_review_has_both_its_parents_also_weeks_later(pack: Pack, day: str) -> None:
    flood, fever, review, other = pile(day)
    stemma = traced(pack, [flood, fever, review, other])
    assert {d.parent for d in stemma.parents(review.report.id)} == {flood.report.id, fever.report.id}
    assert dict(stemma.kinds)[review.report.id] is Kind.BLEND
    assert not stemma.parents(other.report.id)
    for d in stemma.parents(review.report.id):
        assert sum(r.weight for r in d.reasons) > 0


def test_what_the_first_parent_tells_too_makes_no_second(pack: Pack) -> None:
    flood, fever, _, _ = pile("")
    echo = told(FLOOD.replace("The Orrin broke its banks", "The river came over the dykes"), "Echo", "2031-05-06T20:00:00+00:00")
    late = told(FLOOD.replace("The Orrin broke its banks at Tarn", "At Tarn the dam went"), "Late Post", "2031-05-07T20:00:00+00:00")
    stemma = traced(pack, [flood, fever, echo, late])
    assert [len(stemma.parents(r.report.id)) for r in (flood, fever, echo, late)] == [0, 0, 1, 1]


def test_a_rounded_number_repeats_the_exact_one_and_not_the_other_way(pack: Pack) -> None:
    def item(words: str, measure: str = "injured") -> Item:
        report, extract = told(f"{{{words}|{measure}|place=Tarn}} in Tarn.", words)
        return MatterFinder(pack, ()).find(report, extract).items[0]

    assert nearness(item("nearly 350"), item("347")) > 0.5
    assert nearness(item("10,000"), item("10,242")) > 0.5
    assert nearness(item("10%", "share"), item("9.9%", "share")) > 0.5
    assert nearness(item("9.9%", "share"), item("10%", "share")) < 0.5
    assert nearness(item("347"), item("350")) < 0.5
    assert nearness(item("nearly 400"), item("347")) < 0.5
    assert nearness(item("nearly 350"), item("347", "killed")) < 0.5


@given(st.integers(101, 10**7), st.integers(0, 9))
def test_a_digit_too_many_is_a_misreading_in_either_direction(number: int, digit: int) -> None:
    longer = number * 10 + digit
    assert misread(number, longer) and misread(longer, number)
    assert not misread(number, number) and not slipped(number, number) and not swapped(number, number)


def test_whoever_names_the_agency_in_short_and_has_its_figures_is_a_child_of_its_dispatch(pack: Pack) -> None:
    first = told(
        "OSSEL (Corda News Agency) - {99,100 doses|doses|place=Ossel} landed on Thursday. The minister told Corda that {348,600 more|count:needed|place=Ossel} are wanted.",
        "Star",
        "2031-09-05T20:00:00+00:00",
        credits=("Corda News Agency",),
    )
    second = told(
        "Our own crew went to the hospital of Lenz and saw {180 nurses|count:nurses|place=Lenz} there.\n\nThe first {99,100 doses|doses|place=Ossel|who=Corda|kind=outlet} came on 5 September, and {348,600 more|count:needed|place=Ossel|who=Corda|kind=outlet} were asked for, Corda reported.",
        "North TV",
        "2031-10-06T18:00:00+00:00",
    )
    stranger = told(
        "Corda has {16 offices|count:offices|place=Tarn|who=Corda|kind=outlet}. Our reporter counted {29 lorries|vehicles|place=Tarn} and {640 sacks|count:sacks|place=Tarn} at the bridge.",
        "Tarn Echo",
        "2031-10-06T19:00:00+00:00",
    )
    (lost,) = traced(pack, [first, second, stranger]).lost
    assert lost.id == "*corda-news-agency"
    assert set(lost.children) == {first.report.id, second.report.id}


def test_the_formulas_of_police_and_hospitals_make_no_kin(pack: Pack) -> None:
    def case(street: str, ages: tuple[int, int, int], outlet: str, day: str) -> Told:
        a, b, c = ages
        return told(
            f"A man was shot on {street}. The {{{a}-year-old man|age}} was taken to the hospital in serious condition, police said. A {{{b}-year-old woman|age}} was struck in the leg and listed in good condition. A {{{c}-year-old boy|age}} was pronounced dead at the scene. No one is in custody, and detectives are investigating. Anyone with information is asked to call police.",
            outlet,
            day,
        )

    one = case("Kedzie Street", (28, 31, 14), "Lake Sun", "2031-05-06")
    other = case("Halsted Road", (28, 19, 14), "Prairie News", "2031-05-09")
    assert not traced(pack, [one, other]).descents


def test_whom_a_note_names_is_a_parent_by_one_figure_beside_another(pack: Pack) -> None:
    first = told(
        "At Tarn {1,340 people|killed|place=Tarn} died and {2,615|missing|place=Tarn} are missing, {430 houses|buildings_destroyed|place=Tarn} fell and {712 cows|count:cows|place=Tarn} drowned, the governor told the Courier.",
        "Tarn Courier",
        "2031-05-06T08:00:00+00:00",
    )
    second = told(
        "The clinic of Lenz counts {11,148 cases|cases_confirmed|place=Lenz} of fever and {265 beds|count:beds|place=Lenz}, doctors say, and wants {53,900 doses|doses|place=Lenz} more by June.",
        "Lenz Mail",
        "2031-05-07T08:00:00+00:00",
    )
    note = told(
        "What do numbers tell? The Tarn Courier was given {1,340 dead|killed|place=Tarn}, {2,615 missing|missing|place=Tarn} and {430 houses|buildings_destroyed|place=Tarn} in ruins. We reckon {19,500|count:homeless|place=Tarn} without a roof and {87 million|damage_cost|place=Tarn} of damage.\n\nBy the Lenz Mail there are {11,148 cases|cases_confirmed|place=Lenz} of the fever. {34 towns|count:towns} of ours have no doctor at all.",
        "Ossel Institute",
        "2031-05-08T08:00:00+00:00",
    )
    stemma = traced(pack, [first, second, note])
    assert {d.parent for d in stemma.parents(note.report.id)} == {first.report.id, second.report.id}


def test_whose_text_others_took_will_have_been_taken_by_more(pack: Pack) -> None:
    flood = pile("")[0]
    echo = told(FLOOD.replace("The Orrin broke its banks", "The river came over the dykes"), "Echo", "2031-05-06T20:00:00+00:00")
    late = told(
        "At Tarn {1,340 people|killed|place=Tarn} are dead and {2,615|missing|place=Tarn} missing; {430 houses|buildings_destroyed|place=Tarn} fell.",
        "Late Post",
        "2031-05-07T20:00:00+00:00",
    )

    def rules(reports: list[Told]) -> set[str]:
        return {r.rule for d in traced(pack, reports).parents(late.report.id) for r in d.reasons}

    assert "descent.family" in rules([flood, echo, late])
    assert rules([flood, late]) and "descent.family" not in rules([flood, late])
