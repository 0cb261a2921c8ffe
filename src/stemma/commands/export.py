"""stemma export: the whole situation for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.commands.common import answer, answer_json, ledger_option, output_option, situation_of


@click.command()
@ledger_option
@click.option("--format", "form", type=click.Choice(["json", "jsonl", "csv", "geojson"]), default="json", show_default=True)
@output_option
def export(ledger: str, form: str, output: Path | None) -> None:
    """The whole situation as JSON, JSON Lines, CSV (claims) or GeoJSON (what has a place)."""
    import json

    from stemma.ledger import json_lines, to_csv, to_export, to_geojson

    situation = situation_of(ledger)
    if form == "json":
        answer_json(to_export(situation), output)
    elif form == "jsonl":
        answer("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in json_lines(situation)), output)
    elif form == "csv":
        answer(to_csv(situation), output)
    else:
        answer_json(to_geojson(situation), output)
