"""A ledger of any size for measuring the web app: each situation of a small ledger again and again, under ids of its own.

    python bench/web/grow.py small.db big.db 1000

A ledger that was grown grows again with a first number for its marks: python bench/web/grow.py big.db bigger.db 5 1001

Each round copies all rows with a mark behind every id and every text, so that texts, figures and trees are as many as the
rounds say and full-text search holds them all. Publication times move on by an hour a round.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace

from stemma.core.types import Situation
from stemma.ledger import Ledger
from stemma.ledger.tallies import FILL

_LISTS = {  # column of a list's table -> the table whose position it holds
    ("figure_claims", "figure"): "figures",
    ("lost_children", "lost_original"): "lost_originals",
    ("mutation_heirs", "mutation"): "mutations",
    ("reading_claims", "reading"): "readings",
    ("conflict_claims", "conflict"): "conflicts",
    ("check_claims", "check"): "checks",
    ("point_claims", "point"): "points",
    ("novelty_claims", "novelty"): "novelty",
    ("figure_lines", "figure"): "figures",
}
_IDS = frozenset(
    (
        "id",
        "run",
        "report",
        "sha256",
        "claim",
        "one",
        "other",
        "child",
        "parent",
        "from_claim",
        "owner",
        "born_in",
        "item",
    )
)
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%' AND name NOT LIKE 'sqlite%'"
_MOVED = "CASE WHEN length(published) > 10 THEN strftime('%Y-%m-%dT%H:%M:%SZ', published, '+' || :k || ' hours') ELSE published END"
_NUMBERS = ("pile", "part")
_ORDER = (
    "runs",
    "texts",
    "reports",
    "numbers",
    "marks",
    "taken",
    "extracts",
    "claims",
    "attributions",
    "events",
    "quotes",
    "notices",
    "figures",
)
_LEFT = ("postings", "heard", "judgements", "decisions", "custody", "addresses", "editions", "visits", "rounds", "tallies")


def grow(source: str, target: str, rounds: int, first: int = 1) -> None:
    """Write the large ledger."""
    with Ledger.open(source) as held:
        situation = held.situation()
    small = sqlite3.connect(source)
    small.execute("VACUUM INTO ?", [target])
    small.close()
    c = sqlite3.connect(target, isolation_level=None)
    c.execute("PRAGMA journal_mode = OFF")
    c.execute("PRAGMA synchronous = OFF")
    c.execute("PRAGMA foreign_keys = OFF")
    c.execute("PRAGMA cache_size = -400000")
    c.execute("CREATE TEMP TABLE map (old TEXT PRIMARY KEY, new TEXT) WITHOUT ROWID")
    names = [n for (n,) in c.execute(_TABLES)]
    tables = [*(n for n in _ORDER if n in names), *(n for n in names if n not in _ORDER and n not in _LEFT)]
    steps = {
        t: (c.execute(f'SELECT coalesce(max(position), 0) + 1 FROM "{t}"').fetchone()[0] if "position" in columns(c, t) else 0)
        for t in tables
    }
    steps["numbers"] = c.execute("SELECT max(number) + 1 FROM numbers").fetchone()[0]
    limits = {t: c.execute(f'SELECT max(rowid) FROM "{t}"').fetchone()[0] for t in tables if without_rowid(c, t) is False}
    copies = [copying(c, t, steps) for t in tables]
    for number in range(first, first + rounds - 1):
        c.execute("BEGIN")
        c.execute("DELETE FROM temp.map")
        c.executemany("INSERT INTO temp.map VALUES (?, ?)", ids(situation, number))
        for table, sql in zip(tables, copies, strict=True):
            c.execute(sql, {"k": number, "most": limits.get(table, 0)})
        c.execute("COMMIT")
        if number % max(1, rounds // 20) == 0:
            print(f"{number - first + 1} of {rounds}", file=sys.stderr)
    c.execute("DELETE FROM tallies")
    c.execute(FILL)
    c.execute("ANALYZE")
    c.execute("PRAGMA journal_mode = WAL")
    c.close()


def ids(situation: Situation, number: int) -> Iterator[tuple[str, str]]:
    """The ids that reports, texts, claims and events have in a round: they are hashes of what they say and where."""
    moved = {}
    for report in situation.reports:
        new = replace(report, text=f"{report.text}\nRound {number}.")
        moved[report.id] = new.id
        yield report.id, new.id
        yield report.sha256, new.sha256
    for extract in situation.extracts:
        for item in (*extract.claims, *extract.events):
            yield item.id, replace(item, report=moved[item.report]).id


def columns(c: sqlite3.Connection, table: str) -> list[str]:
    """The columns that are kept, generated ones left out."""
    return [row[1] for row in c.execute(f'PRAGMA table_xinfo("{table}")') if row[6] == 0]


def without_rowid(c: sqlite3.Connection, table: str) -> bool:
    """True for a table that is its own index."""
    return "WITHOUT ROWID" in c.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]


def copying(c: sqlite3.Connection, table: str, steps: dict[str, int]) -> str:
    """The statement that copies a table's first rows for a round."""
    names, values = columns(c, table), []
    for name in names:
        quoted = f'"{name}"'
        if (table, name) in _LISTS:
            values.append(f"{quoted} + :k * {steps[_LISTS[table, name]]}")
        elif table == "numbers" and name == "number":
            values.append(f"number + :k * {steps['numbers']}")
        elif name == "position" and steps[table] and not any(t == table for t, _ in _LISTS) and table not in ("marks", "attributions"):
            values.append(f"position + :k * {steps[table]}")
        elif table == "texts" and name == "text":
            values.append("text || char(10) || 'Round ' || :k || '.'")
        elif table == "figures" and name == "title":
            values.append("title || ', round ' || :k")
        elif table == "reports" and name == "published":
            values.append(_MOVED)
        elif name in _NUMBERS:
            values.append(f"{quoted} + :k * 100000")
        elif name in _IDS or (table in ("conflicts", "readings", "points") and name == "figure"):
            values.append(
                f"coalesce((SELECT new FROM temp.map WHERE old = {quoted}),"
                f" CASE WHEN {quoted} > '' THEN {quoted} || '-' || :k ELSE {quoted} END)"
            )
        else:
            values.append(quoted)
    listed = ", ".join(f'"{n}"' for n in names)
    where = "" if without_rowid(c, table) else " WHERE rowid <= :most"
    return f'INSERT INTO "{table}" ({listed}) SELECT {", ".join(values)} FROM "{table}"{where}'


if __name__ == "__main__":
    grow(sys.argv[1], sys.argv[2], int(sys.argv[3]), *map(int, sys.argv[4:5]))
