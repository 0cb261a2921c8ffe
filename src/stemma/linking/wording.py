"""The reasons of two claims in words: each is a pattern, filled in only where it is told to somebody."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Reason
from stemma.linking.traits import Trait
from stemma.linking.values import Why, said


def worded(found: Sequence[Why], one: Trait, other: Trait) -> tuple[Reason, ...]:
    """What was found of two claims, as reasons in words."""
    facts = _facts(one, other)
    return tuple([Reason(rule=rule, detail=pattern.format_map(facts), weight=weight) for rule, pattern, weight in found])


def _facts(one: Trait, other: Trait) -> dict[str, object]:
    """What the patterns name of two claims."""
    near = min(len(one.context), len(other.context))
    facts: dict[str, object] = {
        "shared": len(one.context & other.context) / near if near else 0.0,
        "company": len((one.company & other.company) - (one.tells | other.tells)),
    }
    for before, trait in (("", one), ("other_", other)):
        claim = trait.claim
        whom = claim.subject or claim.counted or "someone"
        facts[f"{before}measure"] = claim.measure
        facts[f"{before}whom"] = whom
        facts[f"{before}whole"] = claim.percent_of or whom
        facts[f"{before}side"] = trait.side
        facts[f"{before}nouns"] = ", ".join(sorted(trait.nouns))
        facts[f"{before}place"] = claim.place.name if claim.place is not None else ""
        facts[f"{before}number"] = said(trait)
    return facts
