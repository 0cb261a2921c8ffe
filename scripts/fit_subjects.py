"""Fits by what signs the subject of an amount is told, and writes src/stemma/data/en/subject_ranks.tsv.

    python scripts/fit_subjects.py tests/gold/* src/stemma/data/samples/*
        [--bank FOLDER] [--half a] [--judge FOLDER ...] [--quick | --write]

Each folder holds marked reports: texts, reports.csv and gold.json with `subject` on each claim; a bank is a folder of *.jsonl with marked
sentences. Every amount offers candidates (stemma.reading.subjects.offering); those that name the marked subject are right, and a
log-linear model is fitted that chooses among them. Situations and sentences are scored by weights fitted without their group, by turns;
--half a fits on every other sentence alone and scores the rest, --judge scores further folders, --quick leaves the turns out. What
tests/gold/unseen.txt names is in no fit. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from marked import fitted_on
from numpy.typing import NDArray

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.intake import take
from stemma.reading.reader import Reader
from stemma.reading.subjects.ranking import STAY, Seen

HOME = Path(__file__).parent.parent
BANK = HOME / "bench" / "reading" / "marked"
TARGET = HOME / "src" / "stemma" / "data" / "en" / "subject_ranks.tsv"
RIDGE, RIDGE_KIND = 6.0, 12.0  # on a sign's weight, and on what a kind of measure or a measure adds to it
LEAST, LEAST_KIND = 12, 8  # amounts with which a sign must be seen
STEPS = 80
GROUPS = 8
SHARE = 0.6  # of a sentence of the bank that a claim of a worked-on situation counts
SMALL = 0.05  # weights below it are left out
DAY = "2024-11-24"
_STOP = frozenset(["the", "of", "a", "an", "in", "on", "at", "for", "to", "and", "by", "s", "from", "senior"])
_GENERIC = frozenset(["source", "sources", "official", "officials"])
_ONE = (
    ("ukraine", "kyiv", "ukrainian", "kiev"),
    ("russia", "moscow", "russian", "kremlin"),
    ("people", "victims", "residents", "persons", "inhabitants", "dead", "deaths", "civilians"),
)


class Told(NamedTuple):
    """One marked amount: what was offered, which of it is right, and its group."""

    seen: Seen
    right: list[bool]
    group: str
    weight: float


def words(name: str) -> frozenset[str]:
    """The content words of a name, one of each set that means the same."""
    name = re.sub(r"[’']s\b", "", name.lower())
    found = {w for w in re.findall(r"[^\W_]+", name) if w not in _STOP}
    found = found - _GENERIC or found
    return frozenset(next((one[0] for one in _ONE if w in one), w) for w in found)


def same(marked: str, name: str) -> bool:
    """True of names that share at least half of the words of the shorter."""
    a, b = words(marked), words(name)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5


def watch(reader: Reader, report: Report) -> list[Seen]:
    """What was offered for each amount of a report."""
    ranking = reader.ranking
    ranking.watching = []
    reader.read(report)
    seen, ranking.watching = ranking.watching, None
    return seen


def matched(seen: list[Seen], marked: list[tuple[int, int, list[str]]], group: str, weight: float) -> list[Told]:
    """Marked subjects with the amounts that overlap them most, one each."""
    found, used = [], set[int]()
    for start, end, subjects in marked:
        near = [(min(s.end, end) - max(s.start, start), -s.start, k) for k, s in enumerate(seen) if k not in used]
        best = max((n for n in near if n[0] > 0), default=None)
        if best is None or not subjects:
            continue
        used.add(best[2])
        one = seen[best[2]]
        found.append(Told(one, [any(same(s, c.subject.name) for s in subjects) for c in one.offered], group, weight))
    return found


def from_folder(folder: Path, reader: Reader) -> list[Told]:
    """The marked claims of a situation."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found: list[Told] = []
    for report in take([str(folder)]):
        if not isinstance(report, Report) or not report.name.endswith(".txt"):
            continue
        key = Path(report.name).name.removesuffix(".txt")
        claims = [c for c in gold["claims"] if Path(str(c["doc"])).name.removesuffix(".txt") == key]
        spans = [(report.text.find(c["evidence"]), c) for c in claims]
        marked = [(at, at + len(c["evidence"]), [c["subject"], *c.get("subject_also", [])]) for at, c in spans if at >= 0 and c["subject"]]
        found += matched(watch(reader, report), marked, folder.name, SHARE)
    return found


def from_bank(folder: Path, reader: Reader, half: str) -> list[Told]:
    """The marked claims of a bank of sentences."""
    found: list[Told] = []
    for path in sorted(folder.glob("*.jsonl")):
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if not line.strip() or (half and "ab"[at % 2] != half):
                continue
            entry = json.loads(line)
            text = entry["text"]
            seen = watch(reader, Report(text=text, published=Moment(iso=DAY)))
            spans = [(text.find(c["span"]), c) for c in entry["claims"]]
            marked = [(s, s + len(c["span"]), [c["subject"]]) for s, c in spans if s >= 0 and c.get("subject")]
            found += matched(seen, marked, f"{path.stem}.{at // 2 % GROUPS}", 1.0)
    return found


