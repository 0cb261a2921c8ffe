"""Conflicts: what cannot all be so, what only seems not to agree, and what is no matter at all."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.weighing.piles import Pile, between

from stemma.core.packs import Pack
from stemma.core.types import Conflict, Kind


def only(pile: Pile) -> Conflict:
    """The one conflict of a pile."""
    found = pile.weigh().conflicts
    assert len(found) == 1, [c.why for c in found]
    return found[0]


def test_sources_that_differ_on_one_thing_at_one_time(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.one", "about 2050", "troops_deployed", who="Observatory").say("Post.two", "4000", "troops_deployed", who="Diplomat")
    pile.say("Post.three", "1000-1500", "troops_deployed", who="Attaché")
    found = only(pile)
    assert (found.kind, found.verdict, len(found.claims)) == ("real", "real", 3)
    for word in ("about 2,050", "4,000", "1,000–1,500", "Observatory", "Diplomat", "Attaché", "2 May 2031"):
        assert word in found.why


def test_a_denial_is_real(pack: Pack) -> None:
    pile = (
        Pile(pack)
        .report("Post")
        .say("Post.says", "6500", who="Ministry of Norvia")
        .say("Post.no", "6500", who="an officer", status="denied")
    )
    assert (only(pile).kind, only(pile).verdict) == ("real", "denial")
    assert "denied by an officer" in only(pile).why


def test_a_denial_stands_against_all_who_say_so(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-04").report("Desk", "2031-05-05")
    pile.say("Post.says", "6500", who="Ministry of Norvia").say("Echo.says", "6500", status="forecast", day="2031-05-04")
    pile.say("Desk.no", "6500", who="an officer", status="denied", day="2031-05-05")
    said, _, denied = only(pile).why.partition(" stand against ")
    assert "Ministry of Norvia" in said and "Echo" in said and "denied by an officer" in denied


def test_two_counts_and_a_denial_of_one_are_told_apart(pack: Pack) -> None:
    pile = Pile(pack).report("Post").say("Post.says", "6500", who="Ministry of Norvia").say("Post.also", "8000", who="Red Crescent")
    pile.say("Post.no", "6500", who="an officer", status="denied")
    assert only(pile).why.endswith("cannot all be so; one of them is a denial.")


def test_a_growing_toll_is_one_seeming_conflict(pack: Pack) -> None:
    pile = Pile(pack)
    for day, said in (("02", "874"), ("04", "963"), ("08", "1,068")):
        pile.report(f"P{day}", f"2031-05-{day}").say(f"P{day}.dead", said, nature="total", who="Ministry")
    found = only(pile)
    assert (found.kind, found.verdict) == ("apparent", "time")
    assert pile.labels(found.claims) == ["P02.dead", "P04.dead", "P08.dead"]
    assert "growing total" in found.why


def test_a_toll_of_another_source_that_falls_is_no_sure_dispute(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-08")
    pile.say("Post.dead", "6500", nature="total", who="Ministry").say("Echo.dead", "under 1500", nature="total", who="an official")
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "cannot-tell")
    assert "no report sets the two side by side" in only(pile).why


def test_a_source_that_lowers_its_toll_has_revised_it(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-08")
    pile.say("Post.dead", "222", nature="total", who="Civil Protection").say("Echo.dead", "214", nature="total", who="Civil Protection")
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "restated")


def test_a_speaker_who_updates_in_one_report(pack: Pack) -> None:
    pile = (
        Pile(pack)
        .report("Post")
        .say("Post.old", "19", nature="total", who="Prosecutor")
        .say("Post.new", "at least 21", nature="total", who="Prosecutor")
    )
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "restated")


def test_levels_of_two_dates(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-11-13").report("Echo", "2031-11-24")
    pile.say("Post.men", "50,000", "troops_deployed", who="President").say(
        "Echo.men", "about 59000", "troops_deployed", who="a staff officer"
    )
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "time")


def test_a_crowd_does_not_change_with_the_date_of_the_report(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-03")
    pile.say("Post.crowd", "about 8000", "crowd_size", who="Police").say("Echo.crowd", "about 30000", "crowd_size", who="Organisers")
    assert only(pile).kind == "real"


def test_hedges_that_leave_room(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "about 60", "displaced", unit="percent", who="Ombudsman").say(
        "Post.b", "over 50", "displaced", unit="percent", who="Mayor"
    )
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "rounding")


def test_a_number_rounded_without_saying_so(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.m", "6.8", "magnitude", unit="magnitude", who="Survey").say(
        "Echo.m", "6.83", "magnitude", unit="magnitude", who="Institute"
    )
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "rounding")


def test_killed_and_killed_or_wounded(pack: Pack) -> None:
    pile = (
        Pile(pack)
        .report("Post")
        .report("Echo")
        .say("Post.a", "874", who="Ministry")
        .say("Echo.b", "2100", "killed_or_wounded", who="Ministry")
    )
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "scope")


def test_a_rewrite_with_another_number(pack: Pack) -> None:
    pile = (
        Pile(pack)
        .report("Post")
        .report("Echo", "2031-05-02", Kind.EDIT, "Post")
        .say("Post.a", "95", who="Mayor")
        .say("Echo.b", "59", who="Mayor")
    )
    pile.taken.append(("Echo.b", "Post", "Post.a"))
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "copying")


def test_undated_reports_cannot_be_told(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "").report("Echo", "").say("Post.a", "12", who="Mayor").say("Echo.b", "40", who="Governor")
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "cannot-tell")


def test_inside_one_report_shares_that_do_not_make_a_whole(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    land = {"unit": "percent", "of": "land taken in summer", "subject": "Norvia"}
    pile.say("Post.lost", "nearly 50", "territory_lost", "lost", **land).say("Post.held", "under 50", "territory_held", "held", **land)
    found = only(pile)
    assert (found.kind, found.verdict) == ("real", "arithmetic")
    assert "Inside Post" in found.why


@pytest.mark.parametrize(("lost", "held"), [("over 40", "under 60"), ("about 40", "about 60")])
def test_shares_that_may_make_a_whole(pack: Pack, lost: str, held: str) -> None:
    pile = Pile(pack).report("Post")
    land = {"unit": "percent", "of": "land taken in summer", "subject": "Norvia"}
    pile.say("Post.lost", lost, "territory_lost", "lost", **land).say("Post.held", held, "territory_held", "held", **land)
    assert not [c for c in pile.weigh().conflicts if c.kind == "real"]


def test_each_side_against_one_sides_list(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.each", "over 2000", figure="each", nature="total", subject="each side", who="Envoy")
    pile.say("Post.list", "874", figure="list", nature="total", subject="Norvian soldiers", who="Ministry")
    assert (only(pile).kind, pile.labels(only(pile).claims)) == ("real", ["Post.each", "Post.list"])


def test_a_part_and_all_together(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.all", "about 5000", figure="all", subject="people on both sides").say(
        "Post.part", "874", figure="part", subject="Norvian soldiers"
    )
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "part-whole")


def test_two_strikes_of_one_report(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.one", "21", figure="one", subject="people in the market strike", place="Dorran")
    pile.say("Post.both", "26", figure="both", subject="people in the market and mill strikes", place="Dorran district")
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "part-whole")


def test_children_and_women_are_not_set_side_by_side(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "11", figure="a", subject="Norvian children").say("Post.b", "27", figure="b", subject="Norvian women")
    assert pile.weigh().conflicts == ()


def test_additions_of_other_windows(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "36", figure="a", nature="delta", subject="Norvian soldiers", day="2031-05-02")
    pile.say("Post.b", "89", figure="b", nature="delta", subject="Norvian soldiers", day="2031-04-30/2031-05-02")
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "window")


def test_an_event_that_changed_on_the_way(pack: Pack) -> None:
    pile = Pile(pack).report("Post", kind=Kind.EDIT, parents="*wire").report("Echo", kind=Kind.EDIT, parents="*wire")
    pile.event("Post.fired", "a missile fired at Dorran", "strike").event("Echo.fired", "missiles fired at cities", "strike")
    pile.change("Echo.fired", "number", "a missile fired at Dorran", "missiles fired at cities", "*wire")
    found = only(pile)
    assert (found.kind, pile.labels(found.claims)) == ("real", ["Post.fired", "Echo.fired"])
    assert "one became many" in found.why


def test_a_changed_date_is_charged_to_the_event_beside_it(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", kind=Kind.EDIT, parents="Post")
    pile.event("Echo.began", "the offensive, begun in August 2030", "offensive")
    pile.changes.append({"label": "Echo.", "field": "time", "was": "August (2031)", "became": "august 2030", "source": "Post"})
    assert pile.labels(only(pile).claims) == ["Echo.began"]


def test_repulsed_and_still_attacking(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.event("Post.back", "repulsed the attack", "repulse", who="Ministry", place="Dorran")
    pile.event("Post.on", "are attacking still", "offensive", who="soldiers", place="Dorran")
    assert (only(pile).kind, only(pile).verdict) == ("real", "real")


def test_one_speaker_does_not_speak_against_itself(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.event("Post.on", "an attack began", "offensive", who="Ministry", place="Dorran")
    pile.event("Post.back", "repulsed the attack", "repulse", who="Ministry", place="Dorran")
    assert pile.weigh().conflicts == ()


def test_no_sentence_says_true_false_or_independent(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-09")
    for i, (report, who) in enumerate(permutations(["Post", "Echo"] * 2, 2)):
        pile.say(f"{report}.{i}", str(10 + 7 * i), who=f"{who} office", status="denied" if i % 3 == 0 else "claimed")
    whys = " ".join(c.why for c in pile.weigh().conflicts).lower()
    assert whys and not {"true", "false", "independent"} & set(whys.replace(".", " ").split())
    assert between(pile, pile.weigh())


def test_without_common_ground_nothing_is_called_real(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo").say("Post.a", "3", who="Mayor", place="").say("Echo.b", "12", who="Governor", place="")
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "cannot-tell")


def test_other_people_are_another_quantity(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.a", "30", who="Mayor", subject="miners").say("Echo.b", "12", who="Governor", subject="firefighters")
    assert (only(pile).kind, only(pile).verdict) == ("apparent", "quantity")


def test_a_denied_number_finds_what_it_denies_in_another_figure(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.says", "about 2050", "returned", "flown", who="Observatory", words="some 2,050 fighters")
    pile.say("Post.no", "2050", "troops_deployed", "sent", who="an official", status="denied", words="2,050 fighters")
    assert pile.labels(only(pile).claims) == ["Post.says", "Post.no"]
    assert (only(pile).kind, only(pile).verdict) == ("real", "denial")


def test_a_small_denied_number_of_another_measure_is_left_alone(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.says", "20", "arrested", "one", who="Police").say("Post.no", "20", "killed", "two", who="Mayor", status="denied")
    assert pile.weigh().conflicts == ()


def test_a_changed_value_finds_its_source_in_another_figure(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.EDIT, "Post")
    pile.say("Post.area", "about 2400", "territory_captured", "one", unit="km2")
    pile.say("Echo.area", "2400", "territory_held", "two", unit="mi2", takes="Post.area")
    pile.change("Echo.area", "unit", source="Post.area")
    found = [c for c in pile.weigh().conflicts if c.verdict == "copying"]
    assert [pile.labels(c.claims) for c in found] == [["Post.area", "Echo.area"]]


def test_a_low_number_in_a_growing_series_is_a_part(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-08").report("Star", "2031-05-09")
    pile.say("Post.a", "63", nature="total", who="Ministry").say("Echo.b", "90", nature="total", who="Prosecutor")
    pile.say("Star.c", "19", nature="total", who="Mayor")
    assert not [c for c in pile.weigh().conflicts if c.kind == "real" and pile.ids["Post.a"] in c.claims]
