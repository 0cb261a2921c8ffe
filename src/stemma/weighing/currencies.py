"""One sum in two currencies, told in one breath: "a package of 50.9 billion reais, about 9.9 billion dollars"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.core.bases import are_money
from stemma.core.types import Claim, Conflict, Reading
from stemma.weighing import wording
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.once import told_once
from stemma.weighing.sides import Verdict, say


def find_converted(facts: Facts, lineage: Lineage, readings: Sequence[Reading], told: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Each sum beside the same in another currency, once for each two values."""
    return told_once(facts, _pairs(facts, lineage), readings, told)


def _pairs(facts: Facts, lineage: Lineage) -> Iterator[tuple[Claim, Claim, Verdict]]:
    for report in sorted(facts.claims_of, key=facts.rank.__getitem__):
        claims = sorted((c for c in facts.claims_of[report] if facts.point(c) and not facts.denied(c)), key=lambda c: (c.start, c.end))
        text = facts.reports[report].text
        for one, other in pairwise(claims):
            apart = facts.base(one).dimension != facts.base(other).dimension and are_money(one.amount.unit, other.amount.unit)
            if (
                apart
                and one.end <= other.start
                and facts.said.apposed.fullmatch(text, one.end, other.start)
                and lineage.first_hand(facts.id(other))
            ):
                why = f"{wording.against(facts, (one, other))}: one sum in two currencies."
                yield one, other, say("apparent", "unit", why, "weigh.currencies")
