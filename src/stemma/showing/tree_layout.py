"""Where the letters of a family tree stand: time downward, families side by side, no label on another or on a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.showing.scales import Box, text_width

LINE = 17.0  # between the lines of a label
CLASH, THROUGH, CROSSED = 900.0, 260.0, 70.0  # what an overlap, a line through a label, two crossing lines cost
SIDES = ("right", "left", "above", "below")  # where a label may stand, the better first
SWEEPS, SWEPT = 2, 20  # how often all nodes are moved again, and for how many nodes


@dataclass(slots=True, kw_only=True)
class Node:
    """A report or lost original to be placed; `lines` are its label, each with a class; `strokes` its line must have room for."""

    id: str
    y: float
    parents: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    strokes: int = 0
    x: float = 0.0
    wanted: float = 0.0
    wide: float = 0.0  # of the label
    side: str = "right"  # of the letter, where the label stands
    boxes: tuple[Box, ...] = ()


@dataclass(slots=True, kw_only=True)
class Sheet:
    """The room that a tree has; nothing may stand on the obstacles."""

    first: float
    last: float
    radius: float = 19.0
    step: float = 34.0
    obstacles: tuple[Box, ...] = ()
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)


def place(nodes: Sequence[Node], sheet: Sheet) -> int:
    """Give each node its x and the side of its label, the upper first; the number of clashes that remain."""
    order = sorted(nodes, key=lambda n: (n.y, n.id))
    centres = _families(order, sheet)
    used: dict[str, int] = {}
    for node in order:
        node.wanted = _wanted(node, sheet, centres, used)
        sheet.nodes[node.id] = node
        sheet.edges += [(parent, node.id) for parent in node.parents if parent in sheet.nodes]
        _settle(node, sheet, (0.0, 26.0))
    for _ in range(SWEEPS if len(order) <= SWEPT else 1):
        for node in order:
            _settle(node, sheet, (0.0,))
    return sum(_clashes(node, sheet) for node in order)


def _settle(node: Node, sheet: Sheet, drops: tuple[float, ...]) -> None:
    """Move a node to where it costs least, all others as they are; the dear part is worked out only where the cheap one is low."""
    y = node.y
    best: tuple[float, float, float, str] | None = None
    others = [other for other in sheet.nodes.values() if other is not node]
    columns = sorted(_columns(sheet), key=lambda x: abs(x - node.wanted))
    for drop in drops:
        for x in columns:
            for side in SIDES if node.lines else SIDES[:1]:
                _put(node, x, y + drop, side, sheet)
                limit = best[0] if best else math.inf
                cost = _cost(node, sheet, others) + drop * 2
                if cost < limit:
                    cost += _cost_of_lines(node, sheet, limit - cost)
                if cost < limit:
                    best = (cost, x, y + drop, side)
    if best:
        _put(node, best[1], best[2], best[3], sheet)


def _put(node: Node, x: float, y: float, side: str, sheet: Sheet) -> None:
    node.x, node.y, node.side = x, y, side
    node.boxes = boxes(node, sheet.radius)


def boxes(node: Node, radius: float) -> tuple[Box, ...]:
    """The letter and its label as boxes."""
    x, y = node.x, node.y
    letter = Box(x - radius, y - radius - 4, x + radius, y + radius)
    if not node.lines:
        return (letter,)
    node.wide = node.wide or max(text_width(text, 13.2, bold=cls == "b") for text, cls in node.lines)
    left, first = label_at(node, radius)
    start = left if node.side == "right" else left - node.wide if node.side == "left" else left - node.wide / 2
    return letter, Box(start, first - 13, start + node.wide, first - 11 + LINE * len(node.lines))


def label_at(node: Node, radius: float) -> tuple[float, float]:
    """Where a label is anchored (its start, end or middle, by its side) and the base of its first line."""
    if node.side == "above":
        return node.x, node.y - radius - 12 - LINE * (len(node.lines) - 1)
    if node.side == "below":
        return node.x, node.y + radius + 15
    return node.x + (radius + 6 if node.side == "right" else -radius - 6), node.y + 1


def _columns(sheet: Sheet) -> list[float]:
    step = sheet.step * (1.0 if len(sheet.nodes) <= SWEPT else 1.6)
    number = max(1, int((sheet.last - sheet.first - 2 * sheet.radius) / step))
    return [sheet.first + sheet.radius + step * n for n in range(number + 1)]


def _families(order: Sequence[Node], sheet: Sheet) -> dict[str, float]:
    """The middle of each family's share of the sheet, large families first."""
    heads: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for node in order:
        head = heads[next((p for p in node.parents if p in heads), "")] if any(p in heads for p in node.parents) else node.id
        heads[node.id] = head
        sizes[head] = sizes.get(head, 0) + 1
    ranked = sorted(sizes, key=lambda head: (-sizes[head], list(sizes).index(head)))
    shares = [1 + 0.75 * (sizes[head] - 1) for head in ranked]
    at, found = sheet.first, {}
    for head, share in zip(ranked, shares, strict=True):
        wide = (sheet.last - sheet.first) * share / sum(shares)
        found[head] = at + wide / 2
        at += wide
    return {node.id: found[heads[node.id]] for node in order}


