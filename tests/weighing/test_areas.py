"""Counts of two areas and since two days, and what no report sets side by side."""

from __future__ import annotations

import pytest
from tests.weighing.piles import Pile

from stemma.core.packs import Pack
from stemma.core.types import Conflict, Kind, Place

LAND = Place(name="Norvia", id="cc:NV", kind="country", country="NV", words="nationwide")
PROVINCE = Place(name="Dorran", id="a1:NV.01", kind="region", country="NV", words="Dorran")
UNSAID = Place(name="Norvia", id="cc:NV", kind="country", country="NV")


def conflicts(pile: Pile) -> list[Conflict]:
    """All conflicts of a pile."""
    return list(pile.weigh().conflicts)


def province_and_land(pack: Pack, small: str, great: str, land: Place = LAND, **more: object) -> Pile:
    """A province's authority and the country's, each with its number, in one breath."""
    pile = Pile(pack).report("Post")
    pile.say("Post.part", small, "killed", before="In Dorran ", who="Prefect", place=PROVINCE, subject="people", **more)
    return pile.say("Post.whole", great, "killed", before="Nationwide ", who="Ministry", place=land, subject="people", **more)


def test_the_provinces_number_is_a_part_of_the_countrys(pack: Pack) -> None:
    pile = province_and_land(pack, "1310", "1367")
    (found,) = conflicts(pile)
    assert (found.kind, found.verdict, found.reasons[0].rule) == ("apparent", "part-whole", "weigh.area")
    assert "Dorran lies in Norvia" in found.why


def test_a_province_with_more_than_its_country_is_at_odds_with_it(pack: Pack) -> None:
    (found,) = conflicts(province_and_land(pack, "537", "417", LAND))
    assert found.kind == "real"


def test_no_more_than_so_many_is_said_against_the_other_number(pack: Pack) -> None:
    (found,) = conflicts(province_and_land(pack, "under 2500", "over 3000", UNSAID))
    assert found.kind == "real"


def test_shares_of_a_province_and_its_country_do_not_add_up(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "41", "share", before="In Dorran ", who="Prefect", place=PROVINCE, unit="percent", subject="schools")
    pile.say("Post.b", "72", "share", before="Nationwide ", who="Ministry", place=LAND, unit="percent", subject="schools")
    assert [c.kind for c in conflicts(pile)] == ["real"]


def test_counts_from_two_days_on(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-04")
    pile.say("Post.spring", "324", nature="total", who="Minister", day="2031-03-01/2031-05-02", told="since March")
    pile.say("Echo.april", "231", nature="total", who="Authority", day="2031-04-20/2031-05-04", told="since 20 April")
    (found,) = conflicts(pile)
    assert (found.kind, found.verdict, found.reasons[0].rule) == ("apparent", "window", "weigh.starts")


def test_what_no_report_sets_side_by_side_is_no_sure_conflict(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo")
    pile.say("Post.a", "118", "injured", who="Ministry").say("Echo.b", "95", "injured")
    (found,) = conflicts(pile)
    assert (found.kind, found.verdict) == ("apparent", "cannot-tell")


def test_a_lower_toll_of_another_authority_in_another_report_is_no_sure_dispute(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-04")
    pile.say("Post.a", "39", nature="total", who="Commission").say("Echo.b", "25", nature="total", who="Police")
    (found,) = conflicts(pile)
    assert (found.kind, found.reasons[0].rule) == ("apparent", "weigh.lower-elsewhere")


def test_some_confirmed_of_all_are_not_set_against_all_of_some(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "62", "cases_confirmed", who="Ministry").say("Post.b", "49", "cases_total", who="Union", subject="nurses")
    assert not [c for c in conflicts(pile) if c.kind == "real"]


@pytest.mark.parametrize(("speaker", "kinds"), [("Dorran's ministry", []), ("service in Dorran", ["real"])])
def test_an_authority_speaks_for_its_own_land(pack: Pack, speaker: str, kinds: list[str]) -> None:
    here = Place(name="Dorran", id="a1:NV.01", kind="region", country="NV", lat=10.0, lon=10.0, words="Dorran")
    there = Place(name="Elsar", id="a1:NV.02", kind="region", country="NV", lat=14.0, lon=10.0, words="Elsar")
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "28", "killed", "one", who=speaker, place=here, subject="villagers")
    pile.say("Post.b", "11", "killed", "two", who="Regional authorities", place=there, subject="villagers")
    assert [c.kind for c in conflicts(pile) if c.kind == "real"] == kinds


def test_what_is_planned_in_two_months_is_no_total_that_fell(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-06-04")
    pile.say("Post.a", "3500", "doses", nature="total", who="Minister", status="planned", unit="count")
    pile.say("Echo.b", "3000", "doses", nature="total", who="Envoy", status="planned", unit="count")
    (found,) = conflicts(pile)
    assert (found.kind, found.verdict) == ("apparent", "time")


def test_those_who_fled_and_those_who_came_back_are_not_one_total(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-04")
    pile.say("Post.a", "14307", "escaped", nature="total", who="Prison service")
    pile.say("Echo.b", "12500", "returned", nature="total", who="Police")
    (found,) = conflicts(pile)
    assert (found.kind, found.verdict) == ("apparent", "cannot-tell")


def test_nurses_by_one_report_are_nurses_in_all(pack: Pack) -> None:
    pile = Pile(pack).report("Post").report("Echo", "2031-05-03", Kind.EDIT, "Post")
    pile.say("Post.a", "62", "cases_confirmed", who="Ministry", subject="cases").say(
        "Post.b", "49", "cases_total", who="Union", subject="cases"
    )
    pile.say("Echo.b", "49", "cases_total", who="Union", subject="nurses", takes="Post.b")
    assert not [c for c in conflicts(pile) if c.kind == "real"]


def test_two_forecasts_that_one_report_sets_beside_each_other_are_at_odds(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.a", "1,200,000", "cases_total", nature="total", who="Aid group", status="forecast", day="2031-12-31")
    pile.say("Post.b", "900,000", "cases_total", nature="total", who="Committee", status="forecast", day="2031-10-21")
    assert [c.kind for c in conflicts(pile)] == ["real"]
