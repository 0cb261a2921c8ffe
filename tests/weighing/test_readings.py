"""Readings: which claims give one value, and what stands behind it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.piles import Pile, reading

from stemma.core.packs import Pack
from stemma.core.types import Kind


def test_rewrites_of_a_lost_original_have_one_origin(pack: Pack) -> None:
    pile = Pile(pack)
    for name in ("Post", "Courier", "Echo"):
        pile.report(name, kind=Kind.PARAPHRASE, parents="*wire")
        pile.say(f"{name}.held", "about 800", "territory_held", unit="km2", who="a staff officer", takes="*wire.held")
    found = reading(pile, pile.weigh(), "Post.held")
    assert (found.reports, found.origins, found.sources, found.grade) == (3, 1, 1, "6")


def test_a_round_number_in_another_unit_is_the_same_reading(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-08-30").report("Echo", "2032-01-06")
    pile.say("Post.km", "about 1376", "territory_held", unit="km2", day="2031-08-20", who="a staff officer")
    pile.say("Echo.mi", "about 500", "territory_captured", unit="mi2", day="2031-08-25")
    weighing = pile.weigh()
    found = reading(pile, weighing, "Echo.mi")
    assert (found.low, found.unit, found.reports, found.origins) == (1376, "km2", 2, 2)
    assert [c.verdict for c in weighing.conflicts] == ["unit"]
    assert "500 square miles" in weighing.conflicts[0].why


def test_a_round_number_does_not_swallow_another_day_of_a_growing_toll(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-04")
    pile.say("Post.one", "about 90", nature="total", day="2031-05-02").say("Echo.two", "91", nature="total", day="2031-05-04")
    assert len(pile.weigh().readings) == 2


def test_two_reporters_of_one_ministry_are_two_origins_and_one_source(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.dead", "874", who="Ministry of Defence").say("Echo.dead", "874", who="the Ministry of Defence")
    found = reading(pile, pile.weigh(), "Post.dead")
    assert (found.reports, found.origins, found.sources, found.grade) == (2, 2, 1, "6")


def test_two_named_sources_that_agree_are_proposed_as_confirmed(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.dead", "at least 21", who="Prosecutor General").say("Echo.dead", "at least 21", who="Red Crescent")
    assert reading(pile, pile.weigh(), "Post.dead").grade == "1"


def test_what_is_contradicted_is_not_proposed_as_confirmed(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo").report("Star")
    pile.say("Post.dead", "21", who="Prosecutor General").say("Echo.dead", "21", who="Red Crescent").say("Star.dead", "58", who="Governor")
    assert {r.grade for r in pile.weigh().readings} == {"6"}


def test_unnamed_sources_of_two_reports_are_not_taken_for_confirmation(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.dead", "at least 21", who="a doctor").say("Echo.dead", "at least 21", who="an official")
    assert reading(pile, pile.weigh(), "Post.dead").grade == "6"


def test_a_value_born_in_copying_has_no_origin(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.EDIT, "Post")
    pile.say("Post.dead", "1068", who="Ministry").say("Echo.dead", "1086", who="Ministry", takes="Post.dead")
    pile.change("Echo.dead", "number", "1068", "1086", "Post.dead")
    weighing = pile.weigh()
    assert reading(pile, weighing, "Post.dead").origins == 1
    assert (reading(pile, weighing, "Echo.dead").origins, reading(pile, weighing, "Echo.dead").sources) == (0, 0)
    assert reading(pile, weighing, "Echo.dead").born_in == next(c for c in weighing.readings if c.origins == 0).born_in != ""
    assert [(c.kind, c.verdict) for c in weighing.conflicts] == [("apparent", "copying")]


def test_a_mistake_handed_on_has_no_origin_either(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.EDIT, "Post").report("Star", "2031-05-04", Kind.COPY, "Echo")
    pile.say("Post.area", "2400", "territory_captured", unit="km2").say(
        "Echo.area", "2400", "territory_captured", unit="mi2", takes="Post.area"
    )
    pile.say("Star.area", "2400", "territory_captured", unit="mi2", takes="Echo.area").change("Echo.area", "unit", source="Post.area")
    found = reading(pile, pile.weigh(), "Star.area")
    assert (found.reports, found.origins) == (2, 0)


def test_a_correction_goes_back_to_the_first_report(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.EDIT, "Post").report("Amends", "2031-05-04", Kind.CORRECTION, "Echo")
    pile.say("Post.dead", "62").say("Echo.dead", "26", takes="Post.dead").change("Echo.dead", "number", source="Post.dead")
    pile.say("Amends.dead", "62", takes="Echo.dead").say("Amends.not", "26", status="denied", takes="Echo.dead")
    weighing = pile.weigh()
    assert reading(pile, weighing, "Amends.dead").origins == 1
    denied = reading(pile, weighing, "Amends.not")
    assert denied.denied and denied.origins == 1
    assert not [c for c in weighing.conflicts if c.kind == "real"]


def test_a_correction_goes_back_to_what_the_other_children_of_a_lost_original_tell(pack: Pack) -> None:
    pile = Pile(pack).report("Post", kind=Kind.PARAPHRASE, parents="*wire").report("Echo", kind=Kind.PARAPHRASE, parents="*wire")
    pile.report("Amends", "2031-05-04", Kind.CORRECTION, "Echo").report("Star", "2031-05-01")
    pile.say("Post.dead", "62", takes="*wire.dead").say("Echo.dead", "75", takes="*wire.dead").change("Echo.dead", "number")
    pile.say("Amends.dead", "62").say("Star.hurt", "90", "injured", "hurt").say("Amends.hurt", "90", "injured", "hurt")
    weighing = pile.weigh()
    assert reading(pile, weighing, "Amends.dead").origins == 1
    assert reading(pile, weighing, "Amends.hurt").origins == 2  # what no child of it told is the correction's own


def test_own_reporting_in_a_partial_rewrite_is_its_own_origin(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.PARTIAL, "Post").report("Star", "2031-05-01")
    pile.say("Star.displaced", "90000", "displaced", "moved").say("Echo.displaced", "90000", "displaced", "moved")
    pile.say("Post.dead", "21").say("Echo.dead", "21", takes="Post.dead")
    weighing = pile.weigh()
    assert reading(pile, weighing, "Echo.displaced").origins == 2
    assert reading(pile, weighing, "Echo.dead").origins == 1


def test_without_single_claims_the_tree_of_reports_serves(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.COPY, "Post").report("Star", "2031-05-03")
    pile.say("Post.dead", "21").say("Echo.dead", "21").say("Star.dead", "21", who="Mayor")
    assert reading(pile, pile.weigh(), "Post.dead").origins == 2


def test_the_hedge_parts_readings(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.dead", "over 2000").say("Echo.dead", "2000")
    assert len(pile.weigh().readings) == 2


CLAIM = st.tuples(
    st.sampled_from(["Post", "Echo", "Star", "Courier"]),
    st.sampled_from(["21", "about 20", "over 20", "19-25", "1,100", "about 1000", "nearly 1000", "under 30"]),
    st.sampled_from(["killed", "killed_or_wounded", "territory_held"]),
    st.sampled_from(["f", "g"]),
    st.sampled_from(["asserted", "denied", "planned"]),
    st.sampled_from(["", "2031-05-01", "2031-05-02", "2031-04"]),
    st.sampled_from(["", "Mayor", "a doctor"]),
    st.sampled_from(["persons", "percent", "km2"]),
)


def _built(pack: Pack, drawn: list[tuple[str, ...]]) -> Pile:
    pile = (
        Pile(pack)
        .report("Post")
        .report("Echo", "2031-05-03", Kind.COPY, "Post")
        .report("Star", "", Kind.EDIT, "Echo")
        .report("Courier", "2031-05")
    )
    for i, (report, said, measure, figure, status, day, who, unit) in enumerate(drawn):
        pile.say(f"{report}.{i}", said, measure, figure, status=status, day=day, who=who, unit=unit)
    return pile


@settings(max_examples=60, deadline=None)
@given(drawn=st.lists(CLAIM, max_size=14))
def test_readings_hold_every_claim_once(pack: Pack, drawn: list[tuple[str, ...]]) -> None:
    pile = _built(pack, drawn)
    weighing = pile.weigh()
    held = [c for r in weighing.readings for c in r.claims]
    assert sorted(held) == sorted(pile.ids.values())
    assert all(r.origins <= r.reports and (r.born_in == "") == (r.origins > 0) for r in weighing.readings)


@settings(max_examples=40, deadline=None)
@given(drawn=st.lists(CLAIM, max_size=12))
def test_the_order_of_reports_and_claims_changes_nothing(pack: Pack, drawn: list[tuple[str, ...]]) -> None:
    pile = _built(pack, drawn)
    assert pile.weigh() == pile.weigh(reverse=True)


def test_two_counts_that_lie_close_are_two_readings(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo").say("Post.dead", "1068").say("Echo.dead", "1069")
    assert len(pile.weigh().readings) == 2


def test_one_source_under_several_names_is_told_with_the_reason(pack: Pack) -> None:
    pile = Pile(pack)
    for name, who in (("Post", "a senior General Staff source"), ("Echo", "the General Staff")):
        pile.report(name, kind=Kind.PARAPHRASE, parents="*wire")
        pile.say(f"{name}.held", "about 800", "territory_held", unit="km2", who=who, takes="*wire.held")
    found = reading(pile, pile.weigh(), "Post.held")
    told = [r.detail for r in found.reasons if r.rule == "weigh.one-source"]
    assert found.sources == 1
    assert told == [
        "one primary source under 2 names, as these reports took the value from one another: "
        "“a senior General Staff source” in Post; “the General Staff” in Echo"
    ]


def test_one_source_under_one_name_needs_no_reason(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.dead", "874", who="Ministry of Defence").say("Echo.dead", "874", who="Red Crescent")
    assert [r.rule for r in reading(pile, pile.weigh(), "Post.dead").reasons] == ["weigh.origins"]


@pytest.mark.parametrize(
    ("one", "other", "sources", "grade"),
    [
        ("separatist defence ministry", "Karabakh separatists' defence ministry", 1, "6"),
        ("defence ministry of Norvia", "defence ministry of Estria", 2, "1"),
    ],
)
def test_a_longer_name_of_one_speaker_is_no_second_source(pack: Pack, one: str, other: str, sources: int, grade: str) -> None:
    pile = Pile(pack).report("Post").report("Courier")
    pile.say("Post.a", "1166", who=one, nature="total").say("Courier.b", "1166", who=other, nature="total")
    found = reading(pile, pile.weigh(), "Post.a")
    assert (found.origins, found.sources, found.grade) == (2, sources, grade)


def test_two_swapped_digits_of_a_number_in_hundreds_are_a_slip_under_whatever_measure(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.PARAPHRASE, "Post")
    pile.say("Post.air", "230", "rescued", "one").say("Post.all", "1718", "rescued", "three")
    pile.say("Echo.air", "320", "count", "two").say("Echo.all", "1718", "rescued", "three", takes="Post.all")
    told = [c for c in pile.weigh().conflicts if c.verdict == "copying"]
    assert [set(pile.labels(c.claims)) for c in told] == [{"Post.air", "Echo.air"}]
