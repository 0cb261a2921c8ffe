"""stemma gate: a reader against marked reports, and the promises that every reader must keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import How, answer, answer_json, json_option, reading_options

if TYPE_CHECKING:
    from stemma.core.types import Claim, Event, Extract, Report
    from stemma.reading.saying.seam import ReportReader

_PARTS = ("value", "speaker", "status", "verification")
_SQUARE_MILE, _MILE = 2.589988110336, 1.609344
_IDLE = frozenset(("the", "of", "a", "an", "in", "s"))
_STATED = ("asserted", "claimed")  # the markings take the two as one


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="[FOLDER]...")
@reading_options
@json_option
@click.pass_context
def gate(ctx: click.Context, folders: tuple[Path, ...], how: How, as_json: bool) -> None:
    """Score a reader on marked reports: folders of texts with a gold.json; without any, the bundled samples.

    Every reader must also keep two promises: each span holds the very words it names, and a second reading gives the same. Exit status
    1: a promise was broken.
    """
    from stemma.pipeline import reader_of

    made = reader_of(how.reading())
    rows = [_scored(made, folder) for folder in folders] if folders else list(_bundled(made))
    broken = [f"{row['folder']}: {fault}" for row in rows for fault in row["broken"]]
    if as_json:
        answer_json({"reader": how.reader, "folders": rows})
    else:
        answer("\n".join([_line(row) for row in rows] + broken) + "\n")
    ctx.exit(1 if broken else 0)


def _bundled(made: ReportReader) -> Iterator[dict[str, Any]]:
    with as_file(files("stemma") / "data" / "samples") as where:
        for gold in sorted(where.glob("*/gold.json")):
            yield _scored(made, gold.parent)


def _line(row: dict[str, Any]) -> str:
    shares = "  ".join(f"{part} {row[part]:.3f}" for part in _PARTS)
    return f"{row['folder']:<24} {row['claims']:>4} claims  {shares}"


def _scored(made: ReportReader, folder: Path) -> dict[str, Any]:
    from stemma.core.types import Report
    from stemma.intake import take

    reports = [r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt")]
    extracts = {_stem(r.name): (r, made.read(r)) for r in reports}
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["claims"]
    counts = dict.fromkeys(_PARTS, 0)
    for entry in gold:
        report, extract = extracts[_stem(entry["doc"])]
        found = _meant(entry, report, extract.claims)
        if found is not None:
            counts["value"] += 1
            counts["speaker"] += _same_speaker([name for name in entry["attribution"] if name != report.outlet], found)
            counts["status"] += entry["status"] == found.status or (entry["status"] in _STATED and found.status in _STATED)
            counts["verification"] += entry.get("verification", "none") == found.verification
    hits = max(1, counts["value"])
    shares = {part: round(counts[part] / (len(gold) if part == "value" else hits), 4) for part in _PARTS}
    return {"folder": folder.name, "claims": len(gold), **shares, "broken": list(_broken(made, extracts.values()))}


def _broken(made: ReportReader, read: Iterable[tuple[Report, Extract]]) -> Iterator[str]:
    """The promises that a reader does not keep."""
    for report, extract in read:
        items: list[Claim | Event] = [*extract.claims, *extract.events]
        for item in items:
            if report.text[item.start : item.end] != item.text:
                yield f"{report.name}: the span {item.start} to {item.end} does not hold “{item.text[:40]}”"
        for claim in extract.claims:
            for source in claim.attribution:
                if source.start >= 0 and not report.text[source.start : source.end].strip():
                    yield f"{report.name}: the speaker '{source.name}' has no words at {source.start}"
        if made.read(report) != extract:
            yield f"{report.name}: a second reading gives another extract"


def _meant(entry: dict[str, Any], report: Report, claims: Sequence[Claim]) -> Claim | None:
    start = report.text.find(entry["evidence"], max(0, report.text.find("\n\n")))
    end = start + len(entry["evidence"])
    near = [c for c in claims if c.start < end and start < c.end and _same_number(entry, c)]
    return near[0] if near else None


def _same_number(entry: dict[str, Any], claim: Claim) -> bool:
    """A bound agrees within one part in a hundred, in the marked unit or the one said."""
    wanted = [float(v) for v in (entry["value_low"], entry["value_high"]) if v is not None]
    said = [v for v in (claim.amount.low, claim.amount.high) if v is not None]
    factors = (1.0, _SQUARE_MILE, _MILE, 1000.0, 0.01)
    return any(abs(w - s * f) <= 0.011 * max(1.0, abs(w)) for w in wanted for s in said for f in factors)


def _same_speaker(marked: Sequence[str], claim: Claim) -> bool:
    named = [s.name for s in claim.attribution if s.kind != "none"]
    if not marked or not named:
        return not marked and not named
    return bool(_words(marked[-1]) & _words(named[-1]))


def _words(name: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", name.lower()) if w not in _IDLE}


def _stem(name: str) -> str:
    return Path(name).name.removesuffix(".txt")
