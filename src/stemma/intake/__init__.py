"""Intake: a file, page or row becomes a report with the text as it stood; boilerplate is marked, never cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from stemma.core.errors import InputRefused, StemmaError
from stemma.core.types import Report
from stemma.intake.boilerplate import Marker
from stemma.intake.encoding import clean, decode
from stemma.intake.folder import walk
from stemma.intake.headers import with_values
from stemma.intake.html import looks_like_html, read_html
from stemma.intake.jsonl import looks_like_jsonl, read_jsonl
from stemma.intake.plain import read_markdown, read_text
from stemma.intake.words import boilerplate_table

__all__ = ["FORMATS", "MOST_BYTES", "Dresser", "Format", "take"]

Format = Callable[[bytes, str], Report | Iterable[Report | InputRefused]]
MOST_BYTES = 20_000_000  # a larger file is an archive, not a report
FORMATS: Mapping[str, Format] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def take(inputs: Sequence[str], stdin: BinaryIO | None = None, formats: Mapping[str, Format] = FORMATS) -> Iterator[Report | InputRefused]:
    """The reports of all inputs in order, and for each input or line that holds none the reason; nothing is raised."""
    dress = Dresser()
    for given in inputs:
        for item in _one(given, stdin, formats):
            yield dress(item) if isinstance(item, Report) else item


class Dresser:
    """Marks boilerplate and finds title, byline, dateline and credits in a report that came in bare."""

    def __init__(self, language: str = "en") -> None:
        self._marker = Marker(boilerplate_table(language))

    def __call__(self, report: Report) -> Report:
        """The report with its marks and credits."""
        return self._marker.dress(report)


def _one(given: str, stdin: BinaryIO | None, formats: Mapping[str, Format]) -> Iterator[Report | InputRefused]:
    path = Path(given)
    if given == "-":
        yield from _stream(stdin)
    elif "://" in given:
        yield InputRefused(f"{given} is an address, and Stemma opens no network: save the page as an .html file and add that.")
    elif path.is_dir():
        yield from _folder(path, formats)
    else:
        yield from _file(path, path.name, {}, formats)


def _stream(stdin: BinaryIO | None) -> Iterator[Report | InputRefused]:
    data = stdin.read(MOST_BYTES + 1) if stdin is not None else b""
    if len(data) > MOST_BYTES:
        yield _too_large("standard input")
    else:
        yield from _read(_sniffed(data), data, "standard input")


def _folder(folder: Path, formats: Mapping[str, Format]) -> Iterator[Report | InputRefused]:
    empty = True
    for item in walk(folder, frozenset(formats)):
        empty = False
        if isinstance(item, InputRefused):
            yield item
        else:
            path, row = item
            yield from _file(path, path.relative_to(folder).as_posix(), row, formats)
    if empty:
        yield InputRefused(f"{folder} holds no file that can be taken: wanted {', '.join(sorted(formats))}.")


def _file(path: Path, name: str, row: Mapping[str, str], formats: Mapping[str, Format]) -> Iterator[Report | InputRefused]:
    try:
        if path.stat().st_size > MOST_BYTES:
            yield _too_large(str(path))
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield InputRefused(f"{path} does not exist: check the name, or give a folder.")
        return
    except (OSError, ValueError) as error:
        yield InputRefused(f"{clean(str(path))} cannot be read: {getattr(error, 'strerror', None) or error}.")
        return
    read = formats.get(path.suffix.lower()) or _sniffed(data)
    for item in _read(read, data, str(path)):
        if isinstance(item, InputRefused):
            yield item
        else:
            yield _named(item, str(path), name, row)


def _read(read: Format, data: bytes, name: str) -> Iterator[Report | InputRefused]:
    try:
        held = read(data, clean(name))
        yield from [held] if isinstance(held, Report) else held
    except InputRefused as why:
        yield why
    except StemmaError as why:  # an optional package is missing
        yield InputRefused(str(why))


def _named(report: Report, path: str, name: str, row: Mapping[str, str]) -> Report:
    """The report under the name by which the user knows it, with what the folder's list says of it."""
    if report.name.startswith(clean(path)):
        report = replace(report, name=clean(name) + report.name.removeprefix(clean(path)))
    return with_values(report, {key: clean(value) for key, value in row.items()})


def _sniffed(data: bytes) -> Format:
    """The format of a stream or of a file without a known suffix, by how it begins."""
    try:
        start = decode(data[:65536], "")
    except InputRefused:
        return read_text
    if looks_like_html(start):
        return read_html
    return read_jsonl if looks_like_jsonl(start) else read_text


def _too_large(name: str) -> InputRefused:
    most = MOST_BYTES // 1_000_000
    return InputRefused(f"{name} is larger than {most} MB: split it into reports, one a file or one a line of a .jsonl file.")
