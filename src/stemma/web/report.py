"""Report: the text with every claim, speaker and caveat lit in place, its parent in parallel, what became of each passage."""

from __future__ import annotations

from typing import Any

from stemma.core.types import Report
from stemma.showing.readings import stand, who
from stemma.showing.rows import change_row
from stemma.showing.section_reports import apparatus, origin, source_line, text_beside_parent
from stemma.showing.view import View
from stemma.web.asked import MOST_ROWS, Asked
from stemma.web.frame import Screen

KEYS = (("n", "next claim"), ("Enter", "its figure"), ("t", "tree"), ("u", "back"))


def report_screen(view: View, want: Asked, report: Report) -> Screen:
    """The screen."""
    extract = view.extracts.get(report.id)
    claims = extract.claims if extract else ()
    day = view.words.moment(view.published(report.id)) or "no date"
    context: dict[str, Any] = {
        "report": report,
        "name": view.name(report.id),
        "siglum": view.letters.one(report.id),
        "day": day,
        "title": report.title or report.name or "untitled",
        "kind": view.words.of("kind", view.kind(report.id).value),
        "number": len(claims),
        "new": len(view.new.get(report.id, ())),
        "origin": origin(view, report, len(claims)),
        "text": text_beside_parent(view, report),
        "apparatus": apparatus(view, report),
        "source": source_line(report),
        "claims": [_hover(view, c.id) for c in claims],
        "parents": [(d.parent, view.name(d.parent)) for d in view.parents.get(report.id, ()) if d.parent in view.reports],
        "children": [(d.child, view.name(d.child)) for d in view.children.get(report.id, ())],
    }
    return Screen(name="report", title=context["title"], data=report_data(view, report), context=context, keys=KEYS, modules=("report.js",))


def report_data(view: View, report: Report) -> dict[str, Any]:
    """The report for machines: its text as it stood and every claim with its place in it."""
    extract = view.extracts.get(report.id)
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "published": view.published(report.id) or None,
        "url": report.url or None,
        "kind": view.kind(report.id).value,
        "sha256": report.sha256,
        "text": report.text,
        "parents": [{"id": d.parent, "weight": round(d.weight, 4), "basis": list(d.basis)} for d in view.parents.get(report.id, ())],
        "children": [d.child for d in view.children.get(report.id, ())],
        "claims": [
            {
                "id": c.id, "start": c.start, "end": c.end, "text": c.text, "measure": c.measure,
                "low": c.amount.low, "high": c.amount.high,
                "unit": c.amount.unit,
                "approx": c.amount.approx.value, "attribution": [s.name for s in c.attribution],
                "status": c.status.value, "verification": c.verification.value, "figure": view.figure_of.get(c.id),
            }
            for c in (extract.claims if extract else ())
        ],
        "changes": [change_row(view, m) for m in view.changes.get(report.id, ())],
    }  # fmt: skip


def _hover(view: View, claim: str) -> dict[str, str]:
    """What stands in the small window over a claim; the same is one link away."""
    figure = view.figures.get(view.figure_of.get(claim, ""))
    if figure is None:
        return {"id": claim, "figure": "", "title": "speaks of no figure", "now": "", "by": ""}
    found = stand(view, figure)
    first = found.present[0] if found.present else None
    now = "; ".join(str(view.words.value(r.low, r.high, r.unit, r.approx)) for r in found.present[:3])
    return {"id": claim, "figure": figure.id, "title": figure.title, "now": now, "by": who(view, first) if first else ""}


def reports_list(view: View, want: Asked) -> Screen:
    """All reports in order of publication, a page at a time."""
    chosen = [r for r in view.situation.reports if not want.outlet or view.name(r.id) == want.outlet]
    first = (want.page - 1) * MOST_ROWS
    rows = [
        {
            "id": r.id, "title": r.title or r.name or "untitled", "name": view.name(r.id),
            "day": view.words.moment(view.published(r.id)) or "no date", "kind": view.words.of("kind", view.kind(r.id).value),
            "from": ", ".join(view.name(d.parent) for d in view.parents.get(r.id, ())[:2]),
            "claims": len(view.extracts[r.id].claims) if r.id in view.extracts else 0, "new": len(view.new.get(r.id, ())),
            "changes": sum(not m.restored for m in view.changes.get(r.id, ())),
        }
        for r in chosen[first : first + MOST_ROWS]
    ]  # fmt: skip
    pages = max(1, -(-len(chosen) // MOST_ROWS))
    data = {
        "reports": [
            {"id": r["id"], "title": r["title"], "outlet": r["name"], "kind": r["kind"], "claims": r["claims"], "new": r["new"]}
            for r in rows
        ],
        "total": len(chosen), "page": want.page, "pages": pages,
    }  # fmt: skip
    context = {"rows": rows, "total": len(chosen), "pages": pages}
    return Screen(
        name="report", template="reports.html", title="Reports", data=data, context=context, keys=(("j k", "move"), ("Enter", "open"))
    )
