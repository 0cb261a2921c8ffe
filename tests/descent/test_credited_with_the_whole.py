"""Agencies that a report credits with the whole, and names that stand in it by the way; one number in two units."""

from __future__ import annotations

import pytest
from tests.descent.test_trace import traced
from tests.making import told

from stemma.core.bases import Bases
from stemma.core.packs import Pack
from stemma.core.types import Amount, Claim
from stemma.descent.detail import details
from stemma.descent.matter import Item
from stemma.descent.overlap import Met
from stemma.descent.samefigure import converted, nearness

HEAD = [
    "The ferry Sall Star struck the mole of Ossel in thick fog with {214 passengers|crowd_size|place=Ossel} on board.",
    "{37 people|injured|place=Ossel} were hurt when the bow ramp gave way, the harbour board said.",
    "Divers searched the flooded car deck until dusk and found it empty.",
    "The crossing stays closed for {1,860 commuters|people_affected|place=Ossel} who use it each morning.",
]
AGAIN = [
    "In thick fog the ferry Sall Star, with {214 passengers|crowd_size|place=Ossel}, struck Ossel's mole.",
    "The harbour board said {37 people|injured|place=Ossel} were hurt as its bow ramp gave way.",
    "Until dusk divers searched a flooded car deck, and found that it was empty.",
    "Closed stays the crossing which {1,860 commuters|people_affected|place=Ossel} use each morning.",
]
TAIL = [
    "A tug had to pull the wreck clear of the fairway after midnight.",
    "The mayor called the fog signal on the mole a relic of his grandfather's day.",
]
ASIDE = "A deckhand told Channel Kestrel that nobody had heard the horn."
CREDIT = "The story was first reported by Northway Press."


def test_who_is_quoted_by_the_way_has_no_lost_original(pack: Pack) -> None:
    one = told(" ".join([*HEAD, ASIDE, *TAIL]), "Ossel Echo", "2031-06-02")
    other = told(" ".join([*HEAD, ASIDE.replace("told", "informed"), TAIL[0]]), "Tarn Mail", "2031-06-02")
    assert traced(pack, [one, other]).lost == ()


def test_who_has_more_than_the_one_that_credits_an_agency_is_its_sibling(pack: Pack) -> None:
    short = told(" ".join([*HEAD, CREDIT]), "Ossel Echo", "2031-06-02T08:00:00+00:00")
    long = told(" ".join([*AGAIN, *TAIL]), "Tarn Mail", "2031-06-02T15:00:00+00:00")
    (lost,) = traced(pack, [short, long]).lost
    assert lost.credited_as == "Northway Press" and set(lost.children) == {short.report.id, long.report.id}


def test_who_has_no_more_than_the_one_that_credits_an_agency_is_its_child(pack: Pack) -> None:
    short = told(" ".join([*HEAD, *TAIL, CREDIT]), "Ossel Echo", "2031-06-02T08:00:00+00:00")
    rewrite = told(" ".join([*HEAD, TAIL[0]]), "Tarn Mail", "2031-06-02T15:00:00+00:00")
    stemma = traced(pack, [short, rewrite])
    assert stemma.lost == ()
    assert [d.parent for d in stemma.parents(rewrite.report.id)] == [short.report.id]


def test_of_two_without_order_the_fuller_one_is_no_child_of_the_one_that_credits_an_agency(pack: Pack) -> None:
    short = told(" ".join([*HEAD[:3], CREDIT]), "Ossel Echo", "2031-06-02")
    long = told(" ".join([*AGAIN, TAIL[0]]), "Tarn Mail", "2031-06-02")
    (lost,) = traced(pack, [short, long]).lost
    assert set(lost.children) == {short.report.id, long.report.id}


def item(pack: Pack, number: float, unit: str) -> Item:
    amount = Amount(low=number, high=number, unit=unit)
    claim = Claim(report=f"{number:g}{unit}", start=0, end=2, text=f"{number:g} {unit}", amount=amount, measure="distance")
    base = Bases(pack).of(amount)
    end = base.low or 0.0
    return Item(
        claim=claim, id=claim.id, base=base, said=number, figure="road", worth=1.0, ends=(end,), rounded=frozenset((round(end, 6),))
    )


@pytest.mark.parametrize(
    ("here", "there"), [((8, "mi"), (13, "km")), ((21, "mi"), (34, "km")), ((13, "km"), (8, "mi")), ((5, "mi2"), (13, "km2"))]
)
def test_a_number_in_another_unit_is_the_same_as_round_as_it_was_put(pack: Pack, here: tuple[float, str], there: tuple[float, str]) -> None:
    child, parent = item(pack, *here), item(pack, *there)
    assert nearness(child, parent) >= 0.9
    told_as = details(Met(item=child, source=parent, share=nearness(child, parent)))
    assert "number_differs" not in told_as and "unit_differs" not in told_as


def test_another_number_in_another_unit_is_another(pack: Pack) -> None:
    assert not converted(item(pack, 9, "mi"), item(pack, 13, "km"))
    assert not converted(item(pack, 8, "mi"), item(pack, 8, "km"))
