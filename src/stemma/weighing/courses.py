"""The course of each figure: what was claimed as of when, and since when it was known."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Claim, Point, Reading
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage


def find_courses(facts: Facts, lineage: Lineage, readings: Sequence[Reading]) -> tuple[Point, ...]:
    """The steps of every figure, by figure, day and first publication; a value repeated as of the same day is one step."""
    points: list[Point] = []
    for reading in readings:
        steps: dict[str, list[Claim]] = {}
        for claim in facts.in_order(reading.claims):
            steps.setdefault(facts.day(_start(facts, lineage, reading, claim)), []).append(claim)
        points += [_point(facts, lineage, reading, steps[day]) for day in sorted(steps)]
    return tuple(sorted(points, key=lambda p: (p.figure, _end(p), p.known or "9", p.claims)))


def _start(facts: Facts, lineage: Lineage, reading: Reading, claim: Claim) -> Claim:
    """The claim from which this one has its value: a rewrite that names no day means the day of what it rewrites."""
    for root in lineage.roots(facts.id(claim)):
        if root.claim in reading.claims and root.claim != facts.id(claim):
            return facts.claims[root.claim]
    return claim


def _point(facts: Facts, lineage: Lineage, reading: Reading, claims: Sequence[Claim]) -> Point:
    first = claims[0]
    published = facts.reports[first.report].published
    start = _start(facts, lineage, reading, first)
    return Point(
        figure=reading.figure,
        when=next((c.when for c in (start, *claims) if c.when is not None), None),
        known=published.iso if published else "",
        low=reading.low,
        high=reading.high,
        unit=reading.unit,
        approx=reading.approx,
        claims=tuple(facts.id(c) for c in claims),
        source=facts.speaker(start).name,
        status=first.status,
    )


def _end(point: Point) -> str:
    told = (point.when.end or point.when.start) if point.when else ""
    return told or point.known[:10] or "9"
