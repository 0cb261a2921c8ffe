# ruff: noqa: SIM905, E501 (lists of words, mark-up on lines of its own)
"""News pages, archives and lists of any size, the same each time: nothing is taken from any site.

    python bench/intake/pages.py 200 FOLDER      writes 200 pages there

A page has what pages of news sites have: JSON-LD and meta elements, styles and scripts, menus, pictures with captions, boxes of related
links between the paragraphs, a newsletter's form, comments, most-read lists, a foot. The article is of 300 to 700 words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zlib import crc32

_PLACES = "Tarn Orford Wick Dornau Selby Harn Melk Isting Corby Lund Varse Pell Noria Kesten Olm Brack".split()
_NOUNS = "road bridge market school station warehouse valley harbour square clinic depot mill dam shelter kitchen convoy ferry".split()
_VERBS = "closed flooded reached repaired watched opened blocked cleared searched left crossed counted guarded emptied".split()
_PEOPLE = "residents nurses drivers teachers traders fishermen students neighbours builders volunteers soldiers farmers".split()
_WHO = "the mayor|the interior ministry|the Red Cross|a senior officer|the governor|the health ministry|rescue workers|the army".split("|")
_SECTIONS = "World Politics Business Climate Sport Culture Travel Opinion Science Health Technology Weather".split()


def page(number: int) -> bytes:
    """One page."""
    random = Random(number)
    place = random.choice(_PLACES)
    head = f"Flood in {place}: {random.randint(20, 900)} people leave their homes"
    url = f"https://post{number % 7}.example/world/2030/03/{1 + number % 28:02d}/flood-{number}"
    stamp = f"2030-03-{1 + number % 28:02d}T{number % 24:02d}:15:00+01:00"
    linked = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": head, "datePublished": stamp, "dateModified": stamp, "url": url,
        "author": [{"@type": "Person", "name": "Ann Lee"}], "publisher": {"@type": "Organization", "name": f"{place} Post"},
    }  # fmt: skip
    meta = "".join(
        f'<meta property="{name}" content="{value}">'
        for name, value in (("og:title", head), ("og:url", url), ("og:site_name", f"{place} Post"), ("article:published_time", stamp),
                            ("og:type", "article"), ("og:image", "https://cdn.example/a.jpg"), ("og:description", _sentence(random, place)))
    )  # fmt: skip
    style = (
        "<style>" + "".join(f".c{n}{{margin:{n % 40}px;padding:{n % 13}px;color:#{n * 977 % 4096:03x}}}" for n in range(300)) + "</style>"
    )
    script = "<script>window.__STATE__=" + json.dumps({f"k{n}": _sentence(random, place) for n in range(60)}) + "</script>"
    menu = "".join(f'<li class="menu__item"><a class="menu__link" href="/{s.lower()}">{s}</a></li>' for s in _SECTIONS * 3)
    body = "".join(_block(random, place, n) for n in range(random.randint(9, 18)))
    related = "".join(_teaser(random) for _ in range(12))
    most = "".join(f'<li><a href="/m{n}">{_headline(random)}</a></li>' for n in range(10))
    talk = "".join(f'<div class="comment"><span>user{n}</span><p>{_sentence(random, place)}</p></div>' for n in range(8))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{head} - {place} Post</title><link rel="canonical" href="{url}">'
        f'{meta}<script type="application/ld+json">{json.dumps(linked)}</script>{style}{script}</head><body>'
        f'<header class="site-header"><nav><ul class="menu">{menu}</ul></nav></header><main><article class="story"><h1>{head}</h1>'
        f'<p class="byline">By <a href="/ann-lee">Ann Lee</a></p><time datetime="{stamp}">{stamp[:10]}</time><div class="story__body">{body}</div>'
        f'</article><aside class="sidebar"><h2>More news</h2><ul>{related}</ul></aside></main><section class="most-read"><h2>Most read</h2>'
        f'<ol>{most}</ol></section><section class="comments">{talk}</section><footer class="site-footer"><ul>{menu}</ul><p>Copyright 2030</p>'
        f"</footer><script>{_code(random)}</script></body></html>"
    ).encode()


def archive(pages: int) -> Iterator[bytes]:
    """The records of a web archive of so many pages; beside each page stand a picture and a script, as crawls bring them."""
    for number in range(pages):
        body = page(number)
        yield _record(f"https://post{number % 7}.example/world/flood-{number}", body, "text/html; charset=utf-8")
        yield _record(f"https://cdn.example/{number}.jpg", b"\xff\xd8\xff" + Random(number).randbytes(60_000), "image/jpeg")
        yield _record(f"https://cdn.example/{number}.js", _code(Random(number)).encode() * 8, "application/javascript")


def rows(number: int) -> Iterator[dict[str, str]]:
    """So many reports of about 200 words."""
    for n in range(number):
        random = Random(n)
        place = random.choice(_PLACES)
        text = "\n".join(" ".join(_sentence(random, place) for _ in range(4)) for _ in range(3))
        yield {
            "id": f"row-{n}",
            "title": _headline(random),
            "text": text,
            "outlet": f"{place} Post",
            "published": f"2030-03-{1 + n % 28:02d}",
        }


def _record(url: str, body: bytes, kind: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2030-03-05T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{crc32(url.encode()):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


def _block(random: Random, place: str, at: int) -> str:
    sentences = " ".join(_sentence(random, place) for _ in range(random.randint(2, 4)))
    passage = f'<p class="story__p c{at}">{sentences}</p>'
    if at == 2:
        return passage + f'<figure><img src="a.jpg" alt="A road"><figcaption>A road in {place}. Photo: Ann Lee</figcaption></figure>'
    if at == 5:
        return passage + f'<aside class="related"><h3>Related</h3><ul>{_teaser(random)}{_teaser(random)}</ul></aside>'
    if at == 8:
        return passage + '<div class="newsletter-signup"><p>Sign up for our newsletter.</p><form><input type="email"></form></div>'
    return passage


def _teaser(random: Random) -> str:
    return f'<li class="teaser"><a href="/t{random.randint(1, 999)}"><img src="t.jpg"><h3>{_headline(random)}</h3></a></li>'


def _headline(random: Random) -> str:
    return f"{random.choice(_PEOPLE).capitalize()} in {random.choice(_PLACES)} {random.choice(_VERBS)} the {random.choice(_NOUNS)}"


def _sentence(random: Random, place: str) -> str:
    number, noun, verb, people, who = (
        random.randint(11, 9000), random.choice(_NOUNS), random.choice(_VERBS), random.choice(_PEOPLE), random.choice(_WHO),
    )  # fmt: skip
    return random.choice((
        f"About {number:,} {people} {verb} the {noun} near {place} before dawn, {who} said on Monday.",
        f"The {noun} was {verb} after the rain, and {number:,} {people} were left without water for days.",
        f"“We have {verb} the {noun} with {number:,} {people},” said {who}, who was in {place} at the time.",
        f"By the evening {number:,} {people} had been brought to the {noun}, according to {who}.",
    ))  # fmt: skip


def _code(random: Random) -> str:
    return "".join(f"function f{n}(a,b){{return a*{random.randint(1, 99)}+b.length;}}" for n in range(200))


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for k in range(int(sys.argv[1])):
        (folder / f"{k}.html").write_bytes(page(k))
