"""What the watch keeps in the ledger: answers of servers, rounds, and the posts that are still to be sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256

import msgspec

from stemma.core.delivery import Pairs
from stemma.ledger import rows
from stemma.ledger.taken import Taken

_WAITING = "CREATE TEMP TABLE IF NOT EXISTS waiting (url TEXT PRIMARY KEY, at TEXT, etag TEXT, modified TEXT, headers TEXT)"


class Watched:
    """The answers, rounds and outbox of one ledger."""

    def __init__(self, connection: sqlite3.Connection, writing: Callable[[], AbstractContextManager[Taken]]) -> None:
        self._c = connection
        self._writing = writing

    def validators(self, url: str) -> dict[str, str]:
        """ETag and Last-Modified of the last answer from an address, as request headers."""
        row = self._c.execute("SELECT etag, modified FROM visits WHERE url = ?", [url]).fetchone()
        return {name: value for name, value in zip(("If-None-Match", "If-Modified-Since"), row or (), strict=False) if value}

    def has_seen(self, url: str) -> bool:
        """True for an address that answered before."""
        return self._c.execute("SELECT 1 FROM visits WHERE url = ?", [url]).fetchone() is not None

    def visited(self, url: str, headers: Pairs, at: str) -> None:
        """Have an answer wait until what it brought is kept; those that wait stand in a file of their own and are gone after a stop."""
        held = dict(headers)
        self._c.execute(_WAITING)
        cells = [url, at, held.get("etag", ""), held.get("last-modified", ""), rows.to_cell(headers)]
        self._c.execute("INSERT OR REPLACE INTO temp.waiting VALUES (?, ?, ?, ?, ?)", cells)

    def settle(self) -> None:
        """Note the answers that wait, in one step."""
        self._c.execute(_WAITING)
        with self._writing():
            self._c.execute("INSERT OR REPLACE INTO visits (url, at, etag, modified, headers) SELECT * FROM temp.waiting")
            self._c.execute("DELETE FROM temp.waiting")

    def pages(self, since: str, most: int) -> list[str]:
        """Pages that were fetched and first seen since a moment, the longest unvisited first."""
        query = """SELECT url FROM visits JOIN editions ON editions.page IN (substr(url, instr(url, '://') + 3),
                   CASE WHEN substr(url, instr(url, '://') + 3) GLOB 'www.*' THEN substr(url, instr(url, '://') + 7) END)
            WHERE seen >= ? GROUP BY url ORDER BY visits.at, url LIMIT ?"""
        return [url for (url,) in self._c.execute(query, [since, most])]

    def round(self, at: str, ended: str, told: int, posts: Sequence[tuple[str, str]] = ()) -> None:
        """Note a round of the watch, the last entry of the log of which it told, and the posts (target and body) that it has to send."""
        with self._writing():
            self._c.execute("INSERT INTO rounds (at, ended, said) VALUES (?, ?, ?)", [at, ended, str(told)])
            for target, body in posts:
                key = sha256(f"{target} {body}".encode("utf-8", "surrogatepass")).hexdigest()
                self._c.execute("INSERT OR IGNORE INTO outbox (target, key, body, at) VALUES (?, ?, ?, ?)", [target, key, body, at])

    def unsent(self, target: str) -> list[tuple[str, str]]:
        """The keys and bodies of the posts that wait for a target, oldest first."""
        return [(key, body) for key, body in self._c.execute("SELECT key, body FROM outbox WHERE target = ? ORDER BY id", [target])]

    def sent(self, key: str) -> None:
        """Take a post away that was received."""
        with self._writing():
            self._c.execute("DELETE FROM outbox WHERE key = ?", [key])

    def last_round(self) -> str:
        """When the last whole round of the watch began, "" where there was none."""
        row = self._c.execute("SELECT at FROM rounds ORDER BY id DESC LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def told(self) -> int:
        """The last entry of the log of which a round of the watch told."""
        row = self._c.execute("SELECT said FROM rounds ORDER BY id DESC LIMIT 1").fetchone()
        if row:
            return int(row[0])
        (last,) = self._c.execute("SELECT coalesce(max(id), 0) FROM custody").fetchone()
        return int(last)


def unsaid(connection: sqlite3.Connection, report: str) -> None:
    """Take a report's claims out of the posts that wait, and posts that hold nothing else away."""
    for id, body in connection.execute("SELECT id, body FROM outbox WHERE instr(body, ?)", [report]).fetchall():
        held = msgspec.json.decode(body)
        held["claims"] = [claim for claim in held["claims"] if claim["report"] != report]
        if held["claims"]:
            connection.execute("UPDATE outbox SET body = ? WHERE id = ?", [msgspec.json.encode(held).decode(), id])
        else:
            connection.execute("DELETE FROM outbox WHERE id = ?", [id])
