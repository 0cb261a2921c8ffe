"""stemma course, plans, demands and table: figures through time, what was foreseen, who demands what, and figures side by side."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.commands.common import answer, answer_json, asking_option, json_option, looked_back, own_words, pack_option, situation_of

_FIGURES = 12  # figures that a question may mean at most


@click.command()
@click.argument("question", metavar="FIGURE-OR-VALUE")
@asking_option
@pack_option
@json_option
def course(question: str, ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """The course of a figure by two clocks: as of when each value holds, and since when it is known; steps of another source are marked."""
    from dataclasses import asdict

    from stemma.answering.around import around, meant, near
    from stemma.answering.timing import course as steps_of
    from stemma.ledger import Ledger
    from stemma.showing.view import View

    with Ledger.open(ledger, create=False) as held:
        situation = looked_back(held) or near(held, question, _FIGURES).situation
    found = [figure for figure, _ in meant(situation, question)]
    view = View(around(situation, [f.id for f in found]), own_words(own_pack))
    if as_json:
        answer_json([{"figure": f.id, "title": f.title, "steps": [asdict(s) for s in steps_of(view, f)]} for f in found])
        return
    lines: list[str] = []
    for figure in found[:6]:
        lines += [figure.title, f"  {'as of':<34} {'known since':<26} {'value':<24} who says so"]
        for s in steps_of(view, figure):
            mark = "↕ another source: " if s.other_source else ""
            side = f" ({s.side})" if s.side else ""
            lines.append(
                f"  {s.as_of or 'no day':<34} {s.known or 'unknown':<26} {s.value:<24} {mark}{s.source}{side}; {', '.join(s.reports)}"
            )
        lines.append("")
    answer("\n".join(lines))


@click.command()
@asking_option
@pack_option
@json_option
def plans(ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """What was planned or foreseen, by the day it is due: open, due, or set beside what was reported for then."""
    from stemma.answering.timing import plans as found_in
    from stemma.showing.view import View

    view = View(situation_of(ledger), own_words(own_pack))
    today = max((view.published(r)[:10] for r in view.reports), default="")
    found = found_in(view, today)
    if as_json:
        names = ("told", "status", "who", "due", "state", "since", "claims")
        answer_json([{"figure": p.figure.id, "title": p.figure.title, **{n: getattr(p, n) for n in names}} for p in found])
        return
    lines = [f"As of the newest report, {view.words.day(today)}:"] if found else ["Nothing was planned or foreseen in numbers."]
    for p in found:
        due = f"due {view.words.day(p.due)}" if p.due else "no day named"
        lines.append(f"  {p.state:<9} {due}: {p.figure.title}: {p.told} ({p.who})")
        lines += [f"            reported since: {since}" for since in p.since[:4]]
    answer("\n".join(lines) + "\n")


@click.command()
@asking_option
@pack_option
@json_option
def demands(ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """Demands, offers and rejections, by actor through time."""
    from dataclasses import asdict

    from stemma.answering.timing import pleas
    from stemma.commands.tables import print_rows
    from stemma.showing.view import View

    view = View(situation_of(ledger), own_words(own_pack))
    found = pleas(view)
    if as_json:
        answer_json([asdict(p) for p in found])
        return
    lines = [(p.actor, view.words.day(p.day), p.type, p.target, f"“{p.words}”", ", ".join(p.reports)) for p in found]
    print_rows(("who", "when", "what", "to whom", "in words", "reports"), lines, "No demand, offer or rejection was read.")


@click.command()
@click.argument("measures")
@click.option("--asof", "day", default="", metavar="DAY", help="The values as of this day or the last day before it.")
@click.option("--by", type=click.Choice(["figure", "place"]), default="figure", show_default=True, help="A line each, or lines by place.")
@asking_option
@pack_option
@json_option
def table(measures: str, day: str, by: str, ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """Figures of some MEASURES side by side (killed,injured,displaced): value, as of when, how old, who says so, lineages, trend."""
    from dataclasses import asdict

    from stemma.answering.tabling import ages, rows
    from stemma.commands.tables import print_rows
    from stemma.core.errors import StemmaError, nearest
    from stemma.showing.view import View

    pack = own_words(own_pack)
    names = [m.strip() for m in measures.split(",") if m.strip()]
    for name in names:
        if name not in pack.measures:
            raise StemmaError(f"There is no measure '{name}'.{nearest(name, pack.measures)}")
    view = View(situation_of(ledger), pack)
    found = rows(view, names, day)
    found = sorted(found, key=lambda r: (r.place, r.measure, r.figure)) if by == "place" else found
    if as_json:
        answer_json([asdict(r) for r in found])
        return
    head = ("place" if by == "place" else "measure", "figure", "value", "as of", "days old", "trend", "who says so", "rep. / lin. / src.")
    lines = [
        (
            r.place if by == "place" else r.measure,
            r.figure,
            r.value,
            r.as_of,
            ages(r.age),
            r.trend,
            r.who,
            f"{r.reports} / {r.origins} / {r.sources}",
        )
        for r in found
    ]
    print_rows(head, lines, f"No figure of {', '.join(names)} is in the ledger{f' as of {day}' if day else ''}.")
