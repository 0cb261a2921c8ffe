"""stemma report: the situation as now claimed."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.commands.common import (
    answer,
    answer_json,
    asking_option,
    console,
    decisions_of,
    json_option,
    output_option,
    own_words,
    pack_option,
    situation_of,
)

_SUFFIXES = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json"}


@click.command()
@asking_option
@output_option
@click.option("--format", "form", type=click.Choice(["html", "md", "json"]), help="By default as the file's name says.")
@json_option
@pack_option
def report(ledger: str, output: Path | None, form: str | None, as_json: bool, own_pack: Path | None) -> None:
    """The situation as now claimed: on the terminal, or as HTML, Markdown or JSON."""
    situation = situation_of(ledger)
    form = "json" if as_json else form or (_SUFFIXES.get(output.suffix.lower(), "html") if output else None)
    if form == "json":
        from stemma.exporting.decided import decision_rows
        from stemma.ledger import to_export

        answer_json(to_export(situation) | {"decisions": decision_rows(decisions_of(ledger))}, output)
    elif form == "html":
        from stemma.showing.page import html_report

        answer(html_report(situation, own_words(own_pack)), output)
    elif form == "md":
        from stemma.showing.markdown import markdown_report

        answer(markdown_report(situation, own_words(own_pack)), output)
    else:
        from stemma.showing.terminal import show_report

        show_report(console(), situation, own_words(own_pack))
    if output is not None:
        click.echo(f"Written to {output}.", err=True)
