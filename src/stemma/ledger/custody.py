"""Custody: what came in when, whence and by which command; which addresses a report has and which editions a page had."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import groupby

import msgspec

from stemma.core.addresses import same_page
from stemma.core.delivery import Delivered, Pairs
from stemma.core.types import Moment, Report
from stemma.ledger import derived, reports, rows
from stemma.ledger.sameness import same_but_for_the_form, same_words
from stemma.ledger.taken import Taken, number
from stemma.ledger.watched import unsaid

_EDITIONS = 12  # of a page, the newest, with which a text is compared
_SOME = 256  # entries of the log that are looked at in one go
MET = "met in another form"  # how a report came in whose text was taken from other bytes before
_TRACE = ["report", "action", "at", "original", "part", "whence", "headers", "command", "version"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Which command of which version takes something in, and when."""

    command: str
    version: str
    at: str  # ISO 8601, universal time


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The kept bytes from which reports were extracted last: their hash, whence they came and with which headers."""

    original: str
    whence: str
    headers: Pairs


@dataclass(slots=True)
class Received:
    """What came of a batch."""

    new: list[Report] = field(default_factory=list)
    known: int = 0
    editions: list[Report] = field(default_factory=list)  # of the new, those that are a later edition of a page
    other_addresses: int = 0  # reports that came again under another address
    forgotten: list[str] = field(default_factory=list)  # names of reports that were forgotten and stay so


class Custody:
    """The log and the lists of one ledger."""

    def __init__(self, connection: sqlite3.Connection, writing: Callable[[], AbstractContextManager[Taken]]) -> None:
        self._c = connection
        self._writing = writing

    def receive(self, items: Iterable[Delivered], work: Work) -> Received:
        """Keep reports in one step, each once: known ones get their further addresses, other texts of a known page become editions."""
        found = Received()
        with self._writing():
            for item in _in_order(list(items)):
                self._one(item, work, found)
        return found

    def history(self, report: str) -> list[dict[str, object]]:
        """All that was logged of a report, oldest first."""
        names = ", ".join(_TRACE)
        return [
            dict(zip(_TRACE, row, strict=True))
            for row in self._c.execute(f"SELECT {names} FROM custody WHERE report = ? ORDER BY id", [report])
        ]

    def sources(self, report: str = "") -> Iterator[tuple[Source, dict[int, tuple[str, str]]]]:
        """The kept bytes of a report or of all, each once, with the id and the text's hash of the report of each of their parts."""
        used = f"original <> '' AND action <> '{MET}' AND report IN (SELECT id FROM reports)"
        last = f"SELECT max(id) AS id FROM custody WHERE {used} GROUP BY report"
        query = f"""SELECT id FROM custody JOIN ({last}) USING (id) WHERE ? IN ('', report) ORDER BY original, whence, headers, id"""
        entries = [id for (id,) in self._c.execute(query, [report])]  # numbers alone: the log may be long, and be written to meanwhile
        for key, some in groupby(self._traces(entries), key=lambda row: row[:3]):
            yield (
                Source(original=key[0], whence=key[1], headers=tuple((k, v) for k, v in msgspec.json.decode(key[2]))),
                {part: (id, sha256) for _, _, _, part, id, sha256 in some},
            )

    def _traces(self, entries: Sequence[int]) -> Iterator[tuple[str, str, str, int, str, str]]:
        query = f"""SELECT custody.id, original, whence, headers, custody.part, report, sha256
            FROM custody JOIN reports ON reports.id = report WHERE custody.id {reports.AMONG}"""
        for at in range(0, len(entries), _SOME):
            some = entries[at : at + _SOME]
            found = {row[0]: row[1:] for row in self._c.execute(query, [rows.json_list(some)]).fetchall()}
            yield from (found[id] for id in some if id in found)

    def addresses(self, report: str) -> list[str]:
        """All addresses under which a report was met, in order."""
        return [url for (url,) in self._c.execute("SELECT url FROM addresses WHERE report = ? ORDER BY at, url", [report])]

    def editions(self) -> dict[str, list[tuple[str, str]]]:
        """The pages that had several editions: page, and its reports with the time at which each was first seen."""
        held: dict[str, list[tuple[str, str]]] = {}
        query = "SELECT page, report, seen FROM editions WHERE page IN (SELECT page FROM editions WHERE number > 1) ORDER BY page, number"
        for page, report, seen in self._c.execute(query):
            held.setdefault(page, []).append((report, seen))
        return held

    def edition_before(self, report: str) -> str:
        """The report that is the edition of the page before this one, "" where there is none."""
        query = """SELECT earlier.report FROM editions AS this JOIN editions AS earlier USING (page)
            WHERE this.report = ? AND earlier.number < this.number ORDER BY earlier.number DESC LIMIT 1"""
        row = self._c.execute(query, [report]).fetchone()
        return str(row[0]) if row else ""

    def taken_since(self, last: int) -> list[tuple[int, str]]:
        """The reports that came in for the first time after an entry of the log, with the number of their entry."""
        query = """SELECT min(id), report FROM custody WHERE action = 'taken' AND report IN (SELECT id FROM reports)
            GROUP BY report HAVING min(id) > ? ORDER BY 1"""
        return [(int(number), report) for number, report in self._c.execute(query, [last])]

    def forget(self, report: Report, work: Work, why: str) -> list[str]:
        """Remove a report's text and all that was read from it; its hashes stay. Gives the originals that no other needs."""
        with self._writing() as taken:
            mine = [o for (o,) in self._c.execute("SELECT DISTINCT original FROM custody WHERE report = ? AND original <> ''", [report.id])]
            self._drop(report, taken)
            unsaid(self._c, report.id)
            self._log(report.id, "forgotten", report.sha256, 0, why, (), work)
            alive = "SELECT 1 FROM custody JOIN reports ON reports.id = custody.report WHERE original = ?"
            return [o for o in mine if not self._c.execute(alive, [o]).fetchone()]

    def replaced(self, old: Report, new: Delivered, work: Work) -> None:
        """Put a report that was extracted anew in the place of the earlier one, in one step."""
        with self._writing() as taken:
            page = self._c.execute("SELECT page, number, seen FROM editions WHERE report = ?", [old.id]).fetchone()
            self._drop(old, taken)
            reports.keep(self._c, [new.report])
            self._c.execute("UPDATE OR IGNORE addresses SET report = ? WHERE report = ?", [new.report.id, old.id])
            if page:
                self._c.execute("INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?)", [page[0], page[1], new.report.id, page[2]])
            self._log(new.report.id, f"extracted anew from {old.id}", new.original, new.part, new.whence, new.headers, work)

    def _one(self, item: Delivered, work: Work, found: Received) -> None:
        report = item.report
        page = same_page(report.url) + ("#" + dict(report.extra)["entry"] if "entry" in dict(report.extra) else "") if report.url else ""
        gone = self._c.execute("SELECT 1 FROM custody WHERE report = ? AND action = 'forgotten'", [report.id]).fetchone()
        if gone:
            found.forgotten.append(report.name or report.id)
            return
        (count,) = self._c.execute("SELECT count(*) FROM editions WHERE page = ?", [page]).fetchone() if page else (0,)
        very = self._same(report, page)
        if same := very or (self._same_but_for_boilerplate(report, page) if count else ""):
            found.known += 1
            if report.url and self._note_addresses(same, report, work):
                found.other_addresses += 1
            self._taken(same, item, work, "taken" if very else MET)
            return
        if count:
            report = _later(report, page, count + 1, work.at)
            found.editions.append(report)
        reports.keep(self._c, [report])
        found.new.append(report)
        if page:
            self._c.execute("INSERT INTO editions VALUES (?, ?, ?, ?)", [page, count + 1, report.id, work.at])
            self._note_addresses(report.id, report, work)
        self._taken(report.id, item, work)

    def _same(self, report: Report, page: str) -> str:
        """The report that the ledger has of this text: by id, by page, or by outlet under another address."""
        if self._c.execute("SELECT 1 FROM reports WHERE id = ?", [report.id]).fetchone():
            return report.id
        query = """SELECT reports.id FROM reports LEFT JOIN editions ON editions.report = reports.id WHERE sha256 = ?
            AND (page = ? OR (reports.outlet = ? AND ? <> '' AND reports.outlet <> '' AND reports.url <> '')) ORDER BY reports.id"""
        row = self._c.execute(query, [report.sha256, page or None, report.outlet, page]).fetchone()
        return str(row[0]) if row else ""

    def _same_but_for_boilerplate(self, report: Report, page: str) -> str:
        """The edition of a page with these very words around other boilerplate, or which this is in another form (AMP, mobile)."""
        query = f"JOIN editions ON editions.report = reports.id WHERE page = ? ORDER BY number DESC LIMIT {_EDITIONS}"
        for edition in reports.load(self._c, query, page):
            if same_words(edition, report):
                return edition.id
            if _form(edition) != _form(report) and same_but_for_the_form(edition, report):
                return edition.id
        return ""

    def _note_addresses(self, id: str, report: Report, work: Work) -> bool:
        """Keep all addresses of a report; true where one is new."""
        before = self._c.total_changes
        for url in dict.fromkeys((report.url, dict(report.extra).get("address", ""))):
            if url:
                self._c.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?, ?)", [id, url, work.at])
        return self._c.total_changes > before

    def _taken(self, id: str, item: Delivered, work: Work, action: str = "taken") -> None:
        """Log how a report came in; the same bytes from the same place are logged once."""
        query = "SELECT 1 FROM custody WHERE report = ? AND whence = ? AND original = ?"
        if not self._c.execute(query, [id, item.whence, item.original]).fetchone():
            self._log(id, action, item.original, item.part, item.whence, item.headers, work)

    def _log(self, id: str, action: str, original: str, part: int, whence: str, headers: Pairs, work: Work) -> None:
        cells: Sequence[object] = [id, action, work.at, original, part, whence, rows.to_cell(headers), work.command, work.version]
        rows.insert(self._c, "custody", _TRACE, [list(cells)])

    def _drop(self, report: Report, taken: Taken) -> None:
        """Take a report out with all that was read from it; those that lay in its component are to be worked out anew."""
        run = self._c.execute("SELECT run FROM reports WHERE id = ?", [report.id]).fetchone()
        if run and run[0]:
            derived.clear(self._c, run[0])
        taken.unsettle(taken.parts_of([number(report.id)]))
        taken.unkey([report.id])
        for table in ("taken", "marks", "numbers", "editions"):
            self._c.execute(f"DELETE FROM {table} WHERE report = ?", [report.id])
        self._c.execute("DELETE FROM reports WHERE id = ?", [report.id])
        self._c.execute("DELETE FROM texts WHERE sha256 = ? AND sha256 NOT IN (SELECT sha256 FROM reports)", [report.sha256])


def _form(report: Report) -> str:
    """Host and path of the address where a text was found: AMP and mobile pages have others than the page."""
    url = dict(report.extra).get("address", report.url)
    return url.partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/")


def _in_order(items: list[Delivered]) -> list[Delivered]:
    """By id, so that the order of the inputs leaves no trace; as they came where a page stands among them twice."""
    pages = [same_page(item.report.url) for item in items if item.report.url]
    return items if len(set(pages)) < len(pages) else sorted(items, key=lambda item: item.report.id)


def _later(report: Report, page: str, count: int, at: str) -> Report:
    """A report as a later edition of its page: dated by when it was changed, or by when it was seen."""
    extra = dict(report.extra)
    first = report.published.iso if report.published else ""
    changed = next(
        (extra[k] for k in ("date.json-ld-modified", "date.meta-modified", "date.feed-updated") if extra.get(k, "") > first), max(at, first)
    )
    extra |= {"edition": str(count), "date.first-published": first}
    kept = tuple(sorted((k, v) for k, v in extra.items() if v))
    return replace(report, published=Moment(iso=changed, raw=changed), extra=kept)
