"""Fit the choice on whose word a figure rests whose own sentence names nobody: fit_resting.py [--check | --write] [--l2 X] [--add SIGN]

Reads the marked situations (`tests/gold`, the bundled samples) and the marked passages (`bench/reading/marked`) with the package's
own reader, keeps the signs that it sees for nobody and for each source of the report (`stemma.reading.resting.signs`), and
fits one weight for each sign by penalised maximum likelihood (L-BFGS). Needs numpy and scipy; reading with the weights needs neither.

    --check     fits eight times with an eighth of the situations (and of the passages) left out, and scores what was left out
    --write     fits on everything and writes src/stemma/data/en/resting_weights.toml
    --add SIGN  fits a new sign of the figure's sentence beside the weights that are there, which stay
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from marked import UNSEEN

import stemma
from stemma.core.packs import load_pack
from stemma.core.types import Claim, Moment, Report, Span
from stemma.reading.reader import Reader
from stemma.reading.resting.choice import Resting, is_loose, is_ours, said_by
from stemma.reading.resting.record import Figure, Record, Told

ROOT = Path(__file__).resolve().parents[2]
MARKED = ROOT / "bench" / "reading" / "marked"
SITUATIONS = (ROOT / "tests" / "gold", ROOT / "src" / "stemma" / "data" / "samples")
WEIGHTS = ROOT / "src" / "stemma" / "data" / "en" / "resting_weights.toml"
RESTING = Resting(load_pack())
PUBLISHED = Moment(iso="2024-06-28T18:00:00+00:00")
RAREST = 4  # options that must show a sign
FOLDS = 8
STOP = frozenset(["the", "of", "a", "an", "in", "on", "at", "for", "and", "to", "by", "s", "from", "senior"])
GENERIC = frozenset(["source", "sources", "official", "officials"])
ALIASES = [
    ("Ukraine", "Kyiv", "Ukrainian"), ("Russia", "Moscow", "Russian", "Kremlin"), ("Zelensky", "Zelenskyy"),
    ("United States", "US", "Washington", "Pentagon"), ("Ministry of Defence", "Defense Ministry", "Defence Ministry"),
]  # fmt: skip
Chains = list[list[str]]


@dataclass(frozen=True)
class Example:
    """One bare figure: the signs of nobody and of each source, which of them are right, and what the grammar alone says."""

    group: str
    fold: int
    options: list[list[str]]
    right: list[bool]
    grammar: bool  # the reading without the choice is right
    silence: bool  # where nobody is chosen, that is allowed too, or the credit of the whole text is right


def main() -> None:
    """Fit, and check or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--l2", type=float, default=6.0)
    parser.add_argument("--add", default="")
    chosen = parser.parse_args()
    held = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["signs"] if chosen.add else {}
    held = {s: w for s, w in held.items() if s.rpartition(":")[2] != chosen.add}
    examples = [*situations(), *passages()]
    if chosen.check:
        check(examples, chosen.l2, chosen.add, held)
    if chosen.write:
        weights = fit(examples, chosen.l2, chosen.add, held)
        kept = {s: round(w, 3) for s, w in sorted(weights.items()) if abs(w) >= 0.02}
        head = "# Weights of the signs on whose word a figure rests; written by bench/attribution/fit_resting.py --write.\n[signs]\n"
        WEIGHTS.write_text(head + "".join(f"{json.dumps(s)} = {w}\n" for s, w in kept.items()), encoding="utf-8")
        print(f"{len(kept)} weights from {len(examples)} figures")


