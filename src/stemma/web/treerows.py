"""The order of the tree's rows: each lineage under its head, children under their parents, folded where there are many."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.core.types import Kind
from stemma.showing.brush import hours
from stemma.showing.view import View

FOLD_COPIES, FOLD_LINEAGES = 60, 300  # more reports than this: copies are folded; more still: lineages
MOST = 250  # rows on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a report or a lost original, with what is folded into it."""

    id: str
    at: float | None  # hours of publication
    depth: int = 0
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The rows of a tree, where each report stands, and what was left out."""

    rows: tuple[Row, ...]
    place: dict[str, int]  # a folded report stands where its original stands
    folding: str  # "" nothing, "copies" or "lineages"
    total: int  # rows before paging


def plan(view: View, opened: str = "", page: int = 1, only: frozenset[str] | None = None, whole: bool = False) -> Plan:
    """The rows; `only` keeps some reports, `opened` unfolds one lineage, `whole` folds until all stand on one page."""
    reports = [r for r in view.reports if only is None or r in only]
    number = len(reports)
    folding = "lineages" if number > FOLD_LINEAGES and only is None else "copies" if number > FOLD_COPIES and only is None else ""
    rows = _rows(view, frozenset(reports), folding, opened)
    if whole and len(rows) > MOST and folding == "copies":
        folding = "lineages"
        rows = _rows(view, frozenset(reports), folding, opened)
    shown = tuple(rows[(page - 1) * MOST : page * MOST])
    place = {name: at for at, row in enumerate(shown) for name in (row.id, *row.folded)}
    return Plan(rows=shown, place=place, folding=folding, total=len(rows))


def _rows(view: View, kept: frozenset[str], folding: str, opened: str) -> list[Row]:
    heads = sorted(view.lineages.items(), key=lambda item: (-len(item[1]), _time(view, item[0]), item[0]))
    rows: list[Row] = []
    for head, members in heads:
        inside = [m for m in members if m in kept]
        if not inside:
            continue
        if folding == "lineages" and head != opened:
            rows.append(Row(id=head, at=_at(view, head, inside), folded=tuple(m for m in inside if m != head)))
        elif folding == "copies" and head != opened:
            rows += _without_copies(view, _ordered(view, head, frozenset(inside)))
        else:
            rows += _ordered(view, head, frozenset(inside))
    return rows


def _ordered(view: View, head: str, inside: frozenset[str]) -> list[Row]:
    """A lineage from its head downward, the earlier child first; members whose parents are left out follow."""
    found: list[Row] = []
    seen: set[str] = set()
    stack = [(head, 0)]
    while stack:
        name, depth = stack.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in inside or (name in view.lost and inside):
            found.append(Row(id=name, at=_at(view, name, inside), depth=depth))
        children = [d.child for d in view.children.get(name, ()) if view.parents[d.child][0].parent == name]
        children.sort(key=lambda c: (_time(view, c), c), reverse=True)
        stack += [(child, depth + 1) for child in children]
    missing = [m for m in inside if m not in seen]
    return found + [Row(id=m, at=_at(view, m, inside)) for m in sorted(missing, key=lambda m: (_time(view, m), m))]


def _without_copies(view: View, rows: list[Row]) -> list[Row]:
    """Copies that nothing was made from and that changed nothing stand in the row of their original."""
    kept: list[Row] = []
    folded: dict[str, list[str]] = {}
    for row in rows:
        parents = view.parents.get(row.id, ())
        plain = view.kind(row.id) == Kind.COPY if row.id in view.reports else False
        if plain and parents and not view.children.get(row.id) and not view.changes.get(row.id):
            folded.setdefault(parents[0].parent, []).append(row.id)
        else:
            kept.append(row)
    known = {row.id for row in kept}
    lone = [Row(id=r, at=_at(view, r, frozenset())) for parent, members in folded.items() if parent not in known for r in members]
    return [Row(id=r.id, at=r.at, depth=r.depth, folded=tuple(folded.get(r.id, ()))) for r in kept] + lone


def _time(view: View, node: str) -> float:
    at = _at(view, node, frozenset())
    return at if at is not None else 1e12


def _at(view: View, node: str, inside: object) -> float | None:
    """When a report came out; a lost original stands a little before the first of its children."""
    if node in view.reports:
        return hours(view.published(node))
    known = [at for d in view.children.get(node, ()) if (at := hours(view.published(d.child))) is not None]
    return min(known) - 10 if known else None
