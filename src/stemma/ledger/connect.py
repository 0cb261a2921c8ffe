"""Opening the ledger's file: made, brought up to date, or refused with a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from stemma.core.errors import LedgerError
from stemma.ledger.migrations import MIGRATIONS

APPLICATION = 0x53544D41  # "STMA", by which a ledger is told from any other SQLite file
ANSWERING = ("PRAGMA cache_size = -65536", "PRAGMA wal_autocheckpoint = 1000")  # 64 MiB in memory; 4 MiB in the log beside the file
ADDING = ("PRAGMA cache_size = -393216", "PRAGMA wal_autocheckpoint = 16384")  # 384 MiB at most, 64 MiB
_WAIT = 10.0  # seconds for which another program's writing is waited for


def connect(path: str, create: bool) -> sqlite3.Connection:
    """A connection to the ledger at a path, its tables as this version knows them."""
    if "://" in path:
        raise LedgerError(f"{path} is an address, and a ledger is one SQLite file: give the path of a file.")
    file = Path(path)
    if file.is_dir():
        raise LedgerError(f"{path} is a folder: give the path of a file for the ledger, such as {file / 'stemma.db'}.")
    if not create and not file.exists():
        raise LedgerError(f"There is no ledger at {path}: make one with 'stemma add INPUT... --ledger {path}'.")
    if not file.parent.is_dir():
        raise LedgerError(f"The folder {file.parent} for the ledger does not exist: make it first, or name another.")
    try:
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    except sqlite3.Error as fault:
        raise LedgerError(said(fault, path)) from fault
    try:
        _prepare(connection, path)
    except sqlite3.Error as fault:
        connection.close()
        raise LedgerError(said(fault, path)) from fault
    except BaseException:
        connection.close()
        raise
    return connection


def said(fault: sqlite3.Error, path: str) -> str:
    """What went wrong, as a sentence that says what to do."""
    words = str(fault)
    if "full" in words or "disk I/O" in words:
        return f"There is no room left on the disk for {path}: the ledger is as it was before; make room and run the command again."
    if "locked" in words:
        return f"Another program is writing to {path}: wait until it is done and run the command again."
    if "readonly" in words or "unable to open" in words:
        return f"{path} cannot be opened or written: check who may write to it and to its folder."
    if "not a database" in words or "malformed" in words:
        return f"{path} is no ledger of Stemma's, or it is damaged: name another file with --ledger."
    return f"The ledger {path} failed: {words}."


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        raise LedgerError(f"{path} is a database, but no ledger of Stemma's: name another file with --ledger.")
    if version > len(MIGRATIONS):
        raise LedgerError(
            f"{path} was written by a newer version of Stemma (ledger version {version}, this one knows {len(MIGRATIONS)}): "
            "update with 'pip install -U stemma'."
        )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: a killed program or a power cut never damages the file
    for setting in ANSWERING:
        connection.execute(setting)
    if version < len(MIGRATIONS):
        connection.execute("PRAGMA journal_mode = WAL")
        _migrate(connection, version)


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Take the missing steps, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(step: str) -> Iterator[str]:
    """The statements of a step; a trigger holds several and is one."""
    held = ""
    for line in step.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
