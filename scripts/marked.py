"""Marked situations for the scripts that fit weights: which are given, which claim that was read is meant by which marked one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stemma.core.types import Claim, Report

_LIST = Path(__file__).parent.parent / "tests" / "gold" / "unseen.txt"
UNSEEN = frozenset(line for line in _LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
_NEAR = 0.011  # by which a value may differ from the marked one
_FACTORS = (1.0, 2.589988, 1.609344, 1000.0, 0.01, 1609.344, 0.3048, 100.0)  # the marked unit against the one said


class Given(NamedTuple):
    """What a fitting script is asked: folders in the fit, folders in no fit, parts that are left out in turn, and whether to write."""

    folders: list[Path]
    unseen: list[Path]
    folds: int
    write: bool


def fitted_on(folders: Iterable[Path]) -> list[Path]:
    """Folders without those of the situations that no weights are fitted on, and without files that stand beside them."""
    return [folder for folder in folders if folder.is_dir() and folder.name not in UNSEEN]


def given(arguments: Sequence[str], folds: int) -> Given:
    """Reads `FOLDER... [--unseen=FOLDER]... [--folds=N] [--write]`, N at most as many as the folders; tests/gold/unseen.txt is left out."""
    named = [a.partition("=") for a in arguments if a.startswith("--")]
    folders = fitted_on(Path(a) for a in arguments if not a.startswith("--"))
    asked = next((int(value) for name, _, value in named if name == "--folds"), folds)
    return Given(folders, [Path(value) for name, _, value in named if name == "--unseen"], min(asked, len(folders)), "--write" in arguments)


def closest(entries: Iterable[Mapping[str, Any]], reports: Iterable[Report], claims: Iterable[Claim]) -> dict[str, Claim]:
    """For the id of each marked claim the one that was read: of those that say its number the closest in the text, each for one."""
    texts = {_stem(r.name): r for r in reports}
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    near = []
    for entry in entries:
        report = texts[_stem(entry["doc"])]
        start = report.text.find(entry["evidence"])
        end = start + len(entry["evidence"])
        for claim in by_report.get(report.id, []):
            over = min(end, claim.end) - max(start, claim.start)
            if over > 0 and _says(entry, claim):
                agree = claim.measure in (entry["measure"], *entry.get("measure_also", []))
                near.append((agree, over / max(end - start, claim.end - claim.start), entry["id"], claim.id, claim))
    found: dict[str, Claim] = {}
    used: set[str] = set()
    for _, _, key, ident, claim in sorted(near, key=lambda n: n[:4], reverse=True):
        if key not in found and ident not in used:
            found[key] = claim
            used.add(ident)
    return found


def _says(entry: Mapping[str, Any], claim: Claim) -> bool:
    wanted = [float(v) for v in (entry["value_low"], entry["value_high"]) if v is not None]
    said = [v for v in (claim.amount.low, claim.amount.high) if v is not None]
    return not wanted or any(abs(w - s * f) <= _NEAR * max(abs(w), 1e-9) for w in wanted for s in said for f in _FACTORS)


def _stem(name: str) -> str:
    return Path(name).name.removesuffix(".txt")
