"""Originals: the bytes as they came in, each under its own hash in a folder beside the ledger, never rewritten."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENOSPC
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from stemma.core.errors import LedgerError

_HASH = re.compile(r"[0-9a-f]{64}")
_HALVES = "half"  # where bytes lie while they are written
_PIECE = 1 << 20  # bytes that are copied at a time
_OLD = 3600.0  # seconds after which a half belongs to a program that was stopped


class Originals:
    """The folder of one ledger's originals."""

    def __init__(self, ledger: str | Path) -> None:
        self.folder = Path(f"{ledger}.originals")

    def keep(self, data: bytes) -> str:
        """The hash of the bytes, which are kept; a file is whole or not there, also where the program is killed."""
        name = sha256(data).hexdigest()
        return name if self._path(name).exists() else self._write([data])

    def keep_file(self, path: Path) -> str:
        """The hash of a file too large to be held, which is kept."""
        try:
            with path.open("rb") as given:
                return self._write(iter(lambda: given.read(_PIECE), b""))
        except OSError as fault:
            raise LedgerError(f"{path} cannot be read: {fault.strerror}.") from fault

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a hash, or None where they are not there; bytes that are no longer what they were are refused."""
        path = self.path_of(name)
        return path.read_bytes() if path else None

    def path_of(self, name: str) -> Path | None:
        """Where the bytes of a hash lie, None where they do not; bytes that are no longer what they were are refused."""
        path, found = self._path(name), sha256()
        try:
            with path.open("rb") as held:
                while piece := held.read(_PIECE):
                    found.update(piece)
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise LedgerError(f"{path} cannot be read: {fault.strerror}.") from fault
        if found.hexdigest() != name:
            raise LedgerError(f"{path} is not what was taken in: its hash is another. Put it back from a copy.")
        return path

    def tidy(self) -> None:
        """Take away what programs that were stopped left half written."""
        with suppress(OSError):
            for half in (self.folder / _HALVES).iterdir():
                if time.time() - half.stat().st_mtime > _OLD:
                    half.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Take the bytes of a hash away."""
        self._path(name).unlink(missing_ok=True)

    def _write(self, pieces: Iterable[bytes]) -> str:
        """Write a file whole under its hash, or leave things as they were."""
        half = self.folder / _HALVES / f"{os.getpid()}.{threading.get_ident()}"
        found = sha256()
        try:
            with _opened(half) as held:
                for piece in pieces:
                    found.update(piece)
                    held.write(piece)
                held.flush()
                os.fsync(held.fileno())
            path = self._path(found.hexdigest())
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(half, path)
        except OSError as fault:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            full = fault.errno in (ENOSPC, EFBIG, EDQUOT)
            why = "There is no room left on the disk" if full else f"An original cannot be written ({fault.strerror})"
            raise LedgerError(f"{why} in {self.folder}: the ledger is as it was before; make room and run the command again.") from fault
        return found.hexdigest()

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
