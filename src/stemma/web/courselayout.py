"""Where everything in a figure's course stands: laid out once, then drawn by the server and, on the page, by Observable Plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from stemma.core.types import Figure, Reading
from stemma.showing.brush import hours
from stemma.showing.charts import plotted, values
from stemma.showing.marks import Said
from stemma.showing.pieces import shorten
from stemma.showing.readings import Stand, said_of, value_of, who
from stemma.showing.scales import Box, Linear, round_scale, text_width
from stemma.showing.view import View
from stemma.showing.wording import Value
from stemma.web.rowdraw import height, mark_box, spot_hours
from stemma.web.ruler import Ruler

MOST = 16
TOP = 46.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The value beside its mark and, under it, who says so."""

    left: float
    middle: float
    value: Value
    under: str


@dataclass(slots=True, kw_only=True)
class Spot:
    """One reading: its mark, the reports that told it on their lane, its words where there is room for them."""

    reading: Reading
    said: Said
    x: float
    y: float
    source: str
    lane: float = 0.0
    told: list[tuple[float, str]] = field(default_factory=list)
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A changed value that a later report took back."""

    spot: Spot
    x: float
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The whole course in pixels."""

    ruler: Ruler
    floor: float
    scale: Linear
    unit: str
    spots: tuple[Spot, ...]
    runs: tuple[tuple[str, tuple[Point, ...]], ...]  # a source and its successive readings
    births: tuple[tuple[Point, Point], ...]  # from a value to what was made of it in copying
    taken_back: tuple[Taken, ...]
    left: int  # readings that are in the table alone


def laid_out(view: View, figure: Figure, found: Stand, ruler: Ruler) -> Layout:
    """The course of a figure on a ruler."""
    unit, readings = plotted(view, found)
    order = sorted([r for r in found.all if r in readings], key=lambda r: (r not in found.present, not r.born_in, -r.reports))
    spread = [r for r in order if spot_hours(view, r, ruler) is not None]
    floor = TOP + (370.0 if len(spread) < 6 else 480.0)
    scale = _scale(values(view, spread, unit) or [0.0], floor, TOP + 26)
    spots = [
        Spot(
            reading=r,
            said=said_of(view, r, unit, earlier=r in found.earlier),
            x=ruler(spot_hours(view, r, ruler) or 0.0),
            y=height(view, r, unit, scale),
            source=f"{view.name(r.born_in)}, in copying" if r.born_in else (view.speakers(r.claims) or ("nobody is named",))[0],
        )
        for r in spread[:MOST]
    ]
    axis_names = [Box(0, scale(v) - 17, 52, scale(v)) for v in scale.ticks(6)]
    taken = [mark_box(s.said, s.x, scale, TOP + 4, floor - 2, 12.0) for s in spots] + axis_names
    for spot in spots:
        _lane(view, spot, ruler, taken, floor)
    births = tuple(_births(view, spots))
    taken += [_around(((a + c) / 2, (b + d) / 2), 6) for (a, b), (c, d) in births if far((a, b), (c, d), 60)]
    fixes = tuple(_taken_back(view, figure, spots, ruler))
    taken += [_around((f.x, f.spot.y), 7) for f in fixes]
    runs = tuple(_runs(view, spots))
    for _, points in runs:
        for (a, b), (c, d) in pairwise(points):
            taken += [Box(a + 10, b - 1, c, b + 1), Box(c - 1, min(b, d), c + 1, max(b, d))]
    for spot in spots:
        spot.words = _words(view, spot, ruler.width, floor, taken)
    return Layout(
        ruler=ruler,
        floor=floor,
        scale=scale,
        unit=unit,
        spots=tuple(spots),
        runs=runs,
        births=births,
        taken_back=fixes,
        left=max(0, len(order) - len(spots)),
    )


def far(one: Point, other: Point, least: float) -> bool:
    """True where a line between two points is long enough to be seen."""
    return abs(other[0] - one[0]) + abs(other[1] - one[1]) > least


def _around(point: Point, reach: float) -> Box:
    return Box(point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach)


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


