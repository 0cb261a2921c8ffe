"""Figure: one quantity, its readings with lineages, the chain as a sentence, safe wording, verdicts, changes on the way."""

from __future__ import annotations

import json
from typing import Any

from stemma.core.types import Claim, Figure, Reading
from stemma.showing.brush import hours
from stemma.showing.chain_words import chain_sentence
from stemma.showing.charts import own_plot
from stemma.showing.drawing import sheet
from stemma.showing.keyfigures import headed
from stemma.showing.marks import Pen, drawn
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import set_reading
from stemma.showing.readings import Stand, dimension_of, said_of, stand, who
from stemma.showing.rows import change_row, conflict_row, figure_row
from stemma.showing.section_figures import COLLATED
from stemma.showing.sentences import chain, citation, safe_wording, verdict
from stemma.showing.view import View
from stemma.web.asked import MOST_ROWS, Asked
from stemma.web.courselayout import Layout, laid_out
from stemma.web.figurecourse import course_data, drawn_course
from stemma.web.frame import Screen
from stemma.web.known import concerned
from stemma.web.rowdraw import counts, glyph, reading_hours
from stemma.web.ruler import NARROW, WIDE, Ruler
from stemma.web.ruler import over as ruled
from stemma.web.shelf import Overview
from stemma.web.sides import Sides
from stemma.web.situation import now, rulers
from stemma.web.stemmatree import little_tree

KEYS = (("c", "copy wording"), ("t", "tree"), ("e", "evidence"), ("x", "conflicts"), ("p", "evidence pack"), ("u", "back"))
MOST_READINGS, MOST_REPORTS = 24, 40
PART = 6  # a figure whose days are a smaller part of the ledger's has a ruler of its own
# Observable Plot writes one style element; its text is constant, so the content policy of this screen allows it by its hash.
PLOT_STYLE = "sha256-+iHQCNtxX97+rZ5I2ts2wUiCqvQGZRBOa7VyjEGfM/Y="


def figure_screen(view: View, over: Overview, want: Asked, figure: Figure) -> Screen:
    """The screen."""
    found = stand(view, figure)
    common = rulers(over, want)
    (wide, narrow), years = own_rulers(view, figure, *common), common[0].years
    sides = Sides(view)
    laid, slim = laid_out(view, figure, found, wide), laid_out(view, figure, found, narrow)
    first = found.present[0] if found.present else None
    claims = [c for r in found.present for c in r.claims]
    reports = len(view.carriers(claims))
    roots = len({view.root(c) for c in claims}) if found.contested else first.origins if first else 0
    sources = len(view.speakers(claims)) if found.contested else first.sources if first else 0
    evidence = view.first(claims)
    context: dict[str, Any] = {
        "figure": figure,
        "nature": _nature(view, figure),
        "found": found,
        "now": now(view, found),
        "when": view.words.as_of(first.when) if first else "",
        "known_since": view.words.moment(view.published(evidence.report)) if evidence else "",
        "hero": hero(view, figure, found),
        "glyph": glyph(view, claims, view.words.counts(reports, roots, sources)),
        "counted": view.words.counts(reports, roots, sources),
        "roots": roots,
        "no_second": found.present and roots < 2,
        "safe": safe_wording(view, figure, found),
        "cite": citation(view, found),
        "chain": chain(view, first) if first else "",
        "course": drawn_course(view, figure, found, laid),
        "course_narrow": drawn_course(view, figure, found, slim),
        "plot": compact(course_data(view, laid, sides)),
        "plot_narrow": compact(course_data(view, slim, sides)),
        "sources": _sources(laid, view, sides),
        "left": laid.left,
        "readings": [_reading(view, figure, found, r, years) for r in found.all[:MOST_READINGS]],
        "more": max(0, len(found.all) - MOST_READINGS),
        "collation": collation(view, figure, years),
        "sums": view.checks.get(figure.id, ()),
        "tree": little_tree(view, figure, wide),
        "side": sides.glyph(evidence),
        "evidence": f"/report/{evidence.report}#c-{evidence.id}" if evidence else "",
        "grade": view.words.of("grade", first.grade) if first else "",
    }
    data = {
        **figure_row(view, figure, ""),
        "citation": citation(view, found),
        "claims": [_claim(view, c) for c in view.figure_claims(figure)],
        "conflicts": [conflict_row(view, c) for c in view.conflicts.get(figure.id, ())],
        "changes": [change_row(view, m) for m in view.mutations.get(figure.id, ())],
        "course": [_point(view, figure, r) for r in found.all],
        "sums": [{"holds": c.holds, "why": c.why} for c in view.checks.get(figure.id, ())],
    }
    return Screen(name="figure", title=figure.title, data=data, context=context, keys=KEYS, modules=("figure.js",), styles=(PLOT_STYLE,))


