"""A situation in the forms that other programs read: JSON, JSON Lines, CSV and GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stemma.core.edtf import edtf
from stemma.core.types import (
    Claim,
    Conflict,
    Event,
    Figure,
    LostOriginal,
    Mutation,
    Place,
    Reading,
    Reason,
    Report,
    Situation,
    Source,
    When,
)
from stemma.ledger.lists import Lookup

Row = dict[str, Any]


def to_export(situation: Situation) -> Row:
    """The whole situation as one JSON object, in the shape on which other programs rely."""
    look = Lookup(situation)
    return {
        "reports": [_report(look, report) for report in situation.reports],
        "lost_originals": [_lost(lost) for lost in situation.stemma.lost],
        "claims": [claim_row(look, claim) for claim in look.claims.values()],
        "events": [event_row(event) for event in look.events.values()],
        "figures": [figure_row(look, figure) for figure in situation.figures],
        "conflicts": [conflict_row(conflict) for conflict in situation.weighing.conflicts],
        "mutations": [mutation_row(mutation) for mutation in situation.stemma.mutations if not mutation.restored],
        "put_right": [mutation_row(mutation) for mutation in situation.stemma.mutations if mutation.restored],
        "novelty": [{"report": n.report, "new_claims": list(n.new_claims)} for n in situation.weighing.novelty],
        "links": [{"one": link.one, "other": link.other, "reasons": _reasons(link.reasons)} for link in situation.links],
        "inheritances": [{"claim": i.claim, "parent": i.parent, "from_claim": i.from_claim} for i in situation.stemma.inheritances],
        "checks": [{"claims": list(c.claims), "rule": c.rule, "holds": c.holds, "why": c.why} for c in situation.weighing.checks],
        "courses": list(_courses(situation)),
        "notices": [notice_row(notice) for extract in situation.extracts for notice in extract.notices],
    }


def json_lines(situation: Situation) -> Iterator[Row]:
    """Each thing of the export on a line of its own, with its kind."""
    for kind, rows in to_export(situation).items():
        for row in rows:
            yield {"record": kind, **row}


def claim_row(look: Lookup, claim: Claim) -> Row:
    """A claim as the export has it."""
    return {
        "id": claim.id,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "measure": claim.measure,
        "nature": claim.nature.value,
        "subject": claim.subject,
        "subject_actor": claim.subject_actor,
        "counted": claim.counted,
        "place": _place(claim.place),
        "low": number(claim.amount.low),
        "high": number(claim.amount.high),
        "approx": claim.amount.approx.value,
        "unit": claim.amount.unit,
        "percent_of": claim.percent_of or None,
        "as_of": _when(claim.when),
        "as_of_edtf": edtf(claim.when) or None,
        "as_of_words": claim.when.text or None if claim.when is not None else None,
        "window": claim.window or None,
        "attribution": _names(claim.attribution),
        "sources": _sources(claim.attribution),
        "status": claim.status.value,
        "verification": claim.verification.value,
        "caveat": list(claim.caveat) if claim.caveat else None,
        "figure": look.figure_of.get(claim.id),
        "reader": claim.reader,
        "reasons": _reasons(claim.reasons),
    }


def event_row(event: Event) -> Row:
    """An event as the export has it."""
    return {
        "id": event.id,
        "report": event.report,
        "start": event.start,
        "end": event.end,
        "text": event.text,
        "type": event.type,
        "actor": event.actor,
        "target": event.target,
        "place": _place(event.place),
        "as_of": _when(event.when),
        "as_of_edtf": edtf(event.when) or None,
        "as_of_words": event.when.text or None if event.when is not None else None,
        "attribution": _names(event.attribution),
        "sources": _sources(event.attribution),
        "status": event.status.value,
    }


def figure_row(look: Lookup, figure: Figure) -> Row:
    """A figure with its readings as the export has it."""
    return {
        "id": figure.id,
        "title": figure.title,
        "measure": figure.measure,
        "nature": figure.nature.value,
        "subject": figure.subject,
        "place": _place(figure.place),
        "claims": list(figure.claims),
        "readings": [reading_row(reading) for reading in look.readings.get(figure.id, ())],
    }


def reading_row(reading: Reading) -> Row:
    """One value of a figure as the export has it."""
    return {
        "low": number(reading.low),
        "high": number(reading.high),
        "unit": reading.unit,
        "approx": reading.approx.value,
        "as_of": _when(reading.when),
        "claims": list(reading.claims),
        "reports": reading.reports,
        "origins": reading.origins,
        "sources": reading.sources,
        "grade": reading.grade,
        "denied": reading.denied,
        "born_in": reading.born_in or None,
        "reasons": _reasons(reading.reasons),
    }


def conflict_row(conflict: Conflict) -> Row:
    """A conflict as the export has it."""
    return {
        "figure": conflict.figure,
        "claims": list(conflict.claims),
        "kind": conflict.kind,
        "verdict": conflict.verdict,
        "why": conflict.why,
        "reasons": _reasons(conflict.reasons),
    }


def mutation_row(mutation: Mutation) -> Row:
    """A change on the way as the export has it."""
    return {
        "report": mutation.report,
        "from": mutation.parent,
        "field": mutation.field,
        "was": mutation.was,
        "became": mutation.became,
        "claim": mutation.claim or None,
        "from_claim": mutation.from_claim or None,
        "inherited_by": list(mutation.inherited_by),
        "restored": mutation.restored,
        "reasons": _reasons(mutation.reasons),
    }


def notice_row(notice: Any) -> Row:
    """A notice as the export has it."""
    names = ("rule", "message", "remedy", "report", "start", "end")
    return {name: getattr(notice, name) for name in names}


def number(value: float | None) -> float | int | None:
    """A number as people write it: whole ones without a point."""
    return int(value) if value is not None and float(value).is_integer() else value


def _report(look: Lookup, report: Report) -> Row:
    extract = look.extracts.get(report.id)
    credits = dict.fromkeys((*report.credits, *(extract.credits if extract else ())))
    return {
        "id": report.id,
        "name": report.name,
        "title": report.title,
        "outlet": report.outlet,
        "author": report.author,
        "published": report.published.iso if report.published else None,
        "url": report.url,
        "language": report.language,
        "sha256": report.sha256,
        "kind": look.kinds[report.id].value if report.id in look.kinds else None,
        "credits": list(credits),
        "parents": [
            {"id": d.parent, "weight": round(d.weight, 4), "basis": list(d.basis), "reasons": _reasons(d.reasons)}
            for d in look.parents.get(report.id, ())
        ],
        "extra": dict(report.extra),
    }


def _lost(lost: LostOriginal) -> Row:
    return {"id": lost.id, "credited_as": lost.credited_as, "children": list(lost.children), "reasons": _reasons(lost.reasons)}


def _courses(situation: Situation) -> Iterator[Row]:
    for point in situation.weighing.courses:
        yield {
            "figure": point.figure,
            "as_of": _when(point.when),
            "known": point.known,
            "low": number(point.low),
            "high": number(point.high),
            "unit": point.unit,
            "approx": point.approx.value,
            "claims": list(point.claims),
            "source": point.source,
            "status": point.status.value,
        }


def _place(place: Place | None) -> Row | None:
    if place is None:
        return None
    return {"name": place.name, "lat": place.lat, "lon": place.lon, "id": place.id, "precision": place.precision, "words": place.words}


def _when(when: When | None) -> Row | None:
    return {"start": when.start, "end": when.end} if when is not None and (when.start or when.end) else None


def _names(sources: tuple[Source, ...]) -> list[str]:
    return [source.name for source in sources]


def _sources(sources: tuple[Source, ...]) -> list[Row]:
    return [{"name": s.name, "kind": s.kind.value, "actor": s.actor, "start": s.start, "end": s.end} for s in sources]


def _reasons(reasons: tuple[Reason, ...]) -> list[Row]:
    return [{"rule": r.rule, "detail": r.detail, "weight": round(r.weight, 4)} for r in reasons]
