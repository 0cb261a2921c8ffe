"""Fits what the signs of two numbers are worth, and writes src/stemma/data/en/series.toml.

    python scripts/fit_linking.py tests/gold/* src/stemma/data/samples/* [--write]

Each folder holds marked reports: texts, reports.csv and gold.json with `figure` on each claim or a list of `figures`. A logistic
regression with a ridge is fitted on pairs of numbers; each folder is scored by the weights fitted on all the others, so that the
mean tells what to expect of a situation that was not seen. Needs numpy.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

import numpy as np

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack, load_pack
from stemma.core.types import Claim, Report
from stemma.intake import take
from stemma.linking import as_first_told, numbers_in, on_ground, traits_of
from stemma.linking.gathering import Bounds
from stemma.linking.numbers import Number
from stemma.linking.series import Series, never
from stemma.linking.signs import Signs, signs
from stemma.linking.traits import Trait
from stemma.pipeline import in_order, read_all

HOME = Path(__file__).parent.parent
OWN = (HOME / "tests" / "gold", HOME / "src" / "stemma" / "data" / "samples")
TARGET = HOME / "src" / "stemma" / "data" / "en" / "series.toml"
RIDGE = 30.0
STEPS = 25
ENOUGH = 1e-3  # the last step of the fit
BOUNDS = Bounds(join=-0.7, veto=-30.0, most=8.0, nearest=0.5, stay=-1.0, pull=3.0)  # the mean left out is level round about these
_BOUNDS = ("join", "veto", "most", "nearest", "stay", "pull")
CLOSE = 0.011
FACTORS = (1.0, 2.589988, 1.609344, 1000.0, 0.01, 1609.344)  # the marked unit against the one said
_WIDTH = 140
LEAST = 20  # pairs in which a sign must be seen


class Marked(NamedTuple):
    """A situation: its numbers, the pairs of them that may meet, and how many pairs of their claims are of one figure."""

    name: str
    numbers: list[Number]
    pairs: list[tuple[int, int]]
    signs: list[Signs]
    same: list[float]  # the share of the pairs of claims that are marked as one figure, below 0 where none is marked
    weight: list[float]
    figures: dict[int, str]  # the marked figure of a trait
    due: int  # pairs of claims that are marked as one figure
    pack: Pack


def main(arguments: list[str]) -> None:
    """Fits, tells what to expect, and writes where asked."""
    pack = load_pack()
    found = [marked(Path(folder), pack) for folder in arguments if not folder.startswith("--")]
    scores = []
    for held in found:
        weights = fitted([m for m in found if m is not held] or found)
        scores.append(scored(held, weights))
        print(f"{held.name:<20} left out {scores[-1]:.3f}", flush=True)
    weights = fitted(found)
    within = [scored(held, weights) for held in found]
    print(f"mean left out {sum(scores) / len(scores):.3f}, with all in the fit {sum(within) / len(within):.3f}")
    if "--write" in arguments:
        TARGET.write_text(as_toml(weights, [m.name for m in found], sum(scores) / len(scores)), encoding="utf-8")


def marked(folder: Path, pack: Pack) -> Marked:
    """Reads a folder and finds the marked figure of each claim."""
    reports = in_order(r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt"))
    extracts = as_first_told(reports, on_ground(reports, list(read_all(reports, pack)), pack))
    traits = traits_of(reports, extracts, pack)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    named = _figures(gold)
    texts = {_stem(r.name): r for r in reports}
    at = {t.claim.id: i for i, t in enumerate(traits)}
    figures = {at[claim.id]: named[key] for key, claim in _meant(gold, texts, traits).items()}
    numbers = numbers_in(traits, {}, pack, OneProcess())
    due = sum(named[a] == named[b] for a, b in combinations(named, 2))
    pairs, told, same, weight = [], [], [], []
    for a, b in combinations(range(len(numbers)), 2):
        if numbers[a].trait.base.dimension != numbers[b].trait.base.dimension:
            continue
        ours, theirs = ([figures[i] for i in numbers[n].members if i in figures] for n in (a, b))
        size = len(ours) * len(theirs)
        found = signs(numbers[a], numbers[b], pack.tables["linking"]["weights"])
        if never(found):
            continue
        pairs.append((a, b))
        told.append(found)
        same.append(sum(x == y for x in ours for y in theirs) / size if size else -1.0)
        weight.append(float(np.sqrt(max(1, size))))
    return Marked(folder.name, numbers, pairs, told, same, weight, figures, due, pack)


def _figures(gold: dict[str, Any]) -> dict[str, str]:
    found = {claim: str(f.get("series") or f["id"]) for f in gold.get("figures", []) for claim in f["claims"]}
    return {c["id"]: found.get(c["id"]) or str(c.get("figure") or c["id"]) for c in gold["claims"]}


def _stem(name: str) -> str:
    return Path(name).name.removesuffix(".txt")


def _meant(gold: dict[str, Any], texts: dict[str, Report], traits: list[Trait]) -> dict[str, Claim]:
    """The claim that was read for each marked one: the closest in the text that says its number."""
    by_report: dict[str, list[Claim]] = {}
    for trait in traits:
        by_report.setdefault(trait.claim.report, []).append(trait.claim)
    near = []
    for entry in gold["claims"]:
        report = texts[_stem(entry["doc"])]
        start = report.text.find(entry["evidence"])
        end = start + len(entry["evidence"])
        for claim in by_report.get(report.id, []):
            over = min(end, claim.end) - max(start, claim.start)
            if over > 0 and _says(entry, claim):
                near.append(
                    (claim.measure == entry["measure"], over / max(end - start, claim.end - claim.start), entry["id"], claim.id, claim)
                )
    found: dict[str, Claim] = {}
    used: set[str] = set()
    for _, _, key, ident, claim in sorted(near, key=lambda n: n[:4], reverse=True):
        if key not in found and ident not in used:
            found[key] = claim
            used.add(ident)
    return found


def _says(entry: dict[str, Any], claim: Claim) -> bool:
    wanted = [float(v) for v in (entry["value_low"], entry["value_high"]) if v is not None]
    said = [v for v in (claim.amount.low, claim.amount.high) if v is not None]
    return not wanted or any(abs(w - s * f) <= CLOSE * max(abs(w), 1e-9) for w in wanted for s in said for f in FACTORS)


def fitted(found: list[Marked]) -> dict[str, float]:
    """The weights of all signs, by Newton's steps on the penalised likelihood, each sign by its spread; each situation counts alike."""
    seen = Counter(name for held in found for sign in held.signs for name in sign)
    names = sorted(name for name, times in seen.items() if times >= LEAST)
    rows, answers, weights = [], [], []
    for held in found:
        told = sum(w for s, w in zip(held.same, held.weight, strict=True) if s > 0)
        for sign, same, weight in zip(held.signs, held.same, held.weight, strict=True):
            if same >= 0:
                rows.append([*(sign.get(name, 0.0) for name in names), 1.0])
                answers.append(same)
                weights.append(weight / max(1.0, told / 60) ** 0.5)
    x, y, w = np.array(rows), np.array(answers), np.array(weights)
    spread = x.std(axis=0)
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


