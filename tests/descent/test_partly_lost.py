"""A report that has a part of its matter from an agency that is not in the pile, and the rest from a report that is there."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

import pytest
from tests.descent.test_trace import traced
from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Kind

WARD = """LENZ - On her round through the fever ward the head nurse counted {347 patients|hospitalised|place=Lenz} for the Lenz Mail, {58 of them children|count:children|place=Lenz}.

The institute, asked by this paper, puts the infections since March at {11,148|cases_confirmed|place=Lenz}, and it wants {53,900 doses|doses|place=Lenz} by June. "We have {265 beds|count:beds|place=Lenz}," the nurse said."""

BULLETIN = """COAST. {97 houses|count:sprayed|place=Tarn} were sprayed by our own teams at Tarn, and {3,200 nets|count:nets|place=Tarn} were given out; {1,850 people|affected|place=Tarn} had help.

OSSEL. Corda Press reported on Monday that {4,410 cows|count:cows|place=Ossel|who=Corda Press|kind=outlet} had died and {29 herds|count:herds|place=Ossel|who=Corda Press|kind=outlet} were shut in."""

DIGEST = """In Ossel the plague has cost {4,410 cows|count:cows|place=Ossel|who=Corda Press|kind=outlet}, Corda Press says; {29 herds|count:herds|place=Ossel|who=Corda Press|kind=outlet} may not leave their yards.

Men fare no better. In the ward of Lenz {347 patients|hospitalised|place=Lenz} lie, {58 of them children|count:children|place=Lenz}, the Lenz Mail found; {11,148 people|cases_confirmed|place=Lenz} caught the fever since March, and {53,900 doses|doses|place=Lenz} are wanted by June. {265 beds|count:beds|place=Lenz} are all there are."""


def pile() -> list[Told]:
    """A report of its own, a bulletin that quotes the agency, and a digest of both."""
    return [
        told(WARD, "Lenz Mail", "2031-05-06T08:00:00+00:00"),
        told(BULLETIN, "Relief Ring", "2031-05-07T08:00:00+00:00", credits=("Corda Press",)),
        told(DIGEST, "Tarn Digest", "2031-05-08T08:00:00+00:00", credits=("Corda Press",)),
    ]


def test_a_digest_has_a_lost_original_and_a_report_of_the_pile_for_its_parents(pack: Pack) -> None:
    ward, bulletin, digest = pile()
    stemma = traced(pack, [ward, bulletin, digest])
    (lost,) = stemma.lost
    assert set(lost.children) == {bulletin.report.id, digest.report.id}
    assert {d.parent for d in stemma.parents(digest.report.id)} == {lost.id, ward.report.id}
    assert dict(stemma.kinds)[digest.report.id] is Kind.BLEND
    sources = {i.claim: i for i in stemma.inheritances if i.claim in {c.id for c in digest.extract.claims}}
    assert {i.parent for i in sources.values()} == {lost.id, ward.report.id}
    assert all((i.from_claim is None) == (i.parent == lost.id) for i in sources.values())


def test_whom_the_digest_only_mentions_gives_it_no_lost_original(pack: Pack) -> None:
    ward, bulletin, _ = pile()
    own = told(DIGEST.partition("\n\n")[2] + " Corda Press has an office in Lenz.", "Tarn Digest", "2031-05-08T08:00:00+00:00")
    stemma = traced(pack, [ward, bulletin, own])
    assert [d.parent for d in stemma.parents(own.report.id)] == [ward.report.id]


def test_one_firm_figure_makes_one_dispatch_of_an_agency_and_none_of_a_house_that_many_quote(pack: Pack) -> None:
    def children(name: str) -> list[int]:
        one = told(
            f"From Ossel {name} reported {{4,410 cows|count:cows|place=Ossel}} dead.\n\nHere {{312 people|affected|place=Lenz}} had help.",
            "A",
            "2031-05-07",
            credits=(name,),
        )
        two = told(
            f"{name} counts {{4,410 cows|count:cows|place=Ossel}} lost in Ossel.\n\nIn Tarn {{97 houses|buildings_damaged|place=Tarn}} lost a roof.",
            "B",
            "2031-05-08",
            credits=(name,),
        )
        return [len(lost.children) for lost in traced(pack, [one, two]).lost]

    assert children("Corda Press") == [2]
    assert 2 not in children("Meadow Atlas")


def test_two_letters_in_brackets_are_the_outlet_itself(pack: Pack) -> None:
    dispatch = told(
        "OSSEL (CD) - {4,410 cows|count:cows|place=Ossel} have died, officials said.", "Corda Dispatch", "2031-05-07", credits=("CD",)
    )
    assert not traced(pack, [dispatch]).lost


@pytest.mark.parametrize(
    "days", [("2031-05-07T08:00:00+00:00", "2031-05-07T20:00:00+00:00"), ("2031-05-07T20:00:00+00:00", "2031-05-07T08:00:00+00:00")]
)
def test_of_two_children_of_one_dispatch_the_later_has_changed_it(pack: Pack, days: tuple[str, str]) -> None:
    first = "Corda Press reported that {441 cows|count:cows|place=Ossel|who=Corda Press|kind=outlet} have died and {29 herds|count:herds|place=Ossel|who=Corda Press|kind=outlet} are shut in, with {3,720 sheep|count:sheep|place=Ossel|who=Corda Press|kind=outlet}."
    second = "In Ossel, by Corda Press, {144 cows|count:cows|place=Ossel|who=Corda Press|kind=outlet} are dead; {29 herds|count:herds|place=Ossel|who=Corda Press|kind=outlet} may not leave their yards, nor may {3,720 sheep|count:sheep|place=Ossel|who=Corda Press|kind=outlet}."
    reports = [told(text, outlet, day, credits=("Corda Press",)) for text, outlet, day in zip((first, second), "AB", days, strict=True)]
    stemma = traced(pack, reports)
    assert len(stemma.lost) == 1
    later = max(reports, key=lambda r: r.report.published.iso if r.report.published else "")
    assert {(m.report, m.field) for m in stemma.mutations} == {(later.report.id, "number")}


def test_what_a_lost_original_foresaw_is_not_said_to_have_become_a_fact(pack: Pack) -> None:
    first = "Corda Press reported that {441 cows|count:cows|place=Ossel|who=Corda Press|kind=outlet|status=forecast} could die; {29 herds|count:herds|place=Ossel|who=Corda Press|kind=outlet} are shut in, with {3,720 sheep|count:sheep|place=Ossel|who=Corda Press|kind=outlet}."
    second = "In Ossel, by Corda Press, {441 cows|count:cows|place=Ossel|who=Corda Press|kind=outlet} are dead; {29 herds|count:herds|place=Ossel|who=Corda Press|kind=outlet} stay in their yards, as do {3,720 sheep|count:sheep|place=Ossel|who=Corda Press|kind=outlet}."
    one = told(f"{WARD.partition(chr(10))[0]}\n\n{first}", "A", "2031-05-07T08:00:00+00:00", credits=("Corda Press",))
    two = told(f"{BULLETIN.partition(chr(10))[0]}\n\n{second}", "B", "2031-05-07T20:00:00+00:00", credits=("Corda Press",))
    stemma = traced(pack, [one, two])
    assert [len(lost.children) for lost in stemma.lost] == [2]
    assert "status" not in {m.field for m in stemma.mutations}
