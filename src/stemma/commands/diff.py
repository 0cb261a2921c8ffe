"""stemma diff: what differs between two days, two reports or two ledgers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.commands.common import answer, answer_json, as_known, asking_option, json_option, own_words, pack_option, situation_of

if TYPE_CHECKING:
    from stemma.answering.differing import Difference
    from stemma.core.types import Situation


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--all", "everything", is_flag=True, help="Also the figures that stand as they stood.")
@asking_option
@pack_option
@json_option
def diff(one: str, other: str, everything: bool, ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """What differs between A and B: each a day or hour (the ledger as it was known then), a report, or a ledger's file."""
    from stemma.answering.differing import differ
    from stemma.showing.view import View

    pack = own_words(own_pack)
    before, after = (View(_state(side, ledger), pack) for side in (one, other))
    found = differ(before, after)
    shown = found if everything else [d for d in found if d.kind != "same"]
    if as_json:
        from dataclasses import asdict

        answer_json([asdict(d) for d in shown])
    else:
        same = sum(d.kind == "same" for d in found)
        answer("\n".join([*_lines(shown), f"{same} figures stand as they stood."]) + "\n")


def _state(said: str, ledger: str) -> Situation:
    """The situation that is meant: of a ledger's file, of a report, or of the ledger at a moment."""
    if Path(said).suffix in (".db", ".sqlite") or Path(said).is_file():
        return situation_of(said)
    from stemma.answering.around import alone
    from stemma.answering.clock import since
    from stemma.commands.show import find_report
    from stemma.core.errors import StemmaError
    from stemma.ledger import Ledger

    situation = situation_of(ledger)
    try:
        report = find_report(situation, said)
    except StemmaError as unknown:
        try:
            moment = since(said, datetime.now(UTC))
        except StemmaError:
            raise StemmaError(f"'{said}' is no ledger's file, no report and no time. {unknown}") from None
        with Ledger.open(ledger, create=False) as held:
            return as_known(held, moment)
    return alone(situation, report.id)


def _lines(found: list[Difference]) -> list[str]:
    from stemma.answering.differing import KINDS

    lines: list[str] = []
    for kind, name in KINDS.items():
        items = [d for d in found if d.kind == kind]
        if items:
            lines += [f"{name} ({len(items)})", *(line for d in items for line in _told(d)), ""]
    return lines


def _told(d: Difference) -> list[str]:
    if d.kind != "moved":
        return [f"  {d.title}: {d.after or d.before}"]
    by = f" ({d.moved:+.0%})" if d.moved is not None and abs(d.moved) < 10 else ""
    return [f"  {d.title}", f"      {d.before}", f"   >  {d.after}{by}"]
