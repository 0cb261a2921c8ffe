"""The answers as tables on a terminal; plain lines with tabs where the output is piped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stemma.core.packs import Pack
from stemma.core.types import Figure, Mutation, Reading, Situation
from stemma.showing import rows
from stemma.showing.charts import own_plot, values
from stemma.showing.heads import lede, title
from stemma.showing.keyfigures import headed, key_figures
from stemma.showing.marks import typed
from stemma.showing.pieces import about, brief_change, shorten
from stemma.showing.readings import Stand, after, dimension_of, said_of, stand, value_of, who
from stemma.showing.scales import round_scale
from stemma.showing.tables import GREY, RED, STRONG, Cell, say, show_table
from stemma.showing.view import View
from stemma.showing.wording import capital

if TYPE_CHECKING:
    from rich.console import Console

MARK = 20  # cells that a mark takes


def show_report(console: Console, situation: Situation, pack: Pack) -> None:
    """The situation at a glance."""
    view = View(situation, pack)
    say(console, title(view) if view.reports else "No reports so far.", STRONG)
    if not view.reports:
        return
    say(console, lede(view))
    for original in view.lost.values():
        members = [r for r in view.reports if view.head(r) == original.id]
        if members:
            say(
                console,
                f"{capital(view.words.spelled(len(members)))} of them ({view.letters.plain(members)}) go back to one lost original, "
                f"credited to {original.credited_as}.",
            )
    show_table(console, "Reports", ("", "outlet", "published", "made", "claims", "new"), _report_rows(view))
    for heading in key_figures(view):
        show_table(console, heading.title, _FIGURE_HEAD, [row for f in heading.figures for row in _figure_rows(view, f)])
    real = [c for c in situation.weighing.conflicts if c.kind == "real"]
    if real:
        show_table(console, f"Contested, {len(real)}", ("figure", "why"), [(Cell(about(view, c)), Cell(c.why)) for c in real])
    if situation.stemma.mutations:
        show_table(console, "Changed on the way", _CHANGE_HEAD, _change_rows(view))


def show_figures(console: Console, situation: Situation, pack: Pack) -> None:
    """All figures with their readings."""
    view = View(situation, pack)
    if not view.figures:
        say(console, "No amount was read, so there is no figure.")
    for heading in headed(view, situation.figures):
        show_table(console, heading.title, _FIGURE_HEAD, [row for f in heading.figures for row in _figure_rows(view, f)])


def show_claims(console: Console, situation: Situation, pack: Pack) -> None:
    """All claims with their words."""
    view = View(situation, pack)
    if not view.claims:
        say(console, "No claim was read.")
        return
    found = []
    for row in rows.claims(view):
        claim = view.claims[row["id"]]
        spoken = " > ".join(row["attribution"]) or "nobody named"
        stance = ", ".join(word for word in (row["status"], view.words.of("verification_name", row["verification"])) if word)
        found.append(
            (
                Cell(row["siglum"], STRONG),
                Cell(row["value"], STRONG),
                Cell(row["measure"]),
                Cell(row["subject"]),
                Cell(view.words.when(claim.when) or "no date"),
                Cell(spoken),
                Cell(stance, GREY),
                Cell(" ".join(row["text"].split())),
            )
        )
    show_table(
        console,
        f"{view.words.count(len(found), 'claim')}",
        ("", "value", "measure", "of", "as of", "who says so", "put forward", "words"),
        found,
    )


def show_tree(console: Console, situation: Situation, pack: Pack) -> None:
    """The family tree, each lineage from its head down, then what changed."""
    view = View(situation, pack)
    if not view.reports:
        say(console, "No reports so far.")
        return
    for head in view.lineages:
        _branch(console, view, head, "", set())
    if situation.stemma.mutations:
        show_table(console, "Changed on the way", _CHANGE_HEAD, _change_rows(view))


def show_conflicts(console: Console, situation: Situation, pack: Pack) -> None:
    """Real conflicts, then seeming ones with what explains them."""
    view = View(situation, pack)
    found = rows.conflicts(view)
    if not found:
        say(console, "No two claims about one figure were found to differ.")
    for kind, name in (("real", "Real"), ("apparent", "Only seeming")):
        members = [row for row in found if (row["kind"] == "real") == (kind == "real")]
        if members:
            show_table(
                console,
                f"{name}, {len(members)}",
                ("verdict", "figure", "letters", "why"),
                [
                    (
                        Cell(row["verdict_words"], RED if row["verdict"] == "copying" else STRONG),
                        Cell(row["title"]),
                        Cell(view.letters.plain(row["carriers"])),
                        Cell(row["why"]),
                    )
                    for row in members
                ],
            )


def show_new(console: Console, situation: Situation, pack: Pack) -> None:
    """What each report said first."""
    view = View(situation, pack)
    if not view.reports:
        say(console, "No reports so far.")
    for row in rows.new(view):
        day = view.words.moment(row["published"] or "") or "no date"
        say(
            console,
            f"{row['siglum']}  {row['outlet']}, {day}: {len(row['new'])} of {view.words.count(row['claims'], 'claim')} new",
            STRONG,
        )
        show_table(
            console,
            "",
            ("value", "figure", "words"),
            [
                (Cell(item["value"], STRONG), Cell(_title(view, item["figure"] or "")), Cell(" ".join(item["text"].split())))
                for item in row["new"]
            ],
        )


_FIGURE_HEAD = ("figure", "mark", "reading", "as of", "who says so", "letters", "rep.", "lin.", "src.")
_CHANGE_HEAD = ("in", "from", "what", "was", "became", "carried on by")


def _figure_rows(view: View, figure: Figure) -> list[tuple[Cell, ...]]:
    found = stand(view, figure)
    return [_reading_cells(view, figure, found, reading, at) for at, reading in enumerate(found.all)] or [(Cell(figure.title),)]


def _reading_cells(view: View, figure: Figure, found: Stand, reading: Reading, at: int) -> tuple[Cell, ...]:
    style = RED if reading in found.changed else GREY if reading in found.earlier else STRONG
    value = " ".join(part for part in (str(value_of(view, reading)), after(view, reading)) if part)
    note = " (changed in copying)" if reading in found.changed else " (earlier)" if reading in found.earlier else ""
    counts = (str(reading.reports), str(reading.origins), str(reading.sources or "?"))
    return (
        Cell(figure.title if at == 0 else "", STRONG),
        Cell(_mark(view, figure, found, reading), style),
        Cell(value + note, style),
        Cell(view.words.when(reading.when) or "no date"),
        Cell(shorten(who(view, reading), 48)),
        Cell(_letters(view, reading)),
        *(Cell(c) for c in counts),
    )


def _mark(view: View, figure: Figure, found: Stand, reading: Reading) -> str:
    plot = own_plot(view, figure, found, 200)
    same = [r for r in found.all if dimension_of(view, r) == dimension_of(view, found.all[0])]
    if reading not in same:
        return ""
    scale = round_scale(values(view, same, plot.unit), 0, 1)
    return typed(said_of(view, reading, plot.unit, earlier=reading in found.earlier), scale.share, MARK)


def _letters(view: View, reading: Reading) -> str:
    """Letters of one lineage together, lineages apart."""
    groups = view.groups(reading.claims, reading.sources)
    return " | ".join(view.letters.plain(lineage) for group in groups for lineage in group.lineages)


def _report_rows(view: View) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    for row in rows.tree(view):
        parents = view.words.listed(view.letters.plain([p["id"]]) for p in row["parents"])
        made = view.words.of("kind", row["kind"]) + (f" from {parents}" if parents else "")
        changes = sum(not c["put_right"] for c in row["changes"])
        made += f", {view.words.count(changes, 'change')}" if changes else ""
        found.append(
            (
                Cell(row["siglum"], STRONG),
                Cell(row["outlet"]),
                Cell(view.words.moment(row["published"] or "") or "no date"),
                Cell(made),
                Cell(str(row["claims"])),
                Cell(str(row["new_claims"])),
            )
        )
    return found


def _change_rows(view: View) -> list[tuple[Cell, ...]]:
    """Each change once: what one report made of several figures alike, and several fields of one change, stand in one row."""
    alike: dict[tuple[str, str, str, str, bool], list[Mutation]] = {}
    for mutation in sorted(view.situation.stemma.mutations, key=lambda m: (view.rank.get(m.report, 0), m.field, m.was, m.became)):
        was, became = brief_change(view, mutation)
        alike.setdefault((mutation.report, mutation.parent, was, became, mutation.restored), []).append(mutation)
    found: list[tuple[Cell, ...]] = []
    for (report, parent, was, became, restored), members in alike.items():
        what = view.words.listed(dict.fromkeys(view.words.of("field", m.field) for m in members))
        figures = len({m.claim for m in members})
        heirs = sorted({heir for m in members for heir in m.inherited_by}, key=lambda r: (view.rank.get(r, 0), r))
        tail = " (put right)" if restored else ""
        found.append(
            (
                Cell(view.letters.plain([report]), STRONG),
                Cell(view.letters.plain([parent])),
                Cell(f"{what}, {figures} times" if figures > 1 else what),
                Cell(shorten(was, 80)),
                Cell(shorten(became, 80) + tail, "" if restored else RED),
                Cell(view.letters.plain(heirs)),
            )
        )
    return found


def _branch(console: Console, view: View, node: str, indent: str, seen: set[str]) -> None:
    """A report and, below it, what was made from it."""
    if node in seen:
        return
    seen.add(node)
    siglum = view.letters.plain([node])
    if node in view.lost:
        say(console, f"{indent}{siglum}  {view.name(node)}, not held", GREY)
    else:
        day = view.words.moment(view.published(node)) or "no date"
        changes = [m for m in view.changes.get(node, ()) if not m.restored]
        made = f"; {view.words.count(len(changes), 'change')}" if changes else ""
        also = [d.parent for d in view.parents.get(node, ())[1:]]
        other = f", also from {view.letters.plain(also)}" if also else ""
        say(console, f"{indent}{siglum}  {view.name(node)}, {day}: {view.words.of('kind', view.kind(node).value)}{other}{made}")
    down = "└─ " if console.is_terminal else "- "
    for descent in view.children.get(node, []):
        first = view.parents[descent.child][0].parent
        if first == node:
            _branch(console, view, descent.child, indent.replace(down, "   ") + down, seen)


def _title(view: View, figure: str) -> str:
    return view.figures[figure].title if figure in view.figures else "an event"


SHOWN: dict[str, Callable[[Console, Situation, Pack], None]] = {
    "report": show_report,
    "figures": show_figures,
    "claims": show_claims,
    "tree": show_tree,
    "conflicts": show_conflicts,
    "new": show_new,
}


def as_rows(answer: str, situation: Situation, pack: Pack) -> object:
    """The same answer as plain lists and dictionaries, for --json."""
    view = View(situation, pack)
    answers: dict[str, Callable[[View], object]] = {
        "report": rows.overview,
        "figures": rows.figures,
        "claims": rows.claims,
        "tree": rows.tree,
        "conflicts": rows.conflicts,
        "new": rows.new,
    }
    return answers[answer](view)
