"""How the package reads the marked passages: passages.py [--half a|b] [--file NAME] [--miss FIELD]

Each line of `marked/*.jsonl` is a passage and its claims, marked by hand; `marked/README.md` says how. A claim is found where one of
ours overlaps its words; of those found, the share with the right measure, subject, speaker and place is told.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stemma.core.packs import load_pack
from stemma.core.types import Claim, Moment, Report
from stemma.reading.reader import Reader

MARKED = Path(__file__).resolve().parent / "marked"
PUBLISHED = Moment(iso="2024-11-24")
FIELDS = ("found", "measure", "subject", "speaker", "place")
_NAMES = tomllib.loads((MARKED / "names.toml").read_text(encoding="utf-8"))
SAME: dict[str, str] = _NAMES["same"]
_STRICT = frozenset(_NAMES["contract"].split()) - frozenset(_NAMES["loose"])
_EMPTY = frozenset(_NAMES["empty"].split())
_GENERIC = frozenset(_NAMES["generic"].split())
_HALF = 0.5


def agrees(gold: str, got: str) -> bool:
    """Equal names of measures, or both outside the contract."""
    g, p = (re.sub("_(increase|decrease)$", "", name) for name in (gold, got))
    g, p = SAME.get(g, g), SAME.get(p, p)
    whole = g.removesuffix("_share")
    if g == p or (g != whole and p in ("share", whole, SAME.get(whole))):
        return True
    return bool(p) and g.split(":")[0] not in _STRICT and p.split(":")[0] not in _STRICT


def words(text: str) -> frozenset[str]:
    """The words of a name that tell something."""
    found = frozenset(re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", text.lower()))) - _EMPTY
    return found - _GENERIC or found


def same_name(one: str, other: str) -> bool:
    """True of two names that share at least half of the words of the shorter, or that one group makes one."""
    return any(a == b or (a and b and len(a & b) / min(len(a), len(b)) >= _HALF) for a in _forms(one) for b in _forms(other))


def _forms(name: str) -> set[frozenset[str]]:
    own = words(name)
    alike = [group for group in _NAMES["names"]["groups"] if any(words(w) and words(w) <= own for w in group)]
    return {own, *(words(w) for group in alike for w in group)}


def passages(file: str = "", half: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The marked passages with where they stand; even lines are half a, odd ones half b."""
    for path in sorted(MARKED.glob("*.jsonl")):
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line.strip() and file in ("", path.stem) and half in ("", "ab"[at % 2]):
                yield f"{path.stem}:{at + 1}", json.loads(line)


def checked(gold: dict[str, Any], claim: Claim | None) -> dict[str, bool]:
    """For each field that is marked whether the claim has it right."""
    if claim is None:
        return {"found": False}
    chain, speakers = [s.name for s in claim.attribution], gold.get("speaker") or []
    found = {"found": True, "measure": agrees(gold["measure"], claim.measure)}
    if gold.get("subject"):
        found["subject"] = same_name(gold["subject"], claim.subject)
    found["speaker"] = (not speakers and not chain) or bool(speakers and chain and any(same_name(s, chain[-1]) for s in speakers[-2:]))
    if gold.get("place"):
        found["place"] = claim.place is not None and any(same_name(gold["place"], n) for n in (claim.place.name, claim.place.words))
    return found


def score(file: str = "", half: str = "", miss: str = "") -> dict[str, tuple[int, int]]:
    """For each field how many are right, and of how many."""
    reader = Reader(load_pack())
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for where, told in passages(file, half):
        left = list(reader.read(Report(text=told["text"], published=PUBLISHED)).claims)
        for gold in told["claims"]:
            start = told["text"].find(gold["span"])
            end = start + len(gold["span"])
            over = [c for c in left if min(c.end, end) > max(c.start, start)]
            best = max(over, key=lambda c: (min(c.end, end) - max(c.start, start)) / max(c.end - c.start, end - start), default=None)
            if best is not None:
                left.remove(best)
            for field, right in checked(gold, best).items():
                totals[field][0] += right
                totals[field][1] += 1
                if field == miss and not right:
                    ours = (best.measure, best.subject, [s.name for s in best.attribution]) if best is not None else ()
                    print(where, gold, ours, told["text"].replace(gold["span"], f">>{gold['span']}<<", 1), sep=" | ")
    return {field: (totals[field][0], totals[field][1]) for field in FIELDS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", default="", choices=("", "a", "b"))
    parser.add_argument("--file", default="")
    parser.add_argument("--miss", default="", choices=("", *FIELDS))
    args = parser.parse_args()
    names = [args.file] if args.file else [*sorted(p.stem for p in MARKED.glob("*.jsonl")), ""]
    for name in names:
        told = score(name, args.half, args.miss if name or args.file else "")
        print((name or "all").ljust(14), "  ".join(f"{field} {right / max(1, n):.3f} ({n})" for field, (right, n) in told.items()))


if __name__ == "__main__":
    main()
