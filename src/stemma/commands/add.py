"""stemma add: reports go into the ledger, are read, and the situation is worked out anew."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from stemma.commands.common import How, answer, answer_json, complain, json_option, ledger_option, progress, reading_options

if TYPE_CHECKING:
    from stemma.core.types import Report, Situation
    from stemma.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of some inputs."""

    situation: Situation
    new: int
    known: int


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--again", is_flag=True, help="Read all reports of the ledger anew; INPUT may be left out.")
@ledger_option
@reading_options
@json_option
@click.pass_context
def add(ctx: click.Context, inputs: tuple[str, ...], again: bool, ledger: str, how: How, as_json: bool) -> None:
    """Take reports in: text, Markdown, HTML, JSON Lines, folders (with reports.csv), '-' for standard input.

    Adding twice adds nothing. Exit status 1: some inputs were refused, the others taken.
    """
    from stemma.ledger import Ledger

    if not inputs and not again:
        raise click.UsageError("Name what to add: files, folders, or '-' for standard input.")
    reports, refused = gather(inputs)
    if refused and not reports:
        ctx.exit(2)
    with Ledger.open(ledger, create=bool(inputs)) as held:
        taken = fill(held, reports, how, again)
    counts = {"new": taken.new, "known": taken.known, "refused": refused, **summary(taken.situation)}
    if as_json:
        answer_json({"ledger": ledger, **counts})
    else:
        answer(_sentences(counts, ledger))
    ctx.exit(1 if refused else 0)


def gather(inputs: Sequence[str]) -> tuple[list[Report], int]:
    """The reports of the inputs; what is refused is named on standard error and counted."""
    from stemma.core.errors import InputRefused
    from stemma.intake import take
    from stemma.plugins import formats

    reports: list[Report] = []
    refused = 0
    for item in take(inputs, sys.stdin.buffer, formats()):
        if isinstance(item, InputRefused):
            complain(str(item))
            refused += 1
        else:
            reports.append(item)
    return reports, refused


def fill(held: Ledger, reports: Sequence[Report], how: How, again: bool = False) -> Taken:
    """Add reports to a ledger, read those that were not read this way before, and work the situation out."""
    from stemma import __version__
    from stemma.pipeline import assemble, in_order, read_all, reader_version

    pack = how.pack()
    version = reader_version(pack, how.places, how.reader)
    new = held.add(reports)
    known = len({r.id for r in reports}) - len(new)
    have = {} if again else held.extracts(version)
    everything = in_order(held.reports())
    unread = [report for report in everything if report.id not in have]
    if not unread and everything:
        return Taken(situation=held.situation(), new=0, known=known)
    with progress("Reading") as told:
        have |= {extract.report: extract for extract in read_all(unread, pack, how.places, how.workers, told, how.reader)}
    for extract in have.values():
        for notice in (n for n in extract.notices if n.rule == "read.failed"):
            complain(f"{next(r.name or r.id for r in everything if r.id == notice.report)}: {notice.message}; {notice.remedy}.")
    situation = assemble(everything, have.values(), held.judgements(), pack)
    held.save(situation, version, __version__, pack.domains)
    return Taken(situation=situation, new=len(new), known=known)


def summary(situation: Situation) -> dict[str, int]:
    """How much a situation holds."""
    parents = {d.child for d in situation.stemma.descents}
    return {
        "reports": len(situation.reports),
        "claims": sum(len(e.claims) for e in situation.extracts),
        "events": sum(len(e.events) for e in situation.extracts),
        "figures": len(situation.figures),
        "from_others": len(parents),
        "lost_originals": len(situation.stemma.lost),
        "conflicts": sum(c.kind == "real" for c in situation.weighing.conflicts),
        "changes": sum(not m.restored for m in situation.stemma.mutations),
        "notices": sum(len(e.notices) for e in situation.extracts),
    }


def _sentences(counts: dict[str, int], ledger: str) -> str:
    known = f", {counts['known']} already known" if counts["known"] else ""
    lost = f" ({_many(counts['lost_originals'], 'lost original')} among their origins)" if counts["lost_originals"] else ""
    return (
        f"{_many(counts['new'], 'report')} added{known}; {ledger} holds {_many(counts['reports'], 'report')}.\n"
        f"{_many(counts['claims'], 'claim')} in {_many(counts['figures'], 'figure')}, {_many(counts['events'], 'event')}; "
        f"{_many(counts['from_others'], 'report')} with matter from others{lost}.\n"
        f"{_many(counts['conflicts'], 'conflict')}, {_many(counts['changes'], 'change')} on the way, "
        f"{_many(counts['notices'], 'notice')} of what was not understood.\n"
        "See it with 'stemma report', or write it with 'stemma report -o report.html'.\n"
    )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
