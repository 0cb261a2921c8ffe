"""What differs between two states of one matter: two days, two reports, two ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.answering.account import value
from stemma.answering.rules import current
from stemma.core.bases import close
from stemma.core.types import Figure, Reading
from stemma.core.words import overlap, plain_words
from stemma.showing.readings import stand
from stemma.showing.view import View

_ALIKE = 0.5  # the least that two figures' names must share where no claim is in both
KINDS = {"moved": "Moved", "only-after": "Only in the second", "only-before": "Only in the first", "same": "The same"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure in both states, or in one of them."""

    kind: str  # of KINDS
    title: str
    before: str = ""
    after: str = ""
    moved: float | None = None


def differ(before: View, after: View) -> list[Difference]:
    """The figures of two states beside each other: those that moved, those in one alone, those that stand as they stood."""
    pairs = _pairs(before, after)
    met = {b.id for _, b in pairs}
    found = [_difference(before, after, a, b) for a, b in pairs]
    paired = {a.id for a, _ in pairs}
    found += [Difference(kind="only-before", title=f.title, before=_now(before, f)) for f in before.situation.figures if f.id not in paired]
    found += [Difference(kind="only-after", title=f.title, after=_now(after, f)) for f in after.situation.figures if f.id not in met]
    order = list(KINDS)
    return sorted(found, key=lambda d: (order.index(d.kind), d.title, d.before, d.after))


def _pairs(before: View, after: View) -> list[tuple[Figure, Figure]]:
    """The figures that are one in both: by claims that are in both, else by what is counted, of whom and where."""
    at = {c: f for f in after.situation.figures for c in f.claims} | {f.id: f for f in after.situation.figures}
    taken: set[str] = set()
    found: list[tuple[Figure, Figure]] = []
    for figure in before.situation.figures:
        shared = [at[c] for c in (figure.id, *figure.claims) if c in at]
        other = max(shared, key=lambda f: (shared.count(f), f.id), default=None) or _like(before, figure, after, taken)
        if other is not None and other.id not in taken:
            taken.add(other.id)
            found.append((figure, other))
    return found


def _like(before: View, figure: Figure, after: View, taken: set[str]) -> Figure | None:
    """The figure of the other state that counts the same, of the same, at the same place."""
    options = [
        f
        for f in after.situation.figures
        if f.id not in taken
        and (f.measure, f.nature) == (figure.measure, figure.nature)
        and _dimension(before, figure) == _dimension(after, f)
    ]
    scored = [(_likeness(figure, f), f) for f in options]
    best = max(scored, key=lambda s: (s[0], s[1].id), default=None)
    return best[1] if best and best[0] >= _ALIKE else None


def _dimension(view: View, figure: Figure) -> str:
    first = view.readings[figure.id][0] if view.readings.get(figure.id) else None
    return view.base(first.low, first.high, first.unit).dimension if first else ""


def _likeness(one: Figure, other: Figure) -> float:
    ours, theirs = plain_words(one.subject), plain_words(other.subject)
    subject = overlap(ours, theirs) if ours and theirs else 0.5 if not ours and not theirs else 0.25
    if one.place and other.place:
        return 0.5 * subject + (0.5 if one.place.name == other.place.name else -0.25)
    return 0.5 * subject + 0.25


def _difference(before: View, after: View, one: Figure, other: Figure) -> Difference:
    a, b = current(before, one), current(after, other)
    was, now = _told(before, a) or _now(before, one), _told(after, b) or _now(after, other)
    same = was == now or (bool(a) and bool(b) and _points(before, a) == _points(after, b))
    return Difference(kind="same" if same else "moved", title=other.title, before=was, after=now, moved=_share(before, a, after, b))


def _share(before: View, one: Sequence[Reading], after: View, other: Sequence[Reading]) -> float | None:
    """By what share of the first number the second lies off, where each is one number."""
    if len(one) != 1 or len(other) != 1:
        return None
    a, b = before.base(one[0].low, one[0].high, one[0].unit), after.base(other[0].low, other[0].high, other[0].unit)
    if a.point is None or b.point is None or not a.point or a.dimension != b.dimension or close(a.point, b.point, 0.0001):
        return None
    return (b.point - a.point) / abs(a.point)


def _points(view: View, readings: Iterable[Reading]) -> set[tuple[float | None, str, str]]:
    return {(view.base(r.low, r.high, r.unit).point, r.approx.value, r.unit) for r in readings}


def _told(view: View, readings: Sequence[Reading]) -> str:
    return "; ".join(f"{value(view, r)}, {view.words.as_of(r.when)}" for r in readings[:3])


def _now(view: View, figure: Figure) -> str:
    return _told(view, stand(view, figure).present)