def _wanted(node: Node, sheet: Sheet, centres: dict[str, float], used: dict[str, int]) -> float:
    """Roots want the middle of their family's share, children fan out below their parent."""
    parents = [sheet.nodes[p] for p in node.parents if p in sheet.nodes]
    if not parents:
        return centres[node.id]
    if len(parents) > 1:
        return sum(p.x for p in parents) / len(parents)
    turn = used.get(parents[0].id, 0)
    used[parents[0].id] = turn + 1
    reach = (sheet.last - sheet.first) * 0.11
    return parents[0].x + reach * (turn // 2 + 1) * (1 if turn % 2 == 0 else -1)


def _cost(node: Node, sheet: Sheet, others: Sequence[Node]) -> float:
    """What a node's present place costs: how far from its wish, and what it stands on."""
    cost = abs(node.x - node.wanted) * 0.25 + 12 * SIDES.index(node.side) + CLASH * (node.boxes[-1].top < 2)
    for box in node.boxes:
        cost += (max(0.0, sheet.first - box.left) + max(0.0, box.right - sheet.last)) * 40
        cost += sum(CLASH for other in sheet.obstacles if box.meets(other, 2))
        for other in others:
            for theirs in other.boxes:
                if box.meets(theirs, 5):
                    cost += CLASH + box.overlap(theirs) * 0.2
    return cost


def _cost_of_lines(node: Node, sheet: Sheet, limit: float) -> float:
    """What a node's lines run through, and which lines run through it; given up once it is over a limit."""
    cost = 0.0
    own = [edge for edge in sheet.edges if node.id in edge]
    mine = [_line(edge, sheet) for edge in own]
    for edge, line in zip(own, mine, strict=True):
        length = math.hypot(line[2] - line[0], line[3] - line[1])
        cost += max(0.0, 2.6 * sheet.radius + sheet.nodes[edge[1]].strokes * 9 - length) * 8
        cost += max(0.0, abs(line[0] - line[2]) - (sheet.last - sheet.first) * 0.4) * 0.5
        for other in sheet.nodes.values():
            cost += THROUGH * sum(crosses(line, box) for box in (other.boxes[1:] if other.id in edge else other.boxes))
        if cost > limit:
            return cost
    for edge in sheet.edges:
        if node.id in edge:
            continue
        line = _line(edge, sheet)
        cost += THROUGH * sum(crosses(line, box) for box in node.boxes)
        cost += CROSSED * sum(meet(line, theirs) for e, theirs in zip(own, mine, strict=True) if e[0] not in edge and e[1] not in edge)
        if cost > limit:
            return cost
    return cost


def _line(edge: tuple[str, str], sheet: Sheet) -> tuple[float, float, float, float]:
    one, two = sheet.nodes[edge[0]], sheet.nodes[edge[1]]
    return one.x, one.y, two.x, two.y


def _clashes(node: Node, sheet: Sheet) -> int:
    """Labels and letters of other nodes that touch this one's, and lines that run through it."""
    touched = sum(box.meets(theirs) for o in sheet.nodes.values() if o.id > node.id for theirs in o.boxes for box in node.boxes)
    through = sum(crosses(_line(e, sheet), box) for e in sheet.edges for box in (node.boxes[1:] if node.id in e else node.boxes))
    return touched + through


def crosses(line: tuple[float, float, float, float], box: Box) -> bool:
    """True where a line runs through a box (Liang and Barsky's clipping)."""
    x0, y0, x1, y1 = line
    if (x0 < box.left and x1 < box.left) or (x0 > box.right and x1 > box.right):
        return False
    if (y0 < box.top and y1 < box.top) or (y0 > box.bottom and y1 > box.bottom):
        return False
    dx, dy = x1 - x0, y1 - y0
    first, last = 0.0, 1.0
    for p, q in ((-dx, x0 - box.left), (dx, box.right - x0), (-dy, y0 - box.top), (dy, box.bottom - y0)):
        if p == 0:
            if q < 0:
                return False
            continue
        t = q / p
        if p < 0:
            first = max(first, t)
        else:
            last = min(last, t)
    return first < last


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """True where two lines cross."""

    def side(line: tuple[float, float, float, float], x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (
        side(one, other[0], other[1]) * side(one, other[2], other[3]) < 0 and side(other, one[0], one[1]) * side(other, one[2], one[3]) < 0
    )
