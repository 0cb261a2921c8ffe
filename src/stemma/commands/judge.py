"""stemma judge: a person's decision about two claims or two reports, and the situation worked out anew."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.commands.common import answer, ledger_option, own_words, pack_option


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("--same/--not-same", default=None, required=True, help="Whether the two belong together.")
@click.option("--about", type=click.Choice(["figure", "kin"]), default="figure", show_default=True, help="Two claims, or two reports.")
@click.option("--who", default="", help="Who decides so.")
@click.option("--why", "reason", default="", help="Why.")
@ledger_option
@pack_option
def judge(one: str, other: str, same: bool, about: str, who: str, reason: str, ledger: str, own_pack: Path | None) -> None:
    """Say that two claims (by id) speak of one figure, or that they do not; or that two reports are kin, or are not."""
    from datetime import UTC, datetime

    from stemma.commands.show import find_report
    from stemma.core.errors import StemmaError
    from stemma.core.types import Judgement
    from stemma.ledger import Ledger, Lookup
    from stemma.working import work_out

    pack = own_words(own_pack)
    with Ledger.open(ledger, create=False) as held:
        situation = held.situation()
        if about == "kin":
            one, other = find_report(situation, one).id, find_report(situation, other).id
        else:
            unknown = [given for given in (one, other) if given not in Lookup(situation).claims]
            if unknown:
                raise StemmaError(f"There is no claim '{unknown[0]}' in the ledger: 'stemma claims' lists them with their ids.")
        when = datetime.now(UTC).isoformat(timespec="seconds")
        held.judge(Judgement(one=one, other=other, about=about, same=same, who=who, when=when, why=reason))
        work_out(held, pack)
        figures = held.queries.counts()["figures"]
    answer(f"Kept: {one} and {other} {'belong' if same else 'do not belong'} together; {figures:,} figures now.\n")
