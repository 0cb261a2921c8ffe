"""Folders: every readable file below, in order of name, with what a reports.csv beside it says."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from stemma.core.delivery import Remark
from stemma.core.errors import InputRefused
from stemma.intake.encoding import clean, decode

LIST = "reports.csv"
_NAMED = 5  # files that are passed over are named up to so many

Known = Callable[[Path], bool]


def walk(
    folder: Path, suffixes: frozenset[str], known: Known = lambda path: False
) -> Iterator[tuple[Path, Mapping[str, str]] | InputRefused | Remark]:
    """The files of a folder and its subfolders with their rows of reports.csv; what cannot be opened is refused.

    A file without a known ending is taken where `known` says so of it; those that are passed over are named in a remark.
    """
    passed: list[str] = []
    refused: list[InputRefused] = []

    def fault(error: OSError) -> None:
        refused.append(InputRefused(f"The folder {error.filename} cannot be read: {error.strerror}."))

    for at, folders, files in os.walk(folder, onerror=fault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(at)
        rows: dict[str, Mapping[str, str]] = {}
        if LIST in files:
            try:
                rows = _rows(here / LIST)
            except InputRefused as why:
                refused.append(why)
        yield from _files(here, sorted(files), lambda path: path.suffix.lower() in suffixes or known(path), rows, passed)
    if passed:
        some = ", ".join(map(clean, passed[:_NAMED])) + (", ..." if len(passed) > _NAMED else "")
        many = f"{len(passed):,} file{'' if len(passed) == 1 else 's'}"
        yield Remark(text=f"{many} in {folder} passed over, of no known kind: {some}. A plain text is taken if named by itself.")
    yield from refused


def _files(
    folder: Path, files: list[str], wanted: Known, rows: dict[str, Mapping[str, str]], passed: list[str]
) -> Iterator[tuple[Path, Mapping[str, str]] | InputRefused]:
    named: set[str] = set()
    for name in files:
        listed = next((key for key in (name, Path(name).stem) if key in rows), None)
        if listed:
            named.add(listed)
        if name.startswith(".") or name == LIST:
            continue
        if not (listed or wanted(folder / name)):
            passed.append(name)
            continue
        yield folder / name, rows.get(listed or "", {})
    for missing in (name for name in rows if name not in named):
        if not (folder / missing).is_file():
            yield InputRefused(f"{folder / LIST} names '{missing}', which is not in the folder.")


def _rows(path: Path) -> dict[str, Mapping[str, str]]:
    """The rows of a reports.csv by file name; columns beyond the known ones pass through."""
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.") from None
    table = csv.DictReader(io.StringIO(text, newline=""))
    if "file" not in (table.fieldnames or ()):
        raise InputRefused(f"{path} has no column 'file': its first line should be file,title,outlet,published,url.")
    rows: dict[str, Mapping[str, str]] = {}
    for row in table:
        name = (row.get("file") or "").strip()
        if name:
            held = {key: value.strip() for key, value in row.items() if key and isinstance(value, str)}
            rows[name] = {key: value for key, value in held.items() if value and key != "file"}
    return rows
