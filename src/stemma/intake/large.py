"""Files too large to be held: rows, lines and messages one at a time, so that a file of any size needs little memory."""

from __future__ import annotations

import io
import json
import zipfile
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from stemma.core.errors import InputRefused
from stemma.intake import chats, jsonl, tables
from stemma.intake.encoding import encoding_of
from stemma.intake.formats import MOST_BYTES, Item
from stemma.intake.recognise import recognise

_PIECE = 1 << 20  # letters that are read at a time
_KINDS = ("csv", "xlsx", "parquet", "telegram", "jsonl", "json")


def kind_of(path: Path, head: bytes, name: str) -> str:
    """The kind of a large file that can be read without being held, "" for others."""
    if head.startswith(b"PK"):
        with suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
            return "xlsx" if "xl/workbook.xml" in archive.namelist() else ""
    kind = recognise(head, name) or {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json"}.get(Path(name).suffix.lower(), "")
    return kind if kind in _KINDS else ""


def items(path: Path, kind: str, name: str, columns: Mapping[str, str]) -> Iterator[Item]:
    """The reports of a large table, export or file of JSON."""
    if kind == "csv":
        with path.open("rb") as head:
            encoding = encoding_of(head.read(1 << 16))
        with path.open(encoding=encoding, errors="replace", newline="") as text:
            yield from tables.csv_rows(text, name, columns)
    elif kind == "xlsx":
        yield from tables.excel_rows(path, name, columns)
    elif kind == "parquet":
        yield from tables.parquet_rows(path, name, columns)
    elif kind == "jsonl":
        yield from _lines(path, name)
    else:
        yield from _objects(path, name)


def _lines(path: Path, name: str) -> Iterator[Item]:
    with path.open("rb") as stream:
        for number, row in enumerate(iter(partial(stream.readline, MOST_BYTES + 1), b""), 1):
            if len(row) > MOST_BYTES:
                yield InputRefused(f"{name}, line {number} is larger than {MOST_BYTES // 1_000_000} MB: that is no report.")
                return
            line = row.removeprefix(BOM_UTF8) if number == 1 else row
            if line.strip():
                yield jsonl.read_line(line, f"{name}, line {number}")


def _objects(path: Path, name: str) -> Iterator[Item]:
    """The messages of a Telegram export, or the objects of a JSON array, each parsed by itself."""
    with path.open("rb") as stream:
        parts = Parts(io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace"))
        whole = parts.starts_with("[")
        found = 0
        for chat, held in parts.lists("" if whole else "messages"):
            found += 1
            if whole:
                yield jsonl.read_object(held, f"{name}, item {found}")
            elif report := chats.read_message(held, chat):
                yield report
        if parts.fault:
            yield InputRefused(f"{name} is damaged after {found} items: {parts.fault}. What stood before was taken.")
        elif not found:
            yield InputRefused(f"{name} holds no list of texts or messages that could be read a piece at a time: split it.")


class Parts:
    """A JSON document of which only the lists under one key are looked at, an element at a time."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._held = ""
        self._at = 0
        self._ended = False
        self.fault = ""
        self._decoder = json.JSONDecoder()

    def starts_with(self, mark: str) -> bool:
        """True where the document begins with a letter."""
        self._skip(" \t\r\n")
        return self._held[self._at : self._at + 1] == mark

    def lists(self, key: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The objects in the lists under a key, with the plain values that stood before the list; of the outermost list without a key."""
        known: dict[str, Any] = {}
        while self._find(key, known):
            yield from ((known, held) for held in self._elements() if isinstance(held, dict))
            known = {}
            if not key or self.fault:
                return

    def _find(self, key: str, known: dict[str, Any]) -> bool:
        """Go on to behind the bracket that opens the next list; strings and numbers that are passed are noted by their keys."""
        if not key:
            self._at += 1
            return True
        while True:
            at = self._held.find('"', self._at)
            if at < 0:
                self._at = len(self._held)
                if not self._more():
                    return False
                continue
            self._at = at
            name = self._value()
            if self.fault:
                return False
            self._skip(" \t\r\n")
            if self._held[self._at : self._at + 1] != ":":
                continue
            self._at += 1
            self._skip(" \t\r\n")
            first = self._held[self._at : self._at + 1]
            if first == "[" and name == key:
                self._at += 1
                return True
            if first not in "[{":
                known[str(name)] = self._value()

    def _elements(self) -> Iterator[Any]:
        while True:
            self._skip(" \t\r\n,")
            if self._held[self._at : self._at + 1] in ("]", ""):
                self._at += 1
                return
            held = self._value()
            if self.fault:
                return
            yield held

    def _value(self) -> Any:
        """The value that begins here; more is read until it is whole."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except (ValueError, RecursionError) as fault:
                if len(self._held) - self._at > MOST_BYTES or not self._more():
                    self.fault = str(fault)
                    return None
                continue
            if end == len(self._held) and self._more():  # a number may go on
                continue
            self._at = end
            return value

    def _skip(self, letters: str) -> None:
        while True:
            while self._at < len(self._held) and self._held[self._at] in letters:
                self._at += 1
            if self._at < len(self._held) or not self._more():
                return

    def _more(self) -> bool:
        if self._ended:
            return False
        piece = self._text.read(_PIECE)
        self._ended = not piece
        self._held, self._at = self._held[self._at :] + piece, 0
        return bool(piece)
