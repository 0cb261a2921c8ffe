"""Pages in the shapes of real news sites: every figure of the article's text is read, none of what stands around it.

A page is made of a shape, a mark-up and what stands around the article: twelve shapes, five mark-ups, 60 pages. Figures of the text are 1001, 1002 ...,
those around it 7001, 7002 ...; what counts is whether they lie in the text and outside its marks.
"""

# ruff: noqa: E501 -- mark-up is easier to read in one line
from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest

from stemma.core.delivery import Delivered
from stemma.core.types import Report
from stemma.intake import Door

pytest.importorskip("trafilatura")
Made = tuple[str, set[str]]
_NEEDED = ("header", "note", "correction")  # marks that are the article's own words


class Pen:
    """Writes sentences with figures inside and outside of the article."""

    def __init__(self) -> None:
        self.inner, self.outer = count(1001), count(7001)
        self.inside: set[str] = set()

    def says(self, start: str = "The river Dorn rose again in the night, and") -> str:
        """A sentence of the article."""
        self.inside.add(str(number := next(self.inner)))
        return f"{start} {number} people left their homes in the lower town, the office of the mayor of Tarn said on Wednesday."

    def other(self, words: str = "Fire in Orford drives {} people from a hotel") -> str:
        """Words that are not the article's."""
        return words.format(next(self.outer))


MARKUPS: dict[str, Callable[[str, str, str], str]] = {
    "article": lambda head, body, around: f"<article><h1>River in flood</h1>{head}{body}</article>{around}",
    "main": lambda head, body, around: f"<main role=main><h1>River in flood</h1>{head}<div class='story-body'>{body}</div></main>{around}",
    "divs": lambda head, body, around: (
        f"<div id=wrap><div class='col'><h1>River in flood</h1>{head}<div class='article__content'>{body}</div></div><div class=side>{around}</div></div>"
    ),
    "itemprop": lambda head, body, around: (
        f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>River in flood</h1>{head}"
        f"<div itemprop=articleBody>{body}</div></div>{around}"
    ),
    "amp": lambda head, body, around: (
        f"<article class='amp-wp-article'><h1>River in flood</h1>{head}<div class='amp-wp-article-content'>{body}</div></article>{around}"
    ),
}


def _plain(pen: Pen) -> str:
    return "".join(f"<p>{pen.says()}</p>" for _ in range(4))


def _caption(pen: Pen) -> str:
    picture = f"<figure><img src=a.jpg><figcaption>{pen.other('A shelter for {} people last year. Photo: Ann Lee/Dorn Wire')}</figcaption></figure>"
    return f"<p>{pen.says()}</p>{picture}<p>{pen.says()}</p><p>{pen.says()}</p>"


def _related(pen: Pen) -> str:
    box = f"<aside class='related'><h3>Related</h3><ul><li><a href=/x>{pen.other()}</a></li><li><a href=/y>{pen.other()}</a></li></ul></aside>"
    return f"<p>{pen.says()}</p><p>{pen.says()}</p>{box}<p>{pen.says()}</p>"


def _read_more(pen: Pen) -> str:
    return f"<p>{pen.says()}</p><p><strong>Read more: </strong><a href=/x>{pen.other()}</a></p><p>{pen.says()}</p><p>{pen.says()}</p>"


def _paywall(pen: Pen) -> str:
    wall = pen.other("Subscribe now to continue reading: join {} readers from 1 euro a month.")
    return f"<p>{pen.says()}</p><p>{pen.says()}</p><div class='paywall'><p>{wall}</p></div>"


def _table(pen: Pen) -> str:
    rows = "".join(f"<tr><td>{town}</td><td>{pen.says(f'In {town}')}</td></tr>" for town in ("Tarn", "Orford", "Wick"))
    return f"<p>{pen.says()}</p><p>{pen.says()}</p><table><tr><th>Town</th><th>People</th></tr>{rows}</table><p>{pen.says()}</p>"


def _list(pen: Pen) -> str:
    items = "".join(f"<li>{pen.says(f'In {town}')}</li>" for town in ("Tarn", "Orford", "Wick"))
    return f"<p>{pen.says()}</p><ul>{items}</ul><p>{pen.says()}</p>"


def _quote(pen: Pen) -> str:
    return f"<p>{pen.says()}</p><blockquote><p>{pen.says('It was dark, the mayor said, and')}</p></blockquote><p>{pen.says()}</p>"


