"""Estimates by named rules, drift of rewrites, differences between two states: over the bundled samples."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.answering.piles import sample, words

from stemma.answering.around import alone
from stemma.answering.differing import differ
from stemma.answering.drift import Share, drift
from stemma.answering.rules import RULES, estimate, sensitivity, votes
from stemma.core.types import Situation
from stemma.pipeline import assemble
from stemma.showing.view import View
from stemma.weighing import weigh

NAMES = ("kursk-2024", "valencia-2024")


@pytest.fixture(params=NAMES)
def view(request: pytest.FixtureRequest) -> View:
    return View(sample(request.param), words())


def test_low_best_and_high_stand_in_order_and_name_their_rules(view: View) -> None:
    made = [e for f in view.situation.figures if (e := estimate(view, f)) is not None]
    assert len(made) > 15
    for found in made:
        assert found.low.low <= found.best.low and found.best.high <= found.high.high
        assert found.rules == ("min", "most-origins", "max")


def test_collapsing_rewrites_never_adds_voices(view: View) -> None:
    for figure in view.situation.figures:
        assert len(votes(view, figure, collapse=True)) <= len(votes(view, figure, collapse=False))


def test_no_slip_and_no_denial_has_a_voice(view: View) -> None:
    for figure in view.situation.figures:
        assert not any(v.reading.born_in or v.reading.denied for v in votes(view, figure))


def test_sensitivity_answers_for_every_rule_both_ways(view: View) -> None:
    found = sensitivity(view)
    assert found
    for moved in found:
        assert {(rule, collapsed) for rule, collapsed, _ in moved.answers} == {(r, c) for r in RULES for c in (True, False)}
        assert moved.moves == (len({(r.low, r.high, r.approx, r.claims) for _, _, r in moved.answers}) > 1)


def test_drift_counts_only_what_could_be_lost_and_ranks_nobody(view: View) -> None:
    found = drift(view)
    assert [d.outlet for d in found[:-1]] == sorted((d.outlet for d in found[:-1]), key=str.casefold)
    for d in found:
        for _, share in d.shares:
            low, high = share.interval
            assert 0 <= share.lost <= share.of <= d.figures
            assert low <= (share.lost / share.of if share.of else 0.5) <= high
    together = dict(found[-1].shares)
    assert together["hedge"].of == sum(dict(d.shares)["hedge"].of for d in found[:-1])


def test_the_interval_is_wilsons() -> None:
    low, high = Share(lost=1, of=10).interval
    assert (round(low, 4), round(high, 4)) == (0.0179, 0.4042)  # as published tables have it for 1 of 10


def test_a_state_does_not_differ_from_itself(view: View) -> None:
    assert {d.kind for d in differ(view, view)} == {"same"}


def test_two_reports_differ_where_one_rewrote_the_other() -> None:
    situation = sample("kursk-2024")
    child = next(d for d in situation.stemma.descents if not d.parent.startswith("*"))
    views = [View(alone(situation, r), words()) for r in (child.parent, child.child)]
    kinds = [d.kind for d in differ(*views)]
    assert "same" in kinds or "moved" in kinds
    back = [d.kind for d in differ(*reversed(views))]
    assert kinds.count("only-before") == back.count("only-after")


@pytest.mark.parametrize("name", NAMES)
def test_a_past_moment_is_what_the_reports_known_then_make(name: str) -> None:
    situation = sample(name)
    half = situation.reports[: len(situation.reports) // 2]
    ids = {r.id for r in half}
    then = assemble(half, [e for e in situation.extracts if e.report in ids], (), words())
    again = assemble(reversed(half), [e for e in situation.extracts if e.report in ids], (), words())
    assert then == again


def test_weighing_again_changes_nothing() -> None:
    situation = sample("kursk-2024")
    again = weigh(situation.reports, situation.extracts, situation.figures, situation.stemma, words())
    assert again == situation.weighing


def test_verdicts_do_not_hang_on_the_order_of_claims() -> None:
    situation = sample("kursk-2024")
    turned = [replace(e, claims=tuple(reversed(e.claims))) for e in situation.extracts]
    again = assemble(reversed(situation.reports), turned, (), words())
    assert _verdicts(again) == _verdicts(situation)


def _verdicts(situation: Situation) -> set[tuple[frozenset[str], str, str]]:
    return {(frozenset(c.claims), c.kind, c.verdict) for c in situation.weighing.conflicts}
