"""Persons whom one report calls by their office and another by name."""

from __future__ import annotations

import pytest
from tests.reading.speaking import READER

from stemma.core.packs import Pack
from stemma.core.types import Claim, Report, SourceKind
from stemma.linking import as_held

NAMED = "Governor Omar Haddad said 40 people had died."


def last(pack: Pack, *texts: str) -> Claim:
    """The last report's last claim, once the pile has told who holds which office."""
    reports = [Report(text=text) for text in texts]
    return as_held(reports, [READER.read(report) for report in reports], pack)[-1].claims[-1]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ([NAMED, "At least 60 people have died, the governor says."], "Omar Haddad, governor"),
        (["Omar Haddad, the governor, said 40 had died.", "The governor put the dead at 60."], "Omar Haddad, governor"),
        (["Health Minister Omar Haddad said 40 had died.", "The country's health boss speaks of 60 dead."], "Omar Haddad, health minister"),
        # the name stands with the office in every report
        ([NAMED, "Omar Haddad said 60 people had died."], "Omar Haddad, governor"),
        # two governors, another office, a governor of somewhere, somebody who serves him
        ([NAMED, "Governor Ana Ruiz said 40 had died.", "The governor put the dead at 60."], "governor"),
        ([NAMED, "The deputy governor put the dead at 60."], "deputy governor"),
        ([NAMED, "A governor put the dead at 60."], "governor"),
        ([NAMED, "An adviser to the governor put the dead at 60."], "adviser to the governor"),
        (["Health Minister Omar Haddad said 40 had died.", "The interior minister put the dead at 60."], "interior minister"),
    ],
)
def test_an_office_is_its_holder_where_the_pile_names_one(pack: Pack, texts: list[str], name: str) -> None:
    assert last(pack, *texts).attribution[-1].name == name


def test_who_holds_an_office_is_told_and_the_words_stay(pack: Pack) -> None:
    text = "At least 60 people have died, the governor says."
    claim = last(pack, NAMED, text)
    (source,) = claim.attribution
    assert source.kind is SourceKind.PERSON
    assert text[source.start : source.end] == "the governor"
    told = [r.detail for r in claim.reasons if r.rule == "link.held-by"]
    assert told == ["Omar Haddad is the one governor that the reports name"]


def test_where_nobody_is_named_nothing_is_made_anew(pack: Pack) -> None:
    report = Report(text="The governor put the dead at 60.")
    extract = READER.read(report)
    assert as_held([report], [extract], pack)[0] is extract
