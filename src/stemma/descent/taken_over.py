"""What a claim that was taken over does not say of itself: it may be as old as the claim that it repeats, and is of the same place.

On its own a copy that drops the day is read as of its publication, and an old count would stand in the course of a figure as a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from stemma.core.days import days_between
from stemma.core.types import Claim, Extract, Inheritance, Reason

_LONGEST: Final = 31  # days; what is older dates nothing any more


def as_taken_over(extracts: Sequence[Extract], inheritances: Sequence[Inheritance]) -> tuple[Extract, ...]:
    """The extracts, where claims that name no time or no place of their own have those of the claims that they repeat."""
    known = {claim.id: claim for extract in extracts for claim in extract.claims}
    sources = {i.claim: i.from_claim for i in inheritances if i.from_claim in known and i.claim in known}
    heirs = {known[id].report for id in sources}
    done: dict[str, Claim] = {}

    def settled(id: str) -> Claim:
        if id in done:
            return done[id]
        done[id] = claim = known[id]  # ends a ring, should there be one
        source = sources.get(id)
        if source is not None:
            done[id] = claim = _of_the_place(_as_of(claim, settled(source)), settled(source))
        return claim

    return tuple(replace(e, claims=tuple(settled(c.id) for c in e.claims)) if e.report in heirs else e for e in extracts)


def _as_of(claim: Claim, source: Claim) -> Claim:
    own, older = claim.when, source.when
    if own is None or own.text or not own.start or older is None or not older.start or older.start >= own.start or claim.window:
        return claim
    if (days_between(older.start, own.start) or 0) > _LONGEST:
        return claim
    detail = f"names no time: as of {older.start} at the earliest, like claim {source.id} that it repeats"
    told = Reason(rule="descent.as-of", detail=detail)
    return replace(claim, when=replace(own, start=older.start), reasons=(*claim.reasons, told))


def _of_the_place(claim: Claim, source: Claim) -> Claim:
    if source.place is None or (claim.place is not None and (claim.place.words or not source.place.words)):
        return claim
    told = Reason(rule="descent.place", detail=f"names no place: of that of claim {source.id} that it repeats")
    return replace(claim, place=replace(source.place, words=""), reasons=(*claim.reasons, told))
