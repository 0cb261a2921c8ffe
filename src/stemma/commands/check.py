"""stemma check: every figure of an editor's draft against the ledger."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.commands.common import How, answer, answer_json, asking_option, json_option, reading_options, situation_of

if TYPE_CHECKING:
    from stemma.answering.checking import Checked
    from stemma.core.types import Report


@click.command()
@click.argument("draft", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--date", "published", default="", metavar="DAY", help="The day on which the draft is to appear.")
@click.option("--strict", is_flag=True, help="Exit status 1 where anything speaks against printing.")
@asking_option
@reading_options
@json_option
@click.pass_context
def check(ctx: click.Context, draft: Path, published: str, strict: bool, ledger: str, how: How, as_json: bool) -> None:
    """Every figure of a draft (.md, .docx, .txt) against the ledger.

    Found, superseded, hedge lost, source missing, scope mixed, another day or speaker, denied, not yet so, changed in copying, not in the
    cited report, not in the ledger. It says what the reports have; it does not say what is so.
    """
    from stemma.answering.checking import check as checked
    from stemma.pipeline import reader_of
    from stemma.showing.view import View

    reading = how.reading()
    report = _draft(draft, published)
    extract = reader_of(reading).read(report)
    found = checked(View(situation_of(ledger), reading.pack), report, extract)
    if as_json:
        from dataclasses import asdict

        answer_json([{**asdict(c), "line": _line(report.text)(c.start)} for c in found])
    else:
        answer(_text(found, report.text, draft))
    ctx.exit(1 if strict and not all(c.quiet for c in found) else 0)


def _draft(path: Path, published: str) -> Report:
    """A draft as a report: its text, and the day on which it is to appear."""
    from dataclasses import replace

    from stemma.core.errors import InputRefused
    from stemma.core.types import Moment
    from stemma.intake import take

    report = next(iter(take([str(path)])))
    if isinstance(report, InputRefused):
        raise report
    return replace(report, outlet="", published=Moment(iso=published, raw=published) if published else report.published)


def _line(text: str) -> Callable[[int], int]:
    starts = [0, *(at + 1 for at, c in enumerate(text) if c == "\n")]
    return lambda offset: bisect_right(starts, offset)


def _text(found: list[Checked], text: str, draft: Path) -> str:
    from stemma.answering.checking import told

    if not found:
        return f"No figure was read in {draft}.\n"
    wrong = sum(not c.quiet for c in found)
    unknown = sum(c.verdict == "unknown" for c in found)
    head = f"{len(found)} figures in {draft}: {wrong} to look at, {len(found) - wrong - unknown} found"
    head += f", {unknown} that the ledger has nothing like" if unknown else ""
    return "\n".join([head, *told(found, _line(text))]) + "\n"
