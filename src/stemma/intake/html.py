"""Web pages: the article in the page, and what the page says about it in JSON-LD, OpenGraph, meta and time elements."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from stemma.core.errors import InputRefused, MissingExtra
from stemma.core.types import Report
from stemma.intake.around import Clearing, known_again, letters
from stemma.intake.encoding import checked, clean, decode
from stemma.intake.headers import with_values
from stemma.intake.live import Entry, entries
from stemma.intake.notes import Noting
from stemma.intake.whole import with_what_was_left
from stemma.intake.words import boilerplate_table

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
_COVERED = 0.6  # share of a cleared page's letters that a quick extraction must have
_SHORT = 60  # letters below which other ways to extract are tried
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
_SHOWN = (
    '//h1/following::*[contains(@class, "date") or contains(@class, "time") or contains(@class, "publish") or contains(@class, "posted")]'
)
_DATE = re.compile(r"\b(?:\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})\b")
_BYLINES = (
    '//*[@rel="author"]',
    '//*[@itemprop="author"]',
    '//*[contains(@class, "byline") or contains(@class, "author") or contains(@data-component, "byline")]',
)
_NAMES = re.compile(r"[A-ZÀ-ÞŁŚŽČ][\w.'’-]+(?:(?: |, | and | & )(?:(?:de|van|von|al|el|bin|der|la) )*[A-ZÀ-ÞŁŚŽČ][\w.'’-]*){1,7}")
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)


def read_html(data: bytes, name: str, charset: str = "") -> Report | list[Report]:
    """The article of a web page, with title, outlet, author, times, address and language as the page gives; a live blog's entries."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("trafilatura", "html", "Reading web pages") from None
    tree = trafilatura.load_html(_page_text(data, name, charset))
    if tree is None:
        raise _no_article(name)
    linked = list(_linked_data(tree))
    values = page_values(tree, linked) | page_dates(tree, linked)
    clearing, noting, settings = _tools()
    lines = clearing.clear(tree)
    if blog := entries(tree, linked):
        return [_entry(entry, values, name, number) for number, entry in enumerate(blog, 1)]
    text = trafilatura.extract(tree, options=settings[0])
    if not text or letters(text) < _COVERED * letters(tree.text_content()):  # much was left: other ways to extract may find more
        text = trafilatura.extract(tree, options=settings[1])
    if not text or not _holds_letters(text):
        raise _no_article(name)
    text = clean(with_what_was_left(text, tree, noting))
    return with_values(Report(text=text, name=name, marks=tuple(known_again(text, lines))), values)


@cache
def _tools() -> tuple[Clearing, Noting, list[Any]]:
    """What clears pages and completes texts, made once; a short article is no reason to take the whole page for it."""
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG, Extractor

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORT))
    table = boilerplate_table()
    two = [Extractor(config=config, comments=False, tables=True, formatting=False, fast=fast) for fast in (True, False)]
    return Clearing(table), Noting(table), two


def _holds_letters(text: str) -> bool:
    """True where a text has letters enough for an article."""
    return sum(map(str.isalpha, text[: 20 * _LEAST])) >= _LEAST or sum(map(str.isalpha, text)) >= _LEAST


def _no_article(name: str) -> InputRefused:
    return InputRefused(f"{name} holds no article that can be told from the page around it: save its text as a .txt file and add that.")


def _entry(entry: Entry, values: Mapping[str, str], name: str, number: int) -> Report:
    """One entry of a live blog as a report, under the page's address with the entry's own mark."""
    anchor = entry.anchor or entry.published or str(number)
    own = {
        "title": entry.title or values.get("title", ""),
        "published": entry.published,
        "author": entry.author,
        "live": values.get("title", ""),
    }
    held = {k: v for k, v in values.items() if k not in ("published", "author") and not k.startswith("date.")}
    held |= {"url": f"{values['url']}#{anchor}" if values.get("url") else "", "entry": anchor, "date.entry": entry.published}
    return with_values(Report(text=clean(entry.text), name=f"{name}#{anchor}"), {k: clean(v) for k, v in {**held, **own}.items()})


def looks_like_html(text: str) -> bool:
    """True where a text begins as a web page does."""
    return bool(_START.match(text[:4000]))


