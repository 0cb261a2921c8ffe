"""What is new since an instant: figures, moves, first denials, first separate lineages, dropped caveats, corrections, conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemma.answering.account import changed, cited, value
from stemma.answering.clock import UNDATED, known
from stemma.core.types import Approx, Figure, Kind, Mutation, Reading, Verification
from stemma.showing.marks import NOT_YET
from stemma.showing.pieces import about
from stemma.showing.readings import stand
from stemma.showing.view import View

KINDS = {  # in the order in which they are told
    "conflict": "New disagreements",
    "denial": "First denials",
    "correction": "Corrections",
    "moved": "Figures that moved",
    "confirmed": "First separate lineage",
    "new": "New figures",
    "planned": "New plans, forecasts and demands",
    "value": "Other new values",
    "caveat": "Caveats and speakers dropped in rewrites",
    "copying": "Changed in copying",
}
_WILD = 10.0  # a move by more than ten times is not told as a percentage


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One new thing, with what stands behind it."""

    kind: str
    figure: str  # id, "" where it touches none
    title: str
    place: str
    told: str
    detail: str = ""
    reports: int = 0
    origins: int = 0
    sources: int = 0
    cite: str = ""
    moved: float | None = None  # by what share of the earlier number
    claims: tuple[str, ...] = ()


def news(view: View, since: str) -> list[News]:
    """All that is new since an instant, by kind, then by how many reports carry it."""
    late = {r.id for r in view.reports.values() if since <= known(r) < UNDATED}
    found = [n for figure in view.figures.values() for n in _of_figure(view, figure, late)]
    found += [*_conflicts(view, late), *_corrections(view, late), *_dropped(view, late)]
    order = list(KINDS)
    return sorted(found, key=lambda n: (order.index(n.kind), -n.reports, n.title, n.claims, n.told))


def _of_figure(view: View, figure: Figure, late: set[str]) -> Iterator[News]:
    early = [c for c in figure.claims if c in view.claims and view.claims[c].report not in late]
    if len(early) == len(figure.claims):
        return
    if not early:
        yield _new(view, figure)
        return
    denied_before = any(r.denied for r in view.readings.get(figure.id, ()) if set(r.claims) & set(early))
    for reading in view.readings.get(figure.id, ()):
        yield from _of_reading(view, figure, reading, set(early), denied_before)


def _new(view: View, figure: Figure) -> News:
    reading = stand(view, figure).present[0]
    first = view.first(reading.claims)
    awaited = first is not None and first.status in NOT_YET
    kind = "denial" if reading.denied else "planned" if awaited else "new"
    return _item(view, kind, figure, reading, value(view, reading))


def _of_reading(view: View, figure: Figure, reading: Reading, early: set[str], denied_before: bool) -> Iterator[News]:
    before = [c for c in reading.claims if c in early]
    after = [c for c in reading.claims if c not in early]
    if not after:
        return
    if before:
        old, now = ({view.root(c) for c in held} for held in (before, after))
        if len(old) == 1 and now - old and not reading.born_in:
            who = view.words.listed(view.name(r) for r in sorted(now - old))
            detail = f"so far one lineage; now also {who}, no dependence found"
            yield _item(view, "confirmed", figure, reading, value(view, reading), detail)
    elif reading.born_in:
        yield _item(view, "copying", figure, reading, value(view, reading), f"made by {view.name(reading.born_in)}")
    elif reading.denied:
        detail = "the first denial of this figure" if not denied_before else "denied again"
        yield _item(view, "denial", figure, reading, value(view, reading), detail)
    else:
        yield _moved(view, figure, reading, early)


def _moved(view: View, figure: Figure, reading: Reading, early: set[str]) -> News:
    """A new value beside the newest that was known before."""
    before = [r for r in view.readings[figure.id] if early & set(r.claims) and not r.denied and not r.born_in and _alike(view, r, reading)]
    shown = value(view, reading)
    if not before or not _alike(view, reading, reading):
        return _item(view, "value", figure, reading, shown)
    last = max(before, key=lambda r: (_day(r), len(r.claims), r.claims))
    one, other = (view.base(r.low, r.high, r.unit).point or 0.0 for r in (last, reading))
    share = (other - one) / abs(one) if one and Approx.VAGUE not in (last.approx, reading.approx) else None
    kind = "moved" if _day(reading) > _day(last) and one != other else "value"
    by = f", {share:+.0%}" if share and abs(share) < _WILD else ""
    detail = f"before: {value(view, last)} ({view.words.as_of(last.when)}){by}"
    return _item(view, kind, figure, reading, shown, detail, share)


