"""The ledger: one SQLite file that holds reports, what was read from them, and all that was made of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from stemma.core.decisions import Decision
from stemma.core.errors import LedgerError
from stemma.core.types import (
    Extract,
    Judgement,
    Report,
    Situation,
    identify,
)
from stemma.ledger import decisions, rows, slices
from stemma.ledger import reports as reports_
from stemma.ledger.connect import connect, said
from stemma.ledger.migrations import FIGURE_LINES
from stemma.ledger.queries import Queries

_DERIVED = (
    "figure_lines",
    "novelty_claims", "novelty", "point_claims", "points", "check_claims", "checks", "conflict_claims", "conflicts", "reading_claims",
    "readings",
    "mutation_heirs", "mutations", "inheritances", "kinds", "lost_children", "lost_originals", "descents", "figure_claims", "figures",
    "links",
    "notices", "quotes", "attributions", "events", "claims", "extracts", "runs",
)  # fmt: skip


class Ledger:
    """An open ledger; use it with `with`, or close it."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | Path, create: bool = True) -> Ledger:
        """Open a ledger, making or bringing it up to date where needed; what is no ledger is refused with a sentence."""
        return cls(connect(str(path), create), str(path))

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, reports: Iterable[Report]) -> list[Report]:
        """Keep reports; those that the ledger already has are passed over, the new ones are returned."""
        with self._writing():
            return reports_.keep(self._connection, reports)

    def reports(self) -> tuple[Report, ...]:
        """All reports kept, by time of publication as it was written, undated last."""
        with self._reading():
            return reports_.load(self._connection, "ORDER BY published IS NULL, published, id")

    def extracts(self, reader: str) -> dict[str, Extract]:
        """What a reader of this version took from reports earlier, by report: these need not be read again."""
        with self._reading():
            read = "report IN (SELECT report FROM extracts WHERE reader = ?)"
            return {extract.report: extract for extract in reports_.extracts(self._connection, read, reader)}

    def reader_version(self) -> str:
        """The reader whose extracts stand in the ledger, "" in a new one."""
        with self._reading():
            row = self._connection.execute("SELECT reader FROM runs").fetchone()
        return str(row[0]) if row else ""

    def save(self, situation: Situation, reader: str = "", version: str = "", packs: Sequence[str] = ()) -> None:
        """Replace all that is derived in one step; reports are added, judgements stay; after a fault all is as before."""
        run = _run(situation, reader, version, packs, self.judgements())
        with self._writing():
            reports_.keep(self._connection, situation.reports)
            for table in _DERIVED:
                self._connection.execute(f'DELETE FROM "{table}"')
            rows.insert(self._connection, "runs", ["id", "version", "reader", "packs", "inputs"], [run])
            self._connection.execute("UPDATE reports SET position = NULL")
            places = ((i, report.id) for i, report in enumerate(situation.reports))
            self._connection.executemany("UPDATE reports SET position = ? WHERE id = ?", places)
            self._save_extracts(situation.extracts, run[0], reader)
            self._save_findings(situation, run[0])

    def situation(self, reports: Collection[str] | None = None) -> Situation:
        """The situation as it was last saved; with some reports alone as much of it as concerns these."""
        with self._reading():
            return slices.whole(self._connection) if reports is None else slices.part(self._connection, reports)

    @property
    def queries(self) -> Queries:
        """Questions that are answered from the file, without loading all of it."""
        return Queries(self._connection, self.path)

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's decision; the newest about the same two items counts."""
        j = judgement
        with self._writing():
            names = ["one", "other", "about", "same", "who", "when", "why"]
            rows.insert(self._connection, "judgements", names, [[j.one, j.other, j.about, j.same, j.who, j.when, j.why]])

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements of people in the order in which they were taken, then what the log of decisions means."""
        with self._reading():
            query = 'SELECT one, other, about, same, who, "when", why FROM judgements ORDER BY id'
            given = tuple(
                Judgement(one=one, other=other, about=about, same=bool(same), who=who, when=when, why=why)
                for one, other, about, same, who, when, why in self._connection.execute(query)
            )
            return (*given, *decisions.judgements(self._connection))

    def decide(self, decision: Decision) -> int:
        """Add a decision to the log; its number."""
        with self._writing():
            return decisions.keep(self._connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """The log of decisions, in the order in which they were taken."""
        with self._reading():
            return decisions.log(self._connection)

    def _save_extracts(self, extracts: Sequence[Extract], run: str, reader: str) -> None:
        c = self._connection
        names = ["position", "run", "report", "reader", "credits", "names"]
        cells = ([i, run, e.report, reader, rows.to_cell(e.credits), rows.to_cell(e.names)] for i, e in enumerate(extracts))
        rows.insert(c, "extracts", names, cells)
        rows.write(c, rows.CLAIMS, run, (claim for e in extracts for claim in e.claims))
        rows.write(c, rows.EVENTS, run, (event for e in extracts for event in e.events))
        rows.write(c, rows.QUOTES, run, (quote for e in extracts for quote in e.quotes))
        rows.write(c, rows.NOTICES, run, (notice for e in extracts for notice in e.notices))

    def _save_findings(self, situation: Situation, run: str) -> None:
        c, tree, found = self._connection, situation.stemma, situation.weighing
        rows.write(c, rows.LINKS, run, situation.links)
        rows.write(c, rows.FIGURES, run, situation.figures)
        rows.write(c, rows.DESCENTS, run, tree.descents)
        rows.write(c, rows.LOST, run, tree.lost)
        rows.insert(c, "kinds", ["position", "run", "report", "kind"], ([i, run, r, k.value] for i, (r, k) in enumerate(tree.kinds)))
        rows.write(c, rows.INHERITANCES, run, tree.inheritances)
        rows.write(c, rows.MUTATIONS, run, tree.mutations)
        rows.write(c, rows.READINGS, run, found.readings)
        rows.write(c, rows.CONFLICTS, run, found.conflicts)
        rows.write(c, rows.CHECKS, run, found.checks)
        rows.write(c, rows.POINTS, run, found.courses)
        rows.write(c, rows.NOVELTY, run, found.novelty)
        c.execute(FIGURE_LINES)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One step that happens wholly or not at all."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as fault:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(fault, sqlite3.Error):
                raise LedgerError(said(fault, self.path)) from fault
            raise

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise LedgerError(said(fault, self.path)) from fault


def _run(situation: Situation, reader: str, version: str, packs: Sequence[str], judgements: Sequence[Judgement]) -> list[str]:
    """A run's row: its number is a hash of what went in, so that the same matter gives the same row."""
    inputs = identify(*(r.id for r in situation.reports), *(repr(j) for j in judgements))
    shown = " ".join(packs)
    return ["n" + identify(version, reader, shown, inputs), version, reader, shown, inputs]
