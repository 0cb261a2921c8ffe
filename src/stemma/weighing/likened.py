"""Numbers of two figures that a reader may take for one thing although nothing else was found to say of them.

Which these are was learned: the signs of two numbers (how alike their sentences are, how far apart they lie in number, time and place,
what each counts) are weighed by what marked situations set beside each other; `scripts/fit_likened.py` writes `data/en/likened.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp, inf, log
from typing import Final, NamedTuple

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.core.types import Claim, Conflict, Nature, Reading
from stemma.weighing import wording
from stemma.weighing.crossing import part_of
from stemma.weighing.disputed import nearest
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.ground import takes_in
from stemma.weighing.lineage import Lineage
from stemma.weighing.once import told_once
from stemma.weighing.sides import Side, Verdict, say, side
from stemma.weighing.signs import Disputes, Signs
from stemma.weighing.values import same_point

_CROWD: Final = 40  # readings under one key beyond which only neighbours meet
_FAR: Final = 100.0  # times; numbers further apart are not taken for one thing


class Pair(NamedTuple):
    """Two readings of two figures, the claims that a reader would compare, and their signs."""

    one: Side
    other: Side
    claims: tuple[Claim, Claim]
    signs: Signs


class Likened:
    """Finds the likeliest pairs of numbers, a few for each figure."""

    def __init__(self, facts: Facts, lineage: Lineage, pack: Pack, disputes: Disputes) -> None:
        self._facts = facts
        self._lineage = lineage
        self._disputes = disputes
        self._mostly: Mapping[str, Sequence[str]] = pack.tables.get("weighing", {}).get("mostly", {})
        table = pack.tables.get("likened", {})
        self._weights: Mapping[str, float] = table.get("weights", {})
        bounds: Mapping[str, float] = table.get("bounds", {})
        self._sure, self._most = bounds.get("sure", inf), int(bounds.get("most", 0))

    def find(self, readings: Sequence[Reading], told: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """The pairs that were not told yet, in order of publication."""
        chosen = sorted(self._chosen(self.pairs(readings, told)), key=lambda pair: tuple(map(self._facts.order, pair[:2])))
        return told_once(self._facts, chosen, readings, told)

    def pairs(self, readings: Sequence[Reading], told: Sequence[Conflict]) -> Iterator[Pair]:
        """All pairs of honest readings of two figures that count something alike and were not told yet."""
        facts = self._facts
        sides = [side(facts, self._lineage, r) for r in readings if self._is_honest(r)]
        known: dict[str, set[int]] = {}
        for at, conflict in enumerate(told):
            for claim in conflict.claims:
                known.setdefault(claim, set()).add(at)
        said = [set().union(*(known.get(c, ()) for c in s.reading.claims)) for s in sides]
        size = {f.id: len(f.claims) for f in facts.figures}
        where = {f.id: {facts.claims[c].report for c in f.claims if c in facts.claims} for f in facts.figures}
        for i, j in OneProcess().together(self._keys, sides, _CROWD):
            one, other = sides[i], sides[j]
            figures = one.reading.figure, other.reading.figure
            if figures[0] == figures[1] or said[i] & said[j] or not self._is_near(one.claim, other.claim):
                continue
            a, b = nearest(facts, one, other)
            found = self._disputes.signs(a, b, "")
            ours, theirs = where[figures[0]], where[figures[1]]
            found["size"] = log(size[figures[0]] * size[figures[1]])
            found["carried"] = log(len(one.reading.claims) * len(other.reading.claims))
            found["reports-shared"] = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
            found["kin"] = float(self._lineage.rewrites(a.report, b.report) or self._lineage.rewrites(b.report, a.report))
            yield Pair(one, other, (a, b), found)

    def likely(self, found: Mapping[str, float]) -> float:
        """How likely two numbers with these signs are set beside each other, 0 to 1."""
        told = self._weights.get("bias", 0.0)
        for name, value in found.items():
            told += self._weights.get(name, 0.0) * value
        return 1 / (1 + exp(-told))

    def _chosen(self, pairs: Iterator[Pair]) -> Iterator[tuple[Claim, Claim, Verdict]]:
        """The likeliest pair of each two figures, no more than a few for one figure."""
        weighed = [(self.likely(p.signs), p) for p in pairs] if self._most else []
        shown: dict[str, int] = {}
        met: set[tuple[str, ...]] = set()
        for _, pair in sorted((w for w in weighed if w[0] >= self._sure), key=lambda w: (-w[0], [self._facts.id(c) for c in w[1].claims])):
            figures = tuple(sorted((pair.one.reading.figure, pair.other.reading.figure)))
            if figures not in met and all(shown.get(figure, 0) < self._most for figure in figures):
                a, b = sorted(pair.claims, key=self._facts.order)
                verdict = self.verdict(a, b)
                if verdict is not None:
                    met.add(figures)
                    shown.update((figure, shown.get(figure, 0) + 1) for figure in figures)
                    yield a, b, verdict

    def _is_honest(self, reading: Reading) -> bool:
        point = self._facts.point(self._facts.claims[reading.claims[0]])
        return bool(point) and not reading.denied and not reading.born_in and any(self._lineage.first_hand(c) for c in reading.claims)

    def _keys(self, one: Side) -> Iterator[str]:
        facts, claim = self._facts, one.claim
        dimension = facts.base(claim).dimension
        for measure in sorted({claim.measure, *facts.parts.get(claim.measure, ()), *self._mostly.get(claim.measure, ())}):
            yield f"{dimension}|{facts.sort_of(measure)}"
        for word in sorted(self._words(claim)):
            yield f"{dimension}|word|{word}"

    def _is_near(self, one: Claim, other: Claim) -> bool:
        """True where two claims count something alike, by their measures or by the words for what is counted."""
        facts = self._facts
        a, b = facts.base(one), facts.base(other)
        if a.dimension != b.dimension or same_point(a, b):
            return False
        low, high = sorted(abs(facts.point(c) or 0.0) for c in (one, other))
        if not low or high > _FAR * low:
            return False
        if facts.sort(one) == facts.sort(other) or facts.narrower(one.measure, other.measure) or facts.narrower(other.measure, one.measure):
            return True
        if other.measure in self._mostly.get(one.measure, ()) or one.measure in self._mostly.get(other.measure, ()):
            return True
        loose = any(c.measure.split(":")[0] in facts.loose for c in (one, other))
        return loose and bool(self._words(one) & self._words(other))

    def _words(self, claim: Claim) -> frozenset[str]:
        return self._facts.words(f"{claim.counted} {claim.subject}")

    def verdict(self, one: Claim, other: Claim) -> Verdict | None:
        """Why two numbers of two figures are no dispute; None where no ground can be named."""
        facts = self._facts
        both = wording.against(facts, (one, other))
        if not_yet(one.status) != not_yet(other.status):
            return _say("time", f"{both}: one is planned, expected or demanded, the other is said to be so.")
        if Nature.DELTA in (one.nature, other.nature) and one.nature is not other.nature:
            return _say("window", f"{both}: one is what was added, the other the sum.")
        if facts.narrower(one.measure, other.measure) or facts.narrower(other.measure, one.measure):
            return _say("part-whole", f"{both}: one counts {wording.counts(one)}, the other {wording.counts(other)}.")
        a, b = one.place, other.place
        if a is not None and b is not None and a.name != b.name:
            if takes_in(a, b) or takes_in(b, a):
                inner, outer = (b, a) if takes_in(a, b) else (a, b)
                return _say("part-whole", f"{both}: {inner.name} lies in {outer.name}.")
            return _say("quantity", f"{both}: of two places, {a.name} and {b.name}.")
        if facts.gap(one, other):
            return _say("time", f"{both}: of two dates, and perhaps of two things.")
        if one.subject.lower() != other.subject.lower():
            return _say("quantity", f"{both}: the first counts {part_of(one)}, the second {part_of(other)}.")
        return None


def _say(verdict: str, why: str) -> Verdict:
    return say("apparent", verdict, why, "weigh.likened")
