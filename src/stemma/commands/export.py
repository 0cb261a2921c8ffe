"""stemma export: the whole situation for other programs, or as a code book has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import (
    answer,
    answer_bytes,
    answer_json,
    asking_option,
    decisions_of,
    output_option,
    own_words,
    pack_option,
    situation_of,
)

if TYPE_CHECKING:
    from stemma.core.decisions import Decision
    from stemma.core.types import Situation

    Log = Sequence[Decision]

_FORMS = ("json", "jsonl", "csv", "parquet", "geojson", "prov", "annotations", "schemaorg", "decisions")
_BOOKS = ("acled", "ucdp", "idmc", "airwars", "ibc")


@click.command()
@asking_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="json", show_default=True)
@click.option("--codebook", type=click.Choice(_BOOKS), help="Rows as this code book has them, as CSV, or JSON with --format json.")
@click.option("--quote-words", type=click.IntRange(0), default=25, show_default=True, help="Words that a quote has at most; 0 for all.")
@pack_option
@output_option
@click.option("--out", "also_output", type=click.Path(path_type=Path, dir_okay=False), hidden=True)
@click.pass_context
def export(
    ctx: click.Context,
    ledger: str,
    form: str,
    codebook: str | None,
    quote_words: int,
    own_pack: Path | None,
    output: Path | None,
    also_output: Path | None,
) -> None:  # one option a parameter
    """The whole situation: JSON, JSON Lines, CSV or Parquet (claims), GeoJSON, PROV, Web Annotations, schema.org claims, what readers
    decided as a table, or a code book."""
    output = output or also_output
    situation, log = situation_of(ledger), decisions_of(ledger)
    if codebook:
        as_json = ctx.get_parameter_source("form") is not click.core.ParameterSource.DEFAULT and form == "json"
        _codebook(situation, codebook, quote_words, own_pack, output, as_json)
    elif form == "parquet":
        _parquet(situation, quote_words, output)
    elif form in _LINES:
        answer(_LINES[form](situation, log, quote_words), output)
    else:
        answer_json(_TREES[form](situation, log, quote_words), output)


def _codebook(situation: Situation, book: str, most: int, own_pack: Path | None, output: Path | None, as_json: bool) -> None:
    from stemma.exporting.codebooks import COLUMNS, rows
    from stemma.exporting.coding import as_csv
    from stemma.showing.view import View

    found = rows(View(situation, own_words(own_pack)), book, most)
    if as_json:
        answer_json(found, output)
    else:
        answer(as_csv(COLUMNS[book], found), output)


def _parquet(situation: Situation, most: int, output: Path | None) -> None:
    from stemma.core.errors import StemmaError
    from stemma.exporting.columns import to_parquet

    if output is None:
        raise StemmaError("Parquet is not for the terminal: name a file with -o claims.parquet.")
    answer_bytes(to_parquet(situation, most), output)


def _json(situation: Situation, log: Log, most: int) -> Any:
    from stemma.exporting.decided import decision_rows
    from stemma.exporting.quotes import cut
    from stemma.ledger import to_export

    return cut(to_export(situation), most) | {"decisions": decision_rows(log)}


def _jsonl(situation: Situation, log: Log, most: int) -> str:
    import json

    rows = [{"record": kind, **row} for kind, items in _json(situation, log, most).items() for row in items]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(situation: Situation, log: Log, most: int) -> str:
    from stemma.ledger import to_csv

    return to_csv(situation)


def _decisions(situation: Situation, log: Log, most: int) -> str:
    from stemma.exporting.decided import decisions_csv

    return decisions_csv(log, {c.id: (c.text, c.report) for e in situation.extracts for c in e.claims}, most or 10_000)


def _geojson(situation: Situation, log: Log, most: int) -> Any:
    from stemma.exporting.quotes import shorter
    from stemma.ledger import to_geojson

    held = to_geojson(situation)
    for feature in held["features"] if most else ():
        feature["properties"] = shorter(feature["properties"], most)
    return held


def _prov(situation: Situation, log: Log, most: int) -> Any:
    from stemma.exporting.standards import to_prov

    return to_prov(situation)


def _annotations(situation: Situation, log: Log, most: int) -> Any:
    from stemma.exporting.standards import to_annotations

    return to_annotations(situation, most)


def _schemaorg(situation: Situation, log: Log, most: int) -> Any:
    from stemma.exporting.standards import to_schemaorg

    return to_schemaorg(situation, most)


_LINES: dict[str, Callable[[Situation, Log, int], str]] = {"jsonl": _jsonl, "csv": _csv, "decisions": _decisions}
_TREES: dict[str, Callable[[Situation, Log, int], Any]] = {
    "json": _json,
    "geojson": _geojson,
    "prov": _prov,
    "annotations": _annotations,
    "schemaorg": _schemaorg,
}
