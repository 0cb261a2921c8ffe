"""Originals: the bytes as they came in, each under its own hash in a folder beside the ledger, never rewritten."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENOSPC
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from stemma.core.errors import LedgerError

_HASH = re.compile(r"[0-9a-f]{64}")
_HALVES = "half"  # where bytes lie while they are written
_OLD = 3600.0  # seconds after which a half belongs to a program that was stopped


class Originals:
    """The folder of one ledger's originals."""

    def __init__(self, ledger: str | Path) -> None:
        self.folder = Path(f"{ledger}.originals")

    def keep(self, data: bytes) -> str:
        """The hash of the bytes, which are kept; a file is whole or not there, also where the program is killed."""
        name = sha256(data).hexdigest()
        path = self._path(name)
        if path.exists():
            return name
        half = self.folder / _HALVES / f"{name}.{os.getpid()}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with _opened(half) as held:
                held.write(data)
                held.flush()
                os.fsync(held.fileno())
            os.replace(half, path)
        except OSError as fault:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            full = fault.errno in (ENOSPC, EFBIG, EDQUOT)
            why = "There is no room left on the disk" if full else f"An original cannot be written ({fault.strerror})"
            raise LedgerError(f"{why} in {self.folder}: the ledger is as it was before; make room and run the command again.") from fault
        return name

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a hash, or None where they are not there; bytes that are no longer what they were are refused."""
        path = self._path(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise LedgerError(f"{path} cannot be read: {fault.strerror}.") from fault
        if sha256(data).hexdigest() != name:
            raise LedgerError(f"{path} is not what was taken in: its hash is another. Put it back from a copy.")
        return data

    def tidy(self) -> None:
        """Take away what programs that were stopped left half written."""
        with suppress(OSError):
            for half in (self.folder / _HALVES).iterdir():
                if time.time() - half.stat().st_mtime > _OLD:
                    half.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Take the bytes of a hash away."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _HASH.fullmatch(name):
            raise LedgerError(f"'{name}' is no SHA-256: wanted 64 hex digits.")
        return self.folder / name[:2] / name[2:]


def _opened(path: Path) -> BinaryIO:
    """A file to write to, its folder made where it is missing."""
    try:
        return path.open("wb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")
