"""Conflicts and changes: the worklist, real ones first with their reasons, seeming ones folded by what explains them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stemma.core.types import Amount, Claim, Conflict, Status
from stemma.showing.drawing import sheet, write
from stemma.showing.marks import Pen, drawn, lozenge
from stemma.showing.markup import Markup, tag
from stemma.showing.pieces import about, brief_change, shorten, verdict_word
from stemma.showing.readings import bounds, said_by
from stemma.showing.rows import change_row, conflict_row
from stemma.showing.scales import Linear, text_width
from stemma.showing.view import View, speaker
from stemma.showing.wording import DROPPED
from stemma.web import large
from stemma.web.asked import Asked
from stemma.web.frame import Screen
from stemma.web.large import ConflictKey
from stemma.web.rowdraw import counts
from stemma.web.shelf import Overview

WIDTH, LINE, MOST = 430.0, 22.0, 6
REAL, SEEMING = 60, 40  # on one page; of one explanation
SEEM_SO = "Readings that differ and whose difference something in the reports explains: the reason stands beside each."
KEYS = (("j k", "move"), ("Enter", "figure"), ("t", "tree"), ("c", "copy the sentence"))


def conflicts_screen(view: View, over: Overview, want: Asked, listed: Sequence[ConflictKey] | None = None) -> Screen:
    """The screen; of a large ledger the conflicts that are listed for the page."""
    found = view.situation.weighing.conflicts
    lasting, seem = [c for c in found if c.kind == "real"], want.kind == "seeming"
    seeming: dict[str, list[Conflict]] = {}
    for c in found:
        if c.kind != "real":
            seeming.setdefault(verdict_word(view, c), []).append(c)
    per_page = REAL if listed is None else large.CONFLICTS
    first = (want.page - 1) * per_page
    if listed is None:
        every = sorted((c for c in found if c.kind != "real"), key=lambda c: _order(view, c)) if seem else lasting
        shown = sorted(every, key=lambda c: _order(view, c))[first : first + REAL]
    else:
        held = {(c.figure, c.why, frozenset(c.claims)): c for c in found}
        shown = [held[key] for key in listed if key in held]
    mistakes = sum(_in_copying(view, c) for c in lasting)
    changes = _changes(view)
    context: dict[str, Any] = {
        "seem": seem,
        "title": _title(view, over, seem),
        "sentence": SEEM_SO if seem else _sentence(over.real, mistakes if len(lasting) == over.real else None, over.apparent, view),
        "rows": [_row(view, c, at) for at, c in enumerate(shown, first + 1)],
        "pages": max(1, -(-(over.apparent if seem else over.real) // per_page)),
        "part": listed is not None,
        "seeming": [
            {
                "word": word,
                "number": len(members),
                "first": members[0].why,
                "all": [_seeming(view, c) for c in members[:SEEMING]],
                "more": max(0, len(members) - SEEMING),
            }
            for word, members in sorted(seeming.items(), key=lambda item: (-len(item[1]), item[0]))
        ],
        "changes": changes,
        "made": sum(c["made"] for c in changes),
        "passed": sum(c["passed"] for c in changes),
        "restored": sum(m.restored for m in view.situation.stemma.mutations),
    }
    folded = [] if seem or listed is not None else [c for m in seeming.values() for c in m[:SEEMING]]
    data = {
        "real": over.real,
        "apparent": over.apparent,
        "page": want.page,
        "pages": context["pages"],
        "conflicts": [conflict_row(view, c) for c in [*shown, *folded]],
        "changes": [change_row(view, m) for m in view.situation.stemma.mutations[:400]],
    }
    return Screen(name="conflicts", title="Conflicts", data=data, context=context, keys=KEYS)


def _title(view: View, over: Overview, seem: bool) -> str:
    if seem:
        return f"{over.apparent:,} only seem{'s' if over.apparent == 1 else ''} so"
    return view.words.count(over.real, "conflict") + (" stand" if over.real != 1 else " stands")


def _in_copying(view: View, conflict: Conflict) -> bool:
    return verdict_word(view, conflict) == view.words.of("verdict", "copying")


def _order(view: View, c: Conflict) -> tuple[bool, int, str, str]:
    """Open ones before copying mistakes, the most carried first."""
    return _in_copying(view, c), -len(view.carriers(c.claims)), c.figure, c.why


def _sentence(real: int, mistakes: int | None, apparent: int, view: View) -> str:
    rest = f"{view.words.count(apparent, 'more')} only seem{'s' if apparent == 1 else ''} so.".replace("mores", "more")
    if not real:
        return f"No two readings were found that nothing in the reports explains. {rest}"
    if mistakes is None:
        return f"The most carried stand first. {rest}"
    still = real - mistakes
    lead = (
        [f"{view.words.spelled(still).capitalize()} {'is' if still == 1 else 'are'} open: nothing in the reports explains the difference."]
        if still
        else []
    )
    if mistakes:
        lead.append(f"{view.words.spelled(mistakes).capitalize()} arose in copying, and the copy is named.")
    return " ".join([*lead, rest])


def _row(view: View, conflict: Conflict, number: int) -> dict[str, Any]:
    claims = [c for c in conflict.claims if c in view.claims]
    roots, named = {view.root(c) for c in claims}, view.speakers(claims)
    reports = len(view.carriers(claims))
    return {
        "number": number,
        "title": about(view, conflict),
        "figure": conflict.figure if conflict.figure in view.figures else "",
        "verdict": verdict_word(view, conflict),
        "red": _in_copying(view, conflict),
        "why": conflict.why,
        "drawing": against(view, conflict),
        "counts": counts(view, claims, reports, len(roots), len(named)) if claims else "",
        "events": [
            {"outlet": view.name(view.events[e].report), "words": view.events[e].text, "href": f"/report/{view.events[e].report}#c-{e}"}
            for e in conflict.claims
            if e in view.events
        ][:4],
    }


def against(view: View, conflict: Conflict) -> Markup | None:
    """The readings that stand against each other, each on its line, on one scale; equal ones once."""
    claims = [view.claims[c] for c in conflict.claims if c in view.claims]
    if not claims:
        return None
    unit = claims[0].amount.unit
    dimension = view.base(1, 1, unit).dimension
    lines: dict[tuple[Amount, Status, bool], list[str]] = {}
    first: dict[tuple[Amount, Status, bool], Claim] = {}
    for c in claims:
        if view.base(1, 1, c.amount.unit).dimension != dimension:
            continue
        named = speaker(c)
        at_key = (c.amount, c.status, c.id in view.changed_claims)
        lines.setdefault(at_key, []).append(named.name if named else view.name(c.report))
        first.setdefault(at_key, c)
    chosen = list(lines)[:MOST]
    saids = [
        said_by(first[k], *bounds(view, first[k].amount.low, first[k].amount.high, first[k].amount.unit, unit), changed=bool(k[2]))
        for k in chosen
    ]
    ends = [v for s in saids for v in s.ends] or [0.0]
    low, high = min(0.0, *ends), max(*ends, 0.0)
    scale = Linear(low, high * 1.02 or 1.0, 150, 300)
    pieces: list[Markup] = [tag("line", x1=142, x2=142, y1=2, y2=LINE * len(chosen), cls="axis")]
    for at, (key, said) in enumerate(zip(chosen, saids, strict=True)):
        y, claim, red = at * LINE + LINE / 2, first[key], " tr" if key[2] else ""
        names = list(dict.fromkeys(lines[key]))
        who = shorten(names[0], 26) if len(names) == 1 else f"{shorten(names[0], 18)} +{len(names) - 1}"
        value = str(view.words.value(claim.amount.low, claim.amount.high, claim.amount.unit, claim.amount.approx))
        tail = ", denied" if claim.status.value == "denied" else ""
        pieces.append(write(134, y + 4, _fit(who, 130), 12, f"t2{red}", "end"))
        pieces.append(tag("line", x1=142, x2=300, y1=y, y2=y, cls="grid"))
        pieces.append(drawn(said, Pen(scale=scale, across=y, half=6.5, first=144, last=306)))
        pieces.append(write(314, y + 4, _fit(value + tail, 116), 12, f"lb{red}"))
    more = len(lines) - len(chosen)
    if more > 0:
        pieces.append(write(142, LINE * len(chosen) + 14, f"and {more} more", 12, "ax"))
    return sheet(WIDTH, LINE * len(chosen) + (20 if more > 0 else 4), conflict.why, pieces, cls="against")


def _fit(text: str, room: float) -> str:
    while len(text) > 6 and text_width(text, 12) > room:
        text = text[:-2].rstrip(" ,…") + "…"
    return text


def _seeming(view: View, c: Conflict) -> dict[str, str]:
    return {"title": about(view, c), "why": c.why, "figure": c.figure if c.figure in view.figures else ""}


def _changes(view: View) -> list[dict[str, Any]]:
    """Changes on the way by what they touched, with one of each for instance."""
    found: dict[str, dict[str, Any]] = {}
    for m in view.situation.stemma.mutations:
        if m.restored:
            continue
        was, became = brief_change(view, m)
        held = found.setdefault(
            m.field, {"field": view.words.of("field", m.field), "made": 0, "passed": 0, "was": was, "became": became, "report": m.report}
        )
        held["made"] += 1
        held["passed"] += bool(m.inherited_by)
    rows = sorted(found.values(), key=lambda r: (-r["made"], r["field"]))
    for row in rows:
        row["became"] = "left out" if row["became"] == DROPPED else shorten(row["became"], 70)
        row["was"] = shorten(row["was"], 70)
        shown = min(row["made"], 14)
        row["marks"] = sheet(shown * 13.0 + 2, 12, f"{row['made']} changes", [lozenge(7 + at * 13.0, 6, 4.6) for at in range(shown)])
    return rows
