"""What the scripts of this folder read: reports and incidents from a folder of JSON Lines."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_GLUED = re.compile(r"(?<=[a-z]{2}[.!?])(?=[\"“]?[A-Z][a-z])|(?<=[a-z]{2}[.!?][\"”])(?=[A-Z][a-z])")  # a line break was lost


@dataclass(frozen=True, slots=True)
class LocalReport:
    """One report of one incident, as a local paper or station told it."""

    id: str
    incident: str
    date: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Incident:
    """How many were killed and injured, as an archive counts them."""

    id: str
    killed: int
    injured: int


def read_reports(folder: Path) -> list[LocalReport]:
    """All reports of a folder, from the file whose name ends on reports.jsonl."""
    lines = _lines(folder, "reports")
    return [LocalReport(d["id"], d["incident"], (d["date"] or "")[:10], d["title"] or "", _GLUED.sub(" ", d["text"] or "")) for d in lines]


def read_incidents(folder: Path) -> dict[str, Incident]:
    """The archive's counts by incident."""
    return {d["incident"]: Incident(d["incident"], d["killed"], d["injured"]) for d in _lines(folder, "incidents")}


def by_incident(reports: list[LocalReport]) -> dict[str, list[LocalReport]]:
    """The reports of each incident, in order of date."""
    found: dict[str, list[LocalReport]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.date, r.id)):
        found[report.incident].append(report)
    return dict(found)


def _lines(folder: Path, kind: str) -> list[dict[str, object]]:
    paths = sorted(folder.glob(f"*{kind}.jsonl"))
    if not paths:
        raise SystemExit(f"{folder}: no file whose name ends on {kind}.jsonl")
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