def check(examples: Sequence[Example], l2: float, added: str, held: Mapping[str, float]) -> None:
    """What is right of the figures left out, by the grammar alone and by the choice."""
    told: dict[str, Counter[str]] = {}
    for fold in range(FOLDS):
        weights = fit([e for e in examples if e.fold != fold], l2, added, held)
        for e in (e for e in examples if e.fold == fold):
            at = max(range(len(e.options)), key=lambda k: sum(weights.get(s, 0.0) for s in set(e.options[k])))
            for name in (e.group, "all situations" if "passages" not in e.group else "all passages"):
                row = told.setdefault(name, Counter())
                row.update(figures=1, grammar=e.grammar, choice=e.right[at] or (at == 0 and e.silence), reachable=any(e.right))
    print(f"{'':24}{'figures':>9}{'reachable':>11}{'grammar':>9}{'choice':>8}")
    for name, row in sorted(told.items(), key=lambda item: (item[0].startswith("all"), item[0])):
        print(f"{name:24}{row['figures']:9}{row['reachable']:11}{row['grammar']:9}{row['choice']:8}")


def fit(examples: Sequence[Example], l2: float, added: str, held: Mapping[str, float]) -> dict[str, float]:
    """Weights by which the right options are likeliest; where some are held, the added sign's beside them."""
    used = [e for e in examples if any(e.right) and not all(e.right)]
    seen = Counter(s for e in used for o in e.options for s in set(o))
    index = {s: i for i, s in enumerate(sorted(s for s, n in seen.items() if n >= RAREST and (not added or s.rpartition(":")[2] == added)))}
    rows, columns, owner, right, base = [], [], [], [], []
    for k, e in enumerate(used):
        for option, ok in zip(e.options, e.right, strict=True):
            at = [index[s] for s in sorted(set(option)) if s in index]
            rows += [len(owner)] * len(at)
            columns += at
            owner.append(k)
            right.append(float(ok))
            base.append(sum(held.get(s, 0.0) for s in set(option)))
    row, column, own, ok = np.array(rows, dtype=int), np.array(columns, dtype=int), np.array(owner), np.array(right)
    start = np.array(base)

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        points = start + np.bincount(row, x[column], minlength=len(own))
        top = np.full(len(used), -1e9)
        np.maximum.at(top, own, points)
        odds = np.exp(points - top[own])
        whole, good = np.bincount(own, odds), np.maximum(np.bincount(own, odds * ok), 1e-300)
        slope = np.bincount(column, (odds / whole[own] - odds * ok / good[own])[row], minlength=len(x)) + l2 * x
        return float((np.log(whole) - np.log(good)).sum() + 0.5 * l2 * (x @ x)), slope

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {**held, **dict(zip(index, found.x.tolist(), strict=True))}


def situations() -> Iterator[Example]:
    """The bare figures of the marked situations."""
    reader = Reader(load_pack())
    folders = sorted(p.parent for root in SITUATIONS for p in root.glob("*/gold.json") if p.parent.name not in UNSEEN)
    for number, folder in enumerate(folders):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        aliases = ALIASES + [tuple(g) for g in gold.get("aliases", [])]
        outlets = {Path(d["id"]).name.removesuffix(".txt"): d.get("outlet") for d in gold["documents"]}
        for report in stemma.take([str(folder)]):
            if not isinstance(report, Report):
                continue
            name = Path(report.name).name.removesuffix(".txt")
            marked = [c for c in gold["claims"] if Path(c["doc"]).name.removesuffix(".txt") == name]
            spans = [(report.text.find(c["evidence"]), c) for c in marked]
            ends = [(s, s + len(c["evidence"]), c["value_low"], chains(c, outlets.get(name))) for s, c in spans if s >= 0]
            yield from examples(reader, report, ends, aliases, (folder.name, number % FOLDS))