def _runs(view: View, spots: Sequence[Spot]) -> list[tuple[str, tuple[Point, ...]]]:
    """Successive readings of one source; a changed or denied value is on nobody's run."""
    lines: dict[str, list[Point]] = {}
    for spot in spots:
        r = spot.reading
        if view.speakers(r.claims) and not r.born_in and not r.denied and r.when:
            lines.setdefault(spot.source, []).append((spot.x, spot.y))
    found = []
    for source, points in lines.items():
        points.sort()
        kept = [points[0], *(b for a, b in pairwise(points) if b[0] - a[0] > 20)]
        if len(kept) > 1:
            found.append((source, tuple(kept)))
    return found


def _births(view: View, spots: Sequence[Spot]) -> list[tuple[Point, Point]]:
    places = {claim: (s.x, s.y) for s in spots for claim in s.reading.claims}
    pairs = []
    for s in spots:
        born = s.reading.born_in
        made = (view.inherited[c] for c in s.reading.claims if c in view.inherited and view.claims[c].report == born)
        step = next(made, None) if born else None
        if step and step.from_claim in places and far(places[step.from_claim], (s.x, s.y), 0):
            pairs.append((places[step.from_claim], (s.x, s.y)))
    return pairs


def _taken_back(view: View, figure: Figure, spots: Sequence[Spot], ruler: Ruler) -> list[Taken]:
    """Changed values whose report, or one that took them over, was put right by a later one."""
    fixes = [m for m in view.mutations.get(figure.id, ()) if m.restored and m.field in ("number", "unit", "approx")]
    found = []
    for s in spots:
        if not s.reading.born_in:
            continue
        holders = {s.reading.born_in, *view.carriers(s.reading.claims)}
        mended = next((m for m in fixes if m.from_claim in s.reading.claims), None) or next((m for m in fixes if m.parent in holders), None)
        at = hours(view.published(mended.report)) if mended else None
        clear = at is not None and not any(_around((ruler(at), s.y), 14).meets(_around((o.x, o.y), 9)) for o in spots)
        if mended and at is not None and clear:
            found.append(Taken(spot=s, x=ruler(at), report=mended.report))
    return found


def _lane(view: View, spot: Spot, ruler: Ruler, taken: list[Box], floor: float) -> None:
    """The line below or above a mark on which the reports that told it stand, each at its hour."""
    told = [(at, r) for r in view.carriers(spot.reading.claims) if (at := hours(view.published(r))) is not None]
    if not told:
        return
    x, y = spot.x, spot.y
    xs = sorted((ruler(at), r) for at, r in told)
    left, right = min(x, xs[0][0]), max(x, xs[-1][0] + 7.0 * (len(xs) - 1) * 0.3)
    drops = (22.0, -22.0, 34.0, -34.0, 46.0, 58.0)
    free = (y + drop for drop in drops if TOP + 6 < y + drop < floor - 4 and _is_free(left, right, y + drop, taken))
    spot.lane = next(free, min(floor - 5, y + 22))
    taken.append(Box(left - 4, spot.lane - 5, right + 4, spot.lane + 5))
    end = -9.0
    for at, report in xs:
        end = max(at, end + 7.6)
        spot.told.append((end, report))


def _is_free(left: float, right: float, lane: float, taken: Sequence[Box]) -> bool:
    box = Box(left + 1, lane - 4, right, lane + 4)
    return not any(box.meets(b) for b in taken if not (b.left <= left + 12 <= b.right and abs((b.top + b.bottom) / 2 - lane) > 12))


def _words(view: View, spot: Spot, width: float, floor: float, taken: list[Box]) -> Words | None:
    """The value, and under it who says so, where both fit; else the value alone. The readings stand in the table too."""
    value, x, y = value_of(view, spot.reading), spot.x, spot.y
    said = f"{view.name(spot.reading.born_in)}, in copying" if spot.reading.born_in else shorten(who(view, spot.reading), 34)
    for under in (said, ""):
        wide, deep = max(text_width(str(value), 15, bold=True), text_width(under, 12)), 14 if under else 3
        sides = [(left, y + shift) for shift in (0, -10, 10, -20, 22) for left in (x + 16, x - 16 - wide)]
        for left, middle in (*sides, (x - wide / 2, y - 34), (x - wide / 2, y + 36)):
            box = Box(left, middle - 15, left + wide, middle + deep)
            if (
                box.left >= 0
                and box.right <= width
                and box.top > TOP + 2
                and box.bottom < floor
                and not any(box.meets(b, 1) for b in taken)
            ):
                taken.append(box)
                return Words(left=left, middle=middle, value=value, under=under)
    return None
