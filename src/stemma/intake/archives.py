"""Web archives: the pages of a WARC, one by one, so that an archive of any size needs little memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from stemma.core.delivery import Pairs
from stemma.core.errors import MissingExtra

_TYPES = re.compile(r"html|xml|json|pdf|text/plain|officedocument|message/rfc822", re.IGNORECASE)


class Archived(NamedTuple):
    """One answer of a server as an archive keeps it."""

    url: str
    when: str  # as the archive dates it
    headers: Pairs
    data: bytes


def archived(stream: BinaryIO, most: int) -> Iterator[Archived]:
    """The answers in an archive that may hold a report: those of status 200 that are pages, feeds or documents and not too large."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MissingExtra("fastwarc", "files", "Reading web archives") from None
    wanted = WarcRecordType.response | WarcRecordType.resource
    for record in ArchiveIterator(stream, record_types=wanted, parse_http=True, max_content_length=most):
        http = record.http_headers
        headers = tuple((k.lower(), v) for k, v in http.items()) if http is not None else ()
        kind = dict(headers).get("content-type", "") or record.headers.get("Content-Type", "")
        if (http is not None and http.status_code not in (200, None)) or not _TYPES.search(kind or "html"):
            continue
        data = record.reader.read(most + 1)
        encoding = dict(headers).get("content-encoding", "")
        if encoding and encoding != "identity":
            data = _decoded(data, encoding, most)
        if 0 < len(data) <= most:
            yield Archived(
                str(record.headers.get("WARC-Target-URI") or "").strip("<>"), str(record.headers.get("WARC-Date") or ""), headers, data
            )


def _decoded(data: bytes, encoding: str, most: int) -> bytes:
    return inflated(data, most) if encoding in ("gzip", "x-gzip", "deflate") else b""


def inflated(data: bytes, most: int) -> bytes:
    """What gzip or zlib packed, at most so many bytes and one more; b"" where it is damaged from the beginning."""
    import zlib

    out = b""
    while data and len(out) <= most:
        unpack = zlib.decompressobj(47)  # gzip and zlib, told by their beginnings
        try:
            out += unpack.decompress(data, most + 1 - len(out))
        except zlib.error:
            return out
        data = unpack.unused_data
    return out
