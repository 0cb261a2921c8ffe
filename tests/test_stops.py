"""A ledger outlives programs that are killed, and programs that write to it at the same time."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from stemma.ledger import Ledger

SAMPLES = sorted((Path(__file__).parents[1] / "src" / "stemma" / "data" / "samples").iterdir())
GOLD = [Path(__file__).parent / "gold" / name for name in ("chile-2019", "lusaka-2024", "peru-2023", "tigray-2021")]


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


PLACES = ("Tarn", "Orford", "Wick", "Selby", "Harn", "Melk", "Corby", "Lund", "Pell", "Noria")


def pile(folder: Path, number: int) -> Path:
    """So many reports: half of them files of their own, half lines of one file; each third is a copy of the one before."""
    folder.mkdir()
    lines = []
    for n in range(number):
        random, place = Random(n - (n % 3 == 2)), PLACES[n // 3 % 10]
        told = f"{random.randint(101, 9999):,} people left their homes in {place} on Monday, the mayor of {place} said."
        more = " ".join(random.choices("road bridge mill square river dam valley ferry market tower field clinic".split(), k=30))  # noqa: SIM905
        day = f"2030-03-{1 + n // 3 % 28:02d}"
        text = f"{told}\nThe report named the {more}. At least {random.randint(13, 99)} houses were destroyed."
        if n % 2:
            lines.append(json.dumps({"text": text, "title": f"T {n}", "outlet": f"{place} Post {n}", "published": day}))
        else:
            (folder / f"{n}.txt").write_text(f"Title: T {n}\nOutlet: {place} Wire {n}\nPublished: {day}\n\n{text}\n")
    (folder / "lines.jsonl").write_text("\n".join(lines))
    return folder


def test_killed_again_and_again_while_many_reports_are_added(tmp_path: Path) -> None:
    """STEMMA_KILLS=100 STEMMA_REPORTS=2000 for the whole of it."""
    kills, number = int(os.environ.get("STEMMA_KILLS", "3")), int(os.environ.get("STEMMA_REPORTS", "120"))
    folder, path, unharmed = pile(tmp_path / "in", number), tmp_path / "ledger.db", tmp_path / "clean.db"
    began = time.monotonic()
    subprocess.run(command(unharmed, [folder]), check=True, capture_output=True)
    whole_run = time.monotonic() - began
    random = Random(kills)
    for _ in range(kills):
        running = subprocess.Popen(command(path, [folder]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.3, min(whole_run, 0.6 + 2 * whole_run / max(kills / 10, 1))))
        running.kill()
        running.wait()
        assert not path.exists() or whole(path)
    last = subprocess.run([*command(path, [folder]), "--json"], check=True, capture_output=True)
    counts = json.loads(last.stdout)
    assert (counts["reports"], counts["refused"]) == (number, 0)
    assert whole(path)
    assert same(path, unharmed)
    with sqlite3.connect(path) as c:
        kept = {o for (o,) in c.execute("SELECT DISTINCT original FROM custody")}
        assert c.execute("SELECT count(*), count(DISTINCT report) FROM custody WHERE action = 'taken'").fetchone() == (number, number)
    held = Path(f"{path}.originals")
    assert {sha256((held / name[:2] / name[2:]).read_bytes()).hexdigest() for name in kept} == kept


LIMITED = """import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.argv[1:2] = []
from stemma.__main__ import main
main()
"""


@pytest.mark.parametrize("room", [30_000, 400_000, 1_500_000])
def test_the_disk_full_in_between_is_a_sentence_and_nothing_is_lost(tmp_path: Path, room: int) -> None:
    """No file may grow beyond a limit, as on a full disk; then there is room again."""
    folder, path, unharmed = pile(tmp_path / "in", 120), tmp_path / "ledger.db", tmp_path / "clean.db"
    subprocess.run(command(unharmed, [folder]), check=True, capture_output=True)
    given = ["add", str(folder), "--ledger", str(path)]
    full = subprocess.run([sys.executable, "-c", LIMITED, str(room), *given], capture_output=True, text=True, check=False)
    assert full.returncode == 2, full.stderr
    assert "There is no room left on the disk" in full.stderr
    assert "Traceback" not in full.stderr
    assert not path.exists() or whole(path)
    subprocess.run(command(path, [folder]), check=True, capture_output=True)
    assert whole(path)
    assert same(path, unharmed)
