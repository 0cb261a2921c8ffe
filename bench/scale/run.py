"""Time, memory and growth of `stemma add` on reports in families, beside two other ways to find candidates.

    python bench/scale/run.py 1000 10000 100000 [--workers 2] [--work FOLDER] [--rivals]

For each size: reports are made (generate.py), added by the command in a process of its own, and then one more is added; the memory is
that of the command and its workers together, at its highest. With --rivals the candidate step alone is timed on the same texts, with
datasketch's MinHash LSH and daft's minhash beside it, where these are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from math import log
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

HERE = Path(__file__).parent
_LINES = 2_500  # reports in one file
_ONE = "In {place}, {number:,} schools were closed, according to a senior officer. Nobody could say for how long they would stay closed."


def main() -> None:
    """Measure each size in turn and print a table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sizes", type=int, nargs="+")
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--work", type=Path, default=None, help="where files are kept; by default a new temporary folder")
    ask.add_argument("--rivals", action="store_true")
    given = ask.parse_args()
    work = given.work or Path(mkdtemp(prefix="stemma-scale-"))
    print(f"in {work}, {given.workers} workers, {os.cpu_count()} cores\n")
    print("| reports | wall s | CPU s | CPU ms a report | memory MB | ledger MB | one more: command s | in a program s | why s | growth |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    last: tuple[int, float] | None = None
    for size in given.sizes:
        folder, ledger = made(work, size), work / f"{size}.db"
        for old in work.glob(f"{size}.db*"):
            rmtree(old) if old.is_dir() else old.unlink()
        wall, cpu, memory = watched(
            [sys.executable, "-m", "stemma", "add", str(folder), "--ledger", str(ledger), "--workers", str(given.workers)]
        )
        growth = f"{log(cpu / last[1]) / log(size / last[0]):.2f}" if last else ""
        last = size, cpu
        command, inside = one_more(work, ledger)
        why = min(watched([sys.executable, "-m", "stemma", "why", "59,000", "--ledger", str(ledger)])[0] for _ in range(3))
        stored = sum(f.stat().st_size for f in work.glob(f"{size}.db*") if f.is_file()) / 1e6
        print(
            f"| {size:,} | {wall:.0f} | {cpu:.0f} | {cpu / size * 1000:.1f} | {memory:.0f} | {stored:.0f} | {command:.2f} | {inside:.2f} |"
            f" {why:.2f} | {growth} |",
            flush=True,
        )
    if given.rivals:
        print("\n| reports | Stemma: keys and piles s | datasketch MinHash LSH s | daft minhash s |\n|---|---|---|---|")
        for size in given.sizes:
            told = (timed(step, made(work, size)) for step in (stemma_piles, datasketch_lsh, daft_minhash))
            print(f"| {size:,} | " + " | ".join(told) + " |", flush=True)


def made(work: Path, size: int) -> Path:
    """A folder of JSON Lines with so many reports."""
    folder = work / f"reports-{size}"
    if not folder.exists():
        sys.path.insert(0, str(HERE))
        from generate import reports

        folder.mkdir(parents=True)
        lines = [json.dumps(report) + "\n" for report in reports(size)]
        for at in range(0, size, _LINES):
            (folder / f"{at:07}.jsonl").write_text("".join(lines[at : at + _LINES]), encoding="utf-8")
    return folder


def watched(command: list[str]) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of CPU, and the highest memory in MB of a command with its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0.0
    while running.poll() is None:
        most = max(most, memory(running.pid))
        time.sleep(0.02 if time.perf_counter() - start < 5 else 0.5)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most


def memory(root: int) -> float:
    """MB of memory that a process and those that it started hold, shared pages counted once (Linux)."""
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        try:
            held = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in held.splitlines() if line.startswith("Pss:"))
            waiting += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except (OSError, StopIteration):
            continue
    return total / 1024


def one_more(work: Path, ledger: Path) -> tuple[float, float]:
    """Seconds to add one report: by the command, and in a program that has its reader ready; each the best of three."""
    import stemma
    from stemma.ledger import Ledger
    from stemma.pipeline import How
    from stemma.working import Hands, bring_up_to_date

    by_command, inside = [], []
    for number in range(3):
        one = work / "one.txt"
        one.write_text(
            f"Title: One more\nOutlet: One {number}\nPublished: 2019-05-0{number + 1}\n\n{_ONE.format(place='Cusco', number=9_811)}\n"
        )
        by_command.append(watched([sys.executable, "-m", "stemma", "add", str(one), "--ledger", str(ledger)])[0])
    pack = stemma.load_pack()
    hands = Hands(How(pack, None, "rules"))
    for number in range(4):  # the first makes the reader ready
        text = _ONE.format(place="Homs", number=8_713 + number)
        report = stemma.Report(text=text, outlet=f"Two {number}", published=stemma.Moment(iso=f"2018-03-0{number + 1}"))
        start = time.perf_counter()
        with Ledger.open(ledger) as held:
            held.add([report])
            bring_up_to_date(held, hands.how, hands=hands)
        inside.append(time.perf_counter() - start)
    return min(by_command), min(inside[1:])


def texts(folder: Path) -> list[dict[str, str]]:
    """The reports of a folder, as they were made."""
    return [json.loads(line) for file in sorted(folder.iterdir()) for line in file.read_text(encoding="utf-8").splitlines()]


def timed(step: Callable[[list[dict[str, str]]], int], folder: Path) -> str:
    """Seconds of CPU that a candidate step takes, and how many reports it puts beside another."""
    held = texts(folder)
    start = time.process_time()
    try:
        found = step(held)
    except ImportError as fault:
        return f"not installed ({fault.name})"
    return f"{time.process_time() - start:.1f} ({found:,} reports beside another)"


def stemma_piles(held: list[dict[str, str]]) -> int:
    """Keys by words and piles; figures would come from reading, which is not timed here."""
    import stemma
    from stemma.piling import Keys, parted

    keys = Keys(stemma.load_pack())
    postings: dict[int, list[int]] = {}
    for number, one in enumerate(held):
        report = stemma.Report(text=one["text"], published=stemma.Moment(iso=one["published"]))
        for key in keys.of(report, stemma.Extract(report="")):
            postings.setdefault(key, []).append(number)
    return sum(len(pile) for pile in parted(range(len(held)), postings) if len(pile) > 1)


def datasketch_lsh(held: list[dict[str, str]]) -> int:
    """MinHash of 128 permutations over runs of three words, LSH at a likeness of one half."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    made_of = []
    for number, one in enumerate(held):
        words = one["text"].lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
        index.insert(number, sketch)
        made_of.append(sketch)
    return sum(len(index.query(sketch)) > 1 for sketch in made_of)


def daft_minhash(held: list[dict[str, str]]) -> int:
    """daft's minhash of 128 hashes over runs of three words, 32 bands of four."""
    import daft
    from daft import col

    frame = daft.from_pydict({"text": [one["text"].lower() for one in held]})
    sketches = frame.with_column("hashes", col("text").minhash(num_hashes=128, ngram_size=3)).to_pydict()["hashes"]
    bands: dict[tuple[int, ...], list[int]] = {}
    for number, sketch in enumerate(sketches):
        for band in range(32):
            bands.setdefault((band, *sketch[4 * band : 4 * band + 4]), []).append(number)
    return len({number for found in bands.values() if len(found) > 1 for number in found})


if __name__ == "__main__":
    main()
