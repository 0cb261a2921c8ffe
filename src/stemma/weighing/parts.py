"""Numbers that a report itself calls a part of the one before: "17 people, five of them children"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.core.types import Claim, Conflict, Reading
from stemma.weighing import wording
from stemma.weighing.called import called_part
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.once import told_once
from stemma.weighing.sides import Verdict, say


class Parts:
    """Finds what reports call parts, by the words for it."""

    def __init__(self, facts: Facts, lineage: Lineage) -> None:
        self._facts = facts
        self._lineage = lineage

    def find(self, readings: Sequence[Reading], told: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """A part beside its whole, once for each pair of values; what was told already is left out."""
        return told_once(self._facts, self._pairs(), readings, told)

    def _pairs(self) -> Iterator[tuple[Claim, Claim, Verdict]]:
        """A whole, a part, and the words between that say so, in order of publication."""
        facts = self._facts
        by_report: dict[str, list[Claim]] = {}
        for claim in sorted(facts.claims.values(), key=facts.order):
            if facts.point(claim) and not facts.denied(claim):
                by_report.setdefault(claim.report, []).append(claim)
        for report in sorted(by_report, key=facts.rank.__getitem__):
            for first, second in pairwise(by_report[report]):
                called = called_part(facts, first, second)
                if called is None:
                    continue
                one, other, word = called
                speakers = facts.speaker(one), facts.speaker(other)
                one_mouth = speakers[0].key == speakers[1].key or speakers[0].outlet or speakers[1].outlet
                if one_mouth and self._lineage.first_hand(facts.id(other)):
                    why = wording.among(facts, other, wording.against(facts, (other, one)), word)
                    yield one, other, say("apparent", "part-whole", why, "weigh.part-said")
