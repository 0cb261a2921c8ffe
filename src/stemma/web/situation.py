"""Situation: the key figures in rows, each with its value, its course on the ruler and who carries it."""

from __future__ import annotations

from typing import Any

from stemma.core.types import Figure, Reading
from stemma.showing.brush import hours
from stemma.showing.heads import lede
from stemma.showing.keyfigures import headed
from stemma.showing.markup import Markup
from stemma.showing.pieces import set_reading, set_value
from stemma.showing.readings import Stand, dimension_of, stand, value_of, who
from stemma.showing.rows import figure_row
from stemma.showing.sentences import safe_wording
from stemma.showing.view import View
from stemma.showing.wording import figure as shown_number
from stemma.web.asked import Asked
from stemma.web.changed import changed_since
from stemma.web.frame import Screen
from stemma.web.known import concerned
from stemma.web.mapping import small_map
from stemma.web.rowdraw import counts, course, strip
from stemma.web.ruler import NARROW, WIDE, Ruler, head, over
from stemma.web.shelf import Overview
from stemma.web.sides import Sides

PER_GROUP, IN_ALL = 6, 18
LOW, TALL = 50.0, 74.0
KEYS = (("j k", "move"), ("Enter", "figure"), ("t", "tree"), ("c", "copy wording"), ("[ ]", "move the clock"), ("b", "brush time"))


def situation(view: View, over_all: Overview, want: Asked, since: str, found: dict[str, Any] | None = None) -> Screen:
    """The screen."""
    wide, narrow = rulers(over_all, want)
    wanted = concerned(view, want)
    chosen = tuple(f for f in view.situation.figures if wanted(f))
    groups, sides = _groups(view, chosen), Sides(view)
    brushed = brushed_hours(want)
    told = over_all.told
    changed = changed_since(view, since)
    context = {
        "lede": lede(view) if found is None else _large_lede(view, over_all),
        "title": f"{view.words.count(over_all.reports, 'report')}, {view.words.lineages(over_all.lineages)}" if over_all.reports else "",
        "head_wide": head(view, wide, told, brushed),
        "head_narrow": head(view, narrow, told, brushed),
        "span": (wide.low, wide.high),
        "groups": [{"title": g["title"], "rows": [row(view, f, wide, narrow, sides) for f in g["figures"]]} for g in groups],
        "shown": sum(len(g["figures"]) for g in groups),
        "chosen": len(chosen) if found is None or want.start or want.end or want.place or want.measure else over_all.figures,
        "changed": changed,
        "since": since,
        "map": small_map(view, want) if found is None else found,
        "contested": contested(view, chosen),
        "sides": sides.legend(),
    }
    data = {
        "known_at": want.known_at or over_all.known,
        "reports": over_all.reports,
        "lineages": over_all.lineages,
        "claims": over_all.claims,
        "figures": over_all.figures,
        "conflicts": {"real": over_all.real, "apparent": over_all.apparent},
        "groups": [{"title": g["title"], "figures": [figure_row(view, f, g["title"]) for f in g["figures"]]} for g in groups],
        "changed_since": {"since": since, "changes": [c["data"] for c in changed]},
    }
    return Screen(name="situation", title=over_all.subject, data=data, context=context, keys=KEYS, modules=("brush.js",))


def _large_lede(view: View, over: Overview) -> str:
    return (
        f"They carry {view.words.count(over.claims, 'claim')} in {view.words.count(over.figures, 'figure')}; the rows below are those "
        "that most reports carry."
    )


def rulers(over_all: Overview, want: Asked) -> tuple[Ruler, Ruler]:
    """The ruler for wide and narrow windows: over all reports, whatever is brushed."""
    times = [at for at, _ in over_all.told]
    return over(times, WIDE), over(times, NARROW)


def brushed_hours(want: Asked) -> tuple[float, float] | None:
    """The brushed days as hours."""
    if not (want.start or want.end):
        return None
    start = hours(want.start) if want.start else None
    end = hours(want.end) if want.end else None
    return ((start - 12) if start is not None else -1e9, (end + 12) if end is not None else 1e9)


def _groups(view: View, chosen: tuple[Figure, ...]) -> list[dict[str, Any]]:
    """The weightiest figures under their headings."""
    ranked = {f.id for f in sorted(chosen, key=lambda f: _weight(view, f), reverse=True)[:IN_ALL]}
    found = []
    for heading in headed(view, tuple(f for f in chosen if f.id in ranked)):
        found.append({"title": heading.title, "figures": heading.figures[:PER_GROUP]})
    return found


