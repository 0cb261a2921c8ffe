"""The family tree as a drawing: letters in time, strands for how much is shared, a red stroke for each change."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from importlib.resources import files

from stemma.core.types import Descent, Kind, Mutation
from stemma.showing.brush import hours
from stemma.showing.drawing import letter, sheet, write
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import brief_change, shorten
from stemma.showing.scales import Box, text_width
from stemma.showing.timefold import TimeFold, fold
from stemma.showing.tree_clock import breaks, clock_line, undated
from stemma.showing.tree_layout import LINE, Node, Sheet, label_at, place
from stemma.showing.view import View
from stemma.showing.wording import DROPPED, plural

MOST = 60  # larger piles are listed, not drawn
WORDED = 40  # larger trees stand without words
CAREFUL = 20  # larger trees carry names and numbers of changes, and are tried at two heights only
LINES = 3  # changes named beside a letter
STRANDS = {Kind.COPY: (3, "thin3"), Kind.EDIT: (2, "thin2"), Kind.PARTIAL: (1, "thin"), Kind.CORRECTION: (1, "plain")}


def tree(view: View, width: int) -> Markup:
    """The tree laid out for a width, taller until nothing lies on anything; narrow ones carry letters and numbers only."""
    best: tuple[int, Markup] | None = None
    for stretch in (1.0, 1.3, 1.7, 2.3):
        clashes, drawing = _attempt(view, width, stretch)
        if best is None or clashes < best[0]:
            best = (clashes, drawing)
        if not clashes or (len(view.reports) > CAREFUL and stretch > 1):
            break
    return best[1] if best else Markup()


def alone(view: View, width: int = 1000) -> str:
    """The tree as a drawing of its own, with the styles that it needs."""
    drawn = str(tree(view, width))
    folder = files("stemma.showing").joinpath("static")
    style = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("marks.css", "dossier.css")).replace("]]>", "")
    head, _, rest = drawn.partition(">")
    head = re.sub(r'viewBox="0 0 (\d+) (\d+)"', lambda m: f'viewBox="-20 0 {int(m[1]) + 40} {m[2]}"', head)  # room for other fonts
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style><![CDATA[{style}]]></style>{rest}\n'


def _attempt(view: View, width: int, stretch: float) -> tuple[int, Markup]:
    narrow = width < 600
    times = {r: at for r in view.reports if (at := hours(view.published(r))) is not None}
    worded = not narrow and len(view.reports) <= WORDED
    height = max(200.0, (48.0 if narrow else 58.0) * len(times)) * stretch
    clock = fold(list(times.values()), 10.0, height)
    nodes = _nodes(view, times, clock, worded)
    head = 66.0 if worded else 44.0
    lift = max(0.0, head - min((n.y for n in nodes), default=head))
    if lift:
        clock = fold(list(times.values()), 10.0 + lift, height)
        nodes = _nodes(view, times, clock, worded)
    axis = 50.0 if narrow else 62.0
    notes = breaks(view, clock, axis, narrow)
    room = Sheet(
        first=axis + (4 if narrow else 24),
        last=width - 2.0,
        radius=13 if narrow else 19,
        step=17 if narrow else 34,
        obstacles=tuple(Box(axis, y - 10, axis + 16 + text_width(text, 12.5), y + 8) for text, y in notes),
    )
    clashes = place(nodes, room)
    size = 20.0 if narrow else 30.0
    bottom = max([clock.bottom, *(box.bottom for n in room.nodes.values() for box in n.boxes)]) + 14
    pieces = [*clock_line(view, clock, axis, width, narrow), *undated(view, times, clock, axis)]
    for text, y in notes:
        pieces.append(tag("path", d=f"M{axis - 7} {y - 6:.1f}l14 -5M{axis - 7} {y + 7:.1f}l14 -5", cls="edge"))
        pieces.append(write(axis + 16, y + 4, text, 12.5, "t3 it"))
    pieces += [edge for node in room.nodes.values() for edge in _edges(view, node, room, narrow)]
    pieces += [piece for node in room.nodes.values() for piece in _letters(view, node, room, size)]
    return clashes, sheet(width, bottom, spoken(view), pieces, cls="tree")


def _nodes(view: View, times: dict[str, float], clock: TimeFold, worded: bool) -> list[Node]:
    found = []
    for report in view.reports:
        y = clock(times[report]) if report in times else clock.bottom + 64
        parents = tuple(d.parent for d in view.parents.get(report, ()))
        found.append(
            Node(id=report, y=y, parents=parents, lines=_label(view, report) if worded else (), strokes=len(view.changes.get(report, ())))
        )
    ys = {node.id: node.y for node in found}
    for original in view.lost.values():
        children = [ys[d.child] for d in view.children.get(original.id, ()) if d.child in ys]
        named = (("not held", "t3 it"), (f"credited to {original.credited_as}", "b")) if worded else ()
        found.append(Node(id=original.id, y=min(children, default=90.0) - 84, lines=named[::-1]))
    return found


def _label(view: View, report: str) -> tuple[tuple[str, str], ...]:
    """The name with its hour, the kind of descent, the changes grouped by what they touch."""
    iso = view.published(report)
    name = shorten(view.name(report).removeprefix("The "), 30)
    made = [m for m in view.changes.get(report, ()) if not m.restored]
    mended = [m for m in view.changes.get(report, ()) if m.restored]
    kind = view.words.of("kind", view.kind(report).value)
    parents = [d.parent for d in view.parents.get(report, ())]
    if len(parents) > 1 or view.kind(report) == Kind.CORRECTION:
        kind += f" of {view.words.listed(view.letters.plain([p]) for p in parents)}"
    if made:
        kind += f", {view.words.count(len(made), 'change')}"
    if mended:
        kind += f", {len(mended)} put right"
    if len(view.reports) > CAREFUL:
        changes = [(view.words.count(len(made), "change"), "tr")] if made else []
        return ((name, "b"), *changes)
    lines = [(f"{name} {iso[11:16]}".strip(), "b"), (kind, "t3 it")]
    return (*lines, *((text, "tr" if made else "t2") for text in grouped_changes(view, made or mended)))


def grouped_changes(view: View, mutations: Sequence[Mutation], most: int = LINES) -> list[str]:
    """Changes in a few short lines, the same field put together."""
    fields: dict[str, list[Mutation]] = {}
    for mutation in mutations:
        fields.setdefault(mutation.field, []).append(mutation)
    found = []
    for field, members in fields.items():
        word = view.words.of("field", field)
        if members[0].restored:
            found.append(f"{word} again as it was")
            continue
        was, became = brief_change(view, members[0])
        if len(members) > 1:
            dropped = all(view.words.changed(m)[1] == DROPPED for m in members)
            found.append(f"{word} {'dropped' if dropped else 'changed'}, {view.words.spelled(len(members))} times")
        elif became == DROPPED:
            found.append(f"{word} dropped")
        elif len(was) + len(became) <= 34:
            found.append(f"{was} became {became}")
        else:
            found.append(f"{word} changed")
    more = len(found) - most
    return found if more <= 0 else [*found[: most - 1], f"and {more + 1} more {plural(more + 1, 'kind')} of change"]


def _edges(view: View, node: Node, room: Sheet, narrow: bool) -> list[Markup]:
    found = []
    changes = view.changes.get(node.id, ())
    for order, descent in enumerate(view.parents.get(node.id, ())):
        parent = room.nodes.get(descent.parent)
        if parent is None:
            continue
        mine = [
            m for m in changes if m.parent == descent.parent or (order == 0 and m.parent not in {d.parent for d in view.parents[node.id]})
        ]
        found.append(_edge(view, descent, (parent, node), mine, order, narrow))
    return found


def _edge(view: View, descent: Descent, ends: tuple[Node, Node], mine: Sequence[Mutation], order: int, narrow: bool) -> Markup:
    line = _between(*ends, 17.0 if narrow else 23.0)
    kind = view.kind(descent.child)
    strands, cls = STRANDS.get(kind, (1, "heavy"))
    if descent.parent in view.lost:
        strands, cls = 1, "lost"
    elif set(descent.basis) == {"credit"}:
        strands, cls = 1, "named"
    elif order and kind == Kind.CORRECTION:
        strands, cls = 1, "thin"
    pieces = [_parallel(line, (at - (strands - 1) / 2) * 3.4, f"strand {cls}") for at in range(strands)]
    if kind == Kind.CORRECTION and order == 0:
        pieces.append(_arrow_head(line))
    if any(ends[0].id == m.report or ends[0].id in m.inherited_by for m in _carried(view, descent)):
        pieces.append(_parallel(line, 5.0, "carried"))
    pieces += _strokes(line, [m for m in mine if not m.restored], narrow)
    pieces += _rings(line, [m for m in mine if m.restored])
    words = ", ".join(view.words.of("basis", b) for b in descent.basis)
    made = view.words.count(len(mine), "change") if mine else "no change found"
    title = f"{view.name(descent.child)} from {view.name(descent.parent)}: {words}; weight {descent.weight:.2f}; {made}"
    return tag("g", tag("title", title), pieces)


def _carried(view: View, descent: Descent) -> list[Mutation]:
    return [m for m in view.situation.stemma.mutations if descent.child in m.inherited_by and not m.restored]


def _between(one: Node, other: Node, radius: float) -> tuple[float, float, float, float]:
    dx, dy = other.x - one.x, other.y - one.y
    length = math.hypot(dx, dy) or 1.0
    cut = min(radius, length * 0.3)
    return one.x + dx / length * cut, one.y + dy / length * cut, other.x - dx / length * cut, other.y - dy / length * cut


def _normal(line: tuple[float, float, float, float]) -> tuple[float, float]:
    length = math.hypot(line[2] - line[0], line[3] - line[1]) or 1.0
    return -(line[3] - line[1]) / length, (line[2] - line[0]) / length


def _parallel(line: tuple[float, float, float, float], offset: float, cls: str) -> Markup:
    nx, ny = _normal(line)
    return tag("line", x1=line[0] + nx * offset, y1=line[1] + ny * offset, x2=line[2] + nx * offset, y2=line[3] + ny * offset, cls=cls)


def _arrow_head(line: tuple[float, float, float, float]) -> Markup:
    nx, ny = _normal(line)
    ux, uy = ny, -nx  # along the line, away from its start
    x, y = line[0], line[1]
    return tag(
        "path",
        d=f"M{x + ux * 9 + nx * 5:.1f} {y + uy * 9 + ny * 5:.1f}L{x:.1f} {y:.1f}L{x + ux * 9 - nx * 5:.1f} {y + uy * 9 - ny * 5:.1f}",
        cls="strand plain",
    )


def _strokes(line: tuple[float, float, float, float], made: Sequence[Mutation], narrow: bool) -> list[Markup]:
    """One red cross stroke for each change, as many as the line has room for."""
    nx, ny = _normal(line)
    size = 5.0 if narrow else 7.0
    return [
        tag("line", x1=x - nx * size, y1=y - ny * size, x2=x + nx * size, y2=y + ny * size, cls="stroke")
        for x, y in _spots(line, len(made))
    ]


def _rings(line: tuple[float, float, float, float], mended: Sequence[Mutation]) -> list[Markup]:
    return [tag("circle", cx=x, cy=y, r=4, cls="undone") for x, y in _spots(line, len(mended), towards_end=True)]


def _spots(line: tuple[float, float, float, float], number: int, towards_end: bool = False) -> list[tuple[float, float]]:
    if not number:
        return []
    length = math.hypot(line[2] - line[0], line[3] - line[1])
    gap = min(15.0, length * 0.8 / max(1, number))
    first = length * (0.9 if towards_end else 0.5) - (number - 1) * gap * (1.0 if towards_end else 0.5)
    shares = [(max(first, length * 0.05) + at * gap) / (length or 1.0) for at in range(number)]
    return [(line[0] + (line[2] - line[0]) * s, line[1] + (line[3] - line[1]) * s) for s in shares]


def _letters(view: View, node: Node, room: Sheet, size: float) -> list[Markup]:
    radius = room.radius
    found = [tag("circle", cx=node.x, cy=node.y, r=radius - 2, cls="lostnode" if node.id in view.lost else "node")]
    if node.id not in view.lost and not view.parents.get(node.id):
        half = size * 0.42
        found.append(tag("line", x1=node.x - half, x2=node.x + half, y1=node.y - size * 0.52, y2=node.y - size * 0.52, cls="headrule"))
    glyph = letter(
        node.x, node.y + size * 0.34, view.letters.sigla[node.id], size if len(view.letters.sigla[node.id].letters) == 1 else size * 0.8
    )
    found.append(tag("a", glyph, href=f"#r-{node.id}") if node.id in view.reports else glyph)
    x, y = label_at(node, radius)
    x += 7 if node.side == "right" and view.letters.sigla[node.id].raised else 0
    anchor = {"right": "start", "left": "end"}.get(node.side, "middle")
    for row, (text, cls) in enumerate(node.lines):
        found.append(write(x, y + row * LINE, text, 13.2, cls, anchor))
    made = sum(not m.restored for m in view.changes.get(node.id, ()))
    if not node.lines and made:
        found.append(write(node.x + radius, node.y + 12, str(made), 12.5, "tr b"))
    return found


def spoken(view: View) -> str:
    """The tree in words."""
    lines = []
    for report in view.reports:
        parents = view.parents.get(report, ())
        kind = view.words.of("kind", view.kind(report).value)
        lines.append(
            f"{view.name(report)}: {kind}" + (f" from {view.words.listed(view.name(d.parent) for d in parents)}" if parents else "")
        )
    return "Family tree, time downward. " + "; ".join(lines)
