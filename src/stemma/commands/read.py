"""stemma read: lines of JSON in, what is read from each out, without a ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from stemma.commands.common import How, complain, reading_options

if TYPE_CHECKING:
    from stemma.core.types import Extract, Report
    from stemma.reading.looked import Looked
    from stemma.reading.times.finder import TimeMention

Row = dict[str, Any]


@click.command()
@click.option("--jsonl", "source", type=click.File("rb"), default="-", show_default=True, metavar="FILE", help="Lines of JSON.")
@click.option(
    "--register",
    default="",
    metavar="NAME",
    help="Read the times as people say them to an assistant ('spoken': 'at 7', 'next Fri 2-4pm'), each with an exact stretch.",
)
@reading_options
@click.pass_context
def read(ctx: click.Context, source: BinaryIO, register: str, how: How) -> None:
    """Read lines {"id", "text", "published"?} and give lines with amounts, times, attributions, claims, events and notices.

    Offsets count code points of the text. No ledger is read or written.
    """
    refused = False
    for row in _answers(source, how, register):
        refused = refused or "refused" in row
        if "refused" in row:
            complain(row["refused"])
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    ctx.exit(1 if refused else 0)


def _answers(lines: Iterable[bytes], how: How, register: str) -> Iterator[Row]:
    if how.workers == 1:
        step = Step(how, register)
        yield from (step(number, line) for number, line in enumerate(lines, 1) if line.strip())
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial
    from multiprocessing import get_context

    held = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    size = -(-len(held) // (4 * how.workers)) or 1
    bunches = [held[at : at + size] for at in range(0, len(held), size)]
    with ProcessPoolExecutor(how.workers, get_context("spawn")) as pool:
        for rows in pool.map(partial(_bunch, how, register), bunches):
            yield from rows


def _bunch(how: How, register: str, lines: list[tuple[int, bytes]]) -> list[Row]:
    step = Step(how, register)
    return [step(number, line) for number, line in lines]


class Step:
    """Reads one line after another with one reader."""

    def __init__(self, how: How, register: str = "") -> None:
        from stemma.intake import Dresser
        from stemma.pipeline import reader_of
        from stemma.reading.times.finder import TimeFinder

        reading = how.reading()
        self._reader = reader_of(reading)
        self._times = TimeFinder(reading.pack, register) if register else None
        self._dress = Dresser()

    def __call__(self, number: int, line: bytes) -> Row:
        """What is read from a line, or the reason why nothing is."""
        from stemma.core.errors import InputRefused
        from stemma.intake.jsonl import read_line
        from stemma.pipeline import other_language
        from stemma.reading.reader import Reader

        item = read_line(line, f"line {number}")
        if isinstance(item, InputRefused):
            return {"id": None, "refused": str(item)}
        report = self._dress.in_its_language(self._dress(item))
        if (other := other_language(report)) is not None:
            return answer_row(report, None, other)
        try:
            if not isinstance(self._reader, Reader):
                return answer_row(report, None, self._reader.read(report))
            looked = self._reader.look(report)
            if self._times is not None:
                row = answer_row(report, looked, self._reader.gather(report, looked))
                said = self._times.find(looked.text, report.published)
                return {**row, "times": [_time(number, mention, report.text) for number, mention in enumerate(said, 1)]}
            return answer_row(report, looked, self._reader.gather(report, looked))
        except Exception as fault:  # one text that a rule trips over must not cost the user all the others
            why = f"line {number} could not be read, which is a fault of Stemma's: {type(fault).__name__}: {fault}."
            return {"id": report.name, "refused": why}


def answer_row(report: Report, looked: Looked | None, extract: Extract) -> Row:
    """What was seen in a text and what was made of it, as one line of the answer."""
    from stemma.core.types import Situation
    from stemma.ledger import Lookup
    from stemma.ledger.exchange import claim_row, event_row, notice_row

    look = Lookup(Situation(reports=(report,), extracts=(extract,)))
    seen: Row = {}
    if looked is not None:  # readers of other packages need not tell what they saw on the way
        seen = {
            "amounts": [_amount(mention) for mention in looked.amounts],
            "times": [_time(number, mention, report.text) for number, mention in enumerate(looked.times, 1)],
            "attributions": [_attribution(attribution) for attribution in looked.attributions],
        }
    return {
        "id": report.name,
        **seen,
        "claims": [claim_row(look, claim) for claim in extract.claims],
        "events": [event_row(event) for event in extract.events],
        "notices": [notice_row(notice) for notice in extract.notices],
    }


def _time(number: int, mention: TimeMention, text: str) -> Row:
    from xml.sax.saxutils import escape, quoteattr

    from stemma.core.edtf import edtf, precision

    words = text[mention.start : mention.end]
    tag = f'tid="t{number}" type="{mention.type}" value={quoteattr(mention.value)}'
    when = mention.when
    row = {
        "start": mention.start,
        "end": mention.end,
        "type": mention.type,
        "value": mention.value,
        "first": when.start if when else None,
        "last": when.end if when else None,
        "edtf": edtf(when) or None,
        "precision": precision(mention.value) or None,
        "anchor": mention.anchor or None,
        "role": mention.role,
        "duration": mention.duration or None,
        "timex3": f"<TIMEX3 {tag}>{escape(words)}</TIMEX3>",
    }
    return {**row, "exact": mention.exact} if mention.exact else row


def _amount(mention: Any) -> Row:
    from stemma.ledger.exchange import number

    amount = mention.amount
    return {
        "start": mention.start,
        "end": mention.end,
        "low": number(amount.low),
        "high": number(amount.high),
        "unit": amount.unit,
        "approx": amount.approx.value,
        "noun": mention.noun,
        "direction": mention.direction,
    }


def _attribution(attribution: Any) -> Row:
    return {name: _spans(getattr(attribution, name)) for name in ("source", "cue", "content")}


def _spans(held: Any) -> list[list[int]]:
    """One span or several, as lists of start and end; a source without words of its own is left out."""
    if held is None:
        return []
    items = [held] if hasattr(held, "start") else list(held)
    return [[item.start, item.end] for item in items if item.start >= 0]
