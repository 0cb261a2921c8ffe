"""Web pages: the article and what the page says about it."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

import pytest

from stemma.core.errors import InputRefused, MissingExtra
from stemma.intake.html import looks_like_html, read_html

pytest.importorskip("trafilatura")
PARAGRAPHS = [
    "The river rose by two metres overnight, and 340 people left their homes in the lower town, the mayor’s office said on Wednesday.",
    "Rescuers in 12 boats searched the flooded streets until dawn. Nobody is known to be missing, though the count goes on.",
    "More than 400 millimetres of rain fell in eight hours, according to the weather service, as much as in a usual year.",
]


def page(head: str = "", body: str = "", paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    told = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>River in flood | Wharf Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav><article><h1>River in flood</h1>{body}{told}</article>"
        "<footer>© 2024 Wharf Post. Sign up for our newsletter.</footer></body></html>"
    )


def test_the_article_is_taken_without_the_page_around_it() -> None:
    report = read_html(page().encode(), "a.html")
    for paragraph in PARAGRAPHS:
        assert paragraph in report.text
    assert "newsletter" not in report.text
    assert "Home" not in report.text
    assert (report.title, report.language, report.published) == ("River in flood", "en", None)


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Other"},
 {"@type": ["NewsArticle"], "headline": "River rises", "datePublished": "2024-10-30T09:15:00+01:00", "publisher": {"@type": "Organization",
 "name": "Wharf Post"}, "author": [{"name": "Ann Lee"}, {"name": "Bo Marsh"}], "url": "https://example.org/a"}]}</script>"""
META = """<meta property="og:title" content="River swells"><meta property="og:site_name" content="The Wharf">
<meta property="article:published_time" content="2024-10-30T10:00:00Z"><meta name="author" content="Cy Dale"><link rel="canonical" href="https://example.org/c">"""


@pytest.mark.parametrize(
    ("head", "body", "known"),
    [
        (JSON_LD + META, "", ("River rises", "Wharf Post", "Ann Lee, Bo Marsh", "2024-10-30T09:15:00+01:00", "https://example.org/a")),
        (META, "", ("River swells", "The Wharf", "Cy Dale", "2024-10-30T10:00:00+00:00", "https://example.org/c")),
        ("", "<time datetime='2024-10-30'>Wednesday</time>", ("River in flood", "", "", "2024-10-30", "")),
        (
            "<script type='application/ld+json'>{broken</script>" + META,
            "",
            ("River swells", "The Wharf", "Cy Dale", "2024-10-30T10:00:00+00:00", "https://example.org/c"),
        ),
    ],
)
def test_a_page_tells_of_itself(head: str, body: str, known: tuple[str, ...]) -> None:
    report = read_html(page(head, body).encode(), "a.html")
    iso = report.published.iso if report.published else ""
    assert (report.title, report.outlet, report.author, iso, report.url) == known


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_page_in_another_encoding(encoding: str) -> None:
    russian = [
        "Ночью река поднялась на два метра, и 340 человек покинули свои дома в нижнем городе, сообщила мэрия.",
        "Пропавших нет, поиски продолжаются.",
    ] * 3
    declared = "" if encoding == "utf-16" else f"<meta charset='{encoding}'>"
    report = read_html(page(declared, paragraphs=russian).encode(encoding), "a.html")
    assert russian[0] in report.text


@pytest.mark.parametrize(
    "held", ["<html><body></body></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "<html>", "<!doctype html>"]
)
def test_a_page_without_an_article_is_refused(held: str) -> None:
    with pytest.raises(InputRefused, match=r"a\.html holds no article"):
        read_html(held.encode(), "a.html")


def test_reading_a_page_twice_gives_the_same() -> None:
    data = page(JSON_LD).encode()
    assert [read_html(data, "a.html") for _ in range(4)] == [read_html(data, "a.html")] * 4


def test_without_the_package_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(
        name: str,
        given: Mapping[str, object] | None = None,
        local: Mapping[str, object] | None = None,
        names: Sequence[str] = (),
        level: int = 0,
    ) -> ModuleType:
        if name.partition(".")[0] == "trafilatura":
            raise ImportError(name)
        return real(name, given, local, names, level)

    monkeypatch.delitem(sys.modules, "trafilatura")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'stemma\[html\]'"):
        read_html(page().encode(), "a.html")


@pytest.mark.parametrize(
    ("text", "answer"), [("<!DOCTYPE html><html>", True), ("\n<html lang='en'>", True), ("<p>no", False), ("A text <html>", False)]
)
def test_a_page_is_known_by_how_it_begins(text: str, answer: bool) -> None:
    assert looks_like_html(text) is answer
