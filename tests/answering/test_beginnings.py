"""A brief of all that is known, the letters of the tree, one's own words at a past moment."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from tests.test_cli import run

REPORT = """Title: One
Outlet: Alpha Post
Published: 2031-01-02T08:00+00:00

At Dorran {number} people were killed, the Norvian Bureau said.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("beginnings")
    (where / "in").mkdir()
    (where / "in" / "a.txt").write_text(REPORT.format(number=312), encoding="utf-8")
    (where / "in" / "b.txt").write_text(REPORT.format(number=345).replace("01-02", "01-04").replace("Alpha", "Beta"), encoding="utf-8")
    run("add", where / "in", "--ledger", where / "l.db")
    return where / "l.db"


def test_a_brief_without_a_moment_tells_all_from_the_beginning(ledger: Path) -> None:
    told = run("brief", "--ledger", ledger).stdout
    assert "what is claimed, from the beginning" in told
    assert "0001" not in told and "since" not in told.splitlines()[2]
    assert "what is new since 3 January 2031" in run("brief", "--since", "2031-01-03", "--ledger", ledger).stdout


def test_a_line_of_the_tree_by_the_letters_of_the_picture(tmp_path: Path) -> None:
    held = tmp_path / "l.db"
    run("add", str(files("stemma") / "data" / "samples" / "kursk-2024"), "--ledger", held)
    by_letter = run("tree", "--why", "Q", "L", "--ledger", held).stdout
    assert by_letter == run("tree", "--why", "Quayside Times", "Lodestar Wire", "--ledger", held).stdout
    assert by_letter.startswith("Quayside Times had matter from Lodestar Wire")


def test_a_past_moment_is_linked_by_ones_own_words(ledger: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "series.toml").write_text("[bounds]\njoin = 40.0\nstay = 40.0\n", encoding="utf-8")  # nothing is surely one figure
    both = ["--ledger", ledger, "--known-at", "2031-02-01", "--json"]
    assert len(json.loads(run("figures", *both).stdout)) < len(json.loads(run("figures", *both, "--pack", own).stdout))
    assert "2 figures" not in run("diff", "2031-01-03", "2031-02-01", "--ledger", ledger, "--pack", own).stdout


def test_an_answer_in_words_loads_no_page() -> None:
    asked = "import sys, stemma.answering.account, stemma.showing.view, stemma.ledger; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "stemma.showing.page" not in loaded and "stemma.ledger.exchange" not in loaded
