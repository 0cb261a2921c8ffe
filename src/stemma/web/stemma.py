"""Stemma: the family tree with time on one axis, the collation of changes by kind, and the evidence of a chosen edge."""

from __future__ import annotations

from typing import Any

from stemma.core.types import Descent, Figure, Mutation
from stemma.showing.brush import hours
from stemma.showing.drawing import sheet, write
from stemma.showing.marks import lozenge
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import brief_change
from stemma.showing.rows import change_row
from stemma.showing.rows import tree as tree_rows
from stemma.showing.view import View
from stemma.showing.wording import DROPPED
from stemma.web.asked import Asked
from stemma.web.families import Families
from stemma.web.frame import Screen
from stemma.web.matrix import FIELDS, matrix
from stemma.web.ruler import Ruler
from stemma.web.ruler import over as over_hours
from stemma.web.shelf import Overview
from stemma.web.situation import rulers
from stemma.web.stemmatree import Words, carried, edge_words, tree, upright
from stemma.web.treerows import FOLD_COPIES, MOST, Plan, plan

KEYS = (("j k", "report"), ("f", "figure to carry"), ("e", "evidence of an edge"), ("Enter", "text"), ("0", "none carried"))


def stemma_screen(view: View, over: Overview, want: Asked, held: Families | None = None) -> Screen:
    """The screen; of a large ledger a page of its families."""
    figure = view.figures.get(want.figure)
    words = carried(view, figure) if figure else None
    by_page = held is not None and not (want.head or want.report or want.figure)
    rows = plan(view, want.head, 1 if by_page else want.page, whole=by_page)
    tall = 46.0 if len(rows.rows) <= FOLD_COPIES else 22.0 if len(rows.rows) <= 120 else 18.0
    wide = rulers(over, want)[0] if held is None else _ruler(view)
    chosen = want.report if want.report in view.reports else _most_changed(view, rows, words)
    context: dict[str, Any] = {
        "title": _title(view) if held is None else f"{over.reports:,} reports in {len(held.all):,} families",
        "figure": figure,
        "sentence": _sentence(view, figure) if held is None or figure else f"{_shown(view, want, held, by_page)} {_sentence(view, figure)}",
        "among": held is not None and not by_page,
        "rows": [_rail(view, row.id, row.folded, want, tall > 30, wide.years) for row in rows.rows],
        "plan": rows,
        "pages": len(held.pages) if held is not None and by_page else max(1, -(-rows.total // MOST)),
        "tall": f"r{int(tall)}",
        "drawing": tree(view, rows, wide, tall, words, want.report),
        "upright": upright(view, rows, words, wide.years),
        "matrix": matrix(view, rows, tall, want.report),
        "chosen": chosen,
        "edge": edge(view, chosen) if chosen else None,
        "next_figure": _next(view, want.figure),
        "figures": sorted(view.situation.figures, key=lambda f: -len(view.carriers(f.claims)))[:40],
        "legend": legend(),
        "undated": sum(row.at is None for row in rows.rows),
    }
    data = {
        "reports": tree_rows(view) if len(view.reports) <= MOST else [],
        "total": len(view.reports) if held is None else over.reports,
        "families": len(held.all) if held is not None else None,
        "pages": context["pages"],
        "lineages": [
            {"head": head, "name": view.name(head), "reports": list(members)} for head, members in list(view.lineages.items())[:MOST]
        ],
        "lost_originals": [{"id": o.id, "credited_as": o.credited_as, "children": list(o.children)} for o in view.lost.values()],
        "carried": {"figure": want.figure, "words": {r: w for r, (w, _) in words.items()}} if words else None,
        "edge": edge(view, chosen)["data"] if chosen else None,
    }
    return Screen(name="stemma", title="Stemma", data=data, context=context, keys=KEYS, modules=("stemma.js",))


def _ruler(view: View) -> Ruler:
    """A ruler over the shown reports: those of a large ledger may be spread over years, a page of them over days."""
    return over_hours(at for r in view.reports if (at := hours(view.published(r))) is not None)


def _shown(view: View, want: Asked, held: Families, by_page: bool) -> str:
    """Which families of a large ledger are shown."""
    first, last = held.on(want.page)
    if not by_page:
        return f"Here the {view.words.count(len(view.reports), 'report')} of one family."
    if first == last:
        return "There are no families on this page."
    return f"Here families {first + 1:,} to {last:,}, the newest first, with {view.words.count(len(view.reports), 'report')}."


def _title(view: View) -> str:
    number, heads = len(view.reports), len(view.lineages)
    if number == 1:
        return "One report, so nothing to compare"
    if not number:
        return "No reports so far"
    return f"How {view.words.spelled(number)} reports descend from {view.words.spelled(heads)}"


def _sentence(view: View, figure: Figure | None) -> str:
    if figure is None:
        return "A line joins a report to what it was made from; a red lozenge counts what changed on the way."
    reports = len(view.carriers(figure.claims))
    roots = len({view.root(c) for c in figure.claims})
    lead = f"{view.words.count(reports, 'report').capitalize()} {'gives' if reports == 1 else 'give'} it"
    return f"{lead}, in {view.words.lineages(roots)}; speakers: {view.words.listed(view.speakers(figure.claims)[:3]) or 'nobody is named'}."


def _rail(view: View, node: str, folded: tuple[str, ...], want: Asked, roomy: bool, years: bool) -> dict[str, Any]:
    found = view.parents.get(node, ())
    basis = ", ".join(dict.fromkeys(view.words.of("basis", b) for d in found for b in d.basis))
    under = " + ".join(f"{view.name(d.parent).removeprefix('The ')} {d.weight:.2f}" for d in found)
    held = node in view.reports
    kind = view.words.of("kind", view.kind(node).value) if held else "not held"
    day = view.words.moment(view.published(node), year=years) if held else ""
    return {
        "id": node, "name": view.name(node), "held": held, "kind": kind, "day": day or ("no date" if held else ""), "folded": len(folded),
        "roomy": roomy,
        "under": f"from {under}: {basis}" if found else "no older kin in the ledger" if held else "credited, but not in the ledger",
        "href": want.address("/stemma", report=node), "text": f"/report/{node}",
        "head": want.address("/stemma", head=node) if folded else "",
    }  # fmt: skip


def _most_changed(view: View, rows: Plan, words: Words | None) -> str:
    """The report whose evidence is shown unasked: of those that carry the figure, where one is carried."""
    made = [
        (sum(not m.restored for m in view.changes.get(row.id, ())), -at, row.id)
        for at, row in enumerate(rows.rows)
        if view.parents.get(row.id) and (not words or row.id in words)
    ]
    return max(made)[2] if made else ""


def _next(view: View, current: str) -> str:
    order = [f.id for f in sorted(view.situation.figures, key=lambda f: (-len(view.carriers(f.claims)), f.id))[:40]]
    return order[(order.index(current) + 1) % len(order)] if current in order else order[0] if order else ""


def edge(view: View, report: str) -> dict[str, Any]:
    """A chosen report with what its descent rests on, as waterfalls, and what was and became."""
    made = sorted(
        view.changes.get(report, ()), key=lambda m: (m.restored, [f for f, _ in FIELDS].index(m.field) if m.field in dict(FIELDS) else 9)
    )
    descents = view.parents.get(report, ())
    return {
        "report": report,
        "name": view.name(report),
        "kind": view.words.of("kind", view.kind(report).value),
        "changes": [_change(view, m) for m in made[:14]],
        "more": max(0, len(made) - 14),
        "children": [{"id": d.child, "name": view.name(d.child), "weight": f"{d.weight:.2f}"} for d in view.children.get(report, ())[:24]],
        "made": sum(not m.restored for m in made),
        "passed": sum(bool(m.inherited_by) for m in made),
        "falls": [
            {
                "parent": view.name(d.parent),
                "words": edge_words(view, d),
                "weight": f"{d.weight:.2f}",
                "rows": waterfall(d),
                "lost": d.parent in view.lost,
            }
            for d in descents
        ],
        "data": {
            "report": report,
            "parents": [
                {
                    "id": d.parent,
                    "weight": round(d.weight, 4),
                    "basis": list(d.basis),
                    "reasons": [{"rule": r.rule, "detail": r.detail, "weight": r.weight} for r in d.reasons],
                }
                for d in descents
            ],
            "changes": [change_row(view, m) for m in made],
        },
    }


def _change(view: View, m: Mutation) -> dict[str, Any]:
    was, became = brief_change(view, m)
    return {
        "field": view.words.of("field", m.field), "was": was, "became": "left out" if became == DROPPED else became, "restored": m.restored,
        "passed": [view.name(r) for r in m.inherited_by], "figure": view.figure_touched(m),
    }  # fmt: skip


def waterfall(descent: Descent) -> list[dict[str, Any]]:
    """The evidence of an edge, one reason under another; a bar begins where the one before it ended (log odds)."""
    reasons = [r for r in descent.reasons if r.weight]
    ends, at = [0.0], 0.0
    for r in reasons:
        at += r.weight
        ends.append(at)
    low, high = min(ends), max(ends)
    wide = 150.0 / ((high - low) or 1.0)
    found, at = [], 0.0
    for r in reasons:
        start, at = at, at + r.weight
        left, right = sorted((start, at))
        bar = tag(
            "rect", x=(left - low) * wide, y=3, width=max(1.5, (right - left) * wide), height=8, cls="for" if r.weight > 0 else "against"
        )
        drawing = sheet(152, 14, f"{r.weight:+.1f}", tag("line", x1=-low * wide, x2=-low * wide, y1=0, y2=14, cls="axis2"), bar)
        found.append({"bar": drawing, "detail": r.detail, "rule": r.rule, "weight": f"{r.weight:+.1f}", "plain": False})
    return found + [{"bar": "", "detail": r.detail, "rule": r.rule, "weight": "", "plain": True} for r in descent.reasons if not r.weight]


def legend() -> list[tuple[Markup, str, str]]:
    """How to read the tree, drawn as small trees."""

    def small(*pieces: Markup) -> Markup:
        return sheet(86, 30, "", pieces)

    def line(path: str, cls: str) -> Markup:
        return tag("path", d=path, cls=f"strand {cls}")

    def node(x: float, y: float, kind: str = "own") -> Markup:
        return tag("rect", x=x - 5, y=y - 5, width=10, height=10, cls=f"node {kind}")

    elbow = "M10 8V22H60"
    fix = tag("path", d="M11.4 15l2 2.2l3.4 -4.4", cls="tickfix")
    return [
        (small(line(elbow, "w4"), node(10, 8), node(60, 22, "made")), "Copy", "nearly all the parent’s words"),
        (small(line(elbow, "w3"), node(10, 8), node(60, 22, "made")), "Edited copy", "most of the words"),
        (small(line(elbow, "w2"), node(10, 8), node(60, 22, "made")), "Retold", "other words, the same rare figures"),
        (
            small(line("M10 6V15H60", "w2"), line("M30 26V15H60", "w2"), node(10, 6), node(30, 25), node(60, 15, "made")),
            "Blend",
            "two parents",
        ),
        (
            small(line(elbow, "w1"), line("M18 18L13 22L18 26", "w1"), node(10, 8, "made"), node(60, 22, "made")),
            "Correction",
            "points at what it mends",
        ),
        (small(line(elbow, "w2 lost"), node(10, 8, "lost"), node(60, 22, "made")), "Lost original", "credited but not in the ledger"),
        (small(lozenge(14, 15, 5.5), write(24, 19, "2", 11.5, "b tr")), "Changed here", "two things"),
        (small(lozenge(14, 15, 5.5, "loz took")), "Taken over", "a change from the parent"),
        (small(lozenge(14, 15, 5.5, "loz fix"), fix), "Put right", "a change mended"),
    ]
