"""Piles read once and kept in a form in which the choice of parents can be tried again and again with other weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from families import Maker, Wish
from methods import ByStemma, as_report
from scoring import kin_by_roots, roots_of

import stemma
from stemma.core.engine import OneProcess
from stemma.descent.candidates import keys_of
from stemma.descent.choice import Chooser, may_be_parent
from stemma.descent.evidence import tie
from stemma.descent.lost import Kin, lost_originals
from stemma.descent.matter import Matter, MatterFinder
from stemma.descent.overlap import Overlap, Rarity, overlap
from stemma.descent.trace import _matters
from stemma.descent.tree import choose_parents
from stemma.linking import link_claims

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


def answer(case: Case, table: Table) -> tuple[dict[str, list[str]], list[frozenset[str]]]:
    """The parents and the lost originals' children by name, as these weights have them."""
    ties = [tie(child, parent, found, table) for child, parent, found in case.overlaps]
    chooser = Chooser(ties, case.rarity, table, {})
    chosen = choose_parents(case.matters, chooser)
    strong = {(t.child.id, t.parent.id): t for t in ties if chooser.kin(t)}
    lost = lost_originals(Kin(matters=case.matters, strong=strong, chosen=chosen), table)
    parents = {case.names[c]: [case.names[t.parent.id] for t in choice.ties] for c, choice in chosen.items()}
    for original in lost:
        parents.update({case.names[c]: [original.id] for c in original.children})
    return parents, [frozenset(case.names[c] for c in original.children) for original in lost]


def measures(case: Case, table: Table) -> dict[str, tuple[int, int, int]]:
    """Hits, said and due of kin, edges and lost originals."""
    got, lost = answer(case, table)
    kin_due = kin_by_roots(roots_of({k: list(v) for k, v in case.parents.items()}, case.parents))
    kin_said = kin_by_roots(roots_of(got, case.parents))
    due = {(c, p) for c, above in case.parents.items() for p in above if not p.startswith("*")}
    said = {(c, p) for c, above in got.items() for p in above if not p.startswith("*")}
    gone: dict[str, set[str]] = {}
    for child, above in case.parents.items():
        for p in above:
            if p.startswith("*"):
                gone.setdefault(p, set()).add(child)
    hits = sum(any(len(a & b) / len(a | b) >= 0.6 for b in lost) for a in gone.values())
    return {
        "kin": (len(kin_due & kin_said), len(kin_said), len(kin_due)),
        "edges": (len(due & said), len(said), len(due)),
        "lost": (hits, len(lost), len(gone)),
    }


def _case(name: str, reports: Sequence[stemma.Report], parents: Mapping[str, Sequence[str]], ours: ByStemma, weight: float = 1.0) -> Case:
    table: Table = ours.pack.tables["descent"]
    extracts = [ours.reader.read(r) for r in reports]
    _, figures = link_claims(reports, extracts, (), ours.pack)
    matters = _matters(reports, extracts, MatterFinder(ours.pack, figures), OneProcess())
    rarity = Rarity(matters)
    limits = table["limits"]
    met = OneProcess().together(keys_of(matters, rarity), matters, int(limits["crowd"]))
    ways = [(matters[a], matters[b]) for i, j in met for a, b in ((i, j), (j, i)) if may_be_parent(matters[b], matters[a])]
    overlaps = [(c, p, overlap(c, p, rarity, int(limits["run_words"]))) for c, p in ways]
    return Case(name, matters, rarity, overlaps, {r.id: _stem(r.name) for r in reports}, parents, weight)


def _stem(name: str) -> str:
    return name if name.startswith("*") else Path(name).name.removesuffix(".txt")
