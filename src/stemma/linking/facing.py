"""Facing: how the numbers of one report are set against one another, as two answers to one question.

Where a minister's 1,300 missing stand before a prefect's 40, the report means one thing by both, however far apart they are.
"""

from __future__ import annotations

from typing import Final

from stemma.core.types import Approx, Status
from stemma.linking.traits import Trait
from stemma.linking.values import two_mouths

Signs = dict[str, float]

_BESIDE: Final = 1  # sentences
_NEAR: Final = 2
_IN_REACH: Final = 3


def facing(one: Trait, other: Trait) -> Signs:
    """The signs that two claims of one report answer one question, by what sort of count they are, who speaks and the words about them."""
    apart = abs(one.line - other.line)
    if apart > _IN_REACH or not one.families & other.families:
        return {}
    second = other if one.claim.start <= other.claim.start else one
    found: Signs = {}
    if Status.DENIED in (one.claim.status, other.claim.status):
        found["denied-near"] = 1.0
    if apart > _NEAR:
        return found
    mouths = two_mouths(one, other)
    own = bool(one.voice) != bool(other.voice)
    found["mouths-near"] = float(mouths)
    found["own-near"] = float(own)
    found["against-near"] = float(second.against)
    found["against-mouths"] = float(second.against and mouths)
    found["against-own"] = float(second.against and own)
    found["one-line"] = float(apart == 0)
    if apart <= _BESIDE:
        found["bare-near"] = float(not second.claim.counted)
        found["bare-mouths"] = float(not second.claim.counted and (mouths or own))
    low = one if (one.point or 0.0) <= (other.point or 0.0) else other
    found["ceiling-near"] = float(low.claim.amount.approx in (Approx.LESS_THAN, Approx.AT_MOST))
    return found
