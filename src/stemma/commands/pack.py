"""stemma pack and stemma verify: the evidence behind a figure in one file, and its check elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from stemma.commands.common import (
    answer,
    answer_bytes,
    answer_json,
    asking_option,
    complain,
    json_option,
    looked_back,
    own_words,
    pack_option,
)

if TYPE_CHECKING:
    from stemma.core.packs import Pack
    from stemma.ledger import Ledger

_FIGURES = 12  # figures that a question may mean at most


@click.command()
@click.argument("question", metavar="FIGURE-OR-VALUE")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="The zip to write.")
@click.option("--without-texts", is_flag=True, help="Leave the reports' full texts out: quotes of at most 25 words remain.")
@asking_option
@pack_option
def pack(question: str, output: Path, without_texts: bool, ledger: str, own_pack: Path | None) -> None:
    """All that stands behind a figure as one zip: texts with SHA-256, quotes with their places, the working, versions, a manifest.

    The same ledger gives the same bytes. The pack holds the reports' full texts: mind whose they are before you pass it on.
    """
    from stemma.ledger import Ledger

    with Ledger.open(ledger, create=False) as held:
        made = packed(held, question, own_words(own_pack), without_texts)
    answer_bytes(made.bytes, output)
    answer(f"{output}: {made.values} values, {made.reports} reports. Check it anywhere with 'stemma verify {output}'.\n")


class Packed(NamedTuple):
    """A zip of evidence, and how much stands in it."""

    bytes: bytes
    values: int
    reports: int


def packed(held: Ledger, question: str, words: Pack, without_texts: bool = False) -> Packed:
    """The evidence behind the figures that a question means, as a zip; the same ledger gives the same bytes."""
    from dataclasses import asdict

    from stemma import __version__
    from stemma.answering.account import accounts
    from stemma.answering.around import around, meant, near
    from stemma.answering.telling import lines
    from stemma.exporting.evidence import Made
    from stemma.exporting.evidence import pack as zipped
    from stemma.showing.view import View

    situation = looked_back(held) or near(held, question, _FIGURES).situation
    reader, decisions = held.reader_version(), held.decisions()
    found = meant(situation, question)
    view = View(around(situation, [figure.id for figure, _ in found]), words)
    told = [account for figure, claims in found for account in accounts(view, view.figures[figure.id], claims)]
    text = "\n".join("\n".join(lines(view, account)) + "\n" for account in told)
    known = {*view.claims, *view.figures, *view.reports}
    about = tuple(asdict(d) for d in decisions if d.item in known or d.other in known or d.action == "grade")
    made = Made(
        question=question,
        account=text,
        version=__version__,
        reader=reader,
        decisions=about,
        most=25 if without_texts else 0,
        texts=not without_texts,
    )
    return Packed(zipped(view.situation, made), len(told), len(view.reports))


@click.command()
@click.argument("path", metavar="PACK", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
@click.pass_context
def verify(ctx: click.Context, path: Path, as_json: bool) -> None:
    """Check an evidence pack again: every hash, nothing added, every quote at its place. Exit status 1 where something does not hold."""
    from stemma.exporting.evidence import verify as seen

    found = seen(path)
    wrong = [s for s in found if not s.holds]
    if as_json:
        answer_json([{"what": s.what, "holds": s.holds} for s in found])
    else:
        for s in wrong:
            complain(f"does not hold: {s.what}")
        answer(f"{path}: {len(found) - len(wrong)} of {len(found)} checks hold.\n")
    ctx.exit(1 if wrong else 0)
