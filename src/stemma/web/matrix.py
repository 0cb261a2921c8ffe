"""The collation beside the tree: which report changed what, what it took over, what it put right, and what was new in it."""

from __future__ import annotations

from stemma.showing.drawing import sheet, write
from stemma.showing.marks import lozenge
from stemma.showing.markup import Markup, tag
from stemma.showing.view import View
from stemma.web.stemmatree import TOP, row_lines
from stemma.web.treerows import Plan

FIELDS = (
    ("number", "number"), ("unit", "unit"), ("approx", "hedge"), ("time", "date"), ("place", "place"), ("scope", "scope"),
    ("attribution", "source"), ("status", "status"), ("verification", "caveat"),
)  # fmt: skip
STEP, FIRST, BARS = 41.0, 24.0, 400.0


def matrix(view: View, rows: Plan, tall: float, selected: str) -> Markup:
    """Which report changed what: filled changed here, outlined taken over, ticked put right; and what was new in it."""
    height = TOP + tall * len(rows.rows)
    pieces: list[Markup] = [row_lines(len(rows.rows), tall, 500)]
    if selected in rows.place:
        pieces.append(tag("rect", x=0, y=TOP + rows.place[selected] * tall, width=500, height=tall, cls="rowsel"))
    for at, (_, name) in enumerate(FIELDS):
        x = FIRST + at * STEP
        pieces += [write(x, TOP - 8, name, 11.5, "", "middle"), tag("line", x1=x, x2=x, y1=TOP, y2=height, cls="grid")]
    pieces += [write(BARS, TOP - 8, "new of all claims", 11.5, "ax"), tag("line", x1=0, x2=500, y1=TOP, y2=TOP, cls="edge")]
    took: dict[tuple[str, str], int] = {}
    for m in view.situation.stemma.mutations:
        for heir in m.inherited_by if not m.restored else ():
            took[heir, m.field] = took.get((heir, m.field), 0) + 1
    most = max((len(view.extracts[r.id].claims) for r in rows.rows if r.id in view.extracts), default=1) or 1
    for place, row in enumerate(rows.rows):
        top = TOP + place * tall
        y = top + tall * (0.62 if tall > 30 else 0.5)
        for at, (field, _) in enumerate(FIELDS):
            pieces += _cell(view, row.id, field, FIRST + at * STEP, y, took.get((row.id, field), 0))
        if row.id in view.extracts:
            pieces += _bar(len(view.extracts[row.id].claims), len(view.new.get(row.id, ())), y, 54.0 / most)
    return sheet(500, height + 2, "Changes by report and kind; the table below the tree says the same in words", pieces, cls="matrix")


def _cell(view: View, report: str, field: str, x: float, y: float, took: int) -> list[Markup]:
    here = [m for m in view.changes.get(report, ()) if m.field == field]
    made, fixed = sum(not m.restored for m in here), sum(m.restored for m in here)
    pieces: list[Markup] = []
    shift = 6.5 if made and took else 0.0
    if made:
        pieces.append(lozenge(x - shift, y, 5.4))
    if took:
        pieces.append(lozenge(x + shift, y, 5.4, "loz took"))
    if fixed and not made:
        pieces += [lozenge(x, y, 5.4, "loz fix"), tag("path", d=f"M{x - 2.6:.1f} {y:.1f}l2 2.2l3.4 -4.4", cls="tickfix")]
    number = f"{made}+{took}" if made and took and made + took > 2 else str(made or took or fixed) if max(made, took, fixed) > 1 else ""
    if number:
        pieces.append(
            write(
                x + (0 if shift else 8),
                y - (8 if shift else 3),
                number,
                11,
                "b tr" if made or took else "b",
                "middle" if shift else "start",
            )
        )
    return pieces


def _bar(total: int, new: int, y: float, scale: float) -> list[Markup]:
    wide = max(2.0, total * scale)
    return [
        tag("rect", x=BARS, y=y - 3, width=wide, height=6, cls="bargone"),
        tag("rect", x=BARS, y=y - 3, width=new * scale, height=6, cls="barnew"),
        write(BARS + wide + 5, y + 4, f"{new}/{total}", 11.5, "t2"),
    ]
