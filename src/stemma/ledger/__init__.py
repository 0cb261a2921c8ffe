"""The ledger: all that is known in one SQLite file, each row with its run and its reasons.

The forms in which it leaves are loaded when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from stemma.ledger.store import Ledger

if TYPE_CHECKING:
    from stemma.ledger.exchange import json_lines, to_export
    from stemma.ledger.lists import Lookup
    from stemma.ledger.tables import to_csv, to_geojson

__all__ = ["Ledger", "Lookup", "json_lines", "to_csv", "to_export", "to_geojson"]
_HOMES = {"Lookup": "lists", "json_lines": "exchange", "to_csv": "tables", "to_export": "exchange", "to_geojson": "tables"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'stemma.ledger' has no attribute '{name}'")
    return getattr(import_module(f"stemma.ledger.{_HOMES[name]}"), name)
