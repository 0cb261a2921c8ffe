"""The interval charts of a figure: one row of the situation, the figure's own, the small one of a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.core.types import Figure, Reading
from stemma.showing.drawing import sheet, value_width, write, write_value
from stemma.showing.marks import Pen, Said, drawn
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import shorten
from stemma.showing.readings import Stand, after, dimension_of, said_of, value_of, who
from stemma.showing.scales import Label, Linear, round_scale, spread, stack, text_width
from stemma.showing.view import View
from stemma.showing.wording import figure as shown_number

PAD = 10.0
MOST = 4  # values above a row; more are in the table of readings
ROW = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What a row draws: the figure's readings of one dimension in one unit, on one scale."""

    figure: Figure
    stand: Stand
    unit: str
    scale: Linear
    own: bool  # the scale is this row's alone, so its ends are named


def plotted(view: View, found: Stand) -> tuple[str, list[Reading]]:
    """The unit of the first reading and all readings that can stand on its scale."""
    if not found.all:
        return "", []
    dimension = dimension_of(view, found.all[0])
    return found.all[0].unit, [r for r in found.all if dimension_of(view, r) == dimension]


def values(view: View, readings: Sequence[Reading], unit: str) -> list[float]:
    """All closed ends of some readings in one unit."""
    return [end for r in readings for end in said_of(view, r, unit).ends]


def own_plot(view: View, figure: Figure, found: Stand, width: float) -> Plot:
    """A figure on a scale of its own."""
    unit, readings = plotted(view, found)
    scale = round_scale(values(view, readings, unit), PAD, width - PAD)
    first, last = (text_width(shown_number(end), 12) + 6 for end in (scale.low, scale.high))
    return Plot(figure=figure, stand=found, unit=unit, scale=Linear(scale.low, scale.high, max(PAD, first), width - last), own=True)


def row_chart(view: View, plot: Plot, width: float) -> Markup:
    """One row: values above their marks, earlier and changed ones below."""
    _, readings = plotted(view, plot.stand)
    top = [r for r in plot.stand.present if r in readings][:MOST]
    labels, size, rows = _above(view, plot, top, width)
    axis = 6 + rows * size * 1.12 + 14
    pieces: list[Markup] = [tag("line", x1=plot.scale.start, x2=plot.scale.end, y1=axis, y2=axis, cls="axis")]
    pieces += [
        write_value(label.x, 2 + (label.row + 1) * size * 1.08, value_of(view, r), size, after(view, r))
        for label, r in zip(labels, top, strict=True)
    ]
    below, marks, deepest = _marks(view, plot, top, axis, width)
    pieces += marks
    if plot.own:
        pieces += _ends(plot.scale, axis, width)
    depth = stack(below, 0, width)
    pieces += [write(b.x, deepest + 22 + b.row * ROW, b.text, 12.5 if "ax" not in b.cls else 12, b.cls, "middle") for b in below]
    return sheet(width, deepest + 14 + depth * ROW + 2, spoken(view, plot.stand), pieces, cls="row")


def _above(view: View, plot: Plot, top: Sequence[Reading], width: float) -> tuple[list[Label], float, int]:
    for size in (24.0, 20.0, 17.0):
        labels = [
            Label(
                text="", want=_middle(said_of(view, r, plot.unit), plot.scale), width=value_width(value_of(view, r), size, after(view, r))
            )
            for r in top
        ]
        if spread(labels, 0, width):
            return labels, size, 1 if labels else 0
    return labels, 17.0, stack(labels, 0, width)


def _middle(said: Said, scale: Linear) -> float:
    low, high = said.ends
    return (scale(low) + scale(high)) / 2


def _marks(view: View, plot: Plot, top: Sequence[Reading], axis: float, width: float) -> tuple[list[Label], list[Markup], float]:
    """Marks on the axis, with the notes that go below; red ones step down where they would touch a black one."""
    scale, pen = plot.scale, Pen(scale=plot.scale, across=axis, half=10, first=plot.scale.start, last=plot.scale.end)
    notes: list[Label] = []
    pieces: list[Markup] = []
    _, readings = plotted(view, plot.stand)
    earlier = [r for r in plot.stand.earlier if r in readings]
    if earlier and top:
        ends = [_middle(said_of(view, r, plot.unit), scale) for r in (earlier[-1], top[0])]
        pieces.append(tag("line", x1=min(ends), x2=max(ends), y1=axis, y2=axis, cls="trend"))
    for r in reversed(earlier):
        pieces.append(
            drawn(said_of(view, r, plot.unit, earlier=True), Pen(scale=scale, across=axis, half=6, first=scale.start, last=scale.end))
        )
    for r in earlier[:1]:
        day = view.words.when(r.when, year=False)
        notes.append(_note(f"{value_of(view, r)}{f' on {day}' if day else ', earlier'}", _middle(said_of(view, r, plot.unit), scale), "t3"))
    for r in top:
        said = said_of(view, r, plot.unit)
        pieces.append(drawn(said, pen))
        if len(top) > 1:
            day = view.words.when(r.when, year=False)
            notes.append(_note(f"{shorten(who(view, r), 26)}, {day or 'no date'}", _middle(said, scale), "t2"))
    lower = False
    for r in [r for r in plot.stand.changed if r in readings][:2]:
        said = said_of(view, r, plot.unit)
        near = any(abs(_middle(said, scale) - _middle(said_of(view, t, plot.unit), scale)) < 26 for t in (*top, *earlier))
        lower = lower or near
        pieces.append(drawn(said, Pen(scale=scale, across=axis + (23 if near else 0), half=7, first=scale.start, last=scale.end)))
        notes.append(_note(f"{value_of(view, r)} in {view.letters.plain(view.carriers(r.claims))}", _middle(said, scale), "tr"))
    return notes, pieces, axis + (23 if lower else 0)


