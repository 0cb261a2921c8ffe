"""Claims as a CSV table and as points on a map."""

from __future__ import annotations

import csv
import io
from typing import Any

from stemma.core.types import Situation
from stemma.ledger.exchange import claim_row, event_row
from stemma.ledger.lists import Lookup

_COLUMNS = (
    "id", "report", "outlet", "published", "figure", "measure", "subject", "place", "lat", "lon", "low", "high", "unit", "approx",
    "percent_of",
    "as_of_start", "as_of_end", "attribution", "status", "verification", "text", "start", "end",
)  # fmt: skip
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def to_csv(situation: Situation) -> str:
    """One claim a line, with the outlet and time of its report; opens in any spreadsheet."""
    look = Lookup(situation)
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for claim in look.claims.values():
        report = look.reports[claim.report]
        row = claim_row(look, claim)
        place, when = row["place"] or {}, row["as_of"] or {}
        row |= {
            "outlet": report.outlet,
            "published": report.published.iso if report.published else "",
            "place": place.get("name"),
            "lat": place.get("lat"),
            "lon": place.get("lon"),
            "as_of_start": when.get("start"),
            "as_of_end": when.get("end"),
            "attribution": " > ".join(row["attribution"]),
        }
        table.writerow({name: safe_cell(row[name]) for name in _COLUMNS})
    return out.getvalue()


def to_geojson(situation: Situation) -> dict[str, Any]:
    """Every claim and event whose place is known, as a point with its properties."""
    look = Lookup(situation)
    rows = [("claim", claim_row(look, c)) for c in look.claims.values()] + [("event", event_row(e)) for e in look.events.values()]
    return {"type": "FeatureCollection", "features": [_feature(kind, row) for kind, row in rows if _is_placed(row)]}


def _is_placed(row: dict[str, Any]) -> bool:
    return bool(row["place"]) and None not in (row["place"]["lat"], row["place"]["lon"])


def _feature(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    place = row.pop("place")
    properties = {"record": kind, "place": place["name"], "precision": place["precision"], **row}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
        "properties": properties,
    }


def safe_cell(value: Any) -> Any:
    """Words that a spreadsheet would run as a formula get an apostrophe in front."""
    return "'" + value if isinstance(value, str) and value.startswith(_RISKY) else value
