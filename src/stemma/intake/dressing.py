"""A report that came in bare gets its marks, credits, notes, dates, language and one address."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from stemma.core.addresses import canonical, day_in
from stemma.core.types import Mark, Report
from stemma.intake.boilerplate import Marker
from stemma.intake.languages import language_of
from stemma.intake.moments import moment
from stemma.intake.notes import Noting
from stemma.intake.words import boilerplate_table

_DATES = ("date.json-ld-published", "date.meta-published", "date.feed-published", "date.sitemap", "date.entry", "date.message")


class Dresser:
    """Marks boilerplate and finds title, byline, dateline, credits and notes in a report that came in bare."""

    def __init__(self, language: str = "en") -> None:
        self._language = language

    @cached_property
    def _marker(self) -> Marker:
        return Marker(boilerplate_table(self._language))

    @cached_property
    def _noting(self) -> Noting:
        return Noting(boilerplate_table(self._language))

    def __call__(self, report: Report) -> Report:
        """The report with its marks and credits."""
        return self._marker.dress(report)

    def settled(self, report: Report, whence: str = "") -> Report:
        """The report with its marks and all that its text and address tell: notes, dates by kind, language, the canonical address."""
        report = self(report)
        extra = dict(report.extra)
        if report.url:
            fragment = "#" + extra["entry"] if "entry" in extra else ""
            address = canonical(report.url) + fragment
            for other in (report.url, "" if "feed" in extra else whence):
                if "://" in other and other not in (address, report.url if not fragment else other):
                    extra["address"] = other
            if report.url != address:
                extra.setdefault("address", report.url)
            if day := day_in(report.url):
                extra.setdefault("date.url", day)
            report = replace(report, url=address)
        if report.published is None and (held := next((m for k in (*_DATES, "date.url") if (m := moment(extra.get(k, "")))), None)):
            report = replace(report, published=held)
        for kind, words in self._noting.find(report):
            extra.setdefault(kind, words)
        if dateline := next((report.text[m.start : m.end].strip(" -–—:\t") for m in report.marks if m.kind == "dateline"), ""):
            extra.setdefault("dateline", dateline)
        report = replace(report, extra=tuple(sorted(extra.items())), marks=_apart(report.marks))
        return self.in_its_language(report)

    def in_its_language(self, report: Report) -> Report:
        """The report with the language that its words show; what it was declared to be is kept beside."""
        found = language_of(_body(report))
        if not found or found == report.language[:2].lower():
            return report
        declared = {"language-declared": report.language} if report.language else {}
        return replace(report, language=found, extra=tuple(sorted({**dict(report.extra), **declared}.items())))


def disagreement(report: Report) -> str:
    """A sentence where the days on which a report is said to be published do not agree, or ""."""
    dates = {k.removeprefix("date."): m for k, v in report.extra if k.startswith("date.") and (m := moment(v))}
    said = {k: m for k, m in dates.items() if k.endswith("published") or k in ("url", "page", "byline", "sitemap")}
    if len({m.day for m in said.values() if len(m.day) == 10}) < 2:
        return ""
    return "the dates do not agree: " + ", ".join(f"{kind} says {m.iso}" for kind, m in sorted(said.items()))


def _body(report: Report) -> str:
    start = max((m.end for m in report.marks if m.kind == "header"), default=0)
    return report.text[start:]


def _apart(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks in order, each stretch once."""
    return tuple({(m.start, m.end): m for m in sorted(marks, key=lambda m: (m.start, m.end))}.values())
