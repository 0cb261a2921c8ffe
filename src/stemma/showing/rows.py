"""What the terminal's tables show, as plain dictionaries for programs."""

from __future__ import annotations

from typing import Any

from stemma.core.types import Conflict, Figure, Mutation, Reading, When
from stemma.showing.keyfigures import headed
from stemma.showing.pieces import about, brief_change, verdict_word
from stemma.showing.readings import after, stand, value_of
from stemma.showing.sentences import safe_wording
from stemma.showing.view import View

Row = dict[str, Any]


def overview(view: View) -> Row:
    """The whole situation in one object."""
    return {
        "reports": len(view.reports),
        "lineages": len(view.lineages),
        "claims": len(view.claims),
        "figures": len(view.figures),
        "lost_originals": [{"id": o.id, "credited_as": o.credited_as, "children": list(o.children)} for o in view.lost.values()],
        "conflicts": {kind: sum(c.kind == kind for c in view.situation.weighing.conflicts) for kind in ("real", "apparent")},
        "key_figures": figures(view),
        "report_rows": tree(view),
    }


def figures(view: View) -> list[Row]:
    """One row for each figure, grouped as on the page."""
    return [figure_row(view, figure, heading.title) for heading in headed(view, view.situation.figures) for figure in heading.figures]


def figure_row(view: View, figure: Figure, group: str) -> Row:
    """A figure with its readings and the words that are safe to print."""
    found = stand(view, figure)
    return {
        "id": figure.id,
        "group": group,
        "title": figure.title,
        "measure": figure.measure,
        "contested": found.contested,
        "readings": [
            reading_row(view, r, "present" if r in found.present else "changed" if r in found.changed else "earlier") for r in found.all
        ],
        "safe_wording": safe_wording(view, figure, found),
    }


def reading_row(view: View, reading: Reading, standing: str) -> Row:
    """A reading with its counts and carriers."""
    return {
        "value": " ".join(part for part in (str(value_of(view, reading)), after(view, reading)) if part),
        "low": reading.low,
        "high": reading.high,
        "unit": reading.unit,
        "approx": reading.approx.value,
        "as_of": when_row(reading.when),
        "standing": standing,
        "denied": reading.denied,
        "reports": reading.reports,
        "lineages": reading.origins,
        "sources": reading.sources,
        "grade": reading.grade,
        "carriers": list(view.carriers(reading.claims)),
        "speakers": list(view.speakers(reading.claims)),
        "claims": list(reading.claims),
    }


def when_row(when: When | None) -> Row | None:
    """First and last day."""
    return {"start": when.start, "end": when.end} if when else None


def claims(view: View) -> list[Row]:
    """One row for each claim, in the order of the reports."""
    return [
        {
            "id": c.id,
            "report": c.report,
            "siglum": view.letters.plain([c.report]),
            "start": c.start,
            "end": c.end,
            "text": c.text,
            "measure": c.measure,
            "value": str(view.words.value(c.amount.low, c.amount.high, c.amount.unit, c.amount.approx)),
            "subject": c.subject,
            "place": c.place.name if c.place else None,
            "as_of": when_row(c.when),
            "attribution": [s.name for s in c.attribution],
            "status": c.status.value,
            "verification": c.verification.value,
            "figure": view.figure_of.get(c.id),
        }
        for report in view.reports
        for c in (view.extracts[report].claims if report in view.extracts else ())
    ]


def tree(view: View) -> list[Row]:
    """One row for each report: what it is, from what it was made, what changed in it, what was new."""
    return [
        {
            "id": report,
            "siglum": view.letters.plain([report]),
            "outlet": view.name(report),
            "title": found.title,
            "published": view.published(report) or None,
            "kind": view.kind(report).value,
            "lineage": view.head(report),
            "parents": [
                {"id": d.parent, "name": view.name(d.parent), "weight": round(d.weight, 4), "basis": list(d.basis)}
                for d in view.parents.get(report, ())
            ],
            "changes": [change_row(view, m) for m in view.changes.get(report, ())],
            "claims": len(view.extracts[report].claims) if report in view.extracts else 0,
            "new_claims": len(view.new.get(report, ())),
        }
        for report, found in view.reports.items()
    ]


def change_row(view: View, mutation: Mutation) -> Row:
    """A change on the way."""
    was, became = brief_change(view, mutation)
    return {
        "report": mutation.report,
        "from": mutation.parent,
        "field": mutation.field,
        "was": was,
        "became": became,
        "put_right": mutation.restored,
        "inherited_by": list(mutation.inherited_by),
        "figure": view.figure_touched(mutation) or None,
    }


def conflicts(view: View) -> list[Row]:
    """Real ones first."""
    ordered = sorted(view.situation.weighing.conflicts, key=lambda c: (c.kind != "real", c.verdict, c.figure, c.why))
    return [conflict_row(view, c) for c in ordered]


def conflict_row(view: View, conflict: Conflict) -> Row:
    """A conflict with its reason."""
    return {
        "kind": conflict.kind,
        "verdict": conflict.verdict,
        "verdict_words": verdict_word(view, conflict),
        "figure": conflict.figure or None,
        "title": about(view, conflict),
        "why": conflict.why,
        "claims": list(conflict.claims),
        "carriers": list(view.carriers(conflict.claims)),
    }


def new(view: View) -> list[Row]:
    """What each report said first, in order of publication."""
    found = []
    for report in view.reports:
        fresh = [view.claims[c] for c in view.new.get(report, ()) if c in view.claims]
        found.append(
            {
                "id": report,
                "siglum": view.letters.plain([report]),
                "outlet": view.name(report),
                "published": view.published(report) or None,
                "claims": len(view.extracts[report].claims) if report in view.extracts else 0,
                "new": [
                    {
                        "id": c.id,
                        "text": c.text,
                        "figure": view.figure_of.get(c.id),
                        "value": str(view.words.value(c.amount.low, c.amount.high, c.amount.unit, c.amount.approx)),
                    }
                    for c in fresh
                ],
            }
        )
    return found
