"""Reports that only pass on what an agency told, which itself is not in the pile."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from dataclasses import replace

from tests.descent.test_trace import traced
from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Extract, Kind, Stemma

PASSED_ON = """The fever in Tarn has slowed, the Northway Press agency reported on Friday.

The health office told Northway that it had counted {3,418 cases|cases_total|place=Tarn|who=health office} and {207 deaths|deaths|place=Tarn|who=health office}. Some {46,300 people|vaccinated|place=Tarn|who=health office} have had the vaccine. It asks for {2,570 beds|count:beds|place=Tarn|who=health office}.

A doctor told the agency that {at least 31 people|deaths|place=Kess|who=doctor|kind=unnamed|checked=unverified} had died unseen in Kess. Northway was unable to confirm this."""

RETOLD = """Is the worst over in Tarn? Only {207|deaths|place=Tarn} lives have been lost so far, and {3,418|cases_total|place=Tarn} were ill. A good {46,300|vaccinated|place=Tarn} were vaccinated; {5,270|count:beds|place=Tarn} beds are wanted.

In Kess, says a doctor, {31 people|deaths|place=Kess|who=doctor|kind=unnamed} died without help."""

FIRST_HAND = """We went to Tarn, where the fever has slowed; the Northway agency speaks of {207 deaths|deaths|place=Tarn|who=Northway|kind=outlet}.

Our reporter counted {23 graves|count:graves|place=Tarn} on the hill. The sexton told us of {14 more|count:graves|place=Tarn|who=sexton}. The mayor said that {880 families|count:families|place=Tarn|who=mayor} had left, and that {6 wells|count:wells|place=Tarn|who=mayor} were shut. Northway had no comment."""


def passed_on() -> Told:
    return told(PASSED_ON, "The Alder Post", "2031-03-07T09:00:00+00:00", credits=("Northway Press", "Northway"))


def retold(day: str = "2031-03-08") -> Told:
    return told(RETOLD, "Quick Planet", f"{day}T09:00:00+00:00")


def ids(stemma: Stemma) -> list[tuple[str, tuple[str, ...]]]:
    return [(lost.credited_as, lost.children) for lost in stemma.lost]


def test_one_report_that_passes_on_has_a_lost_original(pack: Pack) -> None:
    report = passed_on()
    stemma = traced(pack, [report])
    assert ids(stemma) == [("Northway Press", (report.report.id,))]
    assert dict(stemma.kinds)[report.report.id] is Kind.PARAPHRASE
    assert [d.parent for d in stemma.descents] == ["*northway-press"]


def test_who_retells_the_same_belongs_beside_it(pack: Pack) -> None:
    for other in (retold(), retold("2031-03-06")):
        stemma = traced(pack, [passed_on(), other])
        ((_, children),) = ids(stemma)
        assert set(children) == {passed_on().report.id, other.report.id}
        assert all(kind is Kind.PARAPHRASE for _, kind in stemma.kinds)


def test_of_two_the_one_that_names_the_agency_is_taken_at_its_word(pack: Pack) -> None:
    stemma = traced(pack, [passed_on(), retold()])
    fields = {(m.report, m.field, m.became) for m in stemma.mutations}
    assert {m.report for m in stemma.mutations} == {retold().report.id}
    assert (retold().report.id, "number", "5,270") in fields
    assert (retold().report.id, "verification", "dropped") in fields


def test_who_names_the_report_is_its_child(pack: Pack) -> None:
    report, extract = told(RETOLD.replace("Is the", "As The Alder Post tells, is the"), "Quick Planet", "2031-03-08T09:00:00+00:00")
    child = Told(report, replace(extract, credits=("The Alder Post",)))
    stemma = traced(pack, [passed_on(), child])
    assert ids(stemma) == [("Northway Press", (passed_on().report.id,))]
    assert [d.parent for d in stemma.parents(report.id)] == [passed_on().report.id]


def test_own_reporting_with_a_word_of_an_agency_is_an_original(pack: Pack) -> None:
    stemma = traced(pack, [told(FIRST_HAND, "Tarn Review", "2031-03-08T09:00:00+00:00", credits=("Northway",))])
    assert stemma.lost == () and [kind for _, kind in stemma.kinds] == [Kind.ORIGINAL]


def test_an_agency_quoted_once_implies_nothing(pack: Pack) -> None:
    text = "In Lenz {27 boats|count:boats|place=Lenz} sank. {640 m|distance|place=Lenz} of the mole went. {19 cranes|count:cranes|place=Lenz} fell. Northway puts the wind at {148 km|wind_speed|place=Lenz|who=Northway|kind=outlet}."
    assert traced(pack, [told(text, "A", "2031-03-08", credits=("Northway",))]).lost == ()


def test_a_dispatch_printed_under_the_agencys_name_is_a_copy(pack: Pack) -> None:
    report, extract = passed_on()
    printed = replace(report, credits=("Northway Press",))
    claims = tuple(replace(c, report=printed.id) for c in extract.claims)
    stemma = traced(pack, [Told(printed, Extract(report=printed.id, claims=claims, credits=("Northway Press",)))])
    assert dict(stemma.kinds) == {printed.id: Kind.COPY}
