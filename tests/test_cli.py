"""The commands as a user meets them: answers on standard output, complaints on standard error, the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from stemma.cli import main
from stemma.core.decisions import Decision
from stemma.ledger import Ledger

Write = Callable[..., Path]
SAMPLES = Path(str(files("stemma") / "data" / "samples"))
ONE = """Title: River in flood
Outlet: Wharf Post
Published: 2024-10-30T09:15:00+00:00

At least 12 people were killed in Orford, the mayor said.
"""
TWO = """Title: Flood kills 12
Outlet: Quay News
Published: 2024-10-30T12:00:00+00:00

The flood in Orford killed at least 12 people, according to the mayor.
"""


def run(*args: object, stdin: str | bytes = b"") -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin, catch_exceptions=False)


def as_json(*args: object) -> Any:
    result = run(*args)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A ledger of the first sample."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    assert run("add", sorted(SAMPLES.iterdir())[0], "--ledger", path).exit_code == 0
    yield path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_help_comes_at_once_and_names_every_command() -> None:
    start = time.perf_counter()
    shown = subprocess.run([sys.executable, "-m", "stemma", "--help"], capture_output=True, text=True, check=True).stdout
    took = time.perf_counter() - start
    for name in ("demo", "add", "report", "figures", "claims", "tree", "conflicts", "new", "changes", "show", "why", "read", "export"):
        assert f"  {name} " in shown
    assert took < 1.0  # a tenth of a second on a free machine; this one may be busy


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from stemma.cli import main; CliRunner().invoke(main, ['--help']);"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'msgspec', 'rich', 'trafilatura', 'lxml', 'sqlite3'}))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["add", "claims", "demo", "export", "judge", "read", "report", "show", "why"])
def test_every_command_has_help(command: str) -> None:
    assert "Usage:" in run(command, "--help").stdout


def test_adding_tells_how_much_and_twice_adds_nothing(write: Write, ledger: Path) -> None:
    folder = write("in/a.txt", ONE).parent
    write("in/b.txt", TWO)
    first = run("add", folder, "--ledger", ledger)
    assert first.exit_code == 0
    assert "2 reports added" in first.stdout
    counts = as_json("add", folder, "--ledger", ledger, "--json")
    assert (counts["new"], counts["known"], counts["reports"]) == (0, 2, 2)
    assert counts["claims"] >= 2


def test_reading_again_gives_the_same(write: Write, ledger: Path) -> None:
    run("add", write("a.txt", ONE), write("b.txt", TWO), "--ledger", ledger)
    before = _rows(ledger)
    assert "0 reports added" in run("add", "--again", "--ledger", ledger).stdout
    assert _rows(ledger) == before
    assert run("add", "--ledger", ledger).exit_code == 2


def test_the_variable_names_the_ledger(write: Write, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMMA_LEDGER", str(ledger))
    assert run("add", write("a.txt", ONE)).exit_code == 0
    assert len(as_json("export")["reports"]) == 1


def test_what_is_refused_is_named_and_the_others_taken(write: Write, ledger: Path) -> None:
    bad = write("empty.txt", b"")
    result = run("add", bad, write("a.txt", ONE), "--ledger", ledger)
    assert result.exit_code == 1
    assert f"stemma: {bad} is empty" in result.stderr
    assert "1 report added" in result.stdout


def test_nothing_taken_is_status_two(write: Write, ledger: Path) -> None:
    result = run("add", write("empty.txt", b""), "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (2, "")
    assert not ledger.exists()


@pytest.mark.parametrize("command", [["export"], ["figures"], ["report"], ["show", "1"], ["why", "12"]])
def test_without_a_ledger_a_sentence_says_how_to_make_one(command: list[str], ledger: Path) -> None:
    result = run(*command, "--ledger", ledger)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"stemma: There is no ledger at {ledger}")
    assert result.stderr.count("\n") == 1
    assert not ledger.exists()


def test_a_file_that_is_no_ledger_is_status_two(write: Write) -> None:
    path = write("notes.db", "Forty people left. " * 100)
    result = run("add", write("a.txt", ONE), "--ledger", path)
    assert result.exit_code == 2
    assert "is no ledger" in result.stderr


def test_debug_shows_the_trace(ledger: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "stemma", "--debug", "export", "--ledger", str(ledger)], capture_output=True, text=True, check=False
    )
    assert "Traceback" in shown.stderr


def test_a_mistyped_command_gets_the_nearest() -> None:
    result = run("figurs")
    assert result.exit_code == 2
    assert "Did you mean 'figures'?" in result.stderr


@pytest.mark.parametrize("command", ["figures", "claims", "tree", "conflicts", "new", "changes", "notices"])
def test_every_table_has_json_and_plain_text(sample: Path, command: str) -> None:
    held = as_json(command, "--ledger", sample, "--json")
    assert held if command in ("figures", "claims", "tree") else isinstance(held, list)
    plain = run(command, "--ledger", sample)
    assert plain.exit_code == 0
    assert plain.stdout.strip()
    assert "\x1b" not in plain.stdout


def test_the_report_in_every_form(sample: Path, tmp_path: Path) -> None:
    assert run("report", "--ledger", sample).stdout.strip()
    assert "<html" in run("report", "--ledger", sample, "--format", "html").stdout
    page = tmp_path / "out" / "report.md"
    assert run("report", "--ledger", sample, "-o", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("#")
    assert as_json("report", "--ledger", sample, "--format", "json") == as_json("export", "--ledger", sample)


def test_show_gives_the_text_back_as_it_stood(write: Write, ledger: Path) -> None:
    held = ONE.replace("\n", "\r\n") + "Ünd no end"
    run("add", write("a.txt", held), "--ledger", ledger)
    assert run("show", "a.txt", "--text", "--ledger", ledger).stdout_bytes.decode("utf-8") == held
    for said in ("1", "wharf post", "River in flood", "a"):
        assert as_json("show", said, "--json", "--ledger", ledger)["outlet"] == "Wharf Post"
    assert "There is no report 'z'" in run("show", "z", "--ledger", ledger).stderr


def test_every_claim_holds_its_words(sample: Path) -> None:
    held = as_json("export", "--ledger", sample)
    texts = {row["id"]: run("show", row["id"], "--text", "--ledger", sample).stdout_bytes.decode("utf-8") for row in held["reports"]}
    assert held["claims"]
    for row in [*held["claims"], *held["events"]]:
        assert texts[row["report"]][row["start"] : row["end"]] == row["text"]


def test_export_in_every_form(sample: Path, tmp_path: Path) -> None:
    lines = run("export", "--ledger", sample, "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["record"] for line in lines} >= {"reports", "claims", "figures"}
    assert run("export", "--ledger", sample, "--format", "csv").stdout.startswith("id,report,outlet")
    assert as_json("export", "--ledger", sample, "--format", "geojson")["type"] == "FeatureCollection"
    path = tmp_path / "out.json"
    assert run("export", "--ledger", sample, "-o", path).stdout == ""
    assert json.loads(path.read_text(encoding="utf-8"))["reports"]


def test_decisions_are_exported_with_who_when_before_after_and_why(ledger: Path, write: Write) -> None:
    run("add", write("a.txt", ONE), "--ledger", ledger)
    claim = as_json("claims", "--ledger", ledger, "--json")[0]["id"]
    with Ledger.open(ledger) as held:
        one = held.decide(Decision(action="reject", item=claim, who="Ann", when="2031-01-02T03:04:05+00:00", why="=misread"))
        held.decide(Decision(action="undo", item=claim, who="Ann", when="2031-01-02T03:05:00+00:00", undoes=one))
        held.decide(Decision(action="accept", item=claim, who="Ben", when="2031-01-03T00:00:00+00:00"))
    rows = as_json("export", "--ledger", ledger)["decisions"]
    told = [("Ann", "reject", False), ("Ann", "undo", False), ("Ben", "accept", True)]
    assert [(d["who"], d["action"], d["stands"]) for d in rows] == told
    lines = run("export", "--ledger", ledger, "--format", "jsonl").stdout.splitlines()
    assert sum(json.loads(line)["record"] == "decisions" for line in lines) == 3
    table = list(csv.DictReader(io.StringIO(run("export", "--ledger", ledger, "--format", "decisions").stdout)))
    words = as_json("claims", "--ledger", ledger, "--json")[0]["text"]
    assert [(d["id"], d["item"], d["words"]) for d in table] == [(str(n), claim, words) for n in (1, 2, 3)]
    assert not table[0]["why"].startswith("=") and "misread" in table[0]["why"] and table[1]["undoes"] == "1"
    early = as_json("export", "--known-at", "2031-01-02T12:00", "--ledger", ledger)["decisions"]
    assert [d["who"] for d in early] == ["Ann", "Ann"]


def test_why_tells_the_chain_of_a_value(sample: Path) -> None:
    claim = as_json("claims", "--ledger", sample, "--json")[0]
    told = run("why", claim["id"], "--ledger", sample)
    assert told.exit_code == 0
    assert "safe wording" in told.stdout and "origin A" in told.stdout
    assert "read as" in run("why", claim["id"], "--trace", "--ledger", sample).stdout
    (account,) = as_json("why", claim["id"], "--ledger", sample, "--json")
    assert claim in [chain["claim"] for chain in account["trace"]]
    assert claim["id"] in account["claims"]
    assert run("why", "no such words", "--ledger", sample).exit_code == 2


def test_a_judgement_is_kept_and_heeded(write: Write, ledger: Path) -> None:
    run("add", write("a.txt", ONE), write("b.txt", TWO), "--ledger", ledger)
    one, other = (row["id"] for row in as_json("claims", "--ledger", ledger, "--json")[:2])
    assert run("judge", one, other, "--not-same", "--ledger", ledger).exit_code == 0
    assert {one, other} not in [set(f["claims"]) for f in as_json("figures", "--ledger", ledger, "--json")]
    assert run("judge", one, other, "--same", "--who", "Ann", "--why", "seen", "--ledger", ledger).exit_code == 0
    assert {one, other} in [set(f["claims"]) for f in as_json("figures", "--ledger", ledger, "--json")]
    assert "There is no claim" in run("judge", one, "c0", "--same", "--ledger", ledger).stderr


def test_read_answers_line_by_line_without_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "At least 12 people were killed in Orford on Tuesday, the mayor said."
    lines = [json.dumps({"id": "a", "text": text, "published": "2024-10-30"}), "{broken", json.dumps({"id": "b", "text": "Nothing."})]
    result = run("read", "--jsonl", "-", stdin="\n".join(lines))
    one, bad, two = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 1
    assert (one["id"], two["id"], bad["id"]) == ("a", "b", None)
    (amount,) = one["amounts"]
    assert (amount["low"], amount["high"], amount["approx"]) == (12, None, "at_least")
    assert "12" in text[amount["start"] : amount["end"]]
    (day,) = one["times"]
    assert (day["type"], day["value"], day["edtf"], day["precision"], day["anchor"]) == (
        "DATE",
        "2024-10-29",
        "2024-10-29",
        "day",
        "2024-10-30",
    )
    words = text[day["start"] : day["end"]]
    assert day["timex3"] == f'<TIMEX3 tid="t1" type="DATE" value="2024-10-29">{words}</TIMEX3>'
    assert {"as_of_edtf", "as_of_words"} <= set(one["claims"][0])
    assert [text[s:e] for s, e in one["attributions"][0]["source"]] == ["the mayor"]
    assert one["claims"][0]["measure"] == "killed"
    assert set(two) == {"id", "amounts", "times", "attributions", "claims", "events", "notices"}
    assert list(tmp_path.iterdir()) == []


def test_the_demo_writes_its_report_and_says_where(tmp_path: Path) -> None:
    for _ in range(2):
        result = run("demo", "--to", tmp_path / "demo")
        assert result.exit_code == 0
    (page,) = (tmp_path / "demo").glob("*.html")
    assert str(page) in result.stdout
    assert "<html" in page.read_text(encoding="utf-8")
    names = run("demo", "--list").stdout.split()
    assert names == sorted(p.name for p in SAMPLES.iterdir())
    assert f"Did you mean '{names[0]}'?" in run("demo", "--sample", names[0] + "x").stderr


def test_order_seed_and_workers_change_nothing(tmp_path: Path) -> None:
    """The same reports in another order, with another hash seed and with two processes: the same export and the same rows."""
    folder = sorted(SAMPLES.iterdir())[0]
    names = sorted(folder.glob("*.txt"))[:4]
    exports, dumps = [], []
    for seed, order, workers in (("0", names, "1"), ("4711", names[::-1], "2")):
        ledger = tmp_path / f"{seed}.db"
        env = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "stemma"]
        subprocess.run(
            [*command, "add", *map(str, order), "--ledger", str(ledger), "--workers", workers], env=env, check=True, capture_output=True
        )
        exports.append(subprocess.run([*command, "export", "--ledger", str(ledger)], env=env, check=True, capture_output=True).stdout)
        dumps.append(_rows(ledger, without="custody|addresses|editions"))  # when things came in
    assert exports[0] == exports[1]
    assert dumps[0] == dumps[1]


def test_reports_added_one_by_one_give_what_all_at_once_give(tmp_path: Path) -> None:
    names = sorted(sorted(SAMPLES.iterdir())[0].glob("*.txt"))[:3]
    run("add", *names, "--ledger", tmp_path / "once.db")
    for name in reversed(names):
        run("add", name, "--ledger", tmp_path / "steps.db")
    assert as_json("export", "--ledger", tmp_path / "once.db") == as_json("export", "--ledger", tmp_path / "steps.db")


@pytest.mark.skipif(os.name != "posix" or not shutil.which("sh"), reason="needs a limit on the size of files")
def test_a_full_disk_is_one_sentence_and_the_ledger_stays_whole(write: Write, ledger: Path) -> None:
    assert run("add", write("a.txt", ONE), "--ledger", ledger).exit_code == 0
    before = as_json("export", "--ledger", ledger)
    many = write("many.txt", TWO + "Nobody else was hurt. " * 40_000)
    blocks = ledger.stat().st_size // 512 + 8
    command = f'trap "" XFSZ; ulimit -f {blocks}; exec "$0" -m stemma add "$1" --ledger "$2"'
    full = subprocess.run(["sh", "-c", command, sys.executable, str(many), str(ledger)], capture_output=True, text=True, check=False)
    assert full.returncode == 2, full.stderr
    assert full.stderr.startswith("stemma: There is no room left on the disk")
    assert as_json("export", "--ledger", ledger) == before


def _rows(path: Path, without: str = "") -> list[str]:
    import sqlite3

    connection = sqlite3.connect(path)
    try:
        own = re.compile("_search_" + (f'|INTO "(?:{without})"' if without else ""))  # FTS5 itself
        return sorted(line for line in connection.iterdump() if not own.search(line))
    finally:
        connection.close()


def test_read_says_that_a_text_in_another_language_was_not_read() -> None:
    german = "Bei den Kämpfen um Tarn wurden 12 Soldaten getötet und 45 verletzt, teilte die Armee am Montag in der Stadt mit."
    declared = {"id": "b", "text": "12 killed in Tarn.", "language": "de"}
    lines = "\n".join(json.dumps(row) for row in ({"id": "a", "text": german}, declared, {"id": "c", "text": "12 were killed in Tarn."}))
    answers = [json.loads(line) for line in CliRunner().invoke(main, ["read", "--jsonl", "-"], input=lines).stdout.splitlines()]
    assert [len(answer["claims"]) for answer in answers] == [0, 0, 1]
    assert [[n["rule"] for n in answer["notices"]][:1] for answer in answers] == [["read.language"], ["read.language"], []]