def _weight(view: View, figure: Figure) -> tuple[int, int, str]:
    contested_ = any(c.kind == "real" for c in view.conflicts.get(figure.id, ()))
    changed = any(not m.restored for m in view.mutations.get(figure.id, ()))
    return (2 * len(view.carriers(figure.claims)) + 3 * contested_ + changed, len(figure.claims), figure.id)


def row(view: View, figure: Figure, wide: Ruler, narrow: Ruler, sides: Sides) -> dict[str, Any]:
    """One row of the situation."""
    found = stand(view, figure)
    first = found.present[0] if found.present else None
    tall = TALL if found.contested else LOW
    claims = [c for r in found.present for c in r.claims]
    reports = len(view.carriers(claims)) if found.contested or not first else first.reports
    origins = sum(r.origins for r in found.present) if not found.contested else len({view.root(c) for c in claims})
    sources = len(view.speakers(claims)) if found.contested else (first.sources if first else 0)
    return {
        "id": figure.id,
        "title": figure.title,
        "by": _by(view, found),
        "side": sides.glyph(view.first(claims)) if claims else "",
        "now": now(view, found),
        "trend": trend(view, found, wide.years),
        "strip": strip(view, found),
        "wide": course(view, figure, found, wide, tall),
        "narrow": course(view, figure, found, narrow, tall),
        "counts": counts(view, claims, reports, origins, sources, bool(first and first.born_in)),
        "words": view.words.counts(reports, origins, sources),
        "safe": safe_wording(view, figure, found),
        "contested": found.contested,
    }


def _by(view: View, found: Stand) -> str:
    if found.contested:
        return f"{view.words.spelled(len(found.present))} readings stand against each other"
    return who(view, found.present[0]) if found.present else "no reading"


def now(view: View, found: Stand) -> Markup:
    """The value in large type; a spread where speakers disagree, never a single number."""
    if not found.present:
        return Markup("")
    first = found.present[0]
    if not found.contested:
        return set_reading(view, first)
    same = [r for r in found.present if dimension_of(view, r) == dimension_of(view, first) and not r.denied] or [first]
    least, most = (pick(same, key=lambda r: _middle(view, r)) for pick in (min, max))
    if least is most:
        return set_reading(view, least)
    low, high = value_of(view, least), value_of(view, most)
    unit = low.unit if low.unit == high.unit else ""
    return Markup(set_value(low._replace(unit="") if unit else low) + ' <i class="to">to</i> ' + set_value(high))


def _middle(view: View, reading: Reading) -> float:
    base = view.base(reading.low, reading.high, reading.unit)
    ends = [v for v in (base.low, base.high) if v is not None]
    return sum(ends) / len(ends) if ends else 0.0


def trend(view: View, found: Stand, years: bool = False) -> str:
    """How the newest reading stands to the one before it, in a few words."""
    if found.contested or not found.present:
        return ""
    first = found.present[0]
    day = _brief_day(view.words.when(first.when, year=years))
    dated = [r for r in found.earlier if r.when and first.when and r.when != first.when and r.unit == first.unit and not r.denied]
    if not dated or not first.when:
        told = view.first(first.claims)
        since = _brief_day(view.words.day(view.published(told.report), year=years)) if told else ""
        return f"since {since}" if since else day
    before = max(dated, key=lambda r: (r.when.end or "") if r.when else "")
    then = _brief_day(view.words.day((before.when.end or before.when.start or "") if before.when else "", year=years))
    apart = _middle(view, first) - _middle(view, before)
    one = view.base(1.0, 1.0, first.unit).low or 1.0
    if not apart:
        return f"same since {then}"
    return f"{'up' if apart > 0 else 'down'} {shown_number(abs(apart) / one)} since {then}"


def _brief_day(words: str) -> str:
    """ "23 Nov" from "23 November"; a stretch of days keeps its last."""
    return " ".join(w[:3] if w.isalpha() and w[0].isupper() else w for w in words.rpartition(" to ")[2].split())


def contested(view: View, chosen: tuple[Figure, ...], most: int = 5) -> list[dict[str, Any]]:
    """Figures on which no single reading can be given, the most carried first."""
    found = []
    for figure in chosen:
        conflicts = [c for c in view.conflicts.get(figure.id, ()) if c.kind == "real"]
        if conflicts:
            found.append((len(view.carriers(figure.claims)), figure, conflicts[0], stand(view, figure)))
    found.sort(key=lambda item: (-item[0], item[1].id))
    return [
        {
            "id": figure.id,
            "title": figure.title,
            "values": [set_reading(view, r) for r in s.present[:4]] if s.contested else [],
            "why": conflict.why,
        }
        for _, figure, conflict, s in found[:most]
    ]
