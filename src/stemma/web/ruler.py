"""The one time ruler: it stands at the same place on Situation, Figure and Stemma, and all marks hang from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.showing.brush import day_ticks
from stemma.showing.drawing import sheet, write
from stemma.showing.markup import Markup, tag
from stemma.showing.scales import text_width
from stemma.showing.view import View

WIDE, NARROW = 468, 358
EDGE = 9.0  # marks outside the ruler's days stand this far from its end
YEARS = 300 * 24.0  # hours; over a longer stretch days are named with their year
SINGLE = 70  # more reports than this stand as a histogram
Told = tuple[float, bool]  # hours since 1970, and whether the report is an original


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """From hours since 1970 to pixels."""

    low: float
    high: float
    width: float = WIDE

    def __call__(self, hour: float) -> float:
        """Where an hour stands, held inside the ruler."""
        x = (hour - self.low) / ((self.high - self.low) or 1.0) * self.width
        return max(EDGE, min(self.width - EDGE, x))

    @property
    def years(self) -> bool:
        """True where a day and a month do not tell which year is meant."""
        return self.high - self.low > YEARS

    def before(self, hour: float) -> bool:
        """True for an hour before the ruler begins."""
        return hour < self.low

    def ticks(self) -> list[tuple[float, str]]:
        """Days as x and ISO day."""
        return [(self(at), iso) for at, iso in day_ticks(self.low, self.high, max(3, int(self.width / 52)))]

    def grid(self, top: float, bottom: float) -> list[Markup]:
        """Hairlines down the days."""
        lines = "".join(f"M{x:.1f} {top:.0f}V{bottom:.0f}" for x, _ in self.ticks())
        return [tag("path", d=lines, cls="grid")] if lines else []


def over(times: Iterable[float], width: float = WIDE, start: float | None = None, end: float | None = None) -> Ruler:
    """A ruler over some hours with a margin, or over the hours that a reader brushed."""
    known = sorted(times)
    low, high = (known[0], known[-1]) if known else (0.0, 24.0)
    margin = max(12.0, (high - low) * 0.06)
    return Ruler(low=low - margin if start is None else start, high=high + margin if end is None else end, width=width)


def axis(view: View, ruler: Ruler, base: float) -> list[Markup]:
    """The ruler itself: a line, ticks and days."""
    pieces: list[Markup] = [tag("line", x1=0, x2=ruler.width, y1=base, y2=base, cls="edge")]
    for x, text in days(view, ruler):
        pieces.append(tag("line", x1=x, x2=x, y1=base - 6, y2=base, cls="edge"))
        if text:
            pieces.append(write(x + 4, base - 6, text, 11.5, "ax"))
    return pieces


def days(view: View, ruler: Ruler) -> list[tuple[float, str]]:
    """Where the ruler's days stand, and their names where there is room; the year with the first and with each new one."""
    found: list[tuple[float, str]] = []
    month, free = "", -9.0
    for x, iso in ruler.ticks():
        words = view.words.day(iso, year=iso[:4] != month[:4]).split() if iso[:7] != month else [str(int(iso[8:10]))]
        text = " ".join([words[0], *(w[:3] if w.isalpha() else w for w in words[1:])])
        if x + 4 > free and x + 4 + text_width(text, 11.5) < ruler.width:
            free, month = x + 10 + text_width(text, 11.5), iso[:7]
            found.append((x, text))
        else:
            found.append((x, ""))
    return found


def head(view: View, ruler: Ruler, told: Sequence[Told], brushed: tuple[float, float] | None = None) -> Markup:
    """The head of the ruler, which is the brush: every report at its hour, black where it was made from no other."""
    tall = 44.0
    pieces: list[Markup] = [tag("rect", x=0, y=0, width=ruler.width, height=tall - 1, cls="brushable")]
    if brushed:
        left, right = ruler(brushed[0]), ruler(brushed[1])
        pieces.append(tag("rect", x=left, y=0, width=max(2.0, right - left), height=tall, cls="brushed"))
        pieces += [tag("line", x1=x, x2=x, y1=0, y2=tall, cls="handle") for x in (left, right)]
    pieces += _squares(ruler, told) if len(told) <= SINGLE else _histogram(ruler, told)
    pieces += axis(view, ruler, tall)
    many = view.words.count(len(told), "report")
    label = f"{many} by time of publication; drag or press b to choose days"
    return sheet(ruler.width, tall + 1, label, pieces, cls="ruler")


def _squares(ruler: Ruler, told: Sequence[Told]) -> list[Markup]:
    found, ends = [], [-9.0, -9.0]
    for at, original in sorted(told):
        x = ruler(at)
        row = 0 if x - ends[0] >= 7.5 or x - ends[0] >= x - ends[1] else 1
        x = max(x, ends[row] + 7.5)
        ends[row] = x
        found.append(square(x, 20.0 - 9.5 * row, 6.4, original))
    return found


def _histogram(ruler: Ruler, told: Sequence[Told]) -> list[Markup]:
    bins = 78
    counts, own = [0] * bins, [0] * bins
    for at, original in told:
        place = min(bins - 1, int(ruler(at) / ruler.width * bins))
        counts[place] += 1
        own[place] += original
    most, step = max(counts), ruler.width / bins
    found = []
    for at, (all_, mine) in enumerate(zip(counts, own, strict=True)):
        if all_:
            tall, black = 22.0 * all_ / most, 22.0 * mine / most
            found.append(tag("rect", x=at * step + 0.5, y=25 - tall, width=step - 1, height=tall, cls="sq made"))
            found.append(tag("rect", x=at * step + 0.5, y=25 - black, width=step - 1, height=black, cls="sq own"))
    return found


def square(x: float, y: float, size: float, original: bool, cls: str = "") -> Markup:
    """A report: black where it was made from no other, white where it was."""
    half = size / 2
    kind = "own" if original else "made"
    return tag("rect", x=x - half, y=y - half, width=size, height=size, cls=f"sq {kind} {cls}".strip())
