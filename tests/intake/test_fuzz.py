# ruff: noqa: E501 -- mark-up is easier to read in one line
"""Every parser against files that are damaged, mixed up or hostile: a report or a sentence, no entity expanded, no path out of the store.

STEMMA_HYPOTHESIS=long tries two thousand new files a parser.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.test_archives import page, pdf, record
from tests.intake.test_formats import INPUTS, TEXT, word

from stemma.core.delivery import Address, Delivered, Remark
from stemma.core.errors import InputRefused
from stemma.intake import Door
from stemma.intake.formats import KINDS, TABLES
from stemma.ledger.originals import Originals

WHOLE: dict[str, bytes] = {
    **{kind: INPUTS[name] for kind, name in (("feed", "feed"), ("jsonfeed", "json feed"), ("telegram", "telegram"), ("ninjs", "ninjs"),
                                             ("csv", "csv"), ("eml", "mail"), ("xlsx", "excel"), ("parquet", "parquet"))},
    "html": page(1),
    "docx": word(),
    "pdf": pdf(*TEXT.split(", ")),
    "jsonl": json.dumps({"text": TEXT, "published": "2030-03-04"}).encode() + b"\n" + json.dumps({"text": TEXT + " More."}).encode(),
    "json": json.dumps([{"text": TEXT}, {"text": TEXT + " More."}]).encode(),
    "opml": b"<opml version='2.0'><body><outline text='a' xmlUrl='https://post.example/feed'/></body></opml>",
    "sitemap": b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://post.example/a</loc></url></urlset>",
}  # fmt: skip
PIECES = [b"", b"\x00", b"\xff\xfe", b"<", b"]]>", b"<![CDATA[", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"&a;", b"{", b"[" * 2000, b'"', b"\\ud800",
          b"9" * 5000, b"1e999", b"null", b"-->", b"%%EOF", b"\r\n\r\n", b"--\r\n", b"<p>" * 500, b"\xf0\x9f", b"=?utf-8?b?!!?=", b"Infinity", b"\x1f\x8b"]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with pieces cut out, doubled and put in."""
    for _ in range(draw(st.integers(1, 4))):
        at, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        end = min(end, at + draw(st.sampled_from([0, 1, 8, 200, 10_000])))
        data = data[:at] + draw(st.sampled_from([*PIECES, data[at:end] * 2]) | st.binary(max_size=12)) + data[end:]
    return data


def test_every_parser_is_tried() -> None:
    assert set(WHOLE) == set(KINDS) | set(TABLES)


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
def test_a_damaged_file_gives_reports_or_sentences(kind: str, data: st.DataObject) -> None:
    held = data.draw(damaged(WHOLE[kind]))
    for item in Door().take(held, "held"):
        assert isinstance(item, (Delivered, InputRefused, Remark))
        if isinstance(item, InputRefused):
            assert str(item).rstrip().endswith((".", "add that", "?")), str(item)
        if isinstance(item, Delivered):
            assert item.report.text.encode("utf-8")
            assert all(0 <= m.start <= m.end <= len(item.report.text) for m in item.report.marks)


@pytest.mark.parametrize("kind", [*KINDS, *TABLES])
@given(data=st.data())
def test_a_parser_given_another_kinds_file_raises_nothing_but_sentences(kind: str, data: st.DataObject) -> None:
    """Each parser behind the door, whatever its bytes were taken for."""
    held = data.draw(
        st.sampled_from(sorted(WHOLE.values())) | st.binary(max_size=200) | st.sampled_from(sorted(WHOLE.values())).flatmap(damaged)
    )
    read: Callable[..., object] = {**KINDS, **TABLES}[kind]
    items = list(_read(read, held))
    assert all(not isinstance(item, Address) or item.url.startswith("http") for item in items)


def _read(read: Callable[..., object], held: bytes) -> list[object]:
    """What the door makes of a parser."""
    door = Door(formats={".kind": read})  # type: ignore[dict-item]
    return list(door._read(held, "held.kind", ()))


@given(st.binary(max_size=40), st.lists(st.integers(0, 400), min_size=2, max_size=2), st.booleans())
def test_a_damaged_archive(put: bytes, cut: list[int], packed: bool) -> None:
    pytest.importorskip("fastwarc")
    records = [record(f"https://post.example/{n}", page(n)) for n in range(3)]
    data = b"".join(gzip.compress(r) for r in records) if packed else b"".join(records)
    at, end = sorted(cut)
    for item in Door().take(data[:at] + put + data[end:], "held.warc"):
        assert isinstance(item, (Delivered, InputRefused, Remark))


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/hostname'>]>"
HOSTILE = {
    "opml": f"{LAUGHS}<opml><body><outline xmlUrl='http://x.example/&b;'/></body></opml>",
    "sitemap": f"{LAUGHS}<urlset><url><loc>http://x.example/&b;&c;</loc></url></urlset>",
    "rss": f"<?xml version='1.0'?>{LAUGHS}<rss version='2.0'><channel><title>T</title><item><title>One &b; &c;</title><description>{TEXT} &b;</description></item></channel></rss>",
    "atom": f"<?xml version='1.0'?>{LAUGHS}<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title>One &b;</title><summary>{TEXT} &c;</summary></entry></feed>",
    "html": f"{LAUGHS}<html><body><article><p>{TEXT} &b; &c;</p><p>{TEXT}</p></article></body></html>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_entity_is_expanded(kind: str) -> None:
    host = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "no such thing"
    for item in Door().take(HOSTILE[kind].encode(), "held"):
        told = str(item.report) if isinstance(item, Delivered) else str(item)
        assert "lollol" not in told
        assert host not in told


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_no_entity_is_expanded_in_another_encoding(encoding: str) -> None:
    for kind in ("rss", "opml"):
        told = "".join(map(str, Door().take(HOSTILE[kind].encode(encoding), "held")))
        assert "lollol" not in told


@pytest.mark.parametrize("inside", ["word/document.xml", "xl/workbook.xml"])
def test_an_office_file_with_entities_or_too_much_in_it_is_refused(inside: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, f"<?xml version='1.0'?>{LAUGHS}<w/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    (refused,) = Door().take(out.getvalue(), "held")
    assert "declares entities of its own" in str(refused)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, b" " * 300_000_000)
    (refused,) = Door().take(bomb.getvalue(), "held")
    assert "unpacks to more than 200 MB" in str(refused)


@given(
    name=st.text(max_size=40)
    | st.sampled_from(["../../x", "/etc/passwd", "..\\x", "C:\\x", "a\x00b", "https://x.example/../../../etc/passwd"])
)
def test_whatever_a_thing_is_called_its_bytes_lie_in_the_store(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("store")
    kept = Originals(folder / "l.db")
    list(Door(keep=kept.keep).take(TEXT.encode(), name))
    assert all(p.is_relative_to(kept.folder) for p in folder.rglob("*"))