def _note(text: str, want: float, cls: str) -> Label:
    short = text if len(text) <= 44 else text[:42].rstrip() + "…"
    return Label(text=short, want=want, width=text_width(short, 12.5), cls=cls)


def _ends(scale: Linear, axis: float, width: float) -> list[Markup]:
    """The ends of a row's own scale, on its axis."""
    return [
        write(0, axis + 4, shown_number(scale.low), 12, "t3"),
        write(width, axis + 4, shown_number(scale.high), 12, "t3", "end"),
    ]


def axis_head(scale: Linear, unit: str, width: float) -> Markup:
    """The numbers of a scale that several rows share."""
    texts = [(scale(v), shown_number(v) + (f" {unit}" if at == 0 and unit else "")) for at, v in enumerate(scale.ticks(6))]
    pieces = []
    for at, (x, text) in enumerate(texts):
        half = text_width(text, 12) / 2
        anchor = "start" if at == 0 else "end" if x + half > width else "middle"
        pieces.append(write(0 if at == 0 else min(x, width) if anchor == "middle" else width, 13, text, 12, "t3", anchor))
        pieces.append(tag("line", x1=x, x2=x, y1=17, y2=21, cls="axis2"))
    return sheet(width, 21, "scale", pieces, cls="scale")


def hero_chart(view: View, figure: Figure, found: Stand, width: float) -> Markup:
    """A figure's readings on a scale with its numbers."""
    plot = own_plot(view, figure, found, width)
    _, readings = plotted(view, found)
    axis, scale = 46.0, plot.scale
    pieces: list[Markup] = [tag("line", x1=0, x2=width, y1=axis, y2=axis, cls="axis2")]
    for value in scale.ticks(7 if width > 400 else 4):
        pieces.append(tag("line", x1=scale(value), x2=scale(value), y1=axis, y2=axis + 5, cls="axis2"))
    top = [r for r in found.present if r in readings]
    _, marks, deepest = _marks(view, plot, top, axis, width)
    pieces += marks
    above = [_day_note(view, r, plot) for r in found.changed if r in readings][:3]
    rows = stack(above, 0, width)
    pieces += [write(n.x, axis - 18 - (rows - 1 - n.row) * ROW, n.text, 12.5, "tr", "middle") for n in above]
    below = [_day_note(view, r, plot) for r in (*top, *found.earlier) if r in readings][:6]
    depth = stack(below, 0, width)
    pieces += [write(n.x, deepest + 24 + n.row * ROW, n.text, 12.5, n.cls, "middle") for n in below]
    base = deepest + 24 + depth * ROW
    unit = view.words.unit(plot.unit)
    for at, value in enumerate(ticks := scale.ticks(7 if width > 400 else 4)):
        text = shown_number(value) + (f" {unit}" if at == len(ticks) - 1 and unit and len(unit) < 12 else "")
        anchor = "start" if at == 0 else "end" if scale(value) > width - 30 else "middle"
        pieces.append(write(0 if at == 0 else width if anchor == "end" else scale(value), base, text, 12, "t3", anchor))
    return sheet(width, base + 6, spoken(view, found), pieces, cls="hero")


def _day_note(view: View, r: Reading, plot: Plot) -> Label:
    day = view.words.when(r.when, year=False)
    letters = view.letters.plain(view.carriers(r.claims)[:6])
    text = f"{value_of(view, r)} in {letters}" if r.born_in else (day or str(value_of(view, r)))
    cls = "tr" if r.born_in else "b" if r in plot.stand.present else "t3"
    return Label(text=text, want=_middle(said_of(view, r, plot.unit), plot.scale), width=text_width(text, 12.5, bold=cls == "b"), cls=cls)


def spoken(view: View, found: Stand) -> str:
    """A chart in words, for those who do not see it."""
    parts = [
        f"{value_of(view, r)}{' ' + after(view, r) if after(view, r) else ''}, {view.words.as_of(r.when)}, {who(view, r)}"
        for r in found.present
    ]
    parts += [f"earlier {value_of(view, r)}, {view.words.as_of(r.when)}" for r in found.earlier[:4]]
    parts += [f"changed in copying: {value_of(view, r)} in {view.letters.plain(view.carriers(r.claims))}" for r in found.changed[:4]]
    return "; ".join(parts) or "no reading"
