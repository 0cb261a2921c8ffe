"""The family tree on the time ruler: edges as wide as what is shared, changes as lozenges on them, one figure carried at a time."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.core.types import Descent, Figure, Kind
from stemma.showing.drawing import sheet, write
from stemma.showing.marks import lozenge
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import shorten
from stemma.showing.scales import text_width
from stemma.showing.view import View
from stemma.web.ruler import NARROW, Ruler, axis
from stemma.web.treerows import Plan, Row, plan

WIDTHS = {Kind.COPY: "w4", Kind.EDIT: "w3", Kind.CORRECTION: "w1"}
TOP = 46.0
Words = Mapping[str, tuple[str, bool]]  # report -> what it says of the carried figure, whether changed


def carried(view: View, figure: Figure | None) -> Words:
    """What each report says of a figure."""
    found: dict[str, tuple[str, bool]] = {}
    if figure is None:
        return found
    for claim in view.figure_claims(figure):
        a = claim.amount
        words = str(view.words.value(a.low, a.high, a.unit, a.approx))
        changed = claim.id in view.changed_claims or any(
            claim.report in m.inherited_by and m.field in ("number", "unit", "approx") for m in view.mutations.get(figure.id, ())
        )
        found.setdefault(claim.report, (words, changed))
    return found


def tree(view: View, rows: Plan, ruler: Ruler, tall: float, words: Words | None = None, selected: str = "") -> Markup:
    """The drawing: time to the right, one row a report."""
    height = TOP + tall * len(rows.rows)
    pieces: list[Markup] = []
    if selected in rows.place:
        pieces.append(tag("rect", x=0, y=TOP + rows.place[selected] * tall, width=ruler.width, height=tall, cls="rowsel"))
    pieces += ruler.grid(TOP, height)
    pieces.append(row_lines(len(rows.rows), tall, ruler.width))
    pieces += axis(view, ruler, TOP)
    spots = {row.id: _spot(row, at, ruler, tall) for at, row in enumerate(rows.rows)}
    for row in rows.rows:
        for order, descent in enumerate(view.parents.get(row.id, ())):
            if descent.parent in spots:
                pieces.append(_edge(view, descent, spots, tall, words, order))
    for row in rows.rows:
        pieces += _node(view, row, spots[row.id], tall, words)
    texts = [_said(view, row.id, spots, ruler, tall, words) for row in rows.rows] if words and tall > 20 else []
    label = f"Family tree of {view.words.count(len(view.reports), 'report')}; the list beside it says the same in words"
    return sheet(ruler.width, height + 2, label, pieces, [t for t in texts if t], cls="treesvg", role="group")


def _spot(row: Row, at: int, ruler: Ruler, tall: float) -> tuple[float, float]:
    return (ruler(row.at) if row.at is not None else ruler.width - 9, TOP + at * tall + tall * (0.68 if tall > 30 else 0.5))


def _edge(view: View, descent: Descent, spots: Mapping[str, tuple[float, float]], tall: float, words: Words | None, order: int) -> Markup:
    (px, py), (cx, cy) = spots[descent.parent], spots[descent.child]
    by = cy - tall * (0.46 if tall > 30 else 0.0) + (4 if order and tall > 30 else 0)
    if py >= cy:
        path = f"M{px:.1f} {py:.1f}V{cy:.1f}H{cx:.1f}"
    elif tall > 30:
        path = f"M{px:.1f} {py:.1f}V{by:.1f}H{cx:.1f}V{cy:.1f}"
    else:
        path = f"M{px:.1f} {py:.1f}V{cy:.1f}H{cx:.1f}"
    kind = view.kind(descent.child)
    faint = words is not None and (descent.child not in words or (descent.parent not in words and descent.parent in view.reports))
    cls = f"strand {WIDTHS.get(kind, 'w2')}{' faint' if faint else ''}{' lost' if descent.parent in view.lost else ''}"
    pieces = [tag("path", d=path, cls=cls)]
    if kind == Kind.CORRECTION and order == 0:
        pieces.append(
            tag(
                "path",
                d=f"M{px + 5:.1f} {by - 3.5:.1f}L{px:.1f} {by:.1f}L{px + 5:.1f} {by + 3.5:.1f}",
                cls=f"strand w1{' faint' if faint else ''}",
            )
        )
    title = edge_words(view, descent)
    hit = tag("path", d=path, cls="hit")
    inner = tag("g", tag("title", title), pieces, hit, cls="edgeg")
    return tag("a", inner, href=f"?report={descent.child}", data_edge=descent.child, tabindex="-1", aria_hidden="true")


def row_lines(number: int, tall: float, width: float) -> Markup:
    """The hairlines under so many rows."""
    return tag("path", d="".join(f"M0 {TOP + at * tall:.0f}h{width:.0f}" for at in range(1, number + 1)), cls="rowline")


def edge_words(view: View, descent: Descent) -> str:
    """An edge in a line: weight, basis, changes."""
    basis = ", ".join(view.words.of("basis", b) for b in descent.basis)
    made = [m for m in view.changes.get(descent.child, ()) if not m.restored]
    changes = view.words.count(len(made), "change") if made else "no change found"
    return f"{view.name(descent.child)} from {view.name(descent.parent)}: weight {descent.weight:.2f}, by {basis}; {changes}"


def _node(view: View, row: Row, spot: tuple[float, float], tall: float, words: Words | None) -> list[Markup]:
    x, y = spot
    size = 10.0 if tall > 30 else 7.0
    own = row.id in view.reports and view.kind(row.id) in (Kind.ORIGINAL, Kind.PARTIAL)
    faint = " faint" if words is not None and row.id not in words and row.id in view.reports else ""
    kind = "lost" if row.id in view.lost else "own" if own else "made"
    box = tag("rect", x=x - size / 2, y=y - size / 2, width=size, height=size, cls=f"node {kind}{faint}")
    title = tag("title", f"{view.name(row.id)}, {view.words.moment(view.published(row.id)) or 'no date'}")
    pieces = [
        tag("a", title, box, href=f"/report/{row.id}", tabindex="-1", aria_hidden="true")
        if row.id in view.reports
        else tag("g", title, box)
    ]
    if row.folded:
        pieces.append(write(x + size / 2 + 3, y + 4, f"+{len(row.folded):,}", 11.5, "ax"))
    made = [m for m in view.changes.get(row.id, ()) if not m.restored]
    fixed = [m for m in view.changes.get(row.id, ()) if m.restored]
    up = tall * 0.31 if tall > 30 else 0.0
    if made and tall > 30:
        pieces += [lozenge(x, y - up, 5.2), write(x + 9, y - up + 4, str(len(made)), 11.5, "b tr")]
    elif fixed and tall > 30:
        pieces += [
            lozenge(x, y - up, 5.2, "loz fix"),
            tag("path", d=f"M{x - 2.6:.1f} {y - up:.1f}l2 2.2l3.4 -4.4", cls="tickfix"),
            write(x + 9, y - up + 4, str(len(fixed)), 11.5, "b"),
        ]
    elif made:
        pieces.append(lozenge(x + (30 if row.folded else 9), y, 3.4))
    return pieces


def _said(
    view: View, report: str, spots: Mapping[str, tuple[float, float]], ruler: Ruler, tall: float, words: Words | None
) -> Markup | None:
    if not words or report not in words:
        return None
    (x, y), (text, changed) = spots[report], words[report]
    right, left = ruler.width - x - 14, x - 14
    text = shorten(text, max(8, int(max(right, left) / 6.6)))
    wide = text_width(text, 13.5)
    cls = "carry tr" if changed else "carry"
    if wide <= right:
        return write(x + 11, y + 4.6, text, 13.5, cls)
    return write(x - 11, y + 4.6, text, 13.5, cls, "end") if wide <= left else None


def little_tree(view: View, figure: Figure, ruler: Ruler) -> Markup | None:
    """How one figure travelled: the tree of the reports that carry it."""
    words = carried(view, figure)
    if len(words) < 2:
        return None
    rows = plan(view, only=frozenset(list(words)[:40]))
    return tree(view, rows, ruler, 34.0, words)


def upright(view: View, rows: Plan, words: Words | None, years: bool = False) -> Markup:
    """For narrow windows: time runs down, lanes on the left, names beside them."""
    order = sorted(rows.rows, key=lambda r: (r.at if r.at is not None else 1e12, rows.place[r.id]))[:120]
    spots: dict[str, tuple[float, float]] = {}
    pieces: list[Markup] = []
    y, day = 6.0, ""
    for row in order:
        iso = view.published(row.id)[:10] if row.id in view.reports else day
        if iso != day:
            pieces.append(tag("line", x1=0, x2=NARROW, y1=y + 8, y2=y + 8, cls="axis"))
            pieces.append(write(NARROW, y + 22, view.words.day(iso, year=years) or "no date", 12, "t2", "end"))
            y, day = y + 14, iso
        spots[row.id] = (9.0 + 17.0 * min(row.depth, 3), y + 22)
        y += 62
    for row in order:
        for order_, d in enumerate(view.parents.get(row.id, ())):
            if d.parent in spots:
                (px, py), (cx, cy) = spots[d.parent], spots[row.id]
                path = f"M{px:.1f} {py:.1f}V{cy - 16 - 4 * order_:.1f}H{cx:.1f}V{cy:.1f}"
                lost = " lost" if d.parent in view.lost else ""
                pieces.append(tag("path", d=path, cls=f"strand {WIDTHS.get(view.kind(row.id), 'w2')}{lost}"))
    for row in order:
        x, y0 = spots[row.id]
        pieces += _node(view, row, (x, y0), 20, words)
        pieces.append(
            tag(
                "a",
                write(84, y0 + 1, shorten(view.name(row.id), 34), 14, "b"),
                href=f"/report/{row.id}" if row.id in view.reports else None,
            )
        )
        made = [m for m in view.changes.get(row.id, ()) if not m.restored]
        kind = view.words.of("kind", view.kind(row.id).value) if row.id in view.reports else "not held"
        note = f"{view.published(row.id)[11:16] if row.id in view.reports else ''} {kind}".strip()
        pieces.append(write(84, y0 + 17, note + (f", {view.words.count(len(made), 'change')}" if made else ""), 12, "tr" if made else "t2"))
        if words and row.id in words:
            text, changed = words[row.id]
            pieces.append(write(84, y0 + 33, shorten(text, 40), 13, "carry tr" if changed else "carry"))
    return sheet(NARROW, y + 20, "Family tree, time runs downward", pieces, cls="treesvg", role="group")
