"""Each report: its text with claims lit, its parent in parallel, what was kept, changed, dropped and added."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Claim, Mutation, Report, Span
from stemma.showing.brush import hours
from stemma.showing.lit import Layer, layers, lit
from stemma.showing.markup import Markup, between, join, tag
from stemma.showing.parallel import Parallel, Passage, beside, paragraphs
from stemma.showing.pieces import brief_change, fold_button, set_value, shorten
from stemma.showing.readings import value_of
from stemma.showing.view import View
from stemma.showing.wording import DROPPED, capital, plural

FACED = 60  # with more reports than this, texts stand alone
APPARATUS = 24


def reports_section(view: View) -> Markup:
    """All texts, in order of publication."""
    number = len(view.reports)
    head = tag(
        "header",
        tag("h2", f"The {view.words.spelled(number)} {plural(number, 'report')}", cls="h1"),
        tag("p", "Every text as it came in. A lit claim leads to its figure; a quote elsewhere on this page leads back here.", cls="lede"),
        fold_button("reports"),
        cls="head",
    )
    key = tag(
        "p",
        tag("span", "claim", cls="cl"),
        tag("span", "claim, not as in the parent", cls="cl chg"),
        tag("span", "plan, forecast or demand", cls="cl plan"),
        tag("span", "speaker", cls="sp"),
        tag("span", "speaker changed", cls="sp chg"),
        tag("span", "caveat", cls="cv"),
        tag("span", "left out here", cls="dr"),
        tag("span", "the parent’s wording, changed here", cls="was"),
        cls="key",
    )
    articles = [_report(view, r, at == 0) for at, r in enumerate(view.reports.values())]
    return tag("section", head, key, articles, id="reports")


def _report(view: View, report: Report, opened: bool) -> Markup:
    extract = view.extracts.get(report.id)
    claims = len(extract.claims) if extract else 0
    title = report.title or shorten(_opening(report), 80) or report.name or "untitled"
    day = view.words.moment(view.published(report.id)) or "no date"
    kind = view.words.of("kind", view.kind(report.id).value)
    brief = f"{view.name(report.id)}, {day}; {kind}; {view.words.count(claims, 'claim')}"
    summary = tag(
        "summary", tag("span", view.letters.one(report.id), cls="big"), tag("span", title, cls="name"), tag("span", brief, cls="k")
    )
    body = tag(
        "div", origin(view, report, claims), text_beside_parent(view, report), apparatus(view, report), source_line(report), cls="inside"
    )
    return tag("article", tag("details", summary, body, open=opened), cls="report", id=f"r-{report.id}")


def origin(view: View, report: Report, claims: int) -> Markup:
    """Where the report comes from, in a sentence."""
    parents = view.parents.get(report.id, ())
    new = len(view.new.get(report.id, ()))
    fresh = f"{view.words.count(claims, 'claim')}, {new} new when published. " if claims else "No figure was read in it. "
    if not parents:
        return tag("p", "No dependence on another report was found. ", fresh, cls="origin")
    made = [m for m in view.changes.get(report.id, ()) if not m.restored]
    mended = [m for m in view.changes.get(report.id, ()) if m.restored]
    names = [join(tag("b", view.name(d.parent)), " ", view.letters.one(d.parent), _older(view, report.id, d.parent)) for d in parents]
    basis = view.words.listed(view.words.of("basis", b) for b in parents[0].basis)
    line: list[str] = [
        view.words.of("made", view.kind(report.id).value),
        " ",
        between(" and ", names),
        f". Weight {parents[0].weight:.2f}",
        f", by {basis}. " if basis else ". ",
    ]
    if made:
        went = sum(bool(m.inherited_by) for m in made)
        line.append(tag("b", f"{capital(view.words.spelled(len(made)))} {plural(len(made), 'change')}", cls="red"))
        line.append(f"; {view.words.spelled(went)} carried on by later reports. " if went else ". ")
    if mended:
        line.append(f"{capital(view.words.spelled(len(mended)))} earlier {plural(len(mended), 'change')} put right. ")
    return tag("p", line, fresh, cls="origin")


def _older(view: View, child: str, parent: str) -> str:
    one, other = hours(view.published(child)), hours(view.published(parent))
    if one is None or other is None or len(view.published(child)) < len("2024-11-24T") or len(view.published(parent)) < len("2024-11-24T"):
        return ""
    apart = round(one - other)
    if apart < 1:
        return ""
    return f", some {view.words.count(apart, 'hour')} older" if apart < 48 else f", {view.words.count(round(apart / 24), 'day')} older"


def text_beside_parent(view: View, report: Report) -> Markup:
    held = next((view.reports[d.parent] for d in view.parents.get(report.id, ()) if d.parent in view.reports), None)
    faced = beside(view, report, held) if held and len(view.reports) <= FACED else None
    if faced is None or held is None:
        return _alone(view, report)
    changes = view.changes.get(report.id, ())
    theirs = layers(view, held, frozenset(m.from_claim for m in changes if not m.restored))
    mine = layers(view, report)
    heads = [
        tag("div", cls="h ln"),
        tag("div", tag("h4", "This report ", view.letters.one(report.id)), cls="h"),
        tag("div", "what became of it", cls="h k"),
        tag("div", tag("h4", "What it was made from, ", view.letters.one(held.id), ", in this report’s order"), cls="h"),
    ]
    rows = [_passage(view, (report, held), (mine, theirs), p, at) for at, p in enumerate(faced.passages, 1)]
    rows.append(_left_out(view, (report, held), theirs, faced))
    return tag("div", heads, rows, cls="faced")


def _passage(
    view: View, reports: tuple[Report, Report], found: tuple[Sequence[Layer], Sequence[Layer]], passage: Passage, at: int
) -> Markup:
    here = tag("div", lit(view, reports[0], passage.here, found[0]), cls="tx")
    if passage.there:
        there = tag("div", between(" ", (lit(view, reports[1], s, found[1], anchored=False) for s in passage.there)), cls="pa")
    else:
        there = tag("div", "nothing in it answers to this", cls="pa gap")
    return join(tag("div", str(at), cls="ln"), here, tag("div", _became(view, reports, passage), cls="vx"), there)


def _became(view: View, reports: tuple[Report, Report], passage: Passage) -> Markup:
    """Kept, changed, dropped, added: for the claims of one passage."""
    extract = view.extracts.get(reports[0].id)
    mine = [c for c in extract.claims if c.span.overlaps(passage.here)] if extract else []
    changes = [m for m in view.changes.get(reports[0].id, ()) if _touches(view, m, mine, passage)]
    changed = {m.claim for m in changes}
    kept = [c for c in mine if c.id not in changed and _from_parent(view, c)]
    added = [c for c in mine if c.id not in changed and not _from_parent(view, c)]
    items = [tag("li", *_change(view, m)) for m in changes]
    if kept:
        items.append(
            tag(
                "li",
                tag("b", "Kept"),
                f" {view.words.count(len(kept), 'figure')} as it stood" if len(kept) == 1 else f" {len(kept)} figures as they stood",
            )
        )
    if added and passage.there:
        items.append(tag("li", tag("b", "Added"), f" {view.words.count(len(added), 'figure')}"))
    if not passage.there:
        items.append(tag("li", tag("b", "Added"), " here"))
    return tag("ul", items)


def _touches(view: View, mutation: Mutation, mine: Sequence[Claim], passage: Passage) -> bool:
    if mutation.claim:
        return any(c.id == mutation.claim for c in mine) or (
            mutation.claim in view.events and view.events[mutation.claim].start in range(*passage.here)
        )
    origin = view.claims.get(mutation.from_claim) or view.events.get(mutation.from_claim)
    return origin is not None and any(s.start <= origin.start < s.end for s in passage.there)


def _from_parent(view: View, claim: Claim) -> bool:
    return claim.id in view.inherited


def _change(view: View, mutation: Mutation) -> list[Markup]:
    was, became = brief_change(view, mutation)
    field = capital(view.words.of("field", mutation.field))
    if mutation.restored:
        return [tag("b", f"{field} put right:"), join(f" {shorten(was, 40)} became {shorten(became, 40)}")]
    if became == DROPPED:
        return [tag("b", f"{field} dropped:", cls="red"), join(f" {shorten(was, 60)}")]
    return [tag("b", f"{field} changed:", cls="red"), join(f" {shorten(was, 40)} became {shorten(became, 40)}")]


def _left_out(view: View, reports: tuple[Report, Report], theirs: Sequence[Layer], faced: Parallel) -> Markup:
    """What the parent has and this report does not."""
    if not faced.unanswered:
        return Markup()
    texts = between(" ", (tag("span", lit(view, reports[1], s, theirs, anchored=False), cls="dr") for s in faced.unanswered))
    dropped = sum(bool(_held(view, reports[1], s)) for s in faced.unanswered)
    note = [tag("li", tag("b", "Left out"), f" {view.words.count(len(faced.unanswered), 'sentence')}")]
    if dropped:
        note.append(tag("li", f"{view.words.spelled(dropped)} with figures"))
    return join(
        tag("div", cls="ln"),
        tag("div", "nothing in this report answers to it", cls="tx gap"),
        tag("div", tag("ul", note), cls="vx"),
        tag("div", texts, cls="pa"),
    )


def _held(view: View, report: Report, span: Span) -> bool:
    extract = view.extracts.get(report.id)
    return extract is not None and any(c.span.overlaps(span) for c in extract.claims)


def _alone(view: View, report: Report) -> Markup:
    """A text that has no parent in the pile: numbered paragraphs, what changed beside them."""
    found = layers(view, report)
    lost = any(d.parent in view.lost for d in view.parents.get(report.id, ()))
    note = tag("p", "Its parent is not held: it is drawn dashed, and nothing is said about its words.", cls="k") if lost else None
    rows = []
    for at, span in enumerate(paragraphs(report), 1):
        rows += [
            tag("div", str(at), cls="ln"),
            tag("div", lit(view, report, span, found), cls="tx"),
            tag("div", _notes(view, report, span), cls="vx"),
        ]
    if not rows:
        rows = [tag("div", cls="ln"), tag("div", "This report has no text.", cls="tx gap"), tag("div", cls="vx")]
    return join(note, tag("div", rows, cls="faced single"))


def _notes(view: View, report: Report, span: Span) -> Markup | None:
    changes = []
    for mutation in view.changes.get(report.id, ()):
        item = view.claims.get(mutation.claim) or view.events.get(mutation.claim)
        if item and span.start <= item.start < span.end:
            changes.append(tag("li", *_change(view, mutation)))
    return tag("ul", changes) if changes else None


def apparatus(view: View, report: Report) -> Markup | None:
    """The other readings of this report's figures, by paragraph."""
    extract = view.extracts.get(report.id)
    spans = paragraphs(report)
    entries = []
    for claim in extract.claims if extract else ():
        figure = view.figure_of.get(claim.id, "")
        readings = view.readings.get(figure, ())
        own = next((r for r in readings if claim.id in r.claims), None)
        others = [r for r in readings if r is not own]
        if own is None or not others or not (own.born_in or any(r.born_in for r in others) or view.conflicts.get(figure)):
            continue
        place = next((at for at, s in enumerate(spans, 1) if s.overlaps(claim.span)), 0)
        rest = between("; ", (join(str(value_of(view, r)), " ", view.letters.row(view.carriers(r.claims)[:6])) for r in others[:4]))
        entries.append(
            tag(
                "li",
                tag("b", str(place)),
                " ",
                tag(
                    "a",
                    set_value(view.words.value(claim.amount.low, claim.amount.high, claim.amount.unit, claim.amount.approx)),
                    href=view.figure_at(figure),
                    cls="red" if own.born_in else None,
                ),
                " ",
                view.letters.one(report.id),
                " ] ",
                rest,
            )
        )
    if not entries:
        return None
    head = tag(
        "header",
        tag("h4", "Apparatus: other readings, by paragraph"),
        tag("span", "before the bracket, this report; after it, the others", cls="k"),
    )
    return tag("section", head, tag("ul", entries[:APPARATUS], cls="apparatus"), cls="sec")


def source_line(report: Report) -> Markup:
    where = f"{report.name}; " if report.name else ""
    link = tag("span", report.url, "; ") if report.url else None
    author = f"by {report.author}; " if report.author else ""
    return tag("p", author, where, link, f"SHA-256 {report.sha256[:16]}…", cls="k source")


def _opening(report: Report) -> str:
    """The first line of a report without a title that is its own, no byline."""
    at = 0
    for line in report.text.splitlines(keepends=True):
        if line.strip() and not any(m.start <= at < m.end and m.kind in ("header", "byline") for m in report.marks):
            return line.strip()
        at += len(line)
    return ""
