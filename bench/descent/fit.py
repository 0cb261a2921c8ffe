"""Fits the weights of descent.toml on families of known descent, and prints them.

    python bench/descent/fit.py --texts FILE-OR-FOLDER [--marked FOLDER ...] [--piles 60] [--names section.name,...]

Two steps, both printed, neither written. Kinship: logistic regression over pairs of reports, kin or not, on what each rule gives now; a
factor of 1 says that a rule weighs what it should. Choice between parents: one weight after the other is moved by a factor as long as
more comes out right. Piles 0 to 399 of the maker are for fitting; the table uses others.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import Case, made, marked, measures
from families import Wish, base_texts
from scoring import kin_by_roots, roots_of

import stemma
from stemma.descent.evidence import joint, tie

STEPS: Mapping[str, Sequence[tuple[str, str, float]]] = {
    "choice": [("choice", name, 0.0) for name in ("near", "left_out", "left_out_most")],
}


def f1(count: Counter[str], name: str) -> float:
    """F1 of hits, said and due."""
    return 2 * count[f"{name}.0"] / max(1, count[f"{name}.1"] + count[f"{name}.2"])


def total(cases: Sequence[Case], table: Mapping[str, Mapping[str, Any]]) -> tuple[float, dict[str, float]]:
    """One number to climb, and the scores it is made of."""
    count: Counter[str] = Counter()
    for case in cases:
        for name, numbers in measures(case, table).items():
            for k, n in enumerate(numbers):
                count[f"{name}.{k}"] += int(n * case.weight)
    scores = {name: f1(count, name) for name in ("kin", "edges", "lost")}
    return 0.35 * scores["kin"] + 0.5 * scores["edges"] + 0.15 * scores["lost"], scores


def climb(cases: Sequence[Case], table: dict[str, dict[str, Any]], names: Sequence[tuple[str, str]], rounds: int = 2) -> None:
    """Move one weight after the other by factors, keep what helps."""
    best, scores = total(cases, table)
    print("start", f"{best:.4f}", scores)
    for _ in range(rounds):
        moved = False
        for section, name in names:
            for factor in (0.5, 0.7, 1.4, 2.0):
                old = table[section][name]
                table[section][name] = old * factor
                now, scores = total(cases, table)
                if now > best + 0.0005:
                    best, moved = now, True
                    shown = " ".join(f"{k} {v:.3f}" for k, v in scores.items())
                    print(f"{section}.{name} {old:.3g} -> {old * factor:.3g}: {best:.4f} {shown}", flush=True)
                else:
                    table[section][name] = old
        if not moved:
            break


def kinship(cases: Sequence[Case], table: Mapping[str, Mapping[str, Any]]) -> None:
    """The factor by which logistic regression would move each rule, from pairs of reports of which it is known whether they are kin."""
    from sklearn.linear_model import LogisticRegression

    rows, kin = [], []
    for case in cases:
        due = kin_by_roots(roots_of({k: list(v) for k, v in case.parents.items()}, case.parents))
        for child, parent, found in case.overlaps:
            one = tie(child, parent, found, table)
            _, shared = joint((one,), case.rarity, table["weights"])
            rows.append({r.rule: r.weight for r in (*one.reasons, *shared)})
            kin.append(frozenset((case.names[child.id], case.names[parent.id])) in due)
    rules = sorted({rule for row in rows for rule in row})
    fitted = LogisticRegression(C=10.0, max_iter=2000).fit([[row.get(rule, 0.0) for rule in rules] for row in rows], kin)
    print(f"{len(rows)} pairs, {sum(kin)} of them kin; prior {fitted.intercept_[0]:+.2f} (now {table['weights']['prior']})")
    for rule, factor in zip(rules, fitted.coef_[0], strict=True):
        print(f"  {rule:22} x {factor:5.2f}")


def main() -> None:
    """Fit and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--marked", type=Path, nargs="*", default=[], help="folders with reports and gold.json")
    options.add_argument("--piles", type=int, default=60)
    options.add_argument("--names", default="", help="section.name,... to climb; all of choice where empty")
    given = options.parse_args()
    cases = made(base_texts(given.texts), Wish(rate=2.0), range(0, given.piles))
    cases += [marked(folder, folder / "gold.json", 6.0) for folder in given.marked]
    table = {k: dict(v) for k, v in stemma.load_pack().tables["descent"].items()}
    names = [tuple(n.split(".")) for n in given.names.split(",") if n] or [(s, n) for s, n, _ in STEPS["choice"]]
    kinship(cases, table)
    climb(cases, table, names)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
