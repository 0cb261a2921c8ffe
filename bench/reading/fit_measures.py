"""Fit the learned choice of measures: fit_measures.py [--check | --write] [--l2 X] ...

Reads the marked passages (`bench/reading/marked/*.jsonl`) and the marked situations (`tests/gold`, the bundled samples) with the
package's own reader, keeps what the chooser sees of each amount (`stemma.reading.measures.seen`), and fits one weight for each
thing seen and each measure by penalised maximum likelihood (L-BFGS). Needs numpy and scipy; reading with the weights needs neither.

    --check     fits on half of the marked passages and all situations, scores the other half, then leaves situations out in turn
    --write     fits on everything and writes src/stemma/data/en/measures.weights
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import pickle
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from passages import MARKED, PUBLISHED, SAME, agrees
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from marked import UNSEEN

import stemma
from stemma.core.packs import Pack, load_pack
from stemma.core.types import Report
from stemma.reading.measures.candidates import COUNT, Candidates
from stemma.reading.measures.counting import Measured
from stemma.reading.measures.learned import Chooser
from stemma.reading.measures.seen import Seer, Sighting
from stemma.reading.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
SITUATIONS = (ROOT / "tests" / "gold", ROOT / "src" / "stemma" / "data" / "samples")
WEIGHTS = ROOT / "src" / "stemma" / "data" / "en" / "measures.weights"
STEP = 0.05
TAUGHT = 6.0  # the weight of a marked sentence of the tests, which says one thing plainly
TAUGHT_IN = ("test_measures*.py", "test_told_*.py")  # tests whose sentences the fit has to keep
SAYING_MEASURES = ({"text", "low", "wanted"}, {"text", "low", "unit", "wanted"}, {"text", "number", "measure"})
# situations whose misses nobody looks at: what is fitted is judged on them, so nothing is fitted on them
DEEDS = "test_those_who_do_it_are_not_counted_among_those_to_whom_it_is_done"


@dataclass(slots=True)
class Example:
    """One marked amount: what is seen of it, what it may be, and what it is."""

    group: str
    gold: str
    rules: str
    seen: list[str]
    candidates: list[tuple[str, tuple[str, ...]]]
    weight: float = 1.0
    right: list[bool] = field(default_factory=list)
    wanted: list[bool] = field(default_factory=list)


class Recorder(Chooser):
    """Keeps what a chooser is asked, and leaves the rules' answers as they are."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack, "\n")
        self.asked: list[tuple[int, int, int, int, Any, str, list[str], list[tuple[str, tuple[str, ...]]]]] = []
        self._seers, self._may = Seer(pack), Candidates(pack)

    def choose(self, asked: Sighting) -> Measured:
        m = asked.mention
        seen, stood = self._seers.seen(asked)
        candidates = [(c.measure, c.standing) for c in self._may.of(asked, stood)]
        rules = asked.measured.measure.partition(":")[0] or COUNT
        self.asked.append((m.start, max(m.end, m.noun_end), m.number_start, m.number_end, m.amount, rules, seen, candidates))
        return asked.measured


def claimed(measure: str, pack: Pack) -> str:
    known = pack.measures.get(measure)
    return str(known.table.get("word", measure)) if known is not None else measure


def marked_right(example: Example, pack: Pack) -> bool:
    """Says which candidates are right, and which of them is wanted; False where none is."""
    names = [claimed(m, pack) for m, _ in example.candidates]
    example.right = [agrees(example.gold, n) for n in names]
    exact = [SAME.get(n, n) == SAME.get(example.gold, example.gold) for n in names]
    keys = [m for m, _ in example.candidates]
    if example.rules in keys and example.right[keys.index(example.rules)]:
        example.wanted = [k == example.rules for k in keys]
    elif example.gold in keys:
        example.wanted = [k == example.gold for k in keys]
    elif any(exact):
        example.wanted = exact
    else:
        plain = next((k for k in ("share", "money", COUNT) if k in keys and example.right[keys.index(k)]), "")
        example.wanted = [k == plain for k in keys]
    return any(example.wanted)


def passages(pack: Pack) -> list[Example]:
    recorder = Recorder(pack)
    reader = Reader(pack, chooser=recorder)
    found = []
    for path in sorted(MARKED.glob("*.jsonl")):
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if not line.strip():
                continue
            told = json.loads(line)
            recorder.asked.clear()
            reader.read(Report(text=told["text"], published=PUBLISHED))
            left = list(recorder.asked)
            for claim in told["claims"]:
                start = told["text"].find(claim["span"])
                end = start + len(claim["span"])
                over = [a for a in left if min(a[3], end) > max(a[2], start)]
                if not over:
                    continue
                best = max(over, key=lambda a: (min(a[1], end) - max(a[0], start)) / max(1, a[1] - a[0], end - start))
                left.remove(best)
                found.append(Example("ab"[at % 2], claim["measure"], best[5], best[6], best[7]))
    return [e for e in found if marked_right(e, pack)]


