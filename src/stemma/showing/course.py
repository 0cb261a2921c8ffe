"""The course of a figure: the mark at the day that is meant, the letters at the hour when it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from stemma.core.types import Figure, Reading
from stemma.showing.brush import hours
from stemma.showing.charts import plotted, values
from stemma.showing.drawing import sheet, value_width, write, write_value
from stemma.showing.marks import Pen, drawn
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import shorten
from stemma.showing.readings import Stand, said_of, value_of, who
from stemma.showing.scales import Box, Linear, round_scale, text_width
from stemma.showing.timefold import CUT, TimeFold, fold
from stemma.showing.view import View
from stemma.showing.wording import figure as shown_number

TALL = 240.0
LANE = 40.0  # letters below one line and the value above the next never meet at this distance
ROW = 21.0  # a row of letters below the line of time
TOGETHER = 5  # letters set together at one place
MOST = 10  # readings in one drawing; all are in the table below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The axes of a course."""

    view: View
    unit: str
    time: TimeFold
    scale: Linear
    left: float
    right: float
    narrow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One reading in the course: where its mark stands, and when which reports told it."""

    reading: Reading
    meant: float | None
    told: tuple[tuple[float, str], ...]


def course(view: View, figure: Figure, found: Stand, width: int) -> Markup | None:
    """The drawing, or nothing where there is no course in time."""
    unit, readings = plotted(view, found)
    readings = sorted(readings, key=lambda r: (r not in found.present, -r.reports))[:MOST]
    lines = [line for r in readings if (line := _line(view, r)).told or line.meant is not None]
    moments = sorted({at for line in lines for at in (*([line.meant] if line.meant is not None else []), *(t for t, _ in line.told))})
    if len(lines) < 2 or len({round(m) for m in moments}) < 2:
        return None
    left, right = 54.0, width - (12.0 if width < 600 else 190.0)
    plan = Plan(
        view=view,
        unit=unit,
        time=fold(moments, left + 16, right - left - 40),
        scale=round_scale(values(view, readings, unit), 20 + TALL, 20, steps=6),
        left=left,
        right=right,
        narrow=width < 600,
    )
    lines.sort(key=lambda m: _y(plan, m))
    apart = all(abs(_y(plan, a) - _y(plan, b)) >= LANE for at, a in enumerate(lines) for b in lines[at + 1 :] if _overlap(plan, a, b))
    pieces = [*_grid(plan), *_time(plan), *_joins(plan, lines)]
    pieces += _beside(plan, lines) if apart else _below(plan, lines)
    height = 20 + TALL + (34 if apart else 40 + ROW * len(lines))
    return sheet(width, height, f"Course of {figure.title}", pieces, cls="course")


def _overlap(plan: Plan, one: Line, other: Line) -> bool:
    (a, b), (c, d) = _extent(plan, one), _extent(plan, other)
    return a < d + 30 and c < b + 30


def _extent(plan: Plan, line: Line) -> tuple[float, float]:
    spots = [plan.time(at) for at, _ in line.told] + ([plan.time(line.meant)] if line.meant is not None else [])
    label = value_width(value_of(plan.view, line.reading), 16) + 20
    return min(spots), max(*spots, min(spots) + label)


def _line(view: View, reading: Reading) -> Line:
    day = (reading.when.end or reading.when.start or "") if reading.when else ""
    told = [(at, r) for r in view.carriers(reading.claims) if (at := hours(view.published(r))) is not None]
    return Line(reading=reading, meant=hours(day) if day else None, told=tuple(told))


def _grid(plan: Plan) -> list[Markup]:
    found = []
    for value in plan.scale.ticks(6):
        y = plan.scale(value)
        found.append(tag("line", x1=plan.left, x2=plan.right, y1=y, y2=y, cls="edge" if value == plan.scale.low else "axis"))
        found.append(write(plan.left - 8, y + 4, shown_number(value), 12, "t3", "end"))
    unit = plan.view.words.unit(plan.unit)
    return [*found, write(plan.left - 8, 10, unit, 12, "t3", "end" if len(unit) < 8 else "start")] if unit else found


def _time(plan: Plan) -> list[Markup]:
    base = plan.scale.start
    found: list[Markup] = []
    drawn_to, year = -99.0, ""
    for at, stretch in enumerate(plan.time.stretches):
        if at:
            x = stretch.top - CUT / 2
            found.append(tag("path", d=f"M{x - 6:.1f} {base + 6:.1f}l5 -12M{x + 3:.1f} {base + 6:.1f}l5 -12", cls="cut"))
        days = int((stretch.last - stretch.first) // 24) + 2
        start = datetime.fromtimestamp(stretch.first * 3600, UTC).date().toordinal()
        for day in (datetime.fromordinal(start + n).date().isoformat() for n in range(min(days, 4000))):
            midnight = (hours(day) or 0.0) - 12
            if not stretch.first - 12 <= midnight <= stretch.last:
                continue
            x = plan.time(max(midnight, stretch.first))
            if x - drawn_to < 74 and drawn_to > 0:
                continue
            words = plan.view.words.day(day, year=day[:4] != year).split()
            year = day[:4]
            found.append(tag("line", x1=x, x2=x, y1=base, y2=base + 5, cls="edge"))
            found.append(write(x, base + 19, " ".join([words[0], words[1][:3], *words[2:]]), 12, "t3", "start"))
            drawn_to = x
    return found


def _y(plan: Plan, line: Line) -> float:
    low, high = said_of(plan.view, line.reading, plan.unit).ends
    return (plan.scale(low) + plan.scale(high)) / 2


def _red(line: Line) -> str:
    return "tr" if line.reading.born_in else ""


def _joins(plan: Plan, lines: Sequence[Line]) -> list[Markup]:
    """Successive readings of one speaker, joined by dots; never across speakers."""
    steps = {c for p in plan.view.points.get(lines[0].reading.figure, ()) for c in p.claims}
    by_source: dict[str, list[Line]] = {}
    for line in lines:
        if line.meant is None or line.reading.born_in or line.reading.denied or (steps and not steps & set(line.reading.claims)):
            continue
        for name in plan.view.speakers(line.reading.claims)[:1]:
            by_source.setdefault(name, []).append(line)
    found = []
    for members in by_source.values():
        members.sort(key=lambda m: m.meant or 0.0)
        for one, other in pairwise(members):
            (a, b), (c, d) = ((plan.time(m.meant or 0.0), _y(plan, m)) for m in (one, other))
            found.append(tag("line", x1=a, y1=b, x2=c, y2=d, cls="join"))
    return found


def _mark(plan: Plan, line: Line) -> list[Markup]:
    if line.meant is None:
        return []
    pen = Pen(scale=plan.scale, across=plan.time(line.meant), half=8, first=plan.scale.start, last=plan.scale.end, upright=True)
    return [drawn(said_of(plan.view, line.reading, plan.unit), pen)]


def _beside(plan: Plan, lines: Sequence[Line]) -> list[Markup]:
    """Letters on a line at the height of the value, where the values lie far enough apart."""
    found: list[Markup] = []
    named: dict[tuple[str, str], float] = {}
    for line in lines:
        y, red = _y(plan, line), _red(line)
        spots = [plan.time(at) for at, _ in line.told]
        x = plan.time(line.meant) if line.meant is not None else min(spots)
        if spots:
            found.append(tag("line", x1=min(x, *spots), x2=max(x, *spots), y1=y, y2=y, cls=f"told {red}"))
        found += [*_mark(plan, line), *_letters(plan, line, y)]
        value = value_of(plan.view, line.reading)
        wide = value_width(value, 16)
        found.append(write_value(min(x + 16 + wide / 2, plan.right - wide / 2 - 4), y - 6, value, 16, cls=red))
        named.setdefault((who(plan.view, line.reading), red), y)
    return found if plan.narrow else [*found, *_speakers(named, plan.right)]


def _below(plan: Plan, lines: Sequence[Line]) -> list[Markup]:
    """Marks above, letters in a row for each reading below the line of time, where the values lie close."""
    found = [piece for line in lines for piece in _mark(plan, line)]
    taken = [Box(plan.time(m.meant) - 11, _y(plan, m) - 7, plan.time(m.meant) + 11, _y(plan, m) + 7) for m in lines if m.meant is not None]
    for line in sorted(lines, key=lambda m: -m.reading.reports):
        found += _label(plan, line, taken)
    base = plan.scale.start + 44
    found.append(tag("line", x1=0, x2=plan.right, y1=base - 16, y2=base - 16, cls="axis"))
    for at, line in enumerate(lines):
        y, red = base + at * ROW, _red(line)
        value = value_of(plan.view, line.reading)
        wide = value_width(value, 14)
        spots = [plan.time(t) for t, _ in line.told]
        if spots:
            found.append(tag("line", x1=min(spots), x2=max(spots), y1=y, y2=y, cls=f"told {red}"))
            found += _letters(plan, line, y, in_line=True)
            middle = min(spots) - 10 - wide / 2 if min(spots) - 14 - wide > 0 else max(spots) + 34 + wide / 2
            found.append(write_value(middle, y + 5, value, 14, cls=red))
        if not plan.narrow:
            found.append(write(plan.right + 10, y + 4, shorten(who(plan.view, line.reading), 28), 12.5, f"b {red}"))
    return found


def _label(plan: Plan, line: Line, taken: list[Box]) -> list[Markup]:
    """A value beside its mark where one fits; it stands in its row below in any case."""
    if line.meant is None:
        return []
    value = value_of(plan.view, line.reading)
    wide, x, y = value_width(value, 15), plan.time(line.meant), _y(plan, line)
    for left, middle in (
        (x + 13, y - 9),
        (x - 13 - wide, y - 9),
        (x + 13, y + 10),
        (x - 13 - wide, y + 10),
        (x - wide / 2, y - 20),
        (x - wide / 2, y + 21),
    ):
        box = Box(left, middle - 8, left + wide, middle + 8)
        if (
            box.left > plan.left
            and box.right < plan.right
            and box.bottom < plan.scale.start - 2
            and not any(box.meets(b, 1) for b in taken)
        ):
            taken.append(box)
            return [write_value(left + wide / 2, middle + 5, value, 15, cls=_red(line))]
    return []


def _speakers(named: dict[tuple[str, str], float], right: float) -> list[Markup]:
    """Who says so, once for each, at the height of the uppermost line."""
    found = []
    at = -99.0
    for (name, red), y in named.items():
        at = max(y, at + 30)
        found.append(write(right + 10, at + 4, shorten(name, 28), 12.5, f"b {red}"))
        if red:
            found.append(write(right + 10, at + 18, "changed in copying", 12, "tr"))
    return found


def _letters(plan: Plan, line: Line, y: float, in_line: bool = False) -> list[Markup]:
    """Sigla at their hours, below a line or on it; those that would touch are set together."""
    bundles = [[(plan.time(at), report)] for at, report in line.told]
    at = 1
    while at < len(bundles):
        (_, end), (start, _) = _room(plan, bundles[at - 1]), _room(plan, bundles[at])
        if start < end + 6:
            bundles[at - 1 : at + 1] = [bundles[at - 1] + bundles[at]]
            at = max(1, at - 1)
        else:
            at += 1
    found = []
    for bundle in bundles:
        x, left = bundle[0][0], _room(plan, bundle)[0]
        if not in_line:
            found.append(tag("line", x1=x, x2=x, y1=y - 4, y2=y + 4, cls=f"told {_red(line)}"))
        found.append(write(left, y + (5 if in_line else 16), _bundled(plan, bundle), 13, f"se b {_red(line)}"))
    return found


def _room(plan: Plan, bundle: Sequence[tuple[float, str]]) -> tuple[float, float]:
    """Where the letters of a bundle begin and end."""
    wide = text_width(_bundled(plan, bundle), 13, bold=True)
    left = min(bundle[0][0] - 3, plan.right - wide)
    return left, left + wide


def _bundled(plan: Plan, bundle: Sequence[tuple[float, str]]) -> str:
    letters = [plan.view.letters.plain([report]) for _, report in bundle]
    return " ".join(letters) if len(letters) <= TOGETHER else f"{letters[0]} +{len(letters) - 1}"
