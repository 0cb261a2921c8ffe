"""Running counts: how many of each thing the ledger holds, kept up with every pile, so that no screen counts the whole file."""

from __future__ import annotations

import sqlite3

TABLE = """
CREATE TABLE tallies (kind TEXT NOT NULL, name TEXT NOT NULL, many INTEGER NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;
CREATE INDEX tallies_many ON tallies (kind, many);
"""

_COUNTED = (  # what is counted, under which name, of which rows; {run} is the test of the run
    ("report", "''", "reports WHERE {run}"),
    ("claim", "''", "claims WHERE {run}"),
    ("event", "''", "events WHERE {run}"),
    ("figure", "''", "figures WHERE {run}"),
    ("lost original", "''", "lost_originals WHERE {run}"),
    ("notice", "''", "notices WHERE {run}"),
    ("conflict", "kind", "conflicts WHERE {run}"),
    ("mutation", "restored", "mutations WHERE {run}"),
    ("child", "''", "(SELECT DISTINCT child FROM descents WHERE {run})"),
    ("measure", "measure", "claims WHERE {run}"),
    ("place name", "place_name", "claims WHERE {run} AND place_name > ''"),
    ("place", "place", "claims WHERE {run} AND place IS NOT NULL"),
    ("speaker", "name", "(SELECT DISTINCT name, owner FROM attributions WHERE {run})"),
    ("outlet", "outlet", "reports WHERE {run} AND outlet > ''"),
    ("outlet original", "outlet", "kinds JOIN reports ON reports.id = report WHERE kinds.{run} AND outlet > '' AND kind = 'original'"),
    ("outlet kin", "outlet", "(SELECT DISTINCT child FROM descents WHERE {run}) JOIN reports ON id = child WHERE outlet > ''"),
    ("outlet changed", "outlet", "mutations JOIN reports ON reports.id = report WHERE mutations.{run} AND NOT restored AND outlet > ''"),
    ("outlet fixed", "outlet", "mutations JOIN reports ON reports.id = report WHERE mutations.{run} AND restored AND outlet > ''"),
)
_ALL = "run IS NOT NULL"


def _rows(test: str, sign: str = "") -> str:
    parts = (
        f"SELECT '{kind}' AS kind, {name} AS name, {sign}count(*) AS many FROM {rows.format(run=test)} GROUP BY 2 HAVING count(*) > 0"
        for kind, name, rows in _COUNTED
    )
    return " UNION ALL ".join(parts)


FILL = f"INSERT INTO tallies (kind, name, many) {_rows(_ALL)}"
TALLIES = f"{TABLE}{FILL};\n"
_ADD = "INSERT INTO tallies (kind, name, many) SELECT * FROM ({rows}) WHERE 1 ON CONFLICT DO UPDATE SET many = many + excluded.many"


def add(connection: sqlite3.Connection, run: str) -> None:
    """Count a run's rows in, when all of them and its reports stand."""
    connection.execute(_ADD.format(rows=_rows("run = ?1")), [run])


def take_off(connection: sqlite3.Connection, run: str) -> None:
    """Count a run's rows out, before they go."""
    connection.execute(_ADD.format(rows=_rows("run = ?1", "-")), [run])
    connection.execute("DELETE FROM tallies WHERE many <= 0")


def number(connection: sqlite3.Connection, kind: str, name: str | None = None) -> int:
    """How many of a kind there are; of all names, where none is given."""
    test, given = ("", [kind]) if name is None else (" AND name = ?", [kind, name])
    (many,) = connection.execute(f"SELECT coalesce(sum(many), 0) FROM tallies WHERE kind = ?{test}", given).fetchone()
    return int(many)
