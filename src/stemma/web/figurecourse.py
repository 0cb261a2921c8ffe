"""The course of one figure at full height: marks at the day they mean, squares at the hour a report told it, a dotted line between."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from stemma.core.types import Approx, Figure
from stemma.showing.charts import spoken
from stemma.showing.drawing import sheet, write, write_value
from stemma.showing.marks import OPEN_DOWN, OPEN_UP, Pen, drawn, lozenge
from stemma.showing.markup import Markup, tag
from stemma.showing.readings import Stand
from stemma.showing.scales import text_width
from stemma.showing.view import View
from stemma.showing.wording import figure as shown_number
from stemma.web.courselayout import TOP, Layout, Spot, far
from stemma.web.ruler import axis, days, square
from stemma.web.sides import Sides


def drawn_course(view: View, figure: Figure, found: Stand, laid: Layout) -> Markup:
    """The drawing of the server: what is printed, and what is seen where no script runs."""
    width, floor = laid.ruler.width, laid.floor
    pieces: list[Markup] = [*_values(view, laid), *laid.ruler.grid(TOP, floor), *axis(view, laid.ruler, TOP)]
    for _, points in laid.runs:
        pieces += [tag("path", d=f"M{a:.1f} {b:.1f}H{c:.1f}V{d:.1f}", cls="run") for (a, b), (c, d) in pairwise(points)]
    pieces += [tag("line", x1=a, y1=b, x2=c, y2=d, cls="born") for (a, b), (c, d) in laid.births if far((a, b), (c, d), 30)]
    for spot in laid.spots:
        pieces += _lag(view, spot)
    for spot in laid.spots:
        pieces.append(drawn(spot.said, Pen(scale=laid.scale, across=spot.x, half=9, first=floor - 2, last=TOP + 4, upright=True)))
    for spot in laid.spots:
        pieces += _words(spot)
    pieces += [lozenge((a + c) / 2, (b + d) / 2, 5.5) for (a, b), (c, d) in laid.births if far((a, b), (c, d), 60)]
    for back in laid.taken_back:
        x, y = back.x, back.spot.y
        pieces.append(tag("line", x1=back.spot.x + 14, x2=x - 6, y1=y, y2=y, cls="told tr"))
        pieces += [lozenge(x, y, 5.5, "loz fix"), tag("path", d=f"M{x - 2.6:.1f} {y:.1f}l2 2.2l3.4 -4.4", cls="tickfix")]
    label = f"Course of {figure.title}: {spoken(view, found)}"
    return sheet(width, floor + 8, label, pieces, cls="course big-course", role="group")


def _values(view: View, laid: Layout) -> list[Markup]:
    found: list[Markup] = []
    ticks = laid.scale.ticks(6)
    for value in ticks:
        y = laid.scale(value)
        found.append(tag("line", x1=0, x2=laid.ruler.width, y1=y, y2=y, cls="edge" if value == 0 else "grid"))
        found.append(write(0, y - 4, _named(view, laid, value, value == ticks[-1]), 12, "ax"))
    return found


def _named(view: View, laid: Layout, value: float, last: bool) -> str:
    return shown_number(value) + (f" {view.words.unit(laid.unit)}" if last and laid.unit else "")


def _lag(view: View, spot: Spot) -> list[Markup]:
    """From a mark to the squares of the reports that told it."""
    if not spot.told:
        return []
    x, y, lane = spot.x, spot.y, spot.lane
    cls = "told tr" if spot.reading.born_in else "told"
    last = spot.told[-1][0]
    pieces: list[Markup] = [tag("polyline", points=f"{x:.1f},{y:.1f} {x:.1f},{lane:.1f} {last:.1f},{lane:.1f}", cls=cls, fill="none")]
    if spot.told[0][0] < x:
        pieces.append(tag("line", x1=spot.told[0][0], x2=x, y1=lane, y2=lane, cls=cls))
    for at, report in spot.told:
        inner = square(at, lane, 6.0, not view.parents.get(report))
        title = tag("title", f"{view.name(report)}, {view.words.moment(view.published(report))}")
        pieces.append(tag("a", title, inner, href=f"/report/{report}", tabindex="-1", aria_hidden="true"))
    return pieces


def _words(spot: Spot) -> list[Markup]:
    said = spot.words
    if said is None:
        return []
    red = "tr" if spot.reading.born_in else ""
    shown = text_width(str(said.value), 15, bold=True)
    pieces = [write_value(said.left + shown / 2, said.middle, said.value, 15, cls=red)]
    return [*pieces, write(said.left, said.middle + 13, said.under, 12, f"t2 {red}".strip())] if said.under else pieces


def course_data(view: View, laid: Layout, sides: Sides) -> dict[str, Any]:
    """The same course for Observable Plot: days in milliseconds, values in the figure's unit, places of words and lanes in pixels."""
    hour = 3_600_000
    return {
        "width": laid.ruler.width,
        "height": laid.floor + 8,
        "top": TOP,
        "x": [round(laid.ruler.low * hour), round(laid.ruler.high * hour)],
        "y": [laid.scale.low, laid.scale.high, laid.scale.start, laid.scale.end],
        "ticks": [[laid.scale(v), _named(view, laid, v, v == laid.scale.ticks(6)[-1])] for v in laid.scale.ticks(6)],
        "days": [[round(x, 1), name] for x, name in days(view, laid.ruler)],
        "readings": [_point(view, spot, sides) for spot in laid.spots],
        "runs": [{"source": source, "points": points} for source, points in laid.runs],
        "births": [[*one, *other] for one, other in laid.births if far(one, other, 30)],
        "back": [
            {"x": [b.spot.x, b.x], "y": b.spot.y, "source": b.spot.source, "title": f"taken back by {_told(view, b.report)}"}
            for b in laid.taken_back
        ],
    }


