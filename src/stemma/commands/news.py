"""stemma new and stemma brief: what each report said first, and what is new since a moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.commands.common import (
    answer,
    answer_bytes,
    answer_json,
    asking_option,
    console,
    json_option,
    output_option,
    own_words,
    pack_option,
    situation_of,
)

if TYPE_CHECKING:
    from stemma.answering.news import News
    from stemma.showing.view import View

_FORMS = {".docx": "docx", ".html": "html", ".htm": "html", ".md": "md"}
_BEGINNING = "0001-01-01"  # before any report
_since = click.option("--since", metavar="WHEN", help="A day, an hour, 'yesterday', '24h' or '3 days'.")
_origins = click.option("--min-origins", type=click.IntRange(0), default=0, help="Only what so many lineages stand behind.")
_moved = click.option("--moved-by", type=float, default=0.0, metavar="PERCENT", help="Only moves of so much or more.")


@click.command()
@_since
@_origins
@_moved
@click.option("--by", type=click.Choice(["kind", "place", "figure"]), default="kind", show_default=True, help="How the news are grouped.")
@asking_option
@pack_option
@json_option
def new(
    since: str | None, min_origins: int, moved_by: float, by: str, ledger: str, own_pack: Path | None, as_json: bool
) -> None:  # one option a parameter
    """What each report said first; with --since, what is new: figures, moves, first denials, first separate lineages, corrections."""
    if since is None:
        from stemma.commands.tables import print_table

        print_table("new", ledger, own_pack, as_json)
        return
    view, found = _news(ledger, own_pack, since, min_origins, moved_by)
    if as_json:
        from dataclasses import asdict

        answer_json([asdict(n) for n in found])
    else:
        answer("\n".join(_lines(found, by)) + "\n" if found else _nothing(view, since))


@click.command()
@_since
@_origins
@_moved
@click.option("--format", "form", type=click.Choice(["md", "docx", "html"]), help="By default as the file's name says, else Markdown.")
@output_option
@asking_option
@pack_option
def brief(
    since: str | None, min_origins: int, moved_by: float, form: str | None, output: Path | None, ledger: str, own_pack: Path | None
) -> None:  # one option a parameter
    """What is new since a moment, where the figures stand, who alone says what, and what is not known, as Markdown, HTML or for Word.

    Without --since it tells all that the ledger holds.
    """
    from stemma.answering.blocks import to_docx, to_html, to_markdown
    from stemma.answering.brief import brief as blocks_of
    from stemma.core.errors import StemmaError

    form = form or (_FORMS.get(output.suffix.lower(), "md") if output else "md")
    if form == "docx" and output is None:
        raise StemmaError("A Word file is not for the terminal: name it with -o brief.docx.")
    view, found = _news(ledger, own_pack, since or _BEGINNING, min_origins, moved_by)
    blocks = blocks_of(view, _moment(since) if since else "", found)
    if form == "docx" and output is not None:
        answer_bytes(to_docx(blocks), output)
    else:
        answer(to_html(blocks) if form == "html" else to_markdown(blocks), output)
    if output is not None:
        click.echo(f"Written to {output}.", err=True)


def _moment(since: str) -> str:
    from stemma.answering.clock import since as moment

    return moment(since, datetime.now(UTC))


def _news(ledger: str, own_pack: Path | None, since: str, min_origins: int, moved_by: float) -> tuple[View, list[News]]:
    from stemma.answering.news import chosen, news
    from stemma.showing.view import View

    moment = _moment(since)
    view = View(situation_of(ledger), own_words(own_pack))
    return view, chosen(news(view, moment), min_origins, moved_by / 100)


def _lines(found: list[News], by: str) -> list[str]:
    from stemma.answering.news import KINDS

    groups: dict[str, list[News]] = {}
    for n in found:
        name = {"kind": KINDS[n.kind], "place": n.place or "No place named", "figure": n.title}[by]
        groups.setdefault(name, []).append(n)
    lines: list[str] = []
    for name, items in groups.items() if by == "kind" else sorted(groups.items()):
        lines += [*([""] if lines else []), f"{name} ({len(items)})"]
        lines += [line for n in items for line in _told(n, by, console().is_terminal)]
    return lines


def _told(n: News, by: str, terminal: bool) -> list[str]:
    from stemma.answering.news import KINDS

    kind = "" if by == "kind" else f"[{KINDS[n.kind].lower()}] "
    title = "" if n.kind in ("caveat", "correction") else f"{n.title}: "
    detail = f" ({n.detail})" if n.detail else ""
    counts = f"{n.reports} report{'s' * (n.reports != 1)}, {n.origins or 'no'} lineage{'s' * (n.origins != 1)}"
    return [f"  {kind}{title}{n.told}{detail}", f"      {counts}{'. ' if n.cite else ''}{n.cite}"]


def _nothing(view: View, since: str) -> str:
    newest = max((view.published(r) for r in view.reports), default="")
    last = f" The newest report is of {newest}." if newest else ""
    return f"Nothing is new since {since}.{last}\n"
