"""The family tree, how to read it, what each line rests on, and every change on the way."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files

from stemma.core.types import Mutation, Reason
from stemma.showing.drawing import MIDDLE, NARROW, WIDE, at_widths
from stemma.showing.markup import Markup, between, join, tag
from stemma.showing.pieces import shorten
from stemma.showing.tree import MOST, tree
from stemma.showing.view import View
from stemma.showing.wording import plural

FIRST = 18  # changes that stand open; the rest are folded


def stemma_section(view: View) -> Markup:
    """Tree, reasons and changes."""
    number, made = len(view.reports), sum(bool(view.parents.get(r)) for r in view.reports)
    heads = len(view.lineages)
    title = (
        f"How {view.words.spelled(number)} {plural(number, 'report')} descend{'s' if number == 1 else ''} from {view.words.spelled(heads)}"
    )
    if number == 1:
        title = "One report, so nothing to compare"
    lede = "Time runs downward. A line joins a report to what it was made from; every red stroke is something that changed on the way."
    if not made:
        lede = "No dependence was found between these reports. That is not proof that there is none."
    head = tag("header", tag("h2", title, cls="h1"), tag("p", lede, cls="lede"), cls="head")
    return tag("section", head, _legend() if made else None, _drawing(view), _lines(view), _changes(view), id="stemma")


def _legend() -> Markup:
    entries = tomllib.loads((files("stemma") / "showing" / "legend.toml").read_text(encoding="utf-8"))["entry"]
    boxes = []
    for entry in entries:
        small = tag("svg", Markup(entry["svg"]), viewBox="0 0 84 26", width=84, height=26, aria_hidden="true")
        boxes.append(tag("div", small, tag("span", tag("b", entry["name"]), " ", entry["text"])))
    return tag("section", tag("header", tag("h3", "How to read this tree")), tag("div", boxes, cls="spec"), cls="sec")


def _drawing(view: View) -> Markup | None:
    if not view.reports:
        return None
    if len(view.reports) > MOST:
        items = [
            tag("li", tag("b", view.letters.one(head)), " ", view.name(head), ": ", view.letters.row(members))
            for head, members in view.lineages.items()
        ]
        note = f"{len(view.reports):,} reports are too many for one drawing; here is each lineage with its reports."
        return tag("section", tag("header", tag("h3", "The lineages")), tag("p", note, cls="k"), tag("ul", items, cls="plain"), cls="sec")
    drawing = tag("div", at_widths(lambda w: tree(view, w), ((WIDE, "w"), (MIDDLE, "m"), (NARROW, "n"))), cls="scroll plate")
    note = tag(
        "p", "Red numbers count the changes on a line; the words are in the table below. Tap a letter for its report.", cls="k draw n"
    )
    return tag(
        "section", tag("header", tag("h3", "The tree"), tag("span", "a letter leads to its report", cls="k")), drawing, note, cls="sec"
    )


def _lines(view: View) -> Markup | None:
    """Each line of the tree with what it rests on."""
    descents = [d for r in view.reports for d in view.parents.get(r, ())]
    if not descents:
        return None
    rows = [
        tag(
            "tr",
            tag("td", view.letters.one(d.child), " ", tag("span", view.name(d.child), cls="k")),
            tag("td", view.words.of("kind", view.kind(d.child).value)),
            tag("td", view.letters.one(d.parent), " ", tag("span", view.name(d.parent), cls="k")),
            tag("td", between(", ", (view.words.of("basis", b) for b in d.basis))),
            tag("td", f"{d.weight:.2f}", cls="num"),
            tag("td", _reasons(d.reasons), cls="k"),
        )
        for d in descents
    ]
    head = tag("tr", [tag("th", t) for t in ("Report", "How made", "From", "Found by", "Weight", "Why")])
    table = tag("div", tag("table", tag("thead", head), tag("tbody", rows), cls="lines"), cls="scroll")
    return tag(
        "details",
        tag("summary", f"The {view.words.count(len(descents), 'line')} of the tree as a table, with what each rests on"),
        table,
        cls="folded",
    )


def _reasons(reasons: Sequence[Reason]) -> str:
    """What speaks for a line and against it, the weights (logarithms of odds) adding up; what has none stands last."""
    weighed = [f"{shorten(r.detail, 120)} {r.weight:+.1f}" for r in reasons if r.weight]
    plain = [shorten(r.detail, 160) for r in reasons if not r.weight]
    return "; ".join([*weighed, *plain])


def _changes(view: View) -> Markup:
    mutations = view.situation.stemma.mutations
    head = tag("header", tag("h2", "Changed on the way"), tag("span", view.words.count(len(mutations), "change"), cls="k"))
    if not mutations:
        return tag(
            "section",
            head,
            tag("p", "No change was found: what was taken over was taken over as it stood.", cls="q"),
            cls="sec",
            id="changes",
        )
    ordered = sorted(mutations, key=lambda m: (view.rank.get(m.report, 0), m.field, m.was, m.became))
    first, rest = ordered[:FIRST], ordered[FIRST:]
    more = (
        tag(
            "details",
            tag("summary", f"{view.words.count(len(rest), 'more change')}".replace("changes", "changes")),
            _table(view, rest),
            cls="folded",
        )
        if rest
        else None
    )
    return tag("section", head, _table(view, first), more, cls="sec", id="changes")


def _table(view: View, mutations: list[Mutation]) -> Markup:
    names = tag("tr", [tag("th", t) for t in ("In", "From", "Was", "Became", "What changed")])
    return tag("div", tag("table", tag("thead", names), tag("tbody", [_change(view, m) for m in mutations]), cls="changes"), cls="scroll")


def _change(view: View, mutation: Mutation) -> Markup:
    was, became = view.words.changed(mutation)
    figure = view.figures.get(view.figure_touched(mutation))
    about = tag("a", figure.title, href=f"#f-{figure.id}") if figure else None
    notes = [view.words.of("field", mutation.field)]
    if mutation.restored:
        notes.append("put right")
    carried = join("; carried on by ", view.letters.row(mutation.inherited_by)) if mutation.inherited_by else None
    return tag(
        "tr",
        tag("td", view.letters.one(mutation.report), data_l="In"),
        tag("td", view.letters.one(mutation.parent), cls="k", data_l="From"),
        tag("td", _at(mutation.from_claim, was), cls="q", data_l="Was"),
        tag("td", _at(mutation.claim, became), cls=None if mutation.restored else "red", data_l="Became"),
        tag("td", "; ".join(notes), carried, join(" in ", about) if about else None, cls="k", data_l="What changed"),
    )


def _at(claim: str, words: str) -> Markup:
    shown = shorten(words, 140)
    return tag("a", shown, href=f"#c-{claim}") if claim else join(shown)