def _told(view: View, report: str) -> str:
    return f"{view.name(report)}, {view.words.moment(view.published(report)) or 'no date'}"


def _point(view: View, spot: Spot, sides: Sides) -> dict[str, Any]:
    r, said = spot.reading, spot.said
    first = view.first(r.claims)
    side = sides.of(first)
    low, high = said.ends
    value = view.words.value(r.low, r.high, r.unit, r.approx)
    return {
        "x": round(spot.x, 1),
        "y": round(spot.y, 1),
        "low": low,
        "high": high,
        "ends": _ends(said.approx, said.low, said.high),
        "look": f"mk {said.ink}{' hollow' if said.hollow else ''}{' awaited' if said.awaited else ''}",
        "foot": said.verification.value == "confirmed",
        "denied": r.denied,
        "changed": bool(r.born_in),
        "source": spot.source,
        "side": side,
        "sideName": sides.name(sides.names[side]) if side >= 0 else "",
        "value": [value.hedge, value.number, value.unit],
        "when": view.words.when(r.when) or "no date",
        "counts": view.words.counts(r.reports, r.origins, r.sources),
        "words": [round(spot.words.left, 1), round(spot.words.middle, 1), spot.words.under] if spot.words else None,
        "lane": spot.lane,
        "told": [[round(at, 1), not view.parents.get(report), report, _told(view, report)] for at, report in spot.told],
    }


def _ends(approx: Approx, low: float | None, high: float | None) -> str:
    """What a mark's ends say, in the words that the page's drawing knows."""
    if approx == Approx.VAGUE:
        return "vague"
    if approx in OPEN_UP or (high is None and low is not None):
        return "over" if approx == Approx.MORE_THAN else "least"
    if approx in OPEN_DOWN or (low is None and high is not None):
        return "under" if approx == Approx.LESS_THAN else "most"
    if low != high:
        return "range"
    return {Approx.ABOUT: "about", Approx.NEARLY: "nearly"}.get(approx, "exact")