def _alike(view: View, one: Reading, other: Reading) -> bool:
    first = view.first(one.claims)
    return (
        view.base(one.low, one.high, one.unit).dimension == view.base(other.low, other.high, other.unit).dimension
        and first is not None
        and first.status not in NOT_YET
    )


def _day(reading: Reading) -> str:
    return (reading.when.end or reading.when.start or "") if reading.when else ""


def _item(view: View, kind: str, figure: Figure, reading: Reading, told: str, detail: str = "", moved: float | None = None) -> News:
    return News(
        kind=kind,
        figure=figure.id,
        title=figure.title,
        place=figure.place.name if figure.place else "",
        told=f"{told}, {view.words.as_of(reading.when)}",
        detail=detail,
        reports=reading.reports,
        origins=reading.origins,
        sources=reading.sources,
        cite=cited(view, reading, 2, addresses=False),
        moved=moved,
        claims=reading.claims,
    )


def _conflicts(view: View, late: set[str]) -> Iterator[News]:
    for conflict in view.situation.weighing.conflicts:
        reports = [x.report for c in conflict.claims if (x := view.claims.get(c) or view.events.get(c))]
        if conflict.kind == "real" and late.intersection(reports):
            title = about(view, conflict)
            figure = view.figures.get(conflict.figure)
            place = figure.place.name if figure and figure.place else ""
            yield News(
                kind="conflict", figure=figure.id if figure else "", title=title, place=place,
                told=conflict.why, reports=len(set(reports)), origins=len({view.head(r) for r in reports}), claims=conflict.claims,
            )  # fmt: skip


def _corrections(view: View, late: set[str]) -> Iterator[News]:
    for report in view.reports:
        if report in late and view.kind(report) is Kind.CORRECTION:
            right = [changed(view, m) for m in view.changes.get(report, ()) if m.restored]
            parents = view.words.listed(view.name(d.parent) for d in view.parents.get(report, ()))
            yield _about_report(
                view, "correction", report, f"{view.name(report)} corrects {parents or 'an earlier report'}", "; ".join(right)
            )


def _dropped(view: View, late: set[str]) -> Iterator[News]:
    for report in view.reports:
        lost = [m for m in view.changes.get(report, ()) if _drops(m)] if report in late else []
        for mutation in lost:
            yield _about_report(view, "caveat", report, changed(view, mutation), "", mutation)


def _drops(mutation: Mutation) -> bool:
    """True where words that warn were lost: who says so, or that nobody could check."""
    if mutation.restored:
        return False
    if mutation.field == "verification":
        return mutation.became in (Verification.NONE, Verification.CONFIRMED, "dropped", "")
    return mutation.field == "attribution" and mutation.became in ("nobody", "", "dropped", "nobody named")


def _about_report(view: View, kind: str, report: str, told: str, detail: str, mutation: Mutation | None = None) -> News:
    figure = view.figures.get(view.figure_touched(mutation)) if mutation else None
    day = view.words.day(view.published(report))
    return News(
        kind=kind, figure=figure.id if figure else "", title=figure.title if figure else view.name(report),
        place=figure.place.name if figure and figure.place else "", told=told, detail=detail, reports=1, origins=1,
        cite=f"{view.name(report)}, {day}" if day else view.name(report), claims=(mutation.claim,) if mutation and mutation.claim else (),
    )  # fmt: skip


def chosen(found: Iterable[News], min_origins: int = 0, moved_by: float = 0.0) -> list[News]:
    """The news that enough lineages stand behind, and the moves that are wide enough."""
    return [
        n
        for n in found
        if (n.origins >= min_origins or n.kind in ("caveat", "correction", "copying", "conflict"))
        and (n.kind != "moved" or n.moved is None or abs(n.moved) >= moved_by)
    ]
