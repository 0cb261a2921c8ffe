"""The maker of situations of known descent in bench/descent: what it makes is what it says, and the same again."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "descent"


@pytest.fixture(scope="module")
def bench() -> Any:
    sys.path.insert(0, str(BENCH))
    try:
        import families
        import rewriting
        import scoring

        yield families, rewriting, scoring
    finally:
        sys.path.remove(str(BENCH))
        for name in ("families", "rewriting", "scoring"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def texts(bench: Any) -> list[list[str]]:
    families = bench[0]
    marked = Path(__file__).parents[1] / "gold"
    return [t for folder in sorted(marked.iterdir()) if folder.is_dir() for t in families.base_texts(folder)]


def test_a_pile_is_made_twice_the_same(bench: Any, texts: list[list[str]]) -> None:
    families = bench[0]
    one, other = (families.Maker(texts, families.Wish(rate=-1.0)).situation(5) for _ in range(2))
    assert [(m.name, m.text, m.parents, m.changes) for m in one.reports] == [(m.name, m.text, m.parents, m.changes) for m in other.reports]


def test_parents_are_older_and_in_the_pile_or_lost(bench: Any, texts: list[list[str]]) -> None:
    families = bench[0]
    for pile in families.Maker(texts, families.Wish(rate=0.1)).situations(8):
        made = {m.name: m for m in pile.reports}
        for m in pile.reports:
            for p in m.parents:
                assert p in pile.lost if p.startswith("*") else made[p].published < m.published


def test_a_planted_number_stands_in_the_text_and_the_true_tree_scores_full(bench: Any, texts: list[list[str]]) -> None:
    families, _, scoring = bench
    pile = families.Maker(texts, families.Wish(rate=0.0, changes=3.0)).situation(2)
    wrong = [(m, f) for m in pile.reports for f in m.facts if f.born == m.name and "number" in m.changes]
    assert wrong
    assert any(f"{f.value:,}" in m.text for m, f in wrong)
    roots = {m.name: pile.roots(m.name) for m in pile.reports}
    edges = {(m.name, p) for m in pile.reports for p in m.parents if not p.startswith("*")}
    tally = scoring.Tally()
    scoring.score(pile, scoring.Answer(kin=scoring.kin_by_roots(roots), edges=edges), tally)
    assert (tally.f1("kin"), tally.f1("edges"), tally.precision("direction")) == (1.0, 1.0, 1.0)


def test_a_paraphrase_shares_few_runs_and_keeps_its_numbers(bench: Any) -> None:
    rewriter = bench[1].Rewriter()
    told = "Police said 4,310 people were arrested near the church after a fight in which several men were hurt and two houses burned."
    again = rewriter.paraphrased(told, Random(3))
    assert "4,310" in again
    runs = {tuple(told.split()[k : k + 5]) for k in range(len(told.split()) - 4)}
    assert len(runs & {tuple(again.split()[k : k + 5]) for k in range(len(again.split()) - 4)}) <= len(runs) // 4


def test_word_for_word_the_same_stand_for_one_another_where_nothing_tells(bench: Any) -> None:
    families, _, scoring = bench
    day = families._FIRST_DAY
    first = families.Made("first", "A", day, blocks=[("", "One text.")])
    copy = families.Made("copy", "B", day + families.timedelta(hours=1), blocks=[("", "One text.")], parents=("first",))
    child = families.Made("child", "C", day + families.timedelta(hours=2), blocks=[("", "Another text.")], parents=("first",))
    turned = {("first", "copy"), ("child", "copy")}
    by_day = scoring.Alike(families.Situation("s", (first, copy, child), {}, clock=False), turned)
    assert by_day.as_true(turned) == {("copy", "first"), ("child", "first")}
    by_hour = scoring.Alike(families.Situation("s", (first, copy, child), {}, clock=True), turned)
    assert by_hour.as_true(turned) == {("first", "copy"), ("child", "first")}
