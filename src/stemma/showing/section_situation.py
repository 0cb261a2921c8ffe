"""The situation at a glance: letters, time, key figures with their marks, the map, what is contested."""

from __future__ import annotations

from stemma.core.types import Figure, Reading
from stemma.showing.brush import brush
from stemma.showing.charts import Plot, axis_head, row_chart
from stemma.showing.drawing import MIDDLE, NARROW, WIDE, at_widths
from stemma.showing.heads import key_to_letters, lede, lineage_line, lost_sentences, sides_alone, title
from stemma.showing.keyfigures import Heading, key_figures, plots
from stemma.showing.maps import map_section
from stemma.showing.markup import Markup, between, join, tag
from stemma.showing.pieces import changes_line, figure_link, letters_of, section, set_counts, set_reading
from stemma.showing.readings import Stand, stand, who
from stemma.showing.view import View

ROW, ROW_NARROW = 400, 358
MOST_CONTESTED = 6


def situation(view: View) -> Markup:
    """The first section of the page."""
    head = tag("header", tag("h1", title(view)), tag("p", lede(view), cls="lede"), lost_sentences(view), lineage_line(view), cls="head")
    if not view.reports:
        empty = tag(
            "p",
            "Take reports in with ",
            tag("code", "stemma add"),
            " and a file, a folder or an address; then make this page again.",
            cls="lede",
        )
        return tag("section", tag("header", tag("h1", "No reports so far"), empty, cls="head"), id="situation")
    times = section(
        "times",
        "Reports by time of publication",
        "height: claims carried; solid: new when published",
        at_widths(lambda w: brush(view, w), ((WIDE, "w"), (MIDDLE, "m"), (NARROW, "n"))),
        key_to_letters(view),
    )
    grid = tag(
        "div", tag("div", _key_rows(view), cls="main"), tag("aside", map_section(view), _contested(view), _alone(view)), cls="sit-grid"
    )
    return tag("section", head, times, grid, id="situation")


def _key_rows(view: View) -> Markup:
    headings = key_figures(view)
    if not headings:
        return section(
            "key", "Figures", None, tag("p", "No amount was read in these reports, so there is nothing to set side by side.", cls="q")
        )
    shown = sum(len(h.figures) for h in headings)
    note = tag(
        "p",
        f"{shown} of {view.words.count(len(view.figures), 'figure')} shown: those that most reports carry or dispute. ",
        tag("a", "All figures", href="#figures"),
        ". Fainter strokes say “about”, never how far off; hollow: the report says that it could not be checked. ",
        tag("a", "Every mark", href="#marks"),
        cls="k note",
    )
    return join(*(_heading(view, h) for h in headings), note)


def _heading(view: View, heading: Heading) -> Markup:
    shared, unit, wide = plots(view, heading, ROW)
    _, _, narrow = plots(view, heading, ROW_NARROW)
    axis = tag("div", axis_head(shared, view.words.unit(unit), ROW), cls="draw w m") if shared else tag("span")
    head = tag("div", tag("h3", heading.title), axis, tag("span", "who carries it", cls="k"), cls="grp")
    rows = [_row(view, figure, plot, small) for (figure, plot), (_, small) in zip(wide, narrow, strict=True)]
    return tag("section", head, rows, cls="group")


def _row(view: View, figure: Figure, plot: Plot, small: Plot) -> Markup:
    found = plot.stand
    return tag("article", _name(view, figure, found), _drawing(view, plot, small), _carried(view, figure, found), cls="fig")


def _name(view: View, figure: Figure, found: Stand) -> Markup:
    first = found.present[0] if found.present else None
    if found.contested:
        under = f"{view.words.spelled(len(found.present))} readings stand against each other"
    elif first:
        under = f"{who(view, first)}; {view.words.as_of(first.when)}"
    else:
        under = "no reading"
    return tag("div", tag("h4", figure_link(figure)), tag("p", under, cls="k"))


def _drawing(view: View, plot: Plot, small: Plot) -> Markup:
    return join(tag("div", row_chart(view, plot, ROW), cls="draw w m"), tag("div", row_chart(view, small, ROW_NARROW), cls="draw n"))


def _carried(view: View, figure: Figure, found: Stand) -> Markup:
    named = found.contested
    lines = [
        tag("div", tag("span", letters_of(view, r), set_reading(view, r) if named else None, cls="line"), set_counts(view, r), cls="cnt")
        for r in found.present[:2]
    ]
    more = len(found.present) - 2
    return tag(
        "div",
        lines,
        tag("p", f"and {more} more", cls="k") if more > 0 else None,
        _trend(view, found),
        changes_line(view, [m for m in view.mutations.get(figure.id, ()) if not m.restored]),
        cls="who-carries",
    )


def _trend(view: View, found: Stand) -> Markup | None:
    dated = [r for r in found.earlier if r.when and found.present and found.present[0].when and r.when != found.present[0].when]
    if not dated or found.contested:
        return None
    day = view.words.when(dated[0].when, year=False)
    return tag("p", "Earlier: ", set_reading(view, dated[0]), f" on {day}." if day else ".", cls="chg")


def _contested(view: View) -> Markup:
    found = []
    for figure in view.situation.figures:
        real = [c for c in view.conflicts.get(figure.id, ()) if c.kind == "real"]
        if real:
            found.append((figure, real, stand(view, figure)))
    found.sort(key=lambda item: (-len(view.carriers(item[0].claims)), item[0].id))
    items = [
        tag(
            "li",
            tag("b", figure_link(figure)),
            ". ",
            _against(view, s.present) if s.contested else real[0].why,
            " ",
            view.letters.row(view.carriers(real[0].claims)),
        )
        for figure, real, s in found[:MOST_CONTESTED]
    ]
    if not items:
        body: Markup = tag("p", "No two readings were found that nothing in the reports explains.", cls="q small")
    else:
        body = tag("ul", items)
    return section(
        "contested",
        "Contested",
        None,
        body,
        tag("p", tag("a", f"all {len(found)}", href="#conflicts"), cls="k") if len(found) > MOST_CONTESTED else None,
    )


def _against(view: View, readings: tuple[Reading, ...]) -> Markup:
    return join(between(", or ", (set_reading(view, r) for r in readings[:4])), ".")


def _alone(view: View) -> Markup | None:
    items = sides_alone(view)
    return section("alone", "Said by one source alone", None, tag("ul", items)) if items else None