class Table:
    """The signs of many amounts as one table of numbers."""

    def __init__(self, told: list[Told]) -> None:
        plain, by_kind = Counter[str](), Counter[tuple[str, str]]()
        for t in told:
            if len(t.right) < 2:
                continue
            signs = {s for c in t.seen.offered for s in c.signs}
            plain.update(signs)
            by_kind.update((k, s) for s in signs for k in t.seen.kinds)
        keys: list[tuple[str, str]] = [("*", s) for s, n in sorted(plain.items()) if n >= LEAST]
        keys += [
            k
            for k, n in sorted(by_kind.items())
            if n >= LEAST_KIND and plain[k[1]] >= LEAST and (k[0][0] == "=" or not k[1].startswith("head="))
        ]
        self.keys = keys
        self.ridge = np.array([RIDGE if k == "*" else RIDGE_KIND for k, _ in keys])
        self._at = {key: i for i, key in enumerate(keys)}

    def rows(self, told: list[Told]) -> tuple[NDArray[Any], ...]:
        """Which candidate has which sign, of which amount each candidate is, and which are right."""
        row, col, owner, right = [], [], [], []
        n = 0
        for k, t in enumerate(told):
            for c, r in zip(t.seen.offered, t.right, strict=True):
                for sign in c.signs:
                    for key in (("*", sign), *((k, sign) for k in t.seen.kinds)):
                        at = self._at.get(key)
                        if at is not None:
                            row.append(n)
                            col.append(at)
                owner.append(k)
                right.append(r)
                n += 1
        return np.array(row), np.array(col), np.array(owner), np.array(right)


def fitted(told: list[Told], table: Table) -> NDArray[Any]:
    """The weights, by steps with a rate of their own for each."""
    told = [t for t in told if any(t.right) and len(t.right) > 1]
    row, col, owner, right = table.rows(told)
    share = np.array([t.weight for t in told])
    size, many = len(owner), len(told)
    w = np.zeros(len(table.keys))
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        points = np.bincount(row, w[col], size)
        top = np.full(many, -1e9)
        np.maximum.at(top, owner, points)
        odds = np.exp(points - top[owner])
        p = odds / np.bincount(owner, odds, many)[owner]
        good = np.where(right, odds, 0.0)
        q = good / np.maximum(np.bincount(owner, good, many), 1e-300)[owner]
        slope = np.bincount(col, ((p - q) * share[owner])[row], len(w)) + table.ridge * w
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = 0.15 if step < STEPS * 0.6 else 0.05 if step < STEPS * 0.85 else 0.015
        w -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return w


def chosen(told: list[Told], table: Table, w: NDArray[Any]) -> list[bool]:
    """Whether the candidate with most points is right, of each amount."""
    row, col, owner, right = table.rows(told)
    points = np.bincount(row, w[col], len(owner))
    points += STAY * np.array(["now" in c.signs for t in told for c in t.seen.offered])
    best: dict[int, int] = {}
    for i, k in enumerate(owner):
        if k not in best or points[i] > points[best[k]]:
            best[k] = i
    return [bool(right[best[k]]) if k in best else False for k in range(len(told))]


def now(t: Told) -> bool:
    """True where the rules alone are right."""
    return any(r for c, r in zip(t.seen.offered, t.right, strict=True) if "now" in c.signs)


def report(name: str, told: list[Told], got: list[bool]) -> None:
    n = max(1, len(told))
    best = sum(any(t.right) for t in told) / n
    print(f"{name:<18} {len(told):5} rules {sum(map(now, told)) / n:.3f} chosen {sum(got) / n:.3f} best possible {best:.3f}", flush=True)


def main() -> None:
    """Fits, tells what to expect, and writes where asked."""
    ask = argparse.ArgumentParser()
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--bank", type=Path, default=BANK)
    ask.add_argument("--half", default="")
    ask.add_argument("--judge", nargs="*", type=Path, default=[])
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--quick", action="store_true")
    got = ask.parse_args()
    reader = Reader(load_pack())
    told: list[Told] = []
    for folder in fitted_on(got.folders):
        told += from_folder(folder, reader)
    other: list[Told] = []
    if got.bank.is_dir():
        told += from_bank(got.bank, reader, got.half)
        other = from_bank(got.bank, reader, "b") if got.half == "a" else []
    judged = {folder.name: from_folder(folder, reader) for folder in got.judge}
    table = Table(told)
    print(len(table.keys), "signs", flush=True)
    if not got.quick:
        groups = sorted({t.group for t in told})
        outcome: dict[int, bool] = {}
        for g in range(GROUPS):
            held = [i for i, t in enumerate(told) if groups.index(t.group) % GROUPS == g]
            rest = [t for t in told if groups.index(t.group) % GROUPS != g]
            w = fitted(rest, table)
            outcome.update(zip(held, chosen([told[i] for i in held], table, w), strict=True))
        for name in sorted({t.group.partition(".")[0] for t in told}):
            at = [i for i, t in enumerate(told) if t.group.partition(".")[0] == name]
            report(name, [told[i] for i in at], [outcome[i] for i in at])
    w = fitted(told, table)
    report("in the fit", told, chosen(told, table, w))
    if other:
        report("other half", other, chosen(other, table, w))
        for kind in sorted({t.seen.kinds[0] for t in other}):
            of = [t for t in other if t.seen.kinds[0] == kind]
            report("  " + kind, of, chosen(of, table, w))
    for name, some in judged.items():
        report(name, some, chosen(some, table, w))
    if got.write:
        lines = [f"{k}\t{s}\t{x:.2f}" for (k, s), x in zip(table.keys, w, strict=True) if abs(x) >= SMALL]
        TARGET.write_text(
            "# What each sign of a candidate is worth, by kind of measure; written by scripts/fit_subjects.py\n" + "\n".join(lines) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
