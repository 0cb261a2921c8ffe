"""stemma add: reports go into the ledger, are read, and the situation is worked out anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.commands.common import How, answer, answer_json, complain, json_option, ledger_option, progress, reading_options
from stemma.commands.taking import Counted, Taking, intake_options, taking_in

if TYPE_CHECKING:
    from stemma.core.types import Report
    from stemma.ledger import Ledger
    from stemma.working import Hands

_BATCH = 500  # reports that are kept at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of some inputs."""

    new: int
    known: int


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--again", is_flag=True, help="Read all reports of the ledger anew; INPUT may be left out.")
@intake_options
@ledger_option
@reading_options
@json_option
@click.pass_context
def add(ctx: click.Context, inputs: tuple[str, ...], again: bool, taking: Taking, ledger: str, how: How, as_json: bool) -> None:
    """Take reports in: files, folders (with reports.csv), addresses, '-' for standard input.

    Web pages, feeds, OPML, sitemaps, WARC, PDF, Word, e-mail, CSV, Excel, Parquet, JSON Lines, ninjs, Telegram exports and plain text are
    told by what stands in them. Adding twice adds nothing. Exit status 1: some inputs were refused, the others taken.
    """
    from stemma.ledger import Ledger

    if not inputs and not again:
        raise click.UsageError("Name what to add: files, folders, or '-' for standard input.")
    before = Path(ledger).exists()
    with Ledger.open(ledger, create=bool(inputs)) as held:
        came = Counted()
        coming = taking_in(held, inputs, taking, "stemma add", came)
        next(coming, None)  # is read with what the ledger holds unread
        if came.refused and not (came.new or came.known):
            coming.close()
            held.close()
            for made in () if before else (ledger, f"{ledger}-wal", f"{ledger}-shm"):
                Path(made).unlink(missing_ok=True)
            ctx.exit(2)
        fill(held, (), how, again, coming=coming)
        counts = {"new": came.new, "known": came.known, "refused": came.refused, **held.queries.counts()}
        counts |= {"editions": came.editions, "other_addresses": came.other_addresses, "not_read": sum(came.unread.values())}
    for language, number in sorted(came.unread.items()):
        many = _many(number, "report")
        complain(f"{many} in '{language}' kept and not read: Stemma reads English; wording, numbers and names still find its kin.")
    if as_json:
        answer_json({"ledger": ledger, **counts})
    else:
        answer(_sentences(counts, ledger))
    ctx.exit(1 if came.refused else 0)


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


def fill(
    held: Ledger,
    reports: Sequence[Report],
    how: How,
    again: bool = False,
    hands: Hands | None = None,
    told: Callable[[int, int], None] | None = None,
    coming: Iterable[Sequence[str]] = (),
) -> Taken:
    """Add reports to a ledger, read those that were not read this way before, and work out anew what they touch.

    `coming` gives the ids of reports that are being taken in, batch by batch.
    """
    from stemma.working import bring_up_to_date

    new = [report for at in range(0, len(reports), _BATCH) for report in held.add(reports[at : at + _BATCH])]
    known = len({r.id for r in reports}) - len(new)
    with progress("Reading") as shown:
        reading = hands.how if hands else how.reading()
        failed = bring_up_to_date(held, reading, how.workers, told or shown, again, hands=hands, coming=coming)
    names = {report.id: report.name or report.id for report in held.some_reports({notice.report for notice in failed})}
    for notice in failed:
        complain(f"{names[notice.report]}: {notice.message}; {notice.remedy}.")
    return Taken(new=len(new), known=known)


def _sentences(counts: dict[str, int], ledger: str) -> str:
    known = f", {counts['known']} already known" if counts["known"] else ""
    known += f", {counts['editions']} of them later editions of a page (see 'stemma editions')" if counts["editions"] else ""
    known += f", {counts['other_addresses']} met under another address" if counts["other_addresses"] else ""
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
