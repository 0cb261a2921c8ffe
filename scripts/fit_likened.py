"""Fits what the signs of two numbers of two figures are worth for a reader to set them beside each other.

    python scripts/fit_likened.py tests/gold/* src/stemma/data/samples/* [--unseen=FOLDER]... [--folds=10] [--write]

It writes src/stemma/data/en/likened.toml. Each folder holds marked reports with `conflicts` that list claims and say whether they are
real or only seem so. The reports are read, linked and weighed as by the reader of today; one logistic regression with a ridge is fitted
on the pairs of values of two figures of which nothing else tells. Each folder is scored by weights fitted on the folds in which it does
not stand. Needs numpy.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fit_disputes import Row, beside_marks, fitted, likely
from marked import given

from stemma.core.packs import Pack, load_pack
from stemma.core.types import Report, Situation
from stemma.intake import take
from stemma.pipeline import assemble_pile, in_order, read_all
from stemma.weighing.likened import Likened
from stemma.weighing.signs import Disputes

TARGET = Path(__file__).parent.parent / "src" / "stemma" / "data" / "en" / "likened.toml"
FOLDS, RIDGE = 10, 20.0
SURE, MOST = 0.2, 3  # from which likelihood on a pair is told, and how many for one figure
RULE = "weigh.likened"


class Told(NamedTuple):
    """A pair of values with the two figures that it joins."""

    row: Row
    figures: tuple[str, str]


def main(arguments: list[str]) -> None:
    """Fits, tells what to expect, and writes where asked."""
    pack = load_pack()
    asked = given(arguments, FOLDS)
    found = {folder.name: marked(folder, pack) for folder in asked.folders}
    score = left_out(found, asked.folds)
    print(f"left out: {score}")
    weights = fitted([t.row for told in found.values() for t in told], RIDGE)
    for folder in asked.unseen:
        print(f"{folder.name}: {scored([chosen(marked(folder, pack), weights)])}")
    if asked.write:
        TARGET.write_text(as_toml(weights, len(found), score), encoding="utf-8")


def left_out(found: dict[str, list[Told]], folds: int) -> str:
    """How well the folders do by weights that were fitted without them."""
    picked = []
    for at in range(folds):
        held = list(found)[at::folds]
        weights = fitted([t.row for name, told in found.items() if name not in held for t in told], RIDGE)
        picked += [chosen(found[name], weights) for name in held]
    return scored(picked)


def marked(folder: Path, pack: Pack) -> list[Told]:
    """Reads and weighs a folder, and sets what is found beside the marks."""
    reports = in_order(r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt"))
    situation = assemble_pile(reports, list(read_all(reports, pack)), (), pack)
    return pairs_of(situation, json.loads((folder / "gold.json").read_text(encoding="utf-8")), pack)


def pairs_of(situation: Situation, gold: dict[str, Any], pack: Pack) -> list[Told]:
    """All pairs of values of two figures of which the marks tell and the other rules say nothing."""
    facts, lineage, meant, due = beside_marks(situation, gold, pack, "apparent")
    weighing = situation.weighing
    told = [c for c in weighing.conflicts if c.reasons[0].rule != RULE]
    found = []
    likened = Likened(facts, lineage, pack, Disputes(facts, lineage, pack))
    for pair in likened.pairs(weighing.readings, told):
        ours, theirs = pair.one.reading, pair.other.reading
        met = {
            frozenset((meant[a], meant[b]))
            for a in ours.claims
            for b in theirs.claims
            if a in meant and b in meant and meant[a] != meant[b]
        }
        if met and likened.verdict(*pair.claims) is not None:
            found.append(Told(Row(pair.signs, bool(met & due), False), (ours.figure, theirs.figure)))
    return found


def chosen(told: Sequence[Told], weights: dict[str, float]) -> list[bool]:
    """Whether each of the pairs that would be told is marked."""
    shown: Counter[str] = Counter()
    met: set[tuple[str, str]] = set()
    found = []
    for chance, _, t in sorted(((likely(t.row.signs, weights), i, t) for i, t in enumerate(told)), key=lambda x: (-x[0], x[1])):
        if chance >= SURE and t.figures not in met and max(shown[f] for f in t.figures) < MOST:
            met.add(t.figures)
            shown.update(t.figures)
            found.append(t.row.real)
    return found


def scored(picked: Sequence[Sequence[bool]]) -> str:
    """How many pairs are told, and how many of them are marked."""
    return f"{sum(map(sum, picked))} marked of {sum(map(len, picked))} told"


def as_toml(weights: dict[str, float], situations: int, score: str) -> str:
    """The weights as a table of the pack."""
    head = [
        "# What each sign is worth for two numbers of two figures to be set beside each other (natural logarithms of odds), though it only",
        f"# seems that they are at odds. Written by scripts/fit_likened.py: a logistic regression with a ridge of {RIDGE:g} over the pairs",
        f"# of values of {situations} marked situations of which no other rule tells. Left out of the fit: {score}.",
        "",
        "[bounds]",
        "# From which likelihood on two numbers are told, and how many for one figure.",
        f"sure = {SURE}",
        f"most = {MOST}",
        "",
        "[weights]",
        *(f"{name} = {value}" for name, value in weights.items() if value),
    ]
    return "\n".join(head) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
