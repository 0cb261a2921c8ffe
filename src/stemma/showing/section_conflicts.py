"""Where the reports disagree: real first, with reasons; seeming ones folded by what explains them; then the sums."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Check, Claim, Conflict
from stemma.showing.drawing import sheet, value_width, write, write_value
from stemma.showing.marks import Pen, drawn
from stemma.showing.markup import Markup, between, join, tag
from stemma.showing.pieces import about, figure_link, section, shorten, verdict_word
from stemma.showing.readings import bounds, said_by
from stemma.showing.scales import Label, Linear, round_scale, spread, stack, text_width
from stemma.showing.sentences import heard_from
from stemma.showing.view import View
from stemma.showing.wording import figure as shown_number

WIDTH = 330.0
FIRST = 14
DRAWN = 4


def conflicts_section(view: View) -> Markup:
    """Real conflicts, then seeming ones."""
    conflicts = view.situation.weighing.conflicts
    real = sorted((c for c in conflicts if c.kind == "real"), key=lambda c: _rank(view, c))
    seeming = [c for c in conflicts if c.kind != "real"]
    words = view.words
    look = "only looks like one" if len(seeming) == 1 else "only look like one"
    lede = f"{words.count(len(real), 'disagreement')} {'is' if len(real) == 1 else 'are'} real; {len(seeming)} {look}."
    if not conflicts:
        lede = "No two claims about one figure were found to differ."
    head = tag(
        "header",
        tag("h2", "Where the reports disagree", cls="h1"),
        tag("p", lede, " “Real” means that nothing in the reports explains the difference. It does not say who is right.", cls="lede"),
        cls="head",
    )
    rows = [_work(view, c) for c in real]
    more = (
        tag("details", tag("summary", words.count(len(rows) - FIRST, "more disagreement")), rows[FIRST:], cls="folded")
        if len(rows) > FIRST
        else None
    )
    body = tag("div", rows[:FIRST], more, cls="works") if rows else tag("p", "No real disagreement was found.", cls="q works")
    return tag("section", head, body, _seeming(view, seeming), id="conflicts")


def _rank(view: View, conflict: Conflict) -> tuple[bool, float, str]:
    """Between speakers first, then by how far the values lie apart."""
    bases = [view.base(c.amount.low, c.amount.high, c.amount.unit).point for c in _claims(view, conflict)]
    points = [abs(b) for b in bases if b is not None]
    apart = (max(points) - min(points)) / (max(points) or 1.0) if points else 0.0
    return (conflict.verdict == "copying", -apart, conflict.figure)


def _claims(view: View, conflict: Conflict) -> list[Claim]:
    found = [view.claims[c] for c in conflict.claims if c in view.claims]
    return sorted(found, key=lambda c: (view.rank.get(c.report, 0), c.start))


def _work(view: View, conflict: Conflict) -> Markup:
    figure = view.figures.get(conflict.figure)
    copied = verdict_word(view, conflict) == view.words.of("verdict", "copying")
    reports = view.carriers(conflict.claims) or tuple(dict.fromkeys(view.events[c].report for c in conflict.claims if c in view.events))
    verdict = tag(
        "p",
        tag("span", verdict_word(view, conflict), cls="red" if copied else None),
        tag("small", view.letters.row(reports)),
        cls="v",
    )
    quotes = [tag("li", _evidence(view, item)) for item in conflict.claims[:6] if item in view.claims or item in view.events]
    why = tag("div", tag("p", conflict.why, cls="why"), tag("ul", quotes, cls="quotes"))
    return tag(
        "div",
        verdict,
        tag("h4", figure_link(figure) if figure else about(view, conflict)),
        why,
        tag("div", _drawing(view, conflict)),
        cls="work",
    )


def _evidence(view: View, item: str) -> Markup:
    found = view.claims.get(item) or view.events[item]
    said = found.attribution[-1].name if found.attribution else "nobody named"
    return join(
        view.letters.one(found.report),
        " ",
        tag("a", "“", shorten(found.text, 110), "”", href=f"#c-{item}", cls="ev"),
        " ",
        tag("span", said, cls="k"),
    )


def _drawing(view: View, conflict: Conflict) -> Markup | None:
    """The claims that stand against each other on one small scale, a value once."""
    once: dict[object, list[Claim]] = {}
    for claim in _claims(view, conflict):
        once.setdefault((claim.amount, claim.status == "denied"), []).append(claim)
    groups = list(once.values())[:DRAWN]
    if not groups:
        return None
    unit = groups[0][0].amount.unit
    dimension = view.base(1, 1, unit).dimension
    groups = [g for g in groups if view.base(1, 1, g[0].amount.unit).dimension == dimension]
    born = {m.claim for m in view.situation.stemma.mutations if not m.restored}
    ends = [end for g in groups for end in bounds(view, g[0].amount.low, g[0].amount.high, g[0].amount.unit, unit) if end is not None]
    room = text_width(shown_number(round_scale(ends, 0, 1).high), 12) + 8
    scale = round_scale(ends, 16, WIDTH - room)
    return _sheet(view, groups, unit, scale, born)


def _sheet(view: View, groups: Sequence[Sequence[Claim]], unit: str, scale: Linear, born: set[str]) -> Markup:
    above, below, marks = [], [], []
    values = []
    for group in groups:
        claim = group[0]
        low, high = bounds(view, claim.amount.low, claim.amount.high, claim.amount.unit, unit)
        said = said_by(claim, low, high, changed=any(c.id in born for c in group))
        value = view.words.value(claim.amount.low, claim.amount.high, claim.amount.unit, claim.amount.approx)
        tail = "denied" if claim.status == "denied" else ""
        middle = (scale(said.ends[0]) + scale(said.ends[1])) / 2
        values.append((value, tail, "tr" if said.changed else ""))
        above.append(Label(text="", want=middle, width=value_width(value, 16, tail)))
        letters = view.letters.plain(view.carriers([c.id for c in group])[:6])
        note = shorten(f"{letters}, {heard_from(claim)}" if claim.attribution else letters, 34)
        below.append(Label(text=note, want=middle, width=text_width(note, 12.5), cls="tr" if said.changed else "t2"))
        marks.append(said)
    rows = 1 if spread(above, 0, WIDTH, gap=14) else stack(above, 0, WIDTH)
    axis = 4 + rows * 19 + 14.0
    pen = Pen(scale=scale, across=axis, half=9, first=scale.start, last=scale.end)
    pieces = [tag("line", x1=scale.start, x2=scale.end, y1=axis, y2=axis, cls="axis")]
    pieces += [
        write(scale.start - 4, axis + 4, shown_number(scale.low), 12, "t3", "end"),
        write(WIDTH, axis + 4, shown_number(scale.high), 12, "t3", "end"),
    ]
    pieces += [drawn(said, pen) for said in marks]
    pieces += [write_value(a.x, 16 + a.row * 19, v, 16, t, c) for a, (v, t, c) in zip(above, values, strict=True)]
    depth = stack(below, 0, WIDTH)
    pieces += [write(b.x, axis + 26 + b.row * 15, b.text, 12.5, b.cls, "middle") for b in below]
    return sheet(WIDTH, axis + 20 + depth * 15, "; ".join(f"{v} {t} {b.text}" for (v, t, _), b in zip(values, below, strict=True)), pieces)


def _seeming(view: View, conflicts: Sequence[Conflict]) -> Markup | None:
    if not conflicts:
        return None
    verdicts: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        verdicts.setdefault(conflict.verdict, []).append(conflict)
    folds = []
    for key in sorted(verdicts, key=lambda k: (-len(verdicts[k]), k)):
        members = verdicts[key]
        names = list(dict.fromkeys(view.figures[c.figure].title for c in members if c.figure in view.figures))
        brief = tag("span", f"{', '.join(names[:5])}{f' and {len(names) - 5} more' if len(names) > 5 else ''}", cls="q")
        summary = tag("summary", tag("span", verdict_word(view, members[0]), cls="n"), tag("span", str(len(members)), cls="k"), brief)
        folds.append(tag("details", summary, tag("ul", [_one(view, c) for c in members], cls="plain"), cls="fold"))
    return section("seeming", "Only seeming", f"{len(conflicts)} explained; open one for its sentences", folds)


def _one(view: View, conflict: Conflict) -> Markup:
    figure = view.figures.get(conflict.figure)
    quotes = between(" ", (_evidence(view, item) for item in conflict.claims[:4] if item in view.claims or item in view.events))
    return tag("li", tag("b", figure_link(figure), ". ") if figure else None, conflict.why, tag("p", quotes, cls="q small"))


def sums_section(view: View) -> Markup:
    """The arithmetic between figures: what holds and what does not come out; the same sum in several reports once."""
    checks = sorted(view.situation.weighing.checks, key=lambda c: (c.holds, c.rule, c.why))
    if not checks:
        return section("sums", "The sums", None, tag("p", "No two figures were found that a sum ties together.", cls="q"))
    alike: dict[tuple[bool, str], list[Check]] = {}
    for check in checks:
        alike.setdefault((check.holds, check.why.partition(" (")[0]), []).append(check)
    rows = [_sum(view, members) for members in alike.values()]
    note = f"{sum(holds for holds, _ in alike)} hold, {sum(not holds for holds, _ in alike)} do not come out; within hedges and rounding"
    return section("sums", "The sums", note, tag("div", tag("table", tag("tbody", rows), cls="sums"), cls="scroll"))


def _sum(view: View, members: Sequence[Check]) -> Markup:
    claims = [c for member in members for c in member.claims]
    figures = [view.figures[f] for f in dict.fromkeys(view.figure_of.get(c, "") for c in claims) if f]
    return tag(
        "tr",
        tag("td", tag("b", "Holds" if members[0].holds else "Does not come out")),
        tag("td", members[0].why),
        tag("td", view.letters.row(view.carriers(claims))),
        tag("td", between(", ", (figure_link(f) for f in figures)), cls="k"),
    )
