"""Fits what the signs of two numbers are worth, and writes src/stemma/data/en/series.toml.

    python scripts/fit_linking.py tests/gold/* src/stemma/data/samples/* [--unseen=FOLDER]... [--folds=5] [--write]

Each folder holds marked reports: texts, reports.csv and gold.json with `figure` on each claim or a list of `figures`. The reports are
read as the reader of today reads them, with its errors. Two logistic regressions with a ridge are fitted on pairs of numbers: one on
their own signs, one on these and on what the other numbers of the pile say, where the first is asked of situations that it was not
fitted on. Each folder is scored by weights fitted on the folds in which it does not stand, so that the mean tells what to expect of a
situation that was not seen; `--unseen` folders are scored too and never fitted on. Needs numpy; OMP_NUM_THREADS=1 is faster.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from math import sqrt
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

import numpy as np
from marked import closest, given

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack, load_pack
from stemma.core.types import Report
from stemma.intake import take
from stemma.linking import as_first_told, as_spelled, numbers_in, on_ground, traits_of
from stemma.linking.gathering import Bounds, Pair
from stemma.linking.numbers import Number
from stemma.linking.series import HOPELESS, Series
from stemma.linking.signs import Signs, worth
from stemma.pipeline import in_order, read_all

HOME = Path(__file__).parent.parent
OWN = (HOME / "tests" / "gold", HOME / "src" / "stemma" / "data" / "samples")
TARGET = HOME / "src" / "stemma" / "data" / "en" / "series.toml"
FOLDS = 5
RIDGE = 30.0
STEPS = 12
ENOUGH = 1e-3  # the last step of the fit
BOUNDS = Bounds(join=-0.3, veto=-30.0, most=8.0, nearest=0.5, stay=-0.6, pull=3.0)  # the mean left out is level round about these
_BOUNDS = ("join", "veto", "most", "nearest", "stay", "pull")
_WIDTH = 140
LEAST = 20  # pairs in which a sign must be seen


Weights = dict[str, float]
Row = tuple[Signs, float, float]  # signs, the share of pairs of claims that are of one figure, and how much it counts


class Marked(NamedTuple):
    """A situation: its numbers, the pairs of them that may meet, and how many pairs of their claims are of one figure."""

    name: str
    numbers: list[Number]
    series: Series  # which knows the signs
    rows: dict[Pair, Row]  # of the pairs of which the marks tell
    figures: dict[int, str]  # the marked figure of a trait
    due: int  # pairs of claims that are marked as one figure
    pack: Pack


class Fit(NamedTuple):
    """What signs are worth by themselves, and together with what the other numbers say."""

    alone: Weights
    weights: Weights


def main(arguments: list[str]) -> None:
    """Fits, tells what to expect, and writes where asked."""
    pack = load_pack()
    wanted = given(arguments, FOLDS)
    found, unseen = ([marked(folder, pack) for folder in folders] for folders in (wanted.folders, wanted.unseen))
    folds = [found[at :: wanted.folds] for at in range(wanted.folds)]
    firsts = [fitted([m.rows.values() for m in found if m not in held]) for held in folds]
    asked = {m.name: together(m, first) for held, first in zip(folds, firsts, strict=True) for m in held}
    scores = []
    for held, first in zip(folds, firsts, strict=True):
        fit = Fit(first, fitted([asked[m.name] for m in found if m not in held]))
        for m in held:
            scores.append(scored(m, fit))
            print(f"{m.name:<20} left out {scores[-1]:.3f}", flush=True)
    fit = Fit(fitted([m.rows.values() for m in found]), fitted(list(asked.values())))
    print(f"mean left out {mean(scores):.3f}, with all in the fit {mean([scored(m, fit) for m in found]):.3f}")
    for m in unseen:
        print(f"{m.name:<20} unseen {scored(m, fit):.3f}")
    if unseen:
        print(f"mean unseen {mean([scored(m, fit) for m in unseen]):.3f}")
    if wanted.write:
        TARGET.write_text(as_toml(fit, [m.name for m in found], mean(scores)), encoding="utf-8")


def marked(folder: Path, pack: Pack) -> Marked:
    """Reads a folder and finds the marked figure of each claim."""
    reports = in_order(r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt"))
    extracts = as_spelled(reports, as_first_told(reports, on_ground(reports, list(read_all(reports, pack)), pack)), pack)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    traits = traits_of(reports, extracts, pack)
    named = _figures(gold)
    at = {t.claim.id: i for i, t in enumerate(traits)}
    figures = {at[claim.id]: named[key] for key, claim in closest(gold["claims"], reports, [t.claim for t in traits]).items()}
    numbers = numbers_in(traits, {}, pack, OneProcess())
    due = sum(named[a] == named[b] for a, b in combinations(named, 2))
    series = _series(numbers, pack, Fit({"bias": 0.0}, {"bias": 0.0}))
    rows: dict[Pair, Row] = {}
    for a, b in combinations(range(len(numbers)), 2):
        ours, theirs = ([figures[i] for i in numbers[n].members if i in figures] for n in (a, b))
        told = series.told(a, b) if ours and theirs else None
        if told is not None:
            size = len(ours) * len(theirs)
            rows[a, b] = told, sum(x == y for x in ours for y in theirs) / size, sqrt(size)
    return Marked(folder.name, numbers, series, rows, figures, due, pack)


def _series(numbers: list[Number], pack: Pack, fit: Fit) -> Series:
    table = {"alone": fit.alone, "weights": fit.weights, "bounds": {name: getattr(BOUNDS, name) for name in _BOUNDS}}
    return Series(numbers, pack.tables["linking"]["weights"], table, {})


def together(held: Marked, alone: Weights) -> list[Row]:
    """The rows of a situation with what its other numbers say of each pair, by weights that were not fitted on it."""
    series = _series(held.numbers, held.pack, Fit(alone, {"bias": 0.0}))
    series.know(held.series)
    series.meet(OneProcess())
    return [(series.all_signs(*pair), same, count) for pair, (told, same, count) in held.rows.items() if worth(told, alone) >= HOPELESS]


def _figures(gold: dict[str, Any]) -> dict[str, str]:
    found = {claim: str(f.get("series") or f["id"]) for f in gold.get("figures", []) for claim in f["claims"]}
    return {c["id"]: found.get(c["id"]) or str(c.get("figure") or c["id"]) for c in gold["claims"]}


def fitted(found: Sequence[Collection[Row]]) -> Weights:
    """The weights of all signs, by Newton's steps on the penalised likelihood, each sign by its spread; each situation counts alike."""
    seen = Counter(name for rows in found for told, _, _ in rows for name in told)
    names = sorted(name for name, times in seen.items() if times >= LEAST)
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((sum(len(rows) for rows in found), len(names) + 1))
    x[:, -1] = 1.0
    answers: list[float] = []
    weights: list[float] = []
    for rows in found:
        told_same = sum(count for _, same, count in rows if same > 0)
        for told, same, count in rows:
            for name, value in told.items():
                if name in at:
                    x[len(answers), at[name]] = value
            answers.append(same)
            weights.append(count / max(1.0, told_same / 60) ** 0.5)
    y, w = np.array(answers), np.array(weights)
    spread = x.std(axis=0) + 1e-9
    spread[-1] = 1.0
    x /= spread
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-3
    theta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ theta))
        slope = x.T @ (w * (p - y)) + ridge * theta
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        theta -= step
        if abs(step).max() < ENOUGH:
            break
    return {name: round(float(value), 3) for name, value in zip([*names, "bias"], theta / spread, strict=True)}


