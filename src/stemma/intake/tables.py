"""Tables: a report a row of a CSV, Excel or Parquet file; which column is the text is guessed, said, and may be told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from stemma.core.delivery import Remark
from stemma.core.errors import InputRefused, MissingExtra, nearest
from stemma.core.types import Report
from stemma.intake.documents import safe_zip
from stemma.intake.encoding import clean, decode
from stemma.intake.headers import with_values

Row = Mapping[str, str]
Rows = Iterator[Report | InputRefused | Remark]
COLUMNS = {  # what a report has -> names that columns bear, best first
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "story", "message", "maintext", "description"),
    "title": ("title", "headline", "subject"),
    "outlet": ("outlet", "publisher", "source", "source_name", "site", "publication", "newspaper", "channel", "media"),
    "published": (
        "published",
        "published_at",
        "publish_date",
        "date",
        "datetime",
        "timestamp",
        "pubdate",
        "publication_date",
        "created_at",
    ),
    "url": ("url", "link", "address", "permalink", "source_url"),
    "author": ("author", "authors", "byline"),
    "language": ("language", "lang"),
}
MOST_UNPACKED_TABLE = 4_000_000_000  # bytes of a large Excel file, read a row at a time
_SAMPLE = 50  # rows by which a text column without a known name is guessed


def read_csv(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Rows:
    """The rows of a CSV or TSV file."""
    yield from csv_rows(io.StringIO(decode(data, name), newline=""), name, columns or {})


def csv_rows(text: TextIO, name: str, columns: Mapping[str, str]) -> Rows:
    """The rows of a CSV or TSV text."""
    head = text.read(8192)
    text.seek(0)
    try:
        mark = csv.Sniffer().sniff(head, ",\t;|").delimiter
    except csv.Error:
        mark = "\t" if "\t" in head.partition("\n")[0] else ","
    csv.field_size_limit(20_000_000)
    table = csv.DictReader(text, dialect="excel", delimiter=mark)
    rows = ({str(k): v for k, v in row.items() if k and isinstance(v, str)} for row in table)
    try:
        yield from table_rows(rows, table.fieldnames or (), name, columns)
    except csv.Error as fault:
        yield InputRefused(f"{name}, line {table.line_num} is no row of a table: {fault}.")


def read_excel(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Rows:
    """The rows of all sheets of an Excel file; each sheet's first row names its columns."""
    safe_zip(io.BytesIO(data), name)
    yield from excel_rows(io.BytesIO(data), name, columns or {})


def excel_rows(held: Path | BinaryIO, name: str, columns: Mapping[str, str]) -> Rows:
    """The rows of all sheets of an Excel file, one after another."""
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra("openpyxl", "files", "Reading Excel") from None
    if isinstance(held, Path):
        safe_zip(held, name, MOST_UNPACKED_TABLE)
    book = openpyxl.load_workbook(held, read_only=True, data_only=True)
    try:
        several = len(book.worksheets) > 1
        for sheet in book.worksheets:
            lines = sheet.iter_rows(values_only=True)
            heads = [_cell(cell) for cell in next(lines, ())]
            rows = ({h: _cell(c) for h, c in zip(heads, line, strict=False) if h} for line in lines)
            where = f"{name}, sheet {sheet.title}" if several else name
            if any(heads):
                yield from table_rows(rows, heads, where, columns)
    finally:
        book.close()


def read_parquet(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Rows:
    """The rows of a Parquet file."""
    yield from parquet_rows(data, name, columns or {})


def parquet_rows(given: Path | bytes, name: str, columns: Mapping[str, str]) -> Rows:
    """The rows of a Parquet file, a batch at a time."""
    try:
        from pyarrow import BufferReader
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise MissingExtra("pyarrow", "files", "Reading Parquet") from None
    with ParquetFile(BufferReader(given) if isinstance(given, bytes) else given, pre_buffer=False) as held:  # a buffer would hold the file
        heads = list(held.schema_arrow.names)
        rows = (
            {k: _cell(v) for k, v in row.items()}
            for batch in held.iter_batches(batch_size=256, use_threads=False)
            for row in batch.to_pylist()
        )
        yield from table_rows(rows, heads, name, columns)


def table_rows(rows: Iterable[Row], heads: Sequence[str], name: str, told: Mapping[str, str]) -> Rows:
    """Reports of rows, after a remark that says which column was taken for what."""
    for column in told.values():
        if column not in heads:
            raise InputRefused(f"{name} has no column '{column}': it has {', '.join(map(str, heads))}.{nearest(column, map(str, heads))}")
    left = iter(rows)
    first = list(islice(left, _SAMPLE))
    chosen = {**_guessed(heads, first), **told}
    if "text" not in chosen:
        raise InputRefused(f"{name} has no column of texts: name it with --column text=NAME; it has {', '.join(map(str, heads))}.")
    told_as = ", ".join(f"{field} from '{column}'" for field, column in chosen.items())
    yield Remark(text=f"{name}: {told_as}; tell otherwise with --column FIELD=COLUMN.")
    for number, row in enumerate(chain(first, left), 1):
        yield _report(row, chosen, f"{name}, row {number}")


def _guessed(heads: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Columns by their names; the text, where no name tells it, by the longest cells."""
    by_name = {str(head).strip().casefold().replace(" ", "_"): str(head) for head in reversed(heads)}
    found = {field: by_name[n] for field, names in COLUMNS.items() if (n := next((n for n in names if n in by_name), ""))}
    if "text" not in found and rows:
        length = {h: sum(len(row.get(h, "")) for row in rows) / len(rows) for h in heads if h and h not in found.values()}
        longest = max(length, key=lambda h: length[h], default="")
        if longest and length[longest] > 80:
            found = {"text": longest, **found}
    return found


def _report(row: Row, chosen: Mapping[str, str], where: str) -> Report | InputRefused:
    text = clean(row.get(chosen["text"], "") or "")
    if not text.strip():
        return InputRefused(f"{where} is empty in column '{chosen['text']}': there is nothing to read in it.")
    values = {field: row.get(column, "") for field, column in chosen.items() if field != "text"}
    rest = {k: v for k, v in row.items() if k not in chosen.values() and k.lower() not in values}
    held = {clean(str(k)): clean(v) for k, v in {**rest, **values}.items() if v}
    return with_values(Report(text=text, name=values.get("url") or where), held)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
