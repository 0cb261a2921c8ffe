"""Header lines and front matter: what a text says about itself before it begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from stemma.core.types import Mark, Report
from stemma.intake.moments import moment

_LINE = re.compile(r"([A-Za-z][\w-]*):[ \t]*([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)(?:\r?\n)\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^([A-Za-z][\w-]*)[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)
_FIELDS = {
    "title": "title", "headline": "title", "outlet": "outlet", "publisher": "outlet", "site": "outlet", "site_name": "outlet",
    "author": "author", "published": "published", "date": "published", "url": "url", "link": "url", "permalink": "url",
    "language": "language", "lang": "language",
}  # fmt: skip
_OWN = frozenset(("title", "outlet", "author", "published", "url", "language"))


def with_header(report: Report) -> Report:
    """The report with its header lines read and marked; a text without any is returned as it came."""
    values, end = _header(report.text)
    if not values:
        return report
    return replace(with_values(report, values), marks=(Mark(start=0, end=end, kind="header"), *report.marks))


def with_front_matter(report: Report) -> Report:
    """The report with the front matter of a Markdown file (--- or +++) read and marked; header lines do as well."""
    match = _FENCE.match(report.text)
    if not match:
        return with_header(report)
    values = {m.group(1).lower(): m.group(2).strip("\"'") for m in _PAIR.finditer(match.group(2))}
    return replace(with_values(report, values), marks=(Mark(start=0, end=match.end(), kind="header"), *report.marks))


def with_values(report: Report, values: Mapping[str, str]) -> Report:
    """The report with named values filled in; what Stemma has no place for is kept in `extra`."""
    found: dict[str, str] = {}
    extra = dict(report.extra)
    for key, value in values.items():
        field = _FIELDS.get(key.lower())
        if not value:
            continue
        if field and (field not in found or key.lower() in _OWN):
            found[field] = value
        elif not field:
            extra[key.lower()] = value
    published = moment(found["published"]) if "published" in found else None
    if "published" in found and published is None:
        extra["published"] = found["published"]  # no date that can be read: kept as it was given
    return replace(
        report,
        title=found.get("title", report.title),
        outlet=found.get("outlet", report.outlet),
        author=found.get("author", report.author),
        published=published or report.published,
        url=found.get("url", report.url),
        language=found.get("language", report.language),
        extra=tuple(sorted(extra.items())),
    )


def _header(text: str) -> tuple[dict[str, str], int]:
    """The header lines and where the body begins; nothing where the first lines are no header."""
    values: dict[str, str] = {}
    at = 0
    while match := _LINE.match(text, at):
        values[match.group(1).lower()] = match.group(2).strip()
        at = match.end()
        if at == len(text):
            break
    blank = _BLANK.match(text, at)
    if not _OWN & values.keys() or blank is None:
        return {}, 0
    return values, blank.end()
