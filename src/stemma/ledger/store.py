"""The ledger: one SQLite file that holds reports, what was read from them, and all that was made of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from stemma.core.decisions import Decision
from stemma.core.errors import LedgerError
from stemma.core.types import (
    Claim,
    Event,
    Extract,
    Judgement,
    Kind,
    Mark,
    Moment,
    Notice,
    Quote,
    Report,
    Situation,
    Stemma,
    Weighing,
    identify,
)
from stemma.ledger import decisions, rows
from stemma.ledger.connect import connect, said

_DERIVED = (
    "novelty_claims", "novelty", "point_claims", "points", "check_claims", "checks", "conflict_claims", "conflicts", "reading_claims",
    "readings",
    "mutation_heirs", "mutations", "inheritances", "kinds", "lost_children", "lost_originals", "descents", "figure_claims", "figures",
    "links",
    "notices", "quotes", "attributions", "events", "claims", "extracts", "runs",
)  # fmt: skip

_Item = TypeVar("_Item", Claim, Event, Quote, Notice)


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
            return self._add(reports)

    def reports(self) -> tuple[Report, ...]:
        """All reports kept, by time of publication as it was written, undated last."""
        return self._reports("ORDER BY published IS NULL, published, id")

    def extracts(self, reader: str) -> dict[str, Extract]:
        """What a reader of this version took from reports earlier, by report: these need not be read again."""
        with self._reading():
            return {extract.report: extract for extract in self._extracts(reader)}

    def reader_version(self) -> str:
        """The reader whose extracts stand in the ledger, "" in a new one."""
        with self._reading():
            row = self._connection.execute("SELECT reader FROM runs").fetchone()
        return str(row[0]) if row else ""

    def save(self, situation: Situation, reader: str = "", version: str = "", packs: Sequence[str] = ()) -> None:
        """Replace all that is derived in one step; reports are added, judgements stay; after a fault all is as before."""
        run = _run(situation, reader, version, packs, self.judgements())
        with self._writing():
            self._add(situation.reports)
            for table in _DERIVED:
                self._connection.execute(f'DELETE FROM "{table}"')
            rows.insert(self._connection, "runs", ["id", "version", "reader", "packs", "inputs"], [run])
            self._connection.execute("UPDATE reports SET position = NULL")
            places = ((i, report.id) for i, report in enumerate(situation.reports))
            self._connection.executemany("UPDATE reports SET position = ? WHERE id = ?", places)
            self._save_extracts(situation.extracts, run[0], reader)
            self._save_findings(situation, run[0])

    def situation(self) -> Situation:
        """The situation as it was last saved."""
        with self._reading():
            c = self._connection
            return Situation(
                reports=self._reports("WHERE position IS NOT NULL ORDER BY position"),
                extracts=tuple(self._extracts(None)),
                links=tuple(rows.read(c, rows.LINKS)),
                figures=tuple(rows.read(c, rows.FIGURES)),
                stemma=Stemma(
                    descents=tuple(rows.read(c, rows.DESCENTS)),
                    lost=tuple(rows.read(c, rows.LOST)),
                    kinds=tuple((report, Kind(kind)) for report, kind in c.execute("SELECT report, kind FROM kinds ORDER BY position")),
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

    def _add(self, reports: Iterable[Report]) -> list[Report]:
        have = {id for (id,) in self._connection.execute("SELECT id FROM reports")}
        new = []
        for report in reports:
            if report.id not in have:
                have.add(report.id)
                new.append(report)
        self._connection.executemany("INSERT OR IGNORE INTO texts VALUES (?, ?)", ((r.sha256, r.text) for r in new))
        names = ["id", "sha256", "name", "title", "outlet", "author", "published", "published_raw", "url", "language", "credits", "extra"]
        rows.insert(self._connection, "reports", names, map(_report_row, new))
        marks = [(r.id, i, m.start, m.end, m.kind) for r in new for i, m in enumerate(r.marks)]
        rows.insert(self._connection, "marks", ["report", "position", "begins", "ends", "kind"], marks)
        return new

    def _reports(self, order: str) -> tuple[Report, ...]:
        with self._reading():
            marks: dict[str, list[Mark]] = {}
            marked = self._connection.execute("SELECT report, begins, ends, kind FROM marks ORDER BY report, position")
            for report, begins, ends, kind in marked:
                marks.setdefault(report, []).append(Mark(start=begins, end=ends, kind=kind))
            query = f"""SELECT id, text, name, title, outlet, author, published, published_raw, url, language, credits, extra
                        FROM reports JOIN texts USING (sha256) {order}"""
            return tuple(_report(row, marks) for row in self._connection.execute(query))

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

    def _extracts(self, reader: str | None) -> Iterator[Extract]:
        claims = _by_report(rows.read(self._connection, rows.CLAIMS))
        events = _by_report(rows.read(self._connection, rows.EVENTS))
        quotes = _by_report(rows.read(self._connection, rows.QUOTES))
        notices = _by_report(rows.read(self._connection, rows.NOTICES))
        query = "SELECT report, credits, names FROM extracts WHERE ? IS NULL OR reader = ? ORDER BY position"
        for report, credits, names in self._connection.execute(query, (reader, reader)):
            yield Extract(
                report=report,
                claims=tuple(claims.get(report, ())),
                events=tuple(events.get(report, ())),
                notices=tuple(notices.get(report, ())),
                quotes=tuple(quotes.get(report, ())),
                credits=tuple(msgspec.json.decode(credits)),
                names=tuple(msgspec.json.decode(names)),
            )

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


def _report_row(r: Report) -> list[str | None]:
    iso, raw = (r.published.iso, r.published.raw) if r.published else (None, None)
    known = [r.id, r.sha256, r.name, r.title, r.outlet, r.author, iso, raw, r.url, r.language]
    return [*known, rows.to_cell(r.credits), rows.to_cell(r.extra)]


def _report(row: Sequence[str], marks: Mapping[str, Sequence[Mark]]) -> Report:
    id, text, name, title, outlet, author, published, raw, url, language, credits, extra = row
    return Report(
        text=text,
        name=name,
        title=title,
        outlet=outlet,
        author=author,
        published=Moment(iso=published, raw=raw) if published is not None else None,
        url=url,
        language=language,
        marks=tuple(marks.get(id, ())),
        credits=tuple(msgspec.json.decode(credits)),
        extra=tuple((key, value) for key, value in msgspec.json.decode(extra)),
    )


def _by_report(items: Iterable[_Item]) -> dict[str, list[_Item]]:
    held: dict[str, list[_Item]] = {}
    for item in items:
        held.setdefault(item.report, []).append(item)
    return held
