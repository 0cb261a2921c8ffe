"""The gate: how much of the marked-up situations is read and traced, never less than the floors in floors.json.

Each situation is a folder of reports written for this project with a gold file beside them. Raise a floor when a number has risen;
lower one only together with the reason in the change note.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report, Situation
from stemma.intake import take
from stemma.pipeline import assemble, read_all

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "src" / "stemma" / "data" / "samples"
FOLDERS = sorted([*(p.parent for p in SAMPLES.glob("*/gold.json")), *(p.parent for p in (HERE / "gold").glob("*/gold.json"))])
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
SQUARE_MILE = 2.589988


def situation(folder: Path) -> tuple[dict[str, Any], Situation]:
    reports = [r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt")]
    pack = load_pack()
    return json.loads((folder / "gold.json").read_text(encoding="utf-8")), assemble(reports, tuple(read_all(reports, pack)), (), pack)


def stem(name: str) -> str:
    return Path(name).name.removesuffix(".txt")


def same_number(gold: dict[str, Any], claim: Claim) -> bool:
    """Bounds agree within one part in a hundred, in the gold's unit or the one said."""
    said = {claim.amount.low, claim.amount.high} - {None}
    wanted = {gold["value_low"], gold["value_high"]} - {None}
    for factor in (1.0, SQUARE_MILE, 1.609344, 1000.0, 0.01):
        if any(abs(w - s * factor) <= 0.011 * max(1.0, abs(w)) for w in wanted for s in said):
            return True
    return False


def words(name: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", name.lower()) if w not in {"the", "of", "a", "in", "s"}}


def alike(wanted: str | None, found: str) -> bool:
    """Half of the words of the shorter name stand in the other; where nothing is wanted anything is right."""
    one, other = words(wanted or ""), words(found)
    return not one or (bool(other) and len(one & other) / min(len(one), len(other)) >= 0.5)


def measured(folder: Path) -> dict[str, float]:
    gold, found = situation(folder)
    texts = {stem(r.name): r for r in found.reports}
    claims = {e.report: e.claims for e in found.extracts}
    hits = speakers = statuses = measures = subjects = places = 0
    for entry in gold["claims"]:
        report = texts[stem(entry["doc"])]
        start = report.text.find(entry["evidence"], report.text.find("\n\n"))
        end = start + len(entry["evidence"])
        near = [c for c in claims[report.id] if c.start < end and start < c.end and same_number(entry, c)]
        if near:
            hits += 1
            chain = [s.name for s in near[0].attribution]
            said = [name for name in entry["attribution"] if name != report.outlet]  # a report speaks for its outlet without saying so
            measures += near[0].measure in (entry["measure"], *entry.get("measure_also", []))
            subjects += any(alike(name, near[0].subject) for name in [entry["subject"], *entry.get("subject_also", [])])
            places += not entry["place"] or bool(near[0].place and alike(entry["place"]["name"], near[0].place.name))
            speakers += (not chain and not said) or bool(chain and said and words(chain[-1]) & words(said[-1]))
            statuses += (entry["status"] in ("asserted", "claimed")) == (near[0].status.value in ("asserted", "claimed"))
    names = {r.id: stem(r.name) for r in found.reports}
    traced = {(names[d.parent], names[d.child]) for d in found.stemma.descents if d.parent in names}
    wanted = {(stem(p), stem(d["id"])) for d in gold["documents"] for p in d["parents"] if not p.startswith("*")}
    lost = [{stem(c) for c in item["children"]} for item in gold["lost_originals"]]
    inferred = [{names[c] for c in item.children} for item in found.stemma.lost]
    return {
        "value": hits / len(gold["claims"]),
        "speaker": speakers / max(1, hits),
        "status": statuses / max(1, hits),
        "measure": measures / max(1, hits),
        "subject": subjects / max(1, hits),
        "place": places / max(1, hits),
        "edges": 2 * len(traced & wanted) / max(1, len(traced) + len(wanted)),
        "lost": sum(any(len(a & b) >= 0.6 * len(a | b) for b in inferred) for a in lost) / max(1, len(lost)) if lost else 1.0,
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_no_number_falls_below_its_floor(folder: Path) -> None:
    numbers = measured(folder)
    print(folder.name, {k: round(v, 3) for k, v in numbers.items()})
    below = {k: (round(v, 3), FLOORS[folder.name][k]) for k, v in numbers.items() if v < FLOORS[folder.name][k]}
    assert not below, f"{folder.name}: {below}"
