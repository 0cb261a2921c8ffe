"""Intake: whatever holds reporting becomes reports with the text as it stood; boilerplate is marked, never cut."""

from __future__ import annotations

from stemma.intake.door import Door, Fetched, Fetcher, take
from stemma.intake.dressing import Dresser
from stemma.intake.formats import FORMATS, MOST_BYTES, Format

__all__ = ["FORMATS", "MOST_BYTES", "Door", "Dresser", "Fetched", "Fetcher", "Format", "take"]
