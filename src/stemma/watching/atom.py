"""An Atom feed of claims (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_NAMESPACE = "http://www.w3.org/2005/Atom"


def to_atom(claims: Sequence[Mapping[str, Any]], at: str) -> str:
    """A feed of claims, the newest first; `at` is when it is written."""
    feed = Element("feed", xmlns=_NAMESPACE)
    _add(feed, "id", "urn:stemma:claims")
    _add(feed, "title", "Claims, as reports brought them")
    _add(feed, "updated", at)
    _add(SubElement(feed, "author"), "name", "Stemma")
    for claim in reversed(claims):
        entry = SubElement(feed, "entry")
        _add(entry, "id", f"urn:stemma:claim:{claim['claim']}")
        _add(entry, "title", f"{claim['outlet'] or claim['report']}: {claim['text'][:160]}")
        _add(entry, "updated", _instant(claim["published"]) or at)
        _add(entry, "summary", claim["text"])
        if claim["figure"]:
            SubElement(entry, "category", term=_clean(claim["figure"]))
        if claim["url"]:
            SubElement(entry, "link", rel="alternate", href=_clean(claim["url"]))
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _clean(text)


def _clean(text: str) -> str:
    """Without the letters that no XML may hold."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"))


def _instant(iso: str) -> str:
    """A time as Atom wants it, to the second and with an offset, or ""."""
    if len(iso) == 10:
        return f"{iso}T00:00:00Z"
    clock = iso.partition("T")[2]
    if len(clock) < 5:
        return ""
    zone = "" if clock.endswith("Z") or "+" in clock or "-" in clock else "Z"
    return iso + zone if clock.count(":") > 1 else ""