def situations(pack: Pack, without: frozenset[str]) -> list[Example]:
    recorder = Recorder(pack)
    reader = Reader(pack, chooser=recorder)
    found = []
    for home in SITUATIONS:
        for gold in sorted(home.glob("*/gold.json")):
            if gold.parent.name in without:
                continue
            told = json.loads(gold.read_text(encoding="utf-8"))
            known: set[tuple[str, ...]] = set()
            by_doc: dict[str, list[Any]] = {}
            for claim in told["claims"]:
                by_doc.setdefault(Path(claim["doc"]).name.removesuffix(".txt"), []).append(claim)
            for doc, claims in by_doc.items():
                path = next((p for p in (gold.parent / f"{doc}.txt", gold.parent / "docs" / f"{doc}.txt") if p.is_file()), None)
                if path is None:
                    continue
                text = path.read_text(encoding="utf-8")
                recorder.asked.clear()
                for report in (r for r in stemma.take([str(path)]) if isinstance(r, Report)):
                    reader.read(report)
                left = list(recorder.asked)
                for claim in claims:
                    start = text.find(claim["evidence"])
                    end = start + len(claim["evidence"])
                    over = [a for a in left if min(a[3], end) > max(a[2], start) and near(claim, a[4])]
                    if not over:
                        continue
                    best = max(over, key=lambda a: (min(a[1], end) - max(a[0], start)) / max(1, a[1] - a[0], end - start))
                    left.remove(best)
                    key = (claim["measure"], *sorted(f for f in best[6] if not f.startswith(("prev", "size"))))
                    if key not in known:  # a copy says nothing new
                        known.add(key)
                        found.append(Example(gold.parent.name, claim["measure"], best[5], best[6], best[7]))
    return [e for e in found if marked_right(e, pack)]


def sentences(pack: Pack) -> list[Example]:
    """The marked sentences of the tests, and the examples of the packs: grammar that a fit has to keep."""
    told = [(table.replace("<", "").replace(">", ""), None, m.id) for m in pack.measures.values() for table in m.table.get("examples", ())]
    sys.path[:0] = [str(ROOT / "tests" / "reading"), str(ROOT)]
    for path in sorted(p for pattern in TAUGHT_IN for p in (ROOT / "tests" / "reading").glob(pattern)):
        for test in vars(importlib.import_module(path.stem)).values():
            for mark in getattr(test, "pytestmark", ()):
                if mark.name == "parametrize" and set(mark.args[0]) in SAYING_MEASURES:
                    rows = [dict(zip(mark.args[0], row, strict=True)) for row in mark.args[1]]
                    told += [(r["text"], r.get("low", r.get("number")), r.get("wanted", r.get("measure"))) for r in rows]
    for mark in importlib.import_module("test_deeds").__dict__[DEEDS].pytestmark:
        told += [(sentence, low, wanted) for sentence, measures in mark.args[1] for low, wanted in measures.items()]
    recorder = Recorder(pack)
    reader, found = Reader(pack, chooser=recorder), []
    for text, low, wanted in told:
        recorder.asked.clear()
        reader.read(Report(text=text, published=PUBLISHED))
        asked = [a for a in recorder.asked if low is None or low in (a[4].low, a[4].high)]
        for a in asked if low is not None else asked[:1]:
            example = Example("sentences", wanted, a[5], a[6], a[7], TAUGHT)
            example.right = example.wanted = [claimed(m, pack) == wanted.partition(":")[0] for m, _ in example.candidates]
            found.append(example)
    return [e for e in found if any(e.wanted)]


def near(claim: dict[str, Any], amount: Any) -> bool:
    values = [v for v in (amount.low, amount.high) if v is not None]
    golds = [v for v in (claim["value_low"], claim["value_high"]) if v is not None]
    if str(claim["unit"]) in ("percent", "%") and amount.unit != "percent":
        return False
    return not golds or not values or any(math.isclose(v, g, rel_tol=0.011) for v in values for g in golds)


