"""Search over figures, claims, reports and sources by the ledger's full text, with the filters in the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from stemma.ledger.search import KINDS, Hit
from stemma.showing.markup import Markup, join, tag
from stemma.web.asked import Asked
from stemma.web.frame import Screen

PER_KIND = 25
_TOKEN = re.compile(r"[^\W_]+")
_KEYS = (("j k", "move"), ("Enter", "open"), ("/", "find"))


def search_screen(hits: Sequence[Hit], want: Asked, outlets: Sequence[tuple[str, int]], measures: Sequence[tuple[str, int]]) -> Screen:
    """The screen."""
    groups = [
        {"kind": kind, "hits": [_shown(hit, want.q) for hit in hits if hit.kind == kind]}
        for kind in KINDS
        if any(h.kind == kind for h in hits)
    ]
    data = {
        "q": want.q,
        "hits": [
            {
                "kind": h.kind,
                "id": h.id,
                "report": h.report or None,
                "title": h.title,
                "figure": h.figure or None,
                "published": h.published or None,
                "shown": h.shown,
            }
            for h in hits
        ],
    }
    context = {"groups": groups, "number": len(hits), "kinds": KINDS, "outlets": outlets[:40], "measures": measures[:24]}
    return Screen(name="search", title=f"Search: {want.q}" if want.q else "Search", data=data, context=context, keys=_KEYS)


def _shown(hit: Hit, words: str) -> dict[str, Any]:
    address = {
        "figure": f"/figure/{hit.id}",
        "claim": f"/report/{hit.report}#c-{hit.id}",
        "report": f"/report/{hit.id}",
        "source": Asked(q=hit.id).address("/sources"),
    }[hit.kind]
    return {"href": address, "title": hit.title, "shown": lit_words(hit.shown, words), "day": hit.published[:10], "figure": hit.figure}


def lit_words(text: str, words: str) -> Markup:
    """A text with the searched words marked."""
    wanted = {w.lower() for w in _TOKEN.findall(words)}
    pieces: list[str] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found.group().lower() in wanted:
            pieces += [text[at : found.start()], tag("mark", found.group(), cls="hit-mark")]
            at = found.end()
    return join(*pieces, text[at:])
