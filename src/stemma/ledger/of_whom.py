"""Of whom a claim is told, in a row that stands alone: a common word says more with its place."""

from __future__ import annotations

from stemma.core.types import Claim


def of_whom(claim: Claim) -> str:
    """The subject of a claim, a common word with the place where it was counted: "people, Belgrade"."""
    subject, place = claim.subject, claim.place.name if claim.place is not None else ""
    common = subject.isalpha() and subject.islower() and place.isalpha()  # longer names tell whom they mean
    return f"{subject}, {place}" if common and place.lower() != subject else subject