def _newsletter(pen: Pen) -> str:
    form = f"<div class='newsletter-signup'><p>{pen.other('Sign up for our newsletter, read by {} people each morning.')}</p><form><input></form></div>"
    return f"<p>{pen.says()}</p>{form}<p>{pen.says()}</p><p>{pen.says()}</p>"


def _most_read(pen: Pen) -> str:
    most = "".join(f"<li><a href=/{n}>{pen.other()}</a></li>" for n in range(5))
    return (
        f"<p>{pen.says()}</p><p>{pen.says()}</p><p>{pen.says()}</p><section class='most-read'><h2>Most read</h2><ol>{most}</ol></section>"
    )


def _headings(pen: Pen) -> str:
    return f"<p>{pen.says()}</p><h2>The lower town</h2><p>{pen.says()}</p><h2>What comes next</h2><p>{pen.says()}</p><p>{pen.says()}</p>"


def _comments(pen: Pen) -> str:
    talk = "".join(f"<div class='comment'><p>{pen.other('I think it was {} people, and nobody says so.')}</p></div>" for _ in range(3))
    return f"<p>{pen.says()}</p><p>{pen.says()}</p><p>{pen.says()}</p><section id='comments' class='comments'><h2>Comments</h2>{talk}</section>"


SHAPES = (_plain, _caption, _related, _read_more, _paywall, _table, _list, _quote, _newsletter, _most_read, _headings, _comments)
LANGUAGES = {"article": "en", "main": "en-GB", "divs": "de", "itemprop": "", "amp": "en-US"}  # as pages declare it, rightly or not


def made(shape: Callable[[Pen], str], markup: str) -> Made:
    pen = Pen()
    body = shape(pen)
    nav = f"<header><nav><a href=/>Home</a> <a href=/live>{pen.other()}</a></nav></header>"
    footer = f"<footer><p>{pen.other('Tarn Post, since 1901, {} readers a day.')}</p></footer>"
    around = f"<aside class=sidebar><h3>More news</h3><ul><li><a href=/z>{pen.other()}</a></li></ul></aside>"
    head = "<p class=byline>By Ann Lee</p><time datetime='2030-03-06T08:00:00Z'>6 March 2030</time>"
    lang = f" lang='{LANGUAGES[markup]}'" if LANGUAGES[markup] else ""
    amp = " amp" if markup == "amp" else ""
    page = MARKUPS[markup](head, body, around)
    return f"<!doctype html><html{amp}{lang}><head><title>River in flood</title></head><body>{nav}{page}{footer}</body></html>", pen.inside


def own_words(report: Report) -> str:
    """The text without the stretches that are marked as no words of the report's."""
    text = list(report.text)
    for mark in report.marks:
        if mark.kind not in ("dateline", *_NEEDED):
            text[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(text)


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_all_figures_inside_and_none_from_outside(shape: Callable[[Pen], str], markup: str) -> None:
    page, inside = made(shape, markup)
    (item,) = Door().take(page.encode(), "page.html")
    assert isinstance(item, Delivered), item
    found = set(re.findall(r"\b[17]0\d\d\b", own_words(item.report)))
    assert inside <= found, f"lost {inside - found}"
    assert found == inside, f"from outside {found - inside}: {item.report.text}"
    assert item.report.language[:2] in ("", "en")


@pytest.mark.parametrize("count", [3, 12])
def test_a_live_blog_comes_in_entries(count: int) -> None:
    pen = Pen()
    posts = "".join(
        f"<article class='live-post' id='p{n}'><time datetime='2030-03-06T{8 + n:02d}:00:00Z'>{8 + n}:00</time>"
        f"<h3>Entry {n}</h3><p>{pen.says()}</p></article>"
        for n in range(count)
    )
    page = f"<html lang=en><head><title>Flood live</title></head><body><main class='live-blog'><h1>Flood: live</h1>{posts}</main><aside>{pen.other()}</aside></body></html>"
    items = [i for i in Door().take(page.encode(), "https://post.example/live") if isinstance(i, Delivered)]
    assert len(items) == count
    assert [i.report.published.iso[:13] for i in items if i.report.published] == [f"2030-03-06T{8 + n:02d}" for n in range(count)]
    assert [re.findall(r"\b[17]0\d\d\b", i.report.text) for i in items] == [[str(1001 + n)] for n in range(count)]
