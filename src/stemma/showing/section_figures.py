"""Each figure: its reading, its marks through time, the chain, the safe wording, what became of its words, its sums."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Claim, Figure, Reading
from stemma.showing.charts import hero_chart, own_plot
from stemma.showing.course import course
from stemma.showing.drawing import MIDDLE, NARROW, WIDE, at_widths
from stemma.showing.keyfigures import headed, key_figures
from stemma.showing.marks import Pen, drawn
from stemma.showing.markup import Markup, join, tag
from stemma.showing.pieces import fold_button, letters_of, quote, set_counts, set_reading
from stemma.showing.readings import Stand, said_of, stand
from stemma.showing.sentences import chain, citation, heard_from, safe_wording, verdict
from stemma.showing.view import View

COLUMNS = 9  # reports in the table of words
OPEN = 3  # figures that stand open when the page is opened


def figures_section(view: View) -> Markup:
    """All figures under their headings; the first few open, the others one click away."""
    number = len(view.figures)
    head = tag(
        "header",
        tag("h2", f"The {view.words.count(number, 'figure')}" if number else "Figures", cls="h1"),
        tag(
            "p",
            "A figure is one quantity that claims speak about. Open one for its readings, its course, who says so, and a safe wording.",
            cls="lede",
        ),
        fold_button("figures"),
        cls="head",
    )
    if not number:
        return tag("section", head, tag("p", "No amount was read, so there is no figure.", cls="q"), id="figures")
    first = [f.id for h in key_figures(view) for f in h.figures[:1]]
    opened = sorted(first, key=lambda f: -len(view.carriers(view.figures[f].claims)))[:OPEN]
    groups = [
        tag("section", tag("h3", heading.title, cls="grouphead"), [_figure(view, f, f.id in opened) for f in heading.figures])
        for heading in headed(view, view.situation.figures)
    ]
    return tag("section", head, groups, id="figures")


def _figure(view: View, figure: Figure, opened: bool) -> Markup:
    found = stand(view, figure)
    summary = tag("summary", tag("span", figure.title, cls="name"), _short(view, found), _brief(view, found))
    body = tag(
        "div",
        _hero(view, figure, found),
        _course(view, figure, found),
        _readings(view, figure, found),
        _words(view, figure),
        _sums(view, figure),
        cls="inside",
    )
    return tag("article", tag("details", summary, body, open=opened), cls="figure", id=f"f-{figure.id}")


def _short(view: View, found: Stand) -> Markup:
    shown = [set_reading(view, r) for r in found.present[:3]]
    more = len(found.present) - len(shown)
    pieces = [join(" or " if at else "", s) for at, s in enumerate(shown)]
    return tag("span", pieces, f" or {more} more" if more > 0 else "", cls="short")


def _brief(view: View, found: Stand) -> Markup:
    if not found.present:
        return tag("span")
    first = found.present[0]
    return tag("span", letters_of(view, first), set_counts(view, first), tag("span", view.words.as_of(first.when), cls="k"), cls="brief")


def _hero(view: View, figure: Figure, found: Stand) -> Markup:
    first = found.present[0] if found.present else None
    if first is None:
        return tag("p", "No reading.", cls="q")
    big = [tag("p", set_reading(view, r), cls="bigread") for r in found.present[:3]]
    where = figure.place.name if figure.place else ""
    under = "; ".join(part for part in (view.words.as_of(first.when), f"about {where}" if where else "", _share(view, first)) if part)
    left = tag(
        "div",
        tag("div", big, cls="big two" if found.contested else "big"),
        tag("p", under, cls="k"),
        at_widths(lambda w: hero_chart(view, figure, found, w), ((820, "w m"), (NARROW, "n")))
        if len(found.all) > 1
        else tag("div", hero_chart(view, figure, found, NARROW), cls="draw"),
        [tag("p", letters_of(view, r), set_counts(view, r), cls="carry") for r in found.present[:3]],
        tag("p", chain(view, first), cls="chain"),
    )
    id = f"w-{figure.id}"
    right = tag(
        "div",
        tag(
            "div",
            tag("h4", "Safe wording", cls="blue"),
            tag("p", safe_wording(view, figure, found), id=id),
            tag("p", citation(view, found), cls="k"),
            tag("button", "Copy wording", type="button", data_copy=id, cls="btn"),
            cls="safe",
        ),
        tag("p", "Credibility, proposed: ", tag("b", view.words.of("grade", first.grade)), ".", cls="k"),
    )
    return tag("div", left, right, cls="hero-grid")


def _share(view: View, reading: Reading) -> str:
    claim = view.first(reading.claims)
    return f"a share of {claim.percent_of}" if claim and claim.percent_of else ""


def _course(view: View, figure: Figure, found: Stand) -> Markup | None:
    drawings = [(course(view, figure, found, w), cls) for w, cls in ((WIDE, "w"), (MIDDLE, "m"), (NARROW, "n"))]
    if drawings[0][0] is None:
        return None
    note = tag("span", "a mark stands at the day that the figure is for; letters, at the hour when a report gave it", cls="k")
    shown = tag("div", [tag("div", d, cls=f"draw {cls}") for d, cls in drawings], cls="scroll")
    return tag("section", tag("header", tag("h3", "The course"), note), shown, cls="sec")


def _readings(view: View, figure: Figure, found: Stand) -> Markup:
    plot = own_plot(view, figure, found, 200)
    rows = []
    for reading in found.all:
        said = said_of(view, reading, plot.unit, earlier=reading in found.earlier)
        same = view.base(1, 1, reading.unit).dimension == view.base(1, 1, plot.unit).dimension
        pen = Pen(scale=plot.scale, across=16, half=9, first=plot.scale.start, last=plot.scale.end)
        mark = tag(
            "svg",
            tag("line", x1=0, x2=200, y1=16, y2=16, cls="axis"),
            drawn(said, pen) if same else None,
            viewBox="0 0 200 32",
            width=200,
            height=32,
            aria_hidden="true",
        )
        value = join(
            tag("p", set_reading(view, reading), cls="red val" if reading.born_in else "val"),
            tag("p", view.words.as_of(reading.when), cls="k"),
        )
        rows.append(
            tag(
                "div",
                tag("div", mark, cls="mark"),
                tag("div", value),
                tag("div", letters_of(view, reading), set_counts(view, reading), cls="cnt"),
                tag("div", tag("p", verdict(view, figure, reading, found), cls="v"), _evidence(view, reading)),
                cls="reading",
            )
        )
    title = "The readings" if len(found.all) > 1 else "The reading"
    return tag(
        "section", tag("header", tag("h3", title), tag("span", "a quote leads to its place in the report", cls="k")), rows, cls="sec"
    )


def _evidence(view: View, reading: Reading) -> Markup:
    claims = sorted((view.claims[c] for c in reading.claims if c in view.claims), key=lambda c: (view.rank.get(c.report, 0), c.start))
    first = tag("ul", [quote(view, c) for c in claims[:3]], cls="quotes")
    if len(claims) <= 3:
        return first
    rest = tag("details", tag("summary", f"{len(claims) - 3} more"), tag("ul", [quote(view, c) for c in claims[3:]], cls="quotes"))
    return join(first, rest)


def _words(view: View, figure: Figure) -> Markup | None:
    """What was said against by whom: hedge, unit, speaker, day, caveat in each report; red where it was changed."""
    claims: dict[str, Claim] = {}
    for claim in view.figure_claims(figure):
        claims.setdefault(claim.report, claim)
    changes = {(m.report, m.field) for m in view.mutations.get(figure.id, ())}
    if len(claims) < 2 or not changes:
        return None
    shown = list(claims.values())[:COLUMNS]
    made = [join(view.letters.one(c.report), tag("small", view.words.of("kind", view.kind(c.report).value))) for c in shown]
    head = tag("tr", tag("th", "What was said, and by"), [tag("th", m) for m in made])
    rows = [_row(name, field, shown, [cell(view, c) for c in shown], changes) for name, field, cell in COLLATED]
    table = tag("div", tag("table", tag("thead", head), tag("tbody", rows), cls="coll"), cls="scroll")
    note = "red: not as in what it was made from"
    return tag(
        "section", tag("header", tag("h3", "What happened to the words on the way"), tag("span", note, cls="k red")), table, cls="sec"
    )


def _row(name: str, field: str, claims: Sequence[Claim], cells: Sequence[str], changes: set[tuple[str, str]]) -> Markup:
    shown = [tag("td", cell, cls="d" if (c.report, field) in changes else None) for c, cell in zip(claims, cells, strict=True)]
    return tag("tr", tag("td", name), shown)


def _hedge(view: View, claim: Claim) -> str:
    return view.words.hedge(claim.amount.approx, claim.amount.unit) or (
        "–" if claim.amount.approx == "exact" else claim.amount.approx.value
    )


def _number(view: View, claim: Claim) -> str:
    return view.words.value(claim.amount.low, claim.amount.high, claim.amount.unit, claim.amount.approx).number


COLLATED = (
    ("The number", "number", _number),
    ("The hedge", "approx", _hedge),
    ("The unit", "unit", lambda view, claim: view.words.unit(claim.amount.unit) or "number"),
    ("Who says so", "attribution", lambda view, claim: heard_from(claim)),
    ("As of when", "time", lambda view, claim: view.words.when(claim.when, year=False) or "no date"),
    ("Status", "status", lambda view, claim: claim.status.value),
    ("Checked", "verification", lambda view, claim: view.words.of("verification_name", claim.verification.value)),
)


def _sums(view: View, figure: Figure) -> Markup | None:
    checks = view.checks.get(figure.id, ())
    if not checks:
        return None
    items = [tag("li", tag("b", "Holds" if c.holds else "Does not come out"), ". ", c.why) for c in checks]
    return tag("section", tag("header", tag("h3", "The sums")), tag("ul", items, cls="plain"), cls="sec")
