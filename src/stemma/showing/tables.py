"""Tables and lines on a terminal; plain lines with tabs between the cells where the output is piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

RED, GREY, STRONG = "red", "bright_black", "bold"


class Cell(NamedTuple):
    """A text with the style that a colour terminal gives it; the words carry the meaning without it."""

    text: str
    style: str = ""


def say(console: Console, text: str, style: str = "") -> None:
    from rich.text import Text

    console.print(Text(text, style=style if console.is_terminal else ""), soft_wrap=not console.is_terminal)


def show_table(console: Console, name: str, head: Sequence[str], found: Iterable[Sequence[Cell]]) -> None:
    """A table of lines for people; tabs between the cells and no art where it is piped."""
    lines = list(found)
    if not lines:
        return
    if not console.is_terminal:
        console.print(
            "\n".join(["", *([name] if name else []), "\t".join(head), *("\t".join(_flat(c.text) for c in line) for line in lines)]),
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        return
    _drawn(console, name, head, lines)


def _drawn(console: Console, name: str, head: Sequence[str], lines: Sequence[Sequence[Cell]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=name or None, title_justify="left", title_style=STRONG, box=box.SIMPLE_HEAD, pad_edge=False, header_style=GREY)
    for word in head:
        table.add_column(
            word,
            no_wrap=word in ("mark", "rep.", "lin.", "src.", "", "in", "from"),
            justify="right" if word in ("rep.", "lin.", "src.", "claims", "new") else "left",
        )
    for line in lines:
        table.add_row(*(Text(cell.text, style=cell.style) for cell in line))
    console.print(table)


def _flat(text: str) -> str:
    return " ".join(text.split())
