"""Numbers that a report itself calls a part of the one before: "17 people, five of them children"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import Claim, Conflict, Nature, Reading
from stemma.weighing import wording
from stemma.weighing.called import called_part
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.ground import Ground
from stemma.weighing.lineage import Lineage
from stemma.weighing.once import told_once
from stemma.weighing.sides import Verdict, say

_REACH: Final = 600  # characters over which a report tells all cases and those confirmed


class Parts:
    """Finds what reports call parts, by the words for it, and what by its measure is a part: the cases that were confirmed."""

    def __init__(self, facts: Facts, lineage: Lineage, pack: Pack) -> None:
        self._facts = facts
        self._lineage = lineage
        self._ground = Ground(facts, pack)
        self._mostly: dict[str, list[str]] = pack.tables.get("weighing", {}).get("mostly", {})

    def find(self, readings: Sequence[Reading], told: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """A part beside its whole, once for each pair of values; what was told already is left out."""
        said = told_once(self._facts, self._pairs(), readings, told)
        return (*said, *told_once(self._facts, self._by_measure(), readings, (*told, *said)))

    def _by_measure(self) -> Iterator[tuple[Claim, Claim, Verdict]]:
        """Two counts of one report, the measure of one within that of the other: "1,572 cases", "4,700 confirmed"."""
        facts = self._facts
        for report in sorted(facts.claims_of, key=facts.rank.__getitem__):
            claims = [c for c in sorted(facts.claims_of[report], key=facts.order) if self._is_count(c)]
            for at, first in enumerate(claims):
                for second in claims[at + 1 :]:
                    if second.start - first.end > _REACH:
                        break
                    part, whole = (first, second) if self._within(first, second) else (second, first)
                    if self._within(part, whole) and self._fits(part, whole):
                        told = f"one counts {wording.counts(part)}, the other {wording.counts(whole)}"
                        why = f"{wording.against(facts, (part, whole))}: {told}."
                        yield whole, part, say("apparent", "part-whole", why, "weigh.part-measure")

    def _within(self, part: Claim, whole: Claim) -> bool:
        """True where the measure of the one is mostly of those whom the other counts: those confirmed, and those suspected."""
        return self._facts.narrower(part.measure, whole.measure) or whole.measure in self._mostly.get(part.measure, ())

    def _is_count(self, claim: Claim) -> bool:
        facts = self._facts
        told = bool(facts.point(claim)) and not facts.denied(claim) and not not_yet(claim.status) and claim.nature is not Nature.DELTA
        return told and self._lineage.first_hand(facts.id(claim))

    def _fits(self, part: Claim, whole: Claim) -> bool:
        """True where the part is the smaller, of the same people and place as far as both say."""
        facts = self._facts
        alike = facts.base(part).dimension == facts.base(whole).dimension and (facts.point(part) or 0.0) < (facts.point(whole) or 0.0)
        return alike and self._ground.people(part, whole) is not False and self._ground.where(part, whole) is not False

    def _pairs(self) -> Iterator[tuple[Claim, Claim, Verdict]]:
        """A whole, a part, and the words between that say so, in order of publication."""
        facts = self._facts
        by_report: dict[str, list[Claim]] = {}
        for claim in sorted(facts.claims.values(), key=lambda c: (facts.order(c)[:2], c.end)):
            if facts.point(claim) and not facts.denied(claim):
                by_report.setdefault(claim.report, []).append(claim)
        for report in sorted(by_report, key=facts.rank.__getitem__):
            for first, second in _near(facts, by_report[report]):
                called = called_part(facts, first, second)
                if called is None:
                    continue
                one, other, word = called
                speakers = facts.speaker(one), facts.speaker(other)
                one_mouth = speakers[0].key == speakers[1].key or speakers[0].outlet or speakers[1].outlet or word.lower().startswith("of ")
                if one_mouth and self._lineage.first_hand(facts.id(other)):
                    why = wording.among(facts, other, wording.against(facts, (other, one)), word)
                    yield one, other, say("apparent", "part-whole", why, "weigh.part-said")


def _near(facts: Facts, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Neighbours in a text, and neighbours among the claims of one sort."""
    by_sort: dict[str, list[Claim]] = {}
    for claim in claims:
        by_sort.setdefault(facts.sort(claim), []).append(claim)
    yield from pairwise(claims)
    for sort in sorted(by_sort):
        yield from pairwise(by_sort[sort])
