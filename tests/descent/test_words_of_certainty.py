"""What stands in the words: plans still told as plans, days that are not said, doubts that became certainties."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.descent.test_changes_on_the_way import pair
from tests.descent.test_trace import traced
from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Mutation


@pytest.mark.parametrize(
    ("older", "younger", "fields"),
    [
        (
            "Norvia plans {8,400 men|troops_deployed|status=planned}.",
            "There will be {8,400 men|troops_deployed|status=forecast}.",
            {"status"},
        ),
        ("Norvia plans {8,400 men|troops_deployed|status=planned}.", "Norvia promises {8,400 men|troops_deployed|status=forecast}.", set()),
        ("They demand {5,130 marks|wage|status=demand}.", "The dockers want {5,130 marks|wage}.", set()),
        ("They demand {5,130 marks|wage|status=demand}.", "The dockers earn {5,130 marks|wage}.", {"status"}),
        ("It held {37%|share|as_of=Thursday}.", "It held {37%|share}.", set()),
        ("The count is {347|killed|as_of=2031-05-01}.", "It took {374 lives|killed}.", {"number"}),
        ("The count is {25,000|killed}.", "It is {52,000|killed} by now.", {"number"}),
        ("It may reach {8,400|displaced|status=forecast}.", "Up to {8,400|displaced}, they say, could flee.", set()),
        ("Only {13 men|missing} are lost.", "They seek {30 men|missing}.", {"number"}),
        ("Only {60 men|captured} were taken.", "It took {600 men|captured}.", {"number"}),
        ("The lake is {600 km2|count:lake} wide.", "A lake {600 square miles|flooded} wide.", {"unit"}),
        ("Since June 9 {568 men|arrested} were held.", "Since July 9 {568 men|arrested} were held.", {"time"}),
        ("Since 16 July police held {568 men|arrested}.", "{568|arrested} landed behind bars after 16 June.", {"time"}),
        ("Since 16 July police held {568 men|arrested}.", "{568|arrested} landed behind bars after July 16.", set()),
        ("At least {58 men|killed} died.", "Of them {58 people|killed} were killed or hurt.", {"scope"}),
        ("It seeks {60 men|missing}.", "It reports {60 others|missing} dead or missing.", {"scope"}),
        ("Thirty were killed or hurt, {30 men|killed} in all.", "In all {30 men|killed}, killed or hurt.", set()),
        ("{5.16 m|depth|as_of=2031-05-05} on Monday.", "{5.16 m|depth|as_of=2031-05-06} today.", set()),
        ("They requested {5,130 marks|wage|status=demand}.", "The {5,130 marks|wage} requested came.", set()),
        (
            "{8,400 men|arrested|who=officer of high rank|kind=unnamed}.",
            "{8,400 men|arrested|who=police|kind=institution} were held.",
            {"attribution"},
        ),
        (
            "{8,400 men|arrested|who=spokesman for the police|kind=unnamed}.",
            "{8,400 men|arrested|who=police|kind=institution} were held.",
            set(),
        ),
        ("The wall is {3 km|distance|place=Tarn} long.", "In Tarn a wall {3 miles|distance|place=Tarn} long.", {"unit"}),
    ],
)
def test_fields(pack: Pack, older: str, younger: str, fields: set[str]) -> None:
    assert {m.field for m in pair(pack, older, younger)} == fields


DOUBTED = """A miner in Tarn told of {1,240 men|missing|place=Tarn|who=miner|kind=unnamed|checked=unverified} below and {83 dead|killed|place=Tarn|who=miner|kind=unnamed|checked=unverified}. In Kess {412 sheep|count:sheep|place=Kess} drowned, {7,310 m|distance|place=Kess} of fence went and {58 barns|count:barns|place=Kess} fell. This could not be checked."""
CONFIRMED = """Beneath Tarn {1,240 men|missing|place=Tarn} are lost and {83|killed|place=Tarn} are dead. The mine has confirmed this. Also {412 sheep|count:sheep|place=Kess}, {7,310 m|distance|place=Kess} of fence and {58 barns|count:barns|place=Kess} are gone."""
UNCHECKED = """As Quick Planet has it, {1,240|missing|place=Tarn} are lost and {83|killed|place=Tarn} dead near Tarn, with {412 sheep|count:sheep|place=Kess}, {7,310 m|distance|place=Kess} of fence and {58 barns|count:barns|place=Kess}."""


def checks(found: tuple[Mutation, ...]) -> dict[str, str]:
    return {m.report: m.became for m in found if m.field == "verification"}


def test_a_doubt_became_a_certainty_and_then_nothing(pack: Pack) -> None:
    first = told(DOUBTED, "Valley Wire", "2031-05-06T09:00:00+00:00")
    second = told(CONFIRMED, "Quick Planet", "2031-05-06T12:00:00+00:00", credits=("Valley Wire",))
    third = told(UNCHECKED, "Newsheap", "2031-05-06T18:00:00+00:00", credits=("Quick Planet",))
    assert checks(traced(pack, [first, second, third]).mutations) == {second.report.id: "confirmed", third.report.id: "dropped"}


def test_not_confirmed_is_no_certainty(pack: Pack) -> None:
    first = told(DOUBTED, "Valley Wire", "2031-05-06T09:00:00+00:00")
    words = CONFIRMED.replace("The mine has confirmed this", "The mine has not confirmed this")
    second = told(words, "Quick Planet", "2031-05-06T12:00:00+00:00", credits=("Valley Wire",))
    assert checks(traced(pack, [first, second]).mutations) == {second.report.id: "dropped"}


def in_money(made: Told, words: str, unit: str) -> Told:
    claims = tuple(replace(c, amount=replace(c.amount, unit=unit)) if words in c.text else c for c in made.extract.claims)
    return Told(made.report, replace(made.extract, claims=claims))


def test_another_currency_with_the_same_digits(pack: Pack) -> None:
    frame = " In Kess {412 sheep|count:sheep|place=Kess} drowned, {7,310 m|distance|place=Kess} of fence went and {58 barns|count:barns|place=Kess} fell."
    first = told("Mending the line costs {380|damage_cost} million crowns." + frame, "Valley Wire", "2031-05-06T09:00:00+00:00")
    second = told(
        "The line costs {380|money} million florins to mend." + frame, "Newsheap", "2031-05-07T09:00:00+00:00", credits=("Valley Wire",)
    )
    found = traced(pack, [in_money(first, "380", "CZK"), in_money(second, "380", "HUF")]).mutations
    assert [(m.field, bool(m.claim), bool(m.from_claim)) for m in found] == [("unit", True, True)]


def test_who_names_the_older_report_in_place_of_its_speaker_loses_the_speaker(pack: Pack) -> None:
    older = "The toll is {1,068|killed|who=army}."
    assert "attribution" in {m.field for m in pair(pack, older, "Now the toll is {1,068|killed}.")}
    credited = "Valley Wire puts the toll at {1,068|killed|who=Valley Wire|kind=outlet}."
    assert {m.field for m in pair(pack, older, credited)} == {"attribution"}
