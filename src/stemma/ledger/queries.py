"""Questions to a ledger that are answered from the file, without loading all of it: pages of lists, counts, search, and slices."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from stemma.core.errors import LedgerError
from stemma.core.types import Situation
from stemma.ledger import rows, slices, tallies
from stemma.ledger.connect import said
from stemma.ledger.reports import AMONG, IN_ORDER
from stemma.ledger.search import KINDS, Hit, expression, search

T = TypeVar("T")
_COUNTS = {  # the names that `stemma add` prints -> what is tallied
    "reports": ("report", None),
    "claims": ("claim", None),
    "events": ("event", None),
    "figures": ("figure", None),
    "from_others": ("child", None),
    "lost_originals": ("lost original", None),
    "conflicts": ("conflict", "real"),
    "changes": ("mutation", "0"),
    "notices": ("notice", None),
}
_TALLIED = {"outlet": "outlet", "measure": "measure", "place": "place name"}
_FAMILY = f"""WITH RECURSIVE kin (id) AS (SELECT value FROM json_each(?)
    UNION SELECT parent FROM descents JOIN kin ON child = kin.id)
    SELECT kin.id FROM kin JOIN reports ON reports.id = kin.id UNION SELECT child FROM descents WHERE parent {AMONG}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in a list."""

    id: str
    name: str
    title: str
    outlet: str
    published: str | None
    kind: str
    claims: int
    parents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure in a list: how many speak of it, how many values, the most origins behind one of them, real conflicts."""

    id: str
    title: str
    measure: str
    place: str
    claims: int
    reports: int
    readings: int
    origins: int
    conflicts: int
    newest: str  # instant of the newest report that speaks of it, "" where unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Part of a list, and how long the whole is."""

    lines: tuple[T, ...]
    total: int


