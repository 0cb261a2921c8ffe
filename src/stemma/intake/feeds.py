"""Feeds: the items of RSS, Atom and JSON Feed as reports; the publisher is whom `source` names, never who carries the feed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from stemma.core.errors import InputRefused, MissingExtra
from stemma.core.types import Report
from stemma.intake.encoding import clean, decode, refuse_entities
from stemma.intake.headers import with_values
from stemma.intake.plaintext import plain
from stemma.intake.words import transports

Items = Iterator[Report | InputRefused]


def read_feed(data: bytes, name: str) -> Items:
    """The items of an RSS or Atom feed."""
    try:
        import feedparser
    except ImportError:
        raise MissingExtra("feedparser", "fetch", "Reading feeds") from None
    refuse_entities(data, name)
    held = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not held.entries:
        fault = f" ({held.bozo_exception})" if held.bozo else ""
        raise InputRefused(f"{name} is a feed without items{fault}: check the address.")
    feed = held.feed
    channel = {"title": _plain(feed.get("title")), "url": feed.get("link", ""), "language": feed.get("language", "")}
    for number, entry in enumerate(held.entries, 1):
        yield _item(f"{name}, item {number}", _rss(entry), channel)


def read_json_feed(data: bytes, name: str) -> Items:
    """The items of a JSON Feed."""
    try:
        held = json.loads(decode(data, name))
    except (ValueError, RecursionError) as fault:
        raise InputRefused(f"{name} is no JSON: {fault}.") from None
    items = held.get("items") if isinstance(held, dict) else None
    if not isinstance(items, list) or not items:
        raise InputRefused(f"{name} is a feed without items: check the address.")
    channel = {"title": _plain(held.get("title")), "url": _words(held.get("home_page_url")), "language": _words(held.get("language"))}
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield _item(f"{name}, item {number}", _json(item), channel)
        else:
            yield InputRefused(f"{name}, item {number} is no object: the others were taken.")


def _rss(entry: Mapping[str, Any]) -> dict[str, str]:
    updated = dict(entry).get("updated") or ""  # not by `get`, which gives the time of publication in its stead
    contents = entry.get("content") or [{}]
    body = max((_plain(c.get("value")) for c in contents), key=len)
    source = entry.get("source") or {}
    return {
        "text": max(body, _plain(entry.get("summary")), key=len),
        "title": _plain(entry.get("title")),
        "url": entry.get("link") or "",
        "author": _plain(entry.get("author")),
        "published": entry.get("published") or updated,
        "date.feed-published": entry.get("published") or "",
        "date.feed-updated": updated,
        "source": _plain(source.get("title")),
        "source_url": source.get("href") or source.get("link") or "",
    }


def _json(item: Mapping[str, Any]) -> dict[str, str]:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_words(a.get("name")) for a in authors or () if isinstance(a, dict)]
    return {
        "text": max(_words(item.get("content_text")), _plain(item.get("content_html")), _plain(item.get("summary")), key=len),
        "title": _plain(item.get("title")),
        "url": _words(item.get("external_url")) or _words(item.get("url")),
        "author": ", ".join(filter(None, names)),
        "published": _words(item.get("date_published")) or _words(item.get("date_modified")),
        "date.feed-published": _words(item.get("date_published")),
        "date.feed-updated": _words(item.get("date_modified")),
        "language": _words(item.get("language")),
    }


def _item(where: str, found: dict[str, str], channel: Mapping[str, str]) -> Report | InputRefused:
    text = clean(found.pop("text") or found["title"])
    if not text.strip():
        return InputRefused(f"{where} has neither text nor title: there is nothing to read in it.")
    source, source_url = found.pop("source", ""), found.pop("source_url", "")
    found["outlet"] = source or _publisher(channel, found["url"])
    found["feed"] = channel["title"] or "untitled"
    if source:
        found["title"] = found["title"].removesuffix(f" - {source}")
    if source_url:
        found["outlet_url"] = source_url
    found["language"] = found.get("language") or channel["language"]
    if not found["url"].startswith(("http://", "https://")):
        found["url"] = ""
    return with_values(Report(text=text, name=found["url"] or where), {k: clean(v) for k, v in found.items() if v})


def _publisher(channel: Mapping[str, str], url: str) -> str:
    """The feed's own title, unless the feed only carries what others publish: then the host of the item."""
    carriers = transports()
    home, host = (urlsplit(u).hostname or "" if "://" in u else "" for u in (channel["url"], url))
    if _within(home, carriers["hosts"]) or any(word in channel["title"].casefold() for word in carriers["titles"]):
        return "" if _within(host, carriers["hosts"]) else host.removeprefix("www.")
    return channel["title"]


def _within(host: str, hosts: list[str]) -> bool:
    return any(host == h or host.endswith("." + h) for h in hosts)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _plain(value: Any) -> str:
    return plain(value) if isinstance(value, str) else ""
