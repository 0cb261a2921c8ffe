"""The course of one figure at full height: marks at the day they mean, squares at the hour a report told it, a dotted line between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stemma.core.types import Figure, Reading
from stemma.showing.brush import hours
from stemma.showing.charts import plotted, spoken, values
from stemma.showing.drawing import sheet, write, write_value
from stemma.showing.marks import Pen, drawn, lozenge
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import shorten
from stemma.showing.readings import Stand, said_of, value_of, who
from stemma.showing.scales import Box, Linear, round_scale, text_width
from stemma.showing.view import View
from stemma.showing.wording import figure as shown_number
from stemma.web.rowdraw import height, spot_hours
from stemma.web.ruler import Ruler, axis, square

MOST = 16
TOP = 46.0
Spot = tuple[Reading, float, float]


def figure_course(view: View, figure: Figure, found: Stand, ruler: Ruler) -> tuple[Markup, int]:
    """The drawing, and how many readings it leaves to the table."""
    unit, readings = plotted(view, found)
    order = sorted([r for r in found.all if r in readings], key=lambda r: (r not in found.present, not r.born_in, -r.reports))
    spread = [r for r in order if spot_hours(view, r, ruler) is not None]
    tall = 370.0 if len(spread) < 6 else 480.0
    scale = _scale(values(view, spread, unit) or [0.0], TOP + tall, TOP + 26)
    spots = [(r, ruler(spot_hours(view, r, ruler) or 0.0), height(view, r, unit, scale)) for r in spread[:MOST]]
    axis_names = [Box(0, scale(v) - 17, 52, scale(v)) for v in scale.ticks(6)]
    pieces = [*_values(view, unit, scale, ruler.width), *ruler.grid(TOP, TOP + tall), *axis(view, ruler, TOP), *_runs(view, found, spots)]
    taken = [Box(x - 12, y - 14, x + 12, y + 14) for _, x, y in spots] + axis_names
    for r, x, y in spots:
        pieces += _lag(view, r, x, y, ruler, taken, TOP + tall)
    for r, x, _ in spots:
        pen = Pen(scale=scale, across=x, half=9, first=TOP + tall - 2, last=TOP + 4, upright=True)
        pieces.append(drawn(said_of(view, r, unit, earlier=False), pen))
    for r, x, y in spots:
        pieces += _words(view, r, x, y, ruler.width, TOP + tall, taken)
    pieces += _changes(view, found, spots)
    label = f"Course of {figure.title}: {spoken(view, found)}"
    return sheet(ruler.width, TOP + tall + 8, label, pieces, cls="course big-course", role="group"), max(0, len(order) - len(spots))


def _scale(known: Sequence[float], bottom: float, top: float) -> Linear:
    """From zero where that costs little, from a round number below the least otherwise."""
    low, high = min(known), max(known)
    if low > 0 and low > 0.55 * high and low != high:
        near = round_scale([0.0, (high - low) * 1.6], 0, 1)
        start = max(0.0, low - near.high * 0.35)
        step = 10 ** (len(str(int(max(start, 1)))) - 2)
        start = start // step * step
        return Linear(start, high + (high - low) * 0.25, bottom, top)
    return round_scale([0.0, *known], bottom, top, steps=6)


def _values(view: View, unit: str, scale: Linear, width: float) -> list[Markup]:
    found: list[Markup] = []
    ticks = scale.ticks(6)
    for value in ticks:
        y = scale(value)
        found.append(tag("line", x1=0, x2=width, y1=y, y2=y, cls="edge" if value == 0 else "grid"))
        name = shown_number(value) + (f" {view.words.unit(unit)}" if value == ticks[-1] and unit else "")
        found.append(write(0, y - 4, name, 12, "ax"))
    return found


def _runs(view: View, found: Stand, spots: Sequence[Spot]) -> list[Markup]:
    """Successive readings of one source joined; a changed value is joined to what it was made from, in red."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for r, x, y in spots:
        named = view.speakers(r.claims)
        if named and not r.born_in and not r.denied and r.when:
            lines.setdefault(named[0], []).append((x, y))
    pieces = [
        tag("line", x1=a, y1=b, x2=c, y2=d, cls="run")
        for points in lines.values()
        for (a, b), (c, d) in pairwise(sorted(points))
        if c - a > 20
    ]
    return pieces + [
        tag("line", x1=a, y1=b, x2=c, y2=d, cls="born") for (a, b), (c, d) in _births(view, found, spots) if abs(c - a) + abs(d - b) > 30
    ]


