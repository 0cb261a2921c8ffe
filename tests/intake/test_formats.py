"""Inputs are told by their bytes; whatever the bytes are, what comes is a report or a sentence."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.core.addresses import canonical, same_page
from stemma.core.delivery import Delivered, Remark
from stemma.core.errors import InputRefused
from stemma.intake import Door
from stemma.intake.languages import language_of

TEXT = "The river Dorn rose by two metres overnight, and 340 people left their homes, the mayor of Tarn said on Monday."


def excel() -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["headline", "body", "source"])
    book.active.append(["Flood", TEXT, "Tarn Post"])
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(out)
    return out.getvalue()


def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet as files

    out = io.BytesIO()
    files.write_table(pyarrow.table({"text": [TEXT], "publisher": ["Tarn Post"]}), out)
    return out.getvalue()


TELEGRAM = {"name": "Tarn Post", "type": "public_channel", "id": 1, "messages": [
    {"id": 7, "type": "message", "date": "2030-03-04T08:00:00", "forwarded_from": "Dorn Wire",
     "text": [TEXT[:20], {"type": "bold", "text": TEXT[20:]}]},
    {"id": 8, "type": "service", "text": ""}]}  # fmt: skip
INPUTS = {
    "feed": f"<rss version='2.0'><channel><title>Google News</title><item><title>Flood - Tarn Post</title><description>{TEXT}</description>"
    "<source url='https://tarn.example'>Tarn Post</source></item></channel></rss>".encode(),
    "json feed": json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Tarn Post", "items": [{"content_html": f"<p>{TEXT}</p>"}]}
    ).encode(),
    "telegram": json.dumps(TELEGRAM).encode(),
    "ninjs": json.dumps({"uri": "urn:x", "versioncreated": "2030-03-04", "body_text": TEXT, "source": "Tarn Post"}).encode(),
    "csv": f'title,body,source\nFlood,"{TEXT}",Tarn Post\n'.encode(),
    "mail": f"From: Tarn Post <a@b.c>\r\nMIME-Version: 1.0\r\nSubject: Flood\r\nContent-Type: text/plain\r\n\r\n{TEXT}\r\n".encode(),
    "excel": excel(),
    "parquet": parquet(),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_an_input_is_told_by_its_bytes(kind: str) -> None:
    (item,) = [i for i in Door().take(INPUTS[kind], "held") if not isinstance(i, Remark)]
    assert isinstance(item, Delivered), item
    assert item.report.text.strip() == TEXT
    assert item.report.outlet == "Tarn Post"
    assert item.report.credits == (("Dorn Wire",) if kind == "telegram" else ())


def test_a_word_document() -> None:
    (item,) = Door().take(word(), "held")
    assert isinstance(item, Delivered)
    assert item.report.text == TEXT


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300), st.builds(lambda kind, cut: INPUTS[kind][:cut], st.sampled_from(sorted(INPUTS)), st.integers(1, 400))
    )
)
def test_nothing_but_reports_and_sentences(data: bytes) -> None:
    for item in Door().take(data, "held"):
        assert isinstance(item, (Delivered, InputRefused, Remark))


def test_entities_are_not_expanded() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><opml><body><outline xmlUrl="http://x/&b;"/></body></opml>'
    assert "lollol" not in "".join(map(str, Door().take(laughs.encode(), "held")))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.post.example/a/?utm_source=x",
        "https://m.post.example/a",
        "http://post.example/a/amp",
        "https://post.example/a?amp=1#top",
        "https://amp.post.example/a",
        "https://post.example/amp/a",
        "https://post-example.cdn.ampproject.org/c/s/post.example/a",
        "https://www.google.com/amp/s/post.example/a",
        "HTTPS://POST.example:443/a?fbclid=1&ref=home",
    ],
)
def test_a_page_has_one_address(url: str) -> None:
    assert same_page(url) == "post.example/a"
    assert canonical(canonical(url)) == canonical(url)


def test_the_language_of_a_host_stays_where_the_mobile_part_goes() -> None:
    assert same_page("https://en.m.post.example/a") == same_page("https://en.post.example/a") == "en.post.example/a"


def test_languages() -> None:
    assert language_of(TEXT) == "en"
    assert (
        language_of(
            "Der Fluss stieg in der Nacht um zwei Meter, und 340 Menschen verließen ihre Häuser, sagte der Bürgermeister am Montag."
        )
        == "de"
    )
    assert language_of("12 dead") == ""