class Fit:
    """The model: weights of what is seen for each measure, and of how a measure stands."""

    def __init__(self, examples: list[Example], args: argparse.Namespace) -> None:
        counts = Counter(f for e in examples for f in set(e.seen))
        names = Counter(m for e in examples for m, w in zip(e.candidates, e.wanted, strict=True) if w for m in [m[0]])
        self.classes = sorted(names)
        self.features = sorted(f for f, n in counts.items() if n >= args.least)
        self.standing = sorted({s for e in examples for _, told in e.candidates for s in told})
        self._f = {f: i for i, f in enumerate(self.features)}
        self._c = {c: i for i, c in enumerate(self.classes)}
        self._s = {s: i for i, s in enumerate(self.standing)}
        self.args = args
        self._solve(examples)

    def _pack(self, examples: list[Example]) -> Any:
        n, c = len(examples), len(self.classes) + 1  # the last column: measures of which no example was seen
        rows, cols = [], []
        cell, standing = [], []
        mask, want = np.zeros((n, c), bool), np.zeros((n, c), bool)
        for i, e in enumerate(examples):
            known = {self._f[f] for f in e.seen if f in self._f}
            rows += [i] * len(known)
            cols += sorted(known)
            for (m, told), w in zip(e.candidates, e.wanted or [False] * len(e.candidates), strict=True):
                at = self._c.get(m)
                if at is None:
                    continue
                mask[i, at] = True
                want[i, at] |= w
                for s in told:
                    if s in self._s:
                        cell.append(i * c + at)
                        standing.append(self._s[s])
        x = csr_matrix((np.ones(len(rows), np.float32), (rows, cols)), shape=(n, len(self.features)))
        return x, mask, want, np.array(cell), np.array(standing)

    def _sums(self, packed: Any, w: Any, v: Any) -> Any:
        x, mask, _, cell, standing = packed
        n, c = mask.shape
        z = np.zeros((n, c))
        z[:, :-1] = x @ w
        z += np.bincount(cell, weights=v[standing], minlength=n * c).reshape(n, c)
        z[~mask] = -1e9
        return z

    def _solve(self, examples: list[Example]) -> None:
        packed = self._pack(examples)
        x, _, want, cell, standing = packed
        keep = want.any(1)
        weight = np.array([e.weight for e in examples]) * keep
        f, c, s = len(self.features), len(self.classes), len(self.standing)
        xt = x.T.tocsr()
        # what many words share is held less tightly than single words
        l2 = np.array([self.args.l2 * _held(name, self.args) for name in self.features])[:, None]

        def cost(p: Any) -> Any:
            w, v = p[: f * c].reshape(f, c).astype(np.float32), p[f * c :]
            z = self._sums(packed, w, v)
            top = z.max(1, keepdims=True)
            e = np.exp(z - top)
            total = e.sum(1)
            good = np.where(want, e, 0).sum(1)
            good = np.where(keep, good, 1)
            loss = -(weight * (np.log(np.maximum(good, 1e-300)) - np.log(total)) * keep).sum()
            g = e / total[:, None] - np.where(want, e, 0) / np.maximum(good, 1e-300)[:, None]
            g *= weight[:, None]
            gw = np.asarray(xt @ g[:, :-1].astype(np.float32), np.float64)
            gv = np.bincount(standing, weights=g.reshape(-1)[cell], minlength=s)
            loss += 0.5 * float((l2 * w.astype(np.float64) ** 2).sum()) + 0.5 * self.args.l2s * float((v**2).sum())
            return loss, np.concatenate([(gw + l2 * w).ravel(), gv + self.args.l2s * v])

        start = np.zeros(f * c + s)
        if "rules" in self._s:
            start[f * c + self._s["rules"]] = 2.0
        result = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": self.args.iterations, "maxcor": 8})
        self.w, self.v = result.x[: f * c].reshape(f, c), result.x[f * c :]
        self._prune()

    def _prune(self) -> None:
        self.w = np.round(self.w / STEP) * STEP
        self.w[np.abs(self.w) < self.args.drop] = 0.0
        self.v = np.round(self.v / STEP) * STEP

    def answers(self, examples: list[Example]) -> list[str]:
        z = self._sums(self._pack(examples), self.w.astype(np.float32), self.v)
        return [self.classes[int(i)] if i < len(self.classes) else "" for i in z.argmax(1)]

    def text(self) -> str:
        lines = [" ".join(self.classes)]
        for i, name in enumerate(self.features):
            told = " ".join(f"{j}:{round(self.w[i, j] / STEP)}" for j in np.nonzero(self.w[i])[0])
            if told:
                lines.append(f"{name}\t{told}")
        for i, name in enumerate(self.standing):
            if round(self.v[i] / STEP):
                lines.append(f"@{name}\t0:{round(self.v[i] / STEP)}")
        return "\n".join(lines) + "\n"


def _held(name: str, args: argparse.Namespace) -> float:
    """How tightly a weight is held: what many words share less than single words, pairs more."""
    kind = name.split(" ", maxsplit=1)[0]
    return args.shared if kind.endswith("c") or kind in ("any", "unit", "theme", "prev", "prevb") else 1.0


