"""Inbox: new and changed claims since a moment, decided by keyboard; two readers beside each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stemma.core.decisions import Decision, agreement, fields, latest, readers
from stemma.core.types import Approx, Claim, Report, Status, Verification
from stemma.showing.chain_words import chain_sentence
from stemma.showing.charts import plotted
from stemma.showing.drawing import sheet, write
from stemma.showing.marks import Pen, drawn
from stemma.showing.markup import Markup, join, tag
from stemma.showing.pieces import set_value
from stemma.showing.readings import bounds, said_by, said_of, stand, value_of, who
from stemma.showing.view import View, speaker
from stemma.web.asked import Asked
from stemma.web.changed import fresh_reports
from stemma.web.frame import Screen
from stemma.web.rowdraw import scale_of
from stemma.web.ruler import over
from stemma.web.shelf import Overview

PER_PAGE = 120
KEYS = (("j k", "move"), ("a", "accept"), ("r", "reject"), ("e", "edit"), ("m", "merge"), ("s", "split"), ("u", "undo"))
DONE = {"accept": "accepted", "reject": "rejected", "edit": "edited", "merge": "merged", "split": "split"}
LETTER = {"accept": "a", "reject": "r", "edit": "e", "merge": "m", "split": "s"}


def inbox_screen(
    view: View, over_all: Overview, want: Asked, log: Sequence[Decision], reader: str, total: int | None = None, pages: int | None = None
) -> Screen:
    """The screen: the claims of the reports since a moment, the newest report first."""
    mine = latest(log, reader)
    rows = [(r, c) for r in fresh_reports(view, want.since) for c in _claims(view, r)]
    rows = [(r, c) for r, c in rows if not want.kind or state(view, c) == want.kind]
    done = sum(c.id in mine for _, c in rows)
    page = rows[(want.page - 1) * PER_PAGE : want.page * PER_PAGE] if pages is None else rows  # a part is a page already
    others = [name for name in readers(log) if name != reader]
    second = agreement(log, reader, want.reader or others[0]) if others else None
    groups: list[dict[str, Any]] = []
    years = over([at for at, _ in over_all.told]).years
    for report, claim in page:
        if not groups or groups[-1]["report"] != report.id:
            groups.append(_group(view, report, years))
        groups[-1]["rows"].append(row(view, claim, mine.get(claim.id)))
    number = len(rows) if total is None else total
    context: dict[str, Any] = {
        "groups": groups,
        "title": f"{number:,} claims{' since then' if want.since else ''}, {done:,} done",
        "pages": pages or max(1, -(-len(rows) // PER_PAGE)),
        "kinds": ("contested", "moved", "changed", "denial", "plan", "checked", "new"),
        "first": detail(view, page[0][1], log, reader) if page else None,
        "second": second,
        "differ": [_difference(view, item, latest(log, reader), latest(log, second.other)) for item in second.differ[:8]] if second else [],
        "others": others,
        "log": list(reversed(log))[:12],
    }
    data = {
        "since": want.since or None,
        "total": number,
        "done": done,
        "page": want.page,
        "reader": reader,
        "claims": [{**fields(c), "text": c.text, "state": state(view, c), "decision": _decided(mine.get(c.id))} for _, c in page],
        "agreement": (
            {"one": second.one, "other": second.other, "both": second.both, "same": second.same, "rate": second.rate} if second else None
        ),
    }
    return Screen(name="inbox", title="Inbox", data=data, context=context, keys=KEYS, modules=("inbox.js",))


def _decided(decision: Decision | None) -> dict[str, Any] | None:
    return {"id": decision.id, "action": decision.action, "who": decision.who, "when": decision.when} if decision else None


def _claims(view: View, report: Report) -> tuple[Claim, ...]:
    return view.extracts[report.id].claims if report.id in view.extracts else ()


def _group(view: View, report: Report, years: bool) -> dict[str, Any]:
    day = view.words.moment(view.published(report.id), year=years) or "no date"
    kind = view.words.of("kind", view.kind(report.id).value)
    number = len(_claims(view, report))
    fresh = len(view.new.get(report.id, ()))
    return {"report": report.id, "name": view.name(report.id), "note": f"{day}, {kind}, {number} claims, {fresh} new", "rows": []}


def state(view: View, claim: Claim) -> str:
    """Why a reader should look at a claim, in a word."""
    figure = view.figure_of.get(claim.id, "")
    if claim.status == Status.DENIED:
        return "denial"
    if claim.id in view.changed_claims:
        return "changed"
    if any(claim.id in c.claims for c in view.conflicts.get(figure, ()) if c.kind == "real"):
        return "contested"
    if claim.verification == Verification.CONFIRMED:
        return "checked"
    if claim.status in (Status.PLANNED, Status.FORECAST, Status.CONDITIONAL, Status.DEMAND):
        return "plan"
    new = claim.id in view.new.get(claim.report, ())
    earlier = any(c != claim.id and view.rank.get(view.claims[c].report, 0) < view.rank.get(claim.report, 0) for c in _others(view, figure))
    return "moved" if new and earlier else "new" if new else ""


def _others(view: View, figure: str) -> tuple[str, ...]:
    held = view.figures.get(figure)
    return tuple(c for c in held.claims if c in view.claims) if held else ()


def row(view: View, claim: Claim, decision: Decision | None) -> dict[str, Any]:
    """One line of the list."""
    a = claim.amount
    figure = view.figures.get(view.figure_of.get(claim.id, ""))
    said = said_by(claim, a.low, a.high, changed=claim.id in view.changed_claims)
    pen = Pen(
        scale=lambda v: 24.0 + (v - said.at) * (0 if said.ends[0] == said.ends[1] else 10 / ((said.ends[1] - said.ends[0]) or 1)),
        across=9,
        half=6,
        first=3,
        last=45,
    )
    return {
        "id": claim.id,
        "title": figure.title if figure else claim.measure.removeprefix("count:").replace("_", " "),
        "value": set_value(view.words.value(a.low, a.high, a.unit, a.approx)),
        "mark": sheet(48, 18, "", drawn(said, pen)),
        "words": excerpt(view, claim, 46),
        "state": DONE[decision.action] if decision and decision.action in DONE else state(view, claim),
        "key": LETTER.get(decision.action, "") if decision else "",
        "done": decision is not None,
        "figure": figure.id if figure else "",
    }


def excerpt(view: View, claim: Claim, around: int) -> Markup:
    """A claim in its sentence, lit."""
    text = view.reports[claim.report].text if claim.report in view.reports else claim.text
    before = text[max(0, claim.start - around // 3) : claim.start].rpartition("\n")[2]
    after = text[claim.end : claim.end + around].partition("\n")[0]
    return join(before, tag("mark", text[claim.start : claim.end]), after)


def passage(view: View, claim: Claim) -> Markup:
    """The paragraph in which a claim stands, with claim, speaker and caveat marked."""
    text = view.reports[claim.report].text if claim.report in view.reports else ""
    start, end = text.rfind("\n\n", 0, claim.start) + 1, text.find("\n\n", claim.end)
    end = len(text) if end < 0 else end
    start, end = max(start, claim.start - 700), min(end, claim.end + 700)
    spots = [(claim.start, claim.end, "cl")]
    spots += [(s.start, s.end, "sp") for s in claim.attribution if start <= s.start < s.end <= end]
    if claim.caveat and start <= claim.caveat.start < claim.caveat.end <= end:
        spots.append((claim.caveat.start, claim.caveat.end, "cv"))
    pieces: list[str] = []
    at = start
    for one, other, cls in sorted(spots):
        if one >= at:
            pieces += [text[at:one], tag("span", text[one:other], cls=cls)]
            at = other
    return join(*pieces, text[at:end])


def detail(view: View, claim: Claim, log: Sequence[Decision], reader: str) -> dict[str, Any]:
    """The right-hand side: evidence, the other readings, fields, what was decided."""
    a = claim.amount
    figure = view.figures.get(view.figure_of.get(claim.id, ""))
    mine, said = latest(log, reader).get(claim.id), speaker(claim)
    history = [d for d in log if claim.id in (d.item, d.other) or json.loads(d.after).get("id") == claim.id]
    place = f"{claim.place.name} ({claim.place.precision})" if claim.place else "not said"
    return {
        "id": claim.id,
        "title": figure.title if figure else "speaks of no figure",
        "figure": figure.id if figure else "",
        "outlet": view.name(claim.report),
        "report": claim.report,
        "value": set_value(view.words.value(a.low, a.high, a.unit, a.approx)),
        "passage": passage(view, claim),
        "beside": beside(view, claim) if figure else "",
        "facts": [
            ("measure", _label(view, claim)),
            ("of whom", claim.subject or "not said"),
            ("as of", view.words.when(claim.when) or "no date"),
            ("where", place),
            ("who says", chain_sentence(claim, view.reports[claim.report])),
            ("told to", view.name(claim.report)),
            ("checked", view.words.of("verification_name", claim.verification.value)),
            ("status", claim.status.value),
        ],
        "fields": fields(claim),
        "approxes": [x.value for x in Approx],
        "statuses": [s.value for s in Status],
        "decision": mine,
        "history": list(reversed(history))[:6],
        "merge": _candidates(view, claim),
        "split": [_choice(view, view.claims[c]) for c in _others(view, figure.id) if c != claim.id][:12] if figure else [],
        "then": _then(view, claim),
        "said": said.name if said else "",
    }


def _label(view: View, claim: Claim) -> str:
    known = view.pack.measures.get(claim.measure)
    nature = {"level": "a level", "total": "a running total", "flow": "over a window", "delta": "a change"}[claim.nature.value]
    return f"{known.label if known else claim.measure.removeprefix('count:')}, {nature}"


def _choice(view: View, c: Claim) -> dict[str, str]:
    value = view.words.value(c.amount.low, c.amount.high, c.amount.unit, c.amount.approx)
    return {"id": c.id, "words": f"{value}, {view.name(c.report)}: “{' '.join(c.text.split())[:60]}”"}


def _candidates(view: View, claim: Claim) -> list[dict[str, str]]:
    """Figures that a claim could belong to: of the same dimension, the likest titles first."""
    own = view.figure_of.get(claim.id, "")
    words = {*claim.text.lower().split(), *claim.subject.lower().split(), claim.measure}
    dimension = view.base(1, 1, claim.amount.unit).dimension
    found = []
    for figure in view.figures.values():
        first = view.first(figure.claims)
        if figure.id != own and first and view.base(1, 1, first.amount.unit).dimension == dimension:
            near = len(words & set(figure.title.lower().replace(":", "").split())) + 3 * (figure.measure == claim.measure)
            found.append((-near, figure.title, first.id))
    return [{"id": id, "words": title} for _, title, id in sorted(found)[:12]]


def _then(view: View, claim: Claim) -> list[tuple[str, str, str]]:
    """What rejecting the claim would alter: counts of its reading now and then."""
    reading = next((r for r in view.readings.get(view.figure_of.get(claim.id, ""), ()) if claim.id in r.claims), None)
    if reading is None:
        return []
    left = [c for c in reading.claims if c != claim.id]
    now = (reading.reports, reading.origins, reading.sources)
    then = (
        len(view.carriers(left)),
        min(reading.origins, len({view.root(c) for c in left})),
        min(reading.sources, len(view.speakers(left))),
    )
    value = str(value_of(view, reading))
    return [("reports, lineages, sources", ", ".join(map(str, now)), ", ".join(map(str, then)) if left else f"the value {value} goes")]


def beside(view: View, claim: Claim) -> Markup:
    """The claim among the other readings of its figure, each on its line."""
    found = stand(view, view.figures[view.figure_of[claim.id]])
    unit, readings = plotted(view, found)
    chosen = [r for r in found.all if r in readings][:5]
    scale = scale_of(view, chosen, unit, 20, 300)
    pieces: list[Markup] = []
    for at, r in enumerate(chosen):
        y = at * 24.0 + 12
        own = claim.id in r.claims
        pieces.append(tag("line", x1=0, x2=470, y1=y, y2=y, cls="grid"))
        pieces.append(drawn(said_of(view, r, unit, earlier=False), Pen(scale=scale, across=y, half=7, first=2, last=318)))
        pieces.append(write(326, y + 4, f"{value_of(view, r)}, {who(view, r)}"[:34], 12, "b" if own else "t2"))
    if not chosen:
        low, high = bounds(view, claim.amount.low, claim.amount.high, claim.amount.unit, claim.amount.unit)
        pieces.append(write(0, 14, f"{low or high} stands alone", 12, "t2"))
    return sheet(500, max(24.0, len(chosen) * 24.0 + 4), "Beside the other readings", pieces)


def _difference(view: View, item: str, mine: dict[str, Decision], theirs: dict[str, Decision]) -> dict[str, str]:
    claim = view.claims.get(item)
    words = " ".join(claim.text.split())[:70] if claim else item
    return {"item": item, "words": words, "mine": DONE.get(mine[item].action, ""), "theirs": DONE.get(theirs[item].action, "")}
