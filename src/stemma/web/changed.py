"""What is new or changed since a moment: values that moved, changes on the way, corrections, first counts."""

from __future__ import annotations

from typing import Any

from stemma.core.types import Claim, Kind, Report
from stemma.showing.brush import hours
from stemma.showing.pieces import brief_change, set_value
from stemma.showing.view import View
from stemma.showing.wording import Value, capital


def fresh_reports(view: View, since: str) -> list[Report]:
    """The reports published after a moment, the newest first."""
    limit = hours(since) if since else None
    if limit is None:
        return list(reversed(view.reports.values()))
    dated = [(at, r) for r in view.reports.values() if (at := hours(view.published(r.id))) is not None and at > limit]
    return [r for _, r in sorted(dated, key=lambda item: (-item[0], item[1].id))]


def changed_since(view: View, since: str, most: int = 6) -> list[dict[str, Any]]:
    """A few lines, the newest first: what a reader who looked at that moment would want to hear."""
    found: list[dict[str, Any]] = []
    for report in fresh_reports(view, since):
        found += _of_report(view, report)
        if len(found) >= most:
            break
    return found[:most]


def _of_report(view: View, report: Report) -> list[dict[str, Any]]:
    name, lines = view.name(report.id), []
    changes = view.changes.get(report.id, ())
    if view.kind(report.id) == Kind.CORRECTION or any(m.restored for m in changes):
        mended = [m for m in changes if m.restored]
        if mended:
            was, became = brief_change(view, mended[0])
            lines.append(
                _line(f"{name} took back ", was, f"; it is {became} again.", report=report.id, figure=view.figure_touched(mended[0]))
            )
    made = [m for m in changes if not m.restored and m.field in ("number", "unit", "status")]
    if made:
        was, became = brief_change(view, made[0])
        lines.append(_line(f"{name} made {was} into ", became, ".", report=report.id, figure=view.figure_touched(made[0]), red=True))
    for claim in _first_said(view, report)[:2]:
        figure = view.figures.get(view.figure_of.get(claim.id, ""))
        if figure is None:
            continue
        a = claim.amount
        value = view.words.value(a.low, a.high, a.unit, a.approx)
        lines.append(_line(f"{figure.title}: ", value, f", first in {name}.", report=report.id, figure=figure.id))
    return lines


def _first_said(view: View, report: Report) -> list[Claim]:
    return [view.claims[c] for c in view.new.get(report.id, ()) if c in view.claims]


def _line(before: str, value: Value | str, after: str, *, report: str, figure: str, red: bool = False) -> dict[str, Any]:
    shown = set_value(value) if isinstance(value, Value) else value
    text = f"{capital(before)}{value}{after}"
    return {
        "before": capital(before), "value": shown, "after": after, "red": red, "report": report, "figure": figure,
        "data": {"text": text, "report": report, "figure": figure or None},
    }  # fmt: skip
