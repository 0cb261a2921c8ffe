"""Decisions are rows that outlive every re-run, mean something for the situation, and can be undone."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from stemma.commands.add import fill, gather
from stemma.commands.common import How
from stemma.core.decisions import Decision, agreement, edited, fields, last_of, latest, standing
from stemma.core.errors import LedgerError
from stemma.core.types import Claim
from stemma.ledger import Ledger
from stemma.pipeline import assemble

SAMPLE = str(files("stemma") / "data" / "samples" / "kursk-2024")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "stemma.db"
    with Ledger.open(path) as held:
        fill(held, gather([SAMPLE])[0], How())
    return path


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Ledger:
    copy = tmp_path / "stemma.db"
    with Ledger.open(filled) as held:
        held._connection.execute("VACUUM INTO ?", (str(copy),))
    return Ledger.open(copy)


def decide(ledger: Ledger, action: str, item: str, who: str = "ann", **more: str | int) -> int:
    return ledger.decide(Decision(action=action, item=item, who=who, when="2025-01-01T00:00:00+00:00", **more))  # type: ignore[arg-type]


def again(ledger: Ledger) -> dict[str, str]:
    """The situation worked out anew and saved: claim to figure."""
    old = ledger.situation()
    new = assemble(old.reports, ledger.as_read([r.id for r in old.reports]), ledger.judgements(), How().pack())
    ledger.save(new, ledger.reader_version(), "test", ())
    return {c: f.id for f in ledger.situation().figures for c in f.claims}


def claims(ledger: Ledger) -> list[Claim]:
    return [c for e in ledger.situation().extracts for c in e.claims]


def test_a_rejected_claim_speaks_of_no_figure_until_it_is_taken_back(ledger: Ledger, pack: object) -> None:
    before = again(ledger)
    claim = next(iter(before))
    number = decide(ledger, "reject", claim)
    after = again(ledger)
    assert claim not in after and claim in {c.id for c in claims(ledger)}
    assert set(before) - set(after) == {claim}
    decide(ledger, "undo", claim, undoes=number)
    assert again(ledger) == before


def test_an_edit_changes_the_claim_and_its_undo_brings_it_back(ledger: Ledger) -> None:
    claim = next(c for c in claims(ledger) if c.amount.low == 59000)
    new = edited(claim, {"low": 95000.0, "high": 95000.0})
    number = decide(ledger, "edit", claim.id, before=json.dumps(fields(claim)), after=json.dumps(fields(new)))
    again(ledger)
    assert claim.id not in {c.id for c in claims(ledger)} and new.id in {c.id for c in claims(ledger)}
    assert again(ledger).get(new.id)
    decide(ledger, "undo", claim.id, undoes=number)
    again(ledger)
    assert claim in claims(ledger)


def test_merge_and_split_join_and_part_two_figures(ledger: Ledger) -> None:
    old = again(ledger)
    figures = sorted(set(old.values()))
    one, other = (next(c for c in old if old[c] == f) for f in figures[:2])
    number = decide(ledger, "merge", one, other=other)
    new = again(ledger)
    assert new[one] == new[other]
    decide(ledger, "undo", one, undoes=number)
    assert again(ledger) == old


def test_the_log_only_grows_and_nothing_is_undone_twice(ledger: Ledger) -> None:
    claim = claims(ledger)[0].id
    number = decide(ledger, "accept", claim)
    decide(ledger, "undo", claim, undoes=number)
    with pytest.raises(LedgerError, match="undone before"):
        decide(ledger, "undo", claim, undoes=number)
    with pytest.raises(LedgerError, match="no decision number 99"):
        decide(ledger, "undo", claim, undoes=99)
    assert [d.action for d in ledger.decisions()] == ["accept", "undo"]
    assert standing(ledger.decisions()) == ()
    assert last_of(ledger.decisions(), "ann") is None


def test_two_readers_and_where_they_differ(ledger: Ledger) -> None:
    one, two, three = (c.id for c in claims(ledger)[:3])
    for item, mine, theirs in ((one, "accept", "accept"), (two, "accept", "reject")):
        decide(ledger, mine, item)
        decide(ledger, theirs, item, who="ben")
    decide(ledger, "accept", three)
    found = agreement(ledger.decisions(), "ann", "ben")
    assert (found.both, found.same, found.differ, found.rate) == (2, 1, (two,), 0.5)
    assert set(latest(ledger.decisions(), "ben")) == {one, two}


def test_what_cannot_be_is_refused(ledger: Ledger) -> None:
    claim = claims(ledger)[0]
    with pytest.raises(ValueError, match="above the upper"):
        edited(claim, {"low": 5.0, "high": 1.0})
    with pytest.raises(ValueError, match="roughly-ish"):
        edited(claim, {"approx": "roughly-ish"})
