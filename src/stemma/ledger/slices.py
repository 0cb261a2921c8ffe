"""The situation as it was saved: the whole, or as much of it as concerns some reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from stemma.core.types import Check, Conflict, Figure, Kind, Point, Reading, Situation, Stemma, Weighing
from stemma.ledger import reports, rows
from stemma.ledger.reports import AMONG, IN_ORDER
from stemma.ledger.rows import BY_PILE

_Held = TypeVar("_Held", Figure, Reading, Conflict, Check, Point)


def whole(connection: sqlite3.Connection) -> Situation:
    """The situation as it was last saved."""
    c = connection
    held = reports.load(c, f"WHERE run IS NOT NULL {IN_ORDER}")
    kinds = c.execute(f"SELECT report, kind FROM kinds {BY_PILE}")
    situation = Situation(
        reports=held,
        extracts=tuple(reports.extracts(c)),
        links=tuple(rows.read(c, rows.LINKS)),
        figures=tuple(rows.read(c, rows.FIGURES)),
        stemma=Stemma(
            descents=tuple(rows.read(c, rows.DESCENTS)),
            lost=tuple(rows.read(c, rows.LOST)),
            kinds=tuple((report, Kind(kind)) for report, kind in kinds),
            inheritances=tuple(rows.read(c, rows.INHERITANCES)),
            mutations=tuple(rows.read(c, rows.MUTATIONS)),
        ),
        weighing=Weighing(
            readings=tuple(rows.read(c, rows.READINGS)),
            conflicts=tuple(rows.read(c, rows.CONFLICTS)),
            checks=tuple(rows.read(c, rows.CHECKS)),
            courses=tuple(rows.read(c, rows.POINTS)),
            novelty=tuple(rows.read(c, rows.NOVELTY)),
        ),
    )
    (runs,) = c.execute("SELECT count(*) FROM runs").fetchone()
    return sorted_out(situation) if runs > 1 else situation


def sorted_out(situation: Situation) -> Situation:
    """A situation of several piles with what was read in the order of the reports, links and figures by id."""
    order = {report.id: at for at, report in enumerate(situation.reports)}
    return replace(
        situation,
        extracts=tuple(sorted(situation.extracts, key=lambda e: order[e.report])),
        links=tuple(sorted(situation.links, key=lambda link: (link.one, link.other))),
        figures=tuple(sorted(situation.figures, key=lambda figure: figure.id)),
    )


def part(connection: sqlite3.Connection, wanted: Collection[str]) -> Situation:
    """What concerns some reports: their claims, and the figures, tree, readings, conflicts and news of these.

    Ids of claims in other reports are left out; the numbers of reports, origins and sources stay those of the whole ledger.
    """
    c, these = connection, rows.json_list(sorted(wanted))
    taken = tuple(reports.extracts(c, f"report {AMONG}", these))
    known = frozenset(claim.id for e in taken for claim in e.claims) | frozenset(event.id for e in taken for event in e.events)
    ids = rows.json_list(sorted(known))
    figures = _read(c, rows.FIGURES, f"position IN (SELECT figure FROM figure_claims WHERE claim {AMONG})", ids, known)
    named = rows.json_list(f.id for f in figures)
    situation = Situation(
        reports=reports.load(c, f"WHERE id {AMONG} AND run IS NOT NULL {IN_ORDER}", these),
        extracts=taken,
        links=tuple(k for k in rows.read(c, rows.LINKS, f"one {AMONG}", ids) if k.other in known),
        figures=figures,
        stemma=_tree(c, these, ids),
        weighing=Weighing(
            readings=_read(c, rows.READINGS, f"figure {AMONG}", named, known),
            conflicts=_read(c, rows.CONFLICTS, f"position IN (SELECT conflict FROM conflict_claims WHERE claim {AMONG})", ids, known),
            checks=_read(c, rows.CHECKS, f'position IN (SELECT "check" FROM check_claims WHERE claim {AMONG})', ids, known),
            courses=_read(c, rows.POINTS, f"figure {AMONG}", named, known),
            novelty=tuple(rows.read(c, rows.NOVELTY, f"report {AMONG}", these)),
        ),
    )
    return sorted_out(situation)


def _tree(c: sqlite3.Connection, these: str, ids: str) -> Stemma:
    lost = tuple(rows.read(c, rows.LOST, f"position IN (SELECT lost_original FROM lost_children WHERE child {AMONG})", these))
    kinds = c.execute(f"SELECT report, kind FROM kinds WHERE report {AMONG} {BY_PILE}", [these])
    held = frozenset(m for (m,) in c.execute("SELECT value FROM json_each(?)", [these]))
    return Stemma(
        descents=tuple(d for d in rows.read(c, rows.DESCENTS, f"child {AMONG}", these) if d.parent in held or d.parent.startswith("*")),
        lost=tuple(replace(o, children=tuple(child for child in o.children if child in held)) for o in lost),
        kinds=tuple((report, Kind(kind)) for report, kind in kinds),
        inheritances=tuple(rows.read(c, rows.INHERITANCES, f"claim {AMONG}", ids)),
        mutations=tuple(
            replace(m, inherited_by=tuple(r for r in m.inherited_by if r in held))
            for m in rows.read(c, rows.MUTATIONS, f"report {AMONG}", these)
        ),
    )


def _read(c: sqlite3.Connection, shape: rows.Shape[_Held], where: str, listed: str, known: frozenset[str]) -> tuple[_Held, ...]:
    """Records with the claims alone that are known here; those of which none is known are left out."""
    found = rows.read(c, shape, where, listed)
    cut = (replace(item, claims=tuple(claim for claim in item.claims if claim in known)) for item in found)
    return tuple(item for item in cut if item.claims)
