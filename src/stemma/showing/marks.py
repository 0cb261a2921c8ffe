"""The mark of a value: ends say how exact, ink how far checked, outline whether it has happened, red that it changed.

`parts` says what a mark is made of; `drawn` sets the parts as SVG (page and print), `typed` as characters (terminal).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from stemma.core.types import Approx, Status, Verification
from stemma.showing.markup import Markup, join, tag

NOT_YET = (Status.PLANNED, Status.FORECAST, Status.CONDITIONAL, Status.DEMAND)
OPEN_UP = (Approx.AT_LEAST, Approx.MORE_THAN)
OPEN_DOWN = (Approx.AT_MOST, Approx.LESS_THAN)
SOFT = ((6.0, 0.62), (10.5, 0.34))  # where the fainter ticks of "about" stand and how tall: fixed, for it is no margin of error
REACH = 58.0  # how far an open end is drawn

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value as it is to be shown, its bounds already on the scale's unit."""

    low: float | None
    high: float | None
    approx: Approx
    status: Status = Status.CLAIMED
    verification: Verification = Verification.NONE
    changed: bool = False
    earlier: bool = False

    @property
    def at(self) -> float:
        """The number that was said."""
        return self.low if self.low is not None else self.high if self.high is not None else 0.0

    @property
    def ends(self) -> tuple[float, float]:
        """First and last closed end."""
        return (self.at, self.high if self.high is not None and self.low is not None else self.at)

    @property
    def ink(self) -> str:
        """Which ink: red where it changed on the way, grey where it is an earlier value."""
        return "red" if self.changed else "ghost" if self.earlier else "ink"

    @property
    def hollow(self) -> bool:
        """Outlined: the report says that it could not be checked, or it has not happened."""
        return self.verification == Verification.UNVERIFIED or self.awaited

    @property
    def awaited(self) -> bool:
        """Dashed: planned, forecast, on a condition or demanded."""
        return self.status in NOT_YET


class Part(NamedTuple):
    """One piece of a mark: tick soft ring beam fade arrow foot strike lozenge; `toward` is -1 or 1 where it has a direction."""

    kind: str
    at: float
    to: float = 0.0
    toward: int = 0
    step: int = 0


def parts(said: Said) -> list[Part]:
    """What a mark is made of, from back to front."""
    low, high = said.ends
    found = _ends(said, low, high)
    if said.verification == Verification.CONFIRMED:
        found.append(Part("foot", low))
    if said.changed:
        found.append(Part("lozenge", low))
    if said.status == Status.DENIED:
        found.append(Part("strike", low))
    return found