def scored(held: Marked, weights: dict[str, float]) -> float:
    """F1 over pairs of claims of one figure."""
    table = {"weights": weights, "bounds": {name: getattr(BOUNDS, name) for name in _BOUNDS}}
    series = Series(held.numbers, held.pack.tables["linking"]["weights"], table, {})
    series.know(dict(zip(held.pairs, held.signs, strict=True)))
    groups = [[i for n in group for i in held.numbers[n].members] for group in series.gather(OneProcess(), (), ())]
    told = [pair for group in groups for pair in combinations([i for i in group if i in held.figures], 2)]
    right = sum(held.figures[i] == held.figures[j] for i, j in told)
    return 2 * right / max(1, len(told) + held.due)


def as_toml(weights: dict[str, float], names: list[str], expected: float) -> str:
    """The weights as a table of the pack."""
    own = sorted(name for name in names if any((home / name).is_dir() for home in OWN))
    more = f" and {len(names) - len(own)} more" if len(own) < len(names) else ""
    listed = wrap(", ".join(own) + more + ".", width=_WIDTH, initial_indent="# ", subsequent_indent="# ")
    head = [
        "# What each sign is worth that two numbers are of one figure (natural logarithms of odds). Written by scripts/fit_linking.py:",
        f"# a logistic regression with a ridge of {RIDGE:g} over the pairs of numbers in {len(names)} marked situations:",
        *listed,
        f"# Pairs of claims of one figure in a situation left out of the fit: F1 {expected:.3f} in the mean.",
        "",
        "[bounds]",
        *(f"{name} = {getattr(BOUNDS, name)}" for name in _BOUNDS),
        "",
        "[weights]",
    ]
    lines = (f'"{name}" = {value}' if "." in name else f"{name} = {value}" for name, value in weights.items())
    return "\n".join([*head, *lines]) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
