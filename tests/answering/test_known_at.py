"""Two clocks: the ledger at a past moment is the ledger of the reports known then, on every command that asks it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.answering.clock import instant, known
from stemma.cli import main
from stemma.commands.add import gather
from stemma.commands.common import as_known
from stemma.core.packs import load_pack
from stemma.core.types import Extract, Report
from stemma.ledger import Ledger
from stemma.pipeline import How, assemble
from stemma.working import bring_up_to_date

SAMPLE = Path(str(files("stemma") / "data" / "samples" / "valencia-2024"))
THEN = "2024-11-01T06:00:00+00:00"


class Held(NamedTuple):
    """A ledger with its reports and what was read from them."""

    ledger: Ledger
    reports: tuple[Report, ...]
    read: Mapping[str, Extract]


def run(*args: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("known") / "all.db"
    run("add", SAMPLE, "--ledger", path)
    return path


def test_the_past_is_what_was_known_then(ledger: Path, tmp_path: Path) -> None:
    everything = json.loads(run("export", "--ledger", ledger).stdout)
    early = [r["name"] for r in everything["reports"] if r["published"] <= THEN or r["published"][:10] < THEN[:10]]
    assert 0 < len(early) < len(everything["reports"])
    run("add", *[SAMPLE / Path(name).name for name in early], "--ledger", tmp_path / "early.db")
    then = json.loads(run("export", "--ledger", ledger, "--known-at", THEN).stdout)
    built = json.loads(run("export", "--ledger", tmp_path / "early.db").stdout)
    for held in (then, built):
        for report in held["reports"]:
            report["name"] = Path(report["name"]).name
    assert then == built


@pytest.mark.parametrize(
    "command",
    [["figures"], ["claims"], ["conflicts"], ["new"], ["tree"], ["report"], ["changes"], ["stats", "drift"], ["sensitivity"], ["why", "92"],
     ["export"], ["new", "--since", "2024-10-30"], ["export", "--codebook", "ucdp"]],
)  # fmt: skip
def test_every_asking_command_looks_back(ledger: Path, command: list[str]) -> None:
    told = run(*command, "--ledger", ledger, "--known-at", THEN).stdout
    assert "Lanternhill" not in told


def test_a_moment_that_is_none_is_refused(ledger: Path) -> None:
    result = CliRunner().invoke(main, ["figures", "--ledger", str(ledger), "--known-at", "soon"])
    assert result.exit_code == 2 and "is no time" in result.stderr


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """The two bundled samples in one ledger, and what was read from each report."""
    reports, _ = gather([str(folder) for folder in sorted(SAMPLE.parent.iterdir())])
    with Ledger.open(tmp_path_factory.mktemp("past") / "all.db") as ledger:
        ledger.add(reports)
        bring_up_to_date(ledger, How(load_pack(), None, "rules"))
        yield Held(ledger, tuple(reports), {e.report: e for e in ledger.as_read([r.id for r in reports])})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_past_is_the_ledger_of_the_reports_known_then(held: Held, data: st.DataObject) -> None:
    """At the moment of any report, a second before it, or long before all."""
    told = datetime.fromisoformat(data.draw(st.sampled_from(sorted(known(r) for r in held.reports))))
    moment = instant((told - data.draw(st.sampled_from([timedelta(0), timedelta(seconds=1), timedelta(hours=7)]))).isoformat())
    early = [r for r in held.reports if known(r) <= moment]
    assert as_known(held.ledger, moment) == assemble(early, [held.read[r.id] for r in early], (), load_pack())
