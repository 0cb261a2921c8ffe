"""Fetching, against a server that plays the world: every case ends in a right report or in a sentence."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from email.utils import formatdate
from itertools import pairwise

import pytest
from tests.intake.world import Said, World, bomb, playing

from stemma.core.delivery import Delivered, Remark
from stemma.core.errors import InputRefused
from stemma.intake import Door
from stemma.intake.fetch import Rules, Web

TEXT = "The river Dorn rose by two metres overnight, and 340 people left their homes, the mayor of Tarn said on Monday.\nTwelve were hurt."


@pytest.fixture
def world() -> Iterator[World]:
    with playing() as world:
        yield world


def rules(**more: object) -> Rules:
    return Rules(**{"private": True, "pace": 0.0, "timeout": 5.0, **more})  # type: ignore[arg-type]


def fetched(world: World, path: str, **more: object) -> str:
    """The text under a path, or the sentence by which it is refused."""
    with Web(rules(**more), sleep=lambda _: None) as web:
        (item,) = [i for i in Door(fetcher=web).inputs([world.base + path]) if not isinstance(i, Remark)]
    return item.report.text if isinstance(item, Delivered) else str(item)


def test_a_page_becomes_a_report_with_its_headers(world: World) -> None:
    world.html("/a?utm_source=x", TEXT, ETag='"1"')
    with Web(rules()) as web:
        (item,) = Door(fetcher=web).inputs([world.base + "/a?utm_source=x"])
    assert isinstance(item, Delivered)
    assert "340 people" in item.report.text
    assert item.report.url == world.base + "/a"
    assert dict(item.headers)["stemma-robots"] == "allowed"
    assert dict(item.headers)["stemma-tdmrep"] == "not reserved"
    assert dict(item.headers)["etag"] == '"1"'
    assert world.asked[0][0] == "/robots.txt"
    assert world.asked[1][1]["user-agent"].startswith("stemma/")


@pytest.mark.parametrize(
    ("path", "said", "words"),
    [
        ("/gone", Said(404), "does not exist (status 404)"),
        ("/closed", Said(403, (), b"no"), "does not let us in (status 403)"),
        ("/pay", Said(402, (), b"no"), "asks for payment"),
        ("/broken", Said(500, (), b"no"), "gave status 500"),
        ("/void", Said(200, (), b""), "an empty answer"),
        ("/loop", Said(302, (("Location", "/loop"),)), "leads round in a circle"),
        ("/away", Said(302, (("Location", "ftp://x/y"),)), "is no address of a page"),
        ("/bomb", Said(200, (("Content-Encoding", "gzip"),), bomb(30)), "sends more than 20 MB"),
        ("/false", Said(200, (("Content-Encoding", "gzip"),), b"no gzip at all"), "cannot be unpacked"),
        ("/later", Said(429, (("Retry-After", "7200"),), b"no"), "come back in 7200 seconds"),
        ("/busy", Said(503, (("Retry-After", "1"),), b"no"), "asks us to come later"),
        ("/mine", Said(200, (("TDM-Reservation", "1"),), b"<html><body><p>x</p></body></html>"), "TDMRep"),
        ("/picture", Said(200, (("Content-Type", "image/png"),), b"\x89PNG\r\n\x1a\n" + bytes(400)), "is a picture"),
        ("/slow", Said(200, (), b"x" * 4000, 0.01), "too slowly"),
    ],
)
def test_a_fault_is_a_sentence(world: World, path: str, said: Said, words: str) -> None:
    world.pages[path] = said
    sentence = fetched(world, path, timeout=0.5 if path == "/slow" else 5.0)
    assert words in sentence
    assert world.base + path in sentence


def test_robots_are_obeyed_and_a_failing_robots_means_no(world: World) -> None:
    world.pages["/robots.txt"] = Said(200, (), b"User-agent: stemma\nDisallow: /private\nAllow: /private/open\n")
    world.html("/private/a", TEXT)
    world.html("/private/open", TEXT)
    assert "robots.txt" in fetched(world, "/private/a")
    assert "340 people" in fetched(world, "/private/open")
    assert world.count("/private/a") == 0
    world.pages["/robots.txt"] = Said(503)
    assert "RFC 9309" in fetched(world, "/private/open")


def test_rights_reserved_for_a_part_of_a_site(world: World) -> None:
    world.pages["/.well-known/tdmrep.json"] = Said(
        200, (), b'[{"location": "/closed/*", "tdm-reservation": 1}, {"location": "/*", "tdm-reservation": 0}]'
    )
    world.html("/closed/a", TEXT)
    world.html("/open", TEXT)
    world.html("/meta", TEXT, '<meta name="tdm-reservation" content="1">')
    assert "TDMRep" in fetched(world, "/closed/a")
    assert "TDMRep" in fetched(world, "/meta")
    assert "340 people" in fetched(world, "/open")


def test_no_inner_address_unless_allowed(world: World) -> None:
    world.html("/a", TEXT)
    assert "inner network" in fetched(world, "/a", private=False)
    assert world.asked == []
    for inner in ("http://localhost:1/", "http://169.254.169.254/latest", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/"):
        with Web(Rules()) as web, pytest.raises(InputRefused, match=r"was not fetched|could not be fetched"):
            web.fetch(inner)


def test_a_page_that_did_not_change_is_asked_with_its_mark(world: World) -> None:
    world.pages["/a"] = lambda world, asked: (
        Said(304)
        if asked.get("if-none-match") == '"1"'
        else Said(200, (("ETag", '"1"'), ("Content-Type", "text/html")), b"<html><body><p>" + TEXT.encode())
    )
    with Web(rules()) as web:
        assert web.fetch(world.base + "/a") is not None
        assert web.fetch(world.base + "/a") is None


def test_later_is_waited_for(world: World) -> None:
    world.pages["/a"] = lambda world, asked: Said(429, (("Retry-After", "3"),)) if world.count("/a") < 2 else Said(200, (), TEXT.encode())
    waits: list[float] = []
    with Web(rules(), sleep=waits.append) as web:
        got = web.fetch(world.base + "/a")
    assert got is not None
    assert 3.0 in waits
    world.pages["/b"] = Said(429, (("Retry-After", formatdate(4102444800, usegmt=True)),))
    assert "come back in" in fetched(world, "/b")


def test_the_pace_of_a_host_is_kept(world: World) -> None:
    for path in ("/a", "/b"):
        world.html(path, TEXT)
    with Web(rules(pace=0.2)) as web:
        web.fetch(world.base + "/a")
        web.fetch(world.base + "/b")
    times = [at for _, _, at in world.asked]
    assert all(later - earlier > 0.15 for earlier, later in pairwise(times))


@pytest.mark.parametrize(
    ("kind", "bytes_of"),
    [
        ("text/html; charset=iso-8859-1", lambda s: s.encode("utf-8")),
        ("text/html; charset=utf-8", lambda s: s.encode("cp1252")),
        ("text/html; charset=windows-1252", lambda s: s.encode("cp1252")),
        ("text/html; charset=nonsense", lambda s: s.encode("utf-8")),
        ("text/html", lambda s: s.encode("utf-16")),
    ],
)
def test_a_lying_charset_does_no_harm(world: World, kind: str, bytes_of: object) -> None:
    page = "<!doctype html><html><body><article><p>" + TEXT + " Größe und Übermaß, café.</p></article></body></html>"
    world.pages["/a"] = Said(200, (("Content-Type", kind),), bytes_of(page))  # type: ignore[operator]
    assert "Größe und Übermaß, café" in fetched(world, "/a")


def test_the_items_of_a_feed_bring_their_pages(world: World) -> None:
    items = "".join(
        f"<item><title>T{n}</title><link>{world.base}/p{n}</link><description>Short.</description><pubDate>{d}</pubDate></item>"
        for n, d in enumerate(("Mon, 04 Mar 2030 08:00:00 GMT", "once upon a time", "Tue, 32 Foo 2030 99:99:99 GMT"))
    )
    world.pages["/feed"] = Said(
        200, (), f"<?xml version='1.0'?><rss version='2.0'><channel><title>Dorn Post</title>{items}</channel></rss>".encode()
    )
    for n in range(2):
        world.html(f"/p{n}", f"{TEXT} Page {n}.")
    with Web(rules()) as web:
        found = list(Door(fetcher=web).inputs([world.base + "/feed"]))
    reports = [i.report for i in found if isinstance(i, Delivered)]
    assert [("Page 0" in r.text, "Page 1" in r.text, r.text == "Short.") for r in reports] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert {r.outlet for r in reports} == {"Dorn Post"}
    assert [r.published.iso if r.published else "" for r in reports] == ["2030-03-04T08:00:00+00:00", "", ""]
    assert any(isinstance(i, Remark) and "/p2 does not exist" in i.text for i in found)


def test_no_more_pages_of_a_feed_than_were_asked_for_are_fetched(world: World) -> None:
    for n in range(5):
        world.html(f"/p{n}", f"{TEXT} Page {n}.")
    items = "".join(
        f"<item><title>T{n}</title><link>{world.base}/p{n}</link><description>Short {n}.</description></item>" for n in range(5)
    )
    world.pages["/feed"] = Said(200, (), f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode())
    with Web(rules()) as web:
        found = list(Door(fetcher=web, most=3, known=lambda url: url.endswith("/p0")).inputs([world.base + "/feed"]))
    texts = [i.report.text for i in found if isinstance(i, Delivered)]
    assert ["Page" in text for text in texts] == [True, True, True, False]
    assert texts[-1] == "Short 4."
    assert sum(isinstance(i, Remark) for i in found) == 1


def test_a_feed_of_very_many_items(world: World) -> None:
    many = int(os.environ.get("STEMMA_ITEMS", "100"))  # 10000 takes a quarter of a minute
    items = "".join(f"<item><title>Item {n}</title><description>{TEXT} {n}.</description></item>" for n in range(many))
    world.pages["/feed"] = Said(200, (), f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode())
    with Web(rules()) as web:
        found = list(Door(fetcher=web).inputs([world.base + "/feed"]))
    assert len({i.report.id for i in found if isinstance(i, Delivered)}) == many
    assert world.count("/feed") == 1, "an item without an address of its own is no beginning of the feed's"
    assert {i.report.url for i in found if isinstance(i, Delivered)} == {""}


def test_a_sitemap_and_a_list_of_feeds_are_followed(world: World) -> None:
    world.html("/p", TEXT)
    world.pages["/map"] = Said(
        200,
        (),
        f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{world.base}/p</loc><news:news><news:publication>
        <news:name>Tarn News</news:name></news:publication><news:publication_date>2030-03-04T08:00:00+02:00</news:publication_date>
        <news:title>River in flood</news:title></news:news></url></urlset>""".encode(),
    )
    world.pages["/opml"] = Said(200, (), f"<opml version='2.0'><body><outline text='x' xmlUrl='{world.base}/map'/></body></opml>".encode())
    with Web(rules()) as web:
        (item,) = Door(fetcher=web).inputs([world.base + "/opml"])
    assert isinstance(item, Delivered)
    assert item.report.outlet == "Tarn News"
    assert item.report.published is not None
    assert item.report.published.iso == "2030-03-04T08:00:00+02:00"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-A: " + b"a" * 400,
        b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 400,
        b"no answer at all\r\n\r\n",
    ],
)
def test_a_server_that_lets_its_answer_drip_is_given_up(said: bytes) -> None:
    """A letter each tenth of a second: no single wait is long, and neither headers nor body ever end."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            with suppress(OSError):
                while True:
                    one, _ = server.accept()
                    asked = one.recv(4000)
                    if b"/robots.txt" in asked or b"tdmrep" in asked:
                        one.sendall(b"HTTP/1.1 404 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        one.close()
                        continue
                    threading.Thread(target=letters, args=(one,), daemon=True).start()

        def letters(one: socket.socket) -> None:
            with suppress(OSError):
                for letter in said:
                    one.sendall(bytes([letter]))
                    time.sleep(0.0 if said.startswith(b"no") else 0.1)
                time.sleep(30)

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        with Web(rules(timeout=1.0)) as web, pytest.raises(InputRefused, match=r"too slowly|in time|could not be fetched"):
            web.fetch(f"http://127.0.0.1:{server.getsockname()[1]}/a")
        assert time.monotonic() - began < 20
