"""Piles read once and kept in a form in which the choice of parents can be tried again and again with other weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from families import Maker, Wish, in_half
from methods import ByStemma, as_report

import stemma
from stemma.core.engine import OneProcess
from stemma.core.types import Moment
from stemma.descent.candidates import keys_of
from stemma.descent.choice import may_be_parent
from stemma.descent.matter import Matter, MatterFinder
from stemma.descent.overlap import Overlap, Rarity, overlap
from stemma.descent.trace import _matters
from stemma.linking import link_claims
from stemma.piling import LIMITS
from stemma.pipeline import _parted, in_order

Table = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Case:
    """One pile: what its reports have in common, and their true parents by name."""

    name: str
    matters: Sequence[Matter]
    rarity: Rarity
    overlaps: Sequence[tuple[Matter, Matter, Overlap]]  # child, parent
    names: Mapping[str, str]
    parents: Mapping[str, Sequence[str]]
    weight: float = 1.0


def made(texts: Sequence[Sequence[str]], wish: Wish, seeds: range) -> list[Case]:
    """Cases from the maker of families."""
    ours = ByStemma()
    found = []
    for pile in Maker(texts, wish).situations(len(seeds), seeds[0]):
        reports = [as_report(m, pile.clock) for m in pile.reports]
        found.append(_case(pile.name, reports, {m.name: m.parents for m in pile.reports}, ours))
    return found


def marked(folder: Path, gold: Path, weight: float = 1.0) -> Case:
    """A case from a folder of reports that a person has marked."""
    from stemma.intake import take

    truth = json.loads(gold.read_text(encoding="utf-8"))
    reports = [r for r in take([str(folder)]) if isinstance(r, stemma.Report) and r.name.endswith(".txt")]
    parents = {_stem(d["id"]): tuple(_stem(p) for p in d["parents"]) for d in truth["documents"]}
    return _case(folder.name, reports, parents, ByStemma(), weight)


def unrelated(path: Path, half: str = "") -> list[Case]:
    """Real reports of different incidents, no two of them kin: all in one pile, and in the piles in which a ledger would have them."""
    reports = one_of_each(path, half)
    ours = ByStemma()
    extracts = {r.id: ours.reader.read(r) for r in reports}
    parted = [pile for pile in _parted(in_order(reports), extracts, (), ours.pack, LIMITS) if len(pile) > 1]
    return [_case("unrelated", pile, {r.name: () for r in pile}, ours) for pile in (reports, *parted)]


def one_of_each(path: Path, half: str = "", draw: int = 0) -> list[stemma.Report]:
    """One report of each incident, of JSON Lines with `incident`, `date`, `outlet`, `title`, `text`.

    The first, or in a later draw (1, 2, ...) the next; an incident whose reports are used up begins with its first again.
    """
    told: dict[str, list[dict[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told.setdefault(row["incident"], []).append(row)
    return [_report(rows[draw % len(rows)]) for incident, rows in told.items() if in_half(str(incident), half)]


def _report(row: Mapping[str, str]) -> stemma.Report:
    when = Moment(iso=row["date"]) if row.get("date") else None
    return stemma.Report(text=row["text"], name=row["id"], title=row.get("title", ""), outlet=row.get("outlet", ""), published=when)


def _case(name: str, reports: Sequence[stemma.Report], parents: Mapping[str, Sequence[str]], ours: ByStemma, weight: float = 1.0) -> Case:
    table: Table = ours.pack.tables["descent"]
    extracts = [ours.reader.read(r) for r in reports]
    _, figures = link_claims(reports, extracts, (), ours.pack)
    matters = _matters(reports, extracts, MatterFinder(ours.pack, figures), OneProcess())
    rarity = Rarity(matters, table["words"]["usual"])
    limits = table["limits"]
    met = OneProcess().together(keys_of(matters, rarity), matters, int(limits["crowd"]))
    ways = [(matters[a], matters[b]) for i, j in met for a, b in ((i, j), (j, i)) if may_be_parent(matters[b], matters[a])]
    overlaps = [(c, p, overlap(c, p, rarity, int(limits["run_words"]))) for c, p in ways]
    return Case(name, matters, rarity, overlaps, {r.id: _stem(r.name) for r in reports}, parents, weight)


def _stem(name: str) -> str:
    return name if name.startswith("*") else Path(name).name.removesuffix(".txt")
