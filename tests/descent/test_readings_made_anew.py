"""Who had it from a copy and who from the source: readings that a copy made anew, corrections that name a title, siblings that have more."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from tests.descent.test_trace import traced
from tests.making import told

from stemma.core.packs import Pack
from stemma.core.types import Kind

WIRE = """The Orrin broke its banks at Tarn on Monday night and swept through the lower town before anyone could be warned. {More than 1,340 people|killed|place=Tarn|who=governor} have died, the governor said. {2,615|missing|place=Tarn|who=governor} are missing, he added, and {430 houses|buildings_destroyed|place=Tarn|who=governor} are gone. The water stood {712 cm|water_level|place=Tarn} high at the old bridge. Boats are being brought by road from three provinces. {56 schools|count:schools|place=Ossel} in Ossel are closed."""
CUT = WIRE.rpartition(" {56")[0]
EDITED = CUT.replace("{More than 1,340", "{1,340")
TABLOID = "Hell came by night to sleepy Tarn. {%s souls|killed|place=Tarn} drowned in their beds and {2,615|missing|place=Tarn} have vanished; {430 homes|buildings_destroyed|place=Tarn} are matchwood. The flood stood {712 cm|water_level|place=Tarn} deep."


def parents(pack: Pack, copy: str, tabloid: str) -> tuple[list[str], str, str]:
    wire = told(WIRE, "Corda Wire", "2031-05-06T08:00:00+00:00")
    paper = told(copy, "Tarn Courier", "2031-05-06T20:00:00+00:00")
    child = told(tabloid, "Daily Rush", "2031-05-07T08:00:00+00:00")
    stemma = traced(pack, [wire, paper, child])
    assert [d.parent for d in stemma.parents(paper.report.id)] == [wire.report.id]
    return [d.parent for d in stemma.parents(child.report.id)], wire.report.id, paper.report.id


def test_a_reprint_that_was_only_cut_gives_way_to_the_dispatch(pack: Pack) -> None:
    found, wire, _ = parents(pack, CUT, TABLOID % "More than 1,340")
    assert found == [wire]


def test_who_has_a_reading_that_the_copy_made_anew_had_it_from_the_copy(pack: Pack) -> None:
    found, _, paper = parents(pack, EDITED, TABLOID % "1,340")
    assert found == [paper]


LONGER = (
    WIRE
    + " {9,400 people|sheltered|place=Ossel} sleep in Ossel's gymnasiums. {17 bridges|count:bridges|place=Ossel} are down and {88 km|length|place=Ossel} of road are under water."
    + " {3,150 cattle|count:cattle|place=Ossel} drowned, and {6,200 sheep|count:sheep|place=Ossel}. {240 boats|count:boats|place=Ossel} and {31 helicopters|aircraft|place=Ossel} are at work."
    + " The ministry wants {$740 million|aid_money|place=Ossel}. {1,870 soldiers|troops|place=Ossel} and {655 medics|medics|place=Ossel} were sent. {4,480 calls|count:calls|place=Ossel} came in one night."
)
SLIPPED = CUT.replace("{2,615|", "{2,165|")


def test_who_was_spared_what_the_copy_changed_had_it_from_the_dispatch(pack: Pack) -> None:
    wire = told(LONGER, "Corda Wire", "2031-05-06T08:00:00+00:00")
    paper = told(SLIPPED, "Tarn Courier", "2031-05-06T20:00:00+00:00")
    child = told(TABLOID % "More than 1,340", "Daily Rush", "2031-05-07T08:00:00+00:00")
    stemma = traced(pack, [wire, paper, child])
    assert [d.parent for d in stemma.parents(child.report.id)] == [wire.report.id]


RACE = "{1,340 people|killed|place=Tarn} have died since {29 June|count:days|place=Tarn}, and {2,615|missing|place=Tarn} are missing. The governor is silent. {430 houses|buildings_destroyed|place=Tarn} fell."
RIGHT = 'The report "Race to the rooftops at Tarn" of last week %s. The {1,340|killed|place=Tarn} are counted from May; of {2,615|missing|place=Tarn} others there is no trace.'


def corrected(pack: Pack, said: str, outlet: str = "Ledger") -> Kind:
    race = told(RACE, "Ledger", "2031-05-06T08:00:00+00:00", title="Race to the rooftops at Tarn")
    right = told(RIGHT % said, outlet, "2031-05-14T08:00:00+00:00", title="Note")
    return dict(traced(pack, [race, right]).kinds)[right.report.id]


def test_who_names_its_own_report_by_its_title_and_admits_a_fault_corrects_it(pack: Pack) -> None:
    assert corrected(pack, "contained three errors") is Kind.CORRECTION
    assert corrected(pack, "was wrong in two places") is Kind.CORRECTION
    assert corrected(pack, "has been read a million times") is not Kind.CORRECTION
    assert corrected(pack, "contained three errors", "Rival") is not Kind.CORRECTION


SHORT = "The Sahel Press Agency reports that the ministry has shelved a plan to ship {1,000,000 doses|doses|place=Tarn} to Tarn. The doses would probably go to other countries, since the disease had already run ahead of any campaign. {1,700 people|deaths|place=Tarn} have died and {7,000 cases|cases_total|place=Tarn} are new each day."
LONG = "A plan to ship {1,000,000 doses|doses|place=Tarn} to Tarn has been shelved, a spokesman of the ministry said on Tuesday, the Sahel Press Agency reported. The doses would probably go to other countries, since the disease had already run ahead of any campaign. They had been granted in June by the group that guards the emergency stockpile. {More than 1,700 deaths|deaths|place=Tarn} were counted on Monday by the Red Cross, and {about 7,000 cases|cases_total|place=Tarn} a day."


def test_who_credits_the_same_agency_and_tells_more_did_not_copy_the_shorter_report(pack: Pack) -> None:
    short = told(SHORT, "Kanal", "2031-07-11T18:02:00+00:00")
    long = told(LONG, "Mail", "2031-07-11T18:20:00+00:00")
    (lost,) = traced(pack, [short, long]).lost
    assert lost.id == "*sahel-press-agency" and set(lost.children) == {short.report.id, long.report.id}


def test_who_tells_less_than_the_other_that_credits_the_agency_copied_it(pack: Pack) -> None:
    long = told(LONG, "Mail", "2031-07-11T18:02:00+00:00")
    short = told(LONG.rpartition(" They had")[0], "Kanal", "2031-07-11T18:20:00+00:00")
    stemma = traced(pack, [short, long])
    assert [d.parent for d in stemma.parents(short.report.id)] == [long.report.id]
