"""The report as Markdown: the same content, shorter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.core.packs import Pack
from stemma.core.types import Figure, Reading, Situation
from stemma.showing.heads import lede, title
from stemma.showing.keyfigures import headed
from stemma.showing.pieces import about, brief_change, shorten, verdict_word
from stemma.showing.readings import after, stand, value_of, who
from stemma.showing.sentences import safe_wording
from stemma.showing.view import View
from stemma.showing.wording import capital

_SPECIAL = "\\`*_{}[]<>#|~"


def markdown_report(situation: Situation, pack: Pack) -> str:
    """The whole situation as one Markdown text."""
    view = View(situation, pack)
    if not view.reports:
        return "# No reports so far\n\nTake reports in with `stemma add` and a file, a folder or an address.\n"
    parts = [
        f"# {plain(title(view))}",
        plain(lede(view)),
        *_lost(view),
        _reports(view),
        *_figures(view),
        _conflicts(view),
        _changes(view),
        _sums(view),
        _notices(view),
    ]
    foot = "Stemma tells who says what and from whom. It does not say what happened. No dependence found is no proof that there is none."
    return "\n\n".join([*(p for p in parts if p), foot]) + "\n"


def plain(text: str) -> str:
    """A text whose characters Markdown would take as signs are escaped, on one line."""
    flat = " ".join(text.split())
    return "".join("\\" + c if c in _SPECIAL else c for c in flat)


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*rows, *(f"| {' | '.join(line)} |" for line in lines)])


def _lost(view: View) -> list[str]:
    found = []
    for original in view.lost.values():
        members = [r for r in view.reports if view.head(r) == original.id]
        if members:
            number = capital(view.words.spelled(len(members)))
            found.append(
                f"{number} of the {view.words.spelled(len(view.reports))} reports ({view.letters.plain(members)}) go back to "
                f"one lost original, credited to {plain(original.credited_as)}."
            )
    return found


def _reports(view: View) -> str:
    lines = []
    for report in view.reports:
        parents = view.words.listed(view.letters.plain([d.parent]) for d in view.parents.get(report, ()))
        made = view.words.of("kind", view.kind(report).value) + (f" from {parents}" if parents else "")
        claims = len(view.extracts[report].claims) if report in view.extracts else 0
        lines.append(
            [
                f"**{view.letters.plain([report])}**",
                plain(view.name(report)),
                view.words.moment(view.published(report)) or "no date",
                made,
                str(claims),
                str(len(view.new.get(report, ()))),
            ]
        )
    return "## Reports\n\n" + _table(("", "Outlet", "Published", "Made", "Claims", "New"), lines)


def _figures(view: View) -> list[str]:
    found = ["## Figures"] if view.figures else ["## Figures\n\nNo amount was read, so there is no figure."]
    for heading in headed(view, view.situation.figures):
        found.append(f"### {heading.title}")
        found += [_figure(view, figure) for figure in heading.figures]
    return found


def _figure(view: View, figure: Figure) -> str:
    standing = stand(view, figure)
    lines = [f"**{plain(figure.title)}.** {plain(safe_wording(view, figure, standing).removeprefix(figure.title + ': '))}"]
    if len(standing.all) > 1:
        lines += [
            "",
            *(
                _reading(view, r, "changed in copying" if r in standing.changed else "earlier" if r in standing.earlier else "")
                for r in standing.all
            ),
        ]
    elif standing.all:
        lines.append(f"({_counts(view, standing.all[0])})")
    return "\n".join(lines)


def _reading(view: View, reading: Reading, note: str) -> str:
    value = " ".join(part for part in (str(value_of(view, reading)), after(view, reading)) if part)
    tail = f"; *{note}*" if note else ""
    return f"- **{plain(value)}**, {view.words.as_of(reading.when)}, {plain(who(view, reading))} ({_counts(view, reading)}){tail}"


def _counts(view: View, reading: Reading) -> str:
    return f"{view.letters.plain(view.carriers(reading.claims))}: {view.words.counts(reading.reports, reading.origins, reading.sources)}"


def _conflicts(view: View) -> str:
    conflicts = view.situation.weighing.conflicts
    if not conflicts:
        return "## Where the reports disagree\n\nNo two claims about one figure were found to differ."
    real = [c for c in conflicts if c.kind == "real"]
    seeming = [c for c in conflicts if c.kind != "real"]
    lines = [
        "## Where the reports disagree",
        "",
        f"{len(real)} real, {len(seeming)} only seeming. “Real” means that nothing in the reports explains the difference.",
        "",
    ]
    lines += [f"- **{verdict_word(view, c)}**: {plain(about(view, c))}. {plain(c.why)}" for c in real]
    lines += [
        "",
        *(f"- *Seeming, {verdict_word(view, c).lower()}*: {plain(about(view, c))}. {plain(shorten(c.why, 300))}" for c in seeming),
    ]
    return "\n".join(lines)


def _changes(view: View) -> str:
    mutations = sorted(view.situation.stemma.mutations, key=lambda m: (view.rank.get(m.report, 0), m.field, m.was, m.became))
    if not mutations:
        return ""
    lines = []
    for m in mutations:
        was, became = brief_change(view, m)
        what = view.words.of("field", m.field) + ("; put right" if m.restored else "")
        lines.append(
            [
                view.letters.plain([m.report]),
                view.letters.plain([m.parent]),
                plain(shorten(was, 100)),
                plain(shorten(became, 100)),
                what,
                view.letters.plain(m.inherited_by),
            ]
        )
    return "## Changed on the way\n\n" + _table(("In", "From", "Was", "Became", "What", "Carried on by"), lines)


def _sums(view: View) -> str:
    checks = view.situation.weighing.checks
    if not checks:
        return ""
    once = dict.fromkeys((c.holds, c.why.partition(" (")[0]) for c in sorted(checks, key=lambda c: (c.holds, c.why)))
    return "## The sums\n\n" + "\n".join(f"- **{'Holds' if holds else 'Does not come out'}**: {plain(why)}" for holds, why in once)


def _notices(view: View) -> str:
    notices = [n for e in view.situation.extracts for n in e.notices]
    if not notices:
        return ""
    shown = [f"- `{n.rule}` {view.letters.plain([n.report])}: {plain(shorten(n.message, 200))}" for n in notices[:20]]
    more = f"\n- and {len(notices) - 20} more" if len(notices) > 20 else ""
    return "## What was not understood\n\n" + "\n".join(shown) + more
