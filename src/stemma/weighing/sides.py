"""A reading made ready for comparing, and what is decided about two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stemma.core.types import Claim, Reading
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.values import Stretch, allowed, same_point


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided about two readings, by which rule, and why."""

    kind: str
    verdict: str
    why: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A reading with the claim that speaks for it: the first honest one."""

    reading: Reading
    claim: Claim
    claims: tuple[Claim, ...]
    allows: Stretch | None
    told: tuple[Claim, ...] = ()  # all claims of the figure that say the same number, under whatever hedge
    series: tuple[tuple[str, float], ...] = ()  # day and number of all readings of the figure


def side(facts: Facts, lineage: Lineage, reading: Reading, others: Sequence[Reading] = ()) -> Side:
    """A reading made ready for comparing with the others of its figure."""
    claims = tuple(facts.in_order(reading.claims))
    speaks = next((c for c in claims if not lineage.born(facts.id(c))), claims[0])
    held = [c for r in others if not r.denied and not r.born_in for c in facts.in_order(r.claims)]
    told = tuple(c for c in held if c not in claims and same_point(facts.base(c), facts.base(speaks)))
    series = tuple(sorted({(facts.day(c), facts.point(c) or 0.0) for c in held}))
    return Side(
        reading=reading,
        claim=speaks,
        claims=claims,
        allows=allowed(speaks, facts.base(speaks), facts.said),
        told=(*claims, *told),
        series=series,
    )


def say(kind: str, verdict: str, why: str, rule: str = "") -> Verdict:
    """A verdict under the rule that bears its name, or the one given."""
    return Verdict(kind=kind, verdict=verdict, why=why, rule=rule or f"weigh.{verdict}")


SILENT: Final = Verdict(kind="", verdict="", why="", rule="weigh.silent")  # two readings that are not set side by side
