"""Sums that hold and do not, the course of a figure, and what is new."""

from __future__ import annotations

import pytest
from tests.weighing.piles import Pile

from stemma.core.packs import Pack
from stemma.core.types import Check, Kind


def checks(pile: Pile) -> list[tuple[str, bool]]:
    """The rules that found a sum, and whether it holds."""
    return [(c.rule, c.holds) for c in pile.weigh().checks]


def first(pile: Pile) -> Check:
    """The first sum of a pile."""
    return pile.weigh().checks[0]


@pytest.mark.parametrize(("share", "holds"), [("over 40", True), ("about 42", True), ("over 60", False)])
def test_the_share_lost(pack: Pack, share: str, holds: bool) -> None:
    pile = Pile(pack).report("Post", "2031-11-24")
    pile.say("Post.share", share, "territory_lost", "share", unit="percent", subject="Norvia")
    pile.say("Post.then", "about 1376", "territory_held", "held", unit="km2", subject="Norvia", day="2031-08-20")
    pile.say("Post.now", "about 800", "territory_held", "held", unit="km2", subject="Norvia", day="2031-11-24")
    assert checks(pile) == [("weigh.share-lost", holds)]
    assert "41.9%" in first(pile).why
    assert any(c.verdict == "arithmetic" for c in pile.weigh().conflicts) == holds


@pytest.mark.parametrize(("made", "holds"), [("about 2400", True), ("about 3400", False)])
def test_a_share_of_a_number_in_the_text(pack: Pack, made: str, holds: bool) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.area", made, "territory_captured", "a", unit="km2", after=", or ")
    pile.say("Post.share", "34", "territory_captured", "b", unit="percent", words="34% of the roughly", after=" ")
    pile.say("Post.belt", "7000", "territory_held", "c", unit="km2")
    assert checks(pile) == [("weigh.share-of", holds)]


def test_parts_and_their_sum(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    for label, said in (("cities", "4"), ("towns", "5"), ("villages", "165")):
        pile.say(f"Post.{label}", said, "settlements_captured", label, unit="count", after=f" {label}, ")
    pile.say("Post.all", "174", "settlements_captured", "all", unit="count", after=" places in all")
    assert checks(pile) == [("weigh.sum", True)]
    assert "4 + 5 + 165 = 174" in first(pile).why


def test_a_sum_that_is_off_by_one(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    for label, said in (("cities", "4"), ("towns", "5"), ("villages", "165")):
        pile.say(f"Post.{label}", said, "settlements_captured", label, unit="count", after=f" {label}, ")
    pile.say("Post.all", "175", "settlements_captured", "all", unit="count", after=" places in all")
    assert checks(pile) == [("weigh.sum", False)]


def test_numbers_that_add_up_by_chance_are_not_reported(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    for label, said in (("a", "4"), ("b", "5"), ("c", "9")):
        pile.say(f"Post.{label}", said, "killed", label)
    assert checks(pile) == []


def test_a_rise_joins_two_counts(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-01").report("Echo", "2031-05-02")
    pile.say("Post.dead", "1068", nature="total", day="2031-05-01")
    pile.say("Echo.rise", "51", figure="rise", nature="delta", day="2031-05-02").say("Echo.dead", "1119", nature="total", day="2031-05-02")
    pile.say("Echo.slip", "1086", nature="total", day="2031-05-01")
    assert checks(pile) == [("weigh.rise", True), ("weigh.rise", False)]


def test_one_amount_in_two_units(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.km", "about 3100", "territory_held", unit="km2", after=", or ").say("Post.mi", "1197", "territory_held", unit="mi2")
    pile.say("Post.rain", "491", "rainfall", "r", unit="mm", after=" (").say("Post.inch", "12", "rainfall", "r", unit="in")
    assert checks(pile) == [("weigh.units", True), ("weigh.units", False)]


def test_a_part_is_not_more_than_the_whole(pack: Pack) -> None:
    pile = (
        Pile(pack)
        .report("Post")
        .say("Post.dead", "900", subject="soldiers")
        .say("Post.both", "800", "killed_or_wounded", "g", subject="soldiers")
    )
    assert checks(pile) == [("weigh.part", False)]


def test_what_is_new(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-01").report("Echo", "2031-05-02", Kind.COPY, "Post").report("Star", "2031-05-03")
    pile.report("Amends", "2031-05-04", Kind.CORRECTION, "Echo")
    pile.say("Post.dead", "at least 21").say("Echo.dead", "at least 21", takes="Post.dead").say("Star.again", "21").say(
        "Star.more", "26", figure="g"
    )
    pile.say("Amends.not", "26", figure="g", status="denied")
    news = {n.report: pile.labels(n.new_claims) for n in pile.weigh().novelty}
    assert list(news.values()) == [["Post.dead"], [], ["Star.more"], []]


def test_a_mistake_in_copying_is_not_new(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.PARTIAL, "Post")
    pile.say("Post.dead", "1068").say("Echo.dead", "1086", takes="Post.dead").change("Echo.dead", "number", source="Post.dead")
    assert [pile.labels(n.new_claims) for n in pile.weigh().novelty] == [["Post.dead"], []]


def test_news_of_one_morning_stand_by_the_clock(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02T08:00:00+02:00").report("Echo", "2031-05-02T07:00:00+00:00")
    pile.say("Echo.dead", "21").say("Post.dead", "21")
    assert [pile.labels(n.new_claims) for n in pile.weigh().novelty] == [["Post.dead"], []]


def test_the_course_of_a_figure(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-01").report("Echo", "2031-05-05", Kind.COPY, "Post").report("Star", "2031-05-06")
    pile.say("Post.dead", "21", who="Mayor", nature="total").say("Echo.dead", "21", who="Mayor", nature="total", takes="Post.dead")
    pile.say("Star.dead", "26", nature="total").say("Star.before", "21", nature="total", day="2031-05-03")
    points = pile.weigh().courses
    assert [(p.low, p.known, p.source, pile.labels(p.claims)) for p in points] == [
        (21, "2031-05-01", "Mayor", ["Post.dead", "Echo.dead"]),
        (21, "2031-05-06", "Star", ["Star.before"]),
        (26, "2031-05-06", "Star", ["Star.dead"]),
    ]
