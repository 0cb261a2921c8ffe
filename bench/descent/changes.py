"""Fits the weights by which changes of time, place and scope are told (`data/en/changes.toml`), and prints how well they tell.

    python bench/descent/changes.py [FOLDER ...] [--kept FOLDER ...] [--fields time,place,scope]

A folder holds marked situations (reports with a gold.json beside them); without any those of tests/gold and of the package are taken.
Every claim that repeats another in another reading is asked whether a person marked it as changed on the way: logistic regression, the
weights drawn towards none. The table is of situations left out one by one, then of those of --kept, which had no part in the fit: a report
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
from stemma.descent.changes import Change, Comparer
from stemma.descent.setting import Passage, Weights, untouched
from stemma.intake import take
from stemma.pipeline import assemble, read_all

ROOT = Path(__file__).parents[2]
MARKED = (ROOT / "tests" / "gold", ROOT / "src" / "stemma" / "data" / "samples")
FIELDS = {"time": ("time", "as_of", "date", "year"), "place": ("place",), "scope": ("scope", "measure", "subject")}  # as marked
CHANCES = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
BY_HAND = ("swapped",)  # of which the marked situations have none that was made, and the made families have
PENALTIES = {"time": 1.0, "place": 0.5, "scope": 0.5}


@dataclass(frozen=True)
class Told:
    """One claim told again: the situation, its report, the field, the signs, and whether it is marked (None where that cannot be told)."""

    situation: str
    report: str
    field: str
    signs: dict[str, float]
    moved: bool | None


Due = set[tuple[str, str, str]]  # situation, report, field


def situation(folder: Path, pack: stemma.Pack, comparer: Comparer) -> tuple[list[Told], Due]:
    """The claims of one situation that are told again, and the reports that are marked as having changed one."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    reports = [r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt")]
    seen, found = watched(lambda: assemble(reports, tuple(read_all(reports, pack)), (), pack))
    names = {r.id: stem(r.name) for r in reports}
    texts = {names[r.id]: r.text for r in reports}
    corrections = {names[report] for report, kind in found.stemma.kinds if kind is Kind.CORRECTION}
    marks = {name: [m for m in gold["mutations"] if m["field"] in called] for name, called in FIELDS.items()}
    due = {(folder.name, stem(m["doc"]), name) for name, marked in marks.items() for m in marked}
    spans = [(stem(c["doc"]), texts[stem(c["doc"])].find(c["evidence"]), c) for c in gold["claims"]]
    told = []
    for passage in (p for p in seen if not untouched(p) and names[p.younger.claim.report] not in corrections):
        claim = passage.younger.claim
        report = names[claim.report]
        ids = {c["id"] for doc, at, c in spans if doc == report and at < claim.end and claim.start < at + len(c["evidence"])}
        for name in FIELDS:
            mine = [m for m in marks[name] if stem(m["doc"]) == report]
            moved = any(m.get("claim") in ids for m in mine)
            signs = signs_of(comparer, name, passage)
            if signs:
                told.append(Told(folder.name, report, name, signs, moved if moved or not mine else None))
    return told, due


def signs_of(comparer: Comparer, name: str, p: Passage) -> dict[str, float]:
    """The signs by which a change of a field is told."""
    if name == "place":
        return comparer.where.signs(p)
    if name == "scope":
        return comparer.scoped.signs(p)
    older, younger = p.older.claim.when, p.younger.claim.when
    return comparer.dated.signs(older, younger, p.before, p.after, "" if p.agency else p.published) if older and younger else {}


def weights_of(comparer: Comparer, name: str) -> Weights:
    """The weights in use for a field."""
    return {"time": comparer.dated, "place": comparer.where, "scope": comparer.scoped}[name].weights


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


