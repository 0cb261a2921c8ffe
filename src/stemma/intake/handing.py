"""How things are handed over at the door: named as the user knows them, completed by what the feed knew, refused where too large."""

from __future__ import annotations

from dataclasses import replace

from stemma.core.delivery import Delivered, Pairs
from stemma.core.errors import InputRefused
from stemma.core.types import Report
from stemma.intake.encoding import clean
from stemma.intake.formats import MOST_BYTES


def completed(page: Report, item: Report) -> Report:
    """A page's report with what the feed's item knows: its publisher, and what the page does not say."""
    return replace(
        page,
        outlet=item.outlet or page.outlet,
        title=page.title or item.title,
        author=page.author or item.author,
        published=page.published or item.published,
    )


def renamed(item: Delivered, path: str, name: str) -> Delivered:
    """The report under the name by which the user knows it."""
    report = item.report
    if report.name.startswith(clean(path)):
        report = replace(report, name=clean(name) + report.name.removeprefix(clean(path)))
    return replace(item, report=report)


def charset(headers: Pairs) -> str:
    kind = next((v for k, v in headers if k.lower() == "content-type"), "")
    return kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")


def too_large(name: str) -> InputRefused:
    most = MOST_BYTES // 1_000_000
    return InputRefused(f"{name} is larger than {most} MB: split it into reports, one a file or one a line of a .jsonl file.")
