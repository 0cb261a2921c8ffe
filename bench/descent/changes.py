"""Fits the weights by which a change of time is told (`data/en/changes.toml`) on marked situations, and prints how well they tell.

    python bench/descent/changes.py [FOLDER ...] [--kept FOLDER ...]

A folder holds marked situations (reports with a gold.json beside them); without any those of tests/gold and of the package are taken.
Every claim that repeats another is asked whether a person marked its time as changed on the way: logistic regression, the weights
drawn towards none. The table is of situations left out one by one, then of those of --kept, which had no part in the fit: a report
counts as said where one of its claims reaches the chance. Corrections are left out, since what they put right is no change.
Nothing is written. It needs `scipy`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import stemma
from stemma.core.types import Kind, Report
from stemma.descent.changes import Change, Passage
from stemma.descent.dated import Dated
from stemma.descent.mutations import Comparer
from stemma.intake import take
from stemma.pipeline import assemble, read_all

ROOT = Path(__file__).parents[2]
MARKED = (ROOT / "tests" / "gold", ROOT / "src" / "stemma" / "data" / "samples")
OF_TIME = ("time", "as_of", "date", "year")  # as the marked situations name the field
CHANCES = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
PENALTY = 1.0


@dataclass(frozen=True)
class Told:
    """One claim told again: the situation, its report, the signs, and whether it is marked as moved (None where that cannot be told)."""

    situation: str
    report: str
    signs: dict[str, float]
    moved: bool | None


def situation(folder: Path, pack: stemma.Pack, dated: Dated) -> tuple[list[Told], set[tuple[str, str]]]:
    """The claims of one situation that are told again, and the reports that are marked as having moved one."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    reports = [r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt")]
    seen, found = watched(lambda: assemble(reports, tuple(read_all(reports, pack)), (), pack))
    names = {r.id: stem(r.name) for r in reports}
    texts = {names[r.id]: r.text for r in reports}
    corrections = {names[report] for report, kind in found.stemma.kinds if kind is Kind.CORRECTION}
    marked = [m for m in gold["mutations"] if m["field"] in OF_TIME]
    due = {(folder.name, stem(m["doc"])) for m in marked}
    spans = [(stem(c["doc"]), texts[stem(c["doc"])].find(c["evidence"]), c) for c in gold["claims"]]
    told = []
    for passage in seen:
        claim, older = passage.younger.claim, passage.older.claim
        report = names[claim.report]
        if claim.when is None or older.when is None or report in corrections:
            continue
        published = "" if passage.agency else passage.published
        signs = dated.signs(older.when, claim.when, passage.before, passage.after, published)
        ids = {c["id"] for doc, at, c in spans if doc == report and at < claim.end and claim.start < at + len(c["evidence"])}
        mine = [m for m in marked if stem(m["doc"]) == report]
        moved = any(m.get("claim") in ids for m in mine)
        if signs:
            told.append(Told(folder.name, report, signs, moved if moved or not mine else None))
    return told, due


def watched(work: Callable[[], stemma.Situation]) -> tuple[list[Passage], stemma.Situation]:
    """What the comparer was asked while some work was done, and what the work gave."""
    seen: list[Passage] = []
    compare = Comparer.changes

    def changes(self: Comparer, passage: Passage) -> list[Change]:
        seen.append(passage)
        return compare(self, passage)

    Comparer.changes = changes  # type: ignore[method-assign]
    try:
        return seen, work()
    finally:
        Comparer.changes = compare  # type: ignore[method-assign]


def stem(name: str) -> str:
    """A report's name without folder and ending."""
    return Path(name).name.removesuffix(".txt")


def fitted(told: Sequence[Told], names: Sequence[str]) -> np.ndarray:
    """The prior and the weights."""
    sure = [t for t in told if t.moved is not None]
    given = matrix(sure, names)
    moved = np.array([float(bool(t.moved)) for t in sure])

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        odds = given @ at
        value = (np.logaddexp(0, odds) - moved * odds).sum() + PENALTY * (at[1:] @ at[1:])
        return float(value), given.T @ (1 / (1 + np.exp(-odds)) - moved) + np.r_[0.0, 2 * PENALTY * at[1:]]

    return np.asarray(minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x)


def matrix(told: Sequence[Told], names: Sequence[str]) -> np.ndarray:
    """The signs as rows, behind a one."""
    return np.array([[1.0, *(t.signs.get(name, 0.0) for name in names)] for t in told])


def table(chances: Sequence[tuple[Told, float]], due: set[tuple[str, str]], title: str) -> None:
    """How many reports are said, and how many of these are marked."""
    print(
        f"\n{title}: {len(due)} reports are marked\n\n| chance from | said | right | precision | recall | F1 |\n|---|---|---|---|---|---|"
    )
    for least in CHANCES:
        said = {(t.situation, t.report) for t, chance in chances if chance >= least}
        right = len(said & due)
        f1 = 2 * right / max(1, len(said) + len(due))
        print(f"| {least} | {len(said)} | {right} | {right / max(1, len(said)):.2f} | {right / max(1, len(due)):.2f} | {f1:.3f} |")


def weighed(told: Sequence[Told], at: np.ndarray, names: Sequence[str]) -> list[tuple[Told, float]]:
    """Each claim with its chance of having been moved."""
    return [(t, float(c)) for t, c in zip(told, 1 / (1 + np.exp(-matrix(told, names) @ at)), strict=True)] if told else []


def all_of(folders: Sequence[Path], pack: stemma.Pack, dated: Dated) -> tuple[list[Told], set[tuple[str, str]]]:
    """The claims and the marked reports of all situations below some folders."""
    told: list[Told] = []
    due: set[tuple[str, str]] = set()
    for folder in sorted(p.parent for f in folders for p in f.glob("*/gold.json")):
        some, marked = situation(folder, pack, dated)
        told += some
        due |= marked
    return told, due


def main() -> None:
    """Fit and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="*", default=list(MARKED))
    options.add_argument("--kept", type=Path, nargs="*", default=[])
    given: Any = options.parse_args()
    pack = stemma.load_pack()
    dated = Dated(pack)
    names = [name for name in dated.weights if name != "prior"]
    told, due = all_of(given.folders, pack, dated)
    apart: list[tuple[Told, float]] = []
    for left in sorted({t.situation for t in told}):
        at = fitted([t for t in told if t.situation != left], names)
        apart += weighed([t for t in told if t.situation == left], at, names)
    table(apart, due, "Each situation by weights fitted on the others")
    at = fitted(told, names)
    if given.kept:
        kept, marked = all_of(given.kept, pack, dated)
        table(weighed(kept, at, names), marked, "Situations that had no part in the fit")
    print(f"\n[time]  # {len(told)} claims told again, {sum(bool(t.moved) for t in told)} of them moved")
    for name, value in zip(("prior", *names), at, strict=True):
        print(f"{name} = {value:.2f}  # now {dated.weights[name]}")


if __name__ == "__main__":
    main()
