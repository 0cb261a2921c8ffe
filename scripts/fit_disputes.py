"""Fits what the signs of two values are worth for a dispute, and writes src/stemma/data/en/disputes.toml.

    python scripts/fit_disputes.py tests/gold/* src/stemma/data/samples/* [--unseen=FOLDER]... [--folds=10] [--write]

Each folder holds marked reports with `conflicts` that list claims and say whether they are real. The reports are read and linked as
by the reader of today, with its errors. One logistic regression with a ridge is fitted on pairs of values: the readings of a figure,
and numbers of one report that stand in two figures. Each folder is scored by weights fitted on the folds in which it does not stand:
how many of the pairs that are told as real are marked so, and how many of those marked are told. Needs numpy.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from marked import closest, given

from stemma.core.packs import Pack, load_pack
from stemma.core.types import Claim, Report, Situation
from stemma.intake import take
from stemma.pipeline import assemble_pile, in_order, read_all
from stemma.weighing.disputed import called, nearest
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.origins import agree, find_readings
from stemma.weighing.sides import side
from stemma.weighing.signs import Disputes, Signs
from stemma.weighing.slips import find_slips, find_withdrawn
from stemma.weighing.values import same_point
from stemma.weighing.verdicts import judge

TARGET = Path(__file__).parent.parent / "src" / "stemma" / "data" / "en" / "disputes.toml"
FOLDS, RIDGE, STEPS, LEAST = 10, 30.0, 15, 15
BOUNDS = {"sure": 0.4, "doubtful": 0.25, "beside": 0.3, "hardly": 0.15}
REACH, RATIO = 900, 40.0  # of two numbers of one report

Weights = dict[str, float]
Value = tuple[Any, ...]
Meant = dict[str, Value]
Due = set[frozenset[Value]]


class Row(NamedTuple):
    """Two values: their signs, whether the marks call them a real conflict, and whether they stand in one figure."""

    signs: Signs
    real: bool
    inside: bool


def main(arguments: list[str]) -> None:
    """Fits, tells what to expect, and writes where asked."""
    pack = load_pack()
    asked = given(arguments, FOLDS)
    found = {folder.name: marked(folder, pack) for folder in asked.folders}
    unseen = [row for folder in asked.unseen for row in marked(folder, pack)]
    told: list[tuple[Row, float]] = []
    for at in range(asked.folds):
        held = list(found)[at :: asked.folds]
        weights = fitted([row for name, rows in found.items() if name not in held for row in rows])
        told += [(row, likely(row.signs, weights)) for name in held for row in found[name]]
    score = scored(told)
    print(f"left out: {score}")
    weights = fitted([row for rows in found.values() for row in rows])
    if unseen:
        print(f"unseen: {scored([(row, likely(row.signs, weights)) for row in unseen])}")
    if asked.write:
        TARGET.write_text(as_toml(weights, len(found), score), encoding="utf-8")


def marked(folder: Path, pack: Pack) -> list[Row]:
    """Reads and weighs a folder, and sets what is found beside the marks."""
    reports = in_order(r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt"))
    situation = assemble_pile(reports, list(read_all(reports, pack)), (), pack)
    return rows_of(situation, json.loads((folder / "gold.json").read_text(encoding="utf-8")), pack)


def rows_of(situation: Situation, gold: dict[str, Any], pack: Pack) -> list[Row]:
    """All pairs of values of a situation of which the marks tell."""
    facts, lineage, meant, due = beside_marks(situation, gold, pack, "real")
    rows = []
    for ours, theirs, signs, inside in _pairs(facts, lineage, Disputes(facts, lineage, pack)):
        pairs = {frozenset((meant[a], meant[b])) for a in ours for b in theirs if a in meant and b in meant and meant[a] != meant[b]}
        if pairs:
            rows.append(Row(signs, bool(pairs & due), inside))
    return rows


def beside_marks(situation: Situation, gold: dict[str, Any], pack: Pack, kind: str) -> tuple[Facts, Lineage, Meant, Due]:
    """A situation's facts and lineage, the value that each claim is marked with, and the pairs of values in marked conflicts of a kind."""
    facts = Facts(situation.reports, situation.extracts, situation.figures, situation.stemma, pack)
    facts.mutations = (*situation.stemma.mutations, *find_slips(facts))
    facts.withdrawn = find_withdrawn(facts)
    lineage = Lineage(facts, lambda one, other: agree(facts, one, other))
    values = values_of(gold)
    meant = {claim.id: values[key] for key, claim in closest(gold["claims"], situation.reports, facts.claims.values()).items()}
    due = {
        frozenset(pair)
        for c in gold.get("conflicts", [])
        if c["kind"] == kind
        for pair in combinations({values[k] for k in c.get("claims", []) if k in values}, 2)
    }
    return facts, lineage, meant, due