def _ends(said: Said, low: float, high: float) -> list[Part]:
    if said.approx == Approx.VAGUE:
        return [Part("fade", low, toward=-1), Part("fade", low, toward=1)]
    if said.approx in OPEN_UP or (said.high is None and said.low is not None):
        end = "ring" if said.approx == Approx.MORE_THAN else "tick"
        return [Part("fade", low, toward=1), Part("arrow", low, toward=1), Part(end, low)]
    if said.approx in OPEN_DOWN or (said.low is None and said.high is not None):
        end = "ring" if said.approx == Approx.LESS_THAN else "tick"
        return [Part("fade", low, toward=-1), Part("arrow", low, toward=-1), Part(end, low)]
    if high != low:
        return [Part("beam", low, high), Part("tick", low), Part("tick", high)]
    sides = {Approx.ABOUT: (-1, 1), Approx.NEARLY: (-1,)}.get(said.approx, ())
    return [*(Part("soft", low, toward=side, step=step) for step in range(len(SOFT)) for side in sides), Part("tick", low)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Where and how large a mark is drawn: values run along the scale, `across` is the other coordinate."""

    scale: Scale
    across: float
    half: float = 9.0
    first: float = 0.0  # the scale's ends in pixels; an open end does not leave them
    last: float = 400.0
    upright: bool = False  # values run upward, as in a course

    def box(self, start: float, end: float, half: float, cls: str) -> Markup:
        """A rectangle from start to end along the values."""
        start, end = min(start, end), max(start, end)
        if self.upright:
            return tag("rect", x=self.across - half, y=start, width=2 * half, height=end - start, cls=cls)
        return tag("rect", x=start, y=self.across - half, width=end - start, height=2 * half, cls=cls)

    def line(self, one: tuple[float, float], other: tuple[float, float], cls: str) -> Markup:
        """A line between two points, each given as along, across."""
        (a, b), (c, d) = (one, other) if not self.upright else (one[::-1], other[::-1])
        return tag("line", x1=a, y1=b, x2=c, y2=d, cls=cls)

    def point(self, along: float, across: float) -> tuple[float, float]:
        """A point in x, y."""
        return (across, along) if self.upright else (along, across)


def drawn(said: Said, pen: Pen) -> Markup:
    """The mark as SVG; colours and strokes are classes of the style sheet."""
    classes = f"mk {said.ink}{' hollow' if said.hollow else ''}{' awaited' if said.awaited else ''}"
    return tag("g", [_SHAPES[part.kind](part, said, pen) for part in parts(said)], cls=classes)


def _along(pen: Pen, value: float) -> float:
    return pen.scale(value)


def _up(pen: Pen) -> int:
    return 1 if pen.scale(1.0) >= pen.scale(0.0) else -1


def _end(part: Part, pen: Pen) -> float:
    """Where an open end stops: a fixed reach, inside the drawing, never less than 14 px."""
    start, way = _along(pen, part.at), part.toward * _up(pen)
    limit = max(pen.first, pen.last) if way > 0 else min(pen.first, pen.last)
    reach = min(REACH, abs(limit - start)) if (limit - start) * way > 0 else 0.0
    return start + way * max(14.0, reach)


def _tick(part: Part, said: Said, pen: Pen) -> Markup:
    at, width = _along(pen, part.at), 2.6 if said.hollow else 1.8
    return pen.box(at - width, at + width, pen.half, "tick")


def _soft(part: Part, said: Said, pen: Pen) -> Markup:
    offset, height = SOFT[part.step]
    at = _along(pen, part.at) + part.toward * _up(pen) * offset
    return pen.line((at, pen.across - pen.half * height), (at, pen.across + pen.half * height), f"soft s{part.step}")


def _ring(part: Part, said: Said, pen: Pen) -> Markup:
    x, y = pen.point(_along(pen, part.at), pen.across)
    return tag("circle", cx=x, cy=y, r=min(pen.half * 0.62, 5.0), cls="ring")


def _beam(part: Part, said: Said, pen: Pen) -> Markup:
    return pen.box(_along(pen, part.at), _along(pen, part.to), pen.half * 0.45, "beam")


def _fade(part: Part, said: Said, pen: Pen) -> Markup:
    start, end = _along(pen, part.at), _end(part, pen)
    if said.approx == Approx.VAGUE:
        end = start + (1 if end > start else -1) * min(abs(end - start), REACH / 2)
    way = ("d" if end > start else "u") if pen.upright else ("r" if end > start else "l")
    if not said.hollow:
        return pen.box(start, end, pen.half * 0.45, f"fade f{way}")
    edge = pen.half * 0.45
    lines = [replace(pen, across=pen.across + side * edge).box(start, end, 0.7, f"fade f{way}") for side in (-1, 1)]
    return join(*lines)


def _arrow(part: Part, said: Said, pen: Pen) -> Markup:
    end, size = _end(part, pen), 4.0
    back = end - size * (1 if end > _along(pen, part.at) else -1)
    corners = [pen.point(back, pen.across - size), pen.point(end, pen.across), pen.point(back, pen.across + size)]
    return tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), cls="arrow")


def _foot(part: Part, said: Said, pen: Pen) -> Markup:
    at, side = _along(pen, part.at), pen.across + (-1 if pen.upright else 1) * (pen.half + 3)
    return pen.line((at - 6, side), (at + 6, side), "foot")


def _strike(part: Part, said: Said, pen: Pen) -> Markup:
    at, size = _along(pen, part.at), pen.half + 2
    ends = (pen.point(at - size, pen.across + size), pen.point(at + size, pen.across - size))
    (a, b), (c, d) = ends
    return join(*(tag("line", x1=a, y1=b, x2=c, y2=d, cls=cls) for cls in ("strike under", "strike")))


def _lozenge(part: Part, said: Said, pen: Pen) -> Markup:
    x, y = pen.point(_along(pen, part.at), pen.across)
    x, y = (x + pen.half + 2, y) if pen.upright else (x, y - pen.half - 2)
    return lozenge(x, y)


def lozenge(x: float, y: float, size: float = 3.6, cls: str = "loz") -> Markup:
    """The lozenge that goes with red, so that red never stands alone."""
    return tag("path", d=f"M{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}L{x:.1f} {y + size:.1f}L{x - size:.1f} {y:.1f}Z", cls=cls)


_SHAPES: dict[str, Callable[[Part, Said, Pen], Markup]] = {
    "tick": _tick,
    "soft": _soft,
    "ring": _ring,
    "beam": _beam,
    "fade": _fade,
    "arrow": _arrow,
    "foot": _foot,
    "strike": _strike,
    "lozenge": _lozenge,
}

_TYPED = {"tick": "┃", "soft": "·", "ring": "○", "beam": "━", "fade": "─", "arrow": "", "foot": "", "strike": "╱", "lozenge": ""}
_TYPED_HOLLOW = {**_TYPED, "tick": "│", "beam": "┄", "fade": "┄"}
_REACH_TYPED = 4  # cells that an open end takes


def typed(said: Said, share: Callable[[float], float], width: int) -> str:
    """The mark as characters on a line of so many cells; `share` takes a value to 0..1."""
    cells = [" "] * width
    signs = {**(_TYPED_HOLLOW if said.hollow else _TYPED), **({"tick": "╎"} if said.awaited else {})}

    def cell(value: float) -> int:
        return max(0, min(width - 1, round(share(value) * (width - 1))))

    for part in parts(said):
        at = cell(part.at)
        if part.kind == "beam":
            cells[at : cell(part.to) + 1] = signs["beam"] * (cell(part.to) + 1 - at)
        elif part.kind == "fade":
            for step in range(1, _REACH_TYPED):
                _put(cells, at + part.toward * step, "~" if said.approx == Approx.VAGUE else signs["fade"])
        elif part.kind == "arrow":
            _put(cells, max(0, min(width - 1, at + part.toward * _REACH_TYPED)), ">" if part.toward > 0 else "<")
        elif part.kind == "soft":
            _put(cells, at + part.toward * (part.step + 1), signs["soft"])
        elif part.kind == "foot":
            cells[at] = "┻"
        elif part.kind == "lozenge":
            cells[at] = "◆"
        else:
            cells[at] = signs[part.kind]
    return "".join(cells)


def _put(cells: list[str], at: int, sign: str) -> None:
    if 0 <= at < len(cells) and cells[at] in " ·─┄":
        cells[at] = sign
