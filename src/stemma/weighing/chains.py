"""One running count that was linked to several figures: its steps set side by side, so that a newer day is not read as a dispute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.core.types import Claim, Conflict, Nature, Reading
from stemma.weighing import wording
from stemma.weighing.conflicts import conflict
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.ground import Ground
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, say, side
from stemma.weighing.values import rounded

_CROWD: Final = 40  # figures of one sort beyond which only neighbours meet
_DAYS: Final = 21  # days between two steps that a reader would take for one count
_YEAR: Final = 366  # and where one institution goes on counting
_MANY: Final = 1000  # people of a country
_COUNTED: Final = 0.1  # the least share of the later number, where one goes on counting
_STEP: Final = 0.08  # the least share of the later number that the earlier one of a total comes to
_AGREE: Final = 0.75  # and of two numbers that agree
_LEVEL: Final = 0.2  # and of a level
_READINGS: Final = 12  # readings of a figure that are looked at
_CLAIMS: Final = 3  # claims shown for each number
_MOST: Final = 3  # steps shown for one figure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """A figure as a course in time."""

    figure: str
    sides: tuple[Side, ...]
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """An earlier and a later number of two figures, and how easily they are taken for one count."""

    early: Side
    late: Side
    agree: bool
    rank: tuple[int, float]


class Chains:
    """Finds the steps of one count across figures."""

    def __init__(self, facts: Facts, lineage: Lineage, pack: Pack) -> None:
        self._facts = facts
        self._lineage = lineage
        self._ground = Ground(facts, pack)

    def find(self, readings: Sequence[Reading], told: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """The nearest steps, a few for each figure; those that were told already are left out."""
        figures = self._courses(readings)
        met = OneProcess().together(lambda c: (c.family,), figures, _CROWD)
        steps = [(step, i, j) for i, j in met if (step := self._nearest(figures[i], figures[j])) is not None]
        known = [frozenset(c.claims) for c in told]
        shown: dict[int, int] = {}
        found: list[Conflict] = []
        for step, i, j in sorted(steps, key=lambda s: (s[0].rank, s[1], s[2])):
            ends = {self._facts.id(step.early.claim), self._facts.id(step.late.claim)}
            if max(shown.get(i, 0), shown.get(j, 0)) < _MOST and not any(ends <= k for k in known):
                found.append(self._conflict(step, figures[i].figure))
                shown[i], shown[j] = shown.get(i, 0) + 1, shown.get(j, 0) + 1
        return tuple(sorted(found, key=lambda c: (c.figure, c.claims)))

    def _courses(self, readings: Sequence[Reading]) -> list[_Course]:
        facts = self._facts
        by_figure: dict[str, list[Reading]] = {}
        for reading in readings:
            first = facts.claims[reading.claims[0]]
            if not reading.denied and not reading.born_in and facts.point(first) and not not_yet(first.status):
                by_figure.setdefault(reading.figure, []).append(reading)
        found = []
        for figure in sorted(by_figure):
            told = [r for r in by_figure[figure] if any(self._lineage.first_hand(c) for c in r.claims)]
            sides = tuple(side(facts, self._lineage, r) for r in told[:_READINGS])
            if not sides:
                continue
            first = sides[0].claim
            if facts.sort(first) not in facts.loose and first.measure not in facts.steady:
                family = f"{facts.sort(first)}|{facts.base(first).dimension}|{first.nature is Nature.DELTA}"
                found.append(_Course(figure=figure, sides=sides, family=family))
        return found

    def _nearest(self, one: _Course, other: _Course) -> _Step | None:
        steps = list(self._steps(one, other))
        return min(steps, key=lambda s: s.rank) if steps else None

    def _steps(self, one: _Course, other: _Course) -> Iterator[_Step]:
        facts = self._facts
        for a in one.sides:
            for b in other.sides:
                early, late = (a, b) if (facts.gap(a.claim, b.claim) or 0) >= 0 else (b, a)
                gap = facts.gap(early.claim, late.claim)
                counter = self._one_counter(early.claim, late.claim)
                if gap is None or gap > (_YEAR if counter else _DAYS) or not self._one_count(early.claim, late.claim, counter):
                    continue
                low, high = facts.point(early.claim) or 0.0, facts.point(late.claim) or 0.0
                ratio = min(low, high) / max(low, high)
                if gap and ratio < 1 and self._grew(early.claim, late.claim, ratio, counter):
                    yield _Step(early=early, late=late, agree=False, rank=(gap, -ratio))
                elif _AGREE <= ratio < 1 and self._agree(early, late):
                    yield _Step(early=early, late=late, agree=True, rank=(gap, -ratio))

    def _one_counter(self, one: Claim, other: Claim) -> bool:
        """True where one institution goes on counting, or both counts are of a whole country in thousands."""
        facts = self._facts
        if one.report == other.report or one.measure != other.measure or Nature.FLOW in (one.nature, other.nature):
            return False
        speakers = facts.speaker(one), facts.speaker(other)
        if speakers[0].key == speakers[1].key and speakers[0].named and not speakers[0].outlet:
            return True
        lands = [c.place is not None and c.place.kind == "country" for c in (one, other)]
        return all(lands) and min(facts.point(one) or 0.0, facts.point(other) or 0.0) >= _MANY

    def _one_count(self, one: Claim, other: Claim, counter: bool) -> bool:
        """True where two claims may be of one count: the same people and place, as far as both say."""
        if one.report == other.report and one.nature is not Nature.TOTAL:
            return False
        people, where = self._ground.people(one, other), self._ground.where(one, other)
        return people is not False and where is not False and bool(where or people) and self._ground.sorted_alike(one, other)

    def _agree(self, one: Side, other: Side) -> bool:
        """True where the words leave room for one number."""
        facts = self._facts
        a, b = rounded(one.claim.amount, facts.base(one.claim)), rounded(other.claim.amount, facts.base(other.claim))
        return a is not None and b is not None and a.meets(b) and one.claim.report != other.claim.report

    def _grew(self, early: Claim, late: Claim, ratio: float, counter: bool) -> bool:
        if early.nature is Nature.DELTA:
            return False
        if counter:
            return ratio >= _COUNTED and ((self._facts.point(late) or 0.0) > (self._facts.point(early) or 0.0) or ratio >= _LEVEL)
        if Nature.LEVEL in (early.nature, late.nature):
            return ratio >= _LEVEL
        return ratio >= _STEP and (self._facts.point(late) or 0.0) > (self._facts.point(early) or 0.0)

    def _conflict(self, step: _Step, figure: str) -> Conflict:
        facts = self._facts
        both = wording.against(facts, (step.early.claim, step.late.claim))
        if step.agree:
            verdict = say("apparent", "rounding", f"{both}: the words leave room for both to be so.", "weigh.chain-agrees")
        elif Nature.FLOW in (step.early.claim.nature, step.late.claim.nature):
            verdict = say("apparent", "window", f"{both}: they count over different stretches of time.", "weigh.chain-window")
        else:
            grown = "one growing total" if step.late.claim.nature is Nature.TOTAL else "one quantity"
            verdict = say("apparent", "time", f"{both}: {grown} on two dates.", "weigh.chain")
        return conflict(facts, figure, [*step.early.claims[:_CLAIMS], *step.late.claims[:_CLAIMS]], verdict)
