"""Figures that a reader would set side by side: a whole and its part, each side and one side, other places, other windows.

Most of what is found here only seems a conflict. It is real where a part is greater than its whole, where one side's own count
stays below what is said of each side, and where the share lost and the share left do not make up a hundred.
"""

from __future__ import annotations

import re
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
from stemma.weighing.grounds import apart
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, Verdict, side
from stemma.weighing.verdicts import shares

_BROKEN: Final = re.compile(r"[.;:!?]\s|[\"“”]")  # words that run over the end of a sentence name nothing
_TIGHT: Final = re.compile(r"\s+(['’])(?=\s)")  # "separatists ' military"
_CROWD: Final = 40  # figures under one key beyond which only neighbours meet
_NEAR: Final = 31  # days between two figures that a reader would compare
_CLOSE: Final = 1 / 25  # the least ratio of two numbers that a reader would take for one
_WHOLE: Final = 0.25  # share of the words for two wholes from which they are one
_RISES: Final = 0.3  # for a rise and another
_PARTS: Final = 0.3  # for a part and the whole, told without saying so
_SORTS: Final = 0.1  # for soldiers, and people of whom nothing more is said
_OTHERS: Final = 0.4  # for two places and two groups of people
_ELSEWHERE: Final = 0.15  # for two places and one group
_OWN: Final = 0.25  # the least share of what is said of each side that one side's own count comes to
_FAR: Final = 10_000  # days, where it is not known how many
_READINGS: Final = 12  # readings of a figure that are compared with another's
_MOST: Final = 2  # seeming conflicts shown for one figure


