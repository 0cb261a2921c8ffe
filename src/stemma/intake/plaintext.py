"""Marked-up passages as plain text: a paragraph a line, nothing else changed."""

from __future__ import annotations

import re
from typing import Any

from stemma.core.errors import MissingExtra

_BLOCKS = frozenset((
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "section",
    "article", "header", "footer", "figure", "figcaption", "pre", "hr", "dd", "dt",
))  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "template", "noscript", "iframe", "svg", "head",
))  # fmt: skip
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:\w+|#\d+);")


def plain(marked: str) -> str:
    """The words of a passage of HTML, its blocks on lines of their own; a text without tags stays as it is."""
    if not _TAG.search(marked):
        return marked.strip()
    try:
        from lxml import html
    except ImportError:
        raise MissingExtra("lxml", "html", "Reading marked-up text") from None
    try:
        tree = html.fragment_fromstring(marked, create_parent="div")
    except (ValueError, html.etree.LxmlError, AssertionError):
        return re.sub(r"<[^>]*>", " ", marked).strip()
    return text_of(tree)


def text_of(tree: Any) -> str:
    """The words of a tree, its blocks on lines of their own."""
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:  # no recursion: a hostile page may nest thousands deep
        node, closing = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if closing:
            if tag in _BLOCKS:
                parts.append("\n")
            if node is not tree:
                parts.append(node.tail or "")
            continue
        if not tag or tag in _DROPPED:
            if node is not tree:
                parts.append(node.tail or "")
            continue
        if tag in _BLOCKS:
            parts.append("\n")
        elif tag in ("td", "th"):
            parts.append(" | " if node.getprevious() is not None else "")
        parts.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