def share(examples: list[Example], answers: list[str]) -> float:
    right = 0
    for e, a in zip(examples, answers, strict=True):
        right += any(r and m == a for (m, _), r in zip(e.candidates, e.right, strict=True))
    return right / max(1, len(examples))


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--check", action="store_true")
    p.add_argument("--write", action="store_true")
    p.add_argument("--halfway", action="store_true", help="write the mean of the weights that stand and of those fitted anew")
    p.add_argument("--l2", type=float, default=5.0)
    p.add_argument("--l2s", type=float, default=0.3)
    p.add_argument("--shared", type=float, default=0.5)
    p.add_argument("--least", type=int, default=3)
    p.add_argument("--drop", type=float, default=0.1)
    p.add_argument("--iterations", type=int, default=80)
    p.add_argument("--situations", type=float, default=1.0, help="the weight of an amount in a situation beside one in a passage")
    p.add_argument("--out", default=str(WEIGHTS))
    p.add_argument("--half", default="")
    p.add_argument("--without", default=" ".join(sorted(UNSEEN)), help="situations on which nothing is fitted, by name")
    p.add_argument("--kept", default="", help="a file that keeps what was seen from one run to the next")
    args = p.parse_args()
    pack = load_pack()
    if args.kept and Path(args.kept).exists():
        bank, told = pickle.loads(Path(args.kept).read_bytes())
    else:
        bank, told = passages(pack), situations(pack, frozenset(args.without.split())) + sentences(pack)
        if args.kept:
            Path(args.kept).write_bytes(pickle.dumps((bank, told)))
    for e in told:
        e.weight = e.weight if e.group == "sentences" else args.situations
    print(f"{len(bank)} amounts of passages, {len(told)} of situations; stemma {stemma.__version__}")
    shares = [share(part, [e.rules for e in part]) for part in (h(bank, "a"), h(bank, "b"), told)]
    print("rules alone: passages a {:.3f} b {:.3f}, situations {:.3f}".format(*shares))
    if args.check:
        fit = Fit(h(bank, "a") + told, args)
        a, b = (share(part, fit.answers(part)) for part in (h(bank, "a"), h(bank, "b")))
        size = len(fit.text()) // 1024
        print(f"fit on half a and the situations: b {b:.3f}, a itself {a:.3f}; {int((fit.w != 0).sum())} weights, {size} KB")
        names = sorted({e.group for e in told})
        right = []
        for k in range(4):
            out = set(names[k::4])
            fit = Fit(bank + [e for e in told if e.group not in out], args)
            test = [e for e in told if e.group in out]
            right.append((share(test, fit.answers(test)) * len(test), len(test)))
        print(f"situations left out in turn: {sum(r for r, _ in right) / sum(n for _, n in right):.3f}")
    if args.write:
        use = h(bank, args.half) if args.half else bank
        fitted = Fit(use + told, args).text()
        Path(args.out).write_text(halfway(WEIGHTS.read_text(encoding="utf-8"), fitted) if args.halfway else fitted, encoding="utf-8")
        print(f"written: {args.out}")


def halfway(old: str, new: str) -> str:
    """The mean of two files of weights, in whole steps, halves away from nothing: fits on other data err elsewhere, their mean less."""
    tables = [table(text) for text in (old, new)]
    names = [*tables[1][0], *(n for n in tables[0][0] if n not in tables[1][0])]
    lines = [" ".join(names)]
    for sign in sorted(tables[0][1].keys() | tables[1][1].keys()):
        ours, theirs = (weights.get(sign, {}) for _, weights in tables)
        sums = {name: ours.get(name, 0) + theirs.get(name, 0) for name in ours.keys() | theirs.keys()}
        steps = {name: (abs(total) + 1) // 2 * (1 if total > 0 else -1) for name, total in sums.items() if total}
        told = sorted((names.index(name) if name else 0, step) for name, step in steps.items())
        if told:
            lines.append(f"{sign}\t" + " ".join(f"{at}:{step}" for at, step in told))
    return "\n".join(lines) + "\n"


def table(text: str) -> tuple[list[str], dict[str, dict[str, int]]]:
    """The classes of a file of weights, and for each sign the steps of each class; those of a standing ("@...") have no class."""
    head, *lines = text.split("\n")
    names = head.split(" ")
    found: dict[str, dict[str, int]] = {}
    for line in lines:
        sign, _, told = line.partition("\t")
        pairs = [pair.partition(":") for pair in told.split(" ")] if told else []
        if pairs:
            found[sign] = {"" if sign.startswith("@") else names[int(at)]: int(step) for at, _, step in pairs}
    return names, found


def h(bank: list[Example], half: str) -> list[Example]:
    return [e for e in bank if e.group == half]


if __name__ == "__main__":
    sys.exit(main())
