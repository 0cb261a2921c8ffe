"""The title and the lede of a situation, made from the data alone."""

from __future__ import annotations

from collections import Counter

from stemma.core.types import Report, SourceKind
from stemma.showing.markup import Markup, between, join, tag
from stemma.showing.sigla import FIRST, outlet_of
from stemma.showing.view import View
from stemma.showing.wording import capital, plural

MANY = 40  # with more reports than this, letters and their key are folded


def subject(view: View) -> str:
    """Place and time of the pile: the place most often named and the months of publication."""
    names = Counter(c.place.name for c in view.claims.values() if c.place and c.place.name)
    place = min(names, key=lambda name: (-names[name], name)) if names else ""
    days = sorted(r.published.iso[:7] for r in view.reports.values() if r.published)
    if not days:
        return place or "The situation"
    span = view.words.day(days[0])
    if days[0] != days[-1]:
        span = f"{view.words.day(days[0], year=days[0][:4] != days[-1][:4])} to {view.words.day(days[-1])}"
    return f"{place}, {span}" if place else span


def title(view: View) -> str:
    """ "Place, month, as twelve reports tell it": who tells, never what happened."""
    number = len(view.reports)
    return f"{subject(view)}, as {view.words.spelled(number)} {plural(number, 'report')} tell{'s' if number == 1 else ''} it"


def lede(view: View) -> str:
    """How many claims, figures, originals and lineages."""
    words, number = view.words, len(view.reports)
    made = sum(bool(view.parents.get(r)) for r in view.reports)
    said = f"{words.count(len(view.claims), 'claim')} in {words.count(len(view.figures), 'figure')}"
    carry = f"It carries {said}." if number == 1 else f"They carry {said}."
    if not view.claims:
        carry = "No figure was read in them."
    if not made:
        return f"{carry} No dependence was found between them." if number > 1 else carry
    rest = number - made
    originals = f"{capital(words.spelled(rest))} {'is an original' if rest == 1 else 'are originals'}" if rest else "None is an original"
    lineages = words.count(len(view.lineages), "lineage")
    copying = "repeats, rewrites, blends or corrects" if made == 1 else "repeat, rewrite, blend or correct"
    return f"{carry} {originals}; {words.spelled(made)} {copying} other reports. So {words.count(number, 'report')} make {lineages}."


def lost_sentences(view: View) -> list[Markup]:
    """For each lost original: who goes back to it, and who speaks in it."""
    found = []
    for original in view.lost.values():
        members = [r for r in view.reports if view.head(r) == original.id]
        if not members:
            continue
        number = len(view.reports)
        back = f"{capital(view.words.spelled(len(members)))} of the {view.words.spelled(number)} reports"
        line = [
            back,
            " (",
            view.letters.row(members),
            ") go back to one lost original ",
            view.letters.one(original.id),
            f", credited to {original.credited_as}.",
        ]
        speaker = _main_speaker(view, original.id, members, original.credited_as)
        if speaker:
            line.append(f" The speaker behind most of what they share: {speaker}.")
        found.append(tag("p", line, cls="lede small"))
    return found


def _main_speaker(view: View, lost: str, members: list[str], credited: str) -> str:
    inherited = [c for c in view.claims.values() if c.report in members and view.root(c.id) == lost]
    names = Counter(c.attribution[-1].name for c in inherited if c.attribution and c.attribution[-1].name != credited)
    if not names:
        return ""
    name = min(names, key=lambda n: (-names[n], n))
    unnamed = any(s.name == name and s.kind is SourceKind.UNNAMED for c in inherited for s in c.attribution)
    return f"one who is not named, {name}" if unnamed else name


def lineage_line(view: View) -> Markup:
    """The reports as letters, each lineage under one rule, the larger first."""
    groups = sorted(view.lineages.items(), key=lambda item: (-len(item[1]), view.rank.get(item[1][0], 0)))
    pieces = []
    for head, members in groups:
        inner = [view.letters.one(r) for r in (members if len(view.reports) <= MANY else members[:FIRST])]
        if len(members) > len(inner):
            inner.append(tag("span", f"+{len(members) - len(inner)}", cls="more"))
        if head in view.lost:
            inner.insert(0, tag("span", view.letters.one(head), cls="lostmark"))
        pieces.append(tag("span", inner, cls="lin dashed" if head in view.lost else "lin"))
    blends = [r for r in view.reports if len({view.head(d.parent) for d in view.parents.get(r, ())}) > 1]
    note: list[str] = ["letters under one rule are one lineage"]
    if blends:
        note += ["; ", view.letters.row(blends), " draw on more than one" if len(blends) > 1 else " draws on more than one"]
    if any(head in view.lost for head in view.lineages):
        note.append("; dashed: its head is not held")
    note += [". ", tag("a", "How we know", href="#stemma")]
    return tag("div", tag("span", pieces, cls="sg big"), tag("span", note, cls="k"), cls="letters")


def key_to_letters(view: View) -> Markup:
    """Who is behind each letter."""
    items = [tag("li", view.letters.one(r), " ", _who(view, report)) for r, report in view.reports.items()]
    found = tag("ul", items, cls="who k")
    if len(items) <= MANY:
        return found
    return tag("details", tag("summary", f"The {len(items):,} reports and their letters"), found, cls="folded")


def _who(view: View, report: Report) -> Markup:
    moment = view.words.moment(view.published(report.id)) or "no date"
    name = outlet_of(report) or report.title or report.name or "outlet unknown"
    return join(tag("a", name, href=f"#r-{report.id}"), ", ", moment)


def known_until(view: View) -> str:
    """The newest publication time, in words."""
    times = [r.published.iso for r in view.reports.values() if r.published]
    return view.words.moment(max(times)) if times else "no date known"


def sides_alone(view: View) -> list[Markup]:
    """Figures that several reports carry but one speaker alone stands behind."""
    by_speaker: dict[str, list[str]] = {}
    for figure in view.situation.figures:
        named = view.speakers(figure.claims)
        if len(named) == 1:
            by_speaker.setdefault(named[0], []).append(figure.id)
    ranked = sorted(by_speaker.items(), key=lambda item: (-len(item[1]), item[0]))
    found = []
    for name, ids in ranked[:5]:
        links = between(", ", (tag("a", view.figures[i].title, href=f"#f-{i}") for i in ids[:4]))
        more = f" and {len(ids) - 4} more" if len(ids) > 4 else ""
        found.append(tag("li", tag("b", name), " alone stands behind ", links, more, "."))
    return found
