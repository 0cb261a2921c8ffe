"""A report's text with its claims lit, its speakers dotted, its caveats wavy; every letter stays where it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from stemma.core.types import Report, Span
from stemma.showing.markup import Markup, join, tag
from stemma.showing.view import View


class Layer(NamedTuple):
    """A stretch of the text that is marked: claim, event, speaker, caveat or aside."""

    start: int
    end: int
    kind: str
    id: str = ""
    cls: str = ""


def layers(view: View, report: Report, taken_from: frozenset[str] = frozenset()) -> list[Layer]:
    """All marked stretches of a report; `taken_from` are claims that a child changed."""
    extract = view.extracts.get(report.id)
    found = [Layer(m.start, m.end, "aside") for m in report.marks]
    if extract is None:
        return found
    changed = {(m.claim, m.field) for m in view.changes.get(report.id, ()) if not m.restored}
    for claim in extract.claims:
        cls = "cl chg" if any(c == claim.id and f != "attribution" for c, f in changed) else "cl was" if claim.id in taken_from else "cl"
        found.append(Layer(claim.start, claim.end, "claim", claim.id, cls + _stance(claim.status.value)))
        found += [
            Layer(s.start, s.end, "speaker", cls="sp chg" if (claim.id, "attribution") in changed else "sp")
            for s in claim.attribution
            if 0 <= s.start < s.end
        ]
        if claim.caveat:
            found.append(Layer(claim.caveat.start, claim.caveat.end, "caveat", cls="cv"))
    found += [Layer(e.start, e.end, "event", e.id) for e in extract.events]
    size = len(report.text)
    return sorted({layer for layer in found if 0 <= layer.start < layer.end <= size})


def _stance(status: str) -> str:
    return {"planned": " plan", "forecast": " plan", "conditional": " plan", "demand": " plan", "denied": " no"}.get(status, "")


def lit(view: View, report: Report, span: Span, found: Sequence[Layer], anchored: bool = True) -> Markup:
    """A stretch of the text, cut where a mark begins or ends; the first cut of a claim can be jumped to."""
    inside = [layer for layer in found if layer.start < span.end and span.start < layer.end]
    cuts = sorted({span.start, span.end, *(min(max(edge, span.start), span.end) for layer in inside for edge in (layer.start, layer.end))})
    pieces: list[Markup] = []
    for start, end in pairwise(cuts):
        covering = [layer for layer in inside if layer.start <= start and end <= layer.end]
        if anchored:
            pieces += [tag("span", id=f"c-{layer.id}", cls="at") for layer in inside if layer.id and max(layer.start, span.start) == start]
        pieces.append(_piece(view, report.text[start:end], covering, anchored))
    return join(*pieces)


def _piece(view: View, text: str, covering: Iterable[Layer], anchored: bool) -> Markup:
    """One uncut stretch in the classes of all that covers it."""
    claims, others, classes = [], [], []
    for layer in covering:
        if layer.kind == "claim":
            claims.append(layer)
        elif layer.kind == "event":
            others.append(layer.id)
        else:
            classes.append(layer.cls or layer.kind)
    shown = join(text)
    for cls in dict.fromkeys(classes):
        shown = tag("span", shown, cls=cls)
    ids = " ".join(dict.fromkeys([*(c.id for c in claims), *others])) if anchored else ""
    if claims:
        inner = min(claims, key=lambda c: c.end - c.start)
        figure = view.figure_of.get(inner.id)
        return tag("a", shown, href=view.figure_at(figure) if figure else None, cls=inner.cls, data_c=ids or None)
    return tag("span", shown, data_c=ids) if ids else shown
