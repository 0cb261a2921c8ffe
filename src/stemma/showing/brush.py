"""Reports by time of publication: height is claims carried, solid is what was new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from stemma.core.types import Kind
from stemma.showing.drawing import letter, sheet, write
from stemma.showing.markup import Markup, tag
from stemma.showing.scales import Label, Linear, spread, text_width
from stemma.showing.view import View

TALL = 46.0
LETTERS = 60  # more reports than this stand without letters


def hours(iso: str) -> float | None:
    """A publication time of any precision as hours since 1970, the middle of its day where the hour is unknown."""
    try:
        if len(iso) == len("2024-11-24"):
            moment = datetime.fromisoformat(iso) + timedelta(hours=12)
        elif len(iso) < len("2024-11-24"):
            moment = datetime.fromisoformat((iso + "-01-01")[:10] if len(iso) == len("2024") else iso + "-15")
        else:
            moment = datetime.fromisoformat(iso)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return zoned.timestamp() / 3600
    except (ValueError, OverflowError):
        return None


def day_ticks(first: float, last: float, most: int) -> list[tuple[float, str]]:
    """Days (or every so many days, months or years) between two hours, as ISO days."""
    start = datetime.fromtimestamp(first * 3600, UTC).date()
    days = max(1.0, (last - first) / 24)
    step = next((s for s in (1, 2, 5, 10, 20, 30, 60, 90, 180, 365, 730, 1825, 3650, 36500) if days / s <= most), 365000)
    found = []
    for n in range(int(days) + 3):
        day = start + timedelta(days=n)
        if (day.toordinal() % step) == 0 or step == 1:
            at = (hours(day.isoformat()) or 0.0) - 12
            if first <= at <= last:
                found.append((at, day.isoformat()))
    return found


def brush(view: View, width: float) -> Markup:
    """The reports as bars on a line of time."""
    dated = [(report, at) for report in view.reports if (at := hours(view.published(report))) is not None]
    if not dated:
        return sheet(width, 30, "no report has a date", write(0, 20, "No report has a date, so no order in time is drawn.", 13.5, "t2"))
    first, last = min(at for _, at in dated), max(at for _, at in dated)
    margin = max(6.0, (last - first) * 0.05)
    scale = Linear(first - margin, last + margin, 0, width)
    base = 24 + TALL + 18
    pieces: list[Markup] = [tag("line", x1=0, x2=width, y1=base, y2=base, cls="edge")]
    pieces += _days(view, scale, base, width)
    pieces += _bars(view, dated, scale, base)
    pieces += _quiet(view, [at for _, at in dated], scale, base)
    names = ", ".join(f"{view.letters.plain([r])} {view.words.moment(view.published(r))}" for r, _ in dated)
    return sheet(width, base + 24, f"Reports by time of publication: {names}", pieces)


def _days(view: View, scale: Linear, base: float, width: float) -> list[Markup]:
    pieces = []
    last, free = "", 0.0
    for at, iso in day_ticks(scale.low, scale.high, max(3, int(width / 62))):
        words = view.words.day(iso, year=iso[:4] != last[:4]) if iso[:7] != last[:7] else str(int(iso[8:10]))
        x = scale(at)
        pieces.append(tag("line", x1=x, x2=x, y1=base, y2=base + 5, cls="axis2"))
        if x + 4 >= free and x + text_width(words, 12) < width:
            pieces.append(write(x + 4, base + 17, words, 12, "t3"))
            free, last = x + 8 + text_width(words, 12), iso
    return pieces


def _bars(view: View, dated: Sequence[tuple[str, float]], scale: Linear, base: float) -> list[Markup]:
    counts = {report: len(view.extracts[report].claims) if report in view.extracts else 0 for report, _ in dated}
    most = max(1, *counts.values())
    wide = 7.0 if len(dated) <= LETTERS else 3.0
    spots = [Label(text=report, want=scale(at), width=wide) for report, at in dated]
    spread(spots, 0, scale.end, gap=1.5)
    names = [
        Label(text=report, want=spot.x, width=text_width(view.letters.plain([report]), 15, bold=True))
        for spot, (report, _) in zip(spots, dated, strict=True)
    ]
    lettered = len(dated) <= LETTERS and spread(names, 0, scale.end, gap=4)
    pieces = []
    for spot, name in zip(spots, names, strict=True):
        tall = max(2.0, TALL * counts[spot.text] / most)
        fresh = tall * min(1.0, len(view.new.get(spot.text, ())) / max(1, counts[spot.text]))
        left = spot.x - wide / 2
        pieces.append(tag("rect", x=left, y=base - tall, width=wide, height=tall, cls="bar"))
        pieces.append(tag("rect", x=left, y=base - fresh, width=wide, height=fresh, cls="bar new"))
        if lettered:
            top = base - tall - 7
            if abs(name.x - spot.x) > 3:
                top = base - TALL - 9
                pieces.append(tag("line", x1=name.x, x2=spot.x, y1=top + 3, y2=base - tall - 1, cls="axis2"))
            pieces.append(letter(name.x, top, view.letters.sigla[spot.text], 15, "tr" if view.kind(spot.text) == Kind.CORRECTION else ""))
    return pieces


def _quiet(view: View, times: Sequence[float], scale: Linear, base: float) -> list[Markup]:
    """A word where no report came for long."""
    ordered = sorted(times)
    gap, start = max(((b - a, a) for a, b in pairwise(ordered)), default=(0.0, 0.0))
    days = int(gap // 24)
    if len(times) > LETTERS or days < 2 or gap < (scale.high - scale.low) * 0.2:
        return []
    text = f"{view.words.spelled(days)} days without a report"
    if scale(start + gap) - scale(start) < text_width(text, 13) + 24:
        return []
    return [write(scale(start + gap / 2), base - 10, text, 13, "t3 it", "middle")]