def own_rulers(view: View, figure: Figure, wide: Ruler, narrow: Ruler) -> tuple[Ruler, Ruler]:
    """The rulers of all screens; in a ledger over years, for a figure of a short part of them, rulers of its own."""
    told = [at for r in view.carriers(figure.claims) if (at := hours(view.published(r))) is not None]
    meant = [at for r in view.readings.get(figure.id, ()) if (at := reading_hours(view, r)) is not None and wide.low <= at <= wide.high]
    times = [*told, *meant]
    if not wide.years or not times or (max(times) - min(times)) * PART > wide.high - wide.low:
        return wide, narrow
    return ruled(times, WIDE), ruled(times, NARROW)


def compact(value: Any) -> str:
    """A value as JSON for an attribute."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sources(laid: Layout, view: View, sides: Sides) -> list[dict[str, Any]]:
    """Who gives the readings of the course, each with the side that they stand on."""
    found: dict[str, dict[str, Any]] = {}
    for spot in laid.spots:
        glyph_ = sides.glyph(view.first(spot.reading.claims))
        held = found.setdefault(spot.source, {"name": spot.source, "side": glyph_, "readings": 0, "red": bool(spot.reading.born_in)})
        held["readings"] += 1
    return list(found.values())


def _nature(view: View, figure: Figure) -> str:
    kinds = {"level": "a level, true at an instant", "total": "a running total", "flow": "a flow over a window", "delta": "a change"}
    where = f"in or about {figure.place.name}, " if figure.place else ""
    return f"{where}{kinds[figure.nature.value]}"


def hero(view: View, figure: Figure, found: Stand) -> Markup:
    """The marks of all readings on one scale with its ends named."""
    plot = own_plot(view, figure, found, 384)
    pieces: list[Markup] = []
    rows = [list(found.present), [*found.changed[:3], *found.earlier[:3]]]
    y = 18.0
    for at, given in enumerate(rows):
        members = [r for r in given if dimension_of(view, r) == dimension_of(view, found.all[0])]
        for r in members:
            pen = Pen(scale=plot.scale, across=y, half=9.0 if at == 0 else 6.0, first=plot.scale.start, last=plot.scale.end)
            pieces.append(drawn(said_of(view, r, plot.unit, earlier=r in found.earlier), pen))
            y += 20.0 if found.contested and at == 0 else 0.0
        y += 0.0 if found.contested and at == 0 else 22.0 if members and at == 0 else 0.0
    base = max(y, 36.0) + (12.0 if len(found.all) > len(found.present) else 0.0)
    ticks = plot.scale.ticks(6)
    axis: list[Markup] = [tag("line", x1=0, x2=384, y1=base, y2=base, cls="edge")]
    axis += [tag("line", x1=plot.scale(v), x2=plot.scale(v), y1=base, y2=base + 5, cls="edge") for v in ticks]
    ends = [
        tag("text", f"{v:,.10g}", x=plot.scale(v), y=base + 18, font_size=12, cls="ax", text_anchor="middle") for v in (ticks[0], ticks[-1])
    ]
    return sheet(384, base + 22, f"{figure.title}: all readings on one scale", pieces, axis, ends, cls="heromark")


def _reading(view: View, figure: Figure, found: Stand, reading: Reading, years: bool) -> dict[str, Any]:
    plot = own_plot(view, figure, found, 150)
    same = dimension_of(view, reading) == dimension_of(view, found.all[0])
    pen = Pen(scale=plot.scale, across=10, half=7, first=2, last=148)
    said = said_of(view, reading, plot.unit if same else "", earlier=reading in found.earlier)
    line = tag("line", x1=0, x2=150, y1=20, y2=20, cls="axis")
    evidence = [view.claims[c] for c in reading.claims if c in view.claims]
    evidence.sort(key=lambda c: (view.rank.get(c.report, 0), c.start))
    return {
        "value": set_reading(view, reading),
        "red": bool(reading.born_in),
        "mark": sheet(150, 21, str(said.at), line, drawn(said, pen) if same else None, cls="strip"),
        "under": f"{view.words.when(reading.when, year=years) or 'no date'}, {who(view, reading)}",
        "counts": counts(view, reading.claims, reading.reports, reading.origins, reading.sources, bool(reading.born_in)),
        "verdict": verdict(view, figure, reading, found),
        "chain": chain(view, reading),
        "evidence": [_quoted(view, c) for c in evidence[:6]],
        "rest": max(0, len(evidence) - 6),
    }


def _quoted(view: View, claim: Claim) -> dict[str, str]:
    return {
        "href": f"/report/{claim.report}#c-{claim.id}",
        "outlet": view.name(claim.report),
        "words": " ".join(claim.text.split()),
        "who": chain_sentence(claim, view.reports[claim.report]),
    }


def _claim(view: View, c: Claim) -> dict[str, Any]:
    a = c.amount
    return {
        "id": c.id, "report": c.report, "outlet": view.name(c.report), "text": c.text, "start": c.start, "end": c.end,
        "low": a.low, "high": a.high, "unit": a.unit, "approx": a.approx.value, "status": c.status.value,
        "verification": c.verification.value, "attribution": [s.name for s in c.attribution],
    }  # fmt: skip


def _point(view: View, figure: Figure, r: Reading) -> dict[str, Any]:
    """A reading as a plot wants it: in the figure's own unit, with its day and source."""
    unit = stand(view, figure).all[0].unit
    said = said_of(view, r, unit)
    day = (r.when.end or r.when.start) if r.when else None
    first = view.first(r.claims)
    return {
        "day": day or (view.published(first.report)[:10] if first else None), "low": said.low, "high": said.high, "unit": unit,
        "approx": r.approx.value, "source": (view.speakers(r.claims) or ("nobody named",))[0], "changed": bool(r.born_in),
        "denied": r.denied, "reports": r.reports, "lineages": r.origins,
    }  # fmt: skip


