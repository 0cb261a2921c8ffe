"""Changes on the way: found, charged where they arose, inherited, and never read into a faithful copy."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

import pytest
from tests.descent.families import family
from tests.descent.test_trace import traced
from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Event, Mutation, Status
from stemma.descent.samefigure import slipped


@pytest.fixture(scope="module")
def members() -> dict[str, Told]:
    return family()


@pytest.fixture(scope="module")
def mutations(pack: Pack, members: dict[str, Told]) -> dict[str, list[Mutation]]:
    names = {t.report.id: name for name, t in members.items()}
    found: dict[str, list[Mutation]] = {name: [] for name in members}
    for mutation in traced(pack, list(members.values())).mutations:
        found[names[mutation.report]].append(mutation)
    return found


def test_a_copy_changes_nothing(mutations: dict[str, list[Mutation]]) -> None:
    assert mutations["copy"] == []


def test_what_an_edit_lost(mutations: dict[str, list[Mutation]]) -> None:
    assert {m.field for m in mutations["edit"]} == {"approx", "verification"}


def test_what_a_rewrite_changed(mutations: dict[str, list[Mutation]]) -> None:
    fields = {m.field for m in mutations["rewrite"]}
    assert {"unit", "approx", "status", "attribution", "verification"} <= fields
    assert "number" not in fields and "scope" not in fields


def test_a_change_is_charged_once_and_inherited(mutations: dict[str, list[Mutation]], members: dict[str, Told]) -> None:
    (unit,) = (m for m in mutations["rewrite"] if m.field == "unit")
    assert unit.was == "some 312 km2" and unit.became == "312 square miles"
    assert members["second"].report.id in unit.inherited_by
    assert "unit" not in {m.field for m in mutations["second"]}


def test_dead_became_dead_and_hurt(mutations: dict[str, list[Mutation]]) -> None:
    assert "scope" in {m.field for m in mutations["second"]}


def test_a_correction_restores(mutations: dict[str, list[Mutation]]) -> None:
    assert [m.field for m in mutations["correction"] if m.restored and m.field == "unit"] == ["unit"]
    assert all(m.restored for m in mutations["correction"])
    assert "time" not in {m.field for m in mutations["correction"]}  # it names no day


def pair(pack: Pack, older: str, younger: str) -> list[Mutation]:
    """The changes between a report and its rewrite, with enough around them that nobody doubts the descent."""
    frame = (
        " In Kess {412 sheep|count:sheep|place=Kess} drowned, {7,310 m|distance|place=Kess} of fence went,"
        " {58 barns|count:barns|place=Kess} fell and {2,046 hens|count:hens|place=Kess} were lost to the brown water of the Velm."
    )
    one = told(older + frame, "Valley Wire", "2031-05-06T09:00:00+00:00")
    other = told(younger + frame, "Newsheap", "2031-05-07T09:00:00+00:00", credits=("Valley Wire",))
    return list(traced(pack, [one, other]).mutations)


@pytest.mark.parametrize(
    ("older", "younger", "fields"),
    [
        ("The toll is {1,068|killed|who=army}.", "The toll is {1,086|killed|who=army} now.", {"number"}),
        ("There are {1,700 men|troops_deployed} in Dorran.", "Some say {17,000 men|troops_deployed} are in Dorran.", {"number"}),
        ("They gain {200-300 m|advance_rate} a day.", "They gain {up to 300 m|advance_rate} each day.", {"number", "approx"}),
        ("It holds {34%|territory_held}.", "It holds {about 34%|territory_held} still.", {"approx"}),
        ("It holds {at least 90 km2|territory_held}.", "It holds {more than 90 km2|territory_held}, no less.", set()),
        ("It holds {1,376 km2|territory_held}.", "It holds {531 square miles|territory_held} yet.", set()),
        ("It holds {1,376 km2|territory_held}.", "It holds {about 530 square miles|territory_held} yet.", set()),
        ("Fighting began on 27 September 2030 at Dorran.", "Fighting began on 27 September 2029 near Dorran.", {"time"}),
        ("{62 villagers|killed|subject=civilians} died.", "All {62 soldiers|killed|subject=soldiers} died.", {"scope"}),
        (
            "{240 roads|count:roads|who=interior minister|kind=role} are shut, the interior minister said.",
            "{240 roads|count:roads|who=Elma Ruiz|kind=person} are closed, said Elma Ruiz.",
            set(),
        ),
        (
            "{240 roads|count:roads|who=senior officer|kind=unnamed} are shut, a senior officer said.",
            "{240 roads|count:roads|who=interior ministry|kind=institution} are closed, said the interior ministry.",
            {"attribution"},
        ),
    ],
)
def test_one_change(pack: Pack, older: str, younger: str, fields: set[str]) -> None:
    assert {m.field for m in pair(pack, older, younger)} == fields


def test_a_plan_that_became_a_deed_and_one_that_became_many(pack: Pack) -> None:
    def with_events(marked: str, outlet: str, day: str, events: list[tuple[str, str, Status]]) -> Told:
        report, extract = told(marked, outlet, day, credits=("Valley Wire",) if outlet != "Valley Wire" else ())
        found = []
        for words, kind, status in events:
            start = report.text.index(words)
            found.append(Event(report=report.id, start=start, end=start + len(words), text=words, type=kind, status=status))
        return Told(report, type(extract)(report=report.id, claims=extract.claims, events=tuple(found), credits=extract.credits))

    frame = " In Kess {412 sheep|count:sheep} drowned, {7,310 m|distance} of fence went and {58 barns|count:barns} fell."
    older = with_events(
        "Norvia fired a new rocket into the port of Lenz. It plans similar defences for Tarn." + frame,
        "Valley Wire", "2031-05-06T09:00:00+00:00",
        [("Norvia fired a new rocket into the port of Lenz", "strike", Status.ASSERTED), ("It plans similar defences for Tarn", "defence", Status.PLANNED)],
    )  # fmt: skip
    younger = with_events(
        "Norvia fired new rockets into ports such as Lenz. It has put up similar defences for Tarn." + frame,
        "Newsheap", "2031-05-07T09:00:00+00:00",
        [("Norvia fired new rockets into ports such as Lenz", "strike", Status.ASSERTED), ("It has put up similar defences for Tarn", "defence", Status.ASSERTED)],
    )  # fmt: skip
    assert {m.field for m in traced(pack, [older, younger]).mutations} == {"number", "status"}


@pytest.mark.parametrize(
    ("one", "other", "same"), [(1068, 1086, True), (1700, 17000, True), (1376, 1379, True), (62, 64, False), (5000, 5000, False)]
)
def test_slips_of_digits(one: float, other: float, same: bool) -> None:
    assert slipped(one, other) is same and slipped(other, one) is same


def test_people_became_families(pack: Pack) -> None:
    of_people = "In Orsa {3,018 inhabitants|displaced|place=Orsa|counted=inhabitants} lost their homes, the district said."
    of_families = "In Orsa {3,018 families|displaced|place=Orsa|counted=families} lost their homes, the district said."
    assert "unit" in {m.field for m in pair(pack, of_people, of_families)}
    assert "unit" not in {m.field for m in pair(pack, of_people, of_people.replace("inhabitants", "people"))}
