"""PDF and Word: the text of a document, its lines put together again to paragraphs."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from stemma.core.errors import InputRefused, MissingExtra
from stemma.core.types import Report
from stemma.intake.encoding import clean
from stemma.intake.headers import with_values

_MOST_PAGES = 500
_MOST_UNPACKED = 200_000_000  # bytes; beyond, the file is a bomb or no report
_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]$")


def read_pdf(data: bytes, name: str) -> Report:
    """The text of a PDF with what it says of itself; a scan has none and is refused."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise MissingExtra("pypdf", "files", "Reading PDF") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are no sentences for the user
    held = PdfReader(io.BytesIO(data), strict=False)
    if held.is_encrypted and not held.decrypt(""):
        raise InputRefused(f"{name} is locked by a password: save a copy without one and add that.")
    if len(held.pages) > _MOST_PAGES:
        raise InputRefused(f"{name} has {len(held.pages)} pages, and a report has at most {_MOST_PAGES}: split it.")
    text = clean("\n\n".join(reflowed(page.extract_text() or "") for page in held.pages))
    if sum(c.isalpha() for c in text) < 20:
        raise InputRefused(f"{name} is a PDF of pictures, without a text: have it read by text recognition and add the result.")
    said: Any = held.metadata or {}
    values = {"title": str(said.get("/Title") or ""), "author": str(said.get("/Author") or "")}
    created = re.match(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?", str(said.get("/CreationDate") or ""))
    if created:
        day, clock = "-".join(created.groups()[:3]), created.groups()[3:]
        values["date.file"] = day + ("T" + ":".join(clock) if all(clock) else "")
    return with_values(Report(text=text, name=name), {key: clean(value) for key, value in values.items()})


def read_word(data: bytes, name: str) -> Report:
    """The paragraphs and tables of a Word document, in order."""
    try:
        import docx
        from docx.table import Table
    except ImportError:
        raise MissingExtra("python-docx", "files", "Reading Word") from None
    safe_zip(io.BytesIO(data), name)
    held = docx.Document(io.BytesIO(data))
    lines: list[str] = []
    for block in held.iter_inner_content():
        lines += _rows(block) if isinstance(block, Table) else [block.text]
    text = clean("\n".join(line for line in lines if line.strip()))
    if not text:
        raise InputRefused(f"{name} is a document without a text.")
    said = held.core_properties
    values = {"title": said.title or "", "author": said.author or "", "date.file": said.created.isoformat() if said.created else ""}
    return with_values(Report(text=text, name=name), {key: clean(value) for key, value in values.items()})


def safe_zip(held: Path | BinaryIO, name: str, most: int = _MOST_UNPACKED) -> None:
    """Refuse an office file that unpacks to too much or declares entities of its own."""
    with zipfile.ZipFile(held) as archive:
        if sum(member.file_size for member in archive.infolist()) > most:
            raise InputRefused(f"{name} unpacks to more than {most // 1_000_000} MB: that is no report.")
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as beginning:
                    if b"<!DOCTYPE" in beginning.read(4096):
                        raise InputRefused(f"{name} declares entities of its own, which no office program writes: it was not opened.")


def reflowed(text: str) -> str:
    """Lines as a page has them put together to paragraphs: a line that does not end a sentence goes on in the next."""
    out: list[str] = []
    longest = max((len(line) for line in text.split("\n")), default=0)
    going = False
    for line in (raw.strip() for raw in text.split("\n")):
        if not line:
            going = False
        elif going and out:
            out[-1] = _HYPHEN.sub("", out[-1]) + line if _HYPHEN.search(out[-1]) and line[:1].islower() else f"{out[-1]} {line}"
            going = not _END.search(line) or len(line) > 0.85 * longest
        else:
            out.append(line)
            going = len(line) > 0.6 * longest and (not _END.search(line) or len(line) > 0.85 * longest)
    return "\n".join(out)


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        yield " | ".join(cell.text.strip() for cell in row.cells)
