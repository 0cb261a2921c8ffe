# ruff: noqa: E501 -- mark-up is easier to read in one line
"""What a page says of itself besides its text: notes of correction in the shapes of pages, dates by kind, the publisher, saved pages."""

from __future__ import annotations

import pytest
from tests.intake.test_archives import page

from stemma.core.delivery import Delivered
from stemma.core.types import Report
from stemma.intake import Door
from stemma.intake.dressing import disagreement

pytest.importorskip("trafilatura")
BODY = "<p>The flood drove 340 people from their homes in the lower town, the mayor of Tarn said on Wednesday.</p><p>Two schools took them in, and nobody was missing in the evening.</p>"
CORRECTED = "An earlier version of this article misstated the number of people who left their homes. It was 340, not 430."
NOTES = {  # how pages carry a note -> its kind
    f"<p><strong>Correction:</strong> {CORRECTED}</p>": "correction",
    f"<p><em>{CORRECTED}</em></p>": "correction",
    f"<div class='correction'><h3>Correction</h3><p>{CORRECTED}</p></div>": "correction",
    f"<aside class='article-note'><p>{CORRECTED}</p></aside>": "correction",
    f"<footer><p>{CORRECTED}</p><p>Filed to: World</p></footer>": "correction",
    f"<div class='story-footer'><ul><li>{CORRECTED}</li></ul></div>": "correction",
    "<p>This article was amended on 7 March 2030 because an earlier version said that 430 people had left.</p>": "correction",
    "<p>(Corrects number of people in first paragraph)</p>": "correction",
    "<p>This story has been corrected to show that 340 people left, not 430.</p>": "correction",
    "<p>CLARIFICATION: The number counts the lower town alone, which the first version did not say.</p>": "correction",
    "<div class='editors-note'>Editor’s note: This article was updated with the ministry’s count.</div>": "editor",
    "<p><i>Editor's Note — The name of the village was left out at the wish of its people.</i></p>": "editor",
    "<p>This is a developing story and will be updated as we hear more.</p>": "editor",
}


def taken(held: str, name: str = "https://post.example/a") -> Report:
    (item,) = [i for i in Door().take(held.encode(), name) if isinstance(i, Delivered)]
    return item.report


@pytest.mark.parametrize("where", ["inside", "below", "above"])
@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_known_wherever_a_page_has_it(note: str, where: str) -> None:
    inside, below, above = (note if where == w else "" for w in ("inside", "below", "above"))
    text = f"<article><h1>Flood in Tarn</h1>{above}<div class='article-body'>{BODY}{inside}</div>{below}</article>"
    report = taken(
        f"<!doctype html><html lang=en><body><nav><a href=/>Home</a></nav>{text}<footer><a href=/c>Corrections</a></footer></body></html>"
    )
    extra = dict(report.extra)
    kinds = {key.removeprefix("note."): words for key, words in extra.items() if key.startswith("note.")}
    assert list(kinds) == [NOTES[note]], (kinds, report.text)
    assert kinds[NOTES[note]][:30] in report.text
    assert "340 people" in report.text
    assert report.text.count(kinds[NOTES[note]]) == 1


def test_a_note_in_linked_data() -> None:
    linked = f'{{"@type": "NewsArticle", "correction": {{"@type": "CorrectionComment", "text": "{CORRECTED}"}}}}'
    head = f'<script type="application/ld+json">{linked}</script>'
    report = taken(f"<html><head>{head}</head><body><article><h1>Flood in Tarn</h1>{BODY}</article></body></html>")
    assert dict(report.extra)["note.correction"] == CORRECTED


def test_a_link_to_a_page_of_corrections_is_no_note() -> None:
    report = taken(
        f"<html><body><article><h1>Flood</h1>{BODY}</article><footer><ul><li><a href=/c>Corrections and clarifications</a></li></ul></footer></body></html>"
    )
    assert not any(key.startswith("note.") for key, _ in report.extra)


def test_all_dates_are_kept_by_kind_and_their_disagreement_is_said() -> None:
    linked = '{"@type": "NewsArticle", "datePublished": "2030-03-06T08:00:00+01:00", "dateModified": "2030-03-07T09:00:00+01:00"}'
    report = taken(
        f'<html><head><script type="application/ld+json">{linked}</script><meta property="article:published_time" content="2030-03-05T22:00:00-05:00">'
        f"</head><body><article><h1>Flood in Tarn</h1><p class=byline>By Ann Lee</p><p>March 4, 2030</p>{BODY}</article></body></html>",
        "https://post.example/2030/03/05/flood",
    )
    assert {key: value for key, value in report.extra if key.startswith("date.")} == {
        "date.json-ld-published": "2030-03-06T08:00:00+01:00",
        "date.json-ld-modified": "2030-03-07T09:00:00+01:00",
        "date.meta-published": "2030-03-05T22:00:00-05:00",
        "date.url": "2030-03-05",
        "date.byline": "March 4, 2030",
    }
    assert report.published is not None
    assert report.published.iso == "2030-03-06T08:00:00+01:00"
    assert disagreement(report).startswith(
        "the dates do not agree: byline says 2030-03-04, json-ld-published says 2030-03-06T08:00:00+01:00"
    )


def test_a_page_saved_as_one_file() -> None:
    mhtml = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/world/flood-1\r\nSubject: Flood 1\r\n"
        b"Date: Wed, 6 Mar 2030 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--x\"\r\n\r\n"
        b"----x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page(1) + b"\r\n----x--\r\n"
    )  # fmt: skip
    (item,) = [i for i in Door().take(mhtml, "flood.mhtml") if isinstance(i, Delivered)]
    assert item.report.url == "https://post.example/world/flood-1"
    assert item.report.outlet != "Saved by Blink"
    assert "341 people" in item.report.text
    assert dict(item.report.extra)["date.saved"].endswith("6 Mar 2030 10:00:00 +0000")


@pytest.mark.parametrize(
    ("head", "author", "published"),
    [
        ("<p class='byline'>By <a>Ann Lee</a></p><p class='date'>Published On 6 Mar 2030</p>", "Ann Lee", "2030-03-06"),
        ("<a rel=author href=/a>Ann Lee</a><span class='timestamp'>March 6, 2030 at 9:14 a.m.</span>", "Ann Lee", "2030-03-06"),
        (
            "<span itemprop=author>Ann Lee and Jon van Pell</span><div class='posted-on'>06.03.2030</div>",
            "Ann Lee and Jon van Pell",
            "2030-03-06",
        ),
        ("<div class='author-box'>Follow our reporters on the networks, read what they read</div><p class='date'>today</p>", "", ""),
    ],
)
def test_byline_and_date_that_a_page_only_shows(head: str, author: str, published: str) -> None:
    ticker = "<div class='date'>1 January 2020</div>"
    report = taken(f"<html><body>{ticker}<article><h1>Flood in Tarn</h1>{head}{BODY}</article></body></html>")
    assert report.author == author
    assert (report.published.iso if report.published else "") == published
