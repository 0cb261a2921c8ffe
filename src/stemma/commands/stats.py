"""stemma stats drift, stemma sensitivity and stemma grade: how rewrites drift, how answers move, how far a user trusts a source."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.commands.common import answer, answer_json, asking_option, json_option, ledger_option, own_words, pack_option, situation_of

_RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
    "F": "cannot be judged",
}  # fmt: skip


@click.group()
def stats() -> None:
    """Counts over a whole ledger."""


@stats.command()
@click.option("--by", type=click.Choice(["outlet", "none"]), default="outlet", show_default=True, help="Each outlet, or all together.")
@asking_option
@pack_option
@json_option
def drift(by: str, ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """How often rewrites drop hedges, speakers and caveats, or give another value: n and 95% interval, in alphabetical order.

    A share counts only figures that had the thing to lose. It is no ranking: outlets take over different matter, and few figures tell
    little, as the intervals show.
    """
    from stemma.answering.drift import drift as drifts
    from stemma.commands.tables import print_rows
    from stemma.showing.view import View

    found = drifts(View(situation_of(ledger), own_words(own_pack)), by == "outlet")
    if as_json:
        rows = [
            {"outlet": d.outlet or None, "rewrites": d.rewrites, "figures": d.figures}
            | {name: {"lost": s.lost, "of": s.of, "low": round(s.interval[0], 4), "high": round(s.interval[1], 4)} for name, s in d.shares}
            for d in found
        ]
        answer_json(rows)
        return
    lines = []
    for d in found:
        shares = []
        for _, share in d.shares:
            low, high = share.interval
            shares.append(f"{share.lost} of {share.of} ({low:.0%}–{high:.0%})" if share.of else "none to lose")
        lines.append((d.outlet or "all together", str(d.rewrites), str(d.figures), *shares))
    head = ("outlet", "rewrites", "figures taken over", "hedge lost", "speaker lost", "caveat lost", "other value")
    print_rows(head, lines if found[-1].figures else [], "No figure was found to be taken over from another report.")


@stats.command()
@asking_option
@pack_option
@json_option
def lag(ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """How many days each kind of source reports after what it tells of: number, middle half and median, of first-hand dated claims."""
    from dataclasses import asdict

    from stemma.answering.timing import lags
    from stemma.commands.tables import print_rows
    from stemma.showing.view import View

    found = lags(View(situation_of(ledger), own_words(own_pack)))
    if as_json:
        answer_json([asdict(x) for x in found])
        return
    lines = [(x.kind, x.counts or "all", str(x.number), f"{x.low:g}–{x.high:g}", f"{x.middle:g}") for x in found]
    print_rows(("kind of source", "of what", "claims", "middle half, days", "median"), lines, "No first-hand claim names the day it is of.")


@click.command()
@click.option(
    "--rule", "rules", default="", metavar="NAMES", help="min, max, median, first, last, most-origins, counts-only; all by default."
)
@click.option("--collapse", default="on,off", show_default=True, help="Rewrites counted as one voice (on), each as its own (off), or both.")
@click.option("--all", "everything", is_flag=True, help="Also the figures whose answer does not move.")
@asking_option
@pack_option
@json_option
def sensitivity(rules: str, collapse: str, everything: bool, ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """How the answer for each figure moves by the rule that picks it, and with rewrites collapsed into one voice or not."""
    from stemma.answering.account import value
    from stemma.answering.rules import RULES
    from stemma.answering.rules import sensitivity as moved
    from stemma.commands.tables import print_rows
    from stemma.core.errors import StemmaError, nearest
    from stemma.showing.view import View

    names = tuple(name.strip() for name in rules.split(",") if name.strip()) or tuple(RULES)
    for name in names:
        if name not in RULES:
            raise StemmaError(f"There is no rule '{name}'; the rules are {', '.join(RULES)}.{nearest(name, RULES)}")
    switches = [c.strip() == "on" for c in collapse.split(",") if c.strip() in ("on", "off")] or [True, False]
    view = View(situation_of(ledger), own_words(own_pack))
    found = moved(view, names, switches)
    shown = found if everything else [m for m in found if m.moves]
    if as_json:
        from stemma.ledger.exchange import reading_row

        answer_json(
            [
                {"figure": m.figure.id, "title": m.figure.title, "moves": m.moves}
                | {"answers": [{"rule": r, "collapse": c, "reading": reading_row(reading)} for r, c, reading in m.answers]}
                for m in shown
            ]
        )
        return
    head = ("figure", *(f"{name}{'' if c else ', each report'}" for c in switches for name in names))
    lines = [(m.figure.title, *(value(view, reading) for _, _, reading in m.answers)) for m in shown]
    print_rows(head, lines, "Whatever the rule, and however rewrites are counted, every figure gives the same answer.")
    click.echo(f"{sum(m.moves for m in found)} of {len(found)} figures move with the rule or with rewrites counted as voices.", err=True)


@click.command()
@click.argument("source", required=False)
@click.argument("letter", required=False, type=click.Choice(list(_RELIABILITY), case_sensitive=False))
@click.option("--who", default="", help="Who grades.")
@click.option("--why", "reason", default="", help="Why.")
@ledger_option
@json_option
def grade(source: str | None, letter: str | None, who: str, reason: str, ledger: str, as_json: bool) -> None:
    """Grade how reliable a SOURCE (speaker or outlet) is, A to F; without a letter, show the grades given.

    Admiralty scale: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged, which is no low mark.
    Every grade is kept as a decision with its hour; the newest counts.
    """
    from stemma.answering.grades import graded, keep
    from stemma.ledger import Ledger

    with Ledger.open(ledger, create=False) as held:
        if source and letter:
            name = keep(held, source, letter.upper(), who, reason)
            answer(f"Kept: {name} is graded {letter.upper()}, {_RELIABILITY[letter.upper()]}.\n")
            return
        grades = {k: v for k, v in graded(held).items() if not source or source.casefold() in k.casefold()}
    if as_json:
        answer_json(grades)
    else:
        lines = [f"{letter}  {name}\n" for name, letter in sorted(grades.items())]
        answer("".join(lines) or "No source is graded so far: every one counts as F, cannot be judged.\n")
