"""Figures of some measures side by side, as of a day: value, age, who says so, and how it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.answering.account import value
from stemma.answering.matching import awaited
from stemma.core.days import days_between
from stemma.core.types import Reading
from stemma.showing.readings import stand
from stemma.showing.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value of a figure in a table."""

    measure: str
    figure: str
    place: str
    value: str
    as_of: str
    age: int | None  # days from what it is of to the day of the table
    trend: str  # against the value before
    who: str
    reports: int
    origins: int
    sources: int


def rows(view: View, measures: Sequence[str], day: str = "") -> list[Line]:
    """The newest value of each figure of some measures, by the order of the measures."""
    until = day or max((view.published(r)[:10] for r in view.reports), default="")
    found = []
    for figure in view.situation.figures:
        if figure.measure not in measures:
            continue
        honest = [r for r in view.readings.get(figure.id, ()) if not r.born_in and not r.denied and not awaited(view, r)]
        told = sorted((r for r in honest if _day(view, r) <= until), key=lambda r: (_day(view, r), r.origins, r.reports))
        if not told:
            continue
        present = [r for r in stand(view, figure).present if r in told] if not day else []
        for reading in present or told[-1:]:
            before = next((r for r in reversed(told) if _day(view, r) < _day(view, reading) and r is not reading), None)
            found.append(_line(view, figure.id, reading, before, until))
    return sorted(found, key=lambda r: (measures.index(r.measure), -r.reports, r.figure, r.value))


def _line(view: View, figure_id: str, reading: Reading, before: Reading | None, until: str) -> Line:
    figure = view.figures[figure_id]
    return Line(
        measure=figure.measure,
        figure=figure.title,
        place=figure.place.name if figure.place else "",
        value=value(view, reading),
        as_of=view.words.when(reading.when),
        age=days_between(_day(view, reading), until),
        trend=_trend(view, before, reading),
        who=view.words.listed(view.speakers(reading.claims)[:2]) or "nobody named",
        reports=reading.reports,
        origins=reading.origins,
        sources=reading.sources,
    )


def ages(age: int | None) -> str:
    """How old, for a table."""
    return "" if age is None else str(age)


def _day(view: View, reading: Reading) -> str:
    told = (reading.when.end or reading.when.start or "") if reading.when else ""
    first = view.first(reading.claims)
    return told or (view.published(first.report)[:10] if first else "")


def _trend(view: View, before: Reading | None, now: Reading) -> str:
    if before is None:
        return ""
    a, b = view.base(before.low, before.high, before.unit), view.base(now.low, now.high, now.unit)
    if a.point is None or b.point is None or a.dimension != b.dimension or not a.point:
        return ""
    return f"{(b.point - a.point) / abs(a.point):+.0%} since {view.words.day(_day(view, before))}"
