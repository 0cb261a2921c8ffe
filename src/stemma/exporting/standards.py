"""The ledger in the web's own vocabularies: W3C PROV, Web Annotation and schema.org's Claim, which has no rating."""

from __future__ import annotations

from typing import Any

from stemma.answering.quoting import QUOTED, quoted
from stemma.core.types import Claim, Report, Situation
from stemma.ledger.lists import Lookup

_AROUND = 32  # characters before and behind a quote that tell it from others

Row = dict[str, Any]


def to_prov(situation: Situation) -> Row:
    """PROV-JSON: reports and claims are entities; a rewrite was derived from its parent, a claim quoted from its report."""
    look = Lookup(situation)
    entity: Row = {f"stemma:{r.id}": _report_entity(r) for r in situation.reports}
    entity |= {f"stemma:{o.id}": {"prov:label": f"lost original credited to {o.credited_as}"} for o in situation.stemma.lost}
    entity |= {f"stemma:{c.id}": {"prov:type": "stemma:Claim", "prov:label": quoted(c.text)} for c in look.claims.values()}
    agents = {a.name: f"stemma:agent-{i}" for i, a in enumerate({s.name: s for c in look.claims.values() for s in c.attribution}.values())}
    outlets = {n: f"stemma:outlet-{i}" for i, n in enumerate(dict.fromkeys(look.outlet(r.id) for r in situation.reports))}
    derived = {
        f"_:d{i}": {
            "prov:generatedEntity": f"stemma:{d.child}",
            "prov:usedEntity": f"stemma:{d.parent}",
            "stemma:weight": round(d.weight, 4),
            "stemma:basis": list(d.basis),
        }
        for i, d in enumerate(situation.stemma.descents)
    }
    steps = [i for i in situation.stemma.inheritances if i.from_claim in look.claims]
    derived |= {
        f"_:i{n}": {"prov:generatedEntity": f"stemma:{i.claim}", "prov:usedEntity": f"stemma:{i.from_claim}"} for n, i in enumerate(steps)
    }
    quotes = {
        f"_:q{i}": {"prov:generatedEntity": f"stemma:{c.id}", "prov:usedEntity": f"stemma:{c.report}", "prov:type": "prov:Quotation"}
        for i, c in enumerate(look.claims.values())
    }
    said = {
        f"_:a{i}": {"prov:entity": f"stemma:{c.id}", "prov:agent": agents[c.attribution[-1].name]}
        for i, c in enumerate(c for c in look.claims.values() if c.attribution)
    }
    printed = {
        f"_:o{i}": {"prov:entity": f"stemma:{r.id}", "prov:agent": outlets[look.outlet(r.id)]} for i, r in enumerate(situation.reports)
    }
    return {
        "prefix": {"stemma": "urn:stemma:", "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#"},
        "entity": entity,
        "agent": {i: {"prov:label": n} for n, i in (*agents.items(), *outlets.items())},
        "wasDerivedFrom": derived | quotes | _primary(look),
        "wasAttributedTo": said | printed,
    }


def _report_entity(report: Report) -> Row:
    row: Row = {"prov:type": "stemma:Report", "prov:label": report.title or report.name, "stemma:sha256": report.sha256}
    if report.url:
        row["prov:location"] = report.url
    if report.published:
        row["prov:generatedAtTime"] = report.published.iso
    return row


def _primary(look: Lookup) -> Row:
    """The report (or lost original) with which each claim starts."""
    source = {i.claim: i for i in look.situation.stemma.inheritances}
    found: Row = {}
    for claim in look.claims.values():
        at, seen, start = claim.id, set(), claim.report
        while at in source and at not in seen:
            seen.add(at)
            start, at = source[at].parent, source[at].from_claim or ""
        if start != claim.report:
            found[f"_:p{len(found)}"] = {
                "prov:generatedEntity": f"stemma:{claim.id}",
                "prov:usedEntity": f"stemma:{start}",
                "prov:type": "prov:PrimarySource",
            }
    return found


def to_annotations(situation: Situation, most: int = QUOTED) -> Row:
    """A collection of W3C Web Annotations: each claim tied to its very words by quote and by position."""
    look = Lookup(situation)
    items = [annotation(look.reports[c.report], c, look.figure_of.get(c.id, ""), most) for c in look.claims.values()]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationCollection",
        "label": "Claims read by Stemma",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def annotation(report: Report, claim: Claim, figure: str = "", most: int = QUOTED) -> Row:
    """One claim as an annotation."""
    a = claim.amount
    said = [s.name for s in claim.attribution]
    body = {
        "type": "Dataset", "measure": claim.measure, "subject": claim.subject, "low": a.low, "high": a.high, "unit": a.unit,
        "approx": a.approx.value, "status": claim.status.value, "attribution": said, "figure": figure,
    }  # fmt: skip
    return {
        "id": f"urn:stemma:{claim.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": {"source": report.url or f"urn:sha256:{report.sha256}", "selector": selectors(report, claim, most)},
    }


def selectors(report: Report, claim: Claim, most: int = QUOTED) -> list[Row]:
    """Where a claim's words stand: the quote with what is round about, and the offsets in the text of that hash."""
    words = len(claim.text.split())
    exact = claim.text if not most or words <= most else quoted(claim.text, most)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": report.text[max(0, claim.start - _AROUND) : claim.start],
            "suffix": report.text[claim.end : claim.end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
    ]


def to_schemaorg(situation: Situation, most: int = QUOTED) -> Row:
    """A JSON-LD graph of schema.org claims: who says what, where it appeared, and no review or rating of it."""
    look = Lookup(situation)
    graph = [_claim(look, c, most) for c in look.claims.values()]
    return {"@context": "https://schema.org", "@graph": [*(_article(look, r) for r in situation.reports), *graph]}


def _article(look: Lookup, report: Report) -> Row:
    row: Row = {"@id": f"urn:stemma:{report.id}", "@type": "NewsArticle", "name": report.title or report.name,
                "publisher": {"@type": "Organization", "name": look.outlet(report.id)}}  # fmt: skip
    if report.published:
        row["datePublished"] = report.published.iso
    if report.url:
        row["url"] = report.url
    parents = [f"urn:stemma:{d.parent}" for d in look.parents.get(report.id, ())]
    return row | ({"isBasedOn": [{"@id": p} for p in parents]} if parents else {})


def _claim(look: Lookup, claim: Claim, most: int) -> Row:
    row: Row = {
        "@id": f"urn:stemma:{claim.id}",
        "@type": "Claim",
        "text": quoted(claim.text, most),
        "appearance": {"@id": f"urn:stemma:{claim.report}"},
    }
    named = [s for s in claim.attribution if s.name]
    if named:
        kind = "Person" if named[-1].kind == "person" else "Organization"
        row["claimInterpreter" if claim.status == "denied" else "author"] = {"@type": kind, "name": named[-1].name}
    figure = look.figures.get(look.figure_of.get(claim.id, ""))
    if figure:
        row["about"] = {"@type": "Thing", "@id": f"urn:stemma:{figure.id}", "name": figure.title}
    if claim.place and claim.place.lat is not None:
        place = claim.place
        row["spatialCoverage"] = {"@type": "Place", "name": place.name,
                                  "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}}  # fmt: skip
    if claim.when and (claim.when.start or claim.when.end):
        row["temporalCoverage"] = f"{claim.when.start or '..'}/{claim.when.end or '..'}"
    return row