def page_values(tree: Any, linked: Sequence[Mapping[str, Any]] | None = None) -> dict[str, str]:
    """What a page says about its article; JSON-LD is believed before meta elements, these before the visible page."""
    shown = _from_page(tree)
    objects = list(map(_from_json, _linked_data(tree) if linked is None else linked))
    found: dict[str, str] = {"url": shown["canonical"]} if _is_second(tree, shown["canonical"], objects) else {}
    for values in (*objects, _from_meta(tree), shown, {"url": shown["canonical"]}):
        for key, value in values.items():
            if value and key != "canonical" and not found.get(key):
                found[key] = " ".join(clean(value).split())
    found["author"] = re.sub(r"^[Bb]y\s+", "", found.get("author", "")) or _byline(tree)  # looked for only where it is not told
    found["published"] = found.get("published") or _shown_date(tree)
    return {key: value for key, value in found.items() if value}


def _is_second(tree: Any, canonical: str, objects: Sequence[Mapping[str, str]]) -> bool:
    """True where the page says that it is another's AMP form or a syndicated copy: then its canonical link is the address."""
    host = urlsplit(canonical).hostname if canonical.startswith(("http://", "https://")) else ""
    root = tree.getroottree().getroot()
    amp = root.get("amp") is not None or root.get("\u26a1") is not None
    own = next((o["url"] for o in objects if o["url"].startswith("http")), "")
    return bool(host) and (amp or (bool(own) and urlsplit(own).hostname != host))


def page_dates(tree: Any, linked: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Every date that a page gives, by where it stands, and the correction that its linked data tell of."""
    found: dict[str, str] = {}
    for article in linked:
        for key, kind in (("datePublished", "json-ld-published"), ("dateModified", "json-ld-modified"), ("dateCreated", "json-ld-created")):
            found.setdefault(f"date.{kind}", _string(article.get(key)))
    meta = _meta_of(tree)
    found["date.meta-published"] = next((meta[n] for n in _META["published"] if meta.get(n)), "")
    found["date.meta-modified"] = next((meta[n] for n in _MODIFIED if meta.get(n)), "")
    times = [t.get("datetime") for t in tree.iter("time") if t.get("datetime")]
    found["date.page"] = str(times[0]) if times else "" if any(found.values()) else _shown_date(tree)
    corrections = (_string(note.get("text") if isinstance(note, dict) else note) for a in linked for note in _several(a.get("correction")))
    found["note.correction"] = next(filter(None, corrections), "")
    return {key: " ".join(clean(value).split()) for key, value in found.items() if value}


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _page_text(data: bytes, name: str, charset: str = "") -> str:
    """The page in its own encoding: UTF-8 where its bytes are, else as the server or the page declares it, else as its bytes tell."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return decode(data, name)
    if b"\x00" not in data[:4096] and b"\x1b$" not in data:
        try:
            return checked(data.decode("utf-8"), name)
        except UnicodeDecodeError:
            pass
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
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


def _from_json(article: Mapping[str, Any]) -> dict[str, str]:
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
    held = _meta_of(tree)
    return {field: next((held[n] for n in names if held.get(n)), "") for field, names in _META.items()}


def _meta_of(tree: Any) -> dict[str, str]:
    held: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            key = str(meta.get(attribute) or "").lower()
            if key:
                held.setdefault(key, str(meta.get("content")))
    return held


def _from_page(tree: Any) -> dict[str, str]:
    def first(path: str) -> str:
        held = tree.xpath(path)
        return next((str(x).strip() for x in (held if isinstance(held, list) else [held]) if str(x).strip()), "")

    return {
        "title": first("string(//article//h1)") or first("string(//h1)") or first("string(//title)"),
        "published": first("//article//time[@datetime]/@datetime") or first("//time[@datetime]/@datetime"),
        "canonical": first('//link[@rel="canonical"]/@href'),
        "language": first("/html/@lang"),
    }


def _shown_date(tree: Any) -> str:
    """The date that a page shows below its heading, in a short line that is named a date."""
    for node in tree.xpath(_SHOWN)[:6]:
        words = " ".join(node.text_content().split())
        if len(words) <= 80 and (date := _DATE.search(words)):
            return date.group()
    return ""


def _byline(tree: Any) -> str:
    """Who wrote, as the page shows it: what is marked as the author, else a short line that is named a byline and holds names alone."""
    for path in _BYLINES:
        for node in tree.xpath(path)[:3]:
            words = " ".join(node.text_content().split()).strip(" ,|·–—-")
            words = re.sub(r"^(?:by|von|par|words by|story by|written by)\b[:\s]*", "", words, flags=re.IGNORECASE)
            if _NAMES.fullmatch(words):
                return words
    return ""
