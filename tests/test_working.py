"""A ledger ends the same whatever the order in which reports came, how often it was stopped, and who worked on it beside."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from random import Random
from typing import Any

import pytest

import stemma
from stemma.core.types import Extract, Judgement, Report
from stemma.ledger import Ledger
from stemma.piling import Keys, Limits, parted
from stemma.pipeline import How, assemble, assemble_pile
from stemma.working import Hands, bring_up_to_date

PACK = stemma.load_pack()
HOW = How(PACK, None, "rules")
SMALL = Limits(pile=6, crowd=4)  # so that thirty reports behave as a hundred thousand do


GOLD = ("chile-2019", "lusaka-2024", "peru-2023", "tigray-2021")  # one by one costs the square of all


@pytest.fixture(scope="module")
def read() -> tuple[list[Report], list[Extract]]:
    reports: list[Report] = []
    for name in sorted(folder.name for folder in (files("stemma") / "data" / "samples").iterdir() if folder.is_dir()):
        with as_file(files("stemma") / "data" / "samples" / name) as folder:
            reports += [r for r in stemma.take([str(folder)]) if isinstance(r, Report)]
    for folder in (Path(__file__).parent / "gold" / name for name in GOLD):
        reports += [r for r in stemma.take([str(folder)]) if isinstance(r, Report)]
    reader = stemma.Reader(PACK)
    return reports, [reader.read(report) for report in reports]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, read: tuple[list[Report], list[Extract]]) -> None:
    """Reading is tried elsewhere: here each report is read once."""
    held = {extract.report: extract for extract in read[1]}
    monkeypatch.setattr("stemma.working.read_here", lambda reports, _: [held[r.id] for r in reports])
    monkeypatch.setattr(Hands, "_reader", None)


def filled(path: Path, bunches: Sequence[Sequence[Report]], limits: Limits, judgements: Sequence[Judgement] = ()) -> stemma.Situation:
    with Ledger.open(path) as ledger:
        for bunch in bunches:
            ledger.add(bunch)
            bring_up_to_date(ledger, HOW, limits=limits)
        for judgement in judgements:
            ledger.judge(judgement)
        bring_up_to_date(ledger, HOW, limits=limits)
        return ledger.situation()


@pytest.mark.parametrize("limits", [Limits(), SMALL, Limits(pile=9, crowd=30)])
@pytest.mark.parametrize("seed", [1])
def test_one_by_one_in_any_order_is_as_all_at_once(
    limits: Limits, seed: int, tmp_path: Path, read: tuple[list[Report], list[Extract]]
) -> None:
    reports, extracts = read
    whole = assemble(reports, extracts, (), PACK, limits)
    assert filled(tmp_path / "whole.db", [reports], limits) == whole
    mixed = Random(seed).sample(reports, len(reports))
    step = 1 if limits == SMALL else 5
    assert filled(tmp_path / "each.db", [mixed[at : at + step] for at in range(0, len(mixed), step)], limits) == whole


@pytest.mark.parametrize("step", [1, 7, 100])
def test_what_comes_in_while_others_are_read_is_read_too(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: tuple[list[Report], list[Extract]]
) -> None:
    reports, extracts = read
    monkeypatch.setattr("stemma.working._BATCH", 4)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        coming = ([r.id for r in ledger.add(reports[at : at + step])] for at in range(0, len(reports), step))
        seen: list[tuple[int, int]] = []
        assert bring_up_to_date(ledger, HOW, told=lambda done, of: seen.append((done, of)), coming=coming) == []
        assert ledger.situation() == assemble(reports, extracts, (), PACK)
    assert seen[-1] == (len(reports), len(reports)) and all(done <= of for done, of in seen)


def test_small_ledgers_are_one_pile(read: tuple[list[Report], list[Extract]]) -> None:
    reports, extracts = read
    keys = Keys(PACK)
    postings: dict[int, list[int]] = {}
    for number, (report, extract) in enumerate(zip(reports, extracts, strict=True)):
        for key in keys.of(report, extract):
            postings.setdefault(key, []).append(number)
    assert len(parted(range(len(reports)), postings)) == 1
    several = parted(range(len(reports)), postings, (), SMALL)
    assert sorted(n for pile in several for n in pile) == list(range(len(reports)))
    assert len(several) > 1 and max(map(len, several)) <= SMALL.pile
    turned = {key: postings[key] for key in reversed(list(postings))}
    assert parted(range(len(reports)), turned, (), SMALL) == several


def test_a_judgement_joins_two_piles(tmp_path: Path, read: tuple[list[Report], list[Extract]]) -> None:
    reports, extracts = read
    one, other = extracts[0].claims[0].id, extracts[-1].claims[0].id
    said = Judgement(one=one, other=other, about="figure", same=True, who="ann", when="2025-01-01T00:00:00+00:00", why="the same")
    held = filled(tmp_path / "ledger.db", [reports], SMALL, [said])
    assert held == assemble(reports, extracts, [said], PACK, SMALL)
    assert any({one, other} <= set(figure.claims) for figure in held.figures)


def stopping(writing: Any, after: int) -> Any:
    """Steps that write, until so many were taken."""
    steps = iter(range(after))

    def step(ledger: Ledger) -> Any:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return writing(ledger)

    return step


def test_what_a_stop_left_is_done_by_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read: tuple[list[Report], list[Extract]]
) -> None:
    """A run that is stopped after any of its steps leaves a ledger that the next run finishes."""
    reports, extracts = read
    whole = assemble(reports, extracts, (), PACK, SMALL)
    for stop in (1, 3, 6, 9):
        with Ledger.open(tmp_path / f"{stop}.db") as ledger:
            ledger.add(reports)
            with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
                patch.setattr(Ledger, "writing", stopping(Ledger.writing, stop))
                patch.setattr("stemma.working._TASK", 1)
                patch.setattr("stemma.working._STEP", 1)  # each pile is a step of its own
                bring_up_to_date(ledger, HOW, limits=SMALL)
        with Ledger.open(tmp_path / f"{stop}.db") as ledger:
            bring_up_to_date(ledger, HOW, limits=SMALL)
            assert ledger.situation() == whole


def test_a_pile_over_which_a_rule_stumbles_is_kept_as_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read: tuple[list[Report], list[Extract]]
) -> None:
    """The other piles are worked out, and the notice says which were not and where the rules failed."""
    reports, extracts = read
    unlucky = min(report.id for report in reports)

    def stumbling(pile: Sequence[Report], *rest: Any) -> stemma.Situation:
        if any(report.id == unlucky for report in pile):
            raise ZeroDivisionError("no such thing")
        return assemble_pile(pile, *rest)

    monkeypatch.setattr("stemma.working.assemble_pile", stumbling)
    held = filled(tmp_path / "ledger.db", [reports], SMALL)
    assert len(held.reports) == len(reports) and held.figures
    assert [e.claims for e in held.extracts if e.report == unlucky] == [e.claims for e in extracts if e.report == unlucky]
    said = [n.message for e in held.extracts for n in e.notices if n.rule == "work.failed"]
    assert len(said) == 1 and "ZeroDivisionError in test_working.py" in said[0]
