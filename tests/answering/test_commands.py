"""The answering commands as a user meets them: over a sample's ledger, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.answering.piles import sample

from stemma.cli import main
from stemma.ledger import Ledger


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "v.db"
    with Ledger.open(path) as held:
        held.save(sample("valencia-2024"))
    return path


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["course", "92 people"], "known since"),
        (["plans"], "due"),
        (["table", "killed,without_power"], "days old"),
        (["stats", "drift"], "hedge lost"),
        (["stats", "lag"], "middle half"),
        (["sensitivity", "--all"], "most-origins"),
        (["diff", "2024-10-31", "2024-11-02"], "figures stand as they stood"),
        (["new", "--since", "2024-11-04"], "Figures that moved"),
        (["new", "--since", "2024-11-04", "--by", "place"], "[figures that moved]"),
        (["brief", "--since", "2024-11-04"], "## Where the figures stand"),
        (["demands"], "appeal"),
    ],
)
def test_an_answer_for_people_and_one_for_machines(ledger: Path, command: list[str], words: str) -> None:
    told = run(*command, "--ledger", ledger)
    assert told.exit_code == 0
    assert words in told.stdout or command == ["demands"]
    if command[0] != "brief":
        assert isinstance(json.loads(run(*command, "--ledger", ledger, "--json").stdout), list)


@pytest.mark.parametrize(
    "command", ["brief", "check", "course", "diff", "grade", "new", "pack", "plans", "sensitivity", "stats", "table", "verify"]
)
def test_every_command_has_help(command: str) -> None:
    assert "Usage:" in run(command, "--help").stdout


def test_a_grade_is_kept_shown_and_told_with_the_value(ledger: Path) -> None:
    assert run("grade", "Iberdrola", "B", "--who", "Ann", "--why", "its own meters", "--ledger", ledger).exit_code == 0
    assert run("grade", "Iberdrola", "c", "--ledger", ledger).exit_code == 0
    assert run("grade", "--ledger", ledger).stdout == "C  Iberdrola\n"
    assert "source C Iberdrola; information 6, cannot be judged (proposed)" in run("why", "155,000", "--ledger", ledger).stdout
    with Ledger.open(ledger) as held:
        assert [d.who for d in held.decisions()] == ["Ann", ""]
    refused = run("grade", "Iberdrolla", "B", "--ledger", ledger)
    assert refused.exit_code == 2 and "Did you mean 'Iberdrola'?" in refused.stderr


def test_a_pack_goes_out_and_is_verified(ledger: Path, tmp_path: Path) -> None:
    assert run("pack", "491", "-o", tmp_path / "p.zip", "--ledger", ledger).exit_code == 0
    assert run("verify", tmp_path / "p.zip").exit_code == 0
    rows = json.loads(run("verify", tmp_path / "p.zip", "--json").stdout)
    assert rows and all(r["holds"] for r in rows)


def test_what_cannot_be_done_is_said(ledger: Path, tmp_path: Path) -> None:
    for command, words in (
        (["table", "kiled"], "Did you mean 'killed'?"),
        (["sensitivity", "--rule", "mean"], "the rules are"),
        (["diff", "someday", "2024-11-02"], "no ledger's file, no report and no time"),
        (["brief", "--format", "docx"], "name it with -o"),
        (["export", "--format", "parquet"], "name a file with -o"),
    ):
        told = run(*command, "--ledger", ledger)
        assert told.exit_code == 2 and words in told.stderr
