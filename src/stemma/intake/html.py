"""Web pages: the article in the page, and what the page says about it in JSON-LD, OpenGraph, meta and time elements."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from stemma.core.errors import InputRefused, MissingExtra
from stemma.core.types import Report
from stemma.intake.encoding import clean, decode
from stemma.intake.headers import with_values

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ARTICLES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "backgroundnewsarticle",
    "liveblogposting",
    "blogposting",
    "webpage",
)
_START = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_LEAST = 40  # letters that make an article
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title", "headline", "sailthru.title"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date.issued",
        "dc.date",
        "dcterms.created", "citation_publication_date", "parsely-pub-date", "sailthru.date", "article.published",
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher"),
    "author": ("author", "article:author_name", "byl", "dc.creator", "parsely-author", "sailthru.author"),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "language"),
}  # fmt: skip


def read_html(data: bytes, name: str) -> Report:
    """The article of a web page, with title, outlet, author, time, address and language as the page gives them."""
    try:
        import trafilatura
        from lxml import html
    except ImportError:
        raise MissingExtra("trafilatura", "html", "Reading web pages") from None
    page = _page_text(data, name)
    tree = trafilatura.load_html(page)
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, include_formatting=False) if tree is not None else None
    if not text or sum(c.isalpha() for c in text) < _LEAST:
        raise InputRefused(f"{name} holds no article that can be told from the page around it: save its text as a .txt file and add that.")
    whole = html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    return with_values(Report(text=clean(text), name=name), page_values(whole))


def looks_like_html(text: str) -> bool:
    """True where a text begins as a web page does."""
    return bool(_START.match(text[:4000]))


def page_values(tree: Any) -> dict[str, str]:
    """What a page says about its article; JSON-LD is believed before meta elements, these before the visible page."""
    found: dict[str, str] = {}
    for values in (*map(_from_json, _linked_data(tree)), _from_meta(tree), _from_page(tree)):
        for key, value in values.items():
            if value and not found.get(key):
                found[key] = " ".join(clean(value).split())
    return found


def _page_text(data: bytes, name: str) -> str:
    """The page in its own encoding: as it declares it, else as its bytes tell."""
    match = _CHARSET.search(data[:4096])
    if match and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        try:
            return data.decode(match.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            held = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(held)


def _articles(held: Any) -> Iterator[dict[str, Any]]:
    if isinstance(held, list):
        for item in held:
            yield from _articles(item)
    elif isinstance(held, dict):
        kinds = held.get("@type", ())
        if any(str(k).lower() in _ARTICLES for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield held
        yield from _articles(held.get("@graph"))


def _from_json(article: dict[str, Any]) -> dict[str, str]:
    return {
        "title": _string(article.get("headline")),
        "published": _string(article.get("datePublished")),
        "outlet": _string(article.get("publisher")),
        "author": _string(article.get("author")),
        "url": _string(article.get("url")),
        "language": _string(article.get("inLanguage")),
    }


def _string(value: Any) -> str:
    """A JSON-LD value as words: a string, the name of an object, or several joined."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_string, value)))
    if isinstance(value, dict):
        return _string(value.get("name"))
    return value if isinstance(value, str) else ""


def _from_meta(tree: Any) -> dict[str, str]:
    held: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            key = str(meta.get(attribute) or "").lower()
            if key:
                held.setdefault(key, str(meta.get("content")))
    return {field: next((held[n] for n in names if held.get(n)), "") for field, names in _META.items()}


def _from_page(tree: Any) -> dict[str, str]:
    def first(path: str) -> str:
        held = tree.xpath(path)
        return next((str(x).strip() for x in (held if isinstance(held, list) else [held]) if str(x).strip()), "")

    return {
        "title": first("string(//article//h1)") or first("string(//h1)") or first("string(//title)"),
        "published": first("//article//time[@datetime]/@datetime") or first("//time[@datetime]/@datetime"),
        "url": first('//link[@rel="canonical"]/@href'),
        "language": first("/html/@lang"),
    }
