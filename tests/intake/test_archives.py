"""A PDF and a web archive, made here; and names that would lead out of the folder of originals."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.core.delivery import Delivered
from stemma.core.errors import LedgerError
from stemma.intake import Door
from stemma.ledger.originals import Originals

TEXT = "The river Dorn rose by two metres overnight, and 340 people left their homes, the mayor of Tarn said on Monday."


def pdf(*lines: str) -> bytes:
    """A PDF of one page, its cross-references right."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 40 780 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, at = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def record(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """One answer in an archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2030-03-05T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(body):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(number: int) -> bytes:
    told = "".join(f"<p>{TEXT.replace('340', str(340 + number + k))}</p>" for k in (0, 100, 200))
    return f"<html><head><title>Flood {number}</title></head><body><article><h1>Flood {number}</h1>{told}</article></body></html>".encode()


def test_the_words_of_a_pdf() -> None:
    pytest.importorskip("pypdf")
    (item,) = (i for i in Door().take(pdf(*TEXT.split(", ")), "held") if isinstance(i, Delivered))
    assert "340 people left their homes" in " ".join(item.report.text.split())


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive(packed: bool) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    records = [record(f"https://post.example/{n}", page(n)) for n in range(3)]
    records.append(record("https://post.example/gone", page(9), "404 Not Found"))
    records.append(record("https://post.example/a.jpg", b"\xff\xd8\xff" * 9, kind="image/jpeg"))
    data = b"".join(gzip.compress(r) for r in records) if packed else b"".join(records)
    items = [i for i in Door().take(data, "held.warc") if isinstance(i, Delivered)]
    assert [i.report.url for i in items] == [f"https://post.example/{n}" for n in range(3)]
    assert all(f"{340 + n} people" in i.report.text for n, i in enumerate(items))


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.sampled_from(["../../etc/passwd", "/etc/passwd", "..", "a" * 63 + "/", "a" * 64 + "\n", "A" * 64]))
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    with pytest.raises(LedgerError, match="no SHA-256"):
        Originals("/nowhere/l.db").bytes_of(name)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_bytes_lie_under_their_hash_inside_the_folder(tmp_path_factory: pytest.TempPathFactory, held: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("originals")
    kept = Originals(folder / "l.db")
    names = [kept.keep(data) for data in held]
    assert [kept.bytes_of(name) for name in names] == held
    files = [p for p in Path(folder).rglob("*") if p.is_file()]
    assert {p.parent.name + p.name for p in files} == set(names)
    assert all(p.is_relative_to(kept.folder) for p in files)
