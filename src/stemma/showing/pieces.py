"""Pieces of HTML that several sections use: a reading with its hedge, counts, quotes from a report, a change in words."""

from __future__ import annotations

from collections.abc import Iterable

from stemma.core.types import Claim, Conflict, Figure, Mutation, Reading
from stemma.showing.chain_words import chain_sentence
from stemma.showing.markup import Markup, between, join, tag
from stemma.showing.readings import after, value_of
from stemma.showing.view import View
from stemma.showing.wording import DROPPED, Value, capital, plural


def set_value(value: Value, tail: str = "") -> Markup:
    """A number as it is set in a line of text."""
    glue = "" if value.unit.startswith("%") else "\u00a0"
    return tag(
        "span",
        tag("i", value.hedge, "\u00a0") if value.hedge else "",
        value.number,
        join(glue, tag("u", value.unit)) if value.unit else "",
        tag("i", "\u00a0", tail) if tail else "",
        cls="rd",
    )


def set_reading(view: View, reading: Reading) -> Markup:
    """A reading as it is set in a line of text."""
    return set_value(value_of(view, reading), after(view, reading))


def set_counts(view: View, reading: Reading) -> Markup:
    """Reports, lineages and primary sources, the reports semibold."""
    words = view.words
    named = words.count(reading.sources, "primary source") if reading.sources else "nobody named"
    return tag("span", tag("b", words.count(reading.reports, "report")), f", {words.lineages(reading.origins)}, {named}", cls="k")


def letters_of(view: View, reading: Reading) -> Markup:
    """The letters that carry a reading, with their rules."""
    return view.letters.ruled(view.groups(reading.claims, reading.sources), changed=bool(reading.born_in))


def section(id: str, title: str, note: str | None, *body: str | Iterable[str] | None) -> Markup:
    """A part of the page under a hairline."""
    head = tag("header", tag("h2", title), tag("span", note, cls="k") if note else None)
    return tag("section", head, *body, cls="sec", id=id)


def fold_button(part: str) -> Markup:
    """Opens or folds all of a part; hidden until the script is there to do it."""
    return tag("button", "Open all", type="button", cls="btn folder", data_fold=part, hidden=True)


def verdict_word(view: View, conflict: Conflict) -> str:
    """A verdict in a few words."""
    if any(r.rule == "weigh.superseded" for r in conflict.reasons):
        return view.words.of("verdict", "superseded")
    if conflict.kind != "real" and conflict.verdict in view.words.table["verdict_seeming"]:
        return view.words.of("verdict_seeming", conflict.verdict)
    on_the_way = any(r.rule == "weigh.event-changed" for r in conflict.reasons)
    if conflict.kind == "real" and (on_the_way or any(c in view.changed_claims for c in conflict.claims if c in view.events)):
        return view.words.of("verdict", "copying")
    return view.words.of("verdict", conflict.verdict)


def about(view: View, conflict: Conflict) -> str:
    """What a conflict is about: its figure, or the kind of event."""
    if conflict.figure in view.figures:
        return view.figures[conflict.figure].title
    types = [view.events[c].type for c in conflict.claims if c in view.events]
    return capital(types[0].replace("_", " ")) if types else "An event"


def figure_link(figure: Figure) -> Markup:
    """A figure's name that leads to it."""
    return tag("a", figure.title, href=f"#f-{figure.id}")


def quote(view: View, claim: Claim) -> Markup:
    """A claim's words, linked to their place in the report."""
    words = " ".join(claim.text.split())
    line = tag("a", "“", words, "”", href=f"#c-{claim.id}", cls="ev")
    report = view.reports.get(claim.report)
    spoken = chain_sentence(claim, report) if report else "nobody named"
    day = view.words.as_of(claim.when)
    return tag("li", view.letters.one(claim.report), " ", line, " ", tag("span", f"{spoken}; {day}", cls="k"))


def brief_change(view: View, mutation: Mutation) -> tuple[str, str]:
    """What a change found and left, as short as may be: the two values where the number, unit or hedge was changed."""
    one, other = view.claims.get(mutation.from_claim), view.claims.get(mutation.claim)
    if one and other and mutation.field in ("number", "unit", "approx"):
        was, became = (view.words.value(c.amount.low, c.amount.high, c.amount.unit, c.amount.approx) for c in (one, other))
        if str(was) != str(became):
            return str(was), str(became)
    if one and other and mutation.field == "status":
        return view.words.of("status", one.status.value), view.words.of("status", other.status.value)
    return view.words.changed(mutation)


def change_words(view: View, mutation: Mutation) -> Markup:
    """One change in a few words, red: N: hedge, nearly 5,000 became more than 5,000."""
    was, became = brief_change(view, mutation)
    field = view.words.of("field", mutation.field)
    said = f"{field}: {shorten(was)} became {shorten(became)}"
    if became == DROPPED:
        said = f"{field} dropped" if mutation.field == "verification" else f"{field} dropped ({shorten(was)})"
    elif was == DROPPED:
        said = f"{field} added ({shorten(became)})"
    tail = " (put right)" if mutation.restored else ""
    return join(view.letters.one(mutation.report), " ", tag("span", f"{said}{tail}", cls=None if mutation.restored else "red"))


def carried(view: View, mutation: Mutation) -> Markup | None:
    """Who carried a change on."""
    return join("carried on by ", view.letters.row(mutation.inherited_by)) if mutation.inherited_by else None


def changes_line(view: View, mutations: Iterable[Mutation], most: int = 2) -> Markup | None:
    """The first changes of a figure on a line; the rest as a number."""
    found = list(mutations)
    if not found:
        return None
    line = between("; ", (change_words(view, m) for m in found[:most]))
    more = len(found) - most
    return tag("p", line, f"; and {more} more {plural(more, 'change')}" if more > 0 else "", ".", cls="chg")


def shorten(text: str, most: int = 60) -> str:
    """A text cut at a word, with dots where something is left out."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"