def values_of(gold: dict[str, Any]) -> dict[str, Value]:
    """The value that each marked claim gives: copies of one stand for each other."""
    figures = {claim: str(f.get("series") or f["id"]) for f in gold.get("figures", []) for claim in f["claims"]}
    return {
        c["id"]: (figures.get(c["id"]) or c.get("figure") or c["id"], c["value_low"], c["value_high"], c["unit"], c["status"] == "denied")
        for c in gold["claims"]
    }


def _pairs(facts: Facts, lineage: Lineage, disputes: Disputes) -> Iterator[tuple[Sequence[str], Sequence[str], Signs, bool]]:
    readings = find_readings(facts, lineage)
    mates = {c: r.claims for r in readings for c in r.claims}
    for figure in facts.figures:
        held = [r for r in readings if r.figure == figure.id]
        for one, other in combinations([side(facts, lineage, r, held) for r in held], 2):
            name, verdict = judge(facts, lineage, one, other)
            if verdict is not None:
                signs = disputes.signs(*nearest(facts, one, other), called(name, verdict))
                yield one.reading.claims, other.reading.claims, signs, True
    for claims in facts.claims_of.values():
        told = [c for c in claims if facts.point(c) and not facts.denied(c) and lineage.first_hand(facts.id(c))]
        for a, b in combinations(sorted(told, key=facts.order), 2):
            if _beside(facts, a, b):
                yield mates.get(facts.id(a), (facts.id(a),)), mates.get(facts.id(b), (facts.id(b),)), disputes.signs(a, b, ""), False


def _beside(facts: Facts, one: Claim, other: Claim) -> bool:
    """True for two numbers of one report, in two figures, that a reader may set beside each other."""
    if facts.figure_of.get(facts.id(one)) == facts.figure_of.get(facts.id(other)) or abs(one.start - other.start) > REACH:
        return False
    if facts.base(one).dimension != facts.base(other).dimension or same_point(facts.base(one), facts.base(other)):
        return False
    low, high = sorted(abs(facts.point(c) or 0.0) for c in (one, other))
    loose = any(facts.sort(c).split(":")[0] in facts.loose for c in (one, other))
    near = facts.narrower(one.measure, other.measure) or facts.narrower(other.measure, one.measure)
    return high <= RATIO * low and (facts.sort(one) == facts.sort(other) or loose or near)


def fitted(rows: Sequence[Row], strength: float = RIDGE) -> Weights:
    """The weights of all signs, by Newton's steps on the penalised likelihood, each sign by its spread."""
    seen = Counter(name for row in rows for name in row.signs)
    names = sorted(name for name, times in seen.items() if times >= LEAST)
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for i, row in enumerate(rows):
        for name, value in row.signs.items():
            if name in at:
                x[i, at[name]] = value
    y = np.array([float(row.real) for row in rows])
    spread = x.std(axis=0) + 1e-9
    spread[-1] = 1.0
    x /= spread
    ridge = np.full(x.shape[1], strength)
    ridge[-1] = 1e-3
    theta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ theta))
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, x.T @ (p - y) + ridge * theta)
        theta -= step
        if abs(step).max() < 1e-3:
            break
    return {name: round(float(value), 3) for name, value in zip([*names, "bias"], theta / spread, strict=True)}


def likely(signs: Signs, weights: Weights) -> float:
    """How likely two values with these signs are in dispute."""
    return float(1 / (1 + np.exp(-weights["bias"] - sum(weights.get(n, 0.0) * v for n, v in signs.items()))))


def scored(told: Sequence[tuple[Row, float]]) -> str:
    """How many pairs are told as real, how many of them are marked so, and how many are marked."""
    parts = []
    for inside, bound, title in ((True, BOUNDS["sure"], "in a figure"), (False, BOUNDS["beside"], "between two, in one report")):
        held = [(row.real, chance >= bound) for row, chance in told if row.inside is inside]
        parts.append(f"{title} {sum(r and t for r, t in held)} right of {sum(t for _, t in held)} told, {sum(r for r, _ in held)} marked")
    return "; ".join(parts)


def as_toml(weights: Weights, situations: int, score: str) -> str:
    """The weights as a table of the pack."""
    head = [
        "# What each sign is worth for two values to be in dispute (natural logarithms of odds). Written by scripts/fit_disputes.py:",
        f"# a logistic regression with a ridge of {RIDGE:g} over the pairs of values in {situations} marked situations.",
        f"# Left out of the fit: {score}.",
        "",
        "[bounds]",
        "# From which likelihood on two values of a figure, or two numbers of one report, are told as a dispute; and below which no more.",
        *(f"{name} = {value}" for name, value in BOUNDS.items()),
        "",
        "[weights]",
        *(f"{name} = {value}" for name, value in weights.items() if value),
    ]
    return "\n".join(head) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
