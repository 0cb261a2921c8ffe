"""A ledger outlives programs that are killed, and programs that write to it at the same time."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from stemma.ledger import Ledger

SAMPLES = sorted((Path(__file__).parents[1] / "src" / "stemma" / "data" / "samples").iterdir())
GOLD = sorted((Path(__file__).parent / "gold").iterdir())


def command(ledger: Path, inputs: Sequence[Path], *more: str) -> list[str]:
    return [sys.executable, "-m", "stemma", "add", *map(str, inputs), "--ledger", str(ledger), *more]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clean") / "ledger.db"
    subprocess.run(command(path, [*SAMPLES, *GOLD]), check=True, capture_output=True)
    return path


def same(one: Path, other: Path) -> bool:
    with Ledger.open(one, create=False) as a, Ledger.open(other, create=False) as b:
        return a.situation() == b.situation()


def whole(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return (
            connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            and not connection.execute("PRAGMA foreign_key_check").fetchall()
        )
    finally:
        connection.close()


def test_killed_at_any_moment_the_next_run_finishes_the_work(tmp_path: Path, clean: Path) -> None:
    path = tmp_path / "ledger.db"
    done = False
    for tenths in (4, 7, 10, 13, 16, 20, 25):
        running = subprocess.Popen(command(path, [*SAMPLES, *GOLD]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            running.wait(tenths / 10)
            done = True
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        assert not path.exists() or whole(path)
    last = subprocess.run([*command(path, [*SAMPLES, *GOLD]), "--json"], check=True, capture_output=True)
    assert whole(path)
    assert same(path, clean)
    assert json.loads(last.stdout)["new"] == 0 or not done


def test_two_that_add_at_once_lose_nothing(tmp_path: Path, clean: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    both = [subprocess.Popen(command(path, inputs), stdout=subprocess.DEVNULL) for inputs in (SAMPLES, GOLD)]
    assert [running.wait() for running in both] == [0, 0]
    assert whole(path)
    assert same(path, clean)
