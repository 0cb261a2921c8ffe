"""What a short text tells, by its numbers."""

from __future__ import annotations

from stemma.core.types import Claim, Moment, Report
from stemma.reading.reader import Reader


def read(reader: Reader, text: str) -> dict[float, Claim]:
    """The claims of a text published on 5 October 2024, by their values."""
    claims = reader.read(Report(text=text, published=Moment(iso="2024-10-05"))).claims
    return {claim.amount.low if claim.amount.low is not None else claim.amount.high or 0.0: claim for claim in claims}
