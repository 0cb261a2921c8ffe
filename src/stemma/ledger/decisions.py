"""The log of decisions in the ledger: rows are added, never changed."""

from __future__ import annotations

import sqlite3

from stemma.core.decisions import Decision, as_judgements
from stemma.core.errors import LedgerError
from stemma.core.types import Judgement
from stemma.ledger import rows

NAMES = ["action", "item", "other", "who", "when", "before", "after", "why", "undoes"]


def keep(connection: sqlite3.Connection, d: Decision) -> int:
    """Add a decision to the log, inside the caller's step; its number. Taking back twice is refused."""
    if d.action == "undo":
        known = connection.execute("SELECT action FROM decisions WHERE id = ?", (d.undoes,)).fetchone()
        if known is None or known[0] == "undo":
            raise LedgerError(f"There is no decision number {d.undoes} to undo: 'stemma export' lists them.")
        if connection.execute("SELECT 1 FROM decisions WHERE action = 'undo' AND undoes = ?", (d.undoes,)).fetchone():
            raise LedgerError(f"Decision number {d.undoes} was undone before.")
    rows.insert(connection, "decisions", NAMES, [[d.action, d.item, d.other, d.who, d.when, d.before, d.after, d.why, d.undoes]])
    return int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])


def log(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """All decisions, in the order in which they were taken."""
    query = 'SELECT id, action, item, other, who, "when", before, after, why, undoes FROM decisions ORDER BY id'
    return tuple(
        Decision(id=id, action=action, item=item, other=other, who=who, when=when, before=before, after=after, why=why, undoes=undoes)
        for id, action, item, other, who, when, before, after, why, undoes in connection.execute(query)
    )


def judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """What the log means for the working-out."""
    return as_judgements(log(connection))
