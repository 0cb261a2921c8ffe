"""Parts by more words, what one report tells as of two times, and denials with the number given before."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from dataclasses import replace

from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Conflict
from stemma.pipeline import assemble


def conflicts(pack: Pack, *reports: Told) -> list[Conflict]:
    return list(assemble([r.report for r in reports], [r.extract for r in reports], (), pack).weighing.conflicts)


def test_a_plan_beside_what_is_so(pack: Pack) -> None:
    text = "Norvia asked for {5,000 tents|count:tent|subject=tents|status=demand|as_of=2031-05-02} and got {320|count:tent|subject=tents|as_of=2031-05-02} so far."
    found = conflicts(pack, told(text, "Post", published="2031-05-02"))
    assert [(c.kind, c.verdict) for c in found] == [("apparent", "time")]
    assert found[0].why.endswith("the first is what is asked for, the second is said to be so already.")


def test_a_price_now_and_before(pack: Pack) -> None:
    text = "Rice costs {68|money|subject=rice|as_of=2031-05-02} where it cost {62|money|subject=rice|as_of=2031-05-02} before the curfew."
    found = conflicts(pack, told(text, "Post", published="2031-05-02"))
    assert [c.verdict for c in found] == ["time"]
    assert "one quantity at two times (“before”)" in found[0].why


def test_two_prices_without_a_word_for_time_are_left_alone(pack: Pack) -> None:
    text = "Rice costs {68|money|subject=rice|as_of=2031-05-02} here and {62|money|subject=rice|as_of=2031-05-02} there."
    assert conflicts(pack, told(text, "Post", published="2031-05-02")) == []


def test_some_of_the_regions(pack: Pack) -> None:
    text = "Roads are cut in {8|count:region|subject=regions|as_of=2031-05-02} of the {25 regions|count:region|subject=regions|as_of=2031-05-02}."
    found = conflicts(pack, told(text, "Post", published="2031-05-02"))
    assert [c.verdict for c in found] == ["part-whole"]


def test_of_them_behind_a_number_is_said_of_that_number(pack: Pack) -> None:
    text = (
        "Need: {7,000,000 people|people_in_need|as_of=2031-05-02}, {5,200,000|people_in_need|place=Velm|as_of=2031-05-02} of them in Velm; "
        "{2,000,000|displaced|place=Velm|as_of=2031-05-02} have fled."
    )
    whys = [c.why for c in conflicts(pack, told(text, "Post", published="2031-05-02")) if c.verdict == "part-whole"]
    assert len(whys) == 1 and whys[0].startswith("5.2 million")


def test_the_number_given_before_the_one_that_is_denied(pack: Pack) -> None:
    text = (
        "The toll stands at {147|killed|who=minister|as_of=2031-05-02}. That "
        "{266|killed|who=minister|status=denied|as_of=2031-05-02} were killed is false, the minister said."
    )
    found = conflicts(pack, told(text, "Post", published="2031-05-02"))
    assert [c.kind for c in found] == ["real"]
    assert "denies 266 and speaks of 147" in found[0].why


def test_two_speakers_totals_in_one_report_are_at_odds_though_a_day_lies_between(pack: Pack) -> None:
    text = (
        "In Velm {212 people|killed|place=Velm|who=Red Lantern|as_of=2031-05-03|nature=total} have died, Red Lantern says. "
        "The governor speaks of {150|killed|place=Velm|who=governor|as_of=2031-05-02|nature=total}."
    )
    found = conflicts(pack, told(text, "Post", published="2031-05-03"))
    assert [c.kind for c in found] == ["real"]


def test_a_first_count_and_the_one_that_took_its_place(pack: Pack) -> None:
    text = (
        "The attack killed {13 people|killed|place=Tarn|who=court|as_of=2031-05-02|nature=total} in Tarn by the final count. "
        "First bulletins had said {15|killed|place=Tarn|who=bulletins|as_of=2031-05-02|nature=total}."
    )
    found = conflicts(pack, told(text, "Post", published="2031-05-02"))
    assert [(c.kind, c.verdict) for c in found] == [("apparent", "time")]
    assert found[0].why.endswith("one is the first count, the other took its place.")


def test_the_cases_confirmed_are_among_all_cases(pack: Pack) -> None:
    text = (
        "Tarn has {51,287 cases|cases_total|place=Tarn|as_of=2031-05-02|nature=total} since March, and "
        "{4,700|cases_confirmed|place=Tarn|as_of=2031-05-02|nature=total} by culture."
    )
    found = conflicts(pack, told(text, "Post", published="2031-05-02"))
    assert [(c.kind, c.verdict) for c in found] == [("apparent", "part-whole")]
    assert found[0].why.endswith("one counts cases confirmed, the other cases in all.")


def test_more_confirmed_than_cases_is_no_part(pack: Pack) -> None:
    text = (
        "Tarn has {5,128 cases|cases_total|place=Tarn|as_of=2031-05-02|nature=total} since March, and "
        "{9,700|cases_confirmed|place=Tarn|as_of=2031-05-02|nature=total} by culture."
    )
    found = conflicts(pack, told(text, "Post", published="2031-05-02"))
    assert all("part-measure" not in r.rule for c in found for r in c.reasons)


def test_two_hospitals_that_each_count_their_own_are_not_at_odds(pack: Pack) -> None:
    text = (
        "Eight people died: {8 people|killed|place=Trauma Centre|who=its chief|as_of=2031-05-02|nature=total}; "
        "{3|killed|place=Everest Hospital|who=the reception of Everest Hospital|as_of=2031-05-02|nature=total} were brought dead."
    )
    one = told(text, "Post", published="2031-05-02")
    sited = [replace(c, place=replace(c.place, kind="site")) for c in one.extract.claims if c.place is not None]
    assert len(sited) == len(one.extract.claims)
    found = conflicts(pack, one._replace(extract=replace(one.extract, claims=tuple(sited))))
    assert all(c.kind != "real" for c in found)
