"""What a row draws: the value among all readings, the course on the ruler, and reports hung from their lineages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from stemma.core.types import Figure, Reading
from stemma.showing.brush import hours
from stemma.showing.charts import plotted, spoken, values
from stemma.showing.drawing import sheet, write
from stemma.showing.marks import OPEN_DOWN, OPEN_UP, REACH, Pen, Said, drawn
from stemma.showing.markup import Markup, join, tag
from stemma.showing.pieces import shorten
from stemma.showing.readings import Stand, said_of, value_of, who
from stemma.showing.scales import Box, Linear, text_width
from stemma.showing.view import View, sorted_claims
from stemma.web.ruler import Ruler, square

MOST = 7  # readings in a row's course; the figure's screen has all
SQUARES = 12  # reports in a glyph before the rest becomes a number


def strip(view: View, found: Stand, width: float = 150, tall: float = 22) -> Markup:
    """All readings of a figure on one scale: the present ones in ink, earlier ones grey, changed ones red."""
    unit, readings = plotted(view, found)
    scale = scale_of(view, readings, unit, 12, width - 12)
    pieces: list[Markup] = [tag("line", x1=0, x2=width, y1=tall - 1, y2=tall - 1, cls="axis")]
    for r in [r for r in (*found.earlier, *found.changed, *found.present) if r in readings]:
        small = r not in found.present
        pen = Pen(scale=scale, across=tall / 2 - 1, half=5.0 if small else 7.0, first=2, last=width - 2)
        pieces.append(drawn(said_of(view, r, unit, earlier=r in found.earlier), pen))
    return sheet(width, tall, spoken(view, found), pieces, cls="strip")


def scale_of(view: View, readings: Sequence[Reading], unit: str, start: float, end: float) -> Linear:
    """A scale on which the least and the greatest value stand a little inside the ends."""
    known = values(view, readings, unit) or [0.0]
    low, high = min(known), max(known)
    if low == high:
        low, high = low - abs(low) * 0.5 - 1, high + abs(high) * 0.5 + 1
    margin = (high - low) * 0.06
    return Linear(low - margin, high + margin, start, end)


def reading_hours(view: View, reading: Reading) -> float | None:
    """The day that a reading means; the first publication where it gives none."""
    day = (reading.when.end or reading.when.start or "") if reading.when else ""
    told = [at for r in view.carriers(reading.claims) if (at := hours(view.published(r))) is not None]
    return hours(day) if day else min(told, default=None)


def course(view: View, figure: Figure, found: Stand, ruler: Ruler, tall: float) -> Markup:
    """A row's course: marks at as-of, squares at published, labels only where they fit."""
    unit, readings = plotted(view, found)
    on_ruler = [r for r in found.all if r in readings and spot_hours(view, r, ruler) is not None]
    chosen = sorted(on_ruler, key=lambda r: (r not in found.present, not r.born_in, -r.reports))[:MOST]
    scale = scale_of(view, chosen, unit, tall - 17, 15)
    spots = [(r, ruler(at), height(view, r, unit, scale)) for r in chosen if (at := spot_hours(view, r, ruler)) is not None]
    pieces = [*ruler.grid(0, tall), *_joined(view, found, spots)]
    taken = [mark_box(said_of(view, r, unit), x, scale, 3, tall - 10) for r, x, _ in spots]
    for r, _, _ in reversed(spots):
        pen_x = next(x for q, x, _ in spots if q is r)
        pen = Pen(scale=scale, across=pen_x, half=6.5, first=tall - 10, last=3, upright=True)
        pieces.append(drawn(said_of(view, r, unit), pen))
    labels = [label(view, r, x, y, ruler.width, tall - 9, taken, found.contested) for r, x, y in spots]
    pieces += [words for words in labels if words]
    pieces += rug(view, figure.claims, ruler, tall - 4)
    return sheet(ruler.width, tall, f"Course of {figure.title}: {spoken(view, found)}", pieces, cls="course")


def spot_hours(view: View, reading: Reading, ruler: Ruler) -> float | None:
    """Where a reading stands on the ruler; one of a day before the ruler begins stands in the table alone,
    a changed one at the hour when it arose."""
    at = reading_hours(view, reading)
    if at is None or not ruler.before(at):
        return at
    told = [t for r in view.carriers(reading.claims) if (t := hours(view.published(r))) is not None]
    return min(told, default=None) if reading.born_in else None


def height(view: View, reading: Reading, unit: str, scale: Linear) -> float:
    low, high = said_of(view, reading, unit).ends
    return (scale(low) + scale(high)) / 2


def mark_box(said: Said, x: float, scale: Linear, top: float, floor: float, half: float = 8.0) -> Box:
    """What an upright mark covers, open ends and the lozenge of a change with it."""
    ys = [scale(v) for v in said.ends]
    first, last = min(ys) - half - 1, max(ys) + half + 1
    if said.approx in OPEN_UP or (said.high is None and said.low is not None):
        first = min(first, max(top, ys[0] - REACH))
    if said.approx in OPEN_DOWN or (said.low is None and said.high is not None):
        last = max(last, min(floor, ys[0] + REACH))
    return Box(x - half, first, x + half + (7 if said.changed else 0), last)


