"""The ledger: all that is known in one SQLite file, each row with its run and its reasons."""

from stemma.ledger.exchange import json_lines, to_export
from stemma.ledger.lists import Lookup
from stemma.ledger.store import Ledger
from stemma.ledger.tables import to_csv, to_geojson

__all__ = ["Ledger", "Lookup", "json_lines", "to_csv", "to_export", "to_geojson"]
