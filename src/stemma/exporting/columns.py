"""Claims with their figure, reading and origins as columns of one table: Parquet with types, CSV for spreadsheets."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from stemma.answering.quoting import QUOTED, quoted
from stemma.core.errors import MissingExtra
from stemma.core.types import Reading, Situation
from stemma.ledger.exchange import claim_row
from stemma.ledger.lists import Lookup

COLUMNS = {  # name -> type in Parquet
    "claim_id": "string", "report_id": "string", "outlet": "string", "title": "string", "published": "string", "url": "string",
    "sha256": "string", "report_kind": "string", "start": "int64", "end": "int64", "quote": "string", "measure": "string",
    "nature": "string", "subject": "string", "counted": "string", "place": "string", "latitude": "double", "longitude": "double",
    "place_precision": "string", "low": "double", "high": "double", "approx": "string", "unit": "string", "percent_of": "string",
    "as_of_start": "string", "as_of_end": "string", "window": "string", "attribution": "list", "status": "string",
    "verification": "string", "figure_id": "string", "figure_title": "string", "reading_low": "double", "reading_high": "double",
    "n_reports": "int64", "n_origins": "int64", "n_sources": "int64", "grade": "string", "born_in": "string",
}  # fmt: skip


def table_rows(situation: Situation, most: int = QUOTED) -> list[dict[str, Any]]:
    """One row a claim."""
    look = Lookup(situation)
    of: dict[str, Reading] = {c: r for readings in look.readings.values() for r in readings for c in r.claims}
    return [_row(look, claim_id, of.get(claim_id), most) for claim_id in look.claims]


def _row(look: Lookup, claim_id: str, reading: Reading | None, most: int) -> dict[str, Any]:
    claim = look.claims[claim_id]
    report = look.reports[claim.report]
    row = claim_row(look, claim)
    place, when = row["place"] or {}, row["as_of"] or {}
    figure = look.figures.get(row["figure"] or "")
    kind = look.kinds.get(report.id)
    return {
        "claim_id": claim_id, "report_id": report.id, "outlet": report.outlet, "title": report.title,
        "published": report.published.iso if report.published else None, "url": report.url, "sha256": report.sha256,
        "report_kind": kind.value if kind else None, "start": claim.start, "end": claim.end, "quote": quoted(claim.text, most),
        "measure": claim.measure, "nature": row["nature"], "subject": claim.subject, "counted": claim.counted,
        "place": place.get("name"), "latitude": place.get("lat"), "longitude": place.get("lon"),
        "place_precision": place.get("precision"), "low": claim.amount.low, "high": claim.amount.high, "approx": row["approx"],
        "unit": row["unit"], "percent_of": row["percent_of"], "as_of_start": when.get("start"), "as_of_end": when.get("end"),
        "window": row["window"], "attribution": row["attribution"], "status": row["status"], "verification": row["verification"],
        "figure_id": row["figure"], "figure_title": figure.title if figure else None,
        "reading_low": reading.low if reading else None, "reading_high": reading.high if reading else None,
        "n_reports": reading.reports if reading else None, "n_origins": reading.origins if reading else None,
        "n_sources": reading.sources if reading else None, "grade": reading.grade if reading else None,
        "born_in": (reading.born_in or None) if reading else None,
    }  # fmt: skip


def to_parquet(situation: Situation, most: int = QUOTED) -> bytes:
    """The table as Parquet, with types and Snappy compression."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("pyarrow", "files", "Writing Parquet") from None
    types = {"string": pa.string(), "double": pa.float64(), "int64": pa.int64(), "list": pa.list_(pa.string())}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    out = BytesIO()
    pq.write_table(pa.Table.from_pylist(table_rows(situation, most), schema=schema), out)
    return out.getvalue()
