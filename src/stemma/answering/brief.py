"""The brief: what is new, what the figures stand at, who alone says what, and what is not known, with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stemma.answering.account import value
from stemma.answering.blocks import Block, Bullets, Heading, Item, Paragraph, Table
from stemma.answering.clock import UNDATED, known
from stemma.answering.news import KINDS, News
from stemma.answering.quoting import quoted
from stemma.core.types import Figure, Reading, SourceKind, Verification
from stemma.showing.heads import subject
from stemma.showing.marks import NOT_YET
from stemma.showing.readings import stand
from stemma.showing.view import View
from stemma.showing.wording import capital

_COUNTED = {  # kind of news -> what it is called in the first line
    "conflict": "new disagreement",
    "denial": "denial",
    "correction": "correction",
    "moved": "new value",
    "confirmed": "first separate lineage",
    "new": "new figure",
    "planned": "new plan",
    "caveat": "dropped caveat",
    "copying": "copying slip",
}
_MOST = 12  # points under one heading; the rest are counted
_FIGURES = 25


def brief(view: View, since: str, found: Sequence[News]) -> list[Block]:
    """The blocks of a brief about what was known since an instant; "" for all that is known, undated reports too."""
    late = [r for r in view.reports.values() if not since or since <= known(r) < UNDATED]
    head = f"what is new since {view.words.day(since[:10])}" if since else "what is claimed, from the beginning"
    blocks: list[Block] = [Heading(text=f"{subject(view)}: {head}", level=1), Paragraph(text=_lede(view, late, found, since))]
    if not late:
        return [*blocks, *_sources(view, ())]
    for kind, heading in KINDS.items():
        items = [n for n in found if n.kind == kind]
        if items:
            blocks += [Heading(text=heading), *_points(items)]
    touched = _touched(view, {r.id for r in late})
    return [
        *blocks,
        *_table(view, touched),
        *_alone(view, touched),
        *_unknown(view, touched),
        *_sources(view, [r.id for r in late]),
        _foot(),
    ]


def _lede(view: View, late: Sequence[object], found: Sequence[News], since: str) -> str:
    if not late and not since:
        return "The ledger holds no report."
    if not late:
        newest = max((known(r) for r in view.reports.values() if r.published), default="")
        last = f" The newest report is of {view.words.day(newest[:10])}." if newest else ""
        return f"No report has come since.{last}"
    words = view.words
    counted = [(sum(n.kind == kind for n in found), noun) for kind, noun in _COUNTED.items()]
    told = words.listed(words.count(number, noun) for number, noun in counted if number)
    came = " came since" if since else ""
    return f"{capital(words.count(len(late), 'report'))}{came}: {told or 'nothing in them is new'}."


def _points(items: Sequence[News]) -> list[Block]:
    points = tuple(_point(n) for n in items[:_MOST])
    more = len(items) - _MOST
    rest = [Paragraph(text=f"And {more} more: see “stemma new --since” for all.", quiet=True)] if more > 0 else []
    return [Bullets(items=points), *rest]


def _point(n: News) -> Item:
    if n.kind in ("caveat", "correction"):
        return Item(lead=n.told, text=f"({n.title})" if n.figure else "", below="; ".join(p for p in (n.detail, n.cite) if p))
    if n.kind == "conflict":
        return Item(lead=f"{n.title}.", text=n.told)
    carried = f"{n.reports} report{'s' * (n.reports != 1)}, {n.origins or 'no'} lineage{'s' * (n.origins != 1)}"
    return Item(lead=f"{n.title}: {n.told}", text=f"({n.detail})" if n.detail else "", below=f"{carried}. {n.cite}")


def _touched(view: View, late: set[str]) -> list[Figure]:
    """The figures that late reports speak of, the most carried first."""
    held = [f for f in view.figures.values() if any(view.claims[c].report in late for c in f.claims if c in view.claims)]
    return sorted(held, key=lambda f: (-len(view.carriers(f.claims)), f.title))


def _table(view: View, figures: Sequence[Figure]) -> list[Block]:
    rows = tuple(row for f in figures[:_FIGURES] for row in _rows(view, f))
    more = len(figures) - _FIGURES
    note = [Paragraph(text=f"And {more} more figures.", quiet=True)] if more > 0 else []
    head = ("Figure", "Value", "As of", "Who says so", "Rep. / lin. / src.", "Checked")
    return [Heading(text="Where the figures stand"), Table(head=head, rows=rows, widths=(0.25, 0.16, 0.15, 0.2, 0.11, 0.13)), *note]


def _rows(view: View, figure: Figure) -> Iterator[tuple[str, ...]]:
    for at, reading in enumerate(stand(view, figure).present[:3]):
        yield (
            figure.title if not at else "",
            value(view, reading),
            view.words.when(reading.when) or "no date given",
            view.words.listed(view.speakers(reading.claims)[:2]) or "nobody named",
            f"{reading.reports} / {reading.origins} / {reading.sources}",
            _checked(view, reading),
        )


def _checked(view: View, reading: Reading) -> str:
    said = {view.claims[c].verification for c in reading.claims if c in view.claims}
    if Verification.UNVERIFIED in said:
        return "not verified"
    return "confirmed, it is said" if Verification.CONFIRMED in said else "no word"


def _alone(view: View, figures: Sequence[Figure]) -> list[Block]:
    """Figures that one side alone gives."""
    by_side: dict[str, list[str]] = {}
    for figure in figures:
        sides = {side_of(view, c) for c in figure.claims}
        if len(sides) == 1 and (side := sides.pop()):
            by_side.setdefault(side, []).append(figure.title)
    if not by_side:
        return []
    items = tuple(
        Item(lead=f"{view.pack.actors[side].name if side in view.pack.actors else side} alone:", text="; ".join(sorted(titles)) + ".")
        for side, titles in sorted(by_side.items())
    )
    return [Heading(text="Blind spots: said by one side alone"), Bullets(items=items)]


def side_of(view: View, claim: str) -> str:
    """The side for which the innermost speaker of a claim speaks, "" where it is not known."""
    held = view.claims.get(claim)
    actor = view.pack.actors.get(held.attribution[-1].actor) if held and held.attribution else None
    if actor is None:
        return ""
    return actor.side or (actor.id if actor.kind in ("state", "group") else "")


def _unknown(view: View, figures: Sequence[Figure]) -> list[Block]:
    items = [*_unchecked(view, figures), *_nameless(view, figures), *_silent(view), *_waiting(view, figures)]
    if not items:
        return []
    return [Heading(text="What is not known"), Bullets(items=tuple(items))]


def _unchecked(view: View, figures: Sequence[Figure]) -> Iterator[Item]:
    titles = [f.title for f in figures if all(_checked(view, r) == "not verified" for r in stand(view, f).present)]
    if titles:
        yield Item(lead="Nobody could check, the reports say:", text="; ".join(titles[:_MOST]) + ".")


def _nameless(view: View, figures: Sequence[Figure]) -> Iterator[Item]:
    titles = [f.title for f in figures if _without_name(view, f)]
    if titles:
        yield Item(lead="Only speakers without a name stand behind:", text="; ".join(titles[:_MOST]) + ".")


def _without_name(view: View, figure: Figure) -> bool:
    held = [view.claims[c] for c in figure.claims if c in view.claims]
    kinds = {c.attribution[-1].kind for c in held if c.attribution}
    return bool(kinds) and kinds <= {SourceKind.UNNAMED, SourceKind.CROWD, SourceKind.NONE} and all(c.attribution for c in held)


def _silent(view: View) -> Iterator[Item]:
    quiet = {quoted(e.text): view.name(e.report) for e in view.events.values() if e.type == "no_comment"}
    for words, outlet in sorted(quiet.items())[:4]:
        yield Item(lead="No answer:", text=f"“{words}” ({outlet}).")


def _waiting(view: View, figures: Sequence[Figure]) -> Iterator[Item]:
    for figure in figures:
        held = [view.claims[c] for c in figure.claims if c in view.claims]
        if held and all(c.status in NOT_YET for c in held):
            reading = stand(view, figure).present[0]
            yield Item(lead="Not yet so:", text=f"{figure.title}, {value(view, reading)}, {view.words.as_of(reading.when)}.")


def _sources(view: View, reports: Iterable[str]) -> list[Block]:
    rows = []
    for report in reports:
        held = view.reports[report]
        made = view.words.of("kind", view.kind(report).value)
        parents = view.words.listed(view.name(d.parent) for d in view.parents.get(report, ()))
        rows.append(
            (
                view.name(report),
                view.words.moment(view.published(report)) or "no date",
                made + (f" from {parents}" if parents else ""),
                held.url or held.name,
                held.sha256[:12],
            )
        )
    if not rows:
        return []
    head = ("Outlet", "Published", "Made", "Where", "SHA-256")
    return [Heading(text="Sources"), Table(head=head, rows=tuple(rows), widths=(0.2, 0.2, 0.22, 0.24, 0.14))]


def _foot() -> Paragraph:
    return Paragraph(
        text="This brief tells who says what and from whom. It does not say what happened. "
        "No dependence found between reports is no proof that there is none.",
        quiet=True,
    )
