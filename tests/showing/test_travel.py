"""How one figure travelled: from its origin down, with the changes in each hand and what is to be said of a reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.descent.families import family

from stemma.cli import main
from stemma.core.packs import load_pack
from stemma.core.types import Situation
from stemma.pipeline import assemble
from stemma.showing.travel import Travel

SAMPLES = Path(__file__).parents[2] / "src" / "stemma" / "data" / "samples"


@pytest.fixture(scope="module")
def situation() -> Situation:
    members = family().values()
    return assemble([m.report for m in members], [m.extract for m in members], (), load_pack())


def test_a_number_is_followed_from_its_origin_through_every_hand(situation: Situation) -> None:
    steps = Travel(situation).of("312")
    assert (steps[0].outlet, steps[0].depth, steps[0].mark) == ("Valley Wire", 0, "its own reporting")
    hands = {s.outlet: s for s in steps}
    assert {"Valley Wire", "Quick Planet", "Newsheap"} <= set(hands)
    assert hands["Newsheap"].depth > 0


def test_the_change_stands_where_it_arose_and_has_no_origin(situation: Situation) -> None:
    wrong = next(s for s in Travel(situation).of("312 square miles") if s.outlet == "Quick Planet")
    assert [m.field for m in wrong.changes if not m.restored][:1] == ["unit"]
    assert wrong.mark.startswith("born by a mistake")


def test_words_that_nobody_says_give_nothing(situation: Situation) -> None:
    assert Travel(situation).of("98,765") == []


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = str(tmp_path_factory.mktemp("travel") / "l.db")
    result = CliRunner().invoke(main, ["add", str(SAMPLES / "valencia-2024"), "--ledger", path])
    assert result.exit_code in (0, 1)
    yield path


def run(ledger: str, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["tree", "--ledger", ledger, *args])
    return result.exit_code, result.output


def test_why_a_line_stands_adds_up(ledger: str) -> None:
    code, out = run(ledger, "--json")
    assert code == 0
    child, parent = next((r["id"], p["id"]) for r in json.loads(out)["reports"] for p in r["parents"] if not p["id"].startswith("*"))
    code, out = run(ledger, "--why", child, parent, "--json")
    held = json.loads(out)
    assert held["reasons"][0]["rule"] == "descent.prior"
    assert any(r["rule"] == "descent.support" for r in held["reasons"])
    assert sum(r["weight"] for r in held["reasons"]) > 0
    code, out = run(ledger, "--why", child, parent)
    total = [line.split()[1] for line in out.splitlines() if line[:4] in ("  +", "   +", "   -", "  -") or line.strip()[:1] in "+-"][-1]
    assert float(total) == pytest.approx(sum(r["weight"] for r in held["reasons"]), abs=0.02)


def test_a_line_that_is_not_there_is_no_dependence_found(ledger: str) -> None:
    code, out = run(ledger, "--json")
    first = json.loads(out)["reports"]
    code, out = run(ledger, "--why", first[0]["id"], first[1]["id"])
    assert code == 2
    assert "No dependence" in out


@pytest.mark.parametrize("form", ["graphml", "dot", "newick", "svg", "prov"])
def test_every_form_is_given(ledger: str, form: str) -> None:
    code, out = run(ledger, "--format", form)
    assert code == 0
    assert len(out) > 200


def test_a_figure_on_demand(ledger: str) -> None:
    code, out = run(ledger, "--figure", "dead")
    assert code == 0
    assert "its own reporting" in out
