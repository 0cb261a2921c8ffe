"""The same answers one by one: figures, claims, tree, conflicts, changes, notices; and what each report said first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import answer, answer_json, asking_option, console, json_option, own_words, pack_option, situation_of

if TYPE_CHECKING:
    from stemma.core.types import Situation

_KEPT = {"figures": "figures", "claims": "claims", "conflicts": "conflicts", "new": "novelty", "changes": "mutations", "notices": "notices"}


def _command(name: str, what: str) -> click.Command:
    """A command that prints one of the tables, or the rows that the export has of it."""

    def run(ledger: str, own_pack: Path | None, as_json: bool) -> None:
        print_table(name, ledger, own_pack, as_json)

    return click.command(name, help=what)(asking_option(pack_option(json_option(run))))


def print_table(name: str, ledger: str, own_pack: Path | None, as_json: bool) -> None:
    """Print one of the tables, or the rows that the export has of it."""
    situation = situation_of(ledger)
    if as_json:
        answer_json(_rows(name, situation))
    elif name == "changes":
        print_rows(
            ("in", "from", "field", "was", "became", "taken over by"),
            _changes(situation),
            "Nothing was found to be changed on the way.",
        )
    elif name == "notices":
        print_rows(
            ("in", "at", "rule", "what was seen", "what would help"),
            _notices(situation),
            "There is nothing that was seen and not understood.",
        )
    else:
        from stemma.showing.terminal import SHOWN

        SHOWN[name](console(), situation, own_words(own_pack))


def _rows(name: str, situation: Situation) -> Any:
    from stemma.ledger import to_export

    held = to_export(situation)
    return {"reports": held["reports"], "lost_originals": held["lost_originals"]} if name == "tree" else held[_KEPT[name]]


def _changes(situation: Situation) -> Iterable[Sequence[str]]:
    from stemma.ledger import Lookup

    look = Lookup(situation)
    for m in situation.stemma.mutations:
        became = f"{m.became} (put right)" if m.restored else m.became
        yield look.outlet(m.report), look.outlet(m.parent), m.field, m.was, became, ", ".join(map(look.outlet, m.inherited_by))


def _notices(situation: Situation) -> Iterable[Sequence[str]]:
    from stemma.ledger import Lookup

    look = Lookup(situation)
    for extract in situation.extracts:
        for notice in extract.notices:
            yield look.outlet(notice.report), str(notice.start), notice.rule, notice.message, notice.remedy


def print_rows(head: Sequence[str], found: Iterable[Sequence[str]], empty: str) -> None:
    """A table for people, lines with tabs where the answer is piped, a sentence where there is nothing."""
    lines = [[" ".join(cell.split()) for cell in row] for row in found]
    screen = console()
    if not lines:
        answer(empty + "\n")
    elif not screen.is_terminal:
        answer("".join("\t".join(line) + "\n" for line in (head, *lines)))
    else:
        from rich.table import Table
        from rich.text import Text

        table = Table(*head, box=None, pad_edge=False, header_style="bold")
        for line in lines:
            table.add_row(*map(Text, line))
        screen.print(table)


figures = _command("figures", "The figures with their readings: how many reports carry each value, and how many lineages stand behind it.")
claims = _command("claims", "The claims, each tied to its words.")
conflicts = _command("conflicts", "What does not agree, or only seems not to, and why.")
changes = _command("changes", "What was changed on the way from report to report.")
notices = _command("notices", "What was seen in the reports and not understood, with what would help.")