def scored(held: Marked, fit: Fit) -> float:
    """F1 over pairs of claims of one figure."""
    series = _series(held.numbers, held.pack, fit)
    series.know(held.series)
    groups = [[i for n in group for i in held.numbers[n].members] for group in series.gather(OneProcess(), (), ())]
    told = [pair for group in groups for pair in combinations([i for i in group if i in held.figures], 2)]
    right = sum(held.figures[i] == held.figures[j] for i, j in told)
    return 2 * right / max(1, len(told) + held.due)


def mean(scores: Sequence[float]) -> float:
    """The mean of some scores."""
    return sum(scores) / len(scores)


def as_toml(fit: Fit, names: list[str], expected: float) -> str:
    """The weights as a table of the pack."""
    own = sorted(name for name in names if any((home / name).is_dir() for home in OWN))
    more = f" and {len(names) - len(own)} more" if len(own) < len(names) else ""
    listed = wrap(", ".join(own) + more + ".", width=_WIDTH, initial_indent="# ", subsequent_indent="# ")
    head = [
        "# What each sign is worth that two numbers are of one figure (natural logarithms of odds). Written by scripts/fit_linking.py:",
        f"# two logistic regressions with a ridge of {RIDGE:g} over the pairs of numbers in {len(names)} marked situations, the first by",
        "# their own signs (alone), the second by these and what the other numbers of the pile say of them (weights):",
        *listed,
        f"# Pairs of claims of one figure in a situation left out of the fit: F1 {expected:.3f} in the mean.",
        "# That is too good by a point or two: what the first regression says of the situation left out was fitted with it.",
        "",
        "[bounds]",
        *(f"{name} = {getattr(BOUNDS, name)}" for name in _BOUNDS),
    ]
    lines = [line for title, table in (("alone", fit.alone), ("weights", fit.weights)) for line in _table(title, table)]
    return "\n".join([*head, *lines]) + "\n"


def _table(title: str, weights: Weights) -> Iterator[str]:
    yield from ("", f"[{title}]")
    yield from (f'"{name}" = {value}' if "." in name else f"{name} = {value}" for name, value in weights.items())


if __name__ == "__main__":
    main(sys.argv[1:])
