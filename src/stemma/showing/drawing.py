"""Small pieces of SVG that every drawing uses: the sheet, texts, a value with its hedge in italic."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from stemma.showing.markup import Markup, join, tag
from stemma.showing.scales import text_width
from stemma.showing.sigla import Siglum
from stemma.showing.wording import Value

WIDE, MIDDLE, NARROW = 1320, 976, 358  # full-width drawings are laid out anew for each, never scaled below 12 px type


def sheet(
    width: float, height: float, label: str, *children: str | Iterable[str] | None, cls: str | None = None, role: str = "img"
) -> Markup:
    """A drawing with a text for those who do not see it; one that holds links is a group."""
    return tag(
        "svg",
        *children,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=round(width),
        height=round(height),
        role=role if label else None,
        aria_label=label or None,
        aria_hidden=None if label else "true",
        cls=cls,
    )


def at_widths(draw: Callable[[int], Markup], widths: Iterable[tuple[int, str]]) -> Markup:
    """The same drawing laid out for several widths; the style sheet shows one."""
    return join(*(tag("div", draw(width), cls=f"draw {cls}") for width, cls in widths))


def write(x: float, y: float, text: str, size: float = 12.5, cls: str = "", anchor: str = "start") -> Markup:
    """A line of text."""
    return tag("text", text, x=x, y=y, font_size=size, cls=cls or None, text_anchor=None if anchor == "start" else anchor)


def write_value(x: float, y: float, value: Value, size: float, after: str = "", cls: str = "") -> Markup:
    """A value centred on x: hedge in italic, number semibold, unit small."""
    pieces = [
        tag("tspan", value.hedge + " ", cls="hg") if value.hedge else "",
        value.number,
        tag("tspan", ("" if value.unit.startswith("%") else " ") + value.unit, cls="un", font_size=round(size * 0.72, 1))
        if value.unit
        else "",
        tag("tspan", " " + after, cls="hg") if after else "",
    ]
    return tag("text", pieces, x=x, y=y, font_size=size, cls=f"val {cls}".strip(), text_anchor="middle")


def value_width(value: Value, size: float, after: str = "") -> float:
    """About how wide that is."""
    hedge = text_width(value.hedge + " ", size * 0.92) if value.hedge else 0.0
    tail = text_width(" " + after, size * 0.92) if after else 0.0
    return hedge + text_width(value.number, size, bold=True) + text_width(" " + value.unit, size * 0.72) * bool(value.unit) + tail


def letter(x: float, y: float, siglum: Siglum, size: float, cls: str = "") -> Markup:
    """A siglum in a drawing, its number raised."""
    raised = tag("tspan", str(siglum.raised), dy=-round(size * 0.32), font_size=round(size * 0.6)) if siglum.raised else ""
    return tag("text", siglum.letters, raised, x=x, y=y, font_size=size, cls=f"se b {cls}".strip(), text_anchor="middle")


def defs() -> Markup:
    """The fading beams, shared by all drawings of a page."""
    ways = {"r": (0, 0, 1, 0), "l": (1, 0, 0, 0), "u": (0, 1, 0, 0), "d": (0, 0, 0, 1)}
    found = [
        tag(
            "linearGradient",
            tag("stop", offset=0, cls=f"st-{ink} s0"),
            tag("stop", offset=0.3, cls=f"st-{ink} s0"),
            tag("stop", offset=1, cls=f"st-{ink} s1"),
            id=f"{ink}-{way}",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
        )
        for ink in ("ink", "red", "ghost", "line")
        for way, (x1, y1, x2, y2) in ways.items()
    ]
    return tag("svg", tag("defs", found), width=0, height=0, cls="defs", aria_hidden="true")
