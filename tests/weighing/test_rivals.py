"""Rivals in one report, steps of one count across figures, and slips that were read apart."""

from __future__ import annotations

import pytest
from tests.weighing.piles import Pile, between, reading

from stemma.core.packs import Pack
from stemma.core.types import Conflict, Kind


def told(pile: Pile, rule: str) -> list[Conflict]:
    """The conflicts that a rule found."""
    return [c for c in pile.weigh().conflicts if c.reasons[0].rule == rule]


def crowd(pack: Pack, **more: str) -> Pile:
    """Two counts of a crowd in two figures."""
    pile = Pile(pack).report("Post")
    pile.say("Post.few", "about 30000", "crowd_size", "one", who="Police", subject="people", **more)
    return pile.say("Post.many", "over 90000", "crowd_size", "two", who="Organisers", subject="marchers", **more)


def test_two_speakers_of_one_report_are_rivals_though_linked_apart(pack: Pack) -> None:
    pile = crowd(pack)
    (found,) = told(pile, "weigh.rivals")
    assert (found.kind, pile.labels(found.claims)) == ("real", ["Post.few", "Post.many"])
    assert "Police and Organisers cannot both be right" in found.why


def test_numbers_with_a_sentence_between_are_not_set_against_each_other(pack: Pack) -> None:
    away = ". The shops stayed shut. "
    pile = Pile(pack).report("Post").say("Post.few", "about 30000", "crowd_size", "one", who="Police", subject="people", after=away)
    pile.say("Post.many", "over 90000", "crowd_size", "two", who="Organisers", subject="marchers")
    assert not told(pile, "weigh.rivals")


def test_three_rivals_make_one_conflict(pack: Pack) -> None:
    pile = crowd(pack)
    pile.say("Post.mid", "60000", "crowd_size", "three", who="Town hall")
    (found,) = told(pile, "weigh.rivals")
    assert len(found.claims) == 3