Pair = tuple[Side, Side]
Met = tuple[Verdict, Pair]
_SILENT: Final = Verdict(kind="", verdict="", why="", rule="weigh.silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A figure as it is set beside others: its honest readings, and of whom and where it is."""

    figure: str
    sides: tuple[Side, ...]
    family: str
    words: frozenset[str]
    actor: str
    scopes: frozenset[str]
    sorts: frozenset[str]
    places: frozenset[str]


class Crossing:
    """Sets figures beside one another; made from the pack's words for sorts and scopes of people."""

    def __init__(self, facts: Facts, lineage: Lineage, pack: Pack) -> None:
        self._facts = facts
        self._lineage = lineage
        ground = Ground(facts, pack)
        self._scopes, self._sorts, self._speaks = ground.scopes, ground.sorts, ground.speaks

    def find(self, readings: Sequence[Reading]) -> tuple[Conflict, ...]:
        """The conflicts between figures: all real ones, and for each figure the few that are most easily mistaken."""
        standings = self._standings(readings)
        found: list[tuple[float, Conflict, tuple[str, str]]] = []
        for i, j in OneProcess().together(self._keys, standings, _CROWD):
            met = self._meet(standings[i], standings[j])
            if met is not None:
                found.append((*met, (standings[i].figure, standings[j].figure)))
        return _chosen(found)

    def _standings(self, readings: Sequence[Reading]) -> list[Standing]:
        by_figure: dict[str, list[Reading]] = {}
        for reading in readings:
            if not reading.denied and not reading.born_in and any(self._lineage.first_hand(c) for c in reading.claims):
                by_figure.setdefault(reading.figure, []).append(reading)
        found = [self._standing(figure, by_figure[figure]) for figure in sorted(by_figure)]
        return [s for s in found if s is not None]

    def _standing(self, figure: str, readings: Sequence[Reading]) -> Standing | None:
        facts = self._facts
        sides = tuple(s for s in (side(facts, self._lineage, r) for r in readings) if s.allows is not None and not not_yet(s.claim.status))
        if not sides or sides[0].claim.measure.split(":")[0] in facts.loose:
            return None
        claims = [s.claim for s in sides]
        words = facts.words(" ".join(c.subject for c in claims))
        return Standing(
            figure=figure,
            sides=sides,
            family=f"{self._family(claims[0])}|{facts.base(claims[0]).dimension}",
            words=words,
            actor=next((facts.side_of(c.subject_actor) or c.subject_actor for c in claims if facts.actor(c.subject_actor)), ""),
            scopes=frozenset(s for w in words for s in self._scopes.get(w, ())),
            sorts=frozenset(s for w in words for s in self._sorts.get(w, ())),
            places=frozenset(c.place.name.lower() for c in claims if c.place is not None),
        )

    def _family(self, claim: Claim) -> str:
        """Measures that are set side by side; shares of a whole that make it up are one family."""
        facts = self._facts
        if facts.base(claim).dimension == "percent":
            near = (claim.measure, *facts.complements_of(claim.measure))
            return min(m for one in near for m in (one, *facts.complements_of(one)))
        return facts.sort(claim)

    def _keys(self, standing: Standing) -> Iterator[str]:
        for report in sorted({c.report for s in standing.sides for c in s.claims}):
            yield f"{standing.family}|report|{report}"
        for word in sorted(standing.words):
            yield f"{standing.family}|word|{word}"
        for place in sorted(standing.places):
            yield f"{standing.family}|place|{place}"
        if standing.scopes or standing.actor or standing.sorts:
            yield f"{standing.family}|scope"

    def _meet(self, one: Standing, other: Standing) -> tuple[float, Conflict] | None:
        a, b = self._nearest(one, other)
        if one.sorts and other.sorts and not one.sorts & other.sorts and not one.scopes | other.scopes:
            return None  # children and women, soldiers and civilians
        gap = apart(self._facts, a.claim, b.claim)
        if gap is None or abs(gap) > _NEAR:
            return None
        for rule in (self._shares, self._rises, self._each, self._whole, self._parts, self._elsewhere):
            met = rule(one, other, (a, b))
            if met is not None:
                verdict, pair = met
                claims = [s.claim for s in pair]
                return (self._ratio(*pair), conflict(self._facts, min(one.figure, other.figure), claims, verdict)) if verdict.kind else None
        return None

    def _nearest(self, one: Standing, other: Standing) -> Pair:
        """The two readings that a reader would compare: told in one report, or as of days that lie near."""
        return min(self._all_pairs(one, other), key=self._far)

    def _pairs(self, one: Standing, other: Standing) -> list[Pair]:
        """All pairs of readings of two figures, the most easily compared first."""
        return sorted(self._all_pairs(one, other), key=self._far)

    def _all_pairs(self, one: Standing, other: Standing) -> list[Pair]:
        return [(a, b) for a in one.sides[:_READINGS] for b in other.sides[:_READINGS]]

    def _far(self, pair: Pair) -> tuple[bool, int, int]:
        """How far two readings are from being compared: told in one report, then as of days that lie near, then early."""
        a, b = pair[0].claim, pair[1].claim
        gap = apart(self._facts, a, b)
        rank = self._facts.rank
        return a.report != b.report, _FAR if gap is None else abs(gap), rank[a.report] + rank[b.report]

    def _ratio(self, a: Side, b: Side) -> float:
        low, high = sorted(abs(x) for x in (self._facts.point(a.claim) or 0.0, self._facts.point(b.claim) or 0.0))
        return low / high if high else 0.0

    def _shares(self, one: Standing, other: Standing, pair: Pair) -> Met | None:
        """Shares of one whole."""
        facts = self._facts
        a, b = pair[0].claim, pair[1].claim
        if facts.base(a).dimension != "percent" or not facts.complementary(a.measure, b.measure):
            return None
        same_side = bool(one.words & other.words) or not one.words or not other.words
        if same_side and facts.sort(a) == facts.sort(b):  # what one side took, it may hold
            return None
        if not _one_whole(facts.whole(a.percent_of), facts.whole(b.percent_of)) or not (same_side or a.percent_of):
            return None
        verdict = shares(facts, self._lineage, *pair)
        return (verdict, pair) if verdict else None

    def _rises(self, one: Standing, other: Standing, pair: Pair) -> Met | None:
        """Rises of other windows, and a rise beside the sum."""
        deltas = [s.claim.nature is Nature.DELTA for s in pair]
        if not any(deltas):
            return None
        if not _kin(one, other) or self._ratio(*pair) < _RISES:
            return _SILENT, pair
        both = wording.against(self._facts, [s.claim for s in pair])
        if all(deltas):
            return _say("apparent", "window", f"{both}: they count what was added over different stretches of time."), pair
        return _say("apparent", "part-whole", f"{both}: one is what was added, the other the sum."), pair

    def _each(self, one: Standing, other: Standing, pair: Pair) -> Met | None:
        """What is said of each side is said of either one: its own count must not stay below."""
        for whole, part, (w, p) in ((one, other, pair), (other, one, pair[::-1])):
            if "each" not in whole.scopes or part.scopes or w.claim.measure != p.claim.measure:
                continue
            if part.sorts and "military" not in part.sorts:
                if self._ratio(*pair) < _CLOSE:
                    return _SILENT, pair
                both = wording.against(self._facts, (w.claim, p.claim))
                return _say("apparent", "part-whole", f"{both}: {part_of(p.claim)} are a part of {part_of(w.claim)}."), pair
            for side_w, side_p in self._pairs(whole, part):
                if side_w.claim.measure != side_p.claim.measure or self._ratio(side_w, side_p) < _OWN:
                    continue
                if not (part.actor or "military" in part.sorts):
                    continue  # a count of a few of that side
                if _below(side_p, side_w) and (apart(self._facts, side_w.claim, side_p.claim) or 0) >= 0:
                    both = wording.against(self._facts, (side_w.claim, side_p.claim))
                    return _say("real", "real", f"{both}: what is said of each side stands above that side's own count."), (side_w, side_p)
            return _SILENT, pair
        return None

    def _whole(self, one: Standing, other: Standing, pair: Pair) -> Met | None:
        """All together, and some of them."""
        for whole, part, (w, p) in ((one, other, pair), (other, one, pair[::-1])):
            if "all" not in whole.scopes or "all" in part.scopes:
                continue
            both = wording.against(self._facts, (p.claim, w.claim))
            if _below(w, p):
                if (apart(self._facts, w.claim, p.claim) or 0) <= 0 and whole.places & part.places:
                    return _say("real", "part-whole", f"{both}: the part is greater than the whole."), pair
                return _SILENT, pair
            if self._ratio(w, p) < _CLOSE:
                return _SILENT, pair
            return _say("apparent", "part-whole", f"{both}: the first counts a part of what the second counts."), pair
        return None

    def _parts(self, one: Standing, other: Standing, pair: Pair) -> Met | None:
        """In one report and one place, two counts of other people or things."""
        a, b = pair[0].claim, pair[1].claim
        least = _SORTS if bool(one.sorts) != bool(other.sorts) else _PARTS
        if a.report != b.report or a.measure != b.measure or not least <= self._ratio(*pair) < 1 or one.words == other.words:
            return None
        if not _near(one.places, other.places) and not one.words & other.words:
            return None
        small, great = sorted((a, b), key=lambda c: self._facts.point(c) or 0.0)
        if part_of(small).lower() == part_of(great).lower() or self._speaks(small) or self._speaks(great):
            return None
        both = wording.against(self._facts, (small, great))
        return _say("apparent", "part-whole", f"{both}: the first counts {part_of(small)}, the second {part_of(great)}."), pair

    def _elsewhere(self, one: Standing, other: Standing, pair: Pair) -> Met | None:
        """The same measure of somewhere else."""
        a, b = pair[0].claim, pair[1].claim
        least = _ELSEWHERE if one.words == other.words else _OTHERS
        if a.measure != b.measure or self._ratio(*pair) < least or not _kin(one, other):
            return None
        if not a.place or not b.place or one.places & other.places:
            return None
        both = wording.against(self._facts, (a, b))
        return _say("apparent", "quantity", f"{both}: of two places, {a.place.name} and {b.place.name}."), pair


def _one_whole(ones: frozenset[str], others: frozenset[str]) -> bool:
    """True where two shares may be of one whole: their words for it are shared, or one does not say."""
    return not ones or not others or len(ones & others) >= _WHOLE * len(ones | others)


def _below(one: Side, other: Side) -> bool:
    return bool(one.allows and other.allows and one.allows.high < other.allows.low)


def part_of(claim: Claim) -> str:
    """Of whom or what a claim is, in words."""
    subject = _TIGHT.sub(r"\1", claim.subject)
    return (
        ("" if _BROKEN.search(subject) else subject)
        or claim.counted
        or (f"those in {claim.place.name}" if claim.place else wording.plain(claim.measure))
    )


def _kin(one: Standing, other: Standing) -> bool:
    return bool(one.words & other.words) or (one.actor != "" and one.actor == other.actor)


def _near(ones: frozenset[str], others: frozenset[str]) -> bool:
    return any(a in b or b in a for a in sorted(ones) for b in sorted(others))


def _say(kind: str, verdict: str, why: str) -> Verdict:
    return Verdict(kind=kind, verdict=verdict, why=why, rule=f"weigh.across-{verdict}")


def _chosen(found: Sequence[tuple[float, Conflict, tuple[str, str]]]) -> tuple[Conflict, ...]:
    """All real conflicts, and the closest seeming ones, no more than a few for each figure."""
    kept: list[Conflict] = [c for _, c, _ in found if c.kind == "real"]
    shown: dict[str, int] = {}
    for _, item, pair in sorted((f for f in found if f[1].kind != "real"), key=lambda f: (-f[0], f[1].claims)):
        if all(shown.get(figure, 0) < _MOST for figure in pair):
            kept.append(item)
            for figure in pair:
                shown[figure] = shown.get(figure, 0) + 1
    return tuple(sorted(kept, key=lambda c: (c.figure, c.kind != "real", c.claims)))
