"""stemma why: what stands behind a value, and how it may be worded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import answer, answer_json, asking_option, json_option, looked_back, own_words, pack_option

if TYPE_CHECKING:
    from stemma.answering.account import Account
    from stemma.core.types import Situation
    from stemma.showing.view import View

_MOST = 3  # figures that are told in full
_ALL = 200  # and with --all


@click.command()
@click.argument("question", metavar="FIGURE-OR-VALUE")
@click.option("--all", "everything", is_flag=True, help="Tell all that is found in full.")
@click.option("--trace", is_flag=True, help="Also how each claim was read and joined, rule by rule.")
@asking_option
@pack_option
@json_option
def why(question: str, everything: bool, trace: bool, ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """What stands behind a value: give a number, some words ("11,000 North Korean"), or a figure's or claim's id.

    Whose word it is and through whom it came, what else is said and why it differs, what became of its caveat, and a wording that
    claims no more than the reports do.
    """
    from stemma.answering.around import Near, around, meant, near
    from stemma.answering.grades import graded
    from stemma.ledger import Ledger
    from stemma.showing.view import View

    with Ledger.open(ledger, create=False) as held:
        past = looked_back(held)
        held_near = Near(situation=past) if past else near(held, question, _ALL if everything else _MOST)
        grades = graded(held)
    found = meant(held_near.situation, question)
    view = View(around(held_near.situation, [figure.id for figure, _ in found]), own_words(own_pack))
    told = [account for figure, claims in found for account in _told(view, figure.id, claims)]
    if as_json:
        answer_json([{**_row(view, a), "source_grades": grades, "trace": _trace(view.situation, a)} for a in told])
        return
    most = len(told) if everything else _MOST
    text = "\n".join(_text(view, account, trace, grades) for account in told[:most])
    answer(text + _rest([(a.figure.id, f"{a.value}: {a.figure.title}, {a.as_of}") for a in told[most:]], held_near.rest))


def _told(view: View, figure: str, claims: tuple[str, ...]) -> list[Account]:
    from stemma.answering.account import accounts

    return accounts(view, view.figures[figure], claims)


def _text(view: View, account: Account, trace: bool, grades: dict[str, str]) -> str:
    from stemma.answering.telling import lines

    shown = list(lines(view, account, grades))
    if trace:
        from stemma.answering.tracing import traced

        shown += traced(view.situation, account.claims)
    return "\n".join(shown) + "\n"


def _rest(told: list[tuple[str, str]], names: tuple[tuple[str, str], ...]) -> str:
    """The figures that the question fits as well, by name."""
    rest = [*told, *(pair for pair in names if pair[0] not in {figure for figure, _ in told})]
    if not rest:
        return ""
    named = "".join(f"  {name} ({figure})\n" for figure, name in rest[:12])
    more = f"  and {len(rest) - 12} more\n" if len(rest) > 12 else ""
    return f"\nThe question also fits:\n{named}{more}Give more words, a figure's id, or --all.\n"


def _row(view: View, account: Account) -> dict[str, Any]:
    """An account for machines."""
    from dataclasses import asdict

    from stemma.ledger.exchange import figure_row, reading_row
    from stemma.ledger.lists import Lookup

    row = {k: v for k, v in asdict(account).items() if k not in ("figure", "reading")}
    return {"figure": figure_row(Lookup(view.situation), account.figure), "reading": reading_row(account.reading), **row}


def _trace(situation: Situation, account: Account) -> list[dict[str, Any]]:
    from stemma.answering.tracing import chain
    from stemma.ledger.lists import Lookup

    look = Lookup(situation)
    return [chain(look, look.claims[c]) for c in account.claims if c in look.claims]