class Queries:
    """Answers from an open ledger."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._path = path

    def counts(self) -> dict[str, int]:
        """How much the ledger holds, under the names that `stemma add` prints."""
        with self._reading() as c:
            return {name: tallies.number(c, *of) for name, of in _COUNTS.items()}

    def reports(
        self, *, words: str = "", outlet: str = "", since: str = "", until: str = "", newest: bool = True, offset: int = 0, limit: int = 50
    ) -> Page[ReportLine]:
        """Reports by time of publication; `since` and `until` are instants or days in universal time."""
        tests = ["run IS NOT NULL"]
        given: list[Any] = []
        for test, value in (("outlet = ?", outlet), ("instant >= ?", since), ("instant < ?", until)):
            if value:
                tests.append(test)
                given.append(value)
        if words:
            tests.append("id IN (SELECT report FROM numbers WHERE number IN (SELECT rowid FROM report_search WHERE report_search MATCH ?))")
            given.append(expression(words) or '""')
        order = "instant DESC, id DESC" if newest else "instant IS NULL, instant, id"
        columns = """id, name, title, outlet, published,
            coalesce((SELECT kind FROM kinds WHERE report = reports.id), ''),
            (SELECT count(*) FROM claims WHERE report = reports.id), (SELECT count(*) FROM descents WHERE child = reports.id)"""
        return self._page(
            ReportLine, columns, f"reports WHERE {' AND '.join(tests)}", given, (order, offset, limit), "" if given else "report"
        )

    def figures(
        self, *, words: str = "", measure: str = "", place: str = "", order: str = "reports", offset: int = 0, limit: int = 50
    ) -> Page[FigureLine]:
        """Figures, those with most reports first (`order="reports"`), or the newest (`"newest"`), or by title (`"title"`)."""
        tests, given = ["1"], []
        for test, value in (("measure = ?", measure), ("place_name = ?", place)):
            if value:
                tests.append(test)
                given.append(value)
        if words:
            tests.append("position IN (SELECT rowid FROM figure_search WHERE figure_search MATCH ?)")
            given.append(expression(words) or '""')
        orders = {"reports": "reports DESC, l.claims DESC, figure DESC", "newest": "newest DESC, figure DESC", "title": "title, id"}
        columns = "id, title, measure, coalesce(place_name, ''), l.claims, reports, readings, origins, conflicts, newest"
        table = f"figure_lines AS l JOIN figures ON position = figure WHERE {' AND '.join(tests)}"
        return self._page(FigureLine, columns, table, given, (orders[order], offset, limit), "" if given else "figure")

    def facet(self, name: str, limit: int = 100) -> list[tuple[str, int]]:
        """The outlets, measures or places of the ledger with their numbers of reports or claims, the most frequent first."""
        query = "SELECT name, many FROM tallies WHERE kind = ? ORDER BY many DESC, name LIMIT ?"
        with self._reading() as c:
            return c.execute(query, [_TALLIED[name], limit]).fetchall()

    def search(self, words: str, kinds: Sequence[str] = KINDS, limit: int = 20) -> list[Hit]:
        """What holds some words, in figures, claims, reports and sources."""
        with self._reading() as c:
            return search(c, words, kinds, limit)

    def find_claims(self, words: str, limit: int = 500) -> list[str]:
        """The ids of claims: of a figure's id, of a claim's id or its beginning, or whose words hold these."""
        with self._reading() as c:
            ids = [id for (id,) in c.execute("SELECT id FROM claims WHERE id = ? OR (length(?1) > 5 AND id GLOB ?1 || '*')", [words])]
            of_figure = "SELECT claim FROM figure_claims AS f JOIN figures AS g ON g.position = figure WHERE id = ? ORDER BY f.position"
            ids = ids or [id for (id,) in c.execute(of_figure, [words])]
            if ids or not (match := expression(f'"{words}')):
                return ids
            query = """SELECT id FROM claim_search JOIN claims ON position = claim_search.rowid
                WHERE claim_search MATCH ? AND instr(lower(claims.text), lower(?)) LIMIT ?"""
            return [id for (id,) in c.execute(query, [f"text : {match}", words.strip(), limit])]

    def find_report(self, said: str) -> str:
        """The id of the report that an id, a file name or a number in order of publication names alone, "" where none or several do."""
        with self._reading() as c:
            if said.isdigit() and int(said) > 0:
                found = c.execute(f"SELECT id FROM reports WHERE run IS NOT NULL {IN_ORDER} LIMIT 1 OFFSET ?", [int(said) - 1]).fetchall()
            else:
                found = c.execute("SELECT id FROM reports WHERE run IS NOT NULL AND (id = ?1 OR name = ?1) LIMIT 2", [said]).fetchall()
        return str(found[0][0]) if len(found) == 1 else ""

    def figures_of(self, claims: Collection[str]) -> dict[str, str]:
        """The figure of each claim."""
        query = f"SELECT claim, id FROM figure_claims JOIN figures ON figures.position = figure WHERE claim {AMONG}"
        with self._reading() as c:
            return dict(c.execute(query, [rows.json_list(claims)]).fetchall())

    def claims_with(self, number: float, words: Sequence[str] = (), limit: int = 2000) -> list[tuple[str, str, str]]:
        """The claims that say a number and hold, with their figure's name, all the words: each with its figure's id and name."""
        tests = " AND ".join("(claims.text || ' ' || title || ' ' || claims.subject || ' ' || counted) LIKE ?" for _ in words) or "1"
        query = f"""SELECT claims.id, figures.id, title FROM claims JOIN figure_claims ON claim = claims.id
            JOIN figures ON figures.position = figure WHERE (low = ? OR high = ?) AND {tests} LIMIT ?"""
        with self._reading() as c:
            return c.execute(query, [number, number, *(f"%{word}%" for word in words), limit]).fetchall()

    def against(self, claims: Collection[str]) -> list[str]:
        """The claims that a conflict sets against those of the same figures."""
        query = f"""SELECT DISTINCT other.claim FROM conflict_claims AS one JOIN conflict_claims AS other USING (conflict)
            WHERE one.claim IN (SELECT b.claim FROM figure_claims AS a JOIN figure_claims AS b USING (figure) WHERE a.claim {AMONG})"""
        with self._reading() as c:
            return [claim for (claim,) in c.execute(query, [rows.json_list(claims)])]

    def around_claims(self, claims: Collection[str]) -> Situation:
        """The reports that hold claims of the same figures, with those they go back to and those made from them."""
        query = f"""SELECT DISTINCT report FROM claims WHERE id {AMONG} OR id IN (SELECT b.claim FROM figure_claims AS a
            JOIN figure_claims AS b USING (figure) WHERE a.claim {AMONG})"""
        listed = rows.json_list(claims)
        with self._reading() as c:
            return self._around([report for (report,) in c.execute(query, [listed, listed])])

    def around_figure(self, figure: str) -> Situation:
        """The reports that speak of a figure, with those they go back to and those made from them."""
        return self.around_claims(self.find_claims(figure))

    def around_report(self, report: str) -> Situation:
        """A report with those it goes back to and those made from it."""
        with self._reading():
            return self._around([report])

    def around_reports(self, reports: Sequence[str]) -> Situation:
        """Some reports with those they go back to and those made from them."""
        with self._reading():
            return self._around(reports)

    def ask(self, query: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a question of one's own."""
        with self._reading() as c:
            return c.execute(query, given).fetchall()

    def _around(self, reports: Sequence[str]) -> Situation:
        listed = rows.json_list(reports)
        return slices.part(self._connection, [id for (id,) in self._connection.execute(_FAMILY, [listed, listed])])

    def _page(self, line: type[T], columns: str, table: str, given: Sequence[Any], part: tuple[str, int, int], tallied: str) -> Page[T]:
        order, offset, limit = part
        names = [f.name for f in fields(line)]  # type: ignore[arg-type]  # lines are dataclasses
        with self._reading() as c:
            total = tallies.number(c, tallied) if tallied else c.execute(f"SELECT count(*) FROM {table}", given).fetchone()[0]
            found = c.execute(f"SELECT {columns} FROM {table} ORDER BY {order} LIMIT ? OFFSET ?", [*given, limit, offset])
            return Page(lines=tuple(line(**dict(zip(names, row, strict=True))) for row in found), total=total)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection
        except sqlite3.Error as fault:
            raise LedgerError(said(fault, self._path)) from fault
