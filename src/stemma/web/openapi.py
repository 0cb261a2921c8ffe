"""The JSON twins, described as OpenAPI 3.1 so that programs can rely on them."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
_TEXT, _NUMBER, _WHOLE = {"type": "string"}, {"type": ["number", "null"]}, {"type": "integer", "minimum": 0}
_FILTERS = {
    "known-at": "As known at this moment, ISO 8601",
    "from": "First day, ISO",
    "to": "Last day, ISO",
    "place": "Only what is about this place",
    "measure": "Only this measure",
    "since": "What is new after this moment, ISO 8601",
    "figure": "The figure carried or shown",
    "q": "Words searched for",
    "kind": "Only things of this kind",
    "outlet": "Only this outlet's reports",
    "report": "The chosen report",
    "head": "The lineage that is opened",
    "coarse": "How far places are coarsened: district or region",
    "page": "Page, from 1",
}


def _rows(**properties: Any) -> Schema:
    return {"type": "array", "items": _object(**properties)}


def _object(**properties: Any) -> Schema:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


_READING = _object(
    value=_TEXT,
    low=_NUMBER,
    high=_NUMBER,
    unit=_TEXT,
    approx=_TEXT,
    standing=_TEXT,
    denied={"type": "boolean"},
    reports=_WHOLE,
    lineages=_WHOLE,
    sources=_WHOLE,
    grade=_TEXT,
)
_FIGURE = {
    "id": _TEXT,
    "title": _TEXT,
    "measure": _TEXT,
    "contested": {"type": "boolean"},
    "readings": {"type": "array", "items": _READING},
    "safe_wording": _TEXT,
}
_CLAIM = {"id": _TEXT, "text": _TEXT, "low": _NUMBER, "high": _NUMBER, "unit": _TEXT, "approx": _TEXT}
_PATHS: dict[str, tuple[str, tuple[str, ...], Schema]] = {
    "/situation.json": (
        "The key figures, what changed, totals",
        ("known-at", "from", "to", "place", "measure", "since"),
        _object(reports=_WHOLE, lineages=_WHOLE, claims=_WHOLE, figures=_WHOLE, groups=_rows(title=_TEXT, figures=_rows(**_FIGURE))),
    ),
    "/figure.json": (
        "All figures",
        ("known-at", "q", "measure", "page"),
        _object(figures=_rows(**_FIGURE), total=_WHOLE, page=_WHOLE, pages=_WHOLE),
    ),
    "/figure/{id}.json": (
        "One figure with its readings, claims, conflicts and changes",
        ("known-at",),
        _object(**_FIGURE, claims=_rows(**_CLAIM)),
    ),
    "/stemma.json": (
        "The family tree",
        ("known-at", "figure", "report", "head", "page"),
        _object(total=_WHOLE, lineages=_rows(head=_TEXT, name=_TEXT)),
    ),
    "/report.json": (
        "All reports",
        ("known-at", "outlet", "page"),
        _object(reports=_rows(id=_TEXT, title=_TEXT, outlet=_TEXT), total=_WHOLE),
    ),
    "/report/{id}.json": (
        "One report: its text and the claims in it",
        (),
        _object(id=_TEXT, text=_TEXT, claims=_rows(**_CLAIM, start=_WHOLE, end=_WHOLE)),
    ),
    "/conflicts.json": (
        "Conflicts and changes on the way",
        ("known-at", "kind", "page"),
        _object(real=_WHOLE, apparent=_WHOLE, page=_WHOLE, pages=_WHOLE, conflicts=_rows(kind=_TEXT, why=_TEXT)),
    ),
    "/inbox.json": (
        "New claims since a moment, with decisions",
        ("since", "kind", "page"),
        _object(total=_WHOLE, done=_WHOLE, claims=_rows(**_CLAIM)),
    ),
    "/map.json": (
        "Claims by place",
        ("from", "to", "measure", "figure", "place", "coarse"),
        _object(places=_rows(name=_TEXT, claims=_WHOLE), claims=_WHOLE),
    ),
    "/search.json": ("Full-text search", ("q", "kind"), _object(q=_TEXT, hits=_rows(kind=_TEXT, id=_TEXT, title=_TEXT))),
    "/sources.json": (
        "Outlets and speakers with the user's grades",
        ("q", "page"),
        _object(outlets=_rows(name=_TEXT), speakers=_rows(name=_TEXT), page=_WHOLE, pages=_WHOLE),
    ),
    "/brief/{id}.json": ("What stands behind a figure's values", (), _object(figure=_TEXT, accounts=_rows(value=_TEXT, wording=_TEXT))),
    "/decisions.json": (
        "The log of decisions",
        (),
        _object(decisions=_rows(id=_WHOLE, action=_TEXT, item=_TEXT, who=_TEXT, when=_TEXT, stands={"type": "boolean"})),
    ),
    "/add.json": (
        "What was taken in since the app was started",
        (),
        _object(jobs=_rows(id=_WHOLE, state=_TEXT, step=_TEXT, done=_WHOLE, of=_WHOLE)),
    ),
    "/marks.json": ("Every mark and key", (), _object(marks={"type": "array", "items": _TEXT}, keys=_rows(key=_TEXT, does=_TEXT))),
}


def document(version: str) -> Schema:
    """The whole description."""
    fault = {"description": "Nothing there, or it cannot be done", "content": {"application/json": {"schema": _object(error=_TEXT)}}}
    paths = {}
    for path, (summary, filters, schema) in _PATHS.items():
        parameters: list[Schema] = [
            {"name": name, "in": "query", "required": False, "description": _FILTERS[name], "schema": {"type": "string", "maxLength": 200}}
            for name in filters
        ]
        if "{id}" in path:
            parameters.append(
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[A-Za-z0-9*_-]{1,80}$"}}
            )
        answers: Schema = {"200": {"description": summary, "content": {"application/json": {"schema": schema}}}}
        if "{id}" in path:
            answers["404"] = fault
        paths[path] = {
            "get": {"summary": summary, "operationId": path.strip("/").replace("/", "_"), "parameters": parameters, "responses": answers}
        }
    return {"openapi": "3.1.0", "info": {"title": "Stemma", "version": version}, "paths": paths}
