"""Lists of addresses: OPML names feeds, a sitemap names pages; nothing is fetched here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stemma.core.delivery import Address
from stemma.core.errors import InputRefused, MissingExtra
from stemma.intake.encoding import clean, refuse_entities


def read_opml(data: bytes, name: str) -> Iterator[Address | InputRefused]:
    """The feeds of an OPML file."""
    found = False
    for outline in _root(data, name).iter("{*}outline"):
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if url.startswith(("http://", "https://")):
            found = True
            yield Address(url=clean(url), kind="feed")
    if not found:
        yield InputRefused(f"{name} names no feed: wanted outlines with xmlUrl, as readers of feeds export them.")


def read_sitemap(data: bytes, name: str) -> Iterator[Address | InputRefused]:
    """The pages of a sitemap with what a news sitemap says of them, or the sitemaps of an index."""
    root = _root(data, name)
    found = False
    for entry in (*root.iter("{*}url"), *root.iter("{*}sitemap")):
        url = _under(entry, "loc")
        if not url.startswith(("http://", "https://")):
            continue
        found = True
        index = entry.tag.endswith("sitemap")
        values = {"title": _under(entry, "title"), "outlet": _under(entry, "name"), "published": _under(entry, "publication_date")}
        values["date.sitemap"] = values["published"] or _under(entry, "lastmod")
        known = tuple((key, value) for key, value in sorted(values.items()) if value)
        yield Address(url=clean(url), kind="feed" if index else "page", known=() if index else known)
    if not found:
        yield InputRefused(f"{name} is a sitemap without addresses.")


def _root(data: bytes, name: str) -> Any:
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtra("lxml", "html", "Reading lists of addresses") from None
    refuse_entities(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as fault:
        raise InputRefused(f"{name} is no XML that can be read: {fault}.") from None
    if root is None:
        raise InputRefused(f"{name} is no XML that can be read: save it again and add that.")
    return root


def _under(entry: Any, tag: str) -> str:
    found = next(entry.iter(f"{{*}}{tag}"), None)
    return clean(" ".join((found.text or "").split())) if found is not None else ""
