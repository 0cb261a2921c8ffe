"""IPTC ninjs, versions 1 to 3: the wire's own JSON for a news item."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from stemma.core.errors import InputRefused
from stemma.core.types import Report
from stemma.intake.encoding import clean, decode
from stemma.intake.headers import with_values
from stemma.intake.plaintext import plain


def read_ninjs(data: bytes, name: str) -> Iterator[Report | InputRefused]:
    """The item of a ninjs file, or the items of an array of them."""
    try:
        held = json.loads(decode(data, name))
    except (ValueError, RecursionError) as fault:
        raise InputRefused(f"{name} is no JSON: {fault}.") from None
    for number, item in enumerate(held if isinstance(held, list) else [held], 1):
        where = name if not isinstance(held, list) else f"{name}, item {number}"
        yield _item(item, where) if isinstance(item, dict) else InputRefused(f"{where} is no object.")


def _item(item: Mapping[str, Any], where: str) -> Report | InputRefused:
    text = clean(_body(item))
    if not text.strip():
        return InputRefused(f"{where} has no body: wanted body_text, body_xhtml or bodies.")
    title = _word(item.get("headline")) or _first(item.get("headlines"), "value") or _word(item.get("title"))
    values = {
        "title": title,
        "outlet": _word(item.get("copyrightholder")) or _word(item.get("source")),
        "author": plain(_word(item.get("byline"))) or _first(item.get("by"), "name"),
        "published": _word(item.get("versioncreated")) or _word(item.get("firstcreated")),
        "date.first-created": _word(item.get("firstcreated")) or _word(item.get("firstCreated")),
        "date.version-created": _word(item.get("versioncreated")) or _word(item.get("versionCreated")),
        "language": _word(item.get("language")),
        "dateline": _word(item.get("located")),
        "uri": _word(item.get("uri")),
        "edition": _word(item.get("version")) or _word(item.get("edNote")) or _word(item.get("ednote")),
    }
    values["published"] = values["published"] or values["date.version-created"] or values["date.first-created"]
    sources = [_word(s.get("name")) for s in item.get("infosources") or item.get("infoSources") or () if isinstance(s, dict)]
    uri = values["uri"]
    report = Report(text=text, name=uri or where, url=uri if uri.startswith("http") else "", credits=tuple(filter(None, sources)))
    return with_values(report, {key: clean(value) for key, value in values.items() if value})


def _body(item: Mapping[str, Any]) -> str:
    found = [_word(item.get("body_text")), *(plain(_word(item.get(k))) for k in ("body_html", "body_xhtml"))]
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        if isinstance(body, dict):
            found.append(plain(_word(body.get("value"))))
    return max(found, key=len)


def _first(held: Any, key: str) -> str:
    return next((_word(x.get(key)) for x in held if isinstance(x, dict)), "") if isinstance(held, list) else ""


def _word(value: Any) -> str:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