def passages() -> Iterator[Example]:
    """The bare figures of the marked passages that name a source at all."""
    reader = Reader(load_pack())
    for path in sorted(MARKED.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            passage = json.loads(line)
            report = Report(text=passage["text"], published=PUBLISHED)
            spans = [(passage["text"].find(c["span"]), c) for c in passage["claims"] if "speaker" in c]
            ends = [(s, s + len(c["span"]), None, [c["speaker"] or []]) for s, c in spans if s >= 0]
            found = examples(reader, report, ends, ALIASES, (f"passages, {path.stem}", number % FOLDS))
            yield from (e for e in found if len(e.options) > 1)


def chains(claim: dict[str, Any], outlet: str | None) -> Chains:
    """The chains that the marking allows, the outlet itself left out."""
    also = [a if isinstance(a, list) else [a] for a in claim.get("attribution_also", [])]
    return [[a for a in chain if a and a != outlet] for chain in [claim["attribution"], *also]]


def examples(
    reader: Reader, report: Report, marked: list[tuple[int, int, float | None, Chains]], aliases: list[tuple[str, ...]], at: tuple[str, int]
) -> Iterator[Example]:
    """The bare figures of one report, as the reader meets them."""
    looked = reader.look(report)
    signs = RESTING.signs(looked.scene, looked.attributions)
    told = Record(RESTING.groups)
    for claim in reader.gather(report, looked).claims:
        mention = next((a for a in looked.amounts if claim.start <= a.number_start < claim.end), None)
        if mention is None:
            continue
        core = Span(mention.start, mention.end)
        passing = RESTING.passing.holds(looked.text.text, claim.measure, core)
        chain, passage = RESTING.chains.behind(looked.attributions, core)
        value = claim.amount.low if claim.amount.low is not None else claim.amount.high or 0.0
        whole = chain[-1].name if chain else ""
        speaker = "" if passing else said_by(chain, passage, tuple(a for a in looked.attributions if a.kind == "credit"))
        bare = not passing and (not speaker or is_loose(passage)) and not is_ours(looked.attributions, core)
        chosen = _marked(marked, claim)
        if bare and chosen is not None:
            figure = Figure(core, claim.measure, mention.head, value, speaker)
            own = signs.of_figure(figure)
            keys = list(signs.tellers)
            options = [signs.of_nobody(figure, own, told), *(signs.of_teller(k, figure, own, told) for k in keys)]
            named = [c for c in chosen if c]
            theirs = [is_right(named, signs.tellers[k].chain[-1].name, aliases) for k in keys]
            nobody = not chosen[0] if any(theirs) else any(not c for c in chosen)  # what is marked first is what is learned
            right = [nobody, *theirs]
            credit = next((a.chain[-1].name for a in looked.attributions if a.kind == "credit"), "")
            yield Example(*at, options, right, is_right(chosen, whole, aliases), is_right(chosen, credit, aliases))
        told.add(Told(speaker, claim.measure, mention.head, value, bare))


def _marked(marked: list[tuple[int, int, float | None, Chains]], claim: Claim) -> Chains | None:
    """What is marked of a claim: of the marked stretches that it meets, one of its value, else the one it meets most."""
    met = [(min(e, claim.end) - max(s, claim.start), v in (claim.amount.low, claim.amount.high), c) for s, e, v, c in marked]
    best = max(((same, over, k) for k, (over, same, _) in enumerate(met) if over > 0), default=None)
    return met[best[2]][2] if best else None


def is_right(allowed: Chains, speaker: str, aliases: list[tuple[str, ...]]) -> bool:
    """The innermost speaker, or the one who passed its word on; nobody, where nobody is marked."""
    if not speaker:
        return any(not c for c in allowed)
    return any(_same(name, speaker, aliases) for c in allowed for name in c[-2:])


def _same(one: str, other: str, aliases: list[tuple[str, ...]]) -> bool:
    return any(
        a == b or (a and b and len(a & b) / min(len(a), len(b)) >= 0.5) for a in _forms(one, aliases) for b in _forms(other, aliases)
    )


def _forms(name: str, aliases: list[tuple[str, ...]]) -> set[frozenset[str]]:
    words = _words(name)
    return {words, *(_words(a) for group in aliases if any(_words(a) and _words(a) <= words for a in group) for a in group)}


def _words(name: str) -> frozenset[str]:
    found = {w for w in re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", name.lower())) if w not in STOP}
    return frozenset(found - GENERIC or found)


if __name__ == "__main__":
    main()
