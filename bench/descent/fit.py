"""Fits the weights of descent.toml on families of known descent, and prints them with their calibration on texts kept apart.

    python bench/descent/fit.py --texts FILE-OR-FOLDER [--unrelated FILE.jsonl] [--piles 120] [--check 40] [--as-is]

Kinship: logistic regression over pairs of reports that met, kin or not, on what each rule gives; with --unrelated, pairs of real
reports of different incidents stand among those that are not kin. Choice between parents: for each child the true parents against all
others, alone and by twos (conditional logit), and each parent against its own child (direction). No weight may change its sign. What
the families cannot teach stays as it is: names, credits, corrections, distance in time. Only the half "fit" of the texts is used; the
calibration is on the half "table", which the tables use. Nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))
from cases import Case, made, unrelated
from families import Wish, base_texts
from scoring import kin_by_roots, roots_of

import stemma
from stemma.descent.choice import said_outright
from stemma.descent.evidence import Tie, joint, tie
from stemma.descent.matter import Matter
from stemma.descent.nearness import nearness, words_kept
from stemma.descent.overlap import overlap

Table = Mapping[str, Mapping[str, Any]]
RULES = {
    "descent.text": "text", "descent.runs": "run", "descent.sentences": "sentence", "descent.figured": "figured",
    "descent.figures": "figure", "descent.coverage": "coverage", "descent.wording": "wording",
    "descent.order": "order", "descent.quotes": "quote",
}  # fmt: skip
SHORT_LIST = 7
PENALTY = 4.0
UNRELATED = 2.0  # a real pair counts so much, since piles of hundreds have few kin among many that meet
BINS = (-4.0, -2.0, 0.0, 2.0, 4.0, 8.0)


def bounded(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], start: np.ndarray, least: Sequence[float | None]) -> np.ndarray:
    """The arguments at which a loss is least, none below its bound."""
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(b, None) for b in least], options={"maxiter": 3000, "maxfun": 6000})
    return np.asarray(found.x)


# kinship


def pairs(case: Case, table: Table) -> Iterator[tuple[dict[str, float], float, bool]]:
    """For each pair that met: what each rule gives, what stays as it is, and whether the two are kin."""
    due = kin_by_roots(roots_of({k: list(v) for k, v in case.parents.items()}, case.parents))
    for child, parent, found in case.overlaps:
        one = tie(child, parent, found, table)
        _, shared = joint((one,), case.rarity, table["weights"])
        given: dict[str, float] = {}
        for reason in (*one.reasons, *shared):
            given[reason.rule] = given.get(reason.rule, 0.0) + reason.weight
        kept = sum(weight for rule, weight in given.items() if rule not in RULES)
        yield given, kept, frozenset((case.names[child.id], case.names[parent.id])) in due


def kinship(cases: Sequence[Case], table: Table) -> dict[str, float]:
    """The weights of kinship and the prior."""
    rows = [(case, *row) for case in cases for row in pairs(case, table)]
    rules = list(RULES)
    given = np.array([[1.0, *(g.get(rule, 0.0) for rule in rules)] for _, g, _, _ in rows])
    kept = np.array([k for _, _, k, _ in rows])
    kin = np.array([float(k) for *_, k in rows])
    count = np.array([UNRELATED if case.name == "unrelated" else 1.0 for case, *_ in rows])

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        odds = given @ at + kept
        value = (count * (np.logaddexp(0, odds) - kin * odds)).sum() + PENALTY * ((at[1:] - 1) ** 2).sum()
        slope = given.T @ (count * (1 / (1 + np.exp(-odds)) - kin))
        return float(value), slope + np.r_[0.0, 2 * PENALTY * (at[1:] - 1)]

    at = bounded(loss, np.r_[-4.0, np.ones(len(rules))], [None, *[0.0] * len(rules)])
    print(f"kinship: {len(rows)} pairs that met, {int(kin.sum())} of them kin")
    return {"prior": at[0], **{RULES[rule]: table["weights"][RULES[rule]] * factor for rule, factor in zip(rules, at[1:], strict=True)}}


def calibration(cases: Sequence[Case], table: Table) -> None:
    """How often pairs with such log-odds are kin, on cases that were not fitted."""
    found = [
        (kept + sum(g.get(rule, 0.0) for rule in RULES) + table["weights"]["prior"], kin) for c in cases for g, kept, kin in pairs(c, table)
    ]
    print("\n| log-odds | pairs that met | kin | share | expected |\n|---|---|---|---|---|")
    for low, high in zip((-99.0, *BINS), (*BINS, 99.0), strict=True):
        inside = [(odds, kin) for odds, kin in found if low <= odds < high]
        share = sum(kin for _, kin in inside) / max(1, len(inside))
        due = sum(1 / (1 + np.exp(-odds)) for odds, _ in inside) / max(1, len(inside))
        name = f"under {high:g}" if low == -99 else f"{low:g} and more" if high == 99 else f"{low:g} to {high:g}"
        print(f"| {name} | {len(inside)} | {sum(kin for _, kin in inside)} | {share:.3f} | {due:.3f} |")


# choice between parents


def contests(case: Case, table: Table) -> Iterator[tuple[list[Sequence[Tie]], int, float]]:
    """For each child with parents in the pile the sets of parents that it might have, the true one's number, how far words are kept."""
    ties: dict[str, list[Tie]] = {}
    for child, parent, found in case.overlaps:
        ties.setdefault(child.id, []).append(tie(child, parent, found, table))
    odds = {id(t): joint((t,), case.rarity, table["weights"])[0] for found in ties.values() for t in found}
    words = words_kept({child: [t for t in found if odds[id(t)] > table["limits"]["kin"]] for child, found in ties.items()})
    for matter in case.matters:
        true = set(case.parents[case.names[matter.id]])
        best = sorted(ties.get(matter.id, []), key=lambda t: -odds[id(t)])[:SHORT_LIST]
        if true and true <= {case.names[t.parent.id] for t in best}:
            sets: list[Sequence[Tie]] = [*((t,) for t in best), *combinations(best, 2)]
            right = [k for k, s in enumerate(sets) if {case.names[t.parent.id] for t in s} == true]
            if right:
                yield sets, right[0], words[matter.id]


