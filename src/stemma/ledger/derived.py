"""All that is worked out of one pile, as rows; written in the place of what was worked out of its reports before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stemma.core.types import Judgement, Situation, identify
from stemma.ledger import rows, tallies
from stemma.ledger.reports import AMONG
from stemma.ledger.rows import Rows
from stemma.ledger.step_questions import FIGURE_LINES

_LISTS = {  # table -> its column of the owner, the table of the owners
    "figure_lines": ("figure", "figures"),
    "novelty_claims": ("novelty", "novelty"),
    "point_claims": ("point", "points"),
    "check_claims": ("check", "checks"),
    "conflict_claims": ("conflict", "conflicts"),
    "reading_claims": ("reading", "readings"),
    "mutation_heirs": ("mutation", "mutations"),
    "lost_children": ("lost_original", "lost_originals"),
    "figure_claims": ("figure", "figures"),
}
_TABLES = (
    "novelty", "points", "checks", "conflicts", "readings", "mutations", "inheritances", "kinds", "lost_originals", "descents", "links",
    "figures", "notices", "quotes", "attributions", "events", "claims", "extracts",
)  # fmt: skip


class Made(NamedTuple):
    """One pile worked out: its reports, its run's row, and the rows of all tables."""

    reports: Sequence[str]
    run: Sequence[str]
    rows: Sequence[Rows]


def made(situation: Situation, reader: str, version: str, packs: Sequence[str], judgements: Sequence[Judgement]) -> Made:
    """A situation as rows; its run's number is a hash of what went in, so that the same matter gives the same row."""
    ids = [report.id for report in situation.reports]
    inputs, shown = identify(*ids, *(repr(j) for j in judgements)), " ".join(packs)
    run = "n" + identify(version, reader, shown, inputs)
    row = [run, version, reader, shown, inputs, _place(situation)]
    return Made(ids, row, list(_rows(situation, run, reader)))


def put(connection: sqlite3.Connection, held: Made) -> None:
    """Replace what was worked out of these reports, inside the caller's step."""
    c, ids, run = connection, rows.json_list(held.reports), held.run[0]
    old = [r for (r,) in c.execute(f"SELECT DISTINCT run FROM reports WHERE id {AMONG} AND run IS NOT NULL", [ids])]
    again = [r for (r,) in c.execute("SELECT id FROM runs WHERE id = ?", [run])]
    for gone in dict.fromkeys([*old, *again]):
        clear(c, gone)
    rows.insert(c, "runs", ["id", "version", "reader", "packs", "inputs", "place"], [held.run])
    rows.write(c, held.rows)
    c.execute(f"{FIGURE_LINES} AND run = ?", [run])
    c.execute(f"UPDATE reports SET run = ?, stale = 0 WHERE id {AMONG}", [run, ids])
    tallies.add(c, run)


def clear(connection: sqlite3.Connection, run: str) -> None:
    """Take away all rows of a run; its reports are to be worked out anew."""
    tallies.take_off(connection, run)
    for table, (owner, main) in _LISTS.items():
        connection.execute(f'DELETE FROM "{table}" WHERE "{owner}" IN (SELECT position FROM "{main}" WHERE run = ?)', [run])
    for table in _TABLES:
        connection.execute(f'DELETE FROM "{table}" WHERE run = ?', [run])
    connection.execute("UPDATE reports SET run = NULL, stale = 1 WHERE run = ?", [run])
    connection.execute("DELETE FROM runs WHERE id = ?", [run])


def clear_all(connection: sqlite3.Connection) -> None:
    """Take away all that is derived."""
    for table in (*_LISTS, *_TABLES, "tallies", "runs"):
        connection.execute(f'DELETE FROM "{table}"')
    connection.execute("UPDATE reports SET run = NULL, part = NULL, pile = NULL, stale = 1")


def _place(situation: Situation) -> str:
    """Where the first report stands among those of other piles."""
    first = situation.reports[0] if situation.reports else None
    moment = first.published.iso if first is not None and first.published is not None else None
    return f"{moment or '9'}|{first.id if first is not None else ''}"


def _rows(situation: Situation, run: str, reader: str) -> Iterator[Rows]:
    held, tree, found = situation.extracts, situation.stemma, situation.weighing
    cells = [[i, run, e.report, reader, rows.to_cell(e.credits), rows.to_cell(e.names)] for i, e in enumerate(held)]
    yield Rows("extracts", "extracts", ["position", "run", "report", "reader", "credits", "names"], "position", cells)
    yield from rows.made(rows.CLAIMS, run, (claim for e in held for claim in e.claims))
    yield from rows.made(rows.EVENTS, run, (event for e in held for event in e.events))
    yield from rows.made(rows.QUOTES, run, (quote for e in held for quote in e.quotes))
    yield from rows.made(rows.NOTICES, run, (notice for e in held for notice in e.notices))
    yield from rows.made(rows.LINKS, run, situation.links)
    yield from rows.made(rows.FIGURES, run, situation.figures)
    yield from rows.made(rows.DESCENTS, run, tree.descents)
    yield from rows.made(rows.LOST, run, tree.lost)
    kinds = [[i, run, report, kind.value] for i, (report, kind) in enumerate(tree.kinds)]
    yield Rows("kinds", "kinds", ["position", "run", "report", "kind"], "position", kinds)
    yield from rows.made(rows.INHERITANCES, run, tree.inheritances)
    yield from rows.made(rows.MUTATIONS, run, tree.mutations)
    yield from rows.made(rows.READINGS, run, found.readings)
    yield from rows.made(rows.CONFLICTS, run, found.conflicts)
    yield from rows.made(rows.CHECKS, run, found.checks)
    yield from rows.made(rows.POINTS, run, found.courses)
    yield from rows.made(rows.NOVELTY, run, found.novelty)
