"""Reports with marked-up figures, made in a line: what the rooms after reading are tested with.

    report, extract = told("The river killed {12 people|killed} at {Dorran|}.", outlet="Valley Post", published="2031-05-02T08:00+00:00")

A figure stands in braces as {words|measure|key=value ...}: subject, place, who (the speaker), status, checked, as_of, nature.
The number, hedge and unit are taken from the words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from stemma.core.types import (
    Amount,
    Approx,
    Claim,
    Extract,
    Moment,
    Nature,
    Place,
    Quote,
    Report,
    Source,
    SourceKind,
    Status,
    Verification,
    When,
)

_BRACE = re.compile(r"\{([^{}|]*)\|([^{}|]*)((?:\|[^{}|]*)*)\}")
_HEDGES = {
    "about": Approx.ABOUT,
    "some": Approx.ABOUT,
    "at least": Approx.AT_LEAST,
    "more than": Approx.MORE_THAN,
    "up to": Approx.AT_MOST,
    "nearly": Approx.NEARLY,
}
_UNITS = {
    "families": "count",
    "km2": "km2",
    "square miles": "mi2",
    "%": "percent",
    "km": "km",
    "miles": "mi",
    "mm": "mm",
    "houses": "count",
}
_UNITS |= {"$": "USD", "£": "GBP"}


class Told(NamedTuple):
    """A report and what a reader would take from it."""

    report: Report
    extract: Extract


def told(marked: str, outlet: str = "", published: str = "", title: str = "", credits: tuple[str, ...] = ()) -> Told:
    """A report from a marked-up text."""
    text, spans = "", []
    at = 0
    for m in _BRACE.finditer(marked):
        text += marked[at : m.start()]
        spans.append((len(text), len(text) + len(m[1]), m[2], dict(p.split("=", 1) for p in m[3].split("|") if p)))
        text += m[1]
        at = m.end()
    text += marked[at:]
    moment = Moment(iso=published) if published else None
    report = Report(text=text, name=f"{outlet or 'a'}.txt", outlet=outlet, published=moment, title=title)
    claims = tuple(_claim(report, *span) for span in spans)
    quotes = tuple(Quote(report=report.id, start=m.start(1), end=m.end(1), text=m[1]) for m in re.finditer('"([^"]+)"', text))
    return Told(report, Extract(report=report.id, claims=claims, credits=credits, quotes=quotes))


def _claim(report: Report, start: int, end: int, measure: str, given: dict[str, str]) -> Claim:
    words = report.text[start:end]
    day = given.get("as_of")
    who = given.get("who")
    return Claim(
        report=report.id,
        start=start,
        end=end,
        text=words,
        amount=amount(words),
        measure=measure,
        nature=Nature(given.get("nature", "level")),
        subject=given.get("subject", ""),
        counted=given.get("counted", ""),
        place=Place(name=given["place"]) if "place" in given else None,
        when=When(start=day, end=day, text=day) if day else None,
        attribution=(Source(name=who, kind=SourceKind(given.get("kind", "institution"))),) if who else (),
        status=Status(given.get("status", "claimed" if who else "asserted")),
        verification=Verification(given.get("checked", "none")),
    )


def amount(words: str) -> Amount:
    """The amount that simple words say: "about 1,376 km2"."""
    numbers = [float(n.replace(",", "")) for n in re.findall(r"(?<!\w)\d[\d,]*(?:\.\d+)?", words)]
    unit = next((u for w, u in _UNITS.items() if w in words), "persons")
    hedge = next((h for w, h in _HEDGES.items() if words.lower().startswith(w)), Approx.EXACT)
    if len(numbers) > 1:
        return Amount(low=numbers[0], high=numbers[1], unit=unit, approx=Approx.RANGE)
    low = None if hedge is Approx.AT_MOST else numbers[0]
    high = None if hedge in (Approx.AT_LEAST, Approx.MORE_THAN) else numbers[0]
    return Amount(low=low, high=high, unit=unit, approx=hedge)