def test_the_outlets_own_number_is_no_rival(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.few", "30000", "crowd_size", "one").say("Post.many", "90000", "crowd_size", "two", who="Organisers")
    assert not told(pile, "weigh.rivals")


def test_a_part_of_the_number_before_is_no_rival(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.all", "300", "injured", "one", who="Police", after=", ")
    pile.say("Post.some", "120", "injured", "two", who="Hospital", before="of them ")
    assert not [c for c in pile.weigh().conflicts if c.kind == "real"]


@pytest.mark.parametrize(("one", "other"), [("soldiers", "children"), ("miners", "")])
def test_other_people_are_no_rivals(pack: Pack, one: str, other: str) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "40", "killed", "one", who="Ministry", subject=one).say("Post.b", "90", "killed", "two", who="Mayor", subject=other)
    assert not [c for c in pile.weigh().conflicts if c.kind == "real"]


def test_a_rewrite_repeats_its_rivals_in_silence(pack: Pack) -> None:
    pile = crowd(pack).report("Echo", "2031-05-03", Kind.EDIT, "Post")
    pile.say("Echo.few", "about 30000", "crowd_size", "one", who="Police", takes="Post.few")
    pile.say("Echo.many", "over 90000", "crowd_size", "two", who="Organisers", takes="Post.many")
    assert len(told(pile, "weigh.rivals")) == 1


def test_rivals_that_agree(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "over 50000", "crowd_size", "one", who="Police").say("Post.b", "60000", "crowd_size", "two", who="Union")
    (found,) = told(pile, "weigh.agree-beside")
    assert (found.kind, found.verdict) == ("apparent", "rounding")


def test_linked_rivals_of_one_report_need_no_more_ground(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "95", "killed", who="Ministry", place="Dorran").say("Post.b", "160", "killed", who="Doctors", place="")
    assert [c.kind for c in pile.weigh().conflicts] == ["real"]


def test_a_week_and_the_week_before(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "1950", "cases_total", "one", nature="flow", who="Institute")
    pile.say("Post.b", "3050", "cases_total", "two", nature="total", who="Institute")
    (found,) = told(pile, "weigh.window-beside")
    assert (found.kind, found.verdict) == ("apparent", "window")


def test_steps_of_one_toll_in_two_figures(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-05")
    pile.say("Post.dead", "374", "killed", "one", nature="total", who="Ministry", subject="people")
    pile.say("Echo.dead", "432", "killed", "two", nature="total", who="Ministry", subject="dead")
    (found,) = told(pile, "weigh.chain")
    assert (found.kind, found.verdict, pile.labels(found.claims)) == ("apparent", "time", ["Post.dead", "Echo.dead"])
    assert "one growing total on two dates" in found.why


def test_a_toll_of_other_people_is_no_step(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-05")
    pile.say("Post.dead", "374", "killed", "one", nature="total", subject="soldiers")
    pile.say("Echo.dead", "432", "killed", "two", nature="total", subject="children")
    assert not told(pile, "weigh.chain")


def test_the_same_number_of_two_days_is_no_conflict(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-09")
    pile.say("Post.a", "1180", nature="total").say("Echo.b", "1180", nature="total", status="planned")
    assert pile.weigh().conflicts == ()


def test_a_floor_far_below_speaks_of_nothing(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.a", "at least 62", who="Mayor").say("Echo.b", "158", who="Ministry")
    assert pile.weigh().conflicts == ()


def test_crowds_far_apart_in_two_reports_are_of_two_occasions(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.a", "3000", "crowd_size", who="Police").say("Echo.b", "25000", "crowd_size", who="Mayor")
    assert [(c.kind, c.verdict) for c in pile.weigh().conflicts] == [("apparent", "cannot-tell")]


def test_a_denial_meets_a_hedged_number(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.says", "over 120", who="an officer").say("Post.no", "120", who="the court", status="denied")
    assert [(c.kind, c.verdict) for c in pile.weigh().conflicts] == [("real", "denial")]


def test_the_number_given_in_a_denied_ones_stead(pack: Pack) -> None:
    pile = Pile(pack).report("Post").say("Post.no", "150", "injured", "one", who="Police", status="denied")
    pile.say("Post.own", "2", "injured", "two", who="Police")
    (found,) = told(pile, "weigh.admitted")
    assert (found.kind, pile.labels(found.claims)) == ("real", ["Post.no", "Post.own"])


@pytest.mark.parametrize(("said", "was"), [("347", "374"), ("17000", "1700")])
def test_a_slip_between_figures_has_no_origin(pack: Pack, said: str, was: str) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.PARAPHRASE, "Post")
    pile.say("Post.a", was, "killed", "one").say("Echo.b", said, "killed", "two")
    weighing = pile.weigh()
    assert reading(pile, weighing, "Echo.b").origins == 0
    assert [c.verdict for c in between(pile, weighing, "Post.a", "Echo.b")] == ["copying"]


def test_a_number_in_another_unit_is_a_slip(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.EDIT, "Post")
    pile.say("Post.a", "80", "distance", "one", unit="km").say("Echo.b", "80", "distance", "two", unit="mi")
    assert reading(pile, pile.weigh(), "Echo.b").born_in != ""


def test_a_new_number_beside_the_old_one_is_no_slip(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.PARAPHRASE, "Post")
    pile.say("Post.a", "374", "killed", "one").say("Echo.a", "374", "killed", "one").say("Echo.b", "347", "killed", "two")
    assert reading(pile, pile.weigh(), "Echo.b").origins == 1


def test_a_slip_beside_a_sibling_of_a_lost_original(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02", Kind.PARAPHRASE, "*wire").report("Echo", "2031-05-03", Kind.PARAPHRASE, "*wire")
    pile.say("Post.a", "25000000", "aid_amount", "one", unit="USD").say("Echo.b", "52000000", "money", "two", unit="USD")
    assert reading(pile, pile.weigh(), "Echo.b").origins == 0


def test_a_correction_restates_and_takes_back(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.PARAPHRASE, "Post")
    pile.report("Late", "2031-05-04", Kind.CORRECTION, "Echo")
    pile.say("Post.a", "374").say("Echo.b", "347", takes="Post.a").say("Late.old", "347").say("Late.new", "374")
    pile.change("Echo.b", "number", "374", "347", "Post.a")
    weighing = pile.weigh()
    assert (reading(pile, weighing, "Post.a").origins, reading(pile, weighing, "Late.old").denied) == (1, True)
    assert [(c.kind, c.verdict) for c in between(pile, weighing, "Echo.b", "Late.old")] == [("apparent", "copying")]
    assert [n.new_claims for n in weighing.novelty[1:]] == [(), ()]


def test_an_update_in_a_correction_is_its_own(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Else").report("Late", "2031-05-04", Kind.CORRECTION, "Post")
    pile.say("Post.a", "374").say("Else.b", "432").say("Late.c", "432")
    assert reading(pile, pile.weigh(), "Late.c").origins == 2


def test_what_the_first_child_of_a_lost_original_tells_is_new(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02", Kind.PARAPHRASE, "*wire").report("Echo", "2031-05-03", Kind.PARAPHRASE, "*wire")
    pile.say("Post.a", "374").say("Echo.a", "about 370")
    pile.taken += [("Post.a", "*wire", ""), ("Echo.a", "*wire", "")]
    weighing = pile.weigh()
    assert [pile.labels(n.new_claims) for n in weighing.novelty] == [["Post.a"], []]


def test_confirmed_and_suspected_make_all_cases(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.all", "11960", "cases_total", "one").say("Post.sure", "1180", "cases_confirmed", "two")
    pile.say("Post.maybe", "10780", "cases_suspected", "three")
    assert ("weigh.whole", True) in [(c.rule, c.holds) for c in pile.weigh().checks]


def test_a_rise_finds_the_count_before_in_another_figure(pack: Pack) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-03")
    pile.say("Post.a", "158", figure="one", nature="total").say("Echo.b", "205", figure="two", nature="total")
    pile.say("Echo.c", "47", figure="three", nature="delta")
    assert [c.rule for c in pile.weigh().checks if c.holds] == ["weigh.rise"]


def test_a_changed_date_keeps_the_capitals_of_the_text(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", kind=Kind.EDIT, parents="Post")
    pile.event("Post.began", "the offensive began in August 2031", "offensive")
    pile.event("Echo.began", "the offensive, begun in August 2030", "offensive")
    pile.changes.append({"label": "Echo.", "field": "time", "was": "august (2031)", "became": "august 2030", "source": "Post"})
    (found,) = pile.weigh().conflicts
    assert "“August 2030” in Echo against “August 2031” in Post" in found.why


@pytest.mark.parametrize("fewer", ["Norvian women", ""])
def test_a_lower_toll_of_fewer_people_in_another_report_is_not_real(pack: Pack, fewer: str) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-04")
    pile.say("Post.a", "60", nature="total", who="Mayor", subject="Norvian townsfolk")
    pile.say("Echo.b", "27", nature="total", who="Prosecutor", subject=fewer)
    assert [(c.kind, c.verdict) for c in pile.weigh().conflicts] == [("apparent", "cannot-tell")]


@pytest.mark.parametrize(("said", "rival"), [("under 50", True), ("50", False)])
def test_a_ceiling_is_set_against_a_far_higher_count(pack: Pack, said: str, rival: bool) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.many", "1300", "killed", "one", who="Association").say("Post.few", said, "killed", "two", who="Officer")
    assert bool(told(pile, "weigh.rivals")) is rival


def test_a_denied_number_finds_its_claim_though_read_under_another_measure(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.list", "1340", "killed", "one", who="Association")
    pile.say("Post.no", "1340", "missing", "two", who="Officer", status="denied", after=" and speaks of ")
    pile.say("Post.own", "under 50", "missing", "three", who="Officer")
    (found,) = told(pile, "weigh.admitted")
    assert "Post.list" in pile.labels(found.claims)


def test_the_outlets_own_number_set_against_a_speakers_with_but(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.few", "30000", "crowd_size", "one", who="Police").say("Post.many", "90000", "crowd_size", "two", before="but ")
    (found,) = told(pile, "weigh.rivals")
    assert pile.labels(found.claims) == ["Post.few", "Post.many"]


@pytest.mark.parametrize(("one", "other", "kinds"), [("combatants", "fighters", ["real"]), ("militants", "soldiers", [])])
def test_fighters_under_another_word_are_the_same_people_and_the_army_is_not_the_rebels(
    pack: Pack, one: str, other: str, kinds: list[str]
) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "58", "killed", "one", who="Officer", subject=one).say("Post.b", "25", "killed", "two", who="Envoy", subject=other)
    assert [c.kind for c in pile.weigh().conflicts if c.kind == "real"] == kinds


def test_a_town_in_a_list_is_no_speaker(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "25000", "crowd_size", "one", who="Officials", place="")
    pile.say("Post.b", "65000", "crowd_size", "two", who="Dorran", place="Dorran")
    assert not [c for c in pile.weigh().conflicts if c.kind == "real"]


def test_counts_of_two_named_days_are_no_rivals(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "42", "killed", "one", who="Ministry", nature="total", day="2031-05-01", told="Tuesday")
    pile.say("Post.b", "78", "killed", "two", who="Army", nature="total", day="2031-05-02", told="Wednesday")
    assert not [c for c in pile.weigh().conflicts if c.kind == "real"]


def test_as_many_as_far_more_is_against_about_so_many(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "about 1000", "crowd_size", "one", who="Police")
    pile.say("Post.b", "under 5000", "crowd_size", "two", who="Students", words="as many as 5000")
    (found,) = told(pile, "weigh.reach-beside")
    assert found.kind == "real"


def test_a_round_number_just_told_is_the_one_denied(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "9000", "killed", "one", who="Mission").say("Post.b", "9000", "displaced", "two", who="Envoy", status="denied")
    (found,) = told(pile, "weigh.denied-elsewhere")
    assert (found.kind, pile.labels(found.claims)) == ("real", ["Post.a", "Post.b"])


def test_of_the_dead_before_a_number_does_not_make_it_a_part(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "25", "killed", "one", who="Ministry", before="The total of the dead was ")
    pile.say("Post.b", "31", "killed", "two", who="Officer", before="An officer counted ")
    assert [c.kind for c in pile.weigh().conflicts] == ["real"]
