"""Linking: what makes two claims speak of one figure, and what does not."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from itertools import permutations

from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Judgement
from stemma.linking import link_claims


def figures(pack: Pack, *reports: Told, judgements: tuple[Judgement, ...] = ()) -> list[set[str]]:
    """The words of the claims of each figure."""
    words = {c.id: c.text for r in reports for c in r.extract.claims}
    _, found = link_claims([r.report for r in reports], [r.extract for r in reports], judgements, pack)
    return sorted(({words[c] for c in f.claims} for f in found), key=sorted)


def test_one_figure_in_two_reports(pack: Pack) -> None:
    one = told("The flood killed {at least 62 people|killed|place=Dorran}.", "A")
    other = told("In Dorran {62|killed|subject=residents|place=Dorran} are dead.", "B")
    assert figures(pack, one, other) == [{"at least 62 people", "62"}]


def test_readings_of_several_days_are_one_series(pack: Pack) -> None:
    one = told("{1,068 soldiers|killed|subject=Norvian soldiers|place=Dorran|as_of=2031-05-02}", "A")
    later = told("{1,119|killed|subject=Norvian servicemen|place=Dorran|as_of=2031-05-03} by Thursday.", "B")
    assert len(figures(pack, one, later)) == 1


def test_soldiers_are_not_civilians(pack: Pack) -> None:
    one = told("{40 soldiers|killed|subject=Norvian soldiers} and {40 civilians|killed|subject=Norvian civilians} died.", "A")
    assert len(figures(pack, one)) == 2


def test_a_rise_is_not_the_sum(pack: Pack) -> None:
    one = told("The toll rose by {59|killed|subject=soldiers|nature=delta} to {1,068|killed|subject=soldiers}.", "A")
    assert len(figures(pack, one)) == 2


def test_a_share_is_not_an_area(pack: Pack) -> None:
    one = told("It lost {40%|territory_lost|subject=Norvia} of {about 40 km2|territory_lost|subject=Norvia}.", "A")
    assert len(figures(pack, one)) == 2


def test_a_plan_stands_beside_what_is(pack: Pack) -> None:
    one = told("{575,000|troops_total|subject=Norvia} fight; it plans {690,000|troops_total|subject=Norvia|status=planned}.", "A")
    assert len(figures(pack, one)) == 2


def test_other_units_of_one_area_meet(pack: Pack) -> None:
    one = told("It held {about 1,376 km2|territory_held|subject=Norvia|place=Velm}.", "A")
    other = told("It took {about 500 square miles|territory_captured|subject=Norvian army|place=Velm}.", "B")
    assert len(figures(pack, one, other)) == 1


def test_a_rare_number_outweighs_a_misread_subject(pack: Pack) -> None:
    first = "{1,376 km2|territory_held|subject=Norvia|place=Velm} were held, {59,400|troops_deployed|subject=Estrella} came, {8,310 houses|buildings_damaged} fell."
    second = "{1,376 km2|territory_held|place=Velm}, {59,400|troops_deployed|subject=army}, {8,310 houses|buildings_damaged|subject=mayor}."
    assert len(figures(pack, told(first, "A"), told(second, "B"))) == 3


def test_a_person_decides(pack: Pack) -> None:
    one = told("{62|killed|place=Dorran}", "A")
    other = told("{62|killed|place=Dorran}", "B")
    a, b = one.extract.claims[0].id, other.extract.claims[0].id
    apart = Judgement(one=a, other=b, about="figure", same=False)
    assert len(figures(pack, one, other, judgements=(apart,))) == 2
    far = told("{17 cars|vehicles}", "C")
    together = Judgement(one=a, other=far.extract.claims[0].id, about="figure", same=True)
    assert {"62", "17 cars"} in figures(pack, one, far, judgements=(together,))


def test_the_order_of_reports_changes_nothing(pack: Pack) -> None:
    reports = [
        told("{62|killed|place=Dorran} and {1,700 soldiers|troops_deployed}", "A", "2031-05-02"),
        told("{at least 62|killed|place=Dorran}, {64|killed|place=Dorran}", "B", "2031-05-03"),
        told("{17,000 soldiers|troops_deployed}, {64|killed}", "C"),
    ]
    results = {repr(link_claims([r.report for r in p], [r.extract for r in p], (), pack)) for p in permutations(reports)}
    assert len(results) == 1


def test_every_claim_has_its_figure_and_a_readable_title(pack: Pack) -> None:
    one = told("{62|killed|subject=residents|place=Dorran} died, {17 cars|vehicles} burnt.", "A")
    _, found = link_claims([one.report], [one.extract], (), pack)
    assert sorted(c for f in found for c in f.claims) == sorted(c.id for c in one.extract.claims)
    assert "Killed: residents, Dorran" in {f.title for f in found}
    lost = told("{41|missing|subject=missing people|place=Dorran} are sought.", "B")
    _, found = link_claims([lost.report], [lost.extract], (), pack)
    assert [f.title for f in found] == ["Missing people, Dorran"]


def test_the_same_digits_in_two_currencies_meet_as_one_sum(pack: Pack) -> None:
    one = told("The bill would raise {346 billion shillings|money|place=Velm|status=planned}.", "A")
    other = told("The bill would raise {346 billion dollars|money|place=Velm}.", "B")
    assert figures(pack, one, other) == [{"346 billion dollars", "346 billion shillings"}]


def test_shares_of_two_wholes_are_two_figures(pack: Pack) -> None:
    one = told("Some {70%|share|subject=rice|place=Velm} of the rice is grown in Velm.", "A")
    other = told("Some {83%|share|subject=households|place=Velm} of households in Velm have dry taps.", "B")
    later = told("Some {85%|share|subject=households|place=Velm} of households in Velm have dry taps.", "C")
    assert figures(pack, one, other, later) == [{"70%"}, {"83%", "85%"}]


def test_half_of_two_things_in_two_reports_are_two_figures(pack: Pack) -> None:
    one = told("Little more than {50%|share|subject=prize|place=Velm} of the prize remains.", "A")
    other = told("Since then their foes have won back nearly {50%|share|subject=foes|place=Velm} of it.", "B")
    assert len(figures(pack, one, other)) == 2
