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
)
from stemma.ledger import decisions, derived, rows, slices
from stemma.ledger import reports as reports_
from stemma.ledger.connect import ADDING, ANSWERING, connect, said
from stemma.ledger.custody import Custody
from stemma.ledger.originals import Originals
from stemma.ledger.queries import Queries
from stemma.ledger.taken import Taken, packed
from stemma.ledger.watched import Watched


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
        with self.writing():
            return reports_.keep(self._connection, reports)

    def reports(self) -> tuple[Report, ...]:
        """All reports kept, by time of publication as it was written, undated last."""
        with self._reading():
            return reports_.load(self._connection, "ORDER BY published IS NULL, published, id")

    def some_reports(self, ids: Collection[str]) -> tuple[Report, ...]:
        """The reports of some ids, in order of publication."""
        with self._reading():
            return reports_.load(self._connection, f"WHERE id {reports_.AMONG} {reports_.IN_ORDER}", rows.json_list(sorted(ids)))

    def extracts(self, reader: str) -> dict[str, Extract]:
        """What a reader of this version took from reports earlier, by report: these need not be read again."""
        with self._reading():
            return {extract.report: extract for extract in Taken(self._connection).of_reader(reader)}

    def as_read(self, ids: Sequence[str]) -> list[Extract]:
        """What was read from some reports, before any edit; a report of which only the worked-out rows are kept gives these."""
        with self._reading():
            found = Taken(self._connection).extracts(ids)
            lacking = rows.json_list(sorted(set(ids).difference(e.report for e in found)))
            return [*found, *reports_.extracts(self._connection, f"report {reports_.AMONG}", lacking)]

    def reader_version(self) -> str:
        """The reader whose extracts stand in the ledger, "" in a new one."""
        with self._reading():
            row = self._connection.execute("SELECT reader FROM runs").fetchone()
        return str(row[0]) if row else ""

    def save(self, situation: Situation, reader: str = "", version: str = "", packs: Sequence[str] = ()) -> None:
        """Replace all that is derived in one step; reports are added, judgements stay; after a fault all is as before."""
        held = derived.made(situation, reader, version, packs, self.judgements())
        with self.writing() as taken:
            reports_.keep(self._connection, situation.reports)
            derived.clear_all(self._connection)
            known = frozenset(id for (id,) in self._connection.execute("SELECT report FROM taken WHERE reader = ?", [reader]))
            read = ((e.report, packed(e), None) for e in situation.extracts if e.report not in known)  # as read, before any edit
            taken.keep(reader, read)
            derived.put(self._connection, held)

    def put(self, worked_out: Iterable[tuple[int, derived.Made]]) -> None:
        """Replace what was worked out of piles' reports, but for piles that another program changed meanwhile; all in one step."""
        with self.writing() as taken:
            for pile, held in worked_out:
                if taken.still(pile, sorted(held.reports)):
                    derived.put(self._connection, held)

    def situation(self, reports: Collection[str] | None = None) -> Situation:
        """The situation as it was last saved; with some reports alone as much of it as concerns these."""
        with self._reading():
            return slices.whole(self._connection) if reports is None else slices.part(self._connection, reports)

    @property
    def queries(self) -> Queries:
        """Questions that are answered from the file, without loading all of it."""
        return Queries(self._connection, self.path)

    @property
    def custody(self) -> Custody:
        """Where the reports came from: the log, their addresses, the editions of pages."""
        return Custody(self._connection, self.writing)

    @property
    def watched(self) -> Watched:
        """What the watch keeps: answers of servers, its rounds, and what it has still to send."""
        return Watched(self._connection, self.writing)

    @contextmanager
    def adding(self) -> Iterator[None]:
        """While reports are added, however many: pages of indexes, to which each report adds somewhere, are written seldom."""
        for setting in ADDING:
            self._connection.execute(setting)
        try:
            yield
        finally:
            for setting in ANSWERING:
                self._connection.execute(setting)

    @property
    def originals(self) -> Originals:
        """The bytes as they came in, beside the ledger."""
        return Originals(self.path)

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's decision; the newest about the same two items counts."""
        j = judgement
        with self.writing():
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
        with self.writing():
            return decisions.keep(self._connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """The log of decisions, in the order in which they were taken."""
        with self._reading():
            return decisions.log(self._connection)

    @contextmanager
    def writing(self) -> Iterator[Taken]:
        """One step that happens wholly or not at all."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield Taken(self._connection)
            self._connection.execute("COMMIT")
        except BaseException as fault:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(fault, sqlite3.Error):
                raise LedgerError(said(fault, self.path)) from fault
            raise

    @contextmanager
    def looking(self) -> Iterator[Taken]:
        """The bookkeeping of what is to be done, to look at."""
        with self._reading():
            yield Taken(self._connection)

    def scrub(self) -> None:
        """Write the file anew, so that no word of what was removed stays in its free pages or in the index."""
        with self._reading():
            for index in ("report_search", "claim_search", "figure_search"):
                self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            self._connection.execute("VACUUM")
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise LedgerError(
                f"Another program has {self.path} open, so words of what was removed may still stand in the file: "
                "close it; the next 'stemma forget' cleans the file."
            )

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise LedgerError(said(fault, self.path)) from fault
