"""Live blogs: a page of dated entries becomes a report an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stemma.intake.plaintext import plain, text_of

_LEAST = 3  # entries that make a live blog
_LETTERS = 30
_HINT = re.compile(r"live[-_]?(?:blog|updates?|feed|post|entry|stream)|\bliveblog", re.IGNORECASE)

_TOLD = re.compile(
    r"\blive\b\s*(?:[:|–—-]|updates?|blog|$)|(?:^|[|–—:-]\s*)live\b|\bminute by minute\b|\bas it happened\b|\bticker\b", re.IGNORECASE
)


class Entry(NamedTuple):
    """One entry of a live blog."""

    text: str
    published: str
    title: str
    anchor: str
    author: str


def entries(tree: Any, linked: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """The entries of a live blog, as its JSON-LD has them or as the page shows them; none where the page is no live blog."""
    found = [entry for article in linked for entry in _from_json(article)]
    if len(found) >= _LEAST:
        return found
    kinds = {str(k).lower() for article in linked for k in _several(article.get("@type"))}
    if "liveblogposting" not in kinds and not _hinted(tree):
        return []
    return _from_page(tree)


def _from_json(article: Mapping[str, Any]) -> list[Entry]:
    found = []
    for update in _several(article.get("liveBlogUpdate")):
        if not isinstance(update, dict):
            continue
        text = plain(str(update.get("articleBody") or update.get("text") or ""))
        if sum(c.isalpha() for c in text) >= _LETTERS:
            anchor = str(update.get("url") or update.get("@id") or "").partition("#")[2]
            author = update.get("author")
            name = str(author.get("name", "")) if isinstance(author, dict) else ""
            found.append(Entry(text, str(update.get("datePublished") or ""), plain(str(update.get("headline") or "")), anchor, name))
    return found


def _hinted(tree: Any) -> bool:
    head = " ".join(" ".join(h.text_content().split()) for h in tree.iter("title", "h1"))
    return bool(_TOLD.search(head)) or any(
        _HINT.search(f"{e.get('class', '')} {e.get('id', '')} {e.get('data-component', '')}")
        for e in tree.iter("div", "section", "article", "main", "ol", "ul")
    )


def _from_page(tree: Any) -> list[Entry]:
    """Siblings that each begin with a time: the largest such family of the page."""
    families: dict[Any, list[Any]] = {}
    for time in tree.iter("time"):
        if not time.get("datetime"):
            continue
        node = time
        while (parent := node.getparent()) is not None and parent.tag not in ("body", "html"):
            families.setdefault(parent, [])
            if node not in families[parent]:
                families[parent].append(node)
            node = parent
    best = max(families.values(), key=len, default=[])
    found = []
    for node in best:
        times = [t.get("datetime") for t in node.iter("time") if t.get("datetime")]
        heads = [" ".join(h.text_content().split()) for h in node.iter("h2", "h3", "h4")]
        passages = [
            p
            for p in node.iter("p", "li", "blockquote", "td")
            if p is not node and not any(a.tag in ("li", "blockquote", "aside", "figure") for a in _within(p, node))
        ]
        text = "\n".join(filter(None, map(text_of, passages))) or text_of(node)
        if sum(c.isalpha() for c in text) >= _LETTERS:
            found.append(Entry(text, times[0], heads[0] if heads else "", node.get("id") or "", ""))
    return found if len(found) >= _LEAST else []


def _within(node: Any, outer: Any) -> Iterator[Any]:
    """What stands around a node inside another."""
    for around in node.iterancestors():
        if around is outer:
            return
        yield around


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