def _joined(view: View, found: Stand, spots: Sequence[tuple[Reading, float, float]]) -> list[Markup]:
    """Successive readings of one source, joined; never across a change of source, never to a changed value."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for r, x, y in spots:
        named = view.speakers(r.claims)
        if named and not r.born_in and not r.denied and r.when:
            lines.setdefault(named[0], []).append((x, y))
    return [
        tag("line", x1=a, y1=b, x2=c, y2=d, cls="run")
        for points in lines.values()
        for (a, b), (c, d) in pairwise(sorted(points))
        if c - a > 14 and not found.contested
    ]


def label(
    view: View, reading: Reading, x: float, y: float, width: float, floor: float, taken: list[Box], named: bool, size: float = 11.5
) -> Markup | None:
    """The value beside its mark, with who says so where several disagree; nothing where no place is free."""
    value = str(value_of(view, reading))
    said = f", {shorten(view.name(reading.born_in), 22)}" if reading.born_in else f", {shorten(who(view, reading), 24)}" if named else ""
    for text in dict.fromkeys((value + said, value)):
        wide = text_width(text, size)
        for left, middle in (
            (x + (17 if reading.born_in else 12), y), (x - 12 - wide, y), (x - wide / 2, y - 15), (x - wide / 2, y + 15),
            (x + 10, y - 12), (x - 10 - wide, y - 12), (x + 10, y + 12), (x - 10 - wide, y + 12),
        ):  # fmt: skip
            box = Box(left, middle - 6.5, left + wide, middle + 6.5)
            if (
                box.left >= 0
                and box.right <= width - 4
                and box.top >= 0
                and box.bottom <= floor
                and not any(box.meets(b, 1) for b in taken)
            ):
                taken.append(box)
                return write(left, middle + 4, text, size, "lb tr" if reading.born_in else "lb")
    return None


def rug(view: View, claims: Iterable[str], ruler: Ruler, y: float) -> list[Markup]:
    """Small squares at the hours at which the carrying reports came out, the black ones and the white ones in a path each."""
    paths, end = {"own": "", "made": ""}, -9.0
    for report in view.carriers(claims):
        at = hours(view.published(report))
        if at is None:
            continue
        x = max(ruler(at), end + 5.6)
        if x > ruler.width - 2:
            break
        end = x
        paths["made" if view.parents.get(report) else "own"] += f"M{x - 2:.1f} {y - 2:.0f}h4v4h-4z"
    return [tag("path", d=path, cls=f"sq {kind} rug") for kind, path in paths.items() if path]


def lineages(view: View, claims: Iterable[str]) -> list[tuple[str, ...]]:
    """The reports of some claims by the lineage that their matter comes from, the larger first."""
    found: dict[str, list[str]] = {}
    for claim in sorted_claims(view, claims):
        members = found.setdefault(view.root(claim.id), [])
        if claim.report not in members:
            members.append(claim.report)
    return [tuple(m) for m in sorted(found.values(), key=lambda m: -len(m))]


def glyph(view: View, claims: Iterable[str], words: str, changed: bool = False) -> Markup:
    """Reports as squares; those of one lineage hang from one bracket with a ball, the first of it black."""
    x, drawn_, left_out = 1.0, 0, 0
    pieces: list[Markup] = []
    for members in lineages(view, claims):
        shown = members[: max(0, SQUARES - drawn_)]
        left_out += len(members) - len(shown)
        if not shown:
            continue
        drawn_ += len(shown)
        wide = len(shown) * 7.4 - 1.2
        drop = f"M{x + 3.1:.1f} 11V7H{x + wide - 3.1:.1f}V11M{x + 3.1:.1f} 7V3" if len(shown) > 1 else f"M{x + 3.1:.1f} 11V3"
        pieces.append(tag("path", d=drop, cls="hang"))
        pieces.append(tag("circle", cx=x + 3.1, cy=3, r=2.6, cls="ball"))
        pieces += [square(x + 3.1 + at * 7.4, 14.7, 5.0, at == 0) for at in range(len(shown))]
        x += wide + 5
    if left_out:
        pieces.append(write(x, 18, f"+{left_out}", 11, "ax"))
        x += text_width(f"+{left_out}", 11)
    return sheet(max(8.0, x), 19, words, pieces, cls="glyph red" if changed else "glyph")


def counts(view: View, claims: Sequence[str], reports: int, origins: int, sources: int, changed: bool = False) -> Markup:
    """The glyph and the three numbers: reports, lineages, primary sources."""
    spoken_ = view.words.counts(reports, origins, sources)
    numbers = (("rep.", reports, ""), ("lin.", origins, "hi"), ("src.", sources or "?", ""))
    return join(
        tag("span", glyph(view, claims, spoken_, changed), cls="gl"),
        *(tag("b", str(n), cls=cls or None, data_l=name) for name, n, cls in numbers),
    )
