"""What bytes are, told by what stands in them and not by the name that they came under."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import BinaryIO

from stemma.core.errors import InputRefused
from stemma.intake.archives import inflated
from stemma.intake.encoding import decode
from stemma.intake.html import looks_like_html
from stemma.intake.jsonl import looks_like_jsonl

HEAD = 65536  # bytes that are looked at
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+)?html\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b[^>]*>", re.IGNORECASE)
_ROOT = re.compile(r"<(?!\?|!)(?:\w+:)?([A-Za-z]\w*)")
_MAIL = re.compile(r"(?:[A-Z][\w-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}")
_MAIL_NAMES = re.compile(r"^(?:From|Return-Path|Received|Message-ID|MIME-Version|Delivered-To):", re.MULTILINE | re.IGNORECASE)
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def recognise(data: bytes, name: str = "") -> str:
    """The kind of some bytes (pdf, docx, xlsx, parquet, warc, gzip, eml, html, feed, opml, sitemap, jsonfeed, ninjs, telegram, jsonl, csv);
    "" where they are a plain text, or nothing that is known. The name is used only to tell a table from a text with commas."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    for magic, kind in ((b"PAR1", "parquet"), (b"WARC/", "warc"), (b"\x1f\x8b", "gzip")):
        if data.startswith(magic):
            return kind
    if _PAGE.match(data[:200]):
        return "html"
    try:
        start = decode(data[:HEAD], "").lstrip("\ufeff \t\r\n")
    except InputRefused:
        return ""
    if start.startswith("<"):
        return _markup(start)
    if start.startswith(("{", "[")):
        return _json(start, data)
    if _MAIL.match(start) and len(_MAIL_NAMES.findall(start[:8000])) > 1:
        return "eml"
    return "csv" if _is_table(start, name) else ""


def _office(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    return next((kind for member, kind in _OFFICE.items() if member in names), "")


def _markup(start: str) -> str:
    if looks_like_html(start):
        return "html"
    root = _ROOT.search(start)
    name = root.group(1).lower() if root else ""
    if name in ("urlset", "sitemapindex"):
        return "sitemap"
    if name == "opml":
        return "opml"
    if _FEED.search(start[:4000]):
        return "feed"
    return "html" if name in ("article", "div", "section", "main", "p", "h1", "meta", "title", "link", "script", "table") else ""


def _json(start: str, data: bytes) -> str:
    if looks_like_jsonl(start):
        return "jsonl"
    if '"https://jsonfeed.org/version/' in start.replace("\\/", "/"):
        return "jsonfeed"
    if '"messages"' in start and ('"personal_information"' in start or re.search(r'"type":\s*"\w*(?:channel|group|chat)', start)):
        return "telegram"
    if '"chats"' in start and '"list"' in start:
        return "telegram"
    if re.search(r'"(?:body_text|body_html|body_xhtml|bodies|headlines?)"', start) and re.search(
        r'"(?:uri|versioncreated|pubstatus)"', start
    ):
        return "ninjs"
    first = start.partition("\n")[0]
    try:
        held = json.loads(first)
    except (ValueError, RecursionError):
        return "json" if _whole_json(data) else ""
    return "jsonl" if isinstance(held, dict) and len(start) > len(first) + 1 and _columns(held) else ("json" if _columns(held) else "")


def _whole_json(data: bytes) -> bool:
    """True for a JSON array or object over several lines that holds texts."""
    try:
        return _columns(json.loads(data))
    except (ValueError, RecursionError):
        return False


def _columns(held: object) -> bool:
    row = held[0] if isinstance(held, list) and held else held
    return isinstance(row, dict) and isinstance(row.get("text"), str)


def _is_table(start: str, name: str) -> bool:
    lines = [line for line in start.split("\n")[:6] if line.strip()]
    if len(lines) < 2:
        return False
    for mark in (",", "\t", ";", "|"):
        head = lines[0].strip().split(mark)
        if len(head) > 1 and all(0 < len(cell.strip(' "')) <= 40 and not cell.strip(' "').endswith(".") for cell in head):
            named = name.lower().endswith((".csv", ".tsv"))
            words = {cell.strip(' "').casefold() for cell in head}
            return named or bool(words & {"text", "body", "content", "article", "message", "story"})
    return name.lower().endswith((".csv", ".tsv"))


def is_known(path: Path) -> bool:
    """True for a file without a known ending that by its bytes is something Stemma reads."""
    try:
        with path.open("rb") as stream:
            return is_archive(stream, path) or recognise(stream.read(HEAD), path.name) not in ("", "gzip")
    except OSError:
        return False


def is_archive(stream: BinaryIO, path: Path) -> bool:
    """True for a WARC, packed or not; the stream is put back to its beginning."""
    head = stream.read(4096)
    stream.seek(0)
    return head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and inflated(head, 64).startswith(b"WARC/"))
