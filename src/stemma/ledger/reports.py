"""Reports and what was read from them, as rows and back; all of them or some."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from stemma.core.types import Claim, Event, Extract, Mark, Moment, Notice, Quote, Report
from stemma.ledger import rows

_Item = TypeVar("_Item", Claim, Event, Quote, Notice)
AMONG = "IN (SELECT value FROM json_each(?))"
IN_ORDER = "ORDER BY instant IS NULL, instant, published, reports.id"  # of publication, the undated last


def keep(connection: sqlite3.Connection, reports: Iterable[Report]) -> list[Report]:
    """Add reports inside the caller's step; those that the ledger already has are passed over, the new ones returned."""
    given = {report.id: report for report in reports}
    have = connection.execute(f"SELECT id FROM reports WHERE id {AMONG}", [rows.json_list(given)])
    known = {id for (id,) in have}
    new = [report for id, report in given.items() if id not in known]
    connection.executemany("INSERT OR IGNORE INTO texts VALUES (?, ?)", ((r.sha256, r.text) for r in new))
    names = ["id", "sha256", "name", "title", "outlet", "author", "published", "published_raw", "url", "language", "credits", "extra"]
    rows.insert(connection, "reports", names, map(_row, new))
    marks = [(r.id, i, m.start, m.end, m.kind) for r in new for i, m in enumerate(r.marks)]
    rows.insert(connection, "marks", ["report", "position", "begins", "ends", "kind"], marks)
    rows.insert(connection, "numbers", ["report"], ([id] for id in sorted(r.id for r in new)))
    return new


def load(connection: sqlite3.Connection, where: str, *given: object) -> tuple[Report, ...]:
    """The reports for which an SQL condition (with its order) holds."""
    query = f"""SELECT id, text, name, title, outlet, author, published, published_raw, url, language, credits, extra
                FROM reports JOIN texts USING (sha256) {where}"""
    found = connection.execute(query, given).fetchall()
    marks: dict[str, list[Mark]] = {}
    marked = f"SELECT report, begins, ends, kind FROM marks WHERE report {AMONG} ORDER BY report, position"
    for report, begins, ends, kind in connection.execute(marked, [rows.json_list(row[0] for row in found)]):
        marks.setdefault(report, []).append(Mark(start=begins, end=ends, kind=kind))
    return tuple(_report(row, marks) for row in found)


def extracts(connection: sqlite3.Connection, where: str = "", *given: object) -> Iterator[Extract]:
    """What was read from reports, in their order; from those alone for whose column `report` a condition holds."""
    claims = _by_report(rows.read(connection, rows.CLAIMS, where, *given))
    events = _by_report(rows.read(connection, rows.EVENTS, where, *given))
    quotes = _by_report(rows.read(connection, rows.QUOTES, where, *given))
    notices = _by_report(rows.read(connection, rows.NOTICES, where, *given))
    only = f"WHERE {where}" if where else ""
    for report, credits, names in connection.execute(f"SELECT report, credits, names FROM extracts {only} ORDER BY position", given):
        yield Extract(
            report=report,
            claims=tuple(claims.get(report, ())),
            events=tuple(events.get(report, ())),
            notices=tuple(notices.get(report, ())),
            quotes=tuple(quotes.get(report, ())),
            credits=tuple(msgspec.json.decode(credits)),
            names=tuple(msgspec.json.decode(names)),
        )


def _row(r: Report) -> list[str | None]:
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
