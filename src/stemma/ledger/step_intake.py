"""The steps by which a ledger keeps where its reports came from, and what the watch has still to send."""

from __future__ import annotations

OUTBOX = """
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY, target TEXT NOT NULL, key TEXT NOT NULL UNIQUE, body TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
"""
INTAKE = """
CREATE TABLE custody (
    id INTEGER PRIMARY KEY, report TEXT NOT NULL, action TEXT NOT NULL, at TEXT NOT NULL, original TEXT NOT NULL, part INTEGER NOT NULL,
    whence TEXT NOT NULL, headers TEXT NOT NULL, command TEXT NOT NULL, version TEXT NOT NULL
) STRICT;
CREATE INDEX custody_report ON custody (report, whence, original);
CREATE INDEX custody_original ON custody (original);
CREATE TABLE addresses (report TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (report, url)) STRICT;
CREATE TABLE editions (
    page TEXT NOT NULL, number INTEGER NOT NULL, report TEXT NOT NULL UNIQUE, seen TEXT NOT NULL, PRIMARY KEY (page, number)
) STRICT;
CREATE TABLE visits (url TEXT PRIMARY KEY, at TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL, headers TEXT NOT NULL) STRICT;
CREATE TABLE rounds (id INTEGER PRIMARY KEY, at TEXT NOT NULL, ended TEXT NOT NULL, said TEXT NOT NULL) STRICT;
"""
