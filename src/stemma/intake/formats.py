"""The kinds of input and the functions that read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from stemma.core.delivery import Address, Delivered, Remark
from stemma.core.errors import InputRefused
from stemma.core.types import Report
from stemma.intake import chats, documents, feeds, html, jsonl, lists, mail, ninjs, plain, tables

Item = Report | InputRefused | Address | Remark
Format = Callable[[bytes, str], Report | Iterable[Report | InputRefused]]
Read = Callable[[bytes, str], Report | Iterable[Item]]
Out = Delivered | InputRefused | Remark
MOST_BYTES = 20_000_000  # a larger file is an archive, not a report
KINDS: Mapping[str, Read] = {
    "html": html.read_html,
    "feed": feeds.read_feed,
    "jsonfeed": feeds.read_json_feed,
    "opml": lists.read_opml,
    "sitemap": lists.read_sitemap,
    "pdf": documents.read_pdf,
    "docx": documents.read_word,
    "eml": mail.read_mail,
    "jsonl": jsonl.read_jsonl,
    "json": jsonl.read_json,
    "ninjs": ninjs.read_ninjs,
    "telegram": chats.read_telegram,
}
TABLES = {"csv": tables.read_csv, "xlsx": tables.read_excel, "parquet": tables.read_parquet}
FORMATS: Mapping[str, Format] = {
    ".txt": plain.read_text,
    ".text": plain.read_text,
    ".md": plain.read_markdown,
    ".markdown": plain.read_markdown,
    ".html": html.read_html,
    ".htm": html.read_html,
    ".xhtml": html.read_html,
    ".jsonl": jsonl.read_jsonl,
    ".ndjson": jsonl.read_jsonl,
}
OTHERS = frozenset((
    ".pdf", ".docx", ".eml", ".csv", ".tsv", ".xlsx", ".parquet", ".warc", ".rss", ".atom", ".xml", ".opml", ".gz", ".mhtml",
))  # fmt: skip