def collation(view: View, figure: Figure, years: bool = False) -> dict[str, Any]:
    """What became of number, hedge, unit, source, day, status and caveat in each report: changed here or taken over."""
    claims: dict[str, Claim] = {}
    now_said = {c for r in stand(view, figure).present for c in r.claims}
    for claim in sorted(view.figure_claims(figure), key=lambda c: (view.rank.get(c.report, 0), c.id not in now_said, c.start)):
        claims.setdefault(claim.report, claim)
    made = {(m.report, m.field): m for m in view.mutations.get(figure.id, ()) if not m.restored}
    fixed = {(m.report, m.field) for m in view.mutations.get(figure.id, ()) if m.restored}
    took = {(r, m.field) for m in view.mutations.get(figure.id, ()) if not m.restored for r in m.inherited_by}
    rows = []
    for report, claim in list(claims.items())[:MOST_REPORTS]:
        cells = []
        for _, field, cell in COLLATED:
            mark = "fix" if (report, field) in fixed else "new" if (report, field) in made else "took" if (report, field) in took else ""
            cells.append({"text": cell(view, claim), "mark": mark})
        rows.append(
            {
                "report": report,
                "name": view.name(report),
                "day": view.words.moment(view.published(report), year=years),
                "kind": view.words.of("kind", view.kind(report).value),
                "href": f"/report/{report}#c-{claim.id}",
                "cells": cells,
            }
        )
    return {"heads": [name for name, _, _ in COLLATED], "rows": rows, "more": max(0, len(claims) - MOST_REPORTS)}


def figures_list(view: View, want: Asked) -> Screen:
    """All figures under their headings, some pages of them where they are many."""
    wanted = concerned(view, want)
    chosen = [(h.title, f) for h in headed(view, tuple(f for f in view.situation.figures if wanted(f))) for f in h.figures]
    if want.q:
        chosen = [(h, f) for h, f in chosen if want.q.lower() in f.title.lower()]
    first = (want.page - 1) * MOST_ROWS
    rows: list[dict[str, Any]] = []
    for heading, figure in chosen[first : first + MOST_ROWS]:
        found = stand(view, figure)
        lead = found.present[0] if found.present else None
        rows.append(
            {
                "heading": heading, "id": figure.id, "title": figure.title, "now": now(view, found),
                "by": who(view, lead) if lead else "", "when": view.words.when(lead.when) if lead else "",
                "counts": (lead.reports, lead.origins, lead.sources or "?") if lead else ("", "", ""),
                "conflict": sum(c.kind == "real" for c in view.conflicts.get(figure.id, ())),
                "changes": sum(not m.restored for m in view.mutations.get(figure.id, ())),
            }
        )  # fmt: skip
    data = {
        "figures": [figure_row(view, f, h) for h, f in chosen[first : first + MOST_ROWS]],
        "total": len(chosen),
        "page": want.page,
        "pages": max(1, -(-len(chosen) // MOST_ROWS)),
    }
    context = {"rows": rows, "total": len(chosen), "pages": data["pages"]}
    return Screen(
        name="figure", template="figures.html", title="Figures", data=data, context=context, keys=(("j k", "move"), ("Enter", "open"))
    )
