"""Parts that a report calls so, counts that one institution goes on, fractions in words, the number that a denier gives in its stead."""

from __future__ import annotations

import pytest
from tests.weighing.piles import Pile, between

from stemma.core.packs import Pack


@pytest.mark.parametrize("words", [" people died, ", " people died, including "])
def test_what_a_report_counts_among_others_is_a_part_of_them(pack: Pack, words: str) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.all", "17", who="Ministry", figure="all", subject="people", after=words)
    pile.say("Post.some", "5", who="Ministry", figure="some", subject="children", after=" of them children. ")
    (found,) = between(pile, pile.weigh(), "Post.all", "Post.some")
    assert (found.kind, found.verdict) == ("apparent", "part-whole")


def test_two_sentences_without_such_words_tell_of_no_part(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.all", "17", who="Ministry", figure="all", subject="pupils", place="Dorran")
    pile.say("Post.some", "5", who="Ministry", figure="some", subject="nurses", place="Ostrey")
    assert not [c for c in pile.weigh().conflicts if c.reasons[0].rule == "weigh.part-said"]


@pytest.mark.parametrize(("who", "told"), [("Observatory", True), ("another Observatory of Norvia", False)])
def test_one_institution_goes_on_counting_over_months(pack: Pack, who: str, told: bool) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Courier", "2031-10-02")
    pile.say("Post.one", "2800", nature="total", who="Observatory", figure="one", subject="people", day="2031-05-02")
    pile.say("Courier.two", "12,000", nature="total", who=who, figure="two", subject="people", day="2031-10-02")
    found = between(pile, pile.weigh(), "Post.one", "Courier.two")
    assert [(c.kind, c.verdict) for c in found] == ([("apparent", "time")] if told else [])


@pytest.mark.parametrize(("words", "kind"), [("half of them", "apparent"), ("50% of them", "real")])
def test_half_is_a_rounder_word_than_fifty_per_cent(pack: Pack, words: str, kind: str) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.nurse", "50", "injured", who="Nurse", unit="percent", words=words, subject="patients")
    pile.say("Post.head", "about 45", "injured", who="Head", unit="percent", subject="patients")
    assert [c.kind for c in between(pile, pile.weigh(), "Post.nurse", "Post.head")] == [kind]


def test_who_denies_and_admits_sets_both_against_the_first(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.says", "nine children", who="Doctor", figure="a", words="nine children")
    pile.drafts[-1]["said"] = "9"
    pile.say("Post.no", "9", who="Officer", status="denied", figure="b", after=" deaths; he admits ")
    pile.say("Post.admits", "2", "hospitalised", who="Officer", figure="c")
    found = between(pile, pile.weigh(), "Post.says", "Post.no", "Post.admits")
    assert [(c.kind, c.verdict) for c in found] == [("real", "denial")]


def test_a_number_of_months_ago_is_not_denied_now(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Courier", "2031-12-21")
    pile.say("Post.old", "31", who="Ministry", nature="total", day="2031-05-02")
    pile.say("Courier.no", "31", who="Spokesman", status="denied", day="2031-12-21")
    assert not [c for c in pile.weigh().conflicts if c.kind == "real"]


def test_the_words_of_a_verdict_do_not_hang_on_the_order(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Courier")
    pile.say("Post.a", "40", who="Ministry", subject="soldiers").say("Courier.b", "90", who="Rebels", subject="soldiers")
    pile.say("Courier.c", "more than 35", who="Clinic", subject="soldiers")
    one, other = pile.weigh().conflicts, pile.weigh(reverse=True).conflicts
    assert {(frozenset(c.claims), c.kind, c.verdict) for c in one} == {(frozenset(c.claims), c.kind, c.verdict) for c in other}


def test_a_later_count_supersedes_the_earlier_one(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Courier", "2031-05-06")
    pile.say("Post.old", "40", nature="total", who="Ministry", day="2031-05-02")
    pile.say("Courier.new", "52", nature="total", who="Ministry", day="2031-05-06")
    (found,) = between(pile, pile.weigh(), "Post.old", "Courier.new")
    assert (found.kind, found.verdict, found.reasons[0].rule) == ("apparent", "time", "weigh.superseded")
    assert found.why.endswith("a later count, which supersedes the earlier one.")


def test_a_fraction_is_told_without_false_digits(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.minister", "33.333333", "area_flooded", who="Minister", unit="percent", words="a third of the land", subject="land")
    pile.say("Post.lab", "about 10", "area_flooded", who="Laboratory", unit="percent", subject="land")
    (found,) = between(pile, pile.weigh(), "Post.minister", "Post.lab")
    assert "33.3%" in found.why and "33.33" not in found.why
