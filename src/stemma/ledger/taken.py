"""What a reader took from each report, as it was read, and the keys and piles of the reports: the bookkeeping of work to be done.

Reports are known here by the number in their id. A report without a row in `taken` was not read; one without keys cannot be piled; one
without a pile was not placed; one that is stale was not worked out with its pile. Whoever comes next does what is left.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from stemma.core.types import Extract, Report
from stemma.ledger import reports, rows
from stemma.ledger.reports import AMONG

_STALE = "INDEXED BY reports_stale"  # few are: without a word SQLite goes through all reports, for they are wanted in order
_DECODER = msgspec.msgpack.Decoder(Extract)


def number(report: str) -> int:
    """The number in a report's id."""
    return int(report[1:], 16)


def name(report: int) -> str:
    """The report's id of a number."""
    return f"r{report:012x}"


def packed(extract: Extract) -> bytes:
    """An extract as bytes."""
    return msgspec.msgpack.encode(extract)


def unpacked(held: bytes) -> Extract:
    """An extract from bytes."""
    return _DECODER.decode(held)


class Taken:
    """The bookkeeping of one ledger, within the steps of its caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._c = connection

    def unread(self, reader: str) -> list[str]:
        """The reports that this reader has not read."""
        lacking = "NOT EXISTS (SELECT 1 FROM taken WHERE report = reports.id AND reader = ?)"
        fresh = [id for (id,) in self._c.execute(f"SELECT id FROM reports {_STALE} WHERE stale AND {lacking} ORDER BY id", [reader])]
        known = self._c.execute("SELECT (SELECT count(*) FROM taken WHERE reader = ?) - (SELECT count(*) FROM reports)", [reader])
        if known.fetchone()[0] + len(fresh) == 0:  # as after every addition: nothing else is looked at
            return fresh
        return [id for (id,) in self._c.execute(f"SELECT id FROM reports WHERE {lacking} ORDER BY id", [reader])]

    def unkeyed(self) -> list[str]:
        """The reports that were read and have no keys."""
        return [id for (id,) in self._c.execute("SELECT report FROM taken INDEXED BY taken_keyed WHERE NOT keyed ORDER BY report")]

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """Reports by id."""
        return reports.load(self._c, f"WHERE id {AMONG} ORDER BY id", rows.json_list(ids))

    def extracts(self, ids: Sequence[str]) -> list[Extract]:
        """What was read from reports."""
        return [unpacked(held) for held in self.packed(ids)]

    def packed(self, ids: Sequence[str]) -> list[bytes]:
        """What was read from reports, as it is kept."""
        return [held for (held,) in self._c.execute(f"SELECT extract FROM taken WHERE report {AMONG}", [rows.json_list(ids)])]

    def of_reader(self, reader: str) -> Iterator[Extract]:
        """All that one reader has read."""
        for (held,) in self._c.execute("SELECT extract FROM taken WHERE reader = ? ORDER BY report", [reader]):
            yield unpacked(held)

    def keep(self, reader: str, held: Iterable[tuple[str, bytes, Sequence[int] | None]]) -> None:
        """Keep what was read from reports, with their keys where they are known; their piles are to be found anew."""
        ids: list[str] = []
        cells: list[tuple[str, str, bytes, bool, bytes | None]] = []
        postings: list[tuple[int, int]] = []
        for report, extract, keys in held:
            ids.append(report)
            cells.append((report, reader, extract, keys is not None, None if keys is None else array("q", keys).tobytes()))
            postings += [(key, number(report)) for key in keys or ()]
        self.unkey(ids)
        self._c.executemany("INSERT OR REPLACE INTO taken (report, reader, extract, keyed, keys) VALUES (?, ?, ?, ?, ?)", cells)
        self._c.executemany("INSERT INTO postings VALUES (?, ?)", sorted(postings))
        self._c.execute(f"UPDATE reports SET pile = NULL, stale = 1 WHERE id {AMONG}", [rows.json_list(ids)])

    def unkey(self, ids: Sequence[str]) -> None:
        """Take reports' postings away, by the keys that stand beside what was read from them."""
        query = f"SELECT report, keys FROM taken WHERE report {AMONG} AND keys IS NOT NULL"
        known = self._c.execute(query, [rows.json_list(ids)]).fetchall()
        gone = ((key, number(report)) for report, keys in known for key in array("q", keys))
        self._c.executemany("DELETE FROM postings WHERE key = ? AND report = ?", gone)

    def size(self) -> int:
        """How many reports have keys."""
        query = "SELECT (SELECT count(*) FROM taken) - (SELECT count(*) FROM taken WHERE NOT keyed)"
        return int(self._c.execute(query).fetchone()[0])

    def all(self) -> list[int]:
        """All reports that have keys."""
        return [number(id) for (id,) in self._c.execute("SELECT report FROM taken WHERE keyed ORDER BY report")]

    def unplaced(self) -> list[int]:
        """The reports that have keys and no pile."""
        query = "SELECT id FROM reports JOIN taken ON report = id WHERE keyed AND pile IS NULL AND stale ORDER BY id"
        return [number(id) for (id,) in self._c.execute(query)]

    def postings(self) -> Iterator[tuple[int, list[int]]]:
        """Each key with all its reports."""
        found = self._c.execute("SELECT key, report FROM postings ORDER BY key, report")
        for key, held in groupby(found, key=lambda row: row[0]):
            yield key, [report for _, report in held]

    def postings_of(self, given: Sequence[int], most: int) -> dict[int, list[int]]:
        """The keys of some reports with all reports that share them, where these are several and not more than so many.

        Of a key of copies (a negative number) there may be any number.
        """
        listed = rows.json_list(sorted(set(self._keys(map(name, given)))))
        query = """SELECT value FROM json_each(?1) AS mine
            WHERE (SELECT count(*) FROM (SELECT 1 FROM postings WHERE key = mine.value LIMIT ?2 + 1)) BETWEEN 2 AND ?2 + (value < 0)"""
        keys = [key for (key,) in self._c.execute(query, [listed, most])]
        found: dict[int, list[int]] = {}
        held = f"SELECT key, report FROM postings WHERE key {AMONG} ORDER BY key, report"
        for key, report in self._c.execute(held, [rows.json_list(keys)]):
            found.setdefault(key, []).append(report)
        return found

    def _keys(self, ids: Iterable[str]) -> Iterator[int]:
        query = f"SELECT keys FROM taken WHERE report {AMONG} AND keys IS NOT NULL"
        for (held,) in self._c.execute(query, [rows.json_list(ids)]).fetchall():
            yield from array("q", held)

    def parts_of(self, given: Iterable[int]) -> list[int]:
        """All reports of the components in which some reports lie."""
        ids = rows.json_list(map(name, given))
        query = f"SELECT id FROM reports WHERE part IN (SELECT part FROM reports WHERE id {AMONG} AND part IS NOT NULL) ORDER BY id"
        return [number(id) for (id,) in self._c.execute(query, [ids])]

    def parts(self, given: Iterable[int]) -> dict[int, int]:
        """The component of each of some reports that lie in one."""
        query = f"SELECT id, part FROM reports WHERE id {AMONG} AND part IS NOT NULL ORDER BY id"
        return {number(id): part for id, part in self._c.execute(query, [rows.json_list(map(name, given))])}

    def part_size(self, part: int) -> int:
        """How many reports lie in a component."""
        return int(self._c.execute("SELECT count(*) FROM reports WHERE part = ?", [part]).fetchone()[0])

    def join_parts(self, old: Iterable[int], part: int) -> None:
        """Have all reports of some components belong to another."""
        self._c.executemany("UPDATE reports SET part = ? WHERE part = ?", [(part, one) for one in sorted(old)])

    def mates(self, given: Iterable[int]) -> dict[int, int]:
        """All reports of the piles in which some reports lie, each with its pile."""
        ids = rows.json_list(map(name, given))
        query = f"SELECT id, pile FROM reports WHERE pile IN (SELECT pile FROM reports WHERE id {AMONG} AND pile IS NOT NULL) ORDER BY id"
        return {number(id): pile for id, pile in self._c.execute(query, [ids])}

    def place(self, part: int, piles: Sequence[Sequence[int]]) -> None:
        """Note a component and its piles; a pile that is not as it was is stale."""
        for pile in piles:
            ids = rows.json_list(map(name, pile))
            old = self._c.execute(f"SELECT DISTINCT pile FROM reports WHERE id {AMONG}", [ids]).fetchall()
            size = self._c.execute("SELECT count(*) FROM reports WHERE pile = ?", [old[0][0]]).fetchone()[0]
            stale = len(old) > 1 or old[0][0] is None or size != len(pile)
            self._c.execute(f"UPDATE reports SET part = ?, pile = ?, stale = stale OR ? WHERE id {AMONG}", [part, min(pile), stale, ids])

    def stale(self) -> list[tuple[int, list[str]]]:
        """The piles of which not all reports are worked out, with their reports."""
        stale = f"SELECT pile FROM reports {_STALE} WHERE stale AND pile IS NOT NULL"
        query = f"SELECT pile, id FROM reports WHERE pile IN ({stale}) ORDER BY pile, id"
        return [(pile, [id for _, id in held]) for pile, held in groupby(self._c.execute(query), key=lambda row: row[0])]

    def still(self, pile: int, ids: Sequence[str]) -> bool:
        """True where a pile is still of these reports and still to be worked out."""
        found = self._c.execute("SELECT id, stale FROM reports WHERE pile = ? ORDER BY id", [pile]).fetchall()
        return [id for id, _ in found] == list(ids) and any(stale for _, stale in found)

    def heard(self, judgements: Iterable[str]) -> set[str]:
        """Note what people decided; what of it was not noted before, or is no longer decided."""
        now = set(judgements)
        before = {j for (j,) in self._c.execute("SELECT judgement FROM heard")}
        if now != before:
            self._c.execute("DELETE FROM heard")
            self._c.executemany("INSERT INTO heard VALUES (?)", ([j] for j in sorted(now)))
        return now ^ before

    def reports_of(self, items: Iterable[str]) -> dict[str, int]:
        """The report of each claim, of those that are reports themselves."""
        listed = rows.json_list(items)
        query = f"SELECT id, report FROM claims WHERE id {AMONG} UNION SELECT id, id FROM reports WHERE id {AMONG}"
        return {item: number(report) for item, report in self._c.execute(query, [listed, listed])}

    def unsettle(self, given: Iterable[int]) -> None:
        """Have some reports placed and worked out anew."""
        ids = rows.json_list(map(name, given))
        self._c.execute(f"UPDATE reports SET pile = NULL, stale = 1 WHERE id {AMONG}", [ids])