def turned(case: Case, table: Table) -> Iterator[tuple[list[Sequence[Tie]], int, float]]:
    """Each child of one parent as its child, and as its parent."""
    named = {case.names[m.id]: m for m in case.matters}

    def one(child: Matter, parent: Matter) -> Sequence[Tie]:
        return (tie(child, parent, overlap(child, parent, case.rarity, int(table["limits"]["run_words"])), table),)

    for name, above in case.parents.items():
        if len(above) == 1 and above[0] in named and name in named:
            yield [one(named[name], named[above[0]]), one(named[above[0]], named[name])], 0, 1.0


def choice(cases: Sequence[Case], table: Table) -> dict[str, float]:
    """The weights of the choice between parents."""
    weights = table["choice"]
    names = [n for n in weights if n not in ("error_shared", "explained", "elsewhere")]
    sign = np.array([np.sign(weights[n]) for n in names])
    games, sure = [], []
    for case in cases:
        for sets, right, words in (*contests(case, table), *turned(case, table)):
            counts = [nearness(s, words).counts() for s in sets]
            games.append((np.array([[c.get(n, 0.0) for n in names] for c in counts]) * sign, right, 1.0 if len(sets) > 2 else 0.5))
            sure.append(np.array([said_outright(s, ()) for s in sets]))
    scale = np.concatenate([g - g.mean(0) for g, _, _ in games]).std(0) + 1e-9

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = PENALTY * (at @ at), 2 * PENALTY * at
        for (given, right, count), outright in zip(games, sure, strict=True):
            score = (given / scale) @ at + outright
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            value -= count * np.log(max(chance[right], 1e-300))
            slope = slope - count * ((given[right] - chance @ given) / scale)
        return float(value), slope

    at = bounded(loss, np.full(len(names), 0.05), [0.0] * len(names))
    print(f"choice: {sum(len(g) > 2 for g, _, _ in games)} children among the sets they might have, {len(games)} with the turned pairs")
    return {n: float(value) for n, value in zip(names, at / scale * sign, strict=True)}


def hits(cases: Sequence[Case], table: Table) -> str:
    """How often the nearest set is the true one."""
    found = []
    for case in cases:
        for sets, right, words in contests(case, table):
            scores = [nearness(s, words).score(table["choice"]) + said_outright(s, ()) for s in sets]
            found.append(max(range(len(sets)), key=lambda k: scores[k]) == right)
    return f"{sum(found)} of {len(found)} children have their true parents"


def main() -> None:
    """Fit and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--unrelated", type=Path, help="JSON Lines with `incident`, as for unrelated.py")
    options.add_argument("--piles", type=int, default=120)
    options.add_argument("--check", type=int, default=40)
    options.add_argument("--as-is", action="store_true", help="fit nothing: the calibration of the weights in use")
    given = options.parse_args()
    table = {k: dict(v) for k, v in stemma.load_pack().tables["descent"].items()}
    cases = [] if given.as_is else made(base_texts(given.texts, "fit"), Wish(rate=2.0), range(0, given.piles))
    kept = made(base_texts(given.texts, "table"), Wish(rate=2.0), range(400, 400 + given.check))
    real = unrelated(given.unrelated, "fit") if given.unrelated and cases else []
    for section, fitted in (("weights", kinship([*cases, *real], table)), ("choice", choice(cases, table))) if cases else ():
        print(f"\n[{section}]")
        for name, value in fitted.items():
            print(f"{name} = {value:.2f}  # now {table[section][name]}")
            table[section][name] = value
    print(f"\non texts kept apart: {hits(kept, table)}")
    calibration([*kept, *(unrelated(given.unrelated, "table") if given.unrelated else [])], table)


if __name__ == "__main__":
    main()
