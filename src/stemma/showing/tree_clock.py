"""The line of time beside a family tree: days and hours, where time was cut out, and who has no date."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from itertools import pairwise

from stemma.showing.drawing import write
from stemma.showing.markup import Markup, tag
from stemma.showing.timefold import CUT, TimeFold
from stemma.showing.view import View
from stemma.showing.wording import plural


def breaks(view: View, clock: TimeFold, axis: float, narrow: bool) -> list[tuple[str, float]]:
    """What is written where time was cut out, and where."""
    found = []
    for previous, stretch in pairwise(clock.stretches):
        days = max(1, round((stretch.first - previous.last) / 24))
        text = f"{view.words.spelled(days)} {plural(days, 'day')} without a report" + ("" if narrow else ", not drawn")
        found.append((text, stretch.top - CUT / 2))
    return found


def clock_line(view: View, clock: TimeFold, axis: float, width: int, narrow: bool) -> list[Markup]:
    """The line of time: midnights across the sheet, hours as ticks where they are known and there is room."""
    found: list[Markup] = []
    hourly = not narrow and any(len(view.published(r)) > len("2024-11-24") for r in view.reports)
    every = next((step for step in (6, 12, 24, 48, 120, 240, 720, 2400, 8760) if step * clock.pixels >= 24), 87600)
    for stretch in clock.stretches:
        end = stretch.top + (stretch.last - stretch.first) * clock.pixels
        found.append(tag("line", x1=axis, x2=axis, y1=stretch.top, y2=end, cls="edge"))
        named = False
        for hour in range(math.ceil(stretch.first / every) * every, math.floor(stretch.last) + 1, every):
            if hour % 24 == 0:
                y = clock(hour)
                found.append(tag("line", x1=axis, x2=width, y1=y, y2=y, cls="axis"))
                found.append(_day(view, hour, axis, y, narrow))
                named = True
            elif hourly:
                y = clock(hour)
                found.append(tag("line", x1=axis - 5, x2=axis, y1=y, y2=y, cls="axis2"))
                found.append(write(axis - 9, y + 4, f"{hour % 24:02d}:00", 12, "t3", "end"))
        if not named:
            y = max(4.0, stretch.top - 13) if hourly else (stretch.top + end) / 2
            found.append(_day(view, int((stretch.first + stretch.last) / 2), axis - 6, y, narrow))
    return found


def _day(view: View, hour: int, axis: float, y: float, narrow: bool) -> Markup:
    words = view.words.day(datetime.fromtimestamp(hour * 3600, UTC).date().isoformat(), year=False).split()
    return write(axis - 7, y + 4, f"{words[0]} {words[-1][:3]}", 12 if narrow else 13, "b", "end")


def undated(view: View, times: dict[str, float], clock: TimeFold, axis: float) -> list[Markup]:
    if len(times) == len(view.reports):
        return []
    return [write(axis + 16, clock.bottom + 34, "without a date: place in time unknown", 12.5, "t3 it")]