def fitted(told: Sequence[Told], names: Sequence[str], penalty: float) -> np.ndarray:
    """The prior and the weights."""
    sure = [t for t in told if t.moved is not None]
    given = matrix(sure, names)
    moved = np.array([float(bool(t.moved)) for t in sure])

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        odds = given @ at
        value = (np.logaddexp(0, odds) - moved * odds).sum() + penalty * (at[1:] @ at[1:])
        return float(value), given.T @ (1 / (1 + np.exp(-odds)) - moved) + np.r_[0.0, 2 * penalty * at[1:]]

    return np.asarray(minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x)


def matrix(told: Sequence[Told], names: Sequence[str]) -> np.ndarray:
    """The signs as rows, behind a one."""
    return np.array([[1.0, *(t.signs.get(name, 0.0) for name in names)] for t in told])


def table(chances: Sequence[tuple[Told, float]], due: Due, title: str) -> None:
    """How many reports are said, and how many of these are marked."""
    print(
        f"\n{title}: {len(due)} reports are marked\n\n| chance from | said | right | precision | recall | F1 |\n|---|---|---|---|---|---|"
    )
    for least in CHANCES:
        said = {(t.situation, t.report, t.field) for t, chance in chances if chance >= least}
        right = len(said & due)
        f1 = 2 * right / max(1, len(said) + len(due))
        print(f"| {least} | {len(said)} | {right} | {right / max(1, len(said)):.2f} | {right / max(1, len(due)):.2f} | {f1:.3f} |")


def weighed(told: Sequence[Told], at: np.ndarray, names: Sequence[str]) -> list[tuple[Told, float]]:
    """Each claim with its chance of having been moved."""
    return [(t, float(c)) for t, c in zip(told, 1 / (1 + np.exp(-matrix(told, names) @ at)), strict=True)] if told else []


def all_of(folders: Sequence[Path], pack: stemma.Pack, comparer: Comparer) -> tuple[list[Told], Due]:
    """The claims and the marked reports of all situations below some folders."""
    told: list[Told] = []
    due: Due = set()
    for folder in sorted(p.parent for f in folders for p in f.glob("*/gold.json")):
        some, marked = situation(folder, pack, comparer)
        told += some
        due |= marked
    return told, due


def main() -> None:
    """Fit and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="*", default=list(MARKED))
    options.add_argument("--kept", type=Path, nargs="*", default=[])
    options.add_argument("--fields", default=",".join(FIELDS))
    given: Any = options.parse_args()
    pack = stemma.load_pack()
    comparer = Comparer(pack)
    told, due = all_of(given.folders, pack, comparer)
    kept, marked = all_of(given.kept, pack, comparer)
    for name in given.fields.split(","):
        field(
            name,
            ([t for t in told if t.field == name], of(name, due)),
            ([t for t in kept if t.field == name], of(name, marked)),
            weights_of(comparer, name),
        )


def of(name: str, due: Due) -> Due:
    """The reports that are marked as having changed one field."""
    return {key for key in due if key[2] == name}


def field(name: str, fit_on: tuple[list[Told], Due], kept: tuple[list[Told], Due], weights: Weights) -> None:
    """Fit the weights of one field, and print them with their tables."""
    told, due = fit_on
    names = [sign for sign in weights.by_sign if sign not in ("prior", *BY_HAND)]
    apart: list[tuple[Told, float]] = []
    for left in sorted({t.situation for t in told}):
        at = fitted([t for t in told if t.situation != left], names, PENALTIES[name])
        apart += weighed([t for t in told if t.situation == left], at, names)
    table(apart, due, f"{name.capitalize()}, each situation by weights fitted on the others")
    at = fitted(told, names, PENALTIES[name])
    if kept[1]:
        table(weighed(kept[0], at, names), kept[1], f"{name.capitalize()}, situations that had no part in the fit")
    print(f"\n[{name}]  # {len(told)} claims told again, {sum(bool(t.moved) for t in told)} of them marked")
    for sign, value in zip(("prior", *names), at, strict=True):
        print(f"{sign} = {value:.2f}  # now {weights.by_sign[sign]}")


if __name__ == "__main__":
    main()