def _births(view: View, found: Stand, spots: Sequence[Spot]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    places = {claim: (x, y) for r, x, y in spots for claim in r.claims}
    pairs = []
    for r, x, y in spots:
        step = (
            next((view.inherited[c] for c in r.claims if c in view.inherited and view.claims[c].report == r.born_in), None)
            if r.born_in
            else None
        )
        if step and step.from_claim in places and places[step.from_claim] != (x, y):
            pairs.append((places[step.from_claim], (x, y)))
    return pairs


def _changes(view: View, found: Stand, spots: Sequence[Spot]) -> list[Markup]:
    """A lozenge half way where a value was changed in copying."""
    return [lozenge((a + c) / 2, (b + d) / 2, 5.5) for (a, b), (c, d) in _births(view, found, spots) if abs(c - a) + abs(d - b) > 60]


def _lag(view: View, reading: Reading, x: float, y: float, ruler: Ruler, taken: list[Box], floor: float) -> list[Markup]:
    """From a mark to the squares of the reports that told it."""
    told = [(at, r) for r in view.carriers(reading.claims) if (at := hours(view.published(r))) is not None]
    if not told:
        return []
    xs = sorted((ruler(at), r) for at, r in told)
    left, right = min(x, xs[0][0]), max(x, xs[-1][0] + 7.0 * (len(xs) - 1) * 0.3)
    lane = next(
        (
            y + drop
            for drop in (22.0, -22.0, 34.0, -34.0, 46.0, 58.0)
            if TOP + 6 < y + drop < floor - 4 and _is_free(left, right, y + drop, taken)
        ),
        min(floor - 5, y + 22),
    )
    taken.append(Box(left - 4, lane - 5, right + 4, lane + 5))
    cls = "told tr" if reading.born_in else "told"
    pieces: list[Markup] = [tag("polyline", points=f"{x:.1f},{y:.1f} {x:.1f},{lane:.1f} {xs[-1][0]:.1f},{lane:.1f}", cls=cls, fill="none")]
    if xs[0][0] < x:
        pieces.append(tag("line", x1=xs[0][0], x2=x, y1=lane, y2=lane, cls=cls))
    end = -9.0
    for at, report in xs:
        spot = max(at, end + 7.6)
        end = spot
        inner = square(spot, lane, 6.0, not view.parents.get(report))
        title = tag("title", f"{view.name(report)}, {view.words.moment(view.published(report))}")
        pieces.append(tag("a", title, inner, href=f"/report/{report}", tabindex="-1", aria_hidden="true"))
    return pieces


def _is_free(left: float, right: float, lane: float, taken: Sequence[Box]) -> bool:
    box = Box(left + 1, lane - 4, right, lane + 4)
    return not any(box.meets(b) for b in taken if not (b.left <= left + 12 <= b.right and abs((b.top + b.bottom) / 2 - lane) > 12))


def _words(view: View, reading: Reading, x: float, y: float, width: float, floor: float, taken: list[Box]) -> list[Markup]:
    """The value, and under it who says so, where both fit; the readings stand in the table too."""
    value = value_of(view, reading)
    under = f"{view.name(reading.born_in)}, in copying" if reading.born_in else shorten(who(view, reading), 34)
    red = "tr" if reading.born_in else ""
    wide = max(text_width(str(value), 15, bold=True), text_width(under, 12))
    for left, middle in (
        (x + 16, y), (x - 16 - wide, y), (x + 16, y - 20), (x - 16 - wide, y - 20), (x + 16, y + 22), (x - 16 - wide, y + 22),
        (x - wide / 2, y - 34), (x - wide / 2, y + 36),
    ):  # fmt: skip
        box = Box(left, middle - 15, left + wide, middle + 14)
        if box.left >= 0 and box.right <= width and box.top > TOP + 2 and box.bottom < floor and not any(box.meets(b, 1) for b in taken):
            taken.append(box)
            shown = text_width(str(value), 15, bold=True)
            return [
                write_value(left + shown / 2, middle, value, 15, cls=red),
                write(left, middle + 13, under, 12, f"t2 {red}".strip()),
            ]
    return []
